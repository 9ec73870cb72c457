"""What a start is made of: what was asked for, what was opened, what runs."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.console import Console
    from desktop.demo import Demo
    from desktop.demo_run import DemoRun
    from desktop.record import Record


@dataclass(frozen=True, slots=True)
class Start:
    """What the command line asked for."""

    url: str | None = None
    demo: bool = False
    demo_speed: float = 240.0
    screen: str | None = None
    theme: str | None = None
    language: str | None = None
    projection: bool = False
    campaigns: str | None = None
    """Folder of the office's own definitions; without it, the usual one."""
    listen: tuple[str, int] | None = ("127.0.0.1", 9212)
    bundled_font: bool = False
    """Use the shipped font even where the system has one, so that pictures look alike everywhere."""
    remember: bool = True
    """Keep settings between runs; pictures and tests do not."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What was loaded behind the window."""

    record: "Record"
    demo: "Demo | None"


@dataclass(slots=True)
class Running:
    """What has threads and must be closed with the window, filled in as it is made."""

    console: "Console | None" = None
    demo_run: "DemoRun | None" = None
