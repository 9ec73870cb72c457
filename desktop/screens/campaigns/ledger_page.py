"""导入台账: a ledger looked at before it comes in: its columns, its rows with their fate, and the deed."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from desktop.confirm_bar import ConfirmBar
from desktop.ledgers.plan import Kind, Plan
from desktop.ledgers.units_book import UnitBook
from desktop.screens.campaigns import ledger_words as words
from desktop.screens.campaigns.ledger_boxes import LedgerColumnTable
from desktop.screens.campaigns.ledger_reading import Looked
from desktop.screens.campaigns.ledger_rows import CODE, FATE, LINE, LedgerRowsModel
from desktop.screens.campaigns.ledger_sheets import SheetsButton
from desktop.screens.campaigns.page_head import PageHead
from widgets import theme
from widgets.empty import EmptyState
from widgets.panel import Panel
from widgets.segmented import Segmented
from widgets.tables import DataTable
from widgets.theme import set_role

ALL = "all"
_FIRST_WIDTHS: dict[int, float] = {FATE: 4.5, LINE: 4}
_WIDTH = 9


class LedgerPage(QWidget):
    """Layout; `ledger_desk.py` fills it."""

    left = Signal()
    """Back to the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = PageHead(self)
        self.sheets = SheetsButton()
        self.choose = QPushButton(self.tr("Choose a file…"))
        self.guess_anew = QPushButton(self.tr("Guess anew"))
        """The columns are as in an earlier ledger: forget that."""
        self.deed = QPushButton()
        self.stop = QPushButton(self.tr("Stop"))
        self.undo = QPushButton(self.tr("Undo"))
        self.save_refused = QPushButton(self.tr("Save the refused rows…"))
        self.confirm = ConfirmBar()
        self.message = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.bar = QProgressBar(textVisible=False)
        self.table = LedgerColumnTable()
        self.rows = LedgerRowsModel(self)
        self.row_table = DataTable()
        self.kinds = Segmented([(ALL, self.tr("All"))])
        self.detail = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.beside = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.empty = EmptyState("")
        self._looked: Looked | None = None
        self._units = UnitBook(())
        self._build()
        self.kinds.chosen.connect(lambda _key: self._show_rows())
        self.row_table.selectionModel().currentRowChanged.connect(self._explain)

    def show_nothing(self, title: str, hint: str, button: str = "") -> None:
        """No file, a file that is refused, or one that is being read; the button is the way on."""
        self._looked = None
        self.table.show_mapping(None, self._units)
        self.rows.show(None, self._units)
        self.empty.set_texts(title, hint, button)
        self._stack.setCurrentWidget(self.empty)
        self.deed.hide()
        self.say("")

    def show_looked(self, looked: Looked, units: UnitBook) -> None:
        """A ledger as it would come in."""
        self._looked, self._units = looked, units
        seen = looked.seen
        self.table.show_mapping(seen.mapped, units)
        self.guess_anew.setVisible(seen.mapped.is_recalled)
        self._columns.set_note(words.mapping_note(seen.mapped))
        self._offer_kinds(seen.plan)
        self._show_rows()
        self.beside.setText(words.beside_text(seen, looked.replies))
        self.beside.setVisible(bool(self.beside.text()))
        self._stack.setCurrentWidget(self._body)
        why_not = words.nothing_text(seen.plan, looked.replies)
        self.deed.setText(words.deed_text(seen.plan))
        self.deed.setEnabled(not why_not)
        self.deed.setVisible(not why_not)
        if not self.message.text():  # what was just done is of more interest
            self.say(why_not)

    def show_busy(self, is_busy: bool) -> None:
        """A file is read or an import is under way: it can be stopped, nothing else."""
        for widget in (self.bar, self.stop):
            widget.setVisible(is_busy)
        used: tuple[QWidget, ...] = (self.choose, self.sheets, self.guess_anew, self.table)
        for one in used:
            one.setEnabled(not is_busy)
        if is_busy:
            for button in (self.deed, self.undo, self.save_refused):
                button.hide()

    def show_share(self, done: int, total: int) -> None:
        """How far it is; without a total it only moves."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def say(self, text: str, role: str = "muted") -> None:
        """A sentence under the head."""
        self.message.setText(text)
        self.message.setVisible(bool(text))
        set_role(self.message, role)

    def _offer_kinds(self, plan: Plan) -> None:
        text = self.tr("{name} {count}")
        options: Sequence[tuple[str, str]] = [
            (ALL, text.format(name=self.tr("All"), count=len(plan.rows))),
            *((kind, text.format(name=words.kind_text(kind), count=plan.count(kind))) for kind in Kind),
        ]
        self.kinds.set_options(options)

    @Slot()
    def _show_rows(self) -> None:
        if self._looked is None:
            return
        key = self.kinds.current()
        had = self.rows.columnCount()
        self.rows.show(self._looked.seen, self._units, None if key == ALL else Kind(key))
        if self.rows.columnCount() != had:
            widths = {column: float(_WIDTH) for column in range(self.rows.columnCount())}
            self.row_table.set_column_widths({**widths, **_FIRST_WIDTHS})
        self.row_table.setColumnHidden(CODE, not self.rows.has_codes)
        self.detail.setText(self.tr("Choose a row to read where and why."))

    @Slot()
    def _explain(self, current: QModelIndex | QPersistentModelIndex) -> None:
        if current.isValid():
            self.detail.setText(self.rows.explain(self.rows.row(current.row())))

    def _build(self) -> None:
        set_role(self.deed, "primary")
        for button in (self.save_refused, self.undo, self.sheets, self.choose, self.stop, self.deed):
            self.head.add_button(button)
        self.row_table.setModel(self.rows)
        self.row_table.setAccessibleName(self.tr("Rows of the ledger"))
        self.row_table.set_empty_text(self.tr("No such rows"))
        set_role(self.detail, "muted")
        set_role(self.beside, "muted")
        self._body = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        self._columns = self._panel(self.tr("Columns"), self.table, self.beside)
        self._columns.add_control(self.guess_anew)
        self._body.addWidget(self._columns)
        rows = self._panel(self.tr("What would come in"), self.row_table, self.detail)
        rows.add_control(self.kinds)
        self._body.addWidget(rows)
        self._body.setStretchFactor(0, 1)
        self._body.setStretchFactor(1, 1)
        inner = QWidget()
        self._stack = QStackedLayout(inner)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._body)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.current().unit)
        for widget in (self.head, self.confirm, self.message, self.bar):
            box.addWidget(widget)
        box.addWidget(inner, 1)
        for hidden in (self.bar, self.stop, self.undo, self.save_refused, self.deed, self.message):
            hidden.hide()
        self.sheets.hide()
        self.guess_anew.hide()

    def _panel(self, title: str, table: QWidget, foot: QLabel) -> Panel:
        panel, body, under = Panel(title), QWidget(), QHBoxLayout()
        look = theme.current()
        under.setContentsMargins(look.edge, look.unit, look.edge, look.unit)
        under.addWidget(foot, 1)
        both = QVBoxLayout(body)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(0)
        both.addWidget(table, 1)
        both.addLayout(under)
        panel.set_body(body)
        return panel
