"""Clocks of a new order beside its deadline: to be received, to be on site, to be verified."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from db.rules.limits import read_limit
from db.rules.working_time import ChinaCalendar
from desktop.time_limits import time_limits
from widgets import theme

CLOCKS = ("receive", "arrive", "verify")


class ClocksField(QWidget):
    """A time limit, or none, for each; all count from the moment the order is sent."""

    def __init__(self, language: str = "zh", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self.boxes = {key: QComboBox() for key in CLOCKS}
        names = {
            "receive": self.tr("Receive"),
            "arrive": self.tr("On site"),
            "verify": self.tr("Verify"),
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().unit)
        for key, box in self.boxes.items():
            self._fill(box)
            box.setAccessibleName(names[key])
            label = QLabel(names[key])
            label.setBuddy(box)
            row.addWidget(label)
            row.addWidget(box, 1)
        self.setFocusProxy(self.boxes["receive"])

    def keys(self) -> dict[str, str]:
        """Clock -> its limit as it was chosen; clocks without one are left out."""
        return {key: box.currentData() for key, box in self.boxes.items() if box.currentData()}

    def choose(self, limits: Mapping[str, str | None]) -> None:
        """These limits and no others; one that is not in the list is added to it."""
        for key, box in self.boxes.items():
            limit = limits.get(key) or ""
            if box.findData(limit) < 0:
                box.addItem(limit, limit)
            box.setCurrentIndex(box.findData(limit))

    def moments(self, now: datetime) -> dict[str, datetime]:
        """Clock -> when it ends that begins now.

        Raises:
            CalendarYearError: one ends in a year whose working days are not published.
        """
        calendar = ChinaCalendar()
        return {key: read_limit(one, time_limits()).due(now, calendar) for key, one in self.keys().items()}

    def _fill(self, box: QComboBox) -> None:
        box.addItem(self.tr("No limit"), "")
        for key, one in time_limits().items():
            box.addItem(one.text.name(self._language), key)
