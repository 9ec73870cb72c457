"""Columns of each campaign as somebody chose them: which, in what order, how wide. As long as the window."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QObject, Qt, Slot

from desktop.screens.campaigns.overview import Overview


@dataclass(frozen=True, slots=True)
class _Kept:
    state: QByteArray
    is_chosen: bool


class Widths(QObject):
    """Until somebody chooses, the usual columns share the window; after that they stay as they were put."""

    def __init__(self, view: Overview) -> None:
        super().__init__(view)
        self._view = view
        self._campaign = ""
        self._kept: dict[str, _Kept] = {}
        self.is_chosen = False
        """Somebody chose the columns of the present campaign."""
        header = view.table.horizontalHeader()
        header.sectionResized.connect(self._on_handled)
        header.sectionMoved.connect(self._on_handled)

    def leave(self) -> None:
        """Remember the present campaign's header."""
        header = self._view.table.horizontalHeader()
        if self._campaign and (self.is_chosen or header.sortIndicatorSection() >= 0):
            self._kept[self._campaign] = _Kept(self._view.table.header_state(), self.is_chosen)

    def enter(self, campaign: str) -> None:
        """Put a campaign's header back as it was left."""
        self._campaign, self.is_chosen = campaign, False
        header = self._view.table.horizontalHeader()
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        for at in range(header.count()):
            header.moveSection(header.visualIndex(at), at)
        kept = self._kept.get(campaign)
        self._view.fit_columns()
        if kept is not None and self._view.table.restore_header_state(kept.state):
            self.is_chosen = kept.is_chosen
        if not self.is_chosen:
            self._view.fit_columns()

    def forget(self) -> None:
        """All widths are for another font."""
        self._kept.clear()
        self.is_chosen = False

    @Slot(object)
    def choose(self, shown: Sequence[int]) -> None:
        """Show these columns and no others; what does not fit is scrolled to."""
        self.is_chosen = True
        columns, table = self._view.model.columns, self._view.table
        for at, column in enumerate(columns):
            if at in shown and table.isColumnHidden(at):
                table.setColumnHidden(at, False)
                table.set_column_widths({at: column.width})
            elif at not in shown:
                table.setColumnHidden(at, True)

    @Slot(int, int, int)
    def _on_handled(self) -> None:
        # the header resizes sections for reasons of its own too: style, last section
        if self._view.is_dragging:
            self.is_chosen = True
