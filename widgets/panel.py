"""A card: a header row with title, note and controls over a body."""

from PySide6.QtCore import QEvent, QRect
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from widgets import theme
from widgets.elided import ElidedLabel
from widgets.theme import set_role


def draw_card(painter: QPainter, rect: QRect) -> None:
    """The framed surface that everything stands on."""
    look = theme.current()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(look.surface))
    painter.setPen(QPen(QColor(look.line), 1))
    frame = rect.toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(frame, look.px(0.43), look.px(0.43))


class Panel(QWidget):
    """A framed surface with a header; controls go to the right of the title."""

    def __init__(self, title: str = "", note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = QLabel(title)
        self._note = ElidedLabel(note)
        set_role(self._title, "title")
        set_role(self._note, "muted")
        self._header_widget = QWidget()
        self._header = QHBoxLayout(self._header_widget)
        self._header.addWidget(self._title)
        self._header.addWidget(self._note, 1)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.current().unit)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        outer.addWidget(self._header_widget)
        outer.addLayout(self.body, 1)
        self.setAccessibleName(title)
        self._measure()

    def set_title(self, title: str) -> None:
        self._title.setText(title)
        self.setAccessibleName(title)

    def set_note(self, note: str) -> None:
        """Second-rank text beside the title: counts, units, validity."""
        self._note.setText(note)

    def add_control(self, widget: QWidget) -> None:
        """Puts a control into the header, to the right of those already there."""
        self._header.addWidget(widget)

    def set_body(self, widget: QWidget, margin: bool = False) -> None:
        """Fills the body; `margin` keeps it off the frame (tables and walls go edge to edge)."""
        while (item := self.body.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
        space = theme.current().edge if margin else 0
        self.body.setContentsMargins(space, space, space, space)
        self.body.addWidget(widget)

    def _measure(self) -> None:
        unit = theme.current().unit
        self._header.setContentsMargins(theme.current().edge, unit // 2, theme.current().edge, unit // 2)
        self._header.setSpacing(unit)
        self._header_widget.setMinimumHeight(theme.current().px(3.0))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_header_widget"):
            self._measure()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        draw_card(painter, self.rect())
        bottom = self._header_widget.geometry().bottom()
        painter.fillRect(1, bottom, self.width() - 2, 1, QColor(look.line))
