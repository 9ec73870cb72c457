"""Readings keep a stamp per value: what storing changes, and what two replicas agree on."""

import random
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text

from db.actor import Actor
from db.commands import readings, stations
from db.commands.reading_rows import stand_in_line
from db.engine import Database, open_database
from db.errors import BusyError
from db.queries.status import marks
from db.rules.stamps import STAMPED_COLUMNS, cells, changed, merged, spelled, stamp_of
from db.schema import ReadingDay
from db.schema.readings import ROW_COLUMNS, VALUES, Observation

HOUR, DAY = 3600, 86400
TIME = 20_000 * DAY  # ends day 19,999


@pytest.fixture
def record(database: Database, actor: Actor) -> Database:
    """Two stations."""
    with database.writing() as session:
        stations.register_unknown(session, actor, ["CA-01", "CA-02"])
    return database


def reading(code: str = "CA-01", time: int = TIME, period: int = HOUR, **values) -> tuple:
    found = {"station_code": code, "period": period, "time": time, **values}
    return tuple(found.get(name) for name in ROW_COLUMNS)


def stamped(stamp: int, older: str | None = None, **values) -> tuple:
    return (*reading(**values), stamp, older)


def stored(database: Database) -> dict[int, tuple]:
    """What the hours of CA-01 hold: pm25, co, o3, flags, stamp, older."""
    columns = [getattr(Observation, name) for name in ("time", "pm25", "co", "o3", "flags", "stamp", "older")]
    with database.reading() as session:
        rows = session.execute(select(*columns).where(Observation.station_code == "CA-01"))
        return {time: tuple(rest) for time, *rest in rows}


def days(database: Database) -> dict[tuple, int]:
    columns = (ReadingDay.station_code, ReadingDay.period, ReadingDay.day, ReadingDay.stamp)
    with database.reading() as session:
        return {tuple(key): stamp for *key, stamp in session.execute(select(*columns))}


def store(database: Database, now: datetime, *rows: tuple) -> readings.StoredReadings:
    with database.writing() as session:
        return readings.store(session, rows, now=now)


def at(ms: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)


# Storing


def test_that_a_change_is_stamped_and_other_columns_keep_theirs(record: Database):
    store(record, at(1000), reading(pm25=80.0, co=1.0))
    assert stored(record) == {TIME: (80.0, 1.0, None, None, 1000, None)}
    store(record, at(2000), reading(pm25=81.0, co=1.0))
    assert stored(record) == {TIME: (81.0, 1.0, None, None, 2000, "co:1000")}
    store(record, at(3000), reading(o3=60.0))
    assert stored(record) == {TIME: (81.0, 1.0, 60.0, None, 3000, "pm25:2000 co:1000")}
    store(record, at(4000), reading(flags="co:C"))
    assert stored(record) == {TIME: (81.0, None, 60.0, "co:C", 4000, "pm25:2000 o3:3000")}
    store(record, at(5000), reading(pm25=82.0, co=1.2, o3=61.0))
    assert stored(record) == {TIME: (82.0, 1.2, 61.0, None, 5000, None)}


def test_that_storing_the_same_again_changes_neither_stamp_nor_day_nor_counter(record: Database):
    store(record, at(1000), reading(pm25=80.0), reading(time=TIME + HOUR, co=1.0, flags="pm25:C"))
    store(record, at(2000), reading(co=1.5))
    with record.reading() as session:
        before = stored(record), days(record), marks(session)
    again = store(record, at(9000), reading(pm25=80.0, co=1.5), reading(time=TIME + HOUR, flags="pm25:C"))
    assert (again.added, again.changed, again.unchanged) == (0, 0, 2)
    with record.reading() as session:
        assert (stored(record), days(record), marks(session)) == before


def test_that_a_clock_that_goes_back_still_stamps_later(record: Database):
    store(record, at(5000), reading(pm25=80.0, co=1.0))
    store(record, at(5000), reading(pm25=81.0))
    assert stored(record)[TIME] == (81.0, 1.0, None, None, 5001, "co:5000")
    store(record, at(1000), reading(co=2.0))
    assert stored(record)[TIME] == (81.0, 2.0, None, None, 5002, "pm25:5001")


