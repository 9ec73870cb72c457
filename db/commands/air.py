"""What people say about readings: marks on hours and days, targets, rules of the office."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actor import Actor
from db.changes import Changes
from db.commands.units import require_unit
from db.errors import InvalidValueError, RuleError
from db.ids import natural_id
from db.log import Journal
from db.schema import AirMark, AirTarget, OfficeSetting, Station, Unit
from db.schema.readings import VALUES

ALL_ITEMS = "all"
SAND_DUST = "sand_dust"
TARGET_ITEMS = ("pm25", "pm10", "so2", "no2", "co", "o3", "index", "good_days")
_HIGHEST_TARGET = 10_000


class NoReasonError(InvalidValueError):
    template = "A reason is missing. Say in a few words why; it is kept with the mark."


class BadSpanError(InvalidValueError):
    template = "The period ends before it begins. Give a first and a last hour or day in their order."


class UnknownSubjectError(InvalidValueError):
    template = "There is no station and no unit with the code {code}."


class BadTargetError(InvalidValueError):
    template = "{value} is no target for {item}. Give a number from 0 to {most}."


class OfficeRuleError(RuleError):
    """Operations of a field replica on it would have no effect."""

    template = (
        "Only an office sets targets and rules. This record belongs to a field replica; ask the office."
    )


@dataclass(frozen=True, slots=True)
class NewMark:
    """A person's word on the hours in [since, until], labels in epoch seconds, of a station or a unit."""

    subject: str
    kind: str
    since: int
    until: int
    verdict: str
    reason: str
    item: str = ALL_ITEMS


def mark(session: Session, actor: Actor, new: NewMark) -> Changes:
    """Confirm or dismiss something about hours; the same subject, item, kind and beginning again: changed.

    Raises:
        NoReasonError, BadSpanError, UnknownSubjectError
    """
    _require(session, new)
    with Journal(session, actor, "air.mark") as journal:
        key = natural_id("air_mark", new.subject, new.item, new.kind, new.since)
        row = session.get(AirMark, key)
        if row is None:
            row = AirMark(subject=new.subject, item=new.item, kind=new.kind, since=new.since)
            _say(row, actor, new)
            journal.insert(row)
        else:
            with journal.changing(row):
                row.deleted_at = None
                _say(row, actor, new)
    return Changes(air=True, doubts=True)


def unmark(session: Session, actor: Actor, subject: str, item: str, kind: str, since: int) -> Changes:
    """Take a mark back: it stays in the log."""
    row = session.get(AirMark, natural_id("air_mark", subject, item, kind, since))
    if row is None or row.deleted_at is not None:
        return Changes()
    with Journal(session, actor, "air.unmark") as journal, journal.changing(row):
        row.deleted_at = actor.now
    return Changes(air=True, doubts=True)


def set_targets(
    session: Session, actor: Actor, unit_code: str, year: int, goals: Mapping[str, Any]
) -> Changes:
    """Set a unit's goals of a year; None takes one away.

    Args:
        goals: value by item (`TARGET_ITEMS`): µg/m³ (CO mg/m³), the composite index, days.

    Raises:
        NotFoundError, BadTargetError, OfficeRuleError
    """
    require_unit(session, unit_code)
    for item, value in goals.items():
        _require_target(item, value)
    with Journal(session, actor, "air.targets") as journal:
        _require_office(journal)
        for item, value in goals.items():
            _set_target(session, journal, actor, (unit_code, year, item), value)
    return Changes(air=True)


def set_rule(session: Session, actor: Actor, name: str, value: Any) -> Changes:
    """Set a rule of the office for all its consoles.

    Args:
        value: anything that JSON can spell.

    Raises:
        OfficeRuleError
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    with Journal(session, actor, "air.rule") as journal:
        _require_office(journal)
        row = session.get(OfficeSetting, natural_id("office_setting", name))
        if row is None:
            journal.insert(OfficeSetting(name=name, value=text))
        else:
            with journal.changing(row):
                row.deleted_at, row.value = None, text
    return Changes(air=True)


def _say(row: AirMark, actor: Actor, new: NewMark) -> None:
    row.until, row.verdict, row.reason, row.at = new.until, new.verdict, new.reason.strip(), actor.now


def _require(session: Session, new: NewMark) -> None:
    if not new.reason.strip():
        raise NoReasonError()
    if new.until < new.since:
        raise BadSpanError()
    if new.item != ALL_ITEMS and new.item not in VALUES:
        raise InvalidValueError(field="item", problem=new.item)
    for column in (Station.code, Unit.code):
        if session.scalar(select(column).where(column == new.subject)) is not None:
            return
    raise UnknownSubjectError(code=new.subject)


def _require_target(item: str, value: Any) -> None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if item not in TARGET_ITEMS or not (value is None or (is_number and 0 <= value <= _HIGHEST_TARGET)):
        raise BadTargetError(value=value, item=item, most=_HIGHEST_TARGET)


def _require_office(journal: Journal) -> None:
    if journal.replica.side != "office":
        raise OfficeRuleError()


def _set_target(
    session: Session, journal: Journal, actor: Actor, key: tuple[str, int, str], value: float | None
) -> None:
    row = session.get(AirTarget, natural_id("air_target", *key))
    if row is None:
        if value is not None:
            unit, year, item = key
            journal.insert(AirTarget(unit_code=unit, year=year, item=item, value=float(value)))
        return
    with journal.changing(row):
        row.deleted_at = actor.now if value is None else None
        row.value = row.value if value is None else float(value)
