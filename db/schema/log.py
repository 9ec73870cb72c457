"""The operation log and the replica's head."""

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, Boolean, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import KIND, LOCAL, LOG, NAME, Base


class Replica(Base):
    """This database (`is_self`) and the others whose operations it holds, each with the head of its chain."""

    __tablename__ = "replica"
    __table_args__ = ({"info": LOCAL},)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    is_self: Mapped[bool] = mapped_column(Boolean)
    name: Mapped[str] = mapped_column(NAME)
    tag: Mapped[str] = mapped_column(String(8))
    """Short mark in order numbers, so that two replicas never give the same one."""
    created_at: Mapped[datetime]
    seq: Mapped[int] = mapped_column(BigInteger)
    hlc: Mapped[int] = mapped_column(BigInteger)
    last_hash: Mapped[str] = mapped_column(String(64))
    position: Mapped[int] = mapped_column(BigInteger)
    """Number of operations of any origin that have arrived in this database."""
    side: Mapped[str] = mapped_column(KIND, server_default="office")
    """`office`, or `field` for a township's laptop."""
    scope: Mapped[str] = mapped_column(Text, server_default="")
    """Codes of the units it holds, separated by blanks; empty: everything."""
    public_key: Mapped[str | None] = mapped_column(String(64))
    """Ed25519, hexadecimal."""


class ReplicaKey(Base):
    """The private half of this replica's key: readable for those who may write the record, nobody else."""

    __tablename__ = "replica_key"
    __table_args__ = ({"info": LOCAL},)

    replica_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    private: Mapped[str] = mapped_column(String(64))


class Seal(Base):
    """A replica's signature over one of its operations' hash; the chain carries it back over all before."""

    __tablename__ = "seal"
    __table_args__ = ({"info": LOG},)

    replica: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    signature: Mapped[str] = mapped_column(String(128))


class Operation(Base):
    """One row change. Append-only (triggers), hash-chained per replica."""

    __tablename__ = "operation"
    __table_args__ = ({"info": LOG},)

    replica: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    hlc: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[uuid.UUID | None]
    command: Mapped[str] = mapped_column(String(40))
    change_id: Mapped[uuid.UUID]
    entity: Mapped[str] = mapped_column(KIND)
    row_id: Mapped[uuid.UUID] = mapped_column(index=True)
    action: Mapped[str] = mapped_column(String(8))
    changes: Mapped[str] = mapped_column(Text)
    """Canonical JSON text, not a JSON column: the hash is over these very characters."""
    schema_version: Mapped[int]
    prev_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
    parents: Mapped[str | None] = mapped_column(Text)
    """Canonical JSON list of `[replica, seq]`: the newest operations on this row that the author had seen."""
    claimed_ms: Mapped[int | None] = mapped_column(BigInteger)
    """The author's clock, epoch milliseconds; `hlc` may be ahead of it."""
    side: Mapped[str | None] = mapped_column(KIND)
    """Side of the replica that wrote it: `office` or `field`."""
    position: Mapped[int] = mapped_column(BigInteger, unique=True)
    recorded_at: Mapped[datetime]
    """When it arrived in this database, by this database's clock."""
    clock_off_ms: Mapped[int | None] = mapped_column(BigInteger)
    """How far its claimed time is from what can be true: positive ahead, negative behind; None: plausible."""
