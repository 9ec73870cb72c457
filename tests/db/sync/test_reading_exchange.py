"""Readings travel between replicas by station and day, and all replicas end alike."""

import json
import random
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, update

from db.actor import Actor
from db.commands import divisions, stations
from db.commands import readings as commands
from db.commands.reading_rows import rehouse
from db.commands.stations import StationRow
from db.engine import Database, open_database
from db.identity import Founding
from db.queries import readings as reading_queries
from db.queries.status import marks
from db.rules.regions import DivisionRow
from db.rules.stamps import STAMPED_COLUMNS
from db.schema import Counter, Observation, ReadingDay, Station
from db.schema.readings import ROW_COLUMNS, VALUES
from db.setup import prepare
from db.sync.batch import BadBatchError
from db.sync.exchange import exchange
from db.sync.readings import ReadingDays, StationDay, days_from_lines, days_to_lines, give_days, take_days

HOUR, DAY = 3600, 86400
NOON = 20_000 * DAY + 12 * HOUR
CODES = ("CA-01", "CA-02")
HERE, THERE = uuid.UUID(int=1), uuid.UUID(int=2)


@pytest.fixture
def make(sqlite_template: Path, tmp_path: Path, actor: Actor) -> Iterator[Callable[..., Database]]:
    """A new replica in a file, with these stations."""
    with ExitStack() as opened:

        def make(*codes: str) -> Database:
            path = tmp_path / f"replica{len(list(tmp_path.iterdir()))}.db"
            shutil.copy(sqlite_template, path)
            database = open_database(f"sqlite:///{path}")
            opened.callback(database.close)
            return with_stations(database, actor, codes or CODES)

        yield make


@pytest.fixture
def office(database: Database, actor: Actor) -> Database:
    """Both engines."""
    return with_stations(database, actor, CODES)


@pytest.fixture
def laptop(make) -> Database:
    return make()


def with_stations(database: Database, actor: Actor, codes: tuple[str, ...]) -> Database:
    with database.writing() as session:
        stations.register_unknown(session, actor, codes)
    return database


def at(ms: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)


def reading(code: str = "CA-01", time: int = NOON, period: int = HOUR, **values) -> tuple:
    found = {"station_code": code, "period": period, "time": time, **values}
    return tuple(found.get(name) for name in ROW_COLUMNS)


def stamped(stamp: int, older: str | None = None, **values) -> tuple:
    return (*reading(**values), stamp, older)


def store(database: Database, ms: int, *rows: tuple) -> None:
    with database.writing() as session:
        commands.store(session, rows, now=at(ms))


def rows(database: Database) -> list[tuple]:
    columns = [getattr(Observation, name) for name in STAMPED_COLUMNS]
    with database.reading() as session:
        return sorted(map(tuple, session.execute(select(*columns))), key=lambda row: row[:3])


def noted(database: Database) -> dict[tuple, tuple]:
    columns = (
        ReadingDay.station_code,
        ReadingDay.period,
        ReadingDay.day,
        ReadingDay.stamp,
        ReadingDay.source,
    )
    with database.reading() as session:
        return {tuple(row[:3]): tuple(row[3:]) for row in session.execute(select(*columns))}


def give(database: Database, after: int = 0, to: uuid.UUID | None = None, codes=None, limit: int = 100):
    with database.reading() as session:
        return give_days(session, after=after, exclude_source=to, station_codes=codes, limit=limit)


def take(database: Database, days: ReadingDays, source: uuid.UUID = HERE, now: datetime | None = None):
    with database.writing() as session:
        return take_days(session, days, source=source, now=now or at(10**12))


def keys(days: ReadingDays) -> list[tuple]:
    return [day.key for day in days.days]


# Giving


def test_that_days_are_given_in_the_order_in_which_they_moved(office: Database):
    store(office, 1000, reading(), reading(time=NOON + DAY), reading("CA-02"))
    store(office, 2000, reading(pm25=80.0))
    first = give(office, limit=2)
    assert (keys(first), first.upto) == ([("CA-01", HOUR, 20_001), ("CA-02", HOUR, 20_000)], 3)
    rest = give(office, after=first.upto, limit=2)
    assert (keys(rest), rest.upto) == ([("CA-01", HOUR, 20_000)], 4)
    assert rest.days == [StationDay("CA-01", HOUR, 20_000, 4, [stamped(2000, pm25=80.0)])]
    assert give(office, after=rest.upto) is None


