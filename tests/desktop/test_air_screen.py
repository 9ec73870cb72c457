"""The air screen through real events, on nineteen days of two stations counted by hand.

March 2026 in 成安 (CA-01): PM2.5 20, on the 10th 90; in 涉县 (SX-01): PM2.5 40. Everything else is clean.
"""

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from sqlalchemy import select

from db.actor import Actor
from db.changes import Changes
from db.commands import air as commands
from db.commands import readings
from db.commands.air import NewMark
from db.engine import Database
from db.queries import air
from db.schema import Finding, Operation
from db.schema.readings import VALUES
from desktop.air.periods import HOUR, day_number, first_label, month
from desktop.context import Context
from desktop.dump import MeaninglessOptionError, dump
from desktop.rolling_up import roll_up
from desktop.screens.air import goal_columns
from desktop.screens.air.desk import Desk
from desktop.screens.air.screen import AirScreen
from resources import folder
from widgets import fonts, icons, theme
from widgets.save_dialog import SaveDialog

LEFT = Qt.MouseButton.LeftButton
CLEAN = {"pm25": 20.0, "pm10": 40.0, "so2": 10.0, "no2": 30.0, "co": 0.8, "o3": 80.0}
DAYS = 19


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    family = fonts.install_fonts(Path(str(folder("fonts"))), always=True)
    icons.set_folder(Path(str(folder("icons"))))
    theme.apply_theme(qapp, theme.load_theme("light", Path(str(folder("themes")))), family)


def hours(code: str, day: date, **values: float) -> list[tuple]:
    first = first_label(day_number(day))
    wanted = CLEAN | values
    return [(code, 3600, first + at * HOUR, *(wanted.get(name) for name in VALUES), None) for at in range(24)]


def store(database: Database, actor: Actor, rows: list[tuple]) -> None:
    with database.writing() as session:
        readings.store(session, rows, now=actor.now)
    done = False
    while not done:
        with database.writing() as session:
            done = roll_up(session).is_all


@pytest.fixture
def march(context: Context, sqlite_database: Database, actor: Actor) -> Context:
    rows = []
    for number in range(1, DAYS + 1):
        day = date(2026, 3, number)
        rows += hours("CA-01", day, pm25=90.0 if number == 10 else 20.0)
        rows += hours("SX-01", day, pm25=40.0)
    store(sqlite_database, actor, rows)
    return context


@pytest.fixture
def open_screen(qtbot) -> Callable[[Context], AirScreen]:
    def show(context: Context, tab: str = "evaluation") -> AirScreen:
        screen = AirScreen(context)
        qtbot.addWidget(screen)
        screen.resize(1300, 700)
        screen.show_part(tab)
        with qtbot.waitSignal(screen.ready):
            screen.show()
        return screen

    return show


@pytest.fixture
def screen(march: Context, open_screen) -> AirScreen:
    return open_screen(march)


def settle(qtbot, desk: Desk) -> None:
    qtbot.waitUntil(lambda: not desk.is_busy)


def choose(combo: QComboBox, data: str) -> None:
    combo.setCurrentIndex(combo.findData(data))
    combo.activated.emit(combo.currentIndex())


def cells(table) -> list[dict[str, str]]:
    """What a table of figures shows, by its heads, hidden columns too."""
    heads = [column.header() for column in table.columns()]
    model = table.model()
    return [
        {head: model.index(row, at).data().strip() for at, head in enumerate(heads)}
        for row in range(model.rowCount())
    ]


# Evaluation


def test_that_figures_stand_with_their_basis(screen: AirScreen):
    rows = {row["Area"]: row for row in cells(screen.evaluation.table)}
    assert list(rows) == ["All counties", "成安", "县政府站", "涉县"]  # both stations have one name
    # (18·20 + 90)/19 = 23.684
    assert (rows["成安"]["PM2.5"], rows["成安"]["Good days"]) == ("23.7", "18/19")
    assert (rows["涉县"]["PM2.5"], rows["涉县"]["Good days"]) == ("▲40.0", "19/19")
    assert rows["成安"]["Share %"] == "94.7"
    # 23.7/30 + 40/60 + 10/60 + 30/40 + 0.2 + 0.5 = 3.0727
    assert rows["成安"]["Index"] == "3.07"
    # the 10th: PM2.5 90 → 100 + 50·30/55 = 128
    assert (rows["成安"]["轻度"], rows["涉县"]["良"]) == ("1", "19")
    assert rows["成安"]["Largest"] == "PM2.5 0.789"
    line = screen.view.head.basis.text()
    for part in (
        "2026-03-01 – 2026-03-19",
        "HJ 663-2026 (by date)",
        "GB 3095-2026 (transition)",
        "AQI HJ 633-2026",
        "data until 2026-03-19",
        "100.0 % of the daily values valid",
    ):
        assert part in line


