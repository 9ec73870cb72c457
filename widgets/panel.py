"""A card: a header row with title, note and controls over a body; a note without room gets a row."""

from PySide6.QtCore import QEvent, QRect
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
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
        self._under = QHBoxLayout()
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.current().unit)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        outer.addWidget(self._header_widget)
        outer.addLayout(self._under)
        outer.addLayout(self.body, 1)
        self.setAccessibleName(title)
        self._measure()

    def set_title(self, title: str) -> None:
        self._title.setText(title)
        self.setAccessibleName(title)
        self._place_note()

    def set_note(self, note: str) -> None:
        """Second-rank text beside the title: counts, units, validity."""
        self._note.setText(note)
        self._place_note()

    def add_control(self, widget: QWidget) -> None:
        """Puts a control into the header, to the right of those already there."""
        self._header.addWidget(widget)
        self._place_note()

    def set_body(self, widget: QWidget, margin: bool = False) -> None:
        """Fills the body; `margin` keeps it off the frame (tables and walls go edge to edge)."""
        while (item := self.body.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
        space = theme.current().edge if margin else 0
        self.body.setContentsMargins(space, space, space, space)
        self.body.addWidget(widget)

    def _place_note(self) -> None:
        """Where a figure comes from must not give way to the controls beside it."""
        self.ensurePolished()
        parts = [item for at in range(self._header.count()) if (item := self._header.itemAt(at).widget())]
        shown = [part for part in parts if part is not self._note and not part.isHidden()]
        room = self.width() - sum(part.sizeHint().width() for part in shown)
        room -= 2 * theme.current().edge + self._header.spacing() * len(shown)
        is_long = self._note.sizeHint().width() > room
        here = self._under if is_long and self._note.text() else self._header
        if here.indexOf(self._note) < 0:
            other = self._header if here is self._under else self._under
            other.removeWidget(self._note)
            here.insertWidget(min(1, here.count()), self._note, 1)
        is_under = here is self._under
        self._header.setStretch(0, 1 if is_under else 0)  # the controls stay on the right without it
        edge = theme.current().edge if is_under else 0
        self._under.setContentsMargins(edge, 0, edge, edge // 2)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_note()

    def _measure(self) -> None:
        unit = theme.current().unit
        self._header.setContentsMargins(theme.current().edge, unit // 2, theme.current().edge, unit // 2)
        self._header.setSpacing(unit)
        self._header_widget.setMinimumHeight(theme.current().px(3.0))
        self._place_note()

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
        head = self._under if self._under.count() else self._header_widget
        bottom = head.geometry().bottom()
        painter.fillRect(1, bottom, self.width() - 2, 1, QColor(look.line))
