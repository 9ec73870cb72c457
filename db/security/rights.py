"""Who may do what to which table, declared once: grants, row security and their check follow from it."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Table

from db.rules.roles import Role
from db.schema import Base


class Group(StrEnum):
    """A NOLOGIN role of one database; logins are members of exactly one."""

    OFFICE = "office"
    FIELD = "field"
    AUDIT = "audit"
    VIEW = "view"


GROUPS_OF_ROLES = {
    Role.DIRECTOR: Group.OFFICE,
    Role.DUTY: Group.OFFICE,
    Role.DEPARTMENT: Group.OFFICE,
    Role.ADMINISTRATOR: Group.OFFICE,
    Role.TOWNSHIP: Group.FIELD,
    Role.GRID_MEMBER: Group.FIELD,
    Role.AUDITOR: Group.AUDIT,
    Role.VIEWER: Group.VIEW,
}
"""Which group a person's login joins."""

ACTIONS = {"S": "SELECT", "I": "INSERT", "U": "UPDATE", "D": "DELETE"}
"""Letters of the rules below. TRUNCATE, REFERENCES, TRIGGER and MAINTAIN are the owner's alone."""


class UnruledTableError(LookupError):
    """A table nobody has decided about: a mistake in the program, which a test finds."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Letters of `ACTIONS` for each group."""

    office: str = ""
    field: str = ""
    audit: str = ""
    view: str = ""

    def of(self, group: Group) -> str:
        """The letters of one group."""
        letters: str = getattr(self, group.value)
        return letters


_BY_KIND = {
    # rows are never deleted: a tombstone is an update
    "synced": Rule("SIU", "S", "S", "S"),
    "readings": Rule("SIU", "S", "S", "S"),
    # loaded by the owner (`init`), so that an older program cannot put its own definitions back
    "reference": Rule("S", "S", "S", "S"),
    # append-only for everybody
    "log": Rule("SI", "S", "S", ""),
}
_KEPT = Rule("SIU", "", "S", "S")
"""Book-keeping of the office that is only added to and moved on."""
_CLEARED = Rule("SIUD", "", "S", "S")
"""Book-keeping of the office whose rows go away when they are settled."""
_LOCAL = {
    "replica": Rule("SIU", "S", "S", "S"),
    "replica_key": Rule("S"),
    "login": Rule("S", "", "S"),
    # accounts are for records without logins of their own; their hashes are nobody's to read
    "account": Rule("", "", ""),
    "blob": Rule("SI", "SI", "S", "S"),
    "inbound": Rule("SU", "SI", "S", "S"),
    "peer": _KEPT,
    "pack": _KEPT,
    "peer_root": _CLEARED,
    "dropped_root": _CLEARED,
    "held_operation": _CLEARED,
    "waiting_row": _CLEARED,
    "conflict": Rule("SIUD", "S", "S", "S"),
    "lease": _CLEARED,
    "presence": _CLEARED,
    "reading_day": Rule("SIU", "S", "S", "S"),
    "counter": Rule("SIU", "S", "S", "S"),
    "device_state": Rule("SIU", "S", "S", "S"),
    "unknown_device": _CLEARED,
    "station_day": Rule("SIUD", "S", "S", "S"),
    "station_month": Rule("SIUD", "S", "S", "S"),
    "finding": Rule("SIUD", "S", "S", "S"),
    "number_series": Rule("SIU", "", "S"),
    # the quarantine keeps the newest refusals only
    "refused": Rule("SID", "S", "S", "S"),
    "reference_set": Rule("S", "S", "S", "S"),
    "alembic_version": Rule("S", "S", "S", "S"),
}
"""Tables of the kind `local` are each different: every one of them must be named here."""

_HIDDEN: dict[str, dict[Group, frozenset[str]]] = {
    "device": dict.fromkeys((Group.FIELD, Group.AUDIT, Group.VIEW), frozenset({"password", "sm4_key"})),
    # a refused frame carries its device's password; how many were refused, and why, is no secret
    "refused": {
        Group.FIELD: frozenset({"source", "detail", "raw"}),
        Group.AUDIT: frozenset({"raw"}),
        Group.VIEW: frozenset({"source", "detail", "raw"}),
    },
    # bytes that nobody has looked into yet may hold anything
    "held_operation": dict.fromkeys((Group.AUDIT, Group.VIEW), frozenset({"payload"})),
    "inbound": dict.fromkeys((Group.AUDIT, Group.VIEW), frozenset({"content"})),
    "person": {Group.VIEW: frozenset({"phone"})},
}
"""Columns that a group may not read although it may read the table."""

FIELD_INSERTS = {"inbound": ("giver", "at", "content"), "blob": ("sha256", "content")}
"""Columns that field logins may fill: the others are the database's own (see `functions.py`)."""

ALEMBIC = "alembic_version"


def tables() -> Iterator[str]:
    """Every table of the schema by name."""
    yield from (table.name for table in Base.metadata.sorted_tables)
    yield ALEMBIC


def rule(name: str) -> Rule:
    """The rule of a table.

    Raises:
        UnruledTableError: there is none.
    """
    table: Table | None = Base.metadata.tables.get(name)
    kind = table.info.get("kind") if table is not None else "local"
    found = _LOCAL.get(name) if kind == "local" else _BY_KIND.get(str(kind))
    if found is None:
        raise UnruledTableError(name)
    return found


def visible_columns(name: str, group: Group) -> tuple[str, ...] | None:
    """Columns a group may read; None where it may read all of them."""
    hidden = _HIDDEN.get(name, {}).get(group)
    if hidden is None:
        return None
    return tuple(c.name for c in Base.metadata.tables[name].columns if c.name not in hidden)


def secret_entities(group: Group) -> list[str]:
    """Synced tables that keep columns from a group: operations on them would tell what the columns hold."""
    synced = [table.name for table in Base.metadata.sorted_tables if table.info.get("kind") == "synced"]
    return [name for name in synced if group in _HIDDEN.get(name, {})]


def group_role(database: str, group: Group) -> str:
    """Name of a group's role: roles belong to the whole server, so the database's name is in it."""
    stem = database
    if len(database.encode()) > 48:  # PostgreSQL cuts names at 63 bytes, silently
        stem = hashlib.sha256(database.encode()).hexdigest()[:16]
    return f"qk_{stem}_{group.value}"


Right = tuple[Group, str, str, str | None]
"""Group, table, action, column (None: the whole table)."""


def rights() -> set[Right]:
    """Every right that the rules give."""
    found: set[Right] = set()
    for name in tables():
        for group in Group:
            for letter in rule(name).of(group):
                columns = _columns(name, group, letter)
                found |= {(group, name, ACTIONS[letter], column) for column in columns or (None,)}
    return found


def _columns(name: str, group: Group, letter: str) -> tuple[str, ...] | None:
    if letter == "S":
        return visible_columns(name, group)
    return FIELD_INSERTS.get(name) if group is Group.FIELD and letter == "I" else None
