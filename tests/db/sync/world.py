"""A small world of replicas for tests: offices and laptops, their clocks, what they hold, how they meet.

Databases are copies of templates that are made once a run; a node keeps its file's place and its engine from
one world to the next, because opening and compiling cost more than the tests themselves.
"""

import random
import shutil
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from sqlalchemy import create_engine, delete, event, func, insert, make_url, select, text
from sqlalchemy.orm import Session

from db.actor import Actor
from db.commands import attachments, conflicts, divisions, members, sites, stations, tasks, units
from db.engine import Database, open_database
from db.identity import Founding, introduce
from db.log import operation_hash
from db.rules.campaigns import load_folder
from db.rules.regions import DivisionRow
from db.rules.roles import Role
from db.rules.tasks import Step
from db.schema import (
    SCHEMA_VERSION,
    Assignment,
    Blob,
    Conflict,
    HeldOperation,
    Membership,
    Operation,
    Replica,
    ReplicaKey,
    Seal,
    Site,
    Task,
    Unit,
    WaitingRow,
)
from db.schema.units import DIVISION_KINDS
from db.setup import prepare
from db.sync.batch import Batch, Identity, from_lines, to_lines
from db.sync.declare import declared
from db.sync.exchange import exchange
from db.sync.give import collect, heads, identity
from db.sync.keys import sealed, sign
from db.sync.outcome import Exchanged
from db.sync.take import Taken, take
from resources import folder

NOW = datetime(2026, 3, 20, 8, 0, tzinfo=UTC)
CITY, COUNTY = "130400", "130424"
TOWNS = ("130424100", "130424101", "130424102")
TOWN, OTHER_TOWN, THIRD_TOWN = TOWNS
DIVISIONS = [
    DivisionRow(CITY, "邯郸市", "city", None, None, None),
    DivisionRow(COUNTY, "成安县", "county", CITY, None, None),
    *(DivisionRow(code, f"乡镇 {code}", "township", COUNTY, None, None) for code in TOWNS),
]
DEPARTMENTS = ("130424-ZJ", "130424-CG")
CAMPAIGN = "dust"
MAX_NODES = 6

Clock = Callable[[], datetime]
Table = dict[uuid.UUID, dict[str, Any]]


