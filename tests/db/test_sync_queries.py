"""What the sync screen reads: unsent work in words, peers, packs, members, conflicts, what is held."""

import json
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.orm import Session

from db.actor import Actor
from db.commands import attachments, divisions, sites, tasks, units
from db.commands.intake import Refusal, refuse
from db.commands.sites import SiteData
from db.commands.tasks import NewTask
from db.commands.units import NewPerson, NewUnit
from db.engine import Database, open_database
from db.identity import renew
from db.queries import conflicts, outbox, peers, sync, unsettled
from db.queries import tasks as task_queries
from db.rules.campaigns import load_folder
from db.rules.regions import DivisionRow
from db.rules.roles import Role
from db.rules.tasks import Step
from db.schema import (
    Assignment,
    Conflict,
    HeldOperation,
    Member,
    Operation,
    Pack,
    Peer,
    ReadingDay,
    Replica,
    Site,
    Task,
    WaitingRow,
)
from resources import folder

NOW = datetime(2026, 3, 20, 8, 0, tzinfo=UTC)
OFFICE = uuid.UUID("01900000-0000-7000-8000-00000000000a")
LAPTOP = uuid.UUID("01900000-0000-7000-8000-00000000000b")
KEY = "0123456789abcdef" * 4
DIVISIONS = [
    DivisionRow("130400", "邯郸市", "city", None, None, None),
    DivisionRow("130424", "成安县", "county", "130400", None, None),
    DivisionRow("130424100", "成安镇", "township", "130424", None, None),
]


@pytest.fixture
def record(database: Database, actor: Actor) -> Database:
    """One county with a department, one person, one site: 5 operations of this replica's own."""
    campaigns = load_folder(folder("campaigns"))[0]
    with database.writing() as s:
        divisions.load_divisions(s, DIVISIONS, {}, source="test", now=actor.now)
        divisions.load_campaigns(s, [campaigns["dust"]], source="test", now=actor.now)
        units.add_units(s, actor, [NewUnit("130424-ZJ", "成安县住建局", "department", "130424", "县住建局")])
        units.add_units(s, actor, [NewUnit("130424-CG", "成安县城管局", "department", "130424", None)])
        units.add_people(s, actor, [NewPerson("张某", Role.DUTY, "130424")])
        sites.add(s, actor, SiteData("柏寺安置房", "130424100", "dust", code="CA-0001", fields={"area": 1}))
    return database


def own(session: Session) -> uuid.UUID:
    return session.scalars(select(Replica.id).where(Replica.is_self)).one()


def add_peer(session: Session, replica: uuid.UUID = OFFICE, *, given: int = 0, **more: Any) -> None:
    """A peer that has confirmed `given` of this replica's own operations."""
    values = {
        "replica_id": replica, "name": "县大气办", "side": "office", "url": None,
        "given": json.dumps({str(own(session)): given}), "confirmed_at": None, "contact_at": None,
        "position_given": 0, "readings_given": 0, "blobs_missing": 0, "clock_offset_ms": None,
        "problem": None, "problem_at": None,
    }  # fmt: skip
    session.execute(insert(Peer), [values | more])


def add_replica(session: Session, replica: uuid.UUID, name: str, *, seq: int = 0, **more: Any) -> None:
    """Another replica whose operations are here."""
    values = {
        "id": replica, "is_self": False, "name": name, "tag": "LAPT", "created_at": NOW, "seq": seq, "hlc": 0,
        "last_hash": "0" * 64, "position": 0, "side": "field", "scope": "", "public_key": KEY,
    }  # fmt: skip
    session.execute(insert(Replica), [values | more])


def add_operation(session: Session, replica: uuid.UUID, seq: int, row_id: uuid.UUID, **more: Any) -> None:
    """An operation of another replica, as taking it would have left it in the log."""
    values = {
        "replica": replica, "seq": seq, "hlc": seq, "person_id": None, "command": "tasks.deadline",
        "change_id": uuid.UUID(int=seq), "entity": "assignment", "row_id": row_id, "action": "update",
        "changes": "{}", "schema_version": 2, "prev_hash": "0" * 64, "hash": f"{seq:064x}", "parents": "[]",
        "claimed_ms": 0, "side": "field", "position": 10_000 + seq, "recorded_at": NOW, "clock_off_ms": None,
    }  # fmt: skip
    session.execute(insert(Operation), [values | more])


