"""What may be done beside the way of an order: more time, pauses. A menu at the foot of its page."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from db.queries.tasks import PartRecord
from db.rules.tasks import Step
from desktop.signing_in.permits import Permits
from desktop.texts import moment_text, step_text
from desktop.time_limits import extensions
from widgets.theme import set_role

OFFERED = (Step.ASK, Step.GRANT, Step.REFUSE, Step.PAUSE, Step.RESUME)
_OF_ONE_UNIT = frozenset({Step.ASK, Step.GRANT, Step.REFUSE})
"""Each unit asks for itself, and is answered."""


class AsideMenu(QPushButton):
    """Says what was chosen; whether it needs a sentence first is its owner's question."""

    chosen = Signal(object, object)
    """A step, and the later deadline that it is about (None where there is none)."""
    escalation_asked = Signal()
    """The form of the ladder is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(self.tr("Time") + " ▾")
        # the style's own arrow hangs in the corner, below the words
        self.setStyleSheet("QPushButton::menu-indicator { image: none; width: 0; }")
        self.setToolTip(self.tr("Ask for more time, answer, pause the clocks"))
        set_role(self, "plain")
        self._parts: Sequence[PartRecord] = ()
        self._now: datetime | None = None
        self._permits = Permits()
        self._language = "zh_CN"
        self.menu_ = QMenu(self)
        self._extensions = QMenu(self)
        self.setMenu(self.menu_)
        self.menu_.aboutToShow.connect(self.fill)

    def speak(self, language: str) -> None:
        """Usual limits are data in two languages."""
        self._language = language

    def show_permits(self, permits: Permits) -> None:
        """Who is at the console."""
        self._permits = permits
        self.setVisible(bool(self.steps()))

    def offer(self, parts: Sequence[PartRecord], now: datetime) -> None:
        """For these parts; the button is not there when nothing is possible."""
        self._parts, self._now = parts, now
        self.setVisible(bool(self.steps()))

    def steps(self) -> tuple[Step, ...]:
        """What is possible for one of the parts at least; what needs a unit, for the only one."""
        may = self._permits.may
        possible = {step for part in self._parts for step in part.aside if may(step, part.unit_code)}
        if len(self._parts) != 1:
            possible -= _OF_ONE_UNIT
        elif self._parts[0].deadline is None:
            possible.discard(Step.ASK)
        return tuple(step for step in OFFERED if step in possible)

    def fill(self) -> None:
        """Make the menu anew: moments in it follow the clock."""
        self.menu_.clear()
        for step in self.steps():
            if step is Step.ASK:
                self._add_extensions()
                continue
            self._add(self.menu_, self._text(step), step, None)
        may = self._permits.may
        if any(Step.ESCALATE in part.aside and may(Step.ESCALATE, part.unit_code) for part in self._parts):
            self.menu_.addAction(self.tr("Escalate…")).triggered.connect(lambda: self.escalation_asked.emit())

    def _text(self, step: Step) -> str:
        text = step_text(step)
        text = text[:1].upper() + text[1:]
        until = self._parts[0].asked_until if step is Step.GRANT else None
        if until is None or self._now is None:
            return text
        return self.tr("{step}: until {moment}").format(step=text, moment=moment_text(until, self._now))

    def _add_extensions(self) -> None:
        """By the usual limits, counted from the deadline, or from now when that is over."""
        deadline = self._parts[0].deadline
        assert deadline is not None
        assert self._now is not None
        text = step_text(Step.ASK)
        self._extensions.clear()
        self._extensions.setTitle(text[:1].upper() + text[1:])
        self.menu_.addMenu(self._extensions)
        menu = self._extensions
        for name, until in extensions(max(deadline, self._now), self._language):
            words = self.tr("{limit} more: until {moment}")
            self._add(menu, words.format(limit=name, moment=moment_text(until, self._now)), Step.ASK, until)

    def _add(self, menu: QMenu, text: str, step: Step, until: datetime | None) -> None:
        menu.addAction(text).triggered.connect(partial(self._choose, step, until))

    def _choose(self, step: Step, until: datetime | None, _checked: bool = False) -> None:
        self.chosen.emit(step, until)
