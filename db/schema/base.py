"""What all tables share: naming, types, kinds."""

import uuid
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, MetaData, String, Text, TypeDecorator, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from typing_extensions import override

SYNCED = {"kind": "synced"}
READINGS = {"kind": "readings"}
REFERENCE = {"kind": "reference"}
LOCAL = {"kind": "local"}
LOG = {"kind": "log"}
KINDS = frozenset({"synced", "readings", "reference", "local", "log"})

SCHEMA_VERSION = 1
"""Form of rows in operations; raised when a synced table changes so that old operations need lifting."""

MAP = {"map": True}
"""Column info: a JSON object that is logged and merged key by key."""

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
