"""Rows of a ledger under its mapping: values, what could not be read, and what was passed over."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication

from desktop.ledgers.parsers import ColumnParser, Context, parser
from desktop.ledgers.profile import CHECKS, IGNORE, NOTE, ColumnUse
from desktop.ledgers.propose import SheetProposal
from desktop.ledgers.sheets import Cell, filled_down, text_of
from desktop.ledgers.values import CellError, person_and_phone
from desktop.ledgers.watch import Progress, unwatched
from desktop.ledgers.words import meant, person_name, tidy

translate = QCoreApplication.translate

_TOTALS = re.compile(r"^(合计|总计|小计|共计|累计)")
_REMARKS = re.compile(
    r"^(备注|注|说明|填表说明|填表人|填报人|制表人|审核人?|负责人签字|单位负责人|联系人)\s*[:：]"
)
_SAME = frozenset(["同上", "〃", "″", "同前", "同左", "上同"])
_LONGEST_SAME = 6
"""With spaces between the characters."""
_STEP = 256
"""Rows between two words about how far it is."""
_UNIT_TARGETS = ("county", "unit", "village")
BETWEEN = "；"
"""Between parts of a note."""


@dataclass(frozen=True, slots=True)
class CellProblem:
    """Why a cell was not taken."""

    header: str
    value: str
    reason: str

    def __str__(self) -> str:
        quoted = f"“{self.value[:40]}”" if self.value else ""
        return f"{self.header}{quoted}: {self.reason}" if self.header else self.reason


@dataclass(slots=True)
class LedgerRow:
    """One row. `values` by target hold what is filled in; `cells` stand as they were, 同上 resolved.

    `extras`: what has no home, or says more than its value, for the note. `seen`: the clock of the site when
    our own form was written, None in others' ledgers.
    """

    sheet: str
    line: int
    cells: list[Cell]
    values: dict[str, Any] = field(default_factory=dict)
    given: dict[str, Cell] = field(default_factory=dict)
    """The cells by target; empty ones too."""
    problems: dict[str, CellProblem] = field(default_factory=dict)
    checks: dict[str, bool] = field(default_factory=dict)
    check_day: date | None = None
    extras: list[str] = field(default_factory=list)
    code: str = ""
    seen: int | None = None

    @property
    def is_own(self) -> bool:
        """Whether the row came home from a workbook of ours."""
        return bool(self.code) and self.seen is not None

    @property
    def is_check_only(self) -> bool:
        """Whether the row speaks of a visit and of nothing else: a sheet of checks beside one of sites."""
        return self.is_own and "name" not in self.given


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is no site: a total, a note, the header once more."""

    sheet: str
    line: int
    text: str


@dataclass(slots=True)
class ReadLedger:
    """All rows of a sheet."""

    proposal: SheetProposal
    rows: list[LedgerRow] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


def read_rows(proposal: SheetProposal, context: Context, progress: Progress = unwatched) -> ReadLedger:
    """Read a sheet's rows; nothing is compared with the record yet.

    Raises:
        StoppedError: `progress` raised it.
    """
    return _Reader(proposal, context).read(progress)


