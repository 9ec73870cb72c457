"""Room for twelve campaigns: how wide each column is, and what its cells draw."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem
from typing_extensions import override

from widgets import theme
from widgets.badge import AnyIndex, Progress, ProgressDelegate

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ROOM_BESIDE = 12.5
"""Base fonts of a column in which the bar stands beside its figures; in narrower ones it lies below."""


@dataclass(frozen=True, slots=True)
class Want:
    """A column's width with its name in one line, and the least with its name in two."""

    whole: int
    least: int


@dataclass(frozen=True, slots=True)
class Shared:
    """Widths of the columns, and which of them have their name in two lines."""

    widths: tuple[int, ...]
    broken: frozenset[int]


def share(wants: Sequence[Want], room: int) -> Shared:
    """All names in one line if that fits, else the longest ones in two; what is left goes to all alike.

    Where even the least widths do not fit they are kept: the table is scrolled then.
    """
    widths = [max(one.whole, one.least) for one in wants]
    cut = set()
    for at in sorted(range(len(wants)), key=lambda at: wants[at].least - widths[at]):
        if sum(widths) <= room:
            break
        if wants[at].least < widths[at]:
            widths[at] = wants[at].least
            cut.add(at)
    spare = max(0, room - sum(widths))
    each, rest = divmod(spare, len(wants)) if wants else (0, 0)
    found = tuple(width + each + (at < rest) for at, width in enumerate(widths))
    return Shared(found, frozenset(cut))


def broken(name: str) -> str:
    """A name in two lines: at the space nearest to its middle, else in the middle."""
    middle = (len(name) + 1) // 2
    spaces = [at for at, letter in enumerate(name) if letter == " "]
    if spaces:
        at = min(spaces, key=lambda at: abs(at - middle))
        return f"{name[:at]}\n{name[at + 1 :]}"
    return f"{name[:middle]}\n{name[middle:]}" if len(name) > 1 else name


class MatrixDelegate(ProgressDelegate):
    """Figures that line up at the right, what is late in red, and the bar where there is room for it."""

    @override
    def draw(self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        if rect.width() >= theme.current().px(_ROOM_BESIDE):
            super().draw(painter, rect, option, index)
            return
        value: Any = index.data(self._progress_role)
        if isinstance(value, Progress):
            font: QFont = option.font  # type: ignore[attr-defined]
            _draw_narrow(painter, rect, value, font)


def _draw_narrow(painter: QPainter, rect: QRect, value: Progress, font: QFont) -> None:
    look = theme.current()
    metrics = QFontMetrics(font)
    late_room = metrics.horizontalAdvance("0" * max(1, len(str(value.late)))) + look.unit
    painter.save()
    painter.setFont(font)
    text = rect.adjusted(0, 0, 0, -look.px(0.3))
    if value.late:
        painter.setPen(QColor(look.alarm))
        painter.drawText(text, _RIGHT, str(value.late))
    painter.setPen(QColor(look.text))
    painter.drawText(text.adjusted(0, 0, -late_room, 0), _RIGHT, f"{value.done}/{value.total}")
    thick = max(2.0, look.px(0.18))
    bar = QRectF(rect.left(), rect.bottom() - look.px(0.22) - thick, rect.width(), thick)
    painter.fillRect(bar, QColor(look.line))
    if value.total and value.done:
        bar.setWidth(max(thick, rect.width() * min(1.0, value.done / value.total)))
        painter.fillRect(bar, QColor(look.done))
    painter.restore()
