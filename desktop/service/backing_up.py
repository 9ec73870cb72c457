"""Backups as a duty: room, copy, rotation."""

import contextlib
import shutil
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from typing_extensions import override

from db.backup import Backup, back_up, backups, prune, series
from db.engine import Database
from db.errors import DomainError
from db.files import Cancelled
from db.rotation import Keep
from desktop.service.duty import Plain

translate = QCoreApplication.translate

_ROOM = 1.2
"""A backup grows with the record: it is begun only with so much room for the size of the last one."""
_MB = 1_000_000


class NoRoomError(DomainError):
    """The disk of the backups is nearly full."""

    template = (
        "{folder} has {free} MB left and a backup needs about {needed} MB. Make room there or name another "
        "folder with --backup-dir; earlier backups are untouched."
    )


class BackingUp(Plain):
    """Makes a backup and lets old ones go."""

    name = "backup"

    def __init__(
        self, database: Database, folder: Path, every: float, keep: Keep, cancelled: Cancelled
    ) -> None:
        self.every, self.folder = every, folder
        self._database, self._keep, self._cancelled = database, keep, cancelled
        self.latest: Backup | None = None

    @override
    def first_after(self, now: datetime) -> float:
        """A service that is started often makes no more backups for that."""
        with contextlib.suppress(DomainError):
            self.latest = next(reversed(backups(self.folder, series(self._database))), None)
        if self.latest is None:
            return 0.0
        age = (now - self.latest.at).total_seconds()
        return min(max(0.0, self.every - age), self.every)

    def run(self, now: datetime) -> str:
        self._require_room()
        self.latest = back_up(self._database, self.folder, now, cancelled=self._cancelled)
        name = series(self._database)
        gone = prune(self.folder, name, self._keep, now)
        text = translate("service", "{file}, {size} MB; {count} backups kept, {gone} old ones removed")
        return text.format(
            file=self.latest.path.name,
            size=f"{self.latest.size / _MB:.1f}",
            count=len(backups(self.folder, name)),
            gone=len(gone),
        )

    def _require_room(self) -> None:
        size = self.latest.size if self.latest is not None else _size(self._database.path)
        there = next((p for p in (self.folder, *self.folder.parents) if p.exists()), self.folder)
        with contextlib.suppress(OSError):
            free = shutil.disk_usage(there).free
            if free < size * _ROOM:
                raise NoRoomError(folder=self.folder, free=free // _MB, needed=int(size * _ROOM) // _MB + 1)


def _size(path: Path | None) -> int:
    return path.stat().st_size if path is not None and path.exists() else 0
