"""The demo: a throw-away database of four counties, and December 2015 replayed through the real listener."""

import csv
import io
import json
import tempfile
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from db.actor import Actor
from db.commands import readings, site_import, sites, stations, tasks, units
from db.commands.site_import import SiteImport
from db.commands.sites import SiteData
from db.commands.stations import StationRow
from db.commands.tasks import NewTask
from db.commands.units import NewPerson, NewUnit
from db.errors import DomainError
from db.identity import Founding
from db.queries import sites as site_queries
from db.queries.status import status
from db.rules.roles import Role
from db.rules.sites import SiteState
from db.rules.tasks import Step
from db.schema.readings import ROW_COLUMNS, Period
from db.times import CHINA
from desktop.demo_duty import add_duty, add_pairings
from desktop.feeds.recorded import hour_rows
from desktop.feeds.replay import HourRow
from desktop.record import Record, load_region, open_record
from resources import folder

START = datetime(2015, 12, 6, 13, 6, tzinfo=CHINA)
"""The clock's first moment: the afternoon before the first red alert, with levels from good to heavy."""
SOURCE = "UCI Beijing Multi-Site Air-Quality Data, S. Chen 2017, CC BY 4.0"


class NotEmptyError(DomainError):
    """Demo data would mix with real work."""

    template = "The database at {where} is in use. The demo's invented sites and orders go into an empty one."


@dataclass(frozen=True, slots=True)
class Demo:
    """A prepared demo: its record, what is still to be replayed, and who sits at the console."""

    record: Record
    url: str
    rows: list[HourRow]
    devices: dict[str, tuple[str, str | None]]
    person_id: uuid.UUID | None


def prepare_demo(url: str | None = None) -> Demo:
    """Build the demo's database, in a folder of its own unless a URL says where; takes a few seconds.

    Raises:
        NotEmptyError: the database at `url` holds somebody's work already.
    """
    if url is None:
        url = f"sqlite:///{Path(tempfile.mkdtemp(prefix='qingkong-demo-')) / 'demo.db'}"
    before = START - timedelta(days=40)
    record = open_record(url, before, Founding(name="邯郸市大气办"))
    with record.database.reading() as session:
        if status(session).position:
            raise NotEmptyError(where=record.database.where)
    load_region(record.database, "handan", before)
    past, future = _hours()
    with record.database.writing() as session:
        people = _people(session, Actor(now=before))
        devices = _stations(session, Actor(now=before))
        readings.store(session, [_row(hour) for hour in past], now=START)
        _sites(session, Actor(now=before))
        _checks(session, record, people)
        placed = site_queries.sites(session)
        add_duty(session, placed, START)
        add_pairings(session, placed, before)
        _orders(session, people)
    duty = next((person for name, person in people.items() if name == _duty_name()), None)
    return Demo(record, url, future, devices, duty)


def _table(name: str) -> list[dict[str, str]]:
    text = (folder("demo") / name).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def _hours() -> tuple[list[HourRow], list[HourRow]]:
    """The recorded hours under the demo stations' codes, before and after the start."""
    codes = {row["station"]: row["code"] for row in _table("mapping.csv")}
    path = Path(str(folder("demo") / "readings.csv.gz"))
    rows = [replace(row, station_code=codes[row.station_code]) for row in hour_rows(path, "prsa")]
    start = START.timestamp()
    return [row for row in rows if row.time <= start], [row for row in rows if row.time > start]


def _row(hour: HourRow) -> tuple[Any, ...]:
    fixed = {"station_code": hour.station_code, "period": int(Period.HOUR), "time": hour.time, "flags": None}
    return tuple(fixed[c] if c in fixed else hour.values.get(c) for c in ROW_COLUMNS)


def _duty_name() -> str:
    return next(row["name"] for row in _table("people.csv") if row["role"] == Role.DUTY)


def _people(session: Session, actor: Actor) -> dict[str, uuid.UUID]:
    departments = [
        NewUnit(row["code"], row["name"], "department", row["county"], row["short"])
        for row in _table("departments.csv")
    ]
    units.add_units(session, actor, departments)
    rows = _table("people.csv")
    new = [NewPerson(r["name"], Role(r["role"]), r["unit"] or None, r["phone"] or None) for r in rows]
    ids = units.add_people(session, actor, new)
    return {row["name"]: person for row, person in zip(rows, ids, strict=True)}


