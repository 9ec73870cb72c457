"""A parser for each column of a ledger: cell -> value, each distinct cell judged once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QCoreApplication

from db.rules.campaign_records import CampaignDefinition, FieldDefinition
from db.rules.sites import SiteState
from desktop.ledgers.profile import CHECKS, FIELDS, ColumnUse
from desktop.ledgers.sheets import Cell, text_of
from desktop.ledgers.units_book import UnitBook
from desktop.ledgers.values import CellError, Meant, day, number, yes_no
from desktop.ledgers.words import key, likeness, meant, person_name, tidy
from desktop.ledgers.written import deadline_of

translate = QCoreApplication.translate

Parse = Callable[[Cell], Meant]
_LIKE_ENOUGH = 0.7
_DEPARTMENT = "department"


@dataclass(frozen=True, slots=True)
class Context:
    """What cells are judged by: the campaign, the units, the ledger's date and county."""

    definition: CampaignDefinition
    units: UnitBook
    written: date
    county: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A cell's value, or why it has none; `exact` as in `Meant`."""

    value: Any = None
    exact: bool = True
    problem: str = ""


class ColumnParser:
    """Judges the cells of one column."""

    def __init__(self, parse: Parse) -> None:
        self._parse = parse
        self._seen: dict[Any, Judged] = {}

    def __call__(self, cell: Cell) -> Judged:
        asked = cell if type(cell) is str else (type(cell), cell)
        found = self._seen.get(asked)
        if found is None:
            found = self._seen[asked] = self._judge(cell)
        return found

    def _judge(self, cell: Cell) -> Judged:
        try:
            result = self._parse(cell)
        except CellError as error:
            return Judged(problem=str(error))
        return Judged(result.value, result.exact)


def parser(use: ColumnUse, context: Context) -> ColumnParser:
    """The parser of a column; units are looked up by the reader, who knows the village's township."""
    return ColumnParser(_parse(use, context))


def _parse(use: ColumnUse, context: Context) -> Parse:
    target = use.target
    if target.startswith(CHECKS):
        return yes_no
    if target in ("deadline", "check_day"):
        return _deadline(context) if target == "deadline" else lambda cell: day(cell, context.written)
    if target in ("lon", "lat"):
        return number
    if target == "state":
        return _state(context.definition)
    field = context.definition.field(target.removeprefix(FIELDS)) if target.startswith(FIELDS) else None
    if field is not None and field.type in _FIELDS:
        return _FIELDS[field.type](field, use, context)
    is_person = target == "person" or (field is not None and field.type == "person")
    return lambda cell: Meant(_text(cell, is_person) or None)


def _text(cell: Cell, is_person: bool = False) -> str:
    text = meant(text_of(cell))
    return person_name(text) if is_person else tidy(text)


def _deadline(context: Context) -> Parse:
    def parse(cell: Cell) -> Meant:
        found = day(cell, context.written)
        value = found.value
        return Meant(deadline_of(value), found.exact) if isinstance(value, date) else found

    return parse


def _state(definition: CampaignDefinition) -> Parse:
    names = {
        key(word): state.key
        for state in definition.states
        for word in (state.text.zh, state.text.en, state.key)
    }
    names |= {"整改中": SiteState.RECTIFYING, "已销号": SiteState.CLOSED, "销号": SiteState.CLOSED}

    def parse(cell: Cell) -> Meant:
        text = key(text_of(cell))
        if not text:
            return Meant(None)
        if text in names:
            return Meant(str(names[text]))
        try:
            is_closed = yes_no(cell).value
        except CellError:
            known = translate("ledger", ", ").join(state.text.zh for state in definition.states)
            text = translate("ledger", "not a state; there are: {known}")
            raise CellError(text.format(known=known)) from None
        return Meant(None if is_closed is None else str(SiteState.CLOSED if is_closed else SiteState.ACTIVE))

    return parse


def _number(field: FieldDefinition, use: ColumnUse, context: Context) -> Parse:
    unit = field.unit.zh if field.unit else ""
    return lambda cell: number(meant(cell) if isinstance(cell, str) else cell, unit, use.unit)


def _date(field: FieldDefinition, use: ColumnUse, context: Context) -> Parse:
    def parse(cell: Cell) -> Meant:
        found = day(cell, context.written)
        value = found.value
        if isinstance(value, datetime):
            return Meant(value.date().isoformat(), False)
        return Meant(value.isoformat(), found.exact) if isinstance(value, date) else found

    return parse


def _choice(field: FieldDefinition, use: ColumnUse, context: Context) -> Parse:
    names = {key(word): one.key for one in field.choices for word in (one.text.zh, one.text.en, one.key)}

    def parse(cell: Cell) -> Meant:
        text = key(text_of(cell))
        if not text:
            return Meant(None)
        if text in names:
            return Meant(names[text])
        near = {names[name] for name in names if len(text) > 1 and (text in name or name in text)}
        if len(near) == 1:
            return Meant(near.pop(), exact=False)
        raise CellError(_no_choice(field, text))

    return parse


def _no_choice(field: FieldDefinition, text: str) -> str:
    known = translate("ledger", ", ").join(choice.text.zh for choice in field.choices)
    near = max(field.choices, key=lambda choice: likeness(text, key(choice.text.zh)))
    if likeness(text, key(near.text.zh)) >= _LIKE_ENOUGH:
        sentence = translate("ledger", "not one of the choices; perhaps {near} is meant")
        return sentence.format(near=near.text.zh)
    return translate("ledger", "not one of the choices: {known}").format(known=known)


def _unit(field: FieldDefinition, use: ColumnUse, context: Context) -> Parse:
    def parse(cell: Cell) -> Meant:
        text = _text(cell)
        return Meant(context.units.code(text, context.county) if text else None)

    return parse


def _place(field: FieldDefinition, use: ColumnUse, context: Context) -> Parse:
    def parse(cell: Cell) -> Meant:
        text = tidy(text_of(cell)).replace("，", ",")
        if not text:
            return Meant(None)
        try:
            lon, lat = (float(part) for part in text.split(","))
        except ValueError:
            raise CellError(translate("ledger", "not a longitude and a latitude, as 114.69, 36.44")) from None
        return Meant([lon, lat])

    return parse


_FIELDS: dict[str, Callable[[FieldDefinition, ColumnUse, Context], Parse]] = {
    "number": _number,
    "date": _date,
    "choice": _choice,
    "yes_no": lambda field, use, context: yes_no,
    "unit": _unit,
    "place": _place,
}
