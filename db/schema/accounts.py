"""Who may sign in at this record. Never exchanged: a password's hash stays where it was set."""

import uuid
from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import LOCAL, NAME, Base


class Account(Base):
    """A person's way to sign in. Role and unit are the person's own."""

    __tablename__ = "account"
    __table_args__ = ({"info": LOCAL},)

    person_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(NAME, unique=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    """Argon2id with its parameters, in the PHC string format."""
    failures: Mapped[int]
    """Wrong passwords since the last right one."""
    locked_until: Mapped[datetime | None]
    changed_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]
