"""Reads a zone and shows it: which station, which radius, which list."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from db.changes import Changes
from db.rules.campaigns import CampaignDefinition
from db.times import CHINA
from desktop.context import Context
from desktop.evaluation.sheets import Sheet
from desktop.models.sites import RECORD_ROLE
from desktop.place_texts import distance_text
from desktop.screens.campaigns import zone_reading, zone_show
from desktop.screens.campaigns import zone_words as say
from desktop.screens.campaigns.directory import Directory
from desktop.screens.campaigns.zone_deeds import ZoneDeeds
from desktop.screens.campaigns.zone_page import ZonePage
from desktop.screens.campaigns.zone_reading import ZoneAnswer, ZoneQuestion
from desktop.screens.campaigns.zone_rows import INSIDE, ZoneRow, rows
from desktop.screens.campaigns.zone_words import ZoneReader


def offers_zone(definition: CampaignDefinition) -> bool:
    """A campaign whose definition has rings has a zone."""
    return bool(definition.rings)


class ZoneDesk(QObject):
    """Fills the page; station and radius stay as they were chosen while the window is open."""

    site_opened = Signal(str)
    """The site's code: its page is wanted."""
    shown = Signal()
    """The page shows what was asked for."""

    def __init__(
        self, page: ZonePage, context: Context, directory: Callable[[], Directory], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._page, self._context, self._directory = page, context, directory
        self._definition: CampaignDefinition | None = None
        self._answer: ZoneAnswer | None = None
        self._lists: dict[str, list[ZoneRow]] = {}
        self._chosen = ""
        """Station that somebody chose."""
        self.deeds = ZoneDeeds(page, context, self._sheet, self)
        self._connect()

    def open(self, definition: CampaignDefinition) -> None:
        """Show this campaign's zone."""
        if definition.key != (self._definition.key if self._definition else ""):
            self._answer = None
            rings = [(str(one), distance_text(one)) for one in definition.rings]
            self._page.rings.set_options([*rings, ("", self.tr("Other"))])
            self._set_radius(definition.rings[-1])
        self._definition = definition
        self._page.join.leave()
        self._page.head.show_title(definition.name(self._context.language), "")
        self._load()

    def _connect(self) -> None:
        page = self._page
        page.station.activated.connect(self._on_station)
        page.rings.chosen.connect(self._on_ring)
        page.radius.valueChanged.connect(self._on_radius)
        page.tabs.chosen.connect(lambda _key: self._show_list())
        page.table.row_activated.connect(self._on_activated)
        page.table.rows_selected.connect(self._on_selected)
        page.map.point_activated.connect(self._on_point)
        page.list_button.clicked.connect(self._on_list)
        page.join.joined.connect(self._on_join)
        self._context.jobs.changed.connect(self._on_changed)

    @Slot(object, object)
    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        if self._definition is not None and changes.campaigns:
            self._definition = self._context.campaigns.get(self._definition.key, self._definition)
        if self._page.isVisible() and (changes.sites or changes.stations or changes.campaigns):
            self._load()

    @Slot()
    def refresh(self) -> None:
        """Time has passed: at midnight other exits become overdue."""
        if self._page.isVisible():
            self._show()

    @Slot(int)
    def _on_station(self, _at: int) -> None:
        self._chosen = str(self._page.station.currentData())
        self._load()

    @Slot(str)
    def _on_ring(self, key: str) -> None:
        if key:
            self._set_radius(int(key))
            self._load()
        else:
            self._page.radius.setFocus()
            self._page.radius.selectAll()

    @Slot(int)
    def _on_radius(self, metres: int) -> None:
        self._mark_ring(metres)
        self._load()

    def _set_radius(self, metres: int) -> None:
        self._page.radius.blockSignals(True)
        self._page.radius.setValue(metres)
        self._page.radius.blockSignals(False)
        self._mark_ring(metres)

    def _mark_ring(self, metres: int) -> None:
        rings = self._definition.rings if self._definition else ()
        self._page.rings.set_current(str(metres) if metres in rings or not rings else "")

    def _load(self) -> None:
        if self._definition is not None:
            question = ZoneQuestion(self._definition.key, self._chosen, float(self._page.radius.value()))
            wanted = partial(zone_reading.read, question=question)
            self._context.jobs.read(wanted, self._on_read, error=self._on_failed, key="campaigns-zone")

    def _on_read(self, answer: ZoneAnswer) -> None:
        definition = self._definition
        if definition is None or answer.question.campaign != definition.key:
            return
        self._answer, self._lists = answer, rows(answer, definition)
        self._show()
        self.shown.emit()

    def _reader(self) -> ZoneReader | None:
        if self._definition is None:
            return None
        context = self._context
        today = context.now().astimezone(CHINA).date()
        return ZoneReader(self._definition, context.campaigns, context.language, self._directory(), today)

    def _show(self) -> None:
        answer, reader = self._answer, self._reader()
        if answer is None or reader is None:
            return
        self._page.show_zone(answer.zone is not None)
        if answer.zone is None:
            zone_show.show_nothing(self._page, answer)
        else:
            zone_show.show_zone(self._page, answer, self._lists, reader)
            self._show_list()

    @Slot()
    def _show_list(self) -> None:
        reader, tab = self._reader(), self._page.tabs.current()
        if reader is not None and self._lists:
            chosen = self._row()
            self._page.show_tab(tab, say.empty_text(tab, reader))
            self._page.model.show_rows(self._lists[tab], reader)
            self._page.fit_columns()
            self._select(chosen.site.code if chosen else "")
            self._on_selected()

    def _row(self) -> ZoneRow | None:
        selected = self._page.table.selected_rows()
        found = self._page.model.index(selected[0], 0).data(RECORD_ROLE) if selected else None
        return found if isinstance(found, ZoneRow) else None

    def _select(self, code: str) -> None:
        at = self._page.model.row_of(code)
        if at >= 0:
            self._page.table.selectRow(at)
            self._page.table.scrollTo(self._page.model.index(at, 0))

    @Slot()
    def _on_selected(self) -> None:
        row = self._row()
        self._page.map.mark(row.site.code if row else "")
        self._page.list_button.setEnabled(row is not None and not row.is_member)

    @Slot(str)
    def _on_point(self, code: str) -> None:
        """A site on the map: its row; where the list shown does not hold it, the one that holds all."""
        if self._page.model.row_of(code) < 0:
            self._page.tabs.set_current(INSIDE)
            self._show_list()
        self._select(code)
        self._page.table.setFocus()

    @Slot(object)
    def _on_activated(self, index: Any) -> None:
        row = index.data(RECORD_ROLE)
        if isinstance(row, ZoneRow):
            self.site_opened.emit(row.site.code)

    @Slot()
    def _on_list(self) -> None:
        row, reader = self._row(), self._reader()
        if row is not None and reader is not None and self._answer and self._answer.zone:
            self._page.join.start(row, reader, self._answer.zone.station.name)

    @Slot(object, object, object)
    def _on_join(self, row: ZoneRow, fields: dict[str, Any], deadline: Any) -> None:
        if self._definition is not None:
            self.deeds.join(row, self._definition.key, fields, deadline)

    def _sheet(self) -> Sheet | None:
        shown = self._answer is not None and self._answer.zone is not None
        return zone_show.sheet(self._page) if shown else None

    def _on_failed(self, error: Exception) -> None:
        self.deeds.fail(error)
        self.shown.emit()
