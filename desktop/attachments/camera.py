"""The newest photos of a phone, a camera or a stick. No Qt: runs in the pool."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from desktop import photos
from desktop.photos import FileReadError

MOST = 60
"""Photos that are looked into."""
_LOOKED, _DEEP = 20_000, 5
"""Files and levels of folders that are listed: a stick may hold anything."""
_ENDINGS = (".jpg", ".jpeg", ".png", ".webp")


@dataclass(frozen=True, slots=True)
class CameraPhoto:
    """A photo in the folder; time (aware) and place as it says them itself, each None where it does not."""

    path: Path
    written_at: datetime
    taken_at: datetime | None = None
    lon: float | None = None
    lat: float | None = None

    @property
    def at(self) -> datetime:
        """Taken, or else written."""
        return self.taken_at or self.written_at


@dataclass(frozen=True, slots=True)
class CameraFolder:
    """Newest first; `left_out`: older ones that are not shown."""

    folder: Path
    photos: tuple[CameraPhoto, ...]
    left_out: int


def newest(folder: Path, most: int = MOST) -> CameraFolder:
    """Photos in a folder and those below it.

    Raises:
        FileReadError: the folder is gone, or may not be read.
    """
    try:
        with os.scandir(folder):
            pass
    except OSError as error:
        raise FileReadError(name=str(folder), reason=error.strerror or str(error)) from error
    found = sorted(_files(folder), reverse=True)
    shown = [_look(Path(path), written) for written, path in found[:most]]
    shown.sort(key=lambda one: one.at, reverse=True)
    return CameraFolder(folder, tuple(shown), max(0, len(found) - most))


def _files(folder: Path) -> Iterator[tuple[float, str]]:
    """When written and where; what cannot be read on the way is passed over."""
    waiting, looked = [(str(folder), 0)], 0
    while waiting and looked < _LOOKED:
        here, depth = waiting.pop()
        try:
            with os.scandir(here) as entries:
                for entry in entries:
                    looked += 1
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        if depth < _DEEP:
                            waiting.append((entry.path, depth + 1))
                    elif entry.name.lower().endswith(_ENDINGS):
                        yield entry.stat().st_mtime, entry.path
        except OSError:
            continue


def _look(path: Path, written: float) -> CameraPhoto:
    taken_at, place = photos.taken(path)
    lon, lat = place or (None, None)
    return CameraPhoto(path, datetime.fromtimestamp(written, UTC), taken_at, lon, lat)
