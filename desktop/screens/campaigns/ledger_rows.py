"""The rows of a ledger as they would come in: each with its fate, what changes, and what is wrong."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from typing_extensions import override

from desktop.ledgers.plan import Kind, PlanRow
from desktop.ledgers.preview import Preview
from desktop.ledgers.profile import CHECKS, FIELDS, NOTE, ColumnUse
from desktop.ledgers.read import CellProblem
from desktop.ledgers.sheets import Cell, text_of
from desktop.ledgers.units_book import UnitBook
from desktop.ledgers.written import cell_of
from desktop.screens.campaigns import ledger_words as words
from widgets import theme

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
FATE, LINE, CODE = range(3)
_OWN = 3
"""Columns before the targets'."""
PASSED, FAILED = "√", "×"


class LedgerRowsModel(QAbstractTableModel):
    """Nothing is put into words before it is looked at: 20,000 rows cost nothing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seen: Preview | None = None
        self._units = UnitBook(())
        self._kind: Kind | None = None
        self._rows: list[PlanRow] = []
        self._targets: list[str] = []
        self._headers: dict[str, frozenset[str]] = {}

    def show(self, seen: Preview | None, units: UnitBook, kind: Kind | None = None) -> None:
        """Replace all rows; of one fate only, if it is named."""
        self.beginResetModel()
        self._seen, self._units, self._kind = seen, units, kind
        self._rows = []
        if seen is not None:
            self._rows = seen.plan.of(kind) if kind is not None else list(seen.plan.rows)
            self._targets, self._headers = _targets(seen)
        self.endResetModel()

    @property
    def has_codes(self) -> bool:
        """Whether a row that is shown has a code."""
        return any(row.site or row.row.code for row in self._rows)

    def row(self, number: int) -> PlanRow:
        """A row that is shown."""
        return self._rows[number]

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() or self._seen is None else _OWN + len(self._targets)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if section < _OWN:
            return (self.tr("Fate"), self.tr("Row"), self.tr("Code"))[section]
        return self._name(self._targets[section - _OWN])

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self._seen is None:
            return None
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(map(str, self.problems(row, column))) or self.text(row, column)
        if role in (Qt.ItemDataRole.ForegroundRole, Qt.ItemDataRole.BackgroundRole):
            return self._colour(row, column, role == Qt.ItemDataRole.BackgroundRole)
        return None

    def text(self, row: PlanRow, column: int) -> str:
        """A cell in words; a changed one with what it was."""
        if column < _OWN:
            code = row.site.code if row.site else row.row.code or ""
            return (words.kind_text(row.kind), str(row.row.line), code)[column]
        target = self._targets[column - _OWN]
        if target.startswith(CHECKS):
            return self._result(row, target)
        if target in row.changes:
            old, new = (self._written(target, value) for value in row.changes[target])
            return f"{old or '—'} → {new or '—'}" if row.kind is not Kind.NEW and row.site else new
        value = row.values.get(target)
        return self._written(target, value) if value is not None else text_of(row.row.given.get(target))

    def _result(self, row: PlanRow, target: str) -> str:
        """An item of a check; one that was checked already is not written again."""
        found = row.row.checks.get(target.removeprefix(CHECKS))
        if found is None:
            return text_of(row.row.given.get(target))
        return PASSED if found else FAILED

    def problems(self, row: PlanRow, column: int) -> list[CellProblem]:
        """What is wrong with a cell; all of the row's for its fate."""
        if column == FATE:
            return row.problems
        if column < _OWN:
            return []
        headers = self._headers[self._targets[column - _OWN]]
        return [problem for problem in row.problems if problem.header in headers]

    def explain(self, row: PlanRow) -> str:
        """Where, what, and what to do, for the line below the table."""
        where = self.tr("{sheet}, row {line}").format(sheet=row.row.sheet, line=row.row.line)
        if row.problems:
            text = self.tr("{where}: {reason}. Correct it in the file, or the column on the left.")
            return text.format(where=where, reason=row.reason)
        if row.check is not None:
            where = self.tr("{where}, with a check of {day}").format(where=where, day=row.check[0])
        return f"{where}: {row.doubt}" if row.doubt else where

    def _colour(self, row: PlanRow, column: int, is_ground: bool) -> QColor | None:
        look, place = theme.current(), 1 if is_ground else 0
        if column == FATE:
            return QColor(look.tone(words.TONES[row.kind])[place])
        if self.problems(row, column):
            return QColor(look.tone("alarm")[place])
        if column >= _OWN and row.site and self._targets[column - _OWN] in row.changes:
            return QColor(look.tone("accent")[place])
        return None if is_ground or row.kind is not Kind.SAME else QColor(look.muted)

    def _name(self, target: str) -> str:
        if target == NOTE:
            return self.tr("Note")
        assert self._seen is not None
        return words.target_text(target, self._seen.mapped.definition)

    def _written(self, target: str, value: object) -> str:
        assert self._seen is not None
        made: Cell = cell_of(target, value, self._seen.mapped.definition, self._units)
        return text_of(made)


def _is_of(use: ColumnUse, target: str) -> bool:
    return target in _TWO.get(use.target, (use.target,))


def _targets(seen: Preview) -> tuple[list[str], dict[str, frozenset[str]]]:
    """What is shown, name and unit first, and under which headings problems speak of each."""
    definition = seen.mapped.definition
    uses = [use for one in seen.mapped.proposals for use in one.profile.columns]
    fixed = [key for one in seen.mapped.proposals for key in one.profile.fixed]
    columns = (part for use in uses for part in _TWO.get(use.target, (use.target,)))
    wanted = dict.fromkeys(["name", "unit", *columns, *(FIELDS + key for key in fixed), NOTE])
    shown = [one for one in wanted if one in _CORE or one.startswith((FIELDS, CHECKS))]
    headers = {
        target: frozenset(
            [words.target_text(target, definition), *(use.header for use in uses if _is_of(use, target))]
        )
        for target in shown
    }
    return shown, headers


_TWO = {"person_phone": ("person", "phone")}
"""Columns that become two."""
_CORE = frozenset(
    ["name", "unit", "address", "lon", "lat", "owner", "person", "phone", "state", "deadline", NOTE]
)
