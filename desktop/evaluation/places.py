"""What is evaluated: counties, townships and stations, and the stations that their figures are made of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from db.queries.stations import StationRecord
from db.queries.units import UnitRecord
from db.rules.names import short_county

COUNTY, TOWNSHIP, STATION, TOTAL = "county", "township", "station", "total"
ASSESSED = frozenset({"national", "provincial"})
"""Levels of the points that a county is judged by, where it has any."""
UNJUDGED = frozenset({"micro", "site", "mobile"})
"""Levels of sensors that stand for their own place only."""


@dataclass(frozen=True, slots=True)
class Place:
    """A county, township or station. `points`: codes of the stations whose days make its days.

    `level` is a station's; `count` are all stations within, whether they are points or not.
    """

    kind: str
    code: str
    name: str
    county: str
    points: tuple[str, ...]
    level: str = ""
    count: int = 1

    @property
    def key(self) -> tuple[str, str]:
        """Stations and units may share a code."""
        return self.kind, self.code


@dataclass(frozen=True, slots=True)
class Places:
    """All of them: counties by code, each followed by its stations."""

    counties: tuple[Place, ...] = ()
    townships: tuple[Place, ...] = ()
    stations: tuple[Place, ...] = ()

    def of_county(self, code: str) -> tuple[Place, ...]:
        """A county's stations."""
        return tuple(station for station in self.stations if station.county == code)

    def county(self, code: str) -> Place | None:
        """A county by its code."""
        return next((county for county in self.counties if county.code == code), None)

    def station(self, code: str) -> Place | None:
        """A station by its code."""
        return next((station for station in self.stations if station.code == code), None)

    def total(self, name: str) -> Place:
        """All counties as one area, of all their points."""
        points = tuple(point for county in self.counties for point in county.points)
        return Place(TOTAL, "", name, "", points, count=len(self.stations))


def arrange(
    stations: Iterable[StationRecord], units: Iterable[UnitRecord], no_county: str, language: str = "zh"
) -> Places:
    """The places of a record. Counties without a station are left out.

    Args:
        no_county: name for stations that belong to no county.
    """
    by_code = {unit.code: unit for unit in units}
    found = [_station(record, by_code) for record in stations]
    counties = []
    for code in sorted({station.county for station in found}):
        inside = [station for station in found if station.county == code]
        name = by_code[code].label if code in by_code else no_county
        label = short_county(code, name) if language == "zh" and code in by_code else name
        counties.append(Place(COUNTY, code, label, code, points_of(inside), count=len(inside)))
    return Places(tuple(counties), tuple(_townships(stations, found, by_code)), tuple(found))


def points_of(stations: Sequence[Place]) -> tuple[str, ...]:
    """Points of a county: national and provincial ones; else all that are no sensors; else all."""
    chosen = [station for station in stations if station.level in ASSESSED]
    if not chosen:
        chosen = [station for station in stations if station.level not in UNJUDGED]
    return tuple(station.code for station in chosen or stations)


def _station(record: StationRecord, units: dict[str, UnitRecord]) -> Place:
    county = next((code for code in _line(record.unit_code, units) if units[code].kind == "county"), None)
    if county is None:
        county = record.shard_code if record.shard_code in units else ""
    return Place(STATION, record.code, record.name, county, (record.code,), record.level)


def _townships(
    records: Iterable[StationRecord], stations: Sequence[Place], units: dict[str, UnitRecord]
) -> Iterable[Place]:
    """Townships with the stations that stand in them, points of the county too: the air is the same."""
    inside: dict[str, list[Place]] = {}
    place = {station.code: station for station in stations}
    for record in records:
        for code in _line(record.unit_code, units):
            if units[code].kind == "township":
                inside.setdefault(code, []).append(place[record.code])
    for code in sorted(inside):
        found = inside[code]
        fixed = [station for station in found if station.level not in UNJUDGED] or found
        points = tuple(station.code for station in fixed)
        yield Place(TOWNSHIP, code, units[code].label, found[0].county, points, count=len(found))


def _line(code: str | None, units: dict[str, UnitRecord]) -> list[str]:
    """A unit and all above it."""
    line: list[str] = []
    while code is not None and code in units and code not in line:
        line.append(code)
        code = units[code].parent_code
    return line