def test_that_the_area_narrows_the_table(qtbot, screen: AirScreen):
    choose(screen.view.head.county, "130426")
    settle(qtbot, screen.desk)
    assert [row["Area"] for row in cells(screen.evaluation.table)] == ["涉县", "县政府站"]
    choose(screen.view.head.station, "SX-01")
    settle(qtbot, screen.desk)
    assert [row["Area"] for row in cells(screen.evaluation.table)] == ["县政府站"]
    choose(screen.view.head.county, "")
    settle(qtbot, screen.desk)
    screen.evaluation.stations.setChecked(False)
    assert [row["Area"] for row in cells(screen.evaluation.table)] == ["All counties", "成安", "涉县"]


def test_that_both_editions_stand_side_by_side(qtbot, screen: AirScreen):
    screen.evaluation.both.setChecked(True)
    settle(qtbot, screen.desk)
    row = cells(screen.evaluation.table)[1]
    # 2013: 24/35 … from unrounded 23.684: 0.67669 + 40/70 + 10/60 + 0.75 + 0.2 + 0.5 = 2.8648
    assert (row["Index\n2013"], row["Index\n2026"]) == ("2.86", "3.07")
    # 90 is 120 by 2012 (100 + 50·15/40 = 118.75), a bad day in both
    assert (row["Good days\n2013"], row["Good days\n2026"]) == ("18/19", "18/19")
    assert (row["PM2.5\n2013"], row["PM2.5\n2026"]) == ("24", "23.7")
    assert "HJ 663-2013 (forced)" in screen.view.head.basis.text()


def test_that_an_edition_can_be_forced(qtbot, screen: AirScreen):
    choose(screen.view.head.edition, "hj663-2013")
    settle(qtbot, screen.desk)
    assert cells(screen.evaluation.table)[1]["Index"] == "2.86"
    assert "AQI HJ 633-2012" in screen.view.head.basis.text()


def test_that_uncertain_weights_are_printed_with_their_doubt(qtbot, screen: AirScreen):
    choose(screen.view.head.weights, "weights_uncertain")
    settle(qtbot, screen.desk)
    # 3·0.79 + 0.6667 + 0.1667 + 2·0.75 + 0.2 + 2·0.5 = 5.9033 from the printed 23.7, 5.9018 from 23.684
    assert cells(screen.evaluation.table)[1]["Index"] == "5.90"
    line = screen.view.head.basis.text()
    assert "PM2.5×3" in line
    assert "未见HJ 663-2026原文" in line
    choose(screen.view.head.edition, "hj663-2013")
    settle(qtbot, screen.desk)
    assert screen.view.head.weights.isHidden()
    assert cells(screen.evaluation.table)[1]["Index"] == "2.86"


