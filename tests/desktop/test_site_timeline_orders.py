"""A site's timeline tells the lives of its orders."""

from dataclasses import replace
from datetime import timedelta

import pytest

from db.commands import tasks
from db.commands.tasks import NewTask
from db.queries.tasks import steps_at
from db.rules.tasks import Step
from desktop.screens.campaigns.columns import Reader
from desktop.screens.campaigns.directory import Directory
from desktop.screens.campaigns.history import timeline
from desktop.screens.campaigns.reading import site_file

SITE = "CA-YC-0002"


@pytest.fixture
def order(context, sqlite_database, actor):
    """An order to two units: received by both at once, reported by one and returned to it."""

    def after(minutes):
        return replace(actor, now=actor.now + timedelta(minutes=minutes))

    with sqlite_database.writing() as session:
        order = NewTask("围挡破损", ["130424100", "130424-ZJ"], site_code=SITE, campaign_key="dust")
        number = tasks.new(session, actor, order)
        tasks.step(session, after(5), number, Step.RECEIVE)
        tasks.step(session, after(60), number, Step.REPORT, unit_code="130424100", note="已修好")
        tasks.step(session, after(90), number, Step.RETURN, unit_code="130424100", note="照片不清")
        tasks.step(session, after(95), number, Step.NOTE, note="电话催过")
    return number


@pytest.fixture
def items(context, order, sqlite_database, actor):
    later = actor.now + timedelta(hours=3)
    with sqlite_database.reading() as session:
        file = site_file(session, SITE, "dust")
    reader = Reader(context.campaigns["dust"], "zh", lambda: Directory(), lambda: later)
    return [item for item in timeline(file, reader) if order in item.title]


def test_that_the_steps_stand_there_newest_first_each_once(items, order):
    deeds = ["Note", "Returned", "Reported", "Received"]
    wanted = [*(f"{deed}: order {order}" for deed in deeds), f"Order {order}"]
    assert [item.title for item in items] == wanted


def test_that_units_that_step_together_are_named_in_one_line(items):
    received = next(item for item in items if item.title.startswith("Received"))
    assert set(received.note.split(", ")) == {"成安镇", "县住建局"}


def test_that_words_and_tones_come_along(items):
    returned = next(item for item in items if item.title.startswith("Returned"))
    assert (returned.note, returned.tone) == ("成安镇: 照片不清", "alarm")


def test_that_orders_elsewhere_stay_away(context, order, sqlite_database):
    with sqlite_database.reading() as session:
        other = site_file(session, "CA-YC-0001", "dust")
        assert order not in {number for number, _ in steps_at(session, other.site.id)}
