"""Identifiers that any replica can make alone."""

import secrets
import uuid
from datetime import datetime

NO_REPLICA = uuid.UUID(int=0)
"""Origin of reference rows: they come with the program, not from a replica."""

_UNIT_NAMESPACE = uuid.UUID("6f1f9f0e-6c1c-4c55-9f0c-6d6b7a9f7a52")


def uuid7(now: datetime) -> uuid.UUID:
    """A UUIDv7 (RFC 9562): 48 bits of milliseconds, then random, so new rows sort by time."""
    milliseconds = int(now.timestamp() * 1000) & ((1 << 48) - 1)
    value = milliseconds << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    return uuid.UUID(int=value)


def division_id(code: str) -> uuid.UUID:
    """The id of an official division: the same on every replica, as its code is."""
    return uuid.uuid5(_UNIT_NAMESPACE, code)
