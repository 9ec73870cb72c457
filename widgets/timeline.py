"""The life of an order, step under step, as text that wraps and can be copied."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from widgets import icons, theme
from widgets.theme import Tone, set_role


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One step: when, what, who, in what words."""

    time_text: str
    title: str
    who: str = ""
    note: str = ""
    tone: Tone = "neutral"
    time_tip: str = ""
    """What is to be known of its time; empty: nothing, and no mark stands beside it."""
    time_tone: Tone = "neutral"


class Timeline(QWidget):
    """Steps from top to bottom; put it into a scroll area."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: tuple[TimelineItem, ...] = ()
        self._rows: list[_Step] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addStretch(1)
        self.setAccessibleName(self.tr("Timeline"))

    def set_items(self, items: Sequence[TimelineItem]) -> None:
        """Steps that are already there are kept, so that a selection in their text survives."""
        new = tuple(items)
        same = 0
        while same < min(len(new), len(self._items)) and new[same] == self._items[same]:
            same += 1
        for row in self._rows[same:]:
            self._box.removeWidget(row)
            row.hide()
            row.deleteLater()
        del self._rows[same:]
        for item in new[same:]:
            self._rows.append(_Step(item))
            self._box.insertWidget(len(self._rows) - 1, self._rows[-1])
        self._items = new
        for index, row in enumerate(self._rows):
            row.set_ends(index == 0, index == len(self._rows) - 1)

    def text(self) -> str:
        """All steps as plain text, for the clipboard."""
        return "\n".join(
            " ".join(part for part in (item.time_text, item.title, item.who, item.note) if part)
            for item in self._items
        )


class _Step(QWidget):
    """One step with its dot on the line."""

    def __init__(self, item: TimelineItem) -> None:
        super().__init__()
        self._item = item
        self._first = self._last = False
        self._title = _label(item.title, "strong")
        self._grid = QGridLayout(self)
        self._grid.addWidget(self._title, 0, 0)
        self._mark = QLabel()
        time = _label(item.time_text, "muted")
        time.setWordWrap(False)
        top = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(self._mark, 0, 1, top)
        self._grid.addWidget(time, 0, 2, top)
        for label in (self._mark, time):
            label.setToolTip(item.time_tip)
            label.setAccessibleDescription(item.time_tip)
        self._grid.setColumnStretch(0, 1)
        for row, (text, role) in enumerate(((item.who, "muted"), (item.note, "")), start=1):
            if text:
                self._grid.addWidget(_label(text, role), row, 0, 1, 3)
        self._measure()

    def set_ends(self, first: bool, last: bool) -> None:
        self._first, self._last = first, last
        self.update()

    def _measure(self) -> None:
        unit = theme.current().unit
        self._grid.setContentsMargins(theme.current().px(1.9), unit // 2, 0, unit)
        self._grid.setHorizontalSpacing(unit)
        self._grid.setVerticalSpacing(unit // 4)
        self._draw_mark()

    def _draw_mark(self) -> None:
        """A clock where the time needs an explanation."""
        self._mark.setVisible(bool(self._item.time_tip))
        if self._item.time_tip:
            side = theme.current().px(1.1)
            picture = icons.icon("clock", theme.current().tone(self._item.time_tone)[0])
            self._mark.setPixmap(picture.pixmap(QSize(side, side), self.devicePixelRatioF()))
            # on the line of the words beside it
            self._mark.setContentsMargins(0, theme.current().px(0.15), 0, 0)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, radius = look.px(0.7), look.px(0.33)
        y = self._title.geometry().top() + self._title.fontMetrics().height() / 2
        painter.setPen(QPen(QColor(look.line_strong), max(1, look.px(0.09))))
        if not self._first:
            painter.drawLine(QPointF(x, 0), QPointF(x, y))
        if not self._last:
            painter.drawLine(QPointF(x, y), QPointF(x, self.height()))
        ink = look.tone(self._item.tone)[0]
        painter.setPen(QPen(QColor(look.surface), radius * 0.8))
        painter.setBrush(QColor(ink))
        painter.drawEllipse(QPointF(x, y), radius * 1.4, radius * 1.4)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_title"):
            self._measure()


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    label.setTextInteractionFlags(flags)
    # Selectable by keyboard would put every line into the tab order
    label.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    if role:
        set_role(label, role)
    return label
