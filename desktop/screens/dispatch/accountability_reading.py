"""What the ledger of accountability reads in one look at the record, and how it is counted."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy.orm import Session

from db.queries.escalations import EscalationRecord, escalations
from db.queries.late_parts import late_parts
from db.rules.ladder import LEVELS
from db.times import CHINA
from desktop.ladder import Proposal, proposals
from widgets.stacked_bars import StackedRow

PERIODS = ("month", "quarter", "year", "all")
SHOWN = 2_000
"""Proposals that are listed; nobody reads more, and the number above the list counts all."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The rungs of a period, newest first, and what the ladder proposes at this moment."""

    records: list[EscalationRecord]
    proposals: list[Proposal]
    proposed: int
    """How many there are in all."""
    now: datetime


def read(session: Session, *, period: str, now: datetime) -> Ledger:
    """For the database thread."""
    records = escalations(session, since=since_of(period, now))
    found = proposals(late_parts(session, now).late, now)
    return Ledger(records[::-1], found[:SHOWN], len(found), now)


def since_of(period: str, now: datetime) -> datetime | None:
    """When a period began, in China; None for all of it."""
    day = now.astimezone(CHINA).date()
    first = {
        "month": day.replace(day=1),
        "quarter": day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1),
        "year": day.replace(month=1, day=1),
    }.get(period)
    return datetime.combine(first, time(), CHINA) if first is not None else None


def by_level(records: Iterable[EscalationRecord]) -> dict[str, int]:
    """How many of each rung, the lowest first; those that nobody took are nought."""
    counted = Counter(record.level for record in records)
    return {level: counted[level] for level in LEVELS}


def penalties(records: Iterable[EscalationRecord]) -> int:
    """All penalties together, in fen."""
    return sum(record.penalty_fen or 0 for record in records)


def by_unit(records: Sequence[EscalationRecord]) -> list[StackedRow]:
    """How many of which rung each unit has; whoever has most comes first."""
    units = {record.unit_code: record.unit_name for record in records}
    rows = [
        StackedRow(name, tuple(by_level(one for one in records if one.unit_code == code).values()))
        for code, name in units.items()
    ]
    return sorted(rows, key=lambda row: (-sum(row.counts), row.label))


def matches(record: EscalationRecord, *, unit: str, level: str, words: str) -> bool:
    """Whether the filters leave a row; all words must be somewhere in it."""
    if (unit and record.unit_code != unit) or (level and record.level != level):
        return False
    texts = (record.number, record.title, record.unit_name, record.name, record.document, record.note)
    said = "\n".join(text for text in (*texts, record.written_by) if text).casefold()
    return all(word in said for word in words.casefold().split())
