"""The ranking: columns, movement, keys, selection."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from widgets import theme
from widgets.ranking import RankHeads, RankingList, RankRow
from widgets.ranking_rows import columns, rank_fonts
from widgets.tile_layout import moved_text

NAMES = ("成安县", "永年区", "馆陶县", "磁县漳河乡人民政府")


def rows(count=30):
    moves = (12, -1, 0, None)
    made = [
        RankRow(f"k{n}", f"{n + 1}", NAMES[n % 4], 120.0 - n, f"{120 - n}", moves[n % 4], "+3.2%", "#FF7E00")
        for n in range(count)
    ]
    return [*made, RankRow("none", "", "临漳县", None, "—", note="有效数据不足")]


@pytest.fixture
def ranking(qtbot):
    ranking = RankingList()
    qtbot.addWidget(ranking)
    ranking.resize(520, 300)
    ranking.set_rows(rows(), RankHeads("PM2.5 µg/m³", "同比"))
    with qtbot.waitExposed(ranking):
        ranking.show()
    return ranking


def test_that_movement_is_an_arrow_with_its_number():
    assert [moved_text(moved) for moved in (2, -1, 0, None)] == ["↑2", "↓1", "–", ""]


@pytest.mark.parametrize("width", [180, 260, 380, 520, 1000, 3000])
@pytest.mark.parametrize("name", ["light", "projection"])
def test_that_columns_never_overlap_or_leave_the_list(width, name, themes, qapp):
    look = theme.load_theme(name, themes)
    parts = columns(rows(), RankHeads("PM2.5 µg/m³", "同比"), width, rank_fonts(qapp.font(), look), look)
    shown = [parts.rank, parts.moved, parts.name, parts.bar, parts.value, parts.rate]
    shown = [part for part in shown if part.width()]
    assert all(one.right() < other.left() for one, other in pairwise(shown))
    assert shown[-1].right() < width or width == 180


def test_that_a_narrow_list_keeps_names_before_rates_and_bars(themes, qapp):
    look = theme.load_theme("light", themes)
    narrow = columns(rows(), RankHeads(), 200, rank_fonts(qapp.font(), look), look)
    wide = columns(rows(), RankHeads(), 700, rank_fonts(qapp.font(), look), look)
    assert narrow.bar.width() == 0
    assert narrow.name.width() > 0
    assert min(wide.bar.width(), wide.rate.width(), wide.moved.width()) > 0


def test_that_keys_choose_and_keep_the_row_in_sight(ranking, qtbot):
    with qtbot.waitSignal(ranking.chosen) as fired:
        qtbot.keyClick(ranking, Qt.Key.Key_Down)
    assert fired.args == ["k0"]
    for key, expected in (
        (Qt.Key.Key_End, "none"),
        (Qt.Key.Key_Up, "k29"),
        (Qt.Key.Key_Home, "k0"),
        (Qt.Key.Key_PageDown, "k8"),  # 300 - 31 px of head, 32 px a row: 8 rows
    ):
        qtbot.keyClick(ranking, key)
        assert ranking.current() == expected
        rect = ranking.row_rect(expected)
        assert rect.top() >= ranking._head_height()
        assert rect.bottom() < ranking.viewport().height()
    with qtbot.waitSignal(ranking.activated) as entered:
        qtbot.keyClick(ranking, Qt.Key.Key_Return)
    assert entered.args == ["k8"]


def test_that_a_click_chooses_once(ranking, qtbot):
    place = ranking.row_rect("k3").center()
    with qtbot.waitSignal(ranking.chosen) as fired:
        qtbot.mouseClick(ranking.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert fired.args == ["k3"]
    with qtbot.assertNotEmitted(ranking.chosen):
        qtbot.mouseClick(ranking.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_that_the_choice_stays_with_its_key(ranking):
    ranking.set_current("k5")
    ranking.set_rows(list(reversed(rows())))
    assert ranking.current() == "k5"
    ranking.set_rows(rows(3))
    assert ranking.current() == ""


def test_that_the_bar_is_as_long_as_the_value(ranking):
    values = (("a", 100.0), ("b", 25.0))
    ranking.set_rows([RankRow(key, "1", key, value, "", colour="#FF7E00") for key, value in values])
    image, bar = ranking.viewport().grab().toImage(), ranking._parts.bar

    def length(key):
        y = ranking.row_rect(key).center().y()
        return sum(image.pixelColor(x, y) == QColor("#FF7E00") for x in range(bar.left(), bar.right() + 1))

    assert length("b") == pytest.approx(length("a") / 4, abs=1)


def test_that_a_row_without_value_says_why(ranking, qtbot):
    ranking.set_current("none")
    place = ranking.row_rect("none").center()
    event = QHelpEvent(QHelpEvent.Type.ToolTip, place, ranking.viewport().mapToGlobal(place))
    QApplication.sendEvent(ranking.viewport(), event)
    qtbot.waitUntil(lambda: QToolTip.text() == "临漳县\n—\n有效数据不足")
    QToolTip.hideText()


def test_that_an_empty_ranking_has_words_and_takes_keys(ranking, qtbot):
    ranking.set_empty_text("没有排名")
    ranking.set_rows([])
    qtbot.keyClick(ranking, Qt.Key.Key_Down)
    assert ranking.current() == ""
    assert not ranking.grab().isNull()
