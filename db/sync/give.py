"""Operations out: what a taker lacks, in batches that end at a seal, within its scope."""

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from db.errors import NotInitialisedError
from db.identity import own_chains
from db.schema import SCHEMA_VERSION, Operation, Peer, PeerRoot, Replica
from db.schema import Seal as SealRow
from db.sync.apply import OPERATION_COLUMNS
from db.sync.batch import Batch, Head, Identity, Seal, Side
from db.sync.declare import declared
from db.sync.moving import moving, once_at
from db.sync.pause import collector_paused
from db.sync.scope import CHUNK, chunks, roots_in, roots_of, rows_of

LIMIT = 2_000
"""Operations in one transaction: a second of the taker's write lock at most."""
_ROOTS_AT_ONCE = 200
IN_PART = -1
"""Position of a root, or of another row, that a taker holds without its whole history."""


def identity(session: Session) -> Identity:
    """This replica, as it introduces itself."""
    row = session.scalar(select(Replica).where(Replica.is_self))
    if row is None:
        raise NotInitialisedError(where=str(session.get_bind().engine.url))
    return identity_of(row)


def identity_of(row: Replica) -> Identity:
    """A known replica's introduction."""
    side: Side = "field" if row.side == "field" else "office"
    return Identity(row.id, row.name, row.tag, side, row.scope, row.public_key or "", SCHEMA_VERSION)


def heads(session: Session) -> dict[uuid.UUID, Head]:
    """Where every chain that is here ends."""
    rows = session.execute(select(Replica.id, Replica.seq, Replica.last_hash).where(Replica.seq > 0))
    return {replica: Head(seq, digest) for replica, seq, digest in rows}


@collector_paused()
def collect(
    session: Session,
    taker: Identity,
    taker_heads: Mapping[uuid.UUID, Head],
    *,
    limit: int = LIMIT,
    given: Mapping[uuid.UUID, int] | None = None,
) -> Batch | None:
    """The next batch for a taker that holds `taker_heads`; None when it lacks nothing of ours.

    A replica with a scope of its own gives only what it wrote: it does not hold others' chains whole. To
    another one with a scope it gives nothing: it cannot tell what that one lacks.

    Args:
        given: roots that the taker has or will have whole, with our position then; None: what is noted of it.
    """
    giving = _Giving(session, taker, taker_heads, limit, given)
    return giving.incremental() or giving.of_new_roots()


def remaining(session: Session, taker_heads: Mapping[uuid.UUID, Head]) -> int:
    """About how many operations a taker with these heads lacks, for progress."""
    return sum(
        max(0, head.seq - (taker_heads[replica].seq if replica in taker_heads else 0))
        for replica, head in heads(session).items()
    )


@dataclass(slots=True)
class _Page:
    """Operations in the order of arrival, up to a seal."""

    operations: list[dict[str, Any]] = field(default_factory=list)
    seals: list[Seal] = field(default_factory=list)
    position: int = 0


