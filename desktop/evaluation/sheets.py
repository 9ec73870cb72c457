"""A table on its way out: to the clipboard, to a CSV that Excel opens, to XLSX with numbers as numbers."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.dump import CannotWriteError
from desktop.models.figures import FigureColumn
from widgets.files import write_whole

_NAME_LENGTH = 31
"""Excel takes no longer names of sheets."""
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_RISKY = ("=", "+", "-", "@")
"""A text that begins so would be a formula."""
_COLOURS = {"alarm": "C8262B", "muted": "808080"}
"""On paper: above a limit, and what does not count."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A text, or a number with its digits after the point."""

    text: str
    number: float | None = None
    decimals: int = 0
    tone: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with what it stands on: `notes` are printed below the title, one a line."""

    title: str
    notes: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def cells_of(columns: Sequence[FigureColumn[Any]], record: Any) -> tuple[Cell, ...]:
    """A record's cells, numbers where the column has them."""
    return tuple(
        Cell(
            column.text(record).strip(),
            column.number(record) if column.number else None,
            column.decimals,
            column.tone(record) if column.tone else None,
        )
        for column in columns
    )


def tabbed(sheet: Sheet) -> str:
    """For the clipboard: heads and rows, cells parted by tabs, as spreadsheets paste them."""
    rows = [sheet.heads, *(tuple(cell.text for cell in row) for row in sheet.rows)]
    return "\n".join("\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in row) for row in rows)


def write(sheet: Sheet, path: Path) -> Path:
    """Write a sheet; by the ending of the name as XLSX, else as CSV. The file appears when it is whole.

    Raises:
        CannotWriteError: the folder is not there, is full, or may not be written.
    """
    content = _xlsx(sheet) if path.suffix.lower() == ".xlsx" else _csv(sheet)
    try:
        write_whole(path, content)
    except OSError as error:
        raise CannotWriteError(path=path, reason=error.strerror or str(error)) from error
    return path


def _csv(sheet: Sheet) -> bytes:
    """UTF-8 with a mark, so that Excel reads the Chinese."""
    text = io.StringIO()
    writer = csv.writer(text)
    for line in (sheet.title, *sheet.notes):
        writer.writerow([_harmless(line)])
    writer.writerow([head.replace("\n", " ") for head in sheet.heads])
    for row in sheet.rows:
        writer.writerow([_plain(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> str:
    """A number without its marks; a text that is no formula."""
    return _harmless(cell.text) if cell.number is None else f"{cell.number:.{cell.decimals}f}"


def _xlsx(sheet: Sheet) -> bytes:
    from openpyxl import Workbook  # a third of a second that most sessions need not wait for
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    page = book.active
    page.title = (sheet.title.translate(_FORBIDDEN)[:_NAME_LENGTH]).strip() or "Sheet"
    for line in (sheet.title, *sheet.notes):
        page.append([_harmless(line)])
    page["A1"].font = Font(bold=True, size=14)
    page.append(list(sheet.heads))
    top = page.max_row
    for head in page[top]:
        head.font, head.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="center")
    for row in sheet.rows:
        page.append([cell.number if cell.number is not None else _harmless(cell.text) for cell in row])
        for place, cell in zip(page[page.max_row], row, strict=True):
            if cell.number is not None:
                place.number_format = f"0.{'0' * cell.decimals}" if cell.decimals else "0"
            if cell.tone in _COLOURS:
                place.font = Font(color=_COLOURS[cell.tone])
    page.freeze_panes = page.cell(row=top + 1, column=2)
    page.column_dimensions["A"].width = 20
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_RISKY) else text
