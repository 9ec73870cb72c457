"""Silent losses that users of such systems reported, each as something that must not happen here."""

import json
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from world import (
    COUNTY,
    DEPARTMENTS,
    TOWN,
    CutError,
    Node,
    World,
    all_alike,
    cancelled_at,
    carried,
    cut_at_commit,
    cut_at_progress,
    forge,
    furnish_reference,
    small_pages,
)

from db.check import check
from db.commands import members
from db.engine import open_database
from db.errors import BadTextError, TooLongError
from db.log import Journal
from db.queries import sync as sync_queries
from db.queries.sites import sites as listed_sites
from db.rules.tasks import Step
from db.schema import Operation, Peer, Refused, Replica, Site
from db.sync.outcome import CancelledError, Exchanged


def unsent(node: Node) -> int:
    """What the sync screen says of this replica's own work."""
    found: int = node.read(sync_queries.summary).unsent
    return found


def work(node: Node, count: int = 4) -> None:
    """Sites, checks, an order and a photo."""
    for number in range(count):
        code = f"{node.name}{number}"
        site = node.add_site(code)
        node.check_site(code, f"查 {code}")
        node.add_photo("site", site, f"照片 {code}".encode())
    node.step(node.add_order(DEPARTMENTS[0], title=node.name), Step.RECEIVE)


def own_rows(node: Node) -> dict[str, set[Any]]:
    """Ids of what this replica has made, by table."""
    return {
        name: {i for i, row in rows.items() if row["origin"] == node.id}
        for name, rows in node.tables().items()
    }


def test_that_a_change_that_cannot_be_applied_is_listed_with_its_reason(world: World, office: Node):
    """QFieldCloud#551: a change failed to apply, the others went through, and nobody was told.

    Here what cannot be applied is counted in the exchange's result and stays listed: a row that lacks what it
    points to as waiting, with what it waits for; an impossible operation as refused, with the reason.
    """
    laptop = world.found("笔记本", "field")
    laptop.meet(office)
    laptop.add_department("130424100201", TOWN)  # a unit that the office will not have
    laptop.add_site("S1", "130424100201")
    laptop.add_person("好人")
    batch = carried(laptop.batch_for(office))
    unit = [o for o in batch.operations if o["entity"] == "unit"]
    later = [o for o in batch.operations if o["entity"] != "unit"]
    office.take(_from_elsewhere(world, office, later))
    assert ("site", "unit 130424100201") in office.waiting()
    assert len(unit) == 1

    forge(laptop, {"changes": '{"name": [null, 5]}'})
    done = laptop.meet(office)
    assert [error.params["count"] for error in done.sent.refused] == [len(batch.operations) + 1]
    assert all(str(error).strip() for error in done.sent.refused)
    assert office.rows(select(Refused.reason, Refused.detail)) == [
        ("form", f"{len(batch.operations) + 1} operations from 1 on")
    ]
    assert unsent(laptop) > 0, "and the laptop says that its work has not arrived"


def _from_elsewhere(world: World, office: Node, operations: list[dict[str, Any]]) -> Any:
    """These operations as a third replica's own, in a batch without the ones that came before them."""
    third = world.found("第三台", "field")
    for operation in operations:
        values = {k: operation[k] for k in ("entity", "row_id", "action", "changes", "command")}
        forge(third, values)
    return carried(third.batch_for(office))


@pytest.mark.parametrize("at", range(1, 12))
@pytest.mark.parametrize("is_durable", [True, False])
def test_that_nothing_written_here_is_taken_away_by_a_later_exchange(
    world: World, office: Node, laptop: Node, at: int, is_durable: bool
):
    """QFieldCloud#314 and QField#7479 (2026): the push "succeeded", and the next one removed the local data.

    Here no exchange, cut anywhere and repeated, takes away a row that this replica has made, and the office
    has all of them in the end.
    """
    work(laptop)
    work(office, 2)
    mine = own_rows(laptop)
    for _ in range(2):
        with small_pages(3), cut_at_commit(at, is_durable=is_durable):
            try:
                laptop.meet(office)
            except CutError:
                assert own_rows(laptop) == mine
        world.later()
    office.edit_site(f"{laptop.name}0", name="办公室改的")
    for _ in range(2):
        laptop.meet(office)
        assert own_rows(laptop) == mine
    assert unsent(laptop) == 0
    all_alike(office, laptop)
    assert check(office.database) == check(laptop.database) == []


