"""The conflict inbox: what merging found of a row, with both sides, who and when."""

import json
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, select, tuple_
from sqlalchemy.orm import Session

from db.queries.access import own_replicas
from db.queries.sync import replica_names
from db.queries.things import Thing, person_names, things, unit_codes, unit_names
from db.schema import Conflict, Operation
from db.sync.scope import chunks
from db.times import from_epoch

LIMIT = 2_000
_ORDER = case({"decide": 0, "late": 1, "duplicate": 2}, value=Conflict.kind, else_=3)


@dataclass(frozen=True, slots=True)
class SideRecord:
    """A value of the field as one author wrote it, or one of two things that carry one number."""

    value: Any
    person: str | None = None
    replica: str = ""
    is_self: bool = False
    side: str = ""
    claimed_at: datetime | None = None
    received_at: datetime | None = None
    clock_off_ms: int | None = None
    command: str = ""
    edited: dict[str, Any] | None = None
    """Where the row was deleted on the other side: what was changed on this one."""
    thing: Thing | None = None
    """Of a doubled number: which of the two."""


@dataclass(frozen=True, slots=True)
class ConflictRecord:
    """Something to decide (`decide`) or to know; the first side is what stands meanwhile."""

    id: int
    kind: str
    field: str
    thing: Thing
    base: Any
    sides: tuple[SideRecord, ...]
    found_at: datetime
    dismissed_at: datetime | None

    @property
    def is_own(self) -> bool:
        """Whether a side that does not stand was written here."""
        return any(side.is_self for side in self.sides[1:])


@dataclass(frozen=True, slots=True)
class InboxRecord:
    """Conflicts, what waits for a person first, and names for the codes in their values."""

    conflicts: tuple[ConflictRecord, ...]
    unit_names: dict[str, str]


def inbox(session: Session, limit: int = LIMIT) -> InboxRecord:
    """All that is to decide, then what is to know, the newest first; what was read comes last."""
    rows = session.scalars(
        select(Conflict)
        .order_by(Conflict.dismissed_at.is_not(None), _ORDER, Conflict.found_at.desc(), Conflict.id.desc())
        .limit(limit)
    ).all()
    found = [(row, json.loads(row.base), json.loads(row.sides)) for row in rows]
    known = _Known(session, [(row.entity, row.row_id, sides) for row, _, sides in found])
    conflicts = tuple(
        ConflictRecord(
            id=row.id,
            kind=row.kind,
            field=row.field,
            thing=known.things[row.row_id],
            base=base,
            sides=tuple(known.side(row.entity, side) for side in sides),
            found_at=row.found_at,
            dismissed_at=row.dismissed_at,
        )
        for row, base, sides in found
    )
    return InboxRecord(conflicts, unit_names(session, _codes(conflicts)))


def _codes(conflicts: Iterable[ConflictRecord]) -> set[str]:
    """Codes of units among the values."""
    found: set[str] = set()
    for one in conflicts:
        found |= unit_codes(one.field, (one.base, *(side.value for side in one.sides)))
        for side in one.sides:
            for name, value in (side.edited or {}).items():
                found |= unit_codes(name, (value,))
    return found


_Asked = tuple[str, uuid.UUID, list[dict[str, Any]]]


class _Known:
    """What the sides name by id, read in a few statements for all conflicts together."""

    def __init__(self, session: Session, asked: Sequence[_Asked]) -> None:
        sides = [side for _, _, found in asked for side in found]
        self._replicas = replica_names(session)
        self._own = own_replicas(session)
        self._people = person_names(session, {uuid.UUID(s["person_id"]) for s in sides if s.get("person_id")})
        self._arrivals = _arrivals(
            session, [(uuid.UUID(s["replica"]), s["seq"]) for s in sides if "seq" in s]
        )
        rows = {(entity, row_id) for entity, row_id, _ in asked}
        self.things = things(session, rows | set(_twins(asked)))

    def side(self, entity: str, side: dict[str, Any]) -> SideRecord:
        """A side in words."""
        if "row_id" in side:
            return SideRecord(side["value"], thing=self.things[uuid.UUID(side["row_id"])])
        replica = uuid.UUID(side["replica"])
        received, off = self._arrivals.get((replica, side["seq"]), (None, None))
        person = side.get("person_id")
        return SideRecord(
            value=side["value"],
            person=self._people.get(uuid.UUID(person)) if person else None,
            replica=self._replicas.get(replica, ""),
            is_self=replica in self._own,
            side=side.get("side") or "",
            claimed_at=from_epoch(side["claimed_ms"] / 1000),
            received_at=received,
            clock_off_ms=off,
            command=side["command"],
            edited=side.get("edited"),
        )


def _twins(asked: Sequence[_Asked]) -> Iterator[tuple[str, uuid.UUID]]:
    for entity, _, sides in asked:
        for side in sides:
            if "row_id" in side:
                yield entity, uuid.UUID(side["row_id"])


def _arrivals(
    session: Session, keys: Sequence[tuple[uuid.UUID, int]]
) -> dict[tuple[uuid.UUID, int], tuple[datetime, int | None]]:
    """When these operations came here, and how far their clocks were off."""
    found: dict[tuple[uuid.UUID, int], tuple[datetime, int | None]] = {}
    for part in chunks(set(keys), 2_000):
        rows = session.execute(
            select(Operation.replica, Operation.seq, Operation.recorded_at, Operation.clock_off_ms).where(
                tuple_(Operation.replica, Operation.seq).in_(part)
            )
        )
        found |= {(replica, seq): (at, off) for replica, seq, at, off in rows}
    return found
