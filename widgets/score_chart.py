"""How a score went from check to check: one bar a check, its failed part in alarm and hatched, painted."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from widgets import theme
from widgets.fonts import sized


@dataclass(frozen=True, slots=True)
class Score:
    """A check: items passed of items looked at, and what is said of it when the pointer rests on it."""

    passed: int
    total: int
    label: str
    tip: str = ""


class ScoreChart(QWidget):
    """Oldest on the left; as many of the newest as there is room for. The number stands above its bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scores: tuple[Score, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Scores of the checks"))

    def set_scores(self, scores: Sequence[Score]) -> None:
        """Oldest first. Hidden where there are fewer than two: one check is no history."""
        self._scores = tuple(score for score in scores if score.total > 0)
        self.setVisible(len(self._scores) > 1)
        self.setAccessibleDescription(
            ", ".join(f"{one.label} {one.passed}/{one.total}" for one in self._scores)
        )
        self.update()

    def shown(self) -> tuple[Score, ...]:
        """Those that there is room for."""
        room = max(1, (self.width() - 2 * theme.current().edge) // self._step())
        return self._scores[-room:]

    def bar_rect(self, number: int) -> QRectF:
        """The whole bar of one of the shown checks."""
        look = theme.current()
        left = look.edge + number * self._step()
        top = self._line() + look.unit / 2
        return QRectF(left, top, self._step() - look.unit, self.height() - top - self._line() - look.unit)

    def failed_rect(self, number: int) -> QRectF:
        """The part of a bar that failed, at its top."""
        score, bar = self.shown()[number], self.bar_rect(number)
        bar.setHeight(bar.height() * (score.total - score.passed) / score.total)
        return bar

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(20), theme.current().px(5.6))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._step() * 2, theme.current().px(5.6))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setFont(sized(self.font(), look.small_px))
        for number, score in enumerate(self.shown()):
            bar, failed = self.bar_rect(number), self.failed_rect(number)
            painter.fillRect(bar, QColor(look.done_soft if score.passed else look.alarm_soft))
            painter.fillRect(QRectF(bar.left(), bar.bottom() - 2, bar.width(), 2), QColor(look.done))
            if failed.height() > 0:
                painter.fillRect(failed, QColor(look.alarm_soft))
                # hatched as well: red alone must not say it
                painter.fillRect(failed, QBrush(QColor(look.alarm), Qt.BrushStyle.BDiagPattern))
            self._write(painter, number, f"{score.passed}/{score.total}", above=True)
            self._write(painter, number, score.label, above=False)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.tip_at(event.pos().x()), self)
            return True
        return bool(super().event(event))

    def tip_at(self, x: int) -> str:
        """What is said of the check whose bar stands there."""
        number, shown = (x - theme.current().edge) // self._step(), self.shown()
        return shown[number].tip if 0 <= number < len(shown) else ""

    def _write(self, painter: QPainter, number: int, text: str, *, above: bool) -> None:
        look, bar = theme.current(), self.bar_rect(number)
        painter.setPen(QColor(look.text if above else look.muted))
        width = self._step()
        top = bar.top() - self._line() if above else bar.bottom() + 1
        box = QRectF(bar.center().x() - width / 2, top, width, self._line())
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _step(self) -> int:
        return theme.current().px(4.2)

    def _line(self) -> int:
        return theme.current().px(1.15)
