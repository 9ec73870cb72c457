"""The office's side of the mailbox: signed operations that field logins have put into a shared database.

A field login may write nothing but rows of `inbound` (and bytes into `blob`). What is in them is believed as
far as the key goes that an office has approved: everything else a delivery says of itself is left out.
"""

import io
import logging
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, select, update
from sqlalchemy.orm import Session

from db.actor import Actor
from db.changes import Changes
from db.commands.members import approve
from db.engine import Database
from db.errors import KnownDbError, RuleError
from db.schema import SCHEMA_VERSION, Inbound, Login, Member, Replica
from db.sync.batch import BadBatchError, Batch, Identity, Side, from_lines
from db.sync.lift import UpgradeNeededError
from db.sync.scope import units_in
from db.sync.take import Taken, take

log = logging.getLogger(__name__)

NEW, MERGED, REFUSED = "new", "merged", "refused"
UNKNOWN = "unknown"
"""Reason of a delivery that waits until an office has approved the replica."""
_UPGRADE = "upgrade "
"""Start of the reason of a delivery that waits for a newer program; the form it needs follows."""
KEEP_REFUSED = timedelta(days=30)
"""How long the bytes of a refused delivery are kept as evidence; the row and its reason stay."""


class OfficeApplicantError(RuleError):
    """A replica that says it is an office's cannot come through the mailbox of field logins."""

    template = (
        "{name} says that it is an office's record, but comes through a field login. Set the laptop up with "
        "“qingkong init --field”."
    )


@dataclass(slots=True)
class Merged:
    """What came of merging: deliveries, and the operations that were new in them."""

    merged: int = 0
    refused: int = 0
    waiting: int = 0
    operations: int = 0
    issues: int = 0
    """Conflicts and late steps that were not known before."""
    changes: Changes = field(default_factory=Changes)


@dataclass(frozen=True, slots=True)
class Applicant:
    """A replica that has delivered something and is not approved yet."""

    who: Identity
    login: str | None
    since: datetime
    scope: str
    """What it would be approved for: what it asks, within its login's units."""


class _RefusedError(Exception):
    """A delivery that is not taken, with the reason in a word."""


def merge_inbound(database: Database, now: datetime) -> Merged:
    """Take what field logins have delivered, in order, each delivery in a transaction of its own.

    Raises:
        KnownDbError: the database cannot do it now; what was merged stays, the rest waits.
    """
    done = Merged()
    with database.reading() as session:
        due = list(_due(session, done))
        is_stale = bool(session.scalar(select(func.count()).where(_stale(now))))
    for number in due:
        _merge_one(database, number, now, done)
    if is_stale:
        with database.writing() as session:
            session.execute(update(Inbound).where(_stale(now)).values(content=b""))
    return done


def _due(session: Session, done: Merged) -> Iterator[int]:
    """Deliveries worth a try. One behind another that waits must wait with it: its chain would have a gap."""
    members = set(session.scalars(select(Member.id)))
    stuck: set[uuid.UUID] = set()
    columns = (Inbound.id, Inbound.giver, Inbound.reason)
    for number, giver, reason in session.execute(
        select(*columns).where(Inbound.status == NEW).order_by(Inbound.id)
    ):
        if giver in stuck or _waits(giver in members, reason):
            stuck.add(giver)
            done.waiting += 1
        else:
            yield number


def _waits(is_member: bool, reason: str | None) -> bool:
    if reason is None:
        return False
    if reason.startswith(_UPGRADE):
        return int(reason.removeprefix(_UPGRADE)) > SCHEMA_VERSION
    return not is_member


def _stale(now: datetime) -> ColumnElement[bool]:
    is_old = Inbound.at < now - KEEP_REFUSED
    return and_(Inbound.status == REFUSED, is_old, func.length(Inbound.content) > 0)


def _merge_one(database: Database, number: int, now: datetime, done: Merged) -> None:
    try:
        with database.writing() as session:
            row = _locked(session, number)
            if row is not None:
                taken = take(session, _trusted(session, row), now, vouched=False)
                _note_taken(row, taken, done)
    except KnownDbError:
        raise
    except UpgradeNeededError as error:
        done.waiting += 1
        _note(database, number, NEW, f"{_UPGRADE}{error.params['found']}")
    except _RefusedError as error:
        is_unknown = str(error) == UNKNOWN
        done.waiting += is_unknown
        done.refused += not is_unknown
        _note(database, number, NEW if is_unknown else REFUSED, str(error))
    except Exception as error:
        # whatever a stranger puts in must not keep the others' work from being merged
        log.warning("delivery %d was refused", number, exc_info=not isinstance(error, BadBatchError))
        done.refused += 1
        _note(database, number, REFUSED, "damaged")


