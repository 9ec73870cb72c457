"""Models and logic of the campaigns screen without a window."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from db.queries.sites import ProgressRecord, SiteRecord
from db.queries.units import UnitRecord
from db.rules.campaigns import load_folder
from db.times import CHINA
from desktop.models.sites import RECORD_ROLE, SORT_ROLE, SiteRow, SitesFilter, SitesModel
from desktop.screens.campaigns import editors, site_values, words
from desktop.screens.campaigns.cells_model import Cell, CellsModel, Line
from desktop.screens.campaigns.column_fit import fit
from desktop.screens.campaigns.columns import Reader, columns
from desktop.screens.campaigns.directory import Directory
from desktop.screens.campaigns.matrix import MatrixModel, county_rows
from resources import folder
from widgets.badge import Progress

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


def row(number: int, **more) -> SiteRow:
    site = SiteRecord(
        id=uuid.UUID(int=number),
        code=f"CA-{number}",
        name=f"工地{number}",
        campaign_key="dust",
        unit_code="130424100",
        unit_name="成安镇",
        county_code="130424",
        address=None,
        lon=None,
        lat=None,
        owner=None,
        person=None,
        phone=None,
        state="active",
        deadline=None,
        fields={},
        open_tasks=0,
        hlc=number,
    )
    return SiteRow(replace(site, **more))


def codes(model) -> list[str]:
    return [model.index(at, 0).data() for at in range(model.rowCount())]


@pytest.fixture
def model(qtbot) -> SitesModel:
    model = SitesModel()
    model.show_campaign(columns(reader()), [row(1), row(2), row(10)])
    return model


def test_sites_model_is_sound_empty_filled_and_updated(qtmodeltester):
    model = SitesModel()
    proxy = SitesFilter(model)
    qtmodeltester.check(model)
    qtmodeltester.check(proxy)
    model.show_campaign(columns(reader()), [row(1), row(2), row(3)])
    proxy.set_words("工地")
    model.sort(0, Qt.SortOrder.DescendingOrder)
    model.update_rows([row(2, name="改名"), row(3), row(4)])
    proxy.set_county("130424")
    model.show_campaign(columns(reader("loose-coal")), [])
    qtmodeltester.check(model)
    qtmodeltester.check(proxy)


def test_update_announces_only_what_differs(qtbot, model):
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged) as changed:
        model.update_rows([row(1), row(2, name="改名"), row(10)])
    assert (changed.args[0].row(), changed.args[1].row()) == (1, 1)
    with qtbot.assertNotEmitted(model.dataChanged), qtbot.assertNotEmitted(model.layoutChanged):
        model.update_rows([row(1), row(2, name="改名"), row(10)])


def test_update_keeps_persistent_places_while_rows_come_and_go(model):
    place = QPersistentModelIndex(model.index(1, 1))
    model.update_rows([row(0), row(2, name="改名"), row(10)])
    assert codes(model) == ["CA-0", "CA-2", "CA-10"] or codes(model) == ["CA-0", "CA-10", "CA-2"]
    assert place.isValid()
    assert QModelIndex(place).data() == "改名"


def test_sorting_is_by_pinyin_numbers_by_size_and_unknown_last(model):
    keys = [column.key for column in model.columns]
    rows = [
        row(1, name="永年", fields={"area": 9}),
        row(2, name="安阳", fields={"area": 100}),
        row(3, name="成安", fields={"area": "坏"}),
    ]
    model.show_campaign(columns(reader()), rows)
    model.sort(keys.index("name"))
    assert codes(model) == ["CA-2", "CA-3", "CA-1"]
    model.sort(keys.index("fields.area"), Qt.SortOrder.DescendingOrder)
    assert codes(model) == ["CA-2", "CA-1", "CA-3"]
    assert model.index(0, keys.index("fields.area")).data(SORT_ROLE) == 100.0
    assert model.index(0, 0).data(RECORD_ROLE).site.name == "安阳"


def test_filter_looks_at_name_code_unit_person_owner_and_address(model):
    proxy = SitesFilter(model)
    model.update_rows([row(1, person="王强"), row(2, address="人民路"), row(10, owner="Acme")])
    for words_typed, found in (
        ("王强", 1),
        ("人民路 工地", 1),
        ("acme", 1),
        ("成安镇", 3),
        ("ca-10", 1),
        ("x", 0),
    ):
        proxy.set_words(words_typed)
        assert proxy.rowCount() == found, words_typed


def test_filter_sees_a_row_that_was_changed(model):
    proxy = SitesFilter(model)
    proxy.set_words("改名")
    assert proxy.rowCount() == 0
    model.update_rows([row(1, name="改名", hlc=99), row(2), row(10)])
    assert codes(proxy) == ["CA-1"]


def test_matrix_model_is_sound_empty_filled_and_updated(qtmodeltester):
    model = MatrixModel()
    qtmodeltester.check(model)
    campaigns = [("dust", "扬尘"), ("loose-coal", "散煤")]
    records = [ProgressRecord("130424", "dust", 5, 2, 1), ProgressRecord("130426", "loose-coal", 3, 3, 0)]
    rows = county_rows(records, {"130424": "成安县"})
    model.show_progress(campaigns, rows)
    qtmodeltester.check(model)
    assert [(one.name, one.open) for one in rows] == [("成安县", 3), ("130426", 0)]
    assert rows[0].cells == {"dust": Progress(2, 5, 1)}
    assert model.place("130424", "loose-coal").data() == ""
    model.show_progress(campaigns, county_rows(records[:1], {}))
    qtmodeltester.check(model)


def test_matrix_keeps_its_shape_when_only_figures_change(qtbot):
    model = MatrixModel()
    campaigns = [("dust", "扬尘")]
    model.show_progress(campaigns, county_rows([ProgressRecord("130424", "dust", 5, 2, 1)], {}))
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.show_progress(campaigns, county_rows([ProgressRecord("130424", "dust", 5, 3, 0)], {}))


def test_cells_model_is_sound_empty_filled_and_updated(qtmodeltester):
    model = CellsModel(("a", "b"))
    qtmodeltester.check(model)
    model.show_lines([Line("1", (Cell("x"), Cell("y", "alarm")))])
    qtmodeltester.check(model)
    model.show_lines([Line("1", (Cell("x"), Cell("z")))])
    model.show_lines([])
    qtmodeltester.check(model)


def test_columns_that_find_no_room_are_left_out_by_rank_and_the_state_stays():
    shown = columns(reader())
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
