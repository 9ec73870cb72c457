"""The duty screen on a real record: new readings, ages, choices, orders, empty states."""

from contextlib import closing
from datetime import timedelta

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QMenu

from db.changes import EVERYTHING, Changes
from db.commands import readings, tasks
from db.commands.tasks import NewTask
from db.engine import open_database
from db.queries import readings as readings_queries
from db.rules.tasks import Step
from desktop.models.tasks import Column
from desktop.models.wall import DUE_AFTER, HOUR
from desktop.screens.duty.screen import DutyScreen

# STANDARDS §1.7, edition 2026: PM2.5 100 -> 137, 115 -> 150, 50 -> 80
PM25_115 = (115.0, 89.0, 13.0, 14.0, 0.349, 122.0)
PM25_100 = (100.0, 89.0, 13.0, 14.0, 0.349, 122.0)
PM25_50 = (50.0, 89.0, 13.0, 14.0, 0.349, 122.0)


@pytest.fixture
def end(now):
    """Label of the newest hour: 16:00 in China."""
    return int(now.timestamp())


@pytest.fixture
def write(sqlite_database, now):
    """Readings written by somebody else: {code: {label: six values}} through a connection of its own."""

    def write(hours):
        with (
            closing(open_database(sqlite_database.url.render_as_string())) as other,
            other.writing() as session,
        ):
            rows = [
                (code, HOUR, label, *values, *(None,) * 6)
                for code, labels in hours.items()
                for label, values in labels.items()
            ]
            readings.store(session, rows, now=now)
        return Changes(readings=True, station_codes=frozenset(hours))

    return write


def day(end, values, hours=30):
    return {end - k * HOUR: values for k in range(hours)}


@pytest.fixture
def open_screen(qtbot):
    def open_screen(context, size=(1302, 690)):
        screen = DutyScreen(context)
        qtbot.addWidget(screen)
        screen.resize(*size)
        with qtbot.waitSignal(screen.ready):
            screen.show()
        qtbot.waitExposed(screen)
        return screen

    return open_screen


@pytest.fixture
def screen(open_screen, context, write, end):
    """Two stations with readings until now: 成安 at 137, 涉县 at 80."""
    write({"CA-01": day(end, PM25_100), "SX-01": day(end, PM25_50)})
    return open_screen(context)


def tile(screen, code):
    return screen.view.wall._tiles[code]


def curves(screen):
    """Times and values of every line on the chart, as they are drawn."""
    return screen.view.chart.plot.drawn()


def curve(screen):
    return curves(screen)[0]


def last_value(screen, number=0):
    found = curves(screen)
    y = found[number][1] if number < len(found) else None
    return None if y is None else y[np.isfinite(y)][-1]


def reloaded(qtbot, screen, context, changes):
    with qtbot.waitSignal(screen.ready):
        context.jobs.changed.emit(changes, None)


def click(qtbot, screen, code, modifier=Qt.KeyboardModifier.NoModifier):
    wall = screen.view.wall
    at = wall.tile_rect(code).center()
    qtbot.mouseClick(wall.viewport(), Qt.MouseButton.LeftButton, modifier, at)


def choose(qtbot, segmented, key):
    at = segmented.option_rect(key).center()
    qtbot.mouseClick(segmented, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)


def test_that_tiles_show_the_aqi_calculated_by_hand(screen):
    one, other = tile(screen, "CA-01"), tile(screen, "SX-01")
    assert (one.aqi, one.level_word, one.level_color) == (137, "轻度", "#FF7E00")
    assert (one.primary, one.trend, one.rank, one.age_text) == ("PM2.5", 0, "1 of 2", "under 1 min")
    assert (other.aqi, other.level_word, other.rank) == (80, "良", "2 of 2")


def test_that_the_screen_says_edition_and_valid_share(screen):
    assert screen.view.wall_panel._note.text() == "2 · 100.0 % valid · HJ 633-2026"
    assert screen.view.chart_panel._note.text() == "µg/m³ · hours · 100.0 % valid · HJ 633-2026"


def test_that_a_forced_edition_is_printed_as_forced(open_screen, context, write, end):
    write({"CA-01": day(end, PM25_100)})
    context.forced_edition = "2012"
    screen = open_screen(context)
    assert tile(screen, "CA-01").aqi == 132
    assert "HJ 633-2012 (forced)" in screen.view.wall_panel._note.text()


