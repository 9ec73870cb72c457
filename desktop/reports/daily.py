"""The daily report 日报: the evaluation of every county and station, as the air screen shows it."""

from datetime import date

from PySide6.QtCore import QCoreApplication
from sqlalchemy.orm import Session

from db.queries import air, stations, units
from desktop.air.periods import Period
from desktop.evaluation import words
from desktop.evaluation.evaluating import Evaluated, evaluate, wanted_period
from desktop.evaluation.evaluation_columns import columns
from desktop.evaluation.places import arrange
from desktop.evaluation.question import office_weights
from desktop.evaluation.sheets import Sheet, cells_of
from desktop.evaluation.spans import free
from desktop.standards import basis
from desktop.station_days import load_days

translate = QCoreApplication.translate


def daily(session: Session, period: Period, language: str, *, edition: str | None = None) -> Sheet:
    """The sheet of a period's days, from the roll-ups as they are.

    Args:
        language: `zh` or `en`.
        edition: key of an evaluation to force; None: the one in force on the last day.
    """
    found = _evaluate(session, period, language, edition)
    shown = columns(found.bases, language)
    return Sheet(
        translate("Air", "Air quality, daily report"),
        (_basis_line(found, period, language, forced=edition is not None),),
        tuple(column.header() for column in shown),
        tuple(cells_of(shown, row) for row in found.rows),
    )


def _evaluate(session: Session, period: Period, language: str, edition: str | None) -> Evaluated:
    weights = office_weights(air.rules(session))
    places = arrange(
        stations.stations(session), units.units(session), translate("Air", "Without county"), language
    )
    span = free(period.first, period.last)
    return evaluate(
        load_days(session, wanted_period(period)),
        places,
        span,
        (basis(period.last, forced=edition, weights=weights),),
        total=translate("Air", "All counties"),
    )


def _basis_line(found: Evaluated, period: Period, language: str, *, forced: bool) -> str:
    parts = [words.period_text(period)]
    parts += [words.basis_text(one, period, language, forced=forced) for one in found.bases]
    return " · ".join([*parts, words.data_text(found.through, found.share)])


def period_of(first: date | None, last: date | None, yesterday: date) -> Period:
    """The days asked for; yesterday where nobody says."""
    end = last or (first if first is not None and first > yesterday else yesterday)
    return Period(min(first or end, end), end)
