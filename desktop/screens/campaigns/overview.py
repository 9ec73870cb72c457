"""The first page: progress of all campaigns above, the sites of one below."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.models.sites import TONE_ROLE, SitesFilter, SitesModel
from desktop.screens.campaigns.cells import ToneDelegate
from desktop.screens.campaigns.column_fit import fit
from desktop.screens.campaigns.matrix import MatrixTable
from widgets import icons, theme
from widgets.badge import BadgeDelegate
from widgets.empty import EmptyState
from widgets.panel import Panel
from widgets.segmented import Segmented
from widgets.tables import DataTable
from widgets.theme import set_role

_WALL_PX = 18
"""Base fonts above this are for walls, where the controls share half the room of a desk."""


class Overview(QWidget):
    """Layout only; `listing.py` connects it."""

    resized = Signal()
    """There is more or less room for the columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.matrix = MatrixTable()
        self.picker = Segmented()
        self.search = QLineEdit(placeholderText=self.tr("Filter: name, code, unit, person, address"))
        self.county_chip = QPushButton()
        self.order_button = QPushButton(self.tr("New order"))
        self.new_button = QPushButton(self.tr("New site"))
        self.model = SitesModel(self)
        self.filter = SitesFilter(self.model, self)
        self.table = DataTable()
        self.empty = EmptyState("")
        self.is_dragging = False
        """A hand holds the header: widths that change then were meant, others follow the window."""
        self.matrix_panel = Panel(self.tr("Progress"), self.tr("closed / total, overdue in red"))
        self.list_panel = Panel()
        self._body = QStackedWidget()
        self._badge = BadgeDelegate(TONE_ROLE, self.table)
        self._tone = ToneDelegate(self.table)
        self._set_up_controls()
        self._set_up_table()
        self._build()

    def show_table(self, shown: bool) -> None:
        """The table, or what stands where there is nothing."""
        self._body.setCurrentWidget(self.table if shown else self.empty)

    def is_table_shown(self) -> bool:
        """Not the empty state."""
        return self._body.currentWidget() is self.table

    def lay_out_columns(self) -> None:
        """Default widths and delegates of the present campaign's columns."""
        self.fit_columns()
        for at, column in enumerate(self.model.columns):
            plain = self._tone if column.tone else self.table.itemDelegate()
            self.table.setItemDelegateForColumn(at, self._badge if column.key == "state" else plain)

    def fit_columns(self) -> None:
        """Share the width of the window among the columns; what does not fit is left out and said."""
        # Each width is rounded to a pixel: one pixel a column is kept back, or a scroll bar appears
        room = (self.table.viewport().width() - len(self.model.columns)) / theme.current().base_px
        widths = fit(self.model.columns, room)
        for at, width in enumerate(widths):
            self.table.setColumnHidden(at, width is None)
        self.table.set_column_widths({at: width for at, width in enumerate(widths) if width is not None})

    def hidden_columns(self) -> list[str]:
        """Titles of the columns for which there is no room."""
        columns = enumerate(self.model.columns)
        return [column.title for at, column in columns if self.table.isColumnHidden(at)]

    def _set_up_controls(self) -> None:
        set_role(self.new_button, "primary")
        self.county_chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.county_chip.setToolTip(self.tr("Show all counties"))
        self.county_chip.hide()
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(self.tr("Filter"))
        self.search.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.picker.setAccessibleName(self.tr("Campaign"))
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence.StandardKey.Find, self, self.search.setFocus, context=context)
        QShortcut(QKeySequence.StandardKey.New, self, self.new_button.click, context=context)

    def _set_up_table(self) -> None:
        self.table.setModel(self.filter)
        self.table.setSelectionMode(DataTable.SelectionMode.SingleSelection)
        # Without an indicator the rows keep the order of their codes until somebody sorts
        self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.table.setSortingEnabled(True)
        self.table.viewport().installEventFilter(self)
        self.table.horizontalHeader().viewport().installEventFilter(self)
        self.table.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def _build(self) -> None:
        self.matrix_panel.set_body(self.matrix)
        for widget in (self.picker, self.county_chip, self.search, self.order_button, self.new_button):
            self.list_panel.add_control(widget)
        self._body.addWidget(self.table)
        self._body.addWidget(self.empty)
        self.list_panel.set_body(self._body)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.matrix_panel)
        box.addWidget(self.list_panel, 1)
        self._measure()

    def _measure(self) -> None:
        look = theme.current()
        box = self.layout()
        if box is not None:
            box.setSpacing(look.unit)
        self.search.setFixedWidth(look.px(10 if look.base_px > _WALL_PX else 17))
        self.county_chip.setIcon(icons.icon("close", look.muted))
        self.matrix.fit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The table behind the empty state is not resized with the window, only when it comes to the front
        if watched is self.table.horizontalHeader().viewport():
            if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
                self.is_dragging = event.type() == QEvent.Type.MouseButtonPress
        elif event.type() == QEvent.Type.Resize:
            self.resized.emit()
        return super().eventFilter(watched, event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_body"):
            self._measure()
