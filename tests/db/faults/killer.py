"""Kill a program at any of its steps: a warm process forks one child a point, which dies by SIGKILL.

The child ends itself just before its n-th step or in the middle of it, see `steps.py`; or it is ended from
outside after a while that has nothing to do with its steps. A point counts when the system says that the
child died of signal 9.
"""

import json
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self

from faults import python_calls, sqlite_calls
from faults.scenario import Scenario
from faults.steps import Step
from faults.story import close_all

_ROOTS = Path(__file__).parents[3], Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Order:
    """Run a scenario and kill it at a step, after some microseconds, or not at all."""

    scenario: str
    folder: str
    at: int | None = None
    is_torn: bool = False
    """In the middle of a write rather than before it."""
    delay: int | None = None
    rehearse: bool = False
    """Run it in the warm process itself, which makes it warm."""


@dataclass(frozen=True, slots=True)
class Ended:
    """What became of a run."""

    died: bool
    """Of signal 9."""
    said: list[str] = field(default_factory=list)
    """What was acknowledged before."""
    steps: list[str] = field(default_factory=list)
    """All its steps; known from a rehearsal."""
    microseconds: int = 0
    """What a rehearsal took."""
    last: str = ""
    """The step at which it died."""
    error: str = ""


class Killer:
    """The warm process, seen from the test."""

    def __init__(self) -> None:
        self._is_running = False

    def __enter__(self) -> Self:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, _ROOTS))}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "faults.killer"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True, env=environment,
        )  # fmt: skip
        return self

    def __exit__(self, *_error: object) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()

    def send(self, order: Order) -> None:
        """Have it begin; the answer must be fetched before the next order."""
        assert self._process.stdin is not None
        self._is_running = True
        print(json.dumps(asdict(order)), file=self._process.stdin, flush=True)

    def receive(self) -> Ended:
        """What became of it."""
        ended = self._answer()
        assert not ended.error, ended.error
        return ended

    def settle(self) -> None:
        """Let an order come to its end whose answer nobody wants any more."""
        if self._is_running:
            self._answer()

    def _answer(self) -> Ended:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the process that forks has died"
        self._is_running = False
        return Ended(**json.loads(line))


class _Counter:
    """Counts the steps below a folder and dies at one of them."""

    def __init__(self) -> None:
        self.order: Order | None = None
        self.steps: list[str] = []
        self.out = -1

    def begin(self, order: Order, out: int = -1) -> None:
        self.order, self.out = order, out
        self.steps = []

    def __call__(self, step: Step) -> None:
        if self.order is None or not step.path.startswith((self.order.folder, "postgresql")):
            return
        self.steps.append(str(step).replace(self.order.folder, ""))
        if len(self.steps) == self.order.at:
            _tell(self.out, "last", self.steps[-1])
            if self.order.is_torn and step.half is not None:
                step.half()
            os.kill(os.getpid(), signal.SIGKILL)


def _serve(scenarios: dict[str, Scenario]) -> None:
    counter = _Counter()
    with ExitStack() as stack:
        stack.enter_context(sqlite_calls.watched(counter))
        stack.enter_context(python_calls.watched(counter))
        stack.enter_context(python_calls.server_watched(counter))
        for line in sys.stdin:
            order = Order(**json.loads(line))
            scenario = scenarios[order.scenario]
            ended = _rehearse(scenario, order, counter) if order.rehearse else _run(scenario, order, counter)
            print(json.dumps(asdict(ended)), flush=True)


def _rehearse(scenario: Scenario, order: Order, counter: _Counter) -> Ended:
    counter.begin(order)
    said: list[str] = []
    began = time.perf_counter()
    try:
        scenario.run(Path(order.folder), said.append)
    except Exception:
        return Ended(died=False, error=traceback.format_exc())
    finally:
        counter.order = None
        close_all()
    took = int((time.perf_counter() - began) * 1e6)
    return Ended(died=False, said=said, steps=counter.steps, microseconds=took)


def _run(scenario: Scenario, order: Order, counter: _Counter) -> Ended:
    come, go = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(come)
        _child(scenario, order, counter, go)
    os.close(go)
    if order.delay is not None:
        time.sleep(order.delay / 1e6)  # a moment that has nothing to do with what the child does
        os.kill(child, signal.SIGKILL)
    told = list(_told(come))
    _, status = os.waitpid(child, 0)
    os.close(come)
    texts = {kind: text for kind, text in told if kind != "said"}
    return Ended(
        died=os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL,
        said=[text for kind, text in told if kind == "said"],
        last=texts.get("last", ""),
        error=texts.get("error", ""),
    )


def _child(scenario: Scenario, order: Order, counter: _Counter, out: int) -> None:
    """Never returns."""
    try:
        counter.begin(order, out)
        scenario.run(Path(order.folder), lambda text: _tell(out, "said", text))
    except BaseException:
        _tell(out, "error", traceback.format_exc())
    finally:
        os._exit(0)


def _tell(out: int, kind: str, text: str) -> None:
    """One line into the pipe."""
    os.write(out, json.dumps([kind, text]).encode() + b"\n")


def _told(come: int) -> Iterator[tuple[str, Any]]:
    content = b""
    while part := os.read(come, 65536):
        content += part
    for line in content.splitlines(keepends=True):
        if line.endswith(b"\n"):  # a line that was cut by the kill was never said
            kind, text = json.loads(line)
            yield kind, text


if __name__ == "__main__":
    from faults.scenarios import SCENARIOS

    _serve(SCENARIOS)
