"""The laptop's side of the mailbox: what waits there already, and putting more into it."""

import io
import json
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from db.engine import Database, insert_or
from db.errors import RuleError
from db.identity import own_chains
from db.schema import Blob, Inbound, Operation
from db.security.functions import FULL, LARGEST_DELIVERY
from db.sync import blobs
from db.sync.batch import BadBatchError, Batch, Head, Identity, from_lines, to_lines
from db.sync.give import collect, heads
from db.sync.inbound import MERGED, NEW, REFUSED, UNKNOWN

_WORTH_ANOTHER_TRY = ("gap", "held", "unsealed")
"""Reasons for which the same operations may be taken when they come again, in order."""
_LIMITS = (1_000, 100, 1)
"""Operations in a delivery: fewer where a thousand have too many bytes."""


_NOTHING = Head(0, "")


class MailboxFullError(RuleError):
    """Nobody has merged for long."""

    template = (
        "The office at {where} takes no more: it has not merged what was delivered before. Nothing is lost "
        "here; tell the office that its service (qingkong serve) must run, then exchange again."
    )


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the office has of this replica's operations."""

    merged: Mapping[uuid.UUID, Head]
    """Where the chains end that it has merged."""
    ends: Mapping[uuid.UUID, Head]
    """Where the last delivery ends, while it is not merged."""
    status: str
    """Of the last delivery."""
    reason: str | None

    def after(self, own: Mapping[uuid.UUID, Head]) -> dict[uuid.UUID, Head] | None:
        """Where the next delivery begins when our chains end at `own`; None: there is nothing to deliver.

        What was refused for good is not sent again by itself, but with whatever is written after it.
        """
        is_refused = self.status == REFUSED
        if not self.missing(own) and not (is_refused and self.reason in _WORTH_ANOTHER_TRY):
            return None
        return dict(self.merged) if is_refused else {**self.merged, **self.ends}

    def missing(self, own: Mapping[uuid.UUID, Head]) -> int:
        """How many of our operations it has never seen."""
        return _count({**self.merged, **self.ends}, own)

    def unmerged(self, own: Mapping[uuid.UUID, Head]) -> int:
        """How many of our operations it has not merged."""
        return _count(self.merged, own)

    @property
    def waits_for_approval(self) -> bool:
        """Nobody there has approved this replica yet."""
        return self.status == NEW and self.reason == UNKNOWN


def _count(there: Mapping[uuid.UUID, Head], own: Mapping[uuid.UUID, Head]) -> int:
    return sum(max(0, head.seq - there.get(replica, _NOTHING).seq) for replica, head in own.items())


def receipt(session: Session, me: Identity) -> Receipt:
    """As the office's database says, with the field login."""
    merged = heads(session)
    columns = (Inbound.status, Inbound.reason, Inbound.content)
    last = session.execute(
        select(*columns).where(Inbound.giver == me.id).order_by(Inbound.id.desc()).limit(1)
    ).first()
    if last is None or last.status not in (NEW, REFUSED):
        return Receipt(merged, {}, MERGED, None)
    ends = {r: h for r, h in _ends(bytes(last.content)).items() if h.seq > merged.get(r, _NOTHING).seq}
    return Receipt(merged, ends, last.status, last.reason)


def without_others(receipt: Receipt, session: Session) -> Receipt:
    """The receipt, if the delivery was ours: whoever has the login can put in what he likes."""
    for replica, head in receipt.ends.items():
        ours = select(Operation.hash).where(Operation.replica == replica, Operation.seq == head.seq)
        if session.scalar(ours) != head.hash:
            return Receipt(receipt.merged, {}, MERGED, None)
    return receipt


def _ends(content: bytes) -> dict[uuid.UUID, Head]:
    """Where the chains of a delivery end; nothing where the office has thrown its bytes away."""
    try:
        return ends(from_lines(io.BytesIO(content)))
    except BadBatchError:
        return {}


def ends(batch: Batch) -> dict[uuid.UUID, Head]:
    """Its last operation of each chain."""
    in_order = sorted(batch.operations, key=lambda o: int(o["seq"]))
    return {o["replica"]: Head(o["seq"], o["hash"]) for o in in_order}


def own_heads(session: Session) -> dict[uuid.UUID, Head]:
    """Where our chain ends, and those of what we were before we were restored from a backup."""
    own = own_chains(session)
    return {replica: head for replica, head in heads(session).items() if replica in own}


def deliveries(mine: Database, them: Identity, after: Mapping[uuid.UUID, Head]) -> Iterator[Batch]:
    """Our own operations past these heads, in batches that end at our signature."""
    known = dict(after)
    while True:
        with mine.reading() as session:
            batch = _next(session, them, known)
        if batch is None:
            return
        yield batch
        known |= ends(batch)


def _next(session: Session, them: Identity, known: Mapping[uuid.UUID, Head]) -> Batch | None:
    others = heads(session).keys() - own_chains(session)
    has = {**known, **{replica: head for replica, head in heads(session).items() if replica in others}}
    for limit in _LIMITS:
        batch = collect(session, them, has, limit=limit)
        if batch is None or sum(map(len, to_lines(batch))) <= LARGEST_DELIVERY:
            break
    return batch if batch is not None and batch.operations else None


def put(office: Database, me: Identity, batch: Batch, now: datetime) -> None:
    """One delivery, durable when this returns.

    Raises:
        MailboxFullError: the office takes no more at present.
    """
    row = {"giver": me.id, "at": now, "content": b"".join(to_lines(batch))}
    try:
        with office.writing() as session:
            session.execute(insert(Inbound), [row])
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) != FULL:
            raise
        raise MailboxFullError(where=office.where) from error


def put_photos(mine: Database, office: Database, batch: Batch) -> int:
    """Bytes of the attachments in a delivery, before the delivery itself; how many there were."""
    with mine.reading() as session:
        available = blobs.sizes(session, sorted(set(_hashes(batch))))
    for group in blobs.portions(available):
        with mine.reading() as session:
            contents = blobs.read(session, group)
        with office.writing() as session:
            rows = [{"sha256": digest, "content": content} for digest, content in contents]
            # without a target: naming one would need the right to read the column
            session.execute(insert_or(session, Blob).on_conflict_do_nothing(), rows)
    return len(available)


def _hashes(batch: Batch) -> Iterable[str]:
    for operation in batch.operations:
        if operation["entity"] == "attachment":
            change = json.loads(operation["changes"]).get("sha256")
            if change is not None:
                yield str(change[1])
