"""Who writes, and when: passed to every command, so that no command asks the machine's clock."""

import uuid
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Actor:
    """The person at the console (None where sign-in is off) and the time of the deed (aware, UTC)."""

    now: datetime
    person_id: uuid.UUID | None = None
