"""Stations and the devices that report for them."""

from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import CODE, KIND, MAP, NAME, Base, Synced, synced

NO_SHARD = "000000"


class Station(Synced, Base):
    """A monitoring point. `datum` is the datum its coordinates were given in."""

    __tablename__ = "station"
    __table_args__ = ({"info": synced(unit="unit_code", identity=("code",))},)

    code: Mapped[str] = mapped_column(CODE, unique=True)
    name: Mapped[str] = mapped_column(NAME)
    level: Mapped[str] = mapped_column(KIND)
    unit_code: Mapped[str | None] = mapped_column(CODE, ForeignKey("unit.code"))
    shard_code: Mapped[str] = mapped_column(CODE)
    """County code at first registration; part of every reading's key, so it never changes."""
    lon: Mapped[float | None]
    lat: Mapped[float | None]
    datum: Mapped[str | None] = mapped_column(KIND)


class Device(Synced, Base):
    """A device by its HJ 212 number MN. `units` overrides the unit a factor is sent in."""

    __tablename__ = "device"
    __table_args__ = ({"info": synced(root="station_code", identity=("mn",))},)

    mn: Mapped[str] = mapped_column(CODE, unique=True)
    password: Mapped[str | None] = mapped_column(CODE)
    station_code: Mapped[str | None] = mapped_column(CODE, ForeignKey("station.code"))
    units: Mapped[dict[str, Any]] = mapped_column(info=MAP)
    sm4_key: Mapped[str | None] = mapped_column(CODE)
    """Of the encrypted data area (HJ 212-2025): 32 hexadecimal digits."""
    minute_seconds: Mapped[int | None]
    """Interval of its 2051 data where it is not a minute (CN 1063)."""
