"""Killed at any step of a command, an exchange, a pack, an upgrade, a backup: the record stays true.

A child process is killed by SIGKILL just before one of its steps or in the middle of a write, for steps that
are chosen evenly over the whole run; some are killed from outside after a random while. Steps are SQLite's
own calls to the system, Python's, and the statements to PostgreSQL (`sqlite_calls.py`, `python_calls.py`); to
see them takes no compiler and no tracing. Then the record is opened anew: `check` finds nothing, what was
acknowledged is there, nothing is there in part, and doing the work again completes it, once.

The points are chosen anew in each run; the seed is printed, and `QK_SEED=…` repeats it. `QK_LONG=1` kills at
2,000 points and more (some ten minutes). Which points died is counted from what the system says of the child.
"""

import os
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from faults.exchanges import Server
from faults.killer import Ended, Killer, Order
from faults.scenario import Scenario
from faults.scenarios import SCENARIOS
from faults.sqlite_calls import out_of_reach
from faults.story import close_all

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs fork, SIGKILL and /proc")

LONG = os.environ.get("QK_LONG") == "1"
SEED = int(os.environ.get("QK_SEED") or random.SystemRandom().randrange(1_000_000))
IN_CI, IN_LONG = 300, 2_000


@dataclass(frozen=True, slots=True)
class Quota:
    """At how many points programs must die."""

    steps: int
    moments: int = 0
    """Points in time rather than steps."""
    long: int = 250

    @property
    def wanted(self) -> int:
        return self.moments + (self.long if LONG else self.steps)


QUOTAS = {
    "orders": Quota(28, moments=10),
    "sites": Quota(20),
    "large photo": Quota(8, long=100),
    "readings": Quota(20, long=80),
    "bystander": Quota(20),
    "old sqlite": Quota(20),
    "exchange": Quota(32, moments=10),
    "scoped": Quota(18),
    "new laptop": Quota(14),
    "server": Quota(8, long=150),
    "mailbox": Quota(8, long=150),
    "pack out": Quota(28, long=34),
    "pack in": Quota(24),
    "pack answer": Quota(10, long=34),
    "founding": Quota(16),
    "upgrade": Quota(24),
    "backup": Quota(20, long=200),
    "restore": Quota(14, long=100),
    "upgrade copy": Quota(16, long=16),
    "backup litter": Quota(16, long=16),
}
MISSES = 10
"""Programs that may come to their end before they are killed; another point is taken for each."""


@dataclass(frozen=True, slots=True)
class Point:
    """Where to kill: a step, or a moment."""

    at: int | None = None
    is_torn: bool = False
    delay: int | None = None


@pytest.fixture(scope="module")
def killer() -> Iterator[Killer]:
    problem = out_of_reach()
    if problem:
        pytest.skip(problem)
    with Killer() as started:
        yield started


@pytest.fixture
def ground() -> Iterator[Path]:
    """A folder in memory where there is one: what a kill leaves does not depend on the disk."""
    memory = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(prefix="qk", dir=memory if os.access(memory, os.W_OK) else None))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def test_that_the_quotas_add_up_to_what_was_promised():
    assert sum(quota.steps + quota.moments for quota in QUOTAS.values()) >= IN_CI
    assert sum(quota.long + quota.moments for quota in QUOTAS.values()) >= IN_LONG
    assert QUOTAS.keys() == SCENARIOS.keys()


@pytest.mark.parametrize("name", QUOTAS)
def test_that_nothing_acknowledged_is_lost_and_nothing_is_done_in_part(
    name: str, killer: Killer, ground: Path, request: pytest.FixtureRequest
):
    scenario = SCENARIOS[name]
    if isinstance(scenario, Server):
        scenario.server = request.getfixturevalue("postgres_server")
    quota = QUOTAS[name]
    rounds = _Rounds(name, scenario, killer, ground)
    try:
        died = rounds.run(quota)
    finally:
        rounds.clear()
    print(f"{name}: died at {died} points of {rounds.steps} steps, seed {SEED}")
    assert died >= quota.wanted


class _Rounds:
    """Two folders in turn: while a program is killed in one, what it left in the other is examined."""

    def __init__(self, name: str, scenario: Scenario, killer: Killer, ground: Path) -> None:
        self._name, self._scenario, self._killer = name, scenario, killer
        self._templates = ground / "templates"
        self._folders = [ground / "even", ground / "odd"]
        self._random = random.Random(f"{SEED} {name}")
        self._every: list[Point] = []
        self.steps = 0

    def run(self, quota: Quota) -> int:
        """How many programs have died."""
        self._templates.mkdir()
        self._scenario.prepare(self._templates)
        close_all()
        points = self._points(quota)
        died = missed = number = 0
        before: tuple[Path, Point, Ended] | None = None
        while points or before is not None:
            point = points.pop(0) if points else None
            folder = self._folders[number % 2]
            if point is not None:
                self._scenario.lay_out(self._templates, folder)
                self._killer.send(Order(self._name, str(folder), point.at, point.is_torn, point.delay))
            if before is not None:
                has_died = self._examine(*before)
                died, missed = died + has_died, missed + (not has_died)
                if not has_died and missed <= MISSES:
                    points.append(self._random.choice(self._every))
            before = (folder, point, self._killer.receive()) if point is not None else None
            number += 1
        return died

    def clear(self) -> None:
        self._killer.settle()
        for folder in (self._templates, *self._folders):
            self._scenario.clear(folder)
        self._scenario.leave()

    def _points(self, quota: Quota) -> list[Point]:
        """Steps in equal shares of the run, one by chance in each share; then moments."""
        steps, took = self._rehearse()
        self.steps = len(steps)
        every = [Point(number) for number in range(1, len(steps) + 1)]
        every += [Point(n, is_torn=True) for n, step in enumerate(steps, 1) if step.startswith("write")]
        self._every = sorted(every, key=lambda point: point.at or 0)
        shares = quota.wanted - quota.moments
        ends = [len(every) * number // shares for number in range(shares + 1)]
        points = [self._random.choice(self._every[start:end]) for start, end in pairwise(ends)]
        return points + [Point(delay=self._random.randrange(took)) for _ in range(quota.moments)]

    def _rehearse(self) -> tuple[list[str], int]:
        """In both folders: statements that were prepared once make every later run quick."""
        for folder in self._folders:
            self._scenario.lay_out(self._templates, folder)
            self._killer.send(Order(self._name, str(folder), rehearse=True))
            ended = self._killer.receive()
        return ended.steps, ended.microseconds

    def _examine(self, folder: Path, point: Point, ended: Ended) -> bool:
        """Whether it died; in any case what it left must be true."""
        try:
            self._scenario.examine(folder, ended.said)
            self._scenario.finish(folder)
        except Exception as error:
            where = f"{self._name}, {point}, seed {SEED}: killed at “{ended.last}” after {ended.said}"
            raise AssertionError(where) from error
        return ended.died