def test_that_keys_go_through_periods_and_pages(qtbot, screen: AirScreen):
    qtbot.keyClick(screen, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, screen.desk)
    assert screen.desk.question.span.period == month(2026, 2)
    assert screen.evaluation.empty.isVisible()
    qtbot.keyClick(screen, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, screen.desk)
    assert screen.desk.question.span.period.last == date(2026, 3, 19)
    assert screen.evaluation.table.isVisible()
    qtbot.keyClick(screen, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert screen.view.tab() is screen.targets


def test_that_late_hours_change_the_figures(qtbot, screen: AirScreen, march: Context, actor: Actor):
    rows = hours("CA-01", date(2026, 3, 10), pm25=20.0)

    def late(session) -> Changes:
        readings.store(session, rows, now=actor.now)
        return roll_up(session).changes

    with qtbot.waitSignal(screen.ready):
        march.jobs.write(late)
    assert cells(screen.evaluation.table)[1]["PM2.5"] == "20.0"


def test_that_a_day_that_is_over_moves_the_period(qtbot, screen: AirScreen, march: Context):
    march.clock.value = march.clock.value.replace(day=21)
    screen.tick()
    settle(qtbot, screen.desk)
    assert screen.desk.question.span.period.last == date(2026, 3, 20)


def test_that_an_empty_record_says_what_to_do(qtbot, empty_context: Context, open_screen):
    told: list[Exception] = []
    empty_context.report_error = told.append
    screen = open_screen(empty_context)
    assert screen.evaluation.empty.isVisible()
    assert screen.evaluation.empty.accessibleName() == "No stations yet"
    for tab in screen.tabs:
        screen.show_part(tab.key)
        settle(qtbot, screen.desk)
    assert told == []


def test_that_stations_without_days_say_why(qtbot, context: Context, open_screen):
    screen = open_screen(context)
    assert screen.evaluation.empty.accessibleName() == "No days in this period"
    for tab in screen.tabs:
        screen.show_part(tab.key)
        settle(qtbot, screen.desk)


def test_that_a_failed_read_is_told_and_the_screen_goes_on(qtbot, march: Context, open_screen, monkeypatch):
    screen = open_screen(march)
    told: list[Exception] = []
    march.report_error = told.append

    def fail(*_args: object) -> None:
        raise OSError("gone")

    monkeypatch.setattr("desktop.screens.air.evaluation_tab.load_period", fail)
    screen.evaluation.load = lambda: screen.desk.read("evaluation", fail, fail)  # type: ignore[method-assign]
    screen.evaluation.refresh()
    settle(qtbot, screen.desk)
    assert [str(error) for error in told] == ["gone"]


# Files and clipboard


def test_that_the_table_is_written_with_its_basis(qtbot, screen: AirScreen, tmp_path: Path, monkeypatch):
    path = tmp_path / "out.csv"
    asked: list[str] = []

    def ask(_cls, _parent, _title, name: str, _kinds, chosen: Callable[[Path], None]) -> None:
        asked.append(name)
        chosen(path)

    monkeypatch.setattr(SaveDialog, "ask", classmethod(ask))
    qtbot.mouseClick(screen.view.export, LEFT)
    qtbot.waitUntil(path.exists)
    settle(qtbot, screen.desk)
    assert asked == ["Evaluation_20260301-20260319.xlsx"]
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
    assert rows[0] == ["Evaluation"]
    assert "data until 2026-03-19" in rows[1][0]
    assert rows[4][0] == "成安"
    assert dict(zip(rows[2], rows[4], strict=True))["PM2.5"] == "23.7"


def test_that_the_table_goes_to_the_clipboard(qtbot, screen: AirScreen):
    qtbot.mouseClick(screen.view.copy, LEFT)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "Evaluation"
    assert lines[4].split("\t")[0] == "成安"


# Targets


def test_that_an_office_sets_goals_and_takes_them_back(qtbot, march: Context, open_screen, sqlite_database):
    screen = open_screen(march, "targets")
    assert screen.targets.table.model().rowCount() == 0
    choose(screen.view.head.county, "130424")
    settle(qtbot, screen.desk)
    table = screen.targets.table
    assert table.model().rowCount() == 8
    table.setCurrentIndex(table.model().index(0, 0))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    editor = table.findChild(QLineEdit)
    qtbot.keyClicks(editor, "25")
    with qtbot.waitSignal(screen.ready):
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    with sqlite_database.reading() as session:
        assert air.targets(session, 2026) == {("130424", "pm25"): 25.0}
    row = next(row for row in cells(table) if row["Item"].startswith("PM2.5"))
    # 78 days of the year are over, 19 of them with data; left 287: (25·306 − 450)/287 = 25.087
    assert (row["Goal"], row["So far"]) == ("25", "23.7")
    assert row["Rest of the year"] == "25.1 on average on 287 days"
    # (25·31 − 450)/12 = 27.083
    assert row["Rest of the month"] == "27.1 on average on 12 days"
    with qtbot.waitSignal(screen.ready):
        qtbot.mouseClick(screen.targets.undo, LEFT)
    with sqlite_database.reading() as session:
        assert air.targets(session, 2026) == {}
        deeds = session.scalars(select(Operation.command).where(Operation.entity == "air_target")).all()
    assert deeds == ["air.targets", "air.targets"]
    assert not screen.targets.undo.isEnabled()


def test_that_only_counties_with_goals_stand_in_the_whole(
    march: Context, open_screen, sqlite_database, actor
):
    with sqlite_database.writing() as session:
        commands.set_targets(session, actor, "130426", 2026, {"pm25": 30})
    screen = open_screen(march, "targets")
    rows = cells(screen.targets.table)
    assert [(row["County"], row["Item"], row["State"]) for row in rows] == [
        ("涉县", "PM2.5 µg/m³", "only if the rest is cleaner")
    ]
    screen.targets.without.setChecked(True)
    assert screen.targets.table.model().rowCount() == 16
    assert screen.targets.model.index(0, goal_columns.GOAL).data() in ("30", "—")


# Calendar


def test_that_a_day_shows_its_hours_and_is_marked_as_sand_dust(
    qtbot, march: Context, open_screen, sqlite_database, actor
):
    screen = open_screen(march, "calendar")
    choose(screen.view.head.county, "130424")
    settle(qtbot, screen.desk)
    calendar = screen.calendar
    qtbot.mouseClick(calendar.map, LEFT, pos=calendar.map.day_rect(date(2026, 3, 10)).center())
    settle(qtbot, screen.desk)
    lines = [label.text() for label in calendar.panel._labels]
    assert lines[0] == "2026-03-10"
    assert lines[1] == "AQI 128 · 轻度污染 · PM2.5 · HJ 633-2026"
    assert lines[2].startswith("PM2.5 90   PM10 40")
    hours_shown = cells(calendar.panel.table)
    assert len(hours_shown) == 24
    assert (hours_shown[0]["Hour"], hours_shown[23]["Hour"], hours_shown[0]["PM2.5"]) == ("1", "24", "90")
    assert calendar.map.day_text(date(2026, 3, 20)).endswith("no data")
    assert not calendar.panel.mark.isEnabled()
    calendar.panel.reason.setText("外来沙尘")
    with qtbot.waitSignal(screen.ready):
        qtbot.mouseClick(calendar.panel.mark, LEFT)
    with sqlite_database.reading() as session:
        (mark,) = air.marks(session, 0, 1 << 40)
    assert (mark.subject, mark.kind, mark.verdict, mark.reason) == (
        "130424", "sand_dust", "confirmed", "外来沙尘",
    )  # fmt: skip
    assert mark.since == first_label(day_number(date(2026, 3, 10)))
    assert mark.until == mark.since + 23 * HOUR
    qtbot.waitUntil(calendar.panel.unmark.isVisible)
    assert "sand dust" in calendar.map.day_text(date(2026, 3, 10))
    screen.show_part("evaluation")
    settle(qtbot, screen.desk)
    assert "1 sand-dust days marked, counted in" in screen.view.head.basis.text()
    screen.view.head.sand.setChecked(True)
    settle(qtbot, screen.desk)
    row = cells(screen.evaluation.table)[0]
    assert (row["PM2.5"], row["Good days"]) == ("20.0", "18/19")
    screen.show_part("calendar")
    settle(qtbot, screen.desk)
    with qtbot.waitSignal(screen.ready):
        qtbot.mouseClick(calendar.panel.unmark, LEFT)
    with sqlite_database.reading() as session:
        assert air.marks(session, 0, 1 << 40) == []


def test_that_the_dump_of_days_is_what_the_calendar_shows(
    qtbot, march: Context, open_screen, sqlite_database, actor, capsys
):
    # few hours, a missing pollutant and a day that people ruled out are the hard ones
    store(sqlite_database, actor, hours("CA-01", date(2026, 2, 28), pm25=70.0)[:12])
    gap = [(*row[:4], None, *row[5:]) for row in hours("CA-01", date(2026, 2, 27))]
    store(sqlite_database, actor, gap)
    wrong = first_label(day_number(date(2026, 3, 5)))
    with sqlite_database.writing() as session:
        new = NewMark("CA-01", "stuck", wrong, wrong + 9 * HOUR, "confirmed", "坏", item="pm25")
        commands.mark(session, actor, new)
    store(sqlite_database, actor, [])
    screen = open_screen(march, "calendar")
    choose(screen.view.head.county, "130424")
    choose(screen.view.head.station, "CA-01")
    settle(qtbot, screen.desk)
    capsys.readouterr()
    count = dump(sqlite_database, "aqi", period="day", stations=["CA-01"])
    found = {row["time"]: row for row in csv.DictReader(io.StringIO(capsys.readouterr().out))}
    shown = screen.calendar._found.days
    assert len(found) == count == 21
    assert set(found) == {day.isoformat() for day in shown}
    for day, grade in shown.items():
        row = found[day.isoformat()]
        level = grade.edition.level(grade.level)
        assert row["aqi"] == ("NA" if grade.aqi is None else str(grade.aqi))
        assert (row["edition"], row["level"]) == (grade.edition.key, level.zh if level else "")
    assert (found["2026-03-10"]["aqi"], found["2026-03-10"]["primary"]) == ("128", "PM2.5")
    # 2012 grades what is there: 80 µg/m³ of O3 are 40, PM10 and NO2 40 and 38
    assert found["2026-02-27"]["edition"] == "2012"
    assert found["2026-02-28"]["aqi"] == "NA"
    assert found["2026-03-05"]["aqi"] == "NA"  # 14 of 24 hours are left


def test_that_the_dump_of_days_takes_whole_days(march: Context, sqlite_database, capsys):
    since = first_label(day_number(date(2026, 3, 2))) - HOUR
    until = first_label(day_number(date(2026, 3, 3))) - HOUR
    capsys.readouterr()
    dump(sqlite_database, "aqi", period="day", since=since, until=until, edition="2012", fmt="jsonl")
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["station"], row["time"], row["edition"]) for row in rows] == [
        ("CA-01", "2026-03-02", "2012"),
        ("CA-01", "2026-03-03", "2012"),
        ("SX-01", "2026-03-02", "2012"),
        ("SX-01", "2026-03-03", "2012"),
    ]
    # PM10 40 and O3 80 are both 40: good, and no primary pollutant
    assert (rows[0]["aqi"], rows[0]["level"]) == (40, "优")
    with pytest.raises(MeaninglessOptionError):
        dump(sqlite_database, "aqi", period="minute")


