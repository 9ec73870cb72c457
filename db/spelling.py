"""How the log spells values: one spelling for each, whoever writes it."""

import json
import uuid
from datetime import UTC, datetime
from typing import Any

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical(value: object) -> str:
    """JSON with one spelling: sorted keys, no spaces, characters as they are."""
    return _ENCODER.encode(value)


def encode(value: Any) -> Any:
    """A column's value as the log spells it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return str(value) if isinstance(value, uuid.UUID) else value
