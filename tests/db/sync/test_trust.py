"""What a field replica cannot do, whoever has it in their hands; copies, backups and revocations."""

import itertools
import json
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from world import (
    DEPARTMENTS,
    NOW,
    Node,
    World,
    all_alike,
    carried,
    forge,
    small_pages,
)

from db.check import check
from db.commands import members
from db.commands.members import OfficeOnlyError
from db.commands.units import NewPerson, NewUnit, add_people, add_units
from db.log import Journal, operation_hash
from db.rules.roles import Role
from db.rules.tasks import Step
from db.schema import HeldOperation, Member, Operation, Refused, Replica, ReplicaKey, Site
from db.sync.batch import Batch, Seal
from db.sync.keys import new_key, sealed, sign

Operations = list[dict[str, Any]]


def reasons(node: Node) -> list[str]:
    """Why things were refused here, in the order of arrival."""
    return [row[0] for row in node.rows(select(Refused.reason).order_by(Refused.id))]


def untaken(node: Node, batch: Batch) -> list[str]:
    """Take it as something that nobody vouches for; why it was refused. The log must stay as it was."""
    before, tables = node.log(), node.tables()
    taken = node.take(batch, vouched=False)
    assert node.log() == before
    assert node.tables() == tables
    assert check(node.database) == []
    assert all(str(error) for error in taken.refused)
    return [str(error.params["reason"]) for error in taken.refused]


def member_row(office: Node, node: Node) -> dict[str, Any]:
    return office.tables()["member"][node.id]


# Members, sides, names


def test_that_a_field_replica_may_not_approve_revoke_or_change_scopes(office: Node, laptop: Node):
    for deed in (
        lambda: laptop.write(members.approve, replace(office.who, id=uuid.UUID(int=5))),
        lambda: laptop.write(members.revoke, office.id),
        lambda: laptop.set_scope(office, "130424100"),
    ):
        with pytest.raises(OfficeOnlyError, match="成安镇笔记本"):
            deed()
    laptop.meet(office)
    all_alike(office, laptop)


def test_that_what_a_field_replica_writes_about_members_has_no_effect(office: Node, laptop: Node):
    before = member_row(office, laptop)
    changes = json.dumps({"side": ["field", "office"]})
    forge(laptop, {"entity": "member", "row_id": laptop.id, "changes": changes})
    taken = office.take(carried(laptop.batch_for(office)), vouched=False)
    assert (taken.operations, taken.refused) == (1, [])
    assert member_row(office, laptop) == before
    laptop.add_site("S1")
    laptop.meet(office)
    all_alike(office, laptop)


def test_that_a_field_replica_cannot_change_what_somebody_may_do(office: Node, laptop: Node):
    (person,) = office.write(add_people, [NewPerson("王主任", Role.VIEWER, "130424")])
    office.meet(laptop)
    before = office.tables()["person"][person]
    changes = json.dumps(
        {"role": ["viewer", "director"], "unit_code": ["130424", "1304"], "phone": [None, "1"]}
    )
    ((origin, seq),) = laptop.rows(select(Operation.replica, Operation.seq).where(Operation.row_id == person))
    seen = json.dumps([[str(origin), seq]])
    forge(laptop, {"entity": "person", "row_id": person, "changes": changes, "parents": seen})
    taken = office.take(carried(laptop.batch_for(office)), vouched=False)
    assert (taken.operations, taken.refused) == (1, [])
    after = office.tables()["person"][person]
    assert (after["role"], after["unit_code"]) == (before["role"], before["unit_code"])
    assert after["phone"] == "1"  # that is anybody's to correct


def test_that_a_person_whom_a_field_replica_adds_arrives_whole(office: Node, laptop: Node):
    (person,) = laptop.write(add_people, [NewPerson("李四", Role.GRID_MEMBER, "130424100")])
    laptop.meet(office)
    row = office.tables()["person"][person]
    assert (row["name"], row["role"], row["unit_code"]) == ("李四", "grid_member", "130424100")
    all_alike(office, laptop)


