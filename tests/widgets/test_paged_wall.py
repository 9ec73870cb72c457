"""The turning wall: pages without scrolling, turning, holding, no timers left."""

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt, QTimer

from widgets import theme
from widgets.page_layout import paginate
from widgets.pages import PagedWall
from widgets.tile_layout import arrange
from widgets.tiles import Tile, TileGroup


def groups(*sizes):
    return [
        TileGroup(f"县{n}", "", [Tile(f"{n}-{i}", f"站{i}", 80) for i in range(size)])
        for n, size in enumerate(sizes)
    ]


@pytest.fixture
def wall(qtbot):
    wall = PagedWall(interval_ms=20, hold_ms=60)
    qtbot.addWidget(wall)
    wall.resize(700, 420)
    wall.set_groups(groups(12, 12, 12))
    with qtbot.waitExposed(wall):
        wall.show()
    yield wall
    wall.hide()
    assert not any(timer.isActive() for timer in wall.findChildren(QTimer))


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (3840, 2160)])
@pytest.mark.parametrize("sizes", [(15, 15, 15, 15), (3, 1, 400, 0, 14), (1,), (7,) * 30])
def test_that_every_tile_is_on_one_page_and_none_scrolls(size, sizes, themes):
    look = theme.load_theme("projection", themes, size[1])
    height = size[1] - look.px(1.7)
    pages = paginate(groups(*sizes), size[0], height, look)
    keys = [tile.key for page in pages for group in page for tile in group.tiles]
    assert keys == [tile.key for group in groups(*sizes) for tile in group.tiles]
    assert all(arrange(page, size[0], look).height <= height for page in pages)


def test_that_a_group_too_long_for_a_page_is_split_evenly_and_says_so(themes):
    look = theme.load_theme("projection", themes)
    pages = paginate(groups(40), 1920, 1030, look)
    parts = [group for page in pages for group in page]
    assert [group.title for group in parts] == [f"县0 {n}/{len(parts)}" for n in range(1, len(parts) + 1)]
    counts = [len(group.tiles) for group in parts]
    assert sum(counts) == 40
    assert max(counts) - min(counts) <= len(parts)


def test_that_pages_turn_by_themselves_and_begin_again(wall, qtbot):
    assert wall.page_count() == 3
    seen = []
    wall.page_changed.connect(seen.append)
    qtbot.waitUntil(lambda: len(seen) >= 4)
    assert all((one + 1) % 3 == other for one, other in pairwise(seen))


def test_that_a_key_holds_the_page_for_a_while(wall, qtbot):
    with qtbot.waitSignal(wall.held_changed) as fired:
        qtbot.keyClick(wall.wall, Qt.Key.Key_Down)
    assert fired.args == [True]
    assert not wall._turn_timer.isActive()
    with qtbot.waitSignal(wall.held_changed) as fired:
        pass
    assert fired.args == [False]
    qtbot.waitSignal(wall.page_changed).wait()


def test_that_the_mouse_holds_too(wall, qtbot):
    qtbot.mouseClick(wall.wall.viewport(), Qt.MouseButton.LeftButton)
    assert wall.is_held()


def test_that_space_stops_until_it_is_pressed_again(wall, qtbot):
    qtbot.keyClick(wall.wall, Qt.Key.Key_Space)
    assert wall.is_held()
    assert not wall._hold_timer.isActive()
    assert wall.dots.accessibleName().endswith("held")
    qtbot.keyClick(wall.wall, Qt.Key.Key_Space)
    assert not wall.is_held()
    assert wall._turn_timer.isActive()


def test_that_page_keys_and_dots_turn_pages(wall, qtbot):
    wall.set_stopped(True)
    start = wall.page()
    qtbot.keyClick(wall.wall, Qt.Key.Key_PageDown)
    assert wall.page() == (start + 1) % 3
    qtbot.keyClick(wall.wall, Qt.Key.Key_PageUp)
    assert wall.page() == start
    qtbot.mouseClick(wall.dots, Qt.MouseButton.LeftButton, pos=wall.dots.dot_rect(2).center())
    assert wall.page() == 2
    assert wall.dots.accessibleName() == "Page 3 of 3, held"


def test_that_updates_reach_tiles_on_every_page(wall):
    wall.set_stopped(True)
    wall.show_page(0)
    wall.update_tiles([Tile("0-0", "站0", 300), Tile("2-3", "站3", 301), Tile("x", "x", 1)])
    assert wall.wall._tiles["0-0"].aqi == 300
    wall.show_page(2)
    assert wall.wall._tiles["2-3"].aqi == 301
    assert "x" not in wall.wall._tiles


def test_that_one_page_does_not_turn(wall):
    wall.set_groups(groups(3))
    assert not wall._turn_timer.isActive()
    assert wall.page() == 0


def test_that_a_smaller_wall_has_more_pages(wall, qtbot):
    wall.resize(360, 300)
    qtbot.waitUntil(lambda: wall.page_count() > 3)
    assert wall.wall.verticalScrollBar().maximum() == 0


def test_that_no_stations_are_no_page(wall):
    wall.set_groups([])
    assert wall.page_count() == 0
    wall.show_page(1)
    wall.update_tiles([replace(Tile("a", "a", 1))])
    assert not wall.grab().isNull()


def test_that_few_tiles_fill_the_wall_and_many_turn_pages(qtbot):
    wall = PagedWall()
    qtbot.addWidget(wall)
    wall.resize(1920, 1080)
    wall.show()
    wall.set_groups([TileGroup("成安", "", [Tile(f"A{n}", f"站 {n}", 50) for n in range(4)])])
    assert wall.wall._scale == 3.0
    rect = wall.wall.tile_rect("A0")
    assert rect.width() > 1920 / 5
    assert wall.page_count() == 1
    wall.set_groups(
        [TileGroup(f"县 {g}", "", [Tile(f"{g}-{n}", f"站 {n}", 50) for n in range(60)]) for g in range(9)]
    )
    assert wall.wall._scale == 1.0
    assert wall.page_count() > 1
    assert all(wall.wall.content_height() <= wall.wall.viewport().height() for _ in range(1))
