"""What a comparison of database and metadata should leave out, and how our types are written in revisions."""

from typing import Any, Literal

from db.schema.base import UtcDateTime

PARTITION_PREFIX = "observation_p"


def include_object(_object: Any, name: str | None, kind: str, _reflected: bool, _compare_to: Any) -> bool:
    """Month partitions come and go with the data; they are not part of the schema."""
    return not (kind == "table" and name is not None and name.startswith(PARTITION_PREFIX))


def render_item(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write our own column types as plain SQLAlchemy ones, so that old revisions never import live code."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False
