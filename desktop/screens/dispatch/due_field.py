"""A deadline: a usual time limit in one click, others in a menu, or a date and time."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QDateTime, QTimeZone, Signal
from PySide6.QtWidgets import QDateTimeEdit, QHBoxLayout, QMenu, QPushButton, QWidget

from db.rules.clocks import Limit, Measure
from db.rules.limits import UsualLimit, read_limit
from db.rules.working_time import CalendarYearError, ChinaCalendar
from db.times import CHINA
from desktop.time_limits import time_limits
from widgets import theme
from widgets.segmented import Segmented

_OTHER = "other"
_DEFAULT = 24.0
_ZONE_SECONDS = 8 * 3600
_CALENDAR = ChinaCalendar()


class DueField(QWidget):
    """A time limit counts from the moment the order is sent, a date stands as it is."""

    refused = Signal(object)
    """The calendar of working days does not reach that far: a `CalendarYearError`."""

    def __init__(
        self, now: Callable[[], datetime], language: str = "zh", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._now, self._language = now, language
        self._key = ""
        """The limit that counts; empty: the date does."""
        usual = [(key, self._name(one)) for key, one in time_limits().items() if one.is_usual]
        self.preset = Segmented([*usual, (_OTHER, self.tr("Other"))])
        self.more = QPushButton(self.tr("More"))
        self.more.setToolTip(self.tr("More time limits, working days among them"))
        self.edit = QDateTimeEdit()
        self.edit.setTimeZone(QTimeZone(_ZONE_SECONDS))
        self.edit.setDisplayFormat("yyyy-MM-dd HH:mm")
        self.edit.setCalendarPopup(True)
        self.setFocusProxy(self.edit)
        self._fill_menu()
        self.preset.chosen.connect(self._on_preset)
        self.edit.dateTimeChanged.connect(self._on_edited)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().unit)
        row.addWidget(self.preset)
        row.addWidget(self.more)
        row.addWidget(self.edit, 1)
        self.set_hours(None)

    def key(self) -> str:
        """The limit that is chosen; empty: a date."""
        return self._key

    def value(self) -> datetime:
        """The deadline, aware."""
        if self._key:
            return read_limit(self._key, time_limits()).due(self._now(), _CALENDAR)
        return self.edit_value()

    def edit_value(self) -> datetime:
        """What the date field shows."""
        return datetime.fromtimestamp(self.edit.dateTime().toSecsSinceEpoch(), CHINA)

    def is_past(self) -> bool:
        """Whether nobody could keep it any more."""
        return self.value() <= self._now()

    def set_hours(self, hours: float | None) -> None:
        """A time limit from now; None for the usual one."""
        wanted = timedelta(hours=_DEFAULT if hours is None else hours)
        same = (key for key, one in time_limits().items() if _span(one.limit) == wanted)
        if (key := next(same, None)) is not None:
            self.choose(key)
        else:
            self._key = ""
            self.preset.set_current(_OTHER)
            self._show(self._now() + wanted)

    def choose(self, key: str) -> None:
        """A limit by its key; the date shows when it would end now. One without a calendar is refused."""
        try:
            due = read_limit(key, time_limits()).due(self._now(), _CALENDAR)
        except CalendarYearError as error:
            self.preset.set_current(self._key if self._is_usual(self._key) else _OTHER)
            self.refused.emit(error)
            return
        self._key = key
        self.preset.set_current(key if self._is_usual(key) else _OTHER)
        self._show(due)

    def restore(self, key: str, moment: datetime) -> None:
        """What was chosen before: a time limit counts anew, a date stays."""
        if key in time_limits():
            self.choose(key)
        else:
            self._key = ""
            self.preset.set_current(_OTHER)
            self._show(moment)

    def _name(self, one: UsualLimit) -> str:
        return one.text.name(self._language)

    def _is_usual(self, key: str) -> bool:
        return key in time_limits() and time_limits()[key].is_usual

    def _fill_menu(self) -> None:
        menu = QMenu(self.more)
        for key, one in time_limits().items():
            if not one.is_usual:
                menu.addAction(self._name(one)).triggered.connect(lambda _on=False, key=key: self.choose(key))
        self.more.setMenu(menu)

    def _show(self, moment: datetime) -> None:
        self.edit.blockSignals(True)
        seconds = int(moment.timestamp()) // 60 * 60
        self.edit.setDateTime(QDateTime.fromSecsSinceEpoch(seconds, QTimeZone(_ZONE_SECONDS)))
        self.edit.blockSignals(False)

    def _on_preset(self, key: str) -> None:
        if key == _OTHER:
            self._key = ""
            self.edit.setFocus()
        else:
            self.choose(key)

    def _on_edited(self) -> None:
        self._key = ""
        self.preset.set_current(_OTHER)


def _span(limit: Limit) -> timedelta | None:
    """Its length on the 24-hour clock; None for working days."""
    spans = {Measure.MINUTES: timedelta(minutes=1), Measure.HOURS: timedelta(hours=1)}
    spans[Measure.DAYS] = timedelta(days=1)
    return limit.amount * spans[limit.measure] if limit.measure in spans else None
