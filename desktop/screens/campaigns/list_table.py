"""The list's table: keyboard all through, and selection and place kept by site when lines change."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget
from typing_extensions import override

from desktop.models.sites import GROUP_ROLE, ROOT, SitesModel
from desktop.screens.campaigns.cells import ToneDelegate
from desktop.site_index.view import Group, SiteView
from widgets import theme
from widgets.frozen import FrozenTable

_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
_FOLDED, _OPEN = "▸", "▾"


class SiteTableView(FrozenTable):
    """Enter opens, Space selects, typing filters, Esc leads back, a group's head folds."""

    typed = Signal(str)
    """A character that is no command: it belongs into the filter."""
    escaped = Signal()
    """Esc."""
    group_toggled = Signal(str)
    """Fold or unfold the group with this value."""

    def __init__(self, model: SitesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sites = model
        self.setModel(model)
        self._plain = GroupDelegate(self)
        self.set_frozen_delegate(self._plain)
        self.frozen.clicked.connect(self._on_clicked)
        self.clicked.connect(self._on_clicked)

    def show_view(self, view: SiteView) -> None:
        """Show other lines; selected sites stay selected, the site at the top stays there."""
        chosen, current, top = self.selected_keys(), self._key(self.currentIndex()), self._top()
        was_reset = False

        def note() -> None:
            nonlocal was_reset
            was_reset = True

        self.sites.modelReset.connect(note)
        self.sites.show_view(view)
        self.sites.modelReset.disconnect(note)
        if was_reset:
            self._lay_out_groups()
            self._restore(chosen, current, top)

    def select_keys(self, keys: Iterable[str], current: str = "") -> None:
        """Select sites, with the cursor on one of them."""
        lines = self.sites.lines_of(list(keys))
        self.selectionModel().select(self._selection(lines), _SELECT)
        found = self.sites.lines_of([current]) if current else lines[:1]
        if len(found):
            index = self.sites.index(int(found[0]), 0)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def selected_lines(self) -> NDArray[np.int64]:
        """Lines that are selected; ranges, because asking for 100,000 single rows takes long."""
        ranges = self.selectionModel().selection()
        spans = (ranges.at(at) for at in range(ranges.size()))
        pieces = [np.arange(one.top(), one.bottom() + 1) for one in spans]
        return np.unique(np.concatenate(pieces)) if pieces else np.empty(0, np.int64)

    def selected_sites(self) -> NDArray[np.int32]:
        """Rows of the table that are selected."""
        return self.sites.rows_of(self.selected_lines())

    def selected_keys(self) -> list[str]:
        """Sites that are selected."""
        table = self.sites.view.table
        return [table.key(at) for at in self.selected_sites().tolist()]

    def _restore(self, chosen: list[str], current: str, top: str) -> None:
        if top and len(found := self.sites.lines_of([top])):
            self.scrollTo(self.sites.index(int(found[0]), 0), FrozenTable.ScrollHint.PositionAtTop)
        if chosen or current:
            # a cursor that moves scrolls; the place at the top is worth more
            before = self.verticalScrollBar().value()
            self.select_keys(chosen, current)
            self.verticalScrollBar().setValue(before)

    def _key(self, index: QModelIndex) -> str:
        if not index.isValid():
            return ""
        row = self.sites.view.lines[index.row()]
        return self.sites.view.table.key(int(row)) if row >= 0 else ""

    def _top(self) -> str:
        """The site at the top; none while the list stands at its beginning, which it should show then."""
        return self._key(self.indexAt(self.viewport().rect().topLeft())) if self._is_scrolled() else ""

    def _is_scrolled(self) -> bool:
        return self.verticalScrollBar().value() > 0

    def _selection(self, lines: NDArray[np.int64]) -> QItemSelection:
        """Few ranges instead of many single lines."""
        selection = QItemSelection()
        last = self.sites.columnCount() - 1
        breaks = np.flatnonzero(np.diff(lines) != 1) + 1
        for run in np.split(lines, breaks) if len(lines) else []:
            first, end = int(run[0]), int(run[-1])
            selection.select(self.sites.index(first, 0), self.sites.index(end, last))
        return selection

    def _lay_out_groups(self) -> None:
        """The head of a group is one cell over all columns."""
        self.clearSpans()
        heads = np.flatnonzero(self.sites.view.lines < 0).tolist()
        for line in heads if self.sites.columnCount() > 1 else []:
            self.setSpan(line, 0, 1, self.sites.columnCount())

    def _on_clicked(self, index: QModelIndex) -> None:
        group = self.sites.group(index.row()) if index.isValid() else None
        if group is not None:
            self.group_toggled.emit(group.value)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        index = self.currentIndex()
        group = self.sites.group(index.row()) if index.isValid() else None
        if group is not None and self._folds(event, group):
            return
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.key() == Qt.Key.Key_Space and plain:
            self._toggle(index)
        elif plain and event.text().isprintable() and event.text().strip():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def _folds(self, event: QKeyEvent, group: Group) -> bool:
        key = event.key()
        wanted = {Qt.Key.Key_Left: True, Qt.Key.Key_Right: False}.get(Qt.Key(key), not group.is_folded)
        keys = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if key not in keys:
            return False
        if wanted != group.is_folded:
            self.group_toggled.emit(group.value)
        return True

    def _toggle(self, index: QModelIndex) -> None:
        if index.isValid():
            flags = QItemSelectionModel.SelectionFlag.Toggle | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().select(index, flags)


class GroupDelegate(ToneDelegate):
    """Sites as usual; the head of a group in bold, with its arrow, on a ground of its own."""

    @override
    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        group: Group | None = index.data(GROUP_ROLE)
        if group is not None:
            font = QFont(option.font)  # type: ignore[attr-defined]
            font.setWeight(QFont.Weight.DemiBold)
            option.font = font  # type: ignore[attr-defined]
            arrow = _FOLDED if group.is_folded else _OPEN
            option.text = f"{arrow} {option.text}"  # type: ignore[attr-defined]

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if index.data(GROUP_ROLE) is not None:
            painter.fillRect(option.rect, QColor(theme.current().hover))  # type: ignore[attr-defined]
        super().paint(painter, option, index)


def first_line(model: SitesModel) -> QModelIndex:
    """The first line that is a site."""
    sites = np.flatnonzero(model.view.lines >= 0)
    return model.index(int(sites[0]), 0) if len(sites) else ROOT
