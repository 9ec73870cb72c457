"""A rung of the ladder in words: in an order's timeline, in the ledger of accountability."""

from collections import defaultdict
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from db.queries.escalations import EscalationRecord
from db.queries.tasks import StepRecord
from db.rules.tasks import Step
from desktop.ladder import level_name
from desktop.money import yuan_text

translate = QCoreApplication.translate


def rungs_of_steps(
    steps: Sequence[StepRecord], rungs: Sequence[EscalationRecord]
) -> list[EscalationRecord | None]:
    """The rung that each step wrote down; None for other steps, and where it is not known yet."""
    waiting: dict[tuple[object, ...], list[EscalationRecord]] = defaultdict(list)
    for rung in rungs:
        waiting[rung.at, rung.unit_name, rung.document].append(rung)
    found: list[EscalationRecord | None] = []
    for step in steps:
        queue = waiting[step.at, step.unit_name, step.document] if step.step == Step.ESCALATE else []
        found.append(queue.pop(0) if queue else None)
    return found


def taken_text(rung: EscalationRecord, language: str) -> str:
    """That it was taken."""
    return translate("Escalation", "Escalated: {level}").format(level=level_name(rung.level, language))


def told_text(rung: EscalationRecord) -> str:
    """Whom it concerns, by which paper, with what penalty, in which words."""
    penalty = ""
    if rung.penalty_fen is not None:
        penalty = translate("Escalation", "penalty {yuan} yuan").format(yuan=yuan_text(rung.penalty_fen))
    return " · ".join(text for text in (rung.name, rung.document, penalty, rung.note) if text)
