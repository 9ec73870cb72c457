"""What people do with a zone: put sites on its negative list, take them off again, carry a list away."""

import uuid
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication

from db.changes import Changes
from db.commands import sites
from db.errors import DomainError
from db.rules.sites import SiteState
from desktop import texts
from desktop.context import Context
from desktop.evaluation.sheets import Sheet, tabbed, write
from desktop.screens.campaigns.zone_page import ZonePage
from desktop.screens.campaigns.zone_rows import ZoneRow
from widgets.save_dialog import SaveDialog


class ZoneDeeds(QObject):
    """Sends the commands and writes the files; `sheet` is what the page shows at the moment."""

    def __init__(
        self, page: ZonePage, context: Context, sheet: Callable[[], Sheet | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._page, self._context, self._sheet = page, context, sheet
        self._put: list[tuple[uuid.UUID, str, str]] = []
        """Sites that Ctrl+Z takes off the list again: id, campaign and name."""
        page.undone.connect(self._undo)
        page.copied.connect(self._on_copy)
        page.export_button.clicked.connect(self._on_export)

    def join(self, row: ZoneRow, campaign: str, fields: dict[str, Any], deadline: datetime | None) -> None:
        """Put a site on the campaign's negative list."""
        work = partial(
            sites.join, actor=self._context.actor(), site_id=row.site.id, campaign_key=campaign,
            fields=fields, deadline=deadline,
        )  # fmt: skip
        self._context.jobs.write(work, partial(self._on_joined, row, campaign), error=self.fail)

    def _on_joined(self, row: ZoneRow, campaign: str, _changes: Changes) -> None:
        self._put.append((row.site.id, campaign, row.site.name))
        self._page.join.leave()
        text = self.tr("{name} is on the negative list; Ctrl+Z takes it off again.")
        self._say(text.format(name=row.site.name))

    @Slot()
    def _undo(self) -> None:
        if self._put:
            site_id, campaign, name = self._put.pop()
            work = partial(
                sites.set_state, actor=self._context.actor(), site_id=site_id, campaign_key=campaign,
                state=SiteState.WITHDRAWN,
            )  # fmt: skip
            text = self.tr("{name} is off the negative list again.").format(name=name)
            self._context.jobs.write(work, lambda _changes: self._say(text), error=self.fail)

    @Slot()
    def _on_copy(self) -> None:
        """All rows that are shown, with their titles."""
        sheet = self._sheet()
        if sheet is not None:
            QGuiApplication.clipboard().setText(tabbed(sheet))
            self._say(self.tr("Copied {count} rows.").format(count=len(sheet.rows)))

    @Slot()
    def _on_export(self) -> None:
        sheet = self._sheet()
        if sheet is not None:
            kinds = {self.tr("Excel (*.xlsx)"): "xlsx", self.tr("CSV (*.csv)"): "csv"}
            SaveDialog.ask(self._page, self.tr("Write the list to"), f"{sheet.title}.xlsx", kinds, self._save)

    def _save(self, path: Path) -> None:
        sheet = self._sheet()
        if sheet is not None:
            self._context.jobs.compute(partial(write, sheet, path), self._on_saved, error=self.fail)

    def _on_saved(self, path: Path) -> None:
        self._say(self.tr("Written to {path}").format(path=path))

    def _say(self, text: str) -> None:
        self._context.navigator.message.emit(text, "info", "")

    def fail(self, error: Exception) -> None:
        """Say what went wrong; nothing was written."""
        details = "" if isinstance(error, DomainError) else texts.bug_details(error)
        self._context.navigator.message.emit(texts.error_text(error), "error", details)
