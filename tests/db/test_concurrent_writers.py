"""Several writers on one database: no update lost, one chain, no position skipped."""

import threading

import pytest
from sqlalchemy import select

from db.actor import Actor
from db.check import check
from db.commands.units import NewPerson, add_people
from db.engine import Database, open_database
from db.queries import log
from db.rules.roles import Role
from db.schema import Person

WRITERS, WRITES = 6, 15


def test_that_concurrent_writers_lose_nothing_and_keep_one_chain(database: Database, actor: Actor):
    problems: list[Exception] = []

    def work(number: int) -> None:
        own = open_database(database.url.render_as_string(hide_password=False))
        try:
            for index in range(WRITES):
                with own.writing() as session:
                    add_people(session, actor, [NewPerson(f"{number}-{index}", Role.VIEWER)])
        except Exception as error:
            problems.append(error)
        finally:
            own.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    with database.reading() as session:
        assert len(session.scalars(select(Person.name)).all()) == WRITERS * WRITES
        positions = [operation.position for operation in log.operations(session)]
    assert positions == list(range(1, WRITERS * WRITES + 1))
    assert check(database) == []


def test_that_a_reader_past_a_position_never_skips_a_late_commit(database: Database, actor: Actor):
    """One writer is held inside its transaction while a second one wants to commit: the second must wait."""
    entered, release, order = threading.Event(), threading.Event(), []

    def slow() -> None:
        with database.writing() as session:
            add_people(session, actor, [NewPerson("first", Role.VIEWER)])
            entered.set()
            release.wait(10)
        order.append("first")

    def quick() -> None:
        with database.writing() as session:
            add_people(session, actor, [NewPerson("second", Role.VIEWER)])
        order.append("second")

    threads = [threading.Thread(target=slow), threading.Thread(target=quick)]
    threads[0].start()
    assert entered.wait(10)
    threads[1].start()
    with database.reading() as session:
        assert list(log.operations(session)) == []
    release.set()
    for thread in threads:
        thread.join()
    with database.reading() as session:
        assert [o.position for o in log.operations(session)] == [1, 2]
        names = [o.changes for o in log.operations(session)]
    assert "first" in names[0]
    assert "second" in names[1]


@pytest.mark.parametrize("fails_at", [1, 2, 3])
def test_that_a_command_that_fails_half_way_leaves_no_operation(database: Database, actor: Actor, fails_at):
    class StopError(Exception):
        pass

    def fail() -> None:
        with database.writing() as session:
            for number in range(fails_at):
                add_people(session, actor, [NewPerson(str(number), Role.VIEWER)])
            raise StopError

    with pytest.raises(StopError):
        fail()
    with database.reading() as session:
        assert list(log.operations(session)) == []
    assert check(database) == []
