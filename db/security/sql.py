"""Names and texts as SQL spells them: grants and policies cannot be given parameters."""

from sqlalchemy.orm import Session


def quoted(name: str) -> str:
    """A name of a role, table or column."""
    return '"' + name.replace('"', '""') + '"'


def literal(value: str) -> str:
    """A text."""
    return "'" + value.replace("'", "''") + "'"


def run(session: Session, statement: str) -> None:
    """Execute a statement as it stands: colons and percent signs in it mean themselves."""
    session.connection().exec_driver_sql(statement.replace("%", "%%"))