def test_that_a_field_replica_cannot_move_a_unit_by_adding_it_again(world: World, office: Node, laptop: Node):
    """Both add the same department; whoever says later where it lies, the office's word stands."""
    office.write(add_units, [NewUnit("130424-XX", "成安县新局", "department", "130424")])
    world.later(hours=1)
    laptop.write(add_units, [NewUnit("130424-XX", "成安县新局", "department", "130424100")])
    laptop.meet(office)
    found = [row for row in office.tables()["unit"].values() if row["code"] == "130424-XX"]
    assert [row["parent_code"] for row in found] == ["130424"]
    all_alike(office, laptop)


@pytest.mark.parametrize("disguise", [{"side": "office"}, {"schema_version": 1, "side": None}])
def test_that_a_field_replica_cannot_pass_for_an_office(office: Node, laptop: Node, disguise: dict[str, Any]):
    """The form of the first program has no sides and counts as an office's."""
    changes = json.dumps({"side": ["field", "office"]})
    forge(laptop, {"entity": "member", "row_id": laptop.id, "changes": changes, **disguise})
    assert untaken(office, carried(laptop.batch_for(office))) == ["side"]
    laptop.meet(office)  # not on a trusted way either
    assert member_row(office, laptop)["side"] == "field"
    assert reasons(office) == ["side", "side"]


def test_that_a_replica_nobody_approved_is_not_taken_unvouched(world: World, office: Node):
    stranger = world.found("陌生人", "field")
    stranger.write(lambda s, a: s.get(Member, office.id))
    stranger.add_person("某人", None)
    assert untaken(office, carried(stranger.batch_for(office))) == ["unknown"]
    claims = replace(stranger.who, side="office")
    batch = carried(stranger.batch_for(office))
    assert untaken(office, replace(batch, giver=claims, keys={claims.id: claims})) == ["unknown"]
    office.write(members.approve, stranger.who)
    taken = office.take(carried(stranger.batch_for(office)), vouched=False)
    assert (taken.operations, taken.refused) == (1, [])


def test_that_an_approved_name_under_another_key_is_not_taken(office: Node, laptop: Node):
    laptop.add_person("某人")
    batch = carried(laptop.batch_for(office))
    private, public = new_key()
    (operation,) = batch.operations
    content = sealed(laptop.id, operation["seq"], operation["hash"])
    seals = [Seal(laptop.id, operation["seq"], sign(private, content))]
    assert untaken(office, replace(batch, seals=seals)) == ["signature"]
    keys = {laptop.id: replace(laptop.who, public_key=public)}
    assert untaken(office, replace(batch, seals=seals, keys=keys)) == ["key"]


def test_that_nobody_writes_in_anothers_name(world: World, office: Node, laptop: Node):
    """A stolen laptop goes on with the office's chain, and with another laptop's."""
    other = world.found("商城镇笔记本", "field")
    other.add_person("他人")
    other.meet(office)
    laptop.meet(office)
    thief = laptop
    batch = thief_batch(thief, office, office)
    assert untaken(office, batch) == ["signature"]
    batch = thief_batch(thief, other, office)
    assert untaken(office, batch) == ["signature"]
    assert untaken(other, thief_batch(thief, office, other)) == ["signature"]


def thief_batch(thief: Node, victim: Node, taker: Node) -> Batch:
    """The next operation of the victim's chain, in the thief's hand."""
    thief.add_person("某人", None)
    batch = carried(thief.batch_for(taker))
    with taker.database.reading() as session:
        head = session.get_one(Replica, victim.id)
        seq, tail = head.seq, head.last_hash
    mine = batch.operations[-1]
    forged = mine | {"replica": victim.id, "seq": seq + 1, "prev_hash": tail, "side": victim.who.side}
    forged["hash"] = operation_hash(forged)
    with thief.database.reading() as session:
        private = session.scalars(select(ReplicaKey.private)).one()
    signature = sign(private, sealed(victim.id, seq + 1, forged["hash"]))
    return replace(
        batch,
        operations=[forged],
        seals=[Seal(victim.id, seq + 1, signature)],
        heads={},
        keys={victim.id: victim.who, thief.id: thief.who},
    )


# The chain


