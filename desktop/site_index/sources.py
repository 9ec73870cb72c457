"""Where a column's values come from, for all rows at once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from db.queries.site_list import Place
from desktop.site_index.table import SiteTable

Kind = Literal["text", "number", "date", "choice"]
Values = list[Any]

_SLICE = 4_000


@dataclass(frozen=True, slots=True)
class Source:
    """A column's stored values; `label` says one of them in words (asked once for each different one)."""

    key: str
    kind: Kind
    read: Callable[[SiteTable], Iterator[Values | None]]
    label: Callable[[Any], str] = str
    rank: Callable[[Any], float] | None = None
    """Order of stored values that is not the one of their words."""


def from_place(key: str, place: Place, kind: Kind = "text", **more: Any) -> Source:
    """A column of the record."""

    def read(table: SiteTable) -> Iterator[Values | None]:
        yield table.values(place)

    return Source(key, kind, read, **more)


def from_field(key: str, field: str, kind: Kind, **more: Any) -> Source:
    """A field of the campaign."""

    def value(table: SiteTable, at: int) -> Any:
        return table.fields(at).get(field)

    return from_rows(key, value, kind, **more)


def from_rows(key: str, value: Callable[[SiteTable, int], Any], kind: Kind, **more: Any) -> Source:
    """Something that is worked out for each row."""

    def read(table: SiteTable) -> Iterator[Values | None]:
        values: Values = []
        for start in range(0, len(table), _SLICE):
            values += [value(table, at) for at in range(start, min(start + _SLICE, len(table)))]
            yield None
        yield values

    return Source(key, kind, read, **more)
