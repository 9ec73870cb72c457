"""What a hand does in the list: select, copy, order; and what is told of the selection."""

import uuid

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut

from desktop.models.sites import RECORD_ROLE, SiteRow, record
from desktop.screens.campaigns.list_copy import tsv
from desktop.screens.campaigns.list_engine import ListEngine
from desktop.screens.campaigns.list_table import first_line
from desktop.screens.campaigns.overview import Overview


class ListHand(QObject):
    """The selection of the list."""

    order_clicked = Signal(object)
    """A new order for a `SiteRecord`."""

    def __init__(self, view: Overview, engine: ListEngine, parent: QObject) -> None:
        super().__init__(parent)
        self._view, self._engine = view, engine
        self._wanted_code = ""
        """A site to put the cursor on as soon as the list shows it."""
        view.table.rows_selected.connect(self._on_selected)
        view.order_button.clicked.connect(self._on_order)
        copy = QShortcut(QKeySequence.StandardKey.Copy, view.table, context=Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self._on_copy)

    def first_code(self) -> str | None:
        """Code of the first site that the list shows."""
        if not self._view.model.rowCount():
            return None
        row = first_line(self._view.model).data(RECORD_ROLE)
        return row.site.code if row is not None else None

    def select(self, code: str) -> None:
        """Put the cursor on a site, so that the way back from its page leads to where it was opened."""
        table = self._view.model.view.table
        at = table.at_code(code)
        if at is None or not len(self._view.model.lines_of([table.key(at)])):
            self._wanted_code = code
        else:
            self._view.table.select_keys([table.key(at)], table.key(at))
            self._view.table.scrollTo(self._view.table.currentIndex())

    def select_wanted(self) -> None:
        """The list shows other lines: perhaps the site that was wanted."""
        code, self._wanted_code = self._wanted_code, ""
        if code:
            self.select(code)

    def sites_meant(self) -> frozenset[uuid.UUID] | None:
        """The sites that are selected, where more than one is; else those that a filter leaves; None: all."""
        view = self._view.model.view
        rows = self._view.table.selected_sites()
        if len(rows) <= 1:
            if not self._engine.wish.is_narrow:
                return None
            rows = view.rows
        return frozenset(view.table.site_id(at) for at in rows.tolist())

    def refresh(self) -> None:
        """What depends on the selection."""
        self._view.order_button.setEnabled(self._chosen() is not None)

    def show_foot(self) -> None:
        """How many are selected, and what their numbers come to."""
        rows, foot = self._view.table.selected_sites(), self._view.foot
        if not len(rows):
            foot.show_shown(self._view.model.view.count, self._engine.size)
            return
        foot.show_selected(len(rows))
        numeric = {
            column.key: column.title
            for at, column in enumerate(self._view.model.columns)
            if column.source.kind == "number" and not self._view.table.isColumnHidden(at)
        }
        numeric.pop("score", None)  # a mean of shares of different lists says nothing
        self._engine.beside(
            lambda index: index.totals(list(numeric), rows),
            lambda found: foot.show_selected(
                len(rows), [(numeric[key], known, total) for key, (known, total) in found.items() if known]
            ),
        )

    def _chosen(self) -> SiteRow | None:
        rows = self._view.table.selected_sites()
        return record(self._view.model.view.table, int(rows[0])) if len(rows) else None

    @Slot()
    def _on_selected(self) -> None:
        self.refresh()
        self.show_foot()

    @Slot()
    def _on_copy(self) -> None:
        rows = self._view.table.selected_sites().tolist()
        header = self._view.table.horizontalHeader()
        order = sorted(range(header.count()), key=header.visualIndex)
        shown = [self._view.model.columns[at] for at in order if not header.isSectionHidden(at)]
        if rows:
            QGuiApplication.clipboard().setText(tsv(self._view.model.view.table, shown, rows))

    @Slot()
    def _on_order(self) -> None:
        if (row := self._chosen()) is not None:
            self.order_clicked.emit(row.site)
