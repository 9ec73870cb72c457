"""What a login may not read of the record: an auditor checks the rest, and that nothing is missing there."""

import uuid
from collections import defaultdict

from sqlalchemy import text
from sqlalchemy.orm import Session

from db.security.functions import LOG_LINKS
from db.sync.declare import declared


class BlindSpots:
    """Tables with secret columns, and the links of the log's chains that speak of them."""

    def __init__(self, session: Session) -> None:
        self.tables = _tables(session)
        self._links: dict[uuid.UUID, dict[int, tuple[str, str]]] = defaultdict(dict)
        if self.tables:
            rows = session.execute(text(f"SELECT replica, seq, prev_hash, hash FROM {LOG_LINKS}()"))
            for replica, seq, before, own in rows:
                self._links[replica][seq] = before, own

    def follow(self, replica: uuid.UUID, seq: int, tail: str) -> tuple[int, str]:
        """From an operation of a chain past those that may not be read, as far as each continues the last."""
        links = self._links.get(replica, {})
        while (link := links.get(seq + 1)) is not None and link[0] == tail:
            seq, tail = seq + 1, link[1]
        return seq, tail


def _tables(session: Session) -> frozenset[str]:
    if session.get_bind().dialect.name != "postgresql":
        return frozenset()
    all_names = "unnest(CAST(:names AS text[])) name"
    hidden = text(f"SELECT name FROM {all_names} WHERE NOT has_table_privilege(name, 'SELECT')")
    return frozenset(session.scalars(hidden, {"names": list(declared())}))
