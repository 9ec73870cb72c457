"""Two consoles on one record: each page says who else has its row open for editing."""

import socket
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from db.engine import Database, open_database
from db.queries.units import people
from desktop.context import Context
from desktop.jobs import Jobs
from desktop.presence import RowPresence, presence_text
from desktop.screens.campaigns.screen import CampaignsScreen
from desktop.screens.dispatch.screen import DispatchScreen
from desktop.standards import editions

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def elsewhere(qtbot, context: Context, sqlite_url: str) -> Iterator[Context]:
    """张某 at another console on the same file."""
    database = open_database(sqlite_url)
    with database.reading() as session:
        person = people(session)[0].id
    jobs = Jobs(database)
    yield Context(
        jobs=jobs,
        clock=context.clock,
        editions=editions(),
        campaigns=context.campaigns,
        person_id=person,
    )
    jobs.close()
    database.close()


@pytest.fixture
def open_campaigns(qtbot) -> Callable[[Context], CampaignsScreen]:
    def show(context: Context) -> CampaignsScreen:
        screen = CampaignsScreen(context)
        _beat_fast(screen.presence)
        qtbot.addWidget(screen)
        screen.resize(1300, 690)
        with qtbot.waitSignal(screen.ready):
            screen.show()
        screen.show_site("CA-YC-0001")
        qtbot.waitUntil(lambda: screen.view.current() is screen.view.page)
        return screen

    return show


@pytest.fixture
def open_dispatch(qtbot) -> Callable[[Context], DispatchScreen]:
    def show(context: Context) -> DispatchScreen:
        screen = DispatchScreen(context)
        _beat_fast(screen.presence)
        qtbot.addWidget(screen)
        screen.resize(1300, 690)
        with qtbot.waitSignal(screen.ready):
            screen.show()
        qtbot.waitUntil(lambda: screen.view.detail.task is not None)
        return screen

    return show


def _beat_fast(presence: RowPresence) -> None:
    presence._timer.setInterval(30)


def test_that_a_site_that_somebody_else_edits_says_so_until_it_is_left(
    qtbot, context, elsewhere, open_campaigns
):
    mine, theirs = open_campaigns(context), open_campaigns(elsewhere)
    assert mine.view.page.head.presence.text() == ""
    qtbot.mouseClick(theirs.view.page.edit_button, LEFT)
    chip = mine.view.page.head.presence
    qtbot.waitUntil(lambda: chip.text() == "At work on this: 张某")
    assert chip.isVisible()
    assert theirs.view.form.head.presence.text() == "", "nobody is told of himself"
    qtbot.mouseClick(mine.view.page.edit_button, LEFT)
    assert mine.view.form.head.presence.text() == "At work on this: 张某"
    # nobody is signed in here: the computer's name
    qtbot.waitUntil(lambda: socket.gethostname() in theirs.view.form.head.presence.text())
    qtbot.keyClick(theirs.view.form, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: mine.view.form.head.presence.text() == "")


def test_that_looking_at_a_site_is_not_editing_it(qtbot, context, elsewhere, open_campaigns):
    open_campaigns(context)
    theirs = open_campaigns(elsewhere)
    with qtbot.assertNotEmitted(theirs.presence.others_changed, wait=150):
        pass


def test_that_an_order_says_who_has_begun_a_note_on_it(qtbot, context, elsewhere, open_dispatch):
    mine, theirs = open_dispatch(context), open_dispatch(elsewhere)
    assert mine.view.detail.task.number == theirs.view.detail.task.number
    theirs.view.detail.note.setPlainText("已到场")
    chip = mine.view.detail.presence
    qtbot.waitUntil(lambda: chip.text() == "At work on this: 张某")
    # another order of theirs: nothing is being written there
    theirs.view.table.selectRow(1 - theirs.view.table.selected_rows()[0])
    qtbot.waitUntil(lambda: chip.text() == "")


def test_that_somebody_who_was_cut_off_is_forgotten_after_90_seconds(
    qtbot, context, elsewhere, open_dispatch, clock
):
    mine, theirs = open_dispatch(context), open_dispatch(elsewhere)
    theirs.view.detail.note.setPlainText("已到场")
    chip = mine.view.detail.presence
    qtbot.waitUntil(lambda: chip.text() != "")
    theirs.presence._timer.stop()  # as if its program had been killed
    clock.value += timedelta(seconds=91)
    qtbot.waitUntil(lambda: chip.text() == "")


def test_that_a_page_open_for_long_goes_on_being_seen(qtbot, context, elsewhere, open_dispatch, clock):
    mine, theirs = open_dispatch(context), open_dispatch(elsewhere)
    theirs.view.detail.note.setPlainText("已到场")
    chip = mine.view.detail.presence
    qtbot.waitUntil(lambda: chip.text() != "")
    clock.value += timedelta(seconds=60)
    with qtbot.assertNotEmitted(mine.presence.others_changed, wait=200):
        pass
    clock.value += timedelta(seconds=60)
    with qtbot.assertNotEmitted(mine.presence.others_changed, wait=200):
        pass


def test_that_it_is_written_when_editing_begins_and_then_at_every_third_beat(
    qtbot, context, sqlite_database: Database, open_dispatch
):
    screen = open_dispatch(context)
    screen.presence._timer.stop()
    written: list[object] = []
    real = context.jobs.write
    context.jobs.write = lambda *args, **more: written.append(args) or real(*args, **more)
    note = screen.view.detail.note
    for text in ("已", "已到", "已到场"):
        note.setPlainText(text)
    assert len(written) == 1, "not for every letter"
    for _ in range(6):
        screen.presence._on_beat()
    assert len(written) == 3
    note.clear()
    assert len(written) == 4
    qtbot.waitUntil(lambda: context.jobs.pending == 0)


@pytest.mark.parametrize(
    ("names", "text"),
    [
        ((), ""),
        (("李某",), "At work on this: 李某"),
        (("李某", "王某"), "At work on this: 李某, 王某"),
        (("李某", "王某", "张某", "赵某"), "At work on this: 李某, 王某 and 2 others"),
    ],
)
def test_that_many_are_counted_rather_than_named(names, text):
    assert presence_text(names) == text
