"""The fields of a device: its number, station, secrets, units, interval; what of them was changed."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from db.commands.devices import KEPT, DeviceEdit, Kept, NewStation
from db.commands.stations import LEVELS
from db.errors import DomainError, DuplicateError, InvalidValueError, NotFoundError
from db.queries.device_page import RegisteredDevice
from db.queries.stations import StationRecord
from db.rules.devices import MINUTES, UNITS, BadNumberError
from desktop.screens.campaigns.directory import PLACES, Directory
from desktop.screens.campaigns.unit_picker import UnitPicker
from desktop.screens.devices.secret_field import SecretField
from desktop.screens.devices.station_field import StationField
from desktop.screens.devices.words import column_text, unit_text
from desktop.texts import level_text
from widgets import theme
from widgets.form import FormGrid

_NEW_STATION = ("code", "name", "level", "unit_code")


class DeviceFields(QWidget):
    """Made anew for every device: nothing of the one before can stay in it."""

    def __init__(
        self, stations: Sequence[StationRecord], directory: Directory, device: RegisteredDevice | None
    ) -> None:
        super().__init__()
        self.base = device
        self.mn = QLineEdit()
        self.station = StationField()
        self.code, self.name, self.level = QLineEdit(), QLineEdit(), QComboBox()
        self.place = UnitPicker(directory, PLACES)
        self.password, self.key = SecretField(), SecretField()
        self.units = {column: QComboBox() for column in UNITS}
        self.minutes = QComboBox()
        self.main, self.more = FormGrid(), FormGrid(2)
        self._add()
        self._fill(stations)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.current().unit)
        box.addWidget(self.main)
        box.addWidget(self.more)
        box.addStretch(1)
        self.station.new_wanted.connect(self._on_new_wanted)
        self._on_new_wanted(False)

    def set_number(self, mn: str) -> None:
        """A number that has been heard: it is not typed."""
        self.mn.setText(mn)
        self.mn.setReadOnly(True)
        self.code.setText(mn[:32])
        self.name.setText(mn)

    def edit(self) -> DeviceEdit:
        """What differs from the device as it was shown."""
        units = self._units()
        return DeviceEdit(
            station=self._station(),
            password=self.password.value(),
            sm4_key=self.key.value(),
            units=units or KEPT,
            minute_seconds=self._interval(),
        )

    def is_touched(self) -> bool:
        """Something typed would be lost."""
        return self.edit() != DeviceEdit() or (self.base is None and bool(self.mn.text().strip()))

    def rebase(self, device: RegisteredDevice) -> None:
        """Somebody was faster: what was not touched shows the new values."""
        edit, self.base = self.edit(), device
        if edit.station is KEPT:
            self.station.choose(device.station.code if device.station else None)
        for column, combo in self.units.items():
            if edit.units is KEPT or column not in edit.units:
                combo.setCurrentIndex(combo.findData(device.units.get(column)))
        if edit.minute_seconds is KEPT:
            self.minutes.setCurrentIndex(self.minutes.findData(device.minute_seconds))

    def problems(self) -> dict[str, str]:
        """Field -> what is wrong, before the record is asked."""
        found = {}
        if self.base is None and not self.mn.text().strip():
            found["mn"] = self.tr("Enter the number that the device sends after MN=.")
        if not self.station.is_known:
            found["station"] = self.tr("No station has this name. Choose one from the list.")
        if self.station.is_new:
            if not self.code.text().strip():
                found["code"] = self.tr("A station needs a code.")
            if not self.name.text().strip():
                found["name"] = self.tr("A station needs a name.")
            if self.place.text().strip() and self.place.code() is None:
                found["unit_code"] = self.tr("No unit has this name. Choose one from the list.")
        return found

    def keys(self) -> list[str]:
        """Names of the fields, as errors of commands have them."""
        return self.main.keys() + self.more.keys()

    def show_errors(self, errors: dict[str, str]) -> None:
        """At the fields; the cursor goes into the first."""
        self.main.set_errors({key: text for key, text in errors.items() if key in self.main.keys()})  # noqa: SIM118
        self.more.set_errors({key: text for key, text in errors.items() if key in self.more.keys()})  # noqa: SIM118

    @Slot(bool)
    def _on_new_wanted(self, wanted: bool) -> None:
        for key in _NEW_STATION:
            self.main.set_field_visible(key, wanted)

    def _add(self) -> None:
        self.main.add_field("mn", self.tr("Number (MN)"), self.mn, required=True)
        self.main.set_field_visible("mn", self.base is None)
        self.main.add_field("station", self.tr("Station"), self.station)
        self.main.add_field("code", self.tr("Code of the new station"), self.code, required=True)
        self.main.add_field("name", self.tr("Name of the new station"), self.name, required=True)
        self.main.add_field("level", self.tr("Level"), self.level)
        hint = self.tr("The county is fixed with the first registration and cannot be changed later.")
        self.main.add_field("unit_code", self.tr("Lies in"), self.place, hint=hint)
        self.main.add_field("password", self.tr("Password (PW)"), self.password)
        hint = self.tr("32 hexadecimal digits; only for devices that encrypt (HJ 212-2025).")
        self.main.add_field("sm4_key", self.tr("SM4 key"), self.key, hint=hint)
        for column, combo in self.units.items():
            text = self.tr("{factor} is sent in").format(factor=column_text(column))
            self.more.add_field(f"units.{column}", text, combo)
        self.more.add_field("minute_seconds", self.tr("Interval of minute data"), self.minutes)

    def _fill(self, stations: Sequence[StationRecord]) -> None:
        base = self.base
        self.station.offer(stations)
        self.station.choose(base.station.code if base and base.station else None)
        for level in LEVELS:
            self.level.addItem(level_text(level), level)
        self.level.setCurrentIndex(self.level.findData("micro" if base is None else "unknown"))
        self.password.begin(is_set=bool(base and base.has_password))
        self.key.begin(is_set=bool(base and base.has_key))
        for column, combo in self.units.items():
            usual = self.tr("{unit} (usual)").format(unit=unit_text(UNITS[column][0]))
            combo.addItem(usual, None)
            for unit in UNITS[column][1:]:
                combo.addItem(unit_text(unit), unit)
            stored = base.units.get(column) if base else None
            combo.setCurrentIndex(max(0, combo.findData(stored)))
        self._fill_minutes()

    def _fill_minutes(self) -> None:
        self.minutes.addItem(self.tr("1 min (usual)"), None)
        for minutes in MINUTES[1:]:
            self.minutes.addItem(self.tr("{minutes} min").format(minutes=minutes), 60 * minutes)
        stored = self.base.minute_seconds if self.base else None
        self.minutes.setCurrentIndex(max(0, self.minutes.findData(stored)))

    def _station(self) -> str | NewStation | Kept | None:
        if self.station.is_new:
            name, code = self.name.text().strip(), self.code.text().strip()
            return NewStation(code, name, str(self.level.currentData()), self.place.code())
        before = self.base.station.code if self.base and self.base.station else None
        return KEPT if self.station.code() == before else self.station.code()

    def _units(self) -> dict[str, str | None]:
        before = self.base.units if self.base else {}
        now = {column: combo.currentData() for column, combo in self.units.items()}
        usual = {column: UNITS[column][0] for column in now}
        # the usual unit may be stored by name as well
        return {
            column: unit
            for column, unit in now.items()
            if (unit or usual[column]) != (before.get(column) or usual[column])
        }

    def _interval(self) -> int | Kept | None:
        now: int | None = self.minutes.currentData()
        before = self.base.minute_seconds if self.base else None
        return KEPT if (now or 60) == (before or 60) else now


def field_of(error: DomainError) -> str | None:
    """The field that an error of a command is about."""
    match error:
        case BadNumberError():
            return "mn"
        case InvalidValueError():
            return str(error.params.get("field", "")) or None
        case DuplicateError():
            return "code" if error.params["what"] == "station" else "mn"
        case NotFoundError():
            return {"unit": "unit_code", "station": "station"}.get(str(error.params["what"]))
    return None
