"""Units (the tree of divisions, departments and enterprises) and people."""

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import CODE, EVERYWHERE, KIND, NAME, REFERENCE, SETTLED, Base, Synced, synced

DIVISION_KINDS = ("city", "county", "township", "village")
"""Units of these kinds are reference rows, loaded by `init`; all others are synced."""


class Unit(Synced, Base):
    """City → county → township → village, plus departments and enterprises, by code."""

    __tablename__ = "unit"
    __table_args__ = (Index(None, "parent_code"), {"info": synced(root=EVERYWHERE, identity=("code",))})

    code: Mapped[str] = mapped_column(CODE, unique=True)
    name: Mapped[str] = mapped_column(NAME)
    short_name: Mapped[str | None] = mapped_column(NAME)
    kind: Mapped[str] = mapped_column(KIND, info=SETTLED)
    parent_code: Mapped[str | None] = mapped_column(CODE, ForeignKey("unit.code"), info=SETTLED)
    """Where it lies decides whose scope it is in."""
    lon: Mapped[float | None]
    lat: Mapped[float | None]


class UnitArea(Base):
    """The polygon of a division, GeoJSON geometry in WGS-84."""

    __tablename__ = "unit_area"
    __table_args__ = ({"info": REFERENCE},)

    unit_code: Mapped[str] = mapped_column(CODE, ForeignKey("unit.code"), primary_key=True)
    geometry: Mapped[str] = mapped_column(Text)


class Person(Synced, Base):
    """Somebody who writes in the record or answers for something in it."""

    __tablename__ = "person"
    __table_args__ = ({"info": synced(root=EVERYWHERE)},)

    name: Mapped[str] = mapped_column(NAME)
    role: Mapped[str] = mapped_column(KIND, info=SETTLED)
    unit_code: Mapped[str | None] = mapped_column(CODE, ForeignKey("unit.code"), info=SETTLED)
    """With the role, what the person may do."""
    phone: Mapped[str | None] = mapped_column(NAME)
