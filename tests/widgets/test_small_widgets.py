"""Choices, messages, forms, tables, rail, status line, timeline, panel, empty state."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from widgets import theme
from widgets.badge import BadgeDelegate, Progress, ProgressDelegate
from widgets.empty import EmptyState
from widgets.form import FormGrid
from widgets.message_bar import MessageBar
from widgets.panel import Panel
from widgets.rail import Rail, RailItem
from widgets.segmented import Segmented
from widgets.status_line import StatusItem, StatusLine
from widgets.tables import DataTable
from widgets.timeline import Timeline, TimelineItem

LEFT = Qt.MouseButton.LeftButton


def shown(qtbot, widget):
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


@pytest.fixture
def bar(qtbot):
    """A message bar over some content; it has no height of its own while it is silent."""
    host = QWidget()
    box = QVBoxLayout(host)
    bar = MessageBar(info_ms=60_000)
    box.addWidget(bar)
    box.addWidget(QLineEdit(), 1)
    shown(qtbot, host)
    yield bar
    # qtbot holds it weakly
    host.close()


def test_that_a_segment_is_chosen_by_click_and_by_arrow(qtbot):
    choice = shown(qtbot, Segmented([("pm25", "PM2.5"), ("pm10", "PM10"), ("o3", "O3")]))
    with qtbot.waitSignal(choice.chosen) as fired:
        qtbot.mouseClick(choice, LEFT, pos=choice.option_rect("o3").center())
    assert fired.args == ["o3"]
    with qtbot.waitSignal(choice.chosen) as fired:
        qtbot.keyClick(choice, Qt.Key.Key_Left)
    assert fired.args == ["pm10"]
    with qtbot.assertNotEmitted(choice.chosen):
        qtbot.mouseClick(choice, LEFT, pos=choice.option_rect("pm10").center())
        choice.set_current("pm25")
        choice.set_current("nothing")
    assert choice.current() == "pm25"


def test_that_a_message_with_the_same_key_is_replaced(bar):
    bar.show_message("第一次失败", "error", key="sync")
    bar.show_message("别的事", "warning")
    bar.show_message("又失败了", "error", key="sync")
    assert bar.texts() == ["又失败了", "别的事"]
    bar.close_message("sync")
    assert bar.texts() == ["别的事"]


def test_that_a_silent_bar_takes_no_room_and_never_opens_a_window(qtbot, bar):
    assert not bar.isVisible()
    alone = MessageBar()
    qtbot.addWidget(alone)
    alone.show_message("太早", "warning")
    assert not alone.isVisible()
    QVBoxLayout(bar.parentWidget().findChild(QLineEdit)).addWidget(alone)
    assert alone.isVisible()


def test_that_a_long_message_in_a_narrow_window_is_not_cut(qtbot, bar):
    bar.show_message("有 2 行没有导入：第 14、29 行缺少乡镇。" * 3, "warning", details="d", action="查看")
    host = bar.parentWidget()
    host.resize(420, 600)
    label = next(one for one in bar.findChildren(QLabel) if one.text().startswith("有 2 行"))
    qtbot.waitUntil(
        lambda: host.width() == 420 and label.height() >= label.heightForWidth(label.width()) > 60
    )


def test_that_only_information_goes_away_by_itself(qtbot):
    bar = MessageBar(info_ms=10)
    qtbot.addWidget(bar)
    bar.show_message("保存失败", "error", key="stays")
    with qtbot.waitSignal(bar.closed) as fired:
        bar.show_message("已保存", key="goes")
    assert fired.args == ["goes"]
    assert bar.texts() == ["保存失败"]


def test_that_a_standing_message_stays_above_all_others_without_a_cross(bar):
    bar.show_message("磁盘已满", "error")
    bar.show_standing("away", "数据库没有应答", details="refused")
    bar.show_message("导入失败", "error")
    labels = [one for one in bar.findChildren(QLabel) if one.text() in bar.texts()]
    by_height = sorted(labels, key=lambda one: one.mapTo(bar, one.rect().topLeft()).y())
    assert [one.text() for one in by_height] == ["数据库没有应答", "导入失败", "磁盘已满"]
    crosses = [one for one in bar.findChildren(QToolButton) if one.isVisible()]
    assert len(crosses) == 2


def test_that_a_standing_message_changes_its_words_in_place(qtbot, bar):
    bar.show_standing("away", "已 1 分钟", details="refused")
    label = next(one for one in bar.findChildren(QLabel) if one.text() == "已 1 分钟")
    bar.show_standing("away", "已 2 分钟", details="timed out")
    assert bar.texts() == ["已 2 分钟"]
    assert label.text() == "已 2 分钟", "a selection in its words survives"
    qtbot.mouseClick(bar.findChildren(QPushButton)[0], LEFT)
    assert QGuiApplication.clipboard().text() == "已 2 分钟\n\ntimed out"
    bar.close_message("away")
    assert bar.texts() == []


def test_that_many_errors_do_not_push_a_standing_message_out_of_sight(bar):
    bar.show_standing("away", "数据库没有应答")
    for number in range(9):
        bar.show_message(f"失败 {number}", "error")
    visible = [one.text() for one in bar.findChildren(QLabel) if one.isVisible()]
    assert "数据库没有应答" in visible


def test_that_details_are_copied_and_the_action_and_cross_report(qtbot, bar):
    bar.show_message("连接中断", "error", details="Traceback …", key="net", action="重试")
    retry, copy = bar.findChildren(QPushButton)
    qtbot.mouseClick(copy, LEFT)
    assert QGuiApplication.clipboard().text() == "连接中断\n\nTraceback …"
    with qtbot.waitSignal(bar.action_triggered) as fired:
        qtbot.mouseClick(retry, LEFT)
    assert fired.args == ["net"]
    with qtbot.waitSignal(bar.closed):
        qtbot.mouseClick(bar.findChild(QToolButton), LEFT)
    assert not bar.isVisible()


def test_that_a_flood_of_information_does_not_hide_an_error(bar):
    bar.show_message("磁盘已满", "error")
    for number in range(9):
        bar.show_message(f"消息 {number}")
    visible = [label.text() for label in bar.findChildren(QLabel) if label.isVisible()]
    assert "磁盘已满" in visible
    assert "6 more messages" in visible
    for key in range(2, 11):
        bar.close_message(f"message-{key}")


def test_that_an_error_stands_at_its_field_and_takes_the_cursor_there(qtbot):
    form = FormGrid(2)
    form.add_field("title", "事项", QLineEdit(), required=True, span=2)
    form.add_field("to", "承办单位", QLineEdit(), hint="可输入拼音")
    shown(qtbot, form)
    form.set_errors({"to": "没有这个单位"})
    assert form.error("to") == "没有这个单位"
    assert form.error("title") == ""
    field = form.field("to")
    assert field.property("invalid") == "true"
    assert field.accessibleDescription() == "没有这个单位"
    assert form.focusWidget() is field
    form.set_error("to", "")
    assert form.error("to") == ""
    assert "可输入拼音" in [label.text() for label in form.findChildren(QLabel) if label.isVisible()]


@pytest.fixture
def table(qtbot):
    table = DataTable()
    model = QStandardItemModel(0, 3, table)
    table.setModel(model)
    table.resize(500, 300)
    return shown(qtbot, table)


def fill(table, rows=3):
    for number in range(rows):
        items = [QStandardItem(f"编号 {number}"), QStandardItem("已签收"), QStandardItem("5/7")]
        items[1].setData("alarm", 300)
        items[2].setData(Progress(5, 7, 1), 301)
        table.model().appendRow(items)


def test_that_enter_activates_the_row_not_the_cell(qtbot, table):
    fill(table)
    table.setCurrentIndex(table.model().index(1, 2))
    with qtbot.waitSignal(table.row_activated) as fired:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert (fired.args[0].row(), fired.args[0].column()) == (1, 0)
    assert table.selected_rows() == [1]


def test_that_an_empty_table_says_so_until_rows_come(qtbot, table):
    bare = table.viewport().grab().toImage()
    table.set_empty_text("没有符合条件的点位")
    assert table.viewport().grab().toImage() != bare


def test_that_header_state_is_restored(qtbot, table):
    table.set_column_widths({0: 12})
    state = table.header_state()
    table.set_column_widths({0: 5})
    assert table.restore_header_state(state)
    assert table.columnWidth(0) == 168
    assert not table.restore_header_state(type(state)())


def test_that_badges_and_bars_are_painted_into_cells(qtbot, table):
    fill(table)
    plain = table.viewport().grab().toImage()
    table.setItemDelegateForColumn(1, BadgeDelegate(300, table))
    table.setItemDelegateForColumn(2, ProgressDelegate(301, table))
    assert table.viewport().grab().toImage() != plain
    assert table.sizeHintForColumn(2) > 100


def test_that_the_rail_is_exclusive_and_reports_only_the_user(qtbot):
    rail = shown(qtbot, Rail([RailItem("duty", "值守", "duty"), RailItem("dispatch", "调度", "dispatch")]))
    assert rail.current() == "duty"
    with qtbot.assertNotEmitted(rail.chosen):
        rail.set_current("dispatch")
    with qtbot.waitSignal(rail.chosen) as fired:
        qtbot.mouseClick(rail.button("duty"), LEFT)
    assert fired.args == ["duty"]
    rail.set_badge("dispatch", 3, "alarm")
    assert rail.button("dispatch").accessibleDescription() == "3"
    assert not rail.grab().isNull()


def test_that_only_clickable_facts_can_be_pressed(qtbot):
    line = StatusLine()
    line.set_items(
        [StatusItem("db", "本机库"), StatusItem("out", "待发 3 条", clickable=True)],
        [StatusItem("who", "张")],
    )
    shown(qtbot, line)
    with qtbot.waitSignal(line.item_clicked) as fired:
        qtbot.mouseClick(line.button("out"), LEFT)
    assert fired.args == ["out"]
    with qtbot.assertNotEmitted(line.item_clicked):
        qtbot.mouseClick(line.button("db"), LEFT)
    line.set_item(StatusItem("db", "库断开", "alarm"))
    assert line.item("db").text == "库断开"
    assert line.button("db").accessibleName() == "库断开"


def test_that_the_timeline_keeps_steps_it_already_shows(qtbot):
    timeline = Timeline()
    qtbot.addWidget(timeline)
    first = TimelineItem("12-18 13:52", "已下发", "大气办", "覆盖裸土", "accent")
    timeline.set_items([first])
    label = next(one for one in timeline.findChildren(QLabel) if one.text() == "覆盖裸土")
    timeline.set_items([first, TimelineItem("12-18 13:58", "已签收", "县住建局")])
    assert label in timeline.findChildren(QLabel)
    assert timeline.text().splitlines() == [
        "12-18 13:52 已下发 大气办 覆盖裸土",
        "12-18 13:58 已签收 县住建局",
    ]


def test_that_wrapped_notes_are_not_cut(qtbot):
    timeline = Timeline()
    timeline.set_items([TimelineItem("12-18", "已反馈", "", "整改情况说明" * 20)])
    timeline.resize(240, timeline.heightForWidth(240))
    shown(qtbot, timeline)
    note = next(one for one in timeline.findChildren(QLabel) if one.text().startswith("整改"))
    assert note.height() >= note.heightForWidth(note.width())


def test_that_a_long_panel_note_gives_way_to_the_controls(qtbot):
    panel = Panel("PM2.5", "µg/m³ · 小时 · 有效率 98.6% · " * 5)
    button = QPushButton("新建")
    panel.add_control(button)
    panel.set_body(QLabel("内容"))
    panel.resize(320, 200)
    shown(qtbot, panel)
    assert panel.width() == 320
    assert panel.rect().contains(button.mapTo(panel, button.rect().bottomRight()))


def test_that_the_empty_state_has_a_button_only_when_named(qtbot):
    empty = shown(qtbot, EmptyState("还没有点位", "从台账导入"))
    button = empty.findChild(QPushButton)
    assert not button.isVisible()
    empty.set_texts("还没有点位", "从台账导入", "导入")
    with qtbot.waitSignal(empty.button_clicked):
        qtbot.mouseClick(button, LEFT)


def test_that_a_note_without_room_beside_the_controls_gets_a_row_of_its_own(qtbot):
    """“µg/m³ · valid 99 % · HJ 633” says where figures come from: it is never cut away by buttons."""
    panel = Panel("PM2.5", "µg/m³ · hourly · valid 99 % · HJ 633-2012")
    for name in ("AQI", "PM2.5", "PM10"):
        panel.add_control(QPushButton(name))
    shown(qtbot, panel)
    note, button = panel._note, panel.findChild(QPushButton)

    def is_whole_and_below(below: bool) -> bool:
        top, above = (part.mapTo(panel, QPoint()).y() for part in (note, button))
        return note.width() >= note.sizeHint().width() and (top >= above + button.height()) is below

    for width, below in ((1200, False), (note.sizeHint().width() + 60, True), (1200, False)):
        panel.resize(width, 300)
        qtbot.waitUntil(lambda below=below: is_whole_and_below(below))


def test_that_columns_keep_their_room_for_words_on_the_wall_and_back(qtbot, qapp, family, light):
    table = DataTable()
    table.setModel(QStandardItemModel(1, 3))
    shown(qtbot, table)
    table.set_column_widths({0: 4, 1: 10}, stretch=2)
    header, small = table.horizontalHeader(), theme.current()
    before = [header.sectionSize(0), header.sectionSize(1)]
    theme.apply_theme(qapp, replace(small, base_px=small.base_px * 2), family)
    # twice the font, twice the room
    assert [header.sectionSize(0), header.sectionSize(1)] == [2 * width for width in before]
    theme.apply_theme(qapp, small, family)
    assert [header.sectionSize(0), header.sectionSize(1)] == before
