"""Photos, place and timeline on a site's page, as people use them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QImage
from sqlalchemy import select

from db.actor import Actor
from db.commands import sites
from db.engine import Database
from db.queries import attachments as queries
from db.queries import sites as site_queries
from db.queries.attachments import FileRecord
from db.schema import Site
from desktop.context import Context
from desktop.place_texts import distance_text
from desktop.screens.campaigns import reading
from desktop.screens.campaigns.columns import Reader
from desktop.screens.campaigns.directory import Directory
from desktop.screens.campaigns.site_beside import SiteBeside
from desktop.screens.campaigns.site_file import show_file
from desktop.screens.campaigns.site_page import SitePage
from tests.desktop.conftest import CAMPAIGNS
from tests.desktop.test_site_photos import jpeg

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def placed(sqlite_database: Database, context: Context) -> None:
    """CA-YC-0001 lies 600 m north of station CA-01 (114.67, 36.44)."""
    with sqlite_database.writing() as session:
        site = session.scalars(select(Site).where(Site.code == "CA-YC-0001")).one()
        site.lon, site.lat = 114.67, 36.44 + 600 / 111_195.08


class Stage:
    """The page with what keeps it up to date, without the screen around it."""

    def __init__(self, qtbot, context: Context, database: Database) -> None:
        self.qtbot, self.context, self.database = qtbot, context, database
        self.page = SitePage()
        qtbot.addWidget(self.page)
        self.page.resize(1300, 690)
        self.page.show()
        self.beside = SiteBeside(self.page, context, self.page)
        self.said: list[str] = []
        context.navigator.message.connect(lambda text, _tone, _details: self.said.append(text))

    def open(self, code: str = "CA-YC-0001") -> None:
        with self.database.reading() as session:
            file = reading.site_file(session, code)
        assert file is not None
        definition = CAMPAIGNS[file.site.campaign_key]
        reader = Reader(definition, "en", Directory, self.context.now)
        show_file(self.page, file, reader)
        self.beside.show(file, reader)
        self.qtbot.waitUntil(lambda: self.context.jobs.pending == 0)

    def files(self) -> list[FileRecord]:
        with self.database.reading() as session:
            site = site_queries.site(session, "CA-YC-0001")[0]
            return queries.site_files(session, site.id)

    def wait(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(lambda: condition() and self.context.jobs.pending == 0)


@pytest.fixture
def stage(qtbot, context: Context, sqlite_database: Database, placed: None) -> Stage:
    return Stage(qtbot, context, sqlite_database)


def _drop(stage: Stage, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    assert stage.page.photos.strip.take(data)


def _photos(folder: Path) -> list[Path]:
    north = 36.44 + 650 / 111_195.08
    made = {
        "前.jpg": jpeg(time="2026:03:18 09:00:00", place=(114.67, north)),
        "后.jpg": jpeg(time="2026:03:19 09:00:00", colour="#406080"),
    }
    for name, content in made.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in made]


def test_dropped_photos_are_stored_and_shown_by_date_with_their_distance(stage: Stage, tmp_path: Path):
    stage.open()
    before, after = _photos(tmp_path)
    _drop(stage, after, before)
    stage.wait(lambda: len(stage.page.photos.strip.items()) == 2)
    items = stage.page.photos.strip.items()
    assert [(item.first, item.second) for item in items] == [
        ("03-18 09:00", "50 m north of the site"),
        ("03-19 09:00", "no place in the photo"),
    ]
    assert "added by somebody unnamed, 03-20 16:00" in items[0].tip
    assert "Files added: 2" in stage.page.history.text()
    assert "后.jpg, 前.jpg" in stage.page.history.text()


def test_files_that_are_refused_are_named_and_the_others_are_kept(stage: Stage, tmp_path: Path):
    stage.open()
    (tmp_path / "a.heic").write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0")
    _drop(stage, tmp_path / "a.heic", tmp_path / "gone.jpg", _photos(tmp_path)[0])
    stage.wait(lambda: bool(stage.said))
    assert [one.name for one in stage.files()] == ["前.jpg"]
    assert "a.heic is a HEIC photo" in stage.said[0]
    assert "gone.jpg cannot be read" in stage.said[0]


def test_a_picture_is_pasted_and_a_damaged_photo_is_marked(stage: Stage, tmp_path: Path):
    stage.open()
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    data = QMimeData()
    data.setImageData(image)
    stage.page.photos.strip.take(data)
    stage.wait(lambda: len(stage.files()) == 1)
    assert stage.files()[0].media_type == "image/png"
    (tmp_path / "坏.jpg").write_bytes(jpeg()[:60])
    _drop(stage, tmp_path / "坏.jpg")
    stage.wait(lambda: len(stage.page.photos.strip.items()) == 2)
    key = next(str(one.id) for one in stage.files() if one.name == "坏.jpg")
    stage.page.grab()
    stage.wait(lambda: stage.page.photos.strip.is_damaged(key))


def test_removed_photo_is_brought_back(stage: Stage, tmp_path: Path):
    stage.open()
    _drop(stage, _photos(tmp_path)[0])
    stage.wait(lambda: len(stage.page.photos.strip.items()) == 1)
    strip = stage.page.photos.strip
    strip.setFocus()
    stage.qtbot.keyClick(strip, Qt.Key.Key_Delete)
    stage.wait(lambda: not strip.items())
    bar = stage.page.photos.removed
    assert "前.jpg was removed" in bar.text()
    stage.qtbot.mouseClick(bar.accept_button, LEFT)
    stage.wait(lambda: len(strip.items()) == 1)
    assert [one.name for one in stage.files()] == ["前.jpg"]


def test_before_and_after_opens_oldest_and_newest_and_escape_goes_back_to_the_page(
    stage: Stage, tmp_path: Path
):
    stage.open()
    _drop(stage, *_photos(tmp_path))
    stage.wait(lambda: len(stage.page.photos.strip.items()) == 2)
    left: list[bool] = []
    stage.page.left.connect(lambda: left.append(True))
    stage.qtbot.mouseClick(stage.page.photos.compare_button, LEFT)
    viewer = stage.page.viewer
    stage.wait(viewer.isVisible)
    keys = tuple(str(one.id) for one in sorted(stage.files(), key=lambda one: one.taken_at or 0))
    assert viewer.shown() == keys
    stage.wait(lambda: viewer.picture_in(0)[0] is not None and viewer.picture_in(1)[0] is not None)
    stage.qtbot.keyClick(viewer, Qt.Key.Key_Escape)
    assert not viewer.isVisible()
    assert not left


def test_place_says_nearest_station_direction_and_ring(stage: Stage):
    stage.open()
    place = stage.page.place
    # the site lies 600 m north of the station, so the station lies to its south
    assert place.nearest.text() == "Nearest station: 县政府站, 600 m to the south"
    assert place.rings.text() == "Inside: 1.0 km ring of 县政府站"
    assert "WGS-84" in place.nearest.toolTip()
    assert not place.map.is_empty()


def test_a_site_without_coordinates_says_what_to_do(stage: Stage):
    stage.open("CA-YC-0002")
    assert stage.page.place.map.is_empty()
    with stage.qtbot.waitSignal(stage.page.edit_clicked):
        stage.page.place.map.empty.button_clicked.emit()


def test_a_click_on_the_map_asks_for_the_station(stage: Stage):
    stage.open()
    canvas = stage.page.place.map.canvas
    with stage.qtbot.waitSignal(stage.context.navigator.show_station) as asked:
        stage.qtbot.mouseClick(canvas, LEFT, pos=canvas.where(114.67, 36.44).toPoint())
    assert asked.args == ["CA-01"]


def test_scores_are_drawn_from_the_second_check_on(stage: Stage, actor: Actor):
    with stage.database.writing() as session:
        site = site_queries.site(session, "CA-YC-0001")[0]
        sites.add_check(session, actor, site.id, "dust", {"washing": False, "covering": True})
    stage.open()
    assert not stage.page.scores.isVisible()
    with stage.database.writing() as session:
        sites.add_check(session, actor, site.id, "dust", {"washing": True, "covering": True})
    stage.open()
    assert stage.page.scores.isVisible()
    assert [(one.passed, one.total) for one in stage.page.scores.shown()] == [(1, 2), (2, 2)]


@pytest.mark.parametrize(
    ("metres", "text"),
    [(0.4, "0 m"), (999.4, "999 m"), (999.6, "1.0 km"), (12_345, "12.3 km"), (1e5, "100 km")],
)
def test_distances_are_written_as_they_are_known(metres: float, text: str):
    assert distance_text(metres) == text


def test_photos_of_another_site_are_not_added_to_the_one_that_was_opened_meanwhile(
    stage: Stage, tmp_path: Path
):
    stage.open()
    _drop(stage, *_photos(tmp_path))
    stage.open("CA-YC-0002")
    stage.wait(lambda: len(stage.files()) == 2)
    assert stage.page.photos.strip.items() == ()
