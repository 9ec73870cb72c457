"""The encrypted part of a pack: written and read chunk by chunk, so that memory stays small."""

from typing import Protocol

from db.sync.pack.crypto import HEADER_SIZE, TAG, Key
from db.sync.pack.errors import DamagedPackError, TruncatedPackError

CHUNK = 1024 * 1024
"""Bytes of content in a chunk; the last one has fewer, but at least one."""


class Readable(Protocol):
    """Gives so many bytes, fewer only at its end."""

    def read(self, size: int, /) -> bytes: ...


class Writable(Protocol):
    """Takes bytes."""

    def write(self, content: bytes, /) -> object: ...


def encrypted_size(size: int) -> int:
    """Bytes of a file whose content has `size` bytes, at least one."""
    return HEADER_SIZE + size + TAG * -(-size // CHUNK)


class Encrypting:
    """Writes what it is given to `out`, encrypted, after the header; `close` writes the last chunk."""

    def __init__(self, out: Writable, key: Key) -> None:
        self._out, self._key = out, key
        self._waiting = bytearray()
        self._number = 0
        out.write(key.header)

    def write(self, content: bytes) -> None:
        self._waiting += content
        while len(self._waiting) > CHUNK:  # one byte at least is left for the last chunk
            self._chunk(bytes(self._waiting[:CHUNK]), is_last=False)
            del self._waiting[:CHUNK]

    def close(self) -> None:
        self._chunk(bytes(self._waiting), is_last=True)

    def _chunk(self, content: bytes, *, is_last: bool) -> None:
        self._out.write(self._key.encrypt(content, self._number, is_last=is_last))
        self._number += 1


class Decrypting:
    """Reads the content of an encrypted file whose header has been read from `source`."""

    def __init__(self, source: Readable, key: Key, name: str) -> None:
        self._source, self._key, self._name = source, key, name
        self._ahead = source.read(CHUNK + TAG)
        self._content = memoryview(b"")
        self._number = 0

    def read(self, size: int) -> bytes:
        """So many bytes, or as many as are left.

        Raises:
            DamagedPackError, TruncatedPackError: the next chunk is not what was written.
        """
        parts: list[memoryview] = []
        while size and (self._content or self._ahead):
            if not self._content:
                self._content = memoryview(self._next())
            parts.append(self._content[:size])
            self._content = self._content[size:]
            size -= len(parts[-1])
        return b"".join(parts)

    def _next(self) -> bytes:
        chunk, self._ahead = self._ahead, self._source.read(CHUNK + TAG)
        is_last = not self._ahead
        content = self._key.decrypt(chunk, self._number, is_last=is_last)
        if content is None and is_last and self._key.decrypt(chunk, self._number, is_last=False):
            raise TruncatedPackError(name=self._name)
        if content is None:
            raise DamagedPackError(name=self._name, what="the encrypted part")
        self._number += 1
        return content
