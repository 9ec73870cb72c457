"""Layout of the air screen: the head, the choice of the page with its actions, the page."""

from collections.abc import Sequence

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.screens.air.head import Head
from desktop.screens.air.tab import Tab
from widgets import theme
from widgets.elided import ElidedLabel
from widgets.panel import draw_card
from widgets.segmented import Segmented
from widgets.theme import set_role


class AirView(QWidget):
    """The widgets that the screen wires."""

    def __init__(self, head: Head, tabs: Sequence[Tab], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head, self.tabs = head, tuple(tabs)
        self.choice = Segmented([(tab.key, tab.title) for tab in tabs])
        self.choice.setAccessibleName(self.tr("Page"))
        self.busy = ElidedLabel()
        set_role(self.busy, "muted")
        self.copy = QPushButton(self.tr("Copy"))
        self.copy.setToolTip(self.tr("The whole table to the clipboard, with its basis"))
        self.export = QPushButton(self.tr("Export…"))
        self.export.setToolTip(self.tr("The table as XLSX or CSV, with its basis (Ctrl+E)"))
        self.pages = QStackedWidget()
        for tab in tabs:
            self.pages.addWidget(tab)
        self._lay_out()
        self.apply_theme()

    def tab(self) -> Tab:
        """The page that is shown."""
        return self.tabs[self.pages.currentIndex()]

    def show_tab(self, key: str) -> None:
        """Show another page."""
        self.choice.set_current(key)
        for tab in self.tabs:
            if tab.key == key:
                self.pages.setCurrentWidget(tab)

    def show_busy(self, is_busy: bool) -> None:
        """Say that figures are being worked out."""
        self.busy.setText(self.tr("Working out…") if is_busy else "")

    def apply_theme(self) -> None:
        """Sizes follow the theme."""
        look = theme.current()
        edge = look.unit * 3 // 2
        self._box.setContentsMargins(edge, edge, edge, edge)
        self._box.setSpacing(look.unit)
        self._row.setContentsMargins(look.edge, look.unit, look.edge, look.unit // 2)
        self._row.setSpacing(look.unit)
        self.head.apply_theme()
        for tab in self.tabs:
            tab.apply_theme()

    def _lay_out(self) -> None:
        self._row = QHBoxLayout()
        self._row.addWidget(self.choice)
        self._row.addWidget(self.busy, 1)
        self._row.addWidget(self.copy)
        self._row.addWidget(self.export)
        body = QVBoxLayout()
        body.setSpacing(0)
        body.addLayout(self._row)
        body.addWidget(self.pages, 1)
        self._box = QVBoxLayout(self)
        self._box.addWidget(self.head)
        self._box.addWidget(_Card(body), 1)


class _Card(QWidget):
    """A framed surface without a title: the choice of the page stands in its place."""

    def __init__(self, body: QVBoxLayout) -> None:
        super().__init__()
        self.setLayout(body)
        body.setContentsMargins(1, 1, 1, 1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        draw_card(QPainter(self), self.rect())
