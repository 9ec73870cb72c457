"""Orders in a fill-in workbook, and the replies that come home in it as reports."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import QCoreApplication
from sqlalchemy.orm import Session

from db.actor import Actor
from db.commands import tasks as commands
from db.engine import Database
from db.errors import DomainError
from db.queries.tasks import PartRecord, TaskRecord
from db.queries.tasks import tasks as all_tasks
from db.rules.tasks import TRANSITIONS, State, Step
from db.times import CHINA
from desktop.ledgers.book import REASON, styled
from desktop.ledgers.marks import ORDERS
from desktop.ledgers.plan import Kind
from desktop.ledgers.sheets import Cell, LedgerSheet, cell, text_of
from desktop.ledgers.words import meant, tidy
from desktop.texts import error_text, state_text

translate = QCoreApplication.translate

HEADS = ("编号", "接收单位", "事由", "整改要求", "完成时限", "当前状态", "反馈情况", "单位编码（勿改）")
_REPLY, _UNIT = 6, 7
_WIDTHS = (26, 16, 36, 48, 18, 10, 60, 4)
_WAITING = (State.DISPATCHED, *TRANSITIONS[Step.REPORT][0])
"""States in which a report is wanted."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a township wrote under an order."""

    line: int
    cells: tuple[Cell, ...]
    number: str
    unit_code: str
    text: str
    kind: Kind = Kind.NEW
    reason: str = ""
    has_received: bool = True


def add_orders(book: Any, session: Session, unit_code: str) -> int:
    """Add the sheet of a division's open orders; their number."""
    page = _orders_sheet(book)
    count = 0
    for task in all_tasks(session):
        for part in task.parts:
            if part.unit_code.startswith(unit_code) and State(part.state) in _WAITING:
                _append(page, _cells(task, part))
                count += 1
    return count


def add_refused(book: Any, replies: Sequence[Reply]) -> None:
    """Add the sheet of refused replies with the reason behind each; it comes home as it went out."""
    page = _orders_sheet(book, REASON)
    for reply in replies:
        _append(page, [*reply.cells, reply.reason])


def _orders_sheet(book: Any, *more: str) -> Any:
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter

    page = book.create_sheet(ORDERS)
    for number, width in enumerate(_WIDTHS, 1):
        page.column_dimensions[get_column_letter(number)].width = width
    page.column_dimensions[get_column_letter(_UNIT + 1)].hidden = True
    page.freeze_panes = "B2"
    heads = [styled(page, head) for head in (*HEADS, *more)]
    for head in heads:
        head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor="E1E6ED")
    page.append(heads)
    return page


def _append(page: Any, values: Sequence[Cell]) -> None:
    from openpyxl.styles import Alignment

    cells = [styled(page, meant(value) if isinstance(value, str) else value) for value in values]
    for one in cells:
        one.alignment = Alignment(wrap_text=True, vertical="top")
    page.append(cells)


def plan_replies(sheet: LedgerSheet, tasks: Sequence[TaskRecord]) -> list[Reply]:
    """The replies that are filled in: new, the same as one that is there, or refused with the reason."""
    if tuple(text_of(cell(sheet.rows, 0, column)) for column in range(len(HEADS))) != HEADS:
        return []
    by_number = {task.number: task for task in tasks}
    replies = []
    for number, row in enumerate(sheet.rows[1:], 2):
        cells = tuple(row[at] if at < len(row) else None for at in range(len(HEADS)))
        texts = [tidy(meant(text_of(value))) for value in cells]
        if texts[0] and texts[_REPLY]:
            reply = Reply(number, cells, texts[0], texts[_UNIT], texts[_REPLY])
            replies.append(_judged(reply, by_number.get(reply.number)))
    return replies


def apply_replies(database: Database, replies: Sequence[Reply], actor: Actor) -> list[Reply]:
    """Write the new replies as reports, each in a transaction of its own; those that were refused."""
    refused = [reply for reply in replies if reply.kind is Kind.REFUSED]
    for reply in replies:
        if reply.kind is not Kind.NEW:
            continue
        try:
            with database.writing() as session:
                write_reply(session, actor, reply)
        except DomainError as error:
            refused.append(refused_reply(reply, error))
    return refused


def refused_reply(reply: Reply, error: DomainError) -> Reply:
    """A reply that the record refused meanwhile, with the reason."""
    return replace(reply, kind=Kind.REFUSED, reason=error_text(error))


def write_reply(session: Session, actor: Actor, reply: Reply) -> None:
    """Write one reply as a report. Who answers has received it, even if nobody pressed the button.

    Raises:
        DomainError: the order went on meanwhile.
    """
    if not reply.has_received:
        commands.step(session, actor, reply.number, Step.RECEIVE, unit_code=reply.unit_code)
    commands.step(session, actor, reply.number, Step.REPORT, note=reply.text, unit_code=reply.unit_code)


def _judged(reply: Reply, task: TaskRecord | None) -> Reply:
    part = next((one for one in task.parts if one.unit_code == reply.unit_code), None) if task else None
    if task is None or part is None:
        reason = translate("ledger", "the record has no such order of this unit")
        return replace(reply, kind=Kind.REFUSED, reason=reason)
    reports = [step.note for step in task.steps if step.step == Step.REPORT]
    if reply.text in reports:
        return replace(reply, kind=Kind.SAME)
    if State(part.state) not in _WAITING:
        text = translate("ledger", "the order is {state}; no report is wanted")
        return replace(reply, kind=Kind.REFUSED, reason=text.format(state=state_text(part.state)))
    return replace(reply, has_received=State(part.state) is not State.DISPATCHED)


def _cells(task: TaskRecord, part: PartRecord) -> list[Cell]:
    deadline = _local(part.deadline)
    return [
        task.number, part.unit_name, task.title, task.required, deadline, state_text(part.state), None,
        part.unit_code,
    ]  # fmt: skip


def _local(value: datetime | None) -> Cell:
    return value.astimezone(CHINA).replace(tzinfo=None, second=0, microsecond=0) if value else None
