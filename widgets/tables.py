"""The table of this program: rows by base font, no grid, tooltips for cut text, words when empty."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QByteArray,
    QEvent,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)
from typing_extensions import override

from widgets import theme


class DataTable(QTableView):
    """A read-only QTableView preset; columns and sorting are the model's."""

    row_activated = Signal(object)
    """Fires with the QModelIndex (column 0) on Enter or double click."""
    rows_selected = Signal()
    """Fires when the set of selected rows changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._empty_text = ""
        self._font_height = theme.current().px(100)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setAlternatingRowColors(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        # Tab leaves the table; inside, arrows are enough
        self.setTabKeyNavigation(False)
        self.setItemDelegate(_TooltipDelegate(self))
        self._set_up_headers()
        self.doubleClicked.connect(self._activate)

    def set_empty_text(self, text: str) -> None:
        """What the table says when its model has no rows."""
        self._empty_text = text
        self.viewport().update()

    def header_state(self) -> QByteArray:
        """Widths, order and sorting of the columns, for the settings."""
        return self.horizontalHeader().saveState()

    def restore_header_state(self, state: QByteArray) -> bool:
        """False if the state does not fit, for instance from an older version."""
        return not state.isEmpty() and self.horizontalHeader().restoreState(state)

    def set_column_widths(self, widths: dict[int, float], stretch: int | None = None) -> None:
        """Widths in multiples of the base font; `stretch` is the column that takes the rest."""
        header = self.horizontalHeader()
        for column, width in widths.items():
            header.resizeSection(column, theme.current().px(width))
        if stretch is not None:
            header.setStretchLastSection(False)
            header.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)

    def selected_rows(self) -> list[int]:
        """Rows of the model in the view, in order."""
        selection = self.selectionModel()
        return sorted(index.row() for index in selection.selectedRows()) if selection else []

    def _set_up_headers(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.verticalHeader().hide()
        self._measure()

    def _measure(self) -> None:
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(theme.current().px(2.3))
        rows.setDefaultSectionSize(theme.current().px(2.3))
        self.horizontalHeader().setMinimumSectionSize(theme.current().px(4.2))

    def _activate(self, index: QModelIndex) -> None:
        if index.isValid():
            self.row_activated.emit(index.siblingAtColumn(0))

    @override
    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is not None:
            for signal in (model.modelReset, model.rowsInserted, model.rowsRemoved):
                signal.connect(self.viewport().update)

    @override
    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.rows_selected.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._activate(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        model = self.model()
        if self._empty_text and (model is None or model.rowCount() == 0):
            painter = QPainter(self.viewport())
            painter.setPen(QColor(theme.current().muted))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            space = 2 * theme.current().unit
            room = self.viewport().rect().adjusted(space, space, -space, -space)
            painter.drawText(room, flags, self._empty_text)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._scale_columns()
            self._measure()

    def _scale_columns(self) -> None:
        """Another theme has another font: columns keep their room for words, also those a hand has pulled."""
        was, self._font_height = self._font_height, theme.current().px(100)
        if was == self._font_height:
            return
        header = self.horizontalHeader()
        header.setMinimumSectionSize(1)  # the old font's least width would hold some columns back
        for column in range(header.count()):
            if header.sectionResizeMode(column) is QHeaderView.ResizeMode.Interactive:
                header.resizeSection(column, round(header.sectionSize(column) * self._font_height / was))


class _TooltipDelegate(QStyledItemDelegate):
    """Shows the whole text of a cell that is cut, unless the model has a tooltip of its own."""

    @override
    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        text = str(index.data() or "")
        if index.data(Qt.ItemDataRole.ToolTipRole) or not text:
            return super().helpEvent(event, view, option, index)
        shown: QRect = option.rect  # type: ignore[attr-defined]
        cut = self.sizeHint(option, index).width() > shown.width()
        QToolTip.showText(event.globalPos(), text if cut else "", view)
        return True
