"""Under the list: how many are selected, and what their numbers come to."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from desktop.screens.campaigns.words import number_text
from widgets import theme
from widgets.elided import ElidedLabel
from widgets.theme import set_role


class ListFoot(QWidget):
    """One line of words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = ElidedLabel("")
        set_role(self._label, "muted")
        self.change_button = QPushButton(self.tr("Change…"))
        """For all that is selected."""
        self.change_button.setToolTip(self.tr("Change a field of all selected sites (Ctrl+E)"))
        self.change_button.hide()
        self._box = QHBoxLayout(self)
        self._box.addWidget(self._label, 1)
        self._box.addWidget(self.change_button)
        self._measure()

    def text(self) -> str:
        """What it says."""
        return self._label.text()

    def show_shown(self, shown: int, total: int) -> None:
        """Nothing is selected: how much of the campaign is in sight, and how to go on."""
        text = self.tr("{shown} of {total} sites shown · type to filter, Enter opens, Space selects")
        self._label.setText(text.format(shown=shown, total=total))
        self.change_button.hide()

    def show_selected(self, count: int, totals: Sequence[tuple[str, int, float]] = ()) -> None:
        """Numeric columns by title: how many values are known, and their sum."""
        parts = [self.tr("{count} selected").format(count=count)]
        for title, known, total in totals if count > 1 else ():
            text = self.tr("{title}: sum {sum}, mean {mean}")
            mean = number_text(round(total / known, 2))
            parts.append(text.format(title=title, sum=number_text(round(total, 2)), mean=mean))
        self._label.setText(" · ".join(parts))
        self.change_button.show()

    def _measure(self) -> None:
        look = theme.current()
        self._box.setContentsMargins(look.edge, look.unit // 2, look.edge, look.unit // 2)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_box"):
            self._measure()
