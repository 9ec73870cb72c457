"""The live chart: gaps, time labels, keys, cross-hair, redraws."""

from datetime import UTC, datetime

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtWidgets import QApplication

from widgets import theme
from widgets.chart_axes import ChinaTimeAxis
from widgets.chart_curves import series_pen
from widgets.chart_data import bounds, latest, runs, value_at
from widgets.chart_levels import Levels
from widgets.live_chart import MAX_CURVES, Band, LiveChart, Series

START = datetime(2015, 12, 17, 16, tzinfo=UTC).timestamp()  # midnight in China
HOUR = 3600.0


def series(key="a", values=(1.0, 2.0, np.nan, 4.0, 5.0), colour=0):
    y = np.array(values, dtype=np.float64)
    return Series(key, f"{key}站", START + HOUR * np.arange(len(y)), y, colour)


@pytest.fixture
def chart(qtbot):
    chart = LiveChart(redraw_ms=20)
    qtbot.addWidget(chart)
    chart.resize(900, 420)
    chart.set_window(START, START + 24 * HOUR)
    with qtbot.waitExposed(chart):
        chart.show()
    return chart


def pieces(chart, key="a"):
    """How many unbroken pieces the painted line has."""
    return len(set(chart.plot.curves.points(key).run.tolist()))


def test_that_a_gap_breaks_the_line(chart):
    chart.set_series([series(values=[10.0] * 5)])
    assert pieces(chart) == 1
    chart.set_series([series("b", values=[10.0, 11.0, np.nan, 12.0, 13.0])])
    assert pieces(chart, "b") == 2


def test_that_missing_rows_break_the_line_too():
    x = START + HOUR * np.array([0.0, 1, 2, 5, 6])
    assert runs(x, np.ones(5)).tolist() == [0, 0, 0, 1, 1]


def test_that_a_value_between_two_gaps_gets_a_dot(chart):
    chart.set_series([series(values=[1.0, np.nan, 9.0, np.nan, 2.0, 3.0])])
    assert chart.plot.curves.points("a").lone().y.tolist() == [1.0, 9.0]
    assert Levels(np.array([0.0, 60.0]), np.array([np.nan, 1.0])).view(0, 60, 9).lone().y.tolist() == [1.0]


def test_that_levels_are_kept_while_the_numbers_are_the_same(chart):
    chart.set_series([series(), series("b", colour=1)])
    levels = dict(chart.plot.curves._levels)
    chart.set_series([series(values=[1.0, 2.0, 3.0]), series("b", colour=1)])
    chart.redraw()
    assert chart.plot.curves._levels["b"] is levels["b"]
    assert chart.plot.curves._levels["a"] is not levels["a"]
    assert chart.plot.drawn()[0][1].tolist() == [1.0, 2.0, 3.0]
    chart.set_series([series("b", colour=1)])
    assert list(chart.plot.curves._levels) == ["b"]


def test_that_nothing_is_drawn_while_hidden(chart, qtbot):
    chart.hide()
    chart.set_series([series()])
    assert chart.plot.drawn() == []
    with qtbot.waitExposed(chart):
        chart.show()
    assert len(chart.plot.drawn()) == 1


def test_that_no_value_at_all_shows_words_instead_of_a_frame(chart, qtbot):
    chart.set_empty_text("这段时间没有数据")
    chart.set_series([series(values=[np.nan, np.nan])])
    assert not chart.plot.isVisible()
    chart.set_series([series("b")])
    assert chart.plot.isVisible()


def test_that_labels_are_in_china_time():
    axis = ChinaTimeAxis()
    ticks = axis.tickValues(START, START + 24 * HOUR, 900)
    labels = axis.tickStrings(ticks[0][1], 1, ticks[0][0])
    assert labels[0] == "12-18"
    assert "12:00" in labels
    assert labels[-1] == "12-19"


@pytest.mark.parametrize("hours", [0.2, 1, 6, 24, 72, 168, 720, 8760, 26280])
@pytest.mark.parametrize("width", [300, 900, 3000])
def test_that_time_labels_never_crowd(hours, width):
    ticks = ChinaTimeAxis().tickValues(START, START + hours * HOUR, width)[0][1]
    assert 0 <= len(ticks) <= width / 45
    assert ticks == sorted(ticks)


