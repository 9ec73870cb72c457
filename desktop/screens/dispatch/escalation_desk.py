"""The ladder at an order's page: what lateness calls for, the form, what is written down."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal, Slot
from sqlalchemy.orm import Session

from db.actor import Actor
from db.changes import Changes
from db.commands.escalations import NewEscalation, escalate
from db.errors import DomainError, StaleError
from db.queries.escalations import EscalationRecord, escalations
from db.queries.tasks import PartRecord, TaskRecord
from db.queries.units import people
from db.rules.ladder import Rung
from db.rules.tasks import Step
from desktop.context import Context
from desktop.ladder import called_for, level_name, next_level
from desktop.screens.dispatch.detail import DetailView
from desktop.screens.dispatch.escalation_form import Begun
from desktop.texts import duration_text, error_text, role_text


@dataclass(frozen=True, slots=True)
class _Found:
    """What was taken for an order so far, and who belongs to its units."""

    task: TaskRecord
    rungs: list[EscalationRecord]
    people: Mapping[str, Sequence[str]]


class EscalationDesk(QObject):
    """Reads the rungs of the order that is shown; proposes, never does anything by itself."""

    order_wanted = Signal(str)
    """This order shall be shown, for its form."""
    refused = Signal()
    """The record refused a rung: what is shown may be stale."""

    def __init__(self, context: Context, detail: DetailView, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._detail = context, detail
        self._found: _Found | None = None
        self._open = ""
        self._begun: dict[str, Begun] = {}
        self._wanted: tuple[str, str] | None = None
        detail.proposal.pressed.connect(self.begin)
        detail.foot.aside.escalation_asked.connect(self.begin)
        detail.foot.unit.currentIndexChanged.connect(self.refresh)
        detail.escalation.left.connect(self._leave)
        detail.escalation.written.connect(self._write)

    def show_task(self, task: TaskRecord) -> None:
        """Another order, or the same read again; a form that was begun waits for its order."""
        if self._open and self._open != task.number:
            self._begun[self._open] = self._detail.escalation.begun()
            self._close()
        if self._found is not None and self._found.task.number != task.number:
            self._found = None
            self.refresh()
        self._context.jobs.read(
            partial(_read, task=task), self._on_read, error=self._context.report_error, key="dispatch.ladder"
        )

    @Slot(str, str)
    def open_for(self, number: str, unit_code: str) -> None:
        """Show an order with its form open for a unit."""
        self._wanted = (number, unit_code)
        self.order_wanted.emit(number)

    @Slot()
    def refresh(self) -> None:
        """Lateness goes on, or another unit was chosen: say what is called for now."""
        found = self._called()
        if found is None or self._open:
            self._detail.proposal.propose("", "", "")
            return
        part, rung = found
        assert part.deadline is not None
        late = duration_text((self._context.now() - part.deadline).total_seconds())
        name = level_name(rung.level, self._context.language)
        text = self.tr("Late by {duration}: {rung} is proposed ({unit})")
        told = self.tr(", ").join(role_text(role) for role in rung.told)
        self._detail.proposal.propose(
            text.format(duration=late, rung=name, unit=part.unit_name),
            name,
            self.tr("To be told: {roles}").format(roles=told),
        )

    @Slot()
    def begin(self, unit_code: str = "") -> None:
        """Open the form, with what was typed before or what is called for."""
        found = self._found
        if found is None or self._open:
            return
        units = [(part.unit_code, part.unit_name) for part in found.task.parts if self._may(part)]
        if not units:
            return
        number, form = found.task.number, self._detail.escalation
        self._open = number
        form.offer(units, found.people, self._context.language)
        begun = self._begun.pop(number) if number in self._begun else self._proposed(unit_code)
        form.begin(begun)
        self._detail.show_form()
        form.level.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def _may(self, part: PartRecord) -> bool:
        """The step is possible, and whoever is there may do it."""
        return Step.ESCALATE in part.aside and self._context.permits.may(Step.ESCALATE, part.unit_code)

    def _proposed(self, unit_code: str) -> Begun:
        """The rung that is called for; without one, the next."""
        called = self._called(unit_code)
        if called is not None:
            return Begun(called[1].level, called[0].unit_code, "", "", "", "")
        code = unit_code or self._detail.foot.unit.currentData() or ""
        return Begun(next_level(self._levels(code)), code, "", "", "", "")

    def _called(self, unit_code: str = "") -> tuple[PartRecord, Rung] | None:
        """The chosen unit's part and its rung; with all of them chosen, the latest part's."""
        if self._found is None:
            return None
        code, now = unit_code or self._detail.foot.unit.currentData() or "", self._context.now()
        parts = [part for part in self._found.task.parts if code in ("", part.unit_code) and self._may(part)]
        called = [
            (part, rung) for part in parts if (rung := called_for(part, now, self._levels(part.unit_code)))
        ]
        return min(called, key=lambda one: one[0].deadline or now, default=None)

    def _levels(self, unit_code: str) -> list[str]:
        rungs = self._found.rungs if self._found is not None else ()
        return [rung.level for rung in rungs if rung.unit_code == unit_code]

    def _on_read(self, found: _Found) -> None:
        shown = self._detail.task
        if shown is None or shown.number != found.task.number:
            return
        self._found = found
        number = found.task.number
        self._detail.show_rungs(number, found.rungs, self._context.language, self._context.now())
        self.refresh()
        if self._wanted is not None and self._wanted[0] == number:
            unit_code = self._wanted[1]
            self._wanted = None
            self._detail.foot.choose_unit(unit_code)
            self.begin(unit_code)
        elif number in self._begun:
            self.begin()

    @Slot()
    def _leave(self) -> None:
        self._close()
        self.refresh()

    def _close(self) -> None:
        self._open = ""
        self._detail.escalation.hide()

    @Slot(object)
    def _write(self, rung: NewEscalation) -> None:
        found = self._found
        if found is None or found.task.number != self._open:
            return
        number, actor = self._open, self._context.actor()
        part = next(part for part in found.task.parts if part.unit_code == rung.unit_code)
        taken = len(self._levels(rung.unit_code))
        self._detail.escalation.set_busy(True)
        self._context.jobs.write(
            lambda session: _take(session, actor, number, rung, part.hlc, taken),
            lambda _changes: self._on_written(number),
            error=lambda error: self._on_refused(number, error),
            initiator=self.parent(),
        )

    def _on_written(self, number: str) -> None:
        self._detail.escalation.set_busy(False)
        self._begun.pop(number, None)
        if self._open == number:
            self._leave()

    def _on_refused(self, number: str, error: Exception) -> None:
        self._detail.escalation.set_busy(False)
        if not isinstance(error, DomainError):
            self._context.report_error(error)
        elif self._open == number:
            self._detail.escalation.refuse(error_text(error))
        else:
            self._context.navigator.message.emit(error_text(error), "error", "")
        self.refused.emit()


def _read(session: Session, *, task: TaskRecord) -> _Found:
    members: dict[str, list[str]] = defaultdict(list)
    for person in people(session):
        members[person.unit_code or ""].append(person.name)
    return _Found(task, escalations(session, number=task.number), members)


def _take(session: Session, actor: Actor, number: str, rung: NewEscalation, seen: int, taken: int) -> Changes:
    """Write a rung; not when somebody has written one meanwhile, for it would stand there twice."""
    if len(escalations(session, number=number, unit_code=rung.unit_code)) != taken:
        raise StaleError(what=number)
    return escalate(session, actor, number, rung, seen=seen)
