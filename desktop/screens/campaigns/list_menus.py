"""The menus above the list: what is filtered, which columns, which group."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton

from desktop.screens.campaigns.columns import Reader, columns
from desktop.screens.campaigns.list_engine import ListEngine
from desktop.screens.campaigns.overview import Overview
from desktop.site_index.wishes import ColumnFilter, Wish

Choice = tuple[str, str, int]
_MOST = 40
"""Choices that a menu can hold; for more there is the search."""


class FilterMenu(QObject):
    """Overdue, open orders, and for columns with choices the choices that occur."""

    wished = Signal(object)
    """Another `Wish`."""

    def __init__(self, button: QPushButton, engine: ListEngine) -> None:
        super().__init__(engine)
        self._engine = engine
        self._menu = QMenu(button)
        self._menu.aboutToShow.connect(self._fill)
        button.setMenu(self._menu)
        self._titles: dict[str, str] = {}

    def show_reader(self, reader: Reader) -> None:
        """The columns of another campaign."""
        self._titles = {one.key: one.title for one in columns(reader) if one.source.kind == "choice"}

    def _fill(self) -> None:
        self._menu.clear()
        wish = self._engine.wish
        self._add(self.tr("Overdue only"), wish.is_late, replace(wish, is_late=not wish.is_late))
        orders = replace(wish, has_orders=not wish.has_orders)
        self._add(self.tr("With open orders only"), wish.has_orders, orders)
        self._menu.addSeparator()
        for key, title in self._titles.items():
            below = self._menu.addMenu(title)
            below.aboutToShow.connect(lambda key=key, below=below: self._ask_choices(key, below))

    def _add(self, text: str, checked: bool, wish: Wish) -> None:
        action = self._menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(checked)
        action.triggered.connect(lambda: self.wished.emit(wish))

    def _ask_choices(self, key: str, menu: QMenu) -> None:
        menu.clear()
        menu.addAction(self.tr("Reading…")).setEnabled(False)
        self._engine.beside(
            lambda index: index.choices(key), lambda found: self._show_choices(key, menu, found)
        )

    def _show_choices(self, key: str, menu: QMenu, found: list[Choice]) -> None:
        menu.clear()
        wish = self._engine.wish
        own = next((one for one in wish.filters if one.column == key), ColumnFilter(key))
        chosen = own.values or frozenset()
        for value, label, count in found[:_MOST]:
            action = menu.addAction(f"{label}  {count}")
            action.setCheckable(True)
            action.setChecked(value in chosen)
            wanted = replace(own, values=chosen ^ {value} or None)
            action.triggered.connect(lambda _on, wanted=wanted: self.wished.emit(_with(wish, wanted)))
        self._add_filled(menu, own, wish)

    def _add_filled(self, menu: QMenu, own: ColumnFilter, wish: Wish) -> None:
        menu.addSeparator()
        for text, filled in ((self.tr("Filled in"), True), (self.tr("Not filled in"), False)):
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(own.filled is filled)
            wanted = replace(own, filled=None if own.filled is filled else filled)
            action.triggered.connect(lambda _on, wanted=wanted: self.wished.emit(_with(wish, wanted)))


class LookMenu(QObject):
    """Which columns, and what the list is grouped by."""

    wished = Signal(object)
    """Another `Wish`."""
    columns_chosen = Signal(object)
    """Positions of the columns that are to be shown."""

    def __init__(self, view: Overview, engine: ListEngine) -> None:
        super().__init__(engine)
        self._view, self._engine = view, engine
        self._menu = QMenu(view.look_button)
        self._menu.aboutToShow.connect(self._fill)
        view.look_button.setMenu(self._menu)
        view.table.horizontalHeader().customContextMenuRequested.connect(
            lambda place: self._menu.popup(view.table.horizontalHeader().mapToGlobal(place))
        )

    def _fill(self) -> None:
        self._menu.clear()
        groups = self._menu.addMenu(self.tr("Group by"))
        wish = self._engine.wish
        named = [("", self.tr("Nothing"))]
        named += [(one.key, one.title) for one in self._view.model.columns if one.source.kind == "choice"]
        for key, title in named:
            action = _checkable(groups.addAction(title), wish.group == key)
            wanted = replace(wish, group=key, folded=frozenset())
            action.triggered.connect(lambda _on, wanted=wanted: self.wished.emit(wanted))
        self._menu.addSection(self.tr("Columns"))
        shown = {at for at in range(len(self._view.model.columns)) if not self._view.table.isColumnHidden(at)}
        for at, column in enumerate(self._view.model.columns):
            action = _checkable(self._menu.addAction(column.title), at in shown)
            action.setEnabled(at > 0)  # the name always stays
            chosen = sorted(shown ^ {at})
            action.triggered.connect(lambda _on, chosen=chosen: self.columns_chosen.emit(chosen))


def _checkable(action: QAction, checked: bool) -> QAction:
    action.setCheckable(True)
    action.setChecked(checked)
    return action


def _with(wish: Wish, wanted: ColumnFilter) -> Wish:
    others = tuple(one for one in wish.filters if one.column != wanted.column)
    asks = wanted != ColumnFilter(wanted.column)
    return replace(wish, filters=(*others, wanted) if asks else others)
