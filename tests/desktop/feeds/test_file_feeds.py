"""Files of readings and of stations: what is stored, what is refused and how it is said."""

import csv
import gzip
from pathlib import Path

import pytest

from db.actor import Actor
from db.commands import divisions
from db.engine import Database
from db.errors import NotFoundError
from db.queries import readings as queries
from db.queries import stations as station_queries
from db.queries import status
from db.times import local_label
from desktop.feeds import files, prsa, refusals
from desktop.feeds.files import LoadReport, detect, load_readings, load_stations
from desktop.feeds.textfiles import (
    EmptyFileError,
    EncodingUnknownError,
    FileRefusedError,
    NotTextError,
    UnknownLayoutError,
    open_table,
)

DATA = Path(__file__).parents[2] / "data"
HOURS = sorted((DATA / "stations").glob("china_sites_*.csv.gz"))
BEIJING = DATA / "beijing/prsa_10_stations_201512.csv.gz"
PRSA = "time,station,PM2.5,PM10,SO2,NO2,CO,O3,TEMP,PRES,DEWP,RAIN,wd,WSPM"
GOOD = "2013-03-01 00:00:00,A,4.0,5.5,6,7,300.0,77.0,-0.7,1023.0,-18.8,0.0,NNW,4.4"
NEXT = "2013-03-01 01:00:00,A,8.0,8.0,4,7,350,77.0,-1.1,1023.2,-18.2,0.0,N,4.7"
CNEMC = "date,hour,type,1001A,1002A"


class District:
    code, name, kind, parent_code, lon, lat = "130424", "成安县", "county", None, None, None


@pytest.fixture
def load(database: Database, actor: Actor, tmp_path: Path):
    """Write a file and load it."""

    def load(content: str | bytes, name: str = "hours.csv", **more) -> LoadReport:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return load_readings(database, [path], actor=actor, folder=tmp_path, **more)

    return load


@pytest.fixture
def load_list(database: Database, actor: Actor, tmp_path: Path):
    with database.writing() as session:
        divisions.load_divisions(session, [District()], {}, source="test", now=actor.now)

    def load(content: str | bytes) -> LoadReport:
        path = tmp_path / "list.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return load_stations(database, path, actor=actor, folder=tmp_path)

    return load


def stored(database: Database):
    """(station, label) -> values by name."""
    with database.reading() as session:
        return {
            (row[0], local_label(row[2])): dict(zip(queries.ROW_FIELDS[3:], row[3:], strict=True))
            for row in queries.rows(session)
        }


def refused_rows(report: LoadReport) -> list[dict[str, str]]:
    with report.refused_file.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def reasons(report: LoadReport) -> list[tuple[str, int, str, str, str]]:
    return [(p.file, p.line, p.column, p.value, p.reason) for p in report.problems]


def counts(report: LoadReport) -> tuple[int, int, int, int]:
    return report.added, report.changed, report.unchanged, report.refused


def text(*lines: str) -> str:
    return "\n".join(lines) + "\n"


def test_that_the_layout_is_known_by_its_header():
    assert [detect(path) for path in HOURS] == ["cnemc"] * 3
    assert detect(BEIJING) == "prsa"


def test_that_an_unknown_header_is_named(tmp_path: Path):
    path = tmp_path / "x.csv"
    path.write_text("甲,乙\n1,2\n", encoding="gb18030")
    with pytest.raises(UnknownLayoutError, match="甲,乙"):
        detect(path)


def test_that_a_published_hour_is_stored_under_its_own_label(
    database: Database, actor: Actor, tmp_path: Path
):
    report = load_readings(database, [HOURS[0]], actor=actor, folder=tmp_path)
    assert report.added > 1400
    assert report.refused == 0
    assert report.refused_file is None
    assert "1047A" in report.registered
    assert len(report.registered) == report.added
    row = stored(database)["1047A", "2015-04-22T14:00:00"]
    assert [row[name] for name in ("pm25", "pm10", "so2", "no2", "co", "o3")] == [29, 89, 13, 14, 0.349, 122]
    assert row["temperature"] is None


