"""Painting of single cells and pills that the tables of this screen need."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from desktop.models.sites import TONE_ROLE
from widgets import theme
from widgets.badge import badge_size, draw_badge
from widgets.theme import Tone


class ToneDelegate(QStyledItemDelegate):
    """Text in the colour of its tone; what it says is in the words, the colour only leads the eye."""

    @override
    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        tone: Tone | None = index.data(TONE_ROLE)
        if tone is not None:
            ink = QColor(theme.current().tone(tone)[0])
            palette: QPalette = option.palette  # type: ignore[attr-defined]
            palette.setColor(QPalette.ColorRole.Text, ink)
            palette.setColor(QPalette.ColorRole.HighlightedText, ink)


class Pill(QWidget):
    """A state as a pill among other widgets."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._tone: Tone = "neutral"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    def show_state(self, text: str, tone: Tone) -> None:
        """Says another state."""
        self._text, self._tone = text, tone
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return badge_size(self.font(), self._text)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._text:
            draw_badge(QPainter(self), self.rect(), self._text, self._tone, self.font())
