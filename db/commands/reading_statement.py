"""The statement that stores plain readings: one upsert a row, merged in the database column by column."""

from collections.abc import Mapping, Sequence
from functools import cache
from operator import itemgetter

from sqlalchemy.orm import Session

from db.commands.reading_rows import KEY, PLACEHOLDERS
from db.rules.stamps import ReadingRow
from db.schema.readings import ROW_COLUMNS, VALUES


def write_plain(session: Session, rows: Sequence[ReadingRow], known: Mapping[str, str], stamp: int) -> int:
    """Run the statement over all rows; the number of rows inserted or changed.

    No row has flags; what is stored of it has none either, and one stamp for all columns, an earlier one.

    Columns that no row fills are left out: the merge keeps what is there, and the SQLite driver takes longer
    to bind a None than a number (a list of hours without humidity is stored in half the time).
    """
    filled = [i for i, name in enumerate(ROW_COLUMNS) if name in VALUES and _is_filled(rows, i)]
    pick = itemgetter(0, 1, 2, *filled)
    connection = session.connection()
    statement = _statement(connection.dialect.name, tuple(ROW_COLUMNS[i] for i in filled))
    result = connection.exec_driver_sql(statement, [(known[row[0]], *pick(row), stamp) for row in rows])
    return int(result.rowcount)


def _is_filled(rows: Sequence[ReadingRow], index: int) -> bool:
    return any(row[index] is not None for row in rows)


@cache
def _statement(dialect: str, columns: tuple[str, ...]) -> str:
    """Insert; a row that exists takes the new values that are there and keeps the others, with their stamps.

    The WHERE leaves untouched rows out of the row count, so that "changed" is true.
    """
    names = (*KEY, *columns, "stamp")
    merged = {c: f"COALESCE(excluded.{c}, observation.{c})" for c in columns}
    insert = (
        f"INSERT INTO observation ({', '.join(names)}) "
        f"VALUES ({', '.join([PLACEHOLDERS[dialect]] * len(names))}) ON CONFLICT ({', '.join(KEY)}) DO "
    )
    if not columns:
        return insert + "NOTHING"
    changes = [f"{c} = {value}" for c, value in merged.items()]
    changes += ["stamp = excluded.stamp", f"older = {_older(merged)}"]
    differs = [f"observation.{c} IS DISTINCT FROM {value}" for c, value in merged.items()]
    return f"{insert}UPDATE SET {', '.join(changes)} WHERE {' OR '.join(differs)}"


def _older(merged: dict[str, str]) -> str:
    """Stamps of the columns that stay as they are, for a row that had one stamp for all."""
    kept = (
        f"CASE WHEN observation.{c} = {merged.get(c, f'observation.{c}')} "
        f"THEN '{c}:' || CAST(observation.stamp AS TEXT) || ' ' ELSE '' END"
        for c in VALUES
    )
    return f"NULLIF(RTRIM({' || '.join(kept)}), '')"
