"""Long computation in short slices: between two of them the window may paint and answer.

Python runs one thread at a time: while a pool thread computes, each call that Qt makes into Python waits its
turn, and a picture takes thousands of them. A slice is as long as a picture may be late.
"""

from collections.abc import Callable, Generator
from time import perf_counter
from typing import Any, Generic, TypeVar

from desktop.jobs import Job, Jobs

T = TypeVar("T")

SLICE_S = 0.008


class Sliced(Generic[T]):
    """Runs a generator in the pool, a slice a job; `done` gets what it returns."""

    def __init__(
        self,
        jobs: Jobs,
        steps: Generator[None, None, T],
        done: Callable[[T], None],
        error: Callable[[Exception], None],
    ) -> None:
        self._jobs, self._steps, self._done, self._error = jobs, steps, done, error
        self._job: Job[Any] | None = None
        self._cancelled = False
        self._next()

    def cancel(self) -> None:
        """Nobody waits any more; the slice that runs is the last."""
        self._cancelled = True
        if self._job is not None:
            self._job.cancel()

    def _next(self) -> None:
        self._job = self._jobs.compute(self._advance, self._on_slice, error=self._error)

    def _advance(self) -> tuple[bool, T | None]:
        until = perf_counter() + SLICE_S
        try:
            while perf_counter() < until:
                next(self._steps)
        except StopIteration as end:
            return True, end.value
        return False, None

    def _on_slice(self, answer: tuple[bool, Any]) -> None:
        is_done, result = answer
        if self._cancelled:
            return
        if is_done:
            self._done(result)
        else:
            self._next()