class _Giving:
    def __init__(
        self,
        session: Session,
        taker: Identity,
        taker_heads: Mapping[uuid.UUID, Head],
        limit: int,
        given: Mapping[uuid.UUID, int] | None,
    ) -> None:
        self._session, self._taker, self._limit, self._given = session, taker, limit, given
        self._own = identity(session)
        self._has = {replica: head.seq for replica, head in taker_heads.items()}
        self._heads = heads(session)
        if self._own.scope and taker.scope:
            self._heads = {}
        elif self._own.scope:
            own = own_chains(session)  # what it wrote before it was restored from a backup is its own as well
            self._heads = {r: h for r, h in self._heads.items() if r in own}

    def incremental(self) -> Batch | None:
        """What lies past the taker's heads; pages in which nothing is in its scope are joined to the next."""
        start = self._start()
        if start is None:
            return None
        reached: dict[uuid.UUID, Head] = {}
        while True:
            page = self._page(start)
            for operation in page.operations:
                reached[operation["replica"]] = Head(operation["seq"], operation["hash"])
            chosen = self._in_scope(page)
            is_end = not page.operations or self._is_all(reached)
            if chosen or is_end:
                return self._batch(chosen, page, reached)
            start = page.position + 1

    def of_new_roots(self) -> Batch | None:
        """Whole histories of roots that have come into the taker's scope, and the roots that have left it."""
        if not self._taker.scope or self._own.scope:
            return None
        given = self._given_roots()
        wanted = roots_in(self._session, self._taker.scope, self._taker.id)
        new = sorted(wanted - {root for root, position in given.items() if position >= 0})[:_ROOTS_AT_ONCE]
        # another laptop may not know yet what has moved where
        gone = sorted(given.keys() - wanted) if self._own.side == "office" else []
        if not new and not gone:
            return None
        position = self._position()
        apart = {row for row in gone if given[row] == IN_PART}.union(once_at(self._session, new))
        operations = _united(self._histories(new), self._operations_on(apart, position))
        page = _Page(operations, [], position)
        return replace(self._batch(operations, page, {}), roots=new, dropped=gone)

    def _start(self) -> int | None:
        """Position of the first operation that the taker lacks."""
        firsts = [(r, self._has.get(r, 0) + 1) for r, h in self._heads.items() if h.seq > self._has.get(r, 0)]
        if not firsts:
            return None
        found = [
            self._session.scalar(
                select(func.min(Operation.position)).where(tuple_(Operation.replica, Operation.seq).in_(part))
            )
            for part in chunks(firsts, CHUNK // 2)
        ]
        positions = [position for position in found if position is not None]
        return min(positions) if positions else None

    def _page(self, start: int) -> _Page:
        """At least one whole command; more are added up to the limit."""
        limit = self._limit
        while True:
            rows = self._read(start, limit)
            last = rows[-1]["position"] if rows else start
            lacking = [r for r in rows if self._lacks(r)]
            seals = self._seals(lacking)
            cut = self._cut(lacking, {(s.replica, s.seq) for s in seals})
            is_last = len(rows) < limit
            if cut or is_last or not lacking:
                taken = lacking if is_last and not cut else lacking[:cut]
                position = taken[-1]["position"] if taken and len(taken) < len(lacking) else last
                return _Page(taken, seals, position)
            limit *= 2  # a command longer than a page, from before seals were set in between

    def _read(self, start: int, limit: int) -> list[dict[str, Any]]:
        names = (*OPERATION_COLUMNS, "position")
        columns = [getattr(Operation, name) for name in names]
        statement = select(*columns).where(Operation.position >= start).order_by(Operation.position)
        rows = self._session.execute(statement.limit(limit))
        return [dict(zip(names, row, strict=True)) for row in rows]

    def _lacks(self, row: Mapping[str, Any]) -> bool:
        return row["replica"] in self._heads and row["seq"] > self._has.get(row["replica"], 0)

    @staticmethod
    def _cut(operations: Sequence[Mapping[str, Any]], sealed: set[tuple[uuid.UUID, int]]) -> int:
        """How many may go so that each origin's last one is sealed."""
        open_since: dict[uuid.UUID, int] = {}
        cut = 0
        for index, operation in enumerate(operations, 1):
            key = operation["replica"], operation["seq"]
            if key in sealed:
                open_since.pop(key[0], None)
                if not open_since:
                    cut = index
            else:
                open_since.setdefault(key[0], index)
        return cut

    def _seals(self, operations: Sequence[Mapping[str, Any]]) -> list[Seal]:
        """Seals of the origins over these operations."""
        spans: dict[uuid.UUID, tuple[int, int]] = {}
        for operation in operations:
            low, high = spans.get(operation["replica"], (operation["seq"], operation["seq"]))
            spans[operation["replica"]] = min(low, operation["seq"]), max(high, operation["seq"])
        found: list[Seal] = []
        for replica, (low, high) in spans.items():
            rows = self._session.execute(
                select(SealRow.replica, SealRow.seq, SealRow.signature)
                .where(SealRow.replica == replica, SealRow.seq.between(low, high))
                .order_by(SealRow.seq)
            )
            found += [Seal(*row) for row in rows]
        return found

    def _in_scope(self, page: _Page) -> list[dict[str, Any]]:
        """Those that a taker with a scope must have; roots that are new to it come whole, later."""
        operations = page.operations
        if not self._taker.scope:
            return operations
        given, roots = self._given_roots(), self._roots(operations)

        def is_wanted(operation: dict[str, Any]) -> bool:
            if operation["replica"] == self._taker.id:
                return True  # restored from a backup, it needs its own chain whole
            if operation["row_id"] not in roots:
                return False
            root = roots[operation["row_id"]]
            return root is None or 0 <= given.get(root, IN_PART) < operation["position"]

        chosen = [operation for operation in operations if is_wanted(operation)]
        moved = moving(self._session, operations, given.keys())
        return _united(chosen, self._operations_on(moved, page.position))

    def _operations_on(self, rows: Collection[uuid.UUID], until: int) -> list[dict[str, Any]]:
        names = (*OPERATION_COLUMNS, "position")
        columns = [getattr(Operation, name) for name in names]
        statement = select(*columns).where(Operation.row_id.in_(rows), Operation.position <= until)
        found = self._session.execute(statement) if rows else ()
        return [dict(zip(names, row, strict=True)) for row in found]

    def _roots(self, operations: Iterable[Mapping[str, Any]]) -> dict[uuid.UUID, uuid.UUID | None]:
        by_entity: dict[str, set[uuid.UUID]] = {}
        for operation in operations:
            by_entity.setdefault(operation["entity"], set()).add(operation["row_id"])
        found: dict[uuid.UUID, uuid.UUID | None] = {}
        for entity, ids in by_entity.items():
            if entity in declared():
                found |= roots_of(self._session, entity, ids)
        return found

    def _given_roots(self) -> Mapping[uuid.UUID, int]:
        if self._given is not None:
            return self._given
        statement = select(PeerRoot.root_id, PeerRoot.position).where(PeerRoot.replica_id == self._taker.id)
        return {row[0]: row[1] for row in self._session.execute(statement)}

    def _histories(self, roots: Sequence[uuid.UUID]) -> list[dict[str, Any]]:
        names = (*OPERATION_COLUMNS, "position")
        columns = [getattr(Operation, name) for name in names]
        found: list[dict[str, Any]] = []
        for _, ids in rows_of(self._session, roots) if roots else ():
            for part in chunks(ids):
                statement = select(*columns).where(Operation.row_id.in_(part)).order_by(Operation.position)
                rows = self._session.execute(statement)
                found += [dict(zip(names, row, strict=True)) for row in rows]
        return found

    def _is_all(self, reached: Mapping[uuid.UUID, Head]) -> bool:
        return all(
            (reached[r].seq if r in reached else self._has.get(r, 0)) >= h.seq for r, h in self._heads.items()
        )

    def _position(self) -> int:
        return self._session.scalar(select(Replica.position).where(Replica.is_self)) or 0

    def _batch(self, operations: list[dict[str, Any]], page: _Page, reached: dict[uuid.UUID, Head]) -> Batch:
        origins = {operation["replica"] for operation in operations} | reached.keys()
        known = self._session.scalars(select(Replica).where(Replica.id.in_(origins)))
        return Batch(
            giver=self._own,
            operations=[{k: o[k] for k in OPERATION_COLUMNS} for o in operations],
            seals=page.seals,
            heads=reached,
            keys={row.id: identity_of(row) for row in known},
            is_complete=not self._taker.scope,
            position=page.position,
        )


def _united(first: list[dict[str, Any]], second: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Operations of both, each once, in the order of arrival."""
    if not second:
        return first
    found = {(o["replica"], o["seq"]): o for o in [*first, *second]}
    return sorted(found.values(), key=lambda operation: operation["position"])


def note_given(session: Session, taker: Identity, batch: Batch) -> None:
    """The taker has this batch, durably: remember the roots it holds and has let go."""
    if batch.roots or batch.dropped:
        gone = [*batch.roots, *batch.dropped]
        for part in chunks(gone):
            session.query(PeerRoot).filter(
                PeerRoot.replica_id == taker.id, PeerRoot.root_id.in_(part)
            ).delete(synchronize_session=False)
        session.add_all(
            PeerRoot(replica_id=taker.id, root_id=root, position=batch.position) for root in batch.roots
        )


def peer_row(session: Session, who: Identity) -> Peer:
    """This peer's row, made when it is met for the first time."""
    peer = session.get(Peer, who.id)
    if peer is None:
        peer = Peer(
            replica_id=who.id, name=who.name, side=who.side, given="{}", position_given=0,
            readings_given=0, blobs_missing=0,
        )  # fmt: skip
        session.add(peer)
    peer.name, peer.side = who.name, who.side
    return peer
