"""Records and packs of every released schema open, are whole, and can be exchanged.

What is in the files is told in `tests/data/golden/README.md`; all numbers here were counted there by hand.
"""

import gzip
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import func, select

from db.actor import Actor
from db.check import check
from db.commands import tasks
from db.commands.divisions import load_campaigns, load_divisions
from db.commands.tasks import NewTask
from db.engine import Database, open_database, sqlite_module
from db.migrations.compare import include_object
from db.rules.campaigns import load_folder
from db.rules.regions import DivisionRow
from db.schema import (
    Assignment,
    Attachment,
    Base,
    Blob,
    Conflict,
    Observation,
    Operation,
    Replica,
    Seal,
    Site,
    Task,
    WaitingRow,
)
from db.setup import prepare, revision
from db.sync.exchange import exchange
from db.sync.pack.errors import UnknownReplicaError
from db.sync.pack.read import preview, take_pack
from resources import folder

GOLDEN = Path(__file__).parents[2] / "data" / "golden"
DIVISIONS = [
    DivisionRow("130400", "邯郸市", "city", None, None, None),
    DivisionRow("130424", "成安县", "county", "130400", None, None),
    DivisionRow("130424100", "成安镇", "township", "130424", None, None),
    DivisionRow("130426", "涉县", "county", "130400", None, None),
    DivisionRow("130426100", "平安街道", "township", "130426", None, None),
]

ROWS_1 = {
    "unit": 7, "person": 1, "station": 2, "device": 2, "site": 4, "membership": 4, "site_check": 1, "task": 2,
    "assignment": 2, "task_step": 3, "attachment": 1, "blob": 1, "observation": 49, "operation": 27,
}  # fmt: skip
ROWS_2 = {
    "unit": 6, "person": 1, "station": 2, "device": 1, "site": 3, "membership": 3, "site_check": 1, "task": 3,
    "assignment": 3, "task_step": 4, "attachment": 2, "blob": 2, "observation": 72, "operation": 34,
    "member": 3, "conflict": 2, "pack": 1, "peer": 2,
}  # fmt: skip
"""Township 4, laptop 8, office 22 operations; every operation's row is there, the removed site's too."""


def golden(name: str, folder_: Path) -> Path:
    path = folder_ / "record.db"
    path.write_bytes(gzip.decompress((GOLDEN / name).read_bytes()))
    return path


@pytest.fixture
def first(tmp_path: Path) -> Iterator[Database]:
    """The record of schema 0001, as it was."""
    database = open_database(f"sqlite:///{golden('schema-0001.db.gz', tmp_path)}")
    yield database
    database.close()


