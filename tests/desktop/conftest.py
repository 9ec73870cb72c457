"""A context for screens: a small SQLite record with units, two stations, sites and orders."""

import gc
from collections.abc import Iterator
from datetime import datetime
from itertools import count

import pytest
from small_record import CAMPAIGNS, fill
from typing_extensions import override

from db.actor import Actor
from db.engine import Database
from desktop.clock import Clock
from desktop.context import Context
from desktop.jobs import Jobs
from desktop.standards import editions

_TESTS = count(1)


@pytest.fixture(scope="session", autouse=True)
def no_collection_elsewhere() -> Iterator[None]:
    """As in the program: a Qt object that is found as garbage must die on the GUI thread."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def collect_here(no_collection_elsewhere: None) -> Iterator[None]:
    """What a test leaves is collected on the thread that made it; what stays for long, now and then."""
    yield
    gc.collect(2 if next(_TESTS) % 50 == 0 else 1)


class FixedClock(Clock):
    """Stands where a test puts it."""

    def __init__(self, now: datetime) -> None:
        self.value = now

    @override
    def now(self) -> datetime:
        return self.value


@pytest.fixture
def clock(now: datetime) -> FixedClock:
    return FixedClock(now)


@pytest.fixture
def empty_context(qtbot, sqlite_database: Database, clock: FixedClock) -> Iterator[Context]:
    """A context on a database with nothing in it but the schema."""
    yield from _context(sqlite_database, clock)


@pytest.fixture
def context(qtbot, sqlite_database: Database, clock: FixedClock, actor: Actor) -> Iterator[Context]:
    """A context on the small record of `fill`."""
    fill(sqlite_database, actor)
    yield from _context(sqlite_database, clock)


def _context(database: Database, clock: FixedClock) -> Iterator[Context]:
    jobs = Jobs(database)
    yield Context(jobs=jobs, clock=clock, editions=editions(), campaigns=CAMPAIGNS)
    jobs.close()
