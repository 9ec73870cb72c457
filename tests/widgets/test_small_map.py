"""The small map against coordinates worked out by hand."""

import pytest
from PySide6.QtCore import QPointF, Qt

from widgets.small_map import MapPoint, MapScene, SmallMap

PLACE = MapPoint("site", "工地", 114.5, 36.5)
METRE = 1 / 111_195.08
NORTH = MapPoint("N", "北站", 114.5, 36.5 + 1000 * METRE, "北站: 1.0 km")


@pytest.fixture
def small_map(qtbot) -> SmallMap:
    small_map = SmallMap()
    qtbot.addWidget(small_map)
    small_map.resize(300, 200)
    small_map.show()
    small_map.show_scene(MapScene(PLACE, (NORTH,), (500.0,), reach=2000.0))
    return small_map


def test_place_is_in_the_middle_and_north_is_up(small_map: SmallMap):
    canvas = small_map.canvas
    middle = canvas.where(114.5, 36.5)
    assert (middle.x(), middle.y()) == (150, 100)
    # 2000 m reach to the nearer edge, 100 px: 1000 m are 50 px
    at = canvas.where(NORTH.lon, NORTH.lat)
    assert (at.x(), at.y()) == pytest.approx((150, 50), abs=0.01)
    # cos 36.5° = 0.80386: a degree of longitude is 89 385.8 m
    east = canvas.where(114.5 + 1000 / 89_385.8, 36.5)
    assert (east.x(), east.y()) == pytest.approx((200, 100), abs=0.01)


def test_scale_bar_is_the_longest_round_one_in_a_third(small_map: SmallMap):
    # 300 px / 3 = 100 px = 2000 m at 0.05 px a metre
    assert small_map.canvas.bar() == (2000, pytest.approx(100))


def test_point_is_named_under_the_pointer_and_clicked(qtbot, small_map: SmallMap):
    assert small_map.canvas.tip_at(QPointF(150, 50)) == "北站: 1.0 km"
    assert small_map.canvas.tip_at(QPointF(150, 100)) == "工地"
    assert small_map.canvas.tip_at(QPointF(20, 20)) == ""
    with qtbot.waitSignal(small_map.point_activated) as clicked:
        qtbot.mouseClick(small_map.canvas, Qt.MouseButton.LeftButton, pos=QPointF(150, 50).toPoint())
    assert clicked.args == ["N"]


def test_points_are_reached_by_keys(qtbot, small_map: SmallMap):
    qtbot.keyClick(small_map.canvas, Qt.Key.Key_Right)
    with qtbot.waitSignal(small_map.point_activated):
        qtbot.keyClick(small_map.canvas, Qt.Key.Key_Return)


def test_zoom_stays_for_the_same_place_and_has_ends(qtbot, small_map: SmallMap):
    for _ in range(60):
        qtbot.keyClick(small_map.canvas, Qt.Key.Key_Plus)
    assert small_map.canvas.reach == 100
    small_map.show_scene(MapScene(PLACE, (), (), reach=2000.0))
    assert small_map.canvas.reach == 100
    small_map.show_scene(MapScene(MapPoint("other", "别处", 114.6, 36.5), reach=3000.0))
    assert small_map.canvas.reach == 3000


def test_nothing_to_show_says_what_to_do(qtbot, small_map: SmallMap):
    small_map.show_nothing("No coordinates", "Enter them", "Enter")
    assert small_map.is_empty()
    with qtbot.waitSignal(small_map.place_wanted):
        small_map.empty.button_clicked.emit()


def test_rings_and_outlines_are_drawn(small_map: SmallMap):
    bare = small_map.canvas.grab().toImage()
    ring = ((114.49, 36.49), (114.51, 36.49), (114.51, 36.51), (114.49, 36.51), (114.49, 36.49))
    small_map.show_scene(MapScene(PLACE, (NORTH,), (500.0,), (ring,), 2000.0))
    assert small_map.canvas.grab().toImage() != bare
