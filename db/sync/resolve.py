"""What a row is, from the set of its operations, whatever order they came in. Pure: no session, no clock."""

import heapq
import json
import uuid
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Any, Literal, NamedTuple

from db.schema import SCHEMA_VERSION
from db.sync.declare import Declared
from db.sync.guards import GUARDS
from db.sync.lift import lift

DECISION = "conflicts.decide"
"""Command of a person's decision: it counts whatever the transition table says."""

PARSED = "parsed"
"""Key of an operation's changes where they have been read already."""

IssueKind = Literal["decide", "overruled", "late", "duplicate"]


class Op(NamedTuple):
    """An operation as resolving needs it. (A tuple: they are made by the hundred thousand.)"""

    replica: uuid.UUID
    seq: int
    hlc: int
    claimed_ms: int
    side: str
    person_id: uuid.UUID | None
    command: str
    change_id: uuid.UUID
    action: str
    changes: Mapping[str, Sequence[Any]]
    parents: tuple[tuple[uuid.UUID, int], ...]

    @property
    def key(self) -> tuple[uuid.UUID, int]:
        return self.replica, self.seq

    @property
    def rank(self) -> tuple[int, bytes, int]:
        """Which of two operations that did not know of each other is the later one."""
        return self.claimed_ms, self.replica.bytes, self.seq


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that people must decide or know: values of one field that did not know of each other."""

    kind: IssueKind
    field: str
    base: Any
    sides: list[dict[str, Any]]
    """What stands first."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A row's fields as the log spells them, and what is to be told of it."""

    fields: dict[str, Any]
    origin: uuid.UUID
    hlc: int
    issues: list[Issue] = field(default_factory=list)
    is_whole: bool = True
    """The operation that made the row is among them."""


def op_from(values: Mapping[str, Any]) -> Op:
    """An operation of the log, lifted to today's form."""
    is_current = values["schema_version"] == SCHEMA_VERSION
    v = values if is_current else lift(dict(values))
    changes = values.get(PARSED) if is_current else None
    text = v["parents"]
    parents = json.loads(text) if text and text != "[]" else []
    return Op(
        v["replica"],
        v["seq"],
        v["hlc"],
        v["claimed_ms"],
        v["side"],
        v["person_id"],
        v["command"],
        v["change_id"],
        v["action"],
        json.loads(v["changes"]) if changes is None else changes,
        tuple([(_uuid(r), s) for r, s in parents]),
    )


_uuid = lru_cache(maxsize=4096)(uuid.UUID)
"""There are few replicas and many operations."""


def resolve(
    declared: Declared, ops: Iterable[Op], void: Container[tuple[uuid.UUID, int]] = frozenset()
) -> Resolved | None:
    """The row that these operations make; None where none of them counts.

    Args:
        ops: all known operations on one row, in any order.
        void: those that do not count. Others may have seen them, so they keep their place in the history.
    """
    known = _settled(declared, list(ops), void)
    counting = {op.key for op in known if op.key not in void and _may_write(declared, op)}
    if not counting:
        return None
    line = _line(declared, known) if len(counting) == len(known) else None
    return line or _Resolution(declared, _History(known), counting).run()


def outcast(
    declared: Declared, ops: Sequence[Op], void: Container[tuple[uuid.UUID, int]], deleted_at: str
) -> Resolved | None:
    """A row whose beginning does not count: deleted, unless an operation that counts has decided about that.

    Others who worked on it before they knew are told.
    """
    whole = resolve(declared, ops)
    others = [op for op in ops if op.key not in void and _may_write(declared, op)]
    if whole is None or any("deleted_at" in op.changes for op in others):
        return whole
    whole.fields["deleted_at"] = deleted_at
    whole.issues[:] = [issue for issue in whole.issues if issue.field != "deleted_at"]
    if others:
        first = min((op for op in ops if op.key in void), key=lambda op: op.rank)
        edits = [_edit(op) for op in sorted(others, key=lambda op: op.rank, reverse=True)]
        whole.issues.append(Issue("decide", "deleted_at", None, [_as_side(first, deleted_at), *edits]))
    return whole


def _may_write(declared: Declared, op: Op) -> bool:
    return op.side == "office" or not declared.office_only


def _settled(declared: Declared, ops: list[Op], void: Container[tuple[uuid.UUID, int]]) -> list[Op]:
    """The same operations, those of field replicas without the fields that are not theirs to change."""
    if not declared.settled:
        return ops
    offices = [op for op in ops if op.side == "office" and op.key not in void]
    said = {name for op in offices for name in op.changes} & declared.settled

    def without(op: Op) -> Op:
        taken = said if op.action == "insert" else declared.settled
        if op.side == "office" or taken.isdisjoint(op.changes):
            return op
        return op._replace(changes={name: pair for name, pair in op.changes.items() if name not in taken})

    return [without(op) for op in ops]


