"""What is done with a ledger that was looked at: imported, taken back, its refused rows saved."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from db.changes import Changes
from db.commands.site_import import TakenBack, take_back
from desktop import texts
from desktop.context import Context
from desktop.ledgers.refused_book import write_refused
from desktop.screens.campaigns import ledger_words as words
from desktop.screens.campaigns.ledger_page import LedgerPage
from desktop.screens.campaigns.ledger_reading import Looked
from desktop.screens.campaigns.ledger_run import LedgerRun
from widgets.save_dialog import SaveDialog


class LedgerDeeds(QObject):
    """The buttons of the page that write."""

    imported = Signal()
    """Rows are in, with the mapping as it stands."""
    undone = Signal()
    """They are taken back."""

    def __init__(self, page: LedgerPage, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._page, self._context = page, context
        self._looked: Looked | None = None
        self._imported: Looked | None = None
        """What the report and the refused rows are of; columns may be corrected for another go since."""
        self.run = LedgerRun(context, self)
        self.run.progressed.connect(self._on_progress)
        self.run.finished.connect(self._on_finished)
        page.deed.clicked.connect(self._start)
        page.undo.clicked.connect(self._undo)
        page.save_refused.clicked.connect(self._save_refused)

    def offer(self, looked: Looked) -> None:
        """This is what the button would import."""
        self._looked = looked

    def forget(self) -> None:
        """Another file: what was imported before can be undone no more from here."""
        self._looked = self._imported = None
        self._page.undo.hide()
        self._page.save_refused.hide()

    @Slot()
    def _start(self) -> None:
        if self._looked is not None and not self.run.is_busy:
            self._imported = self._looked
            self._page.show_busy(True)
            self._page.show_share(0, 0)
            self._page.say(self.tr("Importing…"))
            self.run.start(self._looked.seen, self._looked.replies)

    @Slot(int, int)
    def _on_progress(self, done: int, total: int) -> None:
        self._page.show_share(done, total)
        self._page.say(self.tr("{done} of {total} rows are in").format(done=done, total=total))

    @Slot()
    def _on_finished(self) -> None:
        run, page = self.run, self._page
        page.confirm.hide()
        page.show_busy(False)
        text = words.report_text(run.report, run.taken, len(run.refused))
        if run.error is not None:
            text = f"{texts.error_text(run.error)} {text}"
        page.say(text, "error" if run.error is not None else "strong")
        page.undo.setVisible(bool(run.report.undo))
        page.save_refused.setVisible(bool(run.report.refused or run.refused))
        if run.report.undo or run.taken:
            self.imported.emit()

    @Slot()
    def _undo(self) -> None:
        self._page.undo.setEnabled(False)
        work = partial(take_back, actor=self._context.actor(), rows=self.run.report.undo)
        self._context.jobs.write(work, self._on_undone, error=self._on_failed, changes=_touched)

    def _on_undone(self, result: TakenBack) -> None:
        self._page.undo.setEnabled(True)
        self._page.undo.hide()
        self._page.say(words.undone_text(result, has_replies=bool(self.run.taken)), "strong")
        self.undone.emit()

    def _on_failed(self, error: Exception) -> None:
        self._page.undo.setEnabled(True)
        self._page.say(texts.error_text(error), "error")

    @Slot()
    def _save_refused(self) -> None:
        if self._imported is None:
            return
        name = f"{self._imported.mapped.path.stem.removesuffix('.refused')}.refused.xlsx"
        kinds = {self.tr("Excel workbooks (*.xlsx)"): "xlsx"}
        SaveDialog.ask(self._page, self.tr("Save the refused rows"), name, kinds, self.write_refused)

    def write_refused(self, path: Path) -> None:
        """Write what was refused, with the reasons, in the pool."""
        if self._imported is None:
            return
        rows, replies = self.run.report.refused, tuple(self.run.refused)
        work = partial(write_refused, self._imported.mapped, rows, path, replies)
        self._context.jobs.compute(work, self._on_saved, error=self._on_failed)

    def _on_saved(self, path: Path) -> None:
        text = self.tr("The refused rows stand in {path}. Correct them there and import that file.")
        self._context.navigator.written.emit(text.format(path=path), path)


def _touched(result: TakenBack) -> Changes:
    return result.changes
