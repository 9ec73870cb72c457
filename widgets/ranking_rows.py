"""What a ranking shows, and how its columns share the width."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QFontMetrics

from widgets.fonts import sized
from widgets.theme import Theme
from widgets.tile_layout import moved_text

ROW_EM = 2.3
"""Height of a row in multiples of the base font."""


@dataclass(frozen=True, slots=True)
class RankRow:
    """One place; texts are ready to be painted."""

    key: str
    rank: str
    """Empty: not ranked, for the reason in `note`."""
    name: str
    value: float | None
    value_text: str
    moved: int | None = None
    """Places gained (positive: nearer to the top of the list); None: not known."""
    rate_text: str = ""
    colour: str = ""
    """Of the value's level; the bar is neutral without."""
    word: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class RankHeads:
    """Column titles."""

    value: str = ""
    rate: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """Left edge and width of each part of a row; a part that has no room has no width."""

    rank: QRect
    moved: QRect
    name: QRect
    bar: QRect
    value: QRect
    rate: QRect


@dataclass(frozen=True, slots=True)
class RankFonts:
    """The fonts of a ranking in one theme."""

    plain: QFont
    bold: QFont
    small: QFont


def rank_fonts(base: QFont, look: Theme) -> RankFonts:
    bold = sized(base, look.base_px, QFont.Weight.DemiBold)
    return RankFonts(sized(base, look.base_px), bold, sized(base, look.small_px))


def columns(rows: Sequence[RankRow], heads: RankHeads, width: int, fonts: RankFonts, look: Theme) -> Columns:
    """Where room is short movement, rate and bar go, in this order from the last; the name keeps its room."""
    gap = look.unit
    rank = _widest(fonts.plain, (row.rank or "—" for row in rows))
    name = _widest(fonts.plain, (row.name for row in rows))
    value = max(_widest(fonts.bold, (row.value_text for row in rows)), _widest(fonts.small, [heads.value]))
    rate = max(_widest(fonts.plain, (row.rate_text for row in rows)), _widest(fonts.small, [heads.rate]))
    moved = _widest(fonts.small, (moved_text(row.moved) for row in rows))
    room = width - 2 * look.edge - rank - value - 2 * gap
    moved = moved if room - moved - gap >= min(name, look.px(5)) else 0
    room -= moved + gap if moved else 0
    rate = rate if room - rate - 2 * gap >= min(name, look.px(6)) else 0
    room -= rate + 2 * gap if rate else 0
    bar = min(look.px(12), room - name - gap)
    bar = bar if bar >= look.px(3) else 0
    name = max(0, room - (bar + gap if bar else 0))
    return _placed((rank, moved, name, bar, value, rate), look)


def _widest(font: QFont, texts: Iterable[str]) -> int:
    metrics = QFontMetrics(font)
    # widths are rounded, and half a pixel too little would cut the text
    return max((metrics.horizontalAdvance(text) + 1 for text in texts if text), default=0)


def _placed(widths: tuple[int, ...], look: Theme) -> Columns:
    left, rects = look.edge, []
    for index, width in enumerate(widths):
        last = index == len(widths) - 1
        left += look.unit if last and width else 0
        rects.append(QRect(left, 0, width, look.px(ROW_EM)))
        left += width + look.unit if width else 0
    return Columns(*rects)
