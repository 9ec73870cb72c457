"""How a period is judged (HJ 663): validity, percentiles, index, rounding, as frozen records.

An evaluation arrives as a mapping, read from TOML by the caller; a wrong one raises ValueError naming the
key.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop.air.fields import Fields, choice, dates, get, number_in, texts, whole_in
from desktop.air.standards import POLLUTANTS

DEFAULT_WEIGHTS = "weights"
_AREA_FROM = ("days", "hours")
_VALUES = ("mean", "percentile")
_AVERAGINGS = ("year", "day", "day_8h")
_MOST_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Validity:
    """The fewest values an average needs; `other_share` is for periods that are neither month nor year."""

    day_hours: int
    o3_8h_hours: int
    o3_day_means: int
    o3_day_exceeding: bool
    month_days: int
    february_days: int
    year_days: int
    other_share: float
    area_share: float


@dataclass(frozen=True, slots=True)
class Weights:
    """What each single index counts in the sum; the note is printed where they are not sure."""

    name: str
    of: tuple[float, ...]
    normalised: bool
    note_zh: str
    note_en: str


@dataclass(frozen=True, slots=True)
class Decimals:
    """Digits after the point; tuples are in the order of POLLUTANTS."""

    day: tuple[int, ...]
    statistics: tuple[int, ...]
    compliance: tuple[int, ...]
    multiple: int
    rate: int
    index: int
    single_index: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """An edition of HJ 663. Tuples are in the order of POLLUTANTS.

    `by_percentile` says whose percentile stands in the index (else the mean), `averagings` over which limit;
    `limits` are keys of GB 3095 editions in order of time, `aqi` is the key of the AQI edition; both belong
    to it. Of the sets of weights the first, DEFAULT_WEIGHTS, is the usual one.
    """

    key: str
    name_zh: str
    name_en: str
    start: date | None
    end: date | None
    aqi: str
    limits: tuple[str, ...]
    validity: Validity
    percentiles: tuple[float, ...]
    by_percentile: tuple[bool, ...]
    averagings: tuple[str, ...]
    weights: tuple[Weights, ...]
    decimals: Decimals
    index_of_rounded: bool
    sand_pollutants: tuple[str, ...]
    area_from: str

    def weighting(self, name: str = DEFAULT_WEIGHTS) -> Weights:
        """A set of weights.

        Raises:
            LookupError: there is none of that name.
        """
        for weights in self.weights:
            if weights.name == name:
                return weights
        raise LookupError(f"{self.key} has no {name}")


def evaluation_for(evaluations: Iterable[Evaluation], day: date) -> Evaluation:
    """The evaluation in force on a day of China time.

    Raises:
        LookupError: none is.
    """
    for evaluation in evaluations:
        if (evaluation.start or date.min) <= day <= (evaluation.end or date.max):
            return evaluation
    raise LookupError(f"no evaluation is in force on {day}")


def parse_evaluation(data: Fields) -> Evaluation:
    """An evaluation from the keys of resources/standards/hj663-*.toml.

    Raises:
        ValueError: a key is missing or wrong; the message names it.
    """
    start, end = dates(data)
    return Evaluation(
        key=get(data, "key", str),
        name_zh=get(data, "name_zh", str),
        name_en=get(data, "name_en", str),
        start=start,
        end=end,
        aqi=get(data, "aqi", str),
        limits=texts(data, "limits"),
        validity=_validity(get(data, "validity", dict)),
        percentiles=_of_each(get(data, "percentiles", dict), "percentiles.", 100),
        by_percentile=tuple(word == "percentile" for word in _index(data, "value", _VALUES)),
        averagings=_index(data, "averaging", _AVERAGINGS),
        weights=tuple(_weights(data, name) for name in _weight_sets(data)),
        decimals=_decimals(get(data, "decimals", dict)),
        index_of_rounded=get(data, "index_of_rounded", bool),
        sand_pollutants=texts(data, "sand_pollutants", POLLUTANTS),
        area_from=choice(data, "area_from", _AREA_FROM),
    )


def _validity(data: Fields) -> Validity:
    where = "validity."
    return Validity(
        day_hours=whole_in(data, "day_hours", 1, 24, where),
        o3_8h_hours=whole_in(data, "o3_8h_hours", 1, 8, where),
        o3_day_means=whole_in(data, "o3_day_means", 1, 17, where),
        o3_day_exceeding=get(data, "o3_day_exceeding", bool, where),
        month_days=whole_in(data, "month_days", 1, 30, where),
        february_days=whole_in(data, "february_days", 1, 28, where),
        year_days=whole_in(data, "year_days", 1, 365, where),
        other_share=number_in(data, "other_share", 0, 1, where),
        area_share=number_in(data, "area_share", 0, 1, where),
    )


def _weight_sets(data: Fields) -> Iterable[str]:
    return dict.fromkeys((DEFAULT_WEIGHTS, *(key for key in data if key.startswith(f"{DEFAULT_WEIGHTS}_"))))


def _weights(data: Fields, name: str) -> Weights:
    table, where = get(data, name, dict), f"{name}."
    of = _of_each(table, where, 100)
    if not any(of):
        raise ValueError(f"{name}: at least one must be above 0")
    zh, en = (get(table, f"note_{language}", str, where) for language in ("zh", "en"))
    return Weights(name, of, get(table, "normalised", bool, where), zh, en)


def _decimals(data: Fields) -> Decimals:
    day, statistics, compliance = (_digits(data, name) for name in ("day", "statistics", "compliance"))
    figures, where = get(data, "figures", dict, "decimals."), "decimals.figures."
    multiple, rate, index, single = (
        whole_in(figures, name, 0, _MOST_DECIMALS, where)
        for name in ("multiple", "rate", "index", "single_index")
    )
    return Decimals(day, statistics, compliance, multiple, rate, index, single)


def _digits(data: Fields, name: str) -> tuple[int, ...]:
    table, where = get(data, name, dict, "decimals."), f"decimals.{name}."
    return tuple(whole_in(table, pollutant, 0, _MOST_DECIMALS, where) for pollutant in POLLUTANTS)


def _of_each(table: Fields, where: str, most: float) -> tuple[float, ...]:
    return tuple(number_in(table, pollutant, 0, most, where) for pollutant in POLLUTANTS)


def _index(data: Fields, key: str, words: tuple[str, ...]) -> tuple[str, ...]:
    table = get(data, "index", dict)
    rows = ((pollutant, get(table, pollutant, dict, "index.")) for pollutant in POLLUTANTS)
    return tuple(choice(row, key, words, f"index.{pollutant}.") for pollutant, row in rows)
