"""A table whose first column stays while the others are scrolled sideways."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
)
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableView,
    QWidget,
)
from typing_extensions import override

from widgets import theme
from widgets.tables import DataTable


class FrozenTable(DataTable):
    """Column 0 of the model is always the first, and in sight whatever is scrolled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.frozen = _FrozenPart(self)
        self.frozen.doubleClicked.connect(self._activate)
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        header.sectionResized.connect(self._on_resized)
        header.sectionMoved.connect(self._keep_first)
        header.sortIndicatorChanged.connect(self._on_sorted)
        self.horizontalScrollBar().valueChanged.connect(self._place_frozen)
        self.verticalScrollBar().valueChanged.connect(self.frozen.verticalScrollBar().setValue)
        self.frozen.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self._place_frozen()

    def set_frozen_delegate(self, delegate: QAbstractItemDelegate) -> None:
        """Who paints the first column, in both places."""
        self.setItemDelegateForColumn(0, delegate)
        self.frozen.setItemDelegateForColumn(0, delegate)

    @override
    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        self.frozen.setModel(model)
        self.frozen.setSelectionModel(self.selectionModel())
        if model is not None:
            model.modelReset.connect(self._hide_others)
        self._hide_others()

    @override
    def setSelectionModel(self, selection: QItemSelectionModel) -> None:
        super().setSelectionModel(selection)
        if hasattr(self, "frozen") and self.frozen.model() is self.model():
            self.frozen.setSelectionModel(selection)

    def _hide_others(self) -> None:
        model = self.model()
        for column in range(model.columnCount() if model is not None else 0):
            self.frozen.setColumnHidden(column, column != 0)
        self._place_frozen()

    def _on_sorted(self, column: int, order: Qt.SortOrder) -> None:
        header = self.frozen.horizontalHeader()
        header.setSortIndicatorShown(column == 0)
        header.setSortIndicator(column, order)

    def _on_resized(self, column: int, _old: int, width: int) -> None:
        if column == 0:
            self.frozen.setColumnWidth(0, width)
            self._place_frozen()

    def _keep_first(self) -> None:
        header = self.horizontalHeader()
        at = header.visualIndex(0)
        if at > 0:
            header.moveSection(at, 0)

    def _place_frozen(self) -> None:
        """Over the cells that went out of sight; where nothing is scrolled there is nothing to cover."""
        is_scrolled = self.horizontalScrollBar().value() > 0
        self.frozen.setVisible(is_scrolled)
        if is_scrolled:
            header = self.horizontalHeader().height()
            height = self.viewport().height() + header
            frame = self.frameWidth()
            self.frozen.setColumnWidth(0, self.columnWidth(0))
            self.frozen.setGeometry(frame, frame, self.columnWidth(0), height)
            self.frozen.horizontalHeader().setFixedHeight(header)
            self.frozen.verticalHeader().setDefaultSectionSize(self.verticalHeader().defaultSectionSize())
            self.frozen.verticalScrollBar().setValue(self.verticalScrollBar().value())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_frozen()

    @override
    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        # the first column is always in sight: the arrows must not scroll back to it
        if index.column() > 0 or self.horizontalScrollBar().value() == 0:
            super().scrollTo(index, hint)
        else:
            beside = self.columnAt(self.columnWidth(0) + 1)
            super().scrollTo(self.model().index(index.row(), beside), hint)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "frozen"):
            self._place_frozen()


class _FrozenPart(QTableView):
    """The first column once more, above the table that it belongs to."""

    def __init__(self, owner: FrozenTable) -> None:
        super().__init__(owner)
        self._owner = owner
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._on_header_clicked)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._on_header_menu)

    def _on_header_clicked(self, column: int) -> None:
        header = self._owner.horizontalHeader()
        again = header.sortIndicatorSection() == column
        ascending = Qt.SortOrder.AscendingOrder
        turned = again and header.sortIndicatorOrder() == ascending
        self._owner.sortByColumn(column, Qt.SortOrder.DescendingOrder if turned else ascending)

    def _on_header_menu(self, place: QPoint) -> None:
        self._owner.horizontalHeader().customContextMenuRequested.emit(place)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        edge = QPainter(self.viewport())
        area = self.viewport().rect()
        edge.fillRect(area.right(), area.top(), 1, area.height(), QColor(theme.current().line_strong))
