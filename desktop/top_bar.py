"""The bar above the screens: where we are, under which standard, whether it is a demo, what time it is."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QWidget
from typing_extensions import override

from desktop.chip import Chip
from widgets import icons, theme
from widgets.segmented import Segmented
from widgets.theme import set_role


class TopBar(QWidget):
    """Title, chips, demo speed, menu, clock."""

    speed_chosen = Signal(float)
    """The demo should run at this speed; 0 stands still."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._product = QLabel(self.tr("Qingkong Console"))
        set_role(self._product, "title")
        self._screen = QLabel()
        set_role(self._screen, "muted")
        self.edition = Chip()
        self.demo = Chip(tone="alarm")
        self.who = Chip()
        """Who has signed in."""
        self.speed = Segmented()
        self.speed.chosen.connect(lambda key: self.speed_chosen.emit(float(key)))
        self.speed.hide()
        self._is_demo = False
        self._clock = QLabel()
        self._clock.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.menu = QMenu(self)
        self._button = QToolButton()
        self._button.setMenu(self.menu)
        self._button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._button.setToolTip(self.tr("Appearance and language"))
        self._button.setAccessibleName(self._button.toolTip())
        set_role(self._button, "plain")
        self._lay_out()

    def set_screen(self, name: str) -> None:
        self._screen.setText(name)

    def set_clock(self, text: str) -> None:
        self._clock.setText(text)

    def set_demo(self, text: str, speed: float) -> None:
        """Show the permanent mark of a demo and its speed control."""
        self.demo.set_text(text)
        choices = [0.0, 1.0, 60.0, 240.0, 1200.0]
        if speed not in choices:
            choices = sorted([*choices, speed])
        labels = [(str(s), self.tr("Pause") if s == 0 else f"{s:g}×") for s in choices]
        self.speed.set_options(labels)
        self.speed.set_current(str(speed))
        self.speed.setToolTip(self.tr("Speed of the replayed days"))
        self._is_demo = True
        self._measure()

    def set_edition(self, text: str) -> None:
        """Which edition is in force; on the wall the panels say it and the bar keeps few things."""
        self.edition.set_text("" if _on_wall() else text)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * theme.current().unit, 0, 2 * theme.current().unit, 0)
        row.setSpacing(theme.current().unit * 3 // 2)
        for widget in (self._product, self._screen, self.edition, self.demo, self.speed):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.who)
        row.addWidget(self._clock)
        row.addWidget(self._button)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._measure()

    def _measure(self) -> None:
        look = theme.current()
        self.setFixedHeight(look.px(3.4))
        self._button.setIcon(icons.icon("theme", look.muted))
        self._button.setIconSize(QSize(look.px(1.3), look.px(1.3)))
        self.speed.setVisible(self._is_demo and not _on_wall())
        self._screen.setVisible(not _on_wall())
        if _on_wall():
            self.edition.set_text("")

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_button"):
            self._measure()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.current().surface))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(theme.current().line))


def _on_wall() -> bool:
    return theme.current().name == "projection"
