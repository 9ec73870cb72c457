"""Columns of concentrations and of the index, with what their tooltips say."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from desktop.air.aqi import CODES
from desktop.air.basis import Basis
from desktop.air.standards import POLLUTANTS
from desktop.evaluation import words
from desktop.evaluation.evaluating import Figures, Row
from desktop.evaluation.evaluation_side import Side, reason
from desktop.evaluation.words import NOTHING, number_text, signed_text
from desktop.models.figures import RIGHT, FigureColumn, sort_number

translate = QCoreApplication.translate


def concentration_of(pollutant: int) -> Callable[[Side], FigureColumn[Row]]:
    return lambda side: concentration(side, pollutant)


def concentration(side: Side, pollutant: int) -> FigureColumn[Row]:
    digits = side.decimals.statistics[pollutant]

    def value(row: Row) -> float | None:
        return side.of(row).values[pollutant]

    def tone(row: Row) -> str | None:
        figures = side.of(row)
        if side.provisional or not figures.valid[pollutant]:
            return "muted"
        return "alarm" if figures.above[pollutant] else None

    def text(row: Row) -> str:
        found = number_text(value(row), digits)
        return f"▲{found}" if side.of(row).above[pollutant] else found

    return FigureColumn(
        lambda: side.head(CODES[pollutant]),
        text,
        sort=lambda row: sort_number(value(row)),
        align=RIGHT,
        tone=tone,
        tip=lambda row: _concentration_tip(side, side.of(row), pollutant),
        head_tip=lambda: _assessed(side.basis, pollutant),
        number=value,
        decimals=digits,
        width=5.8,
    )


def _assessed(basis: Basis, pollutant: int) -> str:
    unit = words.unit_text(POLLUTANTS[pollutant])
    if not basis.evaluation.by_percentile[pollutant]:
        text = translate("Air", "{item}: mean of the valid days, {unit}; limit {limit}")
    else:
        text = translate("Air", "{item}: {percentile}th percentile of the valid days, {unit}; limit {limit}")
    limit = basis.limit_of_index(pollutant)
    return text.format(
        item=CODES[pollutant],
        unit=unit,
        limit=NOTHING if limit is None else f"{limit:g}",
        percentile=f"{basis.evaluation.percentiles[pollutant]:g}",
    )


def _concentration_tip(side: Side, figures: Figures, pollutant: int) -> str:
    lines = [_assessed(side.basis, pollutant)]
    times = figures.times[pollutant]
    if times is not None:
        text = translate("Air", "above the limit by {times} times")
        lines.append(text.format(times=number_text(times, side.decimals.multiple)))
    single = figures.single[pollutant]
    if single is not None:
        text = translate("Air", "single index {index}")
        lines.append(text.format(index=number_text(single, side.decimals.single_index)))
    changes = (
        (translate("Air", "last year"), figures.year),
        (translate("Air", "period before"), figures.before),
    )
    for name, moved in changes:
        if moved.rates[pollutant] is not None:
            text = translate("Air", "against {period} {rate} %")
            lines.append(
                text.format(period=name, rate=signed_text(moved.rates[pollutant], side.decimals.rate))
            )
    if why := reason(figures, pollutant, provisional=side.provisional):
        lines.append(why)
    return "\n".join(lines)


def index(side: Side) -> FigureColumn[Row]:
    def tip(row: Row) -> str:
        figures = side.of(row)
        digits = side.decimals.single_index
        singles = [
            f"{code} {number_text(value, digits)}" for code, value in zip(CODES, figures.single, strict=True)
        ]
        lines = [words.weights_text(side.basis), *singles]
        bad = [number for number in range(len(CODES)) if not figures.valid[number]]
        if bad or side.provisional:
            lines.append(reason(figures, bad[0] if bad else 0, provisional=side.provisional))
        return "\n".join(lines)

    return FigureColumn(
        lambda: side.head(translate("Air", "Index")),
        lambda row: number_text(side.of(row).index, side.decimals.index),
        sort=lambda row: sort_number(side.of(row).index),
        align=RIGHT,
        tone=lambda row: _index_tone(side, row),
        tip=tip,
        head_tip=lambda: translate("Air", "Composite index: sum of the single indices, lower is cleaner"),
        number=lambda row: side.of(row).index,
        decimals=side.decimals.index,
        width=5.2,
    )


def _index_tone(side: Side, row: Row) -> str | None:
    if not side.of(row).index_is_valid:
        return "muted"
    return "accent" if side.differs(row, lambda one: one.index) else None


def largest(side: Side) -> FigureColumn[Row]:
    def value(row: Row) -> float | None:
        found = [one for one in side.of(row).single if one is not None]
        return max(found) if found else None

    def text(row: Row) -> str:
        if value(row) is None:
            return NOTHING
        names = words.pollutants_text(side.of(row).largest)
        return f"{names} {number_text(value(row), side.decimals.single_index)}"

    def tone(row: Row) -> str | None:
        if not side.of(row).index_is_valid:
            return "muted"
        return "accent" if side.differs(row, lambda one: one.largest) else None

    return FigureColumn(
        lambda: side.head(translate("Air", "Largest")),
        text,
        sort=lambda row: sort_number(value(row)),
        align=RIGHT,
        tone=tone,
        head_tip=lambda: translate("Air", "The largest single index and its pollutant"),
        width=8.8,
        rank=3,
    )
