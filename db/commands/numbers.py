"""Running numbers that this replica can give alone and never gives twice."""

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from db.schema import NumberSeries


def next_number(session: Session, prefix: str, column: InstrumentedAttribute[str]) -> str:
    """The next number of a series; the journal's head row keeps two writers from getting the same.

    Args:
        column: where the number will stand. A record that was restored from a backup gets the numbers that it
            had given back by exchange: those are passed over.
    """
    series = session.get(NumberSeries, prefix)
    if series is None:
        series = NumberSeries(prefix=prefix, last=0)
        session.add(series)
    series.last += 1
    while session.scalar(select(column).where(column == _number(series))) is not None:
        series.last += 1
    session.flush()
    return _number(series)


def next_numbers(session: Session, prefix: str, column: InstrumentedAttribute[str], count: int) -> list[str]:
    """The next numbers of a series at once, as `next_number` would give them one by one."""
    series = session.get(NumberSeries, prefix)
    if series is None:
        series = NumberSeries(prefix=prefix, last=0)
        session.add(series)
    found: list[str] = []
    while len(found) < count:
        asked = []
        for _ in range(count - len(found)):
            series.last += 1
            asked.append(_number(series))
        taken = set(session.scalars(select(column).where(column.in_(asked))))
        found += [number for number in asked if number not in taken]
    session.flush()
    return found


def _number(series: NumberSeries) -> str:
    return f"{series.prefix}{series.last:04d}"
