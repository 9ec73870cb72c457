"""The exchange as the whole window sees it: its place in the status line, and the news that it brings."""

from PySide6.QtCore import QObject, Signal, Slot

from db.queries import sync as queries
from db.queries.sync import Summary
from desktop.clock import Clock
from desktop.jobs import Jobs
from desktop.main_window import MainWindow
from desktop.sync_words import news, status
from desktop.syncing import Outcome, Syncing
from widgets.status_line import StatusItem

_NEWS = "sync.news"


class SyncStatus(QObject):
    """Keeps the last summary, so that reading it again costs little, and tells what an exchange brought.

    It reads for itself: a login that may not read the exchange's book-keeping keeps the rest of the line.
    """

    screen_asked = Signal()
    """Somebody wants to see the news."""

    def __init__(
        self, window: MainWindow, jobs: Jobs, syncing: Syncing, clock: Clock, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window, self._jobs, self._syncing, self._clock = window, jobs, syncing, clock
        self._known: Summary | None = None
        self._item: StatusItem | None = None
        syncing.changed.connect(self._on_syncing)
        syncing.exchanged.connect(self._on_exchanged)
        window.messages.action_triggered.connect(self._on_action)

    def items(self) -> list[StatusItem]:
        """Its place in the status line: one item, or none before the first look."""
        return [self._item] if self._item is not None else []

    def ask(self) -> None:
        """Look at the record."""
        known = self._known
        self._jobs.read(
            lambda session: queries.summary(session, known),
            self._on_summary,
            key="sync.status",
            error=_quiet,
        )

    def _on_summary(self, found: Summary) -> None:
        self._known = found
        self._window.rail.set_badge("sync", found.inbox.decide)
        sentence = status(found, self._clock.now(), is_shared=self._syncing.is_shared)
        tip = self.tr("Show what is unsent and what must be decided")
        self._item = StatusItem("sync", sentence.text, sentence.tone, tip, True)

    @Slot()
    def _on_syncing(self) -> None:
        """What was confirmed just now is read anew, also where a demo's clock stands."""
        self._known = None

    @Slot(object)
    def _on_exchanged(self, outcome: Outcome) -> None:
        """Conflicts and own steps that came too late are told once; everything else waits to be looked at."""
        text = news(outcome.conflicts, outcome.late)
        if text:
            self._window.messages.show_message(text, "warning", key=_NEWS, action=self.tr("Show"))

    @Slot(str)
    def _on_action(self, key: str) -> None:
        if key == _NEWS:
            self._window.messages.close_message(_NEWS)
            self.screen_asked.emit()


def _quiet(_error: Exception) -> None:
    """Away: the banner says it. Without the right to read it: there is nothing to show."""
