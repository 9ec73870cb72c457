"""One order: its facts, its units, its timeline, and the steps that are possible now."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from db.queries.escalations import EscalationRecord
from db.queries.tasks import StepRecord, TaskRecord
from db.rules.tasks import Step
from desktop.chip import Chip
from desktop.screens.dispatch.actions import Actions
from desktop.screens.dispatch.comparing import Asked
from desktop.screens.dispatch.escalation_form import EscalationForm
from desktop.screens.dispatch.escalation_words import rungs_of_steps, taken_text, told_text
from desktop.screens.dispatch.facts import Facts
from desktop.screens.dispatch.order_files import OrderFiles
from desktop.screens.dispatch.paper_menu import PaperButton
from desktop.screens.dispatch.proposal_line import ProposalLine
from desktop.sync_words import claimed_text
from desktop.texts import moment_text, step_done_text, step_text
from widgets import theme
from widgets.compare import ComparePanel
from widgets.compare_row import CompareRow
from widgets.theme import Tone, set_role
from widgets.timeline import Timeline, TimelineItem

translate = QCoreApplication.translate
_TONES: dict[str, Tone] = {
    Step.RETURN: "alarm",
    Step.CANCEL: "neutral",
    Step.VERIFY: "done",
    Step.CLOSE: "done",
    Step.NOTE: "neutral",
}


class DetailView(QWidget):
    """Shows a `TaskRecord`; asks for steps by signal."""

    site_asked = Signal(str)
    """The site's link was pressed: its code."""
    station_asked = Signal(str)
    """The station's link was pressed: its code."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._task: TaskRecord | None = None
        self._campaign = ""
        self._rungs: Sequence[EscalationRecord] = ()
        self._language = "zh_CN"
        self.number = _selectable("muted")
        self.title = _selectable("title")
        self.copy = QPushButton(self.tr("Copy for the group"))
        self.copy.setToolTip(self.tr("Key {key} in the list").format(key="G"))
        tip = self.tr("Order sheet, return sheet: preview, print, save")
        self.paper = PaperButton(self.tr("Paper"), tip)
        self.presence = Chip()
        """Who else is at work on this order."""
        self.compare = ComparePanel()
        self.escalation, self.proposal = EscalationForm(), ProposalLine()
        self.facts = Facts()
        self.files = OrderFiles()
        self.timeline = Timeline()
        self.foot = Actions()
        self.facts.site_asked.connect(self.site_asked)
        self.facts.station_asked.connect(self.station_asked)
        self._scroll = QScrollArea()
        self._lay_out()

    @property
    def task(self) -> TaskRecord | None:
        """The order shown."""
        return self._task

    @property
    def buttons(self) -> Mapping[Step, QPushButton]:
        """The steps that are offered."""
        return self.foot.buttons

    @property
    def note(self) -> QPlainTextEdit:
        """Where the note of the next step is written."""
        return self.foot.note

    @property
    def error(self) -> QLabel:
        """What is missing, or why a step was refused."""
        return self.foot.error

    def show_task(self, task: TaskRecord, now: datetime, campaign: str, unit_code: str) -> None:
        """Show an order; what has not changed is left alone, so that a selection in it survives."""
        before, self._task, self._campaign = self._task, task, campaign
        if task != before:
            self.number.setText(task.number)
            self.title.setText(task.title)
            self.facts.show_task(task, now, campaign)
            self._show_steps(task, now)
        if before is None or before.number != task.number:
            self.compare.clear()
            self._scroll.verticalScrollBar().setValue(0)
        self.foot.show_task(task, unit_code, now)

    def show_rungs(
        self, number: str, rungs: Sequence[EscalationRecord], language: str, now: datetime
    ) -> None:
        """Rungs of the ladder that were taken for an order: its timeline says which."""
        if self._task is not None and self._task.number == number:
            self._rungs, self._language = rungs, language
            self._show_steps(self._task, now)

    def show_form(self) -> None:
        """The form of the ladder stands at the top."""
        self.escalation.show()
        self._scroll.verticalScrollBar().setValue(0)

    @Slot(object, object)
    def show_changes(self, asked: Asked, rows: Sequence[CompareRow]) -> None:
        """Somebody was faster than a step: what has changed since the order was shown."""
        if self._task is None or self._task.number != asked.task.number:
            return
        text = self.tr("The step “{step}” was not done. What has changed meanwhile:")
        self.compare.show_rows(text.format(step=step_text(asked.step)), rows)
        self._scroll.verticalScrollBar().setValue(0)

    def apply_theme(self, now: datetime) -> None:
        """Links and pills keep colours: make them anew."""
        edge, unit = theme.current().edge, theme.current().unit
        self._column.setContentsMargins(edge, unit, edge, unit)
        if self._task is not None:
            self.facts.show_task(self._task, now, self._campaign)

    def _show_steps(self, task: TaskRecord, now: datetime) -> None:
        rungs = rungs_of_steps(task.steps, [one for one in self._rungs if one.number == task.number])
        self.timeline.set_items(
            [_item(step, now, rung, self._language) for step, rung in zip(task.steps, rungs, strict=True)]
        )

    def _lay_out(self) -> None:
        look = theme.current()
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setSpacing(look.unit // 2)
        first = QHBoxLayout()
        first.addWidget(self.number, 1)
        first.addWidget(self.paper)
        first.addWidget(self.copy)
        self._column.addLayout(first)
        self._column.addWidget(self.title)
        self._column.addWidget(self.presence)
        self._column.addSpacing(look.unit // 2)
        self._column.addWidget(self.compare)
        self._column.addWidget(self.escalation)
        self._column.addSpacing(look.unit)
        self._column.addWidget(self.facts)
        self._column.addSpacing(look.unit)
        self._column.addWidget(self.files)
        self._column.addSpacing(look.unit)
        self._column.addWidget(self.timeline)
        self._column.addStretch(1)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(content)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._scroll, 1)
        box.addWidget(self.proposal)
        box.addWidget(self.foot)


def _words(step: StepRecord, now: datetime) -> str:
    """The note, with the deadline and the paper that the step is about."""
    until = ""
    if step.until is not None:
        until = translate("Detail", "until {moment}").format(moment=moment_text(step.until, now))
    return " · ".join(text for text in (until, step.document, step.note) if text)


def _selectable(role: str) -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    set_role(label, role)
    return label


def _item(step: StepRecord, now: datetime, rung: EscalationRecord | None, language: str) -> TimelineItem:
    who = " · ".join(part for part in (step.person, step.unit_name) if part)
    tone = _TONES.get(step.step, "accent")
    tip, is_wrong = claimed_text(step.at, step.received_at, step.clock_off_ms, now)
    return TimelineItem(
        moment_text(step.at, now),
        step_done_text(step.step) if rung is None else taken_text(rung, language),
        who,
        _words(step, now) if rung is None else told_text(rung),
        tone,
        tip,
        "alarm" if is_wrong else "neutral",
    )
