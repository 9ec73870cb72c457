"""What a township's laptop holds: counted by hand, and what comes and goes when scopes and sites move."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from world import (
    COUNTY,
    DEPARTMENTS,
    DIVISIONS,
    NOW,
    OTHER_TOWN,
    THIRD_TOWN,
    TOWN,
    Node,
    World,
    all_alike,
    holds_its_scope,
    small_pages,
)

from db.check import check
from db.commands import divisions
from db.rules.tasks import Step
from db.schema import Attachment, Device, Operation, Site, Station, Task, TaskStep
from db.sync.give import note_given
from db.sync.outcome import PartsOnlyError
from db.sync.pack.read import take_pack
from db.sync.pack.write import write_pack


@pytest.fixture
def township(world: World, office: Node) -> Node:
    """A laptop of the first township, met the office once."""
    node = world.found("成安镇", "field", TOWN)
    node.meet(office)
    return node


OPERATIONS = select(Operation.row_id, Operation.replica, Operation.seq)


def numbers(node: Node) -> set[str]:
    return set(node.numbers())


def count(node: Node, table: Any) -> int:
    return len(node.rows(select(table.id)))


def is_sound(*nodes: Node) -> None:
    for node in nodes:
        assert check(node.database) == [], node.name
        assert (node.held(), node.waiting()) == ([], []), node.name


def test_that_a_township_gets_its_sites_its_orders_and_what_they_point_to(world: World, office: Node):
    for code, unit in (("S1", TOWN), ("S2", OTHER_TOWN), ("S3", TOWN), ("S4", THIRD_TOWN)):
        office.add_site(code, unit)
        office.check_site(code)
    office.save_station("P1", TOWN, mn="M1")
    office.save_station("P2", OTHER_TOWN, mn="M2")
    office.save_station("P3", OTHER_TOWN, mn="M3")
    ours = {
        "on another's site": office.add_order(TOWN, site_code="S2"),
        "with another": office.add_order(OTHER_TOWN, TOWN),
        "after another's station": office.add_order(TOWN, station_code="P2"),
    }
    office.add_order(DEPARTMENTS[0], site_code="S1")
    office.add_order(OTHER_TOWN, station_code="P1")
    for entity, query, content in (
        ("site", select(Site.id).where(Site.code == "S1"), b"ours"),
        ("site", select(Site.id).where(Site.code == "S4"), b"not ours"),
        ("task_step", select(TaskStep.id).join(Task).where(Task.site_id == office.site_id("S2")), b"step"),
    ):
        office.add_photo(entity, office.rows(query)[0][0], content)

    node = world.found("成安镇", "field", TOWN)
    node.meet(office)

    assert node.codes() == ["S1", "S2", "S3"], "S2 because an order of ours is about it"
    assert numbers(node) == set(ours.values())
    assert node.rows(select(Station.code).order_by(Station.code)) == [("P1",), ("P2",)]
    assert node.rows(select(Device.mn).order_by(Device.mn)) == [("M1",), ("M2",)]
    rows = {name: len(table) for name, table in node.tables().items()}
    assert rows == {
        "site": 3, "membership": 3, "site_check": 3, "task": 3, "assignment": 4, "task_step": 4,
        "station": 2, "device": 2, "attachment": 2, "unit": 2, "person": 1, "member": 2,
        "air_mark": 0, "air_target": 0, "office_setting": 0,
        "pairing": 0, "unit_pairing": 0, "shift": 0, "shift_event": 0,
        "escalation": 0, "duty_note": 0,
    }  # fmt: skip
    assert sorted(node.photos().values()) == [len(b"ours"), len(b"step")]
    holds_its_scope(office, node)
    is_sound(office, node)


def test_that_a_countys_scope_holds_all_that_lies_below(world: World, office: Node):
    for code, unit in (("S1", TOWN), ("S2", OTHER_TOWN), ("S3", COUNTY)):
        office.add_site(code, unit)
    office.add_order(DEPARTMENTS[1])
    node = world.found("县", "field", COUNTY)
    node.meet(office)
    assert (node.codes(), len(node.numbers())) == (["S1", "S2", "S3"], 1)
    holds_its_scope(office, node)


def test_that_an_order_to_two_units_is_held_by_both_and_each_does_its_part(
    world: World, office: Node, township: Node
):
    other = world.found("商城镇", "field", OTHER_TOWN)
    number = office.add_order(TOWN, OTHER_TOWN, DEPARTMENTS[0])
    for node in (township, other):
        node.meet(office)
    township.step(number, Step.RECEIVE, unit=TOWN)
    other.step(number, Step.RECEIVE, Step.ARRIVE, unit=OTHER_TOWN)
    for node in (township, other, township):
        node.meet(office)
    expected = {TOWN: "received", OTHER_TOWN: "on_site", DEPARTMENTS[0]: "dispatched"}
    for node in (office, township, other):
        assert node.states(number) == expected
        assert node.questions() == []
    is_sound(office, township, other)


def test_that_what_happens_later_to_rows_in_scope_follows(office: Node, township: Node):
    office.add_site("S1", TOWN)
    office.add_site("S2", OTHER_TOWN)
    township.meet(office)
    office.edit_site("S1", name="新名")
    office.edit_site("S2", name="别的")
    office.check_site("S1")
    township.edit_site("S1", phone="139")
    township.meet(office)
    assert (township.codes(), township.site("S1")["name"]) == (["S1"], "新名")
    assert office.site("S1")["phone"] == "139"
    holds_its_scope(office, township)
    assert township.meet(office).nothing_new


@pytest.mark.parametrize("pages", [1, 3, 1_000])
def test_that_a_site_moved_to_another_township_goes_there_with_its_whole_history(
    world: World, office: Node, township: Node, pages: int
):
    other = world.found("商城镇", "field", OTHER_TOWN)
    site = office.add_site("S1", TOWN)
    office.edit_site("S1", name="二")
    number = office.add_order(TOWN, site_code="S1", title="不动的")
    for node in (township, other):
        node.meet(office)
    township.check_site("S1", "第一次")
    township.add_photo("site", site, b"photo")
    township.meet(office)
    office.step(number, Step.CANCEL)
    office.add_site("S9", OTHER_TOWN)
    office.edit_site("S1", unit_code=OTHER_TOWN)
    with small_pages(pages):
        for node in (township, other):
            node.meet(office)
    assert other.codes() == ["S1", "S9"]
    of_site = {key for key in office.rows(OPERATIONS) if key[0] == site}
    assert len(of_site) == 3  # added, renamed, moved
    assert of_site <= set(other.rows(OPERATIONS))
    assert len(other.tables()["site_check"]) == 1
    assert other.photos() == office.photos()
    assert township.codes() == ["S1"], "an order of ours is still about it"
    for node in (township, other):
        holds_its_scope(office, node)
    is_sound(office, township, other)


def test_that_a_site_that_left_is_gone_from_the_tables_and_stays_in_the_log(office: Node, township: Node):
    site = office.add_site("S1", TOWN)
    office.check_site("S1")
    office.add_photo("site", site, b"photo")
    township.meet(office)
    before = township.log()
    office.edit_site("S1", unit_code=OTHER_TOWN)
    township.meet(office)
    assert township.codes() == []
    assert (count(township, Attachment), before - township.log()) == (0, set())
    holds_its_scope(office, township)
    is_sound(office, township)


def test_that_a_site_that_comes_back_has_all_its_rows_again(office: Node, township: Node):
    site = office.add_site("S1", TOWN)
    office.check_site("S1", "先")
    office.add_photo("site", site, b"photo")
    township.meet(office)
    office.edit_site("S1", unit_code=OTHER_TOWN)
    township.meet(office)
    office.check_site("S1", "后")
    township.meet(office)
    office.edit_site("S1", unit_code=TOWN)
    township.meet(office)
    notes = sorted(row["note"] for row in township.tables()["site_check"].values())
    assert notes == ["先", "后"]
    holds_its_scope(office, township)
    is_sound(office, township)
    office.edit_site("S1", name="以后")
    township.meet(office)
    assert township.site("S1")["name"] == "以后"


def test_that_a_device_moved_between_townships_goes_with_its_station(
    world: World, office: Node, township: Node
):
    other = world.found("商城镇", "field", OTHER_TOWN)
    office.save_station("P1", TOWN, mn="M1")
    office.save_station("P2", OTHER_TOWN)
    for node in (township, other):
        node.meet(office)
    office.save_station("P2", OTHER_TOWN, mn="M1")
    for node in (township, other):
        node.meet(office)
        holds_its_scope(office, node)
    assert other.rows(select(Device.mn, Device.station_code)) == [("M1", "P2")]
    assert count(township, Device) == 0
    office.save_station("P1", TOWN, mn="M1")
    for node in (township, other):
        node.meet(office)
        holds_its_scope(office, node)
    is_sound(office, township, other)


# A scope that changes


def sites_everywhere(office: Node) -> None:
    for number, unit in enumerate((TOWN, OTHER_TOWN, THIRD_TOWN)):
        office.add_site(f"S{number}", unit)
        office.check_site(f"S{number}")
        office.add_order(unit, site_code=f"S{number}")


@pytest.mark.parametrize("pages", [1, 4, 1_000])
def test_that_a_wider_scope_brings_rows_and_a_narrower_one_takes_them(
    office: Node, township: Node, pages: int
):
    sites_everywhere(office)
    township.meet(office)
    assert township.codes() == ["S0"]
    with small_pages(pages):
        for units, codes in (
            ((TOWN, OTHER_TOWN), ["S0", "S1"]),
            ((OTHER_TOWN,), ["S1"]),
            ((TOWN, THIRD_TOWN), ["S0", "S2"]),
        ):
            office.set_scope(township, *units)
            township.meet(office)  # it learns of its scope
            township.meet(office)
            assert township.codes() == codes
            holds_its_scope(office, township)
            is_sound(office, township)


@pytest.mark.parametrize("pages", [1, 4, 1_000])
def test_that_a_scope_widened_to_everything_ends_with_the_whole_record(
    office: Node, township: Node, pages: int
):
    sites_everywhere(office)
    office.edit_site("S0", unit_code=OTHER_TOWN)
    office.step(office.numbers()[0], Step.CANCEL)
    township.meet(office)
    office.edit_site("S0", unit_code=TOWN)
    township.meet(office)
    office.edit_site("S0", unit_code=THIRD_TOWN)
    township.meet(office)
    office.set_scope(township)
    with small_pages(pages):
        township.meet(office)
        township.meet(office)
    assert township.who.scope == ""
    all_alike(office, township)
    is_sound(office, township)
    assert township.meet(office).nothing_new


def test_that_a_scope_narrowed_from_everything_takes_the_rest_away(office: Node, laptop: Node):
    sites_everywhere(office)
    laptop.meet(office)
    assert laptop.codes() == ["S0", "S1", "S2"]
    office.set_scope(laptop, OTHER_TOWN)
    laptop.meet(office)
    laptop.meet(office)
    assert laptop.codes() == ["S1"]
    holds_its_scope(office, laptop)
    is_sound(office, laptop)
    office.set_scope(laptop)
    laptop.meet(office)
    laptop.meet(office)
    all_alike(office, laptop)
    is_sound(office, laptop)


# Unsent work


def dropping(office: Node, township: Node) -> Any:
    """The office's batch that takes roots away, not delivered yet."""
    batch = office.batch_for(township)
    while batch is not None and not batch.dropped:
        township.take(batch)
        with office.database.writing() as session:
            note_given(session, township.who, batch)
        batch = office.batch_for(township)
    assert batch is not None
    return batch


