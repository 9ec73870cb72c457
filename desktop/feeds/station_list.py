"""Lists of stations: `code,name,level,unit,lon,lat,datum,mn,pw`, or the national platform's Chinese header.

A column that the file does not have leaves what is stored; an empty cell of a column that it has clears it.
Coordinates are kept as given, with the datum they were given in: nothing is converted here.
"""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication
from sqlalchemy.orm import Session

from db.commands.stations import LEVELS, StationRow
from db.queries import stations as queries
from db.queries import units
from desktop.feeds import cells
from desktop.feeds.cells import BadCellError
from desktop.feeds.textfiles import Problem, TextTable, UnknownLayoutError

translate = QCoreApplication.translate

COLUMNS = ("code", "name", "level", "unit", "lon", "lat", "datum", "mn", "pw")
DATUMS = ("WGS-84", "GCJ-02", "BD-09", "CGCS2000")

_SYNONYMS = {"监测点编码": "code", "监测点名称": "name", "经度": "lon", "纬度": "lat"}
_FIELDS = {"unit": "unit_code", "pw": "password"}
_LENGTHS = {"code": 32, "name": 200, "mn": 32, "pw": 32}
# a box around China: beyond it a coordinate is wrong, or longitude and latitude are swapped
_BOX = {"lon": (73.0, 136.0), "lat": (3.0, 54.0)}
_CHUNK = 1_000


def read(session: Session, table: TextTable) -> tuple[list[StationRow], list[Problem]]:
    """The good rows of a list, ready to be saved, and what was refused.

    Raises:
        UnknownLayoutError: there is no column with the stations' codes.
    """
    reader = _Rows(session, table)
    rows: list[StationRow] = []
    for chunk in table.chunks(_CHUNK):
        reader.problems += chunk.problems
        for line, cells_of_row in zip(chunk.lines, chunk.rows, strict=True):
            row = reader.row(line, cells_of_row)
            if row is not None:
                rows.append(row)
    return rows, reader.problems


class _Rows:
    """Judges rows one by one, remembering what must be unique."""

    def __init__(self, session: Session, table: TextTable) -> None:
        self.problems: list[Problem] = []
        self._table = table
        self._places = self._columns()
        self._units = {unit.code for unit in units.units(session)}
        self._stored = {station.code: station for station in queries.stations(session, passwords=True)}
        self._lines: dict[tuple[str, str], int] = {}

    def row(self, line: int, row: list[str]) -> StationRow | None:
        """The station of a row, None if it is refused."""
        text = ",".join(row)
        width = len(self._table.header)
        if len(row) != width and (len(row) < width or any(row[width:])):
            reason = translate("cell", "{found} columns, the header has {width}")
            reason = reason.format(found=len(row), width=width)
            self.problems.append(self._table.problem(line, reason, row_text=text))
            return None
        values: dict[str, Any] = {}
        for name, place in self._places.items():
            try:
                values[name] = self._value(name, row[place].strip())
            except BadCellError as error:
                self._refuse(line, name, row[place], str(error), text)
                return None
        return self._station(line, values, text)

    def _station(self, line: int, values: dict[str, Any], text: str) -> StationRow | None:
        """Checks across cells and rows."""
        if ("lon" in values or "lat" in values) and (values.get("lon") is None) != (
            values.get("lat") is None
        ):
            self._refuse(line, "lon", "", "only one of longitude and latitude", text)
            return None
        for name in ("code", "mn"):
            value = values.get(name)
            first = self._lines.setdefault((name, value), line) if value else line
            if first != line:
                self._refuse(line, name, str(value), _same(name, first), text)
                return None
        return self._merged(values)

    def _merged(self, values: Mapping[str, Any]) -> StationRow:
        code = values["code"]
        fields: dict[str, Any] = {"name": code}
        stored = self._stored.get(code)
        if stored is not None:
            names = ("name", "level", "unit_code", "lon", "lat", "datum", "mn", "password")
            fields = {name: getattr(stored, name) for name in names}
        fields |= {_FIELDS.get(name, name): value for name, value in values.items()}
        fields["name"] = fields["name"] or code
        return StationRow(**fields)

    def _value(self, name: str, text: str) -> Any:
        if name in _BOX:
            return _degrees(text, *_BOX[name])
        if name == "level":
            return _one_of(text.lower(), LEVELS) or "unknown"
        if name == "datum":
            return _one_of(text, DATUMS)
        if name == "unit":
            return _one_of(text, self._units, translate("cell", "no such unit"))
        return _text(name, text)

    def _columns(self) -> dict[str, int]:
        """Column -> place; those that are not known are reported."""
        places: dict[str, int] = {}
        for place, title in enumerate(self._table.header):
            name = _SYNONYMS.get(title, title.lower())
            if name in COLUMNS and name not in places:
                places[name] = place
            elif title:
                reason = translate("cell", "unknown column")
                if name in places:
                    reason = translate("cell", "column appears twice")
                line = self._table.header_line
                self.problems.append(self._table.problem(line, reason, column=title, kind="column"))
        if "code" not in places:
            raise UnknownLayoutError(file=self._table.path.name, header=",".join(self._table.header))
        return places

    def _refuse(self, line: int, column: str, value: str, reason: str, text: str) -> None:
        problem = self._table.problem(line, reason, column=column, value=value, row_text=text, kind="station")
        self.problems.append(problem)


def _same(name: str, line: int) -> str:
    return translate("cell", "the same {name} as in line {line}").format(name=name, line=line)


def _text(name: str, text: str) -> str | None:
    if name == "code" and not text:
        raise BadCellError(translate("cell", "no code"))
    if len(text) > _LENGTHS[name] or not text.isprintable():
        reason = translate("cell", "longer than {most} characters, or not text")
        raise BadCellError(reason.format(most=_LENGTHS[name]))
    return text or None


def _one_of(text: str, known: Any, reason: str = "") -> str | None:
    if not text:
        return None
    if text not in known:
        text = translate("cell", "not one of {known}").format(known=", ".join(known))
        raise BadCellError(reason or text)
    return text


def _degrees(text: str, low: float, high: float) -> float | None:
    value = cells.number(text)
    if value is not None and not low <= value <= high:
        reason = translate("cell", "not between {low} and {high} degrees")
        raise BadCellError(reason.format(low=f"{low:g}", high=f"{high:g}"))
    return value
