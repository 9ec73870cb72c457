"""The duty room: what happened in a shift, and who took over when."""

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import CODE, KIND, NAME, Base, Synced, synced


class DutyNote(Synced, Base):
    """A line of an office's duty log 值班日志. A fact: never changed, only added."""

    __tablename__ = "duty_note"
    __table_args__ = (Index(None, "unit_code", "at"), {"info": synced(unit="unit_code")})

    unit_code: Mapped[str] = mapped_column(CODE, ForeignKey("unit.code"))
    """The office."""
    kind: Mapped[str] = mapped_column(KIND)
    """`note`, `handover` (the shift that ends) or `takeover` (the one that begins)."""
    at: Mapped[datetime]
    name: Mapped[str] = mapped_column(NAME)
    to_name: Mapped[str | None] = mapped_column(NAME)
    """To whom the shift is handed over."""
    note: Mapped[str | None]
    open_parts: Mapped[int | None] = mapped_column(BigInteger)
    late_parts: Mapped[int | None] = mapped_column(BigInteger)
    """Orders' parts that were open and late at that moment, as the record then was."""
    handover_id: Mapped[uuid.UUID | None]
    """What was taken over."""
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
