"""Sheets of a workbook, straight from its XML: cells, dates, merged ranges, what is hidden.

openpyxl's reader leaves out merged ranges when it reads row by row, and keeps an object a cell when it does
not; a ledger needs the ranges and only the values.
"""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from posixpath import join, normpath
from typing import IO, Any
from xml.etree.ElementTree import Element, iterparse

from PySide6.QtCore import QCoreApplication

from desktop.ledgers.archive import DAMAGED, Archive, opened
from desktop.ledgers.errors import DamagedWorkbookError
from desktop.ledgers.sheets import Cell, LedgerSheet, Merge
from desktop.ledgers.watch import Progress, unwatched

translate = QCoreApplication.translate

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?")
_LOCAL_DATES = frozenset((*range(27, 37), *range(50, 59)))
"""Formats without a code that Chinese Excel shows as dates."""
WIDEST, LONGEST = 500, 300_000
"""Columns and rows that are looked at; a sheet that was coloured to its end has 16,384 and a million."""
_STEP = 256
"""Rows between two words about how far it is."""
_FIRST_DAY, _LAST_SERIAL = datetime(1899, 12, 30), 2_958_465


def read_workbook(path: Path, progress: Progress = unwatched) -> list[LedgerSheet]:
    """All sheets of cells, in order, the hidden ones too.

    Raises:
        LedgerRefusedError: the file is none that may be opened, or cannot be read.
        StoppedError: `progress` raised it.
    """
    with opened(path) as archive:
        try:
            return list(_Book(archive, progress).sheets())
        except DAMAGED as error:
            raise DamagedWorkbookError(file=path.name, reason=_short(error)) from error


class _Book:
    """What the sheets share: strings, formats, where days begin."""

    def __init__(self, archive: Archive, progress: Progress) -> None:
        self._archive, self._progress = archive, progress
        self._all = max(archive.size("xl/worksheets/", "xl/sharedstrings.xml"), 1)
        self._read = 0
        """Bytes of the parts that are read already."""
        self._tree = archive.tree("xl/workbook.xml")
        self._space = _space(self._tree)
        self._strings = list(self._shared())
        self._dates = self._date_styles()
        self._start = self._first_day()

    def sheets(self) -> Iterator[LedgerSheet]:
        targets = self._targets()
        for sheet in self._tree.iter(f"{self._space}sheet"):
            relation = sheet.get(_RELATION) or sheet.get(_STRICT_RELATION) or ""
            name = targets.get(relation, "")
            if "worksheets/" in name and self._archive.has(name):
                yield self._sheet(name, sheet.get("name", ""), sheet.get("state", "visible") != "visible")

    def _targets(self) -> dict[str, str]:
        tree = self._archive.tree("xl/_rels/workbook.xml.rels")
        found = {}
        for relation in tree:
            target = relation.get("Target", "")
            name = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
            found[relation.get("Id", "")] = name
        return found

    def _shared(self) -> Iterator[str]:
        if not self._archive.has("xl/sharedStrings.xml"):
            return
        with self._archive.open("xl/sharedStrings.xml") as part:
            for number, (_, item) in enumerate(iterparse(part)):
                if item.tag.endswith("}si"):
                    yield _joined(item)
                    item.clear()
                if not number % _STEP:
                    self._tell(part)
            self._read += part.tell()

    def _date_styles(self) -> frozenset[str]:
        """Indices of cell styles that show a number as a date."""
        if not self._archive.has("xl/styles.xml"):
            return frozenset()
        from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

        tree = self._archive.tree("xl/styles.xml")
        space = _space(tree)
        codes: dict[int, str] = dict(BUILTIN_FORMATS)
        for made in tree.iter(f"{space}numFmt"):
            codes[int(made.get("numFmtId", "0"))] = made.get("formatCode", "")
        styles = tree.find(f"{space}cellXfs")
        numbers = [int(style.get("numFmtId", "0")) for style in styles] if styles is not None else []
        return frozenset(
            str(index)
            for index, number in enumerate(numbers)
            if number in _LOCAL_DATES or is_date_format(codes.get(number, ""))
        )

    def _first_day(self) -> datetime:
        properties = self._tree.find(f"{self._space}workbookPr")
        is_mac = properties is not None and properties.get("date1904") in ("1", "true")
        return datetime(1904, 1, 1) if is_mac else _FIRST_DAY

    def _sheet(self, part: str, name: str, is_hidden: bool) -> LedgerSheet:
        rows: list[list[Cell]] = []
        merges: list[Merge] = []
        problems: list[str] = []
        row_tag, merge_tag = f"{self._space}row", f"{self._space}mergeCell"
        with self._archive.open(part) as file:
            for _, element in iterparse(file):
                tag = element.tag
                if tag == row_tag:
                    self._take_row(element, rows, problems)
                    element.clear()
                    if not len(rows) % _STEP:
                        self._tell(file)
                elif tag == merge_tag:
                    merges += _merge(element.get("ref", ""))
            self._read += file.tell()
        while rows and not rows[-1]:
            rows.pop()
        return LedgerSheet(name, rows, tuple(merges), is_hidden, tuple(problems))

    def _tell(self, part: IO[bytes]) -> None:
        self._progress((self._read + part.tell()) / self._all)

    def _take_row(self, element: Element, rows: list[list[Cell]], problems: list[str]) -> None:
        number = int(element.get("r") or len(rows) + 1)
        if number > LONGEST:
            if not problems and len(element):
                text = translate("ledger", "rows after {most} were not read")
                problems.append(text.format(most=LONGEST))
            return
        while len(rows) < number - 1:
            rows.append([])
        rows.append(self._cells(element))

    def _cells(self, row: Element) -> list[Cell]:
        cells: list[Cell] = []
        end = 0
        for element in row:
            place = element.get("r")
            column = _column(place) if place else len(cells)
            if column >= WIDEST:
                break
            value = self._value(element)
            if value is None:
                continue
            while len(cells) < column:
                cells.append(None)
            cells.append(value)
            end = len(cells)
        return cells[:end]

    def _value(self, element: Element) -> Cell:
        kind = element.get("t", "n")
        if kind == "inlineStr":
            return _joined(element) or None
        text, formula = None, None
        for child in element:
            if child.tag.endswith("}v"):
                text = child.text
            elif child.tag.endswith("}f"):
                formula = child.text
        if text is None:
            return f"={formula}" if formula else None
        return _KINDS[kind](self, text) if kind != "n" else self._number(text, element.get("s", "0"))

    def _number(self, text: str, style: str) -> Cell:
        try:
            value: int | float = int(text)
        except ValueError:
            value = float(text)
            value = int(value) if value.is_integer() and abs(value) < 1e15 else value
        if style in self._dates and 1 <= value <= _LAST_SERIAL:
            return self._start + timedelta(milliseconds=round(value * 86_400_000))
        return value

    def _string(self, text: str) -> Cell:
        return self._strings[int(text)] or None


