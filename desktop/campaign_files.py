"""Keeps the definitions in use like their files: what the office edits takes effect in a running console."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication

from db.changes import Changes
from db.errors import AwayError, NotAllowedError
from db.rules.campaign_folders import Fingerprint, Loaded, fingerprint, load
from db.rules.campaigns import CampaignDefinition
from desktop.context import Context
from desktop.definition_words import file_problems, problem_text
from desktop.record import OTHERS_STORED, Record, store_campaigns
from resources import folder
from widgets.message_bar import MessageBar

SETTLE_MS = 300
"""Editors write a file in several steps."""
_MOST_SHOWN = 3


class CampaignFiles(QObject):
    """Watches the folder of the office's own definitions, and looks at it when the window gets the focus."""

    def __init__(
        self, record: Record, context: Context, messages: MessageBar, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._own, self._loaded = record.own_campaigns, record.loaded
        self._context, self._messages = context, messages
        self._seen: Fingerprint | None = None
        """The files as they were read last; None until the first look."""
        self._said: set[str] = set()
        """Files whose mistakes stand in the message bar."""
        self._is_closed = False
        self._is_stored = True
        """The database knows these definitions, or this login cannot tell it."""
        self._watcher = QFileSystemWatcher(self)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self.look)
        for changed in (self._watcher.fileChanged, self._watcher.directoryChanged):
            changed.connect(self._settle.start)

    def start(self) -> None:
        """Say what is wrong already, and watch from now on."""
        self._tell(self._loaded)
        if self._own is None:
            return
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._on_application_state)
        self.look()

    def close(self) -> None:
        """No more looks."""
        self._is_closed = True
        self._settle.stop()
        watched = [*self._watcher.files(), *self._watcher.directories()]
        if watched:
            self._watcher.removePaths(watched)

    @Slot()
    def look(self) -> None:
        """Read the files anew if one has changed."""
        if self._is_closed:
            return
        self._context.jobs.compute(
            partial(_read, self._own, self._seen), self._on_read, key="console.campaigns"
        )

    @Slot(Qt.ApplicationState)
    def _on_application_state(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self.look()

    def _on_read(self, found: tuple[Fingerprint, list[str], Loaded | None]) -> None:
        self._seen, places, loaded = found
        self._watch(places)
        if loaded is not None:
            self._take(loaded)
        elif not self._is_stored:
            self._store()

    def _watch(self, places: Iterable[str]) -> None:
        """A file that an editor put in the place of another is a new one to the watcher."""
        known = {*self._watcher.files(), *self._watcher.directories()}
        new = [place for place in places if place not in known]
        if new:
            self._watcher.addPaths(new)

    def _take(self, loaded: Loaded) -> None:
        changed = _changed(self._loaded.definitions, loaded.definitions)
        self._loaded = loaded
        self._tell(loaded)
        if not changed:
            return
        self._context.campaigns = loaded.definitions
        names = [
            definition.name(self._context.language)
            for key, definition in loaded.definitions.items()
            if key in changed
        ]
        if names:
            text = self.tr("The changed definition is in use: {names}").format(names=", ".join(names))
            self._messages.show_message(text, "info", key="campaigns.changed")
        self._store()

    def _store(self) -> None:
        """The database must know a campaign before a site can belong to it."""
        self._is_stored = False
        now = self._context.now()
        self._context.jobs.write(
            partial(store_campaigns, loaded=self._loaded, now=now),
            self._on_stored,
            error=self._on_not_stored,
            changes=Changes(campaigns=True),
            initiator=self,
        )

    def _on_stored(self, _changes: Changes) -> None:
        self._is_stored = True

    def _on_not_stored(self, error: Exception) -> None:
        """The window uses them all the same; the next look tries again."""
        self._context.jobs.changed.emit(Changes(campaigns=True), self)
        if isinstance(error, NotAllowedError):
            self._is_stored = True  # another login must do it
            self._messages.show_message(problem_text(OTHERS_STORED), "warning", key="campaigns.stored")
        elif not isinstance(error, AwayError):
            self._context.report_error(error)

    def _tell(self, loaded: Loaded) -> None:
        """A message for each file with mistakes; those of mended files go."""
        found = file_problems(loaded)
        for source in self._said - set(found):
            self._messages.close_message(_key(source))
        for source, lines in found.items():
            rest = len(lines) - _MOST_SHOWN
            text = "\n".join(lines[:_MOST_SHOWN])
            if rest > 0:
                text += "\n" + self.tr("and {count} more: see the details").format(count=rest)
            details = "\n".join(lines) if rest > 0 else None
            self._messages.show_message(text, "warning", details, _key(source))
        self._said = set(found)


def _key(source: str) -> str:
    return f"campaigns.{source}"


def _changed(before: dict[str, CampaignDefinition], after: dict[str, CampaignDefinition]) -> set[str]:
    """Campaigns that came, went or say something else."""
    return {key for key in {*before, *after} if before.get(key) != after.get(key)}


def _read(own: Path | None, seen: Fingerprint | None) -> tuple[Fingerprint, list[str], Loaded | None]:
    """In the pool: what there is to watch, and the definitions unless nothing has changed."""
    now = fingerprint(own)
    places = [] if own is None or not own.is_dir() else [str(own), *(str(own / one[0]) for one in now)]
    is_same = now == (seen or ())  # before the first look, the record's own reading counts for no files
    return now, places, None if is_same else load(folder("campaigns"), own)