def test_that_a_row_twice_in_one_batch_is_one_change_with_one_stamp(record: Database):
    result = store(record, at(1000), reading(pm25=80.0), reading(co=1.0), reading(pm25=81.0), reading(co=1.0))
    assert (result.added, result.changed, result.unchanged) == (1, 2, 1)
    assert stored(record) == {TIME: (81.0, 1.0, None, None, 1000, None)}


def test_that_a_row_without_values_is_kept_and_wins_over_nothing(record: Database):
    assert store(record, at(1000), reading()).added == 1
    assert stored(record) == {TIME: (None, None, None, None, 1000, None)}
    store(record, at(2000), reading(pm25=80.0))
    assert store(record, at(3000), reading()).unchanged == 1
    assert stored(record) == {TIME: (80.0, None, None, None, 2000, None)}


def test_that_only_days_with_a_change_are_noted_each_with_a_stamp_of_its_own(record: Database):
    hours = [reading(code, TIME + k * HOUR, pm25=50.0) for code in ("CA-01", "CA-02") for k in range(-1, 3)]
    store(record, at(1000), *hours)
    # 23:00 and 24:00 end one day, 01:00 and 02:00 begin the next one
    assert days(record) == {
        ("CA-01", HOUR, 19_999): 5,
        ("CA-01", HOUR, 20_000): 6,
        ("CA-02", HOUR, 19_999): 7,
        ("CA-02", HOUR, 20_000): 8,
    }
    corrected = [*hours[:-1], reading("CA-02", TIME + 2 * HOUR, pm25=51.0)]
    assert store(record, at(2000), *corrected).changed == 1
    assert days(record)["CA-02", HOUR, 20_000] == 9
    assert sorted(days(record).values()) == [5, 6, 7, 9]


def test_that_only_the_day_of_a_change_is_noted_when_others_have_the_same_stamp(record: Database):
    store(record, at(1000), reading(pm25=50.0), reading(time=TIME + DAY, pm25=50.0))
    store(record, at(1000), reading(pm25=50.0), reading(time=TIME + DAY, pm25=51.0))
    assert days(record) == {("CA-01", HOUR, 19_999): 1, ("CA-01", HOUR, 20_000): 3}


def test_that_a_day_is_not_noted_for_having_the_stamp_of_this_change(record: Database):
    changing, still, fresh = ({"time": TIME + k * DAY} for k in range(3))
    store(record, at(1000), reading(**changing, pm25=50.0), reading(**still, pm25=50.0))
    store(record, at(2000), reading(**fresh, pm25=50.0))
    rows = reading(**changing, pm25=51.0), reading(**still, pm25=50.0), reading(**fresh, pm25=50.0)
    assert store(record, at(2000), *rows).changed == 1
    assert days(record) == {
        ("CA-01", HOUR, 19_999): 4,
        ("CA-01", HOUR, 20_000): 2,
        ("CA-01", HOUR, 20_001): 3,
    }


def test_that_samples_and_minutes_are_stored_and_not_noted(record: Database):
    result = store(
        record,
        at(1000),
        reading(period=0, pm25=50.0),
        reading(period=60, pm25=50.0),
        reading(period=DAY, pm25=50.0),
    )
    assert result.added == 3
    assert days(record) == {("CA-01", DAY, 19_999): 3}


def test_that_a_motley_batch_of_many_stations_is_counted_right(record: Database, actor: Actor):
    codes = [f"S{number:02}" for number in range(40)]
    with record.writing() as session:
        stations.register_unknown(session, actor, codes)
    rows = [reading(code, TIME + number * HOUR, pm25=50.0) for number, code in enumerate(codes)]
    assert store(record, at(1000), *rows).added == 40
    moved = [reading(code, TIME + number * HOUR, pm25=51.0) for number, code in enumerate(codes[:3])]
    result = store(record, at(2000), *moved, *rows[3:], reading("CA-02", pm25=1.0))
    assert (result.added, result.changed, result.unchanged) == (1, 3, 37)
    assert sorted(key for key, stamp in days(record).items() if stamp > 40) == [
        ("CA-02", HOUR, 19_999),
        ("S00", HOUR, 19_999),
        ("S01", HOUR, 20_000),
        ("S02", HOUR, 20_000),
    ]


