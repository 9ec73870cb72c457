"""Tables from proposal to record: real CSV and XLSX files, in the forms that offices have."""

import csv
import gzip
import json
from datetime import datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.actor import Actor
from db.commands import stations
from db.commands.stations import StationRow
from db.engine import Database
from db.errors import NotFoundError
from db.queries import readings as queries
from db.times import local_label
from desktop.feeds.files import LoadReport, detect, load_readings
from desktop.feeds.layouts import UncertainTableError
from desktop.feeds.tables.preview import preview
from desktop.feeds.tables.profile import ColumnUse, IncompleteProfileError, TableProfile
from desktop.feeds.tables.propose import Proposal, propose
from desktop.feeds.tables.read import MissingColumnsError
from desktop.feeds.tables.source import NoSheetError, WorkbookError, open_source
from desktop.feeds.tables.stations import StationBook
from desktop.feeds.tables.toml import from_toml, to_toml
from desktop.feeds.textfiles import EmptyFileError, UnknownLayoutError

BOOK = StationBook(
    [("CA-01", "县政府站", "成安县"), ("SX-01", "平安站", "涉县"), ("SX-02", "县政府站", "涉县")]
)
WIDE = "监测时间,站点,PM2.5(μg/m³),CO(mg/m³)"


@pytest.fixture
def registered(database: Database, actor: Actor) -> None:
    with database.writing() as session:
        rows = [StationRow("CA-01", "成安站"), StationRow("SX-01", "平安站")]
        stations.save(session, actor, rows)


@pytest.fixture
def load(database: Database, actor: Actor, tmp_path: Path, registered: None):
    def load(path: Path | str, fmt: str = "table", **more) -> LoadReport:
        return load_readings(database, [Path(path)], fmt, actor=actor, folder=tmp_path, **more)

    return load


