"""What the ledger page does off the GUI thread: open a file, map it, plan. No widgets, no writing."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from db.queries.tasks import TaskRecord
from db.queries.tasks import tasks as all_tasks
from db.rules.campaign_records import CampaignDefinition
from desktop.ledgers.correct import with_county, with_fixed, with_targets
from desktop.ledgers.mapping import Mapped, OpenedLedger, map_sheets, open_ledger
from desktop.ledgers.memory import remembered
from desktop.ledgers.plan import Plan
from desktop.ledgers.preview import Preview, RecordView, preview, record_view
from desktop.ledgers.propose import SheetProposal
from desktop.ledgers.replies import Reply, plan_replies
from desktop.ledgers.watch import Progress, part

_OPENED = 0.6
"""Share of the time that opening a workbook takes; planning takes the rest."""
COUNTY = "county"
"""Key of what holds for a whole sheet, beside the fields."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What of the record a ledger is held against: sites and units, and orders for replies."""

    view: RecordView
    tasks: tuple[TaskRecord, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """How a file is to be read. `sheets`: those that somebody chose; `profiles`: where earlier ones lie."""

    definition: CampaignDefinition
    campaigns: Mapping[str, CampaignDefinition]
    now: datetime
    sheets: tuple[str, ...] = ()
    profiles: Path | None = None


@dataclass(frozen=True, slots=True)
class Looked:
    """A ledger as it would come in now; without a sheet that is taken, only why."""

    opened: OpenedLedger
    mapped: Mapped
    record: Beside
    seen: Preview
    replies: tuple[Reply, ...]

    @property
    def is_taken(self) -> bool:
        """Whether anything of the file is read."""
        return bool(self.mapped.proposals) or self.mapped.orders is not None


def beside(session: Session, campaign_key: str) -> Beside:
    """Read what planning needs."""
    return Beside(record_view(session, campaign_key), tuple(all_tasks(session)))


def look_at(path: Path, asked: Asked, record: Beside, progress: Progress) -> Looked:
    """A file that was just chosen.

    Raises:
        FileRefusedError: it cannot be taken.
        StoppedError: `progress` raised it.
    """
    opened = open_ledger(path, part(progress, 0, _OPENED))
    return look_into(opened, asked, record, part(progress, _OPENED, 1))


def look_into(opened: OpenedLedger, asked: Asked, record: Beside, progress: Progress) -> Looked:
    """The mapping of a file that is open, and its plan.

    Raises:
        FileRefusedError: all its sheets are empty.
        StoppedError: `progress` raised it.
    """
    mapped = map_sheets(
        opened,
        asked.definition,
        asked.campaigns,
        record.view.units,
        now=asked.now,
        sheets=asked.sheets,
        remembered=remembered(asked.profiles, asked.definition.key),
    )
    return look_again(opened, mapped, record, progress)


def look_again(opened: OpenedLedger, mapped: Mapped, record: Beside, progress: Progress) -> Looked:
    """The plan of a mapping, against the record as it is now.

    Raises:
        StoppedError: `progress` raised it.
    """
    replies = tuple(plan_replies(mapped.orders, record.tasks)) if mapped.orders is not None else ()
    if not mapped.proposals:
        return Looked(opened, mapped, record, Preview(mapped, (), Plan(())), replies)
    return Looked(opened, mapped, record, preview(mapped, record.view, progress), replies)


def remapped(mapped: Mapped, sheet: str, key: str, value: str) -> Mapped:
    """The column with the header `key` is something else; what another column was is that one's no more."""
    return replace(
        mapped,
        proposals=tuple(
            with_targets(one, mapped.definition, {key: value}) if one.sheet.name == sheet else one
            for one in mapped.proposals
        ),
    )


def settled(mapped: Mapped, sheet: str, key: str, value: str) -> Mapped:
    """What holds for a whole sheet is something else now: a field, or the county (`COUNTY`)."""

    def change(one: SheetProposal) -> SheetProposal:
        if one.sheet.name != sheet:
            return one
        return with_county(one, value) if key == COUNTY else with_fixed(one, mapped.definition, key, value)

    return replace(mapped, proposals=tuple(map(change, mapped.proposals)))
