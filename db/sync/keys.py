"""Each replica's Ed25519 key: it signs its operations and its packs."""

import uuid
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


def new_key() -> tuple[str, str]:
    """A new private key and its public half, hexadecimal."""
    key = Ed25519PrivateKey.generate()
    return key.private_bytes_raw().hex(), key.public_key().public_bytes_raw().hex()


def sign(private: str, content: bytes) -> str:
    """Signature of `content`, hexadecimal."""
    return _private(private).sign(content).hex()


def is_signed(public: str, content: bytes, signature: str) -> bool:
    """Whether the holder of `public` signed exactly this content."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), content)
    except (InvalidSignature, ValueError):
        return False
    return True


def sealed(replica: uuid.UUID, seq: int, digest: str) -> bytes:
    """What a seal signs: the operation's hash, bound to its place so that it cannot pass for another."""
    return f"qingkong operation {replica} {seq} {digest}".encode()


def fingerprint(public: str) -> str:
    """The first 16 characters of a key in groups of four: what two people compare on the telephone."""
    return " ".join(public[i : i + 4] for i in range(0, 16, 4)).upper()


@lru_cache(maxsize=16)
def _private(private: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(private))
