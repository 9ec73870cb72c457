"""An office's own definitions beside the shipped ones; of a refused file the last good version is used."""

import contextlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from db.rules.campaigns import (
    CampaignDefinition,
    DefinitionError,
    DefinitionFile,
    Problem,
    check_clashes,
    in_order,
    load_folder,
    read_file,
)

LAST_GOOD = ".last-good"
"""Folder inside the office's own: each file as it was when it was last without mistakes."""
_NOT_KEPT = (
    "is in use, but cannot be kept as the last good version: {reason}. Make the folder writable; till then a "
    "mistake in this file takes it out of use at the next start."
)

Fingerprint = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a definition in use comes from."""

    file: str
    is_own: bool = False
    is_old: bool = False
    """The file has mistakes; this is how it was when it had none."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The definitions to use, in order, where each comes from, and what is wrong with the files."""

    definitions: dict[str, CampaignDefinition]
    origins: dict[str, Origin]
    problems: list[Problem]

    def in_use(self, source: str) -> Origin | None:
        """What is used of a file with mistakes: its last good version; None if it is out of use."""
        return next((one for one in self.origins.values() if one.is_old and one.file == source), None)


@dataclass(slots=True)
class _Candidate:
    """A file of the office: as it is, and as it was when it was last good."""

    path: Path
    now: DefinitionFile | None
    before: DefinitionFile | None

    @property
    def versions(self) -> list[DefinitionFile]:
        return [version for version in (self.now, self.before) if version is not None]


def load(shipped: Traversable | Path, own: Path | None) -> Loaded:
    """The shipped definitions and the office's, which win by their key."""
    definitions, problems = load_folder(shipped)
    origins = {key: Origin(f"{key}.toml") for key in definitions}
    if own is None or not own.is_dir():
        return Loaded(definitions, origins, problems)
    try:
        candidates = [_candidate(path, problems) for path in _files(own)]
    except OSError as error:
        params = {"reason": error.strerror or str(error)}
        problems.append(Problem(own.name, "", "cannot be read: {reason}.", params=params))
        return Loaded(definitions, origins, problems)
    used: list[CampaignDefinition] = []
    overridden = {one.versions[0].definition.key for one in candidates if one.versions}
    kept = [definition for key, definition in definitions.items() if key not in overridden]
    for one in candidates:
        file = _choose(one, [*used, *kept], problems)
        if file is not None:
            used.append(file.definition)
            origins[file.definition.key] = Origin(file.source, is_own=True, is_old=file is not one.now)
    return Loaded(in_order([*_not_in(definitions.values(), used), *used]), origins, problems)


def fingerprint(own: Path | None) -> Fingerprint:
    """Changes when a file of the folder does; empty where there is no folder."""
    if own is None or not own.is_dir():
        return ()
    found = []
    with contextlib.suppress(OSError):  # gone since the folder was listed; then it will change again
        for path in _files(own):
            stat = path.stat()
            found.append((path.name, stat.st_mtime_ns, stat.st_size))
    return tuple(found)


def _files(own: Path) -> list[Path]:
    return sorted(path for path in own.iterdir() if path.suffix == ".toml" and path.name[0] != ".")


def _source(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def _candidate(path: Path, problems: list[Problem]) -> _Candidate:
    now = before = None
    try:
        now = read_file(path, _source(path))
    except DefinitionError as error:
        problems += error.problems
    kept = path.parent / LAST_GOOD / path.name
    with contextlib.suppress(DefinitionError):
        before = read_file(kept, _source(path)) if kept.is_file() else None
    return _Candidate(path, now, before)


def _choose(
    one: _Candidate, others: list[CampaignDefinition], problems: list[Problem]
) -> DefinitionFile | None:
    """The file as it is, or, where it cannot stand beside the others, as it was."""
    for version in one.versions:
        try:
            check_clashes(version, others)
        except DefinitionError as error:
            problems += error.problems if version is one.now else []
            continue
        if version is one.now and (one.before is None or one.before.text != version.text):
            _keep(one.path, version, problems)
        return version
    return None


def _keep(path: Path, file: DefinitionFile, problems: list[Problem]) -> None:
    folder = path.parent / LAST_GOOD
    part = folder / f"{path.name}.{os.getpid()}.part"
    try:
        folder.mkdir(exist_ok=True)
        part.write_text(file.text, encoding="utf-8", newline="")
        os.replace(part, folder / path.name)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink()
        reason = error.strerror or str(error)
        problems.append(Problem(file.source, "", _NOT_KEPT, params={"reason": reason}))


def _not_in(
    definitions: Iterable[CampaignDefinition], used: list[CampaignDefinition]
) -> list[CampaignDefinition]:
    keys = {definition.key for definition in used}
    return [definition for definition in definitions if definition.key not in keys]
