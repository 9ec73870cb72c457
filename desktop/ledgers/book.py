"""What all workbooks that are written share: whole files, harmless texts, names that spreadsheets take."""

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from desktop.dump import CannotWriteError
from desktop.ledgers.sheets import Cell
from desktop.ledgers.words import for_xml, harmless
from widgets.files import write_whole

REASON = "原因"
"""Head of the column with the reason in books of refused rows."""
_LONGEST_NAME = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_DATE, _MOMENT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"


def save(book: Any, path: Path) -> Path:
    """Write an openpyxl workbook whole.

    Raises:
        CannotWriteError
    """
    content = BytesIO()
    book.save(content)
    try:
        write_whole(path, content.getvalue())
    except OSError as error:
        raise CannotWriteError(path=path, reason=error.strerror or str(error)) from error
    return path


def sheet_name(text: str) -> str:
    """A name that spreadsheets take."""
    return text.translate(_FORBIDDEN).strip(" '")[:_LONGEST_NAME] or "Sheet1"


def styled(page: Any, value: Cell) -> Any:
    """A cell of a write-only sheet: a text that runs nowhere, a date that looks like one."""
    from openpyxl.cell import WriteOnlyCell

    if isinstance(value, str):
        value = for_xml(harmless(value))
    made = WriteOnlyCell(page, value)
    if isinstance(value, datetime):
        made.number_format = _MOMENT if value.hour or value.minute else _DATE
    return made
