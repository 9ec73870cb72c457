"""Beside the curves: ghosts, wind, orders, doubts; finer and coarser values; the menu and the second wall."""

from contextlib import closing
from datetime import timedelta

import numpy as np
import pytest
from PySide6.QtCore import Qt

from db.actor import Actor
from db.changes import Changes
from db.commands import air as words
from db.commands import readings, tasks
from db.commands.air import NewMark
from db.commands.tasks import NewTask
from db.engine import open_database
from desktop.models.wall import HOUR
from desktop.rolling_up import roll_up
from desktop.screens.duty.beside import Comparing
from desktop.screens.duty.screen import DutyScreen
from desktop.screens.duty.stretch import DAY, MINUTE, last_label, step_for, stretch_for
from desktop.standards import quality

VALUES = (50.0, 89.0, 13.0, 14.0, 0.349, 122.0)
WEATHER = (10.0, 60.0, 1013.0, 2.5, 270.0)


@pytest.fixture
def end(now):
    """Label of the newest hour: 16:00 in China."""
    return int(now.timestamp())


@pytest.fixture
def put(sqlite_database, now):
    """Rows written by somebody else; roll-ups and findings with them."""

    def put(*rows):
        with (
            closing(open_database(sqlite_database.url.render_as_string())) as other,
            other.writing() as session,
        ):
            readings.store(session, rows, now=now)
            roll_up(session, rules=quality())
        return Changes(readings=True)

    return put


def hour(code, label, pm25=50.0, weather=(None,) * 5):
    return (code, HOUR, label, pm25, *VALUES[1:], *weather, None)


@pytest.fixture
def open_screen(qtbot, context):
    def open_screen(size=(1302, 690)):
        screen = DutyScreen(context)
        qtbot.addWidget(screen)
        screen.resize(*size)
        with qtbot.waitSignal(screen.ready):
            screen.show()
        return screen

    return open_screen


def choose(screen, part, key):
    part.set_current(key)
    part.chosen.emit(key)


def series(screen):
    return screen.view.chart._content.series


def test_that_short_periods_are_drawn_from_minutes_and_long_ones_from_days():
    assert [step_for(hours * HOUR) for hours in (1, 6, 12, 24, 30 * 24, 365 * 24)] == [
        MINUTE, MINUTE, MINUTE, HOUR, HOUR, DAY
    ]  # fmt: skip


def test_that_a_stretch_stands_on_labels(end):
    day = stretch_for(end - 365 * DAY, end, end)
    assert (day.since + 8 * HOUR) % DAY == 0  # midnight in China
    assert day.until == last_label(end, DAY) == end - 16 * HOUR  # it is 16:00: today is not over
    hours = stretch_for(end - DAY, end + 600, end)
    assert (hours.since % HOUR, hours.until) == (0, end)
    assert hours.since <= end - 2 * DAY  # as much before it: panning finds it there


def test_that_minutes_are_drawn_where_a_station_sends_them(qtbot, open_screen, put, end):
    minutes = [("CA-01", 60, end - 60 * k, 40.0 + k, *VALUES[1:], *(None,) * 6) for k in range(120)]
    put(*minutes, *(hour(code, end - HOUR * k) for code in ("CA-01", "SX-01") for k in range(30)))
    screen = open_screen()
    choose(screen, screen.view.ranges, "6h")
    qtbot.waitUntil(lambda: [len(one.x) for one in series(screen)] == [120, 13])
    first = series(screen)[0]
    assert first.y[-1] == 40.0
    assert first.x[-1] - first.x[-2] == 60
    assert "minutes" in screen.view.chart_panel._note.text()


def test_that_a_year_is_drawn_from_days(qtbot, open_screen, put, end):
    midnight = end - 16 * HOUR
    put(*(hour("CA-01", midnight - HOUR * k, pm25=30.0 if k < 24 else 60.0) for k in range(48)))
    screen = open_screen()
    choose(screen, screen.view.ranges, "1y")
    qtbot.waitUntil(lambda: bool(series(screen)) and len(series(screen)[0].x) == 2)
    assert series(screen)[0].x.tolist() == [midnight - DAY, midnight]
    assert series(screen)[0].y.tolist() == [60.0, 30.0]
    choose(screen, screen.view.pollutants, "o3")
    assert series(screen)[0].y.tolist() == [122.0, 122.0]  # the highest 8-hour mean of a constant
    assert "8 h" in screen.view.chart_panel._note.text()


def test_that_yesterday_stands_behind_the_curve(qtbot, open_screen, put, end):
    put(*(hour("CA-01", end - HOUR * k, pm25=10.0 if k < 24 else 70.0) for k in range(60)))
    screen = open_screen()
    screen.view.menu._compare(Comparing.YESTERDAY)
    qtbot.waitUntil(lambda: series(screen)[0].ghost is not None)
    ghost = series(screen)[0].ghost
    assert ghost.y[ghost.x == end] == 70.0
    assert "yesterday" in ghost.label
    screen.view.menu._compare(Comparing.NOTHING)
    qtbot.waitUntil(lambda: series(screen)[0].ghost is None)


