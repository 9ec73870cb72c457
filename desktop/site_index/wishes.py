"""What somebody wants to see of a list: words, filters, order, groups. Plain values that can be kept."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class ColumnFilter:
    """What a column must say. `values` are stored values as text, limits are included."""

    column: str
    values: frozenset[str] | None = None
    low: float | None = None
    high: float | None = None
    filled: bool | None = None
    """True: something is known; False: nothing is."""
    contains: str = ""
    """A part of the text, in whatever case."""
    span: str = ""
    """A span of days that moves with the calendar; `low` and `high` are what it is now."""

    def plain(self) -> dict[str, Any]:
        """As JSON can hold it; what is not asked is left out."""
        found: dict[str, Any] = {"column": self.column, "low": self.low, "high": self.high}
        found["values"] = sorted(self.values) if self.values is not None else None
        found |= {"filled": self.filled, "contains": self.contains or None, "span": self.span or None}
        return {name: value for name, value in found.items() if value is not None}

    @classmethod
    def from_plain(cls, data: dict[str, Any]) -> "ColumnFilter":
        """What `plain` wrote."""
        values, low, high = (data.get(name) for name in ("values", "low", "high"))
        return cls(
            str(data["column"]),
            None if values is None else frozenset(map(str, values)),
            None if low is None else float(low),
            None if high is None else float(high),
            None if data.get("filled") is None else bool(data["filled"]),
            str(data.get("contains", "")),
            str(data.get("span", "")),
        )


@dataclass(frozen=True, slots=True)
class Wish:
    """Everything that decides which rows are shown, and in what order."""

    words: str = ""
    unit: str = ""
    """Only sites in this unit: a code that theirs begins with."""
    filters: tuple[ColumnFilter, ...] = ()
    is_late: bool = False
    has_orders: bool = False
    sort: str = ""
    """Key of a column; empty: by code."""
    descending: bool = False
    group: str = ""
    """Key of a column; empty: no groups."""
    folded: frozenset[str] = frozenset()
    """Groups, by stored value as text, of which only the line with the number is shown."""

    def plain(self) -> dict[str, Any]:
        """As JSON can hold it; the unit too."""
        return {
            "words": self.words,
            "unit": self.unit,
            "filters": [one.plain() for one in self.filters],
            "is_late": self.is_late,
            "has_orders": self.has_orders,
            "sort": self.sort,
            "descending": self.descending,
            "group": self.group,
            "folded": sorted(self.folded),
        }

    @classmethod
    def from_plain(cls, data: dict[str, Any]) -> "Wish":
        """What `plain` wrote.

        Raises:
            KeyError, TypeError, ValueError: it was not.
        """
        return cls(
            words=str(data.get("words", "")),
            unit=str(data.get("unit", "")),
            filters=tuple(ColumnFilter.from_plain(one) for one in data.get("filters", ())),
            is_late=bool(data.get("is_late")),
            has_orders=bool(data.get("has_orders")),
            sort=str(data.get("sort", "")),
            descending=bool(data.get("descending")),
            group=str(data.get("group", "")),
            folded=frozenset(map(str, data.get("folded", ()))),
        )

    @property
    def is_narrow(self) -> bool:
        """Whether it may leave rows out."""
        return bool(self.words.split() or self.unit or self.filters or self.is_late or self.has_orders)
