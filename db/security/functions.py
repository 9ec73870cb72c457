"""Functions and triggers of a shared PostgreSQL: what a login may do beyond its own rights, and no more.

They run with the rights of the tables' owner, so each has a fixed search path, takes nothing but plain values
and asks `session_user`, which a login cannot change.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from db.commands.attachments import LARGEST as LARGEST_BLOB
from db.partitions import MAKE_MONTH
from db.security.policies import AUTHORS, REPLICAS, SCOPE, root_function, root_query, root_tables
from db.security.rights import Group, secret_entities
from db.security.sql import literal

LARGEST_DELIVERY = 32 * 1024 * 1024
"""Bytes of one row of `inbound`: far more than a batch of operations has."""
MOST_DELIVERIES = 200
"""Rows of one login that wait to be merged: a login that nobody merges must not fill the disk."""
FIRST_YEAR, LAST_YEAR = 1970, 2199
"""Years for which a login may have partitions made."""
FULL = "53400"
"""SQLSTATE of a mailbox that takes no more (`configuration_limit_exceeded`)."""

LOG_HEADS = "qk_log_heads"
LOG_LINKS = "qk_log_links"


@dataclass(frozen=True, slots=True)
class Function:
    """A function that runs as the tables' owner. `groups` may call it; triggers need nobody's leave."""

    name: str
    arguments: str
    returns: str
    language: str
    body: str
    groups: tuple[Group, ...] = ()
    trigger_on: str | None = None
    """Table whose new rows it looks at before they are stored."""

    @property
    def signature(self) -> str:
        """As DROP and GRANT name it."""
        types = [argument.split()[-1] for argument in self.arguments.split(",") if argument]
        return f"{self.name}({', '.join(types)})"


def functions() -> Iterator[Function]:
    """All functions, those that others call first."""
    yield Function("qk_scope", "", "text[]", "sql", _SCOPE_BODY, (Group.FIELD,))
    yield Function(REPLICAS, "", "uuid[]", "sql", _REPLICAS_BODY, (Group.FIELD,))
    variables = f"{SCOPE} text[] := qk_scope(); {AUTHORS} uuid[] := {REPLICAS}();"
    for table in root_tables():
        body = f"DECLARE {variables}\nBEGIN RETURN QUERY\n{root_query(table)};\nEND"
        yield Function(root_function(table.name), "", "SETOF uuid", "plpgsql", body, (Group.FIELD,))
    yield Function(MAKE_MONTH, "y integer, m integer", "void", "plpgsql", _MONTH_BODY, (Group.OFFICE,))
    heads = "TABLE (replica uuid, seq bigint, hash varchar)"
    yield Function(LOG_HEADS, "first bigint, last bigint", heads, "sql", _HEADS_BODY, (Group.FIELD,))
    links = "TABLE (replica uuid, seq bigint, prev_hash varchar, hash varchar)"
    yield Function(LOG_LINKS, "", links, "sql", _LINKS_BODY, (Group.AUDIT,))
    yield Function("qk_check_blob", "", "trigger", "plpgsql", _BLOB_BODY, trigger_on="blob")
    yield Function("qk_check_inbound", "", "trigger", "plpgsql", _INBOUND_BODY, trigger_on="inbound")


_SECRET_ENTITIES = ", ".join(literal(name) for name in secret_entities(Group.AUDIT))

_SCOPE_BODY = """
WITH RECURSIVE below(code) AS (
  SELECT u.code::text FROM unit u WHERE u.code IN (
    SELECT unnest(string_to_array(l.scope, ' ')) FROM login l
    WHERE l.name = session_user AND l.disabled_at IS NULL)
  UNION
  SELECT u.code::text FROM unit u JOIN below b ON u.parent_code = b.code)
SELECT coalesce(array_agg(code), '{}') FROM below
"""
"""Units of the login and all below them; none where the login is unknown or disabled."""

_REPLICAS_BODY = """
SELECT coalesce(array_agg(DISTINCT i.giver), '{}') FROM inbound i
WHERE i.login = session_user AND i.status = 'merged'
"""
"""Replicas whose signed operations came with this login: what they wrote is in their scope as well."""

_MONTH_BODY = f"""
DECLARE
  partition text := 'observation_p' || to_char(make_date(y, m, 1), 'YYYYMM');
  starts bigint := extract(epoch FROM make_timestamptz(y, m, 1, 0, 0, 0, 'UTC'));
  ends bigint := extract(epoch FROM make_timestamptz(y + m / 12, mod(m, 12) + 1, 1, 0, 0, 0, 'UTC'));
BEGIN
  IF y NOT BETWEEN {FIRST_YEAR} AND {LAST_YEAR} THEN
    RAISE EXCEPTION 'no readings are kept for the year %', y;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext(partition));
  EXECUTE 'CREATE TABLE IF NOT EXISTS ' || quote_ident(partition)
    || ' PARTITION OF observation FOR VALUES FROM (' || starts || ') TO (' || ends || ')';
END
"""

_HEADS_BODY = """
SELECT DISTINCT ON (o.replica) o.replica, o.seq, o.hash FROM operation o
WHERE o.position BETWEEN first AND last ORDER BY o.replica, o.seq DESC
"""
"""Where each chain stood after these positions: numbers and hashes, which tell nothing of the content."""

_LINKS_BODY = f"""
SELECT o.replica, o.seq, o.prev_hash, o.hash FROM operation o WHERE o.entity IN ({_SECRET_ENTITIES})
"""
"""Links of the chains that an auditor may not read, so that the chains can be followed all the same."""

_BLOB_BODY = f"""
BEGIN
  IF NEW.sha256 <> encode(sha256(NEW.content), 'hex') THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'the bytes do not have this SHA-256';
  END IF;
  IF length(NEW.content) > {LARGEST_BLOB} THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'the file is too large';
  END IF;
  RETURN NEW;
END
"""

_INBOUND_BODY = f"""
BEGIN
  IF length(NEW.content) > {LARGEST_DELIVERY} THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'the delivery is too large';
  END IF;
  IF (SELECT count(*) FROM inbound i WHERE i.login = session_user AND i.status = 'new') >= {MOST_DELIVERIES}
  THEN
    RAISE EXCEPTION USING ERRCODE = '{FULL}', MESSAGE = 'the mailbox is full';
  END IF;
  NEW.login := session_user;
  NEW.status := 'new';
  NEW.reason := NULL;
  NEW.at := now();
  RETURN NEW;
END
"""
"""Whose it is, when it came and what became of it is the database's to say, not the sender's."""
