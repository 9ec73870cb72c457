"""Stations, sites, orders, the log and refusals for dumps: columns that stay, rows in a stable order."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy.orm import Session

from db.commands.intake import KEEP_REFUSED
from db.queries import log as log_queries
from db.queries import sites as site_queries
from db.queries import stations as station_queries
from db.queries import status
from db.queries import tasks as task_queries
from db.queries.access import may_read
from db.queries.device_page import masked
from db.queries.tasks import PartRecord, StepRecord, TaskRecord
from db.rules.tasks import OPEN_STATES, State, overall
from db.schema import Device
from db.spelling import canonical
from db.times import CHINA

STATIONS = ("code", "name", "level", "unit", "lon", "lat", "datum", "mn", "pw")
"""What `load stations` reads: a dump can be loaded again."""
SITES = (
    "code", "name", "campaign", "unit", "unit_name", "county", "address", "lon", "lat", "owner", "person",
    "phone", "state", "deadline", "open_tasks", "fields",
)  # fmt: skip
TASKS = (
    "number", "title", "source", "campaign", "site", "station", "unit", "unit_name", "state", "deadline",
    "dispatched_at", "state_since", "created_at",
)  # fmt: skip
LOG = (
    "position", "replica", "seq", "hlc", "recorded_at", "person", "command", "entity", "row_id", "action",
    "changes", "hash",
)  # fmt: skip
REFUSED = ("time", "source", "reason", "detail", "raw")


class _Asked(Protocol):
    @property
    def stations(self) -> Sequence[str] | None: ...
    @property
    def open_only(self) -> bool: ...
    def covers(self, seconds: float) -> bool: ...


def stations(session: Session, asked: _Asked) -> Iterator[Sequence[Any]]:
    """Stations by county and code with their first device; its password where the login may read it."""
    for s in station_queries.stations(session, passwords=may_read(session, Device)):
        if asked.stations is None or s.code in asked.stations:
            yield s.code, s.name, s.level, s.unit_code, s.lon, s.lat, s.datum, s.mn, s.password


def sites(session: Session, asked: _Asked) -> Iterator[Sequence[Any]]:
    """Sites by code, once for each campaign; `fields` is a JSON object."""
    for row in _sites(session):
        yield (*row[:-1], canonical(row[-1]))


def site_objects(session: Session, asked: _Asked) -> Iterator[dict[str, Any]]:
    """The same as JSON objects."""
    return (dict(zip(SITES, row, strict=True)) for row in _sites(session))


def _sites(session: Session) -> Iterator[tuple[Any, ...]]:
    found = sorted(site_queries.sites(session), key=lambda site: (site.code, site.campaign_key))
    for s in found:
        place = (s.unit_code, s.unit_name, s.county_code, s.address, s.lon, s.lat)
        state = (s.state, _local(s.deadline), s.open_tasks, s.fields)
        yield s.code, s.name, s.campaign_key, *place, s.owner, s.person, s.phone, *state


def tasks(session: Session, asked: _Asked) -> Iterator[Sequence[Any]]:
    """Parts of orders by number and unit."""
    for p in _parts(session, asked):
        order = (p.number, p.title, p.source, p.campaign_key, p.site_code, p.station_code)
        times = (p.deadline, p.dispatched_at, p.state_since, p.created_at)
        yield *order, p.unit_code, p.unit_name, p.state, *map(_local, times)


def task_objects(session: Session, asked: _Asked) -> Iterator[dict[str, Any]]:
    """Orders by number with their parts and steps; nothing in them is this replica's own."""
    wanted = {part.number for part in _parts(session, asked)}
    yield from (_order(task) for task in task_queries.tasks(session) if task.number in wanted)


def _parts(session: Session, asked: _Asked) -> list[PartRecord]:
    states = OPEN_STATES if asked.open_only else None
    return [p for p in task_queries.parts(session, states=states) if asked.covers(p.created_at.timestamp())]


def _order(task: TaskRecord) -> dict[str, Any]:
    return {
        "number": task.number,
        "title": task.title,
        "source": task.source,
        "state": overall([State(part.state) for part in task.parts]),
        "campaign": task.campaign_key,
        "site": task.site_code,
        "station": task.station_code,
        "created_at": _local(task.created_at),
        "created_by": task.created_by,
        "found": task.found,
        "required": task.required,
        "legal_basis": task.legal_basis,
        "parts": [_part(part) for part in task.parts],
        "steps": [_step(step) for step in task.steps],
    }


def _part(part: PartRecord) -> dict[str, Any]:
    return {
        "unit": part.unit_code,
        "unit_name": part.unit_name,
        "state": part.state,
        "deadline": _local(part.deadline),
        "dispatched_at": _local(part.dispatched_at),
        "state_since": _local(part.state_since),
    }


def _step(step: StepRecord) -> dict[str, Any]:
    return {
        "at": _local(step.at),
        "step": step.step,
        "from": step.from_state,
        "to": step.to_state,
        "unit_name": step.unit_name,
        "person": step.person,
        "note": step.note,
    }


def log(session: Session, asked: _Asked) -> Iterator[Sequence[Any]]:
    """Operations in order of arrival in this database."""
    for o in log_queries.operations(session):
        if asked.covers(o.recorded_at.timestamp()):
            clock = (o.position, str(o.replica), o.seq, o.hlc, _local(o.recorded_at))
            yield *clock, o.person, o.command, o.entity, str(o.row_id), o.action, o.changes, o.hash


def refused(session: Session, asked: _Asked) -> Iterator[Sequence[Any]]:
    """Refused frames and rows, oldest first; without the passwords of devices."""
    for r in reversed(status.refused(session, limit=KEEP_REFUSED)):
        if asked.covers(r.at.timestamp()):
            yield _local(r.at), r.source, r.reason, masked(r.detail), masked(r.raw)


def _local(value: datetime | None) -> str | None:
    """China time to the second, as readings have it."""
    if value is None:
        return None
    return value.astimezone(CHINA).replace(tzinfo=None).isoformat(timespec="seconds")
