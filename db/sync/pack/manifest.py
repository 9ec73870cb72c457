"""A pack's manifest: who wrote it, for whom, what it holds and what it confirms."""

import json
import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from db.spelling import canonical
from db.sync.batch import Head, Identity
from db.sync.pack.errors import (
    BombError,
    DamagedPackError,
    MemberNameError,
    NewerPackError,
    OldPackError,
)
from db.sync.pack.limits import (
    FREE_OF_RATIO,
    LARGEST_BLOB,
    LARGEST_LINES,
    LARGEST_PACK,
    LARGEST_RATIO,
    MOST_MEMBERS,
    require,
)

FORMAT = 1
"""Form of the file; raised when an older program could not read it."""
_LONGEST = {"name": 200, "tag": 8, "scope": 100_000}

_KINDS = ("operations", "readings", "blobs")
"""Order of the members: what refers to something comes after it."""
_NAME = re.compile(r"(?:operations|readings)/[0-9]{6}\.jsonl|blobs/[0-9a-f]{64}", re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Member:
    """A file in the pack. Texts are deflated; `packed` is size and SHA-256 of what stands in the file."""

    name: str
    size: int
    sha256: str
    packed: tuple[int, str] | None = None

    @property
    def kind(self) -> str:
        return self.name.partition("/")[0]

    @property
    def stored_size(self) -> int:
        """Bytes that stand in the file."""
        return self.packed[0] if self.packed else self.size


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a pack says of itself; signed by its writer."""

    pack_id: uuid.UUID
    writer: Identity
    created_ms: int
    """The writer's clock, epoch milliseconds."""
    addressee: uuid.UUID | None
    """None: for anybody."""
    reaches: Mapping[uuid.UUID, int]
    """Up to where a taker of the whole pack has each origin's operations."""
    readings_upto: int
    """The writer's stamp of readings up to which a taker has them; 0: the pack brings none."""
    confirms: Mapping[uuid.UUID, Head]
    """What the writer holds of each origin: its acknowledgement."""
    confirms_readings: Mapping[uuid.UUID, int]
    """Up to which of its stamps the writer holds each peer's readings."""
    confirms_packs: tuple[uuid.UUID, ...]
    """The addressee's packs that the writer has taken whole, the latest first."""
    blobs_missing: int
    """Attachments of which the writer has no bytes."""
    operations: int
    reading_days: int
    members: tuple[Member, ...]

    @property
    def is_answer(self) -> bool:
        """It only confirms."""
        return not self.members

    @property
    def attachments(self) -> int:
        return sum(1 for _ in self.of_kind("blobs"))

    def of_kind(self, kind: str) -> Iterator[Member]:
        """The members of one kind, in order."""
        return (member for member in self.members if member.kind == kind)


def to_bytes(manifest: Manifest) -> bytes:
    """The manifest's one spelling: what is signed."""
    who = manifest.writer
    return canonical(
        {
            "format": FORMAT,
            "schema_version": who.schema_version,
            "pack_id": str(manifest.pack_id),
            "writer": {
                "id": str(who.id),
                "name": who.name,
                "tag": who.tag,
                "side": who.side,
                "scope": who.scope,
                "public_key": who.public_key,
            },
            "created_ms": manifest.created_ms,
            "addressee": str(manifest.addressee) if manifest.addressee else None,
            "reaches": {str(r): seq for r, seq in manifest.reaches.items()},
            "readings_upto": manifest.readings_upto,
            "confirms": {str(r): [head.seq, head.hash] for r, head in manifest.confirms.items()},
            "confirms_readings": {str(r): stamp for r, stamp in manifest.confirms_readings.items()},
            "confirms_packs": [str(pack) for pack in manifest.confirms_packs],
            "blobs_missing": manifest.blobs_missing,
            "operations": manifest.operations,
            "reading_days": manifest.reading_days,
            "members": [_member_values(member) for member in manifest.members],
        }
    ).encode()


def from_bytes(content: bytes, name: str) -> Manifest:
    """The manifest that `to_bytes` wrote; `name` is the file's, for messages.

    Raises:
        NewerPackError, OldPackError: its form is not this program's.
        BadPackError: anything that `to_bytes` would not have written, or beyond a pack's limits.
    """
    try:
        values = json.loads(content)
        _require_form(values["format"], name)
        manifest = _manifest(values)
        is_canonical = to_bytes(manifest) == content
    except (KeyError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise DamagedPackError(name=name, what="manifest.json") from error
    if not is_canonical:
        raise DamagedPackError(name=name, what="manifest.json")
    _require_members(manifest.members, name)
    return manifest


def _require_form(found: object, name: str) -> None:
    if _whole(found) > FORMAT:
        raise NewerPackError(name=name, found=found, known=FORMAT)
    if found != FORMAT:
        raise OldPackError(name=name, found=found, known=FORMAT)


def _require_members(members: Sequence[Member], name: str) -> None:
    require(len(members), MOST_MEMBERS, "members", name)
    require(sum(member.stored_size for member in members), LARGEST_PACK, "bytes", name)
    for member in members:
        if not _NAME.fullmatch(member.name):
            raise MemberNameError(name=name, member=member.name[:100])
        _require_size(member, name)
    names = [(_KINDS.index(member.kind), member.name) for member in members]
    if any(second <= first for first, second in pairwise(names)):
        raise DamagedPackError(name=name, what="manifest.json")


def _require_size(member: Member, name: str) -> None:
    is_blob = member.kind == "blobs"
    require(member.size, LARGEST_BLOB if is_blob else LARGEST_LINES, member.name, name)
    if is_blob and (member.packed or member.name != f"blobs/{member.sha256}"):
        raise DamagedPackError(name=name, what=member.name)
    if member.size > max(FREE_OF_RATIO, LARGEST_RATIO * member.stored_size):
        raise BombError(name=name, member=member.name)


def _manifest(values: dict[str, Any]) -> Manifest:
    return Manifest(
        pack_id=uuid.UUID(values["pack_id"]),
        writer=_writer(values["writer"], values["schema_version"]),
        created_ms=_whole(values["created_ms"]),
        addressee=uuid.UUID(values["addressee"]) if values["addressee"] is not None else None,
        reaches=_stamps(values["reaches"]),
        readings_upto=_whole(values["readings_upto"]),
        confirms={uuid.UUID(r): Head(_whole(s), _digest(h)) for r, (s, h) in values["confirms"].items()},
        confirms_readings=_stamps(values["confirms_readings"]),
        confirms_packs=tuple(uuid.UUID(pack) for pack in values["confirms_packs"]),
        blobs_missing=_whole(values["blobs_missing"]),
        operations=_whole(values["operations"]),
        reading_days=_whole(values["reading_days"]),
        members=tuple(_member(member) for member in values["members"]),
    )


def _writer(values: dict[str, Any], version: object) -> Identity:
    for key, longest in _LONGEST.items():
        if not isinstance(values[key], str) or len(values[key]) > longest:
            raise ValueError(f"{key} is not a short text")
    side = values["side"]
    if side not in ("office", "field"):
        raise ValueError(f"{side!r} is no side")
    return Identity(
        id=uuid.UUID(values["id"]),
        name=values["name"],
        tag=values["tag"],
        side=side,
        scope=values["scope"],
        public_key=_digest(values["public_key"]),
        schema_version=_whole(version),
    )


def _stamps(values: dict[str, Any]) -> dict[uuid.UUID, int]:
    return {uuid.UUID(replica): _whole(stamp) for replica, stamp in values.items()}


def _member_values(member: Member) -> dict[str, Any]:
    values: dict[str, Any] = {"name": member.name, "size": member.size, "sha256": member.sha256}
    return {**values, "packed": list(member.packed)} if member.packed else values


def _member(values: dict[str, Any]) -> Member:
    packed = None
    if "packed" in values:
        size, digest = values["packed"]
        packed = _whole(size), _digest(digest)
    if not isinstance(values["name"], str):
        raise TypeError("a name is a text")
    return Member(values["name"], _whole(values["size"]), _digest(values["sha256"]), packed)


def _whole(value: object) -> int:
    # bool is an int in Python, not in a manifest
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**63:
        raise ValueError(f"{str(value)[:40]} is not a number")
    return value


def _digest(value: object) -> str:
    if not isinstance(value, str) or not _DIGEST.fullmatch(value):
        raise ValueError(f"{str(value)[:40]} is not 64 hexadecimal digits")
    return value
