"""What feeds leave behind besides readings: refusals and counters."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from db.engine import insert_or
from db.schema import Counter, Refused

KEEP_REFUSED = 100_000
"""Refusals kept; older ones make room, and the counters still know of them."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One frame or row that was not taken."""

    at: datetime
    source: str
    reason: str
    detail: str
    raw: str


def refuse(session: Session, items: Iterable[Refusal]) -> int:
    """Keep refusals with their reason; the number kept."""
    rows = [
        {
            "at": item.at,
            "source": item.source[:200],
            "reason": item.reason,
            "detail": item.detail,
            "raw": item.raw.replace("\x00", "\\0"),  # PostgreSQL has no text with a NUL in it
        }
        for item in items
    ]
    if not rows:
        return 0
    session.execute(insert(Refused), rows)
    newest = session.scalar(select(func.max(Refused.id))) or 0
    session.execute(delete(Refused).where(Refused.id <= newest - KEEP_REFUSED))
    return len(rows)


def count(session: Session, amounts: Mapping[str, int]) -> None:
    """Add to counters, making them as needed."""
    rows = [{"name": name, "value": amount} for name, amount in sorted(amounts.items()) if amount]
    if rows:
        statement = insert_or(session, Counter)
        session.execute(
            statement.on_conflict_do_update(
                index_elements=["name"], set_={"value": Counter.value + statement.excluded.value}
            ),
            rows,
        )
