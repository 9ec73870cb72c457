"""Packs by hand: the form, the dialog, the work, and what came of it, on the right side of the screen."""

import uuid
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from db.queries.peers import PeerRecord, ReplicaRecord
from db.sync.pack.ack import acknowledge
from db.sync.pack.errors import NeedsPassphraseError, PackCancelledError, WrongPassphraseError
from db.sync.pack.read import Preview, TakenPack, preview, take_pack
from db.sync.pack.write import Written, write_pack
from db.times import CHINA
from desktop.context import Context
from desktop.screens.sync.columns import Reading
from desktop.screens.sync.file_dialogs import PackDialog
from desktop.screens.sync.pack_form import PackWish
from desktop.screens.sync.pack_pages import ANSWER, LEAVE, TAKE, preview_page, taken_page, written_page
from desktop.screens.sync.view import SyncView
from desktop.syncing import Syncing
from desktop.texts import error_text


class PackDesk(QObject):
    """Wires buttons, forms and pages of packs."""

    left = Signal()
    """The right side is free for the list again."""
    done = Signal()
    """A pack was written or taken: what is shown is stale."""

    def __init__(
        self, context: Context, view: SyncView, syncing: Syncing, read: Reading, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context, self._view, self._syncing, self._read = context, view, syncing, read
        self._name = "qingkong"
        self._replicas: list[tuple[str, uuid.UUID]] = []
        self._office: uuid.UUID | None = None
        self._path: Path | None = None
        self._passphrase: str | None = None
        self._approves = False
        self._is_shown = False
        view.head.write.clicked.connect(self._on_write)
        view.head.read.clicked.connect(self._on_read)
        view.form.asked.connect(self._on_wish)
        view.form.left.connect(self.left)
        view.passphrase.given.connect(self._on_passphrase)
        view.passphrase.left.connect(self.left)
        view.pack.action_triggered.connect(self._on_action)

    @property
    def is_shown(self) -> bool:
        """Whether a form or page of packs stands on the right."""
        return self._is_shown

    def leave(self) -> None:
        """Something else is shown there now."""
        self._is_shown = False

    def show_replicas(
        self, replicas: Sequence[ReplicaRecord], peers: Sequence[PeerRecord], name: str
    ) -> None:
        """Whom a pack may be for; the peer that was met last comes first."""
        known = [one for one in replicas if not one.is_self and one.revoked_at is None]
        self._replicas = [(f"{one.name} ({one.tag})", one.replica_id) for one in known]
        self._office = peers[0].replica_id if peers else None
        self._name = name

    @Slot()
    def _on_write(self) -> None:
        self._view.form.offer(self._replicas, self._office)
        self._show(self._view.form)
        self._view.form.to.setFocus()

    @Slot()
    def _on_read(self) -> None:
        PackDialog.ask_existing(self._view, self._look_at)

    @Slot(object)
    def _on_wish(self, wish: PackWish) -> None:
        day = self._context.now().astimezone(CHINA).strftime("%Y%m%d-%H%M")
        PackDialog.ask_new(self._view, f"{self._name}-{day}.qkpack", lambda path: self._write(path, wish))

    def _write(self, path: Path, wish: PackWish) -> None:
        now = self._context.now()
        self._syncing.run(
            lambda database, control: write_pack(
                database, path, to=wish.to, now=now, passphrase=wish.passphrase,
                with_attachments=wish.with_attachments, progress=control.progress,
                cancelled=control.cancelled,
            ),
            self._on_written,
            self._on_failed,
        )  # fmt: skip

    def _on_written(self, written: Written) -> None:
        self._view.pack.show_page(written_page(written))
        self._show(self._view.pack)
        self.done.emit()

    def _look_at(self, path: Path, passphrase: str | None = None) -> None:
        self._path, self._passphrase = path, passphrase
        self._syncing.run(
            lambda database, _control: preview(path, passphrase, database),
            self._on_preview,
            self._on_not_read,
        )

    def _on_preview(self, found: Preview) -> None:
        assert self._path is not None
        self._approves = found.standing == "unknown"
        self._view.pack.show_page(preview_page(self._path.name, found, self._read))
        self._show(self._view.pack)

    def _on_not_read(self, error: Exception) -> None:
        """An encrypted pack asks for its passphrase; everything else is told."""
        if isinstance(error, NeedsPassphraseError | WrongPassphraseError) and self._path is not None:
            wrong = error_text(error) if isinstance(error, WrongPassphraseError) else ""
            self._view.passphrase.ask(self._path.name, wrong)
            self._show(self._view.passphrase)
            self._view.passphrase.edit.setFocus()
        else:
            self._on_failed(error)

    @Slot(str)
    def _on_passphrase(self, text: str) -> None:
        if self._path is not None:
            self._look_at(self._path, text)

    @Slot(str)
    def _on_action(self, key: str) -> None:
        deeds: dict[str, Callable[[], None]] = {TAKE: self._take, ANSWER: self._answer, LEAVE: self.left.emit}
        deeds[key]()

    def _take(self) -> None:
        path, passphrase, approves, now = self._path, self._passphrase, self._approves, self._context.now()
        if path is None:
            return
        self._syncing.run(
            lambda database, control: take_pack(
                database, path, now=now, passphrase=passphrase, approve=approves, progress=control.progress,
                cancelled=control.cancelled,
            ),
            self._on_taken,
            self._on_failed,
        )  # fmt: skip

    def _on_taken(self, taken: TakenPack) -> None:
        assert self._path is not None
        self._view.pack.show_page(taken_page(self._path.name, taken))
        self._show(self._view.pack)
        self.done.emit()

    def _answer(self) -> None:
        path, now, passphrase = self._path, self._context.now(), self._passphrase
        if path is not None:
            self._syncing.run(
                lambda database, _control: acknowledge(
                    database, path, to=None, now=now, passphrase=passphrase
                ),
                self._on_answered,
                self._on_failed,
            )

    def _on_answered(self, done: Written | TakenPack) -> None:
        if isinstance(done, Written):
            self._on_written(done)
        else:
            self._on_taken(done)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, PackCancelledError):
            self._context.navigator.message.emit(error_text(error), "info", "")
        else:
            self._context.report_error(error)
        self.done.emit()

    def _show(self, page: QWidget) -> None:
        self._is_shown = True
        self._view.show_right(page)
