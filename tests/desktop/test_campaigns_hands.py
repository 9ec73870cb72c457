"""The list under keys and mouse: selecting, copying, folding, and the column that stays."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from desktop.screens.campaigns.screen import CampaignsScreen
from desktop.site_index.wishes import Wish

LEFT = Qt.MouseButton.LeftButton
NAMES = ["柏寺安置房", "商城供热管网", "玉岭路改造"]


@pytest.fixture
def screen(qtbot, context):
    screen = CampaignsScreen(context)
    qtbot.addWidget(screen)
    screen.resize(1300, 690)
    with qtbot.waitSignal(screen.listing.shown):
        screen.show()
    return screen


@pytest.fixture
def view(screen):
    return screen.view.overview


@pytest.fixture
def table(view):
    view.table.setFocus()
    view.table.setCurrentIndex(view.model.index(0, 0))
    view.table.clearSelection()
    return view.table


def settle(qtbot, screen):
    model, engine = screen.view.overview.model, screen.listing.engine
    qtbot.waitUntil(lambda: model.view.wish == engine.wish)


def selected(table):
    return [table.sites.view.table.rows[at][2] for at in table.selected_sites().tolist()]


def test_that_space_selects_and_takes_back(qtbot, table):
    qtbot.keyClick(table, Qt.Key.Key_Space)
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert selected(table) == NAMES[:2]
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert selected(table) == NAMES[:1]


def test_that_escape_takes_the_selection_and_then_the_filter(qtbot, screen, view, table):
    view.search.setText("柏")
    settle(qtbot, screen)
    table.selectAll()
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    assert (selected(table), view.search.text()) == ([], "柏")
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    settle(qtbot, screen)
    assert (view.search.text(), view.model.rowCount()) == ("", 3)


def test_that_typing_in_the_list_goes_into_the_filter(qtbot, screen, view, table):
    qtbot.keyClicks(table, "bs")  # the initials of 柏寺
    settle(qtbot, screen)
    assert view.search.text() == "bs"
    assert [view.model.index(row, 0).data() for row in range(view.model.rowCount())] == ["柏寺安置房"]


def test_that_the_selection_is_copied_with_titles_for_a_spreadsheet(qtbot, view, table):
    table.selectAll()
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].split("\t")[:2] == ["Name", "Code"]
    assert [line.split("\t")[0] for line in lines[1:4]] == NAMES
    assert lines[4:] == [""]


def test_that_groups_fold_by_click_and_by_arrow(qtbot, screen, view, table):
    screen.listing._ask(Wish(group="state"))
    settle(qtbot, screen)
    # three states with one site each: a head and a site, three times
    assert view.model.rowCount() == 6
    qtbot.mouseClick(table.viewport(), LEFT, pos=table.visualRect(view.model.index(0, 0)).center())
    settle(qtbot, screen)
    assert view.model.rowCount() == 5
    table.setFocus()
    table.setCurrentIndex(view.model.index(0, 0))
    qtbot.keyClick(table, Qt.Key.Key_Right)
    settle(qtbot, screen)
    assert view.model.rowCount() == 6


def test_that_the_name_stays_while_the_rest_is_scrolled(qtbot, screen, view, table):
    screen.listing.widths.choose(range(view.model.columnCount()))
    bar = table.horizontalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    assert table.visualRect(view.model.index(0, 0)).x() < 0
    shown = table.frozen.visualRect(view.model.index(0, 0))
    assert shown.x() >= 0
    assert table.frozen.isVisible()
    assert table.frozen.columnWidth(0) == table.columnWidth(0)
