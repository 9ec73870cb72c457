"""A shared PostgreSQL as an office has it: a plain owner, a login of each kind, a small record.

What each login sees of it is counted by hand in the tests; whoever adds a row here counts again there.
"""

import contextlib
import hashlib
import secrets
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, make_url, select, text

from db.actor import Actor
from db.commands import attachments, divisions, readings, sites, stations, tasks, units
from db.commands.heard import DeviceSeen, devices_heard
from db.commands.intake import Refusal, refuse
from db.commands.sites import SiteData
from db.commands.stations import StationRow
from db.commands.tasks import NewTask
from db.commands.units import NewPerson, NewUnit
from db.engine import Database, open_database
from db.rules.campaigns import load_folder
from db.rules.regions import DivisionRow
from db.rules.roles import Role
from db.schema import Assignment, Check, Person, Site, Task
from db.security import logins, roles
from db.setup import prepare
from resources import folder

OWNER = "record_owner"
_TEMPLATE = "shared_template"
NOW = datetime(2026, 3, 20, 8, 0, tzinfo=UTC)
ACTOR = Actor(now=NOW)

CITY, CHENGAN, SHE = "130400", "130424", "130426"
TOWN, OTHER_TOWN, FAR_TOWN = "130424100", "130424101", "130426100"
VILLAGE = "130424100201"
DEPARTMENT = "130424-ZJ"

PEOPLE = {
    "duty": ("张值班", Role.DUTY, CHENGAN),
    "department": ("赵住建", Role.DEPARTMENT, DEPARTMENT),
    "town": ("王成安", Role.TOWNSHIP, TOWN),
    "other": ("李商城", Role.TOWNSHIP, OTHER_TOWN),
    "village": ("孙柏寺", Role.GRID_MEMBER, VILLAGE),
    "auditor": ("钱审计", Role.AUDITOR, CITY),
    "viewer": ("周旁观", Role.VIEWER, CHENGAN),
}
"""Login -> name, role and unit of the person it belongs to."""
OURS, THEIRS = b"photo of our site", b"photo of their site"
HOUR = 1_773_990_000


class SharedRecord:
    """Opens the database as its owner, as a login, or as the server's superuser."""

    def __init__(self, server: str, name: str) -> None:
        self.name, self.owner = name, OWNER
        self._server = server
        self._opened: dict[str, Database] = {}

    def url(self, login: str) -> str:
        """For `owner`, `postgres` or a login of `PEOPLE`."""
        role = {"owner": self.owner, "postgres": "postgres"}.get(login) or self.role(login)
        url = make_url(self._server).set(database=self.name, username=role)
        return url.render_as_string(hide_password=False)

    def role(self, login: str) -> str:
        """Roles belong to the whole server: each record has its own."""
        return f"{login}.{self.name}"

    def open(self, login: str) -> Database:
        if login not in self._opened:
            self._opened[login] = open_database(self.url(login))
        return self._opened[login]

    def sql(self, login: str, statement: str, **values: Any) -> list[Any]:
        """Rows of one statement, rolled back."""
        with self.open(login).writing() as session:
            result = session.execute(text(statement), values)
            rows = list(result) if result.returns_rows else []
            session.rollback()
        return rows

    def close(self) -> None:
        for database in self._opened.values():
            database.close()


@contextlib.contextmanager
def shared_record(server: str, *, is_set_up: bool = True) -> Iterator[SharedRecord]:
    """A filled database of its own, its owner no superuser, removed with all its roles afterwards."""
    record = SharedRecord(server, f"r{secrets.token_hex(4)}")
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        _make_template(connection, server)
        create = f"CREATE DATABASE {record.name} OWNER {OWNER} TEMPLATE {_TEMPLATE}"
        connection.execute(text(create))
    if is_set_up:
        with record.open("owner").writing() as session:
            roles.setup(session)
        give_logins(record)
    try:
        yield record
    finally:
        record.close()
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {record.name} WITH (FORCE)"))
            asked = text("SELECT quote_ident(rolname) FROM pg_roles WHERE rolname LIKE :name")
            if made := connection.scalars(asked, {"name": f"%{record.name}%"}).all():
                connection.execute(text(f"DROP ROLE {', '.join(made)}"))
        admin.dispose()


def _make_template(connection: Connection, server: str) -> None:
    """Schema and rows once for the whole run: copying them takes a tenth of a second."""
    if connection.scalar(text("SELECT 1 FROM pg_database WHERE datname = :name"), {"name": _TEMPLATE}):
        return
    # databases come and go by the dozen here, and none of them must outlive a power cut
    connection.execute(text("ALTER SYSTEM SET fsync = off"))
    connection.execute(text("SELECT pg_reload_conf()"))
    connection.execute(text(f"CREATE ROLE {OWNER} LOGIN CREATEROLE"))
    connection.execute(text(f"CREATE DATABASE {_TEMPLATE} OWNER {OWNER}"))
    record = SharedRecord(server, _TEMPLATE)
    prepare(record.open("owner"), NOW)
    fill(record.open("owner"))
    record.close()


