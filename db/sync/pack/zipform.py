"""The zip file in one spelling: how members stand in it, byte for byte."""

import hashlib
import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from db.sync.pack.chunks import Writable
from db.sync.pack.limits import FREE_OF_RATIO, LARGEST_RATIO
from db.sync.pack.manifest import Manifest, Member, to_bytes

MANIFEST, SIGNATURE = "manifest.json", "signature"

LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
FIRST = b"PK\x03\x04"
_VERSION = 20  # of the zip format: deflate
_DATE = 0x21  # 1980-01-01, the earliest there is: a pack's time stands in its manifest
_LEVEL = 3  # twice as fast as the usual 6 for texts that are 14 % larger, and photos are most of a pack


@dataclass(frozen=True, slots=True)
class Content:
    """A member as it stands in the file, and the CRC-32 of what it unpacks to."""

    member: Member
    crc: int
    packed: bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """A member as the zip format describes it."""

    name: str
    is_deflated: bool
    crc: int
    packed_size: int
    size: int

    def local(self) -> bytes:
        """The header before the member."""
        name = self.name.encode()
        return LOCAL.pack(FIRST, *self._fields(), len(name), 0) + name

    def central(self, offset: int) -> bytes:
        """The line in the directory at the file's end."""
        name = self.name.encode()
        tail = (len(name), 0, 0, 0, 0, 0, offset)
        return _CENTRAL.pack(b"PK\x01\x02", _VERSION, *self._fields(), *tail) + name

    def _fields(self) -> tuple[int, ...]:
        method = 8 if self.is_deflated else 0
        return _VERSION, 0, method, 0, _DATE, self.crc, self.packed_size, self.size


def deflated(name: str, content: bytes) -> Content:
    """A text as a member; one that would shrink like a bomb is stored as it is."""
    compressor = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = compressor.compress(content) + compressor.flush()
    is_bomb = len(content) > max(FREE_OF_RATIO, LARGEST_RATIO * len(packed))
    if is_bomb or len(packed) >= len(content):
        return stored(name, content)
    digest = (len(packed), hashlib.sha256(packed).hexdigest())
    member = Member(name, len(content), hashlib.sha256(content).hexdigest(), digest)
    return Content(member, zlib.crc32(content), packed)


def stored(name: str, content: bytes) -> Content:
    """A member as it is."""
    member = Member(name, len(content), hashlib.sha256(content).hexdigest())
    return Content(member, zlib.crc32(content), content)


def known(member: Member, content: bytes) -> Content:
    """A member that is listed already; reading it back will tell whether its content is what was listed."""
    return Content(member, zlib.crc32(content), content)


def write(out: Writable, manifest: Manifest, signature: str, contents: Iterable[Content]) -> None:
    """Write a pack; `contents` are the manifest's members in its order."""
    entries = []
    front = (stored(MANIFEST, to_bytes(manifest)), stored(SIGNATURE, signature.encode()))
    for part in (front, contents):
        for content in part:
            entry = entry_of(content.member, content.crc)
            out.write(entry.local())
            out.write(content.packed)
            entries.append(entry)
    out.write(directory(entries))


def entry_of(member: Member, crc: int) -> Entry:
    """A member as the zip format describes it."""
    return Entry(member.name, member.packed is not None, crc, member.stored_size, member.size)


def directory(entries: Sequence[Entry]) -> bytes:
    """The zip file's end: a line an entry, and where these lines begin."""
    lines = []
    offset = 0
    for entry in entries:
        lines.append(entry.central(offset))
        offset += len(entry.local()) + entry.packed_size
    found = b"".join(lines)
    count = len(entries)
    return found + _END.pack(b"PK\x05\x06", 0, 0, count, count, len(found), offset, 0)
