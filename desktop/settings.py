"""Settings of this user on this machine, declared once and read typed."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QByteArray, QSettings

T = TypeVar("T", str, bool, float)


@dataclass(frozen=True, slots=True)
class Option(Generic[T]):
    """A setting's name and the value it has until somebody chooses."""

    name: str
    default: T


THEME = Option("theme", "light")
LANGUAGE = Option("language", "zh_CN")
EDITION = Option("edition", "")
"""Edition of the standard, forced; empty: the one in force on the date."""
SCREEN = Option("screen", "duty")
SYNC_BY_ITSELF = Option("sync/by_itself", True)
"""Exchange with known peers every few minutes."""
CAMERA_FOLDER = Option("camera_folder", "")
"""Where photos of a phone or a camera were last fetched from."""
GEOMETRY = "window/geometry"


class Settings:
    """Typed access to QSettings, whose raw INI values come back as text."""

    def __init__(self, store: QSettings | None) -> None:
        self._store = store
        self._memory: dict[str, str | bool | float] = {}

    def get(self, option: Option[T]) -> T:
        """The chosen value, or the default where there is none or it cannot be read."""
        raw = self._memory.get(option.name) if self._store is None else self._store.value(option.name)
        if raw is None:
            return option.default
        return _typed(raw, option.default)

    def set(self, option: Option[T], value: T) -> None:
        if self._store is None:
            self._memory[option.name] = value
        else:
            self._store.setValue(option.name, value)

    def geometry(self) -> QByteArray | None:
        """The window's place as it was left."""
        value = self._store.value(GEOMETRY) if self._store is not None else None
        return value if isinstance(value, QByteArray) else None

    def set_geometry(self, value: QByteArray) -> None:
        if self._store is not None:
            self._store.setValue(GEOMETRY, value)


def _typed(raw: object, default: T) -> T:
    try:
        if isinstance(default, bool):
            return str(raw).lower() in ("true", "1")
        return type(default)(raw)  # type: ignore[arg-type]
    except ValueError:
        return default