def test_that_wind_and_orders_stand_below_and_can_be_taken_away(
    qtbot, open_screen, put, end, sqlite_database, now
):
    put(*(hour("CA-01", end - HOUR * k, weather=WEATHER) for k in range(30)))
    with sqlite_database.writing() as session:
        order = NewTask("突升核查", ["130424"], station_code="CA-01")
        number = tasks.new(session, Actor(now=now - timedelta(hours=3)), order)
    screen = open_screen()
    content = screen.view.chart._content
    qtbot.waitUntil(lambda: len(content.wind.x) > 0 and len(content.events) == 1)
    assert set(content.wind.direction) == {270.0}
    assert set(content.wind.speed) == {2.5}
    event = content.events[0]
    assert (event.time, event.key, event.kind) == (end - 3 * HOUR, number, "dispatched")
    assert "突升核查" in event.label
    with qtbot.waitSignal(screen.context.navigator.show_task) as heard:
        screen.view.chart.event_clicked.emit(number)
    assert heard.args == [number]
    screen.view.menu._wind.trigger()
    screen.view.menu._orders.trigger()
    qtbot.waitUntil(lambda: not len(content.wind.x) and not content.events)


def test_that_doubtful_values_are_marked_with_the_reason(qtbot, open_screen, put, end):
    put(*(hour("CA-01", end - HOUR * k, pm25=57.0 if k < 9 else 40.0 + k % 5) for k in range(30)))
    screen = open_screen()
    qtbot.waitUntil(lambda: bool(series(screen)) and series(screen)[0].flagged.any())
    one = series(screen)[0]
    assert one.x[one.flagged].tolist() == [end - HOUR * k for k in range(8, -1, -1)]
    assert set(one.flag_words.values()) == {"stuck"}


def test_that_all_items_of_one_station_have_their_units(qtbot, open_screen, put, end):
    put(*(hour(code, end - HOUR * k) for code in ("CA-01", "SX-01") for k in range(30)))
    screen = open_screen()
    choose(screen, screen.view.pollutants, "all")
    qtbot.waitUntil(lambda: len(series(screen)) == 6)
    assert [one.label for one in series(screen)] == ["PM2.5", "PM10", "SO2", "NO2", "CO", "O3"]
    assert [one.unit for one in series(screen)] == ["µg/m³"] * 4 + ["mg/m³", "µg/m³"]
    assert screen.view.chart_panel._title.text() == "All items"


def test_that_the_chart_is_written_and_a_failure_is_told(qtbot, open_screen, put, end, tmp_path, monkeypatch):
    put(*(hour("CA-01", end - HOUR * k) for k in range(30)))
    screen = open_screen()
    qtbot.waitUntil(lambda: bool(series(screen)))
    with qtbot.waitSignal(screen.context.navigator.message) as heard:
        screen.view.menu.save("csv", tmp_path / "曲线.csv")
    assert "曲线.csv" in heard.args[0]
    text = (tmp_path / "曲线.csv").read_text(encoding="utf-8-sig")
    assert "50" in text.splitlines()[-1]
    with qtbot.waitSignal(screen.context.navigator.message):
        screen.view.menu.save("png", tmp_path / "a.png")
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    errors: list[Exception] = []
    monkeypatch.setattr(screen.context, "report_error", errors.append)
    screen.view.menu.save("svg", tmp_path / "no" / "a.svg")
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], FileNotFoundError)


def test_that_a_typed_period_is_shown(qtbot, open_screen, put, end):
    put(*(hour("CA-01", end - HOUR * k) for k in range(24 * 20)))
    screen = open_screen()
    start = end - 15 * DAY
    screen.view.menu.period_chosen.emit(float(start), float(start + 3 * DAY))
    assert screen.view.chart.shown_range() == (start, start + 3 * DAY)
    qtbot.waitUntil(lambda: bool(series(screen)) and np.isin(start + DAY, series(screen)[0].x))


def test_that_the_wall_fills_a_display_and_closes_with_escape(qtbot, open_screen, put, end):
    put(*(hour(code, end - HOUR * k) for code in ("CA-01", "SX-01") for k in range(30)))
    screen = open_screen()
    screen.view.fill_display.click()
    window = screen.view.walls.window_
    qtbot.addWidget(window)
    assert window.isFullScreen()
    assert set(window.pages.wall._tiles) == {"CA-01", "SX-01"}
    put(hour("CA-01", end, pm25=115.0))
    screen.reload(Changes(readings=True, station_codes=frozenset({"CA-01"})))
    qtbot.waitUntil(lambda: window.pages.wall._tiles["CA-01"].aqi == 150)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert screen.view.walls.window_ is None


def test_that_a_tile_tells_what_looks_wrong_until_somebody_dismisses_it(
    qtbot, open_screen, put, end, sqlite_database, actor
):
    put(*(hour("CA-01", end - HOUR * k, pm25=57.0 if k < 9 else 40.0 + k % 5) for k in range(30)))
    screen = open_screen()
    # the other values of these hours stand still as well
    assert screen.view.wall._tiles["CA-01"].doubt.startswith("In doubt: PM2.5 stuck, PM10 stuck")
    first = end - 8 * HOUR
    with sqlite_database.writing() as session:
        words.mark(session, actor, NewMark("CA-01", "stuck", first, end, "dismissed", "静稳天气", "pm25"))
    screen.reload(Changes(air=True, doubts=True))
    qtbot.waitUntil(lambda: screen.view.wall._tiles["CA-01"].doubt.startswith("In doubt: PM10"))
