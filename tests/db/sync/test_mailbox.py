"""A township's laptop and a shared PostgreSQL that its login may only read: the mailbox between them."""

import dataclasses
import json
import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from shared_record import (
    CHENGAN,
    HOUR,
    NOW,
    OTHER_TOWN,
    TOWN,
    VILLAGE,
    SharedRecord,
    part_of,
)
from sqlalchemy import event, func, insert, select, text, update

from db.actor import Actor
from db.check import check
from db.commands import attachments, members, readings, sites, stations, tasks
from db.commands.divisions import load_campaigns
from db.commands.sites import SiteData
from db.commands.stations import StationRow
from db.commands.tasks import NewTask
from db.engine import Database, open_database
from db.identity import Founding, renew
from db.log import Journal, operation_hash
from db.rules.campaigns import load_folder
from db.rules.roles import Role
from db.rules.tasks import State, Step
from db.schema import (
    Assignment,
    Attachment,
    Blob,
    Check,
    Inbound,
    Login,
    Membership,
    Observation,
    Operation,
    Peer,
    Person,
    Refused,
    Replica,
    ReplicaKey,
    Site,
    Station,
    Task,
    TaskStep,
    Unit,
)
from db.security import logins
from db.setup import prepare
from db.spelling import canonical
from db.sqlite_copy import copy_file
from db.sync import deliver, inbound
from db.sync.batch import Batch, to_lines
from db.sync.confirmed import read
from db.sync.exchange import exchange
from db.sync.give import collect, heads, identity
from db.sync.inbound import OfficeApplicantError, applicants, approve_applicant, merge_inbound
from db.sync.keys import new_key, sealed, sign
from db.sync.mailbox import NothingVisibleError, may_write
from db.sync.outcome import CancelledError, Exchanged, Progress
from resources import folder

LATER = Actor(NOW + timedelta(hours=2))


class Laptop:
    """A replica of its own and its way to the office."""

    def __init__(self, path: Path, record: SharedRecord, login: str, founding: Founding) -> None:
        self.database = open_database(f"sqlite:///{path}")
        prepare(self.database, NOW, founding)
        with self.database.writing() as session:
            campaigns = load_folder(folder("campaigns"))[0]
            load_campaigns(session, campaigns.values(), source="test", now=NOW)
        self.office = record.open(login)

    def exchange(self, **options: Any) -> Exchanged:
        return exchange(self.database, self.office, now=lambda: LATER.now, **options)

    def count(self, table: Any) -> int:
        with self.database.reading() as session:
            return session.scalar(select(func.count()).select_from(table)) or 0

    def id(self) -> uuid.UUID:
        with self.database.reading() as session:
            return identity(session).id

    def batch(self) -> Batch:
        """All of its own operations as it would deliver them."""
        with self.database.reading() as session:
            me = identity(session)
            others = {r: h for r, h in heads(session).items() if r != me.id}
            batch = collect(session, dataclasses.replace(me, id=uuid.uuid4(), scope=""), others)
        assert batch is not None
        return batch


Make = Callable[..., Laptop]


@pytest.fixture
def make(own_shared: SharedRecord, tmp_path: Path) -> Iterator[Make]:
    made: list[Laptop] = []

    def new(login: str = "town", scope: str = TOWN, side: str = "field", name: str = "笔记本") -> Laptop:
        path = tmp_path / f"{len(made)}.db"
        made.append(Laptop(path, own_shared, login, Founding(side=side, scope=scope, name=name)))  # type: ignore[arg-type]
        return made[-1]

    yield new
    for each in made:
        each.database.close()


@pytest.fixture
def laptop(make: Make) -> Laptop:
    return make()


@pytest.fixture
def office(own_shared: SharedRecord) -> Database:
    """As the office's service opens it."""
    return own_shared.open("duty")


def approve(office: Database) -> None:
    merge_inbound(office, LATER.now)
    with office.writing() as session:
        (applicant,) = applicants(session)
        approve_applicant(session, LATER, applicant)