def test_that_real_hours_of_beijing_are_stored_in_our_units(database: Database, actor: Actor, tmp_path: Path):
    report = load_readings(database, [BEIJING], "prsa", actor=actor, folder=tmp_path)
    assert counts(report) == (2000, 0, 0, 0)
    assert len(report.registered) == 10
    found = stored(database)
    with gzip.open(BEIJING, "rt", encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            row = found[line["station"], line["time"].replace(" ", "T")]
            assert row["pm25"] == (float(line["PM2.5"]) if line["PM2.5"] else None)
            assert row["co"] == (round(float(line["CO"]) / 1000, 6) if line["CO"] else None)
            assert row["pressure"] == float(line["PRES"])
            assert row["humidity"] is None
    assert {row["wind_direction"] for row in found.values()} <= {None, *(n * 22.5 for n in range(16))}


def test_that_loading_twice_adds_nothing(database: Database, actor: Actor, tmp_path: Path):
    first = load_readings(database, [BEIJING, *HOURS], actor=actor, folder=tmp_path)
    with database.reading() as session:
        before = status.status(session)
    again = load_readings(database, [BEIJING, *HOURS], actor=actor, folder=tmp_path)
    assert first.files == 4
    assert counts(again) == (0, 0, first.added, 0)
    assert again.registered == []
    with database.reading() as session:
        assert status.status(session) == before


def test_that_a_number_is_the_float_of_its_text(load, database: Database):
    load(text("time,station,PM2.5,CO", "2013-03-01 00:00:00,A,35.349999999999994,1234.5678"))
    row = stored(database)["A", "2013-03-01T00:00:00"]
    assert row["pm25"] == float("35.349999999999994")
    assert row["co"] == 1.234568


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("PM2.5", "-3", "negative"),
        ("PM2.5", "10000.5", "above 10000 µg/m³"),
        ("CO", "200001", "above 200 mg/m³"),
        ("O3", "99999", "above 5000 µg/m³"),
        ("NO2", "abc", "not a number"),
        ("NO2", "nan", "not a number"),
        ("NO2", "inf", "not a number"),
        ("NO2", "1_0", "not a number"),
        ("NO2", "１２", "not a number"),
        ("TEMP", "-80", "below -60 °C"),
        ("wd", "NORTH", "not one of the 16 compass directions"),
    ],
)
def test_that_a_bad_value_is_refused_and_the_good_ones_of_its_row_stay(
    load, database: Database, column, value, reason
):
    cells = dict(zip(PRSA.split(","), GOOD.split(","), strict=True)) | {column: value}
    bad = ",".join(cells.values())
    report = load(text(PRSA, NEXT, bad))
    assert counts(report) == (2, 0, 0, 1)
    assert reasons(report) == [("hours.csv", 3, column, value, reason)]
    row = stored(database)["A", "2013-03-01T00:00:00"]
    assert row["pm10"] == 5.5
    assert [
        name for name in ("pm25", "no2", "co", "o3", "temperature", "wind_direction") if row[name] is None
    ] == [
        {"PM2.5": "pm25", "NO2": "no2", "CO": "co", "O3": "o3", "TEMP": "temperature"}.get(
            column, "wind_direction"
        )
    ]
    (line,) = refused_rows(report)
    assert line == {
        "file": "hours.csv",
        "line": "3",
        "column": column,
        "value": value,
        "reason": reason,
        "row": bad,
    }
    with database.reading() as session:
        (kept,) = status.refused(session)
    assert (kept.source, kept.reason, kept.raw) == ("hours.csv:3", "value", bad)
    assert reason in kept.detail


@pytest.mark.parametrize(
    "moment",
    [
        "2013-02-30 00:00:00",
        "yesterday",
        "",
        "2013-03-01 00:30:00",
        "2013-03-01",
        "1001-01-01 00:00:00",
        "2013-03-01 24:00",
    ],
)
def test_that_a_bad_date_refuses_its_row(load, database: Database, moment):
    report = load(text(PRSA, GOOD.replace("2013-03-01 00:00:00", moment), NEXT))
    assert counts(report) == (1, 0, 0, 1)
    assert (report.problems[0].line, report.problems[0].column, report.problems[0].kind) == (
        2,
        "time",
        "date",
    )
    assert set(stored(database)) == {("A", "2013-03-01T01:00:00")}


