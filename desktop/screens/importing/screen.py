"""Wiring of the import page: a file is looked at in the pool, shown, corrected, and loaded step by step."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from db.changes import Changes
from desktop.context import Context
from desktop.feeds.layouts import How
from desktop.feeds.loading import LoadReport
from desktop.feeds.tables.profile import TableProfile
from desktop.feeds.tables.stations import StationBook, known_stations
from desktop.feeds.tables.toml import read_profile, write_profile
from desktop.screens.base import Screen
from desktop.screens.importing.editing import with_column, with_item, with_words
from desktop.screens.importing.file_dialogs import ImportDialog
from desktop.screens.importing.looking import Looked, look_at, with_header, with_profile
from desktop.screens.importing.run import LoadRun
from desktop.screens.importing.showing import Showing
from desktop.screens.importing.view import ImportView

_LOOK = "import"


class ImportScreen(Screen):
    """Import 导入."""

    key = "import"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.view = ImportView()
        self.showing = Showing(self.view)
        self.run = LoadRun(context, self)
        self.profile: TableProfile | None = None
        self._paths: list[Path] = []
        self._book = StationBook()
        self._looked: Looked | None = None
        self._refused_file: Path | None = None
        self.setAcceptDrops(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.view)
        self._connect()
        self.view.show_body(False)
        self.view.apply_theme()

    @override
    def shows(self, changes: Changes) -> bool:
        return changes.stations

    @override
    def reload(self, changes: Changes) -> None:
        """The stations of the record are what a table's names are compared with."""
        self.context.jobs.read(known_stations, self._on_book, key="import.stations", error=self._on_no_book)

    @override
    def apply_theme(self) -> None:
        self.view.apply_theme()

    def open_files(self, paths: Sequence[Path]) -> None:
        """Look at the first of some files; all are loaded like it."""
        if self.run.is_busy or not paths:
            return
        self._paths, self.profile, self._looked = list(paths), None, None
        self.showing.begin(self._paths)
        self._look(partial(look_at, self._paths[0], self._book, self._how()))

    def use_profile(self, profile: TableProfile) -> None:
        """Look at the file through this profile."""
        self.profile = profile
        if self._paths:
            self._look(partial(with_profile, self._paths[0], self._book, profile))

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) and not self.run.is_busy:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.open_files(_dropped(event))

    def _connect(self) -> None:
        view = self.view
        for button in (view.empty.button_clicked, view.head.choose.clicked):
            button.connect(self._on_choose)
        view.head.load.clicked.connect(self._on_load)
        view.head.cancel.clicked.connect(self._on_cancel)
        view.head.load_profile.clicked.connect(self._on_load_profile)
        view.head.save_profile.clicked.connect(self._on_save_profile)
        view.head.refused_asked.connect(self._on_refused)
        view.columns.use_changed.connect(self._on_use)
        view.columns.item_changed.connect(self._on_item)
        view.settings.profile_changed.connect(self.use_profile)
        view.settings.station_named.connect(self._on_station)
        view.settings.header_changed.connect(self._on_header)
        self.run.progressed.connect(self.showing.progress)
        self.run.finished.connect(self._on_finished)
        self.run.failed.connect(self._on_failed)

    def _how(self) -> How:
        kind = self._looked.kind if self._looked is not None else "auto"
        is_table = kind == "table"
        station = self.showing.station()
        codes = self._book.codes_of(station) if station else []
        return How(
            fmt=kind,
            profile=self.profile if is_table else None,
            station="" if is_table or len(codes) != 1 else codes[0],
            book=self._book,
            now=self.context.now(),
        )

    def _look(self, work: Callable[[], Looked]) -> None:
        """In the pool; an answer that a newer question overtook is dropped."""
        self._is_ready = False
        self.context.jobs.compute(work, self._on_looked, error=self._on_not_looked, key=_LOOK)

    def _on_book(self, book: StationBook) -> None:
        self._book = book
        if self.profile is not None and not self.run.is_busy:
            self.use_profile(self.profile)
        else:
            self.mark_ready()

    def _on_no_book(self, error: Exception) -> None:
        self.context.report_error(error)
        self.mark_ready()

    def _on_looked(self, looked: Looked) -> None:
        self._looked, self.profile = looked, looked.profile
        self.showing.show(looked)
        self.mark_ready()

    def _on_not_looked(self, error: Exception) -> None:
        self._looked = self.profile = None
        self.showing.fail(error)
        self.mark_ready()

    @Slot()
    def _on_choose(self) -> None:
        ImportDialog.ask_readings(self, self.open_files)

    @Slot(str, str, str)
    def _on_use(self, header: str, field: str, unit: str) -> None:
        if self.profile is None or self._looked is None:
            return
        names = list(self._looked.preview.names)
        profile = with_column(self.profile, header, field, unit, names)
        if field == "item":
            place = names.index(header)
            words = (row.cells[place].strip() for row in self._looked.preview.rows if place < len(row.cells))
            profile = with_words(profile, list(dict.fromkeys(words)))
        self.use_profile(profile)

    @Slot(str, str, str)
    def _on_item(self, word: str, field: str, unit: str) -> None:
        if self.profile is not None:
            self.use_profile(with_item(self.profile, word, field, unit))

    @Slot()
    def _on_station(self) -> None:
        """Weather can be read now that its station was named."""
        self._look(partial(look_at, self._paths[0], self._book, self._how()))

    @Slot(str, int, int)
    def _on_header(self, sheet: str, row: int, lines: int) -> None:
        """Another header, other columns: they are proposed anew. Row -1 looks for it."""
        wanted = None if row < 0 else row
        self._look(partial(with_header, self._paths[0], self._book, sheet, wanted, lines))

    @Slot()
    def _on_load(self) -> None:
        if self._looked is None or self.run.is_busy:
            return
        self.showing.progress(0.0)
        self.run.start(self._paths, self._how())

    @Slot()
    def _on_cancel(self) -> None:
        self.showing.stopping()
        self.run.cancel()

    def _on_finished(self, report: LoadReport) -> None:
        self._refused_file = report.refused_file
        self.showing.finish(report)
        self._show_again()

    def _on_failed(self, error: Exception) -> None:
        self.showing.idle()
        self._show_again()
        self.context.report_error(error)

    def _show_again(self) -> None:
        if self._looked is not None:
            self.showing.show(self._looked)

    @Slot()
    def _on_load_profile(self) -> None:
        ImportDialog.ask_profile(self, self._read_profile)

    def _read_profile(self, path: Path) -> None:
        jobs = self.context.jobs
        jobs.compute(partial(read_profile, path), self.use_profile, error=self.context.report_error)

    @Slot()
    def _on_save_profile(self) -> None:
        if self.profile is not None:
            name = f"{self.profile.name or self._paths[0].stem}.toml"
            ImportDialog.ask_new_profile(self, name, self._write_profile)

    def _write_profile(self, path: Path) -> None:
        profile = self.profile
        if profile is None:
            return
        text = self.tr("The profile is kept in {path}").format(path=path)
        self.context.jobs.compute(
            partial(write_profile, profile, path),
            lambda _nothing: self.context.navigator.message.emit(text, "info", ""),
            error=self.context.report_error,
        )

    @Slot()
    def _on_refused(self) -> None:
        if self._refused_file is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(self._refused_file))


def _dropped(event: QDropEvent) -> list[Path]:
    """Files of this computer among what is dropped."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
