"""Cells of the board: a pill for the state, alarm colour with its word for what is late."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from desktop.models.records import TONE_ROLE
from widgets import theme


class ClockDelegate(QStyledItemDelegate):
    """Paints its own text: the style sheet's colour of selected rows would take the alarm away."""

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        self.initStyleOption(option, index)
        text, widget = str(index.data() or ""), option.widget  # type: ignore[attr-defined]
        font = QFont(option.font)  # type: ignore[attr-defined]
        whole: QRect = option.rect  # type: ignore[attr-defined]
        option.text = ""  # type: ignore[attr-defined]
        style = widget.style() if widget is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, widget)
        late, pad = index.data(TONE_ROLE) == "alarm", theme.current().edge
        rect = whole.adjusted(pad, 0, -pad // 2, -1)
        painter.save()
        if late:
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(theme.current().alarm if late else theme.current().text))
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, cut)
        painter.restore()
