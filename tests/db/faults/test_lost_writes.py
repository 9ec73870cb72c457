"""A power cut: what was not flushed is lost, in part, in any order; what was acknowledged is there.

Simulated: the steps of a real run are recorded below SQLite and below Python's files, with every byte that is
written and every flush (`sqlite_calls.py`, `python_calls.py`; it takes no compiler). For moments of it, a
disk is made as a cut may leave it: flushed writes are there, each write since then is there or not or in some
of its sectors of 512 bytes, and changes of names that no flush of the folder has confirmed are lost from the
last one back (`power.py`). Two files of an exchange lie on one machine or on two, of which one is cut.

Not simulated: disks that lie about a flush or damage what they do not write; a sector written in part; names
that come back in another order than they were changed, as file systems without a journal may have them. The
`-shm` file is left out, as SQLite makes it anew after a start. PostgreSQL keeps its own promise.

Moments and losses are chosen anew in each run; the seed is printed, `QK_SEED=…` repeats it, `QK_LONG=1` tries
twenty times as many.
"""

import hashlib
import os
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from faults import power, python_calls, sqlite_calls
from faults.scenario import Scenario
from faults.scenarios import SCENARIOS
from faults.steps import Step
from faults.story import close_all

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs /proc")

SEED = int(os.environ.get("QK_SEED") or random.SystemRandom().randrange(1_000_000))
TIMES = 20 if os.environ.get("QK_LONG") == "1" else 1


@dataclass(frozen=True, slots=True)
class Quota:
    """How many different disks are tried; whose files are spared in turn."""

    disks: int
    spared: tuple[str | None, ...] = (None,)


QUOTAS = {
    "orders": Quota(60),
    "sites": Quota(40),
    "large photo": Quota(8),
    "readings": Quota(30),
    "old sqlite": Quota(40),
    "exchange": Quota(50, (None, "laptop.db", "office.db")),
    "pack out": Quota(12),
    "pack in": Quota(30),
    "upgrade": Quota(30),
    "backup": Quota(30),
}


@pytest.fixture
def ground() -> Iterator[Path]:
    """A folder in memory where there is one: the disk is ours, not the machine's."""
    memory = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(prefix="qk", dir=memory if os.access(memory, os.W_OK) else None))
    yield folder
    close_all()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.parametrize("name", QUOTAS)
def test_that_a_power_cut_takes_nothing_back(name: str, ground: Path):
    problem = sqlite_calls.out_of_reach()
    if problem:
        pytest.skip(problem)
    scenario, quota, folder = SCENARIOS[name], QUOTAS[name], ground / "folder"
    (ground / "templates").mkdir()
    scenario.prepare(ground / "templates")
    close_all()
    scenario.lay_out(ground / "templates", folder)
    chance = random.Random(f"{SEED} {name}")
    disks = set()
    for cut in _cuts(scenario, folder, quota, chance):
        disks.add(cut.digest)
        try:
            power.lay_out(cut.files, folder)
            scenario.examine(folder, cut.said)
            scenario.finish(folder)
        except Exception as error:
            raise AssertionError(f"{name}, seed {SEED}: {cut}") from error
        close_all()
    print(f"{name}: {len(disks)} different disks, seed {SEED}")
    assert len(disks) >= quota.disks / 4  # flushing alone leaves the same disk


@dataclass(frozen=True, slots=True)
class _Cut:
    """A moment, what had been acknowledged, and one of the disks that it may leave."""

    before: Step | str | None
    said: list[str]
    files: dict[str, bytes]
    spared: str | None

    def __str__(self) -> str:
        left = ", ".join(f"{Path(name).name} {len(content)}" for name, content in sorted(self.files.items()))
        return f"cut before “{self.before}” after {self.said}, spared {self.spared}; left: {left}"

    @property
    def digest(self) -> bytes:
        whole = hashlib.sha256()
        for name, content in sorted(self.files.items()):
            whole.update(f"{name} {len(content)} ".encode() + content)
        return whole.digest()


def _cuts(scenario: Scenario, folder: Path, quota: Quota, chance: random.Random) -> Iterator[_Cut]:
    """Run the scenario once, then cut at moments spread over it and just after each acknowledgement."""
    disk = power.Disk(folder)
    told = _recorded(scenario, folder)
    close_all()
    wanted = Counter(chance.randrange(len(told) + 1) for _ in range(quota.disks * TIMES))
    wanted.update({moment: 3 * TIMES for moment, one in enumerate(told, 1) if isinstance(one, str)})
    said: list[str] = []
    for moment, one in enumerate([*told, None]):
        for _ in range(wanted[moment]):
            spared = chance.choice(quota.spared)
            start = str(folder / spared) if spared else None
            yield _Cut(one, list(said), disk.after_a_cut(chance, start), spared)
        if isinstance(one, str):
            said.append(one)
        elif one is not None:
            disk.follow(one)


def _recorded(scenario: Scenario, folder: Path) -> list[Step | str]:
    """Its steps in the folder and what it said between them."""
    told: list[Step | str] = []

    def report(step: Step) -> None:
        if step.path.startswith(str(folder)):
            told.append(step)

    with sqlite_calls.watched(report), python_calls.watched(report):
        scenario.run(folder, told.append)
    return told
