"""The replicas that an office has approved."""

from datetime import datetime

from sqlalchemy import BigInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import EVERYWHERE, KIND, NAME, Base, Synced, synced


class Member(Synced, Base):
    """An approved replica; its `id` is the replica's id. Only offices write here."""

    __tablename__ = "member"
    __table_args__ = ({"info": synced(root=EVERYWHERE, office_only=True)},)

    name: Mapped[str] = mapped_column(NAME)
    tag: Mapped[str] = mapped_column(String(8))
    side: Mapped[str] = mapped_column(KIND)
    scope: Mapped[str] = mapped_column(Text)
    """Codes of the units it holds, separated by blanks; empty: everything."""
    public_key: Mapped[str] = mapped_column(String(64))
    approved_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    revoked_seq: Mapped[int | None] = mapped_column(BigInteger)
    """Its operations after this one have no effect."""