def _locked(session: Session, number: int) -> Inbound | None:
    """The delivery, unless another console is at it or done with it."""
    statement = select(Inbound).where(Inbound.id == number, Inbound.status == NEW)
    return session.scalar(statement.with_for_update(skip_locked=True))


def _trusted(session: Session, row: Inbound) -> Batch:
    """The delivery with what its author's key proves, and who that is as the office has it."""
    batch = from_lines(io.BytesIO(row.content))
    if batch.giver.id != row.giver:
        raise _RefusedError("foreign")
    giver = _approved(session, batch.giver)
    firsts: dict[uuid.UUID, int] = {}
    for operation in batch.operations:
        replica, seq = operation["replica"], operation["seq"]
        firsts[replica] = min(seq, firsts.get(replica, seq))
    # besides its own chain, a laptop that was restored from a backup may carry the one that it went on from
    keys = {r: giver if r == giver.id else _former(session, r) for r in firsts} | {giver.id: giver}
    if any(first > _seq(session, replica) + 1 for replica, first in firsts.items()):
        raise _RefusedError("gap")
    # dropped and new roots are an office's to say; said by a laptop they would take rows away from everybody
    return replace(batch, giver=giver, keys=keys, heads={}, roots=[], dropped=[], is_complete=True)


def _approved(session: Session, who: Identity) -> Identity:
    """The giver as the office knows it, whatever it says of itself."""
    member = session.get(Member, who.id)
    if member is None:
        raise _RefusedError(UNKNOWN if who.side == "field" else "side")
    if member.side != "field":
        raise _RefusedError("side")
    if member.public_key != who.public_key:
        raise _RefusedError("key")
    return _known(member)


def _former(session: Session, replica: uuid.UUID) -> Identity:
    member = session.get(Member, replica)
    if member is None or member.side != "field":
        raise _RefusedError("foreign")
    return _known(member)


def _known(member: Member) -> Identity:
    side: Side = "field"
    return Identity(member.id, member.name, member.tag, side, member.scope, member.public_key, SCHEMA_VERSION)


def _seq(session: Session, replica: uuid.UUID) -> int:
    row = session.get(Replica, replica)
    return row.seq if row is not None else 0


def _note_taken(row: Inbound, taken: Taken, done: Merged) -> None:
    problem = str(taken.refused[0].params["reason"]) if taken.refused else None
    if problem is None and taken.held:
        problem = "held"
    row.status, row.reason = (MERGED, None) if problem is None else (REFUSED, problem)
    if problem is None:
        row.content = b""  # the log has it now
    done.merged += problem is None
    done.refused += problem is not None
    done.operations += taken.operations
    done.issues += taken.issues
    done.changes |= taken.changes


def _note(database: Database, number: int, status: str, reason: str) -> None:
    with database.writing() as session:
        session.execute(
            update(Inbound)
            .where(Inbound.id == number, Inbound.status == NEW)
            .values(status=status, reason=reason)
        )


def applicants(session: Session) -> list[Applicant]:
    """Replicas that wait to be approved, by their first delivery."""
    rows = session.scalars(
        select(Inbound).where(Inbound.status == NEW, Inbound.reason == UNKNOWN).order_by(Inbound.id)
    )
    found: dict[uuid.UUID, Applicant] = {}
    for row in rows:
        if row.giver not in found and session.get(Member, row.giver) is None:
            who = from_lines(io.BytesIO(row.content)).giver
            found[row.giver] = Applicant(who, row.login, row.at, _scope(session, who, row.login))
    return list(found.values())


def approve_applicant(session: Session, actor: Actor, applicant: Applicant) -> Changes:
    """Approve a replica as a field one; what it has delivered is merged the next time.

    Raises:
        OfficeOnlyError, OtherKeyError, OfficeApplicantError
    """
    if applicant.who.side != "field":
        raise OfficeApplicantError(name=applicant.who.name)
    return approve(session, actor, applicant.who, side="field", scope=applicant.scope)


def _scope(session: Session, who: Identity, login: str | None) -> str:
    row = session.get(Login, login) if login else None
    if row is None:
        return who.scope
    is_within = who.scope and set(who.scope.split()) <= units_in(session, row.scope)
    return who.scope if is_within else row.scope