@pytest.mark.parametrize("moment", ["2013/3/1 0:00", "2013-03-01T00:00:00", "2013-03-01 00:00:00.000"])
def test_that_other_spellings_of_an_hour_are_taken(load, database: Database, moment):
    assert load(text(PRSA, GOOD.replace("2013-03-01 00:00:00", moment))).refused == 0
    assert set(stored(database)) == {("A", "2013-03-01T00:00:00")}


def test_that_an_unknown_column_is_reported_once(load):
    report = load(text(PRSA + ",notes", GOOD + ",x", NEXT + ",y"))
    assert counts(report) == (2, 0, 0, 1)
    assert reasons(report) == [("hours.csv", 1, "notes", "", "unknown column")]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig"])
def test_that_chinese_files_are_read_in_either_encoding(load, database: Database, encoding):
    content = text(PRSA + ",备注", GOOD + ",", NEXT.replace(",A,", ",县政府,") + ",晴，微风").encode(encoding)
    report = load(content)
    assert counts(report) == (2, 0, 0, 1)
    assert reasons(report) == [("hours.csv", 1, "备注", "", "unknown column")]
    assert ("县政府", "2013-03-01T01:00:00") in stored(database)


def test_that_carriage_returns_quotes_and_blank_lines_do_not_matter(load):
    report = load("\r\n".join([PRSA, "", GOOD.replace("NNW", '"NNW"'), NEXT + ",,", "", ""]))
    assert counts(report) == (2, 0, 0, 0)


def test_that_the_lines_of_problems_count_blank_lines(load):
    report = load(text(PRSA, "", GOOD, "", "x" + NEXT))
    assert [problem.line for problem in report.problems] == [5]


def test_that_a_truncated_last_line_is_refused(load):
    report = load(text(PRSA, GOOD) + NEXT[:45])
    assert counts(report) == (1, 0, 0, 1)
    assert reasons(report) == [("hours.csv", 3, "", "", "9 columns, the header has 14")]


def test_that_a_line_cut_inside_a_character_does_not_cost_the_others(load):
    for encoding in ("utf-8", "gb18030"):
        content = text(PRSA, GOOD).encode() + "2013-03-01 01:00:00,县".encode(encoding)[:-1]
        assert load(content, f"{encoding}.csv").refused == 1


def test_that_a_truncated_archive_keeps_what_could_be_unpacked(load):
    whole = BEIJING.read_bytes()
    report = load(whole[: len(whole) // 2], "half.csv.gz")
    assert 0 < report.added < 2000
    assert any("ends here" in problem.reason for problem in report.problems)


def test_that_a_quote_never_closed_is_reported(load):
    report = load(text(PRSA, GOOD, '"' + NEXT, *[NEXT] * 3000, GOOD.replace(",A,", ",B,")))
    assert report.added >= 1
    assert report.refused >= 1
    assert "field limit" in report.problems[0].reason


def test_that_a_header_alone_is_no_error(load):
    assert counts(load(PRSA)) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyFileError),
        (b"\n\n", EmptyFileError),
        (gzip.compress(b"", mtime=0), EmptyFileError),
        (b"PK\x03\x04\x14\x00", NotTextError),
        (b"time,station\0,PM2.5", NotTextError),
        (PRSA.encode("utf-16"), NotTextError),
        (b"time,station,PM2.5\n\xff\xff\xff", EncodingUnknownError),
        (b"a,b\n1,2\n", UnknownLayoutError),
        (gzip.compress(b"x", mtime=0)[:12], FileRefusedError),
    ],
)
def test_that_a_file_that_is_no_readings_is_refused_with_a_sentence(load, content, error):
    with pytest.raises(error, match=r"hours\.csv"):
        load(content)


def test_that_a_bad_file_does_not_keep_the_others_from_being_loaded(
    database: Database, actor: Actor, tmp_path: Path
):
    (tmp_path / "book.csv").write_bytes(b"PK\x03\x04")
    (tmp_path / "empty.csv").write_bytes(b"")
    paths = [tmp_path / "book.csv", tmp_path / "empty.csv", BEIJING]
    report = load_readings(database, paths, actor=actor, folder=tmp_path)
    assert (report.files, report.added, report.refused) == (1, 2000, 2)
    assert [(p.file, p.kind) for p in report.problems] == [("book.csv", "file"), ("empty.csv", "file")]
    assert len(report.reasons()) == 2


