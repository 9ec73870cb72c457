"""Bring rows of the tables to what their operations in the log say; tell what people must know."""

import json
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from db.changes import Changes
from db.commands.reading_rows import rehouse
from db.engine import write_rows
from db.schema import Conflict, Member, Operation, Peer, PeerRoot, Replica, Station, WaitingRow
from db.spelling import canonical, encode
from db.sync.declare import Declared, Reference, declared
from db.sync.drop import note_outside
from db.sync.resolve import Issue, Op, Resolved, op_from, outcast, resolve
from db.sync.scope import chunks, present_roots, root_of
from db.sync.twins import Twins, settle_twins

OPERATION_COLUMNS = (
    "replica", "seq", "hlc", "person_id", "command", "change_id", "entity", "row_id", "action", "changes",
    "schema_version", "prev_hash", "hash", "parents", "claimed_ms", "side",
)  # fmt: skip
_CHUNK = 500
_FLAGS = {
    "unit": Changes(units=True),
    "person": Changes(people=True),
    "station": Changes(stations=True),
    "device": Changes(devices=True),
    "site": Changes(sites=True),
    "membership": Changes(sites=True),
    "site_check": Changes(checks=True, sites=True),
    "pairing": Changes(sites=True),
    "unit_pairing": Changes(sites=True),
    "shift": Changes(rosters=True),
    "shift_event": Changes(rosters=True),
    "task": Changes(tasks=True),
    "assignment": Changes(tasks=True),
    "task_step": Changes(tasks=True),
    "escalation": Changes(tasks=True),
    "duty_note": Changes(duty=True),
    "attachment": Changes(attachments=True),
    "air_mark": Changes(air=True, doubts=True),
    "air_target": Changes(air=True),
    "office_setting": Changes(air=True),
}

Touched = Mapping[str, set[uuid.UUID]]
"""Entity -> ids of rows with new operations."""


@dataclass(slots=True)
class Applied:
    """What applying did."""

    changes: Changes = field(default_factory=Changes)
    rows: int = 0
    waiting: int = 0
    issues: int = 0
    """Conflicts and late steps that were not known before."""


Fresh = Mapping[uuid.UUID, Sequence[Mapping[str, Any]]]
"""Row -> all its operations, for rows that came with all they have."""


def apply(
    session: Session,
    touched: Touched,
    now: datetime,
    *,
    fresh: Fresh | None = None,
    welcome: AbstractSet[uuid.UUID] = frozenset(),
) -> Applied:
    """Resolve these rows and write them; rows that waited for one of them follow.

    Args:
        welcome: roots that have just come into this replica's scope.
    """
    applied = Applied()
    _apply_once(session, touched, now, applied, fresh or {}, welcome)
    while waiting := _waiting(session):
        before = applied.rows
        _apply_once(session, waiting, now, applied, {}, set().union(*waiting.values()))
        if applied.rows == before:
            break
    applied.waiting = sum(map(len, _waiting(session).values()))
    return applied


Revoked = Mapping[uuid.UUID, tuple[int, datetime]]
"""Replica -> its last operation that counts, and when it was revoked."""


def revocations(session: Session) -> dict[uuid.UUID, tuple[int, datetime]]:
    """The members that were revoked."""
    columns = (Member.id, Member.revoked_seq, Member.revoked_at)
    rows = session.execute(select(*columns).where(Member.revoked_seq.is_not(None)))
    return {replica: (seq, at) for replica, seq, at in rows if seq is not None and at is not None}


def rows_after(session: Session, replica: uuid.UUID, seq: int) -> dict[str, set[uuid.UUID]]:
    """Rows that a replica wrote on after this operation: to be resolved again when it is revoked."""
    found: dict[str, set[uuid.UUID]] = defaultdict(set)
    statement = select(Operation.entity, Operation.row_id).where(
        Operation.replica == replica, Operation.seq > seq
    )
    for entity, row_id in session.execute(statement):
        found[entity].add(row_id)
    return found


def _apply_once(
    session: Session,
    touched: Touched,
    now: datetime,
    applied: Applied,
    fresh: Fresh,
    welcome: AbstractSet[uuid.UUID],
) -> None:
    revoked = revocations(session)
    for name, declaration in declared().items():
        ids = sorted(touched.get(name, ()))
        for chunk in chunks(ids, _CHUNK):
            _Chunk(session, declaration, now, applied, revoked, welcome).run(chunk, fresh)
        if ids and name in _FLAGS:
            applied.changes |= _FLAGS[name]
        if name == "member" and ids:
            before, revoked = revoked, revocations(session)  # the tables that follow heed it as well
            _apply_revocations(session, now, applied, before, revoked)


