"""Photos and documents at an order's page: dropped, pasted, with a step, with a reply, from a camera."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage
from sqlalchemy import select

from db.commands import attachments, tasks
from db.commands.tasks import NewTask
from db.queries.attachments import task_files
from db.queries.tasks import task
from db.rules.tasks import State, Step
from db.schema import Attachment
from desktop.attachments import camera
from desktop.attachments.camera_desk import CameraDesk
from desktop.group_chat import short_code
from desktop.screens.dispatch.screen import DispatchScreen
from desktop.settings import CAMERA_FOLDER
from desktop.signing_in.permits import Permits
from tests.desktop.test_site_photos import jpeg

LEFT = Qt.MouseButton.LeftButton
TOWNSHIP = "130424100"
LON, LAT = 114.67, 36.44
# one degree of latitude on a sphere of 6,371,008.8 m is 111,195.08 m
NORTH_600, NORTH_90 = LAT + 600 / 111_195.08, LAT + 90 / 111_195.08


@pytest.fixture
def number(context, sqlite_database, actor):
    """Dispatched on 2026-03-20, before the clock of the tests."""
    with sqlite_database.writing() as session:
        order = NewTask("围挡破损", [TOWNSHIP], found="北侧围挡倒了", place="学步街口", lon=LON, lat=LAT)
        return tasks.new(session, actor, order)


@pytest.fixture
def screen(qtbot, number, context):
    screen = DispatchScreen(context)
    qtbot.addWidget(screen)
    screen.resize(1300, 700)
    with qtbot.waitSignal(screen.ready):
        screen.show()
    screen.show_task(number)
    qtbot.waitUntil(lambda: screen.view.detail.task is not None and screen.view.detail.task.number == number)
    settle(qtbot, context)
    return screen


@pytest.fixture
def said(context):
    messages: list[str] = []
    context.navigator.message.connect(lambda text, _tone, _details: messages.append(text))
    return messages


def settle(qtbot, context):
    qtbot.waitUntil(lambda: context.jobs.pending == 0)


def files(database, number):
    with database.reading() as session:
        found = task(session, number)
        return task_files(session, found.id, found.site_id)


def strip(screen):
    return screen.view.detail.files.files.strip


def mime(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "整改后.jpg"
    path.write_bytes(jpeg(time="2026:03:19 09:00:00", place=(LON, NORTH_600)))
    return path


def test_dropped_files_hang_on_the_order_once_and_are_shown(qtbot, screen, context, number, photo, said):
    assert not strip(screen).isVisible()
    assert strip(screen).take(mime(photo))
    qtbot.waitUntil(lambda: len(strip(screen).items()) == 1)
    settle(qtbot, context)
    item = strip(screen).items()[0]
    assert (item.first, item.second) == ("03-19 09:00", "600 m north of the place")
    assert strip(screen).isVisible()
    strip(screen).take(mime(photo))
    settle(qtbot, context)
    assert "hangs on" in said[-1]
    assert len(strip(screen).items()) == 1


def test_removed_file_comes_back_and_a_check_photo_stays(qtbot, screen, context, number, photo):
    strip(screen).take(mime(photo))
    qtbot.waitUntil(lambda: len(strip(screen).items()) == 1)
    strip(screen).remove_wanted.emit(strip(screen).items()[0].key)
    qtbot.waitUntil(lambda: len(strip(screen).items()) == 0)
    removed = screen.view.detail.files.files.removed
    qtbot.mouseClick(removed.accept_button, LEFT)
    qtbot.waitUntil(lambda: len(strip(screen).items()) == 1)


def test_files_go_with_the_step_in_its_transaction(qtbot, screen, context, sqlite_database, number, photo):
    foot = screen.view.detail.foot
    foot.note.insertFromMimeData(mime(photo))
    qtbot.waitUntil(lambda: "整改后.jpg" in foot.waiting.label.text())
    assert foot.note.toPlainText() == ""
    assert files(sqlite_database, number) == []
    qtbot.mouseClick(foot.buttons[Step.RECEIVE], LEFT)
    settle(qtbot, context)
    found = files(sqlite_database, number)
    assert [(one.entity, one.name) for one in found] == [("task_step", "整改后.jpg")]
    assert not foot.waiting.isVisible()
    assert screen.view.detail.task.parts[0].state == State.RECEIVED
    qtbot.waitUntil(lambda: len(strip(screen).items()) == 1)
    # 600 m away, and a report's: somebody should look at it
    assert strip(screen).items()[0].is_doubtful


def test_a_refused_step_keeps_its_files(qtbot, screen, context, sqlite_database, actor, number, photo):
    foot = screen.view.detail.foot
    foot.note.insertFromMimeData(mime(photo))
    qtbot.waitUntil(lambda: "整改后.jpg" in foot.waiting.label.text())
    with sqlite_database.writing() as session:  # somebody else was faster
        tasks.step(session, actor, number, Step.RECEIVE)
    screen.press(Step.RECEIVE)
    settle(qtbot, context)
    assert files(sqlite_database, number) == []
    assert "整改后.jpg" in foot.waiting.label.text()
    qtbot.mouseClick(foot.waiting.button, LEFT)
    assert not foot.waiting.isVisible()


def test_a_picture_is_pasted_in_the_list(qtbot, screen, context):
    image = QImage(20, 10, QImage.Format.Format_RGB32)
    image.fill(QColor("green"))
    QGuiApplication.clipboard().setImage(image)
    qtbot.mouseClick(screen.view.paste, LEFT)
    qtbot.waitUntil(lambda: len(strip(screen).items()) == 1)
    settle(qtbot, context)


def test_photos_of_a_reply_hang_on_what_it_wrote(qtbot, screen, context, sqlite_database, number, photo):
    QGuiApplication.clipboard().setText(f"张三：已到现场 #{short_code(number)}")
    qtbot.mouseClick(screen.view.paste, LEFT)
    bar = screen.view.group
    qtbot.waitUntil(lambda: bar.isVisible())
    QGuiApplication.clipboard().setMimeData(mime(photo))
    qtbot.mouseClick(screen.view.paste, LEFT)
    qtbot.waitUntil(lambda: "整改后.jpg" in bar.waiting.label.text())
    qtbot.mouseClick(bar.accept_button, LEFT)
    settle(qtbot, context)
    assert [(one.entity, one.name) for one in files(sqlite_database, number)] == [("task_step", "整改后.jpg")]


def test_what_cannot_be_kept_is_said_and_the_rest_is_added(qtbot, screen, context, tmp_path, photo, said):
    large = tmp_path / "film.jpg"
    with large.open("wb") as stream:
        stream.truncate(2 * 1024**3)  # 2 GB without a byte on the disk
    strip(screen).take(mime(large, tmp_path / "gone.jpg", photo))
    qtbot.waitUntil(lambda: len(strip(screen).items()) == 1)
    settle(qtbot, context)
    assert "film.jpg" in said[-1]
    assert "gone.jpg cannot be read" in said[-1]


def test_who_may_only_look_adds_nothing(qtbot, screen, context, number, photo, said):
    page = screen.view.detail.files
    assert page.files.add_button.isVisible()
    page.show_permits(_Nobody())
    assert not page.files.add_button.isVisible()
    assert not page.acceptDrops()


class _Nobody(Permits):
    def may_anywhere(self, _step: Step) -> bool:
        return False


def test_a_file_of_a_check_is_not_the_orders_to_remove(context, sqlite_database, actor):
    from db.commands import task_files as commands
    from db.schema import Site

    with sqlite_database.writing() as session:
        site = session.scalars(select(Site)).first()
        assert site is not None
        attachments.add(session, actor, "site", site.id, "a.pdf", "application/pdf", b"%PDF-1")
    with sqlite_database.writing() as session:
        row = session.scalars(select(Attachment)).one()
        with pytest.raises(commands.OtherFileError):
            commands.remove_file(session, actor, row.id)


def test_camera_lists_the_newest_with_their_own_time(tmp_path: Path):
    inner = tmp_path / "DCIM" / "100"
    inner.mkdir(parents=True)
    for name, content, written in (
        ("b.jpg", jpeg(time="2026:03:20 12:00:00", place=(LON, LAT)), 1_700_000_000),
        ("a.JPG", jpeg(), 1_700_000_500),
        ("old.png", jpeg(kind="PNG"), 1_600_000_000),
        ("note.txt", b"x", 1_800_000_000),
        (".hidden.jpg", jpeg(), 1_800_000_000),
    ):
        (inner / name).write_bytes(content)
        os.utime(inner / name, (written, written))
    found = camera.newest(tmp_path, most=2)
    assert [one.path.name for one in found.photos] == ["b.jpg", "a.JPG"]
    assert found.left_out == 1
    assert found.photos[0].taken_at == datetime(2026, 3, 20, 4, 0, tzinfo=UTC)
    assert found.photos[1].taken_at is None
    assert found.photos[1].at == datetime.fromtimestamp(1_700_000_500, UTC)


def test_camera_proposes_what_was_taken_near_and_since(
    qtbot, screen, context, sqlite_database, number, tmp_path
):
    with sqlite_database.reading() as session:
        sent = task(session, number).parts[0].dispatched_at
    assert sent is not None
    later = (sent.astimezone(UTC)).strftime("%Y:%m:%d %H:%M:59")
    folder = tmp_path / "phone"
    folder.mkdir()
    for name, time, place in (
        ("fits.jpg", later, (LON, NORTH_90)),
        ("far.jpg", later, (LON, NORTH_600)),
        ("before.jpg", "2020:01:01 00:00:00", (LON, LAT)),
    ):
        (folder / name).write_bytes(jpeg(time=time, zone="+00:00", place=place))
    context.settings.set(CAMERA_FOLDER, str(folder))
    page = screen.view.detail.files.files
    qtbot.mouseClick(page.camera_button, LEFT)
    qtbot.waitUntil(lambda: len(page.picker.paths()) == 3)
    assert [path.name for path in page.picker.ticked()] == ["fits.jpg"]
    settle(qtbot, context)
    qtbot.mouseClick(page.picker.add_button, LEFT)
    qtbot.waitUntil(lambda: len(strip(screen).items()) == 1)
    settle(qtbot, context)
    assert not page.picker.isVisible()
    assert [one.name for one in files(sqlite_database, number)] == ["fits.jpg"]


def test_camera_folder_that_is_gone_is_said(qtbot, screen, context, tmp_path):
    desk: CameraDesk = screen.files.files.camera
    desk.look(tmp_path / "unplugged")
    settle(qtbot, context)
    assert "unplugged cannot be read" in screen.view.detail.files.files.picker.title.text()


def test_map_shows_the_place_and_where_photos_were_taken(qtbot, screen, context, photo):
    page = screen.view.detail.files
    assert not page.map.isVisible()
    strip(screen).take(mime(photo))
    qtbot.waitUntil(lambda: len(strip(screen).items()) == 1)
    settle(qtbot, context)
    assert page.map.isVisible()
    page.map.point_activated.emit(strip(screen).items()[0].key)
    assert screen.viewer.isVisible()
    qtbot.keyClick(screen.viewer, Qt.Key.Key_Escape)
    assert not screen.viewer.isVisible()
