"""Who belongs to the record's circle: approving and revoking replicas, each after a second look."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot
from sqlalchemy.orm import Session

from db.actor import Actor
from db.changes import Changes
from db.commands import members
from db.queries.peers import ReplicaRecord
from db.schema import Replica
from db.sync.give import identity_of
from desktop.confirm_bar import ConfirmBar
from desktop.context import Context
from desktop.screens.sync.pages import APPROVE


class Circle(QObject):
    """Asks in the panel, then writes."""

    written = Signal()
    """A replica was approved or revoked."""

    def __init__(self, context: Context, confirm: ConfirmBar, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._confirm = context, confirm
        self._meant: Callable[[Session, Actor], Changes] | None = None
        confirm.accepted.connect(self._on_accepted)
        confirm.refused.connect(self._on_left)

    def ask(self, deed: str, one: ReplicaRecord) -> None:
        """Ask whether a replica shall be approved or revoked."""
        if deed == APPROVE:
            self._meant = lambda session, actor: _approve(session, actor, one)
            text = self.tr(
                "Approve {name}? Compare the fingerprint with them on the telephone first: {fingerprint}."
            ).format(name=one.name, fingerprint=one.fingerprint)
            self._confirm.ask(text, self.tr("Approve"), self.tr("Not now"))
        else:
            self._meant = lambda session, actor: members.revoke(session, actor, one.replica_id)
            text = self.tr(
                "Revoke {name}? What it has written until now stays; what it writes from now on has no "
                "effect."
            ).format(name=one.name)
            self._confirm.ask(text, self.tr("Revoke"), self.tr("Not now"), "danger")

    def forget(self) -> None:
        """Something else is shown: what was asked is not meant any more."""
        self._confirm.refuse()

    @Slot()
    def _on_accepted(self) -> None:
        meant, actor = self._meant, self._context.actor()
        self._meant = None
        if meant is not None:
            self._context.jobs.write(
                lambda session: meant(session, actor),
                lambda _changes: self.written.emit(),
                error=self._context.report_error,
                initiator=self.parent(),
            )

    @Slot()
    def _on_left(self) -> None:
        self._meant = None


def _approve(session: Session, actor: Actor, one: ReplicaRecord) -> Changes:
    return members.approve(session, actor, identity_of(session.get_one(Replica, one.replica_id)))
