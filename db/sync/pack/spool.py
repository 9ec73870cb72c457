"""Members that wait, ready packed, until all are known: the manifest stands before them in the file."""

from collections.abc import Iterator
from typing import BinaryIO

from db.sync.pack.errors import PackOverflowError
from db.sync.pack.limits import LARGEST_LINES, LARGEST_MANIFEST, LARGEST_PACK, MOST_MEMBERS
from db.sync.pack.manifest import Member
from db.sync.pack.zipform import Content, deflated

_AROUND = 2 * LARGEST_MANIFEST
"""Room for the manifest, the members' headers and the tags of an encrypted file."""


class Spool:
    """Deflated texts in a temporary file, and how much room the pack still has."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._file, self._name = file, name
        self._known: list[tuple[Member, int]] = []
        self._room = LARGEST_PACK - _AROUND
        self._places = MOST_MEMBERS
        self._counts = {"operations": 0, "readings": 0}

    @property
    def members(self) -> list[Member]:
        return [member for member, _ in self._known]

    def add(self, kind: str, content: bytes) -> None:
        """Add the next text of a kind.

        Raises:
            PackOverflowError: it does not fit into a pack.
        """
        self._counts[kind] += 1
        name = f"{kind}/{self._counts[kind]:06}.jsonl"
        packed = deflated(name, content)
        if len(content) > LARGEST_LINES or not self.has_room([len(packed.packed)]):
            raise PackOverflowError(name=self._name, what=name)
        self.take_room([len(packed.packed)])
        self._file.write(packed.packed)
        self._known.append((packed.member, packed.crc))

    def has_room(self, sizes: list[int]) -> bool:
        """Whether so many more members of these sizes fit."""
        return sum(sizes) <= self._room and len(sizes) <= self._places

    def take_room(self, sizes: list[int]) -> None:
        """Keep room for members of these sizes."""
        self._room -= sum(sizes)
        self._places -= len(sizes)

    def contents(self) -> Iterator[Content]:
        """What was added, in order."""
        self._file.seek(0)
        for member, crc in self._known:
            yield Content(member, crc, self._file.read(member.stored_size))
