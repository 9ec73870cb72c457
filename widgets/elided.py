"""A label that gives way: cut text ends in an ellipsis and is whole in the tooltip."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QToolTip
from typing_extensions import override


class ElidedLabel(QLabel):
    """One line of plain text that may become narrower than it is long."""

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        cut = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        role = self.foregroundRole()
        self.style().drawItemText(
            painter, self.rect(), int(self.alignment()), self.palette(), self.isEnabled(), cut, role
        )

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and not self.toolTip():
            too_long = self.fontMetrics().horizontalAdvance(self.text()) > self.width()
            QToolTip.showText(self.cursor().pos(), self.text() if too_long else "", self)
            return True
        return super().event(event)
