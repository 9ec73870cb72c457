"""Which tiles share a page of the wall: groups in order, none scrolls, long groups are split evenly."""

from collections.abc import Sequence
from dataclasses import replace

from widgets.theme import Theme, at_scale
from widgets.tile_layout import TileGroup, arrange

SCALES = (3.0, 2.5, 2.0, 1.75, 1.5, 1.25)
"""How much larger tiles may be where all of them fit on one page."""


def enlarged(
    groups: Sequence[TileGroup], width: int, height: int, theme: Theme
) -> tuple[float, list[list[TileGroup]]]:
    """The largest scale at which one page holds everything, and that page; else pages at scale 1."""
    for scale in SCALES:
        if groups and _fits(groups, width, height, at_scale(theme, scale)):
            return scale, [list(groups)]
    return 1.0, paginate(groups, width, height, theme)


def paginate(groups: Sequence[TileGroup], width: int, height: int, theme: Theme) -> list[list[TileGroup]]:
    """Pages of groups; each page fits into the height unless a single tile does not."""
    pages: list[list[TileGroup]] = []
    for group in (part for whole in groups for part in _parts(whole, width, height, theme)):
        if pages and _fits([*pages[-1], group], width, height, theme):
            pages[-1].append(group)
        else:
            pages.append([group])
    return pages


def _fits(groups: Sequence[TileGroup], width: int, height: int, theme: Theme) -> bool:
    return arrange(groups, width, theme).height <= height


def _parts(group: TileGroup, width: int, height: int, theme: Theme) -> list[TileGroup]:
    """The group, or parts of about the same size that fit on a page each: `成安县 1/2`, `成安县 2/2`."""
    count = len(group.tiles)
    for parts in range(1, count + 1):
        each = -(-count // parts)
        if parts == count or _fits([replace(group, tiles=group.tiles[:each])], width, height, theme):
            return _split(group, each)
    return [group]


def _split(group: TileGroup, each: int) -> list[TileGroup]:
    starts = range(0, len(group.tiles), each)
    if len(starts) == 1:
        return [group]
    return [
        TileGroup(f"{group.title} {number}/{len(starts)}", group.note, group.tiles[start : start + each])
        for number, start in enumerate(starts, start=1)
    ]
