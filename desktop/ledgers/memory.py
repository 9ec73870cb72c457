"""Mappings that were used, kept as profiles: the next ledger of a form is read like the last.

A form is known by its headings. Only what the columns are is kept: which county a ledger is of, and which
kind of site, its own title says.
"""

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from db.errors import DomainError
from db.rules.campaign_records import CampaignDefinition
from desktop.ledgers.correct import with_targets
from desktop.ledgers.profile import (
    CHECKS,
    CORE_TARGETS,
    FIELDS,
    LedgerProfile,
    SheetProfile,
    read_profile,
    write_profile,
)
from desktop.ledgers.propose import SheetProposal

translate = QCoreApplication.translate
log = logging.getLogger(__name__)

_MOST = 200
"""Forms of a campaign; twelve counties with a dozen ledgers each have fewer."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """What the columns of one form are."""

    path: Path
    columns: SheetProfile


def remembered(folder: Path | None, campaign: str) -> list[Remembered]:
    """The forms of a campaign that were imported before; a damaged file is passed over and logged."""
    if folder is None or not folder.is_dir():
        return []
    found = []
    for path in sorted(folder.glob(f"{campaign}-*.toml"))[:_MOST]:
        try:
            profile = read_profile(path)
        except DomainError as error:
            log.warning("%s is passed over: %s", path, error)
            continue
        if profile.campaign == campaign:
            found += [Remembered(path, sheet) for sheet in profile.sheets]
    return found


def remember(folder: Path, campaign: str, proposals: Sequence[SheetProposal]) -> None:
    """Keep what the columns of each sheet are, in place of what was kept of that form.

    Raises:
        ProfileNotWrittenError: the folder cannot be written.
    """
    for proposal in proposals:
        columns = replace(proposal.profile, county="", fixed={}, name_from=())
        path = folder / f"{campaign}-{_form(columns)}.toml"
        folder.mkdir(parents=True, exist_ok=True)
        write_profile(LedgerProfile(campaign, (columns,)), path)


def forget(remembered_ones: Sequence[Remembered], proposals: Sequence[SheetProposal]) -> None:
    """These forms are guessed again from now on."""
    forms = {_form(proposal.profile) for proposal in proposals}
    for one in remembered_ones:
        if _form(one.columns) in forms:
            one.path.unlink(missing_ok=True)


def recalled(
    proposal: SheetProposal, definition: CampaignDefinition, remembered_ones: Sequence[Remembered]
) -> SheetProposal | None:
    """The proposal as somebody corrected an earlier one of this form; None if there is nothing to correct."""
    form = _form(proposal.profile)
    known = next((one.columns for one in remembered_ones if _form(one.columns) == form), None)
    if known is None:
        return None
    was = {use.header: use.target for use in proposal.profile.columns}
    targets = {
        use.header: use.target
        for use in known.columns
        if use.target != was[use.header] and _exists(use.target, definition)
    }
    why = translate("ledger", "as in an earlier ledger of this form")
    return with_targets(proposal, definition, targets, why) if targets else None


def _form(profile: SheetProfile) -> str:
    """What the headings come to, in whatever order they stand."""
    names = "\n".join(sorted(use.header for use in profile.columns))
    return hashlib.sha256(names.encode()).hexdigest()[:12]


def _exists(target: str, definition: CampaignDefinition) -> bool:
    """Whether the definition still has it."""
    if target.startswith(FIELDS):
        return definition.field(target.removeprefix(FIELDS)) is not None
    if target.startswith(CHECKS):
        return any(item.key == target.removeprefix(CHECKS) for item in definition.checklist)
    return target in CORE_TARGETS
