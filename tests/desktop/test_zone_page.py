"""The zone page through real events: rings, lists, the negative list, what is put on it and taken off."""

import math
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from db.commands import sites, stations
from db.commands.sites import SiteData
from db.commands.stations import StationRow
from db.errors import DuplicateError, NotFoundError
from db.queries import sites as site_queries
from db.rules.sites import SiteState
from db.times import CHINA
from desktop.screens.campaigns.screen import CampaignsScreen
from desktop.screens.campaigns.zone_page import ZonePage
from desktop.screens.campaigns.zone_rows import INSIDE, LISTED, MISSING, OUTSIDE, UNPLACED

LEFT = Qt.MouseButton.LeftButton
ZONE = "demonstration-zone"
LON, LAT = 114.5, 36.5
METRE = 180 / math.pi / 6_371_008.8
"""Degrees of latitude."""

_STATION = StationRow("Z1", "镇站", "township", "130424100", LON, LAT, "WGS-84")


def listed(by: str | None, kind: str = "industrial", **more: object) -> dict[str, object]:
    """Fields of a site on the negative list; the tests' clock says 20 March 2026 in China."""
    return {"source": kind, "negative": True, "way_out": "close", "station": "镇站", "exit_by": by, **more}


@pytest.fixture
def zone(sqlite_database, context, actor):
    """Sites north of a station of its own, far from those that others put down."""
    with sqlite_database.writing() as session:
        stations.save(session, actor, [_STATION])
        for code, metres, campaign, fields, state in (
            ("late", 100, ZONE, listed("2026-03-16"), SiteState.RECTIFYING),
            ("soon", 200, ZONE, listed("2026-03-24", "traffic"), SiteState.ACTIVE),
            ("gone", 501, ZONE, listed("2026-03-10"), SiteState.CLOSED),
            ("undated", 999, ZONE, listed(None), SiteState.ACTIVE),
            ("looked", 300, ZONE, {"source": "dust", "negative": False}, SiteState.ACTIVE),
            ("coal", 400, "loose-coal", {}, SiteState.ACTIVE),
            ("far", 1500, ZONE, listed("2026-03-30"), SiteState.ACTIVE),
            ("beyond", 1400, "dust", {}, SiteState.ACTIVE),
        ):
            lat = LAT + metres * METRE
            data = SiteData(
                f"点{code}", "130424100", campaign, code=code, lon=LON, lat=lat, fields=fields, state=state
            )
            sites.add(session, actor, data)
    return sqlite_database


@pytest.fixture
def screen(qtbot, context, zone):
    screen = CampaignsScreen(context)
    qtbot.addWidget(screen)
    screen.resize(1300, 690)
    with qtbot.waitSignal(screen.ready):
        screen.show()
    with qtbot.waitSignal(screen.listing.shown):
        screen.view.overview.picker.chosen.emit(ZONE)
    return screen


@pytest.fixture
def page(qtbot, screen) -> ZonePage:
    with qtbot.waitSignal(screen.side.zone.shown):
        zone_line(screen).trigger()
    assert screen.view.current() is screen.view.zone
    return screen.view.zone


def zone_line(screen):
    lines = screen.view.overview.more_button.menu().actions()
    return next(one for one in lines if one.text() == "Zone and negative list")


def choose(qtbot, page, tab):
    qtbot.mouseClick(page.tabs, LEFT, pos=page.tabs.option_rect(tab).center())


def codes(page):
    model = page.model
    return [model.index(at, 0).data().removeprefix("点") for at in range(model.rowCount())]


def column(page, key):
    at = [one.key for one in page.model.columns].index(key)
    return [page.model.index(row, at).data() for row in range(page.model.rowCount())]


def settle(qtbot, screen):
    qtbot.waitUntil(lambda: screen.context.jobs.pending == 0)


def test_that_the_line_is_offered_only_where_the_definition_has_rings(qtbot, screen):
    assert zone_line(screen).isVisible()
    with qtbot.waitSignal(screen.listing.shown):
        screen.view.overview.picker.chosen.emit("dust")
    assert not zone_line(screen).isVisible()


