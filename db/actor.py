"""Who writes, and when: passed to every command, so that no command asks the machine's clock."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from db.rules.roles import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """The person at the console (None where sign-in is off) and the time of the deed (aware, UTC).

    With a role, commands on orders do what `db.rules.roles` allows it, seen from the person's unit (None: the
    whole record). Without one everything is allowed: a record of one's own has no sign-in.
    """

    now: datetime
    person_id: uuid.UUID | None = None
    role: Role | None = None
    unit_code: str | None = None