def test_that_unsent_work_stays_until_the_office_has_it(world: World, office: Node, township: Node):
    office.add_site("S1", TOWN)
    office.add_site("S2", TOWN)
    number = office.add_order(TOWN, site_code="S1")
    township.meet(office)
    office.step(number, Step.CANCEL)
    world.later()
    township.step(number, Step.RECEIVE)  # unsent; the order points to the site
    office.set_scope(township, OTHER_TOWN)
    batch = dropping(office, township)
    township.take(batch)
    assert township.numbers() == [number]
    assert township.codes() == ["S1"], "what the unsent order points to stays with it"
    assert check(township.database) == []
    township.step(number, Step.NOTE)
    township.meet(office)
    assert office.questions() == [("assignment", "state", "late")]
    assert len([s for s in office.tables()["task_step"].values() if s["step"] == "receive"]) == 1
    township.meet(office)
    assert (township.numbers(), township.codes()) == ([], [])
    holds_its_scope(office, township)
    is_sound(office, township)


def test_that_a_site_checked_while_it_moved_away_brings_the_check_to_the_office(office: Node, township: Node):
    office.add_site("S1", TOWN)
    township.meet(office)
    township.check_site("S1", "离开前")
    office.edit_site("S1", unit_code=OTHER_TOWN)
    township.meet(office)
    assert [row["note"] for row in office.tables()["site_check"].values()] == ["离开前"]
    township.meet(office)
    holds_its_scope(office, township)
    is_sound(office, township)


