"""“李某正在处理”: each page says which row it has open for editing and learns who else has."""

import socket
import uuid
from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from db.commands import presence as commands
from db.queries import presence as queries
from desktop.context import Context

translate = QCoreApplication.translate

BEAT_MS = 10_000
"""How often a page looks for others."""
_WRITE_EVERY = 3
"""It says that it is still there at every third beat: every 30 seconds."""
_NAMED = 2
"""So many are named, the others counted."""


class RowPresence(QObject):
    """One page of a console. Failures stay quiet: presence is a courtesy, and the banner tells the rest."""

    others_changed = Signal(object)
    """Others came or went: their names, a tuple of `str`."""

    def __init__(self, context: Context, screen: QWidget, *, beat_ms: int = BEAT_MS) -> None:
        super().__init__(screen)
        self._context, self._screen = context, screen
        self._page = uuid.uuid4()
        self._key = f"presence.{self._page}"
        self._shown: uuid.UUID | None = None
        self._edited: uuid.UUID | None = None
        self._others: tuple[str, ...] = ()
        self._beats = 0
        self._timer = QTimer(self, interval=beat_ms)
        self._timer.timeout.connect(self._on_beat)

    @property
    def others(self) -> tuple[str, ...]:
        """Who else has the row that is shown open for editing."""
        return self._others

    def show_row(self, row_id: uuid.UUID | None) -> None:
        """The page shows this row; None: no row at all."""
        if row_id == self._shown:
            return
        self._shown = row_id
        self._tell(())
        self._look()
        self._run()

    def edit_row(self, row_id: uuid.UUID | None) -> None:
        """The user has begun to edit this row; None: has ended."""
        if row_id == self._edited:
            return
        self._edited, self._beats = row_id, 0
        self._run()
        if row_id is not None:
            self._touch(row_id)
        else:
            self._write(partial(commands.leave, page=self._page))

    def _run(self) -> None:
        if self._shown is None and self._edited is None:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _on_beat(self) -> None:
        self._beats += 1
        if self._edited is not None and self._beats % _WRITE_EVERY == 0:
            self._touch(self._edited)
        if self._screen.isVisible():
            self._look()

    def _touch(self, row_id: uuid.UUID) -> None:
        person_id, now = self._context.actor().person_id, self._context.now()
        self._write(partial(_touch, person_id=person_id, page=self._page, row_id=row_id, now=now))

    def _write(self, operation: "partial[None]") -> None:
        self._context.jobs.write(operation, error=_ignore)

    def _look(self) -> None:
        shown, now = self._shown, self._context.now()
        if shown is not None:
            read = partial(_others, row_id=shown, page=self._page, now=now)
            self._context.jobs.read(read, partial(self._on_found, shown), error=_ignore, key=self._key)

    def _on_found(self, row_id: uuid.UUID, names: tuple[str, ...]) -> None:
        if row_id == self._shown:
            self._tell(names)

    def _tell(self, names: tuple[str, ...]) -> None:
        if names != self._others:
            self._others = names
            self.others_changed.emit(names)


def presence_text(names: Sequence[str]) -> str:
    """Who is at work, for the head of a page; "" when nobody is."""
    shown = translate("Presence", ", ").join(names[:_NAMED])
    if len(names) > _NAMED:
        text = translate("Presence", "At work on this: {people} and {count} others")
        return text.format(people=shown, count=len(names) - _NAMED)
    return translate("Presence", "At work on this: {people}").format(people=shown) if names else ""


def _touch(
    session: Session, person_id: uuid.UUID | None, page: uuid.UUID, row_id: uuid.UUID, now: datetime
) -> None:
    name = queries.person_name(session, person_id) or socket.gethostname()
    commands.touch(session, page, name, row_id, queries.shared_now(session, now))


def _others(session: Session, row_id: uuid.UUID, page: uuid.UUID, now: datetime) -> tuple[str, ...]:
    return queries.others(session, row_id, page, queries.shared_now(session, now))


def _ignore(_error: Exception) -> None:
    """The next beat tries again."""
