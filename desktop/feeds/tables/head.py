"""The header of a table: which lines it has, and one name for each column."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from desktop.feeds.tables.source import Row


@dataclass(frozen=True, slots=True)
class Head:
    """Names of the columns; `lines` are what each is made of. `data_row` is the first row below.

    `last_line`: the lowest line of the header, as it stands.
    """

    names: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    data_row: int
    last_line: tuple[str, ...] = ()

    def repeats(self, cells: Sequence[str]) -> bool:
        """Whether a row is the header once more, as where printed pages were joined."""
        last = self.last_line
        # of nearly every row the first cell tells that it is none
        if not last or not cells or " ".join(cells[0].split()) != last[0]:
            return False
        return any(last) and [" ".join(cell.split()) for cell in cells[: len(last)]] == list(last)


def head(rows: Sequence[Row], header_row: int, header_lines: int, width: int = 0) -> Head:
    """The header in these rows, which begin with the file's first.

    Names that are empty or stand there already get `#` and the number of their column. A merged cell of the
    upper line spans the empty ones to its right.

    Args:
        width: columns of a table that has no header.
    """
    if header_row == 0:
        names = tuple(f"#{number}" for number in range(1, width + 1))
        return Head(names, tuple((name,) for name in names), 1)
    chosen = [row.cells for row in rows if header_row <= row.number < header_row + header_lines]
    lines = [[" ".join(cell.split()) for cell in cells] for cells in chosen]
    columns = list(zip_longest(*_spread(lines), fillvalue=""))
    while columns and not any(columns[-1]):
        columns.pop()
    parts = tuple(tuple(dict.fromkeys(filter(None, column))) for column in columns)
    last = tuple(lines[-1][: len(parts)]) if lines else ()
    return Head(tuple(_named(parts)), parts, header_row + header_lines, last)


def _spread(lines: list[list[str]]) -> list[list[str]]:
    """All lines but the last, with merged cells filled in where a lower line goes on."""
    spread = []
    for upper, lower in pairwise(lines):
        filled, last = [], ""
        for cell, below in zip_longest(upper, lower, fillvalue=""):
            last = cell or (last if below else "")
            filled.append(last)
        spread.append(filled)
    return [*spread, *lines[-1:]]


def _named(parts: Sequence[tuple[str, ...]]) -> Iterator[str]:
    texts = [" ".join(lines) for lines in parts]
    counts = Counter[str]()
    for number, text in enumerate(texts, 1):
        counts[text] += 1
        yield text if text and counts[text] == 1 else f"{text}#{number}"