@pytest.fixture(params=["schema-0002.db.gz", "schema-0003.db.gz", "schema-0004.db.gz", "schema-0005.db.gz"])
def second(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """The record of schema 0002 or a later one, as it was: the same story."""
    database = open_database(f"sqlite:///{golden(request.param, tmp_path)}")
    yield database
    database.close()


@pytest.fixture
def office(sqlite_template: Path, tmp_path: Path, now: datetime) -> Iterator[Database]:
    """A new office with the divisions and campaigns that `qingkong init` loads, and nothing else."""
    path = tmp_path / "office.db"
    shutil.copy(sqlite_template, path)
    database = open_database(f"sqlite:///{path}")
    with database.writing() as session:
        load_divisions(session, DIVISIONS, {}, source="test", now=now)
        load_campaigns(session, load_folder(folder("campaigns"))[0].values(), source="test", now=now)
    yield database
    database.close()


def counted(database: Database, names: dict[str, int]) -> dict[str, int]:
    with database.reading() as session:
        found = {
            name: session.scalar(select(func.count()).select_from(Base.metadata.tables[name]))
            for name in names
        }
    return {name: number or 0 for name, number in found.items()}


def hashes(path: Path) -> list[str]:
    """The log's hashes, read without the program."""
    with closing(sqlite_module().connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT hash FROM operation ORDER BY position")]


def own(database: Database) -> Replica:
    with database.reading() as session:
        replica = session.scalars(select(Replica).where(Replica.is_self)).one()
        session.expunge(replica)
        return replica


def readings(database: Database) -> set[tuple[object, ...]]:
    columns = (
        Observation.station_code,
        Observation.period,
        Observation.time,
        Observation.pm25,
        Observation.flags,
    )
    with database.reading() as session:
        return {tuple(row) for row in session.execute(select(*columns))}


# Schema 0001


def test_that_the_first_schema_is_upgraded_with_every_row_and_a_copy_beside_it(first: Database, now):
    before = hashes(first.path)
    done = prepare(first, now)
    assert (done.before, revision(first)) == ("0001", done.after)
    assert check(first) == []
    assert counted(first, ROWS_1) == ROWS_1
    assert hashes(first.path) == before
    assert done.backup is not None
    assert done.backup.parent == first.path.parent
    with closing(sqlite_module().connect(done.backup)) as copy:
        assert copy.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
    assert hashes(done.backup) == before


def test_that_what_the_first_schema_wrote_is_sealed_at_its_end(first: Database, now):
    prepare(first, now)
    with first.reading() as session:
        assert session.scalars(select(Seal.seq)).all() == [27]
    assert own(first).side == "office"


def test_that_a_record_of_the_first_schema_is_given_whole_to_a_new_office(first: Database, office, now):
    prepare(first, now)
    before, hours = hashes(first.path), readings(first)
    done = exchange(first, office, now=lambda: now)
    assert (done.sent.refused, done.sent.held, done.sent.waiting) == ([], 0, 0)
    assert done.sent.operations == 27 + 2  # and both as members
    golden_id = own(first).id
    with office.reading() as session:
        of_golden = select(Operation.hash).where(Operation.replica == golden_id).order_by(Operation.seq)
        assert session.scalars(of_golden.where(Operation.seq <= 27)).all() == before
        assert session.get(Seal, (golden_id, 27)) is not None
        assert session.scalars(select(WaitingRow)).all() == []
        assert Counter(session.scalars(select(Assignment.state))) == {"received": 1, "dispatched": 1}
        assert session.scalar(select(func.length(Blob.content))) == 1000
    assert len(hours) == 49
    assert readings(office) == hours
    assert check(first) == check(office) == []
    assert exchange(first, office, now=lambda: now).nothing_new


def test_that_work_goes_on_in_a_record_of_the_first_schema(first: Database, office, now):
    prepare(first, now)
    with first.writing() as session:
        tasks.step(session, Actor(now=now), _number(session, "道路积尘"), tasks.Step.RECEIVE)
    exchange(office, first, now=lambda: now)
    with office.reading() as session:
        assert set(session.scalars(select(Assignment.state))) == {"received"}
    assert check(first) == check(office) == []


# Schema 0002


def test_that_the_second_schema_opens_with_every_row_and_what_people_must_decide(second: Database, now):
    before = hashes(second.path)
    prepare(second, now)
    assert check(second) == []
    assert counted(second, ROWS_2) == ROWS_2
    assert hashes(second.path) == before
    with second.reading() as session:
        inbox = set(session.execute(select(Conflict.entity, Conflict.field, Conflict.kind)))
        assert inbox == {("site", "person", "decide"), ("assignment", "state", "late")}
        states = dict(session.execute(select(Task.title, Assignment.state).join(Assignment)).all())
        assert states == {"裸土未覆盖": "cancelled", "渣土车未冲洗": "draft", "道路积尘": "dispatched"}
        removed = session.scalars(select(Site.name).where(Site.deleted_at.is_not(None))).all()
        assert removed == ["北关散煤点"]
        assert [r.flags for r in session.scalars(select(Observation)) if r.pm25 is None] == ["pm25:C"]


def test_that_a_record_of_the_second_schema_writes_and_is_given_whole_to_a_new_office(second, office, now):
    prepare(second, now)
    hours = readings(second)
    with second.writing() as session:
        tasks.new(session, Actor(now=now), NewTask("新的交办", ["130424100"]))
    done = exchange(second, office, now=lambda: now)
    assert (done.sent.refused, done.sent.held, done.sent.waiting) == ([], 0, 0)
    assert done.sent.operations == 34 + 4 + 1  # an order, and the office as a member
    assert readings(office) == hours
    assert check(second) == check(office) == []
    with office.reading() as session:
        assert session.scalar(select(func.count()).select_from(Conflict)) == 2
        assert session.scalar(select(func.count()).select_from(Blob)) == 2
    assert exchange(second, office, now=lambda: now).nothing_new


# Packs of form 2 and later

FORMS = pytest.mark.parametrize("form", ["form-2.qkpack", "form-3.qkpack", "form-4.qkpack", "form-5.qkpack"])


@FORMS
def test_that_a_pack_of_the_second_form_is_told_before_it_is_taken(office: Database, form: str):
    found = preview(GOLDEN / form, None, office)
    assert (found.standing, found.is_for_us, found.is_encrypted) == ("unknown", True, False)
    assert (found.needs_upgrade, found.is_taken) == (False, False)
    assert (found.new, found.known, found.photos_new, found.photo_bytes) == (8, 0, 1, 1000)
    assert found.by_entity == {
        "site": 1, "membership": 1, "attachment": 1, "task": 1, "assignment": 2, "task_step": 1, "station": 1
    }  # fmt: skip
    assert found.manifest.writer.name == "涉县的电脑"
    assert found.manifest.reading_days == 3


@FORMS
def test_that_a_pack_of_the_second_form_is_refused_until_its_writer_is_approved(
    office: Database, now, form: str
):
    with pytest.raises(UnknownReplicaError):
        take_pack(office, GOLDEN / form, now=now)
    assert counted(office, {"task": 0, "observation": 0}) == {"task": 0, "observation": 0}


@FORMS
def test_that_a_pack_of_the_second_form_is_taken_whole(office: Database, now, form: str):
    done = take_pack(office, GOLDEN / form, now=now, approve=True)
    assert done.status == "taken"
    assert (done.received.operations, done.received.photos, done.received.reading_rows) == (8, 1, 48)
    assert (done.received.refused, done.received.held, done.received.waiting) == ([], 0, 0)
    assert check(office) == []
    with office.reading() as session:
        assert session.scalars(select(Task.title)).all() == ["道路积尘"]
        assert session.scalars(select(Site.name)).all() == ["玉岭路改造"]
        digest = session.scalars(select(Attachment.sha256)).one()
        assert len(session.get_one(Blob, digest).content) == 1000
    values = sorted(value for _, _, _, value, _ in readings(office))
    assert values == [30.0 + n for n in range(1, 49)]
    assert take_pack(office, GOLDEN / form, now=now, approve=True).is_nothing_new


# All of them


@pytest.mark.parametrize("name", sorted(path.name for path in GOLDEN.glob("schema-*.db.gz")))
def test_that_an_old_record_has_exactly_the_schema_of_the_models_after_its_upgrade(name, tmp_path, now):
    """A migration that was edited after its release leaves the records that it had made behind."""
    database = open_database(f"sqlite:///{golden(name, tmp_path)}")
    prepare(database, now)
    options = {"include_object": include_object, "render_as_batch": True}
    with database.reading() as session:
        context = MigrationContext.configure(session.connection(), opts=options)
        assert compare_metadata(context, Base.metadata) == []
    database.close()


def test_that_every_schema_and_form_of_this_program_has_its_golden_files(second: Database, now):
    from db.schema import SCHEMA_VERSION

    prepare(second, now)
    for number in range(1, int(revision(second) or 0) + 1):
        assert (GOLDEN / f"schema-{number:04}.db.gz").is_file()
    for number in range(2, SCHEMA_VERSION + 1):
        assert (GOLDEN / f"form-{number}.qkpack").is_file()


def test_that_golden_files_are_small():
    assert all(path.stat().st_size < 200_000 for path in GOLDEN.iterdir() if path.is_file())


def _number(session, title: str) -> str:
    return session.scalars(select(Task.number).where(Task.title == title)).one()
