"""The first page: progress of all campaigns above, the sites of one below."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.models.sites import TONE_ROLE, SitesModel
from desktop.screens.campaigns.bulk_bar import BulkBar
from desktop.screens.campaigns.column_fit import fit
from desktop.screens.campaigns.list_chips import FilterChips
from desktop.screens.campaigns.list_foot import ListFoot
from desktop.screens.campaigns.list_picker import CampaignPicker
from desktop.screens.campaigns.list_table import GroupDelegate, SiteTableView
from desktop.screens.campaigns.matrix import MatrixPanel
from widgets import icons, theme
from widgets.badge import BadgeDelegate
from widgets.empty import EmptyState
from widgets.panel import Panel
from widgets.theme import set_role

_WALL_PX = 18
"""Base fonts above this are for walls, where the controls share half the room of a desk."""


class Overview(QWidget):
    """Layout only; `listing.py` connects it."""

    resized = Signal()
    """There is more or less room for the columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.matrix_panel = MatrixPanel()
        self.picker = CampaignPicker()
        self.search = QLineEdit(placeholderText=self.tr("Filter: name, code, unit, person, pinyin"))
        self.unit_chip = QPushButton()
        self.clear_button = QPushButton(self.tr("Clear filters"))
        self.filter_button = QPushButton(self.tr("Filter"))
        self.look_button = QPushButton(self.tr("View"))
        self.more_button = QPushButton(self.tr("More"))
        self.order_button = QPushButton(self.tr("New order"))
        self.new_button = QPushButton(self.tr("New site"))
        self.model = SitesModel(self)
        self.table = SiteTableView(self.model)
        self.empty = EmptyState("")
        self.chips = FilterChips()
        self.foot = ListFoot()
        self.bulk = BulkBar()
        self.is_dragging = False
        """A hand holds the header: widths that change then were meant, others follow the window."""
        self.list_panel = Panel()
        self._body = QStackedWidget()
        self._badge = BadgeDelegate(TONE_ROLE, self.table)
        self._tone = GroupDelegate(self.table)
        self._set_up_controls()
        self._set_up_table()
        self._build()

    def show_table(self, shown: bool) -> None:
        """The table, or what stands where there is nothing."""
        self._body.setCurrentWidget(self.table if shown else self.empty)
        self.foot.setVisible(shown)

    def is_table_shown(self) -> bool:
        """Not the empty state."""
        return self._body.currentWidget() is self.table

    def lay_out_columns(self) -> None:
        """Delegates of the present campaign's columns."""
        for at, column in enumerate(self.model.columns):
            self.table.setItemDelegateForColumn(at, self._badge if column.key == "state" else self._tone)

    def fit_columns(self) -> None:
        """Share the width of the window among the usual columns; what does not fit is left out and said."""
        usual = [at for at, column in enumerate(self.model.columns) if column.is_usual]
        # Each width is rounded to a pixel: one pixel a column is kept back, or a scroll bar appears
        room = (self.table.viewport().width() - len(usual)) / theme.current().base_px
        shared = fit([self.model.columns[at] for at in usual], room)
        widths = {at: width for at, width in zip(usual, shared, strict=True) if width is not None}
        for at in range(len(self.model.columns)):
            self.table.setColumnHidden(at, at not in widths)
        self.table.set_column_widths(widths)

    def hidden_columns(self) -> list[str]:
        """Titles of the usual columns for which there is no room."""
        columns = enumerate(self.model.columns)
        return [one.title for at, one in columns if one.is_usual and self.table.isColumnHidden(at)]

    def _set_up_controls(self) -> None:
        set_role(self.new_button, "primary")
        self.unit_chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.unit_chip.setToolTip(self.tr("Show all units"))
        self.unit_chip.hide()
        self.clear_button.hide()
        self.look_button.setToolTip(self.tr("Columns and groups"))
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(self.tr("Filter"))
        self.search.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence.StandardKey.Find, self, self.search.setFocus, context=context)
        QShortcut(QKeySequence.StandardKey.New, self, self.new_button.click, context=context)

    def _set_up_table(self) -> None:
        # Without an indicator the rows keep the order of their codes until somebody sorts
        header = self.table.horizontalHeader()
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.table.setSortingEnabled(True)
        self.table.viewport().installEventFilter(self)
        header.viewport().installEventFilter(self)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def _build(self) -> None:
        controls = (
            self.picker, self.unit_chip, self.clear_button, self.search, self.filter_button, self.look_button,
            self.more_button, self.order_button, self.new_button,
        )  # fmt: skip
        for widget in controls:
            self.list_panel.add_control(widget)
        self._body.addWidget(self.table)
        self._body.addWidget(self.empty)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.chips)
        column.addWidget(self._body, 1)
        column.addWidget(self.bulk)
        column.addWidget(self.foot)
        self.list_panel.set_body(inner)
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
        for chip in (self.unit_chip, self.clear_button):
            chip.setIcon(icons.icon("close", look.muted))
        self.matrix_panel.fit()

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