@pytest.fixture
def batch(office: Node, laptop: Node) -> Batch:
    """Five commands of the laptop, each signed."""
    for number in range(5):
        laptop.add_person(f"人{number}")
    found = carried(laptop.batch_for(office))
    assert len(found.operations) == len(found.seals) == 5
    return found


def changed(batch: Batch, index: int, **values: Any) -> Batch:
    operations = [dict(operation) for operation in batch.operations]
    operations[index] |= values
    return replace(batch, operations=operations)


def test_that_a_changed_operation_is_not_taken(office: Node, batch: Batch):
    text = batch.operations[2]["changes"].replace("人2", "别人")
    assert untaken(office, changed(batch, 2, changes=text)) == ["hash"]


def test_that_an_operation_changed_with_its_hash_breaks_the_chain_there(office: Node, batch: Batch):
    bad = batch.operations[2] | {"changes": batch.operations[2]["changes"].replace("人2", "别人")}
    bad["hash"] = operation_hash(bad)
    first = batch.operations[0]["seq"]
    taken = office.take(changed(batch, 2, **bad), vouched=False)
    assert taken.operations == 2, "what was signed before it"
    names = {row["name"] for row in office.tables()["person"].values()}
    assert {"人0", "人1"} <= names
    assert not names & {"别人", "人3"}
    held = [(seq, reason) for _, seq, reason in office.held()]
    assert held == [(first + 2, "unsealed"), (first + 3, "gap"), (first + 4, "gap")]
    assert office.take(batch, vouched=False).operations == 3, "the true ones come through"
    assert office.held() == []
    assert {row["name"] for row in office.tables()["person"].values()} >= {f"人{n}" for n in range(5)}


def test_that_a_missing_operation_holds_those_behind_it(office: Node, batch: Batch):
    without = replace(batch, operations=[o for i, o in enumerate(batch.operations) if i != 2])
    taken = office.take(without, vouched=False)
    first = batch.operations[0]["seq"]
    assert (taken.operations, taken.held) == (2, 2)
    assert [(seq, reason) for _, seq, reason in office.held()] == [(first + 3, "gap"), (first + 4, "gap")]
    office.take(batch, vouched=False)
    assert office.held() == []
    assert check(office.database) == []


def test_that_operations_in_another_order_are_put_in_order(office: Node, batch: Batch):
    taken = office.take(replace(batch, operations=batch.operations[::-1]), vouched=False)
    assert (taken.operations, taken.held, office.held()) == (5, 0, [])


def test_that_operations_with_swapped_numbers_are_not_taken(office: Node, batch: Batch):
    two, three = (batch.operations[i]["seq"] for i in (2, 3))
    swapped = changed(changed(batch, 2, seq=three), 3, seq=two)
    assert untaken(office, swapped) == ["hash"]


def test_that_an_operation_cannot_be_played_again_under_another_number(office: Node, batch: Batch):
    office.take(batch, vouched=False)
    last = batch.operations[-1]
    again = batch.operations[0] | {"seq": last["seq"] + 1, "prev_hash": last["hash"]}
    again["hash"] = operation_hash(again)
    seals = [replace(batch.seals[0], seq=again["seq"])]
    assert untaken(office, replace(batch, operations=[again], seals=seals)) == ["signature"]
    with_old_hash = again | {"hash": batch.operations[0]["hash"]}
    assert untaken(office, replace(batch, operations=[with_old_hash], seals=seals)) == ["hash"]
    taken = office.take(batch, vouched=False)
    assert (taken.operations, taken.known) == (0, 5)


def test_that_an_unsigned_tail_is_held_until_it_is_signed(office: Node, batch: Batch):
    unsigned = replace(batch, seals=batch.seals[:3])
    taken = office.take(unsigned, vouched=False)
    assert (taken.operations, taken.held) == (3, 2)
    assert [reason for _, _, reason in office.held()] == ["unsealed", "unsealed"]
    taken = office.take(batch, vouched=False)
    assert (taken.operations, taken.known, office.held()) == (2, 3, [])
    assert check(office.database) == []


def test_that_nothing_without_any_signature_is_taken(office: Node, batch: Batch):
    assert untaken(office, replace(batch, seals=[])) == ["signature"]
    assert office.held() == []


