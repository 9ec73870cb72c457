"""Dispatch orders 交办单: the sheet, each receiving unit's part, the facts, and what lateness led to."""

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import ASK, CODE, KIND, NAME, OFFICE, Base, Synced, follows, guarded, synced


class Task(Synced, Base):
    """The order sheet: one matter, one number."""

    __tablename__ = "task"
    __table_args__ = (Index(None, "site_id"), {"info": synced()})

    number: Mapped[str] = mapped_column(String(48), unique=True)
    title: Mapped[str] = mapped_column(NAME, info=OFFICE)
    source: Mapped[str] = mapped_column(KIND)
    campaign_key: Mapped[str | None] = mapped_column(CODE, ForeignKey("campaign.key"))
    site_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("site.id"))
    station_code: Mapped[str | None] = mapped_column(CODE, ForeignKey("station.code"))
    found: Mapped[str | None] = mapped_column(info=OFFICE)
    required: Mapped[str | None] = mapped_column(info=OFFICE)
    legal_basis: Mapped[str | None] = mapped_column(info=OFFICE)
    place: Mapped[str | None] = mapped_column(NAME, info=OFFICE)
    """Where it is, in words, when no site and no station says it."""
    lon: Mapped[float | None] = mapped_column(info=OFFICE)
    lat: Mapped[float | None] = mapped_column(info=OFFICE)
    """Degrees, WGS 84."""
    contacts: Mapped[str | None] = mapped_column(info=OFFICE)
    limit_key: Mapped[str | None] = mapped_column(KIND)
    """The usual time limit that was chosen (`resources/orders/limits.toml`): how its clock counts on."""
    created_at: Mapped[datetime]
    created_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))


class Assignment(Synced, Base):
    """One receiving unit's part of an order: its own state and clocks."""

    __tablename__ = "assignment"
    __table_args__ = (
        Index("uq_assignment_task_id_unit_code", "task_id", "unit_code", unique=True),
        Index(None, "unit_code"),
        {"info": synced(root="task_id", unit="unit_code", identity=("task_id", "unit_code"))},
    )

    task_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("task.id"))
    unit_code: Mapped[str] = mapped_column(CODE, ForeignKey("unit.code"))
    state: Mapped[str] = mapped_column(KIND, info=guarded("task"))
    role: Mapped[str | None] = mapped_column(KIND, info=OFFICE)
    """`lead` or `support`; nothing in orders of older programs."""
    receive_by: Mapped[datetime | None] = mapped_column(info=ASK | OFFICE)
    arrive_by: Mapped[datetime | None] = mapped_column(info=ASK | OFFICE)
    deadline: Mapped[datetime | None] = mapped_column(info=ASK | OFFICE)
    """To be reported by."""
    verify_by: Mapped[datetime | None] = mapped_column(info=ASK | OFFICE)
    paused_at: Mapped[datetime | None] = mapped_column(info=ASK | OFFICE)
    """Since when its clocks stand still."""
    asked_until: Mapped[datetime | None] = mapped_column(info=ASK)
    """The deadline that the unit has asked for; nothing once that is answered."""
    dispatched_at: Mapped[datetime | None] = mapped_column(info=follows("state"))
    state_since: Mapped[datetime] = mapped_column(info=follows("state"))


class TaskStep(Synced, Base):
    """A fact in the life of an order: who did which step when. Only added, never changed."""

    __tablename__ = "task_step"
    __table_args__ = (Index(None, "task_id"), {"info": synced(root="task_id")})

    task_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("task.id"))
    assignment_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("assignment.id"))
    step: Mapped[str] = mapped_column(KIND)
    from_state: Mapped[str | None] = mapped_column(KIND)
    to_state: Mapped[str | None] = mapped_column(KIND)
    at: Mapped[datetime]
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    note: Mapped[str | None]
    until: Mapped[datetime | None]
    """The deadline that an extension asks for or grants."""
    document: Mapped[str | None] = mapped_column(NAME)
    """Number of the paper that goes with it."""


class Escalation(Synced, Base):
    """A rung of the ladder 督办 → 通报 → 约谈 → 问责 that a unit or person was taken to. A fact."""

    __tablename__ = "escalation"
    __table_args__ = (Index(None, "task_id"), Index(None, "unit_code"), {"info": synced(root="task_id")})

    task_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("task.id"))
    unit_code: Mapped[str] = mapped_column(CODE, ForeignKey("unit.code"))
    level: Mapped[str] = mapped_column(KIND)
    name: Mapped[str | None] = mapped_column(NAME)
    """The person it concerns; nothing: the unit as a whole."""
    document: Mapped[str | None] = mapped_column(NAME)
    penalty_fen: Mapped[int | None] = mapped_column(BigInteger)
    """Economic penalty beside it, in fen (a hundredth of a yuan)."""
    note: Mapped[str | None]
    at: Mapped[datetime]
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    """Who wrote it down."""
