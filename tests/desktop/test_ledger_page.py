"""Ledgers in the window: read, corrected, imported, taken back; and what stands in the way."""

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from db.commands import sites, tasks
from db.commands.sites import SiteData
from db.queries.known_sites import known_sites
from db.queries.tasks import tasks as all_tasks
from db.rules.tasks import Step
from desktop.ledgers.plan import Kind
from desktop.screens.campaigns import ledger_run
from desktop.screens.campaigns.screen import CampaignsScreen
from widgets.save_dialog import SaveDialog

LEFT = Qt.MouseButton.LeftButton
HEADS = ("序号", "项目名称", "所在乡镇", "详细地址", "类别", "面积", "是否报备", "责任人", "联系电话", "备注")
FIRST = (1, "商业广场", "成安镇", "人民路1号", "建筑施工", 100, "是", "王经理", "13123968184", None)
SECOND = (2, "污水处理厂", "成安镇", "人民路2号", "市政施工", 200, "是", "李经理", "13312345678", None)
BAD = (3, "坏行", "无此镇", "人民路3号", "建筑施工", 300, "是", "赵经理", "13312345679", None)


@pytest.fixture
def make(tmp_path):
    def make(*rows, name="成安县扬尘台账.xlsx"):
        book = Workbook()
        for row in rows:
            book.active.append(row)
        book.save(tmp_path / name)
        return tmp_path / name

    return make


@pytest.fixture
def screen(qtbot, context, tmp_path):
    context.ledger_profiles = tmp_path / "profiles"
    screen = CampaignsScreen(context)
    qtbot.addWidget(screen)
    screen.resize(1300, 690)
    with qtbot.waitSignal(screen.listing.shown):
        screen.show()
    assert screen.listing.campaign == "dust"
    return screen


@pytest.fixture
def page(screen):
    return screen.view.ledger


def settle(qtbot, context):
    qtbot.waitUntil(lambda: context.jobs.pending == 0)


def look(qtbot, screen, context, path):
    screen.side.open_ledger(path)
    settle(qtbot, context)


def press(qtbot, screen, context, button):
    qtbot.mouseClick(button, LEFT)
    qtbot.waitUntil(lambda: not screen.side.ledger.deeds.run.is_busy)
    settle(qtbot, context)


def names(database):
    with database.reading() as session:
        return {one.name for one in known_sites(session, "dust") if one.state and not one.is_removed}


def line(screen, text):
    lines = screen.view.overview.more_button.menu().actions()
    return next(one for one in lines if one.text() == text)


def test_the_whole_way_from_the_menu_to_undo(qtbot, screen, page, context, make, sqlite_database):
    line(screen, "Import a ledger…").trigger()
    assert screen.view.current() is page
    screen.side.ledger.look(make(HEADS, FIRST, SECOND, BAD))
    settle(qtbot, context)
    assert page.deed.text() == "Import: 2 new, 0 changed, 1 refused"
    before = names(sqlite_database)
    press(qtbot, screen, context, page.deed)
    assert names(sqlite_database) == before | {"商业广场", "污水处理厂"}
    assert "2 new, 0 changed; 1 refused" in page.message.text()
    press(qtbot, screen, context, page.undo)
    assert names(sqlite_database) == before
    assert "Taken back: 2 sites" in page.message.text()


def test_a_corrected_column_makes_the_plan_anew(qtbot, screen, page, context, make):
    look(qtbot, screen, context, make(HEADS, FIRST))
    number = [row.header for row in page.table.columns.rows].index("责任人")
    box = page.table.boxes[number]
    assert box.currentData() == "person"
    box.setCurrentIndex(box.findData("ignore"))
    box.activated.emit(box.currentIndex())
    assert not page.deed.isEnabled()
    qtbot.waitUntil(page.deed.isEnabled)
    row = page.rows.row(0)
    assert row.values.get("person") is None
    assert row.values["name"] == "商业广场"


def test_a_column_takes_its_meaning_from_another(qtbot, screen, page, context, make):
    look(qtbot, screen, context, make(HEADS, FIRST))
    headers = [row.header for row in page.table.columns.rows]
    page.table.target_chosen.emit(page.table.columns.rows[0].sheet, "详细地址", "person")
    qtbot.waitUntil(page.deed.isEnabled)
    targets = {row.header: row.target for row in page.table.columns.rows}
    assert (targets["详细地址"], targets["责任人"]) == ("person", "note")
    assert headers == list(targets)


def test_rows_are_shown_by_fate_and_say_what_is_wrong(qtbot, screen, page, context, make):
    look(qtbot, screen, context, make(HEADS, FIRST, BAD))
    page.kinds.set_current(Kind.REFUSED)
    page.kinds.chosen.emit(Kind.REFUSED)
    assert page.rows.rowCount() == 1
    page.row_table.setCurrentIndex(page.rows.index(0, 0))
    assert "row 3" in page.detail.text()
    assert "无此镇" in page.detail.text()


