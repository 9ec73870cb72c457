"""Values, states and times of sites in words, in the language of the console."""

from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import QCoreApplication

from db.queries.sites import CheckRecord, SiteRecord
from db.rules.campaigns import CampaignDefinition, FieldDefinition
from db.rules.site_fields import computed_values
from db.rules.sites import SiteState
from db.times import CHINA
from desktop.models.sites import SiteRow
from desktop.screens.campaigns.directory import Directory
from widgets.theme import Tone

translate = QCoreApplication.translate

# The theme has four tones: amber is a level of HJ 633, so "in hand" speaks with the accent
_TONES: dict[str, Tone] = {
    "accent": "neutral",
    "warning": "accent",
    "done": "done",
    "muted": "neutral",
    "alarm": "alarm",
}
ENDED = (SiteState.CLOSED, SiteState.WITHDRAWN)


def value_text(field: FieldDefinition | None, value: Any, language: str, directory: Directory) -> str:
    """A stored value as people read it, without its unit of measure; "" if it is not known."""
    if value is None or value == "":
        return ""
    kind = field.type if field else ""
    if kind == "choice" and field:
        choice = field.choice(value)
        return choice.name(language) if choice else str(value)
    if isinstance(value, bool):
        return yes_no(value)
    if kind == "unit":
        return directory.name(str(value))
    if kind == "photo" and isinstance(value, list):
        return translate("Campaigns", "{count} photos").format(count=len(value))
    if isinstance(value, int | float):
        return number_text(value)
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def field_text(
    definition: CampaignDefinition, field: FieldDefinition, site: SiteRecord, language: str, units: Directory
) -> str:
    """A field of a site, computed ones too."""
    if field.computed:
        computed = computed_values(definition, site.fields).get(field.key)
        decimals = 1 if field.decimals is None else field.decimals
        return "" if computed is None else number_text(round(computed, decimals))
    return value_text(field, site.fields.get(field.key), language, units)


def measured(text: str, field: FieldDefinition, language: str) -> str:
    """With the unit of measure behind it."""
    return f"{text} {field.unit.name(language)}" if text and field.unit else text


def field_title(field: FieldDefinition, language: str) -> str:
    """A field's name with its unit of measure, for headers and forms."""
    name = field.name(language)
    return f"{name} ({field.unit.name(language)})" if field.unit else name


def required_text(definition: CampaignDefinition, field: FieldDefinition, language: str) -> str:
    """When a field must be filled in that may be empty otherwise; "" where there is no such case."""
    when = field.required_when
    other = definition.field(when.field) if when else None
    if when is None or other is None:
        return ""
    equals = value_text(other, when.equals, language, Directory())
    text = translate("Campaigns", "Must be filled in when “{field}” is “{value}”")
    return text.format(field=other.name(language), value=equals)


def number_text(value: float) -> str:
    """Thousands apart, no more decimals than there are."""
    text = f"{value:,.4f}" if isinstance(value, float) else f"{value:,}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def yes_no(value: bool) -> str:
    """Yes or no."""
    return translate("Campaigns", "Yes") if value else translate("Campaigns", "No")


def state_text(definition: CampaignDefinition, state: str, language: str) -> str:
    """The campaign's own word; a state that the definition lost keeps its key."""
    found = definition.state(state)
    return found.name(language) if found else state


def is_late(site: SiteRecord, now: datetime) -> bool:
    """Past its deadline and not ended."""
    return site.deadline is not None and site.deadline < now and site.state not in ENDED


def state_tone(definition: CampaignDefinition, site: SiteRecord, now: datetime) -> Tone:
    """Alarm while the site is late, else what the definition says."""
    if is_late(site, now):
        return "alarm"
    found = definition.state(site.state)
    return _TONES.get(found.tone, "neutral") if found else "neutral"


def day_text(at: datetime, now: datetime) -> str:
    """A day in China, with the year where it is another one."""
    local, today = at.astimezone(CHINA), now.astimezone(CHINA)
    if local.year == today.year:
        pattern = translate("Campaigns", "{month:02}-{day:02}")
    else:
        pattern = translate("Campaigns", "{year}-{month:02}-{day:02}")
    return pattern.format(year=local.year, month=local.month, day=local.day)


def moment_text(at: datetime, now: datetime) -> str:
    """Day and minute in China."""
    return f"{day_text(at, now)} {at.astimezone(CHINA):%H:%M}"


def deadline_text(site: SiteRecord, now: datetime) -> str:
    """The day; for how long it is late; nothing where nothing is due."""
    if site.deadline is None:
        return ""
    if not is_late(site, now):
        return day_text(site.deadline, now)
    late = now - site.deadline
    if late < timedelta(days=1):
        hours = int(late / timedelta(hours=1))
        return translate("Campaigns", "{hours} h overdue").format(hours=max(1, hours))
    return translate("Campaigns", "{days} d overdue").format(days=late.days)


def score_text(row: SiteRow) -> str:
    """Items passed of items looked at, in the last check."""
    return f"{row.passed}/{row.checked}" if row.checked else ""


def failed_items(definition: CampaignDefinition, check: CheckRecord, language: str) -> list[str]:
    """Names of the items that did not pass."""
    names = {item.key: item.name(language) for item in definition.checklist}
    return [names.get(key, key) for key, passed in check.results.items() if not passed]
