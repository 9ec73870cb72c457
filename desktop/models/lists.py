"""Lists whose rows come and go: what is read anew is compared, so that selection and place stay."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import pairwise
from typing import Generic, TypeVar

from PySide6.QtCore import QCollator, QLocale, QObject, QSortFilterProxyModel
from typing_extensions import override

from desktop.models.records import ROOT, SORT_ROLE, AnyIndex, RecordsModel

R = TypeVar("R")


class ListModel(RecordsModel[R]):
    """Records by key; those that are not read any more leave."""

    def show(self, records: Iterable[R]) -> None:
        """Show these and no others."""
        wanted = {self._key(record): record for record in records}
        gone = [row for row, record in enumerate(self._records) if self._key(record) not in wanted]
        for first, last in reversed(_runs(gone)):
            self._drop(first, last)
        self.upsert(wanted.values())

    def tick(self) -> None:
        """Ages read differently now."""
        if self._records:
            self.announce(range(len(self._records)))

    def _drop(self, first: int, last: int) -> None:
        self.beginRemoveRows(ROOT, first, last)
        del self._records[first : last + 1]
        self._rows = {self._key(record): row for row, record in enumerate(self._records)}
        self.endRemoveRows()


class ListOrder(QSortFilterProxyModel, Generic[R]):
    """The order of a list, Chinese names by their sound; and which of its rows are shown."""

    def __init__(self, model: ListModel[R], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._shows: Callable[[R], bool] | None = None
        self._collator = QCollator(QLocale("zh_CN"))
        self._collator.setNumericMode(True)
        self.setSortRole(SORT_ROLE)
        self.setDynamicSortFilter(True)
        self.setSourceModel(model)

    def show_only(self, shows: Callable[[R], bool] | None) -> None:
        """Leave out rows for which `shows` says no; None leaves out nothing."""
        self._shows = shows
        self.invalidateRowsFilter()

    def row_of(self, key: Hashable) -> int | None:
        """The row in the view, None if it is not there."""
        row = self._model.row(key)
        if row is None:
            return None
        index = self.mapFromSource(self._model.index(row, 0))
        return index.row() if index.isValid() else None

    @override
    def filterAcceptsRow(self, row: int, parent: AnyIndex = ROOT) -> bool:
        return self._shows is None or self._shows(self._model.record(row))

    @override
    def lessThan(self, left: AnyIndex, right: AnyIndex) -> bool:
        a, b = left.data(SORT_ROLE), right.data(SORT_ROLE)
        if isinstance(a, str) and isinstance(b, str):
            return self._collator.compare(a, b) < 0
        return bool(a < b)


def _runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Rows in ascending order as runs without gaps."""
    if not rows:
        return []
    starts = [rows[0], *(b for a, b in pairwise(rows) if b != a + 1)]
    ends = [*(a for a, b in pairwise(rows) if b != a + 1), rows[-1]]
    return list(zip(starts, ends, strict=True))