@dataclass
class Node:
    """A replica: its database, and its own clock, which may be wrong."""

    name: str
    database: Database
    world: "World"
    offset: timedelta = timedelta()

    def now(self) -> datetime:
        """What its own clock says."""
        return self.world.now + self.offset

    def actor(self) -> Actor:
        return Actor(now=self.now())

    def write(self, command: Callable[..., Any], *args: Any, **more: Any) -> Any:
        """Run a command at this node's own time."""
        with self.database.writing() as session:
            return command(session, self.actor(), *args, **more)

    def read(self, query: Callable[..., Any], *args: Any) -> Any:
        with self.database.reading() as session:
            return query(session, *args)

    def rows(self, statement: Any) -> list[Any]:
        with self.database.reading() as session:
            return [tuple(row) for row in session.execute(statement)]

    @property
    def who(self) -> Identity:
        return self.read(identity)

    @property
    def id(self) -> uuid.UUID:
        return self.who.id

    @property
    def seq(self) -> int:
        (row,) = self.rows(select(Replica.seq).where(Replica.is_self))
        return row[0]

    # what people do

    def add_site(self, code: str | None = None, unit: str = TOWN, **more: Any) -> uuid.UUID:
        """A site in the campaign; its id."""
        data = sites.SiteData(more.pop("name", f"点位 {code}"), unit, CAMPAIGN, code=code, **more)
        with self.database.writing() as session:
            return sites.add(session, self.actor(), data).id

    def edit_site(self, code: str, **changes: Any) -> None:
        """Change a site's own fields (`name`, `unit_code`, …) or, with `fields`, those of its place."""
        with self.database.writing() as session:
            site = session.scalars(select(Site).where(Site.code == code)).one()
            place = session.scalars(select(Membership).where(Membership.site_id == site.id)).one()
            names = ("name", "unit_code", "address", "lon", "lat", "owner", "person", "phone")
            values = {name: getattr(site, name) for name in names} | {
                "deadline": place.deadline,
                "fields": place.fields,
            }
            data = sites.SiteData(campaign_key=CAMPAIGN, **(values | changes))
            sites.edit(session, self.actor(), site.id, data, seen=1 << 62)

    def check_site(self, code: str, note: str = "查") -> None:
        self.write(sites.add_check, self.site_id(code), CAMPAIGN, {"fence": True}, note)

    def site_id(self, code: str) -> uuid.UUID:
        (row,) = self.rows(select(Site.id).where(Site.code == code))
        return row[0]

    def add_order(self, *units_: str, title: str = "裸土未覆盖", **more: Any) -> str:
        """An order to these units, sent at once; its number."""
        number: str = self.write(tasks.new, tasks.NewTask(title, list(units_) or [TOWN], **more))
        return number

    def step(self, number: str, *steps: Step, unit: str | None = None) -> None:
        for what in steps:
            self.write(tasks.step, number, what, note=str(what), unit_code=unit)

    def states(self, number: str) -> dict[str, str]:
        """State of each unit's part of an order."""
        statement = select(Assignment.unit_code, Assignment.state).join(Task, Task.id == Assignment.task_id)
        return dict(self.rows(statement.where(Task.number == number)))

    def add_photo(self, entity: str, entity_id: uuid.UUID, content: bytes) -> None:
        self.write(attachments.add, entity, entity_id, "现场.jpg", "image/jpeg", content)

    def save_station(
        self, code: str, unit: str | None = TOWN, mn: str | None = None, password: str | None = None
    ) -> None:
        row = stations.StationRow(code, f"站 {code}", unit_code=unit, mn=mn, password=password)
        self.write(stations.save, [row])

    def add_department(self, code: str, parent: str = COUNTY, name: str = "部门") -> None:
        self.write(units.add_units, [units.NewUnit(code, name, "department", parent)])

    def add_person(self, name: str, unit: str | None = COUNTY) -> None:
        self.write(units.add_people, [units.NewPerson(name, Role.DUTY, unit)])

    def set_scope(self, other: "Node", *codes: str) -> None:
        self.write(members.set_scope, other.id, codes)

    def decide(self, field_: str, value: Any) -> None:
        """Settle the one open conflict on a field."""
        statement = select(Conflict.id).where(Conflict.field == field_, Conflict.kind == "decide")
        ((conflict,),) = self.rows(statement)
        self.write(conflicts.decide, conflict, value)

    # how replicas meet

    def meet(self, other: "Node", **more: Any) -> Exchanged:
        """A complete exchange, at this node's time."""
        return exchange(self.database, other.database, now=self.now, **more)

    def batch_for(self, other: "Node", limit: int = 1_000) -> Batch | None:
        """What would be given next, without giving it."""
        who, has = other.who, other.read(heads)
        with self.database.reading() as session:
            return collect(session, who, has, limit=limit)

    def take(self, batch: Batch, *, vouched: bool = True) -> Taken:
        with self.database.writing() as session:
            return take(session, batch, self.now(), vouched=vouched)

    # what is here

    def log(self) -> set[tuple[uuid.UUID, int, str]]:
        return set(self.rows(select(Operation.replica, Operation.seq, Operation.hash)))

    def seals(self) -> set[tuple[uuid.UUID, int, str]]:
        return set(self.rows(select(Seal.replica, Seal.seq, Seal.signature)))

    def tables(self) -> dict[str, Table]:
        """Every column of every synced row; divisions come with the program and are left out."""
        found: dict[str, Table] = {}
        for name, table in declared().items():
            statement = select(*table.table.columns)
            if name == "unit":
                statement = statement.where(Unit.kind.not_in(DIVISION_KINDS))
            keys = table.table.columns.keys()
            rows = [dict(zip(keys, row, strict=True)) for row in self.rows(statement)]
            found[name] = {row["id"]: row for row in rows}
        return found

    def inbox(self) -> set[tuple[Any, ...]]:
        """What people must decide or know, without when it was found and read here."""
        columns = (Conflict.entity, Conflict.row_id, Conflict.field, Conflict.kind, Conflict.base)
        return set(self.rows(select(*columns, Conflict.current, Conflict.sides)))

    def questions(self) -> list[tuple[str, str, str]]:
        columns = (Conflict.entity, Conflict.field, Conflict.kind)
        return sorted(self.rows(select(*columns)))

    def photos(self) -> dict[str, int]:
        return dict(self.rows(select(Blob.sha256, func.length(Blob.content))))

    def held(self) -> list[tuple[uuid.UUID, int, str]]:
        columns = (HeldOperation.replica, HeldOperation.seq, HeldOperation.reason)
        return sorted(self.rows(select(*columns)), key=str)

    def waiting(self) -> list[tuple[str, str]]:
        return sorted(self.rows(select(WaitingRow.entity, WaitingRow.needs)))

    def codes(self) -> list[str]:
        return [row[0] for row in self.rows(select(Site.code).order_by(Site.code))]

    def numbers(self) -> list[str]:
        return [row[0] for row in self.rows(select(Task.number).order_by(Task.number))]

    def site(self, code: str) -> Mapping[str, Any]:
        (row,) = [r for r in self.tables()["site"].values() if r["code"] == code]
        return row


