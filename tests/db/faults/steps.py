"""One step by which a program changes what is on the disk or on a server."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "create", "write", "truncate", "sync", "delete", "rename", "folder", "index", "statement", "commit"
]
"""`folder`: the names in a folder are flushed; `index`: memory that is mapped from a file was written."""


@dataclass(frozen=True, slots=True)
class Step:
    """What is about to be done."""

    kind: Kind
    path: str
    offset: int = 0
    content: bytes = b""
    size: int = 0
    """Of a file that is cut."""
    target: str = ""
    """New name of a file."""
    half: Callable[[], object] | None = None
    """Writes the first half only; None where there are no halves."""

    def __str__(self) -> str:
        where = f"{self.offset}+{len(self.content)}" if self.kind == "write" else self.target
        return f"{self.kind} {self.path} {where}".strip()


Report = Callable[[Step], None]
"""Is told of each step before it is done."""