@pytest.fixture
def member(laptop: Laptop, office: Database) -> Laptop:
    """Approved by its first delivery, and up to date."""
    laptop.exchange()
    note(laptop, "你好")
    laptop.exchange()
    approve(office)
    assert merge_inbound(office, LATER.now).merged == 1
    laptop.exchange()
    return laptop


def note(laptop: Laptop, words: str) -> None:
    with laptop.database.writing() as session:
        number = session.scalars(select(Task.number).where(Task.title == "只给我们")).one()
        tasks.step(session, LATER, number, Step.NOTE, note=words)


def notes(database: Database) -> list[str]:
    with database.reading() as session:
        found = session.scalars(select(TaskStep.note).where(TaskStep.step == Step.NOTE))
        return sorted(text for text in found if text is not None)


def put(laptop: Laptop, content: bytes, giver: uuid.UUID | None = None) -> None:
    """Raw bytes into the mailbox, as whoever has the login can."""
    with laptop.office.writing() as session:
        row = {"giver": giver or laptop.id(), "at": NOW, "content": content}
        session.execute(insert(Inbound), [row])


def lines(batch: Batch) -> bytes:
    return b"".join(to_lines(batch))


def in_mailbox(office: Database) -> list[tuple[str, str | None]]:
    with office.reading() as session:
        rows = session.execute(select(Inbound.status, Inbound.reason).order_by(Inbound.id))
        return [(status, reason) for status, reason in rows]


def state(office: Database) -> tuple[Any, ...]:
    """What a delivery that is not taken must leave as it is."""
    with office.reading() as session:
        counts = [
            session.scalar(select(func.count()).select_from(t)) for t in (Site, Task, TaskStep, Operation)
        ]
        return *counts, session.scalar(select(Replica.position).where(Replica.is_self))


def test_that_only_logins_that_may_write_exchange_directly(own_shared: SharedRecord, laptop: Laptop):
    for login, expected in (("duty", True), ("owner", True), ("town", False), ("viewer", False)):
        with own_shared.open(login).reading() as session:
            assert may_write(session) is expected
    with laptop.database.reading() as session:
        assert may_write(session)


def test_that_a_new_laptop_gets_exactly_its_scope(laptop: Laptop):
    """The counts of `tests/db/security/test_row_security.py`; devices stay away, with their passwords."""
    done = laptop.exchange()
    assert done.received.refused == []
    assert done.received.waiting == 0
    tables = (Site, Membership, Check, Task, Assignment, TaskStep, Station, Observation, Attachment, Blob)
    assert [laptop.count(table) for table in tables] == [3, 3, 1, 3, 4, 4, 2, 6, 1, 1]
    assert laptop.count(Unit) == 8
    assert check(laptop.database) == []


def test_that_work_arrives_after_the_office_has_merged_it_and_not_before(
    laptop: Laptop, office: Database, own_shared: SharedRecord
):
    laptop.exchange()
    work(laptop)
    before = state(office)
    done = laptop.exchange()
    assert (done.sent.operations, done.sent.delivered, done.sent.photos) == (OWN, OWN, 1)
    assert state(office) == before
    assert in_mailbox(office) == [("new", None)]

    waiting = merge_inbound(office, LATER.now)
    assert (waiting.merged, waiting.refused, waiting.waiting) == (0, 0, 1)
    assert state(office) == before
    asked = laptop.exchange()
    assert (asked.sent.operations, asked.sent.delivered, asked.sent.needs_approval) == (0, OWN, True)

    with office.writing() as session:
        (applicant,) = applicants(session)
        assert (applicant.who.name, applicant.scope) == ("笔记本", TOWN)
        assert applicant.login == own_shared.role("town")
        approve_applicant(session, LATER, applicant)
    merged = merge_inbound(office, LATER.now)
    assert (merged.merged, merged.operations, merged.refused, merged.waiting) == (1, OWN, 0, 0)
    with office.reading() as session:
        assert session.get_one(Assignment, part_of(office, "只给我们", TOWN)).state == State.RECEIVED
        assert session.scalars(select(Check.note).where(Check.note == "已覆盖")).one()
        assert session.scalar(select(func.count()).select_from(Blob)) == 3
        assert session.scalar(select(func.length(Inbound.content))) == 0
    last = laptop.exchange()
    assert (last.sent.delivered, last.sent.needs_approval, last.sent.refused) == (0, False, [])
    assert check(office) == []
    assert check(laptop.database) == []
    assert rows(laptop.database, visible_at=office) == rows(office, visible_at=laptop.database)


OWN = 6
"""Operations of `work`: step and state, a check, a site with its place in the campaign, a photo."""


def work(laptop: Laptop) -> None:
    with laptop.database.writing() as session:
        number = session.scalars(select(Task.number).where(Task.title == "只给我们")).one()
        tasks.step(session, LATER, number, Step.RECEIVE)
        site = session.scalars(select(Site.id).where(Site.code == "OURS-1")).one()
        sites.add_check(session, LATER, site, "dust", {"cover": True}, "已覆盖")
        attachments.add(session, LATER, "site", site, "后.jpg", "image/jpeg", b"after")
        sites.add(session, LATER, SiteData("新工地", VILLAGE, "dust", fields={"area": 9}))


def rows(database: Database, *, visible_at: Database) -> dict[str, Any]:
    """Sites, orders and parts that both hold, by id, as they stand."""
    found: dict[str, Any] = {}
    for table in (Site, Membership, Check, Task, Assignment, TaskStep):
        columns = list(table.__table__.columns)
        with database.reading() as here, visible_at.reading() as there:
            common = set(here.scalars(select(table.id))) & set(there.scalars(select(table.id)))
            values = here.execute(select(*columns).where(table.id.in_(common)).order_by(table.id))
            found[table.__tablename__] = [tuple(row) for row in values]
    return found


def test_that_an_exchange_with_nothing_new_writes_nothing_at_the_office(member: Laptop, office: Database):
    before = (state(office), in_mailbox(office))
    done = member.exchange()
    assert done.nothing_new
    assert (state(office), in_mailbox(office)) == before


def test_that_what_lies_in_the_mailbox_is_not_delivered_twice(member: Laptop, office: Database):
    note(member, "一")
    assert member.exchange().sent.operations == 1
    assert member.exchange().sent.operations == 0
    note(member, "二")
    done = member.exchange()
    assert (done.sent.operations, done.sent.delivered) == (1, 2)
    merged = merge_inbound(office, LATER.now)
    assert (merged.merged, merged.operations) == (2, 2)
    assert notes(office) == ["一", "二", "你好"]
    assert member.exchange().sent.delivered == 0
    assert member.exchange().nothing_new


def test_that_the_laptop_knows_what_the_office_has_confirmed(member: Laptop, office: Database):
    def confirmed() -> int:
        with member.database.reading() as session:
            given = session.scalars(select(Peer.given)).one()
        return read(given)[member.id()]

    assert confirmed() == 1
    note(member, "一")
    member.exchange()
    assert confirmed() == 1
    merge_inbound(office, LATER.now)
    member.exchange()
    assert confirmed() == 2


def test_that_changes_of_the_office_come_and_those_of_others_do_not(member: Laptop, office: Database):
    with office.writing() as session:
        tasks.new(session, LATER, NewTask("新的一件", [TOWN], site_code="OURS-1"))
        tasks.new(session, LATER, NewTask("别人的一件", [OTHER_TOWN], site_code="THEIRS-1"))
        number = session.scalars(select(Task.number).where(Task.title == "给两家")).one()
        tasks.step(session, LATER, number, Step.RECEIVE, unit_code=OTHER_TOWN)
        row = ("ST-OURS", 3600, HOUR + 7200, 99.0, *[None] * 11)
        readings.store(session, [row], now=LATER.now)
        theirs = ("ST-THEIRS", 3600, HOUR + 7200, 99.0, *[None] * 11)
        readings.store(session, [theirs], now=LATER.now)
    done = member.exchange()
    assert not done.nothing_new
    assert done.received.reading_rows == 1
    with member.database.reading() as session:
        titles = set(session.scalars(select(Task.title)))
        assert titles == {"只给我们", "给两家", "指向外县", "新的一件"}
        assert session.get_one(Assignment, part_of(office, "给两家", OTHER_TOWN)).state == State.RECEIVED
        assert session.scalar(select(func.max(Observation.pm25))) == 99.0
    assert check(member.database) == []