def _apply_revocations(
    session: Session, now: datetime, applied: Applied, before: Revoked, after: Revoked
) -> None:
    """A revocation that has just come, or moved, changes what the replica's operations count for."""
    for replica in before.keys() | after.keys():
        if before.get(replica) != after.get(replica):
            since = min(known[replica][0] for known in (before, after) if replica in known)
            _apply_once(session, rows_after(session, replica, since), now, applied, {}, frozenset())


def _waiting(session: Session) -> dict[str, set[uuid.UUID]]:
    found: dict[str, set[uuid.UUID]] = defaultdict(set)
    for entity, row_id in session.execute(select(WaitingRow.entity, WaitingRow.row_id)):
        found[entity].add(row_id)
    return found


def operations_of(
    session: Session, ids: Sequence[uuid.UUID], fresh: Fresh | None = None
) -> dict[uuid.UUID, list[Op]]:
    """All known operations on these rows."""
    columns = [getattr(Operation, name) for name in OPERATION_COLUMNS]
    found: dict[uuid.UUID, list[Op]] = defaultdict(list)
    fresh = fresh or {}
    for row_id in ids:
        if row_id in fresh:
            found[row_id] = [op_from(values) for values in fresh[row_id]]
    stored = [row_id for row_id in ids if row_id not in found]
    for row in session.execute(select(*columns).where(Operation.row_id.in_(stored))) if stored else ():
        values = dict(zip(OPERATION_COLUMNS, row, strict=True))
        found[values["row_id"]].append(op_from(values))
    return found


def state_of(declaration: Declared, ops: Sequence[Op], revoked: Revoked) -> Resolved | None:
    """The row, without what replicas wrote after they were revoked; a row that they made then is deleted."""
    void = {op.key for op in ops if op.replica in revoked and op.seq > revoked[op.replica][0]}
    found = resolve(declaration, ops, void)
    if not void or (found is not None and found.is_whole):
        return found
    return outcast(declaration, ops, void, encode(min(revoked[replica][1] for replica, _ in void)))


