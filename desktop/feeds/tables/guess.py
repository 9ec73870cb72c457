"""What can be told from the values of a column: its unit, and how long the intervals are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Literal

from db.schema.readings import Period
from desktop.feeds import cells
from desktop.feeds.cells import BadCellError
from desktop.feeds.hj212.columns import LIMITS
from desktop.feeds.tables.profile import ColumnUse, translate
from desktop.feeds.tables.units import COMPASS, DEFAULT, MISSING, REFERENCES, Missing, converter, units_of

Sure = Literal["sure", "likely", "doubtful", "unused"]

_STATE = next(iter(REFERENCES))
_TYPICAL: Mapping[str, tuple[float, float]] = {
    "pm25": (2, 1_000),
    "pm10": (3, 2_000),
    "so2": (1, 600),
    "no2": (1, 400),
    "o3": (1, 500),
    "co": (0.05, 15),
    "temperature": (-45, 45),
    "humidity": (3, 101),
    "pressure": (500, 1_090),
    "wind_speed": (0.05, 20),
    "wind_direction": (0, 360),
}
"""Where the median of an ordinary column lies, in the record's unit."""
_USUAL = {("co", "µg/m3"), ("pressure", "kPa"), ("humidity", "1"), ("temperature", "K")}
"""Other units that are common and that values tell apart without doubt."""
_lacks = Missing(MISSING)


@dataclass(frozen=True, slots=True)
class Guess:
    """One column; `field` "" is not used."""

    header: str
    field: str
    unit: str
    of: str
    sure: Sure
    why: str
    samples: tuple[str, ...] = ()

    @property
    def use(self) -> ColumnUse:
        """As a profile has it."""
        return ColumnUse(self.header, self.field, self.unit, self.of)


@dataclass(frozen=True, slots=True)
class Note:
    """A guess about the whole table: `what` is the profile's key, or a word of the item column."""

    what: str
    sure: Sure
    why: str


@dataclass(frozen=True, slots=True)
class UnitGuess:
    """A unit, how sure it is, and why."""

    unit: str
    sure: Sure
    why: str


def numbers(texts: Iterable[str]) -> list[float]:
    """The numbers among texts, without what says that something is missing."""
    found = []
    for text in texts:
        if not _lacks(text):
            try:
                number = cells.number(text.strip())
            except BadCellError:
                continue
            if number is not None:
                found.append(number)
    return found


def unit(name: str, hint: str, texts: Sequence[str]) -> UnitGuess:
    """The unit of a column.

    Args:
        hint: what the header says; it counts unless the values would then be impossible.
        texts: cells of the column.
    """
    found = numbers(texts)
    words = [text for text in texts if not _lacks(text)]
    if name == "wind_direction":
        return _direction(found, words)
    nonzero = [value for value in found if value]
    if not nonzero:
        return _without_values(name, hint)
    middle = median(nonzero)
    return _hinted(name, hint, middle) if hint else _unhinted(name, middle)


def _direction(found: Sequence[float], words: Sequence[str]) -> UnitGuess:
    if words and len(found) * 2 < len(words):
        return UnitGuess(COMPASS, "sure", translate("table", "the values are names of directions"))
    sure: Sure = "sure" if found else "likely"
    return UnitGuess(DEFAULT["wind_direction"], sure, translate("table", "the values are degrees"))


def _without_values(name: str, hint: str) -> UnitGuess:
    if hint:
        return UnitGuess(hint, "sure", translate("table", "the header says {unit}").format(unit=hint))
    text = translate("table", "no unit is named and there are no values yet; the usual one")
    return UnitGuess(DEFAULT[name], "likely", text)


def _hinted(name: str, hint: str, middle: float) -> UnitGuess:
    if _lies(name, hint, middle, LIMITS):
        if _lies(name, hint, middle, _TYPICAL):
            return UnitGuess(hint, "sure", translate("table", "the header says {unit}").format(unit=hint))
        text = translate("table", "the header says {unit}, but values around {middle} are unusual in it")
        return UnitGuess(hint, "doubtful", text.format(unit=hint, middle=f"{middle:g}"))
    other = next((one for one in _masses(name) if _lies(name, one, middle, _TYPICAL)), hint)
    text = translate(
        "table", "the header says {unit}, in which values around {middle} are impossible; taken as {other}"
    )
    return UnitGuess(other, "doubtful", text.format(unit=hint, middle=f"{middle:g}", other=other))


def _unhinted(name: str, middle: float) -> UnitGuess:
    fitting = [one for one in _masses(name) if _lies(name, one, middle, _TYPICAL)]
    if not fitting:
        text = translate("table", "no unit is named, and values around {middle} fit none")
        return UnitGuess(DEFAULT[name], "doubtful", text.format(middle=f"{middle:g}"))
    chosen = fitting[0]
    text = translate("table", "no unit is named; values around {middle} fit {unit}")
    if name == "wind_speed":
        text = translate("table", "no unit is named; values around {middle} do not tell {unit} from km/h")
    is_usual = chosen == DEFAULT[name] or (name, chosen) in _USUAL
    why = text.format(middle=f"{middle:g}", unit=chosen)
    return UnitGuess(chosen, "likely" if is_usual else "doubtful", why)


def _masses(name: str) -> list[str]:
    """Units that are tried without a word: nobody can tell ppb from µg/m³ by the values."""
    return [one for one in units_of(name) if one not in ("ppb", "ppm", COMPASS, "kn", "mph", "°F")]


def _lies(name: str, unit: str, value: float, ranges: Mapping[str, tuple[float, float]]) -> bool:
    low, high = ranges[name]
    return low <= converter(name, unit, _STATE)(repr(value)) <= high


def period(times: Sequence[int], *, has_hour: bool) -> tuple[str, Sure, str]:
    """The length of the intervals by the steps between labels, epoch seconds."""
    known = sorted(set(times))
    step = min((later - earlier for earlier, later in pairwise(known)), default=0)
    if not has_hour:
        return "day", "sure", translate("table", "the times have no hour")
    if step == 0:
        is_hour = all(time % Period.HOUR == 0 for time in known)
        text = translate("table", "there is only one time")
        return ("hour" if is_hour else "minute"), "likely", text
    if step % Period.DAY == 0:
        return "day", "likely", translate("table", "the times are days apart")
    if step % Period.HOUR == 0 and all(time % Period.HOUR == 0 for time in known):
        return "hour", "sure", translate("table", "the times are hours apart")
    text = translate("table", "the times are {minutes} minutes apart; each is kept as a minute")
    sure: Sure = "sure" if step == Period.MINUTE else "doubtful"
    return "minute", sure, text.format(minutes=f"{step / 60:g}")
