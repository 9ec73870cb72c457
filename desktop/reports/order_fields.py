"""What the papers of orders say, as plain words: the fields that the templates name."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QCoreApplication

from db.errors import RuleError
from db.queries.tasks import PartRecord, StepRecord, TaskRecord
from db.rules.tasks import Part, Step
from db.times import CHINA
from desktop.texts import source_text

translate = QCoreApplication.translate
Fields = Mapping[str, Any]
"""Field -> words, or a list of such for the rows of a table."""
NameOf = Callable[[str | None], str]
"""What a campaign is called."""


class NeverReturnedError(RuleError):
    template = "{number} was never returned, so there is no return sheet to print."


def order_fields(task: TaskRecord, now: datetime, campaign: NameOf) -> Fields:
    """Of an order sheet 交办单."""
    return {
        **_head(task, now),
        "campaign": campaign(task.campaign_key),
        "source": source_text(task.source),
        "found": task.found or "",
        "required": task.required or "",
        "legal": task.legal_basis or "",
        "contacts": task.contacts or "",
        "units": [_unit(part) for part in task.parts],
    }


def return_fields(task: TaskRecord, now: datetime, unit_code: str | None = None) -> Fields:
    """Of a return sheet 退回单: the last return of a unit's part (without one, of any), and what it answers.

    Raises:
        NeverReturnedError
    """
    parts = [part for part in task.parts if unit_code in (None, part.unit_code)]
    names = {part.unit_name for part in parts}
    places = [n for n, one in enumerate(task.steps) if one.step == Step.RETURN and one.unit_name in names]
    if not places:
        raise NeverReturnedError(number=task.number)
    last = task.steps[places[-1]]
    part = next(part for part in parts if part.unit_name == last.unit_name)
    report = _last(task.steps[: places[-1]], Step.REPORT, last.unit_name)
    return {
        **_head(task, now),
        "date": _day(last.at),
        "unit": part.unit_name,
        "reason": last.note or "",
        "returned_by": last.person or "",
        "report": (report.note or "") if report else "",
        "reported_at": _moment(report.at) if report else "",
        "required": task.required or "",
        "deadline": _moment(part.deadline),
    }


def signing_fields(parts: Sequence[PartRecord], now: datetime) -> Fields:
    """Of a list for signing 签收表, a row for each unit's part."""
    rows = [
        {
            "index": str(index),
            "number": part.number,
            "title": part.title,
            "unit": part.unit_name,
            "report": _moment(part.deadline),
        }
        for index, part in enumerate(parts, 1)
    ]
    return {"count": str(len(rows)), "date": _day(now), "printed": _printed(now), "orders": rows}


def _head(task: TaskRecord, now: datetime) -> dict[str, Any]:
    return {
        "number": task.number,
        "title": task.title,
        "place": _place(task),
        "date": _day(task.created_at),
        "printed": _printed(now),
    }


def _place(task: TaskRecord) -> str:
    if task.site_code:
        return f"{task.site_name}（{task.site_code}）"
    if task.station_code:
        return f"{task.station_name or ''}（{task.station_code}）"
    degrees = "" if task.lon is None or task.lat is None else f"（{task.lon:.5f}, {task.lat:.5f}）"
    return (task.place or "") + degrees


def _unit(part: PartRecord) -> Fields:
    roles = {
        Part.LEAD: translate("papers", "leads"),
        Part.SUPPORT: translate("papers", "supports"),
    }
    return {
        "unit": part.unit_name,
        "role": roles.get(Part(part.role), "") if part.role else "",
        "receive": _moment(part.receive_by),
        "arrive": _moment(part.arrive_by),
        "report": _moment(part.deadline),
        "verify": _moment(part.verify_by),
    }


def _last(steps: Sequence[StepRecord], step: Step, unit: str | None) -> StepRecord | None:
    found = [one for one in steps if one.step == step and one.unit_name == unit]
    return found[-1] if found else None


def _day(moment: datetime) -> str:
    local = moment.astimezone(CHINA)
    return f"{local.year}年{local.month}月{local.day}日"


def _moment(moment: datetime | None) -> str:
    """On paper the year always stands there."""
    return moment.astimezone(CHINA).strftime("%Y-%m-%d %H:%M") if moment else ""


def _printed(now: datetime) -> str:
    return translate("papers", "Printed {moment}").format(moment=_moment(now))
