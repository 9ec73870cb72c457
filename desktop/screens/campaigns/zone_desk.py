"""Reads a zone, shows it, and puts sites on its negative list."""

import uuid
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication

from db.changes import Changes
from db.commands import sites
from db.errors import DomainError
from db.rules.campaigns import CampaignDefinition
from db.rules.sites import SiteState
from db.times import CHINA
from desktop import texts
from desktop.context import Context
from desktop.evaluation.sheets import Sheet, tabbed, write
from desktop.models.sites import RECORD_ROLE
from desktop.screens.campaigns import zone_reading
from desktop.screens.campaigns import zone_words as say
from desktop.screens.campaigns.directory import Directory
from desktop.screens.campaigns.place_words import distance_text
from desktop.screens.campaigns.zone_page import ZonePage
from desktop.screens.campaigns.zone_reading import ZoneAnswer, ZoneQuestion
from desktop.screens.campaigns.zone_rows import INSIDE, LISTED, ZoneRow, rows, tallies
from desktop.screens.campaigns.zone_tally import TallyLine
from desktop.screens.campaigns.zone_words import ZoneReader
from widgets.badge import Progress
from widgets.save_dialog import SaveDialog


def offers_zone(definition: CampaignDefinition) -> bool:
    """A campaign whose definition has rings has a zone."""
    return bool(definition.rings)


class ZoneDesk(QObject):
    """Fills the page; station and radius stay as they were chosen while the window is open."""

    site_opened = Signal(str)
    """The site's code: its page is wanted."""
    stations_wanted = Signal()
    """No station has coordinates, and somebody wants to load them."""
    shown = Signal()
    """The page shows what was asked for."""

    def __init__(self, page: ZonePage, context: Context, directory: Any, parent: QObject) -> None:
        super().__init__(parent)
        self._page, self._context, self._directory = page, context, directory
        self._definition: CampaignDefinition | None = None
        self._answer: ZoneAnswer | None = None
        self._lists: dict[str, list[ZoneRow]] = {}
        self._chosen = ""
        """Station that somebody chose."""
        self._put: list[tuple[uuid.UUID, str, str]] = []
        """Sites that Ctrl+Z takes off the list again: id, campaign and name."""
        self._connect()

    def open(self, definition: CampaignDefinition) -> None:
        """Show this campaign's zone."""
        if definition.key != (self._definition.key if self._definition else ""):
            self._answer = None
            self._page.rings.set_options(
                [(str(one), distance_text(one)) for one in definition.rings] + [("", self.tr("Other"))]
            )
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
        page.join.joined.connect(self._join)
        page.undone.connect(self._undo)
        page.copied.connect(self._on_copy)
        page.export_button.clicked.connect(self._on_export)
        page.empty.button_clicked.connect(self.stations_wanted)
        self._context.jobs.changed.connect(self._on_changed)

    @Slot(object, object)
    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        if self._page.isVisible() and (changes.sites or changes.stations or changes.campaigns):
            self._load()

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
            self._context.jobs.read(wanted, self._on_read, error=self._fail, key="campaigns-zone")

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
        directory: Directory = self._directory()
        today = self._context.now().astimezone(CHINA).date()
        return ZoneReader(self._definition, self._context.campaigns, self._context.language, directory, today)

    def _show(self) -> None:
        answer, reader, page = self._answer, self._reader(), self._page
        if answer is None or reader is None:
            return
        page.show_zone(answer.zone is not None)
        if answer.zone is None:
            self._show_nothing(answer)
            return
        name = reader.definition.name(reader.language)
        title = self.tr("{campaign} · {station} {radius}").format(
            campaign=name, station=answer.zone.station.name, radius=distance_text(answer.zone.radius)
        )
        page.head.show_title(title, say.summary_text(self._lists, answer, reader.today))
        self._show_stations(answer)
        self._show_map(answer, reader)
        page.tabs.set_options(say.tab_texts(self._lists, answer))
        self._show_list()

    def _show_nothing(self, answer: ZoneAnswer) -> None:
        hint = self.tr(
            "A zone is computed from the coordinates of a station and of the sites. Load a list of stations "
            "with longitude and latitude."
        )
        title = self.tr("No station yet")
        if answer.without_station_place:
            title = self.tr("None of the {count} stations has coordinates")
            title = title.format(count=answer.without_station_place)
        self._page.empty.set_texts(title, hint)

    def _show_stations(self, answer: ZoneAnswer) -> None:
        box = self._page.station
        box.blockSignals(True)
        box.clear()
        for one in answer.stations:
            county = one.county_name
            box.addItem(f"{one.name} ({county})" if county else one.name, one.code)
        box.setCurrentIndex(box.findData(answer.zone.station.code if answer.zone else ""))
        box.blockSignals(False)

    def _show_map(self, answer: ZoneAnswer, reader: ZoneReader) -> None:
        radius = answer.question.radius
        rings = [float(one) for one in reader.definition.rings if one < radius] + [radius]
        scene = say.scene(answer, self._lists[INSIDE], rings, reader)
        if scene is not None:
            self._page.map.show_scene(scene)
        found = tallies(self._lists[INSIDE], self._lists[LISTED], rings, reader.today)
        lines = [
            TallyLine(
                say.kind_text(one.kind, reader),
                *say.sign(one.kind),
                one.rings,
                Progress(one.out, one.listed, one.late),
            )
            for one in found
        ]
        self._page.tally.show_lines([*say.ring_names(rings), self.tr("Out / listed, overdue")], lines)

    @Slot()
    def _show_list(self) -> None:
        reader, tab = self._reader(), self._page.tabs.current()
        if reader is not None and self._lists:
            chosen = self._row()
            self._page.show_tab(tab, say.empty_text(tab, reader))
            self._page.model.show_rows(self._lists[tab], reader)
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
    def _join(self, row: ZoneRow, fields: dict[str, Any], deadline: Any) -> None:
        if self._definition is not None:
            key = self._definition.key
            work = partial(
                sites.join, actor=self._context.actor(), site_id=row.site.id, campaign_key=key, fields=fields,
                deadline=deadline,
            )  # fmt: skip
            self._context.jobs.write(work, partial(self._on_joined, row, key), error=self._fail)

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
            self._context.jobs.write(work, lambda _changes: self._say(text), error=self._fail)

    def _sheet(self) -> Sheet | None:
        page, answer = self._page, self._answer
        if answer is None or answer.zone is None:
            return None
        columns = page.shown_columns()
        heads = [page.model.columns[at].title for at in columns]
        found = page.model.texts(range(page.model.rowCount()), columns)
        notes = [page.head.note.text(), dict(say.tab_texts(self._lists, answer))[page.tabs.current()]]
        return say.sheet(page.head.title.text(), notes, heads, found)

    @Slot()
    def _on_copy(self) -> None:
        """The chosen row, or all that are shown."""
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
            self._context.jobs.compute(partial(write, sheet, path), self._on_saved, error=self._fail)

    def _on_saved(self, path: Path) -> None:
        self._say(self.tr("Written to {path}").format(path=path))

    def _say(self, text: str) -> None:
        self._context.navigator.message.emit(text, "info", "")

    def _fail(self, error: Exception) -> None:
        details = "" if isinstance(error, DomainError) else texts.bug_details(error)
        self._context.navigator.message.emit(texts.error_text(error), "error", details)
        self.shown.emit()
