"""The queue: answers on the GUI thread, stale ones dropped, writes broadcast, others' writes noticed."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QThread
from sqlalchemy import text

from db.actor import Actor
from db.changes import Changes
from db.commands.units import NewPerson, add_people
from db.engine import Database, open_database
from db.queries.units import people
from db.rules.roles import Role
from desktop.jobs import Jobs


@pytest.fixture
def jobs(qtbot, sqlite_database: Database) -> Iterator[Jobs]:
    jobs = Jobs(sqlite_database)
    yield jobs
    jobs.close()


def add(actor: Actor, name: str = "张某"):
    return lambda session: add_people(session, actor, [NewPerson(name, Role.DUTY)])


def test_that_answers_arrive_on_the_gui_thread_and_work_does_not_run_there(qtbot, jobs: Jobs):
    seen = []
    jobs.read(
        lambda _s: threading.current_thread().name, lambda name: seen.append((name, QThread.currentThread()))
    )
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0][0] == "qingkong-db"
    assert seen[0][1] is jobs.thread()


def test_that_a_write_is_committed_before_it_is_broadcast_with_its_initiator(qtbot, jobs: Jobs, actor: Actor):
    me = object()
    with qtbot.waitSignal(jobs.changed) as caught:
        jobs.write(add(actor), changes=Changes(people=True), initiator=me)
    assert caught.args[0].people
    assert caught.args[1] is me
    seen = []
    jobs.read(people, seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert [p.name for p in seen[0]] == ["张某"]


def test_that_a_newer_read_with_the_same_key_makes_the_older_answer_stale(qtbot, jobs: Jobs):
    seen = []
    gate = threading.Event()
    jobs.read(lambda _s: gate.wait(5) and "old", seen.append, key="list")
    jobs.read(lambda _s: "new", seen.append, key="list")
    gate.set()
    qtbot.waitUntil(lambda: jobs.pending == 0)
    assert seen == ["new"]


def test_that_a_cancelled_job_calls_nobody(qtbot, jobs: Jobs):
    seen = []
    job = jobs.read(lambda _s: 1, seen.append, error=seen.append)
    job.cancel()
    qtbot.waitUntil(lambda: jobs.pending == 0)
    assert seen == []


def test_that_a_failure_reaches_its_handler_or_else_the_signal(qtbot, jobs: Jobs):
    def fail(_session):
        raise ValueError("no")

    seen = []
    jobs.read(fail, seen.append, error=seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert isinstance(seen[0], ValueError)
    with qtbot.waitSignal(jobs.failed) as caught:
        jobs.read(fail, seen.append)
    assert isinstance(caught.args[0], ValueError)


def test_that_a_failed_write_changes_nothing_and_broadcasts_nothing(qtbot, jobs: Jobs, actor: Actor):
    def fail(session):
        add(actor)(session)
        raise ValueError("no")

    with qtbot.assertNotEmitted(jobs.changed), qtbot.waitSignal(jobs.failed):
        jobs.write(fail, changes=Changes(people=True))
    seen = []
    jobs.read(people, seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0] == []


def test_that_computation_runs_in_the_pool(qtbot, jobs: Jobs):
    seen = []
    jobs.compute(lambda: threading.current_thread().name, seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0].startswith("qingkong-pool")


def test_that_another_programs_write_is_noticed_once_and_our_own_is_not(
    qtbot, jobs: Jobs, actor: Actor, sqlite_url
):
    heard = []
    jobs.changed.connect(lambda changes, initiator: heard.append((changes, initiator)))
    jobs.poll()
    jobs.write(add(actor), changes=Changes(people=True), initiator="me")
    qtbot.waitUntil(lambda: len(heard) == 1)
    jobs.poll()
    settled = []
    jobs.read(lambda _s: True, settled.append)
    qtbot.waitUntil(lambda: bool(settled))
    assert [initiator for _, initiator in heard] == ["me"]

    other = open_database(sqlite_url)
    with other.writing() as session:
        add(actor, "李某")(session)
    other.close()
    jobs.poll()
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard[1][1] is None
    assert heard[1][0].tasks
    jobs.poll()
    again = []
    jobs.read(lambda _s: True, again.append)
    qtbot.waitUntil(lambda: bool(again))
    assert len(heard) == 2


def test_that_a_write_from_another_thread_resolves_after_the_commit(
    qtbot, jobs: Jobs, actor: Actor, sqlite_url
):
    future = jobs.write_from_anywhere(add(actor), lambda _ids: Changes(people=True))
    ids = future.result(timeout=5)
    other = open_database(sqlite_url)
    with other.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM person")) == len(ids) == 1
    other.close()


def test_that_closing_finishes_accepted_work_and_drops_answers(
    qtbot, sqlite_database: Database, actor: Actor
):
    jobs = Jobs(sqlite_database)
    seen = []
    jobs.write(add(actor), done=seen.append)
    jobs.close()
    jobs.close()
    with sqlite_database.reading() as session:
        assert len(people(session)) == 1
    assert seen == []
