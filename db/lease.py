"""The lease on a service that must run once: held for some seconds, renewed, then anybody may take it.

Whose clock? Leases on PostgreSQL are held by programs on several computers, some with wrong clocks, so the
server's clock is the only one asked. A SQLite file is written from one computer only (network shares are
refused): there the caller's clock is everybody's.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from db.engine import insert_or
from db.schema import Lease

LONGEST = timedelta(minutes=10)
"""No lease is asked for longer than this."""


@dataclass(frozen=True, slots=True)
class LeaseRecord:
    """Who holds it, until when, and the clock that this is measured by."""

    holder: str
    until: datetime
    now: datetime

    @property
    def has_run_out(self) -> bool:
        return self.until <= self.now


def acquire(session: Session, name: str, holder: str, now: datetime, seconds: float) -> bool:
    """Take the lease if it is free, has run out or is ours; whether `holder` has it now."""
    moment = _moment(session, now)
    until = moment + timedelta(seconds=seconds)
    # nobody asks for so long: the clock was put back since that was written
    beyond = Lease.until > moment + LONGEST
    session.execute(update(Lease).where(Lease.name == name, beyond).values(until=until))
    statement = insert_or(session, Lease).values(name=name, holder=holder, until=until)
    mine = or_(Lease.until <= moment, Lease.holder == holder)
    taken = statement.on_conflict_do_update(
        index_elements=["name"], set_={"holder": holder, "until": until}, where=mine
    )
    return session.scalar(taken.returning(Lease.name)) is not None


def renew(session: Session, name: str, holder: str, now: datetime, seconds: float) -> bool:
    """Hold it longer; False when it is somebody else's or nobody's by now: then it must be acquired again."""
    until = _moment(session, now) + timedelta(seconds=seconds)
    mine = update(Lease).where(Lease.name == name, Lease.holder == holder).values(until=until)
    return session.scalar(mine.returning(Lease.name)) is not None


def holds(session: Session, name: str, holder: str, now: datetime) -> bool:
    """Whether `holder` has it at this moment: asked before every deed."""
    found = current(session, name, now)
    return found is not None and found.holder == holder and not found.has_run_out


def release(session: Session, name: str, holder: str) -> None:
    """Give it back, so that nobody need wait until it runs out."""
    session.execute(delete(Lease).where(Lease.name == name, Lease.holder == holder))


def current(session: Session, name: str, now: datetime) -> LeaseRecord | None:
    """Who holds it or held it last; None when it was given back."""
    row = session.execute(select(Lease.holder, Lease.until).where(Lease.name == name)).one_or_none()
    return None if row is None else LeaseRecord(row[0], row[1], _moment(session, now))


def _moment(session: Session, now: datetime) -> datetime:
    if session.get_bind().dialect.name != "postgresql":
        return now
    moment: datetime = session.scalars(select(func.clock_timestamp())).one()
    return moment
