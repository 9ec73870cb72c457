"""The moment that progress is compared with: some days ago, or a day of somebody's choice."""

from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QDate, Signal, Slot
from PySide6.QtWidgets import QComboBox, QDateEdit, QHBoxLayout, QWidget

from db.times import CHINA
from widgets import theme

SINCE_DAYS = (1, 2, 3, 7, 14, 30)
_USUAL_DAYS = 2
"""Scheduling meetings are held every two days."""
_A_DATE = 0


class SincePicker(QWidget):
    """Days back, or a calendar."""

    chosen = Signal()
    """Another moment."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.days = QComboBox()
        self.days.setAccessibleName(self.tr("Compared with"))
        for days in SINCE_DAYS:
            self.days.addItem(self.tr("since %n day(s) ago", None, days), days)
        self.days.addItem(self.tr("since a date…"), _A_DATE)
        self.days.setCurrentIndex(SINCE_DAYS.index(_USUAL_DAYS))
        self.date = QDateEdit()
        self.date.setAccessibleName(self.tr("Compared with this day"))
        self.date.setCalendarPopup(True)
        self.date.setDisplayFormat("yyyy-MM-dd")
        self.date.setKeyboardTracking(False)
        self.date.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().unit)
        row.addWidget(self.days)
        row.addWidget(self.date)
        self._now: datetime | None = None
        self.days.activated.connect(self._on_days)
        self.date.dateChanged.connect(lambda _date: self.chosen.emit())

    def moment(self, now: datetime) -> datetime:
        """What is compared with: a day begins at midnight in China, and never lies ahead."""
        self._now = now
        if self._days() != _A_DATE:
            return now - timedelta(days=self._days())
        day = date.fromisoformat(self.date.date().toString("yyyy-MM-dd"))
        return min(now, datetime.combine(day, time(), CHINA))

    def _days(self) -> int:
        return int(self.days.currentData())

    @Slot(int)
    def _on_days(self, _at: int) -> None:
        is_date = self._days() == _A_DATE
        if is_date and self.date.isHidden() and self._now is not None:
            today = self._now.astimezone(CHINA).date()
            self.date.blockSignals(True)
            self.date.setMaximumDate(QDate(today.year, today.month, today.day))
            usual = today - timedelta(days=_USUAL_DAYS)
            self.date.setDate(QDate(usual.year, usual.month, usual.day))
            self.date.blockSignals(False)
        self.date.setVisible(is_date)
        if is_date:
            self.date.setFocus()
        self.chosen.emit()
