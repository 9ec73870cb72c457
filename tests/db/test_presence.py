"""Who else has a row open: seen within 90 seconds, each once, never oneself."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.actor import Actor
from db.commands.presence import leave, touch
from db.commands.units import NewPerson, add_people
from db.engine import Database
from db.queries import log, status
from db.queries.presence import others, person_name, shared_now
from db.rules.roles import Role
from db.schema import Presence

SITE, ORDER = uuid.UUID(int=1), uuid.UUID(int=2)
MINE, LI, WANG, LI_TOO = (uuid.UUID(int=number) for number in (11, 12, 13, 14))


@pytest.fixture
def busy(session: Session, now) -> Session:
    """李某 twice and we ourselves on the site, 王某 on an order."""
    touch(session, MINE, "张某", SITE, now)
    touch(session, LI, "李某", SITE, now)
    touch(session, LI_TOO, "李某", SITE, now)
    touch(session, WANG, "王某", ORDER, now)
    return session


def test_that_others_on_the_same_row_are_named_once_and_oneself_is_not(busy, now):
    assert others(busy, SITE, MINE, now) == ("李某",)
    assert others(busy, SITE, LI, now) == ("张某", "李某") or others(busy, SITE, LI, now) == ("李某", "张某")
    assert others(busy, ORDER, MINE, now) == ("王某",)
    assert others(busy, uuid.UUID(int=3), MINE, now) == ()


@pytest.mark.parametrize(("seconds", "is_seen"), [(0, True), (89, True), (90, True), (91, False)])
def test_that_a_page_that_is_silent_for_90_seconds_is_taken_for_left(busy, now, seconds, is_seen):
    assert (others(busy, ORDER, MINE, now + timedelta(seconds=seconds)) == ("王某",)) is is_seen


def test_that_speaking_again_keeps_a_page_alive(busy, now):
    later = now + timedelta(seconds=80)
    touch(busy, WANG, "王某", ORDER, later)
    assert others(busy, ORDER, MINE, later + timedelta(seconds=80)) == ("王某",)


def test_that_going_to_another_row_leaves_the_one_before(busy, now):
    touch(busy, WANG, "王某", SITE, now)
    assert others(busy, ORDER, MINE, now) == ()
    assert "王某" in others(busy, SITE, MINE, now)


def test_that_leaving_is_seen_at_once_and_may_be_repeated(busy, now):
    leave(busy, WANG)
    leave(busy, WANG)
    assert others(busy, ORDER, MINE, now) == ()


def test_that_pages_that_were_never_left_are_swept_away_after_a_day(busy, now):
    touch(busy, MINE, "张某", SITE, now + timedelta(days=1, seconds=1))
    assert busy.scalar(select(func.count()).select_from(Presence)) == 1


def test_that_a_very_long_name_is_cut_to_what_the_column_holds(session, now):
    touch(session, LI, "长" * 300, SITE, now)
    assert others(session, SITE, MINE, now) == ("长" * 200,)


def test_that_presence_is_no_operation_and_no_news(database: Database, now):
    with database.reading() as session:
        before = status.marks(session)
    with database.writing() as session:
        touch(session, LI, "李某", SITE, now)
    with database.reading() as session:
        assert status.marks(session) == before
        assert list(log.operations(session)) == []


def test_that_consoles_of_one_server_share_its_clock(session, database: Database, now):
    wrong = now - timedelta(days=400)
    found = shared_now(session, wrong)
    if database.is_sqlite:
        assert found == wrong
    else:
        assert abs((shared_now(session, now) - found).total_seconds()) < 10
        assert found.tzinfo is not None
        touch(session, LI, "李某", SITE, found)
        assert others(session, SITE, MINE, shared_now(session, now + timedelta(days=7))) == ("李某",)


def test_that_a_signed_in_person_has_a_name(session, actor: Actor):
    person_id = add_people(session, actor, [NewPerson("王某", Role.DUTY)])[0]
    assert person_name(session, person_id) == "王某"
    assert person_name(session, None) is None
