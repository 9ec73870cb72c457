"""Comparison, doubts, wind, events, second axis, keys and export of the live chart."""

import csv
import gc
import sys
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip

from widgets.chart_data import Wind
from widgets.chart_strips import heading, one_a_step
from widgets.live_chart import Event, Ghost, LiveChart, Series

START = datetime(2015, 12, 17, 16, tzinfo=UTC).timestamp()  # midnight in China
HOUR = 3600.0


def hours(count):
    return START + HOUR * np.arange(count)


def series(key="a", values=(1.0, 2.0, np.nan, 4.0, 5.0), **more):
    y = np.array(values, dtype=np.float64)
    return Series(key, f"{key}站", hours(len(y)), y, **more)


@pytest.fixture
def chart(qtbot):
    chart = LiveChart(redraw_ms=20)
    qtbot.addWidget(chart)
    chart.resize(900, 420)
    chart.set_window(START, START + 4 * HOUR)
    chart.set_series([series()])
    with qtbot.waitExposed(chart):
        chart.show()
    yield chart
    chart.hide()
    assert not any(timer.isActive() for timer in chart.findChildren(QTimer))


def hover(chart, qtbot, time):
    box = chart.plot.getViewBox()
    chart.plot.scene().sigMouseMoved.emit(box.mapViewToScene(QPointF(time, 1)))
    qtbot.waitUntil(lambda: chart.readout_text() != "")
    return chart.readout_text().splitlines()


def test_that_a_ghost_is_drawn_named_and_read(chart, qtbot):
    ghost = Ghost("去年 a站", hours(5), np.array([7.0, 7.0, 8.0, 7.0, 90.0]))
    chart.set_series([series("g", ghost=ghost)])
    assert "去年 a站" in chart._page._legend.accessibleName()
    assert hover(chart, qtbot, START + 2 * HOUR) == ["12-18 02:00", "g站 —", "去年 a站 8"]
    # it has to fit into the height as well: 90 and six percent
    assert chart.plot.getViewBox().viewRange()[1][1] == pytest.approx(90 * 1.06)


def test_that_a_chart_with_nothing_but_a_ghost_is_not_called_empty(chart):
    chart.set_series([series("g", values=[np.nan] * 5, ghost=Ghost("去年", hours(5), np.ones(5)))])
    assert chart.plot.isVisible()


def test_that_flagged_points_say_why(chart, qtbot):
    flagged = np.array([False, True, False, False, True])
    chart.set_series([series("f", flagged=flagged, flag_words={1: "疑似干扰"})])
    assert hover(chart, qtbot, START + HOUR)[1] == "f站 2 疑似干扰"
    hover(chart, qtbot, START + 4 * HOUR)
    qtbot.waitUntil(lambda: chart.readout_text().splitlines()[1] == "f站 5 flagged")
    assert not chart.grab().isNull()


def test_that_an_hour_that_is_missing_in_one_curve_is_not_borrowed_from_its_neighbour(chart, qtbot):
    sparse = Series("s", "s站", hours(5)[[0, 1, 2, 4]], np.array([1.0, 2.0, 3.0, 5.0]))
    chart.set_series([series(values=[1.0] * 5), sparse])
    assert hover(chart, qtbot, START + 3 * HOUR)[2] == "s站 —"


# Units


def test_that_a_second_unit_gets_the_right_axis_and_its_own_height(chart, qtbot):
    co = series("co", values=[0.5, 1.5, 2.0, 1.0, 1.0], unit="mg/m³", decimals=1)
    pm = series("pm", values=[100.0, 200.0, 150.0, 120.0, 80.0], unit="µg/m³")
    chart.set_series([pm, co])
    assert chart.plot.has_second_axis()
    assert chart.plot.getViewBox().viewRange()[1] == pytest.approx([0, 212])
    assert chart.plot._second_axis.range == pytest.approx([0, 2.12])
    assert hover(chart, qtbot, START + HOUR)[1:] == ["pm站 200 µg/m³", "co站 1.5 mg/m³"]
    chart.set_series([pm])
    assert not chart.plot._second_axis.isVisible()


