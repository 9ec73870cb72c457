"""Profiles 规律: the typical day and the typical week of stations, beside last year's."""

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from db.changes import Changes
from desktop.air.aqi import CODES
from desktop.air.periods import Period, day_number
from desktop.air.standards import POLLUTANTS
from desktop.evaluation import words
from desktop.evaluation.places import Place
from desktop.evaluation.profiling import StationGrids, Typical, load_grids, typical
from desktop.screens.air.desk import Desk
from desktop.screens.air.tab import Tab
from widgets import theme
from widgets.profile import Profile, ProfileChart
from widgets.segmented import Segmented

MOST = 8
"""Curves that can be told apart."""
_AT_FIRST = 3
_LONGEST = 366
"""Days: more hours would be read than anybody waits for."""


class ProfilesTab(Tab):
    """Two charts and the choice of stations."""

    key = "profiles"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.title = self.tr("Profiles")
        self._grids: StationGrids | None = None
        self._chosen: set[str] = set()
        self._offered: tuple[Place, ...] = ()
        self.pollutant = Segmented(tuple(zip(POLLUTANTS, CODES, strict=True)))
        self.pollutant.setAccessibleName(self.tr("Pollutant"))
        self.compared = QCheckBox(self.tr("With last year"))
        self.stations = QListWidget()
        self.stations.setAccessibleName(self.tr("Stations"))
        self.day, self.week = ProfileChart(), ProfileChart()
        self._lay_out()
        self.pollutant.chosen.connect(self._show)
        self.compared.toggled.connect(self.refresh)
        self.stations.itemChanged.connect(self._on_checked)

    @override
    def shows(self, changes: Changes) -> bool:
        return changes.air or changes.readings or changes.stations or changes.units

    @override
    def load(self) -> None:
        self._offer()
        codes = [place.code for place in self._offered if place.code in self._chosen]
        read = partial(load_grids, codes=codes, period=self._period(), compared=self.compared.isChecked())
        self.desk.read(self.key, read, self._on_grids)

    @override
    def basis_line(self) -> str:
        period, asked = self._period(), self.desk.question.span.period
        parts = [words.period_text(period)]
        if period != asked:
            parts.append(self.tr("the last {days} days of the period").format(days=_LONGEST))
        parts.append(self.tr("median and middle half of the hours; hours ruled out by people are left out"))
        return " · ".join(parts)

    @override
    def apply_theme(self) -> None:
        look = theme.current()
        self._controls.setContentsMargins(look.edge, look.unit // 2, look.edge, look.unit // 2)
        self._controls.setSpacing(2 * look.unit)
        self.stations.setMinimumWidth(look.px(10))

    def _lay_out(self) -> None:
        self._controls = QHBoxLayout()
        self._controls.addWidget(self.pollutant)
        self._controls.addWidget(self.compared)
        self._controls.addStretch(1)
        split = QSplitter(Qt.Orientation.Horizontal)
        for part, share in ((self.stations, 0), (self.day, 3), (self.week, 2)):
            split.addWidget(part)
            split.setStretchFactor(split.count() - 1, share)
        split.setChildrenCollapsible(False)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(self._controls)
        box.addWidget(split, 1)
        self.apply_theme()

    def _period(self) -> Period:
        """The period, cut to its last year."""
        period = self.desk.question.span.period
        if period.days <= _LONGEST:
            return period
        return Period(period.last.fromordinal(period.last.toordinal() - _LONGEST + 1), period.last)

    def _offer(self) -> None:
        """The stations of the county, or all; one that is asked for is chosen alone."""
        question, places = self.desk.question, self.desk.places
        offered = places.of_county(question.county) if question.county else places.stations
        if question.station:
            offered = tuple(place for place in offered if place.code == question.station)
        if offered == self._offered:
            return
        self._offered = offered
        kept = [place.code for place in offered if place.code in self._chosen]
        self._chosen = set(kept[:MOST] or [place.code for place in offered[:_AT_FIRST]])
        self.stations.blockSignals(True)
        self.stations.clear()
        for place in offered:
            item = QListWidgetItem(place.name, self.stations)
            item.setData(Qt.ItemDataRole.UserRole, place.code)
            item.setCheckState(_check(place.code in self._chosen))
        self.stations.blockSignals(False)

    @Slot(QListWidgetItem)
    def _on_checked(self, item: QListWidgetItem) -> None:
        code = item.data(Qt.ItemDataRole.UserRole)
        if item.checkState() is not Qt.CheckState.Checked:
            self._chosen.discard(code)
        elif len(self._chosen) < MOST:
            self._chosen.add(code)
        else:
            self.stations.blockSignals(True)
            item.setCheckState(_check(False))
            self.stations.blockSignals(False)
            text = self.tr("At most {count} stations at once. Take one off first.").format(count=MOST)
            self.desk.context.navigator.message.emit(text, "info", "")
            return
        self.refresh()

    def _on_grids(self, found: StationGrids) -> None:
        self._grids = found
        self._show()
        self.basis_changed.emit()

    @Slot()
    def _show(self) -> None:
        """One pollutant of what was read."""
        if self._grids is None:
            return
        item = self.pollutant.current()
        row, names = POLLUTANTS.index(item), {place.code: place.name for place in self._offered}
        before_first = day_number(self._grids.period.last_year().first)
        days, weeks = [], []
        for number, (code, grid) in enumerate(self._grids.now.items()):
            found = typical(grid[row], day_number(self._grids.period.first))
            name = names.get(code, code)
            days.append(_profile(code, name, found, number, weekly=False))
            weeks.append(_profile(code, name, found, number, weekly=True))
            if code in self._grids.before:
                then = typical(self._grids.before[code][row], before_first)
                label = self.tr("{station} last year").format(station=name)
                days.append(_median(f"{code}.before", label, then, number, weekly=False))
                weeks.append(_median(f"{code}.before", label, then, number, weekly=True))
        digits, unit = 1 if item == "co" else 0, words.unit_text(item)
        self.day.set_hours(days, unit, digits)
        self.week.set_weekdays(weeks, unit, digits)


def _profile(key: str, label: str, found: Typical, colour: int, *, weekly: bool) -> Profile:
    low, median, high = found.weekdays if weekly else found.hours
    return Profile(key, label, median, low, high, colour)


def _median(key: str, label: str, found: Typical, colour: int, *, weekly: bool) -> Profile:
    """Last year has no band: two of one colour would run together."""
    return Profile(key, label, (found.weekdays if weekly else found.hours)[1], colour=colour)


def _check(is_on: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked
