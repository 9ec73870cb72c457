"""Readings: idempotent rows keyed by station, period and time; not operations."""

from enum import IntEnum

from sqlalchemy import BigInteger, Double, String
from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import CODE, READINGS, Base

POLLUTANTS = ("pm25", "pm10", "so2", "no2", "co", "o3")
WEATHER = ("temperature", "humidity", "pressure", "wind_speed", "wind_direction")
VALUES = POLLUTANTS + WEATHER
ROW_COLUMNS = ("station_code", "period", "time", *VALUES, "flags")
"""Order of the plain tuples that feeds hand to `db.commands.readings.store`."""


class Period(IntEnum):
    """Length of the interval in seconds; a row's time is the interval's end."""

    SAMPLE = 0
    MINUTE = 60
    HOUR = 3600
    DAY = 86400


class ChannelValue(Base):
    """One value of anything that is no column of `Observation`: TSP, electricity, VOC, state of a process.

    Clustered by its key on SQLite. Channels stay in the database that received them, as minutes do.
    """

    __tablename__ = "channel_value"
    __table_args__ = ({"info": READINGS, "sqlite_with_rowid": False},)

    shard_code: Mapped[str] = mapped_column(CODE, primary_key=True)
    station_code: Mapped[str] = mapped_column(CODE, primary_key=True)
    channel: Mapped[str] = mapped_column(String(40), primary_key=True)
    """Factor code, and the field where that is neither mean nor sample: `a34001`, `a34001-Max`."""
    period: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    time: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    value: Mapped[float | None] = mapped_column(Double)
    """As the device sent it, in the device's unit."""
    text: Mapped[str | None] = mapped_column(String(40))
    """What is no number: `p99101-Rtd=St`."""
    flag: Mapped[str | None] = mapped_column(String(8))
    """Letter other than N."""


class Observation(Base):
    """One wide row per station, period and time.

    Units: µg/m³ (CO mg/m³), °C, %, hPa, m/s, degrees. `time` is epoch seconds: arrays need no parsing.
    Clustered by its key on SQLite; split by month on PostgreSQL.
    """

    __tablename__ = "observation"
    __table_args__ = (
        {
            "info": READINGS,
            "sqlite_with_rowid": False,
            "postgresql_partition_by": "RANGE (time)",
        },
    )

    shard_code: Mapped[str] = mapped_column(CODE, primary_key=True)
    station_code: Mapped[str] = mapped_column(CODE, primary_key=True)
    period: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    time: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    pm25: Mapped[float | None] = mapped_column(Double)
    pm10: Mapped[float | None] = mapped_column(Double)
    so2: Mapped[float | None] = mapped_column(Double)
    no2: Mapped[float | None] = mapped_column(Double)
    co: Mapped[float | None] = mapped_column(Double)
    o3: Mapped[float | None] = mapped_column(Double)
    temperature: Mapped[float | None] = mapped_column(Double)
    humidity: Mapped[float | None] = mapped_column(Double)
    pressure: Mapped[float | None] = mapped_column(Double)
    wind_speed: Mapped[float | None] = mapped_column(Double)
    wind_direction: Mapped[float | None] = mapped_column(Double)
    flags: Mapped[str | None] = mapped_column(String(120))
    """Letters other than N, by column: `pm25:C co:T`."""
    stamp: Mapped[int] = mapped_column(BigInteger, server_default="0")
    """Epoch milliseconds of the last change, raised above the one before: replicas keep the later value."""
    older: Mapped[str | None] = mapped_column(String(400))
    """Stamps of the columns that the last change left as they were: `pm25:1773990000000 …`; rarely any."""
