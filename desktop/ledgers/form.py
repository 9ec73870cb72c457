"""The ledger form that the program writes: its columns, and sheets built of them row by row."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from db.queries.known_sites import KnownSite
from db.rules.campaign_records import CampaignDefinition, FieldDefinition
from db.rules.site_fields import computed_values
from desktop.ledgers.book import styled
from desktop.ledgers.plan import CORE_NAMES
from desktop.ledgers.profile import CHECKS, FIELDS, IGNORE, NOTE, ColumnUse, SheetProfile
from desktop.ledgers.sheets import Cell
from desktop.ledgers.units_book import UnitBook
from desktop.ledgers.written import cell_of, values_of

CODE_HEAD, SEEN_HEAD, NUMBER_HEAD, CHECK_GROUP = "点位编码（勿改）", "版本（勿改）", "序号", "最近一次检查"
PASSED, FAILED = "√", "×"
TITLE_ROWS, HEAD_ROWS = 2, 2
FIRST_ROW = TITLE_ROWS + HEAD_ROWS + 1
"""The first row of sites, counted from 1."""
_HIDDEN = ("code", "seen")
_WIDTHS = {"name": 28, "address": 36, "unit": 18, "note": 36, IGNORE: 6, "phone": 16, "deadline": 14}
_FIELD_WIDTHS = {"date": 13, "yes_no": 9, "number": 12, "computed": 12, "unit": 18}


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column of the form: its heading, the group above it, what it holds."""

    head: str
    target: str
    group: str = ""
    field: FieldDefinition | None = None
    width: float = 14

    @property
    def is_hidden(self) -> bool:
        """Whether only the program needs it."""
        return self.target in _HIDDEN


def form_columns(definition: CampaignDefinition, *, checks: bool = True) -> list[FormColumn]:
    """The columns of a campaign's ledger, headings unlike each other."""
    columns = [FormColumn(NUMBER_HEAD, IGNORE, width=_WIDTHS[IGNORE])]
    columns += [_core(target) for target in ("name", "unit", "address")]
    for field in definition.fields:
        if field.type != "photo":
            target = IGNORE if field.type == "computed" else FIELDS + field.key
            columns.append(
                FormColumn(_field_head(field), target, field=field, width=_FIELD_WIDTHS.get(field.type, 16))
            )
    columns += [_core(target) for target in ("owner", "person", "phone", "lon", "lat", "state", "deadline")]
    if definition.field(NOTE) is None:
        columns.append(_core(NOTE))
    if checks:
        columns += check_columns(definition)
    return _unlike([*columns, FormColumn(CODE_HEAD, "code"), FormColumn(SEEN_HEAD, "seen")])


def check_columns(definition: CampaignDefinition) -> list[FormColumn]:
    """Day and items of a check."""
    day = FormColumn(CORE_NAMES["check_day"], "check_day", CHECK_GROUP, width=13)
    items = [
        FormColumn(item.text.zh, CHECKS + item.key, CHECK_GROUP, width=11) for item in definition.checklist
    ]
    return [day, *items]


def sheet_profile(name: str, columns: Sequence[FormColumn]) -> SheetProfile:
    """The meaning of the columns, for the mark that brings the workbook home."""
    uses = tuple(ColumnUse(one.head, one.target, _unit_of(one)) for one in columns)
    return SheetProfile(sheet=name, columns=uses)


def add_form(
    book: Any, name: str, lines: Sequence[str], columns: Sequence[FormColumn], rows: Iterable[Sequence[Cell]]
) -> Any:
    """Add a sheet: title lines, a header of two lines, the rows; frozen, with widths and formats.

    Args:
        book: a write-only openpyxl workbook; what is styled there comes before the rows.
        lines: the title and what is said below it, `TITLE_ROWS` in all.
    """
    from openpyxl.utils import get_column_letter

    page = book.create_sheet(name)
    for number, column in enumerate(columns, 1):
        look = page.column_dimensions[get_column_letter(number)]
        look.width, look.hidden = column.width, column.is_hidden
    page.freeze_panes = page_place(columns)
    for area in _merged(columns):
        page.merged_cells.add(area)
    for cells in _top(page, lines, columns):
        page.append(cells)
    for row in rows:
        page.append([styled(page, value) if value is not None else None for value in row])
    return page


