"""The foot of an order: for which unit, the note, the steps that are possible now."""

from collections.abc import Collection, Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from db.queries.tasks import PartRecord, TaskRecord
from db.rules.tasks import NEEDS_NOTE, OPEN_STATES, Step
from desktop.attachments.waiting import WaitingRow
from desktop.screens.dispatch.aside import AsideMenu
from desktop.screens.dispatch.notes import Notes
from desktop.signing_in.permits import Permits
from desktop.texts import role_text, step_text
from widgets import theme
from widgets.note_edit import NoteEdit
from widgets.theme import repolish, set_role

FORWARD = (Step.DISPATCH, Step.RECEIVE, Step.ARRIVE, Step.REPORT, Step.VERIFY, Step.CLOSE)
"""The way of a life; the first one possible is the main button."""
ASIDE = (Step.RETURN, Step.REOPEN, Step.NOTE, Step.CANCEL)
KEYS = {
    Step.RECEIVE: "R",
    Step.ARRIVE: "A",
    Step.REPORT: "P",
    Step.VERIFY: "V",
    Step.RETURN: "T",
    Step.CLOSE: "C",
}
"""Keys in the table."""
_WORDLESS = NEEDS_NOTE | {Step.NOTE, Step.PAUSE}
"""Steps that say nothing without a sentence."""
_SAVE_MS = 1000


