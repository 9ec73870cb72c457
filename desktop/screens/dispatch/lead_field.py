"""Of several receiving units, which one leads."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from db.queries.units import UnitRecord
from widgets.theme import current


class LeadField(QComboBox):
    """Each unit for itself, or one that leads while the others support it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumWidth(current().px(12))
        self._wanted = ""
        self.addItem(self.tr("Each unit answers for itself"), "")
        self.activated.connect(self._on_chosen)

    def offer(self, units: Sequence[UnitRecord]) -> None:
        """The ticked units; who was chosen to lead stays, also while it is not ticked for a moment."""
        self.clear()
        self.addItem(self.tr("Each unit answers for itself"), "")
        for unit in units:
            self.addItem(self.tr("{unit} leads, the others support").format(unit=unit.name), unit.code)
        self.setCurrentIndex(max(0, self.findData(self._wanted)))

    def choose(self, code: str) -> None:
        """This unit leads; "": each answers for itself."""
        self._wanted = code
        self.setCurrentIndex(max(0, self.findData(code)))

    def wanted(self) -> str:
        """Who was chosen, ticked or not."""
        return self._wanted

    def support(self, codes: Sequence[str]) -> list[str]:
        """Which of these units support another."""
        lead = self.currentData()
        return [code for code in codes if code != lead] if lead else []

    def _on_chosen(self) -> None:
        self._wanted = self.currentData() or ""
