"""Campaigns (reference: definitions are data), their sites and the checks made there."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import ASK, CODE, KIND, MAP, NAME, OFFICE, REFERENCE, Base, Synced, synced


class Campaign(Base):
    """A campaign's key and the definition it was loaded from."""

    __tablename__ = "campaign"
    __table_args__ = ({"info": REFERENCE},)

    key: Mapped[str] = mapped_column(CODE, primary_key=True)
    position: Mapped[int]
    mark: Mapped[str] = mapped_column(String(4))
    name_zh: Mapped[str] = mapped_column(NAME)
    name_en: Mapped[str] = mapped_column(NAME)
    digest: Mapped[str] = mapped_column(String(64))


class Site(Synced, Base):
    """A site 点位: a place that somebody answers for."""

    __tablename__ = "site"
    __table_args__ = (Index(None, "unit_code"), {"info": synced(unit="unit_code")})

    code: Mapped[str] = mapped_column(CODE, unique=True)
    name: Mapped[str] = mapped_column(NAME)
    unit_code: Mapped[str] = mapped_column(CODE, ForeignKey("unit.code"))
    address: Mapped[str | None]
    lon: Mapped[float | None]
    lat: Mapped[float | None]
    owner: Mapped[str | None] = mapped_column(NAME)
    person: Mapped[str | None] = mapped_column(NAME, info=ASK)
    phone: Mapped[str | None] = mapped_column(NAME)


class Membership(Synced, Base):
    """A site in a campaign, with that campaign's fields, state and deadline."""

    __tablename__ = "membership"
    __table_args__ = (
        Index("uq_membership_site_id_campaign_key", "site_id", "campaign_key", unique=True),
        Index(None, "campaign_key"),
        {"info": synced(root="site_id", identity=("site_id", "campaign_key"))},
    )

    site_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("site.id"))
    campaign_key: Mapped[str] = mapped_column(CODE, ForeignKey("campaign.key"))
    state: Mapped[str] = mapped_column(KIND, info=ASK)
    deadline: Mapped[datetime | None] = mapped_column(info=ASK | OFFICE)
    fields: Mapped[dict[str, Any]] = mapped_column(info=MAP)


class Check(Synced, Base):
    """A visit to a site: a result per checklist item. A fact: never changed, only added."""

    __tablename__ = "site_check"
    __table_args__ = (Index(None, "site_id"), {"info": synced(root="site_id")})

    site_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("site.id"))
    campaign_key: Mapped[str] = mapped_column(CODE, ForeignKey("campaign.key"))
    at: Mapped[datetime]
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    results: Mapped[dict[str, Any]] = mapped_column(info=MAP)
    note: Mapped[str | None]
