"""What every page of the air screen has: it reads when it is shown, and again when something changed."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from db.changes import Changes
from desktop.evaluation.sheets import Sheet
from desktop.screens.air.desk import Desk


class Tab(QWidget):
    """A page. Subclasses say which changes concern them (`shows`) and read (`load`)."""

    basis_changed = Signal()
    """Other words stand below the head now."""

    key = ""
    title = ""
    has_sheet = False
    """Whether there is a table to copy and export."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._is_dirty = True

    def load(self) -> None:
        """Read and show what the question asks for."""
        raise TypeError(f"{type(self).__name__} does not say it")

    def shows(self, changes: Changes) -> bool:
        """Whether these changes concern this page."""
        return changes.air or changes.stations or changes.units

    def basis_line(self) -> str:
        """What the figures stand on."""
        return ""

    def sheet(self) -> Sheet | None:
        """What is copied and exported; None where there is nothing."""
        return None

    def apply_theme(self) -> None:
        """Sizes follow the theme."""

    def refresh(self) -> None:
        """Read anew, at once if somebody sees it."""
        self._is_dirty = True
        self.load_if_shown()

    def load_if_shown(self) -> None:
        """Read what waits to be read."""
        if self._is_dirty and self.isVisible():
            self._is_dirty = False
            self.load()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.load_if_shown()