class _Chunk:
    """Some rows of one table."""

    def __init__(
        self,
        session: Session,
        declaration: Declared,
        now: datetime,
        applied: Applied,
        revoked: Revoked,
        welcome: AbstractSet[uuid.UUID],
    ) -> None:
        self._session, self._declared, self._now = session, declaration, now
        self._applied, self._revoked, self._welcome = applied, revoked, welcome
        self._twins = Twins()
        self._needs: dict[uuid.UUID, str] = {}

    def run(self, ids: Sequence[uuid.UUID], fresh: Fresh) -> None:
        operations = operations_of(self._session, ids, fresh)
        resolved = {
            row_id: found
            for row_id in ids
            if (found := state_of(self._declared, operations[row_id], self._revoked)) is not None
        }
        rows = [
            self._declared.row(row_id, found.origin, found.hlc, found.fields)
            for row_id, found in resolved.items()
        ]
        rows = self._in_scope(rows)
        unknown = {row_id for row_id, found in resolved.items() if not found.is_whole}
        ready = self._ready(rows, unknown)
        self._write(ready)
        self._tell(ids, resolved)

    def _in_scope(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """On a replica with a scope, rows of roots that are here or are just coming.

        Others are in the log only: their roots were never here, or have left. A row that has itself left its
        root for another leaves the table.
        """
        if self._declared.root is None or not rows or not _has_scope(self._session):
            return rows
        roots = {row["id"]: root_of(self._session, self._declared, row) for row in rows}
        wanted = {root for root in roots.values() if root is not None} - self._welcome
        here = self._welcome | present_roots(self._session, wanted)
        outside = [row for row in rows if roots[row["id"]] not in here and row["id"] not in here]
        late = self._of_waiting(outside)
        self._needs |= late
        gone = {r["id"] for r in outside if r["id"] not in late and r[self._declared.root] is not None}
        if gone:
            self._session.execute(delete(self._declared.table).where(self._declared.table.c.id.in_(gone)))
            left = {root for row_id in gone if (root := roots[row_id]) is not None}
            note_outside(self._session, left, self._now)
        return [row for row in rows if row["id"] not in gone]

    def _of_waiting(self, rows: Sequence[Mapping[str, Any]]) -> dict[uuid.UUID, str]:
        """Attachments whose owner is waiting wait with it: until it is here nobody knows their root."""
        if self._declared.root != "entity_id" or not rows:
            return {}
        owners = select(WaitingRow.row_id).where(WaitingRow.row_id.in_([row["entity_id"] for row in rows]))
        waiting = set(self._session.scalars(owners))
        return {r["id"]: f"{r['entity']} {r['entity_id']}" for r in rows if r["entity_id"] in waiting}

    def _ready(self, rows: list[dict[str, Any]], unknown: AbstractSet[uuid.UUID]) -> list[dict[str, Any]]:
        """Rows whose beginning and references are here; the others wait, listed with what they wait for."""
        needs = self._needs | self._taken_names(rows)
        needs |= {row["id"]: f"{self._declared.name} {row['id']}" for row in rows if row["id"] in unknown}
        for reference in self._declared.references:
            wanted = {row[reference.column] for row in rows} - {None}
            target = reference.table.c[reference.target]
            known = set(self._session.scalars(select(target).where(target.in_(wanted)))) if wanted else set()
            if reference.table is self._declared.table:
                known |= _rooted(reference, [row for row in rows if row["id"] not in needs], known)
            for row in rows:
                value = row[reference.column]
                if value is not None and value not in known:
                    needs[row["id"]] = f"{reference.table.name} {value}"
        if self._declared.root == "entity_id":
            needs |= self._ownerless(rows)
        self._note_waiting(rows, needs)
        return [row for row in rows if row["id"] not in needs]

    def _ownerless(self, rows: Sequence[Mapping[str, Any]]) -> dict[uuid.UUID, str]:
        """Attachments whose owner is not here: nobody knows yet whose scope they are in."""
        owners: dict[str, set[uuid.UUID]] = defaultdict(set)
        for row in rows:
            owners[row["entity"]].add(row["entity_id"])
        here: set[uuid.UUID] = set()
        for entity, ids in owners.items():
            key = declared()[entity].table.c.id
            here |= set(self._session.scalars(select(key).where(key.in_(ids))))
        return {r["id"]: f"{r['entity']} {r['entity_id']}" for r in rows if r["entity_id"] not in here}

    def _note_waiting(self, rows: Sequence[Mapping[str, Any]], needs: Mapping[uuid.UUID, str]) -> None:
        ids = [row["id"] for row in rows]
        waiting = select(WaitingRow.row_id, WaitingRow.since).where(WaitingRow.row_id.in_(ids))
        since: dict[uuid.UUID, datetime] = dict(self._session.execute(waiting).all())
        if since:
            self._session.execute(delete(WaitingRow).where(WaitingRow.row_id.in_(since)))
            self._give_again([row for row in rows if row["id"] in since.keys() - needs.keys()])
        if needs:
            values = [
                {
                    "row_id": row_id,
                    "entity": self._declared.name,
                    "needs": text,
                    "since": since.get(row_id, self._now),
                }
                for row_id, text in needs.items()
            ]
            self._session.execute(insert(WaitingRow), values)

    def _give_again(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Peers with a scope were told of these rows' roots while the rows were not here: tell them anew."""
        roots = {root_of(self._session, self._declared, row) for row in rows} - {None}
        for part in chunks(roots):
            self._session.execute(delete(PeerRoot).where(PeerRoot.root_id.in_(part)))
        if roots:  # no operation need have come with it: without this there would be nothing new
            self._session.execute(update(Peer).values(position_given=0))

    def _taken_names(self, rows: Sequence[Mapping[str, Any]]) -> dict[uuid.UUID, str]:
        """Rows whose natural key another row holds: only databases from before natural ids can have that."""
        needs: dict[uuid.UUID, str] = {}
        table = self._declared.table
        for names in self._declared.natural:
            claims: dict[tuple[Any, ...], uuid.UUID] = {}
            for row in sorted(rows, key=lambda row: row["id"].int):
                claim = tuple(row[name] for name in names)
                if claims.setdefault(claim, row["id"]) != row["id"]:
                    needs[row["id"]] = f"{table.name} {' '.join(map(str, claim))} = {claims[claim]}"
            columns = [table.c[name] for name in names]
            firsts = {key[0] for key in claims}
            found = self._session.execute(
                select(table.c.id, *columns).where(columns[0].in_(firsts), table.c.id.not_in(claims.values()))
            )
            for holder, *key in found:
                if tuple(key) in claims:
                    needs[claims[tuple(key)]] = f"{table.name} {' '.join(map(str, key))} = {holder}"
        return needs

    def _write(self, rows: list[dict[str, Any]]) -> None:
        rows, self._twins = settle_twins(self._session, self._declared, rows)
        rows = _parents_first(self._declared, rows)
        if self._declared.table is Station.__table__:
            self._rehouse(rows)
        write_rows(self._session, self._declared.table, rows, key=("id",))
        self._applied.rows += len(rows)

    def _rehouse(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Readings go with their station when two replicas had registered it under different shards."""
        new = {row["id"]: (row["code"], row["shard_code"]) for row in rows}
        found = self._session.execute(select(Station.id, Station.shard_code).where(Station.id.in_(new)))
        for row_id, old in found.all():
            code, shard = new[row_id]
            if shard != old:
                rehouse(self._session, code, old, shard)

    def _tell(self, ids: Sequence[uuid.UUID], resolved: Mapping[uuid.UUID, Resolved]) -> None:
        """Make the inbox say of these rows what resolving found, keeping what was marked as read."""
        told = [(row_id, issue) for row_id, found in resolved.items() for issue in found.issues]
        told += self._twins.issues
        known = self._known({*ids, *self._twins.looked_at})
        for row_id, issue in told:
            self._note(row_id, issue, known.pop((row_id, issue.field, issue.kind), None))
        gone = [c.id for key, c in known.items() if key[0] in resolved or c.kind == "duplicate"]
        if gone:
            self._session.execute(delete(Conflict).where(Conflict.id.in_(gone)))

    def _known(self, ids: set[uuid.UUID]) -> dict[Any, Conflict]:
        found = self._session.scalars(select(Conflict).where(Conflict.row_id.in_(ids)))
        return {(c.row_id, c.field, c.kind): c for c in found}

    def _note(self, row_id: uuid.UUID, issue: Issue, known: Conflict | None) -> None:
        values: dict[str, Any] = {
            "base": canonical(issue.base),
            "current": canonical(issue.sides[0]["value"] if issue.sides else None),
            "sides": canonical(issue.sides),
        }
        if known is not None:
            if any(getattr(known, name) != text for name, text in values.items()):
                is_same = known.sides == values["sides"]  # what was read need not be read again
                values["dismissed_at"] = known.dismissed_at if is_same else None
                self._session.execute(update(Conflict).where(Conflict.id == known.id).values(**values))
            return
        self._applied.issues += 1
        new = {
            "entity": self._declared.name, "row_id": row_id, "field": issue.field, "kind": issue.kind,
            "found_at": self._now, "dismissed_at": None, **values,
        }  # fmt: skip
        self._session.execute(insert(Conflict), [new])


def _has_scope(session: Session) -> bool:
    return bool(session.scalar(select(Replica.scope).where(Replica.is_self)))


def _rooted(reference: Reference, rows: Sequence[Mapping[str, Any]], known: AbstractSet[Any]) -> set[Any]:
    """Of rows that may point to each other, those whose line of parents ends at one that is here."""
    found: set[Any] = set()
    left = list(rows)
    while ready := [
        row for row in left if row[reference.column] is None or row[reference.column] in known | found
    ]:
        found |= {row[reference.target] for row in ready}
        left = [row for row in left if row[reference.target] not in found]
    return found


def _parents_first(declaration: Declared, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows that point to others of their own table come after those."""
    own = next((r for r in declaration.references if r.table is declaration.table), None)
    if own is None:
        return rows
    by_target = {row[own.target]: row for row in rows}
    ordered: dict[Any, dict[str, Any]] = {}

    def place(row: dict[str, Any], depth: int = 0) -> None:
        parent = by_target.get(row[own.column])
        if parent is not None and parent["id"] not in ordered and depth < len(rows):
            place(parent, depth + 1)
        ordered.setdefault(row["id"], row)

    for row in rows:
        place(row)
    return list(ordered.values())


def conflict_sides(conflict: Conflict) -> list[dict[str, Any]]:
    """The sides of a conflict as they were found; what stands first."""
    sides: list[dict[str, Any]] = json.loads(conflict.sides)
    return sides
