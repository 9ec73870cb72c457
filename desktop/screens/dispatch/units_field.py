"""Choosing receiving units: type to narrow, tick one or several."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget
from typing_extensions import override

from db.queries.units import UnitRecord
from widgets import theme

_CODE = Qt.ItemDataRole.UserRole


class UnitsField(QWidget):
    """A filter line over a list with ticks; ticked units stay visible while typing."""

    changed = Signal()
    """The set of ticked units changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Type part of a name"))
        self.line.textChanged.connect(self._narrow)
        self.list = QListWidget()
        self.list.itemChanged.connect(lambda _item: self.changed.emit())
        self.setFocusProxy(self.line)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.current().unit // 2)
        box.addWidget(self.line)
        box.addWidget(self.list)
        self._measure()

    def offer(self, units: Sequence[UnitRecord], near: str | None) -> None:
        """Units to choose from; those of the same county come first, departments before townships."""
        county = (near or "")[:6]
        kinds = {"department": 0, "enterprise": 1, "township": 2, "county": 3}

        def rank(unit: UnitRecord) -> tuple[bool, int, str]:
            return not (county and unit.code.startswith(county)), kinds.get(unit.kind, 4), unit.code

        chosen = set(self.codes())
        self.list.clear()
        for unit in sorted(units, key=rank):
            item = QListWidgetItem(unit.name)
            item.setData(_CODE, unit.code)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if unit.code in chosen else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self._narrow(self.line.text())

    def codes(self) -> list[str]:
        """Codes of the ticked units, in the list's order."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return [item.data(_CODE) for item in items if item.checkState() is Qt.CheckState.Checked]

    def tick(self, code: str) -> None:
        """Tick a unit as if by hand; one that is not offered is ignored."""
        for row in range(self.list.count()):
            if self.list.item(row).data(_CODE) == code:
                self.list.item(row).setCheckState(Qt.CheckState.Checked)

    def clear(self) -> None:
        """Untick all."""
        self.line.clear()
        for row in range(self.list.count()):
            self.list.item(row).setCheckState(Qt.CheckState.Unchecked)

    def _narrow(self, text: str) -> None:
        wanted = text.strip().lower()
        for row in range(self.list.count()):
            item = self.list.item(row)
            ticked = item.checkState() is Qt.CheckState.Checked
            item.setHidden(not ticked and wanted not in item.text().lower())

    def _measure(self) -> None:
        self.list.setFixedHeight(theme.current().px(11))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "list"):
            self._measure()
