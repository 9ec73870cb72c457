"""The pages of the dispatch screen: the orders, and what stands beside them, made when first opened."""

from collections.abc import Callable
from functools import partial
from typing import Protocol, cast

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.context import Context
from desktop.screens.dispatch.accountability_page import AccountabilityPage
from desktop.screens.dispatch.duty_page import DutyPage
from widgets import theme
from widgets.segmented import Segmented

translate = QCoreApplication.translate
ORDERS = "orders"


class Reloads(Protocol):
    """What a page must be able to do, beside being a widget."""

    def reload(self) -> None:
        """Ask the record for what the page shows; called when it is opened and when the record changed."""


class Pages(QWidget):
    """The choice of the page above the page itself; Alt+1, Alt+2 … choose."""

    escalation_asked = Signal(str, str)
    """The form of the ladder is wanted for an order's number and a unit's code."""

    def __init__(self, orders: QWidget, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._made: dict[str, QWidget] = {ORDERS: orders}
        self._dirty: set[str] = set()
        self.choice = Segmented([(key, translate("Pages", str(title))) for key, (title, _) in PAGES.items()])
        self.choice.setAccessibleName(self.tr("Page"))
        self.choice.setToolTip(self.tr("Alt+1, Alt+2 … choose a page"))
        self.choice.chosen.connect(self.show_page)
        self._stack = QStackedWidget()
        self._stack.addWidget(orders)
        self._lay_out()

    @property
    def keys(self) -> tuple[str, ...]:
        """All pages, in their order."""
        return tuple(PAGES)

    def current(self) -> str:
        """Key of the page that is shown."""
        return self.choice.current()

    def page(self, key: str) -> QWidget | None:
        """A page, None while it has not been opened."""
        return self._made.get(key)

    @Slot(str)
    def show_page(self, key: str) -> None:
        """Bring a page to the front; what the record has changed meanwhile is read then."""
        if key not in PAGES:
            return
        if key not in self._made:
            self._made[key] = PAGES[key][1](self._context, self)
            self._stack.addWidget(self._made[key])
            self._dirty.add(key)
        self.choice.set_current(key)
        self._stack.setCurrentWidget(self._made[key])
        self._made[key].setFocus(Qt.FocusReason.OtherFocusReason)
        self._read()

    def reload(self) -> None:
        """The record has changed: the page in front reads now, the others when they are opened."""
        self._dirty |= self._made.keys() - {ORDERS}
        self._read()

    def add_keys(self, owner: QWidget) -> None:
        """Let the keys act anywhere in `owner`."""
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for number, key in enumerate(PAGES, 1):
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), owner, context=within)
            shortcut.activated.connect(partial(self.show_page, key))

    def _read(self) -> None:
        key = self.current()
        if key in self._dirty:
            self._dirty.discard(key)
            cast("Reloads", self._made[key]).reload()

    def _lay_out(self) -> None:
        self._row = QHBoxLayout()
        self._row.addWidget(self.choice)
        self._row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(self._row)
        box.addWidget(self._stack, 1)
        self._measure()

    def _measure(self) -> None:
        edge = theme.current().unit * 3 // 2
        self._row.setContentsMargins(edge, theme.current().unit, edge, 0)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_row"):
            self._measure()


def _orders(_context: Context, _pages: Pages) -> QWidget:
    raise TypeError("the orders are there from the beginning")


def _duty(context: Context, pages: Pages) -> QWidget:
    return DutyPage(context, pages)


def _accountability(context: Context, pages: Pages) -> QWidget:
    page = AccountabilityPage(context, pages)
    page.escalation_asked.connect(pages.escalation_asked)
    return page


PAGES: dict[str, tuple[object, Callable[[Context, Pages], QWidget]]] = {
    ORDERS: (QT_TRANSLATE_NOOP("Pages", "Orders"), _orders),
    "duty": (QT_TRANSLATE_NOOP("Pages", "Duty log"), _duty),
    "accountability": (QT_TRANSLATE_NOOP("Pages", "Accountability"), _accountability),
}
"""Key -> title and maker. A maker's page has a method `reload()`."""
