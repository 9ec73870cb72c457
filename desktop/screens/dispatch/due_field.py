"""A deadline: a usual time limit in one click, or a date and time."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QDateTime, QTimeZone
from PySide6.QtWidgets import QDateTimeEdit, QHBoxLayout, QWidget

from db.times import CHINA
from widgets import theme
from widgets.segmented import Segmented

_HOURS = {"2": 2.0, "24": 24.0, "72": 72.0, "168": 168.0}
_OTHER = "other"
_DEFAULT = 24.0
_ZONE_SECONDS = 8 * 3600


class DueField(QWidget):
    """A preset counts from the moment the order is sent, a date stands as it is."""

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self.preset = Segmented(
            [
                ("2", self.tr("2 h")),
                ("24", self.tr("24 h")),
                ("72", self.tr("3 days")),
                ("168", self.tr("7 days")),
                (_OTHER, self.tr("Other")),
            ]
        )
        self.edit = QDateTimeEdit()
        self.edit.setTimeZone(QTimeZone(_ZONE_SECONDS))
        self.edit.setDisplayFormat("yyyy-MM-dd HH:mm")
        self.edit.setCalendarPopup(True)
        self.setFocusProxy(self.edit)
        self.preset.chosen.connect(self._on_preset)
        self.edit.dateTimeChanged.connect(self._on_edited)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().unit)
        row.addWidget(self.preset)
        row.addWidget(self.edit, 1)
        self.set_hours(None)

    def value(self) -> datetime:
        """The deadline, aware."""
        hours = _HOURS.get(self.preset.current())
        if hours is not None:
            return self._now() + timedelta(hours=hours)
        return self.edit_value()

    def edit_value(self) -> datetime:
        """What the date field shows."""
        return datetime.fromtimestamp(self.edit.dateTime().toSecsSinceEpoch(), CHINA)

    def is_past(self) -> bool:
        """Whether nobody could keep it any more."""
        return self.value() <= self._now()

    def set_hours(self, hours: float | None) -> None:
        """A time limit from now; None for the usual one."""
        wanted = _DEFAULT if hours is None else hours
        key = f"{wanted:g}"
        self.preset.set_current(key if key in _HOURS else _OTHER)
        self._show(self._now() + timedelta(hours=wanted))

    def restore(self, preset: str, moment: datetime) -> None:
        """What was chosen before: a time limit counts anew, a date stays."""
        if preset in _HOURS:
            self.set_hours(_HOURS[preset])
        else:
            self.preset.set_current(_OTHER)
            self._show(moment)

    def _show(self, moment: datetime) -> None:
        self.edit.blockSignals(True)
        seconds = int(moment.timestamp()) // 60 * 60
        self.edit.setDateTime(QDateTime.fromSecsSinceEpoch(seconds, QTimeZone(_ZONE_SECONDS)))
        self.edit.blockSignals(False)

    def _on_preset(self, key: str) -> None:
        if key in _HOURS:
            self.set_hours(_HOURS[key])
        else:
            self.edit.setFocus()

    def _on_edited(self) -> None:
        self.preset.set_current(_OTHER)
