"""Who this database is among the replicas: its row, its tag and its key."""

import base64
import socket
import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, text
from sqlalchemy.orm import Session

from db.engine import Database
from db.ids import uuid7
from db.log import GENESIS
from db.schema import Lease, Operation, Presence, Replica, ReplicaKey, Seal
from db.sync.batch import Side
from db.sync.keys import new_key, sealed, sign

LOCK_KEY = 0x51696E67
"""Advisory lock on PostgreSQL, any fixed number: one program at a time migrates or names a database."""

_GONE = ""
"""In place of the key of a replica that this one was before it was copied."""


@dataclass(frozen=True, slots=True)
class Founding:
    """What a new replica is: an office's record or a field laptop, with what scope, under which name."""

    side: Side = "office"
    scope: str = ""
    """Codes of the units it will hold, separated by blanks; empty: everything."""
    name: str | None = None
    """Without one, the computer's."""


def introduce(database: Database, now: datetime, founding: Founding) -> None:
    """Give the database its identity as a replica and its key, once.

    A copy without its key (backups are made without it) was put in place by hand: it becomes a replica of
    its own, because the database that it was copied from may still be writing.
    """
    with database.reading() as session:
        if _is_complete(session):
            return
    with database.writing() as session:
        if session.get_bind().dialect.name == "postgresql":
            session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK_KEY})
        known = session.scalar(select(Replica).where(Replica.is_self))
        if known is None:
            _new(session, now, founding, hlc=0, position=0)
        elif known.public_key is None:
            _give_key(session, known)
        elif not _is_complete(session):
            renew(session, now)


def renew(session: Session, now: datetime) -> Replica:
    """Make a copied record a replica of its own; its old self stays as a foreign chain, which others go on.

    The new one goes on where the log and its clock are. The order of arrival is this database's own and
    does not begin anew.
    """
    old = session.scalars(select(Replica).where(Replica.is_self).with_for_update()).one()
    old.is_self = False
    session.execute(delete(ReplicaKey).where(ReplicaKey.replica_id == old.id))
    session.add(ReplicaKey(replica_id=old.id, private=_GONE))
    for table in (Lease, Presence):
        session.execute(delete(table))
    founding = Founding("field" if old.side == "field" else "office", old.scope, old.name)
    return _new(session, now, founding, hlc=old.hlc, position=old.position)


def own_chains(session: Session) -> set[uuid.UUID]:
    """This replica and what it was before: chains that are here whole, with work only we may have."""
    former = session.scalars(select(ReplicaKey.replica_id).where(ReplicaKey.private == _GONE))
    return {*session.scalars(select(Replica.id).where(Replica.is_self)), *former}


def _is_complete(session: Session) -> bool:
    """Whether this database has a name and the key to it, as far as this login may know."""
    known = session.scalar(select(Replica).where(Replica.is_self, Replica.public_key.is_not(None)))
    if known is None:
        return False
    if session.get_bind().dialect.name == "postgresql" and not session.scalar(
        text("SELECT has_table_privilege('replica_key', 'SELECT')")
    ):
        return True  # who may not read the key cannot tell that it is missing, and writes nothing with it
    return session.get(ReplicaKey, known.id) is not None


def _new(session: Session, now: datetime, founding: Founding, *, hlc: int, position: int) -> Replica:
    replica_id = uuid7(now)
    replica = Replica(
        id=replica_id,
        is_self=True,
        name=(founding.name or socket.gethostname())[:200],
        tag=_tag(replica_id),
        created_at=now,
        seq=0,
        hlc=hlc,
        last_hash=GENESIS,
        position=position,
        side=founding.side,
        scope=founding.scope,
    )
    session.add(replica)
    _give_key(session, replica)
    session.flush()
    return replica


def _give_key(session: Session, replica: Replica) -> None:
    """A key of its own; what a replica of the first schema wrote before it had one is sealed at its end."""
    private, replica.public_key = new_key()
    session.add(ReplicaKey(replica_id=replica.id, private=private))
    if replica.seq > 0:
        last = session.get_one(Operation, (replica.id, replica.seq))
        signature = sign(private, sealed(replica.id, last.seq, last.hash))
        session.add(Seal(replica=replica.id, seq=last.seq, signature=signature))


def _tag(replica_id: uuid.UUID) -> str:
    """Four base-32 characters of the id's random end: a million tags, so that replicas seldom share one."""
    return base64.b32encode(replica_id.bytes[-5:]).decode("ascii")[:4]