def test_that_the_same_thing_registered_twice_blocks_nothing(world: World, office: Node, laptop: Node):
    """QFieldCloud#154: a duplicate id stopped every later synchronisation for good.

    Here a station, a device, a department or a site's code that both sides have registered merge or stand
    side by side, and what was written after them arrives; so does an operation that is delivered twice.
    """
    for node, name in ((office, "甲"), (laptop, "乙")):
        node.save_station("P1", mn="M1")
        node.add_department("130424-HB", COUNTY, name)
        node.add_site("S1", name=name)
        node.add_person(f"之后 {name}")
    batch = carried(laptop.batch_for(office))
    assert (office.take(batch).operations, office.take(batch).operations) == (len(batch.operations), 0)
    done = laptop.meet(office)
    assert (done.sent.refused, done.received.refused) == ([], [])
    names = {row["name"] for row in office.tables()["person"].values()}
    assert {"之后 甲", "之后 乙"} <= names
    assert len(office.tables()["station"]) == len(office.tables()["device"]) == 1
    assert len(office.codes()) == 2
    laptop.meet(office)
    all_alike(office, laptop)
    assert laptop.meet(office).nothing_new


def test_that_nothing_is_pending_for_ever_and_no_reason_is_empty(world: World, office: Node, laptop: Node):
    """QField#2764, Mergin Maps mobile#3961 and #4016: changes stayed pending for ever, the error was empty.

    Here after a complete exchange nothing is unsent; what is refused says why in words, and goes through by
    itself once the reason is gone.
    """
    work(laptop)
    assert unsent(laptop) > 0
    laptop.meet(office)
    assert unsent(laptop) == 0

    stranger = world.found("新笔记本", "field")
    stranger.add_site("N1")
    stranger.check_site("N1")
    batch = carried(stranger.batch_for(office))
    taken = office.take(batch, vouched=False)
    (error,) = taken.refused
    assert error.params["reason"] == "unknown"
    assert stranger.name in str(error)
    ((raw, reason),) = office.rows(select(Refused.raw, Refused.reason))
    assert json.loads(raw)["replica"] == str(stranger.id)
    assert reason == "unknown"
    office.write(members.approve, stranger.who)
    taken = office.take(batch, vouched=False)
    assert (taken.refused, taken.operations) == ([], len(batch.operations))


@pytest.mark.parametrize("long", [True, False], ids=["longer than its column", "with a NUL"])
def test_that_no_text_can_block_the_way_to_another_engine(office: Node, long: bool):
    """QField#2764, a cause of it: SQLite keeps any text, the server's column refuses it at every try.

    Here a command refuses at once what not every engine can hold.
    """
    text = "长" * 201 if long else "a\x00b"
    for write in (
        lambda: office.add_order(TOWN, title=text),
        lambda: office.add_site("S1", name=text),
        lambda: office.add_site("S2", fields={"area": [text] if not long else 1}, person=text),
        lambda: office.add_person(text),
    ):
        before = office.log()
        with pytest.raises(TooLongError if long else BadTextError):
            write()
        assert office.log() == before
    with pytest.raises(TooLongError, match="27"):
        office.add_site("长" * 28)