def test_that_an_order_stays_with_the_laptop_that_wrote_it(office: Node, township: Node):
    office.add_site("S1", TOWN)
    township.meet(office)
    number = township.add_order(DEPARTMENTS[0], site_code="S1")  # to a department: none of its own units
    township.meet(office)
    office.step(number, Step.RECEIVE)
    office.edit_site("S1", unit_code=OTHER_TOWN)
    township.meet(office)
    assert township.states(number) == {DEPARTMENTS[0]: "received"}
    assert township.codes() == ["S1"], "its order is about it"
    is_sound(office, township)


def test_that_what_a_laptop_writes_outside_its_scope_leaves_it_when_it_is_sent(office: Node, township: Node):
    township.add_site("S1", OTHER_TOWN)
    township.save_station("P1", OTHER_TOWN, mn="M1")
    assert township.codes() == ["S1"]
    township.meet(office)
    township.meet(office)
    assert (township.codes(), count(township, Station), count(township, Device)) == ([], 0, 0)
    holds_its_scope(office, township)
    is_sound(office, township)


# More than one giver


def test_that_a_laptop_with_everything_may_pass_on_to_one_with_a_part(
    world: World, office: Node, township: Node, laptop: Node
):
    office.add_site("S1", OTHER_TOWN)
    for node in (township, laptop):
        node.meet(office)
    office.edit_site("S1", unit_code=TOWN)
    township.meet(office)  # has it now; the other laptop does not know that it has moved
    laptop.edit_site("S1", phone="139")
    laptop.meet(township)
    assert township.codes() == ["S1"], "only an office takes rows away"
    office.meet(laptop)
    township.meet(office)
    assert township.site("S1")["phone"] == "139"
    holds_its_scope(office, township)
    is_sound(office, township, laptop)


