"""The wall of tiles, driven by mouse and keys."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from widgets import theme
from widgets.tile_layout import arrange, describe
from widgets.tile_paint import TileCache, TilePainter
from widgets.tiles import Tile, TileGroup, TileWall


def tile(key, aqi=128, **more):
    shown = {
        "level_word": "轻度",
        "level_color": "#FF7E00",
        "primary": "PM2.5",
        "trend": 12,
        "age_text": "6 分前",
    }
    return Tile(key, f"{key}站", aqi, spark=(100.0, None, 128.0), **(shown | more))


@pytest.fixture
def wall(qtbot):
    wall = TileWall()
    qtbot.addWidget(wall)
    wall.resize(700, 420)
    wall.set_groups(
        [
            TileGroup("成安县", "第 1 位", [tile("a"), tile("b"), tile("c")]),
            TileGroup("永年区", "第 2 位", [tile("d"), tile("e"), tile("f")]),
        ]
    )
    with qtbot.waitExposed(wall):
        wall.show()
    wall.setFocus()
    return wall


def click(qtbot, wall, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.mouseClick(wall.viewport(), Qt.MouseButton.LeftButton, modifier, wall.tile_rect(key).center())


def test_that_a_click_chooses_one_tile(qtbot, wall):
    click(qtbot, wall, "b")
    with qtbot.waitSignal(wall.selection_changed) as fired:
        click(qtbot, wall, "e")
    assert fired.args == [("e",)]


def test_that_ctrl_click_and_space_toggle_several(qtbot, wall):
    click(qtbot, wall, "e")
    click(qtbot, wall, "b", Qt.KeyboardModifier.ControlModifier)
    assert wall.selected() == ("b", "e")
    qtbot.keyClick(wall, Qt.Key.Key_Space)
    assert wall.selected() == ("e",)


def test_that_arrows_move_the_focus_and_enter_activates(qtbot, wall):
    click(qtbot, wall, "a")
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
        qtbot.keyClick(wall, key)
    with qtbot.waitSignal(wall.activated) as fired:
        qtbot.keyClick(wall, Qt.Key.Key_Return)
    assert fired.args == ["e"]
    assert wall.selected() == ("a",)


def test_that_focus_stays_at_the_ends(qtbot, wall):
    for key, expected in (
        (Qt.Key.Key_End, "f"),
        (Qt.Key.Key_Right, "f"),
        (Qt.Key.Key_Home, "a"),
        (Qt.Key.Key_Up, "a"),
    ):
        qtbot.keyClick(wall, key)
        with qtbot.waitSignal(wall.activated) as fired:
            qtbot.keyClick(wall, Qt.Key.Key_Enter)
        assert fired.args == [expected]


def test_that_a_double_click_activates(qtbot, wall):
    with qtbot.waitSignal(wall.activated):
        qtbot.mouseDClick(wall.viewport(), Qt.MouseButton.LeftButton, pos=wall.tile_rect("c").center())


def test_that_an_update_repaints_only_tiles_that_changed(qtbot, wall, monkeypatch):
    painted = []
    real = TilePainter.tile

    def spy(self, painter, rect, one, **state):
        painted.append(one.key)
        real(self, painter, rect, one, **state)

    monkeypatch.setattr(TilePainter, "tile", spy)
    regions = []
    paint = wall.paintEvent
    monkeypatch.setattr(wall, "paintEvent", lambda event: (regions.append(event.region()), paint(event)))
    wall.update_tiles([tile("a"), tile("b", aqi=301), tile("unknown")])
    qtbot.waitUntil(lambda: painted == ["b"])


def test_that_only_the_touched_rectangle_is_asked_to_repaint(wall, monkeypatch):
    asked = []
    monkeypatch.setattr(wall.viewport(), "update", lambda *args: asked.append(args))
    wall.update_tiles([tile("a"), tile("d", aqi=40)])
    assert asked == [(wall.tile_rect("d"),)]


def test_that_selection_survives_new_groups_as_far_as_tiles_do(qtbot, wall):
    wall.set_selected(["a", "d"])
    with qtbot.waitSignal(wall.selection_changed) as fired:
        wall.set_groups([TileGroup("永年区", "", [tile("d"), tile("x")])])
    assert fired.args == [("d",)]


def test_that_an_outdated_tile_shows_no_level_colour(qtbot, wall):
    def colours():
        image = wall.viewport().grab(wall.tile_rect("a")).toImage()
        return {image.pixelColor(2, y).name() for y in range(10, 60)}

    wall.update_tiles([tile("a", aqi=20, level_word="优", level_color="#00E400")])
    assert QColor("#00E400").name() in colours()
    wall.update_tiles([tile("a", aqi=20, level_color="#00E400", stale=True, reason="设备离线")])
    assert colours() == {QColor(theme.current().line_strong).name()}


def test_that_the_description_has_word_age_and_reason():
    text = describe(replace(tile("a"), stale=True, reason="设备离线"))
    assert all(part in text for part in ("a站", "AQI 128 轻度", "PM2.5 ▲12", "6 分前", "设备离线"))
    assert "—" in describe(tile("a", aqi=None))


def test_that_a_tooltip_describes_the_tile(qtbot, wall):
    point = wall.tile_rect("b").center()
    event = QHelpEvent(QHelpEvent.Type.ToolTip, point, wall.viewport().mapToGlobal(point))
    QApplication.sendEvent(wall.viewport(), event)
    qtbot.waitUntil(lambda: "b站" in QToolTip.text())
    QToolTip.hideText()


def test_that_the_menu_is_asked_for_the_tile_under_the_mouse(qtbot, wall):
    point = wall.tile_rect("c").center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, wall.viewport().mapToGlobal(point))
    with qtbot.waitSignal(wall.menu_requested) as fired:
        QApplication.sendEvent(wall.viewport(), event)
    assert fired.args[0] == "c"


@pytest.mark.parametrize("width", [120, 420, 700, 1300, 3840])
@pytest.mark.parametrize("name", ["light", "projection"])
def test_that_tiles_never_overlap_or_leave_the_wall(width, name, themes):
    look = theme.load_theme(name, themes, 2160)
    groups = [
        TileGroup(f"g{n}", "", [tile(f"{n}-{i}") for i in range(size)])
        for n, size in enumerate((3, 1, 9, 0, 14))
    ]
    placed = arrange(groups, width, look)
    rects = [*placed.tiles.values(), *(rect for rect, _ in placed.headers)]
    assert len(placed.tiles) == 27
    assert not any(one.intersects(other) for i, one in enumerate(rects) for other in rects[:i])
    bounds = QRect(0, 0, width, placed.height)
    assert all(bounds.contains(rect) for rect in rects)


def test_that_the_focused_tile_is_scrolled_into_view(qtbot, wall):
    wall.resize(220, 260)
    qtbot.keyClick(wall, Qt.Key.Key_End)
    assert wall.viewport().rect().contains(wall.tile_rect("f"))


def test_that_a_point_between_tiles_belongs_to_none(qtbot, wall):
    wall.set_selected(["a"])
    qtbot.mouseClick(wall.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    assert wall.selected() == ("a",)


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 1.75, 2.0, 3.0])
@pytest.mark.parametrize("chosen", [False, True])
def test_that_the_frame_is_closed_at_every_screen_scale(ratio, chosen, qapp):
    look = theme.current()
    cache = TileCache(TilePainter(look, qapp.font()), ratio)
    image = cache.picture(QSize(149, 92), tile("a"), chosen=chosen, focused=False, mark="").toImage()
    right, bottom = image.width() - 1, image.height() - 1
    corners = {image.pixelColor(x, y).name() for x in (0, right) for y in (0, bottom)}
    assert corners == {QColor(look.accent if chosen else look.line).name()}


def test_that_a_silent_tile_says_as_much_as_fits_of_reason_and_due_time(qapp):
    silent = tile("a", stale=True, reason="设备离线自 13:00", reason_word="离线", due_text="应于 14:20")
    painter = TilePainter(theme.current(), qapp.font())
    assert painter._reason(silent, 400) == "设备离线自 13:00 · 应于 14:20"
    assert painter._reason(silent, 110) == "离线 · 应于 14:20"
    assert painter._reason(silent, 30) == "离线"
    assert painter._reason(tile("a", stale=True, reason="设备离线"), 400) == "设备离线"
    assert "应于 14:20" in describe(silent)


def test_that_movement_stands_before_the_rank_where_there_is_room(qapp):
    moved = tile("a", rank="第 3 位", moved=-2)
    painter = TilePainter(theme.current(), qapp.font())
    assert painter._place(moved, 300) == "↓2 第 3 位"
    assert painter._place(moved, 100) == "第 3 位"
    assert "第 3 位 ↓2" in describe(moved)


@pytest.mark.parametrize("name", ["light", "dark", "projection"])
def test_that_a_silent_tile_is_never_green(name, themes, qapp):
    look = theme.load_theme(name, themes)
    for silent in (
        tile("a", aqi=20, level_color="#00E400", stale=True),
        tile("a", aqi=None, level_color="#00E400"),
    ):
        cache = TileCache(TilePainter(look, qapp.font()), 1.0)
        image = cache.picture(QSize(160, 100), silent, chosen=False, focused=False, mark="").toImage()
        pixels = [image.pixelColor(x, y) for x in range(160) for y in range(100)]
        assert not any(p.green() > p.red() + 60 and p.green() > p.blue() + 60 for p in pixels)


def test_that_a_lone_hour_of_the_sparkline_is_a_dot_that_can_be_seen(qapp):
    painter = TilePainter(theme.current(), qapp.font())
    lone = tile("a")  # 100, gap, 128: two lone hours
    none = replace(lone, spark=())
    size = QSize(200, 100)

    def ink(one):
        image = TileCache(painter, 1.0).picture(size, one, chosen=False, focused=False, mark="").toImage()
        return [image.pixel(x, y) for x in range(200) for y in range(100)]

    assert sum(a != b for a, b in zip(ink(lone), ink(none), strict=True)) >= 8
