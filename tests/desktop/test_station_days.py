"""Days out of packed months: stations, gaps, sand-dust marks of stations and of whole counties."""

from datetime import date

import numpy as np
import pytest

from db.actor import Actor
from db.commands import air as words
from db.commands import divisions, readings, stations
from db.commands.air import NewMark
from db.commands.stations import StationRow
from db.engine import Database
from db.rules.regions import DivisionRow
from db.schema.readings import VALUES
from desktop.air.days import DAY_ROWS
from desktop.air.periods import Period, first_label
from desktop.rolling_up import roll_up
from desktop.station_days import load_days

FEBRUARY_28 = 20_512
"""Day number of 2026-02-28."""
DIVISIONS = [
    DivisionRow("130424", "成安县", "county", None, None, None),
    DivisionRow("130424100", "成安镇", "township", "130424", None, None),
    DivisionRow("130426", "涉县", "county", None, None, None),
]


@pytest.fixture
def record(database: Database, actor: Actor) -> Database:
    """Station A in a town of 成安, B in 涉县: PM10 is the day of the month, at noon of three days."""
    with database.writing() as session:
        divisions.load_divisions(session, DIVISIONS, {}, source="test", now=actor.now)
        rows = [StationRow("A", "甲", unit_code="130424100"), StationRow("B", "乙", unit_code="130426")]
        stations.save(session, actor, rows)
        readings.store(
            session,
            [_noon("A", 0, 28.0), _noon("A", 1, 1.0), _noon("B", 1, 100.0), _noon("A", 2, 2.0)],
            now=actor.now,
        )
        roll_up(session)
    return database


def _noon(code: str, day: int, pm10: float) -> tuple:
    time = first_label(FEBRUARY_28 + day) + 11 * 3600
    return (code, 3600, time, *(pm10 if name == "pm10" else None for name in VALUES), None)


def load(record: Database, first: date, last: date, codes=None):
    with record.reading() as session:
        return load_days(session, Period(first, last), codes)


def test_that_months_stand_in_one_line(record: Database):
    found = load(record, date(2026, 2, 10), date(2026, 3, 5))
    assert (found.codes, found.days.first) == (("A", "B"), date(2026, 2, 1))
    assert found.days.values.shape == (2, 13, 28 + 31)
    pm10 = found.days.values[:, DAY_ROWS.index("pm10")]
    assert [pm10[0, 27], pm10[0, 28], pm10[0, 29], pm10[1, 28]] == [28.0, 1.0, 2.0, 100.0]
    assert np.isnan(pm10[1, 27])
    assert np.count_nonzero(np.isfinite(pm10)) == 4
    assert np.nansum(found.days.values[:, DAY_ROWS.index("pm10_n")]) == 4


def test_that_stations_can_be_asked_for_and_chosen(record: Database):
    assert load(record, date(2026, 3, 1), date(2026, 3, 31), ["B", "C"]).codes == ("B",)
    chosen = load(record, date(2026, 3, 1), date(2026, 3, 31)).of(["B", "X", "A"])
    assert chosen.codes == ("B", "A")
    assert chosen.days.values[0, DAY_ROWS.index("pm10"), 0] == 100.0


def test_that_a_period_without_days_is_empty(record: Database):
    found = load(record, date(2025, 1, 1), date(2025, 12, 31))
    assert (found.codes, found.days.values.shape) == ((), (0, 13, 365))


@pytest.mark.parametrize(("subject", "marked"), [("A", [0]), ("130424", [0]), ("130426", [1])])
def test_that_sand_dust_is_marked_on_a_station_or_all_of_a_county(
    record: Database, actor: Actor, subject: str, marked: list[int]
):
    first, last = first_label(FEBRUARY_28 + 1), first_label(FEBRUARY_28 + 3) - 3600
    with record.writing() as session:
        words.mark(session, actor, NewMark(subject, "sand_dust", first, last, "confirmed", "外来沙尘"))
        words.mark(session, actor, NewMark(subject, "jump", first, last, "confirmed", "突升"))
    sand = load(record, date(2026, 2, 1), date(2026, 3, 31)).sand
    assert np.argwhere(sand).tolist() == [[row, day] for row in marked for day in (28, 29)]
