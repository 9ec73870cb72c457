"""Choosing receiving units: type to narrow, tick one or several."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget
from typing_extensions import override

from db.queries.units import UnitRecord
from widgets import theme
from widgets.theme import set_role

_CODE = Qt.ItemDataRole.UserRole
_SEARCHED = Qt.ItemDataRole.UserRole + 1


class UnitsField(QWidget):
    """A filter line over a list with ticks, and below it in words who was chosen."""

    changed = Signal()
    """The set of ticked units changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Type part of a name; Enter ticks the first"))
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(self._narrow)
        self.line.returnPressed.connect(self._tick_first)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Units"))
        self.list.setUniformItemSizes(True)
        self.list.itemChanged.connect(lambda _item: self._on_ticked())
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        set_role(self.summary, "hint")
        self.setFocusProxy(self.line)
        down = QShortcut(QKeySequence("Down"), self.line, context=Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self.list.setFocus)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.current().unit // 2)
        for widget in (self.line, _Frame(self.list), self.summary):
            box.addWidget(widget)
        self._measure()
        self._on_ticked()

    def offer(self, units: Sequence[UnitRecord]) -> None:
        """Units to choose from, in this order; ticks stay."""
        chosen = set(self.codes())
        counties = {unit.code: unit.name for unit in units if unit.kind == "county"}
        self.list.blockSignals(True)
        self.list.clear()
        for unit in units:
            self.list.addItem(_item(unit, counties.get(unit.code[:6], ""), unit.code in chosen))
        self.list.blockSignals(False)
        self._narrow(self.line.text())
        self._on_ticked()

    def codes(self) -> list[str]:
        """Codes of the ticked units, in the list's order."""
        return [item.data(_CODE) for item in self._items() if item.checkState() is Qt.CheckState.Checked]

    def tick_only(self, codes: Sequence[str]) -> None:
        """Tick these as if by hand and no others; one that is not offered is ignored."""
        for item in self._items():
            wanted = item.data(_CODE) in codes
            item.setCheckState(Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _tick_first(self) -> None:
        """Enter ticks the first match, so that a unit is chosen without leaving the keyboard."""
        words = self.line.text().strip()
        first = next((item for item in self._items() if not item.isHidden()), None)
        if words and first is not None:
            first.setCheckState(Qt.CheckState.Checked)
            self.line.clear()

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        for item in self._items():
            searched = str(item.data(_SEARCHED))
            item.setHidden(not all(word in searched for word in words))
        self.list.scrollToTop()

    def _on_ticked(self) -> None:
        ticked = [item.text() for item in self._items() if item.checkState() is Qt.CheckState.Checked]
        self.summary.setText(self.tr("Goes to: {units}").format(units=self.tr(", ").join(ticked)))
        self.summary.setVisible(bool(ticked))
        self.changed.emit()

    def _measure(self) -> None:
        self.list.setFixedHeight(theme.current().px(9))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "list"):
            self._measure()


class _Frame(QWidget):
    """An outline like that of the fields round it: the theme draws lists without one."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.addWidget(inner)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor(theme.current().line_strong))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


def _item(unit: UnitRecord, county: str, ticked: bool) -> QListWidgetItem:
    """Township names repeat from county to county, so the county stands before them."""
    text = unit.name if unit.kind != "township" or not county else f"{county}{unit.name}"
    item = QListWidgetItem(text)
    item.setData(_CODE, unit.code)
    item.setData(_SEARCHED, f"{text} {unit.short_name or ''} {unit.code}".casefold())
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
    return item
