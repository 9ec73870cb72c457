"""Which station an unregistered number probably belongs to. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from db.queries.device_page import RegisteredDevice
from db.queries.stations import StationRecord
from desktop.feeds.hj212.columns import COLUMN_OF
from desktop.feeds.hj212.content import content
from desktop.feeds.hj212.values import AIR, DUST


class Why(StrEnum):
    """What a proposal rests on."""

    REMOVED = "removed"
    """The number was registered for it before."""
    SAME_CODE = "same_code"
    ONLY_ONE = "only_one"
    """The only station without a device."""
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A station, None for a new one."""

    station: StationRecord | None
    why: Why


@dataclass(frozen=True, slots=True)
class SentValue:
    """A factor of a sample."""

    code: str
    column: str | None
    text: str


def propose(mn: str, stations: Sequence[StationRecord], devices: Sequence[RegisteredDevice]) -> Proposal:
    """The likely station of a number."""
    before = next((one.station for one in devices if one.mn == mn and one.station is not None), None)
    if before is not None:
        return Proposal(before, Why.REMOVED)
    same = next((one for one in stations if one.code == mn), None)
    if same is not None:
        return Proposal(same, Why.SAME_CODE)
    without = [one for one in stations if one.mn is None]
    if len(without) == 1:
        return Proposal(without[0], Why.ONLY_ONE)
    return Proposal(None, Why.NEW)


def sample_values(sample: str, st: str | None) -> list[SentValue]:
    """What the last frame said, factor by factor; a damaged sample gives what can be read."""
    columns = COLUMN_OF if st in (AIR, DUST) else {}
    found = []
    for code, fields in content(sample).factors.items():
        sent = [fields[name] for name in ("Rtd", "Avg") if name in fields] or list(fields.values())
        found.append(SentValue(code, columns.get(code), sent[0]))
    return found
