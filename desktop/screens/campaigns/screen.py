"""Wiring of the campaigns screen: what is read when, and which page follows which deed."""

from functools import partial

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from db.changes import Changes
from db.errors import AwayError, DomainError
from db.queries.sites import SiteRecord
from desktop import texts
from desktop.context import Context
from desktop.presence import RowPresence, presence_text
from desktop.screens.base import Screen
from desktop.screens.campaigns import reading
from desktop.screens.campaigns.bulk_desk import BulkDesk
from desktop.screens.campaigns.columns import Reader
from desktop.screens.campaigns.deeds import Deeds
from desktop.screens.campaigns.directory import Directory
from desktop.screens.campaigns.drafts import task_draft
from desktop.screens.campaigns.listing import Listing
from desktop.screens.campaigns.reading import Answer, SiteFile, Wanted
from desktop.screens.campaigns.side_pages import SidePages
from desktop.screens.campaigns.site_file import show_file
from desktop.screens.campaigns.view import CampaignsView
from desktop.screens.campaigns.zone_desk import offers_zone

TICK_MS = 30_000
"""Real time between looks at the clock: deadlines pass without anybody writing."""


class CampaignsScreen(Screen):
    """The campaigns' progress, their sites, and each site's file."""

    key = "campaigns"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.view = CampaignsView()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.view)
        self._campaign = next(iter(context.campaigns), "")
        self._code = ""
        self._came_from: QWidget = self.view.overview
        """Where the site's page leads back to."""
        self._asked = ""
        """The site whose page was asked for and has not come yet."""
        self._file: SiteFile | None = None
        self._directory: Directory | None = None
        self.listing = Listing(self.view.overview, context, self)
        self.deeds = Deeds(self.view, context, self.reader, self)
        self.bulk = BulkDesk(self.view.overview, context, lambda: self.reader(self.listing.campaign), self)
        self.side = SidePages(self.view, context, self.listing, self.directory, self)
        self.presence = RowPresence(context, self)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._load)
        self._timer.timeout.connect(self.side.zone.refresh)
        self._connect()

    def reader(self, campaign: str) -> Reader | None:
        """The words of a campaign; None where its definition cannot be read."""
        definition = self.context.campaigns.get(campaign)
        if definition is None:
            return None
        return Reader(definition, self.context.language, self.directory, self.context.now)

    def directory(self) -> Directory:
        """The units as they were last read."""
        return self._directory or Directory()

    @override
    def shows(self, changes: Changes) -> bool:
        return changes.sites or changes.checks or changes.tasks or changes.units or changes.campaigns

    @override
    def reload(self, changes: Changes) -> None:
        if changes.units or changes.campaigns:
            self._directory = None
            self.listing.forget_rows()
        self._load()

    @property
    @override
    def parts(self) -> tuple[str, ...]:
        return ("site", "zone", "roster", "ledger")

    @override
    def show_part(self, key: str) -> None:
        """The page of the first site in the list, or a side page of the first campaign that has one."""
        known = self.context.campaigns.values()
        if key == "zone":
            self.side.open_zone(next(filter(offers_zone, known), None))
        elif key == "roster":
            round_the_clock = (one for one in known if one.roster is not None and one.roster.needed)
            self.side.open_roster(next(round_the_clock, None))
        elif key == "ledger":
            self.side.open_ledger()
        elif (code := self.listing.hand.first_code()) is not None:
            self._open(code)

    @override
    def apply_theme(self) -> None:
        self.listing.forget_widths()

    @Slot(str)
    def show_site(self, code: str) -> None:
        """Open a site's page in its campaign, without filters; what is being typed is asked about first."""
        if self.deeds.holds(code):
            return
        self.listing.clear_filters()
        self._open(code)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.side.ledger_in(event) is not None:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        if (path := self.side.ledger_in(event)) is not None:
            event.acceptProposedAction()
            self.side.open_ledger(path)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def _connect(self) -> None:
        self.context.navigator.show_site.connect(self.show_site)
        self.listing.campaign_chosen.connect(self._switch)
        self.listing.shown.connect(self.mark_ready)
        self.view.overview.matrix_panel.wanted.connect(self._load)
        self.listing.site_opened.connect(self._open)
        self.side.zone.site_opened.connect(self._open_from_zone)
        self.side.opened.connect(self._forget_site)
        self.side.left.connect(self._leave_page)
        self.setAcceptDrops(True)
        self.listing.new_clicked.connect(lambda: self.deeds.begin_new(self._campaign))
        self.listing.hand.order_clicked.connect(self._order)
        self.view.page.left.connect(self._leave_site)
        self.view.page.order_clicked.connect(lambda: self._order(self._file.site if self._file else None))
        self.view.page.task_activated.connect(self.context.navigator.show_task)
        self.deeds.site_wanted.connect(self._open)
        self.deeds.list_wanted.connect(self._leave_page)
        self.view.page_changed.connect(self._on_page_changed)
        self.presence.others_changed.connect(self._show_others)

    @Slot(str)
    def _switch(self, campaign: str) -> None:
        self._campaign, self._code = campaign, ""
        self.bulk.close()
        self._load()

    @Slot(str)
    def _open(self, code: str) -> None:
        self._code = self._asked = code
        self._load()

    @Slot()
    def _forget_site(self) -> None:
        self._code = ""

    @Slot(str)
    def _open_from_zone(self, code: str) -> None:
        self._came_from = self.view.zone
        self._open(code)

    @Slot()
    def _leave_site(self) -> None:
        """Back to where it was opened from."""
        back, self._came_from = self._came_from, self.view.overview
        self._leave_page()
        if back is self.view.zone:
            self.side.show_zone()

    @Slot()
    def _leave_page(self) -> None:
        self._code, self._file = "", None
        self.view.show_page(self.view.overview)
        self.view.overview.table.setFocus()

    @Slot()
    def _load(self) -> None:
        wanted = Wanted(
            self._campaign,
            self.context.now(),
            self.view.overview.matrix_panel.since.moment(self.context.now()),
            self.view.overview.matrix_panel.parent_code,
            known=tuple(self.context.campaigns),
            code=self._code,
            directory=self._directory is None,
            list_known=self.listing.known,
        )
        operation = partial(reading.read, wanted=wanted)
        # One key: an older answer must not put back an older campaign or page
        self.context.jobs.read(operation, self._on_read, error=self._on_failed, key="campaigns")

    def _on_read(self, answer: Answer) -> None:
        if answer.directory is not None:
            self._directory = answer.directory
        self._campaign = answer.campaign
        self.listing.show_answer(answer, self.reader(answer.campaign), self.directory())
        if answer.wanted.code:
            self._on_file(answer.file, answer.wanted.code)
        if self.listing.campaign == "":
            self.mark_ready()

    def _on_file(self, file: SiteFile | None, code: str) -> None:
        is_new, self._asked = self._asked == code, ""
        reader = self.reader(file.site.campaign_key) if file else None
        if file is None or reader is None:
            self._cannot_show(file, code)
            return
        self._file = file
        self._on_page_changed()
        show_file(self.view.page, file, reader)
        self.deeds.show_file(file)
        if is_new:
            self.listing.hand.select(code)
            self.view.show_page(self.view.page)
            # Not on a button: the second Enter of an impatient hand must not begin an order
            self.view.page.orders.setFocus()

    @Slot()
    def _on_page_changed(self) -> None:
        """The site's page is looked at; its form and its checklist are work on it."""
        view, page = self.view, self.view.current()
        edited = view.form.site if page is view.form else view.check.site if page is view.check else None
        shown = self._file.site if page is view.page and self._file else edited
        self.presence.show_row(shown.id if shown else None)
        self.presence.edit_row(edited.id if edited else None)

    @Slot(object)
    def _show_others(self, names: tuple[str, ...]) -> None:
        for page in (self.view.page, self.view.form, self.view.check):
            page.head.presence.set_text(presence_text(names))

    def _cannot_show(self, file: SiteFile | None, code: str) -> None:
        text = self.tr("There is no site {code} any more.").format(code=code)
        if file is not None:
            text = self.tr("{name} belongs to the campaign “{campaign}”, whose definition cannot be read.")
            text = text.format(name=file.site.name, campaign=file.site.campaign_key)
        self.context.navigator.message.emit(text, "warning", "")
        if self.view.current() is self.view.page:
            self._leave_page()
        self._code = ""

    def _order(self, site: SiteRecord | None) -> None:
        definition = self.context.campaigns.get(site.campaign_key) if site else None
        if site is None or definition is None:
            return
        township = self.directory().township(site.unit_code)
        draft = task_draft(definition, site, township, self.context.language)
        self.context.navigator.new_task.emit(draft)

    def _on_failed(self, error: Exception) -> None:
        # that the database is away is said above the screens; a page that was asked for is missed too
        if self._asked or not isinstance(error, AwayError):
            details = "" if isinstance(error, DomainError) else texts.bug_details(error)
            self.context.navigator.message.emit(texts.error_text(error), "error", details)
        # it must not open by itself later, over something that is being typed
        self._asked, self._code = "", self._file.site.code if self._file else ""
        self.mark_ready()
