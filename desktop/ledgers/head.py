"""The header of a ledger: where it is, how many lines it has, and what stands above it."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.ledgers.sheets import Cell, LedgerSheet, cell, text_of
from desktop.ledgers.values import CellError, day

_LOOKED_AT, _MOST_LINES, _LONGEST_WORD = 40, 3, 40
_DATED = re.compile(
    r"(?:填报|上报|报送|统计|制表|更新|导出|截至|截止)?(?:日期|时间|日)?\s*[:：]?\s*(\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?)"
)
_MONTHLY = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月")


@dataclass(frozen=True, slots=True)
class LedgerHead:
    """`row` counts from 0; `names` are one a column, `parts` the lines that each is made of."""

    row: int
    lines: int
    names: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]
    above: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()
    """All of `parts`."""

    @property
    def first(self) -> int:
        """The first row of the body."""
        return self.row + self.lines

    def repeats(self, cells: Sequence[Cell]) -> bool:
        """Whether a row is the header once more, as where printed pages were joined."""
        if any(value is not None and _word(value) not in self.words for value in cells):
            return False  # nearly every row, at its first cell
        texts = [_word(value) for value in cells]
        lasts = [parts[-1] if parts else "" for parts in self.parts]
        firsts = [parts[0] if parts else "" for parts in self.parts]
        named = [text for text in texts if text]
        return len(named) >= 2 and (texts == lasts[: len(texts)] or texts == firsts[: len(texts)])


def find_head(sheet: LedgerSheet, knows: Callable[[str], bool]) -> LedgerHead | None:
    """The header: the row with most words that are known; None where no row has two.

    Args:
        knows: whether a word is one that stands above columns of such ledgers.
    """
    counts = Counter[int]()
    for number, row in enumerate(sheet.rows[:_LOOKED_AT]):
        words = {_word(value) for value in row if isinstance(value, str)}
        counts[number] = sum(1 for word in words if word and len(word) <= _LONGEST_WORD and knows(word))
    best = max(counts, key=lambda number: (counts[number], -number), default=0)
    if counts[best] < 2:
        return None
    while best > 0 and _goes_on(sheet, best - 1, best):
        best -= 1
    lines = 1
    while lines < _MOST_LINES and _goes_on(sheet, best + lines - 1, best + lines):
        lines += 1
    return _head(sheet, best, lines)


def written_on(head: LedgerHead, sheet: LedgerSheet) -> date | None:
    """The ledger's own date, from the texts above its header: its day, or the end of its month."""
    texts = [*reversed(head.above), sheet.name]
    for text in texts:
        if found := _DATED.search(text):
            try:
                value = day(found[1], date(2000, 1, 1)).value
            except CellError:
                continue
            if isinstance(value, date):
                return value
    for text in texts:
        if found := _MONTHLY.search(text):
            try:
                value = day(f"{found[1]}年{found[2]}月底", date(2000, 1, 1)).value
            except CellError:
                continue
            return value if isinstance(value, date) else None
    return None


def _head(sheet: LedgerSheet, row: int, lines: int) -> LedgerHead:
    width = max(len(sheet.rows[number]) for number in range(row, row + lines))
    grid = [[_word(cell(sheet.rows, row + line, column)) for column in range(width)] for line in range(lines)]
    for line in range(lines - 1):
        _spread(grid, line, {m.left: m.right for m in sheet.merges if m.top == row + line})
    parts = tuple(
        tuple(dict.fromkeys(filter(None, (line[column] for line in grid)))) for column in range(width)
    )
    above = [text_of(value) for cells in sheet.rows[:row] for value in cells if value is not None]
    words = frozenset(word for lines_of in parts for word in lines_of)
    return LedgerHead(row, lines, tuple(_unique(parts)), parts, tuple(above), words)


def _spread(grid: list[list[str]], line: int, merged: dict[int, int]) -> None:
    """A group's name stands above each of its columns; unmerged, as far as a lower line goes on."""
    last, end = "", -1
    for column, word in enumerate(grid[line]):
        if word:
            last, end = word, merged.get(column, -1 if merged else len(grid[line]))
        elif column <= end and (merged or grid[line + 1][column]):
            grid[line][column] = last
        else:
            last, end = "", -1


def _goes_on(sheet: LedgerSheet, upper: int, lower: int) -> bool:
    """Whether `lower` is a further line of a header whose line above is `upper`."""
    if lower >= len(sheet.rows) or not any(sheet.rows[upper]) or not any(sheet.rows[lower]):
        return False
    above, below = sheet.rows[upper], sheet.rows[lower]
    if any(value is not None and not _is_word(value) for value in (*above, *below)):
        return False
    if len([value for value in above if value is not None]) < 2:
        return False
    grows = False
    for column in range(max(len(above), len(below))):
        here, under = cell(sheet.rows, upper, column), cell(sheet.rows, lower, column)
        if under is None:
            continue
        if here is None:
            grows = True
        elif cell(sheet.rows, upper, column + 1) is not None or cell(sheet.rows, lower, column + 1) is None:
            return False
    return grows


def _is_word(value: Cell) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST_WORD and not value.strip().isdecimal()


def _word(value: Cell) -> str:
    return "".join(text_of(value).split())


def _unique(parts: Sequence[tuple[str, ...]]) -> list[str]:
    """One name a column: its lowest line, or all lines where that is there twice; then with its number."""
    lasts = Counter(lines[-1] if lines else "" for lines in parts)
    names: list[str] = []
    for number, lines in enumerate(parts, 1):
        name = lines[-1] if lines else ""
        if not name or lasts[name] > 1:
            name = "/".join(lines)
        names.append(name if name and name not in names else f"{name}#{number}")
    return names