def test_that_bad_signatures_beside_a_good_one_do_not_stay(office: Node, batch: Batch):
    seals = [replace(seal, signature="00" * 64) for seal in batch.seals[:-1]]
    taken = office.take(replace(batch, seals=[*seals, batch.seals[-1]]), vouched=False)
    assert taken.operations == 5, "the last one signs all before it"
    assert check(office.database) == []


def test_that_a_part_of_a_chain_is_not_taken_from_anybody(office: Node, batch: Batch):
    assert untaken(office, replace(batch, is_complete=False)) == ["incomplete"]


# Operations that no program writes


def insertion(**changes: Any) -> dict[str, Any]:
    fields = {"code": [None, "F1"], "name": [None, "假"], "unit_code": [None, "130424100"], **changes}
    return {"action": "insert", "changes": json.dumps({k: v for k, v in fields.items() if v is not ...})}


BAD: dict[str, dict[str, Any]] = {
    "not JSON": {"changes": "{"},
    "a list": {"changes": "[]"},
    "no pair": {"changes": '{"name": "x"}'},
    "a name that is a number": {"changes": '{"name": [null, 5]}'},
    "not a number": {"changes": '{"lon": [null, NaN]}'},
    "beyond all numbers": {"changes": '{"lon": [null, 1e999]}'},
    "half a character": {"changes": '{"name": [null, "\\ud800"]}'},
    "a time without zone": {"changes": '{"deleted_at": [null, "2026-03-20T08:00:00"]}'},
    "a time before all times": {"changes": '{"deleted_at": [null, "0001-01-01T00:00:00+14:00"]}'},
    "a name taken away": {"changes": '{"name": ["x", null]}'},
    "a new row without a name": insertion(name=...),
    "a field with an endless name": {"changes": json.dumps({"fields." + "x" * 200: [None, 1]})},
    "deep": {"changes": '{"fields.a": [null, ' + "[" * 5000 + "]" * 5000 + "]}"},
    "an unknown form": {"schema_version": 0},
    "an unknown deed": {"action": "delete"},
    "a clock at the end of time": {"hlc": (1 << 63) - 1},
    "a claimed time at the end of time": {"claimed_ms": (1 << 62)},
    "no claimed time": {"claimed_ms": None},
    "no parents": {"parents": None},
    "parents that are none": {"parents": '[["x", 1]]'},
    "an id that is none": {
        "entity": "task_step",
        "changes": '{"person_id": [null, "nobody"]}',
    },
}


@pytest.mark.parametrize("name", BAD)
def test_that_an_operation_that_cannot_be_is_refused_and_stops_nobody_else(
    world: World, office: Node, laptop: Node, name: str
):
    other = world.found("商城镇笔记本", "field")
    other.meet(laptop)
    forge(laptop, BAD[name])
    assert untaken(office, batch_of(laptop, office)) == ["form"]
    other.add_person("好人")
    with small_pages(1):
        other.meet(laptop)
        done = laptop.meet(office)
    assert [str(error.params["reason"]) for error in done.sent.refused] == ["form"]
    assert "好人" in {row["name"] for row in office.tables()["person"].values()}
    assert check(office.database) == []


def batch_of(node: Node, taker: Node) -> Batch:
    found = node.batch_for(taker)
    assert found is not None
    return found


def test_that_a_clock_beyond_reason_does_not_drive_others(office: Node, laptop: Node):
    forge(laptop, {"entity": "person", "hlc": (1 << 62) + 5, **person("乙")})
    laptop.meet(office)
    for _ in range(3):
        office.add_person("甲")
    hlc = max(row["hlc"] for row in office.tables()["person"].values() if row["name"] == "甲")
    assert hlc <= (1 << 62) + 10
    assert check(office.database) == []


def person(name: str) -> dict[str, Any]:
    changes = {"name": [None, name], "role": [None, "duty"]}
    return {"action": "insert", "row_id": uuid.uuid4(), "changes": json.dumps(changes)}


# Revoked


Deed = Callable[[], None]


@pytest.fixture
def stolen(world: World, office: Node, laptop: Node) -> Node:
    """A laptop that has written one site and given it; it will be stolen."""
    laptop.add_site("S1", name="真")
    laptop.meet(office)
    return laptop