def test_that_a_third_unit_is_not_drawn_on_a_scale_that_is_not_its_own(chart):
    units = ("µg/m³", "mg/m³", "hPa")
    chart.set_series([series(unit, values=[10.0] * 5, unit=unit) for unit in units])
    assert "hPa站 (no axis for hPa)" in chart._page._legend.accessibleName()
    layer = chart.plot.curves
    assert [layer._scale(one) is None for one in layer._series] == [False, False, True]


def test_that_bars_are_painted_from_zero_up(chart):
    chart.set_series([series("rain", values=[0.0, 5.0, 0.0, 0.0, 0.0], bars=True)])
    image, area = chart.plot.grab().toImage(), chart.plot.plot_area()
    x = area.left() + area.width() // 4
    low, high = image.pixelColor(x, area.bottom() - 8), image.pixelColor(x, area.top() + 2)
    assert low.blue() > low.red() + 40
    assert high.red() == high.blue()


# Wind


def test_that_arrows_fly_where_the_wind_goes():
    assert heading(0) == pytest.approx((0, 1))  # from the north: down
    assert heading(90) == pytest.approx((-1, 0))  # from the east: to the left
    assert heading(225) == pytest.approx((0.7071, -0.7071), abs=1e-4)  # from the southwest: up and right


@pytest.mark.parametrize(("least", "expected"), [(3600, 25), (4000, 13), (20000, 5)])
def test_that_arrows_keep_their_distance(least, expected):
    wind = Wind(hours(25), np.ones(25), np.zeros(25))
    rows = one_a_step(wind, START, START + 24 * HOUR, least)
    # every hour; every second; every sixth, counted from UTC midnight = 08:00: 2, 8, 14, 20 and 2
    assert len(rows) == expected - (least == 20000)
    assert (np.diff(wind.x[rows]) >= least).all()


def test_that_arrows_stay_while_the_view_moves():
    wind = Wind(hours(200), np.ones(200), np.zeros(200))
    one = set(one_a_step(wind, START, START + 100 * HOUR, 9000).tolist())
    other = set(one_a_step(wind, START + HOUR, START + 101 * HOUR, 9000).tolist())
    assert one - {0} <= other | {100}


def test_that_wind_stands_below_the_plot_and_in_the_readout(chart, qtbot):
    before = chart.plot.plot_area().height()
    speed = np.array([3.2, 0.1, 2.0, np.nan, 1.0])
    chart.set_wind(hours(5), speed, np.array([315.0, 90.0, np.nan, 10.0, 0.0]))
    qtbot.waitUntil(lambda: chart.plot.plot_area().height() < before)
    assert hover(chart, qtbot, START)[-1] == "NW wind 3.2 m/s"
    for hour, text in ((1, "Calm, 0.1 m/s"), (2, "Wind 2.0 m/s"), (3, "a站 4")):
        hover(chart, qtbot, START + hour * HOUR)
        qtbot.waitUntil(lambda text=text: chart.readout_text().splitlines()[-1] == text)
    chart.set_wind(np.empty(0), np.empty(0), np.empty(0))
    qtbot.waitUntil(lambda: chart.plot.plot_area().height() == before)


# Events


@pytest.fixture
def events(chart):
    found = [
        Event(START + HOUR, "dispatched", "交办单 成安-扬-0141", "o1"),
        Event(START + 3 * HOUR, "closed", "已销号", "c1"),
        Event(START + 3 * HOUR + 60, "flag", "存疑 & 待核", "f1"),
    ]
    chart.set_events(found)
    chart.grab()
    return chart.plot.events


def scene_of(strip, time):
    return strip.mapToScene(QPointF(strip.x_of(time), strip.size().height() / 2))