def side(replica: uuid.UUID, seq: int, value: Any, person: uuid.UUID | None, at: datetime) -> dict[str, Any]:
    """One side of a conflict as resolving writes it."""
    return {
        "replica": str(replica), "seq": seq, "value": value, "person_id": str(person) if person else None,
        "claimed_ms": int(at.timestamp() * 1000), "command": "tasks.deadline", "side": "office", "with": {},
        "change_id": str(uuid.UUID(int=1)),
    }  # fmt: skip


def add_conflict(session: Session, entity: str, row_id: uuid.UUID, field: str, **more: Any) -> None:
    values = {
        "entity": entity, "row_id": row_id, "field": field, "kind": "decide", "base": "null",
        "current": "null", "sides": "[]", "found_at": NOW, "dismissed_at": None,
    }  # fmt: skip
    session.execute(insert(Conflict), [values | more])


def write_order(database: Database, now: datetime, title: str = "裸土未覆盖") -> str:
    with database.writing() as s:
        return tasks.new(s, Actor(now), NewTask(title, ["130424-ZJ"], site_code="CA-0001"))


def summary(database: Database, known: sync.Summary | None = None) -> sync.Summary:
    with database.reading() as s:
        return sync.summary(s, known)


def test_that_a_record_nobody_shares_has_only_unconfirmed_work(record: Database):
    found = summary(record)
    # two departments, one person, the site and its place in the campaign
    assert (found.written, found.unsent, found.standing.peers) == (5, 5, 0)
    assert found.oldest_at == NOW
    assert (found.standing.confirmed_at, found.standing.contact_at) == (None, None)
    assert (found.side, found.scope) == ("office", ())


def test_that_the_peer_that_holds_most_decides_what_is_unsent(record: Database):
    later = NOW + timedelta(hours=3)
    with record.writing() as s:
        add_peer(s, LAPTOP, given=2, name="成安镇", side="field", confirmed_at=later, contact_at=later)
        add_peer(s, OFFICE, given=4, confirmed_at=NOW, contact_at=NOW, blobs_missing=3)
    write_order(record, NOW + timedelta(minutes=5))
    found = summary(record)
    # sheet, part, dispatching the part, the fact of it
    assert found.written == 5 + 4
    assert found.unsent == 5
    assert found.standing.name == "县大气办"
    assert (found.standing.side, found.standing.confirmed_at) == ("office", NOW)
    assert found.standing.attachments_missing == 3
    assert found.standing.contact_at == later, "of any peer"
    assert found.oldest_at == NOW, "operation 5 is the site's place in the campaign"


def test_that_confirmed_work_leaves_nothing_unsent(record: Database):
    with record.writing() as s:
        add_peer(s, given=5, confirmed_at=NOW)
    found = summary(record)
    assert (found.unsent, found.oldest_at) == (0, None)


def test_that_only_a_failure_after_the_last_contact_counts(record: Database):
    words = json.dumps(["The database at {where} cannot be reached: {reason}", {"where": "x", "reason": "y"}])
    with record.writing() as s:
        add_peer(s, OFFICE, contact_at=NOW, problem=words, problem_at=NOW - timedelta(hours=1))
    assert summary(record).standing.problem is None
    with record.writing() as s:
        add_peer(s, LAPTOP, contact_at=NOW, problem=words, problem_at=NOW + timedelta(hours=1))
    found = summary(record).standing
    assert (found.problem, found.problem_at) == (words, NOW + timedelta(hours=1))


def test_that_an_unchanged_summary_is_the_one_that_is_known(record: Database):
    first = summary(record)
    assert summary(record, first) is first
    write_order(record, NOW)
    second = summary(record, first)
    assert second is not first
    assert second.unsent == 9
    with record.writing() as s:
        add_peer(s, given=9, confirmed_at=NOW)
    assert summary(record, second).unsent == 0
    with record.writing() as s:
        site_id = s.scalars(select(Site.id)).one()
        add_conflict(s, "site", site_id, "person")
    third = summary(record, summary(record, second))
    assert third.inbox.decide == 1
    with record.writing() as s:
        s.execute(update(Conflict).values(dismissed_at=NOW))
    assert summary(record, third).inbox == sync.Inbox(newest=third.inbox.newest)