@pytest.fixture
def write(tmp_path: Path):
    def write(name: str, *lines: str, encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes("\r\n".join([*lines, ""]).encode(encoding))
        return path

    return write


@pytest.fixture
def report_xlsx(tmp_path: Path) -> Path:
    """A county's monthly report: titles, a merged header of two lines, merged stations, remarks below."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "小时数据"
    sheet.append(["成安县空气质量小时报表"])
    sheet.append(["制表：大气办", None, "2026年3月"])
    sheet.append(["站点名称", "监测时间", "污染物浓度", None, None, "气象", None, "首要污染物"])
    sheet.append([None, None, "PM2.5\n(μg/m³)", "CO(mg/m³)", "O₃-8h", "气压(kPa)", "风向", None])
    for cells in ("A1:H1", "A3:A4", "B3:B4", "C3:E3", "F3:G3", "H3:H4"):
        sheet.merge_cells(cells)
    for hour in range(26):
        name = "成安站" if hour == 0 else "平安站" if hour == 13 else None
        time = datetime(2026, 3, 1) + timedelta(hours=hour % 13)
        value = "—" if hour == 4 else 35.5 + hour
        sheet.append([name, time, value, 0.8, 99, 101.3, "东北风", "PM2.5"])
    sheet.append(["备注：数据未经审核"])
    book.create_sheet("说明")["A1"] = "本表由平台导出"
    path = tmp_path / "三月.xlsx"
    book.save(path)
    return path


def stored(database: Database, period: int = 3600) -> dict[tuple[str, str], dict]:
    with database.reading() as session:
        return {
            (row[0], local_label(row[2])): dict(zip(queries.ROW_FIELDS[3:], row[3:], strict=True))
            for row in queries.rows(session, period=period)
        }


def uses(proposal: Proposal) -> dict[str, str]:
    return {
        one.header: f"{one.field} {one.unit}".strip() + (f" of {one.of}" if one.of else "")
        for one in proposal.guesses
    }


def counts(report: LoadReport) -> tuple[int, int]:
    return report.added, report.refused


def test_that_a_workbook_with_merged_headers_is_understood(report_xlsx: Path):
    found = propose(report_xlsx, BOOK)
    profile = found.profile
    assert (profile.sheet, profile.header_row, profile.header_lines) == ("小时数据", 3, 2)
    assert uses(found) == {
        "站点名称": "station",
        "监测时间": "time",
        "污染物浓度 PM2.5 (μg/m³)": "pm25 µg/m3",
        "污染物浓度 CO(mg/m³)": "co mg/m3",
        "污染物浓度 O₃-8h": "",
        "气象 气压(kPa)": "pressure kPa",
        "气象 风向": "wind_direction compass",
        "首要污染物": "",
    }
    assert (profile.period, profile.label, profile.zone, profile.fill_down) == (
        "hour",
        "end",
        "Asia/Shanghai",
        True,
    )
    assert found.sheets == ("小时数据", "说明")


def test_that_a_workbook_is_stored_in_our_units(load, database: Database, report_xlsx: Path):
    report = load(report_xlsx, "auto")
    assert counts(report) == (26, 0)
    found = stored(database)
    assert len(found) == 26
    row = found["CA-01", "2026-03-01T12:00:00"]
    assert (row["pm25"], row["co"], row["o3"], row["pressure"], row["wind_direction"]) == (
        47.5,
        0.8,
        None,
        1013.0,
        45,
    )
    assert found["CA-01", "2026-03-01T04:00:00"]["pm25"] is None
    assert found["SX-01", "2026-03-01T00:00:00"]["pm25"] == 48.5
    assert load(report_xlsx).unchanged == 26


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig"])
def test_that_chinese_files_are_read_in_either_encoding(load, write, database: Database, encoding):
    path = write(
        "h.csv", WIDE, "2026-03-01 13:00,成安站,35,0.8", "2026-03-01 13:00,SX-01,36,0.9", encoding=encoding
    )
    assert counts(load(path)) == (2, 0)
    assert stored(database)["CA-01", "2026-03-01T13:00:00"]["pm25"] == 35


def test_that_co_in_micrograms_is_known_by_its_values(write):
    lines = [f"2026/3/1,{hour},CA-01,{30 + hour},{700 + hour}" for hour in range(1, 25)]
    found = propose(write("h.csv", "日期,小时,站点编码,PM2.5,一氧化碳", *lines), BOOK)
    assert uses(found)["一氧化碳"] == "co µg/m3"
    assert [one.sure for one in found.guesses] == ["sure", "sure", "sure", "likely", "likely"]
    assert found.profile.label == "end"
    assert "1 to 24" in next(note.why for note in found.notes if note.what == "label")


def test_that_a_unit_that_cannot_be_is_doubted_and_never_loaded_unasked(load, write, database: Database):
    path = write(
        "h.csv", "时间,站点编码,PM2.5(mg/m³)", "2026-03-01 13:00,CA-01,35", "2026-03-01 14:00,CA-01,41"
    )
    guess = propose(path, BOOK).guesses[2]
    assert (guess.unit, guess.sure) == ("µg/m3", "doubtful")
    assert "mg/m3" in guess.why
    with pytest.raises(UncertainTableError, match="impossible"):
        load(path, "auto")
    assert stored(database) == {}


def test_that_a_long_table_takes_the_unit_of_each_row(load, write, database: Database):
    rows = [
        "2026-03-01 13:00,CA-01,PM2.5,0.035,mg/m3", "2026-03-01 13:00,CA-01,一氧化碳,800,ug/m3",
        "2026-03-01 13:00,CA-01,臭氧,60,μg/m³", "2026-03-01 13:00,CA-01,AQI,50,",
        "2026-03-01 13:00,CA-01,NO2,20,个", "2026-03-01 14:00,CA-01,硫化氢,3,μg/m³",
    ]  # fmt: skip
    path = write("l.csv", "监测时间,站点编码,监测项目,监测值,单位", *rows)
    report = load(path)
    assert counts(report) == (1, 2)
    row = stored(database)["CA-01", "2026-03-01T13:00:00"]
    assert (row["pm25"], row["co"], row["o3"], row["no2"]) == (35, 0.8, 60, None)
    assert [(one.line, one.column, one.value) for one in report.problems] == [
        (6, "单位", "个"),
        (7, "监测项目", "硫化氢"),
    ]


def test_that_a_column_a_station_is_read_by_code_or_name(load, write, database: Database):
    lines = [f"2026年3月1日{hour}时\t{30 + hour}\t-999" for hour in range(3)]
    path = write("PM2.5小时.tsv", "时间\t成安站\tSX-01", *lines)
    found = propose(path, StationBook([("CA-01", "成安站", ""), ("SX-01", "平安站", "")]))
    assert (found.profile.layout, found.profile.item, found.profile.item_unit) == (
        "stations",
        "pm25",
        "µg/m3",
    )
    assert counts(load(path)) == (3, 0)
    assert {key: row["pm25"] for key, row in stored(database).items()} == {
        ("CA-01", f"2026-03-01T0{hour}:00:00"): 30 + hour for hour in range(3)
    }


def test_that_days_are_kept_as_days_under_their_end(load, write, database: Database):
    path = write("d.csv", "日期,站点编码,PM2.5", "2026-03-01,CA-01,35", "2026-03-02,CA-01,36")
    assert counts(load(path)) == (2, 0)
    assert set(stored(database)) == set()
    assert {key for _, key in stored(database, 86_400)} == {"2026-03-02T00:00:00", "2026-03-03T00:00:00"}


def test_that_flags_take_values_away_and_words_are_known(load, write, database: Database):
    path = write(
        "f.csv", "时间,站点编码,PM2.5,PM2.5标识,PM10,状态",
        "2026-03-01 13:00,CA-01,35,N,70,正常", "2026-03-01 14:00,CA-01,900,C,70,正常",
        "2026-03-01 15:00,CA-01,36,,71,维护",
    )  # fmt: skip
    assert counts(load(path)) == (3, 0)
    found = {time: (row["pm25"], row["pm10"], row["flags"]) for (_, time), row in stored(database).items()}
    assert found == {
        "2026-03-01T13:00:00": (35, 70, None),
        "2026-03-01T14:00:00": (None, 70, "pm25:C"),
        "2026-03-01T15:00:00": (None, None, "pm25:M pm10:M"),
    }


def test_that_the_start_of_an_hour_is_known_by_its_header(load, write, database: Database):
    path = write("s.csv", "开始时间,站点编码,PM2.5", "2026-03-01 12:00,CA-01,35", "2026-03-01 13:00,CA-01,36")
    load(path)
    assert set(stored(database)) == {("CA-01", "2026-03-01T13:00:00"), ("CA-01", "2026-03-01T14:00:00")}


def test_that_utc_is_known_by_its_header(load, write, database: Database):
    path = write(
        "u.csv", "时间(UTC),站点编码,PM2.5", "2026-03-01 05:00,CA-01,35", "2026-03-01 06:00,CA-01,36"
    )
    load(path)
    assert ("CA-01", "2026-03-01T13:00:00") in stored(database)


def test_that_unknown_stations_are_refused_listed_and_can_be_named(load, write, database: Database):
    path = write("n.csv", WIDE, "2026-03-01 13:00,老站,35,0.8", "2026-03-01 13:00,CA-01,36,0.9")
    report = load(path)
    assert counts(report) == (1, 1)
    assert report.unknown_stations == ("老站",)
    assert report.registered == []
    named = TableProfile(
        columns=(
            ColumnUse("监测时间", "time"), ColumnUse("站点", "station"),
            ColumnUse("PM2.5(μg/m³)", "pm25", "µg/m3"),
        ),
        stations=(("老站", "SX-01"),),
    )  # fmt: skip
    assert counts(load(path, profile=named)) == (1, 0)
    assert stored(database)["SX-01", "2026-03-01T13:00:00"]["pm25"] == 35


def test_that_a_name_of_two_stations_names_neither(write):
    path = write("n.csv", WIDE, "2026-03-01 13:00,县政府站,35,0.8", "2026-03-01 13:00,涉县县政府站,36,0.9")
    found = preview(path, propose(path, BOOK).profile, book=BOOK)
    assert list(found.rows[0].problems.values()) == [
        "several stations have this name: CA-01, SX-02; name the one in the profile"
    ]
    assert found.rows[1].values["SX-02", "pm25"] == 36


def test_that_an_empty_record_takes_stations_by_code_but_not_by_name(
    database: Database, actor: Actor, tmp_path: Path, write
):
    path = write("c.csv", WIDE, "2026-03-01 13:00,1047A,35,0.8", "2026-03-01 14:00,1047A,35,0.8")
    report = load_readings(database, [path], "table", actor=actor, folder=tmp_path)
    assert (report.registered, counts(report)) == (["1047A"], (2, 0))
    other = write("n.csv", WIDE, "2026-03-01 13:00,老站,35,0.8")
    report = load_readings(database, [other], "table", actor=actor, folder=tmp_path)
    assert (report.registered, counts(report)) == ([], (0, 1))


def test_that_bad_cells_are_refused_and_good_ones_of_their_row_stay(load, write, database: Database):
    path = write(
        "b.csv", WIDE, "2026-03-01 13:00,CA-01,35*,0.8", "合计,,70,", "2026-03-01 14:00,CA-01,36", WIDE,
        "2026-03-01 15:00,CA-01,37,0.7",
    )  # fmt: skip
    report = load(path)
    assert [(one.line, one.column, one.value, one.reason) for one in report.problems] == [
        (2, "PM2.5(μg/m³)", "35*", "not a number"),
        (3, "监测时间", "合计", "not a date like 2026-03-01 or 2026年3月1日, nor one with an hour"),
        (4, "", "", "3 columns, the header has 4"),
    ]
    assert report.added == 2
    assert stored(database)["CA-01", "2026-03-01T13:00:00"]["co"] == 0.8
    with report.refused_file.open(encoding="utf-8-sig", newline="") as file:
        assert next(row["row"] for row in csv.DictReader(file)) == "2026-03-01 13:00,CA-01,35*,0.8"


def test_that_a_dry_run_stores_nothing(load, write, database: Database):
    path = write("h.csv", WIDE, "2026-03-01 13:00,CA-01,35,0.8", "2026-03-01 13:00,nobody,35,0.8")
    report = load(path, dry_run=True)
    assert counts(report) == (1, 1)
    assert stored(database) == {}


def test_that_a_profile_finds_its_columns_in_any_order(load, write, database: Database):
    first = write("a.csv", WIDE, "2026-03-01 13:00,CA-01,35,0.8")
    profile = propose(first, BOOK).profile
    other = write("b.csv", "序号,CO（mg/m³）,站点,PM2.5 (μg/m³),监测时间", "1,0.7,CA-01,36,2026-03-01 14:00")
    assert counts(load(other, profile=profile)) == (1, 0)
    row = stored(database)["CA-01", "2026-03-01T14:00:00"]
    assert (row["pm25"], row["co"]) == (36, 0.7)


def test_that_a_profile_of_another_table_is_refused_by_name(load, write):
    profile = propose(write("a.csv", WIDE, "2026-03-01 13:00,CA-01,35,0.8"), BOOK).profile
    with pytest.raises(MissingColumnsError, match=r"b\.csv has no column “站点”.*时间, 站"):
        load(write("b.csv", "监测时间,站,PM2.5(μg/m³),CO(mg/m³)", "x,y,1,2"), profile=profile)


def test_that_a_table_that_says_too_little_says_what_is_missing(load, write):
    path = write("x.csv", "时间,PM2.5", "2026-03-01 13:00,35")
    with pytest.raises(IncompleteProfileError, match="which column names the station"):
        load(path)
    with pytest.raises(UnknownLayoutError):
        detect(path)
    assert counts(load(path, station="CA-01")) == (1, 0)
    with pytest.raises(NotFoundError, match="nobody"):
        load(path, station="nobody")


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyFileError),
        (b"PK\x03\x04 not a zip", WorkbookError),
        (b"\xd0\xcf\x11\xe0 old", WorkbookError),
        (b"text", WorkbookError),
    ],
)
def test_that_a_broken_workbook_is_refused_with_a_sentence(load, tmp_path: Path, content, error):
    path = tmp_path / "b.xlsx"
    path.write_bytes(content)
    with pytest.raises(error, match=r"b\.xlsx"):
        load(path)


def test_that_a_workbook_cut_in_half_is_refused(load, report_xlsx: Path):
    whole = report_xlsx.read_bytes()
    report_xlsx.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(WorkbookError):
        load(report_xlsx)


def test_that_a_sheet_that_is_not_there_is_named_with_those_that_are(report_xlsx: Path):
    with pytest.raises(NoSheetError, match="小时数据, 说明"), open_source(report_xlsx, "四月"):
        pass


def test_that_a_big_table_comes_in_batches_and_can_be_stopped(
    load, tmp_path: Path, database: Database, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("desktop.feeds.tables.read._ROWS", 100)
    path = tmp_path / "big.csv.gz"
    start = datetime(2025, 1, 1)
    with gzip.open(path, "wt", encoding="utf-8", newline="") as file:
        file.write(f"{WIDE}\n")
        file.writelines(f"{start + timedelta(hours=n)},CA-01,{n % 90 + 2},0.8\n" for n in range(1000))
    seen: list[float] = []
    report = load(path, on_progress=seen.append, cancelled=lambda: len(seen) == 3)
    assert (report.added, report.cancelled, len(seen)) == (300, True, 3)
    assert len(stored(database)) == 300
    assert load(path).added == 700


def test_that_a_preview_shows_rows_values_and_problems(write):
    path = write(
        "p.csv",
        WIDE,
        "2026-03-01 13:00,CA-01,35,0.8",
        "2026-03-01 14:00,CA-01,x,0.9",
        "2026-03-01 15:00,老站,1,1",
    )
    found = preview(path, propose(path, BOOK).profile, rows=2, book=BOOK)
    assert (found.checked, found.readings, found.problems, len(found.rows), found.is_whole) == (
        3,
        3,
        2,
        2,
        True,
    )
    assert found.rows[0].values == {("CA-01", "pm25"): 35, ("CA-01", "co"): 0.8}
    assert found.rows[1].problems == {2: "not a number"}
    assert found.unknown_stations == ("老站",)
    assert found.sample is not None
    assert (found.sample.station, found.sample.column, found.sample.values) == ("CA-01", "pm25", (35,))


@pytest.mark.parametrize("lines", [(WIDE,), (WIDE, "", ""), (WIDE, ",,,")])
def test_that_a_header_alone_is_no_error(load, write, lines):
    assert counts(load(write("h.csv", *lines))) == (0, 0)


CELLS = st.sampled_from(
    [
        "时间", "日期", "小时", "站点", "PM2.5", "PM2.5标识", "CO(mg/m³)", "风向", "项目", "监测值",
        "单位", "UTC时间", "CA-01", "1047A", "老站", "2026-03-01 13:00", "2026/3/1", "13", "24", "35",
        "0.8", "-999", "—", "N", "东北", "同上", "合计", "", " ", "#3", "x", "\ue000",
        "1e308", "年", "月", "日", "2026", "3",
    ]
)  # fmt: skip


@given(st.lists(st.lists(CELLS, max_size=6), min_size=1, max_size=8))
def test_that_no_table_breaks_the_proposal_or_the_preview(tmp_path_factory, grid):
    path = tmp_path_factory.getbasetemp() / "fuzz.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(grid)
    try:
        found = propose(path, BOOK)
        found.profile.check()
        assert from_toml(to_toml(found.profile)) == found.profile
        shown = preview(path, found.profile, book=BOOK)
    except (IncompleteProfileError, EmptyFileError):
        return
    assert shown.checked + found.profile.header_row <= len(grid) + 1
    assert all(len(row.cells) >= len(row.problems) - 1 for row in shown.rows)


# files of services

RAW = {
    "TimePoint": "/Date(1641312000000+0800)/", "StationCode": "1029A", "PM2_5": "82",
    "PM10": "121", "SO2": "10", "NO2": "75", "CO": "1.0", "O3": "36", "O3_24h": "3", "O3_8h": "24",
}  # fmt: skip


@pytest.mark.parametrize("wrapped", [[RAW], {"data": [RAW]}, RAW])
def test_that_ozone_is_put_right_in_raw_answers(load, tmp_path: Path, database: Database, wrapped):
    path = tmp_path / "raw.json"
    path.write_text(json.dumps(wrapped, ensure_ascii=False), encoding="utf-8")
    assert detect(path) == "cnemc"
    assert counts(load(path, "auto")) == (1, 0)
    row = stored(database)["1029A", "2022-01-05T00:00:00"]
    assert [row[name] for name in ("pm25", "pm10", "so2", "no2", "co", "o3")] == [82, 121, 10, 75, 1, 3]


def test_that_raw_csv_is_read_alike_and_dashes_are_missing(load, write, database: Database):
    lines = [
        "2022-01-05T00:00:00,1029A,82,36,3,1.0", "2022-01-05T00:00:00,1030A,—,41,4,0.9",
        "2022-01-05T00:30:00,1031A,87,46,6,1.2", "2022-01-05T00:00:00,1032A,87",
    ]  # fmt: skip
    path = write("raw.csv", "timepoint,stationcode,pm2_5,o3,o3_24h,co", *lines)
    report = load(path, "auto")
    assert counts(report) == (2, 2)
    found = stored(database)
    assert found["1030A", "2022-01-05T00:00:00"]["pm25"] is None
    assert found["1030A", "2022-01-05T00:00:00"]["o3"] == 4
    assert {(one.line, one.reason) for one in report.problems} == {
        (4, "not a full hour"),
        (5, "3 columns, the header has 6"),
    }


def test_that_ozone_that_somebody_put_right_is_left_alone(load, write, database: Database):
    path = write("raw.csv", "timepoint,stationcode,pm2_5,o3,o3_24h", "2022-01-05T00:00:00,1029A,82,3,36")
    load(path, "auto")
    assert stored(database)["1029A", "2022-01-05T00:00:00"]["o3"] == 3


def test_that_days_of_the_national_layout_are_still_known_as_such(load, write):
    path = write("d.csv", "date,hour,type,1001A", "20150422,14,PM2.5,29")
    assert detect(path) == "cnemc"
    assert load(path, "auto").added == 1


def weather(**units: str) -> dict:
    return {
        "latitude": 36.4, "longitude": 114.7, "utc_offset_seconds": 28800, "timezone": "Asia/Shanghai",
        "hourly_units": units,
        "hourly": {
            "time": ["2026-03-20T14:00", "2026-03-20T15:00", "2026-03-20T17:00"],
            "wind_speed_10m": [36.0, 18.0, 5.0], "wind_direction_10m": [90, 180, 270],
            "temperature_2m": [12.5, None, 9.0], "precipitation": [0, 0, 0],
        },
    }  # fmt: skip


def test_that_weather_fills_gaps_in_our_units_and_a_forecast_is_none(
    load, write, tmp_path: Path, database: Database
):
    load(write("own.csv", "时间,站点编码,风速(m/s),气温", "2026-03-20 14:00,CA-01,2.5,11"))
    path = tmp_path / "w.json"
    path.write_text(json.dumps(weather()), encoding="utf-8")
    report = load(path, "auto", station="CA-01")  # now is 16:00
    found = stored(database)
    first, second = (found["CA-01", f"2026-03-20T{hour}:00:00"] for hour in (14, 15))
    assert (first["wind_speed"], first["temperature"], first["wind_direction"]) == (2.5, 11, 90)
    assert (second["wind_speed"], second["temperature"], second["wind_direction"]) == (5, None, 180)
    assert len(found) == 2
    assert [one.reason for one in report.problems] == ["1 hours lie after now: a forecast, not readings"]


def test_that_the_unit_that_weather_names_counts(load, tmp_path: Path, database: Database):
    path = tmp_path / "w.json"
    path.write_text(json.dumps(weather(wind_speed_10m="m/s")), encoding="utf-8")
    load(path, "weather", station="CA-01")
    assert stored(database)["CA-01", "2026-03-20T14:00:00"]["wind_speed"] == 36


def test_that_weather_as_csv_is_read_and_needs_a_station(load, write, database: Database):
    path = write(
        "w.csv", "latitude,longitude,elevation,utc_offset_seconds,timezone,timezone_abbreviation",
        "36.4,114.7,60,0,GMT,GMT", "", "time,temperature_2m (°C),wind_speed_10m (km/h),rain (mm)",
        "2026-03-20T05:00,12.5,36,0", "2026-03-20T06:00,13,NaN,0",
    )  # fmt: skip
    with pytest.raises(Exception, match="--station"):
        load(path, "auto")
    assert counts(load(path, "auto", station="成安站")) == (2, 0)
    found = stored(database)
    assert found["CA-01", "2026-03-20T13:00:00"]["wind_speed"] == 10
    assert found["CA-01", "2026-03-20T14:00:00"]["wind_speed"] is None