def test_that_many_changes_come_in_whole_commands(member: Laptop, office: Database, monkeypatch):
    """Pages of two operations: a command of four must not be torn, and nothing is left out or comes twice."""
    monkeypatch.setattr("db.sync.visible.LIMIT", 2)
    with office.writing() as session:
        for index in range(5):
            tasks.new(session, LATER, NewTask(f"第{index}件", [TOWN, OTHER_TOWN], site_code="OURS-1"))
            number = session.scalars(select(Task.number).where(Task.title == "只给我们")).one()
            tasks.step(session, LATER, number, Step.NOTE, note=f"第{index}句")
    member.exchange()
    assert member.count(Task) == 8
    assert [words for words in notes(member.database) if "句" in words] == [f"第{i}句" for i in range(5)]
    assert check(member.database) == []


def test_that_a_cut_at_any_point_is_made_good_by_the_next_exchange(make: Make, office: Database, monkeypatch):
    """Cancelled after every step there is, one after the other, with work of its own on the way."""
    monkeypatch.setattr("db.sync.visible.LIMIT", 3)
    monkeypatch.setattr("db.sync.fetch._ROOTS_AT_ONCE", 1)
    monkeypatch.setattr("db.sync.deliver._LIMITS", (2,))
    whole, cut = make(), make(name="另一台")
    whole.exchange()
    steps, worked = 0, False
    while True:
        seen: list[Progress] = []
        try:
            cut.exchange(progress=seen.append, cancelled=seen.__len__)
        except CancelledError:
            steps += 1
            if not worked and cut.count(Task) == 3:
                work(cut)
                worked = True
            assert steps < 60
            continue
        break
    assert steps > 8
    approve(office)
    merge_inbound(office, LATER.now)
    for each in (cut, whole):
        each.exchange()
        assert check(each.database) == []
    assert rows(cut.database, visible_at=whole.database) == rows(whole.database, visible_at=cut.database)
    assert cut.count(Task) == whole.count(Task) == 3
    with office.reading() as session:
        seqs = session.scalars(
            select(Operation.seq).where(Operation.replica == cut.id()).order_by(Operation.seq)
        )
        assert list(seqs) == list(range(1, OWN + 1))


def test_that_a_wider_scope_brings_whole_histories_and_a_narrower_one_takes_rows_away(
    member: Laptop, office: Database, own_shared: SharedRecord
):
    def scope(*units: str) -> None:
        with own_shared.open("owner").writing() as session:
            values = {"scope": " ".join(units)}
            session.execute(update(Login).where(Login.name == own_shared.role("town")).values(values))
        with office.writing() as session:
            members.set_scope(session, LATER, member.id(), units)

    scope(TOWN, OTHER_TOWN)
    member.exchange()
    tables = (Site, Task, Station)
    assert [member.count(table) for table in tables] == [4, 4, 3]
    assert check(member.database) == []
    note(member, "还没交")  # unsent work on an order that leaves the scope
    scope(OTHER_TOWN)
    member.exchange()
    with member.database.reading() as session:
        titles = set(session.scalars(select(Task.title)))
    assert titles == {"只给他们", "给两家", "只给我们"}
    merge_inbound(office, LATER.now)
    member.exchange()
    member.exchange()
    assert "还没交" in notes(office)
    with member.database.reading() as session:
        assert set(session.scalars(select(Task.title))) == {"只给他们", "给两家"}
        assert set(session.scalars(select(Site.code))) == {"THEIRS-1"}
    assert check(member.database) == []
    scope(TOWN)
    member.exchange()
    assert [member.count(table) for table in tables] == [3, 3, 2]
    assert "还没交" in notes(member.database)
    assert check(member.database) == []


