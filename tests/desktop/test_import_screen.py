"""The import page through real events: a file is dropped, looked at, corrected and loaded."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox

from db.changes import Changes
from db.engine import Database
from db.errors import BusyError
from db.queries import readings as queries
from db.times import local_label
from desktop.context import Context
from desktop.feeds.tables.profile import IncompleteProfileError
from desktop.screens.importing import run, screen
from desktop.screens.importing.column_table import FIELD, NAME, SURE
from desktop.screens.importing.editing import with_column, with_item
from desktop.screens.importing.file_dialogs import ImportDialog
from desktop.screens.importing.screen import ImportScreen
from resources import folder
from widgets import fonts, icons, theme

LEFT = Qt.MouseButton.LeftButton
HEADER = "监测时间,站点编码,PM2.5(μg/m³),CO,备注"
LINES = [f"2026-03-01 {hour:02}:00,CA-01,{30 + hour},0.8," for hour in range(12)]


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    family = fonts.install_fonts(Path(str(folder("fonts"))), always=True)
    icons.set_folder(Path(str(folder("icons"))))
    theme.apply_theme(qapp, theme.load_theme("light", Path(str(folder("themes")))), family)


@pytest.fixture
def page(qtbot, context: Context) -> ImportScreen:
    made = ImportScreen(context)
    qtbot.addWidget(made)
    made.resize(1280, 690)
    with qtbot.waitSignal(made.ready):
        made.show()
    return made


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def write(*lines: str, name: str = "县站.csv") -> Path:
        path = tmp_path / name
        path.write_text("\n".join([*lines, ""]), encoding="gb18030")
        return path

    return write


@pytest.fixture
def told(context: Context) -> list[Exception]:
    errors: list[Exception] = []
    context.report_error = errors.append
    return errors


def drop(qtbot, page: ImportScreen, *paths: Path) -> None:
    """As the window system delivers it."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path) for path in paths])
    action, buttons, keys = Qt.DropAction.CopyAction, LEFT, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), action, data, buttons, keys)
    page.dragEnterEvent(enter)
    assert enter.isAccepted()
    with qtbot.waitSignal(page.ready):
        page.dropEvent(QDropEvent(QPointF(5, 5), action, data, buttons, keys))


def choose(qtbot, page: ImportScreen, box: QComboBox, key: str) -> None:
    """As somebody who opens the box and clicks an entry."""
    box.setCurrentIndex(box.findData(key))
    with qtbot.waitSignal(page.ready):
        box.activated.emit(box.currentIndex())


def boxes(page: ImportScreen, header: str) -> tuple[QComboBox, QComboBox]:
    names = [row.key for row in page.view.columns.columns.rows]
    return page.view.columns.boxes[names.index(header)]


def stored(database: Database) -> dict[str, tuple]:
    with database.reading() as session:
        return {local_label(row[2]): row for row in queries.rows(session)}


def load(qtbot, page: ImportScreen) -> None:
    with qtbot.waitSignal(page.run.finished):
        qtbot.mouseClick(page.view.head.load, LEFT)


def test_that_an_empty_page_explains_itself(page):
    assert page.view.stack.currentWidget() is page.view.empty
    assert page.is_ready


def test_that_a_dropped_file_is_shown_as_it_was_understood(qtbot, page, write):
    drop(qtbot, page, write(HEADER, *LINES, "合计,,70,,"))
    view = page.view
    assert view.head.title.text() == "县站.csv"
    assert view.head.counts.text() == "In all 13 rows: 24 values can be read; cells that cannot: 1"
    model = view.columns.columns
    assert [model.index(row, NAME).data() for row in range(5)] == HEADER.split(",")
    assert [model.index(row, SURE).data() for row in range(5)] == [
        "sure",
        "sure",
        "sure",
        "likely",
        "not used",
    ]
    assert [boxes(page, name)[0].currentText() for name in HEADER.split(",")] == [
        "time", "station", "PM2.5", "CO", "not used",
    ]  # fmt: skip
    assert boxes(page, "CO")[1].currentText() == "mg/m³"
    assert model.index(0, FIELD).data() == "time"
    rows = view.preview
    assert [rows.headerData(i, Qt.Orientation.Horizontal) for i in (0, 1, 2)] == [
        "Line", "Time, as understood", "监测时间",
    ]  # fmt: skip
    assert (rows.index(3, 0).data(), rows.index(3, 1).data()) == ("5", "2026-03-01 03:00")
    assert rows.index(3, 4).data(Qt.ItemDataRole.ToolTipRole) == "CA-01: PM2.5 33 µg/m³"
    marked = rows.index(12, 2)
    assert rows.index(12, 0).data() == "! 14"
    assert "not a date" in marked.data(Qt.ItemDataRole.ToolTipRole)
    assert marked.data(Qt.ItemDataRole.BackgroundRole) is not None
    assert view.chart_panel.isVisibleTo(page)
    assert view.settings.header_row.value() == 1