def test_that_the_inbox_counts_kinds_and_own_late_steps(record: Database):
    with record.writing() as s:
        site_id, me = s.scalars(select(Site.id)).one(), own(s)
        add_replica(s, LAPTOP, "成安镇笔记本")
        mine = json.dumps([side(LAPTOP, 1, "closed", None, NOW), side(me, 1, "received", None, NOW)])
        theirs = json.dumps([side(me, 1, "closed", None, NOW), side(LAPTOP, 1, "received", None, NOW)])
        add_conflict(s, "site", site_id, "person")
        add_conflict(s, "site", site_id, "state", kind="late", sides=mine)
        add_conflict(s, "site", site_id, "phone", kind="late", sides=theirs)
        add_conflict(s, "site", site_id, "name", kind="overruled")
        add_conflict(s, "site", site_id, "owner", kind="overruled", dismissed_at=NOW)
    found = summary(record).inbox
    assert (found.decide, found.others, found.late) == (1, 3, 1)


def test_that_the_scope_of_a_laptop_is_told_by_name(record: Database):
    with record.writing() as s:
        s.execute(update(Replica).where(Replica.is_self).values(side="field", scope="130424100 130424-ZJ"))
    assert summary(record).scope == ("成安镇", "县住建局")


def test_that_unsent_work_is_told_by_command_with_numbers_and_names(record: Database):
    with record.writing() as s:
        add_peer(s, given=5)
        person = units.add_people(s, Actor(NOW), [NewPerson("李某", Role.DUTY, "130424")])[0]
    number = write_order(record, NOW)
    at = NOW + timedelta(minutes=10)
    with record.writing() as s:
        deadline = NOW + timedelta(hours=2)
        tasks.set_deadline(s, Actor(at, person), number, deadline, note="先办")
        task_id = s.scalars(select(Task.id)).one()
        attachments.add(s, Actor(at, person), "task", task_id, "a.jpg", "image/jpeg", b"12345")
    with record.reading() as s:
        found = outbox.outbox(s)
    assert [change.command for change in found.changes] == [
        "people.add", "tasks.new", "tasks.deadline", "attachments.add",
    ]  # fmt: skip
    assert (found.operations, found.shown) == (1 + 4 + 2 + 1, 8)
    moved = found.changes[2]
    assert (moved.at, moved.person) == (at, "李某")
    part, note = moved.rows
    assert (part.thing.root, part.thing.code, part.thing.name) == ("task", number, "裸土未覆盖")
    assert (part.thing.detail, part.thing.campaign_key) == ("县住建局", "dust")
    assert part.fields == {"deadline": (None, "2026-03-20T10:00:00+00:00")}
    assert note.is_new
    assert note.fields["note"] == (None, "先办")
    photo = found.changes[3]
    assert (len(photo.files), photo.bytes) == (1, 5)
    assert (photo.rows[0].thing.code, photo.rows[0].thing.detail) == (number, "a.jpg")
    assert found.unit_names["130424-ZJ"] == "县住建局"


def test_that_a_long_outbox_is_cut_and_counted(record: Database):
    with record.reading() as s:
        found = outbox.outbox(s, limit=2)
    assert (found.operations, found.shown) == (5, 2)


def test_that_peers_tell_what_they_have_not_confirmed(record: Database):
    with record.writing() as s:
        add_replica(s, LAPTOP, "成安镇笔记本", seq=7)
        add_peer(s, OFFICE, given=3, readings_given=2, blobs_missing=1, contact_at=NOW, clock_offset_ms=5_000)
        add_peer(s, LAPTOP, given=5, name="成安镇笔记本", side="field")
        days = [(1, None), (2, None), (3, OFFICE), (4, None), (5, LAPTOP)]
        s.execute(
            insert(ReadingDay),
            [
                {"station_code": "CA-01", "period": 3600, "day": stamp, "stamp": stamp, "source": source}
                for stamp, source in days
            ],
        )
    with record.reading() as s:
        office, laptop = peers.peers(s)
    assert (office.name, laptop.name) == ("县大气办", "成安镇笔记本"), "the one never heard of comes last"
    # 2 of this replica's 5 and all 7 of the laptop's
    assert (office.operations_left, office.attachments_left) == (9, 1)
    assert office.days_left == 2, "day 3 came from it"
    # its own 7 it has
    assert (laptop.operations_left, laptop.days_left) == (0, 4)
    assert (office.clock_offset_ms, laptop.contact_at) == (5_000, None)


