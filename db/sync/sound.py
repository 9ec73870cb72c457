"""Whether an operation is one that a program can have written: a bad one must not stop all the others."""

import json
import math
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import Boolean, Column, DateTime, Float, Integer, TypeDecorator, Uuid

from db.schema import SCHEMA_VERSION
from db.sync.declare import Declared, declared

LATEST_MS = 1 << 46
"""A clock beyond the year 4199 would overflow the hybrid clock's 64 bits."""
LATEST_HLC = LATEST_MS << 16
"""Where honest clocks end; what lies beyond drives nobody's clock, and much beyond is not taken."""
_LONGEST_FIELD = 120


def sound_changes(operation: Mapping[str, Any]) -> dict[str, list[Any]] | None:
    """The operation's changes, read; None where resolving or storing it could fail."""
    if not 1 <= operation["schema_version"] <= SCHEMA_VERSION:
        return None
    if operation["action"] not in ("insert", "update") or not _has_place(operation):
        return None
    try:
        changes = _DECODER.decode(operation["changes"])
    except (ValueError, RecursionError):
        return None
    table = declared().get(operation["entity"])
    if not _is_form(changes) or (table is not None and not _fits(table, operation["action"], changes)):
        return None
    return changes  # type: ignore[no-any-return]  # _is_form has looked


def _refuse(constant: str) -> None:
    raise ValueError(constant)


_DECODER = json.JSONDecoder(parse_constant=_refuse)


def _has_place(operation: Mapping[str, Any]) -> bool:
    """Number, clocks and parents."""
    if operation["seq"] < 1 or not 0 <= operation["hlc"] <= LATEST_HLC + (LATEST_HLC >> 2):
        return False
    if operation["schema_version"] == 1:
        return True
    claimed = operation["claimed_ms"]
    if claimed is None or claimed > LATEST_MS or operation["side"] not in ("office", "field"):
        return False
    if operation["parents"] == "[]":
        return True
    try:
        parents = json.loads(operation["parents"] or "")
        return all(isinstance(seq, int) and uuid.UUID(replica) for replica, seq in parents)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return False


def _is_form(changes: object) -> bool:
    """A map of fields to old and new values, with texts that can be written."""
    if not isinstance(changes, dict):
        return False
    pairs = changes.values()
    if not all(isinstance(pair, list) and len(pair) == 2 for pair in pairs):
        return False
    return all(len(name) <= _LONGEST_FIELD for name in changes) and is_plain(changes)


def is_plain(value: object) -> bool:
    """Whether both engines can store it: no NUL, no half of a character, no number that is none."""
    if isinstance(value, str):
        return "\x00" not in value and (value.isascii() or _has_whole_characters(value))
    if isinstance(value, dict):
        return all(is_plain(key) and is_plain(item) for key, item in value.items())
    if isinstance(value, list):
        return all(map(is_plain, value))
    return not isinstance(value, float) or math.isfinite(value)


def _has_whole_characters(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _fits(table: Declared, action: str, changes: Mapping[str, list[Any]]) -> bool:
    """Every new value fits its column, and a new row has all that a row must have."""
    rules = _rules(table)
    for name, (_, new) in changes.items():
        column = rules.columns.get(name)
        if column is not None and not _fits_column(column, new):
            return False
    return action == "update" or rules.required <= changes.keys()


class _Rules:
    def __init__(self, table: Declared) -> None:
        stamps = {"id", "origin", "hlc"}
        plain = [c for c in table.table.columns if c.key not in stamps and c.key not in table.maps]
        self.columns: dict[str, Column[Any]] = {column.key: column for column in plain}
        self.required = {column.key for column in plain if not column.nullable}


@cache
def _rules(table: Declared) -> _Rules:
    return _Rules(table)


def _fits_column(column: Column[Any], value: Any) -> bool:
    if value is None:
        return bool(column.nullable)
    kind = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    if isinstance(kind, Boolean):
        return isinstance(value, bool)
    if isinstance(kind, Integer):
        return isinstance(value, int) and not isinstance(value, bool) and -(2**63) <= value < 2**63
    if isinstance(kind, Float):
        return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e300
    if not isinstance(value, str):
        return False
    return _reads(kind, value)


def _reads(kind: object, text: str) -> bool:
    try:
        if isinstance(kind, DateTime):
            found = datetime.fromisoformat(text)
            return found.tzinfo is not None and found.astimezone(UTC).year > 0
        return not isinstance(kind, Uuid) or bool(uuid.UUID(text))
    except (ValueError, OverflowError):
        return False
