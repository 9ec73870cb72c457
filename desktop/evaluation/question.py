"""What is asked of the air screen, and the standards that answer it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop.air.basis import Basis
from desktop.air.evaluation import DEFAULT_WEIGHTS
from desktop.evaluation.spans import Named, Span, named
from desktop.office_rules import WEIGHTS
from desktop.standards import basis, evaluations

WEIGHTS_RULE = WEIGHTS
"""Name of the office's rule that says which set of weights counts."""


@dataclass(frozen=True, slots=True)
class Question:
    """Which days of which area, on which edition.

    `county` and `station` are empty for all; `edition` is the key of an evaluation, empty for the one in
    force on the last day.
    """

    span: Span
    county: str = ""
    station: str = ""
    edition: str = ""
    weights: str = DEFAULT_WEIGHTS
    without_sand: bool = False

    def basis(self) -> Basis:
        """What the figures of this question stand on."""
        return self.basis_on(self.span.period.last)

    def basis_on(self, day: date) -> Basis:
        """The same for a period that ends on another day."""
        return basis(day, forced=self.edition or None, weights=self.weights)

    def both(self) -> tuple[Basis, ...]:
        """Every edition, forced, the old one first."""
        day = self.span.period.last
        return tuple(basis(day, forced=key, weights=self.weights) for key in evaluations())


def first_question(today: date, edition: str | None) -> Question:
    """What is shown first: this month. `edition`: the AQI edition that this user forces, None for none."""
    forced = (key for key, one in evaluations().items() if one.aqi == edition)
    return Question(named(Named.MONTH, today), edition=next(forced, ""))


def office_weights(rules: Mapping[str, Any]) -> str:
    """The weights that the office has chosen; the usual ones where it has not, or nobody knows them."""
    name = rules.get(WEIGHTS_RULE)
    return name if name in weight_names("") else DEFAULT_WEIGHTS


def weight_names(edition: str) -> tuple[str, ...]:
    """Sets of weights of an evaluation, of all of them for an empty key."""
    wanted = [evaluations()[edition]] if edition else list(evaluations().values())
    return tuple(dict.fromkeys(weights.name for one in wanted for weights in one.weights))
