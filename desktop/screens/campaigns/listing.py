"""The overview at work: which campaign, what is wished of its list, and what stands where nothing is."""

from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal, Slot

from desktop.context import Context
from desktop.models.sites import RECORD_ROLE
from desktop.screens.campaigns.columns import Reader, columns
from desktop.screens.campaigns.directory import Directory
from desktop.screens.campaigns.list_engine import ListEngine
from desktop.screens.campaigns.list_filters import FilterMenu
from desktop.screens.campaigns.list_hand import ListHand
from desktop.screens.campaigns.list_look import look_of
from desktop.screens.campaigns.list_menus import LookMenu
from desktop.screens.campaigns.list_more import MoreMenu
from desktop.screens.campaigns.list_ranges import on_day
from desktop.screens.campaigns.list_said import explain, show_progress, show_title, unit_name
from desktop.screens.campaigns.list_table import first_line
from desktop.screens.campaigns.list_views import SavedView, SavedViews, lost_columns
from desktop.screens.campaigns.list_widths import Widths
from desktop.screens.campaigns.overview import Overview
from desktop.screens.campaigns.reading import Answer
from desktop.site_index.sources import Source
from desktop.site_index.view import SiteView, refolded
from desktop.site_index.wishes import Wish


class Listing(QObject):
    """Fills the overview from answers and turns clicks into wishes."""

    campaign_chosen = Signal(str)
    """Another campaign is to be shown."""
    site_opened = Signal(str)
    """Enter or double click on a site: its code."""
    new_clicked = Signal()
    """A new site of the present campaign."""
    import_clicked = Signal()
    """A ledger for the present campaign, which has no sites yet."""
    shown = Signal()
    """The list shows the answer to the last wish."""

    def __init__(self, view: Overview, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.view = view
        self._context = context
        self._reader: Reader | None = None
        self._directory = Directory()
        self._sources: dict[str, Source] = {}
        self.engine = ListEngine(context, self)
        self.hand = ListHand(view, self.engine, self)
        self.widths = Widths(view, context.settings)
        self.views = SavedViews(view, context.settings, self._as_view)
        self.filters = FilterMenu(view.filter_button, self.engine)
        self.look = LookMenu(view, self.engine, self.views)
        self.more = MoreMenu(view.more_button, self)
        self._connect()
        self._refresh()

    @property
    def campaign(self) -> str:
        """Key of the campaign whose sites are shown."""
        return self._reader.definition.key if self._reader else ""

    @property
    def known(self) -> tuple[str, int] | None:
        """What of the list need not be read again."""
        return self.engine.known

    def forget_rows(self) -> None:
        """Names beside the rows changed: the whole list is read again."""
        self.engine.clear()

    def show_answer(self, answer: Answer, reader: Reader | None, directory: Directory) -> None:
        """The record read again, perhaps for another campaign."""
        self._directory = directory
        show_progress(self.view, answer, self._context, directory)
        if reader is None:
            self._reader = None
            self.engine.clear()
            self.view.model.show_columns(())
        else:
            if self._reader is None or self._reader.definition != reader.definition:
                self._switch(reader)
            self.engine.show(answer.part, self._sources)
        self._refresh()

    def clear_filters(self) -> None:
        """All units, all words, no filter."""
        self.view.search.clear()
        wish = self.engine.wish
        self._ask(replace(wish, words="", unit="", filters=(), is_late=False, has_orders=False))

    def set_unit(self, code: str) -> None:
        """Only sites in this unit; "" for all."""
        self._ask(replace(self.engine.wish, unit=code))

    def forget_widths(self) -> None:
        """The base font changed: columns that nobody chose share the window anew."""
        self.view.lay_out_columns()
        if not self.widths.is_chosen:
            self.view.fit_columns()

    def _switch(self, reader: Reader) -> None:
        view = self.view
        self.widths.leave()
        is_other = self.campaign != reader.definition.key
        self._reader = reader
        shown = columns(reader)
        self._sources = {column.key: column.source for column in shown}
        wish = self.engine.wish
        view.model.show_columns(shown)
        view.lay_out_columns()
        self.widths.enter(self.campaign)
        self.views.enter(self.campaign)
        self.filters.show_reader(reader)
        # filters and groups are those of another campaign's fields; words and unit stay
        sort, descending = self._indicated()
        if is_other:
            wish = Wish(words=wish.words, unit=wish.unit)
            view.table.scrollToTop()
        self.engine.ask(replace(wish, sort=sort, descending=descending))

    def _indicated(self) -> tuple[str, bool]:
        """Column and direction that the header shows."""
        header = self.view.table.horizontalHeader()
        section = header.sortIndicatorSection()
        known = 0 <= section < len(self.view.model.columns)
        down = header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        return (self.view.model.columns[section].key, down) if known else ("", False)

    def _ask(self, wish: Wish) -> None:
        self.engine.ask(on_day(wish, self._context.now()))
        self._refresh()

    @Slot(object)
    def _on_view(self, view: SiteView) -> None:
        self.view.table.show_view(view)
        self.hand.select_wanted()
        self._refresh()
        self.hand.show_foot()
        self.shown.emit()

    @Slot()
    def _refresh(self) -> None:
        """What depends on campaign, filters and selection alike."""
        view, wish = self.view, self.engine.wish
        view.picker.set_current(self.campaign)
        view.matrix_panel.table.mark(wish.unit, self.campaign)
        view.unit_chip.setText(unit_name(self._directory, wish.unit))
        view.unit_chip.setVisible(bool(wish.unit))
        view.chips.show_wish(wish, {column.key: column for column in view.model.columns})
        view.clear_button.setVisible(wish.is_narrow and bool(self.campaign))
        view.new_button.setEnabled(self._reader is not None)
        self.more.show_definition(self._reader.definition if self._reader else None)
        self.hand.refresh()
        self._show_title()
        view.show_table(view.model.rowCount() > 0)
        if view.model.rowCount() == 0:
            explain(view, self._reader, self.engine.size)

    def _connect(self) -> None:
        view, table = self.view, self.view.table
        self.engine.view_ready.connect(self._on_view)
        view.picker.chosen.connect(self.campaign_chosen)
        view.matrix_panel.table.chosen.connect(self._on_matrix)
        view.search.textChanged.connect(lambda text: self._ask(replace(self.engine.wish, words=text)))
        view.search.returnPressed.connect(self._on_search_entered)
        view.unit_chip.clicked.connect(lambda: self.set_unit(""))
        view.clear_button.clicked.connect(self.clear_filters)
        view.new_button.clicked.connect(self.new_clicked)
        view.empty.button_clicked.connect(self._on_empty_button)
        view.empty.second_clicked.connect(self.import_clicked)
        table.row_activated.connect(self._on_activated)
        table.typed.connect(self._on_typed)
        table.escaped.connect(self._on_escaped)
        table.group_toggled.connect(lambda value: self._ask(refolded(self.engine.wish, value)))
        table.horizontalHeader().sortIndicatorChanged.connect(self._on_sorted)
        view.resized.connect(self._on_resized)
        self.filters.wished.connect(self._ask)
        view.chips.wished.connect(self._ask)
        self.look.wished.connect(self._ask)
        self.look.columns_chosen.connect(self.widths.choose)
        self.look.usual_wanted.connect(self.widths.put_back)
        self.views.chosen.connect(self._on_saved_view)
        self.views.changed.connect(lambda text: self._context.navigator.message.emit(text, "info", ""))

    def _as_view(self) -> SavedView | None:
        """The list as it stands, to be saved."""
        if self._reader is None:
            return None
        return SavedView(self.engine.wish, look_of(self.view, is_chosen=self.widths.is_chosen))

    @Slot(object)
    def _on_saved_view(self, saved: SavedView) -> None:
        lost = lost_columns(saved, frozenset(column.key for column in self.view.model.columns))
        if lost:
            text = self.tr("This view also asks for what the campaign has no more: {columns}")
            self._context.navigator.message.emit(text.format(columns="、".join(lost)), "warning", "")
        self.widths.put(saved.look)
        self.view.search.blockSignals(True)
        self.view.search.setText(saved.wish.words)
        self.view.search.blockSignals(False)
        self._ask(saved.wish)

    def _show_title(self) -> None:
        show_title(self.view, self._reader, self.engine.size, is_chosen=self.widths.is_chosen)

    @Slot()
    def _on_resized(self) -> None:
        """Widths chosen by hand stay; others follow the window."""
        if not self.widths.is_chosen:
            self.view.fit_columns()
            self._show_title()

    @Slot()
    def _on_sorted(self) -> None:
        if self.campaign:
            sort, descending = self._indicated()
            self._ask(replace(self.engine.wish, sort=sort, descending=descending))

    @Slot(str, str)
    def _on_matrix(self, unit: str, campaign: str) -> None:
        self.set_unit(unit)
        if campaign and campaign != self.campaign:
            self.campaign_chosen.emit(campaign)

    @Slot()
    def _on_search_entered(self) -> None:
        """From the filter straight into the list."""
        if self.view.model.rowCount():
            self.view.table.setFocus(Qt.FocusReason.OtherFocusReason)
            if not len(self.view.table.selected_lines()):
                self.view.table.selectRow(first_line(self.view.model).row())

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        self.view.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.view.search.insert(text)

    @Slot()
    def _on_escaped(self) -> None:
        """First the selection goes, then the filters."""
        if len(self.view.table.selected_lines()):
            self.view.table.clearSelection()
        elif self.engine.wish.is_narrow:
            self.clear_filters()

    @Slot(object)
    def _on_activated(self, index: object) -> None:
        row = index.data(RECORD_ROLE)  # type: ignore[attr-defined]
        if row is not None:
            self.site_opened.emit(row.site.code)

    @Slot()
    def _on_empty_button(self) -> None:
        if self.engine.size:
            self.clear_filters()
        else:
            self.new_clicked.emit()
