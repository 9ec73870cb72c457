"""A goal as a bar: how far it is used, with a tick where it lies."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem
from typing_extensions import override

from desktop.evaluation.goals import Standing
from desktop.models.figures import ToneDelegate, record_at
from desktop.screens.air.goal_columns import is_more_better, share
from widgets import theme

_MOST = 1.5
"""The bar's whole length, in goals."""


class GoalBar(ToneDelegate):
    """Paints the bar left of the figure."""

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        target: Any = option  # PySide's stubs leave out the fields of style options
        record: Standing = record_at(index)
        used = share(record)
        if used is None:
            return
        figures = painter.fontMetrics().horizontalAdvance("0000 %") + 2 * theme.current().edge
        room = QRectF(target.rect).adjusted(theme.current().edge, 0, -figures, 0)
        if room.width() > theme.current().px(2):
            _draw(painter, room, used, _colour(record, used))


def _draw(painter: QPainter, room: QRectF, used: float, colour: str) -> None:
    look = theme.current()
    thick = max(4, look.px(0.5))
    bar = QRectF(room.left(), room.center().y() - thick / 2, room.width(), thick)
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillRect(bar, QColor(look.neutral_soft))
    filled = QRectF(bar)
    filled.setWidth(bar.width() * min(used, _MOST) / _MOST)
    painter.fillRect(filled, QColor(colour))
    tick = QRectF(bar.left() + bar.width() / _MOST - 1, bar.top() - thick / 2, 2, 2 * thick)
    painter.fillRect(tick, QColor(look.text))
    painter.restore()


def _colour(record: Standing, used: float) -> str:
    look = theme.current()
    if is_more_better(record):
        return look.done if used >= 1 else look.accent
    return look.alarm if used > 1 else look.accent
