"""The head of the import page: which file, what came of looking at it, and what can be done now."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.screens.sync.detail import words_label
from widgets import theme
from widgets.elided import ElidedLabel
from widgets.panel import draw_card
from widgets.theme import Tone, set_role

_STEPS = 1000
_ROLES: dict[Tone, str] = {"alarm": "alarm", "done": "done"}


class Head(QWidget):
    """Layout; the screen fills it and answers its buttons."""

    refused_asked = Signal()
    """The file with the refused rows shall be shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ElidedLabel()
        set_role(self.title, "headline")
        self.counts = words_label("", "muted")
        self.problem = words_label("", "error")
        self.result = words_label("")
        self.choose = QPushButton(self.tr("Choose files…"))
        self.load_profile = QPushButton(self.tr("Load profile…"))
        self.save_profile = QPushButton(self.tr("Save profile…"))
        self.load = QPushButton(self.tr("Load"))
        set_role(self.load, "primary")
        self.refused = QPushButton(self.tr("Show the refused rows"))
        self.refused.clicked.connect(self.refused_asked)
        self.cancel = QPushButton(self.tr("Stop"))
        self.bar = QProgressBar(textVisible=False)
        self.bar.setRange(0, _STEPS)
        self.stage = QLabel()
        self._work = QWidget()
        self._lay_out()
        self.show_idle()
        self.show_result("", "neutral", has_refused=False)

    def show_file(self, title: str, tooltip: str) -> None:
        """The files that are being looked at."""
        self.title.setText(title)
        self.title.setToolTip(tooltip)

    def show_found(self, counts: str, problem: str, *, can_load: bool, is_table: bool) -> None:
        """What the first rows have told."""
        self.counts.setText(counts)
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.load.setEnabled(can_load)
        self.load_profile.setEnabled(is_table)
        self.save_profile.setEnabled(is_table)

    def show_busy(self, text: str, fraction: float) -> None:
        """A load is under way."""
        self.stage.setText(text)
        self.bar.setValue(round(fraction * _STEPS))
        self._work.show()
        for button in self._buttons():
            button.setEnabled(False)

    def show_idle(self) -> None:
        """Nothing is under way."""
        self._work.hide()
        for button in self._buttons():
            button.setEnabled(True)

    def show_result(self, text: str, tone: Tone, *, has_refused: bool) -> None:
        """What the last load has done."""
        self.result.setText(text)
        self.result.setVisible(bool(text))
        set_role(self.result, _ROLES.get(tone, ""))
        self.refused.setVisible(has_refused)

    def _buttons(self) -> tuple[QPushButton, ...]:
        return self.choose, self.load_profile, self.save_profile, self.load

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.title, 1)
        for button in self._buttons():
            row.addWidget(button)
        work = QHBoxLayout(self._work)
        work.setContentsMargins(0, 0, 0, 0)
        work.addWidget(self.stage)
        work.addWidget(self.bar, 1)
        work.addWidget(self.cancel)
        outcome = QHBoxLayout()
        outcome.addWidget(self.result, 1)
        outcome.addWidget(self.refused)
        self._column = QVBoxLayout(self)
        self._column.addLayout(row)
        self._column.addWidget(self.counts)
        self._column.addWidget(self.problem)
        self._column.addWidget(self._work)
        self._column.addLayout(outcome)
        self._measure()

    def _measure(self) -> None:
        look = theme.current()
        self._column.setContentsMargins(look.edge, look.unit, look.edge, look.unit)
        self._column.setSpacing(look.unit // 2)
        self.bar.setFixedHeight(look.px(0.6))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        draw_card(QPainter(self), self.rect())

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_column"):
            self._measure()
