"""Recorded hours sent as HJ 212 devices would send them: one connection a device, at any speed."""

import asyncio
import contextlib
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future, wait
from dataclasses import dataclass, replace
from itertools import chain

from db.times import from_epoch
from desktop.clock import DemoClock
from desktop.feeds.hj212 import hour_qn
from desktop.feeds.replay_link import Link
from desktop.feeds.replay_plan import Devices, Hour, HourRow, plan

__all__ = ["Devices", "Hour", "HourRow", "Replayer", "Sent", "plan", "send"]

# somebody else may set the shared clock without telling: look at it again after so many seconds
_LOOK_AGAIN = 1.0


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent so far; `time` is the label of the last hour, None before the first."""

    time: int | None = None
    hours: int = 0
    frames: int = 0
    answers: int = 0
    skipped: int = 0
    """Rows of stations without a device."""
    repaired: int = 0
    """Frames sent because they were asked for."""


class Replayer:
    """Sends hours on a thread of its own; pause, speed and stop work while it runs.

    Args:
        rows: sorted by time.
        clock: an hour is sent when it reaches its label; None sends as fast as answers come. It may be
            shared: its owner calls `retime()` after changing its speed.
        on_progress: called on the replay's thread after each hour.
        window: frames without an answer at which sending waits for answers.
        answer_seconds: without any new answer for so long, the missing ones are given up (the standard's
            timeout is 10 s).
        holds_back: says for an MN and an hour's label that the device keeps this hour until it is asked for
            it, as after a broken line.
    """

    def __init__(
        self,
        rows: Iterable[HourRow],
        devices: Devices,
        host: str,
        port: int,
        *,
        clock: DemoClock | None = None,
        on_progress: Callable[[Sent], None] | None = None,
        window: int = 1000,
        answer_seconds: float = 10.0,
        holds_back: Callable[[str, int], bool] = lambda mn, time: False,
    ) -> None:
        self._hours, self._clock, self._on_progress = plan(rows, devices), clock, on_progress
        self._links = {mn: Link(host, port, self._moved) for mn, _ in devices.values()}
        self._window, self._answer_seconds = window, answer_seconds
        self._holds_back = holds_back
        self._sent, self._answers = Sent(), 0
        self._stopped = self._paused = False
        self._result: Future[Sent] = Future()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._nudge = asyncio.Event()
        self._thread = threading.Thread(target=self._work, name="qingkong-replay", daemon=True)

    def start(self) -> "Future[Sent]":
        """Begin; the future gets the totals at the end or after a stop, or the OSError that ended it."""
        self._thread.start()
        return self._result

    def stop(self) -> None:
        """End after the frame in hand and wait for the thread; harmless when repeated."""
        self._stopped = True
        self.retime()
        if self._thread.ident is not None and self._thread is not threading.current_thread():
            self._thread.join()

    def pause(self) -> None:
        """Send nothing until `resume()`. A shared clock goes on: give it speed 0 to hold the time as well."""
        self._paused = True
        self.retime()

    def resume(self) -> None:
        """Go on; hours that the clock has passed meanwhile are sent at once."""
        self._paused = False
        self.retime()

    def set_speed(self, speed: float) -> None:
        """Run the clock at another speed, program seconds per real second."""
        if self._clock is not None:
            self._clock.set_speed(speed)
            self.retime()

    def retime(self) -> None:
        """The clock was changed: look again when the next hour is due."""
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):  # the loop is closed: the replay is over
                self._loop.call_soon_threadsafe(self._nudge.set)

    def _work(self) -> None:
        try:
            asyncio.run(self._main())
        except Exception as error:
            self._result.set_exception(error)
        else:
            self._result.set_result(self._totals())

    async def _main(self) -> None:
        self._loop = asyncio.get_running_loop()
        try:
            for link in self._links.values():
                await link.open()
            for hour in self._hours:
                await self._until_due(hour.time)
                await self._until_unanswered(self._window)
                if self._stopped:
                    break
                await self._send(hour)
            await self._until_unanswered(0)
        finally:
            for link in self._links.values():
                await link.close()

    async def _send(self, hour: Hour) -> None:
        past = self._sent
        frames, skipped = past.frames, past.skipped + hour.skipped
        for mn, frame in hour.frames.items():
            self._links[mn].keep(hour.time, frame)
            if not self._holds_back(mn, hour.time):
                await self._links[mn].send(hour_qn(hour.time), frame)
                frames += 1
        self._sent = Sent(hour.time, past.hours + 1, frames, skipped=skipped)
        if self._on_progress:
            self._on_progress(self._totals())

    def _totals(self) -> Sent:
        repaired = sum(link.repaired for link in self._links.values())
        return replace(self._sent, answers=self._answers, repaired=repaired)

    def _moved(self, answers: int) -> None:
        self._answers += answers
        self._nudge.set()

    async def _until_due(self, time: int) -> None:
        while not self._stopped and (left := self._left(time)) > 0:
            await self._nudged(min(left, _LOOK_AGAIN))

    def _left(self, time: int) -> float:
        """Real seconds until the hour is due."""
        if self._paused:
            return float("inf")
        if self._clock is None:
            return 0
        left = time - self._clock.now().timestamp()
        if left <= 0:
            return 0
        return left / self._clock.speed if self._clock.speed > 0 else float("inf")

    async def _until_unanswered(self, at_most: int) -> None:
        links = self._links.values()
        while not self._stopped and sum(len(link.unanswered) for link in links) > at_most:
            in_time = await self._nudged(self._answer_seconds)
            for link in links:
                if in_time:
                    await link.retry()
                else:
                    link.unanswered.clear()

    async def _nudged(self, seconds: float) -> bool:
        """Wait for an answer, a lost connection or a changed clock; whether one came in time."""
        self._nudge.clear()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._nudge.wait(), seconds)
        return self._nudge.is_set()


def send(
    rows: Iterable[HourRow],
    devices: Devices,
    host: str,
    port: int,
    *,
    speed: float | None = None,
    on_progress: Callable[[Sent], None] | None = None,
    stop_event: threading.Event | None = None,
) -> Sent:
    """Replay to the end and return the totals; for the command line.

    Args:
        speed: recorded seconds per real second; None or 0 sends as fast as answers come.
        stop_event: set by another thread or a signal handler, ends the replay within a fifth of a second.

    Raises:
        OSError: nobody listens there, or the listener went away.
        ValueError: the rows are not sorted by time.
    """
    rest = iter(rows)
    first = next(rest, None)
    if first is None:
        return Sent()
    clock = DemoClock(from_epoch(first.time), speed) if speed else None
    replayer = Replayer(chain([first], rest), devices, host, port, clock=clock, on_progress=on_progress)
    result = replayer.start()
    try:
        while not wait([result], timeout=0.2).done and not (stop_event and stop_event.is_set()):
            pass
    finally:
        replayer.stop()
    return result.result()
