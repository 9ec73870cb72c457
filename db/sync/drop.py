"""Roots that leave this replica's scope, and those that come back."""

import json
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from db.changes import EVERYTHING, Changes
from db.schema import Conflict, DroppedRoot, Operation, Peer, Replica, WaitingRow
from db.sync.confirmed import confirmed
from db.sync.declare import Declared, declared
from db.sync.scope import chunks, present_roots, rows_of


def drop_roots(session: Session, roots: Collection[uuid.UUID], now: datetime) -> Changes:
    """Take rows of these roots out of the tables; the log keeps them.

    Unsent work stays until it is sent (`drop_rest`), and with it what its rows point to.
    """
    leaving = _free_to_leave(session, roots)
    tables = list(rows_of(session, leaving)) if leaving else []
    for table, ids in reversed(tables):
        for part in chunks(ids):
            session.execute(delete(table.table).where(table.table.c.id.in_(part)))
            session.execute(delete(Conflict).where(Conflict.row_id.in_(part)))
            session.execute(delete(WaitingRow).where(WaitingRow.row_id.in_(part)))
    note_outside(session, roots, now)
    return EVERYTHING if leaving else Changes()


def drop_rest(session: Session, now: datetime) -> Changes:
    """Roots that had to stay for unsent work: away with those whose work is sent by now."""
    left = present_roots(session, list(session.scalars(select(DroppedRoot.root_id))))
    return drop_roots(session, left, now) if left else Changes()


def take_back(session: Session, roots: Iterable[uuid.UUID]) -> dict[str, set[uuid.UUID]]:
    """These roots are in the scope again: what the log has of them, by entity, may be written."""
    back: set[uuid.UUID] = set()
    for part in chunks(list(roots)):
        left = DroppedRoot.root_id.in_(part)
        back.update(session.scalars(select(DroppedRoot.root_id).where(left)))
        session.execute(delete(DroppedRoot).where(left))
    return _in_log(session, back) if back else {}


def note_outside(session: Session, roots: Iterable[uuid.UUID], now: datetime) -> None:
    """What is in the log of these roots need not be in the tables (`check`)."""
    known = set(session.scalars(select(DroppedRoot.root_id)))
    new = [{"root_id": root, "at": now} for root in sorted(roots) if root not in known]
    if new:
        session.execute(insert(DroppedRoot), new)


def _in_log(session: Session, roots: set[uuid.UUID]) -> dict[str, set[uuid.UUID]]:
    """Rows of these roots, found by what their operations say: in the tables there may be none of them."""
    found: dict[str, set[uuid.UUID]] = defaultdict(set)
    for name, table in declared().items():
        if table.root == "id":
            mine = select(Operation.row_id).where(Operation.entity == name, Operation.row_id.in_(roots))
            found[name].update(session.scalars(mine))
        elif table.root is not None:
            owners = {*map(str, roots), *_codes(session, table, found)}
            if table.root == "entity_id":
                owners.update(str(row) for rows in found.values() for row in rows)
            found[name].update(_naming(session, table, owners))
    return found


def _naming(session: Session, table: Declared, owners: set[str]) -> Iterator[uuid.UUID]:
    statement = select(Operation.row_id, Operation.changes).where(
        Operation.entity == table.name, Operation.changes.contains(f'"{table.root}"', autoescape=True)
    )
    with session.execute(statement.execution_options(yield_per=5_000)) as rows:
        for row_id, text in rows:
            pair = json.loads(text).get(table.root)
            if pair is not None and pair[1] in owners:
                yield row_id


def _codes(session: Session, table: Declared, found: Mapping[str, set[uuid.UUID]]) -> Iterator[str]:
    """What the log calls the owners where it does not call them by their ids."""
    owner = next((r for r in table.references if r.column == table.root), None)
    if owner is not None and owner.target != "id":
        statement = select(Operation.changes).where(Operation.row_id.in_(found[owner.table.name]))
        for text in session.scalars(statement):
            if pair := json.loads(text).get(owner.target):
                yield pair[1]


def _free_to_leave(session: Session, roots: Collection[uuid.UUID]) -> list[uuid.UUID]:
    """Those without unsent work that no row which stays points to."""
    leaving = set(roots) - _with_unsent_work(session, roots)
    while held := _pointed_at(session, leaving):
        leaving -= held
    return sorted(leaving)


def _pointed_at(session: Session, leaving: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Those of these roots (sites, stations) that other roots (orders) name."""
    found: set[uuid.UUID] = set()
    for table in declared().values():
        for reference in table.references if table.root == "id" else ():
            target = declared().get(reference.table.name)
            if target is None or target.root != "id":
                continue
            column = table.table.c[reference.column]
            pairs = select(table.table.c.id, reference.table.c.id).join(
                reference.table, column == reference.table.c[reference.target]
            )
            for part in chunks(leaving):
                rows = session.execute(pairs.where(reference.table.c.id.in_(part)))
                found.update(root for owner, root in rows if owner not in leaving)
    return found


def _with_unsent_work(session: Session, roots: Collection[uuid.UUID]) -> set[uuid.UUID]:
    own = session.execute(select(Replica.id, Replica.seq).where(Replica.is_self)).one()
    sent = confirmed(session.scalars(select(Peer.given)), own[0])
    if sent >= own[1]:
        return set()
    return {root for root in roots if _is_unsent(session, root, own[0], sent)}


def _is_unsent(session: Session, root: uuid.UUID, replica: uuid.UUID, sent: int) -> bool:
    for _, ids in rows_of(session, [root]):
        for part in chunks(ids):
            found = select(func.count()).where(
                Operation.row_id.in_(part), Operation.replica == replica, Operation.seq > sent
            )
            if session.scalar(found):
                return True
    return False
