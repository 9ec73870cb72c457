"""What the frames of one batch say of the device that sent them."""

import json
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from db.commands.heard import DeviceSeen
from desktop.feeds.hj212 import (
    COLUMN_OF,
    FEED_UNITS,
    Frame,
    carries_readings,
    has_columns,
    last_texts,
    qn_time,
)
from desktop.feeds.hj212.frame import ANSWERS
from desktop.feeds.hub import Received

_HOUR = 3600
_MOST, _LONGEST = 200, 40  # values, characters
_quoted = json.encoder.encode_basestring_ascii


class Heard:
    """Gathers one device's frames; what costs time is done once, for the last of them."""

    def __init__(self, units: Mapping[str, str]) -> None:
        self._units = units
        self._hours: Counter[int] = Counter()
        self._time: int | None = None
        self._timed: tuple[Received, Frame] | None = None
        self._with_values: Frame | None = None

    def hear(self, received: Received, frame: Frame) -> None:
        """One more frame."""
        self._last, self._st = received, frame.st
        self._hours[int(received.at.timestamp()) // _HOUR * _HOUR] += 1
        # a frame sent again, and an answer, carry the QN of another moment
        if frame.qn and not frame.resent and frame.cn not in ANSWERS:
            self._timed = received, frame
        if carries_readings(frame):
            self._with_values = frame

    def note_time(self, label: int) -> None:
        """A reading was taken from a frame."""
        self._time = label if self._time is None else max(self._time, label)

    def seen(self) -> DeviceSeen:
        """All of it."""
        return DeviceSeen(
            at=self._last.at,
            peer=self._last.peer,
            data_time=self._time,
            frames=self._hours.total(),
            st=self._st,
            clock_off_s=self._clock_off(),
            hours=self._hours,
            last_values=_last_values(self._with_values, self._units) if self._with_values else None,
        )

    def _clock_off(self) -> int | None:
        """The device's clock minus ours, whole seconds."""
        if self._timed is None:
            return None
        received, frame = self._timed
        said = qn_time(frame.qn)
        return round((said - received.at).total_seconds()) if said else None


def _last_values(frame: Frame, units: Mapping[str, str]) -> str:
    """As the record keeps it: JSON, by factor code what was sent, and the column and unit it was taken in."""
    found = last_texts(frame)[:_MOST]
    form = _form(tuple([code for code, _ in found]), has_columns(frame), tuple(units.items()))
    return form % tuple([_quoted(text[:_LONGEST]) for _, text in found])


@lru_cache(256)
def _form(codes: tuple[str, ...], is_column: bool, units: tuple[tuple[str, str], ...]) -> str:
    """What stands around the values, each of them `%s`: a batch of devices differs in nothing else."""
    own, items = dict(units), list[str]()
    for code in codes:
        column = COLUMN_OF.get(code) if is_column else None
        unit = (own.get(column) or FEED_UNITS.get(column)) if column else None
        item = json.dumps({code[:_LONGEST]: {"value": "", "column": column, "unit": unit}})[1:-1]
        before, _, after = item.replace("%", "%%").partition('"value": ""')
        items.append(f'{before}"value": %s{after}')
    return "{" + ",".join(items) + "}"
