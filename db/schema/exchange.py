"""Book-keeping of the exchange in this database: peers, what is held, what people must decide, packs."""

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, Boolean, Index, Integer, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import CODE, KIND, LOCAL, NAME, Base

_ROWID = BigInteger().with_variant(Integer(), "sqlite")


class Peer(Base):
    """Another replica that this one exchanges with directly or by packs."""

    __tablename__ = "peer"
    __table_args__ = ({"info": LOCAL},)

    replica_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(NAME)
    side: Mapped[str] = mapped_column(KIND)
    url: Mapped[str | None] = mapped_column(Text)
    """Where it was reached last, without the password."""
    given: Mapped[str] = mapped_column(Text)
    """JSON: replica -> seq up to which the peer has confirmed, durably, that it holds our operations."""
    confirmed_at: Mapped[datetime | None]
    """When the peer last confirmed something, or that there was nothing to confirm."""
    contact_at: Mapped[datetime | None]
    position_given: Mapped[int] = mapped_column(BigInteger)
    """Our log's position at the last complete exchange: nothing new while it stands."""
    readings_given: Mapped[int] = mapped_column(BigInteger)
    """Stamp of `reading_day` up to which the peer holds our readings."""
    blobs_missing: Mapped[int]
    """Attachments whose bytes the peer had not yet at the last contact."""
    clock_offset_ms: Mapped[int | None] = mapped_column(BigInteger)
    """Our clock minus the peer's, where it could be measured."""
    problem: Mapped[str | None] = mapped_column(Text)
    """Why the last exchange failed; None when it did not. A JSON list: template and parameters."""
    problem_at: Mapped[datetime | None]


class PeerRoot(Base):
    """A root row (site, order, station) that a peer with a scope holds."""

    __tablename__ = "peer_root"
    __table_args__ = ({"info": LOCAL},)

    replica_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    root_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(BigInteger)
    """Our log's position up to which its history was given as a whole."""


class DroppedRoot(Base):
    """A root outside this replica's scope, now or ever: it may be in the log and is not in the tables.

    One that holds unsent work stays in the tables until that is sent.
    """

    __tablename__ = "dropped_root"
    __table_args__ = ({"info": LOCAL},)

    root_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime]


class HeldOperation(Base):
    """An operation that cannot join the log yet: its predecessor is missing, its chain forked, …"""

    __tablename__ = "held_operation"
    __table_args__ = ({"info": LOCAL},)

    replica: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    reason: Mapped[str] = mapped_column(KIND)
    payload: Mapped[str] = mapped_column(Text)
    since: Mapped[datetime]
    giver: Mapped[uuid.UUID | None]


class WaitingRow(Base):
    """A row that is in the log but points to something that is not here yet."""

    __tablename__ = "waiting_row"
    __table_args__ = ({"info": LOCAL},)

    row_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    entity: Mapped[str] = mapped_column(KIND)
    needs: Mapped[str] = mapped_column(Text)
    since: Mapped[datetime]


class Conflict(Base):
    """What people must decide or know of a row after merging. Derived from the log, but for two times."""

    __tablename__ = "conflict"
    __table_args__ = (
        Index("uq_conflict_row_id_field_kind", "row_id", "field", "kind", unique=True),
        {"info": LOCAL},
    )

    id: Mapped[int] = mapped_column(_ROWID, primary_key=True, autoincrement=True)
    entity: Mapped[str] = mapped_column(KIND)
    row_id: Mapped[uuid.UUID]
    field: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(KIND)
    base: Mapped[str] = mapped_column(Text)
    current: Mapped[str] = mapped_column(Text)
    sides: Mapped[str] = mapped_column(Text)
    """JSON: one object a head: replica, seq, value, person_id, claimed_ms, command."""
    found_at: Mapped[datetime]
    dismissed_at: Mapped[datetime | None]


class Pack(Base):
    """A pack written or read here."""

    __tablename__ = "pack"
    __table_args__ = (Index(None, "at"), {"info": LOCAL})

    id: Mapped[int] = mapped_column(_ROWID, primary_key=True, autoincrement=True)
    pack_id: Mapped[uuid.UUID]
    direction: Mapped[str] = mapped_column(KIND)
    """`out` or `in`."""
    at: Mapped[datetime]
    path: Mapped[str] = mapped_column(Text)
    peer: Mapped[uuid.UUID | None]
    peer_name: Mapped[str | None] = mapped_column(NAME)
    status: Mapped[str] = mapped_column(KIND)
    """out: `written`, `confirmed`; in: `taken`, `refused`, `kept` (needs an upgrade)."""
    reason: Mapped[str | None] = mapped_column(Text)
    operations: Mapped[int]
    attachments: Mapped[int]
    size: Mapped[int] = mapped_column(BigInteger)
    heads: Mapped[str] = mapped_column(Text)
    """JSON: replica -> seq that the pack brings its taker up to."""


class Inbound(Base):
    """Signed operations that a field login has put into a shared database, until the office merges them."""

    __tablename__ = "inbound"
    __table_args__ = ({"info": LOCAL},)

    id: Mapped[int] = mapped_column(_ROWID, primary_key=True, autoincrement=True)
    giver: Mapped[uuid.UUID]
    at: Mapped[datetime]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    status: Mapped[str] = mapped_column(KIND, server_default="new")
    """`new`, `merged`, `refused`."""
    reason: Mapped[str | None] = mapped_column(Text)
    login: Mapped[str | None] = mapped_column(NAME)


class ReadingDay(Base):
    """A station's day whose readings moved; `stamp` is the readings counter then."""

    __tablename__ = "reading_day"
    __table_args__ = (Index(None, "stamp"), {"info": LOCAL})

    station_code: Mapped[str] = mapped_column(CODE, primary_key=True)
    period: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    day: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Days since 1970-01-01 UTC."""
    stamp: Mapped[int] = mapped_column(BigInteger)
    source: Mapped[uuid.UUID | None]
    """The peer they came from; None: from a device or a file here."""


class Lease(Base):
    """Who runs a service that must run once: held until `until`, then anybody may take it."""

    __tablename__ = "lease"
    __table_args__ = ({"info": LOCAL},)

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    holder: Mapped[str] = mapped_column(NAME)
    until: Mapped[datetime]


class Presence(Base):
    """A console at work in a shared database and the row somebody has open there."""

    __tablename__ = "presence"
    __table_args__ = ({"info": LOCAL},)

    console: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(NAME)
    row_id: Mapped[uuid.UUID | None]
    is_editing: Mapped[bool] = mapped_column(Boolean)
    seen_at: Mapped[datetime]


class Login(Base):
    """A database login that the office has given: whose it is, what it may see (PostgreSQL)."""

    __tablename__ = "login"
    __table_args__ = ({"info": LOCAL},)

    name: Mapped[str] = mapped_column(String(63), primary_key=True)
    role: Mapped[str] = mapped_column(KIND)
    scope: Mapped[str] = mapped_column(Text)
    person_id: Mapped[uuid.UUID | None]
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]
