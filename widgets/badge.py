"""Pills and bars in table cells: state with its word, progress with its figures."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from widgets import theme
from widgets.fonts import sized
from widgets.theme import Tone

AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Progress:
    """Done of total, and how many are late; the value of a progress cell."""

    done: int
    total: int
    late: int = 0


def badge_size(font: QFont, text: str) -> QSize:
    """The room a pill needs."""
    metrics = QFontMetrics(_badge_font(font))
    look = theme.current()
    return QSize(metrics.horizontalAdvance(text) + look.unit * 2, metrics.height() + look.unit // 2)


def draw_badge(painter: QPainter, rect: QRect, text: str, tone: Tone, font: QFont) -> int:
    """Draws a pill at the left of the rectangle, in its middle; returns its width."""
    size = badge_size(font, text)
    width = min(size.width(), rect.width())
    pill = QRectF(rect.left(), rect.center().y() - size.height() / 2 + 1, width, size.height())
    ink, ground = theme.current().tone(tone)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(pill, theme.current().px(0.22), theme.current().px(0.22))
    painter.setPen(QColor(ink))
    painter.setFont(_badge_font(font))
    metrics = QFontMetrics(_badge_font(font))
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(width) - theme.current().unit)
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, shown)
    painter.restore()
    return int(width)


def draw_progress(painter: QPainter, rect: QRect, value: Progress, font: QFont) -> None:
    """A bar, "done/total" right-aligned, and the late ones in the alarm colour."""
    look = theme.current()
    metrics = QFontMetrics(font)
    # Columns of figures line up whether or not something is late
    late_room = metrics.horizontalAdvance("00") + look.unit
    figures_room = metrics.horizontalAdvance("0000/0000")
    painter.save()
    painter.setFont(font)
    late = QRect(rect.right() - late_room, rect.top(), late_room, rect.height())
    figures = QRect(late.left() - figures_room, rect.top(), figures_room, rect.height())
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    if value.late:
        painter.setPen(QColor(look.alarm))
        painter.drawText(late, right, str(value.late))
    painter.setPen(QColor(look.text))
    painter.drawText(figures, right, f"{value.done}/{value.total}")
    _draw_bar(painter, QRect(rect.left(), rect.top(), figures.left() - rect.left(), rect.height()), value)
    painter.restore()


def _draw_bar(painter: QPainter, rect: QRect, value: Progress) -> None:
    look = theme.current()
    thick = max(4, look.px(0.36))
    width = min(rect.width() - look.unit // 2, look.px(6))
    if width < look.px(1):
        return
    bar = QRectF(rect.right() - width, rect.center().y() - thick / 2 + 1, width, thick)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.line))
    painter.drawRoundedRect(bar, thick / 2, thick / 2)
    share = min(1.0, value.done / value.total) if value.total else 0.0
    if share:
        bar.setWidth(max(float(thick), width * share))
        painter.setBrush(QColor(look.done))
        painter.drawRoundedRect(bar, thick / 2, thick / 2)


def _badge_font(font: QFont) -> QFont:
    return sized(font, theme.current().small_px, QFont.Weight.DemiBold)


class _CellDelegate(QStyledItemDelegate):
    """Lets the style paint ground, selection and focus, then paints its own content."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        self.initStyleOption(option, index)
        widget: QWidget | None = option.widget  # type: ignore[attr-defined]
        style = widget.style() if widget is not None else QApplication.style()
        option.text = ""  # type: ignore[attr-defined]
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, widget)
        pad = theme.current().edge
        rect: QRect = option.rect  # type: ignore[attr-defined]
        self.draw(painter, rect.adjusted(pad, 0, -pad, -1), option, index)

    def draw(self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        raise TypeError(f"{type(self).__name__} does not draw")


class BadgeDelegate(_CellDelegate):
    """Shows DisplayRole as a pill; the tone ("neutral", "accent", "alarm", "done") comes from a role."""

    def __init__(self, tone_role: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone_role = tone_role

    @override
    def draw(self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        text = str(index.data() or "")
        if text:
            draw_badge(painter, rect, text, index.data(self._tone_role) or "neutral", _font(option))

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        size = badge_size(_font(option), str(index.data() or ""))
        return QSize(size.width() + 2 * theme.current().edge, size.height() + theme.current().unit)


class ProgressDelegate(_CellDelegate):
    """Shows a `Progress` found under a role; DisplayRole stays the text for copying and screen readers."""

    def __init__(self, progress_role: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._progress_role = progress_role

    @override
    def draw(self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        value: Any = index.data(self._progress_role)
        if isinstance(value, Progress):
            draw_progress(painter, rect, value, _font(option))

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(theme.current().px(11), theme.current().px(2.2))


def _font(option: QStyleOptionViewItem) -> QFont:
    font: QFont = option.font  # type: ignore[attr-defined]
    return font
