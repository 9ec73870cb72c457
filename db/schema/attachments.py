"""Photos and documents: the row says what and where, the bytes are stored once by SHA-256."""

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import KIND, NAME, Base, Synced, synced


class Attachment(Synced, Base):
    """A file that belongs to a site, check, order or step."""

    __tablename__ = "attachment"
    __table_args__ = (Index(None, "entity", "entity_id"), {"info": synced(root="entity_id")})

    entity: Mapped[str] = mapped_column(KIND)
    entity_id: Mapped[uuid.UUID]
    name: Mapped[str] = mapped_column(NAME)
    media_type: Mapped[str] = mapped_column(NAME)
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(BigInteger)
    taken_at: Mapped[datetime | None]
    lon: Mapped[float | None]
    lat: Mapped[float | None]


class Blob(Base):
    """Bytes by their SHA-256, away from the tables that lists read; exchanged by hash, not by operation."""

    __tablename__ = "blob"
    __table_args__ = ({"info": {"kind": "local"}},)

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
