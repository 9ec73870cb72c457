"""A curve in ever fewer points: each level keeps the lowest and the highest of every four points below it.

Built once a data set; a view takes the finest level that has at most as many points as it can show, so that
panning costs a search and a slice. Groups stand at fixed rows: nothing shimmers while it moves.
"""

from dataclasses import dataclass

import numpy as np

from widgets.chart_data import Floats, Ints, runs, same_values

_GROUP = 4


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """Known values only; neighbours of the same run are joined by a line."""

    x: Floats
    y: Floats
    run: Ints

    def part(self, start: int, stop: int) -> "Points":
        return Points(self.x[start:stop], self.y[start:stop], self.run[start:stop])

    def lone(self) -> "Points":
        """Values with a gap on both sides; a line through one point is invisible."""
        apart = np.diff(self.run) != 0
        rows = np.concatenate(([True], apart)) & np.concatenate((apart, [True]))
        return Points(self.x[rows], self.y[rows], self.run[rows]) if len(self.x) else self


class Levels:
    """The points of one curve at every distance."""

    def __init__(self, x: Floats, y: Floats) -> None:
        self._source = (x, y)
        run, known = runs(x, y), np.isfinite(y)
        self._levels = [Points(x[known], y[known], run[known])]

    def holds(self, x: Floats, y: Floats) -> bool:
        """True if this is made of these numbers: nothing has to be built again."""
        return same_values(self._source[0], x) and same_values(self._source[1], y)

    @property
    def span(self) -> tuple[float, float]:
        """Times of the first and the last known value."""
        x = self._levels[0].x
        return (float(x[0]), float(x[-1])) if len(x) else (0.0, 0.0)

    def view(self, start: float, end: float, limit: int) -> Points:
        """The points of a period, its neighbours included so that lines reach the edges.

        At most `limit` points lie inside: extremes survive, and so does every gap between those kept.
        """
        depth = 0
        while True:
            points = self._level(depth)
            first, stop = np.searchsorted(points.x, (start, np.nextafter(end, np.inf)))
            if stop - first <= max(2, limit) or len(points.x) <= _GROUP:
                return points.part(max(0, first - 1), stop + 1)
            depth += 1

    def _level(self, depth: int) -> Points:
        if depth == len(self._levels):
            self._levels.append(_halved(self._levels[-1]))
        return self._levels[depth]


def _halved(points: Points) -> Points:
    count = len(points.x)
    # Whole groups only; the padding repeats the last row and so changes no extreme
    rows = np.minimum(np.arange(-(-count // _GROUP) * _GROUP), count - 1).reshape(-1, _GROUP)
    values = points.y[rows]
    extremes = np.stack((values.argmin(axis=1), values.argmax(axis=1)), axis=1)
    kept = np.unique(np.take_along_axis(rows, extremes, axis=1))
    return Points(points.x[kept], points.y[kept], points.run[kept])