@dataclass
class World:
    """Nodes, and the true time."""

    templates: "Templates"
    now: datetime = NOW
    nodes: list[Node] = field(default_factory=list)

    def later(self, **more: float) -> None:
        self.now += timedelta(**(more or {"minutes": 1}))

    def found(self, name: str, side: str = "office", scope: str = "", template: str = "bare") -> Node:
        """A new replica: divisions and campaigns are loaded, everything else it must get from others."""
        database = self.templates.place(len(self.nodes), template)
        if template == "bare":
            introduce(database, self.now, Founding("field" if side == "field" else "office", scope, name))
        return self._join(name, database)

    def copy(self, node: Node, name: str) -> Node:
        """Another machine that runs a copy of a node's database file, key and all."""
        assert node.database.path is not None
        node.database.close()
        database = self.templates.place(len(self.nodes), node.database.path)
        return self._join(name, database)

    def join(self, name: str, database: Database) -> Node:
        return self._join(name, database)

    def _join(self, name: str, database: Database) -> Node:
        node = Node(name, database, self)
        self.nodes.append(node)
        return node

    def furnish(self, node: Node) -> None:
        """Two departments and a person."""
        for code in DEPARTMENTS:
            node.add_department(code)
        node.add_person("张某")


class Templates:
    """Prepared files, and the places that nodes run them in."""

    def __init__(self, where: Path) -> None:
        self._where = where
        self._places: list[Database] = []
        self._files: dict[str, Path] = {}
        self._make_bare()

    def place(self, index: int, template: str | Path) -> Database:
        """The file of a node, fresh from a template or a file."""
        while len(self._places) <= index:
            self._places.append(_fast(f"sqlite:///{self._where / f'node{len(self._places)}.db'}"))
        database = self._places[index]
        database.close()
        source = template if isinstance(template, Path) else self._files[template]
        copy_record(source, database)
        return database

    def keep(self, name: str, node: Node) -> None:
        """Make a template of what a node holds."""
        node.database.close()
        assert node.database.path is not None
        self._files[name] = self._where / f"{name}.template"
        shutil.copy(node.database.path, self._files[name])

    def has(self, name: str) -> bool:
        return name in self._files

    def close(self) -> None:
        for database in self._places:
            database.close()

    def _make_bare(self) -> None:
        path = self._where / "bare.template"
        database = _fast(f"sqlite:///{path}")
        prepare(database, NOW)
        furnish_reference(database)
        forget_identity(database)
        database.close()
        self._files["bare"] = path


def copy_record(source: Path, target: Database) -> None:
    """Put a file in the place of another, whose engine goes on with it."""
    assert target.path is not None
    target.close()
    for ending in ("-wal", "-shm"):
        target.path.with_name(target.path.name + ending).unlink(missing_ok=True)
    shutil.copy(source, target.path)


def furnish_reference(database: Database) -> None:
    """The divisions and campaigns that `init` loads."""
    definitions = load_folder(folder("campaigns"))[0]
    with database.writing() as session:
        divisions.load_divisions(session, DIVISIONS, {}, source="test", now=NOW)
        divisions.load_campaigns(session, [definitions[CAMPAIGN]], source="test", now=NOW)


def forget_identity(database: Database) -> None:
    with database.writing() as session:
        session.execute(delete(Replica))
        session.execute(delete(ReplicaKey))


