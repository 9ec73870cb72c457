"""A small record to be killed in, and what can be asked of it afterwards."""

import hashlib
import uuid
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from db.actor import Actor
from db.check import check
from db.commands import attachments, divisions, readings, sites, stations, tasks, units
from db.commands.sites import SiteData
from db.commands.stations import StationRow
from db.commands.tasks import NewTask
from db.commands.units import NewUnit
from db.engine import Database, open_database
from db.identity import Founding
from db.rules.campaigns import load_folder
from db.rules.regions import DivisionRow
from db.schema import (
    Assignment,
    Attachment,
    Blob,
    Observation,
    Operation,
    Replica,
    Seal,
    Site,
    Task,
    TaskStep,
)
from db.setup import prepare
from db.sync.declare import declared
from resources import folder

NOW = datetime(2026, 3, 20, 8, 0, tzinfo=UTC)
ACTOR = Actor(now=NOW)
COUNTY, TOWN, DEPARTMENT = "130424", "130424100", "130424-ZJ"
HOUR = 1_773_878_400  # 2026-03-19 00:00 UTC, where a day of readings begins

_DIVISIONS = [
    DivisionRow("130400", "邯郸市", "city", None, None, None),
    DivisionRow(COUNTY, "成安县", "county", "130400", None, None),
    DivisionRow(TOWN, "成安镇", "township", COUNTY, None, None),
]
_OPENED: dict[str, Database] = {}


def opened(url: str) -> Database:
    """The database at a URL; its engine, which knows the statements already, is used again and again."""
    if url not in _OPENED:
        _OPENED[url] = open_database(url)
    return _OPENED[url]


def close_all(below: Path | None = None) -> None:
    """Close the connections (to what is in a folder): the process may fork then, files may be replaced."""
    for url, database in _OPENED.items():
        if below is None or f"{below}/" in url:
            database.close()


def found(url: str, founding: Founding | None = None) -> Database:
    """A new record with a campaign and a few divisions."""
    database = begun(url, founding)
    with database.writing() as session:
        divisions.load_divisions(session, _DIVISIONS, {}, source="test", now=NOW)
    return database


def begun(url: str, founding: Founding | None = None) -> Database:
    """A new record with a campaign and no divisions."""
    database = opened(url)
    prepare(database, NOW, founding)
    dust = load_folder(folder("campaigns"))[0]["dust"]
    with database.writing() as session:
        divisions.load_campaigns(session, [dust], source="test", now=NOW)
    return database


def add_department(database: Database) -> None:
    with database.writing() as session:
        units.add_units(session, ACTOR, [NewUnit(DEPARTMENT, "成安县住建局", "department", COUNTY)])


def add_order(database: Database, title: str, unit: str = TOWN) -> str:
    """An order that is sent out at once: four operations; its number."""
    with database.writing() as session:
        return tasks.new(session, ACTOR, NewTask(title, [unit]))


def add_site(database: Database, name: str, content: bytes) -> None:
    """A site with its place in a campaign and a photo, in one transaction: three operations."""
    with database.writing() as session:
        site = sites.add(session, ACTOR, SiteData(name, TOWN, "dust", fields={"area": 1}))
        session.flush()
        attachments.add(session, ACTOR, "site", site.id, "前.jpg", "image/jpeg", content)


def add_station(database: Database, code: str) -> None:
    with database.writing() as session:
        stations.save(session, ACTOR, [StationRow(code, f"{code} 站", "township", TOWN)])


def add_hours(database: Database, code: str, day: int, value: float) -> None:
    """A whole day of hours in one transaction."""
    rows = [(code, 3600, HOUR + 86400 * day + 3600 * n, value, *[None] * 11) for n in range(1, 25)]
    with database.writing() as session:
        readings.store(session, rows, now=NOW)


def photo(number: int, size: int = 20_000) -> bytes:
    """Bytes that are the same in every process and cannot be mistaken for others."""
    block = hashlib.sha256(f"photo {number}".encode()).digest()
    return (block * (size // len(block) + 1))[:size]


def require_sound(database: Database) -> None:
    """Nothing is wrong with the record, and no command is there in part."""
    findings = check(database)
    assert findings == [], "; ".join(map(str, findings))
    with database.reading() as session:
        own = session.scalars(select(Replica).where(Replica.is_self)).one()
        last = (
            select(Operation.seq).where(Operation.replica == own.id).order_by(Operation.seq.desc()).limit(1)
        )
        assert (session.scalar(last) or 0) == own.seq
        if own.seq:
            assert session.get(Seal, (own.id, own.seq)) is not None


def orders(database: Database) -> dict[str, str]:
    """Title -> number, of orders that are there whole: sheet, part, step, four operations."""
    with database.reading() as session:
        rows = session.execute(select(Task.id, Task.title, Task.number)).all()
        parts = Counter(session.scalars(select(Assignment.task_id)))
        steps = Counter(session.scalars(select(TaskStep.task_id)))
        commands = Counter(
            session.scalars(select(Operation.change_id).where(Operation.command == "tasks.new"))
        )
    for row_id, title, _ in rows:
        assert (parts[row_id], steps[row_id]) == (1, 1), title
    assert list(commands.values()) == [4] * len(rows)
    return {title: number for _, title, number in rows}


def photographed(database: Database) -> dict[str, bytes]:
    """Name of a site -> its photo, of sites that are there whole."""
    with database.reading() as session:
        names = dict(session.execute(select(Site.id, Site.name)).all())
        pairs = session.execute(select(Attachment.entity_id, Blob.content).join(
            Blob, Blob.sha256 == Attachment.sha256
        )).all()  # fmt: skip
        assert len(pairs) == len(names)
        return {names[site_id]: bytes(content) for site_id, content in pairs}


def hours(database: Database) -> dict[tuple[str, int], float]:
    """Station and day -> value, of days that are there whole."""
    with database.reading() as session:
        rows = session.execute(select(Observation.station_code, Observation.time, Observation.pm25)).all()
    days: dict[tuple[str, int], list[float]] = {}
    for code, time, value in rows:
        days.setdefault((code, (time - HOUR - 1) // 86400), []).append(value)
    for values in days.values():
        assert len(values) == 24
        assert len(set(values)) == 1
    return {key: values[0] for key, values in days.items()}


def log_of(database: Database) -> set[tuple[uuid.UUID, int, str]]:
    """Replica, number and hash of every operation that is there."""
    with database.reading() as session:
        return set(session.execute(select(Operation.replica, Operation.seq, Operation.hash)))


def tables_of(database: Database) -> dict[str, Sequence[Any]]:
    """Every row of every exchanged table, every photo's hash and every reading with its stamps."""
    with database.reading() as session:
        found: dict[str, Sequence[Any]] = {}
        for name, table in declared().items():
            found[name] = session.execute(select(*table.table.columns).order_by(table.table.c.id)).all()
        found["blob"] = session.scalars(select(Blob.sha256).order_by(Blob.sha256)).all()
        columns = Observation.__table__.columns
        found["observation"] = session.execute(
            select(*columns).order_by(columns.station_code, columns.time)
        ).all()
    return found
