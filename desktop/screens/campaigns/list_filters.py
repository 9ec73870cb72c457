"""The filter menu: overdue, open orders, and for each column what it can be asked for."""

from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from desktop.models.sites import SiteColumn
from desktop.screens.campaigns.columns import Reader, columns
from desktop.screens.campaigns.list_engine import ListEngine
from desktop.screens.campaigns.list_ranges import SPANS, limit_text, read_limit, span_text
from desktop.site_index.wishes import ColumnFilter, Wish
from widgets import theme
from widgets.theme import set_role

Choice = tuple[str, str, int]
_MOST = 40
"""Choices that a menu can hold; for more there is the search."""
_ASKED = frozenset(["name", "code"])
"""The search line asks for these already."""


class FilterMenu(QObject):
    """Columns with choices offer those that occur, numbers and days a range, texts a part of them."""

    wished = Signal(object)
    """Another `Wish`."""

    def __init__(self, button: QPushButton, engine: ListEngine) -> None:
        super().__init__(engine)
        self._engine = engine
        self._menu = QMenu(button)
        self._menu.aboutToShow.connect(self._fill)
        button.setMenu(self._menu)
        self._columns: list[SiteColumn] = []

    def show_reader(self, reader: Reader) -> None:
        """The columns of another campaign."""
        self._columns = [one for one in columns(reader) if one.key not in _ASKED]

    def open_column(self, key: str) -> QMenu:
        """The menu of one column, filled."""
        column = next(one for one in self._columns if one.key == key)
        menu = QMenu(column.title, self._menu)
        self._fill_column(column, menu)
        return menu

    @Slot()
    def _fill(self) -> None:
        self._menu.clear()
        wish = self._engine.wish
        self._add(self.tr("Overdue only"), wish.is_late, replace(wish, is_late=not wish.is_late))
        orders = replace(wish, has_orders=not wish.has_orders)
        self._add(self.tr("With open orders only"), wish.has_orders, orders)
        self._menu.addSeparator()
        asked = {one.column for one in wish.filters}
        for column in self._columns:
            below = self._menu.addMenu(column.title)
            checkable(below.menuAction(), column.key in asked)
            below.aboutToShow.connect(lambda column=column, below=below: self._fill_column(column, below))

    def _add(self, text: str, checked: bool, wish: Wish) -> None:
        action = checkable(self._menu.addAction(text), checked)
        action.triggered.connect(lambda: self.wished.emit(wish))

    def _fill_column(self, column: SiteColumn, menu: QMenu) -> None:
        menu.clear()
        own = self._own(column.key)
        if column.source.kind == "choice":
            menu.addAction(self.tr("Reading…")).setEnabled(False)
            self._engine.beside(
                lambda index: index.choices(column.key), lambda found: self._show_choices(own, menu, found)
            )
            return
        if column.source.kind == "date":
            self._add_spans(menu, own)
        box = RangeBox(column.source.kind, own)
        box.chosen.connect(lambda wanted: self._close_with(wanted))
        action = QWidgetAction(menu)
        action.setDefaultWidget(box)
        menu.addAction(action)
        menu.aboutToShow.connect(box.start)
        self._add_filled(menu, own)

    def _close_with(self, wanted: ColumnFilter) -> None:
        self._menu.close()
        self.wished.emit(_with(self._engine.wish, wanted))

    def _own(self, key: str) -> ColumnFilter:
        return next((one for one in self._engine.wish.filters if one.column == key), ColumnFilter(key))

    def _add_spans(self, menu: QMenu, own: ColumnFilter) -> None:
        for span in SPANS:
            is_chosen = own.span == span
            wanted = replace(own, span="" if is_chosen else span, low=None, high=None)
            self._add_choice(menu, span_text(span), is_chosen, wanted)
        menu.addSeparator()

    def _show_choices(self, own: ColumnFilter, menu: QMenu, found: list[Choice]) -> None:
        menu.clear()
        chosen = own.values or frozenset()
        for value, label, count in found[:_MOST]:
            wanted = replace(own, values=chosen ^ {value} or None)
            self._add_choice(menu, f"{label}  {count}", value in chosen, wanted)
        self._add_filled(menu, own)

    def _add_filled(self, menu: QMenu, own: ColumnFilter) -> None:
        menu.addSeparator()
        for text, filled in ((self.tr("Filled in"), True), (self.tr("Not filled in"), False)):
            wanted = replace(own, filled=None if own.filled is filled else filled)
            self._add_choice(menu, text, own.filled is filled, wanted)

    def _add_choice(self, menu: QMenu, text: str, checked: bool, wanted: ColumnFilter) -> None:
        action = checkable(menu.addAction(text), checked)
        action.triggered.connect(lambda: self.wished.emit(_with(self._engine.wish, wanted)))


class RangeBox(QWidget):
    """From and to, or a part of a text, in a menu; Enter asks."""

    chosen = Signal(object)
    """The `ColumnFilter` that was typed."""

    def __init__(self, kind: str, own: ColumnFilter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind, self._own = kind, own
        self.low, self.high = QLineEdit(), QLineEdit()
        self.apply_button = QPushButton(self.tr("Filter"))
        self.error = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._build()
        self.apply_button.clicked.connect(self._choose)
        for line in (self.low, self.high):
            line.returnPressed.connect(self._choose)

    @Slot()
    def start(self) -> None:
        """The cursor is where one types first."""
        self.low.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot()
    def _choose(self) -> None:
        if self._kind == "text":
            self.chosen.emit(replace(self._own, contains=self.low.text().strip()))
            return
        try:
            low = read_limit(self._kind, self.low.text(), is_last=False)
            high = read_limit(self._kind, self.high.text(), is_last=True)
        except ValueError as error:
            self._refuse(str(error))
            return
        if low is not None and high is not None and low > high:
            self._refuse(self.tr("The first is greater than the second."))
            return
        self.chosen.emit(replace(self._own, low=low, high=high, span=""))

    def _refuse(self, text: str) -> None:
        self.error.setText(text)
        self.error.show()

    def _build(self) -> None:
        look, own = theme.current(), self._own
        set_role(self.error, "error")
        self.error.hide()
        row = QHBoxLayout()
        if self._kind == "text":
            self.low.setText(own.contains)
            self._add(row, self.low, self.tr("Contains"))
        else:
            hint = self.tr("2020-03-19") if self._kind == "date" else ""
            for line, name, value in (
                (self.low, self.tr("From"), own.low),
                (self.high, self.tr("to"), own.high),
            ):
                line.setText("" if own.span else limit_text(self._kind, value))
                line.setPlaceholderText(hint)
                self._add(row, line, name)
        row.addWidget(self.apply_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(look.edge, look.unit // 2, look.edge, look.unit // 2)
        box.addLayout(row)
        box.addWidget(self.error)

    def _add(self, row: QHBoxLayout, line: QLineEdit, name: str) -> None:
        line.setAccessibleName(name)
        line.setFixedWidth(theme.current().px(8))
        row.addWidget(QLabel(name))
        row.addWidget(line)


def checkable(action: QAction, checked: bool) -> QAction:
    """A line with a tick."""
    action.setCheckable(True)
    action.setChecked(checked)
    return action


def without(wish: Wish, column: str) -> Wish:
    """The wish without what is asked of a column."""
    return _with(wish, ColumnFilter(column))


def _with(wish: Wish, wanted: ColumnFilter) -> Wish:
    others = tuple(one for one in wish.filters if one.column != wanted.column)
    asks = wanted != ColumnFilter(wanted.column)
    return replace(wish, filters=(*others, wanted) if asks else others)
