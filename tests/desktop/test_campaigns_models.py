"""Models and logic of the campaigns screen without a window."""

import json
import uuid
from datetime import UTC, datetime, timedelta

import pytest

from db.queries.progress import Figures, UnitProgress
from db.queries.site_list import ListPart
from db.queries.units import UnitRecord
from db.rules.campaigns import load_folder
from db.times import CHINA
from desktop.models.sites import RECORD_ROLE, SiteRow, SitesModel, record
from desktop.screens.campaigns import editors, site_values, words
from desktop.screens.campaigns.cells_model import Cell, CellsModel, Line
from desktop.screens.campaigns.column_fit import fit
from desktop.screens.campaigns.columns import Reader, columns
from desktop.screens.campaigns.directory import Directory
from desktop.screens.campaigns.matrix import MatrixModel, unit_rows
from desktop.site_index.table import SiteTable
from desktop.site_index.view import SiteIndex, at_once
from desktop.site_index.wishes import ColumnFilter, Wish
from resources import folder

NOW = datetime(2026, 3, 20, 8, 0, tzinfo=UTC)
CAMPAIGNS = load_folder(folder("campaigns"))[0]
UNITS = [
    UnitRecord("130400", "邯郸市", None, "city", None),
    UnitRecord("130424", "成安县", "成安", "county", "130400"),
    UnitRecord("130424100", "成安镇", None, "township", "130424"),
    UnitRecord("130424100201", "北阳村", None, "village", "130424100"),
    UnitRecord("130426", "涉县", "涉县", "county", "130400"),
    UnitRecord("130426100", "平安街道", None, "township", "130426"),
    UnitRecord("130424-ZJ", "成安县住建局", "县住建局", "department", "130424"),
]
DIRECTORY = Directory.of(UNITS)


def reader(key: str = "dust") -> Reader:
    return Reader(CAMPAIGNS[key], "zh", lambda: DIRECTORY, lambda: NOW)


def raw(number: int, **more) -> tuple:
    """A row of the list as the record gives it."""
    deadline = more.get("deadline")
    return (
        uuid.UUID(int=number).hex,
        f"CA-{number:02}",
        more.get("name", f"工地{number}"),
        "130424100",
        "成安镇",
        more.get("address"),
        None,
        None,
        more.get("owner"),
        more.get("person"),
        None,
        more.get("state", "active"),
        deadline.timestamp() if deadline else None,
        json.dumps(more.get("fields", {})),
        number,
        number,
    )


def row(number: int, **more) -> SiteRow:
    return record(SiteTable("dust", [raw(number, **more)], {}, {}), 0)


def shown(rows, wish: Wish | None = None, table: SiteTable | None = None):
    """The view of a wish, with the search ready."""
    sources = {column.key: column.source for column in columns(reader())}
    index = SiteIndex(table or SiteTable("dust", list(rows), {}, {}), sources)
    at_once(index.prepare())
    return at_once(index.view(wish or Wish(), NOW.timestamp()))


def codes(model) -> list[str]:
    return [model.row(at).site.code for at in range(model.rowCount())]


def found(rows, wish: Wish) -> list[str]:
    """Codes of the rows that a wish shows."""
    view = shown(rows, wish)
    return [view.table.rows[at][1] for at in view.lines.tolist()]


@pytest.fixture
def model(qtbot) -> SitesModel:
    model = SitesModel()
    model.show_columns(columns(reader()))
    model.show_view(shown([raw(1), raw(2), raw(10)]))
    return model


def test_sites_model_is_sound_empty_filled_and_grouped(qtmodeltester):
    model = SitesModel()
    qtmodeltester.check(model)
    model.show_columns(columns(reader()))
    model.show_view(shown([raw(1), raw(2), raw(3, state="closed")]))
    qtmodeltester.check(model)
    model.show_view(shown([raw(1), raw(2), raw(3, state="closed")], Wish(group="state")))
    qtmodeltester.check(model)
    assert [model.index(at, 0).data() for at in (0, 3)] == ["在册 · 2 sites", "已销号 · 1 sites"]
    model.show_columns(columns(reader("loose-coal")))
    qtmodeltester.check(model)