def click(chart, qtbot, strip, time):
    place = chart.plot.mapFromScene(scene_of(strip, time))
    qtbot.mouseClick(chart.plot.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_that_a_click_on_an_event_tells_its_key(chart, qtbot, events):
    with qtbot.waitSignal(chart.event_clicked) as fired:
        click(chart, qtbot, events, START + HOUR)
    assert fired.args == ["o1"]


def test_that_events_on_one_place_share_a_mark_and_a_menu_tells_them_apart(chart, qtbot, events):
    assert [[event.key for event in cluster] for cluster in events.clusters()] == [["o1"], ["c1", "f1"]]
    click(chart, qtbot, events, START + 3 * HOUR)
    menu = chart._cross._menu
    assert [action.text() for action in menu.actions()] == ["12-18 03:00 已销号", "12-18 03:01 存疑 && 待核"]
    with qtbot.waitSignal(chart.event_clicked) as fired:
        menu.actions()[1].trigger()
    assert fired.args == ["f1"]
    menu.close()


def test_that_events_come_apart_when_the_view_is_near_enough(chart, events):
    chart.set_window(START + 3 * HOUR - 300, START + 3 * HOUR + 300)
    assert [len(cluster) for cluster in events.clusters()] == [1, 1]


def test_that_an_event_stands_in_readout_and_tooltip(chart, qtbot, events):
    assert hover(chart, qtbot, START + HOUR)[-1] == "01:00 交办单 成安-扬-0141"
    chart.plot.scene().sigMouseMoved.emit(scene_of(events, START + HOUR))
    qtbot.waitUntil(lambda: QToolTip.text() == "12-18 01:00 交办单 成安-扬-0141")
    QToolTip.hideText()


def test_that_enter_opens_the_event_at_the_cross_hair(chart, qtbot, events):
    for _ in range(4):
        qtbot.keyClick(chart, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert chart.readout_text().startswith("12-18 01:00")
    with qtbot.waitSignal(chart.event_clicked) as fired:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert fired.args == ["o1"]


# Keys, wheel, resolution


def test_that_ctrl_and_arrows_go_from_point_to_point_and_the_view_follows(chart, qtbot):
    chart.set_series([series("n", values=range(30))])
    ctrl = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(chart, Qt.Key.Key_Left, ctrl)
    assert chart.readout_text().splitlines() == ["12-18 04:00", "n站 4"]
    assert "n站 4" in chart.accessibleDescription()
    qtbot.keyClick(chart, Qt.Key.Key_Right, ctrl)
    assert chart.readout_text().splitlines() == ["12-18 05:00", "n站 5"]
    assert chart.shown_range() == pytest.approx((START + 2 * HOUR, START + 6 * HOUR))
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.readout_text() == ""


def wheel(chart, across=0, up=0, modifiers=Qt.KeyboardModifier.NoModifier):
    place = QPointF(chart.plot.plot_area().center())
    event = QWheelEvent(
        place, QPointF(chart.plot.mapToGlobal(place.toPoint())), QPoint(), QPoint(across, up),
        Qt.MouseButton.NoButton, modifiers, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(chart.plot.viewport(), event)


def test_that_the_wheel_zooms_at_the_mouse_and_moves_sideways(chart, qtbot):
    with qtbot.waitSignal(chart.range_changed):
        wheel(chart, up=120)
    start, end = chart.shown_range()
    assert end - start == pytest.approx(0.8 * 4 * HOUR)
    assert (start + end) / 2 == pytest.approx(START + 2 * HOUR, abs=60)
    wheel(chart, across=-120)
    assert chart.shown_range() == pytest.approx((start + 0.32 * HOUR, end + 0.32 * HOUR))
    wheel(chart, up=-120, modifiers=Qt.KeyboardModifier.ShiftModifier)
    assert chart.shown_range() == pytest.approx((start + 0.64 * HOUR, end + 0.64 * HOUR))
    assert not chart.is_following()


def test_that_the_view_stays_between_ten_minutes_and_four_years(chart):
    for _ in range(60):
        wheel(chart, up=120)
    assert np.diff(chart.shown_range()) == pytest.approx(600)
    for _ in range(120):
        wheel(chart, up=-120)
    assert np.diff(chart.shown_range()) == pytest.approx(4 * 366 * 86400)


def test_that_a_view_at_rest_asks_for_the_data_it_needs(chart, qtbot):
    with qtbot.waitSignal(chart.resolution_wanted) as fired:
        chart.set_window(START, START + 100 * HOUR)
    pixels = chart.plot.plot_area().width()
    assert fired.args == pytest.approx([100 * HOUR / pixels, START - 50 * HOUR, START + 150 * HOUR])
    with qtbot.assertNotEmitted(chart.resolution_wanted):
        chart.set_window(START + HOUR, START + 101 * HOUR)
        qtbot.waitUntil(lambda: not chart._settle_timer.isActive())


def test_that_lines_are_rough_only_while_they_move(chart, qtbot):
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.plot.curves._moving
    qtbot.waitUntil(lambda: not chart.plot.curves._moving)


def test_that_the_caller_is_asked_for_a_menu(chart, qtbot):
    place = chart.plot.plot_area().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, chart.plot.mapToGlobal(place))
    with qtbot.waitSignal(chart.menu_requested) as fired:
        QApplication.sendEvent(chart.plot.viewport(), event)
    assert fired.args == [chart.plot.mapToGlobal(place)]


# Export


def test_that_csv_has_curves_flags_ghosts_and_wind_in_columns(chart):
    flagged = np.array([False, True, False, False, False])
    ghost = Ghost("=去年", hours(5), np.full(5, 0.5))
    chart.set_series([series("a", flagged=flagged, ghost=ghost, unit="µg/m³")])
    chart.set_wind(hours(2), np.array([1.5, np.nan]), np.array([90.0, np.nan]))
    chart.set_window(START, START + 3 * HOUR)
    data = chart.as_csv()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(data.decode("utf-8-sig").splitlines()))
    names = ["Time", "a站 (µg/m³)", "a站: flag", "'=去年 (µg/m³)", "Wind speed (m/s)", "Wind direction (°)"]
    assert rows == [
        names,
        ["2015-12-18T00:00:00+08:00", "1", "", "0.5", "1.5", "90"],
        ["2015-12-18T01:00:00+08:00", "2", "flagged", "0.5", "", ""],
        ["2015-12-18T02:00:00+08:00", "", "", "0.5", "", ""],
        ["2015-12-18T03:00:00+08:00", "4", "", "0.5", "", ""],
    ]


def test_that_a_png_has_the_width_asked_for_and_knows_its_size_on_paper(chart):
    image = QImage.fromData(chart.as_png(1600, 192))
    assert (image.width(), image.height()) == (1600, 2 * round(800 * 420 / 900))
    assert image.dotsPerMeterX() == pytest.approx(192 / 0.0254, abs=1)


def test_that_lines_on_paper_are_as_wide_as_on_the_screen(chart):
    chart.set_series([series("flat", values=[10.0] * 5)])
    image, scale = QImage.fromData(chart.as_png(3600, 384)), 4
    x = image.width() // 2
    colours = [image.pixelColor(x, y) for y in range(image.height() // 20, image.height() * 9 // 10)]
    assert sum(colour.blue() > colour.red() + 100 for colour in colours) == pytest.approx(scale, abs=2)


def test_that_an_svg_holds_lines_and_no_picture(chart):
    text = chart.as_svg().decode()
    assert "<polyline" in text
    assert "<image" not in text
    assert "站</text>" in text


def test_that_a_copy_is_on_the_clipboard(chart):
    chart.copy_image()
    assert QGuiApplication.clipboard().image().width() == 1800


def test_that_a_picture_too_large_for_memory_is_an_error_and_no_crash(chart):
    with pytest.raises(OSError, match="dots"):
        chart.as_png(200_000, 96)
    with pytest.raises(ValueError, match="0 dots"):
        chart.as_png(0, 96)


# Long life


def test_that_a_thousand_updates_leave_no_references_behind(chart):
    def update(step):
        one = series("a", values=np.arange(48.0) + step)
        chart.set_series([one, replace(one, key="b", colour=1)])
        chart.set_events([Event(START + HOUR, "closed", str(step), "k")])
        chart.redraw()
        chart.plot.viewport().grab()

    for step in range(50):
        update(step)
    gc.collect()
    before = [sys.getrefcount(thing) for thing in (None, True, False)]
    objects = len(gc.get_objects())
    for step in range(1000):
        update(step)
    gc.collect()
    after = [sys.getrefcount(thing) for thing in (None, True, False)]
    assert all(abs(new - old) < 200 for new, old in zip(after, before, strict=True))
    assert len(gc.get_objects()) - objects < 200
