"""What all tables share: naming, types, kinds."""

import uuid
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, MetaData, String, Text, TypeDecorator, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from typing_extensions import override

READINGS = {"kind": "readings"}
REFERENCE = {"kind": "reference"}
LOCAL = {"kind": "local"}
LOG = {"kind": "log"}
KINDS = frozenset({"synced", "readings", "reference", "local", "log"})

SCHEMA_VERSION = 5
"""Form of operations; raised when they or a synced table change so that old ones need lifting
(`db/sync/lift.py`)."""

EVERYWHERE = None
"""Root of tables whose rows every replica holds, whatever its scope."""


def synced(
    *,
    root: str | None = "id",
    unit: str | None = None,
    identity: tuple[str, ...] = (),
    office_only: bool = False,
) -> dict[str, Any]:
    """A table's declaration for log, exchange and merging (see docs/architecture.md); `Table.info`.

    Args:
        root: column that names the root row this one belongs to: `"id"` (it is one itself), a column with a
            foreign key, or `"entity_id"` beside an `entity` column; `EVERYWHERE` for tables without scope.
        unit: column with the unit whose scope this row (and with it its root) is in.
        identity: columns that name the thing by nature; the id is computed from them, so that two replicas
            that register it make one row (`db.ids.natural_id`).
        office_only: operations of field replicas on this table have no effect.
    """
    return {"kind": "synced", "root": root, "unit": unit, "identity": identity, "office_only": office_only}


MAP = {"map": True}
"""Column info: a JSON object that is logged and merged key by key."""

ASK = {"merge": "ask"}
"""Column info: changed on two sides, a person decides; meanwhile the later one stands."""

OFFICE = {"writer": "office"}
"""Column info: changed on two sides, the office's value stands; the other stays visible."""

SETTLED = {"settled": True}
"""Column info: field replicas give it only with rows of their own, and until an office says otherwise."""


def guarded(name: str) -> dict[str, Any]:
    """Column info of a state: merging goes through the transition table `db.sync.guards.GUARDS[name]`."""
    return {"merge": "ask", "guard": name}


def follows(column: str) -> dict[str, Any]:
    """Column info: this column's value counts only where its operation's value of `column` does."""
    return {"follows": column}


Json = JSON().with_variant(JSONB(), "postgresql")


class UtcDateTime(TypeDecorator[datetime]):
    """Aware UTC times on both engines; SQLite would give naive ones back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive time {value!r}: say which zone it is in")
        return value.astimezone(UTC)

    @override
    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Declarative base: every constraint gets a name, so that migrations can find it on both engines."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {
        datetime: UtcDateTime(),
        uuid.UUID: Uuid(),
        str: Text(),
        dict[str, Any]: Json,
        list[Any]: Json,
    }


class Synced:
    """Columns of every table whose rows are written through commands and exchanged between replicas."""

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    origin: Mapped[uuid.UUID]
    hlc: Mapped[int] = mapped_column(BigInteger)
    deleted_at: Mapped[datetime | None]


CODE = String(32)
NAME = String(200)
KIND = String(24)
