"""Replicas end alike and nothing is lost, whatever people do and however the replicas meet.

A case is two to six replicas (one or two offices, laptops with and without a scope, clocks that are wrong by
up to a year and go backwards) and up to 200 steps: commands, exchanges, exchanges that are cut, batches and
packs that arrive late, twice and in any order. Then all exchange until nothing is new, and everything is
compared.

The default run plays 300 cases, some with PostgreSQL among the replicas. The long form plays 10,000:

    QK_LONG=1 python -m pytest -q -s tests/db/sync/test_convergence.py

A run prints its seed; `QK_SEED=<seed>` plays the same cases again (in the same form, long or not). A failing
case is shrunk and printed as the call that plays it: put it into a test of its own to keep it.
"""

import contextlib
import hashlib
import json
import os
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from sqlalchemy import select
from world import (
    COUNTY,
    DEPARTMENTS,
    DIVISIONS,
    OTHER_TOWN,
    THIRD_TOWN,
    TOWN,
    TOWNS,
    CutError,
    Node,
    ServerPlaces,
    Templates,
    World,
    all_alike,
    cancelled_at,
    cut_at_commit,
    cut_at_progress,
    forge,
    forget_identity,
    furnish_reference,
    holds_its_scope,
    seeded,
    small_pages,
)

from db.check import check
from db.commands import conflicts, sites, tasks
from db.commands.divisions import load_divisions
from db.errors import DomainError
from db.identity import Founding, introduce
from db.log import Journal
from db.rules.regions import DivisionRow
from db.rules.sites import SiteState
from db.rules.tasks import Step
from db.schema import Attachment, Check, Conflict, Membership, Site, Station, Task, TaskStep, Unit, WaitingRow
from db.setup import prepare
from db.sync.batch import Batch, Identity
from db.sync.give import collect
from db.sync.outcome import CancelledError
from db.sync.pack.read import take_pack
from db.sync.pack.write import write_pack
from db.sync.standing import note_taken, standing
from db.sync.take import take

LONG = os.environ.get("QK_LONG") == "1"
SEED = int(os.environ.get("QK_SEED") or random.SystemRandom().randrange(2**32))
CASES, SERVER_CASES, PARTS = (9_700, 300, 100) if LONG else (290, 10, 4)
ROUNDS = 4
"""Complete rounds over all replicas after which nothing may be new any more."""
KINDS = (
    "order", "step", "step", "step", "deadline", "note", "site", "edit", "edit", "move", "state", "check",
    "photo", "station", "unit", "person", "scope", "decide", "decide", "delete", "clock",
    "meet", "meet", "meet", "meet", "cut", "cut", "capture", "capture", "deliver", "deliver",
    "pack", "unpack", "unpack",
)  # fmt: skip
OFFSETS = (
    timedelta(), timedelta(minutes=-4), timedelta(minutes=3), timedelta(days=1), timedelta(days=-1),
    timedelta(days=366), timedelta(days=-366),
)  # fmt: skip
CODES = ("CA-1", "CA-2", "CA-3")
"""Few enough that two replicas use one."""
PHOTOGRAPHED = (("site", Site), ("task", Task), ("task_step", TaskStep), ("site_check", Check))


@dataclass(frozen=True)
class Deed:
    """One step: what, and numbers that choose who, which and how among what there is then."""

    kind: str
    who: int
    a: int
    b: int


@dataclass
class Case:
    """Replicas by the names of their templates, the clocks' errors, the size of pages, and the steps."""

    replicas: tuple[str, ...]
    clocks: tuple[int, ...]
    pages: int
    deeds: tuple[Deed, ...]


small = st.integers(0, 255)
deeds = st.builds(Deed, st.sampled_from(KINDS), small, small, small)


