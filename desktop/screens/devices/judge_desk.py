"""When units are judged: by each look at the devices; the hours of all stations are read now and then."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import QObject, Signal

from db.queries import device_page
from db.queries.device_page import RegisteredDevice, StationHours
from desktop.context import Context
from desktop.screens.devices.judging import Judged, judge_all

_HOURS_LAST = timedelta(minutes=10)
"""Hours change once an hour: they are read so often at most."""


class JudgeDesk(QObject):
    """Reads on the database thread, judges in the pool."""

    judged = Signal(object)
    """`Judged`: what is to be thought of the units of all devices."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._devices: Sequence[RegisteredDevice] = ()
        self._hours: StationHours | None = None
        self._asked_at: datetime | None = None

    def judge(self, devices: Sequence[RegisteredDevice]) -> None:
        """Judge these; `judged` tells."""
        self._devices = devices
        now = self._context.now()
        is_fresh = self._asked_at is not None and abs(now - self._asked_at) < _HOURS_LAST
        if self._hours is not None and is_fresh:
            self._on_hours(self._hours)
        else:
            self._asked_at = now
            self._read(now)

    def _read(self, now: datetime) -> None:
        self._context.jobs.read(
            lambda session: device_page.recent_hours(session, now),
            self._on_hours,
            key="devices.hours",
            error=self._context.report_error,
        )

    def _on_hours(self, hours: StationHours) -> None:
        self._hours = hours
        work = partial(judge_all, list(self._devices), hours)
        self._context.jobs.compute(work, self._on_judged, key="devices.judged")

    def _on_judged(self, found: Judged) -> None:
        self.judged.emit(found)
