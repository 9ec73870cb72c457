"""Ranges, chips, saved views and remembered columns of the campaigns' lists."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QMenu, QWidgetAction

from db.commands import sites
from db.commands.sites import SiteData
from desktop.screens.campaigns.list_filters import RangeBox
from desktop.screens.campaigns.list_ranges import read_limit, span_limits
from desktop.screens.campaigns.screen import CampaignsScreen
from desktop.settings import Option, Settings
from desktop.site_index.wishes import ColumnFilter, Wish

LEFT = Qt.MouseButton.LeftButton
AREAS = {"小工地": 500, "中工地": 5_000, "大工地": 50_000}


@pytest.fixture
def record(context, sqlite_database, actor):
    with sqlite_database.writing() as session:
        for number, (name, area) in enumerate(AREAS.items()):
            fields = {"kind": "yard", "filed": True, "area": area}
            due = datetime(2020, 12, 10 + number, 15, 59, tzinfo=UTC)
            sites.add(
                session,
                actor,
                SiteData(name, "130424100", "dust", person="王 A", deadline=due, fields=fields),
            )
    return context


@pytest.fixture
def show(qtbot, record):
    def show() -> CampaignsScreen:
        screen = CampaignsScreen(record)
        qtbot.addWidget(screen)
        screen.resize(1300, 690)
        with qtbot.waitSignal(screen.listing.shown):
            screen.show()
        return screen

    return show


@pytest.fixture
def screen(show):
    return show()


@pytest.fixture
def view(screen):
    return screen.view.overview


def settle(qtbot, screen):
    model, engine = screen.view.overview.model, screen.listing.engine
    qtbot.waitUntil(lambda: model.view.wish == engine.wish)


def names(view):
    return [view.model.index(row, 0).data() for row in range(view.model.rowCount())]


def ask(qtbot, screen, column, low="", high=""):
    """From and to in the menu of a column, and Enter."""
    menu = screen.listing.filters.open_column(column)
    box = next(one for one in menu.actions() if isinstance(one, QWidgetAction)).defaultWidget()
    assert isinstance(box, RangeBox)
    box.low.setText(low)
    box.high.setText(high)
    qtbot.keyClick(box.high if high else box.low, Qt.Key.Key_Return)
    settle(qtbot, screen)
    return box


def line(menu: QMenu, text: str):
    return next(one for one in menu.actions() if one.text().split("\t")[0] == text)


def test_that_a_range_of_numbers_includes_its_limits_and_stands_in_a_chip(qtbot, screen, view):
    ask(qtbot, screen, "fields.area", "500", "5,000")
    assert names(view) == ["小工地", "中工地"]
    assert [chip.accessibleName() for chip in view.chips.chips] == ["面积 (m²): 500 – 5,000"]
    qtbot.mouseClick(view.chips.chips[0], LEFT)
    settle(qtbot, screen)
    assert len(names(view)) == 6
    assert view.chips.isHidden()


def test_that_one_limit_is_enough(qtbot, screen, view):
    ask(qtbot, screen, "fields.area", low="5001")
    assert set(names(view)) == {"大工地", "柏寺安置房", "商城供热管网", "玉岭路改造"}
    assert view.chips.chips[0].text() == "面积 (m²): ≥ 5,001"


def test_that_what_is_no_number_is_said_and_nothing_is_filtered(qtbot, screen, view):
    box = ask(qtbot, screen, "fields.area", "很大")
    assert box.error.text() == "“很大” is not a number."
    assert len(names(view)) == 6


def test_that_a_turned_range_is_said(qtbot, screen, view):
    box = ask(qtbot, screen, "fields.area", "9", "1")
    assert "greater" in box.error.text()


def test_that_a_range_of_days_takes_its_last_day_whole(qtbot, screen, view):
    ask(qtbot, screen, "deadline", "2020.12.10", "2020-12-11")
    assert names(view) == ["小工地", "中工地"]


def test_that_a_part_of_a_text_is_found_in_whatever_case(qtbot, screen, view):
    ask(qtbot, screen, "person", low="王 a")
    assert names(view) == list(AREAS)


@pytest.mark.parametrize(
    ("span", "first", "last"),
    [
        ("past", None, "2020-03-18 23:59:59"),
        ("past7", "2020-03-12 00:00:00", "2020-03-18 23:59:59"),
        ("today", "2020-03-19 00:00:00", "2020-03-19 23:59:59"),
        ("next7", "2020-03-19 00:00:00", "2020-03-25 23:59:59"),
        ("month", "2020-03-01 00:00:00", "2020-03-31 23:59:59"),
    ],
)
def test_that_spans_are_days_of_china(span, first, last):
    # 17:30 UTC on the 18th is half past one on the 19th in China
    low, high = span_limits(span, datetime(2020, 3, 18, 17, 30, tzinfo=UTC))

    def at(text):
        return datetime.fromisoformat(f"{text}+08:00").timestamp()

    assert (low, high) == (at(first) if first else None, at(last))


def test_that_a_span_moves_with_the_calendar(qtbot, screen, view, record, clock):
    clock.value = datetime(2020, 12, 9, 4, tzinfo=UTC)
    menu = screen.listing.filters.open_column("deadline")
    line(menu, "Next 7 days").trigger()
    settle(qtbot, screen)
    assert names(view) == list(AREAS)
    assert view.chips.chips[0].text() == "Deadline: Next 7 days"
    clock.value = datetime(2020, 12, 12, 4, tzinfo=UTC)
    screen.listing.set_unit("")
    settle(qtbot, screen)
    assert names(view) == ["大工地"]


def test_that_a_limit_is_read_as_people_type_it():
    assert read_limit("number", " １２，０００ ", is_last=False) == 12_000
    assert read_limit("date", "", is_last=True) is None
    day = read_limit("date", "2020年3月19日", is_last=True)
    assert day == datetime.fromisoformat("2020-03-19T23:59:59+08:00").timestamp()


def test_that_a_saved_view_comes_back_whole_in_another_session(qtbot, screen, view, show, record):
    view.search.setText("工地")
    ask(qtbot, screen, "fields.area", low="5000")
    screen.listing.widths.choose([0, 1])
    screen.listing.views.save("大的")
    screen.listing.clear_filters()
    screen.listing.widths.put_back()
    settle(qtbot, screen)

    later = show()
    assert later.listing.views.names == ["大的"]
    later.listing.views.choose("大的")
    settle(qtbot, later)
    shown = later.view.overview
    assert names(shown) == ["中工地", "大工地"]
    assert shown.search.text() == "工地"
    assert [at for at in range(len(shown.model.columns)) if not shown.table.isColumnHidden(at)] == [0, 1]


def test_that_views_have_keys_and_lines(qtbot, screen, view):
    screen.listing.views.save("全部")
    ask(qtbot, screen, "fields.area", low="50000")
    screen.listing.views.save("大的")
    screen.listing.clear_filters()
    settle(qtbot, screen)
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, screen)
    assert names(view) == ["大工地"]
    menu = QMenu()
    screen.listing.views.add_lines(menu)
    line(menu, "全部").trigger()
    settle(qtbot, screen)
    assert len(names(view)) == 6


def test_that_views_are_named_renamed_and_deleted(qtbot, screen, view):
    menu = QMenu()
    screen.listing.views.add_lines(menu)
    line(menu, "Save this view…").trigger()
    dialog = view.findChild(QInputDialog)
    dialog.setTextValue("我的")
    dialog.accept()
    assert screen.listing.views.names == ["我的"]
    screen.listing.views.rename("我的", "周会")
    assert screen.listing.views.names == ["周会"]
    screen.listing.views.delete("周会")
    assert screen.listing.views.names == []


def test_that_damaged_views_are_as_if_they_were_not_there(qtbot, show, record):
    for text in ("{", "[]", '{"form":1,"data":[["x",{"wish":5}]]}', '{"form":99,"data":[]}'):
        record.settings.set(Option("lists/dust/views", ""), text)
        record.settings.set(Option("lists/dust/columns", ""), text)
        screen = show()
        assert screen.listing.views.names == []
        assert len(names(screen.view.overview)) == 6


def test_that_a_view_of_a_field_that_is_gone_works_and_says_so(qtbot, screen, view, record):
    screen.listing.views.save("旧")
    saved = screen.listing.views._views["旧"]
    lost = ColumnFilter("fields.gone", low=1.0)
    screen.listing.views._views["旧"] = type(saved)(Wish(filters=(lost,), sort="fields.gone"), saved.look)
    with qtbot.waitSignal(record.navigator.message) as said:
        screen.listing.views.choose("旧")
    settle(qtbot, screen)
    assert "fields.gone" in said.args[0]
    assert len(names(view)) == 6


def test_that_columns_and_widths_stay_until_the_usual_ones_are_wanted(qtbot, screen, view, show):
    screen.listing.widths.choose([0, 1, 5])
    view.is_dragging = True
    view.table.horizontalHeader().resizeSection(1, 222)
    view.is_dragging = False
    screen.listing.widths.leave()
    later = show().view.overview
    header = later.table.horizontalHeader()
    assert [at for at in range(len(later.model.columns)) if not header.isSectionHidden(at)] == [0, 1, 5]
    assert header.sectionSize(1) == pytest.approx(222, abs=1)
    screen.listing.widths.put_back()
    usual = show().view.overview
    assert not usual.table.isColumnHidden(2)


def test_that_a_wish_is_the_same_after_its_journey_through_json():
    wish = Wish(
        words="北 阳",
        unit="130424",
        filters=(
            ColumnFilter("a", values=frozenset({"x", ""})),
            ColumnFilter("b", low=1.5, filled=True),
            ColumnFilter("c", contains="王", span="next7", high=9.0),
        ),
        is_late=True,
        sort="b",
        descending=True,
        group="a",
        folded=frozenset({"x"}),
    )
    assert Wish.from_plain(wish.plain()) == wish


def test_that_settings_in_memory_keep_what_they_are_told():
    settings = Settings(None)
    settings.set(Option("lists/dust/views", ""), "x")
    assert settings.get(Option("lists/dust/views", "")) == "x"