def test_that_a_missing_path_stops_the_load_before_it_begins(
    database: Database, actor: Actor, tmp_path: Path
):
    with pytest.raises(NotFoundError, match="none"):
        load_readings(database, [BEIJING, tmp_path / "none.csv"], actor=actor)
    assert stored(database) == {}


def test_that_the_original_form_of_the_data_set_is_read_too(load, database: Database):
    names = f"No,year,month,day,hour,{PRSA.removeprefix('time,station,')},station"
    header = ",".join(f'"{name}"' for name in names.split(","))
    row = '1,2013,3,1,0,4,4,4,NA,300,77,-0.7,1023,-18.8,0,"NNW",4.4,"Aotizhongxin"'
    assert counts(load(text(header, row))) == (1, 0, 0, 0)
    found = stored(database)["Aotizhongxin", "2013-03-01T00:00:00"]
    assert (found["no2"], found["co"], found["wind_direction"]) == (None, 0.3, 337.5)


def test_that_hour_0_is_the_midnight_of_its_own_date(load, database: Database):
    load(text(CNEMC, "20150422,0,PM2.5,1,2", "20150422,23,PM2.5,3,"))
    assert set(stored(database)) == {
        ("1001A", "2015-04-22T00:00:00"),
        ("1002A", "2015-04-22T00:00:00"),
        ("1001A", "2015-04-22T23:00:00"),
    }


def test_that_carbon_monoxide_of_the_national_layout_is_in_milligrams(load, database: Database):
    load(text(CNEMC, "20150422,0,CO,0.4,200", "20150422,0,CO_24h,9,9", "20150422,0,AQI,50,50"))
    assert [row["co"] for row in stored(database).values()] == [0.4, 200]


def test_that_bad_cells_of_the_national_layout_are_reported_by_line_and_station(load, database: Database):
    lines = (
        "date,hour,type,1001A,备注,1002A,1001A",
        "20150422,1,PM2.5,-1,,2,9",
        "20150422,1,CO,0.5,,200.1,9",
        "20150431,1,CO,1,,1,9",
        "20150422,24,CO,1,,1,9",
        "20150422,1,Pollen,1,,1,9",
        "20150422,2,Pollen,1,,1,9",
        "20150422,2,O3,1,",
    )
    report = load(text(*lines).encode("gb18030"))
    assert counts(report) == (2, 0, 0, 8)
    assert reasons(report) == [
        ("hours.csv", 1, "备注", "", "unknown column"),
        ("hours.csv", 1, "1001A", "", "column appears twice"),
        ("hours.csv", 2, "1001A", "-1", "negative"),
        ("hours.csv", 3, "1002A", "200.1", "above 200 mg/m³"),
        ("hours.csv", 4, "date", "20150431 1", "no such date or hour"),
        ("hours.csv", 5, "date", "20150422 24", "no such date or hour"),
        ("hours.csv", 6, "type", "Pollen", "unknown type"),
        ("hours.csv", 8, "", "", "5 columns, the header has 7"),
    ]
    found = stored(database)
    assert found["1001A", "2015-04-22T01:00:00"]["co"] == 0.5
    assert found["1002A", "2015-04-22T01:00:00"]["pm25"] == 2


def test_that_an_item_published_again_corrects_the_first(load, database: Database):
    load(text(CNEMC, "20150422,1,O3,10,20", "20150422,1,O3,11,", "20150422,1,CO,1,2"))
    found = stored(database)
    assert [row["o3"] for row in found.values()] == [11, 20]
    assert [row["co"] for row in found.values()] == [1, 2]


def test_that_the_quarantine_keeps_some_and_says_how_many_more(load, database: Database, monkeypatch):
    monkeypatch.setattr(refusals, "KEPT_A_FILE", 3)
    report = load(text(PRSA, *["x" + GOOD] * 30))
    assert report.refused == len(refused_rows(report)) == 30
    assert len(report.reasons()) == 21
    assert report.reasons()[-1] == "… 10"
    with database.reading() as session:
        kept = status.refused(session)
    assert [item.reason for item in kept] == ["more", "date", "date", "date"]
    assert "27 more" in kept[0].detail