class Actions(QWidget):
    """Asks for steps by signal; a note that was begun is kept for each order."""

    step_asked = Signal(str, str, str)
    """A step was chosen: step, code of the unit ("" for all of them), note."""
    aside_asked = Signal(str, str, str, object)
    """A step beside the way was chosen: step, unit ("" for all), note, the later deadline or None."""
    left = Signal()
    """Esc in the note: the cursor wants back to the table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._task: TaskRecord | None = None
        self._now: datetime | None = None
        self._notes, self._permits = Notes(), Permits()
        # a program that is killed takes a second of typing with it
        self._saving = QTimer(self, singleShot=True, interval=_SAVE_MS)
        self._saving.timeout.connect(self._save)
        self._wanted: Step | None = None
        self._under_way: frozenset[str] = frozenset()
        # the second press of a double click would meet the next step, in the same place
        self._pause = QTimer(self, singleShot=True, interval=QApplication.doubleClickInterval())
        self._pause.timeout.connect(self._enable)
        self.buttons: dict[Step, QPushButton] = {}
        self.unit = QComboBox()
        self.unit.setAccessibleName(self.tr("Step for this unit"))
        self.note = NoteEdit()
        self.waiting = WaitingRow()
        self.note.setPlaceholderText(
            self.tr("Note: what was done, what is wanted; photos can be dropped here")
        )
        self.note.setAccessibleName(self.tr("Note"))
        self.note.setTabChangesFocus(True)
        self.barred = QLabel()
        self.barred.setWordWrap(True)
        set_role(self.barred, "hint")
        self.error = QLabel()
        self.error.setWordWrap(True)
        set_role(self.error, "error")
        self.aside = AsideMenu(self)
        self.aside.chosen.connect(self.press_aside)
        self._row = QHBoxLayout()
        self._lay_out()
        self.unit.currentIndexChanged.connect(self._show_buttons)
        self.note.textChanged.connect(self._on_typed)
        self._add_keys()

    @property
    def task(self) -> TaskRecord | None:
        """The order whose steps are offered."""
        return self._task

    def show_task(self, task: TaskRecord, unit_code: str, now: datetime) -> None:
        """Offer the steps of an order; another order brings its own note."""
        self._now = now
        number = self._task.number if self._task else None
        self._task = task
        if number != task.number:
            self.note.setPlainText(self._notes.change(number, self.note.toPlainText(), task.number))
            self._wanted = None
            self.refuse("")
            self._offer_units(task.parts, unit_code)
        else:
            self._offer_units(task.parts, self.unit.currentData() or "")
        self._show_buttons()

    def keep_notes(self, notes: Notes) -> None:
        """Where notes that were begun are kept."""
        self._notes = notes

    def show_permits(self, permits: Permits) -> None:
        """Who is at the console: only what they may do is offered."""
        self._permits = permits
        self.aside.show_permits(permits)
        self._show_buttons()

    def choose_unit(self, code: str) -> None:
        """Steps are for this unit's part now."""
        self.unit.setCurrentIndex(max(0, self.unit.findData(code)))

    def seen(self) -> int:
        """Newest clock of the parts that a step would move."""
        return max((part.hlc for part in self._chosen()), default=0)

    def refuse(self, text: str) -> None:
        """Say at the note what is missing or why the step was refused."""
        self.error.setText(text)
        self.error.setVisible(bool(text))
        if self.note.property("invalid") != ("true" if text else "false"):
            self.note.setProperty("invalid", "true" if text else "false")
            repolish(self.note)
        self.note.setAccessibleDescription(text)

    def set_under_way(self, numbers: Collection[str]) -> None:
        """Orders with a step on its way to the record: no other step until it has arrived."""
        self._under_way = frozenset(numbers)
        self._enable()

    def forget_note(self, number: str, sent: str) -> None:
        """The note of this order was written down; what was typed since then stays."""
        self._notes.forget(number, sent)
        is_shown = self._task is not None and self._task.number == number
        if is_shown and self.note.toPlainText().strip() == sent:
            self.note.clear()

    def press(self, step: Step) -> None:
        """Do as if the step's button was pressed; a step that is not possible now is ignored."""
        if step not in self.buttons:
            return
        note = self.note.toPlainText().strip()
        if step in _WORDLESS and not note:
            self._ask_for_note(step)
            return
        self.refuse("")
        self._wanted = None
        self.step_asked.emit(step.value, self.unit.currentData() or "", note)

    @Slot()
    def _on_typed(self) -> None:
        self.refuse("")
        self._saving.start()

    @Slot()
    def _save(self) -> None:
        if self._task is not None:
            self._notes.keep(self._task.number, self.note.toPlainText())

    @Slot(object, object)
    def press_aside(self, step: Step, until: datetime | None) -> None:
        """Do as if a step beside the way was chosen in the menu."""
        if self._is_busy() or step not in self.aside.steps():
            return
        note = self.note.toPlainText().strip()
        if step in _WORDLESS and not note:
            self._ask_for_note(step)
            return
        self.refuse("")
        self._wanted = None
        self.aside_asked.emit(step.value, self.unit.currentData() or "", note, until)

    def _ask_for_note(self, step: Step) -> None:
        self._wanted = step
        text = self.tr("Write a sentence first: the step “{step}” says nothing without it.")
        self.refuse(text.format(step=step_text(step)))
        self.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def _press_wanted(self) -> None:
        """Ctrl+Enter in the note: the step that asked for it, else the main one."""
        if self._wanted is not None and self._wanted in self.aside.steps():
            self.press_aside(self._wanted, None)
            return
        step = self._wanted if self._wanted in self.buttons else next(iter(self.buttons), None)
        if step is not None:
            self.press(step)

    def _chosen(self) -> Sequence[PartRecord]:
        code = self.unit.currentData() or ""
        parts = self._task.parts if self._task else ()
        return [part for part in parts if not code or part.unit_code == code]

    def _offer_units(self, parts: Sequence[PartRecord], code: str) -> None:
        """One unit needs no choice; of several each answers for itself, or the office acts on all."""
        offered = [(part.unit_name, part.unit_code) for part in parts]
        if len(parts) > 1:
            offered.append((self.tr("All units"), ""))
        self.unit.blockSignals(True)
        self.unit.clear()
        for name, unit_code in offered:
            self.unit.addItem(name, unit_code)
        self.choose_unit(code)
        self.unit.blockSignals(False)
        self._for.setVisible(len(parts) > 1)

    def _show_buttons(self) -> None:
        may = self._permits.may
        chosen = self._chosen()
        possible = {step for part in chosen for step in part.steps if may(step, part.unit_code)}
        if any(part.state in OPEN_STATES and may(Step.NOTE, part.unit_code) for part in chosen):
            possible.add(Step.NOTE)
        wanted = [step for step in (*FORWARD, *ASIDE) if step in possible]
        parts = self._task.parts if self._task else ()
        self.setVisible(any(part.steps for part in parts))
        is_barred = not wanted and any(part.steps for part in chosen)
        self.barred.setVisible(is_barred)
        if is_barred and self._permits.who is not None:
            text = self.tr("To look at: as {role} you do no step on this unit's part.")
            self.barred.setText(text.format(role=role_text(self._permits.who.role)))
        self.note.setVisible(bool(wanted))
        if self._now is not None:
            self.aside.offer(self._chosen(), self._now)
        if wanted != list(self.buttons):
            self._replace_buttons(wanted)
        self._enable()

    def _is_busy(self) -> bool:
        return self._task is not None and self._task.number in self._under_way

    def _enable(self) -> None:
        enabled = not self._is_busy() and not self._pause.isActive()
        self.aside.setEnabled(enabled)
        if not enabled and any(button.hasFocus() for button in self.buttons.values()):
            # a button that is disabled would pass the cursor to whatever comes next in the window
            self.note.setFocus(Qt.FocusReason.OtherFocusReason)
        for button in self.buttons.values():
            button.setEnabled(enabled)

    def _on_clicked(self, step: Step) -> None:
        self._pause.start()
        self.press(step)
        self._enable()

    def _replace_buttons(self, steps: Sequence[Step]) -> None:
        had_focus = any(button.hasFocus() for button in self.buttons.values())
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self.aside:
                widget.hide()
                widget.deleteLater()
        self.buttons = {step: self._button(step, is_main=step is steps[0]) for step in steps}
        for step, button in self.buttons.items():
            if step is Step.NOTE:
                self._row.addStretch(1)
            self._row.addWidget(button)
        if not any(step is Step.NOTE for step in steps):
            self._row.addStretch(1)
        self._row.addWidget(self.aside)
        if had_focus:
            # a button that goes away would pass the cursor to whatever comes next in the window
            self.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(self, step: Step, *, is_main: bool) -> QPushButton:
        text = step_text(step)
        button = QPushButton(text[:1].upper() + text[1:])
        if step in KEYS:
            button.setToolTip(self.tr("Key {key} in the list").format(key=KEYS[step]))
        is_primary = is_main and step in FORWARD
        set_role(button, "primary" if is_primary else "plain" if step in (Step.CANCEL, Step.NOTE) else "")
        button.clicked.connect(lambda: self._on_clicked(step))
        return button

    def _add_keys(self) -> None:
        within = Qt.ShortcutContext.WidgetShortcut
        QShortcut(QKeySequence("Ctrl+Return"), self.note, context=within).activated.connect(
            self._press_wanted
        )
        QShortcut(QKeySequence("Esc"), self.note, context=within).activated.connect(self.left)

    def _lay_out(self) -> None:
        look = theme.current()
        self._for = QWidget()
        line = QHBoxLayout(self._for)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(QLabel(self.tr("Step for")))
        line.addWidget(self.unit, 1)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(look.unit)
        for widget in (self._for, self.note, self.waiting, self.error, self.barred):
            self._column.addWidget(widget)
        self._column.addLayout(self._row)
        self.error.hide()
        self.barred.hide()
        self._measure()

    def _measure(self) -> None:
        look = theme.current()
        self._column.setContentsMargins(look.edge, look.unit, look.edge, look.edge)
        # the wall is read, seldom written on: the order gets the room
        self.note.setFixedHeight(look.px(3.2 if look.name == "projection" else 4.6))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_column"):
            self._measure()