@pytest.mark.parametrize("order", list(itertools.permutations(["revoke", "write", "edit"])))
def test_that_what_a_revoked_replica_wrote_later_has_no_effect_whatever_came_first(
    world: World, office: Node, stolen: Node, order: tuple[str, ...]
):
    """`write` brings the thief's work to another laptop, which works on it and hears of the revocation."""
    other = world.found("商城镇笔记本", "field")
    other.meet(office)
    stolen.edit_site("S1", name="贼改的")
    stolen.add_site("S2", name="贼写的")
    stolen.add_site("S3", name="贼写的")
    office.write(members.revoke, stolen.id)
    world.later()

    def write() -> None:
        stolen.meet(other)

    def edit() -> None:
        codes = sorted(r["code"] for r in other.tables()["site"].values() if r["deleted_at"] is None)
        if "S2" in codes:
            other.edit_site("S2", phone="139")
        other.check_site(codes[0])

    def revoke() -> None:
        other.meet(office)

    deeds: dict[str, Deed] = {"write": write, "edit": edit, "revoke": revoke}
    for name in order:
        deeds[name]()
        world.later()
    for node in (other, stolen, other):
        node.meet(office)
    assert office.site("S1")["name"] == other.site("S1")["name"] == "真"
    for node in (office, other):
        thiefs = [row for row in node.tables()["site"].values() if row["name"] == "贼写的"]
        assert all(row["deleted_at"] is not None for row in thiefs)
        assert check(node.database) == []
    all_alike(office, other)


def test_that_a_revocation_counts_for_the_batch_that_it_came_with(world: World, office: Node, stolen: Node):
    other = world.found("县二办")
    other.meet(office)
    stolen.edit_site("S1", name="贼改的")
    stolen.meet(other)
    office.write(members.revoke, stolen.id)
    office.meet(other)
    third = world.found("县三办")
    third.meet(other)  # the thief's work and the revocation in one batch
    assert third.site("S1")["name"] == "真"
    assert check(third.database) == []


def test_that_work_on_what_a_revoked_replica_made_is_not_lost_silently(
    world: World, office: Node, stolen: Node
):
    other = world.found("商城镇笔记本", "field")
    other.meet(office)
    stolen.add_site("S2", name="贼写的")
    office.write(members.revoke, stolen.id)
    stolen.meet(other)
    world.later()
    other.edit_site("S2", phone="139")
    other.meet(office)
    assert office.questions() == [("site", "deleted_at", "decide")]
    (row,) = office.inbox()
    assert "139" in row[-1]


def test_that_deciding_to_keep_what_a_revoked_replica_made_keeps_it(world: World, office: Node, stolen: Node):
    other = world.found("商城镇笔记本", "field")
    other.meet(office)
    stolen.add_site("S2", name="其实是真的")
    office.write(members.revoke, stolen.id)
    stolen.meet(other)
    with other.database.writing() as session:
        site = session.scalars(select(Site).where(Site.code == "S2")).one()
        with Journal(session, other.actor(), "test") as journal, journal.changing(site):
            site.phone = "139"
    other.meet(office)
    office.decide("deleted_at", None)
    other.meet(office)
    for node in (office, other):
        assert (node.site("S2")["deleted_at"], node.site("S2")["phone"]) == (None, "139")
        assert node.questions() == []
        assert check(node.database) == []
    all_alike(office, other)


def test_that_a_revoked_replicas_own_batches_are_refused_with_the_reason(office: Node, stolen: Node):
    stolen.add_site("S2")
    office.write(members.revoke, stolen.id)
    assert untaken(office, carried(stolen.batch_for(office))) == ["revoked"]
    done = stolen.meet(office)
    assert [str(error.params["reason"]) for error in done.sent.refused] == ["revoked"]
    assert "S2" not in office.codes()


# Copies and backups


