"""Columns of the list, from a campaign's definition."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from db.rules.campaigns import CampaignDefinition, FieldDefinition
from db.rules.site_fields import computed_values
from desktop.models.sites import SiteColumn, SiteRow, SortValue
from desktop.screens.campaigns import words
from desktop.screens.campaigns.directory import Directory
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
    """Code and name, the fields marked for the list, who answers, the last check, deadline and state."""
    listed = [field for field in reader.definition.fields if field.listed]
    return [
        _code(),
        _plain("name", translate("Campaigns", "Name"), lambda row: row.site.name, 14, least=11),
        *(_field(reader, field, rank=4 + min(at, 4)) for at, field in enumerate(listed)),
        _plain("unit", translate("Campaigns", "Unit"), lambda row: row.site.unit_name, 6, rank=1),
        _plain(
            "owner", translate("Campaigns", "Owner"), lambda row: row.site.owner or "", 8, least=6, rank=9
        ),
        _plain("person", translate("Campaigns", "Responsible"), lambda row: row.site.person or "", 5, rank=5),
        _score(),
        _open_tasks(),
        _deadline(reader),
        _state(reader),
    ]


def _plain(
    key: str, title: str, text: Callable[[SiteRow], str], width: float, least: float = 0, rank: int = 0
) -> SiteColumn:
    return SiteColumn(key, title, text, text, width, least, rank)


def _code() -> SiteColumn:
    return SiteColumn(
        "code",
        translate("Campaigns", "Code"),
        lambda row: row.site.code,
        lambda row: row.site.code,
        width=8,
        rank=3,
        tone=lambda _row: "neutral",
    )


def _score() -> SiteColumn:
    return SiteColumn(
        "score",
        translate("Campaigns", "Last check"),
        words.score_text,
        _share,
        width=5.2,
        rank=2,
        right=True,
        tone=_score_tone,
    )


def _field(reader: Reader, field: FieldDefinition, rank: int) -> SiteColumn:
    numeric = field.type in ("number", "computed")

    def text(row: SiteRow) -> str:
        return words.field_text(reader.definition, field, row.site, reader.language, reader.directory())

    def number(row: SiteRow) -> SortValue:
        known = {**row.site.fields, **computed_values(reader.definition, row.site.fields)}
        value = known.get(field.key)
        return float(value) if isinstance(value, int | float) else None

    return SiteColumn(
        f"fields.{field.key}",
        words.field_title(field, reader.language),
        text,
        number if numeric else text,
        width=_WIDTHS.get(field.type, 8),
        least=_LEAST.get(field.type, 0),
        rank=rank,
        right=numeric,
    )


def _share(row: SiteRow) -> SortValue:
    return (row.passed or 0) / row.checked if row.checked else None


def _score_tone(row: SiteRow) -> Tone | None:
    return "alarm" if row.checked and (row.passed or 0) < row.checked else None


def _open_tasks() -> SiteColumn:
    return SiteColumn(
        "open_tasks",
        translate("Campaigns", "Open orders"),
        lambda row: str(row.site.open_tasks or ""),
        lambda row: float(row.site.open_tasks),
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
        lambda row: row.site.deadline.timestamp() if row.site.deadline else None,
        width=7.4,
        least=7.2,
        tone=tone,
    )


def _state(reader: Reader) -> SiteColumn:
    definition = reader.definition
    order = {state.key: place for place, state in enumerate(definition.states)}
    return SiteColumn(
        "state",
        translate("Campaigns", "State"),
        lambda row: words.state_text(definition, row.site.state, reader.language),
        lambda row: float(order.get(row.site.state, len(order))),
        width=5.6,
        tone=lambda row: words.state_tone(definition, row.site, reader.now()),
    )
