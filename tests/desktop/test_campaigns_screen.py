"""The campaigns screen through real events: list, filter, matrix, pages, what other programs write."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QModelIndex, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QWidget

from db.actor import Actor
from db.changes import Changes
from db.commands import sites
from db.commands.sites import SiteData
from db.engine import Database, open_database
from db.queries import sites as queries
from db.rules.sites import SiteState
from desktop.context import Context, TaskDraft
from desktop.screens.campaigns.screen import CampaignsScreen

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def open_screen(qtbot) -> Callable[[Context], CampaignsScreen]:
    def show(context: Context) -> CampaignsScreen:
        screen = CampaignsScreen(context)
        qtbot.addWidget(screen)
        screen.resize(1300, 690)
        with qtbot.waitSignal(screen.ready):
            screen.show()
        return screen

    return show


@pytest.fixture
def screen(context: Context, open_screen) -> CampaignsScreen:
    return open_screen(context)


def table_texts(screen: CampaignsScreen, key: str) -> list[str]:
    model = screen.view.overview.model
    keys = [column.key for column in model.columns]
    return [model.index(row, keys.index(key)).data() for row in range(model.rowCount())]


def write(widget: QWidget, text: str) -> None:
    """As an input method does: QTest's key clicks know no Chinese."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QCoreApplication.sendEvent(widget, event)


def click(qtbot, view, index: QModelIndex, *, double: bool = False) -> None:
    assert index.isValid()
    press = qtbot.mouseDClick if double else qtbot.mouseClick
    place = view.visualRect(index).center()
    if double:
        qtbot.mouseClick(view.viewport(), LEFT, pos=place)
    press(view.viewport(), LEFT, pos=place)


def open_site(qtbot, screen: CampaignsScreen, row: int = 0) -> None:
    table = screen.view.overview.table
    click(qtbot, table, table.model().index(row, 1), double=True)
    qtbot.waitUntil(lambda: screen.view.current() is screen.view.page)


def choose(qtbot, screen: CampaignsScreen, campaign: str) -> None:
    picker = screen.view.overview.picker
    steps = picker.findData(campaign) - picker.currentIndex()
    with qtbot.waitSignal(screen.listing.shown):
        for _ in range(abs(steps)):
            qtbot.keyClick(picker, Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: screen.listing.campaign == campaign)
    settled(qtbot, screen)


def settled(qtbot, screen: CampaignsScreen) -> None:
    """The list shows the answer to the last wish."""
    model, engine = screen.view.overview.model, screen.listing.engine
    qtbot.waitUntil(lambda: model.view.wish == engine.wish and model.view.table.campaign_key != "")


def test_list_shows_the_sites_of_the_first_campaign_with_its_columns(screen, context):
    listed = [f"fields.{field.key}" for field in context.campaigns["dust"].fields if field.listed]
    keys = [column.key for column in screen.view.overview.model.columns if column.is_usual]
    core = ["unit", "owner", "person", "score", "open_tasks", "deadline", "state"]
    assert keys == ["name", "code", *listed, *core]
    assert table_texts(screen, "name") == ["柏寺安置房", "商城供热管网", "玉岭路改造"]
    assert table_texts(screen, "fields.kind") == ["建筑施工"] * 3
    assert table_texts(screen, "fields.area") == ["12,000"] * 3
    assert table_texts(screen, "deadline") == ["2 d overdue", "", ""]
    assert table_texts(screen, "open_tasks") == ["1", "", "1"]
    assert table_texts(screen, "state") == ["在册", "整改中", "已销号"]


def test_picking_another_campaign_shows_its_sites_and_fields(qtbot, screen):
    choose(qtbot, screen, "loose-coal")
    assert table_texts(screen, "code") == ["CA-SM-0001"]
    assert "fields.converted_share" in [column.key for column in screen.view.overview.model.columns]


def test_typing_filters_by_every_word_and_the_empty_list_offers_the_way_back(qtbot, screen):
    view = screen.view.overview
    qtbot.keyClicks(view.search, "0002 ")
    write(view.search, "商城")
    settled(qtbot, screen)
    assert table_texts(screen, "code") == ["CA-YC-0002"]
    write(view.search, "没有")
    settled(qtbot, screen)
    assert not view.is_table_shown()
    button = view.empty.findChildren(type(view.new_button))[0]
    qtbot.mouseClick(button, LEFT)
    assert view.search.text() == ""
    settled(qtbot, screen)
    assert len(table_texts(screen, "code")) == 3


def test_clicking_the_matrix_filters_to_county_and_campaign(qtbot, screen):
    view = screen.view.overview
    matrix = view.matrix_panel.table
    model = matrix.matrix
    click(qtbot, matrix, model.place("130426", "dust"))
    settled(qtbot, screen)
    assert table_texts(screen, "code") == ["SX-YC-0001"]
    assert view.unit_chip.isVisible()
    assert view.unit_chip.text() == "涉县"
    click(qtbot, matrix, model.place("130424", "loose-coal"))
    qtbot.waitUntil(lambda: screen.listing.campaign == "loose-coal")
    settled(qtbot, screen)
    assert table_texts(screen, "code") == ["CA-SM-0001"]
    qtbot.mouseClick(view.unit_chip, LEFT)
    assert not view.unit_chip.isVisible()


