"""Which campaign: with twelve of them a list that drops down, the present one always in words."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QWidget


class CampaignPicker(QComboBox):
    """Campaigns by key, each with its number of sites."""

    chosen = Signal(str)
    """Another campaign: its key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMaxVisibleItems(20)
        self.setAccessibleName(self.tr("Campaign"))
        self.activated.connect(lambda at: self.chosen.emit(self.itemData(at)))

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """(key, label) pairs; the choice stays if its key does."""
        if options == [(self.itemData(at), self.itemText(at)) for at in range(self.count())]:
            return
        current = self.current()
        with QSignalBlocker(self):
            self.clear()
            for key, label in options:
                self.addItem(label, key)
        self.set_current(current)

    def current(self) -> str:
        """The chosen key, "" when there are no options."""
        return self.currentData() or ""

    def set_current(self, key: str) -> None:
        """Chooses without a signal; an unknown key is ignored."""
        if (at := self.findData(key)) >= 0:
            self.setCurrentIndex(at)
