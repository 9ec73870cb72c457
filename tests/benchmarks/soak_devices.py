"""The devices of `soak.py`: a process of their own, so that they do not take the window's interpreter."""

import asyncio
import math
from datetime import datetime
from multiprocessing.sharedctypes import SynchronizedArray
from typing import TypeAlias, cast

from db.times import CHINA
from desktop.feeds.hj212 import hour_frame
from desktop.feeds.hj212.frame import Frame, encode, parse
from desktop.feeds.hj212.times import written

FIRST = datetime(2026, 3, 19, 8, 0, tzinfo=CHINA)
PASSWORD = "123456"
ANSWER_SECONDS = 120.0
"""How long the last answers may take."""

Counts: TypeAlias = "SynchronizedArray[int]"
CONNECTED, SENT, ANSWERED, LOST = range(4)
"""Places in the counts that both processes see; LOST: connections that ended before the devices did."""


def mn_of(number: int) -> str:
    """The number of a station's device."""
    return f"SOAK{number:020d}"


def feed(port: int, stations: int, minutes: int, speed: float, counts: Counts) -> None:
    """Be the devices: connect, send a frame a station and minute, wait for the answers."""
    asyncio.run(_feed(port, stations, minutes, speed, counts))


class _Device(asyncio.Protocol):
    """A connection that counts its answers."""

    def __init__(self, counts: Counts) -> None:
        self._counts, self._rest = counts, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)
        self._counts[CONNECTED] += 1

    def data_received(self, data: bytes) -> None:
        *whole, self._rest = (self._rest + data).split(b"\r\n")
        self._counts[ANSWERED] += sum(b";CN=9014;" in one for one in whole)

    def connection_lost(self, exc: Exception | None) -> None:
        self._counts[LOST] += 1


async def _feed(port: int, stations: int, minutes: int, speed: float, counts: Counts) -> None:
    loop, devices = asyncio.get_running_loop(), list[_Device]()
    for _ in range(stations):
        made = await loop.create_connection(lambda: _Device(counts), "127.0.0.1", port)
        devices.append(made[1])
    await _send(devices, minutes, speed, counts)
    until = loop.time() + ANSWER_SECONDS
    while counts[ANSWERED] < counts[SENT] and loop.time() < until:
        await asyncio.sleep(0.1)


async def _send(devices: list[_Device], minutes: int, speed: float, counts: Counts) -> None:
    """Every minute of the devices' clock a frame of each, spread evenly over the minute that follows."""
    loop, bodies = asyncio.get_running_loop(), _bodies()
    begun = loop.time()
    for n in range(minutes * len(devices)):
        minute, which = divmod(n, len(devices))
        wait = begun + n / len(devices) * 60 / speed - loop.time()
        # also when behind time: the answers must be read
        if wait > 0 or n % 100 == 0:
            await asyncio.sleep(max(wait, 0))
        transport = devices[which].transport
        if not transport.is_closing():
            end = int(FIRST.timestamp()) + 60 * (minute + 1)
            transport.write(_minute_frame(bodies[(which + minute) % len(bodies)], which, end))
            counts[SENT] += 1


def _minute_frame(body: str, number: int, end: int) -> bytes:
    cp = f"DataTime={written(end - 60)};{body}"
    return encode(cp, st="22", cn="2051", mn=mn_of(number), qn=f"{written(end)}000", pw=PASSWORD, flag=5)


def _bodies() -> list[str]:
    """What stands behind DataTime: sixty sets of all eleven values."""
    found = []
    for n in range(60):
        high = 1.2 + math.sin(n / 9.5)
        gases = {"so2": 9 * high, "no2": 30 * high, "co": 0.6 * high, "o3": 60 * high}
        weather = {"temperature": 12.3 + high, "humidity": 45.0, "pressure": 1013.2, "wind_speed": 2.1}
        values = {"pm25": 40 * high, "pm10": 70 * high, **gases, **weather, "wind_direction": 6.0 * n}
        rounded = {column: round(value, 1) for column, value in values.items()}
        frame = cast(Frame, parse(hour_frame("M", None, "22", 0, rounded, {})[:-2]))
        found.append(frame.cp.partition(";")[2])
    return found