def _line(declared: Declared, ops: list[Op]) -> Resolved | None:
    """The row when its operations follow one another, which is nearly always so; None when they do not."""
    ops.sort(key=lambda op: op.hlc)
    if any(later.parents != (earlier.key,) for earlier, later in pairwise(ops)) or ops[0].parents:
        return None
    fields: dict[str, Any] = {}
    for op in ops:
        for name, guard in declared.guards.items():
            if name in op.changes and not _is_allowed(guard, fields.get(name), name, op):
                return None
        fields.update({name: pair[1] for name, pair in op.changes.items()})
    return Resolved(fields, ops[0].replica, ops[-1].hlc, is_whole=ops[0].action == "insert")


def _is_allowed(guard: str, current: Any, name: str, op: Op) -> bool:
    seen, new = op.changes[name]
    is_free = current is None or new == current or op.command == DECISION
    return is_free or GUARDS[guard].allows(current, new, seen)


class _History:
    """The operations in causal order, and who had seen whom (bit masks over that order)."""

    def __init__(self, ops: Iterable[Op]) -> None:
        by_key = {op.key: op for op in ops}
        parents = {op.key: _known_parents(op, by_key) for op in by_key.values()}
        previous: dict[uuid.UUID, tuple[uuid.UUID, int]] = {}
        for key in sorted(by_key):  # a replica has seen all that it wrote before
            if key[0] in previous:
                parents[key].add(previous[key[0]])
            previous[key[0]] = key
        self.ops = _causal(by_key, parents)
        index = {op.key: i for i, op in enumerate(self.ops)}
        self.seen: list[int] = []
        for op in self.ops:
            mask = 0
            for parent in parents[op.key]:
                mask |= self.seen[index[parent]] | 1 << index[parent]
            self.seen.append(mask)

    def heads(self, indices: Sequence[int]) -> list[int]:
        """Of these operations, those that no other of them had seen."""
        covered = 0
        for i in indices:
            covered |= self.seen[i]
        return [i for i in indices if not covered >> i & 1]

    def knew(self, later: int, earlier: int) -> bool:
        """Whether the author of one had seen the other."""
        return bool(self.seen[later] >> earlier & 1)


def _known_parents(op: Op, by_key: Mapping[Any, Op]) -> set[tuple[uuid.UUID, int]]:
    # one that has not arrived yet is left out; the row is resolved again when it does
    return {key for key in op.parents if key in by_key}


def _causal(by_key: Mapping[Any, Op], parents: Mapping[Any, set[Any]]) -> list[Op]:
    """Parents first; among those free to come, the earlier claimed time."""
    missing = {key: len(found) for key, found in parents.items()}
    children: dict[Any, list[Any]] = {}
    for key, found in parents.items():
        for parent in found:
            children.setdefault(parent, []).append(key)
    ready = [(by_key[key].rank, key) for key, count in missing.items() if count == 0]
    heapq.heapify(ready)
    order: list[Op] = []
    while ready:
        _, key = heapq.heappop(ready)
        order.append(by_key[key])
        for child in children.get(key, ()):
            missing[child] -= 1
            if missing[child] == 0:
                heapq.heappush(ready, (by_key[child].rank, child))
    return order


