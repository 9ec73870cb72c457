"""How a workbook of ours is known when it comes home: a hidden sheet holds the meaning of its columns."""

from collections.abc import Sequence
from typing import Any

from desktop.ledgers.profile import LedgerProfile, from_toml, to_toml
from desktop.ledgers.sheets import LedgerSheet
from desktop.ledgers.words import for_xml

MARK = "qingkong"
ORDERS, GUIDE, CHOICES = "交办单", "填写说明", "选项"
BESIDE = (ORDERS, GUIDE, CHOICES, MARK)
"""Sheets of our workbooks that hold no sites."""
_LINE = 30_000
"""Characters a cell; it holds 32,767."""


def add_mark(book: Any, profile: LedgerProfile) -> None:
    """Put the hidden sheet into an openpyxl workbook."""
    page = book.create_sheet(MARK)
    page.sheet_state = "veryHidden"
    text = to_toml(profile)
    for at in range(0, len(text), _LINE):
        page.append([for_xml(text[at : at + _LINE])])


def mark_in(sheets: Sequence[LedgerSheet]) -> LedgerProfile | None:
    """The mapping that a workbook carries; None of others' workbooks, and of a mark that was damaged."""
    for sheet in sheets:
        if sheet.name != MARK:
            continue
        text = "".join(str(row[0]) for row in sheet.rows if row and row[0] is not None)
        try:
            return from_toml(text)
        except ValueError:
            continue
    return None
