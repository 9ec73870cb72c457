"""A pack behind a passphrase: the header of the file, and the key that Argon2id makes from both.

After the header comes the zip file in chunks (`chunks.py`), each with an authentication tag over its bytes,
the header, its number, and whether it is the last: none can be left out, moved, or come from another file.
"""

import hmac
import os
import struct
import unicodedata
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives.ciphers import Cipher, CipherAlgorithm, algorithms, modes
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from db.sync.pack.errors import (
    CipherMissingError,
    DamagedPackError,
    NewerPackError,
    PackLimitError,
    PackMemoryError,
    PassphraseError,
    TruncatedPackError,
    WrongPassphraseError,
)

MAGIC = b"QKPACK1E"
TAG = 16
LONGEST_PASSPHRASE = 1024

_SALT, _NONCES = 16, 8
_START = struct.Struct(f">8sBBII{_SALT}s{_NONCES}s")
"""Magic, number of the cipher, lanes, iterations, KiB of memory, salt, start of the nonces."""
_HEADER = struct.Struct(f"{_START.format}16sI")
"""The start, the key check, and the CRC-32 of these, which tells damage from a wrong passphrase."""
HEADER_SIZE = _HEADER.size
_AT_MOST = {"lanes": 16, "iterations": 10, "memory": 256 * 1024}
"""What a header may ask for: a key must not take minutes or a laptop's whole memory."""

_CIPHERS: dict[str, tuple[int, Callable[[bytes], CipherAlgorithm], int]] = {
    "aes": (1, algorithms.AES, 32),
    "sm4": (2, algorithms.SM4, 16),
}
"""Number in the header, algorithm, bytes of its key. SM4 (GB/T 32907) is what some offices must use."""
CIPHERS = tuple(_CIPHERS)


@dataclass(frozen=True, slots=True)
class Cost:
    """What a key costs to make; RFC 9106's second recommendation, for computers with little memory."""

    lanes: int = 4
    iterations: int = 3
    memory: int = 64 * 1024
    """KiB."""


USUAL_COST = Cost()


@dataclass(frozen=True, slots=True)
class Key:
    """What encrypts the chunks of one file."""

    header: bytes
    cipher: str
    secret: bytes
    nonces: bytes

    def encrypt(self, chunk: bytes, number: int, *, is_last: bool) -> bytes:
        """The chunk with its tag behind it."""
        encryptor = self._cipher(number, None).encryptor()
        encryptor.authenticate_additional_data(self._place(number, is_last))
        return encryptor.update(chunk) + encryptor.finalize() + encryptor.tag

    def decrypt(self, chunk: bytes, number: int, *, is_last: bool) -> bytes | None:
        """The chunk's content; None when it is not this file's chunk of this number."""
        if len(chunk) <= TAG:
            return None
        decryptor = self._cipher(number, chunk[-TAG:]).decryptor()
        decryptor.authenticate_additional_data(self._place(number, is_last))
        try:
            return decryptor.update(memoryview(chunk)[:-TAG]) + decryptor.finalize()
        except InvalidTag:
            return None

    def _cipher(self, number: int, tag: bytes | None) -> Cipher[modes.GCM]:
        _, algorithm, _ = _CIPHERS[self.cipher]
        return Cipher(algorithm(self.secret), modes.GCM(self.nonces + number.to_bytes(4), tag))

    def _place(self, number: int, is_last: bool) -> bytes:
        return self.header + number.to_bytes(8) + bytes([is_last])


def new_key(passphrase: str, cipher: str = "aes", cost: Cost | None = None) -> Key:
    """A key for a new file, with a salt of its own.

    Raises:
        PassphraseError: it is empty or very long.
        CipherMissingError: the library on this computer does not know the cipher.
    """
    number, _, _ = _CIPHERS[cipher]
    cost = cost or USUAL_COST
    costs = cost.lanes, cost.iterations, cost.memory
    start = _START.pack(MAGIC, number, *costs, os.urandom(_SALT), os.urandom(_NONCES))
    check, secret = _derive(passphrase, start, cost)
    header = start + _check(check, start)
    key = _key(header + zlib.crc32(header).to_bytes(4), cipher, secret)
    try:
        key.encrypt(b"qingkong", 0, is_last=False)
    except UnsupportedAlgorithm as error:
        raise CipherMissingError(cipher=cipher.upper()) from error
    return key


def key_of(header: bytes, passphrase: str, name: str) -> Key:
    """The key of the file that begins with this header; `name` is the file's, for messages.

    Raises:
        BadPackError: the header is damaged, asks for too much, or the passphrase is another one.
        PassphraseError
    """
    number, cost, found = _read_header(header, name)
    cipher = next((known for known, (n, _, _) in _CIPHERS.items() if n == number), None)
    if cipher is None:
        raise NewerPackError(name=name, found=f"cipher {number}", known=f"cipher {len(_CIPHERS)}")
    start = header[: _START.size]
    try:
        check, secret = _derive(passphrase, start, cost)
    except MemoryError as error:
        raise PackMemoryError(name=name, megabytes=cost.memory // 1024) from error
    if not hmac.compare_digest(_check(check, start), found):
        raise WrongPassphraseError(name=name)
    return _key(header, cipher, secret)


def _read_header(header: bytes, name: str) -> tuple[int, Cost, bytes]:
    """Number of the cipher, cost and key check."""
    if len(header) < HEADER_SIZE:
        raise TruncatedPackError(name=name)
    _, cipher, lanes, iterations, memory, _, _, check, crc = _HEADER.unpack(header)
    if zlib.crc32(header[:-4]) != crc:
        raise DamagedPackError(name=name, what="the first bytes")
    for what, found in (("lanes", lanes), ("iterations", iterations), ("memory", memory)):
        if found > _AT_MOST[what]:
            raise PackLimitError(name=name, what=what, found=found, limit=_AT_MOST[what])
    if not lanes or not iterations or memory < 8 * lanes:  # what Argon2 asks for at least
        raise DamagedPackError(name=name, what="the first bytes")
    return cipher, Cost(lanes, iterations, memory), check


def _derive(passphrase: str, start: bytes, cost: Cost) -> tuple[bytes, bytes]:
    """32 bytes to check the passphrase with and 32 to encrypt with."""
    # one passphrase has several spellings in Unicode, and systems differ in which one they type
    secret = unicodedata.normalize("NFC", passphrase).encode(errors="surrogatepass")
    if not 0 < len(passphrase) <= LONGEST_PASSPHRASE:
        raise PassphraseError(longest=LONGEST_PASSPHRASE)
    salt = start[-_SALT - _NONCES : -_NONCES]
    kdf = Argon2id(
        salt=salt, length=64, iterations=cost.iterations, lanes=cost.lanes, memory_cost=cost.memory
    )
    derived = kdf.derive(secret)
    return derived[:32], derived[32:]


def _check(secret: bytes, start: bytes) -> bytes:
    return hmac.digest(secret, start, "sha256")[:16]


def _key(header: bytes, cipher: str, secret: bytes) -> Key:
    _, _, length = _CIPHERS[cipher]
    return Key(header, cipher, secret[:length], _HEADER.unpack(header)[6])
