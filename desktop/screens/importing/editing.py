"""Changes that somebody makes to a profile, as functions from one to the next."""

from dataclasses import replace

from db.schema.readings import VALUES
from desktop.feeds.tables.profile import ColumnUse, ItemUse, TableProfile
from desktop.feeds.tables.units import DEFAULT, units_of
from desktop.feeds.tables.words import field_of_item

_SEVERAL = ("station_values", "flag")


def with_column(profile: TableProfile, header: str, field: str, unit: str, order: list[str]) -> TableProfile:
    """One column is something else now. A field that another column had is this one's.

    Args:
        order: headers as they stand in the table.
    """
    unit = _unit(field, unit)
    old = next((use for use in profile.columns if use.header == header), None)
    of = old.of if old is not None and field == "flag" else ""
    kept = [
        use
        for use in profile.columns
        if use.header != header
        and (use.field != field or (field in _SEVERAL and (use.of != of or field != "flag")))
    ]
    if field:
        kept.append(ColumnUse(header, field, unit, of))
    places = {name: number for number, name in enumerate(order)}
    kept.sort(key=lambda use: places.get(use.header, len(places)))
    return replace(profile, columns=tuple(kept))


def with_item(profile: TableProfile, word: str, field: str, unit: str) -> TableProfile:
    """A word in the item column stands for something else now; for nothing if `field` is empty."""
    new = ItemUse(word, field, _unit(field, unit))
    if word not in (item.word for item in profile.items):
        return replace(profile, items=(*profile.items, new)) if field else profile
    items = (new if item.word == word else item for item in profile.items)
    return replace(profile, items=tuple(item for item in items if item.field))


def with_words(profile: TableProfile, words: list[str]) -> TableProfile:
    """A profile whose item column was just named knows the words that it knows anyway."""
    known = {item.word for item in profile.items}
    found = [(word, field_of_item(word)) for word in words if word not in known]
    items = tuple(ItemUse(word, field, DEFAULT[field]) for word, field in found if field)
    return replace(profile, items=(*profile.items, *items))


def _unit(field: str, unit: str) -> str:
    """The unit, if the field can have it; else the field's own."""
    if field not in VALUES:
        return ""
    return unit if unit in units_of(field) else DEFAULT[field]
