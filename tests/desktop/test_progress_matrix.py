"""The matrix with twelve campaigns: who gets how much room, headings, keys, and the day compared with."""

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QDate, QPoint, Qt

from db.queries.progress import Figures, UnitProgress
from db.times import CHINA
from desktop.screens.campaigns.matrix_cells import Want, broken, share
from desktop.screens.campaigns.matrix_model import unit_rows
from desktop.screens.campaigns.matrix_since import SINCE_DAYS, SincePicker
from desktop.screens.campaigns.matrix_table import MatrixTable

NOW = datetime(2026, 3, 20, 16, tzinfo=CHINA)
NAMES = (
    "扬尘", "散煤", "散乱污", "停车场", "过境大车", "裸土裸地", "示范区", "深度治理挂账", "臭氧 VOCs",
    "禁烧禁放", "重点企业包联", "重点工程",
)  # fmt: skip
CAMPAIGNS = [(f"c{at}", name) for at, name in enumerate(NAMES)]


def cell(unit: str, campaign: str, closed: int = 1, total: int = 4, late: int = 1) -> UnitProgress:
    figures = Figures(total=total, closed=closed, overdue=late)
    return UnitProgress(unit, campaign, figures, figures)


@pytest.fixture
def table(qtbot) -> MatrixTable:
    table = MatrixTable()
    qtbot.addWidget(table)
    table.resize(1250, 200)
    table.show()
    records = [cell(unit, key) for unit in ("130408", "130424") for key, _ in CAMPAIGNS]
    table.matrix.show_progress(
        CAMPAIGNS, unit_rows(records, lambda code: {"130408": "永年区"}.get(code, "成安县"))
    )
    return table


def test_that_what_is_left_over_is_shared_to_the_pixel():
    # 50 + 70 are wanted, 30 are left: 15 each
    assert share([Want(50, 40), Want(70, 40)], 150).widths == (65, 85)
    assert share([Want(50, 40), Want(70, 40)], 151).widths == (66, 85)


def test_that_the_longest_name_goes_into_two_lines_first():
    shared = share([Want(50, 45), Want(90, 40)], 100)
    # 140 are too many; cutting the second leaves 50 + 40, and 10 to share
    assert shared.widths == (55, 45)
    assert shared.broken == {1}


def test_that_least_widths_are_kept_where_nothing_fits():
    shared = share([Want(60, 40), Want(70, 50)], 30)
    assert shared.widths == (40, 50)
    assert shared.broken == {0, 1}
    assert share([], 100).widths == ()


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("臭氧 VOCs", ["臭氧", "VOCs"]),
        ("深度治理挂账", ["深度治", "理挂账"]),
        ("散乱污", ["散乱", "污"]),
        ("尘", ["尘"]),
        ("Ozone and VOC", ["Ozone", "and VOC"]),
    ],
    ids=["space", "even", "odd", "one", "spaces"],
)
def test_that_a_name_breaks_at_a_space_or_in_the_middle(name, lines):
    assert broken(name).split("\n") == lines


def test_that_twelve_campaigns_stand_side_by_side_without_a_scroll_bar(table):
    header = table.horizontalHeader()
    assert table.matrix.columnCount() == 14
    assert sum(header.sectionSize(at) for at in range(14)) == table.viewport().width()
    assert not table.horizontalScrollBar().isVisible()


def test_that_a_narrow_window_breaks_long_names_and_a_wide_one_does_not(qtbot, table):
    def heading(at):
        return table.matrix.headerData(at, Qt.Orientation.Horizontal)

    assert heading(8) == "深度治理挂账"
    high = table.height()
    table.resize(950, 200)
    assert heading(8) == "深度治\n理挂账"
    assert table.height() > high, "two lines are higher than one"
    assert (
        table.matrix.headerData(8, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole) == "深度治理挂账"
    )
    table.resize(1250, 200)
    assert (heading(8), table.height()) == ("深度治理挂账", high)


def test_that_columns_grow_with_their_figures(table):
    before = table.horizontalHeader().sectionSize(1)
    records = [cell(unit, key) for unit in ("130408", "130424") for key, _ in CAMPAIGNS[1:]]
    large = cell("130408", "c0", closed=12_345, total=67_890, late=1_234)
    table.matrix.show_progress(
        CAMPAIGNS, unit_rows([large, cell("130424", "c0"), *records], lambda code: code)
    )
    assert table.horizontalHeader().sectionSize(1) > before


def test_that_arrows_and_enter_choose_a_cell(qtbot, table):
    table.setFocus()
    table.setCurrentIndex(table.matrix.index(0, 1))
    qtbot.keyClick(table, Qt.Key.Key_Right)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.chosen) as chosen:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert chosen.args == ["130424", "c1"]


def test_that_overdue_figures_are_red_in_narrow_columns_too(table):
    box = table.visualRect(table.matrix.index(0, 1))
    picture = table.viewport().grab(box).toImage()
    places = (QPoint(x, y) for x in range(picture.width()) for y in range(picture.height()))
    colours = [picture.pixelColor(at) for at in places]
    assert any(one.red() > 150 and one.green() < 90 and one.blue() < 90 for one in colours)


@pytest.fixture
def since(qtbot) -> SincePicker:
    since = SincePicker()
    qtbot.addWidget(since)
    since.show()
    return since


def pick(since: SincePicker, at: int) -> None:
    since.days.setCurrentIndex(at)
    since.days.activated.emit(at)


def test_that_two_days_back_are_usual_and_others_can_be_chosen(qtbot, since):
    assert since.moment(NOW) == NOW - timedelta(days=2)
    with qtbot.waitSignal(since.chosen):
        pick(since, SINCE_DAYS.index(7))
    assert since.moment(NOW) == NOW - timedelta(days=7)
    assert since.date.isHidden()


def test_that_any_day_can_be_chosen_and_begins_at_midnight_in_china(qtbot, since):
    since.moment(NOW)
    pick(since, len(SINCE_DAYS))
    assert since.date.isVisible()
    assert since.moment(NOW) == datetime(2026, 3, 18, tzinfo=CHINA)
    with qtbot.waitSignal(since.chosen):
        since.date.setDate(QDate(2026, 1, 31))
    assert since.moment(NOW) == datetime(2026, 1, 31, tzinfo=CHINA)
    assert since.date.maximumDate() == QDate(2026, 3, 20), "nothing is known of days to come"
