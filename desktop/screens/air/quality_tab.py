"""Data quality 质量: what looks wrong in the hours, and what people say about it."""

from collections import Counter
from functools import partial

import numpy as np
from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget
from sqlalchemy.orm import Session
from typing_extensions import override

from db.changes import Changes
from db.commands import air as commands
from db.commands.air import NewMark
from db.queries.readings import Series as Hours
from desktop.evaluation import words
from desktop.evaluation.doubts import (
    OPEN,
    STATES,
    Around,
    Doubt,
    Doubts,
    load_around,
    load_doubts,
    neighbours_of,
)
from desktop.evaluation.places import Place
from desktop.evaluation.sheets import Sheet
from desktop.models.figures import FigureModel, FigureOrder
from desktop.screens.air import doubt_columns
from desktop.screens.air.desk import Desk
from desktop.screens.air.figure_view import FigureTable
from desktop.screens.air.quality_detail import QualityDetail
from desktop.screens.air.tab import Tab
from widgets import theme
from widgets.elided import ElidedLabel
from widgets.empty import EmptyState
from widgets.live_chart import Series
from widgets.theme import set_role

_SAID = 6
"""Earlier words on a station that are shown."""


class QualityTab(Tab):
    """The table of findings with one of them beside it."""

    key = "quality"
    has_sheet = True

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.title = self.tr("Data quality")
        self._found = Doubts((), ())
        self.model: FigureModel[Doubt] = FigureModel(doubt_columns.columns(), lambda one: one.key, self)
        self.order: FigureOrder[Doubt] = FigureOrder(self.model, self)
        self.table = FigureTable()
        self.table.setAccessibleName(self.tr("Findings"))
        self.table.setSelectionMode(FigureTable.SelectionMode.SingleSelection)
        self.table.set_figures(self.model, self.order)
        self.table.sortByColumn(4, Qt.SortOrder.DescendingOrder)
        self.kind, self.state = QComboBox(), QComboBox()
        self.counts = ElidedLabel()
        set_role(self.counts, "muted")
        self.detail = QualityDetail()
        self.empty = EmptyState("", icon="check")
        self._fill_filters()
        self._lay_out()
        self._connect()

    @override
    def load(self) -> None:
        period = self.desk.question.span.period
        self.desk.read(self.key, partial(load_doubts, period=period, places=self._stations()), self._on_found)

    @override
    def basis_line(self) -> str:
        return words.period_text(self.desk.question.span.period)

    @override
    def sheet(self) -> Sheet:
        return self.table.sheet(self.title, (self.basis_line(),))

    @override
    def apply_theme(self) -> None:
        look = theme.current()
        self._controls.setContentsMargins(look.edge, look.unit // 2, look.edge, look.unit // 2)
        self._controls.setSpacing(look.unit)
        self.detail.apply_theme()
        self.detail.setVisible(look.name != "projection")  # nobody rules on findings at the projector
        self.table.fit()

    def chosen(self) -> Doubt | None:
        """The finding that is chosen."""
        rows = self.table.selected_rows()
        return self.model.record(self.order.mapToSource(self.order.index(rows[0], 0)).row()) if rows else None

    def _fill_filters(self) -> None:
        self.kind.setAccessibleName(self.tr("Kind"))
        self.kind.addItem(self.tr("All kinds"), "")
        for kind in words.kinds():
            self.kind.addItem(words.kind_text(kind), kind)
        self.state.setAccessibleName(self.tr("State"))
        self.state.addItem(self.tr("All states"), "")
        for state in STATES:
            self.state.addItem(doubt_columns.state_text(state), state)
        self.state.setCurrentIndex(self.state.findData(OPEN))

    def _lay_out(self) -> None:
        self._controls = QHBoxLayout()
        for part in (self.state, self.kind):
            self._controls.addWidget(part)
        self._controls.addWidget(self.counts, 1)
        self._lists = QStackedWidget()
        self._lists.addWidget(self.table)
        self._lists.addWidget(self.empty)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.addWidget(self._lists)
        self._split.addWidget(self.detail)
        self._split.setChildrenCollapsible(False)
        self._split.setSizes([700, 500])
        self._split.setStretchFactor(0, 3)
        self._split.setStretchFactor(1, 2)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(self._controls)
        box.addWidget(self._split, 1)
        self.apply_theme()

    def _connect(self) -> None:
        for combo in (self.kind, self.state):
            combo.activated.connect(self._filter)
        self.table.rows_selected.connect(self._on_selected)
        self.table.row_activated.connect(lambda _index: self.detail.ask_reason())
        self.detail.ruled.connect(self._on_ruled)
        self.detail.taken_back.connect(self._on_taken_back)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for key, button in (("Alt+C", self.detail.confirm), ("Alt+D", self.detail.dismiss)):
            QShortcut(QKeySequence(key), self, context=within).activated.connect(button.click)

    def _stations(self) -> tuple[Place, ...]:
        question, places = self.desk.question, self.desk.places
        inside = places.of_county(question.county) if question.county else places.stations
        return tuple(one for one in inside if question.station in ("", one.code))

    def _on_found(self, found: Doubts) -> None:
        self._found = found
        chosen, rows = self.chosen(), self.table.selected_rows()
        self.model.show(found.rows)
        self._filter()
        if chosen is not None and self.order.row_of(chosen.key) is None and self.order.rowCount():
            self.table.selectRow(min(rows[0], self.order.rowCount() - 1))
        self._on_selected()
        self.basis_changed.emit()

    @Slot()
    def _filter(self) -> None:
        kind, state = self.kind.currentData(), self.state.currentData()
        self.order.show_only(lambda one: kind in ("", one.finding.kind) and state in ("", one.state))
        self._show_counts()
        if not self.table.selected_rows() and self.order.rowCount():
            self.table.selectRow(0)
        self._lists.setCurrentWidget(self.table if self.order.rowCount() else self.empty)
        self.empty.set_texts(*self._nothing())

    def _show_counts(self) -> None:
        states = Counter(one.state for one in self._found.rows)
        kinds = Counter(one.finding.kind for one in self._found.rows if one.state == OPEN)
        parts = [f"{doubt_columns.state_text(state)} {states[state]:,}" for state in STATES if states[state]]
        listed = ", ".join(f"{words.kind_text(kind)} {count:,}" for kind, count in kinds.most_common())
        self.counts.setText(" · ".join(parts) + (f" ({listed})" if listed else ""))

    def _nothing(self) -> tuple[str, str]:
        if self._found.rows:
            return self.tr("Nothing with this state and kind"), self.tr("Choose others above.")
        return (
            self.tr("Nothing looks wrong in this period"),
            self.tr("Hours are looked through as they come; what looks wrong is listed, never deleted."),
        )

    @Slot()
    def _on_selected(self) -> None:
        doubt = self.chosen()
        self.detail.setVisible(doubt is not None)
        if doubt is None:
            return
        one = doubt.finding
        title = f"{doubt.name} {words.item_text(one.item)} · {words.kind_text(one.kind)}"
        figures = "\n".join((doubt_columns.span_text(one), doubt_columns.detail_text(one.detail))).strip()
        self.detail.show_texts(title, figures, doubt.state, self._said(doubt))
        place = self.desk.places.station(one.station_code)
        beside = neighbours_of(place, self.desk.places.stations) if place is not None else []
        self.desk.read("around", partial(load_around, finding=one, neighbours=beside), self._on_around)

    def _said(self, doubt: Doubt) -> list[str]:
        """Words on this station, those on this finding first."""
        code, now = doubt.finding.station_code, self.desk.context.now()
        about = [mark for mark in self._found.marks if mark.subject == code]
        about.sort(key=lambda mark: mark is not doubt.mark)
        return [doubt_columns.said_text(mark, doubt.name, now) for mark in about[:_SAID]]

    def _on_around(self, found: Around) -> None:
        doubt = self.chosen()
        if doubt is None or doubt.key != found.key:
            return
        chart, code = self.detail.chart, doubt.finding.station_code
        names = {one.code: one.name for one in self.desk.places.stations}
        curves = [
            _curve(hours, names.get(one, one), number, doubt if one == code else None)
            for number, (one, hours) in enumerate(found.series.items())
        ]
        chart.set_number_form(1 if doubt.finding.item == "co" else 0)
        chart.set_series(curves)
        chart.set_window(float(found.since), float(found.until))

    @Slot(str, str)
    def _on_ruled(self, verdict: str, reason: str) -> None:
        doubt = self.chosen()
        if doubt is None:
            return
        one, context = doubt.finding, self.desk.context
        actor = context.actor()
        new = NewMark(one.station_code, one.kind, one.since, one.until, verdict, reason, one.item)

        def write(session: Session) -> Changes:
            return commands.mark(session, actor, new)

        context.jobs.write(write, self._on_written)

    @Slot()
    def _on_taken_back(self) -> None:
        doubt = self.chosen()
        if doubt is None:
            return
        one, context = doubt.finding, self.desk.context
        actor = context.actor()

        def write(session: Session) -> Changes:
            return commands.unmark(session, actor, one.station_code, one.item, one.kind, one.since)

        context.jobs.write(write, self._on_written)

    def _on_written(self, _changes: Changes) -> None:
        self.detail.reason.clear()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)


def _curve(hours: Hours, label: str, number: int, doubt: Doubt | None) -> Series:
    """A station's hours; those of the finding are flagged."""
    flagged = np.zeros(len(hours.time), dtype=np.bool_)
    if doubt is not None:
        flagged = (hours.time >= doubt.finding.since) & (hours.time <= doubt.finding.until)
    return Series(
        hours.station_code, label, hours.time.astype(np.float64), hours.values[0], number, flagged=flagged
    )