def test_that_a_load_can_be_watched_and_stopped(load, database: Database, monkeypatch):
    monkeypatch.setattr(prsa, "_ROWS", 500)
    seen: list[float] = []
    load(BEIJING.read_bytes(), "a.csv.gz", on_progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1.0
    report = load(BEIJING.read_bytes(), "a.csv.gz", cancelled=lambda: True)
    assert report.unchanged == 500


def test_that_batches_can_be_read_without_a_database():
    (batch,) = files.batches(BEIJING)
    assert len(batch.rows) == 2000


def test_that_the_encoding_is_found_out(tmp_path: Path):
    path = tmp_path / "x.csv"
    for encoding, name in (("utf-8", "utf-8-sig"), ("utf-8-sig", "utf-8-sig"), ("gb18030", "gb18030")):
        path.write_bytes("编码,x\n".encode(encoding))
        with open_table(path) as table:
            assert (table.encoding, table.header) == (name, ["编码", "x"])


HEADER = "code,name,level,unit,lon,lat,datum,mn,pw"


def test_that_a_list_of_stations_is_stored_and_the_same_list_changes_nothing(load_list, database: Database):
    content = text(
        HEADER,
        "CA-01,县政府站,township,130424,114.69,36.44,WGS-84,M1,123456",
        "CA-02,二站,,,,,,,",
        "1047A,环保局,national,130424,114.5129,36.61763,BD-09,,",
    )
    assert counts(load_list(content)) == (3, 0, 0, 0)
    assert counts(load_list(content)) == (0, 0, 3, 0)
    with database.reading() as session:
        found = {s.code: s for s in station_queries.stations(session, passwords=True)}
    assert (found["CA-01"].mn, found["CA-01"].password, found["CA-01"].shard_code) == (
        "M1",
        "123456",
        "130424",
    )
    assert (found["CA-02"].level, found["CA-02"].lon) == ("unknown", None)
    assert (found["1047A"].lon, found["1047A"].datum) == (114.5129, "BD-09")


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("X,,star,,,,,,", "level", "not one of"),
        ("X,,,999999,,,,,", "unit", "no such unit"),
        ("X,,,,36.6,114.5,,,", "lon", "not between 73 and 136"),
        ("X,,,,abc,36.6,,,", "lon", "not a number"),
        ("X,,,,114.5,,,,", "lon", "only one of"),
        ("X,,,,114.5,36.6,Beijing54,,", "datum", "not one of"),
        ("A,,,,,,,,", "code", "the same code as in line 2"),
        ("X,,,,,,,M1,", "mn", "the same mn as in line 2"),
        (",x,,,,,,,", "code", "no code"),
        ("X" * 33 + ",x,,,,,,,", "code", "longer than 32"),
        ("X,y", "", "2 columns"),
    ],
)
def test_that_a_bad_station_is_refused_with_its_reason(load_list, database: Database, row, column, reason):
    report = load_list(text(HEADER, "A,一站,,,,,,M1,", row, "B,二站,,,,,,,"))
    assert counts(report) == (2, 0, 0, 1)
    (problem,) = report.problems
    assert (problem.line, problem.column) == (3, column)
    assert reason in problem.reason
    assert refused_rows(report)[0]["row"] == row
    with database.reading() as session:
        assert status.refused(session)[0].source == "list.csv:3"


def test_that_the_national_list_keeps_what_it_does_not_know(load_list, database: Database):
    load_list(text(HEADER, "1047A,环保局,national,130424,,,,M1,pw"))
    header = "监测点编码,监测点名称,城市,经度,纬度"
    content = text(header, "1047A,环保局站,邯郸市,114.5129,36.61763", "1048A,东污水处理厂,邯郸市,,")
    report = load_list(content.encode("gb18030"))
    assert counts(report) == (1, 1, 0, 1)
    assert reasons(report) == [("list.csv", 1, "城市", "", "unknown column")]
    with database.reading() as session:
        found = {s.code: s for s in station_queries.stations(session, passwords=True)}
    kept = found["1047A"]
    assert (kept.name, kept.level, kept.unit_code, kept.mn, kept.password) == (
        "环保局站",
        "national",
        "130424",
        "M1",
        "pw",
    )
    assert kept.lon == 114.5129


def test_that_a_list_without_codes_is_refused(load_list):
    with pytest.raises(UnknownLayoutError, match="name,level"):
        load_list("name,level\nx,national\n")