def test_that_keys_pan_zoom_and_go_home(chart, qtbot):
    chart.set_series([series()])
    with qtbot.waitSignal(chart.range_changed) as fired:
        qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert fired.args == pytest.approx([START - 6 * HOUR, START + 18 * HOUR])
    qtbot.keyClick(chart, Qt.Key.Key_Plus)
    assert np.diff(chart.shown_range()) == pytest.approx(12 * HOUR)
    chart.advance_window(START + HOUR, START + 25 * HOUR)
    assert np.diff(chart.shown_range()) == pytest.approx(12 * HOUR)
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert chart.shown_range() == pytest.approx((START + HOUR, START + 25 * HOUR))
    assert chart.is_following()


def test_that_the_live_window_moves_on_while_nobody_looks_elsewhere(chart):
    chart.advance_window(START + HOUR, START + 25 * HOUR)
    assert chart.shown_range() == pytest.approx((START + HOUR, START + 25 * HOUR))


def test_that_the_cross_hair_reads_all_curves_and_says_what_is_missing(chart, qtbot):
    chart.set_window(START, START + 4 * HOUR)
    chart.set_series([series(), series("b", values=[7.0, 8.0, 9.0, 10.0, 11.0], colour=1)])
    box = chart.plot.getViewBox()
    chart.plot.scene().sigMouseMoved.emit(box.mapViewToScene(QPointF(START + 2.1 * HOUR, 5)))
    qtbot.waitUntil(lambda: chart.readout_text() != "")
    assert chart.readout_text().splitlines() == ["12-18 02:00", "a站 —", "b站 9"]
    QApplication.sendEvent(chart, QEvent(QEvent.Type.Leave))
    assert chart.readout_text() == ""


def test_that_a_limit_has_its_name_outside_the_plot(chart):
    before = chart.plot.plot_area().right()
    chart.set_limits([(75.0, "24 时二级 75"), (60.0, "限值 60")])
    chart.grab()
    assert chart.plot.plot_area().right() < before - 50


def test_that_bands_and_more_curves_than_colours_are_drawn(chart):
    chart.set_bands([Band(0, 35, "#00E400"), Band(35, 75, "#FFFF00")])
    chart.set_series([series(str(n), colour=n) for n in range(25)])
    assert len(chart.plot.drawn()) == MAX_CURVES
    assert not chart.grab().isNull()


def test_that_the_wall_gets_few_points_and_keeps_extremes_and_gaps(qapp, chart, family, themes):
    theme.switch_theme(qapp, "projection", themes, family)
    y = np.sin(np.arange(8760) / 50)
    y[4000], y[6000:6100] = 99.0, np.nan
    chart.set_series([series(values=y)])
    chart.set_window(START, START + 8760 * HOUR)
    points = chart.plot.curves.points("a")
    assert len(points.x) <= 700
    assert points.y.max() == 99.0
    assert len(set(points.run.tolist())) == 2


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_that_pens_keep_their_width_at_every_screen_scale(chart, ratio, monkeypatch):
    monkeypatch.setattr(chart.plot, "devicePixelRatioF", lambda: ratio)
    chart.set_limits([(3.0, "限值")])
    assert series_pen(0, ratio).widthF() == ratio
    assert chart.plot._lines[0].pen.widthF() == ratio
    # another screen while it is open
    monkeypatch.setattr(chart.plot, "devicePixelRatioF", lambda: 3.0)
    QApplication.sendEvent(chart.plot, QEvent(QEvent.Type.DevicePixelRatioChange))
    assert chart.plot._lines[0].pen.widthF() == 3.0


def test_that_values_are_looked_up_only_near_their_time():
    one = series()
    assert value_at(one.x, one.y, START + 1.4 * HOUR) == 2.0
    assert np.isnan(value_at(one.x, one.y, START + 9 * HOUR))
    assert np.isnan(value_at(np.empty(0), np.empty(0), START))
    assert latest(series(values=[1.0, 3.0, np.nan])) == 3.0
    assert np.isnan(latest(Series("x", "x")))
    assert bounds([one], START + 3 * HOUR, START + 9 * HOUR) == (4.0, 5.0)
    assert bounds([one], START + 2 * HOUR, START + 2 * HOUR) is None
