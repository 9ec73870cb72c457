"""One side of a conflict: its value, who wrote it when on which computer, and the button that takes it."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.screens.dispatch.parts import Pill
from widgets import theme
from widgets.theme import Tone, set_role


@dataclass(frozen=True, slots=True)
class SideText:
    """A side in words."""

    value: str
    lines: tuple[str, ...]
    alarm: str = ""
    """What is wrong with its clock."""
    mark: str = ""
    mark_tone: Tone = "neutral"
    button: str = ""
    """Empty: nothing can be taken."""


class SideCard(QWidget):
    """A framed side; the one that is marked by its key has the accent's frame."""

    taken = Signal()
    """Its button was pressed."""

    def __init__(self, key: str, side: SideText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.side = side
        self._is_marked = False
        self._key = QLabel(key)
        self._key.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_role(self._key, "muted")
        self.value = _label(side.value, "strong")
        self.button = QPushButton(side.button)
        self.button.clicked.connect(self.taken)
        self._grid = QGridLayout(self)
        self._fill()
        self.button.setVisible(bool(side.button))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(" ".join((side.value, *side.lines, side.alarm)))
        self._measure()

    def set_marked(self, marked: bool) -> None:
        """Whether Enter would take it."""
        self._is_marked = marked
        set_role(self.button, "primary" if marked else "")
        self.update()

    @property
    def is_marked(self) -> bool:
        return self._is_marked

    def _fill(self) -> None:
        side = self.side
        self._grid.addWidget(self._key, 0, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(self.value, 0, 1)
        if side.mark:
            pill = Pill(side.mark, side.mark_tone)
            self._grid.addWidget(pill, 0, 2, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        lines = QVBoxLayout()
        lines.setSpacing(theme.current().unit // 4)
        for line in side.lines:
            lines.addWidget(_label(line, "muted"))
        if side.alarm:
            lines.addWidget(_label(side.alarm, "error"))
        self._grid.addLayout(lines, 1, 1)
        self._grid.addWidget(self.button, 1, 2, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight)
        self._grid.setColumnStretch(1, 1)

    def _measure(self) -> None:
        look = theme.current()
        self._grid.setContentsMargins(look.unit, look.unit, look.unit, look.unit)
        self._grid.setHorizontalSpacing(look.unit)
        self._grid.setVerticalSpacing(look.unit // 2)
        self._key.setFixedSize(look.px(1.5), look.px(1.5))
        self._key.setVisible(bool(self._key.text()))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(look.accent_soft if self._is_marked else look.surface))
        painter.setPen(QPen(QColor(look.accent if self._is_marked else look.line_strong), 1))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, look.px(0.3), look.px(0.3))
        if self._key.isVisible():
            painter.setBrush(QColor(look.neutral_soft))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(QRectF(self._key.geometry()), look.px(0.22), look.px(0.22))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_grid"):
            self._measure()


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    set_role(label, role)
    return label