# Quality


@pytest.fixture
def doubtful(march: Context, sqlite_database: Database) -> Context:
    since = first_label(day_number(date(2026, 3, 10)))
    with sqlite_database.writing() as session:
        for code, item, kind, start, end in (
            ("CA-01", "pm25", "stuck", since, since + 23 * HOUR),
            ("SX-01", "o3", "missing", since + 48 * HOUR, since + 49 * HOUR),
        ):
            detail = json.dumps({"value": 90.0})
            session.add(
                Finding(station_code=code, item=item, kind=kind, since=start, until=end, detail=detail)
            )
    return march


def test_that_a_finding_is_confirmed_with_a_reason_and_taken_back(
    qtbot, doubtful: Context, open_screen, sqlite_database
):
    screen = open_screen(doubtful, "quality")
    quality = screen.quality
    rows = cells(quality.table)
    assert [(row["Item"], row["What looks wrong"], row["Hours"]) for row in rows] == [
        ("O3", "missing", "2"),
        ("PM2.5", "stuck", "24"),
    ]
    assert rows[1]["From"] == "2026-03-10 01:00"
    assert rows[1]["Figures"] == "value 90"
    quality.table.selectRow(1)
    settle(qtbot, screen.desk)
    assert not quality.detail.confirm.isEnabled()
    quality.detail.reason.setText("采样泵故障")
    with qtbot.waitSignal(screen.ready):
        qtbot.mouseClick(quality.detail.confirm, LEFT)
    with sqlite_database.reading() as session:
        (mark,) = air.marks(session, 0, 1 << 40)
    assert (mark.subject, mark.item, mark.kind, mark.verdict, mark.reason) == (
        "CA-01", "pm25", "stuck", "confirmed", "采样泵故障",
    )  # fmt: skip
    assert [row["Item"] for row in cells(quality.table)] == ["O3"]
    assert quality.detail.reason.text() == ""
    choose(quality.state, "confirmed")
    settle(qtbot, screen.desk)
    assert "采样泵故障" in quality.detail._said.text()
    qtbot.waitUntil(quality.detail.take_back.isVisible)
    with qtbot.waitSignal(screen.ready):
        qtbot.mouseClick(quality.detail.take_back, LEFT)
    with sqlite_database.reading() as session:
        assert air.marks(session, 0, 1 << 40) == []


