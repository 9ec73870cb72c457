"""PostgreSQL connections that are cut at each moment: what is certain is said, what is not is said too."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import create_engine, text

from db.actor import Actor
from db.commands.units import NewPerson, add_people
from db.engine import Database, open_database
from db.errors import UncertainError, UnreachableError
from db.queries.units import people
from db.rules.roles import Role


@pytest.fixture
def shared(postgres_url: str) -> Iterator[Database]:
    database = open_database(postgres_url)
    yield database
    database.close()


@pytest.fixture
def cut(postgres_url: str) -> Iterator[Callable[[], None]]:
    """Every other connection to this database is ended by the server."""
    engine = create_engine(postgres_url, isolation_level="AUTOCOMMIT")
    ended = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
    others = "WHERE datname = current_database() AND pid <> pg_backend_pid()"

    def end() -> None:
        with engine.connect() as connection:
            connection.execute(text(ended + others)).all()

    yield end
    engine.dispose()


def add(session, actor: Actor) -> None:
    add_people(session, actor, [NewPerson("张某", Role.DUTY)])


def count(database: Database) -> int:
    with database.reading() as session:
        return len(people(session))


def test_that_a_read_that_is_cut_is_unreachable_and_the_next_one_works(shared, cut):
    def read() -> None:
        with shared.reading() as session:
            people(session)
            cut()
            people(session)

    with pytest.raises(UnreachableError):
        read()
    assert count(shared) == 0


def test_that_a_write_that_is_cut_before_its_commit_has_written_nothing(shared, cut, actor):
    def write() -> None:
        with shared.writing() as session:
            add(session, actor)
            cut()
            people(session)

    with pytest.raises(UnreachableError):
        write()
    assert count(shared) == 0


def test_that_a_commit_without_an_answer_is_uncertain(shared, cut, actor):
    def write() -> None:
        with shared.writing() as session:
            add(session, actor)
            session.flush()
            cut()

    with pytest.raises(UncertainError, match="may or may not have been written"):
        write()


def test_that_connections_cut_between_two_uses_are_not_noticed(shared, cut, actor):
    assert count(shared) == 0
    cut()
    with shared.writing() as session:
        add(session, actor)
    cut()
    assert count(shared) == 1


def test_that_an_error_of_the_caller_rolls_back(database: Database, actor):
    class StopError(Exception):
        pass

    def write() -> None:
        with database.writing() as session:
            add(session, actor)
            raise StopError

    with pytest.raises(StopError):
        write()
    assert count(database) == 0


def test_that_a_detached_connection_is_not_taken_from_the_pool_again(shared, cut):
    connection = shared.detached_connection()
    try:
        pid = connection.info.backend_pid
        with shared.reading() as session:
            assert session.scalar(text("SELECT pg_backend_pid()")) != pid
    finally:
        connection.close()


def test_that_a_server_that_is_not_there_is_unreachable():
    nowhere = open_database("postgresql+psycopg://nobody@/none?host=/nonexistent")
    with pytest.raises(UnreachableError), nowhere.reading() as session:
        people(session)
    with pytest.raises(UnreachableError):
        nowhere.detached_connection()
    nowhere.close()
