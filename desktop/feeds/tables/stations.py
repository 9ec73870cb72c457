"""Which station a table means: by code, by name, or by what the profile says of it."""

import unicodedata
from collections.abc import Iterable, Mapping

from sqlalchemy.orm import Session

from db.queries import stations as queries
from desktop.feeds import cells
from desktop.feeds.cells import BadCellError, Column, translate
from desktop.feeds.tables.profile import TableProfile

Names = Mapping[str, tuple[str, ...]]


class StationBook:
    """The record's stations by code and by name; several may have one name."""

    def __init__(self, stations: Iterable[tuple[str, str, str]] = ()) -> None:
        """Args: stations: code, name, county."""
        self.codes: dict[str, str] = {}
        self._names: dict[str, list[str]] = {}
        for code, name, county in stations:
            self.codes[code.casefold()] = code
            for known in {_plain(name), _plain(county + name)}:
                self._names.setdefault(known, []).append(code)

    def codes_of(self, text: str) -> list[str]:
        """Codes of the stations that a text can mean."""
        code = self.codes.get(text.casefold())
        return [code] if code is not None else self._names.get(_plain(text), [])


def known_stations(session: Session) -> StationBook:
    """The stations of the record."""
    found = queries.stations(session)
    return StationBook((one.code, one.name, one.county_name or "") for one in found)


_TOTALS = {
    "合计", "总计", "小计", "平均", "均值", "平均值", "最大值", "最小值", "最大", "最小",
    "total", "mean", "average", "max", "min",
}  # fmt: skip
"""What stands in the station's column of a line below a table."""


class UnknownStationError(BadCellError):
    """The record has no such station."""


class StationColumn(Column):
    """Text -> code of a station; `unknown` gathers, in order, what is no station of the record."""

    def __init__(self, profile: TableProfile, book: StationBook | None) -> None:
        super().__init__(self._code)
        self.unknown: dict[str, None] = {}
        self._book, self._own = book, {_plain(word): code for word, code in profile.stations}
        self._registers = profile.new_stations == "register" or book is None
        self._as_code = cells.codes()

    def _code(self, text: str) -> str:
        name = self._own.get(_plain(text), text)
        if not name:
            raise BadCellError(translate("cell", "no station"))
        found = self._book.codes_of(name) if self._book is not None else []
        if len(found) == 1:
            return found[0]
        if found:
            problem = translate(
                "cell", "several stations have this name: {codes}; name the one in the profile"
            )
            raise BadCellError(problem.format(codes=", ".join(found)))
        if _plain(name) in _TOTALS:
            raise BadCellError(translate("cell", "a total or mean of the table, not a station"))
        if self._registers:
            return str(self._as_code[name])
        raise UnknownStationError(translate("cell", "no station of the record has this code or name"))


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()
