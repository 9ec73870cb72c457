"""The steps on a site's way, with their days: the campaign's own, and those that the site names."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from db.rules.campaign_records import CampaignDefinition, Milestone
from db.rules.definition_problem import Text
from db.times import CHINA

_TIME_ORDERED = 7
"""Version of the ids that begin with the millisecond they were made in (RFC 9562)."""


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone of one site; the day is None while nobody has named it."""

    text: Text
    day: date | None


def steps(definition: CampaignDefinition, site_id: uuid.UUID, fields: Mapping[str, object]) -> list[Step]:
    """All milestones of a site by day; those without one come last."""
    listed = listed_on(site_id)
    own = [Step(one.text, _due(one, listed)) for one in definition.milestones]
    named = [Step(one.text, _day(fields.get(one.key))) for one in definition.fields if one.milestone]
    return sorted([*own, *named], key=lambda step: (step.day is None, step.day or date.min))


def listed_on(site_id: uuid.UUID) -> date | None:
    """The day in China on which a site was entered: its id begins with the moment."""
    if site_id.version != _TIME_ORDERED:
        return None
    return datetime.fromtimestamp((site_id.int >> 80) / 1000, UTC).astimezone(CHINA).date()


def _due(milestone: Milestone, listed: date | None) -> date | None:
    if milestone.days is None or listed is None:
        return milestone.on
    return listed + timedelta(days=milestone.days)


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
