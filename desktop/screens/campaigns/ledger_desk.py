"""Ledgers at work: a file is read, mapped, planned, imported, taken back; and what may go wrong is said."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QFileDialog

from db.changes import Changes
from db.commands.site_import import TakenBack, take_back
from db.errors import DomainError
from db.rules.campaigns import CampaignDefinition
from desktop import texts
from desktop.context import Context
from desktop.ledgers.preview import Mapped
from desktop.ledgers.refused_book import write_refused
from desktop.screens.campaigns import ledger_words as words
from desktop.screens.campaigns.ledger_page import LedgerPage
from desktop.screens.campaigns.ledger_reading import Beside, Looked, beside, look_again, look_at, remapped
from desktop.screens.campaigns.ledger_run import LedgerRun
from widgets.save_dialog import SaveDialog

_WAIT_MS = 250
"""Several columns are corrected in a row: the plan is made anew once."""
SUFFIXES = (".xlsx", ".csv")


class LedgerDesk(QObject):
    """Fills the page for one campaign and one file."""

    def __init__(self, page: LedgerPage, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._page, self._context = page, context
        self._definition: CampaignDefinition | None = None
        self._mapped: Mapped | None = None
        self._record: Beside | None = None
        self._looked: Looked | None = None
        self._request = 0
        self._is_corrected = False
        """Columns were corrected by hand and nothing was imported with them yet."""
        self.run = LedgerRun(context, self)
        self._again = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._connect()

    def open(self, definition: CampaignDefinition, path: Path | None = None) -> None:
        """Show the page for this campaign; with a file that was dropped, look at it at once."""
        if self.run.is_busy:
            return
        self._forget()
        self._definition = definition
        name = definition.name(self._context.language)
        self._page.head.show_title(self.tr("Import a ledger"), name)
        self._page.show_nothing(
            self.tr("Choose a ledger, or drop it here"),
            self.tr("An Excel workbook (.xlsx) or a table (.csv). Nothing is stored before you say so."),
        )
        if path is not None:
            self.look(path)

    def look(self, path: Path) -> None:
        """Read a file in the pool and show what it would do."""
        definition = self._definition
        if definition is None or self.run.is_busy:
            return
        self._forget()
        note = self.tr("{file} · {campaign}")
        name = definition.name(self._context.language)
        self._page.head.note.setText(note.format(file=path.name, campaign=name))
        self._page.show_nothing(self.tr("Reading {file} …").format(file=path.name), "")
        request = self._request

        def got(record: Beside) -> None:
            if request == self._request:
                work = partial(
                    look_at, path, definition, self._context.campaigns, record, self._context.now()
                )
                done = partial(self._on_looked, request, record)
                self._context.jobs.compute(work, done, error=partial(self._on_refused, request))

        self._context.jobs.read(
            partial(beside, campaign_key=definition.key), got, error=partial(self._on_refused, request)
        )

    @Slot()
    def leave(self) -> None:
        """Back to the list; asks when something would be lost."""
        if self._page.confirm.refuse():
            return
        if self.run.is_busy:
            question = self.tr("The import is still running. Stop it? What is in stays.")
            self._page.confirm.ask(question, self.tr("Stop"), self.tr("Go on"))
        elif self._is_corrected:
            question = self.tr("The columns that you corrected are forgotten. Leave all the same?")
            self._page.confirm.ask(question, self.tr("Leave"), self.tr("Stay"))
        else:
            self._leave()

    def _connect(self) -> None:
        page = self._page
        page.head.back_clicked.connect(self.leave)
        page.confirm.accepted.connect(self._on_confirmed)
        page.choose.clicked.connect(self._choose)
        page.table.target_chosen.connect(self._on_target)
        page.deed.clicked.connect(self._start)
        page.stop.clicked.connect(self.run.cancel)
        page.undo.clicked.connect(self._undo)
        page.save_refused.clicked.connect(self._save_refused)
        self._again.timeout.connect(self._plan_again)
        self.run.progressed.connect(self._on_progress)
        self.run.finished.connect(self._on_finished)

    def _forget(self) -> None:
        self._request += 1
        self._again.stop()
        self._mapped = self._record = self._looked = None
        self._is_corrected = False
        self._page.confirm.hide()
        self._page.undo.hide()
        self._page.save_refused.hide()

    @Slot()
    def _choose(self) -> None:
        dialog = QFileDialog(self._page, self.tr("Choose a ledger"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Ledgers (*.xlsx *.csv)"), self.tr("All files (*)")])
        dialog.fileSelected.connect(lambda name: self.look(Path(name)))
        dialog.open()

    @Slot()
    def _on_confirmed(self) -> None:
        if self.run.is_busy:
            self.run.cancel()
        else:
            self._leave()

    def _leave(self) -> None:
        self._forget()
        self._page.left.emit()

    def _on_looked(self, request: int, record: Beside, looked: Looked) -> None:
        if request != self._request:
            return
        self._record, self._looked, self._mapped = record, looked, looked.seen.mapped
        self._page.show_looked(looked, record.view.units)

    def _on_refused(self, request: int, error: Exception) -> None:
        if request != self._request:
            return
        if not isinstance(error, DomainError):
            self._context.report_error(error)
        self._page.show_nothing(self.tr("This file cannot be imported"), texts.error_text(error))

    @Slot(str, str, str)
    def _on_target(self, sheet: str, header: str, target: str) -> None:
        if self._mapped is not None:
            self._mapped = remapped(self._mapped, sheet, header, target)
            self._is_corrected = True
            self._page.deed.setEnabled(False)
            self._again.start()

    @Slot()
    def _plan_again(self) -> None:
        """Against the record as it was read; what moved since is refused row by row when it is written."""
        if self._mapped is not None and self._record is not None:
            self._request += 1
            done = partial(self._on_looked, self._request, self._record)
            work = partial(look_again, self._mapped, self._record)
            self._context.jobs.compute(work, done, error=partial(self._on_refused, self._request))

    @Slot()
    def _start(self) -> None:
        if self._looked is not None:
            self._page.show_busy(True)
            self._page.bar.setRange(0, 0)
            self._page.say(self.tr("Importing…"))
            self.run.start(self._looked.seen, self._looked.replies)

    @Slot(int, int)
    def _on_progress(self, done: int, total: int) -> None:
        self._page.bar.setRange(0, total)
        self._page.bar.setValue(done)
        self._page.say(self.tr("{done} of {total} rows are in").format(done=done, total=total))

    @Slot()
    def _on_finished(self) -> None:
        run, page = self.run, self._page
        page.confirm.hide()
        page.show_busy(False)
        self._is_corrected = False
        text = words.report_text(run.report, run.taken, len(run.refused))
        if run.error is not None:
            text = f"{texts.error_text(run.error)} {text}"
        page.say(text, "error" if run.error is not None else "strong")
        page.undo.setVisible(bool(run.report.undo))
        page.save_refused.setVisible(bool(run.report.refused or run.refused))

    @Slot()
    def _undo(self) -> None:
        self._page.undo.setEnabled(False)
        work = partial(take_back, actor=self._context.actor(), rows=self.run.report.undo)
        self._context.jobs.write(work, self._on_undone, error=self._on_not_undone, changes=_touched)

    def _on_undone(self, result: TakenBack) -> None:
        self._page.undo.setEnabled(True)
        self._page.undo.hide()
        text = self.tr("Taken back: {count} sites.").format(count=result.count)
        if result.kept:
            kept = self.tr("Left as they are, because somebody went on with them: {codes}")
            text = f"{text} {kept.format(codes='、'.join(result.kept))}"
        if self.run.taken:
            text = f"{text} {self.tr('Replies to orders stay.')}"
        self._page.say(text, "strong")

    def _on_not_undone(self, error: Exception) -> None:
        self._page.undo.setEnabled(True)
        self._page.say(texts.error_text(error), "error")

    @Slot()
    def _save_refused(self) -> None:
        if self._looked is None:
            return
        name = f"{self._looked.seen.mapped.path.stem.removesuffix('.refused')}.refused.xlsx"
        kinds = {self.tr("Excel workbooks (*.xlsx)"): "xlsx"}
        SaveDialog.ask(self._page, self.tr("Save the refused rows"), name, kinds, self.write_refused)

    def write_refused(self, path: Path) -> None:
        """Write what was refused, with the reasons, in the pool."""
        if self._looked is None:
            return
        work = partial(
            write_refused, self._looked.seen.mapped, self.run.report.refused, path, tuple(self.run.refused)
        )
        self._context.jobs.compute(work, self._on_saved, error=self._on_not_undone)

    def _on_saved(self, path: Path) -> None:
        text = self.tr("The refused rows stand in {path}. Correct them there and import that file.")
        self._page.say(text.format(path=path), "strong")


def _touched(result: TakenBack) -> Changes:
    return result.changes
