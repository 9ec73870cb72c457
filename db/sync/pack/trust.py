"""Whom a pack comes from and for whom it is: whether this record knows and trusts that replica."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actor import Actor
from db.commands import members
from db.log import GENESIS
from db.schema import SCHEMA_VERSION, Member, Peer, Replica
from db.sync.batch import Identity, Side
from db.sync.give import identity, identity_of, peer_row
from db.sync.keys import fingerprint
from db.sync.pack.errors import (
    AddresseeError,
    OtherAddresseeError,
    OtherKeyError,
    OwnPackError,
    RevokedReplicaError,
    SeveralPeersError,
    UnknownOfficeError,
    UnknownReplicaError,
    WholeRecordError,
)
from db.sync.pack.manifest import Manifest
from db.times import CHINA

_LISTED = 20
"""Names in a message: a city has 250 townships."""

Standing = Literal["own", "approved", "unknown", "revoked", "other_key"]


def standing(session: Session, who: Identity) -> Standing:
    """What this record thinks of a pack's writer."""
    own = identity(session)
    if who.id == own.id:
        return "own"
    if _known_key(session, who.id) not in ("", who.public_key):
        return "other_key"
    member = session.get(Member, who.id)
    if member is not None:
        return "approved" if member.revoked_at is None else "revoked"
    # members are written by offices; a laptop that has no office's list yet remembers whom it accepted
    is_met = session.get(Peer, who.id) is not None and bool(_known_key(session, who.id))
    return "approved" if own.side == "field" and is_met else "unknown"


def is_office(session: Session, who: Identity) -> bool:
    """Whether the writer is an office, as the offices say, not as it says itself."""
    member = session.get(Member, who.id)
    return (member.side if member else who.side) == "office"


def holds_too_much(manifest: Manifest, own: Identity) -> bool:
    """Whether a replica with a scope cannot take the pack: it does not say which rows are in the scope."""
    return bool(own.scope) and manifest.addressee is None and manifest.operations > 0


def require_trust(session: Session, manifest: Manifest, name: str, *, approve: bool) -> Standing:
    """Refuse a pack that is not for us, or whose writer is not trusted; what is left is approved or unknown.

    Args:
        approve: a writer that is not known here yet is let through.

    Raises:
        OwnPackError, WholeRecordError, OtherAddresseeError: it is not for us.
        OtherKeyError, RevokedReplicaError, UnknownReplicaError: its writer is not trusted.
    """
    who, own = manifest.writer, identity(session)
    found = standing(session, who)
    if found == "own":
        raise OwnPackError(name=name)
    if holds_too_much(manifest, own):
        raise WholeRecordError(name=name, scope=own.scope, tag=own.tag)
    if manifest.addressee not in (None, own.id):
        raise OtherAddresseeError(name=name, addressee=name_of(session, manifest.addressee))
    if found == "other_key":
        known = fingerprint(_known_key(session, who.id))
        mark = fingerprint(who.public_key)
        raise OtherKeyError(name=name, writer=who.name, fingerprint=mark, known=known)
    if found == "revoked":
        raise RevokedReplicaError(name=name, writer=who.name, day=_revoked_on(session, who.id))
    if found == "unknown" and not approve:
        kind = UnknownOfficeError if who.side == "office" else UnknownReplicaError
        raise kind(name=name, writer=who.name, tag=who.tag, fingerprint=fingerprint(who.public_key))
    return found


def accept(session: Session, who: Identity, now: datetime) -> None:
    """Approve a writer that was not known: an office for all, a laptop for itself, and then only an office.

    Raises:
        OfficeOnlyError: a laptop was to approve another laptop.
    """
    if identity(session).side == "office" or who.side == "field":
        members.approve(session, Actor(now=now), who)
    elif session.get(Replica, who.id) is None:
        row = Replica(id=who.id, is_self=False, created_at=now, seq=0, hlc=0, last_hash=GENESIS, position=0)
        row.name, row.tag, row.side, row.scope = who.name, who.tag, who.side, who.scope
        row.public_key = who.public_key
        session.add(row)
    peer_row(session, who)


def addressee(session: Session, replica_id: uuid.UUID | None) -> Identity | None:
    """Whom a pack is for: the one named, else the only peer; None, for anybody, when nobody is known yet.

    Raises:
        SeveralPeersError: nobody is named and there are several.
        AddresseeError: the one named is not known.
    """
    found = {who.id: who for who in _others(session)}
    peers = session.scalars(select(Peer.replica_id)).all()
    if replica_id is None and not peers:
        return None
    if replica_id is None and len(peers) > 1:
        raise SeveralPeersError(known=_listed([found[peer] for peer in peers if peer in found]))
    wanted = replica_id or peers[0]
    if wanted not in found:
        raise AddresseeError(key=wanted, known=_listed(list(found.values())))
    return found[wanted]


def find(session: Session, text: str) -> uuid.UUID:
    """The replica that a person names by tag, name or id.

    Raises:
        AddresseeError: none or several are called so.
    """
    others = _others(session)
    found = [who for who in others if text.upper() == who.tag.upper()]
    found = found or [who for who in others if text == who.name or text.lower() == str(who.id)]
    if len(found) != 1:
        raise AddresseeError(key=text, known=_listed(others))
    return found[0].id


def name_of(session: Session, replica_id: uuid.UUID | None) -> str:
    """What people call a replica: its name and tag; the id of one that is not known."""
    found = next((who for who in _others(session) if who.id == replica_id), None)
    return _called(found) if found else str(replica_id)


def _others(session: Session) -> list[Identity]:
    """All replicas known here but this one; what the offices say of one counts more than what it says."""
    own = identity(session).id
    found = {row.id: identity_of(row) for row in session.scalars(select(Replica))}
    for member in session.scalars(select(Member)):
        found[member.id] = _identity(member)
        if member.revoked_at is not None:
            del found[member.id]
    found.pop(own, None)
    return list(found.values())


def _identity(member: Member) -> Identity:
    side: Side = "field" if member.side == "field" else "office"
    return Identity(member.id, member.name, member.tag, side, member.scope, member.public_key, SCHEMA_VERSION)


def _known_key(session: Session, replica_id: uuid.UUID) -> str:
    """The key that this replica must sign with; empty: none is known here."""
    member, replica = session.get(Member, replica_id), session.get(Replica, replica_id)
    return (member.public_key if member else replica.public_key if replica else None) or ""


def _revoked_on(session: Session, replica_id: uuid.UUID) -> str:
    member = session.get_one(Member, replica_id)
    return f"{member.revoked_at.astimezone(CHINA):%Y-%m-%d}" if member.revoked_at else "-"


def _called(who: Identity) -> str:
    return f"{who.name} ({who.tag})"


def _listed(known: Sequence[Identity]) -> str:
    names = sorted(_called(who) for who in known)
    more = "…" if len(names) > _LISTED else ""
    return ", ".join(names[:_LISTED]) + more if names else "-"