def _fast(url: str) -> Database:
    database = open_database(url)

    @event.listens_for(database.writer_engine, "connect")
    def _hurry(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA synchronous = OFF")  # nobody cuts the power here

    return database


class _Dice:
    """Stands in for `secrets` where ids are made, so that a world can be played again."""

    def __init__(self, seed: int) -> None:
        self.randbits = random.Random(seed).getrandbits


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Ids are the same in every run with this seed."""
    with patch("db.ids.secrets", _Dice(seed)):
        yield


@contextmanager
def small_pages(limit: int) -> Iterator[None]:
    """Exchange in batches of few operations and roots, so that every seam is met."""

    def pages(*args: Any, **more: Any) -> Batch | None:
        return collect(*args, **({"limit": limit} | more))

    with patch("db.sync.direct.collect", pages), patch("db.sync.give._ROOTS_AT_ONCE", max(1, limit // 3)):
        yield


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Templates]:
    made = Templates(tmp_path_factory.mktemp("world"))
    yield made
    made.close()


@pytest.fixture
def world(templates: Templates) -> Iterator[World]:
    with seeded(20260320):
        yield World(templates)


@pytest.fixture
def office(world: World) -> Node:
    """A county office with two departments and a person."""
    node = world.found("县大气办")
    world.furnish(node)
    return node


@pytest.fixture
def laptop(world: World, office: Node) -> Node:
    """A township's laptop that holds everything, met the office once."""
    node = world.found("成安镇笔记本", "field")
    node.meet(office)
    return node


def all_alike(*nodes: Node) -> None:
    """Logs, tables, inboxes and photos are the same; nothing is held, nothing waits."""
    first = nodes[0]
    log, tables, inbox, photos = first.log(), first.tables(), first.inbox(), first.photos()
    for node in nodes:
        assert node.held() == [], node.name
        assert node.waiting() == [], node.name
        assert node.log() == log, node.name
        for name, rows in node.tables().items():
            assert rows == tables[name], f"{name} of {node.name} differs from {first.name}'s"
        assert node.inbox() == inbox, node.name
        assert node.photos() == photos, node.name


EVERYWHERE = ("unit", "person", "member", "air_mark", "air_target", "office_setting", "unit_pairing")


BELOW_SITES = ("membership", "site_check", "pairing", "shift", "shift_event")
BELOW_ORDERS = ("assignment", "task_step", "escalation")


def in_scope(office: Node, who: Identity) -> dict[str, set[uuid.UUID]]:
    """Ids of the rows that a laptop must hold, worked out plainly from the office's tables."""
    tables = office.tables()
    below = set(who.scope.split())
    parents = dict(office.rows(select(Unit.code, Unit.parent_code)))
    while more := {code for code, parent in parents.items() if parent in below} - below:
        below |= more
    parts = tables["assignment"].values()
    orders = {row["task_id"] for row in parts if row["unit_code"] in below}
    orders |= {i for i, row in tables["task"].items() if row["origin"] == who.id}
    places = {i for i, row in tables["site"].items() if row["unit_code"] in below}
    posts = {row["code"] for row in tables["station"].values() if row["unit_code"] in below}
    places |= {tables["task"][i]["site_id"] for i in orders} - {None}
    posts |= {tables["task"][i]["station_code"] for i in orders} - {None}
    found = {
        "task": orders,
        "site": places,
        "station": {i for i, row in tables["station"].items() if row["code"] in posts},
        "duty_note": {i for i, row in tables["duty_note"].items() if row["unit_code"] in below},
        "device": {i for i, row in tables["device"].items() if row["station_code"] in posts},
        **{name: _of(tables[name], "site_id", places) for name in BELOW_SITES},
        **{name: _of(tables[name], "task_id", orders) for name in BELOW_ORDERS},
        **{name: set(tables[name]) for name in EVERYWHERE},
    }
    owners = set().union(*found.values())
    found["attachment"] = _of(tables["attachment"], "entity_id", owners)
    return found


def _of(table: Table, column: str, owners: set[Any]) -> set[uuid.UUID]:
    return {i for i, row in table.items() if row[column] in owners}


def holds_its_scope(office: Node, node: Node) -> None:
    """The laptop holds exactly the rows of its scope as the office has them."""
    expected, there, here = in_scope(office, node.who), office.tables(), node.tables()
    for name, ids in expected.items():
        own = {i: _unmarked(there[name][i]) for i in ids}
        assert here[name].keys() == own.keys(), f"{name} of {node.name}"
        found = {i: _unmarked(row) for i, row in here[name].items()}
        assert found == own, f"{name} of {node.name}"


def _unmarked(row: dict[str, Any]) -> dict[str, Any]:
    """Without the mark of a doubled number: the other row that claims it may be outside the scope."""
    mark = f"~{row['id'].hex[-4:]}"
    claims = ((name, row[name]) for name in ("code", "number") if name in row)
    return row | {name: value.removesuffix(mark) for name, value in claims}


class ServerPlaces:
    """PostgreSQL databases that a world may use, made from templates by name."""

    def __init__(self, server: str) -> None:
        self._server = server
        self._open: dict[str, Database] = {}

    def place(self, name: str, template: str) -> Database:
        if name in self._open:
            self._open[name].close()
        self._run(
            f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"CREATE DATABASE {name} TEMPLATE {template}"
        )
        if name not in self._open:
            url = make_url(self._server).set(database=name)
            self._open[name] = open_database(url.render_as_string(hide_password=False))
        return self._open[name]

    def close(self) -> None:
        for name, database in self._open.items():
            database.close()
            self._run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def _run(self, *statements: str) -> None:
        admin = create_engine(self._server, isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))
        admin.dispose()