def test_that_texts_of_older_programs_are_cut_to_what_all_can_hold(
    world: World, office: Node, laptop: Node, postgres_url: str
):
    """QField#2764 again: what is in the log already must get through to a server, and alike everywhere."""
    server = world.join("服务器", open_database(postgres_url))
    furnish_reference(server.database)
    fields = {"code": "长" * 40, "name": "长" * 300, "unit_code": TOWN}
    changes = json.dumps({name: [None, value] for name, value in fields.items()})
    for number in (7, 8):
        forge(laptop, {"action": "insert", "row_id": UUID(int=number), "changes": changes})
    laptop.meet(server)
    laptop.meet(office)
    server.meet(office)
    assert sorted(server.codes()) == sorted(["长" * 27, "长" * 27 + "~0008"])
    assert server.tables()["site"] == office.tables()["site"]
    assert check(server.database) == check(office.database) == []
    server.database.close()


def test_that_two_edits_of_one_record_are_both_to_be_seen(world: World, office: Node, laptop: Node):
    """Tangerine#2722: two people edited one record; one edit was lost, and no conflict was listed.

    Here every value that somebody wrote without knowing of the other is either what stands or in the inbox.
    """
    other = world.found("另一台", "field")
    office.add_site("S1", name="旧", person="张某", phone="1", fields={"area": 1})
    for node in (laptop, other):
        node.meet(office)
    for minute, node in enumerate((laptop, other, office)):
        world.later(minutes=minute + 1)
        mark = node.name
        node.edit_site("S1", name=mark, person=mark, phone=mark, fields={"area": minute + 2})
    for node in (laptop, other, laptop, other):
        node.meet(office)
    all_alike(office, laptop, other)
    for field in ("name", "person", "phone"):
        assert office.site("S1")[field] == office.name
        (sides,) = [row[-1] for row in office.inbox() if row[2] == field]
        assert {s["value"] for s in json.loads(sides)} == {laptop.name, other.name, office.name}
    (sides,) = [row[-1] for row in office.inbox() if row[2] == "fields.area"]
    assert [side["value"] for side in json.loads(sides)] == [4, 3, 2]
    kinds = {(field, kind) for _, field, kind in laptop.questions()}
    assert kinds == {(f, "overruled") for f in ("name", "phone", "fields.area")} | {("person", "decide")}


def test_that_what_is_deleted_at_the_office_leaves_the_laptops_lists(office: Node, laptop: Node):
    """collect#6768: deleted on the server, it stayed on the device.

    Here a deletion travels like any change: the row leaves the lists everywhere; where somebody has worked on
    it meanwhile, people decide.
    """
    for code in ("S1", "S2"):
        office.add_site(code)
    laptop.meet(office)
    delete_site(office, "S1")
    delete_site(office, "S2")
    laptop.edit_site("S2", phone="139")
    laptop.meet(office)
    for node in (office, laptop):
        assert node.read(listed_sites, "dust") == []
        assert node.questions() == [("site", "deleted_at", "decide")]
    laptop.decide("deleted_at", None)
    laptop.meet(office)
    for node in (office, laptop):
        assert [site.code for site in node.read(listed_sites, "dust")] == ["S2"]
        assert node.site("S2")["phone"] == "139"
    all_alike(office, laptop)


def delete_site(node: Node, code: str) -> None:
    with node.database.writing() as session:
        site = session.scalars(select(Site).where(Site.code == code)).one()
        with Journal(session, node.actor(), "sites.delete") as journal, journal.changing(site):
            site.deleted_at = node.now()


def cuts() -> list[Any]:
    """Ways to break off, at every step of an exchange."""
    found: list[Any] = []
    for at in range(1, 30, 2):
        found.append(pytest.param("progress", at, id=f"progress {at}"))
        found.append(pytest.param("cancelled", at, id=f"cancelled {at}"))
        found.append(pytest.param("commit", at, id=f"before commit {at}"))
        found.append(pytest.param("answer", at, id=f"after commit {at}"))
    return found


def meet_until(laptop: Node, office: Node, way: str, at: int) -> Exchanged | None:
    try:
        if way == "progress":
            return laptop.meet(office, progress=cut_at_progress(at))
        if way == "cancelled":
            return laptop.meet(office, cancelled=cancelled_at(at))
        with cut_at_commit(at, is_durable=way == "answer"):
            return laptop.meet(office)
    except (CutError, CancelledError):
        return None