def test_that_the_readings_of_a_station_that_joins_the_scope_later_come_too(
    member: Laptop, office: Database, own_shared: SharedRecord
):
    assert member.exchange().nothing_new
    with office.writing() as session:
        stations.save(session, LATER, [StationRow("ST-THEIRS", "商城镇站", "township", TOWN)])
    member.exchange()
    with member.database.reading() as session:
        found = session.scalar(select(func.count()).where(Observation.station_code == "ST-THEIRS"))
    assert found == 3


def test_that_a_laptop_for_a_village_takes_less_than_its_login_could_see(make: Make):
    laptop = make(scope=VILLAGE)
    laptop.exchange()
    assert [laptop.count(table) for table in (Site, Task, Station, Observation)] == [1, 0, 0, 0]
    assert check(laptop.database) == []


def test_that_a_login_that_sees_nothing_takes_nothing_away(member: Laptop, own_shared: SharedRecord):
    with own_shared.open("owner").writing() as session:
        session.execute(update(Login).values(disabled_at=NOW))
    with pytest.raises(NothingVisibleError):
        member.exchange()
    assert member.count(Task) == 3


def test_that_a_full_mailbox_is_told_and_nothing_is_lost(member: Laptop, office: Database):
    with member.office.writing() as session:
        rows = "SELECT gen_random_uuid(), now(), 'x' FROM generate_series(1, 200)"
        session.execute(text(f"INSERT INTO inbound (giver, at, content) {rows}"))
    note(member, "很急")
    with pytest.raises(deliver.MailboxFullError):
        member.exchange()
    merged = merge_inbound(office, LATER.now)
    assert merged.refused == 200
    member.exchange()
    merge_inbound(office, LATER.now)
    assert "很急" in notes(office)


# what somebody can do who has stolen the laptop, or only its login


def test_that_a_stranger_s_bytes_change_nothing_and_do_not_stop_the_others(member: Laptop, office: Database):
    before = state(office)
    rubbish = [b"", b"\n", b"{}", b"[]\n", b"null", b"\xff\xfe", b'{"format":1}\n', b"{" * 100_000]
    for content in rubbish:
        put(member, content)
    note(member, "照常")
    member.exchange()
    merged = merge_inbound(office, LATER.now)
    assert (merged.refused, merged.merged) == (len(rubbish), 1)
    assert in_mailbox(office)[1:-1] == [("refused", "damaged")] * len(rubbish)
    assert state(office)[-1] == before[-1] + 1
    assert "照常" in notes(office)


def changed(batch: Batch, **values: Any) -> Batch:
    """The last operation says something else, with a hash that fits."""
    operations = [dict(o) for o in batch.operations]
    operations[-1].update(values)
    operations[-1]["hash"] = operation_hash(operations[-1])
    return dataclasses.replace(batch, operations=operations)


def reworded(batch: Batch) -> str:
    """What the last operation says, with another note."""
    changes = json.loads(batch.operations[-1]["changes"])
    return canonical({**changes, "note": [None, "假的"]})


def signed_anew(batch: Batch, private: str) -> Batch:
    last = batch.operations[-1]
    seal = dataclasses.replace(
        batch.seals[-1], signature=sign(private, sealed(last["replica"], last["seq"], last["hash"]))
    )
    return dataclasses.replace(batch, seals=[*batch.seals[:-1], seal])


def test_that_what_was_changed_after_it_was_signed_is_refused(member: Laptop, office: Database):
    note(member, "真的")
    before = state(office)
    put(member, lines(changed(member.batch(), changes=reworded(member.batch()))))
    assert merge_inbound(office, LATER.now).refused == 1
    assert in_mailbox(office)[-1] == ("refused", "signature")
    assert state(office) == before
    assert office_refusals(office) == ["signature"]
    member.exchange()  # the real one is delivered by itself, behind the false one
    merge_inbound(office, LATER.now)
    assert notes(office) == ["你好", "真的"]


