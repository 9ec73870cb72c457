"""班表: who is on duty where, on one line of time, and what can be done with a shift."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from desktop.screens.campaigns.page_head import PageHead
from desktop.screens.campaigns.roster_form import RosterForm
from widgets import theme
from widgets.empty import EmptyState
from widgets.panel import Panel
from widgets.roster_chart import RosterChart
from widgets.segmented import Segmented
from widgets.theme import set_role

DAY, WEEK = "day", "week"


class RosterPage(QWidget):
    """Layout; `roster_desk.py` fills it."""

    left = Signal()
    """Back to the list."""
    moved = Signal(int)
    """So many spans later (earlier, if negative); 0 means today."""
    deed_chosen = Signal(str)
    """What is to be done with the marked shift: in, out, handover, replace, swap, remove."""

    undone = Signal()
    """Ctrl+Z: what was taken off last comes back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = PageHead(self)
        self.form = RosterForm()
        self.plan_button = QPushButton(self.tr("Plan shifts"))
        self.span = Segmented([(DAY, self.tr("Day")), (WEEK, self.tr("Week"))])
        self.earlier, self.today, self.later = (
            QPushButton("‹"),
            QPushButton(self.tr("Today")),
            QPushButton("›"),
        )
        self.chart = RosterChart()
        self.empty = EmptyState("", icon="empty")
        self.detail = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.words = QLineEdit()
        self.deeds = {key: QPushButton() for key in ("in", "out", "handover", "replace", "swap", "remove")}
        self.panel = Panel("")
        self._build()
        self._connect()
        self.show_shift("", frozenset())

    def show_shift(self, text: str, possible: frozenset[str]) -> None:
        """The marked shift in words, and what may be done with it."""
        self.detail.setText(
            text or self.tr("Click a shift to sign, hand over or change it; click a gap to fill it.")
        )
        set_role(self.detail, "" if text else "muted")
        for key, button in self.deeds.items():
            button.setVisible(key in possible)
        self.words.setVisible(bool(possible & {"handover", "replace", "out"}))

    def show_chart(self, shown: bool) -> None:
        """The chart, or what stands where there is nothing."""
        self._stack.setCurrentWidget(self._area if shown else self.empty)
        self._foot.setVisible(shown)

    @Slot()
    def leave(self) -> None:
        """Go back one step."""
        if not self.form.leave():
            self.left.emit()

    def _build(self) -> None:
        set_role(self.plan_button, "primary")
        self.head.add_button(self.plan_button)
        self.earlier.setAccessibleName(self.tr("Earlier"))
        self.later.setAccessibleName(self.tr("Later"))
        for widget in (self.span, self.earlier, self.today, self.later):
            self.panel.add_control(widget)
        names = {
            "in": self.tr("Sign in"), "out": self.tr("Sign out"), "handover": self.tr("Hand over"),
            "replace": self.tr("Replace"), "swap": self.tr("Swap"), "remove": self.tr("Take off"),
        }  # fmt: skip
        for key, button in self.deeds.items():
            button.setText(names[key])
        self.words.setPlaceholderText(self.tr("Note for the next shift, or who replaces"))
        self._area = QScrollArea(widgetResizable=True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.chart)
        column.addStretch(1)
        self._area.setWidget(held)
        inner = QWidget()
        self._stack = QStackedLayout(inner)
        self._stack.addWidget(self._area)
        self._stack.addWidget(self.empty)
        body = QWidget()
        both = QVBoxLayout(body)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(0)
        both.addWidget(inner, 1)
        both.addWidget(self._make_foot())
        self.panel.set_body(body)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.current().unit)
        box.addWidget(self.head)
        box.addWidget(self.form)
        box.addWidget(self.panel, 1)

    def _make_foot(self) -> QWidget:
        self._foot = QWidget()
        row = QHBoxLayout(self._foot)
        look = theme.current()
        row.setContentsMargins(look.edge, look.unit, look.edge, look.unit)
        row.setSpacing(look.unit)
        row.addWidget(self.detail, 1)
        row.addWidget(self.words)
        for button in self.deeds.values():
            row.addWidget(button)
        return self._foot

    def _connect(self) -> None:
        self.head.back_clicked.connect(self.leave)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence.StandardKey.Undo, self, self.undone.emit, context=context)
        self.earlier.clicked.connect(lambda: self.moved.emit(-1))
        self.later.clicked.connect(lambda: self.moved.emit(1))
        self.today.clicked.connect(lambda: self.moved.emit(0))
        for key, button in self.deeds.items():
            button.clicked.connect(lambda _checked=False, key=key: self.deed_chosen.emit(key))
