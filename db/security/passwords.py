"""Passwords of accounts: Argon2id, with its parameters beside the hash."""

import os
from functools import cache

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from db.errors import RuleError

SHORTEST, LONGEST = 8, 200
"""Characters. NIST SP 800-63B, 5.1.1.2: at least 8, no rules about which."""
_MEMORY_KIB, _PASSES, _LANES = 19 * 1024, 2, 1
"""The least that OWASP's Password Storage Cheat Sheet asks of Argon2id."""


class PasswordLengthError(RuleError):
    template = "The password has {length} characters; it needs {shortest} to {longest}."


def hashed(password: str) -> str:
    """The hash with its salt and parameters, as a PHC string.

    Raises:
        PasswordLengthError
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise PasswordLengthError(length=len(password), shortest=SHORTEST, longest=LONGEST)
    return _argon(os.urandom(16)).derive_phc_encoded(password.encode())


def is_right(password: str, phc: str | None) -> bool:
    """Whether the hash is of this password. Without one the same work is done: time tells nothing."""
    try:
        Argon2id.verify_phc_encoded(password.encode(), phc or _nobodys())
    except InvalidKey:
        return False
    return phc is not None


def _argon(salt: bytes) -> Argon2id:
    return Argon2id(salt=salt, length=32, iterations=_PASSES, lanes=_LANES, memory_cost=_MEMORY_KIB)


@cache
def _nobodys() -> str:
    return _argon(bytes(16)).derive_phc_encoded(os.urandom(16))
