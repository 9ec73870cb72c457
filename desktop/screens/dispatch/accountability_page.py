"""Wiring of the ledger of accountability: who was taken to which rung, and what the ladder proposes now."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from db.errors import DomainError
from db.queries.escalations import EscalationRecord
from db.rules.ladder import LEVELS
from db.times import CHINA
from desktop.context import Context
from desktop.evaluation.sheets import Sheet, cells_of, tabbed, write
from desktop.ladder import Proposal, level_name
from desktop.models.figures import FigureModel, FigureOrder, record_at
from desktop.money import yuan_text
from desktop.screens.dispatch.accountability_columns import NUMBER, ledger_columns, proposal_columns
from desktop.screens.dispatch.accountability_reading import (
    PERIODS,
    Ledger,
    by_level,
    by_unit,
    matches,
    penalties,
    read,
)
from desktop.screens.dispatch.accountability_view import LEDGER, PROPOSED, AccountabilityView
from desktop.settings import Option
from desktop.texts import error_text
from widgets.save_dialog import SaveDialog

PERIOD = Option("dispatch/accountability_period", "year")
CLOCK_MS = 60_000
"""Lateness goes on while nobody writes."""


class AccountabilityPage(QWidget):
    """The ledger 追责台账; proposals are only shown, their form is at the order's page."""

    escalation_asked = Signal(str, str)
    """The form of the ladder is wanted for an order's number and a unit's code."""

    def __init__(self, context: Context, parent: QWidget | None = None, *, clock_ms: int = CLOCK_MS) -> None:
        super().__init__(parent)
        self._context = context
        self.shown: Ledger | None = None
        self.view = AccountabilityView()
        self.model: FigureModel[EscalationRecord] = FigureModel(
            ledger_columns(context.language, context.now), lambda one: one.id, self
        )
        self.proposals: FigureModel[Proposal] = FigureModel(
            proposal_columns(context.language, context.now), lambda one: one.part.id, self
        )
        self.order, self.proposed_order = FigureOrder(self.model, self), FigureOrder(self.proposals, self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.view)
        self._clock = QTimer(self, interval=clock_ms)
        self._set_up()
        self._connect()

    @Slot()
    def reload(self) -> None:
        """Read the period, and what is late now."""
        asked = partial(read, period=self.view.period.current(), now=self._context.now())
        self._context.jobs.read(
            asked, self._on_read, error=self._context.report_error, key="dispatch.accountability"
        )

    def sheet(self) -> Sheet:
        """The table that is shown, with what it stands on."""
        view = self.view
        if view.lists.current() == PROPOSED:
            return view.proposed.sheet(self.tr("Proposed by the ladder"), (self._moment(),))
        notes = (self._moment(), self._period_text(), view.totals.text())
        columns = ledger_columns(self._context.language)
        rows = [record_at(self.order.index(row, 0)) for row in range(self.order.rowCount())]
        heads = tuple(column.header() for column in columns)
        title = self.tr("Ledger of accountability")
        return Sheet(title, notes, heads, tuple(cells_of(columns, record) for record in rows))

    def _on_read(self, found: Ledger) -> None:
        self.shown = found
        self.model.show(found.records)
        self.proposals.show(found.proposals)
        self.proposals.tick()
        self._offer_units(found)
        count = f" {found.proposed:,}" if found.proposed else ""
        self.view.lists.set_options(
            [(LEDGER, self.tr("Ledger")), (PROPOSED, self.tr("Proposed now") + count)]
        )
        self._refresh()

    def _offer_units(self, found: Ledger) -> None:
        combo, chosen = self.view.unit, self.view.unit.currentData()
        units = {record.unit_code: record.unit_name for record in found.records}
        combo.blockSignals(True)
        combo.clear()
        combo.addItem(self.tr("All units"), "")
        for code, name in sorted(units.items()):
            combo.addItem(name, code)
        combo.setCurrentIndex(max(0, combo.findData(chosen)))
        combo.blockSignals(False)

    @Slot()
    def _refresh(self) -> None:
        """Filters, totals and bars follow what is chosen."""
        view = self.view
        unit, level = view.unit.currentData() or "", view.level.currentData() or ""
        shows = partial(matches, unit=unit, level=level, words=view.search.text())
        self.order.show_only(shows)
        records = [record for record in self.model.records() if shows(record)]
        kinds = [level_name(one, self._context.language) for one in LEVELS]
        view.bars.set_rows(kinds, by_unit(records))
        if view.lists.current() == PROPOSED:
            self._show_proposed()
        else:
            self._show_ledger(records)

    def _show_ledger(self, records: list[EscalationRecord]) -> None:
        view = self.view
        counts = " · ".join(
            f"{level_name(level, self._context.language)} {count}"
            for level, count in by_level(records).items()
        )
        text = self.tr("{count} entries: {counts} · penalties {yuan} yuan")
        yuan = yuan_text(penalties(records))
        view.totals.setText(text.format(count=f"{len(records):,}", counts=counts, yuan=yuan))
        if self.model.rowCount():
            view.none_taken.set_texts(self.tr("No entry in this view"))
        else:
            view.none_taken.set_texts(
                self.tr("Nobody was taken up the ladder in this period"),
                self.tr("Rungs are written at an order's page, under “Time” or where one is proposed."),
            )
        view.show_body(view.ledger if records else view.none_taken)

    def _show_proposed(self) -> None:
        view, found = self.view, self.shown
        text = self.tr("Nothing is done by itself. Enter opens the order with its form.")
        if found is not None and found.proposed > len(found.proposals):
            more = self.tr("The first {shown} of {count} are listed.")
            text += " " + more.format(shown=f"{len(found.proposals):,}", count=f"{found.proposed:,}")
        view.totals.setText(text)
        view.show_body(view.proposed if self.proposals.rowCount() else view.none_proposed)

    def _set_up(self) -> None:
        view, language = self.view, self._context.language
        view.lists.set_options([(LEDGER, self.tr("Ledger")), (PROPOSED, self.tr("Proposed now"))])
        kept = self._context.settings.get(PERIOD)
        view.period.set_current(kept if kept in PERIODS else PERIOD.default)
        view.level.addItem(self.tr("All rungs"), "")
        for level in LEVELS:
            view.level.addItem(level_name(level, language), str(level))
        view.ledger.set_figures(self.model, self.order)
        view.proposed.set_figures(self.proposals, self.proposed_order)
        view.ledger.sortByColumn(0, Qt.SortOrder.DescendingOrder)
        view.proposed.sortByColumn(0, Qt.SortOrder.DescendingOrder)
        self.setFocusProxy(view.lists)

    def _connect(self) -> None:
        view = self.view
        view.lists.chosen.connect(self._on_list)
        view.period.chosen.connect(self._on_period)
        view.unit.activated.connect(self._refresh)
        view.level.activated.connect(self._refresh)
        view.search.textChanged.connect(self._refresh)
        view.copy.clicked.connect(self._copy)
        view.export.clicked.connect(self._ask_where)
        for table in (view.ledger, view.proposed):
            table.clicked.connect(self._on_clicked)
        view.ledger.row_activated.connect(self._open_order)
        view.proposed.row_activated.connect(self._open_form)
        self._clock.timeout.connect(self.reload)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Ctrl+E"), self, self._ask_where, context=within)

    @Slot(str)
    def _on_list(self, _key: str) -> None:
        self._refresh()

    @Slot(str)
    def _on_period(self, period: str) -> None:
        self._context.settings.set(PERIOD, period)
        self.reload()

    @Slot(object)
    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == NUMBER:
            self._open_order(index)

    @Slot(object)
    def _open_order(self, index: QModelIndex) -> None:
        record = record_at(index)
        number = record.part.number if isinstance(record, Proposal) else record.number
        self._context.navigator.show_task.emit(number)

    @Slot(object)
    def _open_form(self, index: QModelIndex) -> None:
        part = record_at(index).part
        self.escalation_asked.emit(part.number, part.unit_code)

    @Slot()
    def _copy(self) -> None:
        sheet = self.sheet()
        QGuiApplication.clipboard().setText(tabbed(sheet))
        text = self.tr("Copied {count} rows.").format(count=len(sheet.rows))
        self._context.navigator.message.emit(text, "info", "")

    @Slot()
    def _ask_where(self) -> None:
        sheet = self.sheet()
        if sheet.rows:
            kinds = {self.tr("Excel (*.xlsx)"): "xlsx", self.tr("CSV (*.csv)"): "csv"}
            day = self._context.now().astimezone(CHINA).date()
            name = f"{sheet.title}_{day:%Y%m%d}.xlsx"
            SaveDialog.ask(self, self.tr("Write the table to"), name, kinds, partial(self._save, sheet))

    def _save(self, sheet: Sheet, path: Path) -> None:
        """What was shown when the dialog was opened."""
        self._context.jobs.compute(partial(write, sheet, path), self._on_saved, error=self._on_not_saved)

    def _on_saved(self, path: Path) -> None:
        self._context.navigator.written.emit(self.tr("Written to {path}").format(path=path), path)

    def _on_not_saved(self, error: Exception) -> None:
        if isinstance(error, DomainError):
            self._context.navigator.message.emit(error_text(error), "error", "")
        else:
            self._context.report_error(error)

    def _moment(self) -> str:
        now = self.shown.now if self.shown is not None else self._context.now()
        return self.tr("As of {moment}").format(moment=f"{now.astimezone(CHINA):%Y-%m-%d %H:%M}")

    def _period_text(self) -> str:
        names = {
            "month": self.tr("This month"),
            "quarter": self.tr("Quarter"),
            "year": self.tr("Year"),
            "all": self.tr("All"),
        }
        return self.tr("Period: {period}").format(period=names[self.view.period.current()])

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._clock.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._clock.stop()
