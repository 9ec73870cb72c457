"""A disk that loses power: what may be on it afterwards, by what was written and what was flushed."""

import os
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from faults.steps import Step

SECTOR = 512
"""Bytes that a disk writes whole or not at all."""

Change = tuple[int, bytes | None]
"""Bytes written at an offset; None: the file was cut there."""


@dataclass(slots=True)
class _File:
    """What is on the disk for certain, and what was written since."""

    durable: bytes = b""
    pending: list[Change] = field(default_factory=list)

    def with_changes(self, changes: Sequence[Change]) -> bytes:
        content = bytearray(self.durable)
        for offset, part in changes:
            if len(content) < offset:
                content.extend(bytes(offset - len(content)))
            if part is None:
                del content[offset:]
            else:
                content[offset : offset + len(part)] = part
        return bytes(content)


Names = dict[str, _File]
_Lose = Callable[[Sequence[Change], random.Random], Sequence[Change]]


class Disk:
    """Follows the steps of a program on the files of a folder.

    A name that was given or taken away counts when its folder was flushed; until then the changes of names
    may be lost from the end, as a file system with a journal loses them. What was written into a file counts
    when the file was flushed; until then any part of it may be there, in any order, in whole sectors.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._now: Names = {
            str(path): _File(path.read_bytes()) for path in folder.rglob("*") if path.is_file()
        }
        self._durable: Names = dict(self._now)
        self._pending: list[tuple[str, _File | None]] = []

    def follow(self, step: Step) -> None:
        """Take note of a step."""
        if step.kind == "create":
            self._name(step.path, _File())
        elif step.kind == "delete":
            self._name(step.path, None)
        elif step.kind == "rename":
            self._name(step.target, self._now[step.path], step.path)
        elif step.kind == "folder":
            self._flush_names(step.path)
        elif step.kind == "sync":
            file = self._now[step.path]
            file.durable, file.pending = file.with_changes(file.pending), []
        elif step.kind == "write":
            self._now[step.path].pending.append((step.offset, step.content))
        elif step.kind == "truncate":
            self._now[step.path].pending.append((step.size, None))

    def after_a_cut(self, chance: random.Random, spared: str | None = None) -> dict[str, bytes]:
        """Path -> content of the files, as one of the many ways in which a cut may leave them.

        Args:
            spared: files whose path begins so lie on another machine, which goes on.
        """
        names = dict(self._durable)
        kept = chance.choice((len(self._pending), chance.randint(0, len(self._pending))))
        for path, file in self._pending[:kept]:
            _put(names, path, file)
        lose = chance.choice(_LOSSES)
        found = {path: file.with_changes(lose(file.pending, chance)) for path, file in names.items()}
        if spared is not None:
            found = {path: content for path, content in found.items() if not path.startswith(spared)}
            for path, file in self._now.items():
                if path.startswith(spared):
                    found[path] = file.with_changes(file.pending)
        return found

    def _name(self, path: str, file: _File | None, old: str | None = None) -> None:
        """A rename is one change: no cut leaves both names or none."""
        _put(self._now, path, file)
        self._pending.append((path, file))
        if old is not None:
            self._now.pop(old)
            self._pending[-1] = (f"{old}\0{path}", file)

    def _flush_names(self, folder: str) -> None:
        rest = []
        for path, file in self._pending:
            if os.path.dirname(path.rpartition("\0")[2]) == folder:
                _put(self._durable, path, file)
            else:
                rest.append((path, file))
        self._pending = rest


def lay_out(files: dict[str, bytes], folder: Path) -> None:
    """Make the folder hold just these files; its folders stay."""
    for path in [path for path in folder.rglob("*") if path.is_file()]:
        path.unlink()
    for name, content in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(content)


def _put(names: Names, path: str, file: _File | None) -> None:
    old, _, path = path.rpartition("\0")
    names.pop(old, None)
    if file is None:
        names.pop(path, None)
    else:
        names[path] = file


def _nothing_lost(changes: Sequence[Change], _chance: random.Random) -> Sequence[Change]:
    return changes


def _all_lost(_changes: Sequence[Change], _chance: random.Random) -> Sequence[Change]:
    return []


def _end_lost(changes: Sequence[Change], chance: random.Random) -> Sequence[Change]:
    return changes[: chance.randint(0, len(changes))]


def _one_lost(changes: Sequence[Change], chance: random.Random) -> Sequence[Change]:
    gone = chance.randrange(len(changes) + 1)
    return [change for number, change in enumerate(changes) if number != gone]


def _some_lost(changes: Sequence[Change], chance: random.Random) -> Sequence[Change]:
    return [change for change in changes if chance.random() < 0.5]


def _some_torn(changes: Sequence[Change], chance: random.Random) -> Sequence[Change]:
    return [part for change in changes for part in _sectors(change) if chance.random() < 0.7]


def _sectors(change: Change) -> Iterator[Change]:
    """A write, in parts that end where sectors of the file end."""
    offset, content = change
    if content is None:
        yield change
        return
    while content:
        size = SECTOR - offset % SECTOR
        yield offset, content[:size]
        offset, content = offset + size, content[size:]


_LOSSES: tuple[_Lose, ...] = (_nothing_lost, _all_lost, _end_lost, _one_lost, _some_lost, _some_torn)
