"""What the ledger page does off the GUI thread: map a file, map it anew, plan. No widgets, no writing."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from db.queries.tasks import TaskRecord
from db.queries.tasks import tasks as all_tasks
from db.rules.campaign_records import CampaignDefinition
from desktop.ledgers.preview import Mapped, Preview, RecordView, map_ledger, preview, record_view
from desktop.ledgers.profile import IGNORE, NOTE, ColumnUse, SheetProfile
from desktop.ledgers.propose import Guess, SheetProposal, with_profile
from desktop.ledgers.replies import Reply, plan_replies

_SEVERAL = (NOTE, IGNORE)
"""Any number of columns can be these."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What of the record a ledger is held against: sites and units, and orders for replies."""

    view: RecordView
    tasks: tuple[TaskRecord, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """A ledger as it would come in now."""

    seen: Preview
    replies: tuple[Reply, ...]


def beside(session: Session, campaign_key: str) -> Beside:
    """Read what planning needs."""
    return Beside(record_view(session, campaign_key), tuple(all_tasks(session)))


def look_at(
    path: Path,
    definition: CampaignDefinition,
    campaigns: Mapping[str, CampaignDefinition],
    record: Beside,
    now: datetime,
) -> Looked:
    """A file that was just chosen.

    Raises:
        FileRefusedError: it cannot be taken, or no sheet is a ledger of the campaign.
    """
    mapped = map_ledger(path, definition, campaigns, record.view.units, now=now)
    return look_again(mapped, record)


def look_again(mapped: Mapped, record: Beside) -> Looked:
    """The plan of a mapping, against the record as it is now."""
    replies = plan_replies(mapped.orders, record.tasks) if mapped.orders is not None else []
    return Looked(preview(mapped, record.view), tuple(replies))


def remapped(mapped: Mapped, sheet: str, header: str, target: str) -> Mapped:
    """One column is something else now. What another column was before, is that one's no more."""
    proposals = tuple(
        _changed(one, mapped.definition, header, target) if one.sheet.name == sheet else one
        for one in mapped.proposals
    )
    return replace(mapped, proposals=proposals)


def _changed(
    proposal: SheetProposal, definition: CampaignDefinition, header: str, target: str
) -> SheetProposal:
    profile = _with_target(proposal.profile, header, target)
    made, _missing = with_profile(proposal.sheet, definition, profile)
    if made is None:
        return proposal
    return replace(proposal, profile=profile, lacks=made.lacks, guesses=_guesses(proposal, profile))


def _with_target(profile: SheetProfile, header: str, target: str) -> SheetProfile:
    columns = []
    for use in profile.columns:
        if use.header == header:
            columns.append(replace(use, target=target))
        elif use.target == target and target not in _SEVERAL:
            columns.append(ColumnUse(use.header, NOTE))
        else:
            columns.append(use)
    return replace(profile, columns=tuple(columns))


def _guesses(proposal: SheetProposal, profile: SheetProfile) -> tuple[Guess, ...]:
    """What somebody chose is sure; what lost its place is not used."""
    guesses = []
    for guess in proposal.guesses:
        use = profile.target(guess.header)
        if use is None or use.target == guess.target:
            guesses.append(guess)
        else:
            guesses.append(
                replace(guess, target=use.target, sure="unused" if use.target in _SEVERAL else "sure")
            )
    return tuple(guesses)