def test_a_refused_file_says_why_in_the_page(qtbot, screen, page, context, tmp_path):
    path = tmp_path / "台账.xlsx"
    path.write_bytes(b"no workbook at all")
    look(qtbot, screen, context, path)
    assert "台账.xlsx is damaged" in page.empty._hint.text()
    assert not page.deed.isVisible()


def test_what_stops_in_the_middle_stays_and_says_so(
    qtbot, screen, page, context, make, sqlite_database, monkeypatch
):
    monkeypatch.setattr(ledger_run, "_BATCH", 1)
    look(qtbot, screen, context, make(HEADS, FIRST, SECOND))
    before = names(sqlite_database)
    screen.side.ledger.deeds.run.progressed.connect(
        lambda _done, _total: screen.side.ledger.deeds.run.cancel()
    )
    press(qtbot, screen, context, page.deed)
    assert names(sqlite_database) == before | {"商业广场"}
    assert "1 rows were not reached" in page.message.text()


def test_a_site_that_somebody_edits_after_the_preview_is_refused(
    qtbot, screen, page, context, make, sqlite_database, actor
):
    changed = ("柏寺安置房", "成安镇", None, "建筑施工", 500, "是")
    look(
        qtbot,
        screen,
        context,
        make(("项目名称", "所在乡镇", "详细地址", "类别", "面积", "是否报备"), changed),
    )
    assert page.deed.text() == "Import: 0 new, 1 changed, 0 refused"
    with sqlite_database.writing() as session:
        site = next(one for one in known_sites(session, "dust") if one.name == "柏寺安置房")
        data = SiteData(
            "柏寺安置房", "130424100", "dust", fields={"kind": "construction", "area": 9}, person="张某"
        )
        sites.edit(session, actor, site.id, data, seen=site.hlc)
    press(qtbot, screen, context, page.deed)
    assert "0 new, 0 changed; 1 refused" in page.message.text()
    assert "changed by somebody else meanwhile" in screen.side.ledger.deeds.run.report.refused[0].reason


def test_a_dropped_ledger_opens_the_page(qtbot, screen, page, context, make):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(make(HEADS, FIRST)))])
    none = Qt.KeyboardModifier.NoModifier
    screen.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, LEFT, none))
    settle(qtbot, context)
    assert screen.view.current() is page
    assert page.rows.rowCount() == 1


def test_an_export_comes_home_with_nothing_to_do(qtbot, screen, page, context, tmp_path, monkeypatch):
    path = tmp_path / "out.xlsx"
    monkeypatch.setattr(SaveDialog, "ask", lambda _parent, _title, _name, _kinds, chosen: chosen(path))
    line(screen, "Export the ledger…").trigger()
    settle(qtbot, context)
    look(qtbot, screen, context, path)
    assert page.message.text() == "Nothing to be done: the record has all of it already."
    assert not page.deed.isEnabled()


def test_a_reply_that_is_refused_meanwhile_comes_back_in_the_refused_workbook(
    qtbot, screen, page, context, tmp_path, sqlite_database, actor
):
    path = tmp_path / "fill.xlsx"
    definition = context.campaigns["dust"]
    screen.side.going.write_fill_in(definition, "130424", path)
    settle(qtbot, context)
    book = load_workbook(path)
    orders = book["交办单"]
    number = orders["A2"].value
    orders["G2"] = "已全部覆盖"
    book.save(path)
    look(qtbot, screen, context, path)
    assert "Replies to orders: 1 new, 0 known, 0 refused" in page.beside.text()
    with sqlite_database.writing() as session:
        tasks.step(session, actor, number, Step.REPORT, note="另一份反馈")
    press(qtbot, screen, context, page.deed)
    assert "0 taken, 1 refused" in page.message.text()
    refused = tmp_path / "fill.refused.xlsx"
    screen.side.ledger.deeds.write_refused(refused)
    settle(qtbot, context)
    sheet = load_workbook(refused)["交办单"]
    assert (sheet["A2"].value, sheet["G2"].value) == (number, "已全部覆盖")
    assert sheet["I1"].value == "原因"
    assert sheet["I2"].value
    look(qtbot, screen, context, refused)
    assert "Replies to orders: 0 new, 0 known, 1 refused" in page.beside.text()
    with sqlite_database.reading() as session:
        notes = [step.note for task in all_tasks(session) for step in task.steps]
    assert "已全部覆盖" not in notes