def test_that_storing_on_either_way_does_what_the_rule_says(record: Database):
    """Batches of plain rows, flags, gaps, repeated rows and unsteady clocks, against one row at a time."""
    dice = random.Random(20260320)
    expected: dict[int, dict[str, tuple]] = {}
    clock, last = 10_000, dict[int, int]()
    for _ in range(150):
        clock += dice.choice([0, 1, 50, 1000, -200])
        batch = [_thrown(dice) for _ in range(dice.randint(1, 8))]
        base = dict(last)
        for row in batch:
            time = row[2]
            stamp = max(clock, base[time] + 1) if time in base else clock
            held = expected.setdefault(time, {})
            fresh = {name: said for name, said in _said(row).items() if held.get(name, (0, None))[1] != said}
            held |= {name: (stamp, said) for name, said in fresh.items()}
            if fresh or time not in last:
                last[time] = stamp
        store(record, at(clock), *batch)
        assert _held(record) == expected


def _thrown(dice: random.Random) -> tuple:
    said = dict.fromkeys(("pm25", "co", "o3"))
    flags = []
    for name in said:
        throw = dice.random()
        if throw < 0.5:
            said[name] = float(dice.randint(1, 3))
        elif throw < 0.55:
            flags.append(f"{name}:{dice.choice('CT')}")
    return reading(time=TIME + HOUR * dice.randint(0, 5), **said, flags=" ".join(flags) or None)


def _said(row: tuple) -> dict[str, str | float]:
    found = {name: row[ROW_COLUMNS.index(name)] for name in VALUES}
    letters = dict(item.split(":") for item in (row[ROW_COLUMNS.index("flags")] or "").split())
    return {name: said for name, said in (found | letters).items() if said is not None}


def _held(record: Database) -> dict[int, dict[str, tuple]]:
    """Every value or letter stored, with its stamp."""
    held = {}
    for time, (pm25, co, o3, flags, stamp, older) in stored(record).items():
        own = dict(item.split(":") for item in (older or "").split())
        said = _said(reading(pm25=pm25, co=co, o3=o3, flags=flags))
        held[time] = {name: (int(own.get(name, stamp)), value) for name, value in said.items()}
    return held


def test_that_writers_of_readings_stand_in_line(postgres_url: str, actor: Actor):
    """Else a stamp could be committed after a later one, and a peer that read between would never get it."""

    def store_at_once():
        with two.writing() as session:
            session.execute(text("SET LOCAL lock_timeout = '100ms'"))
            readings.store(session, [reading("CA-02", pm25=60.0)], now=at(2000))

    with closing(open_database(postgres_url)) as one, closing(open_database(postgres_url)) as two:
        with one.writing() as session:
            stations.register_unknown(session, actor, ["CA-01", "CA-02"])
        store(one, at(1000), reading(pm25=50.0))
        with one.writing() as session:
            stand_in_line(session)  # about to read what is stored, to merge with it
            with pytest.raises(BusyError):
                store_at_once()
            readings.store(session, [reading(pm25=51.0)], now=at(2000))
        store_at_once()
        assert days(one) == {("CA-01", HOUR, 19_999): 2, ("CA-02", HOUR, 19_999): 3}


# Merging