def test_matrix_says_how_many_are_closed_and_late(screen):
    model = screen.view.overview.matrix_panel.table.matrix
    assert model.place("130424", "dust").data() == "0 of 2 closed, 1 overdue"
    assert model.place("130426", "dust").data() == "1 of 1 closed, 0 overdue"
    assert model.index(0, 0).data() == "成安县"
    assert model.index(0, model.columnCount() - 1).data() == "3"


def test_campaign_without_sites_says_what_to_do(qtbot, screen):
    choose(qtbot, screen, "parking-lots")
    view = screen.view.overview
    assert not view.is_table_shown()
    assert view.empty.accessibleName() == "No sites in 停车场 yet"
    qtbot.mouseClick(view.empty.findChildren(type(view.new_button))[0], LEFT)
    assert screen.view.current() is screen.view.form


def test_no_campaign_at_all_is_said(context, open_screen):
    screen = open_screen(replace(context, campaigns={}))
    assert screen.view.overview.empty.accessibleName() == "No campaign could be read"
    assert not screen.view.overview.new_button.isEnabled()


def test_enter_opens_the_page_and_escape_leads_back_to_the_same_row(qtbot, screen):
    table = screen.view.overview.table
    click(qtbot, table, table.model().index(1, 1))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.view.current() is screen.view.page)
    page = screen.view.page
    assert page.head.title.text() == "商城供热管网"
    assert page.head.pill.text == "整改中"
    facts = page.facts.texts()
    assert facts["Unit"] == "成安县 成安镇"
    assert facts["面积"] == "12,000 m²"
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert screen.view.current() is screen.view.overview
    assert table.selected_rows() == [1]


def test_page_lists_the_orders_and_enter_opens_one(qtbot, screen):
    open_site(qtbot, screen)
    page = screen.view.page
    assert page.order_model.rowCount() == 1
    assert page.head.due_text() == "2 d overdue (deadline 03-18)"
    click(qtbot, page.orders, page.order_model.index(0, 1))
    with qtbot.waitSignal(screen.context.navigator.show_task) as asked:
        qtbot.keyClick(page.orders, Qt.Key.Key_Return)
    assert asked.args == [page.order_model.index(0, 0).data()]


def test_new_order_from_a_site_is_filled_from_the_template(qtbot, screen):
    open_site(qtbot, screen)
    with qtbot.waitSignal(screen.context.navigator.new_task) as asked:
        qtbot.mouseClick(screen.view.page.order_button, LEFT)
    draft: TaskDraft = asked.args[0]
    assert draft.title == "柏寺安置房扬尘问题"
    assert draft.found.startswith("柏寺安置房（成安镇）")
    assert draft.required
    assert draft.legal_basis.startswith("《中华人民共和国大气污染防治法》")
    assert (draft.campaign_key, draft.site_code, draft.unit_code) == ("dust", "CA-YC-0001", "130424100")
    assert draft.hours == 2


def test_new_order_from_the_list_needs_a_chosen_site(qtbot, screen):
    view = screen.view.overview
    assert not view.order_button.isEnabled()
    click(qtbot, view.table, view.table.model().index(2, 1))
    with qtbot.waitSignal(screen.context.navigator.new_task) as asked:
        qtbot.mouseClick(view.order_button, LEFT)
    assert asked.args[0].site_code == "SX-YC-0001"


def test_show_site_switches_campaign_clears_filters_and_opens_the_page(qtbot, screen):
    view = screen.view.overview
    write(view.search, "玉岭")
    matrix = view.matrix_panel.table
    click(qtbot, matrix, matrix.matrix.place("130426", "dust"))
    screen.context.navigator.show_site.emit("CA-SM-0001")
    qtbot.waitUntil(lambda: screen.view.current() is screen.view.page)
    assert screen.view.page.head.title.text() == "北关散煤点"
    assert screen.listing.campaign == "loose-coal"
    assert view.search.text() == ""
    assert screen.listing.engine.wish.unit == ""


def test_show_site_of_an_unknown_code_says_so(qtbot, screen):
    with qtbot.waitSignal(screen.context.navigator.message) as said:
        screen.context.navigator.show_site.emit("NIX-1")
    assert "NIX-1" in said.args[0]
    assert screen.view.current() is screen.view.overview


def test_change_by_another_program_appears_and_the_selection_stays(qtbot, screen, sqlite_url, actor):
    table = screen.view.overview.table
    click(qtbot, table, table.model().index(1, 1))
    other = open_database(sqlite_url)
    with other.writing() as session:
        sites.add(session, actor, SiteData("新开工地", "130426100", "dust", code="AA-0000"))
    other.close()
    with qtbot.waitSignal(screen.ready):
        screen.context.jobs.changed.emit(Changes(sites=True), None)
    assert table_texts(screen, "name")[0] == "新开工地"
    assert [table.model().index(row, 1).data() for row in table.selected_rows()] == ["CA-YC-0002"]
    assert screen.view.overview.matrix_panel.table.matrix.place("130426", "dust").data().startswith("1 of 2")


