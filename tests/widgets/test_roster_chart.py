"""The roster's chart: lanes, gaps as holes, marking by mouse and keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPixmap, QRegion

from widgets.roster_chart import RosterBar, RosterChart, RosterGap, RosterRow, RosterSpan, gap_lanes, lanes

LEFT = Qt.MouseButton.LeftButton


def bar(key, start, end):
    return RosterBar(key, start, end, key)


def test_that_shifts_at_the_same_time_lie_in_lanes_of_their_own_and_others_share_one():
    assert lanes([bar("a", 0, 8), bar("b", 8, 16), bar("c", 4, 12), bar("d", 12, 20)]) == [0, 0, 1, 1]


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 6)), max_size=12))
def test_that_no_two_shifts_of_a_lane_overlap(spans):
    bars = [bar(str(n), start, start + length) for n, (start, length) in enumerate(spans)]
    found = lanes(bars)
    for a, one in enumerate(bars):
        for b, other in enumerate(bars):
            if a < b and found[a] == found[b]:
                assert one.end <= other.start or other.end <= one.start


def test_that_a_gap_is_a_hole_in_the_line():
    row = RosterRow("r", "厂", "", (bar("a", 0, 8), bar("b", 16, 24)), (RosterGap(8, 16, "缺 1 人"),))
    assert gap_lanes(row, [0, 0]) == [0]
    half = RosterRow("r", "厂", "", (bar("a", 0, 24),), (RosterGap(8, 16, "缺 1 人"),))
    assert gap_lanes(half, [0]) == [1]


@pytest.fixture
def chart(qtbot):
    chart = RosterChart()
    qtbot.addWidget(chart)
    rows = [
        RosterRow(
            "one", "水泥厂", "成安镇", (bar("a", 0, 8), bar("b", 8, 16)), (RosterGap(16, 24, "缺 1 人"),)
        ),
        RosterRow("two", "砖厂", "", (bar("c", 0, 24),)),
    ]
    chart.show_rows(rows, RosterSpan(24, ((0, "00:00"), (24, "24:00")), 9.5))
    chart.resize(900, chart.sizeHint().height())
    chart.show()
    return chart


def click(qtbot, chart, box):
    qtbot.mouseClick(chart, LEFT, pos=box.center().toPoint())


def test_that_a_click_marks_a_shift_and_beside_it_nothing(qtbot, chart):
    with qtbot.waitSignal(chart.bar_chosen, check_params_cb=lambda key: key == "b"):
        click(qtbot, chart, chart.bar_rect("b"))
    with qtbot.waitSignal(chart.bar_chosen, check_params_cb=lambda key: key == ""):
        qtbot.mouseClick(chart, LEFT, pos=QPoint(chart.width() - 3, 3))
    assert chart.current == ""


def test_that_a_click_on_a_gap_says_where_and_when(qtbot, chart):
    with qtbot.waitSignal(chart.gap_clicked) as told:
        click(qtbot, chart, chart.gap_rect(0, 0))
    assert told.args == ["one", 16, 24]


def test_that_arrow_keys_go_from_shift_to_shift_and_stop_at_the_ends(qtbot, chart):
    seen = []
    chart.bar_chosen.connect(seen.append)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Escape):
        qtbot.keyClick(chart, key)
    assert seen == ["a", "b", "c", ""]


def test_that_a_mark_on_a_shift_that_is_gone_goes_too(qtbot, chart):
    chart.mark("b")
    with qtbot.waitSignal(chart.bar_chosen):
        chart.show_rows([RosterRow("two", "砖厂", "", (bar("c", 0, 24),))], RosterSpan())
    assert chart.current == ""


@pytest.mark.parametrize("rows", [1, 3, 300])
def test_that_only_rows_in_sight_are_drawn_and_all_of_them(qtbot, rows, monkeypatch):
    chart = RosterChart()
    qtbot.addWidget(chart)
    bar = RosterBar("", 0, 8, "王某")
    chart.show_rows([RosterRow(str(n), f"企业{n}", bars=(bar,)) for n in range(rows)], RosterSpan())
    chart.resize(900, chart.sizeHint().height())
    drawn = []
    monkeypatch.setattr(RosterChart, "_draw_row", lambda _self, _painter, at, _row: drawn.append(at))
    chart.render(QPixmap(900, 200), sourceRegion=QRegion(0, 0, 900, 200))
    seen = [at for at in range(rows) if chart._tops[at] < 200]
    assert drawn == seen
    drawn.clear()
    chart.grab()
    assert drawn == list(range(rows))
