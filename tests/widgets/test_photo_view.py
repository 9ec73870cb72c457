"""The viewer and the strip: keys, linked zoom, two side by side, pictures asked for once."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage, QPixmap

from widgets.photo_strip import PhotoStrip, StripItem
from widgets.photo_view import PhotoView, ViewItem, Zoom
from widgets.score_chart import Score, ScoreChart


@pytest.fixture
def view(qtbot) -> PhotoView:
    view = PhotoView()
    qtbot.addWidget(view)
    view.resize(800, 500)
    view.show()
    return view


def _show(view: PhotoView, asked: list[str] | None = None) -> None:
    if asked is not None:
        view.picture_wanted.connect(asked.append)
    view.show_photos([ViewItem(key, key.upper()) for key in "abc"], "a")


def test_arrows_go_through_the_photos_and_stop_at_the_ends(qtbot, view: PhotoView):
    asked: list[str] = []
    _show(view, asked)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.shown() == ("a",)
    for _ in range(5):
        qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.shown() == ("c",)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert asked == ["a", "b", "c"], "each photo is asked for once"


def test_two_side_by_side_begin_with_the_newest_and_the_arrows_move_the_active_one(qtbot, view: PhotoView):
    _show(view)
    qtbot.keyClick(view, Qt.Key.Key_B)
    assert view.shown() == ("a", "c")
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.shown() == ("a", "b")
    qtbot.keyClick(view, Qt.Key.Key_Space)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.shown() == ("b", "b")
    qtbot.keyClick(view, Qt.Key.Key_B)
    assert view.shown() == ("b",)


def test_zoom_is_one_for_both_and_never_leaves_the_photo(qtbot, view: PhotoView):
    _show(view)
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.zoom.factor == pytest.approx(1.25)
    view.set_zoom(4, 0.0, 1.0)
    # at four times, the middle can be no nearer to an edge than an eighth of the photo
    assert view.zoom == Zoom(4, 0.125, 0.875)
    view.set_zoom(1000)
    assert view.zoom.factor == 16
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert view.zoom == Zoom(1, 0.5, 0.5)


def test_one_photo_has_nothing_to_compare_with(qtbot, view: PhotoView):
    view.show_photos([ViewItem("a", "A")], "a")
    qtbot.keyClick(view, Qt.Key.Key_B)
    assert not view.is_comparing()


def test_a_photo_that_cannot_be_shown_is_painted_as_such(view: PhotoView):
    _show(view)
    view.set_picture("a", None)
    assert view.picture_in(0) == (None, True)
    broken = view.grab().toImage()
    view.set_picture("a", QImage(20, 10, QImage.Format.Format_RGB32))
    assert view.grab().toImage() != broken


def test_escape_leaves(qtbot, view: PhotoView):
    _show(view)
    with qtbot.waitSignal(view.left):
        qtbot.keyClick(view, Qt.Key.Key_Escape)


@pytest.fixture
def strip(qtbot) -> PhotoStrip:
    strip = PhotoStrip()
    qtbot.addWidget(strip)
    strip.resize(420, strip.sizeHint().height())
    strip.show()
    return strip


def test_only_pictures_in_view_are_asked_for(strip: PhotoStrip):
    asked: list[str] = []
    strip.picture_wanted.connect(asked.append)
    strip.set_items([StripItem(str(number), "", "") for number in range(50)])
    strip.grab()
    assert asked[0] == "0"
    assert len(asked) <= 4
    strip.set_picture("0", QPixmap(4, 4))
    strip.grab()
    assert asked.count("0") == 1
    strip.horizontalScrollBar().setValue(strip.horizontalScrollBar().maximum())
    strip.grab()
    assert "49" in asked


def test_documents_have_no_picture_to_ask_for(strip: PhotoStrip):
    asked: list[str] = []
    strip.picture_wanted.connect(asked.append)
    strip.set_items([StripItem("d", "方案.pdf", "", icon="reports", has_picture=False)])
    strip.grab()
    assert asked == []


def test_keys_open_and_remove_the_current_file(qtbot, strip: PhotoStrip):
    strip.set_items([StripItem("a", "", ""), StripItem("b", "", "")])
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    with qtbot.waitSignal(strip.opened) as opened:
        qtbot.keyClick(strip, Qt.Key.Key_Return)
    with qtbot.waitSignal(strip.remove_wanted) as removed:
        qtbot.keyClick(strip, Qt.Key.Key_Delete)
    assert (opened.args, removed.args) == (["b"], ["b"])
    strip.set_items([StripItem("b", "", "")])
    assert strip.current() == "b"


def test_files_are_taken_before_the_picture_beside_them(qtbot, strip: PhotoStrip, tmp_path: Path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.jpg"))])
    data.setImageData(QImage(2, 2, QImage.Format.Format_RGB32))
    with qtbot.assertNotEmitted(strip.image_pasted), qtbot.waitSignal(strip.files_dropped) as dropped:
        strip.take(data)
    assert dropped.args == [[tmp_path / "a.jpg"]]
    assert not strip.take(QMimeData())


def test_failed_part_of_a_score_has_its_share_of_the_bar(qtbot):
    chart = ScoreChart()
    qtbot.addWidget(chart)
    chart.resize(400, chart.sizeHint().height())
    chart.set_scores([Score(6, 8, "03-01"), Score(8, 8, "03-05"), Score(0, 0, "03-06")])
    assert [one.label for one in chart.shown()] == ["03-01", "03-05"], "a check of nothing has no score"
    assert chart.failed_rect(0).height() == pytest.approx(chart.bar_rect(0).height() / 4)
    assert chart.failed_rect(1).height() == 0
    chart.set_scores([Score(6, 8, "03-01")])
    assert not chart.isVisibleTo(chart.parentWidget() or chart)