def test_leaving_asks_when_corrected_columns_would_be_forgotten(qtbot, screen, page, context, make):
    look(qtbot, screen, context, make(HEADS, FIRST))
    page.table.target_chosen.emit(page.table.columns.rows[0].sheet, "责任人", "ignore")
    qtbot.waitUntil(page.deed.isEnabled)
    qtbot.mouseClick(page.head.back_button, LEFT)
    assert page.confirm.isVisible()
    assert screen.view.current() is page
    qtbot.mouseClick(page.confirm.accept_button, LEFT)
    assert screen.view.current() is screen.view.overview


def headers(page):
    return [row.header for row in page.table.columns.rows]


def target_of(page, header):
    return next(row.target for row in page.table.columns.rows if row.header == header)


def choose(page, header, value):
    box = page.table.boxes[headers(page).index(header)]
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_a_form_is_read_as_it_was_corrected_before_until_somebody_says_otherwise(
    qtbot, screen, page, context, make
):
    look(qtbot, screen, context, make(HEADS, FIRST))
    choose(page, "责任人", "owner")
    qtbot.waitUntil(page.deed.isEnabled)
    press(qtbot, screen, context, page.deed)
    look(qtbot, screen, context, make(HEADS, SECOND, name="又一份.xlsx"))
    assert target_of(page, "责任人") == "owner"
    assert page.guess_anew.isVisible()
    assert page.rows.row(0).values["owner"] == "李经理"
    press(qtbot, screen, context, page.guess_anew)
    assert target_of(page, "责任人") == "person"
    look(qtbot, screen, context, make(HEADS, SECOND, name="第三份.xlsx"))
    assert target_of(page, "责任人") == "person"
    assert not page.guess_anew.isVisible()


def test_another_form_is_not_read_as_the_corrected_one(qtbot, screen, page, context, make):
    look(qtbot, screen, context, make(HEADS, FIRST))
    choose(page, "责任人", "owner")
    qtbot.waitUntil(page.deed.isEnabled)
    press(qtbot, screen, context, page.deed)
    look(qtbot, screen, context, make(HEADS[:-1], SECOND[:-1], name="少一列.xlsx"))
    assert target_of(page, "责任人") == "person"


def test_a_damaged_memory_is_passed_over(qtbot, screen, page, context, make):
    context.ledger_profiles.mkdir()
    (context.ledger_profiles / "dust-000000000000.toml").write_text("not = [toml", encoding="utf-8")
    look(qtbot, screen, context, make(HEADS, FIRST))
    assert page.deed.text() == "Import: 1 new, 0 changed, 0 refused"


def test_what_no_column_gives_is_chosen_for_every_row(qtbot, screen, page, context, make):
    without = [0, 1, 2, 3, 5, 6, 7, 8]
    rows = [[row[at] for at in without] for row in (HEADS, FIRST)]
    look(qtbot, screen, context, make(*rows, name="台账.xlsx"))
    assert not page.deed.isVisible()
    assert page.rows.row(0).kind is Kind.REFUSED
    missing = next(row for row in page.table.columns.rows if row.sure == "missing")
    assert (missing.header, missing.key) == ("类别", "kind")
    choose(page, "类别", "construction")
    qtbot.waitUntil(page.deed.isVisible)
    assert page.deed.text() == "Import: 1 new, 0 changed, 0 refused"
    press(qtbot, screen, context, page.deed)
    assert "1 new" in page.message.text()


def test_after_an_import_the_plan_is_held_against_what_is_in(qtbot, screen, page, context, make):
    look(qtbot, screen, context, make(HEADS, FIRST))
    press(qtbot, screen, context, page.deed)
    assert [page.rows.row(0).kind, page.deed.isVisible()] == [Kind.SAME, False]
    choose(page, "责任人", "owner")
    qtbot.waitUntil(page.deed.isVisible)
    assert page.deed.text() == "Import: 0 new, 1 changed, 0 refused"


SOIL_HEADS = ("地块名称", "所在乡镇", "位置", "裸露面积", "覆盖方式")


@pytest.fixture
def two_sheets(tmp_path):
    book = Workbook()
    book.active.title = "在建工地"
    other = book.create_sheet("扬尘二")
    for sheet, row in ((book.active, FIRST), (other, SECOND)):
        sheet.append(HEADS)
        sheet.append(row)
    book.save(tmp_path / "两张表.xlsx")
    return tmp_path / "两张表.xlsx"


def sheet_lines(page):
    return {one.text().split(" · ")[0]: one for one in page.sheets.menu().actions() if one.text()}


def test_sheets_are_ticked_in_and_out(qtbot, screen, page, context, two_sheets):
    look(qtbot, screen, context, two_sheets)
    assert page.sheets.text() == "Sheets: 2 of 2"
    assert page.rows.rowCount() == 2
    sheet_lines(page)["在建工地"].trigger()
    settle(qtbot, context)
    assert page.sheets.text() == "Sheets: 1 of 2"
    assert [page.rows.text(page.rows.row(0), 3)] == ["污水处理厂"]
    assert not sheet_lines(page)["扬尘二"].isEnabled()
    sheet_lines(page)["在建工地"].trigger()
    settle(qtbot, context)
    assert page.rows.rowCount() == 2


