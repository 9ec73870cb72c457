"""The units of the record in memory: names, paths and the search of the unit picker."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from db.queries.units import UnitRecord

_RANK = {"county": 0, "township": 1, "village": 2}
PLACES = ("county", "township", "village")
"""Kinds of unit in which a site can lie."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A unit as the picker offers it: its path, and its name to rank hits by."""

    code: str
    label: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Directory:
    """Units by code; made once for each reading of the tree."""

    units: dict[str, UnitRecord] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()

    @classmethod
    def of(cls, records: Iterable[UnitRecord]) -> "Directory":
        """From all units of the record."""
        units = {record.code: record for record in records}
        entries = (
            Entry(unit.code, _path(units, unit), unit.name, unit.kind)
            for unit in units.values()
            if unit.kind != "city"
        )
        return cls(units, tuple(sorted(entries, key=lambda entry: (_RANK.get(entry.kind, 3), entry.code))))

    def name(self, code: str) -> str:
        """What people call a unit; the code itself where the unit is not known."""
        unit = self.units.get(code)
        return unit.label if unit else code

    def path(self, code: str) -> str:
        """County, township and village in one line."""
        unit = self.units.get(code)
        return _path(self.units, unit) if unit else code

    def township(self, code: str) -> str:
        """Name of the township that a unit lies in; of the unit itself above townships."""
        unit = self.units.get(code)
        while unit is not None and unit.kind not in ("township", "county") and unit.parent_code:
            unit = self.units.get(unit.parent_code)
        return unit.name if unit else self.name(code)

    def search(self, text: str, kinds: Sequence[str] | None = None, limit: int = 40) -> list[Entry]:
        """Units whose path or code has every word; those whose own name begins so come first."""
        words = text.casefold().split()
        if not words:
            return []
        hits = [
            entry
            for entry in self.entries
            if (kinds is None or entry.kind in kinds)
            and all(word in entry.label.casefold() or entry.code.startswith(word) for word in words)
        ]
        hits.sort(key=lambda entry: not entry.name.casefold().startswith(words[-1]))
        return hits[:limit]

    def code_of(self, label: str) -> str | None:
        """The only unit with this path or code, None if there is none or more than one."""
        text = label.strip()
        if text in self.units:
            return text
        codes = [entry.code for entry in self.entries if text in (entry.label, entry.name)]
        return codes[0] if len(codes) == 1 else None


def _path(units: dict[str, UnitRecord], unit: UnitRecord) -> str:
    names = [unit.name]
    seen = {unit.code}
    while unit.parent_code and unit.parent_code not in seen:
        above = units.get(unit.parent_code)
        if above is None or above.kind == "city":
            break
        names.append(above.name)
        seen.add(above.code)
        unit = above
    return " ".join(reversed(names))
