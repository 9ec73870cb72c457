"""The selection as a table for the clipboard: what a spreadsheet takes, and nothing it would run."""

from collections.abc import Sequence

from desktop.models.sites import SiteColumn, record
from desktop.site_index.table import SiteTable

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BREAKS = str.maketrans("\t\r\n", "   ")


def tsv(table: SiteTable, columns: Sequence[SiteColumn], rows: Sequence[int]) -> str:
    """Titles and values, cells apart by tabs; a text that would be a formula gets an apostrophe in front."""
    lines = ["\t".join(_cell(column.title) for column in columns)]
    for at in rows:
        row = record(table, at)
        lines.append("\t".join(_cell(column.text(row)) for column in columns))
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    plain = text.translate(_BREAKS)
    return f"'{plain}" if text.startswith(_STARTS_A_FORMULA) else plain