def test_news_of_a_row_is_announced_and_nothing_is_reset(qtbot, model):
    table = model.view.table
    part = ListPart("dust", 9, [raw(2, name="改名")], {}, {}, frozenset({uuid.UUID(int=2).hex}))
    view = shown([], table=table.updated(part))
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.show_view(view)
    assert model.index(1, 0).data() == "改名"
    assert model.index(1, 0).data(RECORD_ROLE).site.code == "CA-02"


def test_table_takes_sites_that_came_and_lets_go_of_those_that_left():
    table = SiteTable("dust", [raw(1), raw(3)], {uuid.UUID(int=1).hex: "{}"}, {uuid.UUID(int=3).hex: 2})
    keys = frozenset(uuid.UUID(int=number).hex for number in (1, 2))
    after = table.updated(ListPart("dust", 9, [raw(2)], {}, {}, keys))
    assert [line[1] for line in after.rows] == ["CA-02", "CA-03"]
    assert (after.checks, after.open_tasks) == ({}, {uuid.UUID(int=3).hex: 2})
    assert after.at_code("CA-03") == 1
    assert after.at_code("CA-01") is None


def test_sorting_is_by_pinyin_numbers_by_size_and_unknown_last():
    rows = [
        raw(1, name="永年", fields={"area": 9}),
        raw(2, name="安阳", fields={"area": 100}),
        raw(3, name="成安", fields={"area": "坏"}),
    ]
    assert found(rows, Wish(sort="name")) == ["CA-02", "CA-03", "CA-01"]
    assert found(rows, Wish(sort="fields.area")) == ["CA-01", "CA-02", "CA-03"]
    assert found(rows, Wish(sort="fields.area", descending=True)) == ["CA-02", "CA-01", "CA-03"]
    numbered = [raw(1, name="10号院"), raw(2, name="2号院"), raw(3, name="")]
    assert found(numbered, Wish(sort="name", descending=True)) == ["CA-01", "CA-02", "CA-03"]


@pytest.mark.parametrize(
    ("words_typed", "number"),
    [
        ("王强", 1),
        ("人民路 工地", 1),
        ("acme", 1),
        ("成安镇", 4),
        ("ca-10", 1),
        ("renmin", 1),
        ("rml", 1),
        ("renminl", 1),
        ("zhongxing", 1),
        ("chongxing", 1),
        ("cx", 1),
        ("wq rml", 0),
        ("xx", 0),
    ],
)
def test_words_are_found_by_characters_sounds_and_first_letters(words_typed, number):
    rows = [raw(1, person="王强"), raw(2, address="人民路"), raw(10, owner="Acme"), raw(11, name="重型")]
    assert len(found(rows, Wish(words=words_typed))) == number


def test_typing_further_narrows_and_another_word_begins_anew():
    sources = {column.key: column.source for column in columns(reader())}
    index = SiteIndex(SiteTable("dust", [raw(1, name="重庆"), raw(2, name="成都")], {}, {}), sources)
    at_once(index.prepare())
    counts = [
        at_once(index.view(Wish(words=text), 0)).count for text in ("c", "ch", "chon", "che", "d", "c d")
    ]
    assert counts == [2, 2, 1, 2, 1, 1]


