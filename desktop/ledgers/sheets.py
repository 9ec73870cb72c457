"""What a ledger is made of once its file is open: sheets of cells, with what was merged and hidden."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, TypeAlias

Cell: TypeAlias = str | int | float | bool | datetime | None


class Merge(NamedTuple):
    """A merged range; rows and columns count from 0, the ends belong to it."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class LedgerSheet:
    """A sheet; row `i` of `rows` is line `i + 1`. Rows end with their last full cell."""

    name: str
    rows: Sequence[list[Cell]]
    merges: tuple[Merge, ...] = ()
    is_hidden: bool = False
    problems: tuple[str, ...] = field(default=())
    """What of the sheet could not be read."""

    @property
    def width(self) -> int:
        """Columns of the widest row."""
        return max((len(row) for row in self.rows), default=0)


def filled_down(sheet: LedgerSheet, first: int) -> Iterator[tuple[int, list[Cell]]]:
    """The rows from `first` on, with cells that were merged downwards in each row they stand for."""
    down: dict[int, list[tuple[int, Cell]]] = {}
    for merge in sheet.merges:
        if merge.top >= first and merge.bottom > merge.top and merge.left == merge.right:
            value = cell(sheet.rows, merge.top, merge.left)
            for below in range(merge.top + 1, min(merge.bottom, len(sheet.rows) - 1) + 1):
                down.setdefault(below, []).append((merge.left, value))
    for number in range(first, len(sheet.rows)):
        row = sheet.rows[number]
        for column, value in down.get(number, ()):
            row = _with(row, column, value)
        yield number, row


def cell(rows: Sequence[list[Cell]], row: int, column: int) -> Cell:
    """The cell there; None beyond the last."""
    if row >= len(rows) or column >= len(rows[row]):
        return None
    return rows[row][column]


def text_of(value: Cell) -> str:
    """A cell as somebody would write it; a number exactly, a phone number without its point."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        moment = value.replace(microsecond=0)
        return moment.strftime("%Y-%m-%d") if not (value.hour or value.minute) else moment.isoformat(" ")
    return str(value)


def _with(row: list[Cell], column: int, value: Cell) -> list[Cell]:
    longer = [*row, *([None] * (column + 1 - len(row)))]
    if longer[column] is None:
        longer[column] = value
    return longer
