"""Names of divisions and departments as ledgers write them -> codes of units."""

import difflib
from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from db.queries.units import UnitRecord
from desktop.ledgers.values import CellError
from desktop.ledgers.words import key

translate = QCoreApplication.translate

_DIVISIONS = ("city", "county", "township", "village")
_VILLAGE_ENDS = (("村民委员会", "村"), ("社区居民委员会", "社区"), ("居民委员会", ""), ("村委会", "村"))
_TOWNSHIP_ENDS = ("街道办事处", "街道", "镇", "乡")


class UnitBook:
    """The units of a record by the names that people use."""

    def __init__(self, units: Iterable[UnitRecord]) -> None:
        self._units = {unit.code: unit for unit in units}
        self._by_name: dict[str, list[str]] = {}
        for unit in self._units.values():
            for name in dict.fromkeys(self._names(unit)):
                self._by_name.setdefault(name, []).append(unit.code)
        self._labels: dict[str, str] = {}
        self._found: dict[tuple[str, str], str] = {}

    def code(self, text: str, within: str = "") -> str:
        """The unit that a text names.

        Args:
            within: code of a division that it lies in, where that is known: a ledger's county, or the
                township beside a village.

        Raises:
            CellError: there is none, or several.
        """
        asked = (text, within)
        if asked not in self._found:
            self._found[asked] = self._search(text, within)
        return self._found[asked]

    def label(self, code: str) -> str:
        """A name that leads back to this unit and to no other; the code where names do not."""
        if code not in self._labels:
            names = self._long_names(code)
            own = next((name for name in names if self._by_name.get(key(name)) == [code]), code)
            self._labels[code] = own
        return self._labels[code]

    def labels(self, kinds: Iterable[str]) -> list[str]:
        """Labels of all units of these kinds, by code."""
        wanted = set(kinds)
        return [self.label(code) for code in sorted(self._units) if self._units[code].kind in wanted]

    def county_in(self, texts: Iterable[str]) -> str:
        """The only county that titles and names of files speak of; "" if none or several."""
        counties = [unit for unit in self._units.values() if unit.kind == "county"]
        for text in texts:
            found = {unit.code for unit in counties if unit.name in text}
            if len(found) == 1:
                return found.pop()
        return counties[0].code if len(counties) == 1 else ""

    def counties(self) -> list[tuple[str, str]]:
        """Code and name of each county, by code."""
        found = [unit for unit in self._units.values() if unit.kind == "county"]
        return [(unit.code, unit.name) for unit in sorted(found, key=lambda unit: unit.code)]

    def county_of(self, code: str) -> str:
        """The county that a unit lies in; "" above counties."""
        return next((one.code for one in self._line(code) if one.kind == "county"), "")

    def is_division(self, code: str) -> bool:
        """Whether it is an official division."""
        return code in self._units and self._units[code].kind in _DIVISIONS

    def _search(self, text: str, within: str) -> str:
        wanted = key(text)
        if wanted in self._units:
            return wanted
        codes = self._by_name.get(wanted, [])
        inside = [code for code in codes if self._lies(code, within)] if within else []
        nearest = self._nearest_level(inside or codes)
        if len(nearest) == 1:
            return nearest[0]
        if nearest:
            names = translate("ledger", ", ").join(map(self._path, nearest[:4]))
            text = translate("ledger", "there are several: {names}. Write the county or township before it")
            raise CellError(text.format(names=names))
        raise CellError(self._unknown(wanted, within))

    def _nearest_level(self, codes: list[str]) -> list[str]:
        """A township and a village may share a name; what is higher is meant."""
        if len(codes) < 2:
            return codes
        depth = {code: len(self._line(code)) for code in codes}
        least = min(depth.values())
        return [code for code in codes if depth[code] == least]

    def _unknown(self, wanted: str, within: str) -> str:
        names = [
            n for n, codes in self._by_name.items() if not within or any(self._lies(c, within) for c in codes)
        ]
        near = difflib.get_close_matches(wanted, names, n=1, cutoff=0.5)
        if not near:
            return translate("ledger", "no such unit in the record")
        text = translate("ledger", "no such unit in the record; the nearest is {name}")
        return text.format(name=self.label(self._by_name[near[0]][0]))

    def _lies(self, code: str, within: str) -> bool:
        return any(unit.code == within for unit in self._line(code))

    def _line(self, code: str) -> list[UnitRecord]:
        """The unit and those above it."""
        found: list[UnitRecord] = []
        current: str | None = code
        while current in self._units and len(found) < 8:
            found.append(self._units[current])
            current = self._units[current].parent_code
        return found

    def _path(self, code: str) -> str:
        return "".join(_short(unit) for unit in reversed(self._line(code)) if unit.kind != "city")

    def _long_names(self, code: str) -> list[str]:
        """From the shortest to the fullest."""
        if code not in self._units:
            return []
        names = [_short(unit) for unit in self._line(code) if unit.kind != "city"]
        return ["".join(reversed(names[: end + 1])) for end in range(len(names))]

    def _names(self, unit: UnitRecord) -> Iterable[str]:
        own = [unit.name, _short(unit), *([unit.short_name] if unit.short_name else [])]
        if unit.kind == "village" and _short(unit).endswith("村"):
            own.append(_short(unit)[:-1])
        if unit.kind == "township":
            own += [unit.name.removesuffix(end) for end in _TOWNSHIP_ENDS if unit.name.endswith(end)]
        for name in own:
            if len(name) > 1 or name == unit.name:
                yield key(name)
        above = "" if unit.parent_code not in self._units else self._path(unit.parent_code)
        township = "" if unit.kind != "village" or not above else _short(self._units[unit.parent_code or ""])
        for name in (unit.name, _short(unit)):
            for before in filter(None, (above, township)):
                yield key(before + name)


def _short(unit: UnitRecord) -> str:
    """A village as people call it: 张庄村民委员会 is 张庄村."""
    if unit.kind == "village":
        for end, instead in _VILLAGE_ENDS:
            if unit.name.endswith(end):
                return unit.name.removesuffix(end) + instead
    return unit.name
