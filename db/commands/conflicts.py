"""Decide conflicts, and mark as read what rules have settled."""

import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actor import Actor
from db.changes import Changes
from db.errors import NotFoundError, RuleError
from db.log import Journal
from db.schema import Conflict
from db.spelling import encode
from db.sync.apply import apply
from db.sync.declare import Declared, declared
from db.sync.resolve import DECISION


class NothingToDecideError(RuleError):
    """The item only informs."""

    template = "There is nothing to decide here: a rule has settled it. It can be marked as read."


def decide(
    session: Session, actor: Actor, conflict_id: int, value: Any, *, side: int | None = None
) -> Changes:
    """Settle a conflict for all replicas; the decision is an operation of the log like any other.

    Args:
        value: the value that shall stand, as the log spells it (times in ISO 8601, UTC).
        side: which of the conflict's sides was taken, if one was: what belongs to it comes along
            (the time since when the state holds).

    Raises:
        NotFoundError: somebody else has decided it meanwhile.
        NothingToDecideError: it only informs.
    """
    conflict = _require(session, conflict_id)
    if conflict.kind not in ("decide", "duplicate"):
        raise NothingToDecideError()
    table = declared()[conflict.entity]
    with Journal(session, actor, DECISION) as journal:
        row = session.get(table.mapper.class_, conflict.row_id)
        if row is None:  # it waits for something that is not here yet, or has left this replica's scope
            raise NotFoundError(what=conflict.entity, key=str(conflict.row_id))
        changes = {conflict.field: [_current(table, row, conflict.field), value]}
        sides: list[dict[str, Any]] = json.loads(conflict.sides)
        companions = sides[side].get("with", {}) if side is not None else {}
        for name, told in companions.items():
            changes[name] = [_current(table, row, name), told]
        journal.affirm(row, changes)
    session.flush()
    return apply(session, {conflict.entity: {conflict.row_id}}, actor.now).changes


def dismiss(session: Session, actor: Actor, conflict_id: int) -> Changes:
    """Mark an item that only informs as read, in this database."""
    conflict = _require(session, conflict_id)
    conflict.dismissed_at = actor.now
    return Changes()


def _require(session: Session, conflict_id: int) -> Conflict:
    conflict = session.scalar(select(Conflict).where(Conflict.id == conflict_id))
    if conflict is None:
        raise NotFoundError(what="conflict", key=str(conflict_id))
    return conflict


def _current(table: Declared, row: Any, field: str) -> Any:
    """A field's value as the log spells it."""
    column, _, key = field.partition(".")
    value = getattr(row, column)
    return (value or {}).get(key) if column in table.maps else encode(value)