def test_that_a_day_is_given_whole_and_without_its_neighbours(office: Database):
    first, last = 20_000 * DAY + HOUR, 20_001 * DAY
    store(office, 1000, *(reading(time=first + k * HOUR, pm25=float(k)) for k in range(-1, 25)))
    store(office, 1000, reading(time=last, period=DAY), reading(time=last, period=60), reading("CA-02", last))
    days = {day.key: day.rows for day in give(office).days}
    assert [row[2] for row in days["CA-01", HOUR, 20_000]] == list(range(first, last + 1, HOUR))
    assert [row[2] for row in days["CA-01", HOUR, 19_999]] == [first - HOUR]
    assert [row[2] for row in days["CA-01", HOUR, 20_001]] == [last + HOUR]
    assert len(days["CA-01", DAY, 20_000]) == len(days["CA-02", HOUR, 20_000]) == 1
    assert len(days) == 5  # minutes stay


def test_that_days_left_out_are_passed_over_and_the_stamp_moves_on(office: Database):
    store(office, 1000, reading())
    take(
        office,
        ReadingDays([StationDay("CA-02", HOUR, 20_000, 7, [(*reading("CA-02"), 500, None)])], 7),
        THERE,
    )
    assert keys(give(office, to=THERE)) == [("CA-01", HOUR, 20_000)]
    assert give(office, to=THERE).upto == 2
    assert (give(office, after=1, to=THERE).days, give(office, after=1, to=THERE).upto) == ([], 2)
    assert (
        keys(give(office, to=HERE))
        == keys(give(office))
        == [("CA-01", HOUR, 20_000), ("CA-02", HOUR, 20_000)]
    )
    assert keys(give(office, codes={"CA-02"})) == [("CA-02", HOUR, 20_000)]
    assert (give(office, codes=set()).days, give(office, codes=set()).upto) == ([], 2)


def test_that_minutes_alone_move_the_stamp_so_that_nothing_is_left_to_ask(office: Database):
    store(office, 1000, reading(period=60), reading(time=NOON + 60, period=60))
    assert (give(office).days, give(office).upto) == ([], 2)
    assert give(office, after=2) is None


def test_that_an_empty_record_gives_nothing(office: Database):
    assert give(office) is None


def test_that_days_with_one_stamp_are_not_parted(office: Database):
    """An upgrade of the first schema gave all days the same."""
    store(office, 1000, *(reading(time=NOON + k * DAY) for k in range(5)))
    with office.writing() as session:
        session.execute(update(ReadingDay).where(ReadingDay.day < 20_003).values(stamp=2))
    first = give(office, limit=1)
    assert (len(first.days), first.upto) == (3, 2)
    assert keys(give(office, after=2, limit=1)) == [("CA-01", HOUR, 20_003)]


def test_that_readings_of_a_station_that_left_the_tables_are_still_given(laptop: Database):
    store(laptop, 1000, reading(pm25=80.0))
    with laptop.writing() as session:
        session.execute(delete(Station).where(Station.code == "CA-01"))
    assert give(laptop).days[0].rows == [stamped(1000, pm25=80.0)]


# Taking


def test_that_what_was_given_is_there_with_its_stamps(office: Database, laptop: Database):
    store(office, 1000, reading(pm25=80.0, co=1.0), reading(time=NOON + HOUR, flags="o3:C"))
    store(office, 2000, reading(co=1.5))
    taken = take(laptop, give(office), HERE, now=at(1500))
    assert rows(laptop) == rows(office)
    assert (taken.rows_added, taken.rows_changed, taken.upto, taken.waiting) == (2, 0, 3, None)
    assert taken.changes.readings
    assert taken.changes.station_codes == {"CA-01"}
    assert taken.ahead_ms == 500
    assert noted(laptop) == {("CA-01", HOUR, 20_000): (2, HERE)}
    with laptop.reading() as session:
        assert marks(session)[1] == 2  # screens refresh


def test_that_days_taken_back_from_a_file_arrive_on_either_engine(office: Database, laptop: Database):
    store(
        laptop, 1000, reading(pm25=80.5), reading(time=NOON - 30 * DAY, co=0.1), reading(period=DAY, o3=9.0)
    )
    take(office, give(laptop), THERE)
    assert rows(office) == rows(laptop)


