"""Cells of the board: a pill for the state, alarm colour with its word for what is late."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from desktop.models.tasks import TONE_ROLE, Column
from widgets import theme
from widgets.badge import draw_badge


class ToneDelegate(QStyledItemDelegate):
    """Paints by the model's tone."""

    @override
    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        if index.data(TONE_ROLE) == "alarm":
            colour = QColor(theme.current().alarm)
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, colour)  # type: ignore[attr-defined]

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        if index.column() != Column.STATE:
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        option.text = ""  # type: ignore[attr-defined]
        widget = option.widget  # type: ignore[attr-defined]
        style = widget.style() if widget is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, widget)
        pad = theme.current().edge
        rect = option.rect.adjusted(pad, 0, -pad, -1)  # type: ignore[attr-defined]
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        draw_badge(painter, rect, text, index.data(TONE_ROLE) or "neutral", option.font)  # type: ignore[attr-defined]
