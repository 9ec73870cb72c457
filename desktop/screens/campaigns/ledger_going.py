"""Ledgers out: a campaign's sites as a workbook, and townships' workbooks to be filled in."""

import uuid
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from db.errors import DomainError
from db.rules.campaigns import CampaignDefinition
from db.times import CHINA
from desktop import texts
from desktop.context import Context
from desktop.ledgers.fill_in import FillIn, fill_in, townships_with_sites
from desktop.ledgers.out import ledger_out
from widgets.save_dialog import SaveDialog

_COUNTY = 6
"""Digits of a county's code; townships and villages have more."""


class LedgerGoing(QObject):
    """Asks where to, writes off the GUI thread, and says where the file stands."""

    def __init__(self, view: QWidget, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._view, self._context = view, context

    def ask_ledger(
        self, definition: CampaignDefinition, only: frozenset[uuid.UUID] | None, unit_name: str
    ) -> None:
        """Where the ledger of some sites (of all, if they are None) shall stand."""
        title = self.tr("Export the ledger of all sites")
        if only is not None:
            title = self.tr("Export the ledger of {count} sites").format(count=len(only))
        name = self._name(definition, unit_name, "台账")
        self._ask(title, name, partial(self.write_ledger, definition, only))

    def ask_fill_in(self, definition: CampaignDefinition, unit: str, unit_name: str) -> None:
        """Where the workbook of a township shall stand; of a county or of all, the folder for one each."""
        if len(unit) > _COUNTY:
            title = self.tr("Export a workbook to fill in")
            name = self._name(definition, unit_name, "填报表")
            self._ask(title, name, partial(self.write_fill_in, definition, unit))
            return
        title = self.tr("Folder for the workbooks: one for each township with sites")
        dialog = QFileDialog(self._view, title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda folder: self.write_fill_ins(definition, unit, Path(folder)))
        dialog.open()

    def write_ledger(
        self, definition: CampaignDefinition, only: frozenset[uuid.UUID] | None, path: Path
    ) -> None:
        """Write the ledger of some sites, or of all."""
        work = partial(ledger_out, definition=definition, path=path, now=self._context.now(), only=only)
        self._context.jobs.read(work, partial(self._on_ledger, path), error=self._fail)

    def write_fill_in(self, definition: CampaignDefinition, unit: str, path: Path) -> None:
        """Write the workbook to be filled in."""
        self._write_one(definition, unit, path, partial(self._on_fill_in, path))

    def write_fill_ins(self, definition: CampaignDefinition, unit: str, folder: Path) -> None:
        """Write a workbook for each township of a unit (of all, if it is empty) that has sites."""
        work = partial(townships_with_sites, definition=definition, unit_code=unit)
        go_on = partial(self._next, definition, folder, 0)
        self._context.jobs.read(work, go_on, error=self._fail)

    def _next(
        self, definition: CampaignDefinition, folder: Path, done: int, left: Sequence[tuple[str, str]]
    ) -> None:
        """One workbook a job: the window's own reads have their turn in between."""
        if not left:
            self._on_fill_ins(folder, done)
            return
        (code, name), rest = left[0], left[1:]
        path = folder / self._name(definition, name, "填报表")
        self._write_one(definition, code, path, lambda _made: self._next(definition, folder, done + 1, rest))

    def _write_one(
        self, definition: CampaignDefinition, unit: str, path: Path, done: Callable[[FillIn], None]
    ) -> None:
        work = partial(fill_in, definition=definition, path=path, now=self._context.now(), unit_code=unit)
        self._context.jobs.read(work, done, error=self._fail)

    def _ask(self, title: str, name: str, chosen: Callable[[Path], None]) -> None:
        SaveDialog.ask(self._view, title, name, {self.tr("Excel workbooks (*.xlsx)"): "xlsx"}, chosen)

    def _name(self, definition: CampaignDefinition, unit_name: str, kind: str) -> str:
        day = self._context.now().astimezone(CHINA).date()
        return f"{unit_name}{definition.text.zh}{kind}{day:%Y%m%d}.xlsx"

    def _on_ledger(self, path: Path, count: int) -> None:
        self._say(self.tr("{count} sites stand in {path}.").format(count=count, path=path), path)

    def _on_fill_in(self, path: Path, made: FillIn) -> None:
        text = self.tr("{sites} sites and {orders} orders to be filled in stand in {path}.")
        self._say(text.format(sites=made.sites, orders=made.orders, path=path), path)

    def _on_fill_ins(self, folder: Path, count: int) -> None:
        if not count:
            text = self.tr("No township has a site in this campaign yet: there is nothing to be filled in.")
            self._context.navigator.message.emit(text, "warning", "")
            return
        text = self.tr("{count} workbooks to be filled in stand in {folder}, one for each township.")
        self._say(text.format(count=count, folder=folder), folder)

    def _say(self, text: str, path: Path) -> None:
        self._context.navigator.written.emit(text, path)

    def _fail(self, error: Exception) -> None:
        details = "" if isinstance(error, DomainError) else texts.bug_details(error)
        self._context.navigator.message.emit(texts.error_text(error), "error", details)