def test_that_findings_are_filtered_by_area_and_kind(qtbot, doubtful: Context, open_screen):
    screen = open_screen(doubtful, "quality")
    choose(screen.quality.kind, "stuck")
    assert [row["Item"] for row in cells(screen.quality.table)] == ["PM2.5"]
    choose(screen.view.head.county, "130426")
    settle(qtbot, screen.desk)
    assert cells(screen.quality.table) == []
    assert screen.quality.empty.accessibleName() == "Nothing with this state and kind"
    choose(screen.quality.kind, "")
    assert [row["Item"] for row in cells(screen.quality.table)] == ["O3"]


# Ranking


def test_that_counties_are_ranked_with_their_awards(qtbot, march: Context, open_screen):
    screen = open_screen(march, "ranking")
    ranking = screen.ranking
    choose(ranking.rule, "hebei")
    settle(qtbot, screen.desk)
    sheet = ranking.sheet()
    rows = [[cell.text for cell in row] for row in sheet.rows]
    # 3.07, and 40/30 + 0.6667 + 0.1667 + 0.75 + 0.2 + 0.5 = 3.6167; of two each end names one
    assert rows == [
        ["1", "成安", "3.07", "", "—", "top 1 · reward 500,000 yuan"],
        ["2", "涉县", "3.62", "", "—", "last 1 · fine 500,000 yuan"],
    ]
    assert sheet.notes[0].startswith("河北省")
    ranking.wanted.setCurrentIndex(2)
    ranking.wanted.activated.emit(2)
    settle(qtbot, screen.desk)
    assert [row[2].text for row in ranking.sheet().rows] == ["23.7", "40.0"]


