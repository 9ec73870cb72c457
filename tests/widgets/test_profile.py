"""Profiles of day and week: values, gaps, bands, keys."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor

from widgets import theme
from widgets.profile import Profile, ProfileChart


def profile(key="a", **more):
    median = np.arange(24.0) + 50
    median[5] = np.nan
    return Profile(key, f"{key}县", median, median - 10, median + 20, **more)


@pytest.fixture
def chart(qtbot):
    chart = ProfileChart()
    qtbot.addWidget(chart)
    chart.resize(600, 300)
    chart.set_hours([profile(), profile("b", colour=1)], "µg/m³")
    with qtbot.waitExposed(chart):
        chart.show()
    return chart


def test_that_keys_read_hour_by_hour_named_by_their_ends(chart, qtbot):
    qtbot.keyClick(chart.plot, Qt.Key.Key_Right)
    assert chart.plot.readout_text().splitlines() == ["00:00–01:00", "a县 50 (40–70)", "b县 50 (40–70)"]
    for _ in range(30):
        qtbot.keyClick(chart.plot, Qt.Key.Key_Right)
    assert chart.plot.readout_text().splitlines()[:2] == ["23:00–24:00", "a县 73 (63–93)"]
    assert chart.plot.accessibleDescription().startswith("23:00–24:00")
    qtbot.keyClick(chart.plot, Qt.Key.Key_Escape)
    assert chart.plot.readout_text() == ""


def test_that_a_missing_hour_is_a_gap_and_says_so(chart, qtbot):
    for _ in range(6):
        qtbot.keyClick(chart.plot, Qt.Key.Key_Right)
    assert chart.plot.readout_text().splitlines()[:2] == ["05:00–06:00", "a县 —"]
    qtbot.keyClick(chart.plot, Qt.Key.Key_Escape)
    image, line = chart.plot.grab().toImage(), theme.current().series[1]

    def has_line(index):
        x = round(chart.plot.x_of(index))
        return any(near(image.pixelColor(x, y), QColor(line)) for y in range(image.height()))

    assert has_line(3)
    assert has_line(8)
    assert not has_line(5)


def near(one, other):
    return (
        abs(one.red() - other.red()) + abs(one.green() - other.green()) + abs(one.blue() - other.blue()) < 150
    )


def test_that_the_mouse_reads_the_hour_under_it(chart, qtbot):
    place = QPoint(round(chart.plot.x_of(11)), chart.plot.height() // 2)
    qtbot.mouseMove(chart.plot, place)
    qtbot.waitUntil(lambda: chart.plot.readout_text().startswith("11:00–12:00"))


def test_that_the_scale_is_round_and_holds_the_band(chart):
    # the band ends at 93
    assert chart.plot.y_of(100) == pytest.approx(chart.plot._area().top())
    assert chart.plot.y_of(0) == pytest.approx(chart.plot._area().bottom())


def test_that_a_week_has_seven_names(chart, qtbot):
    chart.set_weekdays([Profile("a", "a县", np.arange(7.0))], "µg/m³", decimals=1)
    qtbot.keyClick(chart.plot, Qt.Key.Key_Left)
    assert chart.plot.readout_text().splitlines() == ["On Su", "a县 6.0"]
    assert chart.plot.accessibleName() == "Profile of the week"


def test_that_values_of_another_length_are_refused(chart):
    with pytest.raises(ValueError, match="7 values for 24"):
        chart.set_hours([Profile("a", "a县", np.arange(7.0))])


@pytest.mark.parametrize("size", [(200, 120), (600, 300), (1400, 700)])
def test_that_nothing_at_all_can_be_painted_too(chart, size):
    chart.resize(*size)
    chart.set_hours([])
    assert not chart.grab().isNull()
    chart.set_hours([Profile("a", "a县", np.full(24, np.nan))])
    assert not chart.grab().isNull()
