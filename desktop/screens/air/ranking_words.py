"""Words of a ranking: its lists, what is compared, rewards and fines."""

from PySide6.QtCore import QCoreApplication

from desktop.air.basis import Basis
from desktop.air.ranking import Named, Ranked, Side
from desktop.air.ranking_rules import (
    COMPOSITE,
    GOOD_RATE,
    IMPROVEMENT,
    RankingGroup,
    RankingList,
    RankingRule,
)
from desktop.air.standards import POLLUTANTS
from desktop.evaluation import words
from desktop.evaluation.places import Place
from desktop.evaluation.placing import Placed
from desktop.evaluation.sheets import Cell, Sheet
from widgets.ranking import RankHeads, RankRow

translate = QCoreApplication.translate


def rule_text(rule: RankingRule | RankingGroup, language: str) -> str:
    """Name of a rule or of a group."""
    return rule.name_zh if language == "zh" else rule.name_en


def index_text(name: str) -> str:
    """What is compared: `PM2.5`, `PM2.5 + SO2`."""
    if name == COMPOSITE:
        return translate("Air", "Composite index")
    if name == GOOD_RATE:
        return translate("Air", "Share of good days")
    return " + ".join(words.item_text(part) for part in name.split("+"))


def list_text(wanted: RankingList) -> str:
    """A list by its first index."""
    text = translate("Air", "{index}, improvement") if wanted.by == IMPROVEMENT else "{index}"
    return text.format(index=index_text(wanted.index[0]))


def decimals_of(wanted: RankingList, basis: Basis) -> int:
    """Digits of the first index as it is printed."""
    decimals, name = basis.evaluation.decimals, wanted.index[0]
    if wanted.by == IMPROVEMENT or name == GOOD_RATE:
        return decimals.rate
    if name == COMPOSITE:
        return decimals.index
    return decimals.single_index if "+" in name else decimals.statistics[POLLUTANTS.index(name)]


def heads(wanted: RankingList) -> RankHeads:
    """Titles of the figures."""
    return RankHeads(list_text(wanted), translate("Air", "Against last year"))


def rows_of(found: Placed) -> list[RankRow]:
    """Rows for the list, in their order."""
    names = {place.code: place for place in found.wish.places}
    return [_row(one, names[one.key], found) for one in found.rows]


def award_text(award: Named | None) -> str:
    """`top 1 · reward 500,000 yuan`."""
    if award is None:
        return ""
    text = translate("Air", "top {place}") if award.side is Side.TOP else translate("Air", "last {place}")
    text = text.format(place=award.place)
    if award.amount is None:
        return text
    money = translate("Air", "{text} · fine {amount}0,000 yuan")
    if award.side is Side.TOP:
        money = translate("Air", "{text} · reward {amount}0,000 yuan")
    return money.format(text=text, amount=f"{award.amount:g}")


def sheet(found: Placed, title: str, notes: tuple[str, ...]) -> Sheet:
    """The ranking for files and the clipboard."""
    titles = (
        translate("Air", "Place"),
        translate("Air", "Area"),
        list_text(found.wish.wanted),
        translate("Air", "Places gained"),
        translate("Air", "Against last year %"),
        translate("Air", "Named"),
    )
    names = {place.code: place.name for place in found.wish.places}
    rows = tuple(_cells(one, names[one.key], found) for one in found.rows)
    return Sheet(title, notes, titles, rows)


def _cells(one: Ranked, name: str, found: Placed) -> tuple[Cell, ...]:
    basis, wanted = found.wish.basis, found.wish.wanted
    digits, rate = decimals_of(wanted, basis), basis.evaluation.decimals.rate
    value = _value(one)
    return (
        Cell(str(one.place or ""), float(one.place) if one.place else None),
        Cell(name),
        Cell(words.number_text(value, digits), value, digits),
        Cell("" if one.moved is None else f"{one.moved:+d}", None if one.moved is None else float(one.moved)),
        Cell(words.signed_text(one.improvement, rate), one.improvement, rate),
        Cell(award_text(found.named_as(one.key))),
    )


def _row(one: Ranked, place: Place, found: Placed) -> RankRow:
    basis, wanted = found.wish.basis, found.wish.wanted
    value = _value(one)
    rate = words.signed_text(one.improvement, basis.evaluation.decimals.rate)
    digits = decimals_of(wanted, basis)
    text = words.number_text(value, digits)
    return RankRow(
        key=one.key,
        rank=str(one.place) if one.place else "",
        name=_name(one, place, found),
        value=value,
        value_text=f"{text} %" if wanted.by == IMPROVEMENT and value is not None else text,
        moved=one.moved,
        rate_text="" if one.improvement is None else f"{rate} %",
        note=_note(one, found),
    )


def _name(one: Ranked, place: Place, found: Placed) -> str:
    """The name, with what it is named for, and that its figure stands on too few days."""
    parts = [place.name, award_text(found.named_as(one.key))]
    if one.place and one.key not in found.valid:
        parts.append(translate("Air", "too few valid days"))
    return "   ".join(part for part in parts if part)


def _note(one: Ranked, found: Placed) -> str:
    if not one.place:
        return translate("Air", "Not ranked: too few valid days for a figure.")
    if one.key not in found.valid:
        return translate("Air", "Ranked, but the period has too few valid days to count.")
    return ""


def _value(one: Ranked) -> float | None:
    figure = one.figures[0]
    return None if figure != figure else figure  # NaN is not itself