@pytest.mark.parametrize(
    ("mine", "theirs", "agreed"),
    [
        # column by column the later stamp
        (stamped(200, "co:100", pm25=80.0, co=1.0), stamped(150, pm25=81.0, co=2.0),
         stamped(200, "co:150", pm25=80.0, co=2.0)),
        # a column that says nothing does not win, however late its row
        (stamped(100, pm25=80.0), stamped(900, o3=60.0), stamped(900, "pm25:100", pm25=80.0, o3=60.0)),
        (stamped(100, pm25=80.0), stamped(900), stamped(900, "pm25:100", pm25=80.0)),
        # a letter is a statement like a value
        (stamped(100, pm25=80.0), stamped(200, flags="pm25:C"), stamped(200, flags="pm25:C")),
        (stamped(300, pm25=80.0), stamped(200, flags="pm25:C"), stamped(300, pm25=80.0)),
        # equal stamps: the greater number, the greater letter, a letter before a number
        (stamped(100, pm25=9.0), stamped(100, pm25=80.0), stamped(100, pm25=80.0)),
        (stamped(100, flags="pm25:C"), stamped(100, flags="pm25:T"), stamped(100, flags="pm25:T")),
        (stamped(100, pm25=999.0), stamped(100, flags="pm25:C"), stamped(100, flags="pm25:C")),
        # the same said later: only the stamp moves
        (stamped(100, pm25=80.0), stamped(200, pm25=80.0), stamped(200, pm25=80.0)),
        # rows from before there were stamps
        (stamped(0, pm25=80.0, co=1.0), stamped(500, pm25=70.0), stamped(500, "co:0", pm25=70.0, co=1.0)),
    ],
)  # fmt: skip
def test_that_of_each_column_the_later_stands(mine, theirs, agreed):
    assert merged(mine, theirs) == agreed
    assert merged(theirs, mine) == agreed


_SAID = st.one_of(st.sampled_from(["C", "T"]), st.sampled_from([0.0, 9.0, 80.0]))
_ROWS = st.builds(
    lambda held, beyond: _spelled(held, max([stamp for stamp, _ in held.values()], default=0) + beyond),
    st.dictionaries(st.sampled_from(["pm25", "o3", "wind_direction"]), st.tuples(st.integers(0, 4), _SAID)),
    st.sampled_from([0, 0, 1]),
)


def _spelled(held: dict[str, tuple], stamp: int) -> tuple:
    in_order = [(name, *held[name]) for name in VALUES if name in held]
    numbers = {name: said for name, _, said in in_order if isinstance(said, float)}
    flags = " ".join(f"{name}:{said}" for name, _, said in in_order if isinstance(said, str))
    older = " ".join(f"{name}:{own}" for name, own, _ in in_order if own != stamp)
    return stamped(stamp, older or None, **numbers, flags=flags or None)


@given(_ROWS, _ROWS, _ROWS)
def test_that_merging_is_commutative_associative_and_idempotent(a, b, c):
    assert merged(a, b) == merged(b, a)
    assert merged(merged(a, b), c) == merged(a, merged(b, c))
    assert merged(a, a) == a
    assert merged(merged(a, b), b) == merged(a, b)


@given(_ROWS, _ROWS)
def test_that_nothing_said_is_lost_by_merging(a, b):
    both = merged(a, b)
    assert cells(both).keys() == cells(a).keys() | cells(b).keys()
    for name, cell in cells(both).items():
        assert cell in (cells(a).get(name), cells(b).get(name))
        assert cell[0] == max(row[name][0] for row in (cells(a), cells(b)) if name in row)


@given(_ROWS)
def test_that_a_row_is_spelled_one_way(row):
    assert spelled(row[:3], cells(row), row[STAMPED_COLUMNS.index("stamp")]) == row


@given(_ROWS, _ROWS)
def test_that_a_change_here_stands_wherever_it_meets_what_it_changed(old, new):
    after = changed(old, new[: len(ROW_COLUMNS)], 100)
    assert merged(after, old) == after
    assert after == old or cells(after).keys() == cells(old).keys() | cells(new).keys()


def test_that_a_clock_beyond_all_years_leaves_room_for_later_stamps():
    assert stamp_of(at(1_773_990_000_000)) == 1_773_990_000_000
    assert stamp_of(datetime(9999, 12, 31, tzinfo=UTC)) == 2**46
