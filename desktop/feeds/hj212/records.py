"""What is found in a frame, and what an office takes as good."""

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Policy:
    """What an office takes as good."""

    letters: frozenset[str] = frozenset({"N"})
    """Flag letters whose values are taken as readings; a missing flag is N."""
    extremes: bool = False
    """Keep Min, Max and Cou as channels too."""


DEFAULT_POLICY = Policy()


class FrameReading(NamedTuple):
    """One station's reading in our units (µg/m³, CO mg/m³, °C, %, hPa, m/s, degrees).

    `time` is epoch seconds: the moment of a sample (period 0), the **end** of a minute, hour or day. A column
    whose flag is none of the policy's stands in `flags` with its letter, and not in `values`.
    """

    period: int
    time: int
    values: dict[str, float]
    flags: dict[str, str]


class Channel(NamedTuple):
    """One value that is no column, in the device's unit: a number, or what else it sent."""

    name: str
    code: str
    field: str
    value: float | None
    text: str | None
    flag: str | None
    """Letter other than N; the value is kept with it."""


class Decoded(NamedTuple):
    """A frame's reading and channels, what was wrong in it, and how many factors nobody reads."""

    reading: FrameReading | None = None
    problems: tuple[str, ...] = ()
    ignored: int = 0
    channels: tuple[Channel, ...] = ()
    period: int = 0
    time: int = 0
    """Label of the reading and of the channels."""
