"""Looks for what is wrong in hours that have just moved, and lists it in the record for people to rule on."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from sqlalchemy.orm import Session

from db.commands import rollups
from db.commands.reading_rows import shards
from db.queries import air, readings
from db.queries.readings import Series
from db.schema.readings import POLLUTANTS
from desktop.air.findings import Finding, Kind, Letters, StationHours
from desktop.air.periods import HOUR, first_label
from desktop.air.quality import findings
from desktop.air.quality_rules import QualityRules
from desktop.grids import on_grid

_EDGE = 24 * HOUR
"""Hours that are looked at before and after: runs that began earlier are seen whole."""
_HUMIDITY = len(POLLUTANTS)
_COLUMNS = (*POLLUTANTS, "humidity")


@dataclass(frozen=True, slots=True)
class _Span:
    """Days of stations of one county that moved; labels in (since, until]."""

    codes: tuple[str, ...]
    neighbours: tuple[str, ...]
    since: int
    until: int


def look(session: Session, runs: Iterable[tuple[str, int, int]], rules: QualityRules) -> frozenset[str]:
    """Find anew what is wrong in days that moved; the stations whose findings changed.

    Args:
        runs: station, first and last day.
    """
    changed: set[str] = set()
    for span in _spans(session, runs):
        hours = _hours(session, span)
        for code in span.codes:
            if code in hours and _look_at(session, span, code, hours, rules):
                changed.add(code)
    return frozenset(changed)


def _spans(session: Session, runs: Iterable[tuple[str, int, int]]) -> Iterator[_Span]:
    """Runs of days put together by county: their neighbours' hours are read once."""
    counties = shards(session)
    by_days: dict[tuple[str, int, int], list[str]] = {}
    for code, first, last in runs:
        if code in counties:
            by_days.setdefault((counties[code], first, last), []).append(code)
    for (county, first, last), codes in by_days.items():
        around = tuple(sorted(code for code, shard in counties.items() if shard == county))
        since, until = first_label(first) - HOUR - _EDGE, first_label(last + 1) - HOUR + _EDGE
        yield _Span(tuple(codes), around, since, until)


def _hours(session: Session, span: _Span) -> dict[str, Series]:
    return readings.series(session, span.neighbours, span.since, span.until, columns=_COLUMNS)


def _look_at(
    session: Session, span: _Span, code: str, hours: Mapping[str, Series], rules: QualityRules
) -> bool:
    before = readings.last_before(session, code, span.since)
    since, until = _bounds(span, code, hours, before)
    if until <= since:
        return False
    grid = {one: on_grid(series, span.since, span.until) for one, series in hours.items()}
    cut = slice((since - span.since) // HOUR, (until - span.since) // HOUR)
    own = grid.pop(code)[:, cut]
    looked_at = StationHours(
        since + HOUR,
        own[:_HUMIDITY],
        np.array([values[:_HUMIDITY, cut] for values in grid.values()]) if grid else None,
        own[_HUMIDITY],
        _letters(session, code, since, until),
    )
    begun = _begun(session, code, since)
    found = [one for one in findings(looked_at, rules) if _is_told(one, looked_at, begun)]
    rows = [_row(code, _whole(one, since, begun, before)) for one in found]
    return rollups.replace_findings(session, code, since, span.until, rows)


def _bounds(span: _Span, code: str, hours: Mapping[str, Series], before: int | None) -> tuple[int, int]:
    """From a station's first hour to the newest of its county: what is to come is not missing."""
    newest = max((int(one.time[-1]) for one in hours.values() if len(one.time)), default=span.since)
    since, own = span.since, hours[code].time
    if before is None:
        since = max(since, int(own[0]) - HOUR) if len(own) else span.until
    return since, min(span.until, newest)


def _begun(session: Session, code: str, since: int) -> dict[tuple[str, str], int]:
    """Beginnings of the findings that reach into a period, by item and kind."""
    found = air.findings(session, since, since + HOUR, [code])
    return {(one.item, one.kind): one.since for one in found if one.since <= since}


def _is_told(found: Finding, hours: StationHours, begun: Mapping[tuple[str, str], int]) -> bool:
    """An item that a station does not measure is not missing."""
    if found.kind != Kind.MISSING or (found.pollutant, Kind.MISSING.value) in begun:
        return True
    return bool(np.isfinite(hours.values[POLLUTANTS.index(found.pollutant)]).any())


def _whole(found: Finding, since: int, begun: Mapping[tuple[str, str], int], before: int | None) -> Finding:
    """One that was there when the look began, told from its true beginning."""
    if found.since > since + HOUR:
        return found
    begin = begun.get((found.pollutant, found.kind.value))
    if begin is None and found.kind == Kind.MISSING and before is not None:
        begin = before + HOUR
    return found if begin is None else replace(found, since=begin)


def _letters(session: Session, code: str, since: int, until: int) -> Letters | None:
    """Flag letters by pollutant and hour; None where there are none."""
    flagged = readings.flagged(session, code, since, until)
    if not flagged:
        return None
    letters = np.full((len(POLLUTANTS), (until - since) // HOUR), "", dtype="<U1")
    for time, text in flagged:
        for name, letter in _flags(text):
            if name in POLLUTANTS and time % HOUR == 0:
                letters[POLLUTANTS.index(name), (time - since) // HOUR - 1] = letter
    return letters


def _flags(text: str) -> Iterator[tuple[str, str]]:
    """`pm25:C co:T` as pairs."""
    for part in text.split():
        name, _, letter = part.partition(":")
        yield name, letter


def _row(code: str, found: Finding) -> dict[str, object]:
    detail = {name: round(value, 6) for name, value in found.detail.items() if np.isfinite(value)}
    return {
        "station_code": code,
        "item": found.pollutant,
        "kind": found.kind.value,
        "since": found.since,
        "until": found.until,
        "detail": json.dumps(detail, sort_keys=True),
    }
