"""What an exchange says of itself, whichever way it goes: progress, what came of it, why it did not go."""

import uuid
from dataclasses import dataclass, field
from typing import Literal

from db.changes import Changes
from db.errors import DomainError
from db.sync.batch import Identity
from db.sync.take import BadChainError, Taken

Stage = Literal["sending", "receiving", "photos", "readings"]


class SameReplicaError(DomainError):
    """Both URLs lead to one replica: the same database, or a copy of its file."""

    template = (
        "{where} is this same record, or a copy of its file. A copy must not be used beside the original: "
        "set up the other computer with “qingkong init”, then exchange."
    )


class PartsOnlyError(DomainError):
    """Two replicas with a scope: neither can tell what the other lacks."""

    template = (
        "{mine} and {theirs} both hold only a part of the record, so neither can tell what the other lacks. "
        "Nothing was changed; let both exchange with their office."
    )


class CancelledError(DomainError):
    """The user stopped it."""

    template = "The exchange was stopped. What was confirmed stays; the next one goes on from there."


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an exchange has come; `total` may grow."""

    stage: Stage
    done: int
    total: int


@dataclass(slots=True)
class Direction:
    """What came of giving in one direction."""

    operations: int = 0
    known: int = 0
    held: int = 0
    waiting: int = 0
    issues: int = 0
    photos: int = 0
    photos_missing: int = 0
    reading_rows: int = 0
    delivered: int = 0
    """Operations that lie in the office's mailbox: received, not merged yet (`mailbox.py`)."""
    needs_approval: bool = False
    """The office has not approved this replica yet; until then it merges nothing of it."""
    refused: list[BadChainError] = field(default_factory=list)
    clock_off: dict[uuid.UUID, int] = field(default_factory=dict)
    changes: Changes = field(default_factory=Changes)

    def add(self, taken: Taken) -> None:
        """Add what a batch brought."""
        self.operations += taken.operations
        self.known += taken.known
        self.held += taken.held
        self.issues += taken.issues
        self.waiting = taken.waiting
        self.refused += taken.refused
        self.changes |= taken.changes
        for replica, off in taken.clock_off.items():
            self.clock_off[replica] = max(self.clock_off.get(replica, 0), off, key=abs)


@dataclass(slots=True)
class Exchanged:
    """A complete exchange."""

    peer: Identity
    sent: Direction = field(default_factory=Direction)
    received: Direction = field(default_factory=Direction)
    clock_offset_ms: int | None = None
    """Our clock minus the peer's."""
    nothing_new: bool = False


def never() -> bool:
    """Not cancelled."""
    return False