def test_that_new_readings_change_tile_and_curve(qtbot, screen, context, clock, write, end):
    clock.value += timedelta(minutes=65)
    changes = write({"CA-01": {end + HOUR: PM25_115}})
    reloaded(qtbot, screen, context, changes)
    assert (tile(screen, "CA-01").aqi, tile(screen, "CA-01").trend) == (150, 13)
    assert tile(screen, "SX-01").aqi == 80
    qtbot.waitUntil(lambda: last_value(screen) == 115)
    assert curve(screen)[0][-1] == end + HOUR


def test_that_only_touched_stations_are_read_again(qtbot, screen, context, write, end, monkeypatch):
    walls, charts = [], []
    recent = readings_queries.recent
    monkeypatch.setattr(readings_queries, "recent", lambda *args: walls.append(args[-1]) or recent(*args))
    screen.curves.wanted.connect(charts.append)
    reloaded(qtbot, screen, context, write({"SX-01": {end: PM25_115}}))
    assert walls == [["SX-01"]]
    assert [request.station_codes for request in charts] == [("SX-01",)]


def test_that_a_repaired_gap_days_ago_reaches_the_curve(qtbot, screen, context, write, end):
    choose(qtbot, screen.view.ranges, "7d")
    qtbot.waitUntil(lambda: len(curve(screen)[0]) >= 7 * 24)
    then = end - 100 * HOUR
    x, y = curve(screen)
    assert np.isnan(y[x == then]).all()
    reloaded(qtbot, screen, context, write({"CA-01": {then: PM25_115}}))
    qtbot.waitUntil(lambda: (curve(screen)[1][curve(screen)[0] == then] == 115).all())


def test_that_a_missing_hour_is_a_gap_and_not_bridged(open_screen, context, write, end):
    hours = day(end, PM25_100)
    del hours[end - 5 * HOUR]
    write({"CA-01": hours})
    screen = open_screen(context)
    x, y = curve(screen)
    assert np.isnan(y[x == end - 5 * HOUR]).all()
    assert np.isfinite(y[x == end - 4 * HOUR]).all()
    assert tile(screen, "CA-01").spark[-6] is None
    # one of 24 hours at one station; the other never reported and is charted too
    assert "47.9 % valid" in screen.view.chart_panel._note.text()


def test_that_a_stale_tile_is_grey_and_says_since_when(screen, clock, end):
    asked = []
    screen.context.jobs.read = lambda *args, **kwargs: asked.append(args)
    clock.value += timedelta(minutes=59)
    screen.tick()
    assert (tile(screen, "CA-01").age_text, tile(screen, "CA-01").level_color) == ("59 min", "#FF7E00")
    assert not asked, "ages need no query"
    clock.value += timedelta(seconds=DUE_AFTER - 59 * 60)
    screen.tick()
    assert not tile(screen, "CA-01").stale
    clock.value += timedelta(minutes=51)
    screen.tick()
    one = tile(screen, "CA-01")
    assert (one.aqi, one.level_color, one.level_word, one.rank, one.stale) == (None, None, "", "", True)
    assert (one.reason, one.age_text) == ("No data since 16:00 (2 h 6 min)", "2 h 6 min")
    assert screen._groups[0].note == "1 without AQI"


def colours_of(screen, code):
    wall = screen.view.wall
    picture = wall.viewport().grab(wall.tile_rect(code)).toImage()
    ratio = picture.devicePixelRatio()
    width, height = picture.width(), int(picture.height() / ratio)
    return {picture.pixelColor(x, int(height * ratio / 2)).name() for x in range(width)}


def test_that_a_stale_tile_has_no_level_colour_on_the_screen(qtbot, screen, clock):
    orange = QColor("#FF7E00").name()
    click(qtbot, screen, "SX-01")
    assert orange in colours_of(screen, "CA-01")
    clock.value += timedelta(hours=3)
    screen.tick()
    assert orange not in colours_of(screen, "CA-01")


def test_that_2026_says_na_and_why_when_a_pollutant_is_missing(open_screen, context, write, end):
    write({"CA-01": {end: (60.0, 89.0, 13.0, 14.0, 0.349, None)}})
    screen = open_screen(context)
    one = tile(screen, "CA-01")
    assert (one.aqi, one.level_color, one.stale) == (None, None, False)
    assert one.reason.startswith("NA: no O3")
    assert "HJ 633-2026" in one.reason


