"""One order: its facts, its units, its timeline, and the steps that are possible now."""

from datetime import datetime

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from db.queries.tasks import PartRecord, StepRecord, TaskRecord
from db.rules.tasks import NEEDS_NOTE, State, Step, possible
from db.times import CHINA
from desktop.texts import clock_text, source_text, state_text, state_tone, step_done_text, step_text
from widgets import theme
from widgets.theme import Tone, set_role
from widgets.timeline import Timeline, TimelineItem

ACTION_ORDER = (
    Step.DISPATCH, Step.RECEIVE, Step.ARRIVE, Step.REPORT, Step.VERIFY, Step.CLOSE, Step.RETURN, Step.CANCEL,
)  # fmt: skip
"""The next step of a life first; the ways back after it."""


class DetailView(QWidget):
    """Shows a `TaskRecord`; asks for steps by signal."""

    step_asked = Signal(str, str)
    """A step button was pressed: step and note."""
    site_asked = Signal(str)
    """The site's link was pressed: its code."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._task: TaskRecord | None = None
        self._number = _selectable("muted")
        self._title = _selectable("headline")
        self._facts = QGridLayout()
        self.timeline = Timeline()
        self.note = QPlainTextEdit()
        self.note.setPlaceholderText(self.tr("Note: what was done, what is wanted…"))
        self.note.setAccessibleName(self.tr("Note"))
        self.note.setTabChangesFocus(True)
        self.error = QLabel()
        self.error.setWordWrap(True)
        set_role(self.error, "error")
        self._buttons = QHBoxLayout()
        self.buttons: dict[Step, QPushButton] = {}
        self._lay_out()

    @property
    def task(self) -> TaskRecord | None:
        """The order shown."""
        return self._task

    def show_task(self, task: TaskRecord, now: datetime, campaign: str) -> None:
        """Show an order; a note that was begun stays while the order is the same."""
        if self._task is None or self._task.number != task.number:
            self.note.clear()
            self.error.clear()
            self.error.hide()
        self._task = task
        self._number.setText(task.number)
        self._title.setText(task.title)
        self._show_facts(task, now, campaign)
        self.timeline.set_items([_item(step) for step in task.steps])
        self._show_buttons(task)

    def refuse(self, text: str) -> None:
        """Say at the note what is missing or why the step was refused."""
        self.error.setText(text)
        self.error.setVisible(bool(text))

    def press(self, step: Step) -> None:
        """Do as if the step's button was pressed; a step that is not possible now is ignored."""
        if step not in self.buttons:
            return
        note = self.note.toPlainText().strip()
        if step in NEEDS_NOTE and not note:
            self.refuse(
                self.tr("Write a sentence first: the step “{step}” says nothing without it.").format(
                    step=step_text(step)
                )
            )
            self.note.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.refuse("")
        self.step_asked.emit(step.value, note)

    def _show_facts(self, task: TaskRecord, now: datetime, campaign: str) -> None:
        while (item := self._facts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        rows: list[tuple[str, QWidget]] = [
            (self.tr("Units"), _Parts(task.parts, now)),
            (self.tr("Found"), _text(task.found)),
            (self.tr("Required"), _text(task.required)),
            (self.tr("Legal basis"), _text(task.legal_basis)),
            (self.tr("Site"), self._site(task)),
            (self.tr("Station"), _text(task.station_name)),
            (self.tr("Campaign"), _text(campaign)),
            (self.tr("Source"), _text(source_text(task.source))),
        ]
        shown = [
            (label, widget)
            for label, widget in rows
            if not (isinstance(widget, QLabel) and not widget.text())
        ]
        for row, (label, widget) in enumerate(shown):
            caption = QLabel(label)
            set_role(caption, "muted")
            self._facts.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(widget, row, 1)

    def _site(self, task: TaskRecord) -> QWidget:
        if not task.site_code:
            return QLabel()
        link = QLabel()
        link.setTextFormat(Qt.TextFormat.RichText)
        colour = theme.current().accent
        link.setText(
            f'<a href="{task.site_code}" style="color:{colour}">{task.site_name} · {task.site_code}</a>'
        )
        link.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        link.setWordWrap(True)
        link.linkActivated.connect(self.site_asked)
        return link

    def _show_buttons(self, task: TaskRecord) -> None:
        steps = {step for part in task.parts for step in possible(State(part.state))}
        wanted = [step for step in ACTION_ORDER if step in steps]
        if wanted == list(self.buttons):
            return
        while (item := self._buttons.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self.buttons = {step: self._button(step, first=number == 0) for number, step in enumerate(wanted)}
        self._buttons.addStretch(1)
        self.note.setVisible(bool(wanted))

    def _button(self, step: Step, *, first: bool) -> QPushButton:
        text = step_text(step)
        button = QPushButton(text[:1].upper() + text[1:])
        set_role(button, "primary" if first else "danger" if step is Step.CANCEL else "")
        button.clicked.connect(lambda: self.press(step))
        self._buttons.addWidget(button)
        return button

    def _lay_out(self) -> None:
        look = theme.current()
        self._facts.setColumnStretch(1, 1)
        self._facts.setHorizontalSpacing(look.unit * 2)
        self._facts.setVerticalSpacing(look.unit)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(look.edge, look.unit, look.edge, look.unit)
        column.setSpacing(look.unit)
        column.addWidget(self._number)
        column.addWidget(self._title)
        column.addSpacing(look.unit)
        column.addLayout(self._facts)
        column.addSpacing(look.unit)
        column.addWidget(self.timeline)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(content)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(scroll, 1)
        box.addWidget(self._action_bar())
        self._measure()

    def _action_bar(self) -> QWidget:
        look = theme.current()
        bar = QWidget()
        column = QVBoxLayout(bar)
        column.setContentsMargins(look.edge, look.unit, look.edge, look.edge)
        column.setSpacing(look.unit)
        column.addWidget(self.note)
        column.addWidget(self.error)
        column.addLayout(self._buttons)
        self.error.hide()
        return bar

    def _measure(self) -> None:
        self.note.setFixedHeight(theme.current().px(4.6))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._measure()


class _Parts(QWidget):
    """A line a unit: its name, state and clock."""

    def __init__(self, parts: tuple[PartRecord, ...], now: datetime) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(3, 1)
        grid.setHorizontalSpacing(theme.current().unit * 2)
        for row, part in enumerate(parts):
            name = _text(part.unit_name)
            state = QLabel(state_text(part.state))
            clock = QLabel(clock_text(part.deadline, now, part.state))
            due = QLabel(_moment(part.deadline) if part.deadline else "")
            set_role(state, _role(state_tone(part.state, overdue=False)))
            set_role(clock, "alarm" if part.overdue(now) else "muted")
            set_role(due, "muted")
            for column, widget in enumerate((name, state, clock, due)):
                grid.addWidget(widget, row, column, Qt.AlignmentFlag.AlignTop)


def _role(tone: Tone) -> str:
    return {"alarm": "alarm", "done": "done"}.get(tone, "strong")


def _text(text: str | None) -> QLabel:
    label = _selectable("")
    label.setText(text or "")
    return label


def _selectable(role: str) -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if role:
        set_role(label, role)
    return label


def _moment(value: datetime) -> str:
    return value.astimezone(CHINA).strftime("%m-%d %H:%M")


def _item(step: StepRecord) -> TimelineItem:
    tone: Tone = "alarm" if step.step in (Step.RETURN, Step.CANCEL) else "neutral"
    if step.step in (Step.CLOSE, Step.VERIFY):
        tone = "done"
    who = " · ".join(part for part in (step.person, step.unit_name) if part)
    return TimelineItem(_moment(step.at), step_done_text(step.step), who, step.note or "", tone)