def office_refusals(office: Database) -> list[str]:
    """The quarantine tells people of it; the frame of `shared_record` is not meant."""
    with office.reading() as session:
        return list(session.scalars(select(Refused.reason).where(Refused.source != "10.0.0.9")))


def test_that_another_key_than_the_approved_one_is_refused(member: Laptop, office: Database):
    private, public = new_key()
    forged = signed_anew(changed(member.batch(), changes=reworded(member.batch())), private)
    before = state(office)
    put(
        member, lines(dataclasses.replace(forged, giver=dataclasses.replace(forged.giver, public_key=public)))
    )
    put(member, lines(forged))
    assert merge_inbound(office, LATER.now).refused == 2
    assert state(office) == before


def test_that_a_laptop_cannot_speak_for_another_replica(member: Laptop, office: Database):
    """Neither under its name, nor by carrying operations that it wrote as if they were another's."""
    with office.reading() as session:
        other = identity(session)
    batch, before = member.batch(), state(office)
    put(member, lines(batch), giver=other.id)
    put(member, lines(dataclasses.replace(batch, giver=other)), giver=other.id)
    put(member, lines(changed(batch, replica=other.id)))
    assert merge_inbound(office, LATER.now).refused == 3
    assert [reason for _, reason in in_mailbox(office)[1:]] == ["foreign", "side", "foreign"]
    assert state(office) == before


def test_that_a_laptop_cannot_take_rows_away_or_move_heads(member: Laptop, office: Database):
    """A batch can say which roots have left a scope; coming from a laptop, that means nothing."""
    note(member, "一")
    with office.reading() as session:
        everything = [*session.scalars(select(Site.id)), *session.scalars(select(Task.id))]
        own = identity(session)
        reached = heads(session)
    batch = member.batch()
    lie = dataclasses.replace(
        batch,
        dropped=everything,
        roots=everything,
        is_complete=False,
        heads={**batch.heads, own.id: dataclasses.replace(reached[own.id], seq=9_999)},
        keys={**batch.keys, own.id: dataclasses.replace(own, public_key=new_key()[1])},
    )
    before = state(office)
    put(member, lines(lie))
    merged = merge_inbound(office, LATER.now)
    assert (merged.merged, merged.operations) == (1, 1)
    assert state(office)[:2] == before[:2]
    with office.reading() as session:
        assert heads(session)[own.id].seq == reached[own.id].seq
    assert check(office) == []


def test_that_a_gap_is_refused_and_made_good(member: Laptop, office: Database):
    """A delivery was lost on the way: the next exchange begins where the office stands."""
    for words in ("一", "二", "三"):
        note(member, words)
    batch = member.batch()
    put(member, lines(dataclasses.replace(batch, operations=batch.operations[-1:], seals=batch.seals[-1:])))
    assert merge_inbound(office, LATER.now).refused == 1
    assert in_mailbox(office)[-1] == ("refused", "gap")
    member.exchange()
    merge_inbound(office, LATER.now)
    assert {"一", "二", "三"} <= set(notes(office))
    assert member.exchange().sent.refused == []
    assert member.exchange().nothing_new


def test_that_a_revoked_laptop_changes_nothing_any_more(member: Laptop, office: Database):
    with office.writing() as session:
        members.revoke(session, LATER, member.id())
    note(member, "太晚")
    member.exchange()
    before = state(office)
    assert merge_inbound(office, LATER.now).refused == 1
    assert in_mailbox(office)[-1] == ("refused", "revoked")
    assert state(office) == before
    told = member.exchange()
    assert [error.params["reason"] for error in told.sent.refused] == ["revoked"]
    assert told.sent.operations == 0  # it is not sent again and again
    assert len(in_mailbox(office)) == 2
    assert "太晚" in notes(member.database)
    assert check(office) == []


