"""Sentences of a bulk edit: what would be changed, what was, and what stayed as it is."""

from collections import Counter
from typing import Any

from PySide6.QtCore import QCoreApplication

from db.commands.site_bulk import DEADLINE, FIELDS, SITE_KEYS, STATE, BulkOutcome, LeftOut, Why
from db.rules.campaigns import CampaignDefinition
from db.rules.site_fields import field_problems
from db.rules.sites import SiteState
from desktop.screens.campaigns import words
from desktop.screens.campaigns.columns import Reader
from desktop.screens.campaigns.editors import write_moment
from desktop.screens.campaigns.history import core_name
from desktop.screens.campaigns.site_values import problem_text
from widgets.theme import Tone

translate = QCoreApplication.translate

_NAMED = 3


def keys(definition: CampaignDefinition) -> list[str]:
    """What can be put for many sites: what is changed most often first."""
    own = [FIELDS + field.key for field in definition.fields if field.type not in ("computed", "photo")]
    core = [key for key in ("person", "phone", "owner", "unit_code", "address") if key in SITE_KEYS]
    return [STATE, DEADLINE, *core, *own]


def key_text(key: str, reader: Reader) -> str:
    """What a key is called."""
    field = reader.definition.field(key.removeprefix(FIELDS)) if key.startswith(FIELDS) else None
    return words.field_title(field, reader.language) if field else core_name(key)


def value_text(key: str, value: Any, reader: Reader) -> str:
    """A value in words; "" for none."""
    if value is None:
        return ""
    if key == STATE:
        return words.state_text(reader.definition, str(value), reader.language)
    if key == DEADLINE:
        return write_moment(value)
    if key == "unit_code":
        return reader.directory().name(str(value))
    field = reader.definition.field(key.removeprefix(FIELDS)) if key.startswith(FIELDS) else None
    return words.value_text(field, value, reader.language, reader.directory())


def problem(key: str, value: Any, definition: CampaignDefinition) -> str:
    """Why a value cannot be put anywhere; "" if it can."""
    if key in ("unit_code", STATE) and value is None:
        return translate("errors", "This must be filled in.")
    if key == DEADLINE and isinstance(value, str):
        return translate("errors", "“{value}” is not a date such as 2020-03-19.").format(value=value)
    name = key.removeprefix(FIELDS)
    if not key.startswith(FIELDS):
        return ""
    found = field_problems(definition, {} if value is None else {name: value}).get(name)
    field = definition.field(name)
    if found is None or (found.is_missing and not (field and field.required)):
        return ""
    return problem_text(found)


def deed_text(key: str, value: Any, count: int, reader: Reader) -> str:
    """What the button will do."""
    if key == STATE and value == SiteState.CLOSED:
        return translate("BulkBar", "Close {count} sites").format(count=count)
    if value is None:
        return translate("BulkBar", "Clear it for {count} sites").format(count=count)
    return translate("BulkBar", "Change {count} sites").format(count=count)


def preview_text(key: str, value: Any, same: int, reader: Reader) -> str:
    """The change in a sentence. `same`: selected sites that have the value already."""
    name = key_text(key, reader)
    if value is None:
        text = translate("BulkBar", "“{name}” is emptied.").format(name=name)
    else:
        text = translate("BulkBar", "“{name}” becomes {value}.")
        text = text.format(name=name, value=value_text(key, value, reader))
    if same:
        already = translate("BulkBar", "{count} have it already.").format(count=same)
        text = f"{text} {already}"
    return text


def doubts_text(with_orders: int, unchecked: int) -> str:
    """What stands against closing the selected sites; "" if nothing does."""
    parts = []
    if with_orders:
        parts.append(translate("BulkBar", "{count} still have open orders.").format(count=with_orders))
    if unchecked:
        text = translate("BulkBar", "{count} were never checked, or failed items in the last check.")
        parts.append(text.format(count=unchecked))
    return " ".join(parts)


def result_text(outcome: BulkOutcome, reader: Reader, *, is_undo: bool = False) -> str:
    """What a bulk edit did."""
    name = key_text(outcome.key, reader)
    if is_undo:
        text = translate("BulkBar", "Taken back for {count} sites: {name}.")
    else:
        text = translate("BulkBar", "Changed for {count} sites: {name}.")
    parts = [text.format(count=len(outcome.changed), name=name)]
    if outcome.same:
        parts.append(translate("BulkBar", "{count} had it already.").format(count=outcome.same))
    parts += _left_out(outcome)
    return " ".join(parts)


def result_tone(outcome: BulkOutcome) -> Tone:
    """Alarm where something stayed as it is."""
    return "alarm" if outcome.left_out else "done"


def _left_out(outcome: BulkOutcome) -> list[str]:
    texts = {
        Why.MOVED: translate("BulkBar", "{count} were changed by somebody else meanwhile and left: {names}."),
        Why.GONE: translate("BulkBar", "{count} are not in the list any more."),
        Why.PROBLEM: translate("BulkBar", "{count} were left, because of the campaign's rules: {names}."),
    }
    counts = Counter(one.why for one in outcome.left_out)
    return [
        texts[why].format(count=counts[why], names=_names([o for o in outcome.left_out if o.why is why]))
        for why in Why
        if counts[why]
    ]


def _names(left: list[LeftOut]) -> str:
    named = [
        f"{one.name}（{problem_text(one.problem)}）" if one.problem is not None else one.name
        for one in left[:_NAMED]
    ]
    return "、".join([*named, *(["…"] if len(left) > _NAMED else [])])
