"""What each synced table says of itself, ready to use: columns, policies, root, unit, natural keys."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Column, DateTime, String, Table, TypeDecorator, Uuid
from sqlalchemy.orm import Mapper

from db.schema import Base
from db.schema.units import DIVISION_KINDS

MARK_LENGTH = 5
"""Characters of the mark behind a number that two rows claim."""
_STAMPS = frozenset({"id", "origin", "hlc"})


@dataclass(frozen=True, slots=True)
class Policy:
    """How a field merges; see docs/architecture.md."""

    asks: bool = False
    writer: str | None = None
    guard: str | None = None
    follows: str | None = None


LATER = Policy()


@dataclass(frozen=True, slots=True)
class Reference:
    """A column that must point to a row that is here."""

    column: str
    table: Table
    target: str


@dataclass(frozen=True, slots=True, eq=False)
class Declared:
    """A synced table as log and exchange need it."""

    name: str
    mapper: Mapper[Any]
    table: Table
    policies: dict[str, Policy]
    """By column key; those that are not here merge by the later claimed time."""
    guards: dict[str, str]
    """Columns with a transition table."""
    maps: frozenset[str]
    """Columns that are logged key by key."""
    limits: dict[str, int]
    """Characters that a text column holds; a number or code leaves room for its mark (`twins.py`)."""
    decoders: dict[str, type]
    """Columns whose logged text is a time or an id."""
    references: tuple[Reference, ...]
    root: str | None
    unit: str | None
    office_only: bool
    settled: frozenset[str]
    """Columns that a field replica gives only with a row of its own, until an office says otherwise."""
    unique: str | None
    """A text column with a value of its own (number, code) that another row may claim elsewhere."""
    natural: tuple[tuple[str, ...], ...]
    """Groups of columns that name a thing by nature and must be unique."""

    @property
    def can_move(self) -> bool:
        """Whether a row may come to belong to another root: a device is put up at another station."""
        is_below = self.root not in (None, "id", "entity_id")
        return is_below and bool(self.natural) and not any(self.root in names for names in self.natural)

    def policy(self, field: str) -> Policy:
        """Policy of a logged field; `fields.area` has that of `fields`."""
        return self.policies.get(field.partition(".")[0], LATER)

    def decode(self, field: str, value: Any) -> Any:
        """A logged value as the column holds it."""
        if value is None:
            return None
        kind = self.decoders.get(field)
        if kind is datetime:
            return datetime.fromisoformat(value)
        return uuid.UUID(value) if kind is uuid.UUID else self.fitted(field, value)

    def fitted(self, field: str, value: Any) -> Any:
        """A text as its column can hold it on both engines; commands have not always refused longer ones."""
        most = self.limits.get(field)
        return value if most is None or not isinstance(value, str) else value[:most]

    def row(self, row_id: uuid.UUID, origin: uuid.UUID, hlc: int, fields: dict[str, Any]) -> dict[str, Any]:
        """Values of all columns from resolved fields, maps put together again."""
        values: dict[str, Any] = {"id": row_id, "origin": origin, "hlc": hlc}
        for column in self.table.columns.keys():  # noqa: SIM118 - a column collection yields columns
            if column in self.maps:
                start = f"{column}."
                values[column] = {
                    k.removeprefix(start): v
                    for k, v in fields.items()
                    if k.startswith(start) and v is not None
                }
            elif column not in _STAMPS:
                values[column] = self.decode(column, fields.get(column))
        return values


@cache
def declared() -> dict[str, Declared]:
    """Every synced table by name, those that others point to first."""
    mappers = {m.local_table: m for m in Base.registry.mappers}
    found = [t for t in Base.metadata.sorted_tables if t.info.get("kind") == "synced"]
    # attachments name their owner without a foreign key: sorting by those alone would put them first
    found.sort(key=lambda table: table.info["root"] == "entity_id")
    return {table.name: _declare(table, mappers[table]) for table in found}


def _declare(table: Table, mapper: Mapper[Any]) -> Declared:
    columns = list(table.columns)
    unique = [c.key for c in columns if c.unique and not c.primary_key]
    return Declared(
        name=table.name,
        mapper=mapper,
        table=table,
        policies={c.key: p for c in columns if (p := _policy(c)) != LATER},
        guards={c.key: p.guard for c in columns if (p := _policy(c)).guard is not None},
        maps=frozenset(c.key for c in columns if c.info.get("map")),
        limits={c.key: most for c in columns if (most := _limit(c)) is not None},
        decoders={c.key: kind for c in columns if (kind := _decoder(c)) is not None},
        references=tuple(_references(table)),
        root=table.info["root"],
        unit=table.info["unit"],
        office_only=table.info["office_only"],
        settled=frozenset(c.key for c in columns if c.info.get("settled")),
        unique=None if table.info["identity"] else next(iter(unique), None),
        natural=tuple((name,) for name in unique if table.info["identity"])
        + tuple(tuple(c.key for c in i.columns) for i in table.indexes if i.unique),
    )


def _policy(column: Column[Any]) -> Policy:
    info = column.info
    if column.key == "deleted_at":
        return Policy(asks=True)
    return Policy(info.get("merge") == "ask", info.get("writer"), info.get("guard"), info.get("follows"))


def _limit(column: Column[Any]) -> int | None:
    length = column.type.length if isinstance(column.type, String) else None
    is_claim = column.unique and not column.table.info["identity"]
    return length - MARK_LENGTH if length is not None and is_claim else length


def _decoder(column: Column[Any]) -> type | None:
    kind = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    if isinstance(kind, DateTime):
        return datetime
    return uuid.UUID if isinstance(kind, Uuid) else None


def _references(table: Table) -> Iterator[Reference]:
    for column in table.columns:
        for key in column.foreign_keys:
            yield Reference(column.key, key.column.table, key.column.key)


def is_division(entity: str, fields: dict[str, Any]) -> bool:
    """Divisions share the table of units but come with the program, not through the log."""
    return entity == "unit" and fields.get("kind") in DIVISION_KINDS
