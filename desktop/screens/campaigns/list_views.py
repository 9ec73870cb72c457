"""Saved views: words, filters, order, groups and columns of a campaign's list under a name of one's own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from desktop.kept import keep_json, kept_json
from desktop.screens.campaigns.list_look import Look
from desktop.settings import Settings
from desktop.site_index.wishes import Wish

_KEYS = 9
"""Views with a key of their own: Ctrl+1 to Ctrl+9."""


@dataclass(frozen=True, slots=True)
class SavedView:
    """Everything that decides what the list shows and how."""

    wish: Wish
    look: Look

    def plain(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return {"wish": self.wish.plain(), "look": self.look.plain()}

    @classmethod
    def from_plain(cls, data: dict[str, Any]) -> "SavedView":
        """What `plain` wrote.

        Raises:
            KeyError, TypeError, ValueError, AttributeError: it was not.
        """
        return cls(Wish.from_plain(data["wish"]), Look.from_plain(data["look"]))


def lost_columns(view: SavedView, known: frozenset[str]) -> list[str]:
    """Keys that a view asks for and the definition has no more."""
    asked = [*(one.column for one in view.wish.filters), view.wish.sort, view.wish.group]
    return list(dict.fromkeys(key for key in asked if key and key not in known))


class SavedViews(QObject):
    """The views of the campaign that is shown; kept on this machine."""

    chosen = Signal(object)
    """Somebody wants the list so: a `SavedView`."""
    changed = Signal(str)
    """A view was saved, renamed or deleted: a sentence."""

    def __init__(self, view: QWidget, settings: Settings, now: Callable[[], SavedView | None]) -> None:
        super().__init__(view)
        self._view, self._settings, self._now = view, settings, now
        self._campaign = ""
        self._views: dict[str, SavedView] = {}
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for number in range(1, _KEYS + 1):
            key = QShortcut(QKeySequence(f"Ctrl+{number}"), view, context=context)
            key.activated.connect(lambda number=number: self._choose_number(number))

    @property
    def names(self) -> list[str]:
        """In the order in which they were saved."""
        return list(self._views)

    def enter(self, campaign: str) -> None:
        """The views of another campaign."""
        self._campaign = campaign
        self._views = kept_json(self._settings, self._name(), _read) or {}

    def add_lines(self, menu: QMenu) -> None:
        """The views, and what can be done with them."""
        menu.addSection(self.tr("Views"))
        for number, name in enumerate(self._views, 1):
            action = menu.addAction(name.replace("&", "&&"))
            if number <= _KEYS:
                action.setText(f"{action.text()}\tCtrl+{number}")
            action.triggered.connect(lambda _on=False, name=name: self.choose(name))
        menu.addAction(self.tr("Save this view…")).triggered.connect(lambda: self._ask_name(""))
        if self._views:
            for title, deed in ((self.tr("Rename"), self._ask_name), (self.tr("Delete"), self.delete)):
                below = menu.addMenu(title)
                for name in self._views:
                    action = below.addAction(name.replace("&", "&&"))
                    action.triggered.connect(lambda _on=False, name=name, deed=deed: deed(name))

    def choose(self, name: str) -> None:
        """Show the list as it was saved."""
        if name in self._views:
            self.chosen.emit(self._views[name])

    def save(self, name: str) -> None:
        """Keep the list as it stands, in place of a view of the same name."""
        view = self._now()
        if view is None or not name.strip():
            return
        self._views[name.strip()] = view
        self._keep(self.tr("Saved as “{name}”.").format(name=name.strip()))

    def rename(self, old: str, new: str) -> None:
        """Another name, at the same place; one that is taken is replaced."""
        new = new.strip()
        if old not in self._views or not new or new == old:
            return
        kept = [(key, one) for key, one in self._views.items() if key != new]
        self._views = {new if key == old else key: one for key, one in kept}
        self._keep(self.tr("“{old}” is called “{new}” now.").format(old=old, new=new))

    def delete(self, name: str) -> None:
        """Forget a view; the list stays as it is."""
        if self._views.pop(name, None) is not None:
            self._keep(self.tr("The view “{name}” is deleted.").format(name=name))

    def _choose_number(self, number: int) -> None:
        if number <= len(self._views):
            self.choose(self.names[number - 1])

    def _ask_name(self, old: str) -> None:
        dialog = QInputDialog(self._view)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Rename the view") if old else self.tr("Save this view"))
        dialog.setLabelText(self.tr("Name; one that is there already is replaced"))
        dialog.setTextValue(old)
        dialog.setOkButtonText(self.tr("Save"))
        dialog.setCancelButtonText(self.tr("Cancel"))
        dialog.textValueSelected.connect(lambda new: self.rename(old, new) if old else self.save(new))
        dialog.open()

    def _keep(self, text: str) -> None:
        data = [[name, view.plain()] for name, view in self._views.items()]
        keep_json(self._settings, self._name(), data)
        self.changed.emit(text)

    def _name(self) -> str:
        return f"lists/{self._campaign}/views"


def _read(data: Any) -> dict[str, SavedView]:
    return {str(name): SavedView.from_plain(one) for name, one in data}
