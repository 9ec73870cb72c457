"""What a figure stands on, printed with it: evaluation, limits, AQI editions, weights."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desktop.air.evaluation import DEFAULT_WEIGHTS, Evaluation, Weights
from desktop.air.standards import POLLUTANTS, Edition, Limits, edition_for

_O3 = POLLUTANTS.index("o3")


@dataclass(frozen=True, slots=True)
class Basis:
    """What a figure stands on: an evaluation, limits, the AQI editions by day, the set of weights."""

    evaluation: Evaluation
    limits: Limits
    editions: tuple[Edition, ...]
    weights: Weights

    def limit_of_index(self, row: int) -> float | None:
        """The grade II limit below the single index of POLLUTANTS[row]."""
        return self.limits.of(POLLUTANTS[row], self.evaluation.averagings[row])

    def limit_of_day(self, row: int) -> float | None:
        """The grade II limit of a day of POLLUTANTS[row], for O3 of its highest 8-hour mean."""
        return self.limits.of(POLLUTANTS[row], "day_8h" if row == _O3 else "day")


def basis_of(
    evaluation: Evaluation,
    limits: Mapping[str, Limits],
    editions: Mapping[str, Edition],
    day: date,
    *,
    forced: bool = False,
    weights: str = DEFAULT_WEIGHTS,
) -> Basis:
    """The evaluation with its limits of a day; forced, its own AQI edition grades every day.

    Raises:
        LookupError: limits, edition or weights of that key do not exist.
    """
    graded = (editions[evaluation.aqi],) if forced else tuple(editions.values())
    return Basis(evaluation, _limits_of(evaluation, limits, day), graded, evaluation.weighting(weights))


def edition_on(basis: Basis, day: date) -> Edition:
    """The AQI edition that grades a day: the one in force, or the forced one."""
    return basis.editions[0] if len(basis.editions) == 1 else edition_for(basis.editions, day)


def _limits_of(evaluation: Evaluation, limits: Mapping[str, Limits], day: date) -> Limits:
    """The newest that had begun; for a day judged by newer rules than its own, the oldest."""
    known = [limits[key] for key in evaluation.limits]
    begun = [one for one in known if (one.start or date.min) <= day]
    return begun[-1] if begun else known[0]
