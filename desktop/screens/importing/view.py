"""Layout of the import page: head, settings, the columns on the left, preview and chart on the right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop.screens.importing.column_table import ColumnTable
from desktop.screens.importing.head import Head
from desktop.screens.importing.preview_model import PreviewModel
from desktop.screens.importing.settings_form import SettingsForm
from widgets import theme
from widgets.chart_plot import PlotView
from widgets.empty import EmptyState
from widgets.panel import Panel
from widgets.tables import DataTable


class ImportView(QWidget):
    """The widgets that the screen wires."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.empty = EmptyState(
            self.tr("No file chosen"),
            self.tr(
                "Drop a file of readings here, or choose one: tables of platforms, stations and devices\n"
                "(CSV, TSV, Excel), the national platform's files, weather of Open-Meteo.\n"
                "Nothing is stored before you have seen the first rows and pressed “Load”."
            ),
            icon="download",
            button=self.tr("Choose files…"),
        )
        self.head = Head()
        self.settings = SettingsForm()
        self.columns = ColumnTable()
        self.table = DataTable()
        self.preview = PreviewModel(self.table)
        self.table.setModel(self.preview)
        self.table.setAccessibleName(self.tr("First rows"))
        self.table.set_empty_text(self.tr("No rows"))
        self.chart = PlotView()
        self.settings_panel = Panel(self.tr("Table"))
        self.columns_panel = Panel(self.tr("Columns"))
        self.rows_panel = Panel(self.tr("First rows"))
        self.chart_panel = Panel(self.tr("Values"))
        self.stack = QStackedWidget()
        self._lay_out()

    def show_body(self, has_file: bool, *, is_table: bool = True, has_settings: bool = True) -> None:
        """The page, or the words that stand there before a file is chosen."""
        self.stack.setCurrentWidget(self._body if has_file else self.empty)
        self.settings_panel.setVisible(has_settings)
        self.columns_panel.setVisible(is_table)

    def apply_theme(self) -> None:
        """Sizes follow the theme."""
        look = theme.current()
        edge = look.unit * 3 // 2
        self._box.setContentsMargins(edge, edge, edge, edge)
        self._box.setSpacing(edge)
        self._splitter.setHandleWidth(edge)
        self._right.setHandleWidth(edge)
        self.chart.setMinimumHeight(look.px(6))
        self._splitter.setMinimumHeight(look.px(24))
        self.columns.apply_theme()
        self.chart.apply_theme()

    def fit_preview(self) -> None:
        """Columns as wide as their cells, within reason."""
        header = self.table.horizontalHeader()
        self.table.resizeColumnsToContents()
        widest = theme.current().px(14)
        for column in range(header.count()):
            if header.sectionSize(column) > widest:
                header.resizeSection(column, widest)

    def _lay_out(self) -> None:
        self.settings_panel.set_body(self.settings, margin=True)
        self.columns_panel.set_body(self.columns)
        self.rows_panel.set_body(self.table)
        self.chart_panel.set_body(self.chart)
        self._right = QSplitter(Qt.Orientation.Vertical)
        for panel, stretch in ((self.rows_panel, 3), (self.chart_panel, 1)):
            self._right.addWidget(panel)
            self._right.setStretchFactor(self._right.count() - 1, stretch)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        for widget, stretch in ((self.columns_panel, 5), (self._right, 6)):
            self._splitter.addWidget(widget)
            self._splitter.setStretchFactor(self._splitter.count() - 1, stretch)
        for splitter, sizes in ((self._right, (600, 190)), (self._splitter, (480, 520))):
            splitter.setChildrenCollapsible(False)
            splitter.setSizes(list(sizes))
        # what a plot would like to have is more than there is
        ignored = QSizePolicy.Policy.Ignored
        for inner in (self.chart, self.table, self.columns):
            inner.setSizePolicy(ignored, ignored)
        self._body = QScrollArea(widgetResizable=True)
        inside = QWidget()
        self._box = QVBoxLayout(inside)
        self._box.addWidget(self.head)
        self._box.addWidget(self.settings_panel)
        self._box.addWidget(self._splitter, 1)
        self._body.setWidget(inside)
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self._body)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.stack)
