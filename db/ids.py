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


_NATURAL_NAMESPACE = uuid.UUID("b3a1c2a0-2f0e-4f60-8a2f-0c0f5d1b7e11")


def natural_id(entity: str, *key: object) -> uuid.UUID:
    """The id of a thing that its key names by nature: the same wherever it is registered."""
    return uuid.uuid5(_NATURAL_NAMESPACE, "\x1f".join((entity, *map(str, key))))


def division_id(code: str) -> uuid.UUID:
    """The id of an official division: the same on every replica, as its code is."""
    return uuid.uuid5(_UNIT_NAMESPACE, code)
