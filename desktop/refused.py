"""What was refused and why: nothing is dropped silently, so it can be looked at."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QVBoxLayout, QWidget
from typing_extensions import override

from db.queries.status import RefusedRecord, refused
from db.times import CHINA
from desktop.context import Context
from desktop.texts import reason_text
from widgets import theme
from widgets.tables import DataTable

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class RefusedModel(QAbstractTableModel):
    """Refusals, newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[RefusedRecord] = []
        self._columns: list[tuple[str, Callable[[RefusedRecord], str]]] = [
            (self.tr("Time"), lambda r: r.at.astimezone(CHINA).strftime("%m-%d %H:%M:%S")),
            (self.tr("Source"), lambda r: r.source),
            (self.tr("Reason"), lambda r: reason_text(r.reason)),
            (self.tr("What"), lambda r: r.detail),
            (self.tr("Received"), lambda r: r.raw),
        ]

    def set_records(self, rows: list[RefusedRecord]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        return self._columns[index.column()][1](self._rows[index.row()])

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section][0]
        return None


class RefusedDialog(QDialog):
    """The newest refusals in a table; rows can be copied."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Refused input"))
        self.table = DataTable()
        self.model = RefusedModel(self)
        self.table.setModel(self.model)
        self.table.set_empty_text(self.tr("Nothing was refused"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(self.tr("Copy rows"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self._on_copy)
        buttons.rejected.connect(self.close)
        box = QVBoxLayout(self)
        box.addWidget(self.table)
        box.addWidget(buttons)
        self.resize(theme.current().px(72), theme.current().px(40))
        context.jobs.read(refused, self.model.set_records, key="refused")

    def _on_copy(self) -> None:
        model = self.model
        rows = self.table.selected_rows() or list(range(model.rowCount()))
        lines = [
            "\t".join(model.data(model.index(row, column)) or "" for column in range(model.columnCount()))
            for row in rows
        ]
        QApplication.clipboard().setText("\n".join(lines))
