"""Columns of the list, from a campaign's definition."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication

from db.queries.site_list import Place
from db.rules.campaigns import CampaignDefinition, FieldDefinition
from db.rules.site_fields import computed_values
from db.times import CHINA
from desktop.models.sites import SiteColumn, SiteRow
from desktop.screens.campaigns import words
from desktop.screens.campaigns.directory import Directory
from desktop.site_index.sources import Source, from_field, from_place, from_rows
from desktop.site_index.table import SiteTable
from widgets.theme import Tone

translate = QCoreApplication.translate

_WIDTHS = {"number": 5.6, "computed": 6.6, "date": 6.6, "yes_no": 5.6, "choice": 7, "person": 5.2}
_LEAST = {"text": 6.0, "choice": 6.4, "computed": 5.6, "yes_no": 4.6}


@dataclass(frozen=True, slots=True)
class Reader:
    """What turns sites into words: the definition, the language, the units and the clock."""

    definition: CampaignDefinition
    language: str
    directory: Callable[[], Directory]
    now: Callable[[], datetime]


def columns(reader: Reader) -> list[SiteColumn]:
    """Name and code, the definition's fields, who answers, the last check, deadline and state."""
    fields = reader.definition.fields
    return [
        _name(),
        _code(),
        *(_field(reader, field, rank=4 + min(at, 4)) for at, field in enumerate(fields) if field.listed),
        _unit(),
        _plain("owner", translate("Campaigns", "Owner"), Place.OWNER, lambda row: row.site.owner, 8, rank=9),
        _plain(
            "person", translate("Campaigns", "Responsible"), Place.PERSON, lambda row: row.site.person, 5, 5
        ),
        _score(),
        _open_tasks(),
        _deadline(reader),
        _state(reader),
        *(replace(one, is_usual=False) for one in _more(reader)),
    ]


def _more(reader: Reader) -> list[SiteColumn]:
    """What is only shown where somebody wants it."""
    return [
        _plain("address", translate("Campaigns", "Address"), Place.ADDRESS, lambda row: row.site.address, 12),
        _plain("phone", translate("Campaigns", "Phone"), Place.PHONE, lambda row: row.site.phone, 8),
        *(_field(reader, field, rank=9) for field in reader.definition.fields if not field.listed),
    ]


def _plain(
    key: str,
    title: str,
    place: Place,
    text: Callable[[SiteRow], str | None],
    width: float,
    rank: int = 9,
) -> SiteColumn:
    least = 6.0 if width > 6 else 0.0
    return SiteColumn(key, title, lambda row: text(row) or "", from_place(key, place), width, least, rank)


def _name() -> SiteColumn:
    source = from_place("name", Place.NAME)
    return SiteColumn("name", translate("Campaigns", "Name"), lambda row: row.site.name, source, 14, 11)


def _code() -> SiteColumn:
    return SiteColumn(
        "code",
        translate("Campaigns", "Code"),
        lambda row: row.site.code,
        from_place("code", Place.CODE),
        width=8,
        rank=3,
        tone=lambda _row: "neutral",
    )


def _unit() -> SiteColumn:
    source = from_place("unit", Place.UNIT_NAME, "choice")
    title = translate("Campaigns", "Unit")
    return SiteColumn("unit", title, lambda row: row.site.unit_name, source, width=6, rank=1)


def _score() -> SiteColumn:
    def share(table: SiteTable, at: int) -> float | None:
        score = table.score(at)
        return score[0] / score[1] if score else None

    return SiteColumn(
        "score",
        translate("Campaigns", "Last check"),
        words.score_text,
        from_rows("score", share, "number"),
        width=5.2,
        rank=2,
        right=True,
        tone=_score_tone,
    )


def _field(reader: Reader, field: FieldDefinition, rank: int) -> SiteColumn:
    def text(row: SiteRow) -> str:
        return words.field_text(reader.definition, field, row.site, reader.language, reader.directory())

    return SiteColumn(
        f"fields.{field.key}",
        words.field_title(field, reader.language),
        text,
        _field_source(reader, field),
        width=_WIDTHS.get(field.type, 8),
        least=_LEAST.get(field.type, 0),
        rank=rank,
        right=field.type in ("number", "computed"),
    )


def _field_source(reader: Reader, field: FieldDefinition) -> Source:
    key = f"fields.{field.key}"

    def label(value: Any) -> str:
        return words.value_text(field, value, reader.language, reader.directory())

    match field.type:
        case "computed":
            return from_rows(key, partial(_computed, reader.definition, field.key), "number")
        case "number":
            return from_field(key, field.key, "number")
        case "date":
            return from_rows(key, partial(_day, field.key), "date")
        case "choice" | "yes_no" | "unit":
            return from_field(key, field.key, "choice", label=label)
        case "place" | "photo":  # lists, which nothing can be looked up by
            return from_rows(key, lambda table, at: label(table.fields(at).get(field.key)), "text")
    return from_field(key, field.key, "text", label=label)


def _computed(definition: CampaignDefinition, key: str, table: SiteTable, at: int) -> float | None:
    return computed_values(definition, table.fields(at)).get(key)


def _day(key: str, table: SiteTable, at: int) -> float | None:
    """Epoch seconds of a day in China; what is no date is not known."""
    try:
        day = date.fromisoformat(str(table.fields(at).get(key)))
    except ValueError:
        return None
    return datetime.combine(day, time(), CHINA).timestamp()


def _score_tone(row: SiteRow) -> Tone | None:
    return "alarm" if row.checked and (row.passed or 0) < row.checked else None


def _open_tasks() -> SiteColumn:
    return SiteColumn(
        "open_tasks",
        translate("Campaigns", "Open orders"),
        lambda row: str(row.site.open_tasks or ""),
        from_rows("open_tasks", SiteTable.tasks, "number"),
        width=5.2,
        rank=4,
        right=True,
    )


def _deadline(reader: Reader) -> SiteColumn:
    def tone(row: SiteRow) -> Tone | None:
        return "alarm" if words.is_late(row.site, reader.now()) else None

    return SiteColumn(
        "deadline",
        translate("Campaigns", "Deadline"),
        lambda row: words.deadline_text(row.site, reader.now()),
        from_place("deadline", Place.DEADLINE, "date"),
        width=7.4,
        least=7.2,
        tone=tone,
    )


def _state(reader: Reader) -> SiteColumn:
    definition = reader.definition
    order = {state.key: float(place) for place, state in enumerate(definition.states)}

    def label(state: str) -> str:
        return words.state_text(definition, state, reader.language)

    def rank(state: str) -> float:
        return order.get(state, float(len(order)))

    return SiteColumn(
        "state",
        translate("Campaigns", "State"),
        lambda row: label(row.site.state),
        from_place("state", Place.STATE, "choice", label=label, rank=rank),
        width=5.6,
        tone=lambda row: words.state_tone(definition, row.site, reader.now()),
    )
