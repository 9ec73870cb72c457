"""The head of a page that stands in place of the list: the way back, what it is, what can be done."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.chip import Chip
from desktop.screens.campaigns.cells import Pill
from widgets import icons, theme
from widgets.elided import ElidedLabel
from widgets.panel import draw_card
from widgets.theme import Tone, set_role


class PageHead(QWidget):
    """Back, title with a pill, a line of second rank, buttons on the right."""

    back_clicked = Signal()
    """The back button, or Esc anywhere on the page."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.back_button = QToolButton()
        self.back_button.setToolTip(self.tr("Back (Esc)"))
        self.back_button.setAccessibleName(self.tr("Back"))
        set_role(self.back_button, "plain")
        self.title = ElidedLabel(textFormat=Qt.TextFormat.PlainText)
        set_role(self.title, "headline")
        self.note = ElidedLabel(textFormat=Qt.TextFormat.PlainText)
        set_role(self.note, "muted")
        self.pill = Pill()
        self.pill.hide()  # forms have none
        self._due = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._due.hide()
        self.presence = Chip()
        self._buttons = QHBoxLayout()
        self._build()
        self._measure()
        self.back_button.clicked.connect(self.back_clicked)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence(Qt.Key.Key_Escape), page, self.back_clicked.emit, context=context)

    def show_title(self, title: str, note: str) -> None:
        """What the page is about."""
        self.title.setText(title)
        self.note.setText(note)
        self.setAccessibleName(title)

    def show_state(self, text: str, tone: Tone, due: str = "", late: bool = False) -> None:
        """State as a pill and the deadline in words."""
        self.pill.show_state(text, tone)
        self.pill.show()
        self._due.setText(due)
        self._due.setVisible(bool(due))
        set_role(self._due, "alarm" if late else "")

    def due_text(self) -> str:
        """What is said of the deadline."""
        return self._due.text()

    def add_button(self, button: QPushButton | QToolButton) -> None:
        """To the right of those already there."""
        self._buttons.addWidget(button)

    def _build(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(theme.current().unit)
        for widget in (self.title, self.pill, self._due, self.presence):
            first.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        first.addStretch(1)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addLayout(first)
        texts.addWidget(self.note)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(texts, 1)
        self._row.addLayout(self._buttons)

    def _measure(self) -> None:
        look = theme.current()
        self._row.setContentsMargins(look.unit, look.unit, 2 * look.unit, look.unit)
        self._row.setSpacing(look.unit)
        self._buttons.setSpacing(look.unit)
        self.back_button.setIcon(icons.icon("chevron-left", look.text))
        self.back_button.setIconSize(QSize(look.px(1.4), look.px(1.4)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        draw_card(QPainter(self), self.rect())

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_row"):
            self._measure()