def test_that_days_taken_twice_change_nothing(office: Database, laptop: Database):
    store(office, 1000, reading(pm25=80.0), reading(time=NOON + HOUR, pm25=81.0))
    store(laptop, 2000, reading(pm25=82.0))
    days = give(office)
    take(laptop, days)
    before = rows(laptop), noted(laptop)
    again = take(laptop, days)
    assert (again.rows_added, again.rows_changed, bool(again.changes)) == (0, 0, False)
    assert (rows(laptop), noted(laptop)) == before


def test_that_the_later_value_stands_on_both_sides(office: Database, laptop: Database):
    store(office, 1000, reading(pm25=80.0, co=1.0))
    take(laptop, give(office))
    store(office, 2000, reading(pm25=81.0))
    store(laptop, 3000, reading(co=2.0, flags="pm25:C"))
    store(office, 4000, reading(o3=60.0))
    taken = take(laptop, give(office))
    take(office, give(laptop), THERE)
    assert (taken.rows_added, taken.rows_changed) == (0, 1)
    assert rows(office) == rows(laptop) == [
        stamped(4000, "co:3000 pm25:3000", o3=60.0, co=2.0, flags="pm25:C")
    ] or (
        rows(office) == rows(laptop) == [stamped(4000, "pm25:3000 co:3000", o3=60.0, co=2.0, flags="pm25:C")]
    )


def test_that_what_the_giver_lacks_is_still_given_back_to_it(office: Database, laptop: Database):
    """Its day came from there, but it is not all that is here."""
    store(office, 1000, reading(pm25=80.0))
    store(laptop, 1000, reading(time=NOON + HOUR, pm25=81.0))
    take(office, give(laptop), THERE)
    assert noted(office)["CA-01", HOUR, 20_000][1] is None
    take(laptop, give(office, to=THERE), HERE)
    assert len(rows(laptop)) == 2
    assert rows(laptop) == rows(office)
    assert give(laptop, after=1, to=HERE).days == []  # and it does not come back for ever


def test_that_days_of_an_unknown_station_wait_and_hold_the_watermark(office: Database, make):
    store(office, 1000, reading("CA-01"), reading("CA-02"), reading("CA-02", NOON + DAY))
    other = make("CA-01", "ZZ-09")
    days = give(office)
    taken = take(other, days)
    assert (taken.rows_added, taken.waiting, taken.upto, taken.unknown) == (1, 2, 1, {"CA-02"})
    with_stations(other, Actor(at(0)), ("CA-02",))
    taken = take(other, give(office, after=taken.upto))
    assert (taken.rows_added, taken.waiting, taken.upto) == (2, None, 3)
    assert rows(other) == rows(office)


def test_that_readings_get_the_shard_that_their_station_has_here(laptop: Database, office: Database):
    with office.writing() as session:
        session.execute(update(Station).where(Station.code == "CA-01").values(shard_code="130424"))
    store(laptop, 1000, reading(pm25=80.0))
    take(office, give(laptop))
    with office.reading() as session:
        assert set(session.scalars(select(Observation.shard_code))) == {"130424"}
        found = reading_queries.series(session, ["CA-01"], 0, NOON)["CA-01"]
    assert found.column("pm25").tolist() == [80.0]


def test_that_readings_follow_a_station_to_another_shard(office: Database):
    """Both sides registered it; the county of the other stands now, with readings of its own."""
    noon, later, evening = NOON, NOON + HOUR, NOON + 6 * HOUR
    store(office, 1000, reading(time=noon, pm25=80.0), reading(time=later, pm25=81.0, co=1.0))
    with office.writing() as session:
        session.execute(update(Station).where(Station.code == "CA-01").values(shard_code="130424"))
    store(office, 2000, reading(time=later, pm25=90.0), reading(time=evening, pm25=91.0))
    with office.writing() as session:
        assert rehouse(session, "CA-01", "000000", "130424") == 2
    with office.writing() as session:
        assert rehouse(session, "CA-01", "000000", "130424") == 0
    with office.reading() as session:
        found = reading_queries.series(session, ["CA-01"], 0, evening, columns=["pm25", "co"])["CA-01"]
    assert found.column("pm25").tolist() == [80.0, 90.0, 91.0]
    assert found.column("co")[1] == 1.0
    assert len(give(office).days[0].rows) == 3


# As bytes