def test_changes_that_it_does_not_show_leave_it_alone(screen):
    assert not screen.shows(Changes(readings=True, stations=True))
    assert all(screen.shows(Changes(**{name: True})) for name in ("sites", "checks", "tasks", "units"))
    assert screen.shows(Changes(campaigns=True))


def test_header_click_sorts_in_chinese_order_with_the_unknown_last(qtbot, screen):
    table = screen.view.overview.table
    header = table.horizontalHeader()
    keys = [column.key for column in screen.view.overview.model.columns]

    def press(key: str) -> None:
        at = keys.index(key)
        place = header.sectionViewportPosition(at) + header.sectionSize(at) // 2
        qtbot.mouseClick(header.viewport(), LEFT, pos=QPoint(place, 8))

    press("name")
    settled(qtbot, screen)
    assert table_texts(screen, "name") == ["柏寺安置房", "商城供热管网", "玉岭路改造"]
    press("name")
    settled(qtbot, screen)
    assert table_texts(screen, "name") == ["玉岭路改造", "商城供热管网", "柏寺安置房"]
    press("deadline")
    settled(qtbot, screen)
    assert table_texts(screen, "code")[0] == "CA-YC-0001"


def test_widths_and_sorting_are_remembered_within_the_session(qtbot, screen):
    table = screen.view.overview.table
    table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    header = table.horizontalHeader()
    edge = QPoint(header.sectionViewportPosition(0) + header.sectionSize(0) - 1, header.height() // 2)
    qtbot.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    qtbot.mouseMove(header.viewport(), edge + QPoint(333 - header.sectionSize(0), 0))
    qtbot.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton)
    dragged = table.columnWidth(0)
    choose(qtbot, screen, "loose-coal")
    assert table.columnWidth(0) != dragged
    choose(qtbot, screen, "dust")
    assert table.columnWidth(0) == dragged
    assert table_texts(screen, "name")[0] == "玉岭路改造"


def test_site_of_a_campaign_without_definition_is_said_and_nothing_breaks(qtbot, context, open_screen):
    known = {key: one for key, one in context.campaigns.items() if key != "loose-coal"}
    screen = open_screen(replace(context, campaigns=known))
    with qtbot.waitSignal(context.navigator.message) as said:
        context.navigator.show_site.emit("CA-SM-0001")
    assert "loose-coal" in said.args[0]
    assert screen.listing.campaign == "dust"


def test_definition_that_lost_fields_choices_and_states_still_shows_what_is_recorded(
    qtbot, context, open_screen
):
    dust = context.campaigns["dust"]
    kind = replace(dust.fields[0], choices=dust.fields[0].choices[1:])
    broken = replace(dust, fields=(kind,), states=(), checklist=(), deadlines=(), inspection_days=1)
    screen = open_screen(replace(context, campaigns={"dust": broken}))
    assert table_texts(screen, "state") == ["active", "rectifying", "closed"]
    assert table_texts(screen, "fields.kind") == ["construction"] * 3
    open_site(qtbot, screen)
    assert screen.view.page.facts.texts()["area"] == "12000"
    qtbot.mouseClick(screen.view.page.edit_button, LEFT)
    assert screen.view.form.fields is not None
    assert "construction" in screen.view.form.fields.problems()["fields.kind"]


def test_clock_moves_a_site_past_its_deadline(qtbot, screen, clock, sqlite_database: Database, actor: Actor):
    with sqlite_database.writing() as session:
        row = queries.site(session, "CA-YC-0002")[0]
        due = SiteData(
            row.name,
            row.unit_code,
            "dust",
            deadline=actor.now + timedelta(hours=5),
            fields=row.fields,
            state=SiteState.RECTIFYING,
        )
        sites.edit(session, actor, row.id, due, seen=row.hlc)
    with qtbot.waitSignal(screen.ready):
        screen.context.jobs.changed.emit(Changes(sites=True), None)
    assert table_texts(screen, "deadline")[1] == "03-20"
    clock.value += timedelta(hours=30)
    assert table_texts(screen, "deadline")[1] == "1 d overdue"


def test_a_changed_definition_changes_the_columns_and_keeps_what_is_filtered(qtbot, screen, context):
    model = screen.view.overview.model
    dust = context.campaigns["dust"]
    assert "fields.area" in [column.key for column in model.columns if column.is_usual]
    screen.view.overview.search.setText("柏寺")
    settled(qtbot, screen)
    fields = tuple(replace(field, listed=False) if field.key == "area" else field for field in dust.fields)
    context.campaigns = {**context.campaigns, "dust": replace(dust, fields=fields)}
    context.jobs.changed.emit(Changes(campaigns=True), None)
    qtbot.waitUntil(lambda: "fields.area" not in [column.key for column in model.columns if column.is_usual])
    settled(qtbot, screen)
    assert table_texts(screen, "name") == ["柏寺安置房"]
    assert not screen.view.overview.table.isColumnHidden(0)
