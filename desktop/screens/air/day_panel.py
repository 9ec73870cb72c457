"""One day of the calendar: its figures, its hours, and whether it is a sand-dust day."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from db.queries.air import MarkRecord
from desktop.air.aqi import CODES, primary_codes
from desktop.air.periods import hour_of_day
from desktop.air.standards import Edition
from desktop.evaluation.calendar_days import DayOfHours, Hour
from desktop.evaluation.words import number_text
from desktop.models.figures import RIGHT, FigureColumn, FigureModel, FigureOrder, sort_number
from desktop.screens.air.day_words import DIGITS, level_word, mark_text
from desktop.screens.air.figure_view import FigureTable
from widgets import theme
from widgets.theme import set_role

translate = QCoreApplication.translate


class DayPanel(QWidget):
    """Shows a day and asks for a word on it."""

    marked = Signal(str)
    """Fires with the reason: this is a sand-dust day."""
    unmarked = Signal()
    """It is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels = [QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText) for _ in range(4)]
        set_role(self._labels[0], "title")
        set_role(self._labels[1], "strong")
        set_role(self._labels[3], "muted")
        self._mark = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.reason = QLineEdit(placeholderText=self.tr("Reason for sand dust, kept in the log"))
        self.reason.setAccessibleName(self.tr("Reason"))
        self.mark = QPushButton(self.tr("Mark as sand dust"))
        self.unmark = QPushButton(self.tr("Remove the mark"))
        self.model: FigureModel[Hour] = FigureModel((), lambda hour: hour.label, self)
        self.order: FigureOrder[Hour] = FigureOrder(self.model, self)
        self.table = FigureTable(fills=False)
        self.table.setAccessibleName(self.tr("Hours"))
        self.table.set_empty_text(self.tr("No hours of this day"))
        self.table.set_figures(self.model, self.order)
        self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self._edition: Edition | None = None
        self._can_mark = False
        self._lay_out()
        self.reason.textChanged.connect(self._on_reason)
        self.reason.returnPressed.connect(self.mark.click)
        self.mark.clicked.connect(lambda: self.marked.emit(self.reason.text().strip()))
        self.unmark.clicked.connect(self.unmarked)

    def show_day(self, day: date, lines: Sequence[str], mark: MarkRecord | None, *, can_mark: bool) -> None:
        """The figures of a day, and what was said of it."""
        for label, line in zip(self._labels, lines, strict=True):
            label.setText(line)
            label.setVisible(bool(line))
        self._can_mark = can_mark
        self._mark.setText(mark_text(mark) if mark is not None else "")
        self._mark.setVisible(mark is not None)
        self.unmark.setVisible(mark is not None)
        for part in (self.reason, self.mark):
            part.setVisible(mark is None and can_mark)
        self._on_reason()

    def show_hours(self, found: DayOfHours, language: str) -> None:
        """The hours of the day."""
        hours = [hour for hour in found.hours if any(value is not None for value in hour.values)]
        if found.edition != self._edition:
            self._edition = found.edition
            self.model.exchange(_columns(found.edition, language), hours)
        else:
            self.model.show(hours)

    def apply_theme(self) -> None:
        """Sizes follow the theme."""
        look = theme.current()
        self._box.setContentsMargins(look.edge, 0, look.edge, look.unit)
        self._box.setSpacing(look.unit)
        self.table.fit()

    def _lay_out(self) -> None:
        self._box = QVBoxLayout(self)
        for label in (*self._labels, self._mark):
            self._box.addWidget(label)
        row = QHBoxLayout()
        row.addWidget(self.reason, 1)
        row.addWidget(self.mark)
        row.addWidget(self.unmark)
        row.addStretch(0)
        self._box.addLayout(row)
        self._box.addWidget(self.table, 1)
        self.apply_theme()

    @Slot()
    def _on_reason(self) -> None:
        """Nobody marks a day without a reason."""
        self.mark.setEnabled(self._can_mark and bool(self.reason.text().strip()))


def _columns(edition: Edition, language: str) -> Sequence[FigureColumn[Hour]]:
    def level(hour: Hour) -> str:
        found = edition.level(hour.level) if hour.aqi is not None else None
        return level_word(found, language) if found is not None else "NA"

    return (
        FigureColumn(
            lambda: translate("Air", "Hour"),
            lambda hour: str(hour_of_day(hour.label)),
            lambda hour: float(hour.label),
            RIGHT,
            width=4.8,
        ),
        FigureColumn(
            lambda: "AQI",
            lambda hour: "NA" if hour.aqi is None else str(hour.aqi),
            lambda hour: sort_number(None if hour.aqi is None else float(hour.aqi)),
            RIGHT,
            width=4,
        ),
        FigureColumn(lambda: translate("Air", "Level"), level, width=8.6, rank=1),
        FigureColumn(
            lambda: translate("Air", "Primary"), lambda hour: primary_codes(hour.primary), width=6, rank=2
        ),
        *(_value(row) for row in range(len(CODES))),
    )


def _value(row: int) -> FigureColumn[Hour]:
    return FigureColumn(
        lambda: CODES[row],
        lambda hour: number_text(hour.values[row], DIGITS[row]),
        lambda hour: sort_number(hour.values[row]),
        RIGHT,
        number=lambda hour: hour.values[row],
        decimals=DIGITS[row],
        width=4.4,
    )
