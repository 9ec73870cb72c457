"""What people and the program say about readings: roll-ups, findings, marks, targets."""

from datetime import datetime

from sqlalchemy import BigInteger, Double, ForeignKey, Index, LargeBinary, SmallInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import ASK, CODE, EVERYWHERE, KIND, LOCAL, Base, Synced, synced


class StationDay(Base):
    """Sums and counts of one station's hours of one day of China time, made from the hours (`rollups`).

    `day` counts from 1970-01-01 in China; an hour labelled 00:00 belongs to the day before. Units as in
    `Observation`. Sums, not means: late hours change a day without anybody reading a month.
    """

    __tablename__ = "station_day"
    __table_args__ = (Index(None, "day"), {"info": LOCAL, "sqlite_with_rowid": False})

    station_code: Mapped[str] = mapped_column(CODE, primary_key=True)
    day: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    pm25_sum: Mapped[float] = mapped_column(Double)
    pm10_sum: Mapped[float] = mapped_column(Double)
    so2_sum: Mapped[float] = mapped_column(Double)
    no2_sum: Mapped[float] = mapped_column(Double)
    co_sum: Mapped[float] = mapped_column(Double)
    o3_sum: Mapped[float] = mapped_column(Double)
    pm25_n: Mapped[int] = mapped_column(SmallInteger)
    pm10_n: Mapped[int] = mapped_column(SmallInteger)
    so2_n: Mapped[int] = mapped_column(SmallInteger)
    no2_n: Mapped[int] = mapped_column(SmallInteger)
    co_n: Mapped[int] = mapped_column(SmallInteger)
    o3_n: Mapped[int] = mapped_column(SmallInteger)
    o3_8h: Mapped[float | None] = mapped_column(Double)
    """Highest valid 8-hour mean; NULL when there is none."""
    o3_n8: Mapped[int] = mapped_column(SmallInteger)
    """Valid 8-hour means from 08:00 to 24:00."""
    o3_1h: Mapped[float | None] = mapped_column(Double)


class StationMonth(Base):
    """The days of one station's month, packed: what a year's statistics read instead of hours."""

    __tablename__ = "station_month"
    __table_args__ = (Index(None, "month"), {"info": LOCAL})

    station_code: Mapped[str] = mapped_column(CODE, primary_key=True)
    month: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Year × 12 + month − 1."""
    days: Mapped[bytes] = mapped_column(LargeBinary)
    """Little-endian float64 (13, days of the month), the rows of `desktop.air.days.DAY_ROWS`."""


class Finding(Base):
    """What looks wrong in a station's hours, found by the program; people rule on it in `AirMark`."""

    __tablename__ = "finding"
    __table_args__ = (Index(None, "until"), {"info": LOCAL})

    station_code: Mapped[str] = mapped_column(CODE, primary_key=True)
    item: Mapped[str] = mapped_column(KIND, primary_key=True)
    """Column of the readings."""
    kind: Mapped[str] = mapped_column(KIND, primary_key=True)
    since: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    """Label of the first hour, epoch seconds; `until` is the last one's."""
    until: Mapped[int] = mapped_column(BigInteger)
    detail: Mapped[str] = mapped_column(Text)
    """JSON: the figures that led to it."""


class AirMark(Synced, Base):
    """A person's word on hours or days: a finding confirmed or dismissed, a sand-dust day, interference.

    Readings stay as they are: what is marked is left out of a statistic, or not, when it is computed.
    """

    __tablename__ = "air_mark"
    __table_args__ = ({"info": synced(root=EVERYWHERE, identity=("subject", "item", "kind", "since"))},)

    subject: Mapped[str] = mapped_column(CODE)
    """Code of a station, or of the unit whose stations are meant."""
    item: Mapped[str] = mapped_column(KIND)
    """Column of the readings; `all` for every one."""
    kind: Mapped[str] = mapped_column(KIND)
    since: Mapped[int] = mapped_column(BigInteger)
    until: Mapped[int] = mapped_column(BigInteger, info=ASK)
    verdict: Mapped[str] = mapped_column(KIND, info=ASK)
    """`confirmed` or `dismissed`."""
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]


class AirTarget(Synced, Base):
    """A county's goal for one year: a pollutant's concentration, the composite index, good days."""

    __tablename__ = "air_target"
    __table_args__ = (
        {"info": synced(root=EVERYWHERE, identity=("unit_code", "year", "item"), office_only=True)},
    )

    unit_code: Mapped[str] = mapped_column(CODE, ForeignKey("unit.code"))
    year: Mapped[int]
    item: Mapped[str] = mapped_column(KIND)
    """A pollutant's column, `index` or `good_days`."""
    value: Mapped[float] = mapped_column(Double)


class OfficeSetting(Synced, Base):
    """A rule of the office that its consoles follow: edition, weights, flag letters that count."""

    __tablename__ = "office_setting"
    __table_args__ = ({"info": synced(root=EVERYWHERE, identity=("name",), office_only=True)},)

    name: Mapped[str] = mapped_column(String(60), unique=True)
    value: Mapped[str] = mapped_column(Text)
    """JSON."""
