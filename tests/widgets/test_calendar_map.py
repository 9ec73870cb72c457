"""The calendar of a year: where days stand, what they say, keys and mouse."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from widgets import theme
from widgets.calendar_layout import days_of, layout
from widgets.calendar_map import CalendarMap, DayCell

GOOD = DayCell("#00E400", "优", "优", "38")
LIGHT = DayCell("#FF7E00", "轻", "轻度", "128", "首要污染物 PM2.5")
TODAY = date(2015, 12, 18)  # a Friday


@pytest.fixture
def calendar(qtbot):
    calendar = CalendarMap()
    qtbot.addWidget(calendar)
    calendar.resize(1000, 180)
    calendar.set_year(2015, {date(2015, 1, 1): GOOD, TODAY: LIGHT}, TODAY)
    with qtbot.waitExposed(calendar):
        calendar.show()
    return calendar


def test_that_weeks_are_columns_and_monday_is_the_first_row():
    grid = layout(2015, 1000, 180, 20, 30)
    assert grid.strips == 1
    thursday, monday = grid.rect(date(2015, 1, 1)), grid.rect(date(2015, 1, 5))
    assert thursday.top() - grid.top == 3 * grid.side
    assert monday.top() == grid.top
    assert monday.left() - thursday.left() == grid.side
    # 2015 has days in 53 weeks
    assert grid.rect(date(2015, 12, 31)).left() - thursday.left() == 52 * grid.side


@pytest.mark.parametrize("size", [(1000, 180), (420, 360), (300, 600), (1900, 500)])
@pytest.mark.parametrize("year", [2012, 2015, 2018])
def test_that_no_day_overlaps_another_or_leaves_the_room(size, year):
    grid = layout(year, *size, 20, 30)
    rects = [grid.rect(day) for day in days_of(year)]
    assert len({(rect.left(), rect.top()) for rect in rects}) == len(rects)
    assert all(QRectF(30, 0, size[0] - 30, size[1]).contains(rect) for rect in rects)


def test_that_a_narrow_calendar_has_more_strips_and_larger_cells():
    assert layout(2015, 1000, 180, 20, 30).strips == 1
    narrow = layout(2015, 420, 360, 20, 30)
    # half a year is 27 weeks: (420 - 30 - 1) / 27
    assert (narrow.strips, narrow.side) == (2, 14)
    assert layout(2015, 200, 600, 20, 30).strips == 4


def test_that_days_without_data_are_hatched_and_later_ones_blank(calendar):
    image = calendar.grab().toImage()

    def colours(day):
        rect = calendar.day_rect(day).adjusted(3, 3, -3, -3)
        xs, ys = range(rect.left(), rect.right() + 1), range(rect.top(), rect.bottom() + 1)
        return {image.pixelColor(x, y).name() for x in xs for y in ys}

    assert QColor(theme.current().neutral_soft).name() in colours(date(2015, 6, 10))
    assert len(colours(date(2015, 6, 10))) > 1
    assert len(colours(date(2015, 12, 25))) == 1
    assert "#ff7e00" in colours(TODAY)
    # a letter is on it: colour is never alone
    assert len(colours(TODAY)) > 3


def test_that_a_day_is_described_in_words(calendar):
    assert calendar.day_text(TODAY) == "2015-12-18 Fr (today)\n128 轻度\n首要污染物 PM2.5"
    assert calendar.day_text(date(2015, 6, 10)) == "2015-06-10 We\nno data"
    assert calendar.day_text(date(2015, 12, 25)) == "2015-12-25 Fr\nto come"
    assert calendar.accessibleName() == "Calendar of the year"
    assert calendar.accessibleDescription() == calendar.day_text(TODAY)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (Qt.Key.Key_Left, date(2015, 12, 11)),
        (Qt.Key.Key_Right, date(2015, 12, 25)),
        (Qt.Key.Key_Up, date(2015, 12, 17)),
        (Qt.Key.Key_Down, date(2015, 12, 19)),
        (Qt.Key.Key_PageUp, date(2015, 11, 18)),
        (Qt.Key.Key_PageDown, date(2015, 12, 31)),
        (Qt.Key.Key_Home, date(2015, 1, 1)),
        (Qt.Key.Key_End, date(2015, 12, 31)),
    ],
)
def test_that_keys_move_the_cursor_within_the_year(calendar, qtbot, key, expected):
    qtbot.keyClick(calendar, key)
    assert calendar.cursor_day() == expected
    with qtbot.waitSignal(calendar.day_clicked) as fired:
        qtbot.keyClick(calendar, Qt.Key.Key_Return)
    assert fired.args == [expected]


def test_that_a_month_on_from_its_31st_is_the_last_day(calendar, qtbot):
    qtbot.keyClick(calendar, Qt.Key.Key_Home)
    for _ in range(30):
        qtbot.keyClick(calendar, Qt.Key.Key_Down)
    qtbot.keyClick(calendar, Qt.Key.Key_PageDown)
    assert calendar.cursor_day() == date(2015, 2, 28)


def test_that_a_click_tells_the_day_and_beside_the_year_nothing(calendar, qtbot):
    with qtbot.waitSignal(calendar.day_clicked) as fired:
        place = calendar.day_rect(date(2015, 6, 10)).center()
        qtbot.mouseClick(calendar, Qt.MouseButton.LeftButton, pos=place)
    assert fired.args == [date(2015, 6, 10)]
    with qtbot.assertNotEmitted(calendar.day_clicked):
        qtbot.mouseClick(calendar, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))


def test_that_a_tooltip_describes_the_day(calendar, qtbot):
    place = calendar.day_rect(TODAY).center()
    event = QHelpEvent(QHelpEvent.Type.ToolTip, place, calendar.mapToGlobal(place))
    QApplication.sendEvent(calendar, event)
    qtbot.waitUntil(lambda: "轻度" in QToolTip.text())
    QToolTip.hideText()


def test_that_another_year_takes_the_cursor_along(calendar):
    calendar.set_year(2014, {date(2014, 1, 1) + timedelta(days=1): GOOD}, TODAY)
    assert calendar.cursor_day() == date(2014, 1, 1)
