"""PostgreSQL connections that are cut at each moment: what is certain is said, what is not is said too."""

import gc
from collections.abc import Callable, Iterator
from contextlib import nullcontext, suppress
from warnings import catch_warnings, simplefilter

import pytest
from sqlalchemy import create_engine, func, select, text

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


@pytest.mark.parametrize("then", ["read on", "leave", "read something else"])
@pytest.mark.parametrize("is_closed", [True, False], ids=["in with", "forgotten"])
def test_that_a_stream_over_a_cut_leaves_no_cursor_behind(shared, cut, then, is_closed):
    """The driver complains of cursors that die open, at whatever the collector is doing then."""
    statement = select(func.generate_series(1, 1_000)).execution_options(yield_per=10)

    def read() -> None:
        with shared.reading() as session:
            found = session.execute(statement)
            with found if is_closed else nullcontext():
                assert next(found) == (1,)
                cut()
                if then == "read on":
                    found.all()
                elif then == "read something else":
                    people(session)

    with suppress(UnreachableError):
        read()
    with catch_warnings(record=True) as complaints:
        simplefilter("always")
        gc.collect()
    assert complaints == []
    assert count(shared) == 0
