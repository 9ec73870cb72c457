"""What a write touched: broadcast so that every screen that shows it can refresh."""

from dataclasses import dataclass, field, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Changes:
    """Which parts of the record changed. `|` unites two."""

    units: bool = False
    people: bool = False
    stations: bool = False
    devices: bool = False
    readings: bool = False
    campaigns: bool = False
    sites: bool = False
    checks: bool = False
    rosters: bool = False
    """Who is on duty where, and who signed in."""
    tasks: bool = False
    duty: bool = False
    """The duty room's log."""
    attachments: bool = False
    air: bool = False
    """Marks, targets or rules of the office on readings; or their roll-ups."""
    doubts: bool = False
    """What looks wrong in readings, or what people say of it."""
    refused: bool = False
    """Frames or rows were refused, or counters moved."""
    station_codes: frozenset[str] = field(default_factory=frozenset)
    """Stations with new readings or doubts; empty with either set means any."""

    def __or__(self, other: "Changes") -> "Changes":
        united: dict[str, Any] = {
            f.name: getattr(self, f.name) | getattr(other, f.name) for f in fields(self)
        }
        if self._means_any or other._means_any:
            united["station_codes"] = frozenset()
        return Changes(**united)

    @property
    def _means_any(self) -> bool:
        """Any station may be touched."""
        return (self.readings or self.doubts) and not self.station_codes

    def __bool__(self) -> bool:
        return any(getattr(self, f.name) for f in fields(self))


_ALL: dict[str, Any] = {f.name: True for f in fields(Changes) if f.name != "station_codes"}
EVERYTHING = Changes(**_ALL)
