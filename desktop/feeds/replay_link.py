"""The connection of one replayed device."""

import asyncio
from collections.abc import Callable
from typing import cast

from typing_extensions import override

from desktop.feeds.hj212 import Frame, FrameStream, Kind, hour_qn, kind_of
from desktop.feeds.hj212.answers import ExeRtn, QnRtn, execution_result, params, request_answer
from desktop.feeds.hj212.times import data_time

_CONNECT_SECONDS = 10.0
_CLOSE_SECONDS = 2.0
_RETRIES = 3  # what the standard gives a device
_KEEPS = 72
_HOUR = 3600


class Link(asyncio.Protocol):
    """Sends a device's frames, notes the answers, and opens again when the listener hung up meanwhile.

    Like a data logger it keeps its last hours (72), and sends them again to who asks for them (CN 2061).

    Args:
        moved: called with 1 for each 9014 that answers a frame of ours, with 0 when the connection is lost.
    """

    def __init__(self, host: str, port: int, moved: Callable[[int], None]) -> None:
        self._host, self._port, self._moved = host, port, moved
        self._tries = 0
        self._transport: asyncio.Transport | None = None
        self._stream = FrameStream()
        self._closed = asyncio.Event()
        self.unanswered: dict[str, bytes] = {}
        """Frames by QN whose answer has not come."""
        self.repaired = 0
        """Frames sent because they were asked for."""
        self._kept: dict[int, bytes] = {}

    async def open(self) -> None:
        """Connect unless connected, and send again what was not answered.

        Raises:
            OSError: nobody listens there, or not in time.
        """
        if self._transport is not None and not self._transport.is_closing():
            return
        self._stream = FrameStream()
        self._closed.clear()
        async with asyncio.timeout(_CONNECT_SECONDS):
            made = await asyncio.get_running_loop().create_connection(lambda: self, self._host, self._port)
        self._transport = made[0]
        self._transport.write(b"".join(self.unanswered.values()))

    async def send(self, qn: str, frame: bytes) -> None:
        """Send one frame; `open()` may raise OSError."""
        await self.open()
        self.unanswered[qn] = frame
        cast(asyncio.Transport, self._transport).write(frame)

    def keep(self, time: int, frame: bytes) -> None:
        """Remember the frame of the hour that ends at `time`."""
        self._kept[time] = frame
        if len(self._kept) > _KEEPS:
            del self._kept[next(iter(self._kept))]

    async def retry(self) -> None:
        """Send again what a lost connection left unanswered, a few times, then give it up."""
        if self.unanswered and self._transport is None:
            self._tries += 1
            if self._tries > _RETRIES:
                self.unanswered.clear()
            else:
                await self.open()

    async def close(self) -> None:
        """Hang up, at once if the listener does not take what is still to be sent."""
        if self._transport is None:
            return
        self._transport.close()
        try:
            await asyncio.wait_for(self._closed.wait(), _CLOSE_SECONDS)
        except TimeoutError:
            self._transport.abort()

    @override
    def data_received(self, data: bytes) -> None:
        for item in self._stream.feed(data):
            if not isinstance(item, Frame):
                continue
            if item.cn == "9014" and item.qn in self.unanswered:
                del self.unanswered[item.qn]
                self._tries = 0
                self._moved(1)
            elif kind_of(item) is Kind.REQUEST:
                self._carry_out(item)

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None
        self._closed.set()
        self._moved(0)

    def _carry_out(self, request: Frame) -> None:
        """Send the hours that are asked for; everything else is refused."""
        said = params(request)
        begin, end = data_time(said.get("BeginTime", "")), data_time(said.get("EndTime", ""))
        write = cast(asyncio.Transport, self._transport).write
        if request.cn != "2061" or begin is None or end is None:
            write(request_answer(request, QnRtn.REFUSED))
            return
        write(request_answer(request, QnRtn.READY))
        labels = range(int(begin.timestamp()) + _HOUR, int(end.timestamp()) + _HOUR + 1)
        found = {time: frame for time, frame in self._kept.items() if time in labels}
        for time, frame in found.items():
            self.unanswered[hour_qn(time)] = frame
            write(frame)
        self.repaired += len(found)
        write(execution_result(request, ExeRtn.DONE if found else ExeRtn.NO_DATA))
