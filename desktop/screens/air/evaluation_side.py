"""One of the bases of an evaluation: how its figures are rounded, what they differ from, plain columns of it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from desktop.air.basis import Basis
from desktop.air.evaluation import Decimals
from desktop.screens.air.evaluating import Figures, Row
from desktop.screens.air.figure_table import RIGHT, FigureColumn, sort_number
from desktop.screens.air.words import number_text

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


def reason(figures: Figures, pollutant: int, *, provisional: bool) -> str:
    """Why a figure does not count; empty where it does."""
    if provisional:
        return translate("Air", "The day is not over: the figure shows the hours so far and does not count.")
    if figures.valid[pollutant]:
        return ""
    text = translate("Air", "Does not count: {n} valid days of {needed} needed.")
    return text.format(n=figures.n[pollutant], needed=figures.needed)


def figure_column(
    side: Side, head: str, figure: Figure, digits: int, *, width: float, rank: int = 0
) -> FigureColumn[Row]:
    return FigureColumn(
        lambda: head,
        lambda row: number_text(figure(side.of(row)), digits),
        sort=lambda row: sort_number(figure(side.of(row))),
        align=RIGHT,
        tone=lambda row: "accent" if side.differs(row, figure) else None,
        number=lambda row: figure(side.of(row)),
        decimals=digits,
        width=width,
        rank=rank,
    )


def count_column(
    head: str,
    count: Callable[[Row], int],
    text: Callable[[Row], str],
    *,
    width: float,
    rank: int = 0,
    head_tip: Callable[[], str] | None = None,
    tone: Callable[[Row], str | None] | None = None,
) -> FigureColumn[Row]:
    return FigureColumn(
        lambda: head,
        text,
        sort=lambda row: float(count(row)),
        align=RIGHT,
        tone=tone,
        number=lambda row: float(count(row)),
        width=width,
        rank=rank,
        head_tip=head_tip,
    )