def test_that_days_as_lines_are_the_same_days(office: Database):
    store(office, 1000, reading(pm25=80.0, wind_direction=22.5), reading("CA-02", flags="co:T"), reading())
    store(office, 2000, reading(co=1.25), reading("CA-02", pm25=9e-7))
    days = give(office)
    lines = list(days_to_lines(days))
    assert all(line.endswith(b"\n") and line.count(b"\n") == 1 for line in lines)
    assert days_from_lines(lines) == days
    nothing = ReadingDays([], 9)
    assert days_from_lines(days_to_lines(nothing)) == nothing


def test_that_a_day_of_very_many_rows_takes_several_lines():
    many = [stamped(1000, time=20_000 * DAY + 1 + k, pm25=float(k)) for k in range(2_500)]
    days = ReadingDays(
        [
            StationDay("CA-01", HOUR, 20_000, 3, many),
            StationDay("CA-01", HOUR, 20_001, 4, []),
            StationDay("CA-01", HOUR, 20_002, 5, [stamped(1000, time=NOON + 2 * DAY)]),
        ],
        8,
    )
    lines = list(days_to_lines(days))
    assert len(lines) == 1 + 3 + 1 + 1
    assert days_from_lines(lines) == days


GOOD = [NOON, 80.0, *[None] * 10, None, 1000, None]


def line(row: list, code="CA-01", period=HOUR, day=20_000, stamp=5) -> list[bytes]:
    header = {"format": 1, "days": 1, "rows": 1, "upto": 5}
    return [json.dumps(header).encode(), json.dumps([code, period, day, stamp, [row]]).encode()]


def put(index: int, value: object) -> list:
    return [*GOOD[:index], value, *GOOD[index + 1 :]] if index >= 0 else put(len(GOOD) + index, value)


def test_that_the_line_which_is_damaged_below_is_a_good_one():
    assert days_from_lines(line(GOOD)).days[0].rows == [stamped(1000, pm25=80.0)]
    assert days_from_lines(line(put(1, 80))).days[0].rows == [stamped(1000, pm25=80.0)]


@pytest.mark.parametrize(
    "lines",
    [
        [], [b""], [b"[]"], [b"7"], [b"{}"], [b"\xff"], [b"[" * 100_000],
        [b'{"format": 2, "days": 0, "rows": 0, "upto": 0}'],
        [b'{"format": 1, "days": 0, "rows": 0, "upto": -1}'],
        [b'{"format": 1, "days": 0, "rows": 0, "upto": 0.0}'],
        [b'{"format": 1, "days": true, "rows": 0, "upto": 0}'],
        [b'{"format": 1, "days": 200001, "rows": 0, "upto": 0}'],
        [b'{"format": 1, "days": 1, "rows": 0, "upto": 0}'],
        [*line(GOOD), line(GOOD)[1]],
        [*line(GOOD), b"{}"],
        [line(GOOD)[0], b" " * 5_000_000],
        line(GOOD, code=""), line(GOOD, code="x" * 33), line(GOOD, code="a\x00"), line(GOOD, code=7),
        line(GOOD, period=60), line(GOOD, period=0), line(GOOD, period=3600.0), line(GOOD, period=[]),
        line(GOOD, day=20_001), line(GOOD, day=-1), line(GOOD, day=10**7), line(GOOD, day="20000"),
        line(GOOD, stamp=6), line(GOOD, stamp=-1), line(GOOD, stamp=None),
        line(GOOD[:-1]), line([*GOOD, None]), line([]), line("GOOD"), line(None),
        line(put(0, NOON + DAY)), line(put(0, 20_000 * DAY)), line(put(0, float(NOON))), line(put(0, None)),
        line(put(1, "80")), line(put(1, True)), line(put(1, float("nan"))), line(put(1, float("inf"))),
        line(put(1, 10**400)), line(put(1, [])),
        line(put(-3, "pm25:C")), line(put(-3, "xyz:C")), line(put(-3, "co:CC")), line(put(-3, "co")),
        line(put(-3, "")), line(put(-3, " co:C")), line(put(-3, "co:C so2:C")), line(put(-3, "co:C co:T")),
        line(put(-3, 5)), line(put(-3, "co:c")),
        line(put(-2, -1)), line(put(-2, 2**60)), line(put(-2, None)), line(put(-2, 1000.0)),
        line(put(-1, "pm25:1000")), line(put(-1, "pm25:1001")), line(put(-1, "co:900")),
        line(put(-1, "pm25:0900")), line(put(-1, "pm25:-1")), line(put(-1, "pm25:9" + "0" * 400)),
        line(put(-1, "")), line(put(-1, 900)),
    ],
)  # fmt: skip
def test_that_bytes_which_are_no_readings_are_refused(lines):
    with pytest.raises(BadBatchError):
        days_from_lines(lines)


