"""Operations in: chain, hash and signature are checked, then they join the log and the rows follow."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from db.changes import Changes
from db.commands.intake import Refusal, refuse
from db.engine import insert_or, write_rows
from db.errors import DomainError, NotInitialisedError
from db.log import GENESIS, operation_hash
from db.schema import SCHEMA_VERSION, DroppedRoot, HeldOperation, Member, Operation, PeerRoot, Replica
from db.schema import Seal as SealRow
from db.sync.apply import apply, revocations
from db.sync.batch import Batch, Head, Identity, Seal, operation_from_text, operation_to_text
from db.sync.declare import declared
from db.sync.drop import drop_rest, drop_roots, take_back
from db.sync.give import IN_PART
from db.sync.keys import is_signed, sealed
from db.sync.lift import UpgradeNeededError
from db.sync.pause import collector_paused
from db.sync.resolve import PARSED
from db.sync.scope import all_roots, chunks, roots_in
from db.sync.sound import LATEST_HLC, sound_changes

CLOCK_TOLERANCE_MS = 120_000
"""Clocks that differ by less than two minutes are not worth a word."""


_OPERATION: Any = Operation.__table__


class BadChainError(DomainError):
    """Operations that cannot be what their author wrote."""

    template = (
        "{count} changes from {name} were not taken: {reason}. They are listed under “refused”; nothing else "
        "is affected."
    )


@dataclass(slots=True)
class Taken:
    """What came of a batch."""

    operations: int = 0
    """New in the log."""
    known: int = 0
    """Were here already."""
    held: int = 0
    """Kept aside: a predecessor is missing, or the chain forked."""
    refused: list[BadChainError] = field(default_factory=list)
    waiting: int = 0
    """Rows that point to something that is not here yet."""
    issues: int = 0
    """Conflicts and late steps that were not known before."""
    clock_off: dict[uuid.UUID, int] = field(default_factory=dict)
    """Replica -> largest difference found, milliseconds, positive ahead."""
    changes: Changes = field(default_factory=Changes)
    heads: dict[uuid.UUID, Head] = field(default_factory=dict)
    """Where the chains of this batch end here now: what the giver may note as confirmed."""


@collector_paused()
def take(session: Session, batch: Batch, now: datetime, *, vouched: bool) -> Taken:
    """Merge a batch in this transaction.

    Args:
        vouched: the way it came is trusted (database credentials, a pack signed by an approved office), so
            origins unknown here are believed; otherwise only chains signed by approved keys are taken.

    Raises:
        UpgradeNeededError: a newer program wrote it; nothing is taken.
    """
    newest = max((o["schema_version"] for o in batch.operations), default=0)
    if newest > SCHEMA_VERSION:
        raise UpgradeNeededError(found=newest, known=SCHEMA_VERSION)
    return _Taking(session, batch, now, vouched).run()


class _Taking:
    def __init__(self, session: Session, batch: Batch, now: datetime, vouched: bool) -> None:
        self._session, self._batch, self._now, self._vouched = session, batch, now, vouched
        locked = select(Replica).where(Replica.is_self).with_for_update()
        # a session that looked at the head before it held the lock would go on from a stale one
        head = session.scalar(locked, execution_options={"populate_existing": True})
        if head is None:
            raise NotInitialisedError(where=str(session.get_bind().engine.url))
        self._self = head
        self._revoked = {replica: seq for replica, (seq, _) in revocations(session).items()}
        self._taken = Taken()
        self._rows: list[dict[str, Any]] = []
        self._touched: dict[str, set[uuid.UUID]] = defaultdict(set)
        self._position, self._hlc = head.position, head.hlc

    def run(self) -> Taken:
        by_origin: dict[uuid.UUID, list[dict[str, Any]]] = defaultdict(list)
        for operation in self._batch.operations:
            by_origin[operation["replica"]].append(operation)
        for origin in sorted(by_origin.keys() | self._batch.heads.keys()):
            self._take_origin(origin, by_origin[origin])
        fresh = self._append()
        self._note_roots(fresh)
        welcome = self._take_back()
        applied = apply(self._session, self._touched, self._now, fresh=fresh, welcome=welcome)
        self._taken.changes |= applied.changes
        self._adopt()
        # what leaves the scope is an office's to say; from anybody else it would take rows away
        if self._batch.dropped and self._vouched and self._self.scope and self._is_from_office():
            self._taken.changes |= drop_roots(self._session, self._batch.dropped, self._now)
        if self._self.scope:
            self._taken.changes |= drop_rest(self._session, self._now)
        self._taken.waiting, self._taken.issues = applied.waiting, applied.issues
        return self._taken

    def _is_from_office(self) -> bool:
        member = self._session.get(Member, self._batch.giver.id)
        return (member.side if member is not None else self._batch.giver.side) == "office"

    def _note_roots(self, fresh: Mapping[uuid.UUID, Sequence[Mapping[str, Any]]]) -> None:
        """A giver with a scope holds the roots that it has made; in part, where they were here before.

        They may lie outside its scope, and what is made twice may turn out to be something else there.
        """
        if not self._batch.giver.scope:
            return
        kinds = {name for name, table in declared().items() if table.root == "id" or table.can_move}
        made = {r["row_id"] for r in self._rows if r["entity"] in kinds and r["action"] == "insert"}
        who = self._batch.giver.id
        rows = [
            {"replica_id": who, "root_id": row, "position": self._position if row in fresh else IN_PART}
            for row in sorted(made)
        ]
        if rows:
            statement = insert_or(self._session, PeerRoot).on_conflict_do_nothing()
            self._session.execute(statement, rows)

    def _take_back(self) -> set[uuid.UUID]:
        """Roots that come whole with this batch: their rows are written, also where the history was here."""
        if not self._batch.roots or not self._vouched:
            return set()
        for entity, rows in take_back(self._session, self._batch.roots).items():
            self._touched[entity] |= rows
        for operation in self._batch.operations:
            self._touched[operation["entity"]].add(operation["row_id"])
        return set(self._batch.roots)

    def _take_origin(self, origin: uuid.UUID, operations: list[dict[str, Any]]) -> None:
        replica = self._replica(origin)
        problem = self._distrust(origin, replica, operations)
        if problem is not None:
            self._refuse(origin, operations, problem)
            return
        if replica is None:
            replica = self._introduce(self._batch.keys[origin])
        if self._batch.is_complete or replica.is_self or not self._self.scope:
            self._take_chain(replica, operations)
        else:
            self._take_loose(replica, operations)
        self._taken.heads[origin] = Head(replica.seq, replica.last_hash)

    def _replica(self, origin: uuid.UUID) -> Replica | None:
        return self._self if origin == self._self.id else self._session.get(Replica, origin)

    def _distrust(
        self, origin: uuid.UUID, replica: Replica | None, operations: Sequence[dict[str, Any]]
    ) -> str | None:
        """Why nothing of this origin may be taken, in a word; None when there is no reason."""
        claimed = self._batch.keys.get(origin)
        member = self._session.get(Member, origin)
        known = member.public_key if member else replica.public_key if replica else None
        if replica is None and claimed is None:
            return "unknown"
        if known is None and not self._vouched:
            return "unknown"
        if known is not None and claimed is not None and claimed.public_key not in ("", known):
            return "key"
        side = member.side if member else replica.side if replica else claimed.side if claimed else "field"
        if any(_side(o) != side for o in operations):
            return "side"
        if any(operation_hash(o) != o["hash"] for o in operations):
            return "hash"
        if not self._vouched and not self._batch.is_complete:
            return "incomplete"
        for operation in operations:
            changes = sound_changes(operation)
            if changes is None:
                return "form"
            operation[PARSED] = changes
        return None

    def _introduce(self, who: Identity) -> Replica:
        known = self._session.get(Member, who.id) or who  # an office's word stands before its own
        replica = Replica(
            id=who.id, is_self=False, name=known.name, tag=known.tag, created_at=self._now, seq=0, hlc=0,
            last_hash=GENESIS, position=0, side=known.side, scope=known.scope,
            public_key=known.public_key or None,
        )  # fmt: skip
        self._session.add(replica)
        self._session.flush()
        return replica

    def _take_chain(self, replica: Replica, operations: Sequence[dict[str, Any]]) -> None:
        """A whole chain: each operation must follow the one before; what comes too early is held."""
        self._look_for_fork(replica, [o for o in operations if o["seq"] <= replica.seq])
        ahead = sorted((o for o in operations if o["seq"] > replica.seq), key=lambda o: o["seq"])
        run = self._run(replica, [*ahead, *self._held(replica, "gap")])
        followed = {o["hash"] for o in run}
        run = self._limit(replica, run)
        end = run[-1]["seq"] if run else replica.seq
        for operation in ahead:
            if operation["hash"] not in followed:
                self._hold(operation, "fork" if operation["seq"] <= end + 1 else "gap")
        present = self._loose(replica, run)
        for operation in run:
            if operation["seq"] not in present:
                self._note(replica, operation)
        if run:
            replica.seq, replica.last_hash = run[-1]["seq"], run[-1]["hash"]
        self._release(replica)

    def _run(self, replica: Replica, candidates: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        """Of these, those that continue the chain without a gap."""
        by_seq: dict[int, list[dict[str, Any]]] = defaultdict(list)
        for operation in candidates:
            by_seq[operation["seq"]].append(operation)
        run: list[dict[str, Any]] = []
        seq, tail = replica.seq, replica.last_hash
        while found := next((o for o in by_seq.get(seq + 1, ()) if o["prev_hash"] == tail), None):
            run.append(found)
            seq, tail = found["seq"], found["hash"]
        return run

    def _limit(self, replica: Replica, run: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Up to the last good signature, unless the way it came is trusted; not past a revocation.

        What others took before they heard of a revocation joins the log, without effect: logs end alike.
        """
        last = self._revoked.get(replica.id) if self._batch.giver.id == replica.id else None
        if last is not None and any(o["seq"] > last for o in run):
            late = [o for o in run if o["seq"] > last]
            self._refuse(replica.id, late, "revoked")
            run = [o for o in run if o["seq"] <= last]
        if self._vouched or not run:
            return run
        signatures = {s.seq: s.signature for s in self._batch.seals if s.replica == replica.id}
        key = self._key(replica)
        for index in range(len(run) - 1, -1, -1):
            operation = run[index]
            signature = signatures.get(operation["seq"])
            content = sealed(replica.id, operation["seq"], operation["hash"])
            if signature is not None and is_signed(key, content, signature):
                for rest in run[index + 1 :]:
                    self._hold(rest, "unsealed")
                return run[: index + 1]
        self._refuse(replica.id, run, "signature")
        return []

    def _key(self, replica: Replica) -> str:
        member = self._session.get(Member, replica.id)
        return (member.public_key if member else replica.public_key) or ""

    def _take_loose(self, replica: Replica, operations: Sequence[dict[str, Any]]) -> None:
        """Parts of a chain, as a replica with a scope gets them from an office."""
        present = self._present(replica, [o["seq"] for o in operations])
        for operation in operations:
            found = present.get(operation["seq"])
            if found is None:
                self._note(replica, operation)
            elif found == operation["hash"]:
                self._taken.known += 1
            else:
                self._hold(operation, "fork")
        reached = self._batch.heads.get(replica.id)
        if reached is not None and reached.seq > replica.seq:
            replica.seq, replica.last_hash = reached.seq, reached.hash

    def _present(self, replica: Replica, seqs: Sequence[int]) -> dict[int, str]:
        found: dict[int, str] = {}
        for part in chunks(seqs):
            rows = self._session.execute(
                select(Operation.seq, Operation.hash).where(
                    Operation.replica == replica.id, Operation.seq.in_(part)
                )
            )
            found |= {row[0]: row[1] for row in rows}
        return found

    def _look_for_fork(self, replica: Replica, operations: Sequence[dict[str, Any]]) -> None:
        """One number, two contents: the database was copied, and both copies wrote."""
        if not operations:
            return
        present = self._present(replica, [o["seq"] for o in operations])
        for operation in operations:
            if present.get(operation["seq"]) == operation["hash"]:
                self._taken.known += 1
            elif operation["seq"] not in present and self._self.scope:
                self._note(replica, operation)  # a part of the chain that was outside our scope
            else:
                self._hold(operation, "fork")

    def _loose(self, replica: Replica, run: Sequence[Mapping[str, Any]]) -> dict[int, str]:
        """Of this run, what is here already: parts of the chain from a time when we had a scope."""
        last = last_here(self._session, replica.id)
        return self._present(replica, [o["seq"] for o in run]) if last > replica.seq and run else {}

    def _note(self, replica: Replica, operation: dict[str, Any]) -> None:
        """Join the log: a position of our own, our clock moved past its, its clock compared with ours."""
        self._position += 1
        self._hlc = max(self._hlc, min(operation["hlc"], LATEST_HLC))
        off = self._clock_off(operation)
        if off is not None:
            worst = self._taken.clock_off.get(replica.id, 0)
            self._taken.clock_off[replica.id] = max(worst, off, key=abs)
        self._rows.append(
            {
                **operation,
                "position": self._position,
                "recorded_at": self._now,
                "clock_off_ms": off,
            }
        )
        self._touched[operation["entity"]].add(operation["row_id"])
        self._taken.operations += 1

    def _clock_off(self, operation: Mapping[str, Any]) -> int | None:
        """Claimed after it arrived: ahead. Claimed before something its author had seen: behind."""
        claimed = operation["claimed_ms"]
        if claimed is None:
            return None
        now = int(self._now.timestamp() * 1000)
        if claimed - now > CLOCK_TOLERANCE_MS:
            return int(claimed - now)
        seen = operation["hlc"] >> 16
        # a hybrid clock in our own future was driven there by somebody else's wrong clock: it proves nothing
        if seen - claimed > CLOCK_TOLERANCE_MS and seen - now <= CLOCK_TOLERANCE_MS:
            return int(claimed - seen)
        return None

    def _append(self) -> dict[uuid.UUID, list[dict[str, Any]]]:
        """Write the log; operations of rows that have no history here, so that nobody need read them back."""
        fresh = self._fresh()
        self._self.position = self._position
        self._self.hlc = self._hlc
        self._session.flush()
        if self._rows:
            write_rows(self._session, _OPERATION, self._rows)
        reached = {r: h.seq for r, h in self._taken.heads.items()}
        seals = [s for s in self._batch.seals if s.seq <= reached.get(s.replica, 0)]
        self._keep_seals(seals if self._vouched else self._genuine(seals))
        return fresh

    def _genuine(self, seals: Sequence[Seal]) -> list[Seal]:
        """Those that are their replica's own over what has joined the log: others would fail every check."""
        hashes = {(row["replica"], row["seq"]): row["hash"] for row in self._rows}
        return [
            seal
            for seal in seals
            if (digest := hashes.get((seal.replica, seal.seq))) is not None
            and (replica := self._replica(seal.replica)) is not None
            and is_signed(self._key(replica), sealed(seal.replica, seal.seq, digest), seal.signature)
        ]

    def _fresh(self) -> dict[uuid.UUID, list[dict[str, Any]]]:
        by_row: dict[uuid.UUID, list[dict[str, Any]]] = defaultdict(list)
        for row in self._rows:
            by_row[row["row_id"]].append(row)
        for part in chunks(by_row):
            found = select(Operation.row_id).where(Operation.row_id.in_(part)).distinct()
            for row_id in self._session.scalars(found):
                del by_row[row_id]
        return by_row

    def _keep_seals(self, seals: Sequence[Seal]) -> None:
        by_replica: dict[uuid.UUID, list[Seal]] = defaultdict(list)
        for seal in seals:
            by_replica[seal.replica].append(seal)
        for replica, found in by_replica.items():
            low, high = min(s.seq for s in found), max(s.seq for s in found)
            statement = select(SealRow.seq).where(SealRow.replica == replica, SealRow.seq.between(low, high))
            present = set(self._session.scalars(statement))
            new = {s.seq: s.signature for s in found if s.seq not in present}
            rows = [{"replica": replica, "seq": n, "signature": text} for n, text in new.items()]
            if rows:
                self._session.execute(insert(SealRow), rows)

    def _held(self, replica: Replica, reason: str) -> list[dict[str, Any]]:
        rows = self._session.scalars(
            select(HeldOperation.payload).where(
                HeldOperation.replica == replica.id, HeldOperation.reason == reason
            )
        )
        return [operation_from_text(text) for text in rows]

    def _hold(self, operation: dict[str, Any], reason: str) -> None:
        key = (operation["replica"], operation["seq"], operation["hash"])
        if self._session.get(HeldOperation, key) is None:
            held = HeldOperation(replica=key[0], seq=key[1], hash=key[2], reason=reason, since=self._now)
            held.payload, held.giver = operation_to_text(operation), self._batch.giver.id
            self._session.add(held)
            self._session.flush()
        self._taken.held += 1

    def _release(self, replica: Replica) -> None:
        """What was held and is in the log now need not be kept twice."""
        self._session.execute(
            delete(HeldOperation).where(
                HeldOperation.replica == replica.id,
                HeldOperation.seq <= replica.seq,
                HeldOperation.reason != "fork",
            )
        )

    def _refuse(self, origin: uuid.UUID, operations: Sequence[Mapping[str, Any]], reason: str) -> None:
        """Not taken, told, and one example kept; the giver still has them."""
        who = self._batch.keys.get(origin)
        name = f"{who.name} ({who.tag})" if who else str(origin)
        if not operations:
            return
        self._taken.refused.append(BadChainError(count=len(operations), name=name, reason=reason))
        example = operation_to_text(dict(operations[0]))[:4000]
        detail = f"{len(operations)} operations from {operations[0]['seq']} on"
        refuse(self._session, [Refusal(self._now, f"sync {name}", reason, detail, example)])
        self._taken.changes |= Changes(refused=True)

    def _adopt(self) -> None:
        """What offices have decided about this replica and others: name, tag, side, scope, key."""
        if "member" not in self._touched:
            return
        for member in self._session.scalars(select(Member).where(Member.id.in_(self._touched["member"]))):
            replica = self._replica(member.id)
            if replica is not None:
                replica.name, replica.tag = member.name, member.tag
                had, replica.scope = replica.scope, member.scope
                if not replica.is_self:
                    replica.side, replica.public_key = member.side, member.public_key
                elif had and not member.scope:
                    self._widen()
                elif member.scope and not had:
                    self._narrow()

    def _widen(self) -> None:
        """From a part of the record to all of it: chains are asked for again from where they have gaps."""
        for replica in self._session.scalars(select(Replica).where(Replica.is_self.is_(False))):
            head = whole_until(self._session, replica)
            replica.seq, replica.last_hash = head.seq, head.hash
        self._session.execute(delete(DroppedRoot))
        touched: dict[str, set[uuid.UUID]] = defaultdict(set)
        for entity, row_id in self._session.execute(select(Operation.entity, Operation.row_id).distinct()):
            touched[entity].add(row_id)
        self._taken.changes |= apply(self._session, touched, self._now).changes

    def _narrow(self) -> None:
        """From all of the record to a part of it: what lies outside goes; nobody else knows what is here."""
        self._session.flush()
        wanted = roots_in(self._session, self._self.scope, self._self.id)
        self._taken.changes |= drop_roots(self._session, all_roots(self._session) - wanted, self._now)


def _side(operation: Mapping[str, Any]) -> str | None:
    """Side of its author. Form 1 knew no sides: what is written in it counts as an office's (`lift.py`)."""
    return "office" if operation["schema_version"] == 1 else operation["side"]


def last_here(session: Session, replica: uuid.UUID) -> int:
    """The last operation of a replica that is here, whether its chain is whole or not."""
    return session.scalar(select(func.max(Operation.seq)).where(Operation.replica == replica)) or 0


def whole_until(session: Session, replica: Replica) -> Head:
    """Where the part of a chain ends that has no gap."""
    tail = Head(0, GENESIS)
    statement = (
        select(Operation.seq, Operation.hash)
        .where(Operation.replica == replica.id)
        .order_by(Operation.seq)
        .execution_options(yield_per=5_000)
    )
    with session.execute(statement) as rows:
        for seq, digest in rows:
            if seq != tail.seq + 1:
                break
            tail = Head(seq, digest)
    return tail