def test_that_packs_are_listed_newest_first(record: Database):
    def pack(direction: str, at: datetime, status: str) -> dict[str, Any]:
        return {
            "pack_id": uuid.UUID(int=1), "direction": direction, "at": at, "path": "/media/stick/a.qkpack",
            "peer": None, "peer_name": "县大气办", "status": status, "reason": None, "operations": 12,
            "attachments": 2, "size": 3_000, "heads": "{}",
        }  # fmt: skip

    with record.writing() as s:
        s.execute(insert(Pack), [pack("out", NOW, "written"), pack("in", NOW + timedelta(hours=1), "taken")])
    with record.reading() as s:
        found = peers.packs(s)
    assert [(one.direction, one.status) for one in found] == [("in", "taken"), ("out", "written")]
    assert (found[0].operations, found[0].attachments, found[0].size) == (12, 2, 3_000)


def test_that_members_are_told_with_scope_and_fingerprint_and_the_unapproved_first(record: Database):
    with record.writing() as s:
        add_replica(s, LAPTOP, "漳河店笔记本", seq=4)
        values = {
            "id": OFFICE, "origin": OFFICE, "hlc": 0, "deleted_at": None, "name": "成安镇笔记本",
            "tag": "CAZ1", "side": "field", "scope": "130424100", "public_key": KEY, "approved_at": NOW,
            "revoked_at": None, "revoked_seq": None,
        }  # fmt: skip
        s.execute(insert(Member), [values])
    with record.reading() as s:
        found = peers.replicas(s)
    here = [one for one in found if one.is_self]
    others = [one for one in found if not one.is_self]
    assert len(here) == 1
    assert [(one.name, one.approved_at) for one in others] == [("漳河店笔记本", None), ("成安镇笔记本", NOW)]
    assert (others[0].operations, others[0].fingerprint) == (4, "0123 4567 89AB CDEF")
    assert others[1].scope_names == ("成安镇",)


def test_that_a_conflict_tells_both_sides_who_and_when(record: Database):
    number = write_order(record, NOW)
    claimed, received = NOW - timedelta(days=366), NOW + timedelta(hours=1)
    with record.writing() as s:
        part = s.scalars(select(Assignment.id)).one()
        person = units.add_people(s, Actor(NOW), [NewPerson("李某", Role.TOWNSHIP, "130424")])[0]
        add_replica(s, LAPTOP, "成安镇笔记本")
        off = -366 * 86_400_000
        add_operation(s, LAPTOP, 3, part, recorded_at=received, clock_off_ms=off)
        sides = [
            side(own(s), 6, "2026-03-20T10:00:00+00:00", None, NOW),
            side(LAPTOP, 3, None, person, claimed),
        ]
        base = json.dumps("2026-03-20T09:00:00+00:00")
        add_conflict(s, "assignment", part, "deadline", sides=json.dumps(sides), base=base)
    with record.reading() as s:
        found = conflicts.inbox(s).conflicts
    assert len(found) == 1
    one = found[0]
    assert (one.kind, one.field, one.base) == ("decide", "deadline", "2026-03-20T09:00:00+00:00")
    assert (one.thing.code, one.thing.detail) == (number, "县住建局")
    stands, other = one.sides
    assert (stands.value, stands.is_self, stands.person) == ("2026-03-20T10:00:00+00:00", True, None)
    assert (stands.received_at, stands.clock_off_ms) == (NOW, None)
    assert (other.value, other.person, other.replica) == (None, "李某", "成安镇笔记本")
    assert (other.claimed_at, other.received_at, other.clock_off_ms) == (claimed, received, off)
    assert not one.is_own, "what does not stand was written elsewhere"


def test_that_what_is_to_decide_comes_before_what_is_to_know(record: Database):
    with record.writing() as s:
        site_id = s.scalars(select(Site.id)).one()
        for minutes, (field, kind) in enumerate(
            [("a", "overruled"), ("b", "decide"), ("c", "duplicate"), ("d", "late"), ("e", "decide")]
        ):
            add_conflict(s, "site", site_id, field, kind=kind, found_at=NOW + timedelta(minutes=minutes))
        add_conflict(s, "site", site_id, "f", kind="late", dismissed_at=NOW)
    with record.reading() as s:
        found = conflicts.inbox(s).conflicts
    assert [one.field for one in found] == ["e", "b", "d", "c", "a", "f"]


