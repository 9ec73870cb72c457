"""What looks wrong in hours of readings, and the hours it is looked for in, as frozen records.

Labels are epoch seconds of the hours' ends, values (6, n) as in aqi.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from desktop.air.aqi import Floats
from desktop.air.periods import HOUR
from desktop.air.standards import POLLUTANTS

Letters: TypeAlias = npt.NDArray[np.str_]


class Kind(StrEnum):
    """What looks wrong."""

    MISSING = "missing"
    STUCK = "stuck"
    NEGATIVE = "negative"
    OVER_RANGE = "over_range"
    JUMP = "jump"
    PM_ORDER = "pm_order"
    NEIGHBOURS = "neighbours"
    INTERFERENCE = "interference"
    CALIBRATION = "calibration"


@dataclass(frozen=True, slots=True)
class Finding:
    """A run of hours from `since` to `until` (labels, both included) of one pollutant, and what led to it."""

    kind: Kind
    pollutant: str
    since: int
    until: int
    detail: Mapping[str, float] = field(hash=False)

    @property
    def hours(self) -> int:
        """How many hours it has."""
        return (self.until - self.since) // HOUR + 1


@dataclass(frozen=True, slots=True)
class StationHours:
    """Hours of one station: the first label, values (6, n); what is known beside them may be None.

    `neighbours` (k, 6, n) are stations nearby at the same hours, `humidity` (n,) is in per cent, `letters`
    (6, n) are HJ 212 flag letters, empty for none.
    """

    first: int
    values: Floats
    neighbours: Floats | None = None
    humidity: Floats | None = None
    letters: Letters | None = None

    def __post_init__(self) -> None:
        count = self.values.shape[-1]
        fits = self.values.shape == (len(POLLUTANTS), count)
        if self.neighbours is not None:
            fits &= self.neighbours.ndim == 3 and self.neighbours.shape[1:] == self.values.shape
        if self.humidity is not None:
            fits &= self.humidity.shape == (count,)
        if self.letters is not None:
            fits &= self.letters.shape == self.values.shape
        if not fits:
            raise ValueError(f"hours: values {self.values.shape} and what is beside them do not fit")
