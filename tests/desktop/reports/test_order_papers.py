"""Papers of orders: what stands in them, as DOCX opened again, as PDF, in LibreOffice where it is there."""

import io
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from docx import Document

from db.actor import Actor
from db.commands import tasks
from db.commands.tasks import NewTask
from db.engine import Database
from db.queries import tasks as queries
from db.rules.tasks import Step
from db.times import CHINA
from desktop.reports.docx_papers import (
    PAPERS,
    BrokenTemplateError,
    TemplateFieldError,
    TemplateThereError,
    copy_templates,
    render,
)
from desktop.reports.order_fields import NeverReturnedError, order_fields, return_fields, signing_fields
from desktop.reports.pdf_papers import to_pdf
from desktop.reports.sheets import SHEETS, Facts, Grid, Line, Paper, Title

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=CHINA)
DUE = datetime(2026, 11, 25, 18, 0, tzinfo=CHINA)


@pytest.fixture
def database(sqlite_database: Database, actor: Actor) -> Database:
    from small_record import fill

    fill(sqlite_database, actor)
    return sqlite_database


@pytest.fixture
def number(database: Database, actor: Actor) -> str:
    """Two units, one leads; found something whose words look like markup."""
    new = NewTask(
        title="道路扬尘 <b>严重</b> & 未冲洗",
        unit_codes=["130424-ZJ", "130426-CG"],
        support=["130426-CG"],
        deadline=DUE,
        receive_by=NOON + timedelta(minutes=30),
        campaign_key="dust",
        found="第一行\n第二行 {{ number }}",
        required="立即冲洗",
        legal_basis="《大气污染防治法》第六十九条",
        place="成峰路与建设街交叉口",
        lon=114.68,
        lat=36.44,
        contacts="张三 0310-1234567",
    )
    with database.writing() as session:
        return tasks.new(session, replace(actor, now=NOON), new)


def order_of(database: Database, number: str):
    with database.reading() as session:
        task = queries.task(session, number)
    return order_fields(task, NOON, lambda key: {"dust": "扬尘"}.get(key or "", ""))


def words(content: bytes) -> str:
    """All words of a DOCX, tables too."""
    paper = Document(io.BytesIO(content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in paper.paragraphs), *cells])


def test_that_the_order_sheet_says_everything_of_the_order(database, number):
    text = words(render("order", order_of(database, number)))
    for part in (
        number, "2026年11月24日", "道路扬尘 <b>严重</b> & 未冲洗",
        "成峰路与建设街交叉口（114.68000, 36.44000）", "扬尘", "第一行\n第二行 {{ number }}", "立即冲洗",
        "《大气污染防治法》第六十九条", "张三 0310-1234567",
        "县住建局", "县城管局", "2026-11-24 12:30", "2026-11-25 18:00",
    ):  # fmt: skip
        assert part in text, part
    assert "{%" not in text


def test_that_each_unit_has_a_row(database, number):
    paper = Document(io.BytesIO(render("order", order_of(database, number))))
    rows = [[cell.text for cell in row.cells] for row in paper.tables[1].rows]
    assert [row[0] for row in rows] == ["单位", "县住建局", "县城管局"]


def returned(database: Database, actor: Actor, number: str) -> None:
    deeds = [(Step.RECEIVE, None), (Step.REPORT, "已冲洗两遍"), (Step.RETURN, "照片不是这条路")]
    for hours, (step, note) in enumerate(deeds, 1):
        with database.writing() as session:
            late = replace(actor, now=NOON + timedelta(hours=hours))
            tasks.step(session, late, number, step, note=note, unit_code="130424-ZJ")


def test_that_the_return_sheet_answers_the_last_report(database, actor, number):
    returned(database, actor, number)
    with database.reading() as session:
        fields = return_fields(queries.task(session, number), NOON)
    wanted = {"unit": "县住建局", "report": "已冲洗两遍", "reason": "照片不是这条路"}
    assert {key: fields[key] for key in wanted} == wanted
    assert fields["reported_at"] == "2026-11-24 14:00"
    assert fields["deadline"] == "2026-11-25 18:00"
    text = words(render("return", fields))
    assert all(part in text for part in wanted.values())


