"""Distances, bearings and rings on the sphere. numpy only: no Qt, no database.

Coordinates are degrees, longitude before latitude. Which datum they were given in is not known here: WGS-84
and GCJ-02 lie up to about 700 m apart in China, so whoever shows a distance says so where the datums differ.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

EARTH = 6_371_008.8
"""Mean radius in metres (2a + b) / 3 of WGS-84, as the IUGG defines it. The earth is taken for a sphere,
which is wrong by up to 0.5 %: 5 m in a kilometre, less than coordinates from a phone."""
DIRECTIONS = ("n", "ne", "e", "se", "s", "sw", "w", "nw")
_AT_ONCE = 2_000_000
"""Pairs whose distance is computed in one piece, so that memory stays at some 100 MB."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Which place lies in which ring: indices and metres, by centre and then by place."""

    place: Ints
    centre: Ints
    metres: Floats


def distance(lon1: ArrayLike, lat1: ArrayLike, lon2: ArrayLike, lat2: ArrayLike) -> Floats:
    """Metres along the great circle (haversine: Sinnott, Sky and Telescope 68, 1984, p. 159)."""
    a, b, c, d = (np.radians(np.asarray(value, np.float64)) for value in (lon1, lat1, lon2, lat2))
    half = np.sin((d - b) / 2) ** 2 + np.cos(b) * np.cos(d) * np.sin((c - a) / 2) ** 2
    metres: Floats = 2 * EARTH * np.arcsin(np.sqrt(np.minimum(half, 1.0)))
    return metres


def bearing(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Degrees clockwise from north in which the second point is seen from the first, 0 to 360."""
    a, b, c, d = np.radians((lon1, lat1, lon2, lat2))
    east = np.sin(c - a) * np.cos(d)
    north = np.cos(b) * np.sin(d) - np.sin(b) * np.cos(d) * np.cos(c - a)
    return float(np.degrees(np.arctan2(east, north)) % 360.0)


def direction(degrees: float) -> str:
    """The nearest of the eight directions of a bearing."""
    return DIRECTIONS[int((degrees % 360.0 + 22.5) // 45.0) % 8]


def within(
    lons: ArrayLike, lats: ArrayLike, centre_lons: ArrayLike, centre_lats: ArrayLike, radius: float
) -> Pairs:
    """All places at most `radius` metres from a centre; those without coordinates (NaN) are in none.

    Places are sorted into cells as large as the radius, so each centre looks at nine cells only. Places
    on both sides of the 180th meridian are not brought together; the record ends at 136° east.
    """
    places = _Cells(np.asarray(lons, np.float64), np.asarray(lats, np.float64), radius)
    centres = np.column_stack((np.asarray(centre_lons, np.float64), np.asarray(centre_lats, np.float64)))
    first, last = places.candidates(centres)
    counts = (last - first).sum(axis=1)
    found = [places.near(centres, first, last, chunk) for chunk in _chunks(np.cumsum(counts), _AT_ONCE)]
    if not found:
        return Pairs(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))
    place, centre, metres = (np.concatenate(part) for part in zip(*found, strict=True))
    order = np.lexsort((place, centre))
    return Pairs(place[order], centre[order], metres[order])


class _Cells:
    """Places by cell: row by row from south to north, in a row from west to east."""

    def __init__(self, lons: Floats, lats: Floats, radius: float) -> None:
        self._lons, self._lats, self._radius = lons, lats, radius
        known = np.flatnonzero(np.isfinite(lons) & np.isfinite(lats))
        north = np.abs(lats[known]).max(initial=0.0)
        # a hair larger than the radius, so that rounding never loses what lies on the circle
        self._high = np.degrees(max(radius, 1.0) / EARTH) * 1.001
        self._wide = self._high / max(np.cos(np.radians(min(north + self._high, 89.0))), 1e-3)
        keys = self._keys(self._row(lats[known]), self._column(lons[known]))
        order = np.argsort(keys, kind="stable")
        self._order, self._sorted = known[order], keys[order]

    def candidates(self, centres: Floats) -> tuple[Ints, Ints]:
        """Where in the order the cells around each centre begin and end, for three rows each."""
        known = np.isfinite(centres[:, 0]) & np.isfinite(centres[:, 1])
        # a centre without coordinates looks at nothing; any other cell will do for its key
        row = self._row(np.where(known, centres[:, 1], 0.0))[:, None] + np.arange(-1, 2)
        column = self._column(np.where(known, centres[:, 0], 0.0))[:, None]
        first = np.searchsorted(self._sorted, self._keys(row, column - 1), side="left")
        last = np.searchsorted(self._sorted, self._keys(row, column + 1), side="right")
        return first, np.where(known[:, None], last, first)

    def near(self, centres: Floats, first: Ints, last: Ints, chunk: slice) -> tuple[Ints, Ints, Floats]:
        """Pairs of some centres that really lie within the radius."""
        lengths = (last[chunk] - first[chunk]).ravel()
        # the positions of all ranges one after the other
        ends = np.cumsum(lengths)
        at = np.arange(lengths.sum()) + np.repeat(first[chunk].ravel() - (ends - lengths), lengths)
        place = self._order[at]
        centre = np.repeat(np.repeat(np.arange(chunk.start, chunk.stop), 3), lengths)
        lon, lat = centres[centre].T
        metres = distance(self._lons[place], self._lats[place], lon, lat)
        inside = metres <= self._radius
        return place[inside], centre[inside], metres[inside]

    def _row(self, lats: Floats) -> Ints:
        rows: Ints = np.floor(lats / self._high).astype(np.int64)
        return rows

    def _column(self, lons: Floats) -> Ints:
        columns: Ints = np.floor(lons / self._wide).astype(np.int64)
        return columns

    def _keys(self, row: Ints, column: Ints) -> Ints:
        """One number a cell; neighbours in a row are neighbours in the order."""
        return row * (1 << 32) + column


def _chunks(ends: Ints, most: int) -> list[slice]:
    """Slices of centres with at most so many candidates together, but never less than one centre."""
    slices: list[slice] = []
    start = 0
    while start < len(ends):
        done = ends[start - 1] if start else 0
        stop = max(start + 1, int(np.searchsorted(ends, done + most, side="right")))
        slices.append(slice(start, stop))
        start = stop
    return slices
