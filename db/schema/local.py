"""Book-keeping of this database: what was refused, counters, device states, series of numbers."""

from datetime import datetime

from sqlalchemy import BigInteger, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import CODE, KIND, LOCAL, NAME, Base

_ROWID = BigInteger().with_variant(Integer(), "sqlite")


class Refused(Base):
    """A frame or row that was not taken, with the reason: nothing is dropped silently."""

    __tablename__ = "refused"
    __table_args__ = (Index(None, "at"), {"info": LOCAL})

    id: Mapped[int] = mapped_column(_ROWID, primary_key=True, autoincrement=True)
    at: Mapped[datetime]
    source: Mapped[str] = mapped_column(NAME)
    reason: Mapped[str] = mapped_column(KIND)
    detail: Mapped[str] = mapped_column(Text)
    raw: Mapped[str] = mapped_column(Text)


class Counter(Base):
    """A running total by name, e.g. `frames.accepted`; `readings` tells pollers that new ones came."""

    __tablename__ = "counter"
    __table_args__ = ({"info": LOCAL},)

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[int] = mapped_column(BigInteger)


class DeviceState(Base):
    """What was last heard of a device."""

    __tablename__ = "device_state"
    __table_args__ = ({"info": LOCAL},)

    mn: Mapped[str] = mapped_column(CODE, primary_key=True)
    last_frame_at: Mapped[datetime]
    last_data_time: Mapped[int | None] = mapped_column(BigInteger)
    frames: Mapped[int] = mapped_column(BigInteger)
    peer: Mapped[str] = mapped_column(NAME)


class NumberSeries(Base):
    """Last order number given by this replica in a series."""

    __tablename__ = "number_series"
    __table_args__ = ({"info": LOCAL},)

    prefix: Mapped[str] = mapped_column(String(40), primary_key=True)
    last: Mapped[int]


class ReferenceSet(Base):
    """A loaded data set of reference rows and the digest they must still have."""

    __tablename__ = "reference_set"
    __table_args__ = ({"info": LOCAL},)

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    rows: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    source: Mapped[str] = mapped_column(Text)
    loaded_at: Mapped[datetime]
