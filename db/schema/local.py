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
    st: Mapped[str | None] = mapped_column(KIND)
    """System code (ST) of its last frame."""
    clock_off_s: Mapped[int | None]
    """Its clock minus ours, from the last frame's QN."""
    hour: Mapped[int | None] = mapped_column(BigInteger)
    """Start of the clock hour in which frames are being counted, epoch seconds."""
    hour_frames: Mapped[int] = mapped_column(server_default="0")
    hour_frames_before: Mapped[int] = mapped_column(server_default="0")
    bad: Mapped[str] = mapped_column(Text, server_default="{}")
    """JSON: reason -> how many of its frames or values were refused."""
    last_values: Mapped[str] = mapped_column(Text, server_default="{}")
    """JSON: factor code -> what it last sent, as text, with the unit it was taken in."""


class UnknownDevice(Base):
    """A number that sends and that nobody has registered: to be bound with one click."""

    __tablename__ = "unknown_device"
    __table_args__ = ({"info": LOCAL},)

    mn: Mapped[str] = mapped_column(String(64), primary_key=True)
    st: Mapped[str | None] = mapped_column(KIND)
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]
    frames: Mapped[int] = mapped_column(BigInteger)
    peer: Mapped[str] = mapped_column(NAME)
    sample: Mapped[str] = mapped_column(Text)
    """Data area of its last frame."""


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