def test_that_days_out_of_order_or_twice_are_refused():
    def lines(*days: tuple[int, int]) -> list[bytes]:
        header = {"format": 1, "days": len(days), "rows": 0, "upto": 9}
        return [json.dumps(part).encode() for part in (header, *(["A", HOUR, d, s, []] for d, s in days))]

    assert len(days_from_lines(lines((7, 1), (8, 2), (9, 2))).days) == 3
    for wrong in (((7, 2), (8, 1)), ((7, 1), (8, 2), (7, 3)), ((7, 1), (7, 1)), ((7, 10),)):
        with pytest.raises(BadBatchError):
            days_from_lines(lines(*wrong))
    two = [GOOD, [*put(0, NOON - HOUR)]]
    with pytest.raises(BadBatchError, match="order of time"):
        days_from_lines(
            [
                b'{"format": 1, "days": 1, "rows": 2, "upto": 5}',
                json.dumps(["CA-01", HOUR, 20_000, 5, two]).encode(),
            ]
        )


def test_that_cut_or_flipped_bytes_are_refused_or_are_readings(office: Database):
    store(office, 1000, *(reading(time=NOON + k * HOUR, pm25=80.0 + k) for k in range(5)))
    store(office, 2000, reading(co=1.0), reading("CA-02", flags="o3:C"))
    whole = b"".join(days_to_lines(give(office)))
    dice = random.Random(20260320)
    for end in range(len(whole) - 1):
        with pytest.raises(BadBatchError):
            days_from_lines(whole[:end].splitlines())
    for _ in range(3_000):
        bit = dice.randrange(len(whole) * 8)
        broken = bytearray(whole)
        broken[bit // 8] ^= 1 << bit % 8
        try:
            days_from_lines(bytes(broken).splitlines())
        except BadBatchError:
            continue


# All end alike


class Replicas:
    """Three databases that store and meet, with the watermarks that an exchange would keep."""

    def __init__(self, databases: list[Database]) -> None:
        self.databases = databases
        self.ids = [uuid.UUID(int=n + 1) for n in range(len(databases))]
        self.clear()

    def clear(self) -> None:
        self.given = dict.fromkeys(permutations(range(len(self.databases)), 2), 0)
        self.said: dict[tuple, tuple] = {}
        for database in self.databases:
            with database.writing() as session:
                for table in (Observation, ReadingDay, Counter):
                    session.execute(delete(table))

    def store(self, number: int, ms: int, batch: list[tuple]) -> None:
        """Store, and remember the latest that anybody ever said of each value."""
        store(self.databases[number], ms, *batch)
        for key, cell in held(self.databases[number]).items():
            self.said[key] = max(cell, self.said.get(key, cell))

    def meet(self, giver: int, taker: int, *, is_cut: bool = False) -> None:
        """Give one what the other lacks; cut, the giver never hears that the first part arrived."""
        while days := give(
            self.databases[giver], self.given[giver, taker], self.ids[taker], limit=1 if is_cut else 3
        ):
            taken = take(self.databases[taker], days, self.ids[giver])
            if is_cut:
                return
            self.given[giver, taker] = taken.upto

    def settle(self) -> None:
        """Neighbours meet until nobody has anything to give: changes go round by way of others."""
        for _ in range(len(self.databases)):
            for number in range(len(self.databases) - 1):
                self.meet(number, number + 1)
                self.meet(number + 1, number)

    def left(self) -> list[ReadingDays]:
        """What neighbours still have for each other."""
        neighbours = [pair for pair in self.given if abs(pair[0] - pair[1]) == 1]
        return [d for a, b in neighbours if (d := give(self.databases[a], self.given[a, b], self.ids[b]))]


def held(database: Database) -> dict[tuple, tuple]:
    """Every value or letter with its stamp, in the order in which they stand: letters above numbers."""
    cells = {}
    for row in rows(database):
        values = dict(zip(STAMPED_COLUMNS, row, strict=True))
        letters = dict(item.split(":") for item in (values["flags"] or "").split())
        older = dict(item.split(":") for item in (values["older"] or "").split())
        for name in VALUES:
            said = letters.get(name, values[name])
            if said is not None:
                cell = (int(older.get(name, values["stamp"])), isinstance(said, str), said)
                cells[*row[:3], name] = cell
    return cells


@pytest.fixture(scope="module")
def replicas(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replicas]:
    folder = tmp_path_factory.mktemp("replicas")
    with ExitStack() as opened:
        databases = []
        for number in range(3):
            path = folder / f"{number}.db"
            shutil.copy(sqlite_template, path)
            database = open_database(f"sqlite:///{path}")
            opened.callback(database.close)
            databases.append(with_stations(database, Actor(at(0)), CODES))
        yield Replicas(databases)


_VALUES = st.dictionaries(
    st.sampled_from(["pm25", "co"]), st.one_of(st.sampled_from(["C", "T"]), st.sampled_from([1.0, 2.0]))
)
_READINGS = st.builds(
    lambda code, hour, said: reading(
        code,
        NOON + hour * HOUR,
        **{name: value for name, value in said.items() if isinstance(value, float)},
        flags=" ".join(f"{n}:{said[n]}" for n in ("pm25", "co") if isinstance(said.get(n), str)) or None,
    ),
    st.sampled_from(CODES),
    st.sampled_from([0, 1, 20]),
    _VALUES,
)
_STEPS = st.one_of(
    st.tuples(
        st.just("store"), st.integers(0, 2), st.integers(0, 6), st.lists(_READINGS, min_size=1, max_size=3)
    ),
    st.tuples(st.just("meet"), st.sampled_from(list(permutations(range(3), 2))), st.booleans()),
)


@settings(max_examples=60, deadline=None)
@given(steps=st.lists(_STEPS, max_size=14))
def test_that_three_replicas_end_alike_with_the_latest_that_was_said(replicas: Replicas, steps):
    """Clocks stand still, go back and tie; exchanges go in one direction or are cut."""
    replicas.clear()
    for what, *rest in steps:
        if what == "store":
            replicas.store(*rest)
        else:
            replicas.meet(*rest[0], is_cut=rest[1])
    replicas.settle()
    first, second, third = map(rows, replicas.databases)
    assert first == second == third
    assert held(replicas.databases[0]) == replicas.said
    assert [days for days in replicas.left() if days.days] == []


def test_that_an_exchange_on_both_engines_ends_alike(office: Database, make):
    """The office's PostgreSQL or file between two laptops that never meet."""
    replicas = Replicas([make(), office, make()])
    dice = random.Random(20260320)
    for _ in range(25):
        batch = [
            reading(dice.choice(CODES), NOON + HOUR * dice.randint(0, 40), pm25=float(dice.randint(1, 3)))
            for _ in range(dice.randint(1, 5))
        ]
        replicas.store(dice.randint(0, 2), dice.randint(1, 9), batch)
        replicas.meet(*dice.choice([(0, 1), (1, 0), (1, 2), (2, 1)]))
    replicas.settle()
    first, second, third = map(rows, replicas.databases)
    assert first == second == third
    assert held(office) == replicas.said


def test_that_readings_go_with_a_station_that_was_registered_under_two_shards(tmp_path, actor):
    """The laptop met the station in a file and knew no county for it; the office had it in its list."""
    rows = [DivisionRow("130424", "成安县", "county", None, None, None)]
    databases = []
    for name, founding in (("office", Founding()), ("laptop", Founding("field"))):
        database = open_database(f"sqlite:///{tmp_path / name}.db")
        prepare(database, actor.now, founding)
        with database.writing() as session:
            divisions.load_divisions(session, rows, {}, source="test", now=actor.now)
        databases.append(database)
    office, laptop = databases
    hour = int(actor.now.timestamp())
    with laptop.writing() as session:
        stations.register_unknown(session, actor, ["S1"])
        commands.store(session, [("S1", 3600, hour, 50.0, *[None] * 11)], now=actor.now)
    with office.writing() as session:
        later = Actor(now=actor.now + timedelta(minutes=1))
        stations.save(session, later, [StationRow("S1", "县政府站", "national", "130424")])
    exchange(laptop, office, now=lambda: actor.now + timedelta(hours=1))
    for database in databases:
        with database.reading() as session:
            shard = session.scalar(select(Station.shard_code))
            found = session.execute(select(Observation.shard_code, Observation.pm25)).all()
            assert (shard, [tuple(row) for row in found]) == ("130424", [("130424", 50.0)])
        database.close()