# Cuts


class CutError(Exception):
    """The line broke, the stick was pulled, the program was killed."""


def cut_at_progress(number: int) -> Callable[[object], None]:
    """A progress callback that breaks the exchange when it is called for the n-th time."""
    calls = iter(range(number, -1, -1))

    def progress(_progress: object) -> None:
        if next(calls, 0) == 0:
            raise CutError

    return progress


def cancelled_at(number: int) -> Callable[[], bool]:
    """Says yes from the n-th time on."""
    calls = iter(range(number))
    return lambda: next(calls, None) is None


@contextmanager
def cut_at_commit(number: int, *, is_durable: bool) -> Iterator[None]:
    """Break at the n-th commit: before it, or after it when only its answer is lost."""
    calls = iter(range(number, -1, -1))
    commit = Session.commit

    def cut(session: Session) -> None:
        is_now = next(calls, 1) == 0
        if not is_now or is_durable:
            commit(session)
        if is_now:
            raise CutError

    with patch.object(Session, "commit", cut):
        yield


# What a thief may write into the database of a laptop


def forge(node: Node, *operations: dict[str, Any], is_sealed: bool = True) -> None:
    """Put operations at the end of a node's chain, hashed and signed with its own key, whatever they say."""
    with node.database.writing() as session:
        head = session.scalars(select(Replica).where(Replica.is_self)).one()
        private = session.scalars(select(ReplicaKey.private)).one()
        for values in operations:
            operation = _operation(head, node.now()) | values
            operation["hash"] = operation_hash(operation)
            head.seq, head.last_hash, head.position = operation["seq"], operation["hash"], head.position + 1
            session.execute(
                insert(Operation), [{**operation, "position": head.position, "recorded_at": node.now()}]
            )
        if is_sealed:
            signature = sign(private, sealed(head.id, head.seq, head.last_hash))
            session.execute(insert(Seal), [{"replica": head.id, "seq": head.seq, "signature": signature}])


def _operation(head: Replica, now: datetime) -> dict[str, Any]:
    claimed = int(now.timestamp() * 1000)
    return {
        "replica": head.id, "seq": head.seq + 1, "hlc": max(claimed << 16, head.hlc + head.seq + 1),
        "person_id": None, "command": "forged", "change_id": uuid.UUID(int=head.seq + 1), "entity": "site",
        "row_id": uuid.UUID(int=7), "action": "update", "changes": "{}", "schema_version": SCHEMA_VERSION,
        "prev_hash": head.last_hash, "parents": "[]", "claimed_ms": claimed, "side": head.side,
    }  # fmt: skip


def carried(batch: Batch | None) -> Batch:
    """The batch after a way as bytes."""
    assert batch is not None
    return from_lines(list(to_lines(batch)))