@pytest.fixture
def soil(make):
    row = ("城北地块", "成安镇", "北环路", 300, "绿网")
    return make(("成安县裸土裸地台账",), SOIL_HEADS, row, name="裸土裸地台账.xlsx")


def test_a_ledger_of_another_campaign_is_offered_there(qtbot, screen, page, context, soil):
    look(qtbot, screen, context, soil)
    name = context.campaigns["bare-land"].text.zh
    assert f"it looks like a ledger of “{name}”" in page.empty._hint.text()
    qtbot.mouseClick(page.empty._button, LEFT)
    settle(qtbot, context)
    assert screen.side.ledger.reader.mapped.definition.key == "bare-land"
    assert page.rows.rowCount() == 1


def test_a_ledger_of_another_campaign_can_be_read_all_the_same(qtbot, screen, page, context, soil):
    look(qtbot, screen, context, soil)
    sheet_lines(page)["Sheet"].trigger()
    settle(qtbot, context)
    assert screen.side.ledger.reader.mapped.definition.key == "dust"
    assert page.rows.rowCount() == 1


def test_a_file_without_headings_says_what_a_ledger_has(qtbot, screen, page, context, make):
    look(qtbot, screen, context, make(("随便写的",), (1, 2, 3)))
    assert "A ledger has a row of headings" in page.empty._hint.text()
    assert page.empty._button.isHidden()


def test_reading_is_stopped_at_once(qtbot, screen, page, context, make):
    screen.side.open_ledger(make(HEADS, FIRST))
    assert page.stop.isVisible()
    qtbot.mouseClick(page.stop, LEFT)
    settle(qtbot, context)
    assert page.empty.accessibleName() == "Reading was stopped"
    assert not page.deed.isVisible()


def test_results_of_checks_are_shown_as_they_come_in(qtbot, screen, page, context, make):
    look(qtbot, screen, context, make((*HEADS, "围挡", "覆盖"), (*FIRST, "是", "×")))
    titles = [page.rows.headerData(at, Qt.Orientation.Horizontal) for at in range(page.rows.columnCount())]
    shown = {title: page.rows.text(page.rows.row(0), at) for at, title in enumerate(titles)}
    assert [text for title, text in shown.items() if title.startswith("check: ")] == ["√", "×"]
    page.row_table.setCurrentIndex(page.rows.index(0, 0))
    assert "with a check of" in page.detail.text()


def test_a_county_gets_a_workbook_for_each_township_with_sites(
    qtbot, screen, context, tmp_path, sqlite_database
):
    with sqlite_database.reading() as session:
        used = {one.unit_code[:9] for one in known_sites(session, "dust") if len(one.unit_code) >= 9}
    folder = tmp_path / "out"
    folder.mkdir()
    with qtbot.waitSignal(context.navigator.written) as said:
        screen.side.going.write_fill_ins(context.campaigns["dust"], "", folder)
    assert said.args[1] == folder
    assert len(list(folder.glob("*填报表*.xlsx"))) == len(used) > 0


def test_that_what_is_selected_goes_out_else_what_a_filter_leaves(
    qtbot, screen, context, tmp_path, monkeypatch
):
    path, titles = tmp_path / "out.xlsx", []

    def ask(_parent, title, _name, _kinds, chosen):
        titles.append(title)
        chosen(path)

    def sent():
        line(screen, "Export the ledger…").trigger()
        settle(qtbot, context)
        sheet = load_workbook(path).worksheets[0]
        return {row[1].value for row in sheet.iter_rows(min_row=5) if row[1].value}

    monkeypatch.setattr(SaveDialog, "ask", ask)
    view = screen.view.overview
    everything = sent()
    assert everything == {"柏寺安置房", "商城供热管网", "玉岭路改造"}
    table = view.model.view.table
    view.table.select_keys([table.key(0), table.key(1)])
    assert len(sent()) == 2
    view.table.clearSelection()
    screen.listing.set_unit("130426")
    qtbot.waitUntil(lambda: view.model.view.count == 1)
    assert sent() == {"玉岭路改造"}
    assert titles == [
        "Export the ledger of all sites",
        "Export the ledger of 2 sites",
        "Export the ledger of 1 sites",
    ]


def test_that_a_campaign_without_sites_offers_its_ledger(qtbot, screen, page, context):
    with qtbot.waitSignal(screen.listing.shown):
        screen.view.overview.picker.chosen.emit("parking-lots")
    settle(qtbot, context)
    empty = screen.view.overview.empty
    assert empty.isVisible()
    qtbot.mouseClick(empty._second, LEFT)
    assert screen.view.current() is page
    assert page.head.note.text() == context.campaigns["parking-lots"].text.zh
