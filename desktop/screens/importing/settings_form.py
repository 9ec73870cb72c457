"""What holds for the whole table: where the header is, what a time means, which clock, which station."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from db.schema.readings import VALUES
from desktop.feeds.tables.profile import (
    LABELS,
    LAYOUTS,
    MOST_HEADER_LINES,
    MOST_HEADER_ROW,
    NEW_STATIONS,
    PERIODS,
    TableProfile,
)
from desktop.feeds.tables.units import DEFAULT, REFERENCES, units_of
from desktop.screens.importing.words import choice_text, field_text, unit_text
from widgets.form import FormGrid

_ZONES = ("Asia/Shanghai", "UTC")
_COLUMNS = 6


class SettingsForm(QWidget):
    """Fields that show a profile and tell of another one."""

    header_changed = Signal(str, int, int)
    """Sheet, row and lines of the header: the columns must be looked at anew."""
    profile_changed = Signal(object)
    """Anything else: the `TableProfile` as it is now."""
    station_named = Signal()
    """The station of a file that needs nothing else was named."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._profile = TableProfile()
        self._asked: str | None = None
        """The station as it was last told of, while nothing else is asked for."""
        self.sheet, self.layout_box = QComboBox(), _choices(LAYOUTS)
        self.header_row, self.header_lines = QSpinBox(), QSpinBox()
        self.header_row.setRange(0, MOST_HEADER_ROW)
        self.header_lines.setRange(1, MOST_HEADER_LINES)
        self.period, self.label = _choices(tuple(PERIODS)), _choices(LABELS)
        self.zone, self.reference = _choices(_ZONES), _choices(tuple(REFERENCES))
        self.station, self.new_stations = QLineEdit(), _choices(NEW_STATIONS)
        self.item, self.item_unit = QComboBox(), QComboBox()
        for name in ("", *VALUES):
            self.item.addItem(field_text(name), name)
        self.grid = FormGrid(_COLUMNS)
        self._lay_out()
        self._connect()

    def show_profile(
        self, profile: TableProfile, sheets: Sequence[str], *, has_unknown: bool = False
    ) -> None:
        """Show it without telling of it.

        Args:
            has_unknown: the table names stations that the record does not have.
        """
        self._profile, self._asked = profile, None
        for key in ("header_row", "header_lines", "layout", "period", "label", "zone"):
            self.grid.set_field_visible(key, True)
        self._show_sheets(sheets, profile.sheet)
        for spin, value in ((self.header_row, profile.header_row), (self.header_lines, profile.header_lines)):
            spin.blockSignals(True)
            spin.setValue(value)
            spin.blockSignals(False)
        chosen = {
            self.layout_box: profile.layout,
            self.period: profile.period,
            self.label: profile.label,
            self.zone: profile.zone,
            self.reference: profile.reference,
            self.new_stations: profile.new_stations,
            self.item: profile.item,
        }
        for box, key in chosen.items():
            _choose(box, key)
        if self.station.text() != profile.station:
            self.station.setText(profile.station)
        self._show_item(profile)
        is_asked = has_unknown or profile.new_stations != NEW_STATIONS[0]
        self.grid.set_field_visible("new_stations", is_asked)
        units = [use.unit for use in profile.columns] + [item.unit for item in profile.items]
        self.grid.set_field_visible("reference", bool({"ppb", "ppm"} & {*units, profile.item_unit}))

    def ask_station(self) -> None:
        """The file needs nothing but the station that it is of."""
        self._asked = self.station.text().strip()
        for key in self.grid.keys():  # noqa: SIM118  - a method of the form
            self.grid.set_field_visible(key, key == "station")

    def _show_sheets(self, sheets: Sequence[str], chosen: str) -> None:
        if [self.sheet.itemText(i) for i in range(self.sheet.count())] != list(sheets):
            self.sheet.clear()
            self.sheet.addItems(list(sheets))
        self.sheet.setCurrentText(chosen)
        self.grid.set_field_visible("sheet", len(sheets) > 1)

    def _show_item(self, profile: TableProfile) -> None:
        """A table with a column a station and no item column is of one item."""
        is_one = profile.layout == "stations" and not profile.has("item")
        self.grid.set_field_visible("item", is_one)
        self.grid.set_field_visible("item_unit", is_one and bool(profile.item))
        self.grid.set_field_visible("station", profile.layout != "stations" and not profile.has("station"))
        self.item_unit.clear()
        for unit in units_of(profile.item) if profile.item else ():
            self.item_unit.addItem(unit_text(unit), unit)
        _choose(self.item_unit, profile.item_unit or DEFAULT.get(profile.item, ""))

    def _lay_out(self) -> None:
        add = self.grid.add_field
        add("header_row", self.tr("Header in row"), self.header_row)
        add("header_lines", self.tr("Lines of the header"), self.header_lines)
        add("layout", self.tr("Form"), self.layout_box)
        add("period", self.tr("Intervals"), self.period)
        add("label", self.tr("A time means"), self.label)
        add("zone", self.tr("Clock"), self.zone)
        # these are there only where they mean something, and take no room otherwise
        add("sheet", self.tr("Sheet"), self.sheet)
        add("new_stations", self.tr("Unknown stations"), self.new_stations)
        add("station", self.tr("All rows are of station"), self.station)
        add("item", self.tr("All values are"), self.item)
        add("item_unit", self.tr("in the unit"), self.item_unit)
        add("reference", self.tr("ppb and ppm at"), self.reference)
        self.station.setPlaceholderText(self.tr("code or name"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.grid)

    def _connect(self) -> None:
        for spin in (self.header_row, self.header_lines):
            spin.setKeyboardTracking(False)
            spin.valueChanged.connect(self._on_header)
        self.sheet.activated.connect(self._on_sheet)
        for box in (
            self.layout_box, self.period, self.label, self.zone, self.reference, self.new_stations,
            self.item_unit,
        ):  # fmt: skip
            box.activated.connect(self._on_changed)
        self.item.activated.connect(self._on_item)
        self.station.editingFinished.connect(self._on_station)

    @Slot()
    def _on_header(self) -> None:
        self.header_changed.emit(self._profile.sheet, self.header_row.value(), self.header_lines.value())

    @Slot()
    def _on_sheet(self) -> None:
        # another sheet has a header of its own: it is looked for
        self.header_changed.emit(self.sheet.currentText(), -1, 1)

    @Slot()
    def _on_item(self) -> None:
        item: str = self.item.currentData()
        self._tell(replace(self._profile, item=item, item_unit=DEFAULT.get(item, "")))

    @Slot()
    def _on_station(self) -> None:
        if self._asked is None:
            self._on_changed()
        elif self._asked != self.station.text().strip():
            self._asked = self.station.text().strip()
            self.station_named.emit()

    @Slot()
    def _on_changed(self) -> None:
        profile = self._profile
        self._tell(
            replace(
                profile,
                layout=self.layout_box.currentData(),
                period=self.period.currentData(),
                label=self.label.currentData(),
                zone=self.zone.currentData(),
                reference=self.reference.currentData(),
                new_stations=self.new_stations.currentData(),
                station=self.station.text().strip(),
                item_unit=(self.item_unit.currentData() or "") if profile.item else "",
            )
        )

    def _tell(self, profile: TableProfile) -> None:
        if profile != self._profile:
            self.profile_changed.emit(profile)


def _choices(keys: Sequence[str]) -> QComboBox:
    box = QComboBox()
    for key in keys:
        box.addItem(choice_text(key), key)
    return box


def _choose(box: QComboBox, key: str) -> None:
    """Choose a key; one that a profile brings and nobody offers is offered from then on."""
    if box.findData(key) < 0 and key:
        box.addItem(choice_text(key), key)
    box.setCurrentIndex(box.findData(key))