def test_that_operations_that_only_an_office_may_write_have_no_effect(member: Laptop, office: Database):
    """The laptop writes itself a wider scope and takes back its revocation: signed, kept, without effect."""
    with member.database.writing() as session:
        own = session.scalars(select(Replica).where(Replica.is_self)).one()
        own.side = "office"
        members.set_scope(session, LATER, own.id, [CHENGAN])
        own.side = "field"
    with member.database.reading() as session:
        private = session.scalars(select(ReplicaKey.private)).one()
    batch = signed_anew(changed(member.batch(), side="field"), private)
    put(member, lines(batch))
    merge_inbound(office, LATER.now)
    with office.reading() as session:
        found = session.execute(text("SELECT scope FROM member WHERE id = :id"), {"id": member.id()}).scalar()
    assert found == TOWN


def test_that_an_office_s_record_cannot_come_in_through_a_field_login(make: Make, office: Database):
    laptop = make(side="office", scope="")
    before = state(office)
    laptop.exchange()
    with laptop.database.writing() as session:
        sites.add(session, LATER, SiteData("假的", TOWN, "dust"))
    laptop.exchange()
    assert merge_inbound(office, LATER.now).refused == 1
    assert in_mailbox(office) == [("refused", "side")]
    assert state(office) == before
    with office.writing() as session:
        assert applicants(session) == []
        with laptop.database.reading() as here:
            who = identity(here)
        with pytest.raises(OfficeApplicantError):
            approve_applicant(session, LATER, inbound.Applicant(who, None, NOW, TOWN))


def test_that_an_applicant_gets_no_more_than_its_login(make: Make, office: Database):
    """It asks for everything; it is approved for the units of the login that it came with."""
    for scope, expected in (("", TOWN), (CHENGAN, TOWN), (VILLAGE, VILLAGE)):
        laptop = make(scope=scope, name=f"要 {scope or '全部'}")
        laptop.exchange()
        with laptop.database.writing() as session:
            sites.add(session, LATER, SiteData(f"新 {scope}", VILLAGE, "dust"))
        laptop.exchange()
        merge_inbound(office, LATER.now)
        with office.reading() as session:
            found = {a.who.name: a.scope for a in applicants(session)}
        assert found[f"要 {scope or '全部'}"] == expected


def test_that_a_delivery_of_a_newer_program_waits_for_the_upgrade(
    member: Laptop, office: Database, monkeypatch
):
    note(member, "一")
    batch = changed(member.batch(), schema_version=99)
    put(member, lines(batch))
    note(member, "二")
    merged = merge_inbound(office, LATER.now)
    assert (merged.waiting, merged.refused) == (1, 0)
    assert in_mailbox(office)[-1] == ("new", "upgrade 99")
    again = merge_inbound(office, LATER.now)
    assert (again.waiting, again.merged, again.refused) == (1, 0, 0)
    monkeypatch.setattr(inbound, "SCHEMA_VERSION", 99)
    assert merge_inbound(office, LATER.now).waiting == 1  # looked at again


def test_that_two_offices_at_work_merge_each_delivery_once(member: Laptop, own_shared: SharedRecord):
    note(member, "一次")
    member.exchange()
    one, other = own_shared.open("duty"), own_shared.open("department")
    with one.writing() as session:
        held = session.scalars(select(Inbound).where(Inbound.status == "new").with_for_update()).one()
        assert held
        assert merge_inbound(other, LATER.now).merged == 0
    assert merge_inbound(other, LATER.now).merged == 1
    assert merge_inbound(one, LATER.now).merged == 0
    assert notes(one) == ["一次", "你好"]


def test_that_the_bytes_of_a_refused_delivery_are_kept_for_a_month(member: Laptop, office: Database):
    put(member, b"evidence")
    merge_inbound(office, LATER.now)

    def kept() -> bytes:
        with office.reading() as session:
            return bytes(session.scalars(select(Inbound.content).where(Inbound.status == "refused")).one())

    with office.reading() as session:
        came = session.scalar(select(func.max(Inbound.at))) or NOW
    merge_inbound(office, came + timedelta(days=29))
    assert kept() == b"evidence"
    merge_inbound(office, came + timedelta(days=31))
    assert kept() == b""
    assert in_mailbox(office)[-1] == ("refused", "damaged")


