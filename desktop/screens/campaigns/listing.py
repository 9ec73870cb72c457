"""The overview at work: which campaign, which county, which words, and what stands where nothing is."""

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QItemSelectionModel, QObject, Qt, Signal, Slot

from db.queries.sites import ProgressRecord, SiteRecord
from db.rules.campaigns import CampaignDefinition
from db.rules.sites import SiteState
from desktop.context import Context
from desktop.models.sites import RECORD_ROLE, SiteRow
from desktop.screens.campaigns.columns import Reader, columns
from desktop.screens.campaigns.matrix import county_rows
from desktop.screens.campaigns.overview import Overview
from desktop.screens.campaigns.reading import Answer


class Listing(QObject):
    """Fills the overview from answers and turns clicks into wishes."""

    campaign_chosen = Signal(str)
    """Another campaign is to be shown."""
    site_opened = Signal(str)
    """Enter or double click on a site: its code."""
    new_clicked = Signal()
    """A new site of the present campaign."""
    order_clicked = Signal(object)
    """A new order for a `SiteRecord`."""

    def __init__(self, view: Overview, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.view = view
        self._context = context
        self._reader: Reader | None = None
        self._county_names: dict[str, str] = {}
        self._headers: dict[str, QByteArray] = {}
        self._by_hand = False
        """Somebody chose widths for the present campaign."""
        self._connect()
        self._refresh()

    @property
    def campaign(self) -> str:
        """Key of the campaign whose sites are shown."""
        return self._reader.definition.key if self._reader else ""

    def show_answer(self, answer: Answer, reader: Reader | None) -> None:
        """The record read again, perhaps for another campaign."""
        self._county_names = dict(answer.county_names)
        self._show_progress(answer.progress)
        if reader is None:
            self._reader = None
            self.view.model.show_campaign((), ())
        elif self.campaign != reader.definition.key:
            self._switch(reader, answer.rows)
        else:
            self.view.model.update_rows(answer.rows)
        self._refresh()

    def clear_filters(self) -> None:
        """All counties, all words."""
        self.view.search.clear()
        self.set_county("")

    def set_county(self, code: str) -> None:
        """Only this county; "" for all."""
        self.view.filter.set_county(code)
        self._refresh()

    def select(self, code: str) -> None:
        """Put the cursor on a site, so that the way back from its page leads to where it was opened."""
        view = self.view
        rows = range(view.model.rowCount())
        at = next((row for row in rows if view.model.row(row).site.code == code), None)
        if at is not None:
            index = view.filter.mapFromSource(view.model.index(at, 0))
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            view.table.selectionModel().setCurrentIndex(index, flags)

    def forget_widths(self) -> None:
        """The base font changed: widths chosen for the old one do not fit."""
        self._headers.clear()
        self._by_hand = False
        self.view.lay_out_columns()

    def _remember_widths(self) -> None:
        header = self.view.table.horizontalHeader()
        if self.campaign and (self._by_hand or header.sortIndicatorSection() >= 0):
            self._headers[self.campaign] = self.view.table.header_state()

    @Slot()
    def _on_resized(self) -> None:
        """Widths chosen by hand stay; others follow the window."""
        if not self._by_hand:
            self.view.fit_columns()
            self._show_title()

    @Slot(int, int, int)
    def _on_section_resized(self) -> None:
        # the header resizes sections for reasons of its own too: style, last section
        if self.view.is_dragging:
            self._by_hand = True

    def _switch(self, reader: Reader, rows: Sequence[SiteRow]) -> None:
        table = self.view.table
        self._remember_widths()
        self._reader = reader
        table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.view.model.show_campaign(columns(reader), rows)
        self.view.lay_out_columns()
        saved = self._headers.get(self.campaign)
        self._by_hand = saved is not None and table.restore_header_state(saved)
        table.scrollToTop()

    def _show_progress(self, progress: Sequence[ProgressRecord]) -> None:
        known = self._context.campaigns
        names = [(key, one.name(self._context.language)) for key, one in known.items()]
        rows = county_rows([one for one in progress if one.campaign_key in known], self._county_names)
        self.view.matrix.matrix.show_progress(names, rows)
        self.view.matrix.fit()
        totals = {key: sum(one.total for one in progress if one.campaign_key == key) for key, _ in names}
        self.view.picker.set_options([(key, f"{name} {totals[key]}") for key, name in names])
        lost = sum(one.total for one in progress if one.campaign_key not in known)
        note = self.tr("closed / total, overdue in red")
        if lost:
            note = self.tr("{count} sites belong to campaigns whose definition cannot be read").format(
                count=lost
            )
        self.view.matrix_panel.set_note(note)

    @Slot()
    def _refresh(self) -> None:
        """What depends on campaign, filters and selection alike."""
        view = self.view
        county = view.filter.county
        view.picker.set_current(self.campaign)
        view.matrix.mark(county, self.campaign)
        view.county_chip.setText(self._county_names.get(county, county))
        view.county_chip.setVisible(bool(county))
        view.new_button.setEnabled(self._reader is not None)
        view.order_button.setEnabled(self._chosen() is not None)
        self._show_title()
        view.show_table(view.filter.rowCount() > 0)
        if view.filter.rowCount() == 0:
            self._explain()

    def _show_title(self) -> None:
        if self._reader is None:
            self.view.list_panel.set_title("")
            self.view.list_panel.set_note("")
            return
        model, shown = self.view.model, self.view.filter.rowCount()
        total = model.rowCount()
        self.view.list_panel.set_title(self._reader.definition.name(self._reader.language))
        text = self.tr("{total} sites") if shown == total else self.tr("{shown} of {total} sites")
        gone = sum(model.row(row).site.state == SiteState.WITHDRAWN for row in range(total))
        notes = [text.format(shown=shown, total=total)]
        if gone:
            notes.append(self.tr("{count} withdrawn").format(count=gone))
        if total and (hidden := self.view.hidden_columns()):
            names = self.tr(", ").join(hidden)
            notes.append(self.tr("no room for: {columns}").format(columns=names))
        self.view.list_panel.set_note(" · ".join(notes))

    def _explain(self) -> None:
        """Why the list is empty, and what to do."""
        empty, total = self.view.empty, self.view.model.rowCount()
        if self._reader is None:
            hint = self.tr("Mend the files in resources/campaigns and start the program again.")
            empty.set_texts(self.tr("No campaign could be read"), hint)
        elif total == 0:
            definition: CampaignDefinition = self._reader.definition
            title = self.tr("No sites in {campaign} yet").format(
                campaign=definition.name(self._reader.language)
            )
            empty.set_texts(title, definition.site.name(self._reader.language), self.tr("Add the first site"))
        else:
            hint = self.tr("The filter hides all {count} sites of this campaign.").format(count=total)
            empty.set_texts(self.tr("No site matches"), hint, self.tr("Clear the filter"))

    def _chosen(self) -> SiteRecord | None:
        rows = self.view.table.selected_rows()
        if not rows:
            return None
        row: SiteRow = self.view.filter.index(rows[0], 0).data(RECORD_ROLE)
        return row.site

    def _connect(self) -> None:
        view = self.view
        view.picker.chosen.connect(self.campaign_chosen)
        view.matrix.chosen.connect(self._on_matrix)
        view.search.textChanged.connect(self._on_words)
        view.search.returnPressed.connect(self._on_search_entered)
        view.county_chip.clicked.connect(lambda: self.set_county(""))
        view.new_button.clicked.connect(self.new_clicked)
        view.order_button.clicked.connect(self._on_order)
        view.empty.button_clicked.connect(self._on_empty_button)
        view.table.row_activated.connect(
            lambda index: self.site_opened.emit(index.data(RECORD_ROLE).site.code)
        )
        view.table.rows_selected.connect(self._refresh)
        view.table.horizontalHeader().sectionResized.connect(self._on_section_resized)
        view.resized.connect(self._on_resized)

    @Slot(str, str)
    def _on_matrix(self, county: str, campaign: str) -> None:
        self.set_county(county)
        if campaign and campaign != self.campaign:
            self.campaign_chosen.emit(campaign)

    @Slot(str)
    def _on_words(self, text: str) -> None:
        self.view.filter.set_words(text)
        self._refresh()

    @Slot()
    def _on_search_entered(self) -> None:
        """From the filter straight into the list."""
        if self.view.filter.rowCount():
            self.view.table.setFocus(Qt.FocusReason.OtherFocusReason)
            if not self.view.table.selected_rows():
                self.view.table.selectRow(0)

    @Slot()
    def _on_order(self) -> None:
        if (site := self._chosen()) is not None:
            self.order_clicked.emit(site)

    @Slot()
    def _on_empty_button(self) -> None:
        if self.view.model.rowCount():
            self.clear_filters()
        else:
            self.new_clicked.emit()
