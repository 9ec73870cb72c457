"""How a list looks: which columns, in what order, how wide, sorted by what. Plain values that can be kept."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt

from desktop.screens.campaigns.overview import Overview
from widgets import theme


@dataclass(frozen=True, slots=True)
class ColumnLook:
    """A column; `width` in multiples of the base font, so that it fits every theme."""

    key: str
    width: float
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """The columns in the order in which they stand."""

    columns: tuple[ColumnLook, ...] = ()
    sort: str = ""
    descending: bool = False
    is_chosen: bool = False
    """Somebody chose columns or widths; otherwise they follow the window."""

    def plain(self) -> dict[str, Any]:
        """As JSON can hold it."""
        columns = [[one.key, one.width, one.is_hidden] for one in self.columns]
        return {
            "columns": columns,
            "sort": self.sort,
            "descending": self.descending,
            "is_chosen": self.is_chosen,
        }

    @classmethod
    def from_plain(cls, data: dict[str, Any]) -> "Look":
        """What `plain` wrote.

        Raises:
            KeyError, TypeError, ValueError, AttributeError: it was not.
        """
        columns = tuple(
            ColumnLook(str(key), float(width), bool(hidden)) for key, width, hidden in data.get("columns", ())
        )
        return cls(
            columns, str(data.get("sort", "")), bool(data.get("descending")), bool(data.get("is_chosen"))
        )


def look_of(view: Overview, *, is_chosen: bool) -> Look:
    """The list as it stands."""
    header, shown = view.table.horizontalHeader(), view.model.columns
    order = sorted(range(len(shown)), key=header.visualIndex)
    base = theme.current().px(100) / 100
    columns = tuple(
        ColumnLook(
            shown[at].key,
            round(header.sectionSize(at) / base, 2) if not header.isSectionHidden(at) else shown[at].width,
            header.isSectionHidden(at),
        )
        for at in order
    )
    section = header.sortIndicatorSection()
    sort = shown[section].key if 0 <= section < len(shown) else ""
    return Look(columns, sort, header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder, is_chosen)


def put_look(view: Overview, look: Look) -> None:
    """Show the list so; columns that the definition lost are passed over, new ones stay hidden."""
    header = view.table.horizontalHeader()
    places = {column.key: at for at, column in enumerate(view.model.columns)}
    known = [one for one in look.columns if one.key in places]
    for place, one in enumerate(known):
        header.moveSection(header.visualIndex(places[one.key]), place)
    if look.is_chosen and known:
        named = {one.key for one in known}
        for one in known:
            view.table.setColumnHidden(places[one.key], one.is_hidden and places[one.key] > 0)
        for key, at in places.items():
            view.table.setColumnHidden(at, key not in named or view.table.isColumnHidden(at))
        view.table.set_column_widths({places[one.key]: one.width for one in known if not one.is_hidden})
    down = Qt.SortOrder.DescendingOrder if look.descending else Qt.SortOrder.AscendingOrder
    header.setSortIndicator(places.get(look.sort, -1), down)
