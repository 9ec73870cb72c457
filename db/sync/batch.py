"""What travels: operations in batches, as values and as bytes, which are checked before they are values."""

import json
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from json.encoder import encode_basestring as _text
from typing import Any, Literal

from db.errors import DomainError
from db.spelling import canonical

Side = Literal["office", "field"]

FORMAT = 1
"""Form of a batch's bytes."""
LARGEST_LINE = 4 * 1024 * 1024
"""Bytes of one operation: a longer one is not read."""
LARGEST_BATCH = 200_000
"""Operations in one batch."""

_TYPES: Mapping[str, tuple[type, ...]] = {
    "replica": (str,),
    "seq": (int,),
    "hlc": (int,),
    "person_id": (str, type(None)),
    "command": (str,),
    "change_id": (str,),
    "entity": (str,),
    "row_id": (str,),
    "action": (str,),
    "changes": (str,),
    "schema_version": (int,),
    "prev_hash": (str,),
    "hash": (str,),
    "parents": (str, type(None)),
    "claimed_ms": (int, type(None)),
    "side": (str, type(None)),
}
_UUIDS = ("replica", "person_id", "change_id", "row_id")
_LENGTHS = {"command": 40, "entity": 24, "action": 8, "prev_hash": 64, "hash": 64, "side": 24}


class BadBatchError(DomainError):
    """Bytes that are not a batch of operations."""

    template = "The data are damaged or were not written by this program: {what}. Nothing of them was taken."


@dataclass(frozen=True, slots=True)
class Head:
    """Where a replica's chain ends: the number and the hash of its last operation."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a replica is, as it says itself."""

    id: uuid.UUID
    name: str
    tag: str
    side: Side
    scope: str
    public_key: str
    schema_version: int


@dataclass(frozen=True, slots=True)
class Seal:
    """A replica's signature (hexadecimal) over the hash of its operation `seq`."""

    replica: uuid.UUID
    seq: int
    signature: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Operations that one replica gives another, in the order in which the giver got them.

    `operations` are plain dicts of the log's hashed columns and `hash`, UUIDs as `uuid.UUID`.
    """

    giver: Identity
    operations: list[dict[str, Any]]
    seals: list[Seal]
    heads: dict[uuid.UUID, Head]
    """Per origin in this batch's reach: all its operations up to here in the taker's scope are in it."""
    keys: dict[uuid.UUID, Identity]
    """Who the origins are, as the giver knows them."""
    is_complete: bool
    """Nothing was left out for a scope: chains can be verified."""
    dropped: list[uuid.UUID] = field(default_factory=list)
    """Roots that have left the taker's scope."""
    roots: list[uuid.UUID] = field(default_factory=list)
    """Roots whose whole history is in this batch, because they are new in the taker's scope."""
    position: int = 0
    """The giver's position after this batch."""


def to_lines(batch: Batch) -> Iterator[bytes]:
    """A batch as lines of JSON: one header, then one line an operation."""
    header = {
        "format": FORMAT,
        "giver": _identity(batch.giver),
        "count": len(batch.operations),
        "seals": [[str(s.replica), s.seq, s.signature] for s in batch.seals],
        "heads": {str(r): [h.seq, h.hash] for r, h in batch.heads.items()},
        "keys": [_identity(who) for who in batch.keys.values()],
        "complete": batch.is_complete,
        "dropped": [str(r) for r in batch.dropped],
        "roots": [str(r) for r in batch.roots],
        "position": batch.position,
    }
    yield canonical(header).encode() + b"\n"
    for operation in batch.operations:
        yield f"{operation_to_text(operation)}\n".encode()


