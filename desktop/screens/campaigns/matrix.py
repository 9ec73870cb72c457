"""The progress matrix with its controls: which units, which figure, compared with when."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QPushButton, QWidget
from typing_extensions import override

from desktop.screens.campaigns.matrix_model import MatrixModel, UnitRow, unit_rows
from desktop.screens.campaigns.matrix_since import SincePicker
from desktop.screens.campaigns.matrix_table import MatrixTable
from widgets import icons, theme
from widgets.panel import Panel
from widgets.segmented import Segmented

__all__ = ["MatrixModel", "MatrixPanel", "MatrixTable", "UnitRow", "unit_rows"]


class MatrixPanel(Panel):
    """The matrix with its level, its figure and the moment it is compared with."""

    wanted = Signal()
    """Another level or another moment is to be read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Progress"))
        self.table = MatrixTable()
        self.parent_code = ""
        self.up_button = QPushButton()
        self.figures = Segmented(
            (
                ("", self.tr("Progress")),
                ("in_hand", self.tr("In hand")),
                ("closed", self.tr("Closed")),
                ("overdue", self.tr("Overdue")),
                ("new", self.tr("New")),
            )
        )
        self.since = SincePicker()
        for widget in (self.up_button, self.figures, self.since):
            self.add_control(widget)
        self.up_button.setIcon(icons.icon("chevron-left", theme.current().muted))
        self.up_button.hide()
        self.set_body(self.table)
        self.figures.chosen.connect(self.table.show_figure)
        self.since.chosen.connect(self.wanted)
        self.up_button.clicked.connect(self._go_up)
        self.table.opened.connect(self._go_down)

    def show_level(self, name: str) -> None:
        """Whose units are shown; "" at the top."""
        self.up_button.setVisible(bool(self.parent_code))
        self.up_button.setText(name)
        self.up_button.setToolTip(self.tr("Back to the level above"))

    def fit(self) -> None:
        """As high as its rows."""
        self.table.fit()

    def _go_down(self, code: str) -> None:
        # villages have nothing below them; a unit's own line is the unit itself
        if len(code) in (6, 9) and code != self.parent_code:
            self.parent_code = code
            self.wanted.emit()

    def _go_up(self) -> None:
        self.parent_code = {9: self.parent_code[:6]}.get(len(self.parent_code), "")
        self.wanted.emit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "up_button"):
            self.up_button.setIcon(icons.icon("chevron-left", theme.current().muted))
