"""How the columns of the list share the room: on a wall fewer, never the state beyond the edge."""

from collections.abc import Sequence

from desktop.models.sites import SiteColumn

_WIDEST = 1.35
"""Columns grow with the window up to this factor; the name takes what is left."""


def fit(columns: Sequence[SiteColumn], room: float) -> list[float | None]:
    """Width of each column in the unit of `room`; None where it is left out."""
    kept = list(range(len(columns)))
    while sum(_least(columns[at]) for at in kept) > room and any(columns[at].rank for at in kept):
        kept.remove(max(kept, key=lambda at: (columns[at].rank, at)))
    shared = _share([columns[at] for at in kept], room)
    widths = dict(zip(kept, shared, strict=True))
    return [widths.get(at) for at in range(len(columns))]


def _least(column: SiteColumn) -> float:
    return column.least or column.width


def _share(columns: Sequence[SiteColumn], room: float) -> list[float]:
    total = sum(column.width for column in columns)
    if total <= room:
        factor = min(_WIDEST, room / total) if total else 1.0
        rest = room - total * factor
        return [column.width * factor + (rest if column.key == "name" else 0) for column in columns]
    slack = sum(column.width - _least(column) for column in columns)
    part = min(1.0, (total - room) / slack) if slack else 0.0
    return [column.width - (column.width - _least(column)) * part for column in columns]
