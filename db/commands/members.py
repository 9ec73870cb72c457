"""Approve replicas, give them a scope, revoke them. Offices only."""

import base64
import uuid
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actor import Actor
from db.changes import Changes
from db.errors import NotFoundError, RuleError
from db.log import Journal
from db.schema import Member, Replica
from db.sync.apply import apply, rows_after
from db.sync.batch import Identity, Side


class OfficeOnlyError(RuleError):
    """A field replica cannot decide about others."""

    template = (
        "Only an office can approve or revoke replicas. This record belongs to {name}, a field replica; "
        "ask the office."
    )


class OtherKeyError(RuleError):
    """A replica shows up under another key than the one it was approved with."""

    template = (
        "{name} was approved with another key. Somebody may be using its name; nothing was changed. If the "
        "computer was really set up anew, it has a new identity and is approved as a new replica."
    )


def approve(
    session: Session, actor: Actor, who: Identity, *, side: Side | None = None, scope: str | None = None
) -> Changes:
    """Take a replica into the record's circle; this one too, the first time. Again with the same: no change.

    Args:
        side, scope: what it is approved as; without them, as what it says it is.

    Raises:
        OfficeOnlyError, OtherKeyError
    """
    with Journal(session, actor, "members.approve") as journal:
        own = _office(journal)
        if session.get(Member, own.id) is None:
            _insert(session, journal, own, own.side, own.scope)
        known = session.get(Member, who.id)
        if known is None:
            _insert(session, journal, who, side or who.side, who.scope if scope is None else scope)
        elif known.public_key != who.public_key:
            raise OtherKeyError(name=f"{known.name} ({known.tag})")
        return Changes(units=False, people=True)


def set_scope(session: Session, actor: Actor, replica_id: uuid.UUID, scope: Iterable[str]) -> Changes:
    """Give a replica other units to hold; rows come and go at its next exchange.

    Raises:
        OfficeOnlyError, NotFoundError
    """
    with Journal(session, actor, "members.scope") as journal:
        _office(journal)
        member = _require(session, replica_id)
        with journal.changing(member):
            member.scope = " ".join(scope)
    _mirror(session, member)
    return Changes(people=True)


def revoke(session: Session, actor: Actor, replica_id: uuid.UUID) -> Changes:
    """From now on what this replica writes has no effect; what is here already stays.

    Raises:
        OfficeOnlyError, NotFoundError
    """
    with Journal(session, actor, "members.revoke") as journal:
        _office(journal)
        member = _require(session, replica_id)
        replica = session.get(Replica, replica_id)
        with journal.changing(member):
            member.revoked_at = actor.now
            member.revoked_seq = replica.seq if replica else 0
    session.flush()
    rows = rows_after(session, replica_id, member.revoked_seq or 0)
    return Changes(people=True) | apply(session, rows, actor.now).changes


def _office(journal: Journal) -> Replica:
    if journal.replica.side != "office":
        raise OfficeOnlyError(name=journal.replica.name)
    return journal.replica


def _require(session: Session, replica_id: uuid.UUID) -> Member:
    member = session.get(Member, replica_id)
    if member is None:
        raise NotFoundError(what="replica", key=str(replica_id))
    return member


def _insert(session: Session, journal: Journal, who: Identity | Replica, side: str, scope: str) -> None:
    member = Member(
        id=who.id,
        name=who.name,
        tag=_free_tag(session, who),
        side=side,
        scope=scope,
        public_key=who.public_key or "",
        approved_at=journal.actor.now,
    )
    journal.insert(member)
    session.flush()
    _mirror(session, member)


def _free_tag(session: Session, who: Identity | Replica) -> str:
    """Its own tag; if another member has it, the next four characters of its id."""
    taken = set(session.scalars(select(Member.tag).where(Member.id != who.id)))
    text = base64.b32encode(who.id.bytes[::-1]).decode("ascii")
    candidates = [who.tag, *(text[i : i + 4] for i in range(20))]
    return next(tag for tag in candidates if tag not in taken)


def _mirror(session: Session, member: Member) -> None:
    """The chain's own row says the same."""
    replica = session.get(Replica, member.id)
    if replica is not None:
        replica.name, replica.tag, replica.scope = member.name, member.tag, member.scope
        if not replica.is_self:
            replica.side, replica.public_key = member.side, member.public_key