def test_that_clicking_tiles_changes_what_the_chart_shows(qtbot, screen):
    assert set(screen.curves.codes()) == {"CA-01", "SX-01"}
    click(qtbot, screen, "SX-01")
    qtbot.waitUntil(lambda: last_value(screen) == 50)
    assert screen.curves.codes() == ("SX-01",)
    click(qtbot, screen, "CA-01", Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: {last_value(screen, n) for n in (0, 1)} == {50, 100})
    assert set(screen.view.wall._marks) == {"CA-01", "SX-01"}
    assert screen.view.wall._marks["CA-01"] != screen.view.wall._marks["SX-01"]


def test_that_another_pollutant_needs_no_query(qtbot, screen):
    requests = []
    screen.curves.wanted.connect(requests.append)
    choose(qtbot, screen.view.pollutants, "co")
    qtbot.waitUntil(lambda: last_value(screen) == 0.349)
    assert not requests
    assert screen.view.chart_panel._title.text() == "CO"
    assert screen.view.chart_panel._note.text().startswith("mg/m³")
    choose(qtbot, screen.view.basis, "pollutant")
    assert screen.lists.ranking.index(0, 2).data() == "0.3"


@pytest.mark.parametrize(("key", "hours"), [("7d", 7 * 24), ("30d", 30 * 24)])
def test_that_a_longer_period_is_read_and_shown(qtbot, screen, end, key, hours):
    choose(qtbot, screen.view.ranges, key)
    qtbot.waitUntil(lambda: len(curve(screen)[0]) >= hours)
    start, stop = screen.view.chart.shown_range()
    assert start == end - hours * HOUR
    assert end < stop < end + 0.02 * hours * HOUR


def test_that_going_back_beyond_what_is_there_reads_more(qtbot, screen, end, write):
    write({"CA-01": {end - 50 * HOUR: PM25_115}})
    screen.view.chart.pan(-1.5)
    qtbot.waitUntil(lambda: 115 in curve(screen)[1])


def test_that_the_wall_can_be_ordered_by_rise(qtbot, screen, context, write, end):
    reloaded(qtbot, screen, context, write({"SX-01": {end - HOUR: (36.0, 20, 13, 14, 0.3, 20)}}))
    assert screen._groups[0].tiles[0].key == "CA-01"
    choose(qtbot, screen.view.sorting, "rise")
    assert screen._groups[0].tiles[0].key == "SX-01"


def test_that_the_window_follows_a_fast_clock(screen, clock, end):
    clock.value += timedelta(minutes=30)
    screen.tick()
    assert screen.view.chart.shown_range()[0] == end + 1800 - 24 * HOUR


def test_that_a_new_hour_is_read_when_the_clock_passes_it(qtbot, screen, clock, write, end):
    write({"CA-01": {end + HOUR: PM25_115}})
    clock.value += timedelta(minutes=61)
    with qtbot.waitSignal(screen.ready):
        screen.tick()
    assert tile(screen, "CA-01").aqi == 150


# Orders


def test_that_open_orders_stand_in_order_of_urgency(screen):
    rows = screen.lists.orders
    titles = [rows.index(row, Column.TITLE).data() for row in range(rows.rowCount())]
    assert titles == ["裸土未覆盖", "道路积尘"]
    assert rows.index(0, Column.CLOCK).data() == "overdue 1 h"
    assert screen.view.orders_panel._note.text() == "2 open · 1 overdue"


def test_that_a_click_on_an_order_opens_it(qtbot, screen):
    table = screen.view.orders
    index = table.model().index(1, Column.TITLE)
    with qtbot.waitSignal(screen.context.navigator.show_task) as heard:
        qtbot.mouseClick(
            table.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            table.visualRect(index).center(),
        )
    assert heard.args == [index.siblingAtColumn(Column.NUMBER).data()]


def test_that_a_closed_order_leaves_the_table(qtbot, screen, context, sqlite_database, actor):
    number = screen.lists.orders.index(1, Column.NUMBER).data()
    with sqlite_database.writing() as session:
        tasks.step(session, actor, number, Step.CANCEL, note="误发")
    reloaded(qtbot, screen, context, Changes(tasks=True))
    assert screen.lists.orders.rowCount() == 1


def test_that_a_new_order_appears(qtbot, screen, context, sqlite_database, actor):
    with sqlite_database.writing() as session:
        tasks.new(session, actor, NewTask("夜间施工", ["130424-ZJ"], deadline=actor.now - timedelta(hours=9)))
    reloaded(qtbot, screen, context, Changes(tasks=True))
    assert screen.lists.orders.index(0, Column.TITLE).data() == "夜间施工"