def test_that_the_ring_holds_sites_of_all_campaigns_nearest_first(qtbot, page):
    assert page.head.title.text() == "示范区 · 镇站 1.0 km"
    choose(qtbot, page, INSIDE)
    assert codes(page) == ["late", "soon", "looked", "coal", "gone", "undated"]
    assert column(page, "metres")[:2] == ["100 m north", "200 m north"]
    assert column(page, "kind") == ["工业源", "交通源", "扬尘源", "生活源", "工业源", "工业源"]


def test_that_the_negative_list_begins_with_what_has_no_day_and_ends_with_what_is_out(qtbot, page):
    choose(qtbot, page, LISTED)
    assert codes(page) == ["undated", "late", "soon", "far", "gone"]
    assert column(page, "exit") == ["No day set", "03-16", "03-24", "03-30", "03-10"]
    assert column(page, "left") == ["", "4 d overdue", "4 d left", "10 d left", "Out"]


def test_that_what_is_missing_outside_and_without_coordinates_is_said_and_listed(qtbot, page):
    note = page.head.note.text()
    for text in ("1 of 5 out", "1 overdue", "1 without a day", "1 inside, not", "1 on the list, outside"):
        assert text in note
    choose(qtbot, page, MISSING)
    assert codes(page) == ["coal"]
    choose(qtbot, page, OUTSIDE)
    assert codes(page) == ["far"]
    choose(qtbot, page, UNPLACED)
    lost = page.model.rowCount()
    assert lost > 0
    assert f"{lost} sites of this record have no coordinates" in note
    assert not [at for at in page.used_columns() if page.model.columns[at].key == "metres"]


def test_that_kinds_are_counted_by_ring_with_their_exits(page):
    # 工业源: 100 m; 501 m and 999 m in the outer ring; of late, gone, undated and far one is out
    assert "工业源: Within 500 m 1, 500 m – 1.0 km 2; 1 of 4 out, 1 overdue" in page.tally.text()
    assert "交通源: Within 500 m 1, 500 m – 1.0 km 0; 0 of 1 out, 0 overdue" in page.tally.text()


def test_that_another_radius_can_be_typed(qtbot, screen, page):
    with qtbot.waitSignal(screen.side.zone.shown):
        page.radius.setValue(1450)
    choose(qtbot, page, INSIDE)
    assert codes(page)[-1] == "beyond"
    assert page.rings.current() == ""
    with qtbot.waitSignal(screen.side.zone.shown):
        qtbot.mouseClick(page.rings, LEFT, pos=page.rings.option_rect("500").center())
    assert codes(page) == ["late", "soon", "looked", "coal"]


def test_that_a_click_on_the_map_chooses_the_row_and_a_row_is_ringed_on_the_map(qtbot, page):
    choose(qtbot, page, LISTED)
    canvas = page.map.canvas
    qtbot.mouseClick(canvas, LEFT, pos=canvas.where(LON, LAT + 400 * METRE).toPoint())
    assert page.tabs.current() == INSIDE, "the negative list does not hold it"
    assert page.table.selected_rows() == [3]
    assert canvas._marked == "coal"


def join(qtbot, screen, page, by="2026-04-30"):
    choose(qtbot, page, MISSING)
    page.table.selectRow(0)
    qtbot.mouseClick(page.list_button, LEFT)
    page.join.editor("way_out").set_value("clear")
    page.join.editor("exit_by").set_value(by)
    qtbot.mouseClick(page.join.save_button, LEFT)
    settle(qtbot, screen)


def of_coal(database):
    with database.reading() as session:
        return {one.campaign_key: one for one in site_queries.site(session, "coal")}


