"""Who is on duty in the demo's plants, and who answers for them: invented, the same at every start."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from db.actor import Actor
from db.commands import pairings, rosters
from db.commands.pairings import Official
from db.queries.sites import SiteRecord
from db.rules.rosters import Planned, ShiftEventKind, in_turn
from db.times import CHINA

CAMPAIGN = "enterprise-watch"
_HOURS = 12
_BEFORE, _AFTER = timedelta(days=1), timedelta(days=6)
_FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
_GIVEN = ("海", "建军", "志强", "秀英", "立新", "文斌", "玉兰", "国庆")
_CREWS = 4
_NOTES = (
    "夜间脱硫循环泵停过 20 分钟，已恢复，数据偏高一段。",
    "橙色预警限产已执行，2 号线停，请盯住 3 号线。",
    "在线监测仪 06:10 校准，之前的数作废。",
)


@dataclass(frozen=True, slots=True)
class _Site:
    """A plant with somebody in it round the clock."""

    id: uuid.UUID
    number: int
    crew: int


def add_duty(session: Session, sites: Sequence[SiteRecord], start: datetime) -> None:
    """Rosters from the day before the demo's start to six days after, signed as far as they have come.

    One plant in three has a night without anybody; in one in four somebody has not signed in.
    """
    first = start.astimezone(CHINA).replace(hour=8, minute=0, second=0, microsecond=0)
    watched = [site for site in sites if site.campaign_key == CAMPAIGN and site.fields.get("in_plant")]
    for number, record in enumerate(watched):
        site = _Site(record.id, number, int(record.fields.get("crew") or 1))
        planned = list(_planned(site, first))
        actor = Actor(now=first - _BEFORE - timedelta(hours=6))
        ids = rosters.add_shifts(session, actor, site.id, CAMPAIGN, planned)
        _sign(session, site, list(zip(ids, planned, strict=True)), start)


def add_pairings(session: Session, sites: Sequence[SiteRecord], now: datetime) -> None:
    """Who answers for each plant in the county, the township and the department, as its fields say."""
    for site in sites:
        if site.campaign_key != CAMPAIGN:
            continue
        named = (
            (site.county_code, site.fields.get("leader"), "副县（区）长"),
            (site.unit_code[:9], site.fields.get("township_pairing"), "乡镇长"),
            (site.fields.get("department"), site.fields.get("pairing"), "包联干部"),
        )
        for unit, name, duty in named:
            if unit and name:
                pairings.pair_site(session, Actor(now=now), site.id, unit, Official(name, duty))


def _planned(site: _Site, first: datetime) -> Iterator[Planned]:
    """Crews in turn; the second night from now is empty in one plant of three."""
    crews = [[(_name(site, crew, one), None) for one in range(site.crew)] for crew in range(_CREWS)]
    gap = first + timedelta(hours=36)
    for one in in_turn(crews, first - _BEFORE, first + _AFTER, _HOURS):
        if site.number % 3 != 1 or one.starts_at != gap:
            yield one


def _name(site: _Site, crew: int, one: int) -> str:
    at = site.number * 5 + crew * 3 + one * 7
    return f"{_FAMILY[at % len(_FAMILY)]}{_GIVEN[(at // 2 + crew) % len(_GIVEN)]}"


def _sign(
    session: Session, site: _Site, shifts: Sequence[tuple[uuid.UUID, Planned]], start: datetime
) -> None:
    """Those that have begun; one of the present crew is missed in one plant of four."""
    begun = [(at, one) for at, one in shifts if one.starts_at < start]
    signed: set[uuid.UUID] = set()
    for place, (shift, one) in enumerate(begun):
        is_present = one.ends_at > start
        if shift not in signed and is_present and site.number % 4 == 2 and place == len(begun) - 1:
            continue
        if shift not in signed:
            came = one.starts_at - timedelta(minutes=5 + (site.number + place) % 10)
            rosters.sign(session, Actor(now=came), shift, ShiftEventKind.IN)
        if is_present:
            continue
        following = next((at for at, other in begun if other.starts_at == one.ends_at), None)
        if following is not None and following not in signed and (site.number + place) % 5 == 0:
            note = _NOTES[(site.number + place) % len(_NOTES)]
            before = Actor(now=one.ends_at - timedelta(minutes=8))
            rosters.hand_over(session, before, shift, following, note)
            signed.add(following)
        else:
            gone = Actor(now=one.ends_at + timedelta(minutes=4 + place % 6))
            rosters.sign(session, gone, shift, ShiftEventKind.OUT)
