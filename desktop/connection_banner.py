"""Tells in the message bar that the database is away: since when, what still works, that nothing is lost."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Slot

from desktop.connection_state import ConnectionState
from desktop.reach import Away
from desktop.texts import duration_text, moment_text
from widgets.message_bar import MessageBar

_KEY = "away"


class ConnectionBanner(QObject):
    """One standing message while it lasts, and a short one when the database is back."""

    def __init__(
        self,
        bar: MessageBar,
        connection: ConnectionState,
        now: Callable[[], datetime],
        record: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._bar, self._connection, self._now, self._record = bar, connection, now, record
        self._shown: Away | None = None
        connection.changed.connect(self._on_changed)

    @Slot()
    def tick(self) -> None:
        """The clock went on."""
        if self._shown is not None:
            self._bar.show_standing(_KEY, self._text(self._shown), "error", self._shown.reason)

    def status_text(self) -> str:
        """For the status line."""
        away = self._connection.away
        if away is None:
            return ""
        text = self.tr("{record}: no answer since {since}")
        return text.format(record=self._record, since=moment_text(away.since, self._now()))

    @Slot()
    def _on_changed(self) -> None:
        before, self._shown = self._shown, self._connection.away
        self.tick()
        if self._shown is None and before is not None:
            self._bar.close_message(_KEY)
            text = self.tr("The database is back after {duration}. Everything was read again.")
            self._bar.show_message(text.format(duration=self._duration(before)), "info", key="back")
        elif self._shown is not None:
            self._bar.close_message("back")

    def _text(self, away: Away) -> str:
        text = self.tr(
            "{record} has not answered since {since} ({duration}). What the screens show is as of then and "
            "can be read; nothing can be opened or saved. Whatever you type stays where it is. The program "
            "tries again every 2 seconds and goes on by itself."
        )
        since = moment_text(away.since, self._now())
        return text.format(record=self._record, since=since, duration=self._duration(away))

    def _duration(self, away: Away) -> str:
        return duration_text((self._now() - away.since).total_seconds())
