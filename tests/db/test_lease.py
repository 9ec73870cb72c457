"""The lease: one holder at a time, taken over when it runs out, measured by the right clock."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from db import lease
from db.engine import Database, open_database
from db.schema import Lease

SECONDS = 60.0


@pytest.fixture
def acquire(database: Database, now: datetime):
    """Try to take the lease some seconds after `now`; the server's clock decides on PostgreSQL."""

    def acquire(holder: str, after: float = 0, seconds: float = SECONDS) -> bool:
        with database.writing() as session:
            return lease.acquire(session, "serve", holder, now + timedelta(seconds=after), seconds)

    return acquire


def let_pass(session: Session, seconds: float) -> None:
    """Time goes by: what the row says is so much nearer."""
    row = session.get_one(Lease, "serve")
    session.execute(update(Lease).values(until=row.until - timedelta(seconds=seconds)))


def test_that_only_one_gets_the_lease(acquire):
    assert acquire("a")
    assert not acquire("b")
    assert acquire("a"), "who has it may ask again"


def test_that_a_lease_of_another_name_is_another_lease(database: Database, acquire, now):
    assert acquire("a")
    with database.writing() as session:
        assert lease.acquire(session, "other", "b", now, SECONDS)


def test_that_a_lease_that_ran_out_goes_to_the_next_and_is_lost_to_the_first(
    database: Database, acquire, now
):
    assert acquire("a")
    with database.writing() as session:
        let_pass(session, SECONDS + 1)
        assert not lease.holds(session, "serve", "a", now)
    assert acquire("b")
    with database.writing() as session:
        assert not lease.renew(session, "serve", "a", now, SECONDS)
        assert lease.holds(session, "serve", "b", now)


def test_that_a_late_holder_may_go_on_when_nobody_took_over(database: Database, acquire, now):
    assert acquire("a")
    with database.writing() as session:
        let_pass(session, SECONDS + 1)
        assert lease.renew(session, "serve", "a", now, SECONDS)
        assert lease.holds(session, "serve", "a", now)
    assert not acquire("b")


def test_that_what_was_given_back_is_free_at_once_and_must_be_acquired_again(
    database: Database, acquire, now
):
    assert acquire("a")
    with database.writing() as session:
        lease.release(session, "serve", "b")
        assert lease.holds(session, "serve", "a", now), "nobody gives back another's lease"
        lease.release(session, "serve", "a")
        assert lease.current(session, "serve", now) is None
        assert not lease.renew(session, "serve", "a", now, SECONDS)
    assert acquire("b")


def test_that_a_workstations_wrong_clock_decides_nothing_on_postgresql(postgres_url, now):
    """Its clock is a year ahead or behind; the server's clock says that the lease still runs."""
    database = open_database(postgres_url)
    year = timedelta(days=365)
    with database.writing() as session:
        assert lease.acquire(session, "serve", "a", now + year, SECONDS)
        assert not lease.acquire(session, "serve", "b", now + 3 * year, SECONDS)
        assert lease.holds(session, "serve", "a", now - year)
        found = lease.current(session, "serve", now)
        assert found is not None
        assert abs((found.until - found.now).total_seconds() - SECONDS) < 5
    database.close()


def test_that_a_clock_put_back_by_a_day_does_not_keep_a_dead_holders_lease_for_a_day(
    sqlite_database: Database, now
):
    def acquire(holder: str, at: datetime) -> bool:
        with sqlite_database.writing() as session:
            return lease.acquire(session, "serve", holder, at, SECONDS)

    assert acquire("dead", now)
    back = now - timedelta(days=1)
    assert not acquire("b", back), "it may be alive: its lease is cut to one length, not taken"
    assert not acquire("b", back + timedelta(seconds=SECONDS - 1))
    assert acquire("b", back + timedelta(seconds=SECONDS + 1))


def test_that_a_standby_with_a_shorter_lease_does_not_shorten_the_holders(sqlite_database: Database, now):
    with sqlite_database.writing() as session:
        assert lease.acquire(session, "serve", "a", now, 300)
    for after in (0, 10, 299):
        with sqlite_database.writing() as session:
            assert not lease.acquire(session, "serve", "b", now + timedelta(seconds=after), 5)