@pytest.mark.parametrize(("way", "at"), cuts())
def test_that_the_watermark_moves_only_over_what_has_arrived(office: Node, laptop: Node, way: str, at: int):
    """AnkiDroid#4366: the sync timed out, the watermark moved on, and the items were never sent.

    Here, wherever an exchange is cut, what a replica believes to be confirmed is there, and the next complete
    exchange brings the rest.
    """
    work(laptop, 3)
    work(office, 2)
    with small_pages(2):
        meet_until(laptop, office, way, at)
    for giver, taker in ((laptop, office), (office, laptop)):
        there = taker.log()
        for (text,) in giver.rows(select(Peer.given).where(Peer.replica_id == taker.id)):
            for replica, seq in json.loads(text).items():
                numbers = {n for r, n, _ in there if str(r) == replica}
                assert set(range(1, seq + 1)) <= numbers
    laptop.meet(office)
    assert unsent(laptop) == unsent(office) == 0
    all_alike(office, laptop)
    assert check(office.database) == check(laptop.database) == []


def test_that_what_is_written_while_an_exchange_runs_is_not_passed_over(office: Node, laptop: Node):
    """AnkiDroid#4366, the other way: an item written after the last batch and before the watermark."""
    work(laptop, 1)
    laptop.meet(office)
    for step in range(1, 8):
        late: list[int] = []

        def write_once(_progress: object, step: int = step, late: list[int] = late) -> None:
            late.append(1)
            if len(late) == step:
                laptop.add_person(f"趁着 {step}")
                office.add_person(f"趁着 {step}")

        work_again(laptop, office, step)
        laptop.meet(office, progress=write_once)
        laptop.meet(office)
        assert unsent(laptop) == unsent(office) == 0
        all_alike(office, laptop)


def work_again(laptop: Node, office: Node, step: int) -> None:
    site = laptop.add_site(f"再 {step}")
    laptop.add_photo("site", site, f"再 {step}".encode())
    office.add_site(f"办 {step}")


def test_that_two_rows_with_one_number_both_stay(world: World, office: Node, laptop: Node):
    """Dotmim.Sync#562: both sides gave the same auto-number, and one of the two rows was deleted.

    Here numbers carry the replica's tag, so they do not meet; where two things claim one code all the same (a
    list imported on both sides, a restored tag), both stay, one is marked, and people are told.
    """
    for node in (office, laptop):
        node.add_site("CA-0001", name=node.name)
        node.add_order(DEPARTMENTS[0], title=node.name)
        node.write(same_tag)
        node.add_order(DEPARTMENTS[0], title=f"{node.name} 二")
    for _ in range(2):
        laptop.meet(office)
    all_alike(office, laptop)
    sites = sorted(office.tables()["site"].values(), key=lambda row: row["id"].int)
    assert [row["code"] for row in sites] == ["CA-0001", f"CA-0001~{sites[1]['id'].hex[-4:]}"]
    assert {row["name"] for row in sites} == {office.name, laptop.name}
    titles = sorted(row["title"] for row in office.tables()["task"].values())
    assert titles == sorted([office.name, laptop.name, f"{office.name} 二", f"{laptop.name} 二"])
    assert len(set(office.numbers())) == 4
    assert office.questions() == [("site", "code", "duplicate"), ("task", "number", "duplicate")]


def same_tag(session: Any, _actor: Any) -> None:
    """What a program that was restored beside its twin may have."""
    session.scalars(select(Replica).where(Replica.is_self)).one().tag = "TTTT"


def test_that_the_log_says_who_did_what_on_all_sides(office: Node, laptop: Node):
    """Common to all of them: afterwards nobody could tell what had been there. The log keeps every value."""
    office.add_site("S1", name="一")
    laptop.meet(office)
    office.edit_site("S1", name="二")
    laptop.edit_site("S1", name="三")
    laptop.meet(office)
    statement = select(Operation.changes).where(Operation.entity == "site")
    told = {json.loads(text)["name"][1] for (text,) in laptop.rows(statement)}
    assert told == {"一", "二", "三"}
