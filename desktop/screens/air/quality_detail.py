"""One finding: its hours with the neighbours, a reason, confirm or dismiss, what people said before."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.evaluation.doubts import CONFIRMED, DISMISSED, OPEN
from widgets import theme
from widgets.live_chart import LiveChart
from widgets.theme import set_role


class QualityDetail(QWidget):
    """Shows a finding and asks for a word on it."""

    ruled = Signal(str, str)
    """Fires with the verdict and the reason."""
    taken_back = Signal()
    """The word on it shall not count any more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._figures = QLabel(), QLabel()
        set_role(self._title, "title")
        set_role(self._figures, "muted")
        self.chart = LiveChart()
        self.chart.set_empty_text(self.tr("No readings around these hours"))
        self.reason = QLineEdit(placeholderText=self.tr("Reason, kept in the log"))
        self.reason.setAccessibleName(self.tr("Reason"))
        self.confirm = QPushButton(self.tr("Confirm"))
        self.confirm.setToolTip(
            self.tr("The hours are wrong and leave every statistic; readings stay (Alt+C)")
        )
        self.dismiss = QPushButton(self.tr("Dismiss"))
        self.dismiss.setToolTip(self.tr("The hours are right and stay in every statistic (Alt+D)"))
        self.take_back = QPushButton(self.tr("Take back"))
        self.take_back.setToolTip(self.tr("Nobody has ruled on it any more; the log keeps what was said"))
        self._said_title, self._said = QLabel(self.tr("Said before")), QLabel()
        for label in (self._title, self._figures, self._said):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        set_role(self._said_title, "strong")
        set_role(self._said, "muted")
        self._lay_out()
        self.reason.textChanged.connect(self._on_reason)
        self.confirm.clicked.connect(lambda: self._rule(CONFIRMED))
        self.dismiss.clicked.connect(lambda: self._rule(DISMISSED))
        self.take_back.clicked.connect(self.taken_back)

    def show_texts(self, title: str, figures: str, state: str, said: Sequence[str]) -> None:
        """What is looked at, what led to it, and what people said."""
        self._title.setText(title)
        self._figures.setText(figures)
        self._figures.setVisible(bool(figures))
        self._said.setText("\n".join(said))
        for label in (self._said_title, self._said):
            label.setVisible(bool(said))
        self.take_back.setVisible(state != OPEN)
        self._on_reason()

    def ask_reason(self) -> None:
        """Put the cursor where the reason is typed."""
        self.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def apply_theme(self) -> None:
        """Sizes follow the theme."""
        look = theme.current()
        self._box.setContentsMargins(look.edge, look.unit, look.edge, look.unit)
        self._box.setSpacing(look.unit)
        self._row.setSpacing(look.unit)
        self.chart.setMinimumHeight(look.px(10))

    def _lay_out(self) -> None:
        self._row = QHBoxLayout()
        for button in (self.confirm, self.dismiss, self.take_back):
            self._row.addWidget(button)
        self._row.addStretch(1)
        self._box = QVBoxLayout(self)
        for part in (self._title, self._figures):
            self._box.addWidget(part)
        self._box.addWidget(self.chart, 1)
        self._box.addWidget(self.reason)
        self._box.addLayout(self._row)
        self._box.addWidget(self._said_title)
        self._box.addWidget(self._said)
        self.apply_theme()

    @Slot()
    def _on_reason(self) -> None:
        """Nobody rules without a reason."""
        has_reason = bool(self.reason.text().strip())
        self.confirm.setEnabled(has_reason)
        self.dismiss.setEnabled(has_reason)

    def _rule(self, verdict: str) -> None:
        self.ruled.emit(verdict, self.reason.text().strip())
