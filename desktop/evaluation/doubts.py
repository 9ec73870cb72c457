"""What looks wrong in a period and what people said about it, read in one look."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from db.queries import air, readings
from db.queries.air import FindingRecord, MarkRecord
from db.queries.readings import Series
from db.schema.readings import POLLUTANTS, VALUES
from desktop.air.periods import HOUR, Period, day_number, first_label
from desktop.evaluation.places import Place

OPEN, CONFIRMED, DISMISSED = "open", "confirmed", "dismissed"
STATES = (OPEN, CONFIRMED, DISMISSED)

BESIDE = 6
"""Neighbours that are drawn."""
_AROUND = 24 * HOUR
_LONGEST = 21 * 24 * HOUR
"""Of a long finding its beginning is drawn."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A finding of a station, and the last word of people on it."""

    finding: FindingRecord
    name: str
    mark: MarkRecord | None = None

    @property
    def key(self) -> tuple[str, str, str, int]:
        one = self.finding
        return one.station_code, one.item, one.kind, one.since

    @property
    def state(self) -> str:
        """Whether somebody has ruled on it."""
        return self.mark.verdict if self.mark is not None else OPEN

    @property
    def hours(self) -> int:
        """How many hours it has."""
        return (self.finding.until - self.finding.since) // HOUR + 1


@dataclass(frozen=True, slots=True)
class Doubts:
    """All of a period, and every mark of people in it, newest first."""

    rows: tuple[Doubt, ...]
    marks: tuple[MarkRecord, ...]


@dataclass(frozen=True, slots=True)
class Around:
    """Hours around a finding: the station's own and those of its neighbours, one item."""

    key: tuple[str, str, str, int]
    since: int
    until: int
    series: Mapping[str, Series]


def labels(period: Period) -> tuple[int, int]:
    """First and last hour of a period."""
    first, last = day_number(period.first), day_number(period.last)
    return first_label(first), first_label(last + 1) - HOUR


def load_doubts(session: Session, period: Period, places: Sequence[Place]) -> Doubts:
    """Findings of some stations, with what was said of each."""
    since, until = labels(period)
    names = {place.code: place.name for place in places}
    found = air.findings(session, since, until, list(names))
    marks = air.marks(session, since, until)
    said = {(mark.subject, mark.item, mark.kind, mark.since): mark for mark in marks}
    rows = tuple(
        Doubt(one, names[one.station_code], said.get((one.station_code, one.item, one.kind, one.since)))
        for one in found
        if one.station_code in names
    )
    return Doubts(rows, tuple(sorted(marks, key=lambda mark: mark.at, reverse=True)))


def load_around(session: Session, finding: FindingRecord, neighbours: Sequence[str]) -> Around:
    """The hours of a finding with a day on both sides, at its station and beside it."""
    last = min(finding.until, finding.since + _LONGEST)
    since, until = finding.since - _AROUND, last + _AROUND
    item = finding.item if finding.item in VALUES else POLLUTANTS[0]
    codes = [finding.station_code, *neighbours[:BESIDE]]
    found = readings.series(session, codes, since - HOUR, until, columns=(item,))
    return Around((finding.station_code, finding.item, finding.kind, finding.since), since, until, found)


def neighbours_of(place: Place, places: Sequence[Place]) -> list[str]:
    """The other stations of its county, in order."""
    return [one.code for one in places if one.county == place.county and one.code != place.code]
