"""A ledger's sheets from its file: a workbook, or a CSV in UTF-8 or GB18030."""

import csv
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from desktop.feeds.textfiles import EmptyFileError, open_text
from desktop.ledgers.archive import require_file
from desktop.ledgers.errors import NoSuchSheetError, UnknownKindError
from desktop.ledgers.sheets import Cell, LedgerSheet
from desktop.ledgers.watch import Progress, unwatched
from desktop.ledgers.xlsx import LONGEST, WIDEST, read_workbook

translate = QCoreApplication.translate

_BOOKS = (".xlsx", ".xlsm", ".xltm", ".xlsb", ".xlam", ".xls", ".xlt", ".et", ".xltx")
_TEXTS = (".csv", ".txt", ".tsv")


def read_sheets(path: Path, names: Sequence[str] = ()) -> list[LedgerSheet]:
    """The sheets that are not empty; of a workbook those named, or all that are not hidden.

    Raises:
        FileRefusedError: the file cannot be taken, or lacks a sheet.
    """
    return chosen_sheets(path, all_sheets(path), names)


def chosen_sheets(path: Path, sheets: Sequence[LedgerSheet], names: Sequence[str]) -> list[LedgerSheet]:
    """Of all sheets of a file those named, or all that are not hidden; empty ones are left out.

    Raises:
        FileRefusedError: it lacks a sheet, or all are empty.
    """
    known = {sheet.name: sheet for sheet in sheets}
    for name in names:
        if name not in known:
            raise NoSuchSheetError(file=path.name, sheet=name, sheets=", ".join(known) or "-")
    chosen = [known[name] for name in names] or [sheet for sheet in sheets if not sheet.is_hidden]
    found = [sheet for sheet in chosen if any(sheet.rows)]
    if not found:
        raise EmptyFileError(file=path.name)
    return found


def all_sheets(path: Path, progress: Progress = unwatched) -> list[LedgerSheet]:
    """Everything in a file, hidden sheets too.

    Raises:
        FileRefusedError: the file cannot be taken.
        StoppedError: `progress` raised it.
    """
    require_file(path)
    kind = path.suffix.lower()
    if kind in _BOOKS:
        return read_workbook(path, progress)
    if kind not in _TEXTS:
        raise UnknownKindError(file=path.name)
    return [_text(path)]


def _text(path: Path) -> LedgerSheet:
    with open_text(path) as opened:
        first = opened.text.readline()
        opened.text.seek(0)
        separator = max(",\t;", key=first.count) if any(map(first.count, ",\t;")) else ","
        rows: list[list[Cell]] = []
        problems: list[str] = []
        reader = csv.reader(opened.text, delimiter=separator)
        try:
            rows = [_trimmed(row) for row in islice(reader, LONGEST)]
        except csv.Error as error:
            text = translate("ledger", "line {line} is not CSV: {error}")
            problems.append(text.format(line=reader.line_num, error=error))
    return LedgerSheet("", rows, problems=tuple(problems))


def _trimmed(row: list[str]) -> list[Cell]:
    cells: list[Cell] = [cell or None for cell in row[:WIDEST]]
    while cells and cells[-1] is None:
        cells.pop()
    return cells
