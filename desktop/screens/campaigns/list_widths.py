"""Columns of each campaign as somebody chose them: kept on this machine until they are put back."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, QTimer, Slot

from desktop.kept import keep_json, kept_json
from desktop.screens.campaigns.list_look import Look, look_of, put_look
from desktop.screens.campaigns.overview import Overview
from desktop.settings import Settings

_SETTLE_MS = 400
"""A hand that pulls a column moves it a hundred times."""


class Widths(QObject):
    """Until somebody chooses, the usual columns share the window; after that they stay as they were put."""

    def __init__(self, view: Overview, settings: Settings) -> None:
        super().__init__(view)
        self._view, self._settings = view, settings
        self._campaign = ""
        self.is_chosen = False
        """Somebody chose the columns of the present campaign."""
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self.leave)
        header = view.table.horizontalHeader()
        header.sectionResized.connect(self._on_handled)
        header.sectionMoved.connect(self._on_handled)
        header.sortIndicatorChanged.connect(lambda *_: self._settle.start())

    @Slot()
    def leave(self) -> None:
        """Keep the present campaign's columns."""
        self._settle.stop()
        if self._campaign:
            look = look_of(self._view, is_chosen=self.is_chosen)
            keep_json(self._settings, self._name(), look.plain())

    def enter(self, campaign: str) -> None:
        """Put a campaign's columns as they were left."""
        self._campaign = campaign
        kept = kept_json(self._settings, self._name(), Look.from_plain) or Look()
        self.put(kept)

    def put(self, look: Look) -> None:
        """Show the list so."""
        header = self._view.table.horizontalHeader()
        self.is_chosen = look.is_chosen
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        for at in range(header.count()):
            header.moveSection(header.visualIndex(at), at)
        if not look.is_chosen:
            self._view.fit_columns()
        put_look(self._view, look)
        self._settle.stop()

    @Slot()
    def put_back(self) -> None:
        """The usual columns, shared by the window."""
        self.put(Look(sort=look_of(self._view, is_chosen=False).sort))
        self.leave()

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
        self._settle.start()

    def _name(self) -> str:
        return f"lists/{self._campaign}/columns"

    @Slot(int, int, int)
    def _on_handled(self) -> None:
        # the header resizes sections for reasons of its own too: style, last section
        if self._view.is_dragging:
            self.is_chosen = True
            self._settle.start()