def test_that_a_doubled_number_names_both_things(record: Database):
    first, second = write_order(record, NOW), write_order(record, NOW, "道路积尘")
    with record.writing() as s:
        ids = dict(s.execute(select(Task.number, Task.id)).all())
        sides = [{"row_id": str(ids[n]), "value": n} for n in (first, second)]
        add_conflict(
            s,
            "task",
            ids[second],
            "number",
            kind="duplicate",
            base=json.dumps(first),
            sides=json.dumps(sides),
        )
    with record.reading() as s:
        one = conflicts.inbox(s).conflicts[0]
    assert [(x.thing.code, x.thing.name) for x in one.sides] == [(first, "裸土未覆盖"), (second, "道路积尘")]


def test_that_a_conflict_about_units_names_them(record: Database):
    with record.writing() as s:
        site_id = s.scalars(select(Site.id)).one()
        sides = [side(own(s), 4, "130424-ZJ", None, NOW), side(own(s), 5, "130424-CG", None, NOW)]
        add_conflict(s, "site", site_id, "unit_code", base='"130424100"', sides=json.dumps(sides))
    with record.reading() as s:
        names = conflicts.inbox(s).unit_names
    assert names == {"130424100": "成安镇", "130424-ZJ": "县住建局", "130424-CG": "成安县城管局"}


def test_that_a_conflict_about_a_row_that_left_the_tables_is_still_listed(record: Database):
    with record.writing() as s:
        add_conflict(s, "site", uuid.UUID(int=5), "person")
    with record.reading() as s:
        one = conflicts.inbox(s).conflicts[0]
    assert (one.thing.entity, one.thing.root, one.thing.code) == ("site", "", "")


def test_that_held_operations_are_told_by_author_and_reason(record: Database):
    def hold(seq: int, reason: str, hours: int) -> dict[str, Any]:
        return {
            "replica": LAPTOP, "seq": seq, "hash": f"{seq:064x}", "reason": reason, "payload": "{}",
            "since": NOW + timedelta(hours=hours), "giver": OFFICE,
        }  # fmt: skip

    with record.writing() as s:
        add_replica(s, LAPTOP, "成安镇笔记本", seq=10)
        add_peer(s)
        s.execute(insert(HeldOperation), [hold(14, "gap", 2), hold(13, "gap", 1), hold(9, "fork", 3)])
    with record.reading() as s:
        gap, fork = unsettled.held(s)
    assert (gap.name, gap.reason, gap.operations, gap.giver) == ("成安镇笔记本", "gap", 2, "县大气办")
    assert (gap.first_seq, gap.last_seq, gap.has_seq) == (13, 14, 10)
    assert gap.since == NOW + timedelta(hours=1)
    assert (fork.reason, fork.first_seq) == ("fork", 9)
    assert summary(record).held == 3


def test_that_waiting_rows_are_told_by_kind_need_and_author(record: Database):
    with record.writing() as s:
        add_replica(s, LAPTOP, "成安镇笔记本")
        for seq in (1, 2, 3):
            row_id = uuid.UUID(int=100 + seq)
            entity, needs = ("site_check", f"site {uuid.UUID(int=7)}") if seq < 3 else ("task", "station X")
            since = NOW + timedelta(hours=seq)
            values = {"row_id": row_id, "entity": entity, "needs": needs, "since": since}
            s.execute(insert(WaitingRow), [values])
            add_operation(s, LAPTOP, seq, row_id, action="insert")
        # the same row changed again is still one row
        add_operation(s, LAPTOP, 4, uuid.UUID(int=101))
    with record.reading() as s:
        found = unsettled.waiting(s)
    assert found == [
        unsettled.WaitingRecord("site_check", "site", "成安镇笔记本", 2, NOW + timedelta(hours=1)),
        unsettled.WaitingRecord("task", "station", "成安镇笔记本", 1, NOW + timedelta(hours=3)),
    ]
    assert summary(record).waiting == 3


