"""Make the papers' templates that ship in resources/papers: run it after changing it.

An office edits copies of them in Word or WPS; this script only makes the ones that ship.
"""

from pathlib import Path

from docx import Document
from docx.document import Document as Paper
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

FOLDER = Path(__file__).parents[2] / "resources" / "papers"
BODY, TITLE = "仿宋", "宋体"
"""Fonts that Word and WPS bring; official papers are set in 仿宋 (GB/T 9704-2012, 7.1)."""


def new_paper() -> Paper:
    """A4 with the margins of official papers (GB/T 9704-2012, 5.1: 37, 35, 28, 26 mm; here a little less)."""
    paper = Document()
    (section,) = paper.sections
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(2.8), Cm(2.5)
    section.left_margin, section.right_margin = Cm(2.6), Cm(2.4)
    style = paper.styles["Normal"]
    style.font.name, style.font.size = BODY, Pt(12)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), BODY)
    style.paragraph_format.space_after = Pt(0)
    return paper


def say(where: Paragraph, text: str, *, size: float = 12, bold: bool = False, font: str = BODY) -> None:
    run = where.add_run(text)
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, font
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)


def heading(paper: Paper, text: str) -> None:
    line = paper.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line.paragraph_format.space_after = Pt(6)
    say(line, text, size=20, bold=True, font=TITLE)


def number_line(paper: Paper, left: str, right: str) -> None:
    line = paper.add_paragraph()
    line.paragraph_format.tab_stops.add_tab_stop(Cm(16), alignment=2)
    line.paragraph_format.space_after = Pt(4)
    say(line, f"{left}\t{right}")


def fill(cell: _Cell, text: str, *, bold: bool = False, centred: bool = False) -> None:
    (line,) = cell.paragraphs
    # words do not touch the rules above and below them
    line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(3)
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    if centred:
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    say(line, text, bold=bold)


def widths(table: Table, *centimetres: float) -> None:
    table.autofit = False
    for column, wide in zip(table.columns, centimetres, strict=True):
        column.width = Cm(wide)  # LibreOffice goes by the grid, Word by the cells
    for row in table.rows:
        for cell, wide in zip(row.cells, centimetres, strict=False):
            cell.width = Cm(wide)


def whole_rows(table: Table, *, head: int = 0) -> None:
    """Rows do not break over pages; the head stands on each."""
    for index, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if index < head:
            properties.append(OxmlElement("w:tblHeader"))


def facts(paper: Paper, rows: list[tuple[str, str]]) -> None:
    table = paper.add_table(rows=0, cols=2, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for caption, text in rows:
        left, right = table.add_row().cells
        fill(left, caption, bold=True, centred=True)
        fill(right, text)
    widths(table, 2.8, 13.2)


def loop(table: Table, name: str, cells: list[str], head: list[str], wide: tuple[float, ...]) -> None:
    """A head, and a row for each of `name`; docxtpl takes the rows with its own marks away."""
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for cell, text in zip(table.rows[0].cells, head, strict=True):
        fill(cell, text, bold=True, centred=True)
    fill(table.add_row().cells[0], f"{{%tr for one in {name} %}}")
    row = table.add_row()
    for cell, text in zip(row.cells, cells, strict=True):
        fill(cell, text)
    fill(table.add_row().cells[0], "{%tr endfor %}")
    widths(table, *wide)
    whole_rows(table, head=1)


def signatures(paper: Paper, *lines: str) -> None:
    for text in lines:
        line = paper.add_paragraph()
        line.paragraph_format.space_before = Pt(14)
        say(line, text)


def foot(paper: Paper) -> None:
    line = paper.sections[0].footer.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    say(line, "{{ printed }}　第 ", size=9)
    for code in ("PAGE", "NUMPAGES"):
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), code)
        run = OxmlElement("w:r")
        text = OxmlElement("w:t")
        text.text = "1"
        run.append(text)
        field.append(run)
        line._p.append(field)
        say(line, " 页，共 " if code == "PAGE" else " 页", size=9)


def order() -> Paper:
    paper = new_paper()
    heading(paper, "大气污染防治交办单")
    number_line(paper, "编号：{{ number }}", "{{ date }}")
    facts(
        paper,
        [
            ("事　　项", "{{ title }}"),
            ("地　　点", "{{ place }}"),
            ("专项来源", "{{ campaign }}　{{ source }}"),
            ("发现问题", "{{ found }}"),
            ("办理要求", "{{ required }}"),
            ("依　　据", "{{ legal }}"),
            ("联 系 人", "{{ contacts }}"),
        ],
    )
    line = paper.add_paragraph()
    line.paragraph_format.space_before = Pt(10)
    say(line, "承办单位和时限", bold=True)
    table = paper.add_table(rows=1, cols=5, style="Table Grid")
    cells = ["{{ one.unit }}", "{{ one.role }}", "{{ one.receive }}", "{{ one.arrive }}", "{{ one.report }}"]
    head = ["单位", "分工", "签收时限", "到场时限", "办结时限"]
    loop(table, "units", cells, head, (4.8, 1.6, 3.2, 3.2, 3.2))
    signatures(
        paper, "签发人：　　　　　　　　　（盖章）　　　　年　　月　　日",
        "签收人：　　　　　　　　　　　　　　年　　月　　日　　时　　分",
    )  # fmt: skip
    foot(paper)
    return paper


def returned() -> Paper:
    paper = new_paper()
    heading(paper, "交办事项退回单")
    number_line(paper, "编号：{{ number }}", "{{ date }}")
    facts(
        paper,
        [
            ("事　　项", "{{ title }}"),
            ("地　　点", "{{ place }}"),
            ("承办单位", "{{ unit }}"),
            ("反馈情况", "{{ report }}"),
            ("反馈时间", "{{ reported_at }}"),
            ("退回原因", "{{ reason }}"),
            ("退 回 人", "{{ returned_by }}"),
            ("办理要求", "{{ required }}"),
            ("办结时限", "{{ deadline }}"),
        ],
    )
    signatures(
        paper, "退回单位：　　　　　　　　（盖章）　　　　年　　月　　日",
        "签收人：　　　　　　　　　　　　　　年　　月　　日　　时　　分",
    )  # fmt: skip
    foot(paper)
    return paper


def signing() -> Paper:
    paper = new_paper()
    heading(paper, "交办单签收表")
    number_line(paper, "共 {{ count }} 件", "{{ date }}")
    table = paper.add_table(rows=1, cols=6, style="Table Grid")
    keys = ("index", "number", "title", "unit", "report")
    cells = [*(f"{{{{ one.{key} }}}}" for key in keys), ""]
    head = ["序号", "编号", "事项", "承办单位", "办结时限", "签收人、时间"]
    loop(table, "orders", cells, head, (1.0, 3.8, 3.8, 2.2, 2.8, 2.4))
    foot(paper)
    return paper


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, make in (("order", order), ("return", returned), ("signing", signing)):
        make().save(str(FOLDER / f"{name}.docx"))