def test_that_a_site_is_put_on_the_list_and_ctrl_z_takes_it_off_again(qtbot, screen, page, zone):
    join(qtbot, screen, page)
    place = of_coal(zone)[ZONE]
    assert place.fields == {
        "source": "domestic", "negative": True, "way_out": "clear", "exit_by": "2026-04-30",
        "station": "镇站",
    }  # fmt: skip
    assert place.deadline == datetime(2026, 4, 30, 23, 59, tzinfo=CHINA)
    settle(qtbot, screen)
    assert page.join.isHidden()
    choose(qtbot, page, LISTED)
    assert "coal" in codes(page)
    qtbot.keyClick(page.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, screen)
    assert of_coal(zone)[ZONE].state == SiteState.WITHDRAWN
    settle(qtbot, screen)
    choose(qtbot, page, MISSING)
    assert codes(page) == ["coal"]
    join(qtbot, screen, page, "2026-05-01")
    assert (of_coal(zone)[ZONE].state, of_coal(zone)[ZONE].fields["exit_by"]) == ("active", "2026-05-01")


@pytest.mark.parametrize("by", [None, "soon"])
def test_that_nothing_is_put_on_the_list_without_a_day(qtbot, screen, page, zone, by):
    join(qtbot, screen, page, by)
    assert page.join.isVisible()
    assert page.join.error("exit_by")
    assert list(of_coal(zone)) == ["loose-coal"]


def test_that_a_site_opens_its_page_and_leads_back_to_the_zone(qtbot, screen, page):
    choose(qtbot, page, LISTED)
    page.table.selectRow(1)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.view.current() is screen.view.page)
    assert "点late" in screen.view.page.head.title.text()
    qtbot.keyClick(screen.view.page, Qt.Key.Key_Escape)
    assert screen.view.current() is page
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert screen.view.current() is screen.view.overview


def test_that_the_list_is_sorted_by_its_header_and_goes_out_as_it_is_shown(
    qtbot, screen, page, tmp_path: Path
):
    screen.resize(1000, 690)
    choose(qtbot, page, LISTED)
    qtbot.waitUntil(lambda: page.table.isColumnHidden(len(page.model.columns) - 1))
    at = [one.key for one in page.model.columns].index("metres")
    page.table.sortByColumn(at, Qt.SortOrder.DescendingOrder)
    assert codes(page) == ["far", "undated", "gone", "soon", "late"]
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[-1] == "Unit", "what has no room on the screen goes out, too"
    assert [line.split("\t")[0] for line in lines[1:]] == ["点far", "点undated", "点gone", "点soon", "点late"]
    screen.side.zone.deeds._save(tmp_path / "zone.xlsx")
    settle(qtbot, screen)
    book = load_workbook(tmp_path / "zone.xlsx")
    values = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert any(row[0] == "点far" for row in values)


def test_that_another_station_can_be_chosen(qtbot, screen, page):
    with qtbot.waitSignal(screen.side.zone.shown):
        at = page.station.findData("CA-01")
        page.station.setCurrentIndex(at)
        page.station.activated.emit(at)
    assert page.model.rowCount() == 0
    assert page.map.canvas._scene.place.key == "CA-01"


def test_that_without_any_station_the_page_says_what_to_do(qtbot, empty_context):
    screen = CampaignsScreen(empty_context)
    qtbot.addWidget(screen)
    with qtbot.waitSignal(screen.ready):
        screen.show()
    with qtbot.waitSignal(screen.side.zone.shown):
        screen.show_part("zone")
    page = screen.view.zone
    assert page.empty.isVisible()
    assert page.empty.accessibleName() == "No station yet"
    assert not page.export_button.isVisible()


def test_that_a_site_joins_a_campaign_once(zone, actor):
    with zone.writing() as session:
        site = site_queries.site(session, "coal")[0]
        sites.join(session, actor, site.id, "dust", {"kind": "bare"})
    assert set(of_coal(zone)) == {"dust", "loose-coal"}
    with zone.writing() as session, pytest.raises(DuplicateError):
        sites.join(session, actor, site.id, "dust", {})
    with zone.writing() as session, pytest.raises(NotFoundError):
        sites.join(session, actor, site.id, "nothing", {})
