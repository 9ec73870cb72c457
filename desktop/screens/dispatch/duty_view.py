"""Layout of the duty log's page: the day's lines on the left, how the orders stand now on the right."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.screens.dispatch.duty_foot import DutyFoot
from desktop.screens.dispatch.handed_card import HandedCard
from desktop.screens.dispatch.late_list import LateList
from widgets import icons, theme
from widgets.empty import EmptyState
from widgets.panel import Panel
from widgets.theme import set_role
from widgets.timeline import Timeline

_ARROWS = {"earlier": "chevron-left", "later": "chevron-right"}


class DutyLogView(QWidget):
    """The widgets that the page wires."""

    stepped = Signal(int)
    """Another day: -1 the one before, 1 the one after, 0 today."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = QComboBox()
        self.office.setAccessibleName(self.tr("Office"))
        self.office.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.earlier, self.later = QPushButton(), QPushButton()
        self.today = QPushButton(self.tr("Today"))
        self.day = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.copy, self.copy_table = QPushButton(self.tr("Copy")), QPushButton(self.tr("Copy as a table"))
        self.lines = Timeline()
        self.nothing = EmptyState("", icon="clock")
        self.card, self.foot, self.late = HandedCard(), DutyFoot(), LateList()
        self.log, self.now = Panel(self.tr("Duty log")), Panel(self.tr("Late now"))
        self._scroll, self._body = QScrollArea(), QStackedWidget()
        self._dress()
        self._lay_out()
        self._connect()

    def show_lines(self, shown: bool) -> None:
        """The day's lines, or the words that stand in their place."""
        self._body.setCurrentWidget(self._scroll if shown else self.nothing)

    def scroll_to_end(self) -> None:
        """The newest line stands last."""
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _dress(self) -> None:
        self.earlier.setToolTip(self.tr("The day before (Alt+Left)"))
        self.later.setToolTip(self.tr("The day after (Alt+Right)"))
        self.today.setToolTip(self.tr("Alt+Home"))
        self.copy.setToolTip(self.tr("The day's log as text, for the group chat"))
        self.copy_table.setToolTip(self.tr("The day's log with tabs, for a spreadsheet"))
        self.earlier.setAccessibleName(self.tr("Day before"))
        self.later.setAccessibleName(self.tr("Day after"))
        set_role(self.day, "strong")
        for button in (self.earlier, self.later):
            set_role(button, "plain")

    def _connect(self) -> None:
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        # not with Ctrl: that moves the cursor in the words, where it usually stands
        for days, button, key in (
            (-1, self.earlier, "Alt+Left"),
            (1, self.later, "Alt+Right"),
            (0, self.today, "Alt+Home"),
        ):
            button.clicked.connect(lambda _on=False, days=days: self.stepped.emit(days))
            shortcut = QShortcut(QKeySequence(key), self, context=within)
            shortcut.activated.connect(lambda days=days: self.stepped.emit(days))
        # a new line makes the range longer: then it is shown
        self._scroll.verticalScrollBar().rangeChanged.connect(self.scroll_to_end)

    def _lay_out(self) -> None:
        for control in (self.office, self.earlier, self.day, self.later, self.today):
            self.log.add_control(control)
        for button in (self.copy, self.copy_table):
            self.log.add_control(button)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = _Lines()
        self._inner = QVBoxLayout(content)
        self._inner.addWidget(self.lines)
        self._inner.addStretch(1)
        self._scroll.setWidget(content)
        self._body.addWidget(self.nothing)
        self._body.addWidget(self._scroll)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.card)
        column.addWidget(self._body, 1)
        column.addWidget(self.foot)
        self.log.set_body(body)
        self.now.set_body(self.late)
        self._box = QHBoxLayout(self)
        self._box.addWidget(self.log, 11)
        self._box.addWidget(self.now, 6)
        self._measure()

    def _measure(self) -> None:
        look = theme.current()
        edge = look.unit * 3 // 2
        self._box.setContentsMargins(edge, edge, edge, edge)
        self._box.setSpacing(look.unit * 2)
        self._inner.setContentsMargins(look.edge, look.unit, look.edge, look.unit)
        self._body.setMinimumHeight(look.px(8))  # the words for an empty day would ask for more
        for key, button in (("earlier", self.earlier), ("later", self.later)):
            button.setIcon(icons.icon(_ARROWS[key], look.muted))
            button.setIconSize(QSize(look.px(1.1), look.px(1.1)))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_box"):
            self._measure()


class _Lines(QWidget):
    """As high as its lines are at the width there is: wrapped labels would ask for that of a narrow one."""

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)
