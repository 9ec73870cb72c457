"""A campaign's roster as rows of a chart, with its gaps and what each shift has come to."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from sqlalchemy.orm import Session

from db.queries import rosters, sites
from db.queries.rosters import ShiftRecord
from db.queries.sites import SiteRecord
from db.rules.campaign_records import Roster
from db.rules.campaigns import CampaignDefinition
from db.rules.rosters import ShiftStanding, gaps
from db.times import CHINA
from desktop.screens.campaigns import words
from widgets.roster_chart import RosterBar, RosterGap, RosterRow, RosterSpan
from widgets.theme import Tone

translate = QCoreApplication.translate

_STANDINGS: dict[ShiftStanding, tuple[Tone, object]] = {
    ShiftStanding.PLANNED: ("neutral", QT_TRANSLATE_NOOP("Campaigns", "planned")),
    ShiftStanding.LATE: ("alarm", QT_TRANSLATE_NOOP("Campaigns", "not signed in")),
    ShiftStanding.ON_DUTY: ("accent", QT_TRANSLATE_NOOP("Campaigns", "on duty")),
    ShiftStanding.LEFT: ("done", QT_TRANSLATE_NOOP("Campaigns", "done")),
    ShiftStanding.UNSIGNED: ("neutral", QT_TRANSLATE_NOOP("Campaigns", "not signed out")),
    ShiftStanding.MISSED: ("alarm", QT_TRANSLATE_NOOP("Campaigns", "nobody came")),
}


@dataclass(frozen=True, slots=True)
class RosterAnswer:
    """The sites of a campaign and their shifts between two moments."""

    campaign: str
    since: datetime
    until: datetime
    sites: tuple[SiteRecord, ...]
    shifts: tuple[ShiftRecord, ...]


def read(session: Session, campaign: str, since: datetime, until: datetime) -> RosterAnswer:
    """Sites that are not closed, by code, and the shifts that touch the span."""
    found = [one for one in sites.sites(session, campaign) if one.state not in words.ENDED]
    return RosterAnswer(
        campaign, since, until, tuple(found), tuple(rosters.shifts(session, campaign, since, until))
    )


def rows(answer: RosterAnswer, roster: Roster, now: datetime) -> list[RosterRow]:
    """A row a site; those where somebody must be come first, the others only if they have shifts."""
    by_site: dict[object, list[ShiftRecord]] = defaultdict(list)
    for shift in answer.shifts:
        by_site[shift.site_id].append(shift)
    found = [(site, by_site[site.id], _wanted(site, roster)) for site in answer.sites]
    shown = [one for one in found if one[1] or one[2]]
    shown.sort(key=lambda one: (not one[2], one[0].code))
    return [_row(answer, *one, now) for one in shown]


def lacking(found: Sequence[RosterRow]) -> int:
    """Number of gaps."""
    return sum(len(row.gaps) for row in found)


def span(since: datetime, until: datetime, now: datetime) -> RosterSpan:
    """Hours of a day, or days of a week."""
    hours = (until - since) / timedelta(hours=1)
    step = 2 if hours <= 24 else 24
    form = "%H:%M" if hours <= 24 else "%m-%d"
    ticks = [
        (float(hour), (since + timedelta(hours=hour)).astimezone(CHINA).strftime(form))
        for hour in range(0, round(hours) + 1, step)
    ]
    return RosterSpan(hours, tuple(ticks), (now - since) / timedelta(hours=1))


def standing_text(standing: ShiftStanding) -> str:
    """What a shift has come to."""
    return translate("Campaigns", str(_STANDINGS[standing][1]))


def shift_text(shift: ShiftRecord, now: datetime) -> str:
    """Who, where, when, and what was signed."""
    head = translate("Campaigns", "{name} · {site} · {start}–{end} · {standing}").format(
        name=f"{shift.name} {shift.phone or ''}".strip(),
        site=shift.site_name,
        start=clock_text(shift.starts_at),
        end=clock_text(shift.ends_at),
        standing=standing_text(shift.standing(now)),
    )
    return "\n".join(
        [head, *(_event_text(event.kind, event.at, event.to_name, event.note) for event in shift.events)]
    )


def clock_text(moment: datetime) -> str:
    """Day and time in China."""
    return moment.astimezone(CHINA).strftime("%m-%d %H:%M")


def offers_roster(definition: CampaignDefinition) -> bool:
    """Whether people are on duty at the campaign's sites."""
    return definition.roster is not None


def _event_text(kind: str, at: datetime, to_name: str | None, note: str | None) -> str:
    texts = {
        "in": translate("Campaigns", "{at} signed in"),
        "out": translate("Campaigns", "{at} signed out"),
        "handover": translate("Campaigns", "{at} handed over to {name}"),
    }
    text = texts.get(kind, "{at}").format(at=clock_text(at), name=to_name or "")
    return f"{text}: {note}" if note else text


def _wanted(site: SiteRecord, roster: Roster) -> int:
    """How many people must be there."""
    if roster.needed is not None and site.fields.get(roster.needed) is not True:
        return 0
    crew = site.fields.get(roster.crew) if roster.crew else None
    return max(round(crew), 1) if isinstance(crew, int | float) else 1


def _row(
    answer: RosterAnswer, site: SiteRecord, shifts: Sequence[ShiftRecord], wanted: int, now: datetime
) -> RosterRow:
    found = gaps([(one.starts_at, one.ends_at) for one in shifts], answer.since, answer.until, wanted)
    missing = translate("Campaigns", "{count} missing")
    return RosterRow(
        key=str(site.id),
        title=site.name,
        note=site.unit_name,
        bars=tuple(_bar(one, answer.since, now) for one in shifts),
        gaps=tuple(
            RosterGap(
                _hours(gap.starts_at, answer.since),
                _hours(gap.ends_at, answer.since),
                missing.format(count=gap.missing),
                # a roster that nobody has begun is no alarm at every place
                is_urgent=bool(answer.shifts),
            )
            for gap in found
        ),
    )


def _bar(shift: ShiftRecord, since: datetime, now: datetime) -> RosterBar:
    standing = shift.standing(now)
    text = shift.name
    if standing not in (ShiftStanding.PLANNED, ShiftStanding.LEFT):
        text = f"{shift.name} · {standing_text(standing)}"
    tone = _STANDINGS[standing][0]
    tip = shift_text(shift, now)
    return RosterBar(
        str(shift.id), _hours(shift.starts_at, since), _hours(shift.ends_at, since), text, tone, tip
    )


def _hours(moment: datetime, since: datetime) -> float:
    return (moment - since) / timedelta(hours=1)
