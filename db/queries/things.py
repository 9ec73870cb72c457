"""What people call a row of the record: an order by number and matter, a check by its site, …"""

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import func, literal, select
from sqlalchemy.orm import Session

from db.schema import (
    Assignment,
    Attachment,
    Check,
    Device,
    DutyNote,
    Escalation,
    Member,
    Membership,
    Pairing,
    Person,
    Shift,
    ShiftEvent,
    Site,
    Station,
    Task,
    TaskStep,
    Unit,
    UnitPairing,
)
from db.sync.scope import chunks

Row = tuple[str, uuid.UUID]
"""Entity and id."""

_UNIT_FIELDS = frozenset({"unit_code", "parent_code"})
_LONGEST_CODE = 32


@dataclass(frozen=True, slots=True)
class Thing:
    """A row in people's words. Parts of an order or a site carry its code and name."""

    entity: str
    row_id: uuid.UUID
    root: str
    """What `code` names: `task`, `site`, `station`, `person`, `unit`, `member`; "" where it is not here."""
    code: str = ""
    name: str = ""
    detail: str = ""
    """The unit of an order's part, the name of a file, the number of a device."""
    campaign_key: str | None = None


_NONE = literal("")


def _task_parts(model: Any, detail: Any) -> Any:
    statement = select(model.id, Task.number, Task.title, detail, Task.campaign_key)
    return statement.join(Task, Task.id == model.task_id)


def _site_parts(model: Any) -> Any:
    statement = select(model.id, Site.code, Site.name, _NONE, model.campaign_key)
    return statement.join(Site, Site.id == model.site_id)


def _pairings() -> Any:
    unit = func.coalesce(Unit.short_name, Unit.name)
    statement = select(Pairing.id, Site.code, Site.name, unit, literal(None))
    return statement.join(Site, Site.id == Pairing.site_id).join(Unit, Unit.code == Pairing.unit_code)


def _unit_pairings() -> Any:
    statement = select(UnitPairing.id, Unit.code, Unit.name, _NONE, UnitPairing.campaign_key)
    return statement.join(Unit, Unit.code == UnitPairing.unit_code)


def _shift_events() -> Any:
    statement = select(ShiftEvent.id, Site.code, Site.name, ShiftEvent.name, Shift.campaign_key)
    return statement.join(Site, Site.id == ShiftEvent.site_id).join(Shift, Shift.id == ShiftEvent.shift_id)


def _escalations() -> Any:
    unit = func.coalesce(Unit.short_name, Unit.name)
    return _task_parts(Escalation, unit).join(Unit, Unit.code == Escalation.unit_code)


def _duty_notes() -> Any:
    statement = select(DutyNote.id, Unit.code, Unit.name, DutyNote.name, literal(None))
    return statement.join(Unit, Unit.code == DutyNote.unit_code)


def _assignments() -> Any:
    unit = func.coalesce(Unit.short_name, Unit.name)
    return _task_parts(Assignment, unit).join(Unit, Unit.code == Assignment.unit_code)


_STATEMENTS: dict[str, tuple[str, Any, Callable[[], Any]]] = {
    "task": ("task", Task.id, lambda: select(Task.id, Task.number, Task.title, _NONE, Task.campaign_key)),
    "assignment": ("task", Assignment.id, _assignments),
    "task_step": ("task", TaskStep.id, lambda: _task_parts(TaskStep, _NONE)),
    "site": ("site", Site.id, lambda: select(Site.id, Site.code, Site.name, _NONE, literal(None))),
    "membership": ("site", Membership.id, lambda: _site_parts(Membership)),
    "site_check": ("site", Check.id, lambda: _site_parts(Check)),
    "pairing": ("site", Pairing.id, _pairings),
    "unit_pairing": ("unit", UnitPairing.id, _unit_pairings),
    "shift": (
        "site",
        Shift.id,
        lambda: select(Shift.id, Site.code, Site.name, Shift.name, Shift.campaign_key).join(
            Site, Site.id == Shift.site_id
        ),
    ),
    "shift_event": ("site", ShiftEvent.id, _shift_events),
    "escalation": ("task", Escalation.id, _escalations),
    "duty_note": ("unit", DutyNote.id, _duty_notes),
    "station": (
        "station",
        Station.id,
        lambda: select(Station.id, Station.code, Station.name, _NONE, literal(None)),
    ),
    "device": (
        "station",
        Device.id,
        lambda: select(Device.id, Device.station_code, Station.name, Device.mn, literal(None)).outerjoin(
            Station, Station.code == Device.station_code
        ),
    ),
    "person": ("person", Person.id, lambda: select(Person.id, _NONE, Person.name, _NONE, literal(None))),
    "unit": ("unit", Unit.id, lambda: select(Unit.id, Unit.code, Unit.name, _NONE, literal(None))),
    "member": ("member", Member.id, lambda: select(Member.id, Member.tag, Member.name, _NONE, literal(None))),
}
"""Entity -> what its code names, its key, and id, code, name, detail, campaign of its rows."""


def things(session: Session, rows: Iterable[Row]) -> dict[uuid.UUID, Thing]:
    """These rows in words; one that is not in the tables (it waits, or left the scope) has no root."""
    wanted: dict[str, set[uuid.UUID]] = defaultdict(set)
    for entity, row_id in rows:
        wanted[entity].add(row_id)
    found = {row_id: Thing(entity, row_id, "") for entity, ids in wanted.items() for row_id in ids}
    for entity, ids in wanted.items():
        read = _attachments if entity == "attachment" else _plain
        found |= {thing.row_id: thing for thing in read(session, entity, sorted(ids))}
    return found


def _plain(session: Session, entity: str, ids: Sequence[uuid.UUID]) -> Iterator[Thing]:
    if entity not in _STATEMENTS:
        return
    root, key, statement = _STATEMENTS[entity]
    for chunk in chunks(ids):
        for row_id, code, name, detail, campaign in session.execute(statement().where(key.in_(chunk))):
            yield Thing(entity, row_id, root, code or "", name or "", detail, campaign)


def _attachments(session: Session, entity: str, ids: Sequence[uuid.UUID]) -> Iterator[Thing]:
    """A file by its name, at the thing that it belongs to."""
    columns = (Attachment.id, Attachment.entity, Attachment.entity_id, Attachment.name)
    rows: list[Any] = []
    for chunk in chunks(ids):
        rows += session.execute(select(*columns).where(Attachment.id.in_(chunk))).all()
    owners = things(session, {(row.entity, row.entity_id) for row in rows})
    for row in rows:
        yield replace(owners[row.entity_id], entity=entity, row_id=row.id, detail=row.name)


def unit_codes(field: str, values: Iterable[Any]) -> set[str]:
    """Those values of a logged field that may be codes of units; a campaign's own fields may be, too."""
    if field not in _UNIT_FIELDS and not field.startswith("fields."):
        return set()
    return {value for value in values if isinstance(value, str) and 0 < len(value) <= _LONGEST_CODE}


def unit_names(session: Session, codes: Iterable[str]) -> dict[str, str]:
    """What people call these units."""
    found: dict[str, str] = {}
    for chunk in chunks(set(codes)):
        statement = select(Unit.code, func.coalesce(Unit.short_name, Unit.name)).where(Unit.code.in_(chunk))
        found |= {row[0]: row[1] for row in session.execute(statement)}
    return found


def person_names(session: Session, ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Names of these people."""
    found: dict[uuid.UUID, str] = {}
    for chunk in chunks(set(ids)):
        statement = select(Person.id, Person.name).where(Person.id.in_(chunk))
        found |= {row[0]: row[1] for row in session.execute(statement)}
    return found
