"""What the air screen works out and shows, on small records counted by hand."""

import csv
import io
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt

from db.queries.stations import StationRecord
from db.queries.units import UnitRecord
from desktop.air.days import DAY_ROWS
from desktop.air.periods import Period, month, year
from desktop.air.statistics import Days
from desktop.air.targets import Outlook
from desktop.evaluation import evaluation_columns, evaluation_side
from desktop.evaluation.evaluating import Row, evaluate, wanted_period
from desktop.evaluation.goals import last_whole_day, standings
from desktop.evaluation.places import Place, Places, arrange, points_of
from desktop.evaluation.sheets import Cell, Sheet, tabbed, write
from desktop.evaluation.spans import Named, Span, free, named
from desktop.models.figures import FigureModel
from desktop.screens.air import goal_columns
from desktop.screens.air.evaluation_tab import EvaluationOrder
from desktop.screens.air.figure_view import with_room
from desktop.screens.air.goal_table import GoalModel
from desktop.standards import basis
from desktop.station_days import StationDays

TODAY = date(2026, 3, 20)
CLEAN = {"pm25": 20.0, "pm10": 40.0, "so2": 10.0, "no2": 30.0, "co": 0.8, "o3_8h": 80.0}
UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


def clean_days(first: date, count: int, stations: int) -> np.ndarray:
    """Full days of clean air; nothing before and after `count` days."""
    values = np.empty((stations, len(DAY_ROWS), count))
    for row, name in enumerate(CLEAN):
        values[:, row] = CLEAN[name]
    values[:, 6:11], values[:, 11], values[:, 12] = 24, 17, 90
    return values


def station_days(first: date, values: np.ndarray, codes: tuple[str, ...], sand=()) -> StationDays:
    marks = np.zeros((len(codes), values.shape[-1]), dtype=np.bool_)
    for station, day in sand:
        marks[station, day] = True
    return StationDays(codes, Days(first, values), marks)


def county(code: str, *points: str) -> Place:
    return Place("county", code, f"county {code}", code, points, count=len(points))


def station(code: str, county_code: str, level: str = "provincial") -> Place:
    return Place("station", code, f"station {code}", county_code, (code,), level)


PLACES = Places(
    (county("1", "A1", "A2"), county("2", "B")),
    (),
    (station("A1", "1"), station("A2", "1"), station("B", "2")),
)


@pytest.fixture
def two_days() -> StationDays:
    """18 and 19 March 2026: PM2.5 of A1 20 and 40, of A2 40 and 60; B has no second day."""
    values = clean_days(date(2026, 3, 18), 2, 3)
    values[0, 0], values[1, 0] = [20, 40], [40, 60]
    values[2, :6, 1] = values[2, 12, 1] = np.nan
    values[2, 6:12, 1] = 0
    return station_days(date(2026, 3, 18), values, ("A1", "A2", "B"))


SPAN = free(date(2026, 3, 18), date(2026, 3, 19))


def evaluated(found: StationDays, *forced: str | None, span: Span = SPAN, **more):
    bases = [basis(span.period.last, forced=key) for key in forced or (None,)]
    return evaluate(found, PLACES, span, bases, total="all", today=TODAY, **more)


def by_code(rows) -> dict[str, Row]:
    return {row.place.code: row for row in rows}