def test_that_a_pack_of_a_laptop_confirms_what_its_reader_gave_not_what_others_did(
    world: World, office: Node, township: Node, laptop: Node, tmp_path: Path
):
    office.add_site("S1", OTHER_TOWN)
    for node in (township, laptop):
        node.meet(office)
    office.edit_site("S1", unit_code=TOWN)
    township.meet(office)
    laptop.edit_site("S1", phone="139")
    laptop.meet(township)  # which leaves that out: to this laptop the site lies elsewhere
    pack = tmp_path / "township.qkpack"
    write_pack(township.database, pack, to=office.id, now=world.now)
    take_pack(office.database, pack, now=world.now)
    office.meet(laptop)
    township.meet(office)
    assert township.site("S1")["phone"] == "139"
    holds_its_scope(office, township)


def test_that_two_parts_of_a_record_are_told_to_meet_at_the_office(
    world: World, office: Node, township: Node
):
    other = world.found("商城镇", "field", OTHER_TOWN)
    other.meet(office)
    before = township.log(), other.log()
    with pytest.raises(PartsOnlyError, match="成安镇"):
        township.meet(other)
    assert (township.log(), other.log()) == before


def test_that_a_restored_laptop_gets_back_what_it_had_and_goes_on(world: World, office: Node, township: Node):
    office.add_site("S1", TOWN)
    township.meet(office)
    old = world.copy(township, "成安镇")
    world.later(days=6)
    office.add_site("S2", TOWN)
    township.meet(office)
    township.check_site("S2", "丢了的")
    township.add_order(DEPARTMENTS[0], title="丢了的")
    township.meet(office)
    township.database.close()  # the disk is gone; the file of last week takes its place
    world.later(days=1)

    old.meet(office)
    old.meet(office)
    assert old.codes() == ["S1", "S2"]
    assert [row["note"] for row in old.tables()["site_check"].values()] == ["丢了的"]
    is_sound(old)
    old.check_site("S1", "以后")
    old.add_order(DEPARTMENTS[0], title="以后")
    old.meet(office)
    assert len(office.tables()["site_check"]) == 2
    assert sorted(row["title"] for row in office.tables()["task"].values()) == ["丢了的", "以后"]
    holds_its_scope(office, old)
    is_sound(office, old)


