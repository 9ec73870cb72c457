"""What goes out comes home: the ledger form, refused rows, the fill-in workbook."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_helpers import CAMPAIGNS, FIRST, HEADS, SECOND, counts, look
from openpyxl import Workbook, load_workbook

from db.commands import sites as site_commands
from db.commands import tasks
from db.commands.divisions import load_campaigns, load_divisions
from db.commands.sites import SiteData
from db.commands.tasks import NewTask
from db.queries.known_sites import KnownSite, known_sites
from db.queries.tasks import task as one_task
from db.queries.tasks import tasks as all_tasks
from db.rules.regions import read_region
from db.rules.sites import SiteState
from desktop.ledgers.applying import apply_plan
from desktop.ledgers.book import save
from desktop.ledgers.fill_in import fill_in
from desktop.ledgers.form import form_columns, sheet_profile
from desktop.ledgers.mapping import map_ledger
from desktop.ledgers.marks import add_mark
from desktop.ledgers.out import add_sites, ledger_out
from desktop.ledgers.preview import RecordView, preview
from desktop.ledgers.profile import LedgerProfile
from desktop.ledgers.refused_book import write_refused
from desktop.ledgers.replies import apply_replies, plan_replies
from resources import folder

DUST = CAMPAIGNS["dust"]


def take(record, path, actor):
    return apply_plan(record, look(record, path, actor).plan, DUST, actor, file=path.name)


def export(record, path, actor):
    with record.reading() as session:
        return ledger_out(session, DUST, path, now=actor.now)


def head_columns(page):
    """Heading -> column number, of both lines."""
    found = {}
    for line in (3, 4):
        found |= {cell.value: cell.column for cell in page[line] if cell.value}
    return found


@pytest.fixture
def handan(sqlite_database, actor):
    region = read_region(folder("regions") / "handan")
    with sqlite_database.writing() as session:
        load_divisions(session, region.units, {}, source="test", now=actor.now)
        load_campaigns(session, CAMPAIGNS.values(), source="test", now=actor.now)
    return sqlite_database


def test_the_example_comes_in_whole_and_goes_out_and_back(handan, example, actor, tmp_path):
    report = take(handan, example, actor)
    assert (report.new, report.changed, report.refused) == (40, 0, [])
    with handan.reading() as session:
        found = {site.phone: site for site in known_sites(session, "dust")}
    first, fifth = found["13123968184"], found["18727560084"]
    assert (first.name, first.unit_code, first.fields["area"]) == ("成安 商业广场", "130424100", 52889)
    assert first.fields["kind"] == "construction"
    assert dict(first.checks[0][1])["wet-work"] is False
    assert fifth.fields["note"] == "面积（平方米）: 约8662"
    assert counts(look(handan, example, actor)) == (0, 0, 40, 0)
    assert export(handan, tmp_path / "out.xlsx", actor) == 40
    assert counts(look(handan, tmp_path / "out.xlsx", actor)) == (0, 0, 40, 0)


def test_an_edited_export_changes_what_was_edited(record, make, actor, tmp_path):
    take(record, make([HEADS, FIRST, SECOND]), actor)
    path = tmp_path / "out.xlsx"
    export(record, path, actor)
    book = load_workbook(path)
    page = book["扬尘"]
    columns = head_columns(page)
    page.cell(5, columns["名称"]).value = "商业广场（改名）"
    page.cell(5, columns["联系电话"]).value = None
    page.cell(6, columns["面积（m²）"]).value = "5万"
    book.save(path)
    seen = look(record, path, actor)
    assert counts(seen) == (0, 2, 0, 0)
    by_name = {row.site.name: row.changes for row in seen.plan.rows}
    assert by_name["商业广场"] == {"name": ("商业广场", "商业广场（改名）"), "phone": ("13123968184", None)}
    assert by_name["污水处理厂"] == {"fields.area": (46000, 50000)}


def test_an_export_that_was_overtaken_is_refused_and_can_be_decided(record, make, actor, tmp_path):
    take(record, make([HEADS, FIRST]), actor)
    path = tmp_path / "out.xlsx"
    export(record, path, actor)
    with record.writing() as session:
        site = known_sites(session, "dust")[0]
        data = SiteData("商业广场", "130424100", "dust", address="人民路9号", fields=site.fields)
        later = type(actor)(now=actor.now + timedelta(hours=1))
        site_commands.edit(session, later, site.id, data, seen=site.hlc)
    book = load_workbook(path)
    columns = head_columns(book["扬尘"])
    book["扬尘"].cell(5, columns["面积（m²）"]).value = 300
    book.save(path)
    seen = look(record, path, actor)
    assert counts(seen) == (0, 0, 0, 1)
    assert "人民路9号" in seen.plan.rows[0].reason
    back = write_refused(seen.mapped, seen.plan.rows, tmp_path / "back.xlsx")
    decided = look(record, back, actor)
    assert counts(decided) == (0, 1, 0, 0)


def test_refused_rows_come_back_to_be_mended(record, make, actor, tmp_path):
    rows = [["成安县扬尘台账"], HEADS, FIRST, (2, "坏行", "同上", "=1+1路", "建筑施工", "很大", *FIRST[6:])]
    path = make(rows, merged=["A1:J1"])
    book = load_workbook(path)
    book.active["D4"].data_type = "s"
    book.save(path)
    seen = look(record, path, actor)
    assert counts(seen) == (1, 0, 0, 1)
    back = write_refused(seen.mapped, seen.plan.of("refused"), tmp_path / "back.xlsx")
    book = load_workbook(back)
    page = book["台账"]
    assert [cell.value for cell in page[2]][-1] == "原因"
    assert page.max_row == 3
    assert page.cell(3, 3).value == "成安镇"
    assert page.cell(3, 4).data_type == "s"
    assert "很大" in page.cell(3, 11).value
    page.cell(3, 6).value = 700
    book.save(back)
    mended = look(record, back, actor)
    assert counts(mended) == (1, 0, 0, 0)
    assert mended.plan.rows[0].values["fields.area"] == 700
    assert mended.plan.rows[0].values["address"] == "=1+1路"


RISKY = ["=1+1", "'=x", "-", "+86 131", "@a", " 两端 空格 ", "一行\n二行", "\r\n", "合计", "同上", "_x0041_"]
texts = st.one_of(
    st.none(),
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00\ufffe\uffff"), max_size=40),
    st.sampled_from(RISKY),
    st.text("=+-@'\t 成安0", max_size=8),
)
numbers = st.one_of(st.none(), st.integers(-(10**18), 10**18), st.floats(-1e300, 1e300))
days = st.one_of(st.none(), st.dates().map(lambda day: day.isoformat()))
moments = st.datetimes(datetime(1950, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))
values = st.fixed_dictionaries(
    {
        "name": st.text("成安=+-@ '合计同上工地1\n", min_size=1, max_size=20).filter(str.strip),
        "unit_code": st.sampled_from(["130424100", "130424101", "130426101", "130424100203"]),
        **dict.fromkeys(("address", "owner", "person", "phone"), texts),
        "state": st.sampled_from([str(state) for state in SiteState]),
        "deadline": st.one_of(st.none(), moments),
    }
)
fields = st.fixed_dictionaries(
    {
        "kind": st.just("yard"),
        "filed": st.booleans(),
        "area": numbers,
        "filed_on": days,
        "builder": texts,
        "note": texts,
    }
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(values, fields), min_size=1, max_size=4))
def test_any_site_goes_out_and_back_unchanged(rows, units_book, actor, tmp_path):
    known = [
        KnownSite(
            **own, id=uuid.UUID(int=number), code=f"A-{number}", lon=114.5, lat=None, hlc=number,
            fields={key: value for key, value in more.items() if value is not None},
        )
        for number, (own, more) in enumerate(rows)
    ]  # fmt: skip
    book, columns = Workbook(write_only=True), form_columns(DUST)
    add_sites(book, "扬尘", columns, known, DUST, units_book, actor.now)
    add_mark(book, LedgerProfile("dust", (sheet_profile("扬尘", columns),)))
    path = save(book, tmp_path / "out.xlsx")
    mapped = map_ledger(path, DUST, CAMPAIGNS, units_book, now=actor.now)
    seen = preview(mapped, RecordView(units_book, known))
    told = [(row.kind, row.changes, row.reason) for row in seen.plan.rows]
    assert counts(seen) == (0, 0, len(known), 0), told


def test_a_fill_in_workbook_comes_home(record, make, actor, tmp_path):
    take(record, make([HEADS, FIRST, SECOND]), actor)
    with record.writing() as session:
        number = tasks.new(session, actor, NewTask("覆盖裸土", ["130424100"], required="立即覆盖"))
        tasks.new(session, actor, NewTask("别处", ["130426100"]))
    path = tmp_path / "fill.xlsx"
    with record.reading() as session:
        made = fill_in(session, DUST, path, now=actor.now, unit_code="130424100")
    assert (made.sites, made.orders) == (2, 1)
    assert counts(look(record, path, actor)) == (0, 0, 4, 0)
    book = load_workbook(path)
    assert len(book["点位"].data_validations.dataValidation) >= 4
    checks = book["检查"]
    columns = head_columns(checks)
    checks.cell(5, columns["工地周边围挡"]).value = "√"
    checks.cell(5, columns["检查日期"]).value = "2026.3.18"
    sites_page = book["点位"]
    columns = head_columns(sites_page)
    for head, value in {
        "名称": "新工地",
        "所在乡镇": "成安镇",
        "类别": "城市道路",
        "已向大气办报备": "否",
    }.items():
        sites_page.cell(7, columns[head]).value = value
    book["交办单"].cell(2, 7).value = "已覆盖"
    book.save(path)
    seen = look(record, path, actor)
    assert counts(seen) == (1, 1, 3, 0)
    apply_plan(record, seen.plan, DUST, actor, file=path.name)
    with record.reading() as session:
        replies = plan_replies(seen.mapped.orders, list(all_tasks(session)))
    assert apply_replies(record, replies, actor) == []
    with record.reading() as session:
        found = one_task(session, number)
        assert [(step.step, step.note) for step in found.steps][-2:] == [
            ("receive", None),
            ("report", "已覆盖"),
        ]
        again = plan_replies(seen.mapped.orders, list(all_tasks(session)))
    assert [reply.kind for reply in again] == ["same"]
    assert counts(look(record, path, actor)) == (0, 0, 5, 0)


def test_the_second_sheet_of_the_example_is_bare_land(handan, example, actor, tmp_path):
    definition = CAMPAIGNS["bare-land"]
    seen = look(handan, example, actor, "bare-land")
    assert [proposal.sheet.name for proposal in seen.mapped.proposals] == ["裸露土地"]
    assert counts(seen) == (40, 0, 0, 0), seen.plan.reasons()
    apply_plan(handan, seen.plan, definition, actor, file=example.name)
    with handan.reading() as session:
        found = {site.code: site for site in known_sites(session, "bare-land") if site.state}
        ledger_out(session, definition, tmp_path / "out.xlsx", now=actor.now)
    assert len(found) == 40
    assert found["LD-001"].name == "南商城村 路西 空地"
    assert found["LD-001"].fields["area"] in (46.5, 31000)  # in mu, or 46.5 × 2000 / 3 m²
    assert found["LD-005"].deadline is None
    assert "完成时限: 长期" in found["LD-005"].fields["note"]
    assert counts(look(handan, example, actor, "bare-land")) == (0, 0, 40, 0)
    assert counts(look(handan, tmp_path / "out.xlsx", actor, "bare-land")) == (0, 0, 40, 0)
