"""The demo's second record: a township's laptop that was apart for an hour and comes back by stick.

It runs behind the open window, on the exchange's own thread, through the same code as every exchange: so the
sync screen has a peer, a conflict to decide, a step that came too late, a wrong clock and a pack to show.
"""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select

from db.actor import Actor
from db.commands import divisions, sites, tasks
from db.commands.sites import SiteData
from db.commands.tasks import NewTask
from db.engine import Database, open_database
from db.identity import Founding
from db.queries import sites as site_queries
from db.queries.sites import SiteRecord
from db.rules.campaigns import CampaignDefinition
from db.rules.tasks import Step
from db.schema import Person
from db.setup import prepare
from db.sync.exchange import exchange
from db.sync.pack.read import take_pack
from db.sync.pack.write import write_pack
from desktop.demo import START

TOWN, SITE, OTHER_SITE = "130424101", "CA-YC-0014", "CA-YC-0015"
NAME = "商城镇笔记本"
_OFFICER, _CLERK = "张建军", "武浩然"
_MINUTE = timedelta(minutes=1)


def tell(office: Database, campaigns: dict[str, CampaignDefinition], stopped: Callable[[], bool]) -> None:
    """Let the laptop meet the office, let both write apart, and let the laptop's pack come in."""
    with TemporaryDirectory(prefix="qingkong-demo-laptop-") as folder:
        laptop = _laptop(Path(folder) / "laptop.db", campaigns)
        try:
            for _ in _story(office, laptop, Path(folder) / "商城镇.qkpack"):
                if stopped():
                    return
        finally:
            laptop.close()


def _laptop(path: Path, campaigns: dict[str, CampaignDefinition]) -> Database:
    database = open_database(f"sqlite:///{path}")
    prepare(database, START, Founding("field", TOWN, NAME))
    with database.writing() as session:
        divisions.load_campaigns(session, campaigns.values(), source="resources/campaigns", now=START)
    return database


def _story(office: Database, laptop: Database, pack: Path) -> Iterator[None]:
    """One deed after the other, so that it can be stopped between them."""
    people = _people(office)
    with office.writing() as session:
        number = tasks.new(session, Actor(START, people[_OFFICER]), _order())
    exchange(laptop, office, now=lambda: START)
    yield
    _edit(office, Actor(START + 2 * _MINUTE, people[_OFFICER]), person="路涛")
    with office.writing() as session:
        cancelled = Actor(START + 3 * _MINUTE, people[_OFFICER])
        tasks.step(session, cancelled, number, Step.CANCEL, note="与交警队重复交办")
    yield
    _edit(laptop, Actor(START + 4 * _MINUTE, people[_CLERK]), person="张大勇")
    with laptop.writing() as session:
        late = Actor(START + 5 * _MINUTE, people[_CLERK])
        tasks.step(session, late, number, Step.RECEIVE, note="收到，马上到场")
    with laptop.writing() as session:  # somebody had set the laptop's year wrong
        wrong = Actor(START + timedelta(days=366), people[_CLERK])
        tasks.step(session, wrong, number, Step.NOTE, note="现场已冲洗")
    yield
    written = write_pack(laptop, pack, to=None, now=START + 6 * _MINUTE)
    yield
    take_pack(office, written.path, now=START + 6 * _MINUTE)


def _order() -> NewTask:
    return NewTask(
        "夜间渣土车带泥上路",
        [TOWN],
        deadline=START + timedelta(hours=6),
        site_code=OTHER_SITE,
        found="北路口路面带泥约200米。",
        required="立即冲洗，出口设专人看守。",
    )


def _people(database: Database) -> dict[str, uuid.UUID]:
    with database.reading() as session:
        rows = session.execute(select(Person.name, Person.id).where(Person.name.in_((_OFFICER, _CLERK))))
        return {row[0]: row[1] for row in rows}


def _edit(database: Database, actor: Actor, *, person: str) -> None:
    """Name another responsible person for one site."""
    with database.writing() as session:
        found = site_queries.site(session, SITE)[0]
        sites.edit(session, actor, found.id, replace(_data(found), person=person), seen=found.hlc)


def _data(found: SiteRecord) -> SiteData:
    return SiteData(
        name=found.name,
        unit_code=found.unit_code,
        campaign_key=found.campaign_key,
        code=found.code,
        address=found.address,
        lon=found.lon,
        lat=found.lat,
        owner=found.owner,
        person=found.person,
        phone=found.phone,
        deadline=found.deadline,
        fields=found.fields,
    )
