"""The menu of the list's look: which columns, which group."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from desktop.screens.campaigns.list_engine import ListEngine
from desktop.screens.campaigns.list_filters import checkable
from desktop.screens.campaigns.list_views import SavedViews
from desktop.screens.campaigns.overview import Overview


class LookMenu(QObject):
    """Which columns, and what the list is grouped by."""

    wished = Signal(object)
    """Another `Wish`."""
    columns_chosen = Signal(object)
    """Positions of the columns that are to be shown."""
    usual_wanted = Signal()
    """The usual columns, shared by the window."""

    def __init__(self, view: Overview, engine: ListEngine, views: SavedViews) -> None:
        super().__init__(engine)
        self._view, self._engine, self._views = view, engine, views
        self._menu = QMenu(view.look_button)
        self._menu.aboutToShow.connect(self._fill)
        view.look_button.setMenu(self._menu)
        view.table.horizontalHeader().customContextMenuRequested.connect(
            lambda place: self._menu.popup(view.table.horizontalHeader().mapToGlobal(place))
        )

    def _fill(self) -> None:
        self._menu.clear()
        self._views.add_lines(self._menu)
        self._menu.addSeparator()
        groups = self._menu.addMenu(self.tr("Group by"))
        wish = self._engine.wish
        named = [("", self.tr("Nothing"))]
        named += [(one.key, one.title) for one in self._view.model.columns if one.source.kind == "choice"]
        for key, title in named:
            action = checkable(groups.addAction(title), wish.group == key)
            wanted = replace(wish, group=key, folded=frozenset())
            action.triggered.connect(lambda _on, wanted=wanted: self.wished.emit(wanted))
        below = self._menu.addMenu(self.tr("Columns"))
        below.addAction(self.tr("The usual ones")).triggered.connect(self.usual_wanted)
        below.addSeparator()
        shown = {at for at in range(len(self._view.model.columns)) if not self._view.table.isColumnHidden(at)}
        for at, column in enumerate(self._view.model.columns):
            action = checkable(below.addAction(column.title), at in shown)
            action.setEnabled(at > 0)  # the name always stays
            chosen = sorted(shown ^ {at})
            action.triggered.connect(lambda _on, chosen=chosen: self.columns_chosen.emit(chosen))
