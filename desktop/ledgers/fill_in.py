"""A workbook for a township that cannot run the program: its sites, checks and orders, to be filled in.

It comes home through `load sites` like any ledger: sites and checks by the same plan, replies to orders as
reports (`replies.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from db.errors import NotFoundError
from db.queries.known_sites import KnownSite
from db.queries.units import unit, units
from db.rules.campaign_records import CampaignDefinition
from db.times import CHINA
from desktop.ledgers.book import save
from desktop.ledgers.form import (
    CODE_HEAD,
    FAILED,
    FIRST_ROW,
    NUMBER_HEAD,
    PASSED,
    SEEN_HEAD,
    FormColumn,
    add_form,
    check_columns,
    form_columns,
    sheet_profile,
)
from desktop.ledgers.marks import CHOICES, GUIDE, add_mark
from desktop.ledgers.out import add_sites, sites_of
from desktop.ledgers.profile import CHECKS, FIELDS, IGNORE, LedgerProfile
from desktop.ledgers.replies import add_orders
from desktop.ledgers.sheets import Cell
from desktop.ledgers.units_book import UnitBook

SITES, CHECK_SHEET = "点位", "检查"
_ROOM = 200
"""Empty rows below the sites that have drop-downs too."""
_TOLD = (
    "一、本表由晴空调度台导出，填好后原样交回县大气办，由程序核对后入库。用 Excel 或 WPS 打开即可。",
    "二、“点位”：改哪格填哪格；新点位写在最后一行下面；有下拉选项的格，请从选项中选择。",
    "三、“检查”：一行一个点位，合格选 √，不合格选 ×，没有查的空着；检查日期不填按本表日期计。",
    "四、“交办单”：只填“反馈情况”一列，写清怎么改的、什么时候改完；不填表示还没有办完。",
    "五、不要删除隐藏的列和工作表，不要改表头；整行删除不会删掉程序里的点位。",
)


@dataclass(frozen=True, slots=True)
class FillIn:
    """How much a workbook holds."""

    sites: int
    orders: int


def fill_in(
    session: Session, definition: CampaignDefinition, path: Path, *, now: datetime, unit_code: str
) -> FillIn:
    """Write the workbook of one division: its sites, a sheet of checks, its open orders.

    Raises:
        NotFoundError: no such unit.
        CannotWriteError
    """
    from openpyxl import Workbook

    place = unit(session, unit_code)
    if place is None:
        raise NotFoundError(what="unit", key=unit_code)
    all_units = UnitBook(units(session))
    sites = sites_of(session, definition, unit_code)
    book = Workbook(write_only=True)
    _guide(book, f"{place.name}{definition.text.zh}填报表", now)
    lists = _Lists(definition, [all_units.label(one.code) for one in units(session, below=unit_code)])
    columns = form_columns(definition, checks=False)
    page = add_sites(book, SITES, columns, sites, definition, all_units, now)
    lists.add_to(page, columns, len(sites))
    visits = _check_form(definition)
    _check_sheet(book, visits, sites, definition, lists, now)
    orders = add_orders(book, session, unit_code)
    lists.write(book)
    profile = (sheet_profile(SITES, columns), sheet_profile(CHECK_SHEET, visits))
    add_mark(book, LedgerProfile(definition.key, profile))
    save(book, path)
    return FillIn(len(sites), orders)


def townships_with_sites(
    session: Session, definition: CampaignDefinition, unit_code: str = ""
) -> list[tuple[str, str]]:
    """Code and name of each township with sites in the campaign, by code; of a division if it is named."""
    used = [site.unit_code for site in sites_of(session, definition, unit_code)]
    return [
        (one.code, one.name)
        for one in sorted(units(session), key=lambda unit: unit.code)
        if one.kind == "township" and any(code.startswith(one.code) for code in used)
    ]


def _guide(book: Any, title: str, now: datetime) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    page = book.create_sheet(GUIDE)
    page.column_dimensions["A"].width = 100
    day = now.astimezone(CHINA)
    for number, line in enumerate((title, f"导出日期：{day.year}年{day.month}月{day.day}日", *_TOLD)):
        cell = WriteOnlyCell(page, line)
        cell.font = Font(bold=number == 0, size=16 if number == 0 else 11)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        page.append([cell])


def _check_form(definition: CampaignDefinition) -> list[FormColumn]:
    columns = [
        FormColumn(NUMBER_HEAD, IGNORE, width=6),
        FormColumn("点位", IGNORE, width=28),
        FormColumn("地址", IGNORE, width=36),
    ]
    hidden = [FormColumn(CODE_HEAD, "code"), FormColumn(SEEN_HEAD, "seen")]
    return [*columns, *check_columns(definition), *hidden]


def _check_sheet(
    book: Any,
    columns: Sequence[FormColumn],
    sites: Sequence[KnownSite],
    definition: CampaignDefinition,
    lists: "_Lists",
    now: datetime,
) -> None:
    """Sites and items; the results are empty, they are those of the next visit."""
    day = now.astimezone(CHINA)
    title = f"{definition.text.zh}检查表"
    lines = (title, f"导出日期：{day.year}年{day.month}月{day.day}日　合格选 √，不合格选 ×，没有查的空着")
    rows = []
    for number, site in enumerate(sites, 1):
        cells: list[Cell] = [number, site.name, site.address]
        cells += [None] * (len(columns) - 5)
        rows.append([*cells, site.code, str(site.hlc)])
    page = add_form(book, CHECK_SHEET, lines, columns, rows)
    lists.add_to(page, columns, len(sites), room=0)


class _Lists:
    """Drop-downs: short lists stand in a hidden sheet, one a column."""

    def __init__(self, definition: CampaignDefinition, unit_names: Sequence[str]) -> None:
        self._columns: list[tuple[str, list[str]]] = [
            ("yes_no", ["是", "否"]),
            ("checks", [PASSED, FAILED]),
            ("unit", list(unit_names)),
            ("state", [state.text.zh for state in definition.states]),
        ]
        for field in definition.fields:
            if field.type == "choice":
                self._columns.append((FIELDS + field.key, [choice.text.zh for choice in field.choices]))

    def add_to(self, page: Any, columns: Sequence[FormColumn], count: int, *, room: int = _ROOM) -> None:
        """Drop-downs for a sheet's columns; a text that is none of the list is told, not forbidden."""
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.datavalidation import DataValidation

        last = FIRST_ROW + count + room - 1
        for number, column in enumerate(columns, 1):
            formula = self._formula(column)
            if formula and last >= FIRST_ROW:
                choice = DataValidation("list", formula1=formula, allow_blank=True, errorStyle="warning")
                choice.add(f"{get_column_letter(number)}{FIRST_ROW}:{get_column_letter(number)}{last}")
                page.data_validations.append(choice)

    def write(self, book: Any) -> None:
        """The hidden sheet."""
        page = book.create_sheet(CHOICES)
        page.sheet_state = "hidden"
        for row in range(max(len(values) for _, values in self._columns)):
            page.append([values[row] if row < len(values) else None for _, values in self._columns])

    def _formula(self, column: FormColumn) -> str:
        from openpyxl.utils import get_column_letter

        wanted = "checks" if column.target.startswith(CHECKS) else column.target
        if column.field is not None and column.field.type == "yes_no":
            wanted = "yes_no"
        for number, (name, values) in enumerate(self._columns, 1):
            if name == wanted and values:
                letter = get_column_letter(number)
                return f"'{CHOICES}'!${letter}$1:${letter}${len(values)}"
        return ""
