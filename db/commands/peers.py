"""What this database notes of its peers beyond what an exchange writes itself."""

import json
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.errors import DomainError
from db.schema import Peer


def note_failure(session: Session, where: str, error: DomainError, now: datetime) -> int:
    """Keep why the peer at `where` (a URL without password) could not be reached; how many they are."""
    known = session.scalars(select(Peer).where(Peer.url == where)).all()
    params = {name: str(value) for name, value in error.params.items()}
    for peer in known:
        peer.problem = json.dumps([error.template, params], ensure_ascii=False)
        peer.problem_at = now
    return len(known)
