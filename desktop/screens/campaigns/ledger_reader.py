"""Reads a ledger for the page: in the pool, with a progress that is asked for and a stop that is obeyed."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from db.rules.campaigns import CampaignDefinition
from desktop.context import Context
from desktop.ledgers.mapping import Mapped, OpenedLedger
from desktop.ledgers.watch import StoppedError, Watch
from desktop.screens.campaigns.ledger_reading import (
    Asked,
    Beside,
    Looked,
    beside,
    look_again,
    look_at,
    look_into,
)

_WAIT_MS = 250
"""Several columns are corrected in a row: the plan is made anew once."""
_TOLD_MS = 100


class LedgerReader(QObject):
    """One file at a time; what was asked before the last question is dropped."""

    looked = Signal(object)
    """A `Looked`."""
    refused = Signal(object)
    """The file cannot be taken: the exception."""
    stopped = Signal()
    """Somebody stopped the reading."""
    progressed = Signal(float)
    """The share that is done, 0 to 1."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.asked: Asked | None = None
        self.opened: OpenedLedger | None = None
        self.mapped: Mapped | None = None
        self._request = 0
        self._watch = Watch()
        self._again = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._again.timeout.connect(self.plan_again)
        self._teller = QTimer(self, interval=_TOLD_MS)
        self._teller.timeout.connect(lambda: self.progressed.emit(self._watch.share))

    @property
    def is_busy(self) -> bool:
        """Whether an answer is awaited."""
        return self._teller.isActive()

    def forget(self) -> None:
        """No file; what is under way ends at its next step and is not heard."""
        self._end()
        self._request += 1
        self._watch.stop()
        self.opened = self.mapped = None

    def read(self, path: Path, definition: CampaignDefinition) -> None:
        """Open a file for a campaign."""
        self.forget()
        self.asked = self._ask(definition)
        self._begin(partial(look_at, path, self.asked))

    def choose_sheets(self, names: tuple[str, ...]) -> None:
        """Read these sheets of the open file, whatever they seem to be; none: those that seem right."""
        if self.asked is not None:
            self.asked = replace(self.asked, sheets=names)
            self._map_again()

    def choose_campaign(self, definition: CampaignDefinition) -> None:
        """Read the open file as a ledger of another campaign."""
        self.asked = self._ask(definition)
        self._map_again()

    def map_again(self) -> None:
        """Guess anew, as if no earlier ledger had been corrected."""
        self._map_again()

    def correct(self, change: Callable[[Mapped], Mapped]) -> None:
        """Change the mapping; the plan follows a moment later."""
        if self.mapped is not None:
            self.mapped = change(self.mapped)
            self._again.start()

    @Slot()
    def plan_again(self) -> None:
        """The same mapping against the record as it is now."""
        if self.mapped is not None and self.opened is not None:
            self._begin(partial(look_again, self.opened, self.mapped))

    @Slot()
    def stop(self) -> None:
        """Give the reading up."""
        if self.is_busy:
            self.forget()
            self.stopped.emit()

    def _ask(self, definition: CampaignDefinition) -> Asked:
        context = self._context
        return Asked(definition, context.campaigns, context.now(), profiles=context.ledger_profiles)

    def _map_again(self) -> None:
        if self.asked is not None and self.opened is not None:
            self._begin(partial(look_into, self.opened, self.asked))

    def _begin(self, work: Callable[..., Looked]) -> None:
        """Read the record on its thread, then work in the pool."""
        assert self.asked is not None
        self._again.stop()
        self._request += 1
        self._watch.stop()
        self._watch = watch = Watch()
        self._teller.start()
        request = self._request
        failed = partial(self._on_failed, request)

        def go_on(record: Beside) -> None:
            if request == self._request:
                done = partial(self._on_looked, request)
                self._context.jobs.compute(partial(work, record, watch.step), done, error=failed)

        key = self.asked.definition.key
        self._context.jobs.read(partial(beside, campaign_key=key), go_on, error=failed)

    def _on_looked(self, request: int, looked: Looked) -> None:
        if request == self._request:
            self._end()
            self.opened, self.mapped = looked.opened, looked.mapped
            self.looked.emit(looked)

    def _on_failed(self, request: int, error: Exception) -> None:
        if request == self._request and not isinstance(error, StoppedError):
            self._end()
            self.refused.emit(error)

    def _end(self) -> None:
        self._again.stop()
        self._teller.stop()
