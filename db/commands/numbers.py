"""Running numbers that this replica can give alone and never gives twice."""

from sqlalchemy.orm import Session

from db.schema import NumberSeries


def next_number(session: Session, prefix: str) -> str:
    """The next number of a series; the journal's head row keeps two writers from getting the same."""
    series = session.get(NumberSeries, prefix)
    if series is None:
        series = NumberSeries(prefix=prefix, last=0)
        session.add(series)
    series.last += 1
    session.flush()
    return f"{prefix}{series.last:04d}"
