"""A plan into the record: a batch a command, with progress, to be cancelled between two batches."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication
from sqlalchemy.orm import Session

from db.actor import Actor
from db.changes import Changes
from db.commands.site_import import CheckData, Imported, Outcome, Refusal, SiteImport, import_sites
from db.commands.sites import SiteData
from db.engine import Database
from db.rules.campaign_records import CampaignDefinition
from db.rules.sites import SiteState
from db.times import CHINA
from desktop.ledgers.collection import without_collection
from desktop.ledgers.plan import Kind, Plan, PlanRow
from desktop.ledgers.profile import FIELDS, NOTE
from desktop.ledgers.read import CellProblem

translate = QCoreApplication.translate

BATCH = 1_000
_LAST = time(23, 59)
_NOTHING = Changes()
_CORE = ("address", "lon", "lat", "owner", "person", "phone")
Progress = Callable[[int, int], bool]
"""Rows done, rows in all -> whether to go on."""


@dataclass(slots=True)
class ApplyReport:
    """What came of a plan. `refused` are all rows to be given back; `left` were not reached."""

    new: int = 0
    changed: int = 0
    same: int = 0
    refused: list[PlanRow] = field(default_factory=list)
    left: int = 0
    undo: list[Imported] = field(default_factory=list)
    changes: Changes = _NOTHING
    refused_file: Path | None = None

    @property
    def was_cancelled(self) -> bool:
        """Whether somebody stopped it."""
        return self.left > 0


def report_of(plan: Plan) -> ApplyReport:
    """The report before anything is written: what would stay as it is and what is refused."""
    return ApplyReport(same=plan.count(Kind.SAME), refused=plan.of(Kind.REFUSED))


def apply_plan(
    database: Database,
    plan: Plan,
    definition: CampaignDefinition,
    actor: Actor,
    *,
    file: str,
    progress: Progress = lambda done, total: True,
) -> ApplyReport:
    """Write what is new and changed, each batch in a transaction of its own.

    Args:
        file: the ledger's name, for the notes of checks.
    """
    report = report_of(plan)
    wanted = plan.of(Kind.NEW, Kind.CHANGED)
    done = 0
    for rows in batches(wanted):
        if not progress(done, len(wanted)):
            break
        with without_collection(), database.writing() as session:
            outcome = write_batch(session, actor, definition, rows, file)
        take_in(report, rows, outcome)
        done += len(rows)
    report.left = len(wanted) - done
    progress(done, len(wanted))
    return report


def batches(rows: Sequence[PlanRow], size: int = BATCH) -> Iterator[Sequence[PlanRow]]:
    """The rows, a command's worth at a time."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def write_batch(
    session: Session, actor: Actor, definition: CampaignDefinition, rows: Sequence[PlanRow], file: str
) -> Outcome:
    """One command."""
    wanted = [_import(row, definition, actor.now, file) for row in rows]
    return import_sites(session, actor, definition.key, wanted)


def take_in(report: ApplyReport, rows: Sequence[PlanRow], outcome: Outcome) -> None:
    """Count what a batch did."""
    refused = {refusal.index: refusal for refusal in outcome.refused}
    for index, row in enumerate(rows):
        if index in refused:
            problem = CellProblem("", "", _reason(refused[index]))
            report.refused.append(replace(row, kind=Kind.REFUSED, problems=[problem]))
        elif row.kind is Kind.NEW:
            report.new += 1
        else:
            report.changed += 1
    report.undo += outcome.done
    report.changes |= outcome.changes


def _import(row: PlanRow, definition: CampaignDefinition, now: datetime, file: str) -> SiteImport:
    site = row.site
    return SiteImport(
        data=_data(row, definition),
        site_id=site.id if site else None,
        seen=site.hlc if site else None,
        check=_check(row, now, file),
        only_check=row.kind is Kind.CHANGED and not row.changes,
    )


def _data(row: PlanRow, definition: CampaignDefinition) -> SiteData:
    values = row.values
    core: dict[str, Any] = {
        name: values.get(name) for name in ("address", "lon", "lat", "owner", "person", "phone")
    }
    fields = {
        target.removeprefix(FIELDS): value
        for target, value in values.items()
        if target.startswith(FIELDS) and value is not None
    }
    if values.get(NOTE):
        fields[NOTE] = values[NOTE]
    return SiteData(
        name=str(values["name"]),
        unit_code=str(values["unit"]),
        campaign_key=definition.key,
        code=row.site.code if row.site else row.row.code or None,
        state=SiteState(values.get("state") or SiteState.ACTIVE),
        deadline=values.get("deadline"),
        fields=fields,
        **core,
    )


def _check(row: PlanRow, now: datetime, file: str) -> CheckData | None:
    """The check at the end of its day, so that it is the day's last; never later than now."""
    if row.check is None:
        return None
    day, results = row.check
    at = min(datetime.combine(day, _LAST, CHINA), now)
    note = translate("ledger", "from the ledger {file}").format(file=file)
    return CheckData(at, dict(results), note)


def _reason(refusal: Refusal) -> str:
    sentences = {
        "taken": translate(
            "ledger", "the code {what} was given to another site meanwhile; load the file again"
        ),
        "unit": translate("ledger", "the unit {what} is not in the record any more"),
        "stale": translate("ledger", "{what} was changed by somebody else meanwhile; load the file again"),
    }
    return sentences[refusal.kind].format(what=refusal.what)