def test_that_townships_and_stations_are_ranked_too(qtbot, march: Context, open_screen):
    screen = open_screen(march, "ranking")
    for kind, names in (("township", ["成安镇", "平安街道"]), ("station", ["县政府站", "县政府站"])):
        rect = screen.ranking.kind.option_rect(kind)
        qtbot.mouseClick(screen.ranking.kind, LEFT, pos=rect.center())
        settle(qtbot, screen.desk)
        assert [row[1].text for row in screen.ranking.sheet().rows] == names


# Profiles


def test_that_profiles_show_chosen_stations(qtbot, march: Context, open_screen, sqlite_database, actor):
    store(sqlite_database, actor, hours("CA-01", date(2025, 3, 10), pm25=60.0))
    screen = open_screen(march, "profiles")
    profiles = screen.profiles
    assert profiles.stations.count() == 2
    shown = profiles.day.plot._profiles
    assert [one.key for one in shown] == ["CA-01", "SX-01"]
    # 18 days of 20 and one of 90
    assert (shown[0].median[0], shown[1].median[23]) == (20.0, 40.0)
    # Tuesdays are the 3rd, 10th and 17th: 48 hours of 20, 24 of 90; the third quarter ends at 1 + 71·0.75
    week = profiles.week.plot._profiles[0]
    assert (week.median[1], week.high[1]) == (20.0, 90.0)
    profiles.stations.item(1).setCheckState(Qt.CheckState.Unchecked)
    settle(qtbot, screen.desk)
    profiles.compared.setChecked(True)
    settle(qtbot, screen.desk)
    shown = profiles.day.plot._profiles
    assert [(one.label, one.median[0]) for one in shown] == [("县政府站", 20.0), ("县政府站 last year", 60.0)]
    qtbot.mouseClick(profiles.pollutant, LEFT, pos=profiles.pollutant.option_rect("co").center())
    assert profiles.day.plot._profiles[0].median[0] == 0.8
