"""The table of goals, which are typed in place."""

from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QDoubleValidator, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QWidget
from typing_extensions import override

from desktop.evaluation import words
from desktop.evaluation.goals import Standing
from desktop.models.figures import FigureModel, ToneDelegate, record_at
from desktop.models.records import AnyIndex
from desktop.screens.air import goal_columns
from desktop.screens.air.figure_view import FigureTable
from desktop.screens.air.goal_bar import GoalBar


class GoalModel(FigureModel[Standing]):
    """Standings whose goal may be typed."""

    goal_given = Signal(object, object)
    """Fires with the standing and its new goal, None to take it away."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(goal_columns.columns(), lambda one: one.key, parent)

    @override
    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        flags = super().flags(index)
        is_goal = index.column() == goal_columns.GOAL and self.record(index.row()).county.code != ""
        return flags | Qt.ItemFlag.ItemIsEditable if index.isValid() and is_goal else flags

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and role == Qt.ItemDataRole.EditRole:
            goal = self.record(index.row()).goal
            return "" if goal is None else f"{goal:g}"
        return super().data(index, role)

    @override
    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid() or role != Qt.ItemDataRole.EditRole or index.column() != goal_columns.GOAL:
            return False
        text = str(value).strip().replace(",", ".")
        try:
            goal = float(text) if text else None
        except ValueError:
            return False
        self.goal_given.emit(self.record(index.row()), goal)
        return True


class GoalTable(FigureTable):
    """The table whose goals are typed: F2, Enter or a double click."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar, self._editor = GoalBar(self), GoalEditor(self)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)

    @override
    def delegate_of(self, column: int) -> ToneDelegate:
        return {goal_columns.BAR: self._bar, goal_columns.GOAL: self._editor}.get(column, self._delegate)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            index = self.currentIndex().siblingAtColumn(goal_columns.GOAL)
            if index.isValid() and self.state() is not QAbstractItemView.State.EditingState:
                self.setCurrentIndex(index)
                self.edit(index)
            return
        super().keyPressEvent(event)


class GoalEditor(ToneDelegate):
    """A line that takes numbers only; empty takes the goal away."""

    @override
    def createEditor(self, parent: QWidget, option: Any, index: AnyIndex) -> QWidget:
        line = QLineEdit(parent)
        validator = QDoubleValidator(0.0, 10_000.0, 3, line)
        validator.setNotation(QDoubleValidator.Notation.StandardNotation)
        line.setValidator(validator)
        line.setAlignment(Qt.AlignmentFlag.AlignRight)
        line.setAccessibleName(words.item_text(record_at(index).item))
        return line
