"""Row-level security from the tables' own declarations: a field login reads its scope, others all they may.

Scope means here what it means for the exchange (`db/sync/scope.py`): root rows of the login's units and those
that its replicas wrote, the roots that those point to, everything below them, and tables without a root.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from db.security.rights import Group, rule, secret_entities, tables
from db.sync.declare import Declared, Reference, declared

ALL_ROWS = "true"
SCOPE = "units_in_scope"
"""Variable of the functions below: codes of the login's units and of all below them."""
AUTHORS = "own_replicas"
"""Another: replicas whose operations were delivered with this login."""
REPLICAS = "qk_replicas"
"""The function that says which those are."""
_PREFIX = "qk_root_"
_FIELD_ROWS = {
    # an attachment is visible with its owner, its bytes with it
    "blob": "sha256 IN (SELECT sha256 FROM attachment)",
    "inbound": "login = session_user",
    "observation": "station_code IN (SELECT code FROM station)",
    "channel_value": "station_code IN (SELECT code FROM station)",
    "reading_day": "station_code IN (SELECT code FROM station)",
    "station_day": "station_code IN (SELECT code FROM station)",
    "station_month": "station_code IN (SELECT code FROM station)",
    "finding": "station_code IN (SELECT code FROM station)",
    "device_state": "mn IN (SELECT mn FROM device)",
    "seal": "EXISTS (SELECT FROM operation o WHERE o.replica = seal.replica AND o.seq = seal.seq)",
}
"""Rows of tables that declare no root themselves."""
_FIELD_NEW_ROWS = {"blob": ALL_ROWS, "inbound": "login = session_user AND status = 'new'"}


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy: which rows of a table a group may use for an action (`ALL`, `SELECT`, `INSERT`)."""

    table: str
    group: Group
    action: str
    rows: str

    @property
    def name(self) -> str:
        return f"qk_{self.group.value}_{self.action.lower()}"


def root_function(table: str) -> str:
    """The function that gives the ids of a root table's rows in the scope of the login."""
    return f"{_PREFIX}{table}"


def root_tables() -> list[Declared]:
    """Tables whose rows are roots themselves: sites, orders, stations."""
    return [table for table in declared().values() if table.root == "id"]


def root_query(root: Declared) -> str:
    """Ids of the rows of a root table in the login's scope, and of those that other roots point to."""
    parts = [*_direct(root), *_pointed_to(root)]
    return "\nUNION ".join(parts) or f"SELECT id FROM {root.name} WHERE false"


def _direct(root: Declared) -> Iterator[str]:
    """Roots in the login's units; where the unit is a receiver, also those that its replicas wrote."""
    for table in declared().values():
        if table.unit is None:
            continue
        if table.name == root.name:
            yield f"SELECT id FROM {root.name} WHERE {table.unit} = ANY ({SCOPE})"
        elif (own := _own_root(table)) is not None and own.table.name == root.name and own.target == "id":
            yield f"SELECT {own.column} FROM {table.name} WHERE {table.unit} = ANY ({SCOPE})"
            yield f"SELECT id FROM {root.name} WHERE origin = ANY ({AUTHORS})"


def _pointed_to(root: Declared) -> Iterator[str]:
    """Rows of this root table that rows of other roots name: an order's site, an order's station."""
    for table in declared().values():
        owner, column = _owner(table)
        for reference in table.references if owner is not None else ():
            if reference.table.name != root.name or reference.column == table.root:
                continue
            inside = " UNION ".join(_direct(declared()[str(owner)]))
            if inside:
                yield (
                    f"SELECT r.id FROM {root.name} r JOIN {table.name} t ON t.{reference.column} = "
                    f"r.{reference.target} WHERE t.{column} IN ({inside})"
                )


def _owner(table: Declared) -> tuple[str | None, str]:
    """The root table of a table's rows and the column with the root's id; None where a code names it."""
    if table.root == "id":
        return table.name, "id"
    own = _own_root(table)
    return (own.table.name, own.column) if own is not None and own.target == "id" else (None, "")


def _own_root(table: Declared) -> Reference | None:
    return next((r for r in table.references if r.column == table.root), None)


def rows_in_scope(table: Declared) -> str:
    """The condition for a row of a synced table to be in a field login's scope."""
    if table.root is None:
        return ALL_ROWS
    if table.root == "id":
        return f"id IN (SELECT {root_function(table.name)}())"
    if table.root == "entity_id":
        return _row_named("entity", "entity_id", without=table.name)
    own = _own_root(table)
    assert own is not None  # a root column that is neither "id" nor "entity_id" is a foreign key
    if own.target == "id":
        return f"{own.column} IN (SELECT {root_function(own.table.name)}())"
    return f"{own.column} IN (SELECT {own.target} FROM {own.table.name})"


def _row_named(entity: str, key: str, *, without: str | None = None) -> str:
    """The condition for a row named by table and id to be in scope; tables with secrets are left out.

    The inner queries are themselves filtered by their tables' policies. Each is run at most once a statement.
    """
    parts = []
    for table in declared().values():
        if table.name == without or table.name in secret_entities(Group.FIELD):
            continue
        if table.root is None:
            parts.append(f"{entity} = '{table.name}'")
        else:
            ids = (
                f"SELECT {root_function(table.name)}()"
                if table.root == "id"
                else f"SELECT id FROM {table.name}"
            )
            parts.append(f"({entity} = '{table.name}' AND {key} IN ({ids}))")
    return " OR ".join(parts)


def policies() -> Iterator[Policy]:
    """Every policy of the schema; tables whose rows a field login may all read have none."""
    for name in tables():
        rows = _field_rows(name)
        if rows == ALL_ROWS:
            continue
        yield Policy(name, Group.OFFICE, "ALL", ALL_ROWS)
        for group in (Group.AUDIT, Group.VIEW):
            if rule(name).of(group):
                yield Policy(name, group, "SELECT", _others_rows(name, group))
        yield Policy(name, Group.FIELD, "SELECT", rows)
        if name in _FIELD_NEW_ROWS:
            yield Policy(name, Group.FIELD, "INSERT", _FIELD_NEW_ROWS[name])


def _field_rows(name: str) -> str:
    """Which rows of a table a field login may read, where it may read the table at all."""
    if not rule(name).field:
        return ALL_ROWS
    if name in declared():
        return rows_in_scope(declared()[name])
    if name == "operation":  # also what its own replicas wrote: restored from a backup, they ask for it
        return f"replica = ANY ((SELECT {REPLICAS}())::uuid[]) OR {_row_named('entity', 'row_id')}"
    if name == "conflict":
        return _row_named("entity", "row_id")
    return _FIELD_ROWS.get(name, ALL_ROWS)


def _others_rows(name: str, group: Group) -> str:
    """The log tells what columns hold: operations on secret columns are kept from an auditor as well."""
    if name != "operation":
        return ALL_ROWS
    return " AND ".join(f"entity <> '{table}'" for table in secret_entities(group)) or ALL_ROWS
