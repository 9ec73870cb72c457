"""Operations of older programs in today's form. The log keeps them as they were written: hashes stay true."""

from collections.abc import Callable
from typing import Any

from db.errors import DomainError
from db.schema import SCHEMA_VERSION


class UpgradeNeededError(DomainError):
    """A newer program wrote it."""

    template = (
        "These data were written by a newer version of the program (form {found}, this program knows up to "
        "{known}). They are kept unopened; upgrade this program, then they will be taken."
    )


def _from_1(operation: dict[str, Any]) -> dict[str, Any]:
    """Form 1 knew no exchange: one author, whose operations on a row follow each other."""
    return {**operation, "parents": None, "claimed_ms": operation["hlc"] >> 16, "side": "office"}


def _as_it_is(operation: dict[str, Any]) -> dict[str, Any]:
    """Forms 3 to 5 only added tables and columns that may be empty."""
    return operation


_LIFTS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {
    1: _from_1,
    2: _as_it_is,
    3: _as_it_is,
    4: _as_it_is,
}


def lift(operation: dict[str, Any]) -> dict[str, Any]:
    """The operation in today's form.

    Raises:
        UpgradeNeededError: a newer program wrote it.
    """
    version = operation["schema_version"]
    if version > SCHEMA_VERSION:
        raise UpgradeNeededError(found=version, known=SCHEMA_VERSION)
    while version < SCHEMA_VERSION:
        operation = _LIFTS[version](operation)
        version += 1
    return operation