def give_logins(record: SharedRecord) -> None:
    with record.open("owner").writing() as session:
        for login, (name, _, _) in PEOPLE.items():
            logins.add(session, NOW, logins.find_person(session, name), name=record.role(login))


def fill(database: Database) -> None:
    """Divisions, people, and by township: sites, stations with readings, orders, photos."""
    with database.writing() as session:
        rows = [
            DivisionRow(CITY, "邯郸市", "city", None, None, None),
            DivisionRow(CHENGAN, "成安县", "county", CITY, None, None),
            DivisionRow(SHE, "涉县", "county", CITY, None, None),
            DivisionRow(TOWN, "成安镇", "township", CHENGAN, None, None),
            DivisionRow(OTHER_TOWN, "商城镇", "township", CHENGAN, None, None),
            DivisionRow(FAR_TOWN, "平安街道", "township", SHE, None, None),
            DivisionRow(VILLAGE, "柏寺村", "village", TOWN, None, None),
        ]
        divisions.load_divisions(session, rows, {}, source="test", now=NOW)
        campaigns = load_folder(folder("campaigns"))[0]
        divisions.load_campaigns(session, campaigns.values(), source="test", now=NOW)
        units.add_units(session, ACTOR, [NewUnit(DEPARTMENT, "住建局", "department", CHENGAN)])
        units.add_people(
            session,
            ACTOR,
            [NewPerson(name, role, unit, "13900000000") for name, role, unit in PEOPLE.values()],
        )
        _stations(session)
        _sites(session)
        _orders(session)
        _photos(session)
        refuse(session, [Refusal(NOW, "10.0.0.9", "password", "MN=M9", "PW=654321;MN=M9")])


def _stations(session: Any) -> None:
    rows = [
        StationRow("ST-OURS", "成安镇站", "township", TOWN, mn="M1", password="111111"),
        StationRow("ST-THEIRS", "商城镇站", "township", OTHER_TOWN, mn="M2", password="222222"),
        StationRow("ST-FAR", "平安街道站", "township", FAR_TOWN, mn="M3", password="333333"),
    ]
    stations.save(session, ACTOR, rows)
    for code in ("ST-OURS", "ST-THEIRS", "ST-FAR"):
        hours = [(code, 3600, HOUR + 3600 * i, 35.0, *[None] * 11) for i in range(3)]
        readings.store(session, hours, now=NOW)
    heard = {mn: DeviceSeen(NOW, "10.0.0.1", HOUR, 3) for mn in ("M1", "M2", "M3")}
    devices_heard(session, heard)


def _sites(session: Any) -> None:
    places = [("OURS-1", TOWN), ("OURS-2", VILLAGE), ("THEIRS-1", OTHER_TOWN), ("FAR-1", FAR_TOWN)]
    for code, unit in places:
        site = sites.add(
            session,
            ACTOR,
            SiteData(f"工地 {code}", unit, "dust", code=code, phone="0310-1", fields={"area": 1}),
        )
        if code in ("OURS-1", "THEIRS-1"):
            session.flush()
            sites.add_check(session, ACTOR, site.id, "dust", {"cover": False}, f"未覆盖 {code}")


def _orders(session: Any) -> None:
    """To us; to them; to both; to us about a site and a station in another county; in that county."""
    tasks.new(session, ACTOR, NewTask("只给我们", [TOWN], site_code="OURS-1"))
    tasks.new(session, ACTOR, NewTask("只给他们", [OTHER_TOWN], site_code="THEIRS-1"))
    tasks.new(session, ACTOR, NewTask("给两家", [TOWN, OTHER_TOWN]))
    tasks.new(session, ACTOR, NewTask("指向外县", [TOWN], site_code="FAR-1", station_code="ST-FAR"))
    tasks.new(session, ACTOR, NewTask("外县的", [FAR_TOWN]))


def _photos(session: Any) -> None:
    ours = session.scalar(select(Site.id).where(Site.code == "OURS-1"))
    theirs = session.scalar(select(Check.id).join(Site).where(Site.code == "THEIRS-1"))
    attachments.add(session, ACTOR, "site", ours, "前.jpg", "image/jpeg", OURS)
    attachments.add(session, ACTOR, "site_check", theirs, "后.jpg", "image/jpeg", THEIRS)


def ids(database: Database) -> dict[str, uuid.UUID]:
    """Ids of sites by code, of orders by title, of people by name."""
    with database.reading() as session:
        found: dict[str, uuid.UUID] = {}
        for columns in ((Site.code, Site.id), (Task.title, Task.id), (Person.name, Person.id)):
            found |= dict(session.execute(select(*columns)).all())
        return found


def part_of(database: Database, title: str, unit: str) -> uuid.UUID:
    """A unit's part of an order."""
    with database.reading() as session:
        return session.scalars(
            select(Assignment.id).join(Task).where(Task.title == title, Assignment.unit_code == unit)
        ).one()


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.fixture(scope="module")
def shared(postgres_server: str) -> Iterator[SharedRecord]:
    """For tests that change nothing: they roll back."""
    with shared_record(postgres_server) as record:
        yield record


@pytest.fixture
def own_shared(postgres_server: str) -> Iterator[SharedRecord]:
    """For tests that write."""
    with shared_record(postgres_server) as record:
        yield record
