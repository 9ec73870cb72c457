"""From what was read to curves: one pollutant of several stations, or all pollutants of one."""

from collections.abc import Callable, Sequence

import numpy as np

from db.queries.air import FindingRecord
from desktop.air.aqi import CODES
from desktop.air.standards import POLLUTANTS
from desktop.screens.duty.beside import Beside
from desktop.screens.duty.hours import Floats
from desktop.screens.duty.tiles import unit_of
from widgets.chart_data import Bools, Event, Ghost, Series

EVENT_KINDS = {"dispatch": "dispatched", "report": "flag", "close": "closed", "cancel": "closed"}
"""Steps of orders as the chart marks them."""


def curve(
    code: str,
    label: str,
    line: tuple[Floats, Floats],
    pollutant: int,
    colour: int,
    beside: Beside,
    words: tuple[str, Callable[[str], str]],
) -> Series:
    """One curve with its ghost and its doubtful values.

    Args:
        words: name of the ghost's time, and the word for a kind of finding.
    """
    ghost_name, kind_text = words
    x, y = line
    flagged, why = _doubtful(x, beside.doubts, code, POLLUTANTS[pollutant], kind_text)
    return Series(
        key=f"{code} {POLLUTANTS[pollutant]}",
        label=label,
        x=x,
        y=y,
        colour=colour,
        ghost=_ghost(code, pollutant, beside, f"{label} {ghost_name}"),
        flagged=flagged,
        flag_words=why,
        unit=unit_of(pollutant),
        decimals=1 if CODES[pollutant] == "CO" else 0,
    )


def events(beside: Beside, words: Callable[[str], str]) -> list[Event]:
    """Marks of orders on the time axis.

    Args:
        words: the word for a step of an order.
    """
    return [
        Event(
            one.at.timestamp(),
            EVENT_KINDS[one.step],
            f"{words(one.step)} {one.number} {one.title}",
            one.number,
        )
        for one in beside.events
    ]


def _ghost(code: str, pollutant: int, beside: Beside, label: str) -> Ghost | None:
    found = beside.ghosts.get(code)
    if found is None or not len(found.time):
        return None
    return Ghost(label, (found.time + beside.shift).astype(np.float64), found.values[pollutant])


def _doubtful(
    x: Floats, doubts: Sequence[FindingRecord], code: str, item: str, kind_text: Callable[[str], str]
) -> tuple[Bools, dict[int, str]]:
    """Which values look wrong, and why; a missing hour is a gap already."""
    flagged = np.zeros(len(x), dtype=np.bool_)
    why: dict[int, str] = {}
    for one in doubts:
        if one.station_code == code and one.item == item and one.kind != "missing":
            first, last = np.searchsorted(x, one.since), np.searchsorted(x, one.until, side="right")
            flagged[first:last] = True
            why |= dict.fromkeys(range(int(first), int(last)), kind_text(one.kind))
    return flagged, why