def page_place(columns: Sequence[FormColumn]) -> str:
    """Where the frozen part ends: below the header, behind the name."""
    from openpyxl.utils import get_column_letter

    names = [number for number, column in enumerate(columns, 1) if column.target in ("name", IGNORE)][:2]
    return f"{get_column_letter(max(names, default=0) + 1)}{FIRST_ROW}"


def site_cells(
    number: int,
    site: KnownSite,
    columns: Sequence[FormColumn],
    definition: CampaignDefinition,
    units: UnitBook,
) -> list[Cell]:
    """A site's row."""
    values = values_of(site, definition)
    computed = computed_values(definition, site.fields)
    day, results = site.checks[-1] if site.checks else (None, ())
    marks = dict(results)
    known: dict[str, Cell] = {"code": site.code, "seen": str(site.hlc)}
    if day is not None:
        known["check_day"] = datetime.combine(day, time())
    cells: list[Cell] = []
    for column in columns:
        key = column.target.removeprefix(CHECKS)
        if column.head == NUMBER_HEAD and column.field is None:
            cells.append(number)
        elif column.field is not None and column.field.type == "computed":
            cells.append(computed.get(column.field.key))
        elif column.target.startswith(CHECKS):
            cells.append(None if marks.get(key) is None else PASSED if marks[key] else FAILED)
        elif column.target in known or column.target in ("check_day", IGNORE):
            cells.append(known.get(column.target))
        else:
            cells.append(cell_of(column.target, values.get(column.target), definition, units))
    return cells


def _core(target: str) -> FormColumn:
    return FormColumn(CORE_NAMES[target], target, width=_WIDTHS.get(target, 14))


def _field_head(field: FieldDefinition) -> str:
    return f"{field.text.zh}（{field.unit.zh}）" if field.unit else field.text.zh


def _unlike(columns: list[FormColumn]) -> list[FormColumn]:
    """Of two columns of one heading, the later gets its number: headings are what brings them home."""
    seen = Counter[str]()
    result = []
    for column in columns:
        seen[column.head] += 1
        number = seen[column.head]
        head = column.head if number == 1 else f"{column.head} {number}"
        result.append(FormColumn(head, column.target, column.group, column.field, column.width))
    return result


def _unit_of(column: FormColumn) -> str:
    return column.field.unit.zh if column.field is not None and column.field.unit else ""


def _merged(columns: Sequence[FormColumn]) -> Iterable[str]:
    """Title lines over all columns, groups over theirs, other headings over both lines."""
    from openpyxl.utils import get_column_letter as letter

    shown = max((n for n, column in enumerate(columns, 1) if not column.is_hidden), default=1)
    upper, lower = TITLE_ROWS + 1, TITLE_ROWS + HEAD_ROWS
    if shown > 1:
        for line in range(1, TITLE_ROWS + 1):
            yield f"A{line}:{letter(shown)}{line}"
    start = 0
    while start < len(columns):
        end = start
        while (
            columns[start].group and end + 1 < len(columns) and columns[end + 1].group == columns[start].group
        ):
            end += 1
        if not columns[start].group:
            yield f"{letter(start + 1)}{upper}:{letter(start + 1)}{lower}"
        elif end > start:
            yield f"{letter(start + 1)}{upper}:{letter(end + 1)}{upper}"
        start = end + 1


def _top(page: Any, lines: Sequence[str], columns: Sequence[FormColumn]) -> Iterable[list[Any]]:
    from openpyxl.styles import Alignment, Font, PatternFill

    for number, line in enumerate(lines[:TITLE_ROWS]):
        title = styled(page, line)
        title.font = Font(bold=number == 0, size=16 if number == 0 else 10)
        title.alignment = Alignment(horizontal="center" if number == 0 else "left", vertical="center")
        yield [title]
    groups = [column.group for column in columns]
    upper = [
        column.head if not column.group else column.group if groups[:n].count(column.group) == 0 else None
        for n, column in enumerate(columns)
    ]
    lower = [column.head if column.group else None for column in columns]
    for heads in (upper, lower):
        cells = [styled(page, head) for head in heads]
        for cell in cells:
            cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E1E6ED")
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        yield cells