def test_that_rows_that_waited_at_the_office_reach_the_laptop_too(world: World, office: Node, township: Node):
    """The laptop knows a village that the office's divisions have not: the office's rows wait for it."""
    village = divisions.DivisionRow("130424100201", "柏寺村", "village", TOWN, None, None)
    writer = world.found("写", "field")
    writer.meet(office)
    writer.write(divisions_command, [*DIVISIONS, village])
    township.write(divisions_command, [*DIVISIONS, village])
    writer.add_site("S1", village.code)
    writer.meet(office)
    assert office.waiting() != []
    township.meet(office)
    assert township.codes() == []
    office.write(divisions_command, [*DIVISIONS, village])
    assert (office.waiting(), office.codes()) == ([], ["S1"])
    township.meet(office)
    assert township.codes() == ["S1"]
    is_sound(office, township)


def test_that_a_photo_that_came_before_its_order_reaches_the_laptops_too(
    world: World, office: Node, township: Node
):
    """A township photographs what the city sent it; the county hears of the photo before the order.

    Found by the long form of `test_convergence` (seed 4225861470, part 5): a photo whose owner the county did
    not know was passed over for every laptop with a scope, and not looked at again when the owner came.
    """
    city = world.found("市", "office")
    second = world.found("成安镇 2", "field", TOWN)
    city.meet(office)
    second.meet(office)
    number = city.add_order(TOWN)
    township.meet(city)
    ((step,),) = township.rows(select(TaskStep.id).where(TaskStep.step == "dispatch"))
    township.add_photo("task_step", step, b"photo")
    township.meet(office)
    assert office.waiting() == [("attachment", f"task_step {step}")]
    second.meet(office)
    city.meet(office)
    assert office.waiting() == []
    second.meet(office)
    assert (second.numbers(), list(second.photos().values())) == ([number], [5])
    holds_its_scope(office, second)
    is_sound(office, township, second)


def divisions_command(session: Any, actor: Any, rows: Any) -> None:
    divisions.load_divisions(session, rows, {}, source="test", now=actor.now)


def test_that_times_of_a_scope_do_not_depend_on_the_laptops_clock(office: Node, township: Node):
    township.offset = timedelta(days=-366)
    office.add_site("S1", TOWN)
    township.meet(office)
    township.check_site("S1")
    township.meet(office)
    assert len(office.tables()["site_check"]) == 1
    assert next(iter(office.tables()["site_check"].values()))["at"] == NOW - timedelta(days=366)
    holds_its_scope(office, township)
