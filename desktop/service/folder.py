"""The service's watched folder."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from db.engine import Database
from desktop.feeds.tables.profile import TableProfile
from desktop.feeds.watch import Folder, FolderError
from desktop.service.duty import Plain

translate = QCoreApplication.translate

EVERY = 10.0


class WatchedFolder(Plain):
    """Loads the files of readings that are put into a folder."""

    name = "folder"
    every = EVERY

    def __init__(
        self, database: Database, path: Path, profile: TableProfile | None, cancelled: Callable[[], bool]
    ) -> None:
        self._folder, self._cancelled = Folder(path, database, profile), cancelled
        self._loaded = self._failed = 0

    def run(self, now: datetime) -> str:
        taken = self._folder.look(now, self._cancelled)
        stuck = [one for one in taken if one.moved_to is None]
        taken = [one for one in taken if one.moved_to is not None]
        self._failed += sum(bool(one.problem) for one in taken)
        self._loaded += sum(not one.problem for one in taken)
        if stuck:
            raise FolderError(folder=self._folder.path, reason=f"{stuck[0].name}: {stuck[0].problem}")
        text = translate("service", "{loaded} files loaded since the start, {failed} failed, {waiting} wait")
        return text.format(loaded=self._loaded, failed=self._failed, waiting=self._folder.waiting())