def _stations(session: Session, actor: Actor) -> dict[str, tuple[str, str | None]]:
    rows = [
        StationRow(
            r["code"],
            r["name"],
            r["level"],
            r["unit"],
            float(r["lon"]),
            float(r["lat"]),
            r["datum"],
            r["mn"],
            r["pw"],
        )
        for r in _table("stations.csv")
    ]
    stations.save(session, actor, rows)
    return {row.code: (row.mn or row.code, row.password) for row in rows}


def _sites(session: Session, actor: Actor) -> None:
    """A command a campaign: one by one they would cost twice the time."""
    campaigns: dict[str, list[SiteImport]] = {}
    for row in _table("sites.csv"):
        campaigns.setdefault(row["campaign"], []).append(SiteImport(_site(row)))
    for key, rows in campaigns.items():
        site_import.import_sites(session, actor, key, rows)


def _site(row: dict[str, str]) -> SiteData:
    return SiteData(
        name=row["name"],
        unit_code=row["unit"],
        campaign_key=row["campaign"],
        code=row["code"],
        address=row["address"] or None,
        lon=float(row["lon"]),
        lat=float(row["lat"]),
        owner=row["owner"] or None,
        person=row["person"] or None,
        phone=row["phone"] or None,
        state=SiteState(row["state"]),
        deadline=START + timedelta(days=float(row["deadline"])) if row["deadline"] else None,
        fields=json.loads(row["fields"]),
    )


def _checks(session: Session, record: Record, people: dict[str, uuid.UUID]) -> None:
    """A visit to two sites of three: the closed ones passed, those being rectified failed in some things."""
    grid = [people[row["name"]] for row in _table("people.csv") if row["role"] == Role.GRID_MEMBER]
    found = {site.code: site.id for site in site_queries.sites(session)}
    for number, row in enumerate(_table("sites.csv")):
        items = [item.key for item in record.campaigns[row["campaign"]].checklist]
        if number % 3 == 0 or row["state"] == SiteState.WITHDRAWN:
            continue
        failed = {SiteState.CLOSED: 0, SiteState.ACTIVE: number % 2}.get(
            SiteState(row["state"]), 1 + number % 2
        )
        wrong = {items[(number + step * 3) % len(items)] for step in range(failed)}
        at = START - timedelta(hours=7 + number * 5 % 240)
        actor = Actor(now=at, person_id=grid[number % len(grid)])
        results = {item: item not in wrong for item in items}
        sites.add_check(session, actor, found[row["code"]], row["campaign"], results)


@dataclass(slots=True)
class _Order:
    """An order on its way through the demo's past; its number is known once it is written."""

    row: dict[str, str]
    number: str = ""


def _orders(session: Session, people: dict[str, uuid.UUID]) -> None:
    """Drive all orders through the real commands, in order of time."""
    for at, order, what, person, note in sorted(_deeds(), key=lambda deed: deed[0]):
        actor = Actor(now=at, person_id=people.get(person))
        if what is None:
            order.number = tasks.new(session, actor, _new_task(order.row))
        else:
            tasks.step(session, actor, order.number, what, note=note or None)


def _deeds() -> Iterator[tuple[datetime, _Order, Step | None, str, str]]:
    for row in _table("orders.csv"):
        order = _Order(row)
        steps = json.loads(row["steps"])
        author = steps[0][2] if steps else ""
        yield START + timedelta(hours=float(row["start_offset_hours"])), order, None, author, ""
        for what, hours, person, note in steps:
            yield START + timedelta(hours=float(hours)), order, Step(what), person, note


def _new_task(row: dict[str, str]) -> NewTask:
    return NewTask(
        title=row["title"],
        unit_codes=[row["unit"]],
        deadline=START + timedelta(hours=float(row["deadline_offset_hours"])),
        source=row["source"],
        campaign_key=row["campaign"],
        site_code=row["site"] or None,
        found=row["found"],
        required=row["required"],
        legal_basis=row["legal"],
        dispatch=False,
    )
