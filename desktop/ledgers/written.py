"""How the values of a site stand in the cells of a ledger: what is written so is read back unchanged."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from math import isclose
from typing import Any

from db.queries.known_sites import KnownSite
from db.rules.campaign_records import CampaignDefinition
from db.times import CHINA
from desktop.ledgers.profile import FIELDS, NOTE
from desktop.ledgers.sheets import Cell
from desktop.ledgers.units_book import UnitBook
from desktop.ledgers.words import key

SITE_TARGETS = ("name", "unit", "address", "lon", "lat", "owner", "person", "phone")
_LONGEST = 32_000
"""A cell holds 32,767 characters; escapes need some."""
_FIRST_YEAR = 1901
"""Before it, spreadsheets have no dates, or other ones."""
_HUGE = 1e305
"""Beyond it a whole number may be too large for a float."""
DAY_END = time(23, 59)
"""A deadline that is a day ends with it."""


def values_of(site: KnownSite, definition: CampaignDefinition) -> dict[str, Any]:
    """A site's values by the targets of columns; the note is a text of the campaign's fields."""
    values: dict[str, Any] = {name: getattr(site, name) for name in SITE_TARGETS if name != "unit"}
    values |= {"unit": site.unit_code, "state": site.state, "deadline": site.deadline}
    for name, value in site.fields.items():
        values[FIELDS + name] = value
    if definition.field(NOTE) is None:
        values[NOTE] = values.pop(FIELDS + NOTE, None)
    return values


def cell_of(target: str, value: Any, definition: CampaignDefinition, units: UnitBook) -> Cell:
    """The cell for a value of a target; None for an empty one."""
    if value is None or value == "":
        return None
    if target == "unit":
        return units.label(str(value))
    if target == "state":
        state = definition.state(str(value))
        return state.text.zh if state else str(value)
    if target == "deadline":
        return _deadline(value)
    field = definition.field(target.removeprefix(FIELDS)) if target.startswith(FIELDS) else None
    if field is not None and field.type in _FIELD_CELLS:
        return _FIELD_CELLS[field.type](value, definition, target, units)
    return _plain(value)


def deadline_of(value: date | datetime) -> datetime:
    """The moment that a cell of a deadline means, in UTC."""
    if not isinstance(value, datetime):
        value = datetime.combine(value, DAY_END)
    return value.replace(tzinfo=CHINA).astimezone(UTC)


def means_same(one: str, other: str) -> bool:
    """Whether two texts differ only in how they were typed."""
    return one == other or key(one) == key(other)


def _plain(value: Any) -> Cell:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return value
    return str(value)[:_LONGEST]


def _deadline(value: datetime) -> Cell:
    local = value.astimezone(CHINA).replace(tzinfo=None)
    if local.time() == DAY_END and local.year >= _FIRST_YEAR:
        return datetime.combine(local.date(), time())
    return local.isoformat(" ", timespec="auto" if local.second or local.microsecond else "minutes")


def _day(value: Any, *_: object) -> Cell:
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        return _plain(value)
    return datetime.combine(day, time()) if day.year >= _FIRST_YEAR else day.isoformat()


def _choice(value: Any, definition: CampaignDefinition, target: str, units: UnitBook) -> Cell:
    field = definition.field(target.removeprefix(FIELDS))
    choice = field.choice(value) if field else None
    return choice.text.zh if choice else _plain(value)


def _unit(value: Any, definition: CampaignDefinition, target: str, units: UnitBook) -> Cell:
    return units.label(str(value))


def _place(value: Any, *_: object) -> Cell:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else _plain(value)


_FIELD_CELLS: dict[str, Callable[[Any, CampaignDefinition, str, UnitBook], Cell]] = {
    "date": _day,
    "choice": _choice,
    "unit": _unit,
    "place": _place,
}


def same_cell(one: Cell, other: Cell) -> bool:
    """Whether two cells hold the same; 1 and True, or 1 and a text, do not.

    Spreadsheets keep 15 digits of a number.
    """
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, int | float) and isinstance(other, int | float):
        return one == other or (max(abs(one), abs(other)) < _HUGE and isclose(one, other, rel_tol=1e-14))
    return one == other
