"""A site's values as the form holds them: flat, by key, compared with what was shown at first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from db.commands.sites import SiteData
from db.queries.sites import SiteRecord
from db.rules.campaigns import CampaignDefinition, FieldProblem, field_problems

translate = QCoreApplication.translate

FIELDS = "fields."
CORE = ("name", "unit_code", "address", "lon", "lat", "owner", "person", "phone", "deadline")
REQUIRED = ("name", "unit_code")
_RANGES = {"lon": (73, 136), "lat": (3, 54)}

FIELD_TEMPLATES = (
    QT_TRANSLATE_NOOP("errors", "This must be filled in."),
    QT_TRANSLATE_NOOP("errors", "“{value}” is not a choice. Use one of: {known}."),
    QT_TRANSLATE_NOOP("errors", "“{value}” is not a text."),
    QT_TRANSLATE_NOOP("errors", "“{value}” is not a number."),
    QT_TRANSLATE_NOOP("errors", "“{value}” is not a date such as 2020-03-19."),
    QT_TRANSLATE_NOOP("errors", "“{value}” is not true or false."),
    QT_TRANSLATE_NOOP("errors", "“{value}” is not a longitude and a latitude."),
    QT_TRANSLATE_NOOP("errors", "{value} is too small: at least {least}."),
    QT_TRANSLATE_NOOP("errors", "{value} is too large: at most {most}."),
    QT_TRANSLATE_NOOP("errors", "{value} is not a whole number."),
    QT_TRANSLATE_NOOP("errors", "{value} has more than {decimals} decimals. Round it."),
)
"""What `field_problems` can say of a typed field."""

Values = dict[str, Any]


def values_of(site: SiteRecord) -> Values:
    """What the record has, by the form's keys."""
    own: Values = {key: getattr(site, key) for key in CORE}
    return own | {f"{FIELDS}{key}": value for key, value in site.fields.items()}


def site_data(definition: CampaignDefinition, values: Mapping[str, Any]) -> SiteData:
    """What a command writes; fields that are not known are left out. The state has commands of its own."""
    core: Values = {key: values.get(key) for key in CORE}
    core["name"] = str(core["name"]).strip()
    return SiteData(
        **core,
        campaign_key=definition.key,
        code=values.get("code"),
        fields=_fields(values),
    )


def problems(definition: CampaignDefinition, values: Mapping[str, Any]) -> dict[str, str]:
    """What has to be mended before the site can be saved, by the form's keys."""
    known = {key: value for key, value in _fields(values).items() if definition.field(key)}
    found = {key: problem_text(one) for key, one in field_problems(definition, known).items()}
    return _core_problems(values) | {f"{FIELDS}{key}": text for key, text in found.items()}


def problem_text(problem: FieldProblem) -> str:
    """In the language of the console; the templates are translated with the errors."""
    return translate("errors", problem.template).format(**problem.params)


@dataclass(frozen=True, slots=True)
class Rebase:
    """Somebody else was faster: what can be taken over, and where two people meant different things."""

    taken: Values
    """Fields the user had not touched, with the record's new values."""
    clashes: Values
    """Fields that both changed, with the record's new values."""


def rebase(shown: Mapping[str, Any], typed: Mapping[str, Any], fresh: Mapping[str, Any]) -> Rebase:
    """Compare what was shown, what is typed and what the record has now, field by field."""
    moved = {key: fresh.get(key) for key in {*shown, *fresh, *typed} if fresh.get(key) != shown.get(key)}
    touched = {key for key in moved if typed.get(key) != shown.get(key) and typed.get(key) != moved[key]}
    return Rebase(
        taken={key: value for key, value in moved.items() if key not in touched},
        clashes={key: value for key, value in moved.items() if key in touched},
    )


def _fields(values: Mapping[str, Any]) -> Values:
    return {
        key.removeprefix(FIELDS): value
        for key, value in values.items()
        if key.startswith(FIELDS) and value is not None
    }


def _core_problems(values: Mapping[str, Any]) -> dict[str, str]:
    found = {key: _missing() for key in REQUIRED if not str(values.get(key) or "").strip()}
    for key, (low, high) in _RANGES.items():
        value = values.get(key)
        if isinstance(value, str):
            found[key] = translate("errors", "“{value}” is not a number.").format(value=value)
        elif value is not None and not low <= value <= high:
            sentence = translate("Campaigns", "In China this lies between {low} and {high}.")
            found[key] = sentence.format(low=low, high=high)
    deadline = values.get("deadline")
    if deadline is not None and not isinstance(deadline, datetime):
        found["deadline"] = translate("errors", "“{value}” is not a date such as 2020-03-19.").format(
            value=deadline
        )
    return found


def _missing() -> str:
    return translate("errors", "This must be filled in.")
