"""Who answers for what 包联, and who is on duty where 值守."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import ASK, CODE, EVERYWHERE, KIND, NAME, Base, Synced, synced


class Pairing(Synced, Base):
    """Who answers for a site in a county, township, village or department: the unit's kind is the level."""

    __tablename__ = "pairing"
    __table_args__ = (
        Index("uq_pairing_site_id_unit_code", "site_id", "unit_code", unique=True),
        Index(None, "unit_code"),
        {"info": synced(root="site_id", identity=("site_id", "unit_code"))},
    )

    site_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("site.id"))
    unit_code: Mapped[str] = mapped_column(CODE, ForeignKey("unit.code"))
    name: Mapped[str] = mapped_column(NAME, info=ASK)
    duty: Mapped[str | None] = mapped_column(NAME)
    phone: Mapped[str | None] = mapped_column(NAME)


class UnitPairing(Synced, Base):
    """Who answers for a whole unit, so for each of its sites that names nobody of its own."""

    __tablename__ = "unit_pairing"
    __table_args__ = (
        Index("uq_unit_pairing_unit_code_campaign_key", "unit_code", "campaign_key", unique=True),
        {"info": synced(root=EVERYWHERE, identity=("unit_code", "campaign_key"))},
    )

    unit_code: Mapped[str] = mapped_column(CODE, ForeignKey("unit.code"))
    campaign_key: Mapped[str] = mapped_column(CODE)
    """Empty: in all campaigns."""
    name: Mapped[str] = mapped_column(NAME, info=ASK)
    duty: Mapped[str | None] = mapped_column(NAME)
    phone: Mapped[str | None] = mapped_column(NAME)


class Shift(Synced, Base):
    """Somebody is to be on duty at a site from one moment to another."""

    __tablename__ = "shift"
    __table_args__ = (Index(None, "site_id", "starts_at"), {"info": synced(root="site_id")})

    site_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("site.id"))
    campaign_key: Mapped[str] = mapped_column(CODE, ForeignKey("campaign.key"))
    starts_at: Mapped[datetime] = mapped_column(info=ASK)
    ends_at: Mapped[datetime] = mapped_column(info=ASK)
    name: Mapped[str] = mapped_column(NAME, info=ASK)
    phone: Mapped[str | None] = mapped_column(NAME)
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    note: Mapped[str | None]


class ShiftEvent(Synced, Base):
    """Somebody signed in, out or handed over. A fact: never changed, only added."""

    __tablename__ = "shift_event"
    __table_args__ = (Index(None, "site_id"), Index(None, "shift_id"), {"info": synced(root="site_id")})

    site_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("site.id"))
    shift_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("shift.id"))
    kind: Mapped[str] = mapped_column(KIND)
    """`in`, `out` or `handover`."""
    at: Mapped[datetime]
    name: Mapped[str] = mapped_column(NAME)
    to_name: Mapped[str | None] = mapped_column(NAME)
    """Who took over."""
    note: Mapped[str | None]
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