def test_that_an_order_begun_at_a_tile_says_what_was_found(qtbot, screen, context, clock, write, end):
    clock.value += timedelta(minutes=65)
    reloaded(qtbot, screen, context, write({"CA-01": {end + HOUR: PM25_115}}))
    click(qtbot, screen, "CA-01")
    with qtbot.waitSignal(context.navigator.new_task) as heard:
        qtbot.mouseClick(screen.view.new_order, Qt.MouseButton.LeftButton)
    draft = heard.args[0]
    assert (draft.source, draft.station_code, draft.unit_code) == ("station", "CA-01", "130424100")
    assert draft.found == "PM2.5 115 µg/m³ at 17:00, +15 in one hour"
    assert draft.title == "成安 县政府站: PM2.5 rising, check the sources upwind"


def test_that_a_key_begins_an_order_for_the_tile(qtbot, screen, context):
    click(qtbot, screen, "SX-01")
    with qtbot.waitSignal(context.navigator.new_task) as heard:
        qtbot.keyClick(screen.view.wall, Qt.Key.Key_N)
    assert heard.args[0].station_code == "SX-01"


def test_that_the_menu_of_a_tile_begins_an_order_for_it(qtbot, screen, context):
    screen.view.wall.menu_requested.emit("SX-01", QPoint(50, 50))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    with qtbot.waitSignal(context.navigator.new_task) as heard:
        menu.actions()[-1].trigger()
    menu.close()
    assert heard.args[0].station_code == "SX-01"


def test_that_another_screen_can_put_a_station_on_the_chart(qtbot, screen, context):
    context.navigator.show_station.emit("SX-01")
    assert screen.curves.codes() == ("SX-01",)
    context.navigator.show_station.emit("nowhere")
    assert screen.curves.codes() == ("SX-01",)


def test_that_a_click_on_a_county_shows_its_stations(qtbot, screen):
    table = screen.view.ranking
    row = table.visualRect(table.model().index(1, 1)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, row)
    assert screen.curves.codes() == ("SX-01",)


def test_that_counties_stand_by_their_mean(screen):
    rows = screen.lists.ranking
    assert [rows.index(row, 1).data() for row in (0, 1)] == ["成安", "涉县"]
    assert [rows.index(0, column).data() for column in (0, 2, 3, 4)] == ["1", "137", "轻度", "1/1"]


def test_that_the_ranking_keeps_the_rules_of_models(screen, qtmodeltester):
    qtmodeltester.check(screen.lists.ranking)


# Nothing there


def test_that_without_stations_it_says_how_to_get_them(open_screen, empty_context):
    screen = open_screen(empty_context)
    assert screen.view.is_empty()
    assert "load stations" in screen.view.no_stations._hint.text()


def test_that_stations_without_readings_say_so(open_screen, context):
    screen = open_screen(context)
    assert not screen.view.is_empty()
    assert tile(screen, "CA-01").reason == "No readings yet"
    assert tile(screen, "CA-01").stale
    assert "load readings" in screen.view.chart._empty.text()
    assert screen.lists.ranking.index(0, 3).data() == "no data"


def test_that_stations_appear_when_they_are_loaded(qtbot, open_screen, empty_context, sqlite_database, actor):
    from tests.desktop.conftest import fill

    screen = open_screen(empty_context)
    fill(sqlite_database, actor)
    reloaded(qtbot, screen, empty_context, EVERYTHING)
    assert not screen.view.is_empty()
    assert set(screen.curves.codes()) == {"CA-01", "SX-01"}


def test_that_a_failed_read_is_reported_and_the_screen_goes_on(qtbot, screen, context, monkeypatch):
    errors = []
    context.report_error = errors.append
    monkeypatch.setattr("db.queries.readings.recent", lambda *args: 1 / 0)
    reloaded(qtbot, screen, context, Changes(readings=True))
    assert isinstance(errors[0], ZeroDivisionError)
    assert screen.is_ready
    assert tile(screen, "CA-01").aqi == 137


@pytest.mark.parametrize("size", [(1302, 690), (1840, 990), (700, 500)])
def test_that_every_part_is_inside_the_screen(open_screen, context, write, end, size):
    write({"CA-01": day(end, PM25_100), "SX-01": day(end, PM25_50)})
    screen = open_screen(context, size)
    for part in (screen.view.wall_panel, screen.view.chart_panel, screen.view.orders_panel):
        corner = part.mapTo(screen, part.rect().bottomRight())
        assert screen.rect().contains(corner)
    assert screen.minimumSizeHint().width() <= 1302