def from_lines(lines: Iterable[bytes]) -> Batch:
    """The batch that `to_lines` wrote.

    Raises:
        BadBatchError: anything that `to_lines` would not have written.
    """
    iterator = iter(lines)
    try:
        header = _object(next(iterator, b""))
        if header.get("format") != FORMAT:
            raise BadBatchError(what=f"format {header.get('format')!r}")
        count = header["count"]
        if not isinstance(count, int) or not 0 <= count <= LARGEST_BATCH:
            raise BadBatchError(what=f"count {count!r}")
        operations = [_operation(_object(line)) for line in iterator]
        if len(operations) != count:
            raise BadBatchError(what=f"{len(operations)} operations instead of {count}")
        return Batch(
            giver=_identity_from(header["giver"]),
            operations=operations,
            seals=[Seal(uuid.UUID(r), _int(seq), _str(sig)) for r, seq, sig in header["seals"]],
            heads={uuid.UUID(r): Head(_int(s), _str(h)) for r, (s, h) in header["heads"].items()},
            keys={(who := _identity_from(k)).id: who for k in header["keys"]},
            is_complete=bool(header["complete"]),
            dropped=[uuid.UUID(r) for r in header["dropped"]],
            roots=[uuid.UUID(r) for r in header["roots"]],
            position=_int(header["position"]),
        )
    except BadBatchError:
        raise
    except (KeyError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise BadBatchError(what=f"{type(error).__name__} {error}"[:200]) from error


def operation_from_text(text: str) -> dict[str, Any]:
    """One operation from its line, checked."""
    return _operation(_object(text.encode()))


def operation_to_text(operation: dict[str, Any]) -> str:
    """One operation as its line: canonical JSON. (Spelled out: packs have them by the ten thousand.)"""
    o = operation
    return (
        f'{{"action":{_text(o["action"])},"change_id":"{o["change_id"]}","changes":{_text(o["changes"])},'
        f'"claimed_ms":{_number(o["claimed_ms"])},"command":{_text(o["command"])},'
        f'"entity":{_text(o["entity"])},"hash":"{o["hash"]}","hlc":{o["hlc"]},'
        f'"parents":{_maybe(o["parents"])},"person_id":{_maybe(o["person_id"])},'
        f'"prev_hash":"{o["prev_hash"]}","replica":"{o["replica"]}","row_id":"{o["row_id"]}",'
        f'"schema_version":{o["schema_version"]},"seq":{o["seq"]},"side":{_maybe(o["side"])}}}'
    )


def _maybe(value: object) -> str:
    return "null" if value is None else _text(str(value))


def _number(value: int | None) -> str:
    return "null" if value is None else str(value)


def _operation(values: dict[str, Any]) -> dict[str, Any]:
    if values.keys() != _TYPES.keys():
        raise BadBatchError(what=f"fields {sorted(values.keys() ^ _TYPES.keys())}")
    for name, types in _TYPES.items():
        value: Any = values[name]
        # bool is an int in Python, not in the log
        if not isinstance(value, types) or isinstance(value, bool):
            raise BadBatchError(what=f"{name} {value!r}"[:200])
        if isinstance(value, str) and len(value) > _LENGTHS.get(name, LARGEST_LINE):
            raise BadBatchError(what=f"{name} {value!r}"[:200])
    for name in ("seq", "hlc", "claimed_ms"):
        if values[name] is not None and not 0 <= values[name] < 2**63:
            raise BadBatchError(what=f"{name} {values[name]}")
    for name in _UUIDS:
        if values[name] is not None:
            values[name] = uuid.UUID(values[name])
    return values


def _object(line: bytes) -> dict[str, Any]:
    if len(line) > LARGEST_LINE:
        raise BadBatchError(what=f"a line of {len(line)} bytes")
    value = json.loads(line)
    if not isinstance(value, dict):
        raise BadBatchError(what="a line that is not an object")
    return value


def _identity(who: Identity) -> list[Any]:
    return [str(who.id), who.name, who.tag, who.side, who.scope, who.public_key, who.schema_version]


def _identity_from(values: list[Any]) -> Identity:
    replica, name, tag, side, scope, key, version = values
    if side not in ("office", "field"):
        raise BadBatchError(what=f"side {side!r}")
    return Identity(
        uuid.UUID(replica), _str(name)[:200], _str(tag)[:8], side, _str(scope), _str(key)[:64], _int(version)
    )


def _int(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not -1 < value < 2**63:
        raise BadBatchError(what=repr(value)[:100])
    return value


def _str(value: object) -> str:
    if not isinstance(value, str):
        raise BadBatchError(what=repr(value)[:100])
    return value
