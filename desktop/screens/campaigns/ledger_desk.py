"""Ledgers at work: a file is chosen, read, its mapping corrected; and what may go wrong is said."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QFileDialog

from db.errors import DomainError
from db.rules.campaigns import CampaignDefinition
from desktop import texts
from desktop.context import Context
from desktop.ledgers import memory
from desktop.ledgers.mapping import Mapped
from desktop.screens.campaigns import ledger_words as words
from desktop.screens.campaigns.ledger_deeds import LedgerDeeds
from desktop.screens.campaigns.ledger_page import LedgerPage
from desktop.screens.campaigns.ledger_reader import LedgerReader
from desktop.screens.campaigns.ledger_reading import Looked, remapped, settled

SUFFIXES = (".xlsx", ".csv")
_PERCENT = 100


class LedgerDesk(QObject):
    """Fills the page for one campaign and one file."""

    def __init__(self, page: LedgerPage, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._page, self._context = page, context
        self._definition: CampaignDefinition | None = None
        self._path: Path | None = None
        self._is_corrected = False
        """Columns were corrected by hand and nothing was imported with them yet."""
        self.reader = LedgerReader(context, self)
        self.deeds = LedgerDeeds(page, context, self)
        self._connect()

    @property
    def is_busy(self) -> bool:
        """An import is under way."""
        return self.deeds.run.is_busy

    def open(self, definition: CampaignDefinition, path: Path | None = None) -> None:
        """Show the page for this campaign; with a file that was dropped, look at it at once."""
        if self.is_busy:
            return
        self._forget()
        self._definition, self._path = definition, None
        name = definition.name(self._context.language)
        self._page.head.show_title(self.tr("Import a ledger"), name)
        self._page.show_nothing(
            self.tr("Choose a ledger, or drop it here"),
            self.tr("An Excel workbook (.xlsx) or a table (.csv). Nothing is stored before you say so."),
            self.tr("Choose a file…"),
        )
        if path is not None:
            self.look(path)

    def look(self, path: Path) -> None:
        """Read a file in the pool and show what it would do."""
        if self._definition is None or self.is_busy:
            return
        self._forget()
        self._path = path
        self._begin(self.tr("Reading {file} …").format(file=path.name))
        self.reader.read(path, self._definition)

    @Slot()
    def leave(self) -> None:
        """Back to the list; asks when something would be lost."""
        if self._page.confirm.refuse():
            return
        if self.is_busy:
            question = self.tr("The import is still running. Stop it? What is in stays.")
            self._page.confirm.ask(question, self.tr("Stop"), self.tr("Go on"))
        elif self._is_corrected:
            question = self.tr("The columns that you corrected are forgotten. Leave all the same?")
            self._page.confirm.ask(question, self.tr("Leave"), self.tr("Stay"))
        else:
            self._leave()

    def _connect(self) -> None:
        page, reader = self._page, self.reader
        page.head.back_clicked.connect(self.leave)
        page.confirm.accepted.connect(self._on_confirmed)
        page.choose.clicked.connect(self._choose)
        page.empty.button_clicked.connect(self._on_empty_button)
        page.sheets.chosen.connect(self._on_sheets)
        page.sheets.campaign_chosen.connect(self._on_campaign)
        page.guess_anew.clicked.connect(self._guess_anew)
        page.table.target_chosen.connect(partial(self._correct, remapped))
        page.table.settled.connect(partial(self._correct, settled))
        page.stop.clicked.connect(self._stop)
        reader.progressed.connect(lambda share: page.show_share(round(share * _PERCENT), _PERCENT))
        reader.looked.connect(self._on_looked)
        reader.refused.connect(self._on_refused)
        reader.stopped.connect(self._on_stopped)
        self.deeds.imported.connect(self._on_imported)
        self.deeds.undone.connect(reader.plan_again)

    def _forget(self) -> None:
        self.reader.forget()
        self.deeds.forget()
        self._is_corrected = False
        self._page.show_busy(False)
        self._page.confirm.hide()
        self._page.sheets.hide()

    def _begin(self, text: str) -> None:
        """Nothing of the file is shown while it is read."""
        self._name_file()
        self._page.show_nothing(text, "")
        self._page.show_share(0, 0)
        self._page.show_busy(True)

    def _name_file(self) -> None:
        if self._definition is not None and self._path is not None:
            name = self._definition.name(self._context.language)
            text = self.tr("{file} · {campaign}").format(file=self._path.name, campaign=name)
            self._page.head.note.setText(text)

    @Slot()
    def _choose(self) -> None:
        dialog = QFileDialog(self._page, self.tr("Choose a ledger"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Ledgers (*.xlsx *.csv)"), self.tr("All files (*)")])
        dialog.fileSelected.connect(lambda name: self.look(Path(name)))
        dialog.open()

    @Slot()
    def _stop(self) -> None:
        if self.is_busy:
            self.deeds.run.cancel()
        else:
            self.reader.stop()

    @Slot()
    def _on_confirmed(self) -> None:
        if self.is_busy:
            self.deeds.run.cancel()
        else:
            self._leave()

    def _leave(self) -> None:
        self._forget()
        self._page.left.emit()

    @Slot(object)
    def _on_looked(self, looked: Looked) -> None:
        page = self._page
        page.show_busy(False)
        page.sheets.show_sheets(looked.mapped, self._campaign_names())
        if looked.is_taken:
            page.show_looked(looked, looked.record.view.units)
            self.deeds.offer(looked)
            return
        other = words.other_campaign(looked.mapped, self._campaign_names())
        page.show_nothing(
            self.tr("No sheet was read as a ledger of “{campaign}”").format(
                campaign=looked.mapped.definition.name(self._context.language)
            ),
            words.not_taken_text(looked.mapped),
            self.tr("Import into “{campaign}”").format(campaign=other[1]) if other else "",
        )

    @Slot()
    def _on_empty_button(self) -> None:
        """Choose a file; or the campaign that the file looks like."""
        mapped = self.reader.mapped
        other = words.other_campaign(mapped, self._campaign_names()) if mapped is not None else None
        if other is not None:
            self._on_campaign(other[0])
        else:
            self._choose()

    @Slot(object)
    def _on_refused(self, error: Exception) -> None:
        if not isinstance(error, DomainError):
            self._context.report_error(error)
        self._page.show_busy(False)
        title, reason = self.tr("This file cannot be imported"), texts.error_text(error)
        self._page.show_nothing(title, reason, self.tr("Choose a file…"))

    @Slot()
    def _on_stopped(self) -> None:
        self._page.show_busy(False)
        title, hint = self.tr("Reading was stopped"), self.tr("Nothing was stored.")
        self._page.show_nothing(title, hint, self.tr("Choose a file…"))

    @Slot(object)
    def _on_sheets(self, names: tuple[str, ...]) -> None:
        self._begin(self.tr("Reading the sheets …"))
        self.reader.choose_sheets(names)

    @Slot(str)
    def _on_campaign(self, key: str) -> None:
        definition = self._context.campaigns.get(key)
        if definition is not None:
            self._definition, self._is_corrected = definition, False
            self._begin(self.tr("Reading the sheets …"))
            self.reader.choose_campaign(definition)

    @Slot()
    def _guess_anew(self) -> None:
        """What earlier ledgers of this form were read as is forgotten."""
        mapped, folder = self.reader.mapped, self._context.ledger_profiles
        if mapped is not None:
            memory.forget(memory.remembered(folder, mapped.definition.key), mapped.proposals)
            self._is_corrected = False
            self._begin(self.tr("Reading the sheets …"))
            self.reader.map_again()

    def _correct(self, change: Callable[..., Mapped], sheet: str, key: str, value: str) -> None:
        self._is_corrected = True
        self._page.deed.setEnabled(False)
        self._page.say("")
        self.reader.correct(partial(change, sheet=sheet, key=key, value=value))

    @Slot()
    def _on_imported(self) -> None:
        """The mapping was right: the next ledger of this form is read so. What is left is shown."""
        mapped, folder = self.reader.mapped, self._context.ledger_profiles
        if self._is_corrected and mapped is not None and folder is not None:
            try:
                memory.remember(folder, mapped.definition.key, mapped.proposals)
            except DomainError as error:
                self._context.navigator.message.emit(texts.error_text(error), "warning", "")
        self._is_corrected = False
        self.reader.plan_again()

    def _campaign_names(self) -> dict[str, str]:
        language = self._context.language
        return {key: one.name(language) for key, one in self._context.campaigns.items()}
