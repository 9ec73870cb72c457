"""The pages of a campaign beside its sites: roster, zone, ledgers in and out; and their lines in the menu."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from db.rules.campaigns import CampaignDefinition
from desktop.context import Context
from desktop.screens.campaigns.directory import Directory
from desktop.screens.campaigns.ledger_desk import SUFFIXES, LedgerDesk
from desktop.screens.campaigns.ledger_going import LedgerGoing
from desktop.screens.campaigns.listing import Listing
from desktop.screens.campaigns.roster_desk import RosterDesk
from desktop.screens.campaigns.roster_words import offers_roster
from desktop.screens.campaigns.view import CampaignsView
from desktop.screens.campaigns.zone_desk import ZoneDesk, offers_zone


class SidePages(QObject):
    """One desk a page; each opens on the campaign that the list shows."""

    opened = Signal()
    """A page stands in place of the list: no site is shown any more."""
    left = Signal()
    """Back to the list."""

    def __init__(
        self,
        view: CampaignsView,
        context: Context,
        listing: Listing,
        directory: Callable[[], Directory],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view, self._context, self._listing, self._directory = view, context, listing, directory
        self.roster = RosterDesk(view.roster, context, self)
        self.ledger = LedgerDesk(view.ledger, context, self)
        self.going = LedgerGoing(view, context, self)
        self.zone = ZoneDesk(view.zone, context, directory, self)
        for page in (view.roster, view.ledger, view.zone):
            page.left.connect(self.left)
        listing.import_clicked.connect(self.open_ledger)
        self._add_lines()

    def open_roster(self, definition: CampaignDefinition | None = None) -> None:
        """Who is on duty at the sites of the campaign; of another one, if it is named."""
        wanted = definition or self._definition()
        if wanted is not None:
            self.roster.open(wanted)
            self._show(self._view.roster, self._view.roster.chart)

    def open_zone(self, definition: CampaignDefinition | None = None) -> None:
        """What lies about a station, and the negative list; of another campaign, if it is named."""
        wanted = definition or self._definition()
        if wanted is not None:
            self.zone.open(wanted)
            self.show_zone()

    def show_zone(self) -> None:
        """The zone's page as it was left."""
        self._show(self._view.zone, self._view.zone.table)

    def open_ledger(self, path: Path | None = None) -> None:
        """The page on which a ledger comes in."""
        if (definition := self._definition()) is not None:
            self.ledger.open(definition, path)
            self._show(self._view.ledger, self._view.ledger.choose)

    def ledger_in(self, event: QDropEvent) -> Path | None:
        """The ledger that is dropped, where one can be taken: on the list and on the ledger's own page."""
        if self._view.current() not in (self._view.overview, self._view.ledger) or self.ledger.is_busy:
            return None
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        return paths[0] if len(paths) == 1 and paths[0].suffix.lower() in SUFFIXES else None

    def _add_lines(self) -> None:
        more = self._listing.more
        more.add(self.tr("Roster"), self.open_roster, offers_roster)
        more.add(self.tr("Zone and negative list"), self.open_zone, offers_zone)
        more.add(self.tr("Import a ledger…"), self.open_ledger)
        more.add(self.tr("Export the ledger…"), self._export)
        more.add(self.tr("Workbook to fill in…"), self._export_fill_in)

    def _definition(self) -> CampaignDefinition | None:
        return self._context.campaigns.get(self._listing.campaign)

    def _show(self, page: QWidget, focus: QWidget) -> None:
        self.opened.emit()
        self._view.show_page(page)
        focus.setFocus()

    def _export(self) -> None:
        if (definition := self._definition()) is not None:
            _code, name = self._unit()
            self.going.ask_ledger(definition, self._listing.hand.sites_meant(), name)

    def _export_fill_in(self) -> None:
        if (definition := self._definition()) is not None:
            self.going.ask_fill_in(definition, *self._unit())

    def _unit(self) -> tuple[str, str]:
        """Code and name of the unit to which the list is limited; empty for all."""
        code = self._listing.engine.wish.unit
        return code, self._directory().name(code) if code else ""