# Periods


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        (Named.TODAY, date(2026, 3, 20), date(2026, 3, 20)),
        (Named.MONTH, date(2026, 3, 1), date(2026, 3, 19)),
        (Named.YEAR, date(2026, 1, 1), date(2026, 3, 19)),
        (Named.LAST_MONTH, date(2026, 2, 1), date(2026, 2, 28)),
        (Named.LAST_YEAR, date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_that_named_periods_end_with_the_last_whole_day(name: Named, first: date, last: date):
    assert named(name, TODAY).period == Period(first, last)


@pytest.mark.parametrize("name", [Named.MONTH, Named.YEAR])
def test_that_the_first_day_of_a_year_stands_alone(name: Named):
    first = date(2026, 1, 1)
    assert named(name, first).period == Period(first, first)


def test_that_a_month_to_date_is_left_as_a_whole_month():
    february = named(Named.MONTH, TODAY).before()
    assert february.period == month(2026, 2)
    assert february.before().period == month(2026, 1)
    march = february.after(TODAY)
    assert march is not None
    assert march.period == Period(date(2026, 3, 1), date(2026, 3, 19))
    assert named(Named.MONTH, TODAY).after(TODAY) is None


def test_that_days_and_years_go_back_and_forth():
    assert named(Named.YEAR, TODAY).before().period == year(2025)
    yesterday = named(Named.TODAY, TODAY).before()
    assert yesterday.period == Period(date(2026, 3, 19), date(2026, 3, 19))
    today = yesterday.after(TODAY)
    assert today is not None
    assert today.period.first == TODAY
    assert today.after(TODAY) is None


def test_that_any_two_dates_may_stand_the_wrong_way_round():
    week = free(date(2026, 3, 14), date(2026, 3, 8))
    assert week.period == Period(date(2026, 3, 8), date(2026, 3, 14))
    following = week.after(TODAY)
    assert following is not None
    assert following.period == Period(date(2026, 3, 15), date(2026, 3, 19))


def test_that_comparisons_are_read_with_the_period():
    assert wanted_period(month(2026, 3)) == Period(date(2025, 3, 1), date(2026, 3, 31))
    # the period before reaches further back than last year's same days
    long = Period(date(2024, 6, 1), date(2026, 2, 28))
    assert wanted_period(long).first == date(2022, 9, 2)


# Places


def record(code: str, level: str, unit: str | None, shard: str = "000000") -> StationRecord:
    return StationRecord(code, code, level, unit, shard, None, None, None, None, None, None)


def unit(code: str, name: str, kind: str, parent: str | None) -> UnitRecord:
    return UnitRecord(code, name, None, kind, parent)


UNITS = [
    unit("130400", "邯郸市", "city", None),
    unit("130424", "成安县", "county", "130400"),
    unit("130424100", "成安镇", "township", "130424"),
    unit("130424100201", "柏寺村", "village", "130424100"),
    unit("130426", "涉县", "county", "130400"),
]


def test_that_stations_belong_to_the_county_above_their_unit():
    found = arrange(
        [
            record("A", "provincial", "130424100201"),
            record("B", "micro", "130424100"),
            record("C", "unknown", None, "130426"),
            record("D", "unknown", None),
        ],
        UNITS,
        "none",
    )
    assert [(one.code, one.name, one.points, one.count) for one in found.counties] == [
        ("", "none", ("D",), 1),
        ("130424", "成安", ("A",), 2),
        ("130426", "涉县", ("C",), 1),
    ]
    assert [(one.code, one.points) for one in found.townships] == [("130424100", ("A",))]
    assert found.total("all").points == ("D", "A", "C")


@pytest.mark.parametrize(
    ("levels", "points"),
    [
        (["national", "provincial", "township", "micro"], ["0", "1"]),
        (["township", "unknown", "micro", "site"], ["0", "1"]),
        (["micro", "site"], ["0", "1"]),
    ],
)
def test_that_a_county_is_judged_by_its_best_points(levels: list[str], points: list[str]):
    stations = [station(str(number), "1", level) for number, level in enumerate(levels)]
    assert points_of(stations) == tuple(points)


# Evaluation


def test_that_a_county_is_the_mean_of_its_points_days(two_days: StationDays):
    figures = by_code(evaluated(two_days).rows)["1"].sides[0]
    # days 30 and 50, mean 40, above 30 by a third
    assert (figures.values[0], figures.above[0], figures.times[0]) == (40.0, True, 0.33)
    # 40/30 + 40/60 + 10/60 + 30/40 + 0.8/4 + 80/160 = 3.6167
    assert (figures.index, figures.index_is_valid) == (3.62, True)
    assert figures.single == (1.333, 0.667, 0.167, 0.75, 0.2, 0.5)
    assert figures.largest == 0b000001
    # day 1: IAQI 43 (PM2.5 30), day 2: 80 (PM2.5 50: 50 + 50·15/25)
    assert (figures.graded, figures.good, figures.good_rate) == (2, 2, 100.0)
    assert figures.levels == (1, 1, 0, 0, 0, 0)
    assert figures.primary == (1, 0, 0, 0, 0, 0)
    assert (figures.n, figures.needed) == ((2,) * 6, 2)


def test_that_both_editions_stand_side_by_side(two_days: StationDays):
    old, new = by_code(evaluated(two_days, "hj663-2013", "hj663-2026").rows)["1"].sides
    # 40/35 + 40/70 + 10/60 + 30/40 + 0.8/4 + 80/160 = 3.33095
    assert (old.index, new.index) == (3.33, 3.62)


def test_that_few_days_are_shown_and_do_not_count(two_days: StationDays):
    row = by_code(evaluated(two_days).rows)["2"]
    figures = row.sides[0]
    assert (figures.values[0], figures.n[0], figures.needed) == (20.0, 1, 2)
    assert (figures.valid[0], figures.index_is_valid) == (False, False)
    columns = {one.header(): one for one in evaluation_columns.columns([basis(SPAN.period.last)], "zh")}
    assert (columns["Good days"].text(row), columns["Good days"].tone(row)) == ("1/1", "muted")
    assert columns["Good days"].tip(row) == "Does not count: 1 days with an AQI of 2 needed."
    text = evaluation_side.reason(figures, 0, provisional=False)
    assert text == "Does not count: 1 valid days of 2 needed."


def test_that_an_area_needs_three_of_four_points(two_days: StationDays):
    places = Places((county("1", "A1", "A2", "X", "Y"), county("2", "A1", "A2", "B", "X")), (), ())
    rows = by_code(evaluate(two_days, places, SPAN, [basis(date(2026, 3, 19))], total="all").rows)
    assert rows["1"].sides[0].n == (0,) * 6
    # the first day has three of four: (20 + 40 + 20) / 3, the second two of four
    assert (rows["2"].sides[0].n[0], rows["2"].sides[0].values[0]) == (1, 26.7)


def test_that_the_total_stands_first_and_stations_below_their_county(two_days: StationDays):
    found = evaluated(two_days)
    assert [row.place.code for row in found.rows] == ["", "1", "A1", "A2", "2", "B"]
    # all points: (20 + 40 + 20) / 3 on the first day; two of three are too few on the second
    assert found.rows[0].sides[0].values[0] == 26.7
    assert (found.through, found.share) == (date(2026, 3, 19), 83.3)  # 30 of 36 values


def test_that_sand_dust_leaves_pm_only_where_all_points_are_marked(two_days: StationDays):
    marked = station_days(two_days.days.first, two_days.days.values, two_days.codes, [(0, 1), (1, 1), (0, 0)])
    rows = by_code(evaluated(marked, without_sand=True).rows)
    county_1, station_1 = rows["1"].sides[0], rows["A1"].sides[0]
    assert (county_1.values[0], county_1.left_out) == (30.0, (1, 1, 0, 0, 0, 0))
    assert (station_1.values[0], station_1.left_out[0]) == (None, 2)
    # good days keep them
    assert county_1.graded == 2
    assert by_code(evaluated(marked).rows)["1"].sides[0].values[0] == 40.0


def test_that_today_is_shown_so_far_and_does_not_count():
    values = clean_days(TODAY, 1, 3)
    values[:, 6:12] = 9
    values[0, 0] = 33.0
    found = evaluated(station_days(TODAY, values, ("A1", "A2", "B")), span=named(Named.TODAY, TODAY))
    figures = by_code(found.rows)["A1"].sides[0]
    assert found.is_provisional
    assert (figures.values[0], figures.valid[0], figures.index_is_valid) == (33.0, False, False)
    assert (figures.n, figures.needed) == ((0,) * 6, 1)
    columns = {one.header(): one for one in evaluation_columns.columns(found.bases, "zh", provisional=True)}
    assert {columns[head].tone(found.rows[1]) for head in ("Good days", "Share %", "PM2.5", "良")} == {
        "muted"
    }
    assert "not over" in columns["Good days"].tip(found.rows[1])


def test_that_change_is_from_what_is_printed():
    first = date(2025, 3, 1)
    values = clean_days(first, 31 + 365, 1)
    values[0, 0, :31] = 24.96  # printed 25.0
    found = station_days(first, values, ("A1",))
    places = Places((county("1", "A1"),), (), (station("A1", "1"),))
    rows = evaluate(
        found, places, Span(Named.FREE, month(2026, 3)), [basis(date(2026, 3, 31))], total="all"
    ).rows
    # PM2.5 25.0 → 20.0; index 25/30 + … = 3.116667 → 3.12, now 2.95
    moved = by_code(rows)["A1"].sides[0].year
    assert moved.rates[0] == -20.0
    assert (moved.index, moved.index_rate) == (-0.17, -5.4)
    assert moved.good == 0
    assert by_code(rows)["A1"].sides[0].before.rates[0] == 0.0


# Tables


def evaluation_model(found) -> FigureModel[Row]:
    return FigureModel(evaluation_columns.columns(found.bases, "zh"), evaluation_columns.row_key)


def test_that_the_table_is_sound_and_prints_by_the_decimals_of_its_basis(
    two_days: StationDays, qapp, qtmodeltester
):
    found = evaluated(two_days, "hj663-2013")
    model = evaluation_model(found)
    qtmodeltester.check(model)
    model.show(found.rows)
    qtmodeltester.check(model)
    heads = [column.header() for column in model.figure_columns()]
    cells = {head: model.index(1, at).data() for at, head in enumerate(heads)}
    assert cells["Area"] == "county 1"
    assert (cells["PM2.5"], cells["CO"], cells["Index"]) == ("▲40", "0.8", "3.33")
    assert cells["Good days"] == "2/2"
    assert cells["Largest"] == "PM2.5 1.143"
    assert cells["优"] == "1"
    model.exchange(
        evaluation_columns.columns(evaluated(two_days, "hj663-2013", "hj663-2026").bases, "zh"), []
    )
    qtmodeltester.check(model)


def test_that_counties_keep_their_stations_and_missing_figures_stand_last(qapp):
    first = date(2026, 3, 18)
    values = clean_days(first, 2, 4)
    values[0, 0], values[1, 0], values[2, 0] = 50.0, 10.0, 20.0
    values[3, :6] = np.nan
    values[3, 6:12] = 0
    places = Places(
        (county("1", "A1", "A2"), county("2", "B"), county("3", "C")),
        (),
        (station("A1", "1"), station("A2", "1"), station("B", "2"), station("C", "3")),
    )
    found = evaluate(
        station_days(first, values, ("A1", "A2", "B", "C")), places, SPAN, [basis(first)], total="all"
    )
    model = evaluation_model(found)
    model.show(found.rows)
    order = EvaluationOrder(model)
    column = [one.header() for one in model.figure_columns()].index("PM2.5")

    def codes() -> list[str]:
        return [
            model.record(order.mapToSource(order.index(row, 0)).row()).place.code
            for row in range(order.rowCount())
        ]

    order.sort(column, UP)
    assert codes() == ["", "2", "B", "1", "A2", "A1", "3", "C"]
    order.sort(column, DOWN)
    assert codes() == ["", "1", "A1", "A2", "2", "B", "3", "C"]


def test_that_columns_fall_away_by_rank_until_there_is_room():
    columns = [(100, 0), (50, 2), (50, 1), (50, 2)]
    assert with_room(columns, 250) == {0, 1, 2, 3}
    assert with_room(columns, 249) == {0, 2}
    assert with_room(columns, 120) == {0}


# Targets


@pytest.fixture
def ten_days() -> StationDays:
    """Ten days of January 2026 with PM2.5 50, the year before empty."""
    values = clean_days(date(2026, 1, 1), 10, 1)
    values[0, 0] = 50.0
    return station_days(date(2026, 1, 1), values, ("A1",))


GOALS = {("1", "pm25"): 40.0, ("1", "o3"): 160.0, ("1", "good_days"): 300.0, ("1", "index"): 1.0}


def standing_of(found: StationDays, goals=GOALS, through: date = date(2026, 1, 10), number: int = 2026):
    rows = standings(found, [county("1", "A1")], goals, through, number, basis(through)).rows
    return {row.item: row for row in rows}


def test_that_the_rest_of_month_and_year_is_worked_out(ten_days: StationDays):
    found = standing_of(ten_days)
    pm25 = found["pm25"]
    assert (pm25.now, pm25.done, pm25.left) == (50.0, 10, 355)
    # (40·365 − 500)/355 = 39.718; (40·31 − 500)/21 = 35.238; 2012: no decimals
    assert goal_columns.room_text(pm25, pm25.of_year) == "40 on average on 355 days"
    assert goal_columns.room_text(pm25, pm25.of_month) == "35 on average on 21 days"
    assert goal_columns.state_text(pm25) == "only if the rest is cleaner"
    # 365 − ⌈1 + 364·0.9⌉ = 365 − 329
    assert goal_columns.room_text(found["o3"], found["o3"].of_year) == "36 more of 355 days may exceed it"
    # 10 good ones and 355 to come, 300 wanted
    assert (
        goal_columns.room_text(found["good_days"], found["good_days"].of_year) == "65 of 355 days may be lost"
    )
    assert found["good_days"].of_month is None
    assert goal_columns.state_text(found["so2"]) == "no goal set"


def test_that_lost_and_won_goals_are_said_in_words(ten_days: StationDays):
    lost = standing_of(ten_days, {("1", "pm25"): 1.0})["pm25"]
    # 500/365 = 1.37: printed without decimals 1, which does not exceed
    assert lost.of_year.outlook is Outlook.TIGHT
    lost = standing_of(ten_days, {("1", "good_days"): 366.0})["good_days"]
    assert goal_columns.state_text(lost) == "cannot be reached any more"
    won = standing_of(ten_days, {("1", "good_days"): 10.0})["good_days"]
    assert goal_columns.state_text(won) == "secured whatever comes"
    over = standing_of(ten_days, {("1", "pm25"): 52.5}, date(2026, 12, 31))["pm25"]
    assert goal_columns.state_text(over) == "met"
    assert (over.left, over.of_month) == (0, None)
    missed = standing_of(ten_days, {("1", "pm25"): 49.5}, date(2026, 12, 31))["pm25"]
    assert goal_columns.state_text(missed) == "missed"
    nothing = standing_of(ten_days, {("1", "pm25"): 49.5}, date(2024, 12, 31), 2025)["pm25"]
    assert goal_columns.state_text(nothing) == "no data yet"


def test_that_a_goal_with_a_decimal_is_not_met_by_rounding_to_none():
    values = clean_days(date(2025, 1, 1), 365, 1)
    values[0, 0] = 52.9
    found = station_days(date(2025, 1, 1), values, ("A1",))
    goals = {("1", "pm25"): 52.5}
    assert goal_columns.state_text(standing_of(found, goals, date(2025, 12, 31), 2025)["pm25"]) == "missed"


def test_that_today_is_not_over_for_a_goal():
    assert last_whole_day(2026, TODAY) == date(2026, 3, 19)
    assert last_whole_day(2025, TODAY) == date(2025, 12, 31)
    assert last_whole_day(2026, date(2026, 1, 1)) == date(2025, 12, 31)


def test_that_only_goals_are_typed(ten_days: StationDays, qapp, qtbot, qtmodeltester):
    model = GoalModel()
    qtmodeltester.check(model)
    rows = standings(ten_days, [county("1", "A1")], GOALS, date(2026, 1, 10), 2026, basis(TODAY)).rows
    model.show(rows)
    editable = [
        column
        for column in range(model.columnCount())
        if model.flags(model.index(0, column)) & Qt.ItemFlag.ItemIsEditable
    ]
    assert editable == [goal_columns.GOAL]
    with qtbot.waitSignal(model.goal_given) as given:
        model.setData(model.index(0, goal_columns.GOAL), " 38.5 ")
    assert (given.args[0].item, given.args[1]) == ("pm25", 38.5)
    with qtbot.waitSignal(model.goal_given) as given:
        model.setData(model.index(0, goal_columns.GOAL), "")
    assert given.args[1] is None
    assert not model.setData(model.index(0, goal_columns.GOAL), "viel")
    assert not model.setData(model.index(0, 0), "3")


# Files


SHEET = Sheet(
    "评价",
    ("HJ 663-2026",),
    ("Area", "PM2.5\n2026", "Change"),
    (
        (Cell("成安"), Cell("▲40.0", 40.0, 1, "alarm"), Cell("-3.1", -3.1, 1)),
        (Cell("=1+1"), Cell("—"), Cell("")),
    ),
)


def test_that_csv_opens_in_excel_and_holds_no_formula(tmp_path: Path):
    path = write(SHEET, tmp_path / "table.csv")
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[:2] == [["评价"], ["HJ 663-2026"]]
    assert rows[3:] == [["成安", "40.0", "-3.1"], ["'=1+1", "—", ""]]


def test_that_xlsx_has_numbers_as_numbers(tmp_path: Path):
    page = load_workbook(write(SHEET, tmp_path / "table.xlsx")).active
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    assert rows[0][0] == "评价"
    assert rows[3] == ["成安", 40.0, -3.1]
    assert rows[4][:2] == ["'=1+1", "—"]
    assert page.cell(4, 2).number_format == "0.0"
    assert page.cell(4, 2).font.color.rgb == "00C8262B"
    assert [one.name for one in tmp_path.iterdir()] == ["table.xlsx"]


def test_that_the_clipboard_has_cells_parted_by_tabs():
    assert tabbed(SHEET).splitlines()[:2] == ["Area\tPM2.5 2026\tChange", "成安\t▲40.0\t-3.1"]