def test_that_wrong_clocks_are_told_by_replica_with_the_worst_difference(record: Database):
    with record.writing() as s:
        add_replica(s, LAPTOP, "成安镇笔记本")
        add_replica(s, OFFICE, "县大气办")
        for seq, off in enumerate([366 * 86_400_000, 5_000_000, None], 1):
            add_operation(s, LAPTOP, seq, uuid.UUID(int=9), clock_off_ms=off)
        add_operation(
            s, OFFICE, 1, uuid.UUID(int=9), clock_off_ms=-3_600_000, position=20_000,
            recorded_at=NOW + timedelta(days=1),
        )  # fmt: skip
    with record.reading() as s:
        laptop, office = unsettled.clocks(s)
    assert (laptop.name, laptop.operations, laptop.off_ms) == ("成安镇笔记本", 2, 366 * 86_400_000)
    assert (office.operations, office.off_ms) == (1, -3_600_000)
    assert (office.first_at, office.last_at) == (NOW + timedelta(days=1), NOW + timedelta(days=1))


def test_that_refused_operations_are_told_apart_from_refused_frames(record: Database):
    with record.writing() as s:
        refuse(s, [Refusal(NOW, "sync 成安镇 (LAPT)", "signature", "3 operations from 5 on", "{}")])
        refuse(s, [Refusal(NOW, "sync 成安镇 (LAPT)", "signature", "4 operations from 5 on", "{}")])
        refuse(s, [Refusal(NOW, "M1", "crc", "x", "##")])
    with record.reading() as s:
        found = unsettled.refused(s)
    assert found == [unsettled.RefusedRecord("成安镇 (LAPT)", "signature", 2, NOW, "4 operations from 5 on")]


def test_that_empty_lists_are_empty(database: Database):
    with database.reading() as s:
        found = sync.summary(s)
        lists = [
            peers.peers(s), peers.packs(s), unsettled.held(s), unsettled.waiting(s), unsettled.clocks(s),
            unsettled.refused(s), list(conflicts.inbox(s).conflicts), list(outbox.outbox(s).changes),
        ]  # fmt: skip
        assert [one.is_self for one in peers.replicas(s)] == [True]
    assert lists == [[]] * 8
    assert (found.written, found.unsent, found.oldest_at) == (0, 0, None)


def test_that_a_step_tells_when_it_was_received_and_how_far_its_clock_was_off(record: Database):
    number = write_order(record, NOW)
    with record.writing() as s:
        tasks.step(s, Actor(NOW + timedelta(minutes=1)), number, Step.RECEIVE)
    with record.reading() as s:
        steps = task_queries.task(s, number).steps
    assert [(one.at, one.received_at, one.clock_off_ms) for one in steps] == [
        (NOW, NOW, None),
        (NOW + timedelta(minutes=1), NOW + timedelta(minutes=1), None),
    ]


def test_that_a_restored_record_still_counts_what_it_wrote_before(record: Database):
    with record.writing() as s:
        add_peer(s, given=3, confirmed_at=NOW)
        former = own(s)
        renew(s, NOW + timedelta(hours=1))
    later = NOW + timedelta(hours=2)
    write_order(record, later)
    found = summary(record)
    assert (found.written, found.unsent) == (5 + 4, 2 + 4)
    assert found.oldest_at == NOW
    with record.reading() as s:
        assert [one.command for one in outbox.outbox(s).changes] == ["sites.add", "tasks.new"]
    # a peer that has more of the former chain than is here takes nothing from what is unsent
    with record.writing() as s:
        s.execute(update(Peer).values(given=json.dumps({str(former): 50}), confirmed_at=later))
    assert summary(record).unsent == 4


def test_that_an_order_is_readable_for_a_login_that_may_not_read_the_log(postgres_url: str, actor: Actor):
    database = open_database(postgres_url)
    with database.writing() as s:
        divisions.load_divisions(s, DIVISIONS, {}, source="test", now=actor.now)
        units.add_units(s, actor, [NewUnit("130424-ZJ", "成安县住建局", "department", "130424", "县住建局")])
        number = tasks.new(s, actor, NewTask("裸土", ["130424-ZJ"]))
        role = f"viewer_{uuid.uuid4().hex[:8]}"
        s.execute(text(f"CREATE ROLE {role}"))
        s.execute(text(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}"))
        s.execute(text(f"REVOKE ALL ON operation, replica_key FROM {role}"))
        s.execute(text(f"SET LOCAL ROLE {role}"))
        found = task_queries.task(s, number)
        summarised = sync.summary(s)
        s.execute(text("RESET ROLE"))
        s.execute(text(f"DROP OWNED BY {role}"))
        s.execute(text(f"DROP ROLE {role}"))
    database.close()
    assert [(one.step, one.received_at) for one in found.steps] == [("dispatch", None)]
    assert (summarised.unsent, summarised.oldest_at) == (5, None)