def test_that_models_keep_their_contract(qtbot, page, write, qtmodeltester):
    qtmodeltester.check(page.view.preview)
    qtmodeltester.check(page.view.columns.columns)
    drop(qtbot, page, write(HEADER, *LINES))
    qtmodeltester.check(page.view.preview)
    qtmodeltester.check(page.view.columns.columns)


def test_that_loading_stores_tells_and_broadcasts(qtbot, page, write, context, sqlite_database):
    heard: list[Changes] = []
    context.jobs.changed.connect(lambda changes, _who: heard.append(changes))
    drop(qtbot, page, write(HEADER, *LINES, "合计,,70,,"))
    load(qtbot, page)
    found = stored(sqlite_database)
    assert len(found) == 12
    assert found["2026-03-01T05:00:00"][3] == 35
    head = page.view.head
    assert head.result.text() == "Loaded: 12 rows added, 0 changed, 0 as before, 1 refused"
    assert head.refused.isVisibleTo(page)
    assert heard[0].station_codes == frozenset({"CA-01"})
    assert head.load.isEnabled()


def test_that_the_refused_rows_are_shown_beside_the_file(qtbot, page, write, monkeypatch):
    path = write(HEADER, *LINES, "合计,,70,,")
    drop(qtbot, page, path)
    load(qtbot, page)
    opened: list[str] = []
    monkeypatch.setattr(screen.QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    qtbot.mouseClick(page.view.head.refused, LEFT)
    assert opened == [str(path.parent / "县站.refused.csv")]


def test_that_a_unit_chosen_by_hand_counts(qtbot, page, write, sqlite_database):
    drop(qtbot, page, write(HEADER, *LINES))
    choose(qtbot, page, boxes(page, "CO")[1], "ppm")
    assert page.profile.used("co")[0].unit == "ppm"
    assert page.view.settings.reference.isVisibleTo(page)
    load(qtbot, page)
    co = stored(sqlite_database)["2026-03-01T05:00:00"][queries.ROW_FIELDS.index("co")]
    assert co == pytest.approx(0.8 * 28.0101 / 24.465, rel=1e-4)


def test_that_a_field_has_one_column_and_the_last_choice_counts(qtbot, page, write):
    drop(qtbot, page, write("监测时间,站点编码,甲,乙", *("2026-03-01 01:00,CA-01,30,40" for _ in range(3))))
    assert isinstance(page._looked.problem, IncompleteProfileError)
    assert "which column has a pollutant" in page.view.head.problem.text()
    assert not page.view.head.load.isEnabled()
    choose(qtbot, page, boxes(page, "甲")[0], "pm25")
    assert page.view.head.load.isEnabled()
    choose(qtbot, page, boxes(page, "乙")[0], "pm25")
    assert [use.header for use in page.profile.used("pm25")] == ["乙"]
    assert boxes(page, "甲")[0].currentData() == ""
    assert page.view.preview.index(0, 5).data(Qt.ItemDataRole.ToolTipRole) == "CA-01: PM2.5 40 µg/m³"


def test_that_the_start_of_an_hour_can_be_chosen(qtbot, page, write, sqlite_database):
    drop(qtbot, page, write(HEADER, *LINES))
    choose(qtbot, page, page.view.settings.label, "start")
    assert page.view.preview.index(3, 1).data() == "2026-03-01 04:00"
    load(qtbot, page)
    assert "2026-03-01T12:00:00" in stored(sqlite_database)


def test_that_another_header_row_proposes_the_columns_anew(qtbot, page, write):
    drop(qtbot, page, write("成安县小时报表,,,,", HEADER, *LINES))
    assert page.view.settings.header_row.value() == 2
    with qtbot.waitSignal(page.ready):
        page.view.settings.header_row.setValue(1)
    assert page.profile.header_row == 1
    assert page.view.head.problem.text() != ""
    with qtbot.waitSignal(page.ready):
        page.view.settings.header_row.setValue(2)
    assert page.view.head.problem.text() == ""


def test_that_words_of_an_item_column_can_be_given_a_meaning(qtbot, page, write, sqlite_database):
    lines = [f"2026-03-01 {hour:02}:00,CA-01,尘,{30 + hour}" for hour in range(4)]
    drop(qtbot, page, write("监测时间,站点编码,项目,监测值", *lines))
    page.view.columns.item_changed.emit("尘", "pm10", "µg/m3")
    qtbot.waitUntil(lambda: page.is_ready)
    assert page.view.head.counts.text().startswith("In all 4 rows: 4 values")
    load(qtbot, page)
    assert stored(sqlite_database)["2026-03-01T03:00:00"][queries.ROW_FIELDS.index("pm10")] == 33


def test_that_unknown_stations_are_named_before_anything_is_loaded(qtbot, page, write):
    drop(qtbot, page, write(HEADER, "2026-03-01 01:00,老站,35,0.8,", "2026-03-01 02:00,CA-01,35,0.8,"))
    assert page.view.head.problem.text().startswith("Not in the record: 老站.")
    assert page.view.settings.new_stations.isVisibleTo(page)


def test_that_a_profile_is_kept_and_found_again(qtbot, page, write, tmp_path, monkeypatch, context):
    drop(qtbot, page, write(HEADER, *LINES))
    choose(qtbot, page, page.view.settings.label, "start")
    target = tmp_path / "p.toml"
    monkeypatch.setattr(ImportDialog, "ask_new_profile", lambda _parent, _name, chosen: chosen(target))
    with qtbot.waitSignal(context.navigator.message):
        qtbot.mouseClick(page.view.head.save_profile, LEFT)
    drop(qtbot, page, write(HEADER, *LINES, name="other.csv"))
    assert page.profile.label == "end"
    monkeypatch.setattr(ImportDialog, "ask_profile", lambda _parent, chosen: chosen(target))
    with qtbot.waitSignal(page.ready):
        qtbot.mouseClick(page.view.head.load_profile, LEFT)
    assert page.profile.label == "start"


def test_that_a_profile_that_does_not_fit_says_which_columns_are_missing(qtbot, page, write, tmp_path):
    drop(qtbot, page, write(HEADER, *LINES))
    profile = with_column(page.profile, "PM2.5(μg/m³)", "", "", HEADER.split(","))
    drop(qtbot, page, write("时间,站点编码,PM2.5", "2026-03-01 01:00,CA-01,3", name="other.csv"))
    with qtbot.waitSignal(page.ready):
        page.use_profile(profile)
    assert "“监测时间”" in page.view.head.problem.text()
    assert not page.view.head.load.isEnabled()
    assert page.view.preview.index(0, 2).data() == "2026-03-01 01:00"


def test_that_a_file_that_is_no_table_is_told_and_the_page_lives_on(qtbot, page, write, tmp_path):
    bad = tmp_path / "x.xlsx"
    bad.write_bytes(b"%PDF-1.7")
    drop(qtbot, page, bad)
    assert "x.xlsx is not a workbook" in page.view.head.problem.text()
    assert not page.view.head.load.isEnabled()
    drop(qtbot, page, write(HEADER, *LINES))
    assert page.view.head.load.isEnabled()


def test_that_a_known_layout_needs_no_mapping(qtbot, page, write, sqlite_database):
    lines = [f"20260301,{hour},{item},{30 + hour}" for hour in range(3) for item in ("PM2.5", "PM10")]
    drop(qtbot, page, write("date,hour,type,1001A", *lines))
    assert not page.view.columns_panel.isVisibleTo(page)
    assert "cnemc" in page.view.head.counts.text()
    load(qtbot, page)
    assert len(stored(sqlite_database)) == 3


def test_that_weather_asks_for_its_station_only(qtbot, page, tmp_path, sqlite_database):
    hours = {"time": ["2026-03-20T14:00", "2026-03-20T15:00"], "wind_speed_10m": [36.0, 18.0]}
    path = tmp_path / "w.json"
    path.write_text(json.dumps({"utc_offset_seconds": 28800, "hourly": hours}), encoding="utf-8")
    drop(qtbot, page, path)
    settings = page.view.settings
    assert "Name the station" in page.view.head.problem.text()
    assert settings.station.isVisibleTo(page)
    assert not settings.label.isVisibleTo(page)
    assert not page.view.head.load.isEnabled()
    qtbot.keyClicks(settings.station, "CA-01")
    with qtbot.waitSignal(page.ready):
        qtbot.keyClick(settings.station, Qt.Key.Key_Return)
    assert page.view.head.problem.text() == ""
    load(qtbot, page)
    speeds = [row[queries.ROW_FIELDS.index("wind_speed")] for row in stored(sqlite_database).values()]
    assert speeds == [10, 5]


def test_that_a_load_can_be_stopped_and_what_was_stored_stays(
    qtbot, page, write, sqlite_database, monkeypatch
):
    monkeypatch.setattr("desktop.feeds.tables.read._ROWS", 4)
    drop(qtbot, page, write(HEADER, *LINES))
    page.run.progressed.connect(lambda _fraction: page.view.head.cancel.click())
    load(qtbot, page)
    assert len(stored(sqlite_database)) == 4
    assert page.view.head.result.text().startswith("Stopped. Stored until then: 4 rows added")


def test_that_a_busy_database_is_told_and_the_page_can_be_used_again(qtbot, page, write, told, monkeypatch):
    drop(qtbot, page, write(HEADER, *LINES))

    def busy(*_args, **_more):
        raise BusyError

    with monkeypatch.context() as patch:
        patch.setattr(run.Loading, "store", busy)
        with qtbot.waitSignal(page.run.failed):
            qtbot.mouseClick(page.view.head.load, LEFT)
    assert [type(error) for error in told] == [BusyError]
    assert page.view.head.load.isEnabled()
    load(qtbot, page)


def test_that_several_files_are_loaded_like_the_first(qtbot, page, write, sqlite_database):
    other = write(HEADER, "2026-03-02 01:00,CA-01,50,0.8,", name="b.csv")
    drop(qtbot, page, write(HEADER, *LINES), other)
    assert page.view.head.title.text() == "县站.csv and 1 more"
    load(qtbot, page)
    assert len(stored(sqlite_database)) == 13


def test_that_nothing_is_accepted_while_a_load_is_under_way(qtbot, page, write):
    path = write(HEADER, *LINES)
    drop(qtbot, page, path)
    page.run.start([path], page._how())
    page.open_files([path.with_name("other.csv")])
    assert page._paths == [path]
    qtbot.waitSignal(page.run.finished).wait()


def test_that_a_table_of_many_columns_has_boxes_for_the_first_only(qtbot, page, write):
    names = [f"{1000 + n}A" for n in range(300)]
    drop(qtbot, page, write(",".join(["时间", *names]), ",".join(["2026-03-01 01:00", *["35"] * 300])))
    assert page.view.columns.columns.rowCount() == 301
    assert len(page.view.columns.boxes) == 80
    choose(qtbot, page, page.view.settings.item, "pm25")
    assert page.profile.item == "pm25"


def test_that_items_and_columns_are_edited_without_leftovers():
    from desktop.feeds.tables.profile import ColumnUse, TableProfile

    profile = TableProfile(columns=(ColumnUse("a", "pm25", "mg/m3"), ColumnUse("b", "time")))
    moved = with_column(profile, "c", "pm25", "mg/m3", ["a", "b", "c"])
    assert [(use.header, use.field, use.unit) for use in moved.columns] == [
        ("b", "time", ""),
        ("c", "pm25", "mg/m3"),
    ]
    other = with_column(profile, "a", "co", "mg/m3", ["a", "b"])
    assert other.columns[0] == ColumnUse("a", "co", "mg/m3")
    assert with_column(profile, "a", "temperature", "mg/m3", ["a", "b"]).columns[0].unit == "°C"
    one = with_item(profile, "尘", "pm10", "")
    assert [(item.word, item.field, item.unit) for item in one.items] == [("尘", "pm10", "µg/m3")]
    assert with_item(one, "尘", "", "").items == ()