@pytest.mark.parametrize(("here", "there"), [(1, 1), (1, 3), (3, 1), (2, 0), (0, 2)])
@pytest.mark.parametrize("pages", [1, 1_000])
def test_that_a_copied_file_is_noticed_and_nothing_of_it_is_lost(
    world: World, office: Node, laptop: Node, here: int, there: int, pages: int
):
    """Both machines go on writing under one identity; the office meets first one, then the other."""
    copy = world.copy(laptop, "副本")
    for number in range(here):
        laptop.add_person(f"这{number}")
    for number in range(there):
        copy.add_person(f"那{number}")
    laptop.meet(office)
    world.later(minutes=10)
    office.add_person("之后")
    with small_pages(pages):
        done = copy.meet(office)
    names = {row["name"] for row in office.tables()["person"].values()}
    assert {f"这{n}" for n in range(here)} <= names
    held = {json.loads(row[0])["changes"] for row in office.rows(select(HeldOperation.payload))}
    for number in range(there):
        assert f"那{number}" in names or any(f"那{number}" in text for text in held)
    if here and there:
        assert done.sent.held == there
        assert next(reason for _, _, reason in office.held()) == "fork"
        assert done.received.held == here, "the copy is told as well"
        assert "之后" in {row["name"] for row in copy.tables()["person"].values()}, "everything else goes on"
    assert check(office.database) == []


def test_that_a_fork_does_not_stop_others_behind_it(world: World, office: Node, laptop: Node):
    copy = world.copy(laptop, "副本")
    other = world.found("商城镇笔记本", "field")
    for number in range(3):
        laptop.add_person(f"这{number}")
        copy.add_person(f"那{number}")
    laptop.meet(office)
    other.add_person("好人")
    other.meet(copy)
    with small_pages(1):
        copy.meet(office)
    assert "好人" in {row["name"] for row in office.tables()["person"].values()}


def test_that_a_restored_backup_gets_its_own_work_back_and_goes_on(world: World, office: Node, laptop: Node):
    backup = world.copy(laptop, "成安镇笔记本")
    world.later(days=7)
    for number in range(3):
        laptop.add_site(f"S{number}")
    laptop.add_order(DEPARTMENTS[0])
    laptop.meet(office)
    world.later(days=1)
    done = backup.meet(office)
    assert (done.received.held, done.sent.held) == (0, 0)
    assert backup.seq == laptop.seq
    backup.add_order(DEPARTMENTS[1], title="以后")
    backup.meet(office)
    assert len(set(office.numbers())) == 2
    all_alike(office, backup)
    assert check(office.database) == check(backup.database) == []


def test_that_a_restored_backup_that_wrote_first_is_a_fork(world: World, office: Node, laptop: Node):
    backup = world.copy(laptop, "成安镇笔记本")
    laptop.add_person("丢了的")
    laptop.meet(office)
    world.later(days=1)
    backup.add_person("新写的")
    done = backup.meet(office)
    assert done.sent.held == 1
    assert done.received.held == 1
    assert "新写的" in office.rows(select(HeldOperation.payload))[0][0]


def test_that_a_restored_office_gets_back_what_the_laptops_hold(world: World, office: Node, laptop: Node):
    backup = world.copy(office, "县大气办")
    world.later(days=7)
    number = office.add_order(DEPARTMENTS[0])
    laptop.meet(office)
    laptop.step(number, Step.RECEIVE)
    laptop.meet(office)
    world.later(days=1)
    laptop.meet(backup)
    assert backup.states(number) == {DEPARTMENTS[0]: "received"}
    all_alike(backup, laptop)
    assert backup.add_order(DEPARTMENTS[0]) != number
    assert check(backup.database) == []


def test_that_clocks_that_are_wrong_are_marked_and_the_work_is_taken(office: Node, laptop: Node):
    laptop.offset = timedelta(days=366)
    laptop.add_site("S1")
    laptop.offset = timedelta(days=-2)
    laptop.check_site("S1")
    office.meet(laptop)
    assert office.now() == NOW
    marks: Iterator[int] = (row[0] for row in office.rows(select_marks()) if row[0] is not None)
    days = {round(mark / 86_400_000) for mark in marks}
    assert days == {366}, "a clock that came back from the future proves nothing about the past"
    assert office.codes() == ["S1"]


def select_marks() -> Any:
    return select(Operation.clock_off_ms)
