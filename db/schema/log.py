"""The operation log and the replica's head."""

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, Boolean, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import KIND, LOCAL, LOG, NAME, Base


class Replica(Base):
    """This database (`is_self`) and, later, the others it knows. The head of each chain stands here."""

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
    position: Mapped[int] = mapped_column(BigInteger, unique=True)
    recorded_at: Mapped[datetime]