_KINDS: dict[str, Callable[[Any, str], Cell]] = {
    "s": _Book._string,
    "str": lambda _, text: _unescaped(text) or None,
    "b": lambda _, text: text == "1",
    "e": lambda _, text: text,
    "d": lambda _, text: datetime.fromisoformat(text).replace(tzinfo=None),
}


def _joined(item: Element) -> str:
    """The text of a string: all its runs, but not how its characters are pronounced."""
    if len(item) == 1 and item[0].tag.endswith("}is"):
        item = item[0]
    if len(item) == 1 and not len(item[0]):  # nearly all strings are one run
        only = item[0]
        return _unescaped(only.text or "") if only.tag.endswith("}t") else ""
    return _unescaped("".join(_runs(item)))


def _runs(item: Element) -> Iterator[str]:
    for child in item:
        if child.tag.endswith("}t"):
            yield child.text or ""
        elif child.tag.endswith(("}r", "}is")):
            yield from _runs(child)


def _unescaped(text: str) -> str:
    """`_x000D_` is a character that XML cannot hold."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


_COLUMNS: dict[str, int] = {}


def _column(place: str) -> int:
    letters = place.rstrip("0123456789")
    found = _COLUMNS.get(letters)
    if found is None:
        found = 0
        for letter in letters:
            found = found * 26 + ord(letter) - 64
        found = _COLUMNS[letters] = found - 1
    return found


def _merge(text: str) -> Iterator[Merge]:
    found = _RANGE.fullmatch(text)
    if found is not None and found[3]:
        yield Merge(int(found[2]) - 1, _column(found[1]), int(found[4]) - 1, _column(found[3]))


def _space(tree: Element) -> str:
    return _STRICT if tree.tag.startswith(_STRICT) else _MAIN


def _short(error: Exception) -> str:
    return str(error).splitlines()[0][:100] if str(error) else type(error).__name__
