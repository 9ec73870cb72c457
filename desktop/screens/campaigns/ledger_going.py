"""Ledgers out: a campaign's sites as a workbook, and a township's workbook to be filled in."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from db.errors import DomainError
from db.rules.campaigns import CampaignDefinition
from db.times import CHINA
from desktop import texts
from desktop.context import Context
from desktop.ledgers.fill_in import FillIn, fill_in
from desktop.ledgers.out import ledger_out
from widgets.save_dialog import SaveDialog


class LedgerGoing(QObject):
    """Asks where to, writes off the GUI thread, and says where the file stands."""

    def __init__(self, view: QWidget, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._view, self._context = view, context

    def ask_ledger(self, definition: CampaignDefinition, unit: str, unit_name: str) -> None:
        """Where the ledger of a unit (of all, if it is empty) shall stand."""
        title = self.tr("Export the ledger")
        name = self._name(definition, unit_name, "台账")
        self._ask(title, name, partial(self.write_ledger, definition, unit))

    def ask_fill_in(self, definition: CampaignDefinition, unit: str, unit_name: str) -> None:
        """Where the workbook of a township shall stand; says how to choose one if none is chosen."""
        if not unit:
            text = self.tr("Choose a township in the list first: the workbook is made for that township.")
            self._context.navigator.message.emit(text, "warning", "")
            return
        title = self.tr("Export a workbook to fill in")
        name = self._name(definition, unit_name, "填报表")
        self._ask(title, name, partial(self.write_fill_in, definition, unit))

    def write_ledger(self, definition: CampaignDefinition, unit: str, path: Path) -> None:
        """Write the ledger."""
        work = partial(ledger_out, definition=definition, path=path, now=self._context.now(), unit_code=unit)
        self._context.jobs.read(work, partial(self._on_ledger, path), error=self._fail)

    def write_fill_in(self, definition: CampaignDefinition, unit: str, path: Path) -> None:
        """Write the workbook to be filled in."""
        work = partial(fill_in, definition=definition, path=path, now=self._context.now(), unit_code=unit)
        self._context.jobs.read(work, partial(self._on_fill_in, path), error=self._fail)

    def _ask(self, title: str, name: str, chosen: Callable[[Path], None]) -> None:
        SaveDialog.ask(self._view, title, name, {self.tr("Excel workbooks (*.xlsx)"): "xlsx"}, chosen)

    def _name(self, definition: CampaignDefinition, unit_name: str, kind: str) -> str:
        day = self._context.now().astimezone(CHINA).date()
        return f"{unit_name}{definition.text.zh}{kind}{day:%Y%m%d}.xlsx"

    def _on_ledger(self, path: Path, count: int) -> None:
        self._say(self.tr("{count} sites stand in {path}.").format(count=count, path=path))

    def _on_fill_in(self, path: Path, made: FillIn) -> None:
        text = self.tr("{sites} sites and {orders} orders to be filled in stand in {path}.")
        self._say(text.format(sites=made.sites, orders=made.orders, path=path))

    def _say(self, text: str) -> None:
        self._context.navigator.message.emit(text, "info", "")

    def _fail(self, error: Exception) -> None:
        details = "" if isinstance(error, DomainError) else texts.bug_details(error)
        self._context.navigator.message.emit(texts.error_text(error), "error", details)
