"""The pages of a paper before they go to the printer: a window of its own that blocks nothing."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.reports.pdf_papers import draw
from desktop.reports.sheets import Paper
from widgets import theme
from widgets.theme import set_role


class PreviewDialog(QDialog):
    """Page by page, larger and smaller; the printer is asked for last."""

    def __init__(self, paper: Paper, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self.setWindowTitle(f"{title} {paper.name}")
        self._paper = paper
        self._printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        self.pages = QPrintPreviewWidget(self._printer)
        self.pages.paintRequested.connect(self._draw)
        self.pages.previewChanged.connect(self._say)
        self.where = QLabel()
        set_role(self.where, "muted")
        self.print = QPushButton(self.tr("Print…"))
        set_role(self.print, "primary")
        self.print.clicked.connect(self._on_print)
        self._lay_out()
        self._fit()

    @Slot(QPrinter)
    def _draw(self, printer: QPrinter) -> None:
        draw(self._paper, printer)

    @Slot()
    def _say(self) -> None:
        text = self.tr("Page {page} of {count}")
        self.where.setText(text.format(page=self.pages.currentPage(), count=self.pages.pageCount()))

    @Slot()
    def _on_print(self) -> None:
        dialog = QPrintDialog(self._printer, self)
        dialog.accepted.connect(self.pages.print_)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    def _turn(self, step: int) -> None:
        page = min(max(1, self.pages.currentPage() + step), self.pages.pageCount())
        self.pages.setCurrentPage(page)
        self._say()

    def _lay_out(self) -> None:
        look = theme.current()
        bar = QHBoxLayout()
        bar.setContentsMargins(look.unit, look.unit, look.unit, look.unit)
        for text, tip, deed in (
            ("‹", self.tr("Previous page"), lambda: self._turn(-1)),
            ("›", self.tr("Next page"), lambda: self._turn(1)),
            ("−", self.tr("Zoom out"), self.pages.zoomOut),
            ("+", self.tr("Zoom in"), self.pages.zoomIn),
            (self.tr("Whole page"), "", self.pages.fitInView),
        ):
            button = QPushButton(text)
            button.setToolTip(tip)
            button.setAccessibleName(tip or text)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, deed=deed: deed())
            bar.addWidget(button)
        bar.addWidget(self.where)
        bar.addStretch(1)
        bar.addWidget(self.print)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(bar)
        box.addWidget(self.pages, 1)
        for key, step in (("PgUp", -1), ("PgDown", 1)):
            QShortcut(QKeySequence(key), self).activated.connect(lambda step=step: self._turn(step))

    def _fit(self) -> None:
        look = theme.current()
        parent = self.parentWidget()
        room = parent.window().size() if parent is not None else self.sizeHint()
        wide, high = look.px(52), max(look.px(30), room.height() - look.px(4))
        self.resize(min(wide, max(look.px(30), room.width() - look.px(4))), high)
        self.pages.setZoomMode(QPrintPreviewWidget.ZoomMode.FitInView)
