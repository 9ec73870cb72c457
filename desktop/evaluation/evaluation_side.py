"""One basis of an evaluation: how its figures are rounded, what they differ from, plain columns of it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from desktop.air.basis import Basis
from desktop.air.evaluation import Decimals
from desktop.evaluation.evaluating import Figures, Row
from desktop.evaluation.words import number_text
from desktop.models.figures import RIGHT, FigureColumn, sort_number

translate = QCoreApplication.translate

Figure = Callable[[Figures], float | None]


class Side:
    """One of the bases: how its figures are rounded, and what they differ from."""

    def __init__(self, bases: Sequence[Basis], number: int, provisional: bool) -> None:
        self.basis, self.number, self.provisional = bases[number], number, provisional
        self.label = "" if len(bases) == 1 else bases[number].evaluation.key.rpartition("-")[2]

    @property
    def decimals(self) -> Decimals:
        return self.basis.evaluation.decimals

    def of(self, row: Row) -> Figures:
        """The figures of a row."""
        return row.sides[self.number]

    def head(self, text: str) -> str:
        """A column's head, with the edition's year where there are two."""
        return f"{text}\n{self.label}" if self.label else text

    def differs(self, row: Row, figure: Callable[[Figures], object]) -> bool:
        """Whether another edition says otherwise."""
        return any(figure(side) != figure(self.of(row)) for side in row.sides)

    def day_tone(self, row: Row, figure: Callable[[Figures], object]) -> str | None:
        """Tone of what is counted from graded days."""
        if self.day_reason(row):
            return "muted"
        return "accent" if self.differs(row, figure) else None

    def day_reason(self, row: Row) -> str:
        """Why what is counted from graded days does not count; empty where it does."""
        figures = self.of(row)
        if self.provisional:
            return _not_over()
        if figures.graded >= figures.needed:
            return ""
        text = translate("Air", "Does not count: {n} days with an AQI of {needed} needed.")
        return text.format(n=figures.graded, needed=figures.needed)


def reason(figures: Figures, pollutant: int, *, provisional: bool) -> str:
    """Why a figure does not count; empty where it does."""
    if provisional:
        return _not_over()
    if figures.valid[pollutant]:
        return ""
    text = translate("Air", "Does not count: {n} valid days of {needed} needed.")
    return text.format(n=figures.n[pollutant], needed=figures.needed)


def _not_over() -> str:
    return translate("Air", "The day is not over: the figure shows the hours so far and does not count.")


def figure_column(
    side: Side, head: str, figure: Figure, digits: int, *, width: float, rank: int = 0
) -> FigureColumn[Row]:
    """A figure from graded days with its decimals; coloured where another edition has another."""
    return FigureColumn(
        lambda: head,
        lambda row: number_text(figure(side.of(row)), digits),
        sort=lambda row: sort_number(figure(side.of(row))),
        align=RIGHT,
        tone=lambda row: side.day_tone(row, figure),
        tip=side.day_reason,
        number=lambda row: figure(side.of(row)),
        decimals=digits,
        width=width,
        rank=rank,
    )


def count_column(
    side: Side,
    head: str,
    count: Callable[[Figures], int],
    text: Callable[[Row], str],
    *,
    width: float,
    rank: int = 0,
    head_tip: Callable[[], str] | None = None,
) -> FigureColumn[Row]:
    """A count of graded days with its own text."""
    return FigureColumn(
        lambda: head,
        text,
        sort=lambda row: float(count(side.of(row))),
        align=RIGHT,
        tone=lambda row: side.day_tone(row, count),
        tip=side.day_reason,
        number=lambda row: float(count(side.of(row))),
        width=width,
        rank=rank,
        head_tip=head_tip,
    )
