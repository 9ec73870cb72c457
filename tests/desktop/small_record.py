"""A small record for screens: units, people, two stations, sites and orders."""

from datetime import timedelta

from db.actor import Actor
from db.commands import divisions, sites, stations, tasks, units
from db.commands.sites import SiteData
from db.commands.stations import StationRow
from db.commands.tasks import NewTask
from db.commands.units import NewPerson, NewUnit
from db.engine import Database
from db.rules.campaigns import load_folder
from db.rules.regions import DivisionRow
from db.rules.roles import Role
from db.rules.sites import SiteState
from db.rules.tasks import Step
from resources import folder

CAMPAIGNS = load_folder(folder("campaigns"))[0]


def fill(database: Database, actor: Actor) -> None:
    """Two counties, departments, people, two stations, sites in two campaigns, two orders."""
    rows = [
        DivisionRow("130400", "邯郸市", "city", None, None, None),
        DivisionRow("130424", "成安县", "county", "130400", None, None),
        DivisionRow("130424100", "成安镇", "township", "130424", None, None),
        DivisionRow("130426", "涉县", "county", "130400", None, None),
        DivisionRow("130426100", "平安街道", "township", "130426", None, None),
    ]
    with database.writing() as s:
        divisions.load_divisions(s, rows, {}, source="test", now=actor.now)
        divisions.load_campaigns(s, CAMPAIGNS.values(), source="test", now=actor.now)
        units.add_units(s, actor, [NewUnit("130424-ZJ", "成安县住建局", "department", "130424", "县住建局")])
        units.add_units(s, actor, [NewUnit("130426-CG", "涉县城管局", "department", "130426", "县城管局")])
        units.add_people(s, actor, [NewPerson("张某", Role.DUTY, "130424")])
        stations.save(
            s,
            actor,
            [
                StationRow(
                    "CA-01", "县政府站", "provincial", "130424100", 114.67, 36.44, "WGS-84", "M1", "123456"
                ),
                StationRow(
                    "SX-01", "县政府站", "provincial", "130426100", 113.69, 36.58, "WGS-84", "M2", "123456"
                ),
            ],
        )
        for data in site_data(actor):
            sites.add(s, actor, data)
        number = tasks.new(s, actor, order("裸土未覆盖", "130424-ZJ", "CA-YC-0001", actor, hours=-1))
        tasks.step(s, actor, number, Step.RECEIVE)
        tasks.new(s, actor, order("道路积尘", "130426-CG", "SX-YC-0001", actor, hours=5))


def site_data(actor: Actor) -> list[SiteData]:
    late = actor.now - timedelta(days=2)
    fields = {"kind": "construction", "area": 12000}
    return [
        SiteData("柏寺安置房", "130424100", "dust", code="CA-YC-0001", deadline=late, fields=fields),
        SiteData(
            "商城供热管网", "130424100", "dust", code="CA-YC-0002", fields=fields, state=SiteState.RECTIFYING
        ),
        SiteData("玉岭路改造", "130426100", "dust", code="SX-YC-0001", fields=fields, state=SiteState.CLOSED),
        SiteData("北关散煤点", "130424100", "loose-coal", code="CA-SM-0001"),
    ]


def order(title: str, unit: str, site: str, actor: Actor, *, hours: float) -> NewTask:
    deadline = actor.now + timedelta(hours=hours)
    return NewTask(title, [unit], deadline=deadline, site_code=site, found="现场有起尘", required="立即整改")