def test_that_merging_with_nothing_there_is_one_question(office: Database):
    asked: list[str] = []
    engine = office.writer_engine
    event.listen(engine, "before_cursor_execute", lambda *arguments: asked.append(arguments[2]))
    assert merge_inbound(office, LATER.now).merged == 0
    assert len(asked) <= 4


def test_that_laptops_of_two_townships_meet_through_the_office(make: Make, office: Database):
    """One order for both: each does its part offline, each sees the other's after the merge."""
    ours, theirs = make(), make("other", OTHER_TOWN, name="另一台")
    for laptop, unit in ((ours, TOWN), (theirs, OTHER_TOWN)):
        laptop.exchange()
        with laptop.database.writing() as session:
            number = session.scalars(select(Task.number).where(Task.title == "给两家")).one()
            tasks.step(session, LATER, number, Step.RECEIVE, unit_code=unit)
        laptop.exchange()
    merge_inbound(office, LATER.now)
    with office.writing() as session:
        for applicant in applicants(session):
            approve_applicant(session, LATER, applicant)
    assert merge_inbound(office, LATER.now).merged == 2
    for laptop in (ours, theirs):
        laptop.exchange()
        with laptop.database.reading() as session:
            states = session.scalars(select(Assignment.state).join(Task).where(Task.title == "给两家"))
            assert list(states) == [State.RECEIVED, State.RECEIVED]
        assert check(laptop.database) == []
    assert check(office) == []


def test_that_a_laptop_cannot_talk_its_owner_into_the_office(
    member: Laptop, office: Database, own_shared: SharedRecord
):
    """It writes itself a director's role; whoever gives logins is told where that role comes from."""
    with member.database.writing() as session, Journal(session, LATER, "people.edit") as journal:
        person = session.scalars(select(Person).where(Person.name == "王成安")).one()
        with journal.changing(person):
            person.role = Role.DIRECTOR
    member.exchange()
    merge_inbound(office, LATER.now)
    owner = own_shared.open("owner")
    with pytest.raises(logins.FieldEntryError, match="笔记本"), owner.writing() as session:
        logins.add(session, NOW, logins.find_person(session, "王成安"), name="boss")


def test_that_an_order_that_the_laptop_wrote_for_others_stays_in_its_sight(member: Laptop, office: Database):
    """Its author follows it, and what it points to; the neighbour's other orders stay out of sight."""
    with member.database.writing() as session:
        tasks.new(session, LATER, NewTask("请邻镇处理", [OTHER_TOWN], site_code="OURS-1"))
    member.exchange()
    merge_inbound(office, LATER.now)
    with office.writing() as session:
        number = session.scalars(select(Task.number).where(Task.title == "请邻镇处理")).one()
        tasks.step(session, LATER, number, Step.RECEIVE, unit_code=OTHER_TOWN)
    member.exchange()
    with member.database.reading() as session:
        titles = set(session.scalars(select(Task.title)))
        states = session.scalars(select(Assignment.state).join(Task).where(Task.number == number))
        assert list(states) == [State.RECEIVED]
    assert titles == {"只给我们", "给两家", "指向外县", "请邻镇处理"}
    assert check(member.database) == []


def test_that_a_laptop_restored_from_a_backup_gets_its_own_work_back(member: Laptop, office: Database):
    """It goes on as a new replica, approved anew; its old chain comes back whole with what it had lost."""
    backup = Path(f"{member.database.path}.copy")
    copy_file(Path(str(member.database.path)), backup)
    note(member, "备份以后写的")
    member.exchange()
    merge_inbound(office, LATER.now)
    restored = Laptop.__new__(Laptop)
    restored.database, restored.office = open_database(f"sqlite:///{backup}"), member.office
    with restored.database.writing() as session:
        renew(session, LATER.now)
    note(restored, "恢复以后写的")
    restored.exchange()
    approve(office)
    merge_inbound(office, LATER.now)
    restored.exchange()
    expected = ["你好", "备份以后写的", "恢复以后写的"]
    assert notes(restored.database) == sorted(expected) == notes(office)
    assert check(restored.database) == []
    restored.database.close()
