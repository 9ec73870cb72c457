"""Evaluation 评价: counties and their stations over a period, on one edition or on both."""

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.evaluation import words
from desktop.evaluation.evaluating import Evaluated, Row, evaluate, wanted_period
from desktop.evaluation.evaluation_columns import columns, row_key
from desktop.evaluation.places import COUNTY, STATION, TOTAL
from desktop.evaluation.sheets import Sheet
from desktop.models.figures import FigureModel, FigureOrder
from desktop.screens.air.desk import Desk
from desktop.screens.air.figure_view import FigureTable
from desktop.screens.air.loading import load_period
from desktop.screens.air.tab import Tab
from widgets import theme
from widgets.empty import EmptyState


class EvaluationTab(Tab):
    """The table of figures."""

    key = "evaluation"
    has_sheet = True

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.title = self.tr("Evaluation")
        self._found: Evaluated | None = None
        self.model: FigureModel[Row] = FigureModel((), row_key, self, is_strong=_is_area)
        self.order = EvaluationOrder(self.model, self)
        self.table = FigureTable()
        self.table.setAccessibleName(self.title)
        self.table.set_figures(self.model, self.order)
        self.stations = QCheckBox(self.tr("With stations"))
        self.both = QCheckBox(self.tr("Both editions"))
        self.both.setToolTip(self.tr("Old and new standard side by side; what differs is coloured"))
        self.stations.setChecked(True)
        self.empty = EmptyState("", icon="chart")
        self._lay_out()
        self.stations.toggled.connect(self._filter)
        self.both.toggled.connect(self.refresh)

    @override
    def load(self) -> None:
        question, places, today = self.desk.question, self.desk.places, self.desk.today()
        bases = question.both() if self.both.isChecked() else (question.basis(),)
        self.desk.work(
            self.key,
            partial(load_period, period=wanted_period(question.span.period)),
            partial(
                evaluate,
                places=places,
                span=question.span,
                bases=bases,
                total=self.tr("All counties"),
                without_sand=question.without_sand,
                today=today,
            ),
            self._on_evaluated,
        )

    @override
    def basis_line(self) -> str:
        found = self._found
        if found is None:
            return ""
        forced = bool(self.desk.question.edition) or len(found.bases) > 1
        parts = [words.period_text(found.span.period)]
        period, language = found.span.period, self.desk.language
        parts += [words.basis_text(basis, period, language, forced=forced) for basis in found.bases]
        parts.append(words.data_text(found.through, found.share))
        needed = self.tr("{days} valid days needed")
        parts.append(needed.format(days=found.rows[0].sides[0].needed))
        if found.sand_days:
            text = self.tr("{days} sand-dust days marked, counted in")
            if found.without_sand:
                text = self.tr("{days} sand-dust days left out of PM2.5 and PM10")
            parts.append(text.format(days=found.sand_days))
        if found.is_provisional:
            parts.append(self.tr("the day is not over"))
        return " · ".join(parts)

    @override
    def sheet(self) -> Sheet:
        return self.table.sheet(self.title, (self.basis_line(),))

    @override
    def apply_theme(self) -> None:
        self._controls.setContentsMargins(theme.current().edge, theme.current().unit // 2, 0, 0)
        self._controls.setSpacing(2 * theme.current().unit)
        self.table.fit()

    def _lay_out(self) -> None:
        self._controls = QHBoxLayout()
        self._controls.addWidget(self.stations)
        self._controls.addWidget(self.both)
        self._controls.addStretch(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(self._controls)
        box.addWidget(self._stack, 1)
        self.apply_theme()

    def _on_evaluated(self, found: Evaluated) -> None:
        before = self._found
        self._found = found
        same = before is not None and before.bases == found.bases
        if same and before is not None and before.is_provisional == found.is_provisional:
            self.model.show(found.rows)
        else:
            shown = columns(found.bases, self.desk.language, provisional=found.is_provisional)
            self.model.exchange(shown, found.rows)
        if before is None:
            self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self._filter()
        self.show_empty(found)
        self.basis_changed.emit()

    def show_empty(self, found: Evaluated) -> None:
        """Say why there is nothing, where there is nothing."""
        if not self.desk.places.stations:
            title, hint = (
                self.tr("No stations yet"),
                self.tr("Load a list with “qingkong load stations FILE”; the areas appear by themselves."),
            )
        else:
            title = self.tr("No days in this period")
            hint = self.tr(
                "Days are made from the hours by themselves and appear here as they come. If none come,"
                " there are no readings: choose another period, or load a file with"
                " “qingkong load readings FILE”."
            )
        self.empty.set_texts(title, hint)
        nothing = found.through is None
        self._stack.setCurrentWidget(self.empty if nothing else self.table)

    @Slot()
    def _filter(self) -> None:
        question, with_stations = self.desk.question, self.stations.isChecked()

        def shows(row: Row) -> bool:
            place = row.place
            if question.station:
                return place.kind == STATION and place.code == question.station
            if question.county and (place.kind == TOTAL or place.county != question.county):
                return False
            return with_stations or place.kind != STATION

        self.stations.setEnabled(not question.station)
        self.order.show_only(shows)


class EvaluationOrder(FigureOrder[Row]):
    """The total first, counties in order, their stations in order below them."""

    @override
    def order_of(self, column: int) -> list[int]:
        groups: dict[str, list[int]] = {TOTAL: [], COUNTY: []}
        inside: dict[str, list[int]] = {}
        for number in range(self._figures.rowCount()):
            place = self._figures.record(number).place
            group = inside.setdefault(place.county, []) if place.kind == STATION else groups[place.kind]
            group.append(number)
        order = groups[TOTAL]
        for number in self.sorted_rows(groups[COUNTY], column):
            stations = inside.get(self._figures.record(number).place.county, [])
            order += [number, *self.sorted_rows(stations, column)]
        return order


def _is_area(row: Row) -> bool:
    return row.place.kind != STATION
