"""How fast the chart moves and the wall ticks.

The baseline of a frame draws the points of the same view, found and turned into pixels beforehand, with the
same pens, and nothing else: no search, no scale, no axes. Both draw into the same picture, in turns.

A tick is measured in processor time of the GUI thread, which other programs do not lengthen much.

Timed with `pytest tests/benchmarks --benchmark-enable`; otherwise a small chart that is only drawn.
"""

from dataclasses import replace
from statistics import median
from time import perf_counter, thread_time

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtGui import QImage, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QApplication

from widgets.chart_curves import series_pen
from widgets.live_chart import LiveChart, Series
from widgets.tiles import Tile, TileGroup, TileWall

START, HOUR, YEAR = 1450368000.0, 3600.0, 8784
CURVES, WIDTH, HEIGHT, FRAMES = 20, 1300, 600, 40
TILES, LIVE_CURVES, TICKS = 60, 13, 30
RATIO, TICK_MS = 1.5, 16.0


@pytest.fixture
def full(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("benchmark_enable"))


def walks(count: int, hours: int) -> list[Series]:
    dice = np.random.default_rng(20160101)
    x = START + HOUR * np.arange(hours)
    curves = np.abs(
        80 + dice.normal(0, 9, (count, hours)).cumsum(axis=1) % 300 + dice.normal(0, 20, (count, hours))
    )
    curves[dice.random(curves.shape) < 0.01] = np.nan
    return [Series(str(n), f"S{n:02}", x, curves[n], n) for n in range(count)]


@pytest.fixture
def chart(qtbot, full: bool) -> LiveChart:
    chart = LiveChart()
    qtbot.addWidget(chart)
    chart.resize(WIDTH, HEIGHT)
    chart.set_series(walks(CURVES if full else 2, YEAR if full else 200))
    chart.set_window(START, START + (YEAR if full else 200) * HOUR)
    with qtbot.waitExposed(chart):
        chart.show()
    return chart


def _frame(chart: LiveChart, picture: QImage, step: int) -> float:
    """One pan or zoom and the picture after it."""
    start = perf_counter()
    if step % 2:
        chart.pan(0.02 if step % 4 == 1 else -0.02)
    else:
        chart.zoom(0.97 if step % 4 else 1 / 0.97)
    chart.plot.viewport().render(picture)
    return perf_counter() - start


def _ready(chart: LiveChart) -> list[tuple[QPen, QPolygonF]]:
    """The very points the chart draws of this view, in pixels: nothing but drawing is left to do."""
    layer = chart.plot.curves
    placed = [(one, layer._placed(one.key, one)) for one in layer._series]
    return [(series_pen(one.colour, 1.0), pg.functions.arrayToQPolygonF(p.x, p.y)) for one, p in placed]


def _draw(ready: list[tuple[QPen, QPolygonF]], picture: QImage) -> float:
    start = perf_counter()
    painter = QPainter(picture)
    for pen, polygon in ready:
        painter.setPen(pen)
        painter.drawPolyline(polygon)
    painter.end()
    return perf_counter() - start


def test_a_frame_of_twenty_curves_of_a_year(chart: LiveChart, benchmark, full: bool) -> None:
    picture = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    turns = [(_frame(chart, picture, n), _draw(_ready(chart), picture)) for n in range(FRAMES if full else 2)]
    pixels = chart.plot.plot_area().width()
    assert all(
        len(chart.plot.curves.points(str(n)).x) <= 2 * pixels + 2 for n in range(CURVES if full else 2)
    )
    benchmark.pedantic(lambda: _frame(chart, picture, 1), rounds=1)
    if full:
        frame, baseline = (median(part) * 1000 for part in zip(*turns, strict=True))
        benchmark.extra_info |= {"frame": frame, "baseline": baseline}
        print(f"\nready points {baseline:.1f} ms, frame {frame:.1f} ms: {frame / baseline:.2f} x")
        assert frame <= RATIO * baseline


def _tiles(step: int) -> list[Tile]:
    spark = tuple(float((n * 7 + step) % 200) for n in range(24))
    tile = Tile("", "", 128, "轻度", "#FF7E00", "PM2.5", 12, "6 分前", spark=spark, rank="第 3 位")
    return [replace(tile, key=str(n), name=f"站点{n}", aqi=100 + (n + step) % 90) for n in range(TILES)]


def test_a_live_tick_of_wall_and_curves(qtbot, benchmark, full: bool) -> None:
    wall, chart = TileWall(), LiveChart()
    for widget in (wall, chart):
        qtbot.addWidget(widget)
        widget.resize(1300, 1000)
    wall.set_groups([TileGroup(f"{n}县", "", _tiles(0)[n * 15 : n * 15 + 15]) for n in range(4)])
    chart.set_window(START, START + 168 * HOUR)
    fresh = walks(LIVE_CURVES, 168)
    chart.set_series(fresh)
    for widget in (wall, chart):
        with qtbot.waitExposed(widget):
            widget.show()
    assert wall.content_height() <= wall.height(), f"all tiles are in view: {wall.content_height()}"

    def tick(step: int) -> float:
        tiles, curves = _tiles(step), [replace(one, y=np.roll(one.y, step)) for one in fresh]
        start = thread_time()
        wall.update_tiles(tiles)
        chart.set_series(curves)
        chart.redraw()
        QApplication.processEvents()  # painting is what a tick costs
        return thread_time() - start

    times = [tick(step + 1) * 1000 for step in range(TICKS if full else 2)]
    benchmark.pedantic(lambda: tick(99), rounds=1)
    if full:
        worst = sorted(times)[int(len(times) * 0.95)]
        print(f"\nlive tick: {median(times):.1f} ms of the GUI thread, 95 % {worst:.1f} ms")
        benchmark.extra_info |= {"tick": median(times)}
        assert median(times) <= TICK_MS
