"""A ranking of places by one list of a rule, worked out off the GUI thread."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.air.basis import Basis
from desktop.air.periods import Period
from desktop.air.ranking import Named, Ranked, named, rank_by
from desktop.air.ranking_rules import RankingGroup, RankingList
from desktop.air.statistics import PeriodStatistics, statistics
from desktop.evaluation.place_days import days_of_places, so_far
from desktop.evaluation.places import Place
from desktop.station_days import StationDays


@dataclass(frozen=True, slots=True)
class Wish:
    """What is ranked by which list, who is named."""

    places: tuple[Place, ...]
    wanted: RankingList
    group: RankingGroup
    period: Period
    basis: Basis
    without_sand: bool = False
    is_provisional: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """The rows in their order. `valid`: keys of places whose figures count."""

    wish: Wish
    rows: tuple[Ranked, ...]
    named: tuple[Named, ...]
    valid: frozenset[str]

    def named_as(self, key: str) -> Named | None:
        """What a place receives or pays, None where it is not named."""
        return next((one for one in self.named if one.key == key), None)


def wanted_period(period: Period) -> Period:
    """All days that a ranking with its movement reads."""
    ends = (period, period.last_year(), period.before(), period.before().last_year())
    return Period(min(one.first for one in ends), max(one.last for one in ends))


def place_rows(found: StationDays, wish: Wish) -> Placed:
    """Rank the places; movement is against the period before, improvement against last year's days."""
    basis = so_far(wish.basis) if wish.is_provisional else wish.basis
    days = days_of_places(found, wish.places, basis)
    sand = days.sand if wish.without_sand else None

    def of(period: Period) -> PeriodStatistics:
        return statistics(days.days, period, basis, sand=sand)

    now, before = of(wish.period), wish.period.before()
    keys = [place.code for place in wish.places]
    rows = rank_by(
        keys,
        wish.wanted,
        now,
        of(wish.period.last_year()),
        before=of(before),
        before_last_year=of(before.last_year()),
    )
    counts = now.index_is_valid if not wish.is_provisional else now.index_is_valid & False
    valid = frozenset(key for key, is_valid in zip(keys, counts.tolist(), strict=True) if is_valid)
    return Placed(wish, rows, named(rows, wish.group), valid)


def best_rule(keys: Sequence[str], kind: str) -> str:
    """The rule that is shown first for a kind of place: a township's own for townships."""
    fitting = [key for key in keys if key.endswith("-township") == (kind == "township")]
    return (fitting or list(keys))[0]