class _Resolution:
    """One run over one row."""

    def __init__(self, declared: Declared, history: _History, counting: Container[Any]) -> None:
        self._declared, self._history, self._ops = declared, history, history.ops
        self._counting = [i for i, op in enumerate(history.ops) if op.key in counting]
        self._touching: dict[str, list[int]] = {}
        for index in self._counting:
            for name in self._ops[index].changes:
                self._touching.setdefault(name, []).append(index)
        self._fields: dict[str, Any] = {}
        self._standing: dict[str, list[int]] = {}
        """By field that others follow: the operations whose value of it counted."""
        self._issues: list[Issue] = []

    def run(self) -> Resolved:
        followers = [name for name in self._touching if self._declared.policy(name).follows]
        for name in self._touching:
            if name not in followers:
                self._settle(name)
        for name in followers:
            self._follow(name)
        self._look_for_edits_of_deleted()
        ops = [self._ops[i] for i in self._counting]
        return Resolved(
            fields=self._fields,
            origin=ops[0].replica,
            hlc=max(op.hlc for op in ops),
            issues=sorted(self._issues, key=lambda issue: (issue.kind, issue.field)),
            is_whole=any(op.action == "insert" for op in ops),
        )

    def _settle(self, name: str) -> None:
        indices = self._touching[name]
        policy = self._declared.policy(name)
        if policy.guard is not None:
            self._settle_guarded(name, indices)
            return
        heads = self._history.heads(indices)
        winner = heads[0] if len(heads) == 1 else self._later(heads, policy.writer)
        self._take(name, winner, [i for i in indices if i == winner or self._history.knew(winner, i)])
        self._tell(name, winner, heads, "decide" if policy.asks else "overruled")

    def _take(self, name: str, winner: int, standing: list[int]) -> None:
        self._fields[name] = self._ops[winner].changes[name][1]
        self._standing[name] = standing

    def _later(self, heads: Sequence[int], writer: str | None) -> int:
        """The one that stands: the writer's own before others', then the later claimed one."""
        return max(heads, key=lambda i: (self._ops[i].side == writer, self._ops[i].rank))

    def _settle_guarded(self, name: str, indices: Sequence[int]) -> None:
        """Walk through the states in causal order; what the transition table forbids has no effect."""
        guard = str(self._declared.policy(name).guard)
        current: Any = None
        applied: list[int] = []
        finished_at: dict[int, bool] = {}
        for i in indices:
            new = self._ops[i].changes[name][1]
            if _is_allowed(guard, current, name, self._ops[i]):
                current = new
                applied.append(i)
            finished_at[i] = i not in applied and GUARDS[guard].is_finished(current)
        winner = applied[-1]
        self._take(name, winner, applied)
        heads = self._history.heads(indices)
        self._tell(name, winner, [i for i in heads if finished_at[i]], "late")
        self._tell(name, winner, [i for i in heads if not finished_at[i]], "decide")

    def _follow(self, name: str) -> None:
        """A column that counts only where its operation's value of the leading column does."""
        leader = str(self._declared.policy(name).follows)
        standing = set(self._standing.get(leader, ()))
        indices = self._touching[name]
        counted = [i for i in indices if i in standing or leader not in self._ops[i].changes]
        self._fields[name] = (
            self._ops[counted[-1]].changes[name][1] if counted else self._ops[indices[0]].changes[name][0]
        )

    def _tell(self, name: str, winner: int, heads: Sequence[int], kind: IssueKind) -> None:
        """Note the heads whose value is neither what stands nor a step on the way to it."""
        told = {self._key(name, self._fields[name])}
        others: list[int] = []
        for i in sorted(heads, key=lambda i: self._ops[i].rank, reverse=True):
            value = self._key(name, self._ops[i].changes[name][1])
            if i == winner or self._history.knew(winner, i) or value in told | self._since(name, i, winner):
                continue
            told.add(value)
            others.append(i)
        if others:
            sides = [self._side(name, i) for i in (winner, *others)]
            self._issues.append(Issue(kind, name, self._base(name, winner, min(others)), sides))

    def _since(self, name: str, other: int, winner: int) -> set[str]:
        """Values that others went through, with effect, after they parted from this one.

        A step that somebody else did as well, and went on from, is no question.
        """
        last = set(self._history.heads(self._touching[name])) - {winner}
        return {
            self._key(name, self._ops[i].changes[name][1])
            for i in self._standing[name]
            if i not in last and not self._history.knew(other, i)
        }

    def _base(self, name: str, winner: int, other: int) -> Any:
        """The value before the two branches parted."""
        branch = [
            i
            for i in self._touching[name]
            if (i == other or self._history.knew(other, i))
            and not (i == winner or self._history.knew(winner, i))
        ]
        return self._ops[branch[0]].changes[name][0]

    def _side(self, name: str, index: int) -> dict[str, Any]:
        op = self._ops[index]
        followers = {
            other: pair[1]
            for other, pair in op.changes.items()
            if self._declared.policy(other).follows == name
        }
        return _as_side(op, op.changes[name][1]) | {"with": followers}

    def _look_for_edits_of_deleted(self) -> None:
        """Deleted on one side, worked on at the other: the row stays deleted, and somebody must look."""
        if self._fields.get("deleted_at") is None:
            return
        winner = self._standing["deleted_at"][-1]
        missed = [
            i
            for i in self._counting
            if "deleted_at" not in self._ops[i].changes
            and not self._history.knew(winner, i)
            and not self._history.knew(i, winner)
        ]
        if not missed:
            return
        edits = [_edit(self._ops[i]) for i in self._history.heads(missed)]
        known = next((issue for issue in self._issues if issue.field == "deleted_at"), None)
        if known is not None:  # restored by a third
            known.sides.extend(edits)
        else:
            self._issues.append(
                Issue("decide", "deleted_at", None, [self._side("deleted_at", winner), *edits])
            )

    @staticmethod
    def _key(name: str, value: Any) -> str:
        if name == "deleted_at":  # deleted on two sides at two times is no question
            return str(value is not None)
        return json.dumps(value, sort_keys=True)


def _edit(op: Op) -> dict[str, Any]:
    """Work on a row that was deleted on the other side."""
    return _as_side(op, None) | {"edited": {name: pair[1] for name, pair in op.changes.items()}}


def _as_side(op: Op, value: Any) -> dict[str, Any]:
    return {
        "replica": str(op.replica),
        "seq": op.seq,
        "value": value,
        "person_id": str(op.person_id) if op.person_id else None,
        "claimed_ms": op.claimed_ms,
        "command": op.command,
        "change_id": str(op.change_id),
        "side": op.side,
        "with": {},
    }