class _Reader:
    """One sheet on its way."""

    def __init__(self, proposal: SheetProposal, context: Context) -> None:
        self._proposal, self._context = proposal, context
        self._head, self._sheet = proposal.head, proposal.sheet
        uses = {use.header: use for use in proposal.profile.columns}
        self._columns: list[tuple[int, ColumnUse, ColumnParser]] = []
        self._at: dict[str, int] = {}
        for number, name in enumerate(self._head.names):
            use = uses.get(name)
            if use is not None and use.target != IGNORE and self._head.parts[number]:
                self._columns.append((number, use, parser(use, context)))
                self._at.setdefault(use.target, number)
        self._above: dict[int, Cell] = {}
        self._note = self._note_header()

    def read(self, progress: Progress) -> ReadLedger:
        result = ReadLedger(self._proposal)
        for number, cells in filled_down(self._sheet, self._head.first):
            if not number % _STEP:
                progress(number / len(self._sheet.rows))
            if not any(value is not None and value != "" for value in cells):
                continue
            if reason := self._passed_over(cells):
                result.skipped.append(Skipped(self._sheet.name, number + 1, reason))
                continue
            result.rows.append(self._row(number + 1, cells))
        return result

    def _passed_over(self, cells: Sequence[Cell]) -> str:
        """What stands in a row that is no site; "" of a site."""
        if self._text(cells, "code") and self._text(cells, "seen"):
            return ""
        filled = [text_of(value).strip() for value in cells if value is not None]
        first = filled[0] if filled else ""
        name = self._text(cells, "name")
        if _TOTALS.match("".join(first.split())) or _TOTALS.match(name):
            return " ".join(filled)[:80]
        if len(filled) <= 2 and (_REMARKS.match(first) or (len(filled) == 1 and not name)):
            return first[:80]
        return first[:80] if self._head.repeats(cells) else ""

    def _row(self, line: int, cells: list[Cell]) -> LedgerRow:
        row = LedgerRow(self._sheet.name, line, list(cells))
        row.code = tidy(meant(self._text(cells, "code")))
        seen = self._text(cells, "seen")
        row.seen = int(seen) if seen.isascii() and seen.isdecimal() else None
        self._resolve_same(row)
        for number, use, parse in self._columns:
            self._take(row, use, parse, row.cells[number] if number < len(row.cells) else None)
        self._take_unit(row)
        self._take_name(row)
        for key, value in self._proposal.profile.fixed.items():
            row.values.setdefault(f"fields.{key}", value)
        return row

    def _resolve_same(self, row: LedgerRow) -> None:
        """同上 is what stands above it, however far up it was written."""
        cells, count, is_own = row.cells, len(row.cells), row.is_own
        for number, use, _ in self._columns:
            value = cells[number] if number < count else None
            if value is None:
                continue
            if not is_own and isinstance(value, str) and _is_same(value):
                if number in self._above:
                    row.cells[number] = self._above[number]
                else:
                    reason = translate("ledger", "nothing stands above it")
                    row.problems[use.target] = CellProblem(use.header, value, reason)
                    row.cells[number] = None
            else:
                self._above[number] = value

    def _take(self, row: LedgerRow, use: ColumnUse, parse: ColumnParser, cell: Cell) -> None:
        target = use.target
        if target in ("code", "seen"):
            return
        is_home = target != NOTE or use.header == self._note
        if is_home:
            row.given[target] = cell
        if cell is None or target in _UNIT_TARGETS:
            return
        if not is_home:
            row.extras.append(_extra(use.header, cell))
        elif target == "person_phone":
            self._take_person(row, text_of(cell))
        else:
            self._take_value(row, use, cell, parse)

    def _take_value(self, row: LedgerRow, use: ColumnUse, cell: Cell, parse: ColumnParser) -> None:
        judged = parse(cell)
        if judged.problem:
            row.problems[use.target] = CellProblem(use.header, text_of(cell), judged.problem)
            return
        if not judged.exact:
            row.extras.append(_extra(use.header, cell))
        if judged.value is None:
            return
        if use.target.startswith(CHECKS):
            row.checks[use.target.removeprefix(CHECKS)] = judged.value
        elif use.target == "check_day":
            row.check_day = judged.value
        elif use.target == "person" and "phone" not in self._at and not row.is_own:
            self._take_person(row, str(judged.value))
        else:
            row.values[use.target] = judged.value

    def _take_person(self, row: LedgerRow, text: str) -> None:
        name, phone = person_and_phone(meant(text))
        if name:
            row.values.setdefault("person", person_name(name))
        if phone:
            row.values.setdefault("phone", phone)

    def _take_unit(self, row: LedgerRow) -> None:
        """County, township and village lead one to the other; the lowest is the site's unit."""
        within, found = self._context.county, ""
        for target in _UNIT_TARGETS:
            text = tidy(meant(text_of(row.given.get(target))))
            if not text:
                continue
            try:
                found = self._context.units.code(text, within)
            except CellError as error:
                header = self._head.names[self._at[target]]
                row.problems["unit"] = CellProblem(header, text, str(error))
                return
            within = found
        if found:
            row.values["unit"] = found

    def _take_name(self, row: LedgerRow) -> None:
        if row.values.get("name") or not self._proposal.profile.name_from:
            return
        names = list(self._head.names)
        places = [names.index(header) for header in self._proposal.profile.name_from if header in names]
        parts = [tidy(text_of(row.cells[at])) for at in places if at < len(row.cells)]
        if name := " ".join(part for part in parts if part):
            row.values["name"] = name

    def _note_header(self) -> str:
        """Of several columns for the note, the one that is the note itself."""
        named = (use.header for _, use, _ in self._columns if use.target == NOTE and _is_note(use.header))
        return next(named, "")

    def _text(self, cells: Sequence[Cell], target: str) -> str:
        at = self._at.get(target)
        return text_of(cells[at]).strip() if at is not None and at < len(cells) else ""


def _is_same(text: str) -> bool:
    return len(text) <= _LONGEST_SAME and "".join(text.split()) in _SAME


def _extra(header: str, cell: Cell) -> str:
    return f"{header}: {tidy(meant(text_of(cell)))}"


def _is_note(header: str) -> bool:
    return any(word in header for word in ("备注", "说明", "note", "Note"))


def all_rows(ledgers: Sequence[ReadLedger]) -> Iterator[LedgerRow]:
    """The rows of all sheets, in order."""
    for ledger in ledgers:
        yield from ledger.rows