def test_that_an_order_never_returned_has_no_return_sheet(database, actor, number):
    with database.reading() as session, pytest.raises(NeverReturnedError, match=number):
        return_fields(queries.task(session, number), NOON)
    returned(database, actor, number)
    with database.reading() as session, pytest.raises(NeverReturnedError):
        return_fields(queries.task(session, number), NOON, "130426-CG")


def many(database: Database, count: int):
    with database.reading() as session:
        part = queries.parts(session)[0]
    return signing_fields([replace(part, number=f"成安-尘-2026-{n:04}") for n in range(count)], NOON)


def test_that_a_list_of_three_hundred_has_a_row_for_each(database):
    paper = Document(io.BytesIO(render("signing", many(database, 300))))
    (table,) = paper.tables
    assert len(table.rows) == 301
    assert table.rows[300].cells[1].text == "成安-尘-2026-0299"


def test_that_the_shipped_templates_repeat_their_heads_and_keep_rows_whole(database):
    (table,) = Document(io.BytesIO(render("signing", many(database, 3)))).tables
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert all("w:cantSplit" in row._tr.xml for row in table.rows)


def test_that_the_offices_own_template_counts(database, number, tmp_path: Path):
    assert [file.name for file in copy_templates(tmp_path)] == [f"{paper}.docx" for paper in PAPERS]
    paper = Document(str(tmp_path / "order.docx"))
    paper.paragraphs[0].runs[0].text = "成安县大气办交办单"
    paper.save(str(tmp_path / "order.docx"))
    assert words(render("order", order_of(database, number), tmp_path)).startswith("成安县大气办交办单")
    with pytest.raises(TemplateThereError):
        copy_templates(tmp_path)


def test_that_an_unknown_field_is_named_with_those_that_are_known(database, number, tmp_path: Path):
    paper = Document()
    paper.add_paragraph("{{ numbr }}")
    paper.save(str(tmp_path / "order.docx"))
    with pytest.raises(TemplateFieldError, match=r"numbr.*number"):
        render("order", order_of(database, number), tmp_path)


@pytest.mark.parametrize(
    "content", [b"", b"no document", b"PK\x03\x04 cut off"], ids=["empty", "text", "cut"]
)
def test_that_a_damaged_template_is_told(database, number, tmp_path: Path, content: bytes):
    (tmp_path / "order.docx").write_bytes(content)
    with pytest.raises(BrokenTemplateError, match=r"order\.docx"):
        render("order", order_of(database, number), tmp_path)


def test_that_a_template_cannot_run_a_sentence_that_is_none(database, number, tmp_path: Path):
    paper = Document()
    paper.add_paragraph("{% for one in %}")
    paper.save(str(tmp_path / "order.docx"))
    with pytest.raises(BrokenTemplateError, match=r"order\.docx"):
        render("order", order_of(database, number), tmp_path)


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_that_a_pdf_has_the_pages_it_needs(qapp, database, number):
    assert pages(to_pdf(SHEETS["order"](order_of(database, number)))) == 1
    # a row takes two lines of 11 points: some 30 rows a page
    assert 6 <= pages(to_pdf(SHEETS["signing"](many(database, 300)))) <= 22


def test_that_no_word_is_lost_however_long_it_is(qapp):
    long = Paper("x", [Title("交办单"), Line("a", "b"), Facts([("发现问题", "裸土未覆盖。" * 2000)])], "foot")
    assert pages(to_pdf(long)) > 5  # 12,000 characters; a page holds some 1,700


def _bare(text: str) -> str:
    return "".join(text.split())


def test_that_the_sheet_and_the_template_say_the_same(database, number):
    fields = order_of(database, number)
    text = _bare(words(render("order", fields)))
    for block in SHEETS["order"](fields).blocks:
        if isinstance(block, Facts):
            assert all(_bare(caption) in text and _bare(value) in text for caption, value in block.rows)
        elif isinstance(block, Grid):
            assert all(caption in text for caption in block.head)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_that_libreoffice_opens_the_papers(database, number, tmp_path: Path):
    for name, fields in (("order", order_of(database, number)), ("signing", many(database, 60))):
        (tmp_path / f"{name}.docx").write_bytes(render(name, fields))
    home = f"-env:UserInstallation=file://{tmp_path / 'home'}"
    files = [str(tmp_path / f"{name}.docx") for name in ("order", "signing")]
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert pages((tmp_path / "order.pdf").read_bytes()) == 1
    assert 3 <= pages((tmp_path / "signing.pdf").read_bytes()) <= 8
