"""The head at work: starting and stopping exchanges, how far they are, what they have done."""

from PySide6.QtCore import QObject, Signal, Slot

from db.errors import DomainError
from db.queries.sync import Summary
from db.sync.outcome import CancelledError, Progress
from db.sync.pack.progress import Progress as PackProgress
from desktop.context import Context
from desktop.screens.sync.head import Head
from desktop.screens.sync.pack_pages import progress_text
from desktop.sync_words import Sentence, about, exchanged, failure, headline, stage_text
from desktop.syncing import Outcome, Syncing
from desktop.texts import error_text


class ExchangeDesk(QObject):
    """Wires the head to the exchange."""

    done = Signal()
    """An exchange has ended: what is shown is stale."""

    def __init__(self, context: Context, head: Head, syncing: Syncing, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._head, self._syncing = context, head, syncing
        head.by_itself.setVisible(syncing.can_run_by_itself)
        head.by_itself.setChecked(syncing.by_itself)
        head.sync_asked.connect(self._on_asked)
        head.cancel_asked.connect(syncing.cancel)
        head.by_itself_chosen.connect(syncing.set_by_itself)
        syncing.changed.connect(self._on_changed)
        syncing.progressed.connect(self._on_progressed)
        syncing.exchanged.connect(self._on_exchanged)
        syncing.failed.connect(self._on_failed)
        self._on_changed()

    def show(self, summary: Summary) -> None:
        """What the record says of the exchange."""
        now, standing = self._context.now(), summary.standing
        sentence = headline(summary, now, is_shared=self._syncing.is_shared)
        problem = failure(standing.problem, standing.problem_at, now)
        self._head.show_summary(sentence, about(summary, now), problem)

    @Slot(str, str)
    def _on_asked(self, text: str, password: str) -> None:
        if not text.strip():
            words = self.tr("Name the other record first: the office tells its address.")
            self._head.show_report(Sentence(words, "alarm"))
            self._head.peer.setFocus()
            return
        try:
            self._syncing.exchange_with(text, password)
        except DomainError as error:
            self._head.show_report(Sentence(error_text(error), "alarm"))

    @Slot()
    def _on_changed(self) -> None:
        if not self._syncing.is_busy:
            self._head.show_idle()
            return
        text = self.tr("Working…")
        if self._syncing.peer:
            text = self.tr("Connecting to {where}…").format(where=self._syncing.peer)
        self._head.show_busy(text, 0, 0)

    @Slot(object)
    def _on_progressed(self, step: object) -> None:
        if isinstance(step, Progress):
            # readings are counted by their stamps: nobody can read anything from them
            total = 0 if step.stage == "readings" else step.total
            self._head.show_busy(stage_text(step), step.done, total)
        elif isinstance(step, PackProgress):
            self._head.show_busy(progress_text(step), step.done, step.total)

    @Slot(object)
    def _on_exchanged(self, outcome: Outcome) -> None:
        self._head.show_report(exchanged(outcome.done))
        self.done.emit()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, CancelledError):
            self._head.show_report(Sentence(error_text(error)))
        elif isinstance(error, DomainError):
            self._head.show_report(Sentence(error_text(error), "alarm"))
        else:
            self._context.report_error(error)
        self.done.emit()
