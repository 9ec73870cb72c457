"""Columns of the evaluation: areas, days, levels, changes; on one basis or on two side by side."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from desktop.air.aqi import CODES
from desktop.air.basis import Basis
from desktop.air.standards import POLLUTANTS, Level
from desktop.evaluation import words
from desktop.evaluation.evaluating import Figures, Moved, Row
from desktop.evaluation.evaluation_side import Side, count_column, figure_column
from desktop.evaluation.places import STATION, TOTAL
from desktop.evaluation.words import NOTHING, signed_text
from desktop.models.figures import RIGHT, FigureColumn, sort_number
from desktop.screens.air.evaluation_values import concentration_of, index, largest
from desktop.texts import level_text

translate = QCoreApplication.translate

_INDENT = "    "


def columns(bases: Sequence[Basis], language: str, *, provisional: bool = False) -> list[FigureColumn[Row]]:
    """Columns on one basis, or those that two bases can differ in, side by side."""
    if len(bases) == 1:
        return _alone(Side(bases, 0, provisional), bases[0], language)
    sides = [Side(bases, number, provisional) for number in range(len(bases))]
    found = [_place(), _days(sides[0])]
    values = [concentration_of(row) for row in range(len(POLLUTANTS))]
    for make in (_good, _rate, *values, index, largest):
        found += [make(side) for side in sides]
    return found


def row_key(row: Row) -> tuple[str, str]:
    return row.place.key


def _alone(side: Side, basis: Basis, language: str) -> list[FigureColumn[Row]]:
    levels = [_level(side, number, level, language) for number, level in enumerate(basis.editions[0].levels)]
    return [
        _place(),
        _days(side),
        _good(side),
        _rate(side),
        *levels,
        *(concentration_of(row)(side) for row in range(len(POLLUTANTS))),
        index(side),
        largest(side),
        _main(side),
        *_moved(side, lambda one: one.year, translate("Air", "last year"), 2),
        *_moved(side, lambda one: one.before, translate("Air", "period before"), 6),
    ]


def _place() -> FigureColumn[Row]:
    return FigureColumn(lambda: translate("Air", "Area"), place_text, sort=_order, tip=_place_tip, width=9.0)


def place_text(row: Row) -> str:
    """A station stands indented below its county."""
    return f"{_INDENT}{row.place.name}" if row.place.kind == STATION else row.place.name


def _order(row: Row) -> str:
    return row.place.code


def _place_tip(row: Row) -> str:
    place = row.place
    if place.kind == STATION:
        return f"{place.name} · {place.code} · {level_text(place.level)}"
    text = translate("Air", "Mean of the days of {points} points; {count} stations in all.")
    if place.kind == TOTAL:
        text = translate("Air", "All counties as one area: {points} points; {count} stations in all.")
    return text.format(points=len(place.points), count=place.count)


def _days(side: Side) -> FigureColumn[Row]:
    def text(row: Row) -> str:
        return f"{min(side.of(row).n)}/{side.of(row).needed}"

    def tip(row: Row) -> str:
        figures = side.of(row)
        lines = [f"{code} {n}/{figures.needed}" for code, n in zip(CODES, figures.n, strict=True)]
        if any(figures.left_out):
            left = translate("Air", "sand-dust days left out: PM2.5 {pm25}, PM10 {pm10}")
            lines.append(left.format(pm25=figures.left_out[0], pm10=figures.left_out[1]))
        return "\n".join(lines)

    return FigureColumn(
        lambda: side.head(translate("Air", "Valid days")),
        text,
        sort=lambda row: float(min(side.of(row).n)),
        align=RIGHT,
        tone=lambda row: None if all(side.of(row).valid) else "muted",
        tip=tip,
        number=lambda row: float(min(side.of(row).n)),
        head_tip=lambda: translate("Air", "Days valid of days needed, of the pollutant that has the fewest"),
        width=6.0,
    )


def _good(side: Side) -> FigureColumn[Row]:
    return count_column(
        side,
        side.head(translate("Air", "Good days")),
        lambda one: one.good,
        lambda row: f"{side.of(row).good}/{side.of(row).graded}",
        width=6.0,
    )


def _rate(side: Side) -> FigureColumn[Row]:
    digits = side.decimals.rate
    return figure_column(
        side, side.head(translate("Air", "Share %")), lambda one: one.good_rate, digits, width=5.6, rank=1
    )


def _level(side: Side, number: int, level: Level, language: str) -> FigureColumn[Row]:
    return count_column(
        side,
        words.level_head(number, level, language),
        lambda one: one.levels[number],
        lambda row: str(row.sides[0].levels[number] or ""),
        width=3.8,
        rank=4,
        head_tip=lambda: level.zh if language == "zh" else level.en,
    )


def _main(side: Side) -> FigureColumn[Row]:
    def days(row: Row) -> int:
        return max(side.of(row).primary)

    def text(row: Row) -> str:
        most = days(row)
        if not most:
            return NOTHING
        names = "+".join(
            code for code, count in zip(CODES, side.of(row).primary, strict=True) if count == most
        )
        return translate("Air", "{pollutant} {days} d").format(pollutant=names, days=most)

    return FigureColumn(
        lambda: translate("Air", "Main pollutant"),
        text,
        sort=lambda row: float(days(row)),
        tone=lambda row: side.day_tone(row, lambda one: one.primary),
        tip=lambda row: "\n".join(
            f"{code} {count}" for code, count in zip(CODES, side.of(row).primary, strict=True) if count
        ),
        head_tip=lambda: translate("Air", "Primary pollutant on most days, and on how many"),
        width=9.6,
        rank=5,
    )


def _moved(
    side: Side, moved: Callable[[Figures], Moved], name: str, rank: int
) -> Sequence[FigureColumn[Row]]:
    """Index and good days against another period."""
    digits = side.decimals.rate

    def rate(row: Row) -> float | None:
        return moved(side.of(row)).index_rate

    def days(row: Row) -> float | None:
        good = moved(side.of(row)).good
        return None if good is None else float(good)

    def tip(row: Row) -> str:
        text = translate("Air", "Index {change} against {period}, both on this basis")
        return text.format(change=signed_text(moved(side.of(row)).index, side.decimals.index), period=name)

    return (
        FigureColumn(
            lambda: translate("Air", "Index %\n{period}").format(period=name),
            lambda row: signed_text(rate(row), digits),
            sort=lambda row: sort_number(rate(row)),
            align=RIGHT,
            tone=lambda row: _tone_of(rate(row), side.of(row)),
            tip=tip,
            number=rate,
            decimals=digits,
            width=7.2,
            rank=rank,
        ),
        FigureColumn(
            lambda: translate("Air", "Good days\n{period}").format(period=name),
            lambda row: signed_text(days(row), 0),
            sort=lambda row: sort_number(days(row)),
            align=RIGHT,
            tone=lambda row: _tone_of(None if days(row) is None else -(days(row) or 0.0), side.of(row)),
            number=days,
            width=7.2,
            rank=rank,
        ),
    )


def _tone_of(change: float | None, figures: Figures) -> str | None:
    """Worse is an alarm, better is done; what does not count is grey."""
    if change is None or not figures.index_is_valid:
        return "muted"
    return "alarm" if change > 0 else "done" if change < 0 else None