def test_filters_by_choice_range_lateness_and_what_is_missing():
    late = NOW - timedelta(days=1)
    rows = [
        raw(1, state="closed", deadline=late, fields={"area": 5}),
        raw(2, deadline=late, fields={"area": 50}),
        raw(3, person="王强"),
    ]
    assert found(rows, Wish(is_late=True)) == ["CA-02"]
    assert found(rows, Wish(filters=(ColumnFilter("state", frozenset({"closed"})),))) == ["CA-01"]
    assert found(rows, Wish(filters=(ColumnFilter("fields.area", low=5, high=49),))) == ["CA-01"]
    assert found(rows, Wish(filters=(ColumnFilter("person", filled=False),))) == ["CA-01", "CA-02"]
    assert found(rows, Wish(filters=(ColumnFilter("gone", filled=True),))) == ["CA-01", "CA-02", "CA-03"]
    assert found(rows, Wish(unit="130426")) == []
    kept = ColumnFilter("state", frozenset({"closed"}), low=1.0, filled=False)
    assert ColumnFilter.from_plain(kept.plain()) == kept


def test_a_folded_group_keeps_its_head_and_its_number():
    rows = [raw(1), raw(2, state="closed"), raw(3)]
    view = shown(rows, Wish(group="state", folded=frozenset({"active"})))
    assert view.lines.tolist() == [-1, -2, 1]
    assert [(group.label, group.count) for group in view.groups] == [("在册", 2), ("已销号", 1)]
    assert view.count == 3


def cell(unit: str, campaign: str, *figures: int) -> UnitProgress:
    return UnitProgress(unit, campaign, Figures(*figures), Figures(total=figures[0], closed=1))


def test_matrix_model_is_sound_empty_filled_and_updated(qtmodeltester):
    model = MatrixModel()
    qtmodeltester.check(model)
    campaigns = [("dust", "扬尘"), ("loose-coal", "散煤")]
    records = [cell("130424", "dust", 5, 1, 2, 1), cell("130426", "loose-coal", 3, 0, 3, 0)]
    rows = unit_rows(records, lambda code: {"130424": "成安县"}.get(code, code))
    model.show_progress(campaigns, rows)
    qtmodeltester.check(model)
    assert [(one.name, one.open) for one in rows] == [("成安县", 3), ("130426", 0)]
    assert model.place("130424", "dust").data() == "2 of 5 closed, 1 overdue"
    assert model.place("130424", "loose-coal").data() == ""
    model.show_figure("closed")
    assert model.place("130424", "dust").data() == "2 (+1)"
    model.show_progress(campaigns, rows[:1])
    qtmodeltester.check(model)


def test_matrix_keeps_its_shape_when_only_figures_change(qtbot):
    model = MatrixModel()
    campaigns = [("dust", "扬尘")]
    model.show_progress(campaigns, unit_rows([cell("130424", "dust", 5, 1, 2, 1)], str))
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.show_progress(campaigns, unit_rows([cell("130424", "dust", 5, 1, 3, 0)], str))


def test_cells_model_is_sound_empty_filled_and_updated(qtmodeltester):
    model = CellsModel(("a", "b"))
    qtmodeltester.check(model)
    model.show_lines([Line("1", (Cell("x"), Cell("y", "alarm")))])
    qtmodeltester.check(model)
    model.show_lines([Line("1", (Cell("x"), Cell("z")))])
    model.show_lines([])
    qtmodeltester.check(model)


def test_columns_that_find_no_room_are_left_out_by_rank_and_the_state_stays():
    shown = [column for column in columns(reader()) if column.is_usual]
    keys = [column.key for column in shown]
    assert None not in fit(shown, 120)
    assert sum(width or 0 for width in fit(shown, 120)) == pytest.approx(120)
    narrow = fit(shown, 60)
    assert sum(width or 0 for width in narrow) <= 60
    assert narrow[keys.index("owner")] is None
    for key in ("name", "deadline", "state"):
        assert narrow[keys.index(key)] is not None
    assert fit(shown, 5)[keys.index("state")] is not None