@st.composite
def cases(draw: st.DrawFn, others: tuple[str, ...]) -> Case:
    count = draw(st.sampled_from((1, 1, 2, 2, 3, len(others))))
    replicas = ("office", *draw(st.permutations(others))[:count])
    clocks = draw(st.tuples(*[st.integers(0, len(OFFSETS) - 1)] * len(replicas)))
    is_long = draw(st.integers(0, 4 if LONG else 49)) == 0
    longest = 200 if is_long else draw(st.sampled_from((6, 12, 18, 30)))
    steps = draw(st.lists(deeds, min_size=longest // 3, max_size=longest))
    return Case(replicas, clocks, draw(st.sampled_from((2, 1_000, 1_000))), tuple(steps))


@dataclass
class OnTheWay:
    """Batches that were given and have not arrived, or may arrive again."""

    giver: Node
    taker: Node
    who: Identity
    batches: list[Batch]


@dataclass
class Play:
    """Plays a case."""

    world: World
    pages: int
    folder: Path
    packs: list[tuple[Node, Path]] = field(default_factory=list)
    under_way: list[OnTheWay] = field(default_factory=list)
    count: int = 0

    def deed(self, deed: Deed) -> None:
        """One step. What the rules do not allow here and now is not done."""
        node = self.world.nodes[deed.who % len(self.world.nodes)]
        self.count += 1
        self.world.later(seconds=17 + deed.a % 40)
        with contextlib.suppress(DomainError):
            getattr(self, f"_{deed.kind}")(node, deed.a, deed.b)

    # people

    def _order(self, node: Node, a: int, b: int) -> None:
        places = (*TOWNS, *DEPARTMENTS)
        chosen = {places[a % 5], places[b % 5]}
        code = _pick(node, select(Site.code).where(Site.deleted_at.is_(None)).order_by(Site.id), b)
        post = _pick(node, select(Station.code).order_by(Station.id), a) if b % 3 == 0 else None
        node.add_order(
            *sorted(chosen), title=f"事 {self.count}", site_code=code if a % 2 else None, station_code=post,
            deadline=node.now() + timedelta(hours=b), dispatch=a % 5 != 0,
        )  # fmt: skip

    def _step(self, node: Node, a: int, b: int) -> None:
        number = _pick(node, select(Task.number).order_by(Task.id), a)
        if number is not None:
            units = sorted(node.states(number))
            unit = units[b % len(units)] if b % 4 and units else None
            steps = [step for step in Step if step is not Step.NOTE]
            for step in (*steps[b % len(steps) :], *steps):  # the first that is possible from there on
                try:
                    return node.step(number, step, unit=unit)
                except DomainError:
                    continue
        return None

    def _deadline(self, node: Node, a: int, b: int) -> None:
        number = _pick(node, select(Task.number).order_by(Task.id), a)
        if number is not None:
            node.write(tasks.set_deadline, number, node.now() + timedelta(hours=b), note=f"期限 {self.count}")

    def _note(self, node: Node, a: int, _b: int) -> None:
        number = _pick(node, select(Task.number).order_by(Task.id), a)
        if number is not None:
            node.step(number, Step.NOTE)

    def _site(self, node: Node, a: int, b: int) -> None:
        code = CODES[a % len(CODES)] if a % 2 else None
        node.add_site(code, TOWNS[b % 3], name=f"点 {self.count}", fields={"area": b})

    def _edit(self, node: Node, a: int, b: int) -> None:
        code = _site_code(node, a)
        if code is not None:
            names = ("name", "person", "phone", "owner")
            change: dict[str, Any] = {names[b % 4]: f"值 {self.count % 5}"}
            node.edit_site(code, **change, **({"fields": {"area": b, "cover": a % 2 == 0}} if b % 3 else {}))

    def _move(self, node: Node, a: int, b: int) -> None:
        code = _site_code(node, a)
        if code is not None:
            node.edit_site(code, unit_code=TOWNS[b % 3])

    def _state(self, node: Node, a: int, b: int) -> None:
        code = _site_code(node, a)
        if code is not None:
            states = list(SiteState)
            node.write(sites.set_state, node.site_id(code), "dust", states[b % len(states)])

    def _check(self, node: Node, a: int, _b: int) -> None:
        code = _site_code(node, a)
        if code is not None:
            node.check_site(code, f"查 {self.count}")

    def _photo(self, node: Node, a: int, b: int) -> None:
        entity, table = PHOTOGRAPHED[b % len(PHOTOGRAPHED)]
        owner = _pick(node, select(table.id).order_by(table.id), a)
        if owner is not None:
            node.add_photo(entity, owner, hashlib.sha256(bytes([a % 7])).digest() * 9)

    def _station(self, node: Node, a: int, b: int) -> None:
        node.save_station(f"P{a % 3}", (*TOWNS, COUNTY, None)[b % 5], mn=f"M{b % 3}" if a % 2 else None)

    def _unit(self, node: Node, a: int, b: int) -> None:
        parents = (COUNTY, *DEPARTMENTS, "U0", "U1")
        node.add_department(f"U{a % 4}", parents[b % len(parents)], f"部门 {self.count}")

    def _person(self, node: Node, _a: int, b: int) -> None:
        unit = _pick(node, select(Unit.code).order_by(Unit.id), b)
        node.add_person(f"人 {self.count}", unit)

    def _delete(self, node: Node, a: int, b: int) -> None:
        table = (Site, Membership)[b % 2]
        with node.database.writing() as session:
            rows = session.scalars(select(table).order_by(table.id)).all()
            if rows:
                row = rows[a % len(rows)]
                with Journal(session, node.actor(), "test.delete") as journal, journal.changing(row):
                    row.deleted_at = None if row.deleted_at else node.now()

    def _decide(self, node: Node, a: int, b: int) -> None:
        with node.database.reading() as session:
            open_ones = session.execute(
                select(Conflict.id, Conflict.kind, Conflict.sides)
                .where(Conflict.kind.in_(("decide", "duplicate")))
                .order_by(Conflict.row_id, Conflict.field)
            ).all()
        if open_ones:
            row_id, kind, text = open_ones[a % len(open_ones)]
            sides = json.loads(text)
            side = b % len(sides)
            value = f"新 {self.count}" if kind == "duplicate" else sides[side]["value"]
            node.write(conflicts.decide, row_id, value, side=None if kind == "duplicate" else side)

    def _scope(self, node: Node, a: int, b: int) -> None:
        laptops = [n for n in self.world.nodes if n.who.side == "field"]
        if laptops and node.who.side == "office":
            choices = ((TOWN,), (OTHER_TOWN,), (TOWN, THIRD_TOWN), (COUNTY,), ())
            node.set_scope(laptops[a % len(laptops)], *choices[b % len(choices)])

    def _clock(self, node: Node, a: int, _b: int) -> None:
        node.offset = OFFSETS[a % len(OFFSETS)]

    # machines

    def _other(self, node: Node, a: int) -> Node:
        others = [other for other in self.world.nodes if other is not node]
        return others[a % len(others)]

    def _meet(self, node: Node, a: int, _b: int) -> None:
        with small_pages(self.pages):
            node.meet(self._other(node, a))

    def _cut(self, node: Node, a: int, b: int) -> None:
        other, at = self._other(node, a), b // 4
        with contextlib.suppress(CutError, CancelledError), small_pages(self.pages):
            if b % 4 == 0:
                node.meet(other, progress=cut_at_progress(at % 12))
            elif b % 4 == 1:
                node.meet(other, cancelled=cancelled_at(at % 12))
            else:
                with cut_at_commit(at % 30, is_durable=b % 4 == 2):
                    node.meet(other)

    def _capture(self, node: Node, a: int, b: int) -> None:
        other = self._other(node, a)
        if node.who.scope and other.who.scope:
            return
        who, has = standing(node.database, other.database)
        batches: list[Batch] = []
        for _ in range(1 + b % 3):
            with node.database.reading() as session:
                batch = collect(session, who, has, limit=self.pages)
            if batch is None:
                break
            batches.append(batch)
            has |= batch.heads
        # a laptop with a scope cannot see that a part is missing: it gets all of them in one pack
        parts = [batches] if who.scope else [[batch] for batch in batches]
        self.under_way += [OnTheWay(node, other, who, part) for part in parts if part]

    def _deliver(self, _node: Node, a: int, b: int) -> None:
        """What arrives at a laptop with a scope is acknowledged, as a pack is: its giver counts on that."""
        if not self.under_way:
            return
        found = self.under_way[a % len(self.under_way)]
        if b % 3:
            self.under_way.remove(found)
        for batch in found.batches:
            with found.taker.database.writing() as session:
                taken = take(session, batch, found.taker.now(), vouched=True)
            assert taken.refused == []
            if found.who.scope:
                with found.giver.database.writing() as session:
                    note_taken(session, found.who, batch, taken)

    def _pack(self, node: Node, a: int, _b: int) -> None:
        other = self._other(node, a)
        path = self.folder / f"{self.count}.qkpack"
        write_pack(node.database, path, to=other.id, now=node.now())
        self.packs.append((other, path))

    def _unpack(self, _node: Node, a: int, _b: int) -> None:
        """Any pack, in any order, as often as it comes."""
        if self.packs:
            taker, path = self.packs[a % len(self.packs)]
            take_pack(taker.database, path, now=taker.now(), approve=True)

    # the end

    def finish(self) -> None:
        """All exchange with the first office until nothing is new."""
        hub, *others = self.world.nodes
        for number in range(ROUNDS + 1):
            self.world.later()
            met = [(hub.meet(o) if number % 2 else o.meet(hub)) for o in others]
            for done in met:
                assert [str(error) for error in (*done.sent.refused, *done.received.refused)] == []
            if all(done.nothing_new for done in met):
                return
        raise AssertionError(f"after {ROUNDS} rounds something is still new")

    def compare(self) -> None:
        """Nothing lost, nothing different, nothing held, every check without a finding."""
        hub = self.world.nodes[0]
        whole = [node for node in self.world.nodes if not node.who.scope]
        all_alike(*whole)
        log = hub.log()
        for node in self.world.nodes:
            assert node.log() <= log, f"operations of {node.name} are lost"
            assert (node.held(), node.waiting()) == ([], []), node.name
            found = [str(finding) for finding in check(node.database)]
            assert found == [], node.name
            if node.who.scope:
                holds_its_scope(hub, node)
            photos = {row[0] for row in node.rows(select(Attachment.sha256))}
            assert photos <= node.photos().keys(), node.name


def _pick(node: Node, statement: Any, number: int) -> Any:
    rows = node.rows(statement)
    return rows[number % len(rows)][0] if rows else None


def _site_code(node: Node, number: int) -> str | None:
    kept = select(Site.code).where(Site.deleted_at.is_(None)).order_by(Site.id)
    found: str | None = _pick(node, kept, number)
    return found


# The templates: a county that has been at work for a while

FIELD = {"whole": "", "town": TOWN, "other town": OTHER_TOWN}


@pytest.fixture(scope="module")
def county(templates: Templates) -> Templates:
    """Templates by name: two offices and three laptops that have met."""
    print(f"\nQK_SEED={SEED}")
    with seeded(987_654_321):
        world = World(templates)
        office = world.found("office")
        world.furnish(office)
        for number, town in enumerate(TOWNS):
            office.add_site(f"S{number}", town, person="张某")
            office.add_order(town, site_code=f"S{number}")
        office.save_station("P0", TOWN, mn="M0")
        nodes = [office, world.found("office 2")]
        nodes += [world.found(name, "field", scope) for name, scope in FIELD.items()]
        for _ in range(3):
            for node in nodes[1:]:
                node.meet(office)
        for node in nodes:
            templates.keep(node.name, node)
    return templates


@pytest.fixture(scope="module")
def servers(postgres_server: str) -> Iterator[ServerPlaces]:
    """PostgreSQL databases made from a prepared one."""
    places = ServerPlaces(postgres_server)
    database = places.place("qk_world_bare", "template1")
    prepare(database, World(None).now)  # type: ignore[arg-type]
    furnish_reference(database)
    forget_identity(database)
    database.close()
    yield places
    places.close()


def play(case: Case, templates: Templates, server: ServerPlaces | None = None) -> None:
    """Play a case and compare."""
    with seeded(len(case.deeds)), TemporaryDirectory() as folder:
        world = World(templates)
        for name, clock in zip(case.replicas, case.clocks, strict=True):
            node = _join(world, name, server)
            node.offset = OFFSETS[clock]
        playing = Play(world, case.pages, Path(folder))
        for deed in case.deeds:
            playing.deed(deed)
        playing.finish()
        playing.compare()


def _join(world: World, name: str, server: ServerPlaces | None) -> Node:
    if name == "server":
        assert server is not None
        database = server.place("qk_world_node", "qk_world_bare")
        introduce(database, world.now, Founding("office", "", name))
        return world.join(name, database)
    if name == "new":
        return world.found(name, "field", THIRD_TOWN)
    return world.found(name, template=name)


COMMON = settings(
    deadline=None,
    database=None,
    print_blob=False,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)


def cases_of(part: int, count: int, others: tuple[str, ...]) -> Any:
    """Decorator: a part of the cases, with a seed of its own."""

    def decorate(function: Any) -> Any:
        return seed(SEED + part)(settings(COMMON, max_examples=count)(given(case=cases(others))(function)))

    return decorate


@pytest.mark.parametrize("part", range(PARTS))
def test_that_replicas_end_alike_and_nothing_is_lost(county: Templates, part: int):
    @cases_of(part, CASES // PARTS, ("office 2", "whole", "town", "other town", "new"))
    def run(case: Case) -> None:
        play(case, county)

    run()


@pytest.mark.parametrize("part", range(max(1, PARTS // 8)))
def test_that_a_server_among_them_changes_nothing(county: Templates, servers: ServerPlaces, part: int):
    @cases_of(1_000 + part, SERVER_CASES // max(1, PARTS // 8), ("whole", "town", "new"))
    def run(case: Case) -> None:
        play(replace(case, replicas=(*case.replicas, "server"), clocks=(*case.clocks, 0)), county, servers)

    run()


# What such cases have found, by hand


def test_that_work_on_a_row_that_has_not_arrived_waits_for_it(world: World, office: Node, laptop: Node):
    other = world.found("另一台", "field")
    laptop.add_site("S1")
    other.meet(laptop)
    other.edit_site("S1", phone="139")
    other.check_site("S1")
    batch = other.batch_for(office)
    assert batch is not None
    ahead = [operation for operation in batch.operations if operation["replica"] == other.id]
    office.take(replace(batch, operations=ahead, heads={}))
    row = other.site_id("S1")
    assert office.waiting() == [("site", f"site {row}"), ("site_check", f"site {row}")]
    assert check(office.database) == []
    office.take(batch)
    assert (office.waiting(), office.site("S1")["phone"]) == ([], "139")
    other.meet(office)
    all_alike(office, other)


def test_that_units_below_units_wait_together(world: World, office: Node):
    laptop = world.found("笔记本", "field")
    village = DivisionRow("130424100201", "柏寺村", "village", TOWN, None, None)
    laptop.write(load_divisions_at, [*DIVISIONS, village])
    laptop.add_department("V", village.code)
    laptop.add_department("VV", "V")
    laptop.add_department("VVV", "VV")
    laptop.meet(office)
    assert [needs for _, needs in office.waiting()] == ["unit 130424100201", "unit V", "unit VV"]
    since = office.rows(select(WaitingRow.since).distinct())
    world.later(days=1)
    office.add_person("某人")
    laptop.add_person("别人")
    laptop.meet(office)
    assert office.rows(select(WaitingRow.since).distinct()) == since, "since when, not when it was last tried"
    office.write(load_divisions_at, [*DIVISIONS, village])
    laptop.meet(office)
    all_alike(office, laptop)


def load_divisions_at(session: Any, actor: Any, rows: Any) -> None:
    load_divisions(session, rows, {}, source="test", now=actor.now)


def test_that_late_steps_of_two_laptops_are_one_item_of_the_inbox(world: World, office: Node, laptop: Node):
    other = world.found("另一台", "field")
    number = office.add_order(TOWN)
    for node in (laptop, other):
        node.meet(office)
    office.step(number, Step.CANCEL)
    for node in (laptop, other):
        world.later()
        node.step(number, Step.RECEIVE, Step.ARRIVE)
    other.step(number, Step.REPORT)
    for node in (laptop, other, laptop):
        node.meet(office)
    all_alike(office, laptop, other)
    ((*_, text),) = office.inbox()
    assert [side["value"] for side in json.loads(text)] == ["cancelled", "reported", "on_site"]


def test_that_an_ordinary_edit_ends_what_was_told_where_it_is_made(world: World, office: Node, laptop: Node):
    office.add_site("S1", person="张某")
    laptop.meet(office)
    for node in (office, laptop):
        world.later()
        node.edit_site("S1", person=node.name, phone=node.name)
    laptop.meet(office)
    assert [kind for *_, kind in office.questions()] == ["decide", "overruled"]
    office.edit_site("S1", person="王某")
    assert office.questions() == [("site", "phone", "overruled")]
    laptop.meet(office)
    all_alike(office, laptop)


def test_that_a_thing_registered_again_where_only_the_log_knows_it_is_what_it_was(world: World, office: Node):
    laptop = world.found("笔记本", "field", TOWN)
    office.save_station("P1", TOWN, mn="M1", password="geheim")
    laptop.meet(office)
    office.set_scope(laptop, OTHER_TOWN)
    laptop.meet(office)
    laptop.save_station("P2", OTHER_TOWN, mn="M1")
    assert check(laptop.database) == []
    laptop.meet(office)
    (device,) = office.tables()["device"].values()
    assert (device["station_code"], device["origin"]) == ("P2", office.id)
    holds_its_scope(office, laptop)
    assert check(office.database) == check(laptop.database) == []


def test_that_one_thing_under_two_ids_blocks_nothing(world: World, office: Node, laptop: Node):
    """Databases of the first schema gave stations ids of their own."""
    changes = {"code": "P1", "name": "站", "level": "micro", "unit_code": TOWN, "shard_code": COUNTY}
    text = json.dumps({name: [None, value] for name, value in changes.items()})
    for number in (7, 8):
        forge(laptop, {"entity": "station", "action": "insert", "row_id": UUID(int=number), "changes": text})
    laptop.add_person("以后")
    laptop.meet(office)
    assert set(office.tables()["station"]) == {UUID(int=7)}
    assert [entity for entity, _ in office.waiting()] == ["station"]
    assert "以后" in {row["name"] for row in office.tables()["person"].values()}


def test_that_a_number_taken_over_in_one_exchange_renames_the_opposite_of_its_twins(
    world: World, office: Node, laptop: Node
):
    """Found by the long form (seed 563381316, part 90): three sites claim one code, one lets it go."""
    early, late = world.found("早", "field"), world.found("晚", "field")
    for node in (early, laptop, late):
        node.meet(office)
    for node in (early, laptop, late):  # the lesser id keeps the code
        world.later()
        node.add_site("CA-1", name=f"{node.name}的点位")
    office.meet(laptop)
    office.meet(late)
    early.meet(laptop)
    ((conflict,),) = laptop.rows(select(Conflict.id).where(Conflict.kind == "duplicate"))
    laptop.write(conflicts.decide, conflict, "CA-2")
    office.meet(laptop)  # brings the first one's site and the new code of the second
    assert {row["name"]: row["code"][:5] for row in office.tables()["site"].values()} == {
        "早的点位": "CA-1", f"{laptop.name}的点位": "CA-2", "晚的点位": "CA-1~",
    }  # fmt: skip
    laptop.meet(office)
    all_alike(office, laptop)
    assert len(office.inbox()) == 1
