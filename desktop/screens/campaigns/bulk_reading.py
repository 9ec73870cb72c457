"""What a bulk edit asks of the list's table, off the GUI thread: what to put, and what stands against it."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from db.commands.site_bulk import DEADLINE, FIELDS, STATE, Put
from db.queries.site_list import Place
from desktop.site_index.table import SiteTable

_PLACES = {
    "unit_code": Place.UNIT_CODE,
    "address": Place.ADDRESS,
    "owner": Place.OWNER,
    "person": Place.PERSON,
    "phone": Place.PHONE,
    STATE: Place.STATE,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Of the selected sites: how many have the value, and what speaks against closing the others."""

    same: int
    with_orders: int
    unchecked: int
    """Never checked, or with failed items in the last check."""


def standing(table: SiteTable, rows: Sequence[int], key: str, value: Any) -> Standing:
    """Count over the selected rows of a table."""
    others = [at for at in rows if not _has(table, at, key, value)]
    same = len(rows) - len(others)
    if key != STATE:
        return Standing(same, 0, 0)
    orders = sum(1 for at in others if table.tasks(at))
    return Standing(same, orders, sum(1 for at in others if not _is_sound(table, at)))


def puts(table: SiteTable, rows: Sequence[int], value: Any, own: Mapping[uuid.UUID, int]) -> list[Put]:
    """The selected rows as they were shown, with their new value.

    Args:
        own: clocks that this window wrote itself; the list may not show them yet.
    """
    wanted = []
    for at in rows:
        site_id, row = table.site_id(at), table.rows[at]
        seen = max(row[Place.SITE_HLC], row[Place.MEMBER_HLC], own.get(site_id, 0))
        wanted.append(Put(site_id, seen, value))
    return wanted


def _has(table: SiteTable, at: int, key: str, value: Any) -> bool:
    if key.startswith(FIELDS):
        return bool(table.fields(at).get(key.removeprefix(FIELDS)) == value)
    if key == DEADLINE:
        seconds = int(value.timestamp()) if isinstance(value, datetime) else value
        return bool(table.rows[at][Place.DEADLINE] == seconds)
    return bool(table.rows[at][_PLACES[key]] == value)


def _is_sound(table: SiteTable, at: int) -> bool:
    score = table.score(at)
    return score is not None and score[0] == score[1]