def test_deadline_in_words_at_its_edges():
    def text(**delta) -> str:
        return words.deadline_text(row(1, deadline=NOW + timedelta(**delta)).site, NOW)

    assert text(days=1) == "03-21"
    assert text(minutes=-1) == "1 h overdue"
    assert text(hours=-23, minutes=-59) == "23 h overdue"
    assert text(days=-1) == "1 d overdue"
    assert text(days=400) == "2027-04-24"
    closed = row(1, deadline=NOW - timedelta(days=9), state="closed").site
    assert words.deadline_text(closed, NOW) == "03-11"


def test_computed_fields_choices_and_units_in_words():
    trucks = CAMPAIGNS["through-trucks"]
    site = row(1, fields={"stage3": 10, "stage4": 20, "stage5": 30, "stage6": 40}).site
    share = trucks.field("old_share")
    assert share is not None
    assert words.measured(words.field_text(trucks, share, site, "zh", DIRECTORY), share, "zh") == "10 %"
    dust = CAMPAIGNS["dust"]
    supervisor = dust.field("supervisor")
    assert words.value_text(supervisor, "130424-ZJ", "zh", DIRECTORY) == "县住建局"
    assert words.value_text(dust.field("kind"), "yard", "en", DIRECTORY) == "Industrial yard"
    assert words.number_text(1234567.5) == "1,234,567.5"
    assert words.number_text(100) == "100"


def test_directory_finds_by_any_word_of_the_path_townships_before_villages():
    assert [hit.label for hit in DIRECTORY.search("成安 北阳")] == ["成安县 成安镇 北阳村"]
    assert [hit.kind for hit in DIRECTORY.search("成安镇")] == ["township", "village"]
    assert [hit.code for hit in DIRECTORY.search("130426")] == ["130426", "130426100"]
    assert DIRECTORY.search("  ") == []
    assert DIRECTORY.township("130424100201") == "成安镇"
    assert DIRECTORY.township("130424") == "成安县"
    assert DIRECTORY.name("999") == "999"


@pytest.mark.parametrize(
    ("text", "value"),
    [("12", 12), ("１２．５", 12.5), ("1,234", 1234), ("很多", "很多"), ("1e400", "1e400"), ("nan", "nan")],
)
def test_numbers_as_they_are_typed(text, value):
    assert editors.read_number(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2020.3.19", "2020-03-19"),
        ("2020年3月19日", "2020-03-19"),
        ("2020/03/19", "2020-03-19"),
        ("长期", "长期"),
    ],
)
def test_dates_as_ledgers_spell_them(text, value):
    assert editors.read_date(text) == value


def test_moment_without_a_time_lasts_to_the_end_of_the_day():
    assert editors.read_moment("2026-04-01") == datetime(2026, 4, 1, 23, 59, tzinfo=CHINA)
    assert editors.read_moment("2026.4.1 8:05") == datetime(2026, 4, 1, 8, 5, tzinfo=CHINA)
    assert editors.read_moment("2026-02-30") == "2026-02-30"
    assert editors.read_moment("2026-04-01 25:00") == "2026-04-01 25:00"
    assert editors.write_moment(datetime(2026, 4, 1, 15, 59, tzinfo=UTC)) == "2026-04-01"


def test_rebase_takes_over_what_was_not_touched_and_names_the_clashes():
    shown = {"person": "甲", "address": "旧", "fields.area": 1, "owner": "乙"}
    typed = {**shown, "person": "丙", "fields.area": 5}
    fresh = {**shown, "person": "丁", "address": "新", "fields.area": 5, "fields.stage": "x"}
    moved = site_values.rebase(shown, typed, fresh)
    assert moved.taken == {"address": "新", "fields.area": 5, "fields.stage": "x"}
    assert moved.clashes == {"person": "丁"}


def test_every_sentence_of_the_field_rules_can_be_translated():
    from db.rules import site_fields

    typed = {kind: wanted for kind, (_, wanted) in site_fields._ACCEPTS.items() if kind != "photo"}
    for wanted in {*typed.values(), "a text"}:
        assert "“{value}” is not " + wanted + "." in site_values.FIELD_TEMPLATES
