"""Read a pack: after the manifest and its signature, each byte that must come is known.

A general zip reader believes the file's own tables, which may contradict each other. Here every byte is
either predicted by the manifest or hashed in it, and nothing is unpacked before its hash is right.
"""

import hashlib
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.sync.keys import is_signed
from db.sync.pack import crypto, files
from db.sync.pack.chunks import Decrypting, Readable, encrypted_size
from db.sync.pack.errors import (
    BombError,
    DamagedPackError,
    NeedsPassphraseError,
    NotAPackError,
    TruncatedPackError,
    WrongSignatureError,
)
from db.sync.pack.limits import LARGEST_MANIFEST, LARGEST_PACK, require
from db.sync.pack.manifest import Member, from_bytes
from db.sync.pack.zipform import FIRST, LOCAL, MANIFEST, SIGNATURE, Entry, directory, entry_of

_SIGNATURE_SIZE = 128  # hexadecimal Ed25519


class PackFile:
    """An open pack. The manifest's signature is its writer's; whether we trust the writer is not asked here.

    Raises:
        BadPackError: the file is not a pack, is damaged or encrypted, or its signature is wrong.
    """

    def __init__(self, source: files.Input, passphrase: str | None) -> None:
        self._source, self.name = source, source.name
        require(source.size, LARGEST_PACK, "bytes", self.name)
        self._key = self._unlock(passphrase)
        self._front, manifest, signature = self._read_front(self._stream())
        self.manifest = from_bytes(manifest, self.name)
        who = self.manifest.writer
        if not is_signed(who.public_key, manifest, signature.decode("ascii", "replace")):
            raise WrongSignatureError(name=self.name, writer=who.name or str(who.id))
        self._require_size()

    @property
    def is_encrypted(self) -> bool:
        return self._key is not None

    @property
    def size(self) -> int:
        """Bytes of the file."""
        return self._source.size

    def contents(self) -> Iterator[tuple[Member, bytes]]:
        """Each member unpacked, in order, each checked before it is given out, the file's end at last.

        Raises:
            BadPackError: a byte is not what it must be.
        """
        stream = self._stream()
        front, _, _ = self._read_front(stream)
        if front != self._front:
            raise DamagedPackError(name=self.name, what=MANIFEST)
        entries = list(front)
        for member in self.manifest.members:
            crc = self._header(stream, member)
            entries.append(entry_of(member, crc))
            yield member, self._content(stream, member, crc)
        end = directory(entries)
        if stream.read(len(end) + 1) != end:
            raise DamagedPackError(name=self.name, what="the directory at its end")

    def verify(self) -> None:
        """Read everything once.

        Raises:
            BadPackError
        """
        for _ in self.contents():
            pass

    def _unlock(self, passphrase: str | None) -> crypto.Key | None:
        begin = self._source.read(crypto.HEADER_SIZE)
        if begin.startswith(crypto.MAGIC):
            if passphrase is None:
                raise NeedsPassphraseError(name=self.name)
            return crypto.key_of(begin, passphrase, self.name)
        if begin.startswith(FIRST):
            return None
        if crypto.MAGIC.startswith(begin) or FIRST.startswith(begin):
            raise TruncatedPackError(name=self.name)
        raise NotAPackError(name=self.name)

    def _stream(self) -> Readable:
        """The zip file from its beginning."""
        if self._key is None:
            self._source.seek(0)
            return self._source
        self._source.seek(crypto.HEADER_SIZE)
        return Decrypting(self._source, self._key, self.name)

    def _read_front(self, stream: Readable) -> tuple[list[Entry], bytes, bytes]:
        """Manifest and signature, whose sizes only their own headers tell."""
        first, manifest = self._read_text(stream, MANIFEST, LARGEST_MANIFEST)
        second, signature = self._read_text(stream, SIGNATURE, _SIGNATURE_SIZE)
        return [first, second], manifest, signature

    def _read_text(self, stream: Readable, name: str, largest: int) -> tuple[Entry, bytes]:
        header = self._read(stream, LOCAL.size + len(name))
        crc, packed_size, size = LOCAL.unpack_from(header)[6:9]
        entry = Entry(name, False, crc, size, size)
        if entry.local() != header:
            raise DamagedPackError(name=self.name, what=name)
        require(size, largest, name, self.name)
        content = self._read(stream, packed_size)
        if zlib.crc32(content) != crc:
            raise DamagedPackError(name=self.name, what=name)
        return entry, content

    def _header(self, stream: Readable, member: Member) -> int:
        """The CRC-32 that the member's header tells; all else in it is known."""
        header = self._read(stream, LOCAL.size + len(member.name))
        crc: int = LOCAL.unpack_from(header)[6]
        if entry_of(member, crc).local() != header:
            raise DamagedPackError(name=self.name, what=member.name)
        return crc

    def _content(self, stream: Readable, member: Member, crc: int) -> bytes:
        packed = self._read(stream, member.stored_size)
        # nothing is unpacked that is not what the writer signed
        expected = member.packed[1] if member.packed else member.sha256
        if hashlib.sha256(packed).hexdigest() != expected:
            raise DamagedPackError(name=self.name, what=member.name)
        content = self._inflate(packed, member) if member.packed else packed
        if zlib.crc32(content) != crc:
            raise DamagedPackError(name=self.name, what=member.name)
        return content

    def _inflate(self, packed: bytes, member: Member) -> bytes:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            content = inflater.decompress(packed, member.size + 1)
        except zlib.error as error:
            raise DamagedPackError(name=self.name, what=member.name) from error
        if len(content) > member.size:
            raise BombError(name=self.name, member=member.name)
        is_whole = inflater.eof and not inflater.unused_data and len(content) == member.size
        if not is_whole or hashlib.sha256(content).hexdigest() != member.sha256:
            raise DamagedPackError(name=self.name, what=member.name)
        return content

    def _read(self, stream: Readable, size: int) -> bytes:
        content = stream.read(size)
        if len(content) < size:
            raise TruncatedPackError(name=self.name)
        return content

    def _require_size(self) -> None:
        """Tell a file that was cut off from one that was damaged, before its members are read."""
        entries = [*self._front, *(entry_of(member, 0) for member in self.manifest.members)]
        size = sum(len(entry.local()) + entry.packed_size for entry in entries) + len(directory(entries))
        if self._key is not None:
            size = encrypted_size(size)
        if self._source.size < size:
            raise TruncatedPackError(name=self.name)
        if self._source.size > size:
            raise DamagedPackError(name=self.name, what="bytes after its end")


@contextmanager
def open_pack(path: Path, passphrase: str | None = None) -> Iterator[PackFile]:
    """A pack, open for reading.

    Raises:
        BadPackError: see `PackFile`.
    """
    with files.reading(path) as source:
        yield PackFile(source, passphrase)
