"""Columns of the ledger of accountability, and of what the ladder proposes."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from db.queries.escalations import EscalationRecord
from db.rules.ladder import LEVELS
from db.times import CHINA
from desktop.ladder import Proposal, level_name
from desktop.models.figures import RIGHT, FigureColumn, sort_number
from desktop.money import yuan_text
from desktop.texts import duration_text, moment_text, state_text

translate = QCoreApplication.translate
Columns = tuple[FigureColumn[EscalationRecord], ...]
NUMBER = 1
"""Column of the order's number in both tables: pressing it opens the order."""


def ledger_columns(language: str, now: Callable[[], datetime] | None = None) -> Columns:
    """Who was taken to which rung, when, by which paper. Without `now` moments carry their year: on paper."""
    return (
        FigureColumn(
            lambda: translate("Ladder", "Time"),
            lambda one: moment_text(one.at, now()) if now else f"{one.at.astimezone(CHINA):%Y-%m-%d %H:%M}",
            sort=lambda one: one.at.timestamp(),
            width=7.8,
        ),
        FigureColumn(
            lambda: translate("Ladder", "Order"),
            lambda one: one.number,
            tone=lambda _one: "accent",
            tip=lambda one: one.title,
            width=13.4,
            rank=1,
        ),
        FigureColumn(lambda: translate("Ladder", "Unit"), lambda one: one.unit_name, width=8.4),
        FigureColumn(lambda: translate("Ladder", "Person"), lambda one: one.name or "", width=5.0),
        FigureColumn(
            lambda: translate("Ladder", "Rung"),
            lambda one: level_name(one.level, language),
            sort=lambda one: _height(one.level),
            tip=lambda one: one.note or "",
            width=4.4,
        ),
        FigureColumn(lambda: translate("Ladder", "Document"), _document, tip=_document, width=9.8, rank=2),
        FigureColumn(
            lambda: translate("Ladder", "Penalty (yuan)"),
            lambda one: yuan_text(one.penalty_fen) if one.penalty_fen is not None else "",
            sort=lambda one: sort_number(one.penalty_fen),
            number=lambda one: one.penalty_fen / 100 if one.penalty_fen is not None else None,
            decimals=2,
            align=RIGHT,
            width=8.4,
        ),
        FigureColumn(
            lambda: translate("Ladder", "Words"),
            lambda one: one.note or "",
            tip=lambda one: one.note or "",
            width=9.0,
            rank=3,
        ),
        FigureColumn(
            lambda: translate("Ladder", "Written by"), lambda one: one.written_by or "", width=5.0, rank=4
        ),
    )


def proposal_columns(language: str, now: Callable[[], datetime]) -> tuple[FigureColumn[Proposal], ...]:
    """What lateness calls for at this moment."""

    def late(one: Proposal) -> float:
        return (now() - one.part.deadline).total_seconds()

    return (
        FigureColumn(
            lambda: translate("Ladder", "Late by"),
            lambda one: duration_text(late(one)),
            sort=late,
            tone=lambda _one: "alarm",
            width=6.4,
        ),
        FigureColumn(
            lambda: translate("Ladder", "Order"),
            lambda one: one.part.number,
            tone=lambda _one: "accent",
            width=13.4,
            rank=1,
        ),
        FigureColumn(lambda: translate("Ladder", "Unit"), lambda one: one.part.unit_name, width=8.4),
        FigureColumn(
            lambda: translate("Ladder", "Proposed"),
            lambda one: level_name(one.rung.level, language),
            sort=lambda one: _height(one.rung.level),
            width=4.6,
        ),
        FigureColumn(
            lambda: translate("Ladder", "Taken so far"),
            lambda one: translate("Ladder", ", ").join(
                level_name(level, language) for level in one.part.levels
            ),
            width=7.0,
        ),
        FigureColumn(lambda: translate("Ladder", "Matter"), lambda one: one.part.title, width=11.0, rank=2),
        FigureColumn(
            lambda: translate("Ladder", "State"), lambda one: state_text(one.part.state), width=4.6, rank=4
        ),
        FigureColumn(
            lambda: translate("Ladder", "Due"),
            lambda one: moment_text(one.part.deadline, now()),
            sort=lambda one: one.part.deadline.timestamp(),
            width=8.0,
            rank=3,
        ),
    )


def _document(one: EscalationRecord) -> str:
    return one.document or ""


def _height(level: str) -> float:
    return float([str(known) for known in LEVELS].index(level)) if level in LEVELS else -1.0
