"""Dispatch orders 交办单: the sheet, each receiving unit's part, and the facts."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
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
    created_at: Mapped[datetime]
    created_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))


class Assignment(Synced, Base):
    """One receiving unit's part of an order: its own state and deadline."""

    __tablename__ = "assignment"
    __table_args__ = (
        Index("uq_assignment_task_id_unit_code", "task_id", "unit_code", unique=True),
        Index(None, "unit_code"),
        {"info": synced(root="task_id", unit="unit_code", identity=("task_id", "unit_code"))},
    )

    task_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("task.id"))
    unit_code: Mapped[str] = mapped_column(CODE, ForeignKey("unit.code"))
    state: Mapped[str] = mapped_column(KIND, info=guarded("task"))
    deadline: Mapped[datetime | None] = mapped_column(info=ASK | OFFICE)
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
