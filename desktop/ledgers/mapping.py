"""A ledger's file as far as its meaning: which sheets are taken, and what their columns are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from db.rules.campaign_records import CampaignDefinition
from db.times import CHINA
from desktop.ledgers.collection import without_collection
from desktop.ledgers.errors import NoLedgerError, ProfileMismatchError
from desktop.ledgers.marks import BESIDE, MARK, ORDERS, mark_in
from desktop.ledgers.memory import Remembered, recalled
from desktop.ledgers.profile import LedgerProfile
from desktop.ledgers.propose import (
    SheetProposal,
    best_campaign,
    campaign_profile,
    propose_sheet,
    with_profile,
)
from desktop.ledgers.sheets import LedgerSheet
from desktop.ledgers.source import all_sheets, chosen_sheets
from desktop.ledgers.units_book import UnitBook
from desktop.ledgers.watch import Progress, unwatched

translate = QCoreApplication.translate


class Why(StrEnum):
    """Why a sheet is not read."""

    NO_HEADER = "no-header"
    OTHER_CAMPAIGN = "other-campaign"
    LACKS = "lacks"
    """Beside a sheet that has all that is required, one without it is another list."""
    PROFILE = "profile"
    """A mapping was given and does not fit it."""
    NOT_CHOSEN = "not-chosen"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A sheet that is not read, and why."""

    sheet: str
    reason: str
    why: Why
    campaign: str = ""
    """Key of the campaign that it looks like."""


@dataclass(frozen=True, slots=True)
class OpenedLedger:
    """A file that was read, whatever its sheets may be."""

    path: Path
    sheets: tuple[LedgerSheet, ...]


@dataclass(frozen=True, slots=True)
class Mapped:
    """A ledger's sheets with the meaning of their columns; `written` is its own date."""

    path: Path
    definition: CampaignDefinition
    proposals: tuple[SheetProposal, ...]
    left_out: tuple[LeftOut, ...]
    written: date
    is_own: bool = False
    """Whether the file is a workbook that this program wrote."""
    orders: LedgerSheet | None = None
    """The sheet of orders of a fill-in workbook."""
    is_recalled: bool = False
    """Whether columns are what somebody said of an earlier ledger of this form."""

    @property
    def profile(self) -> LedgerProfile:
        """The mapping, to be kept for the next ledger of this form."""
        return campaign_profile(self.definition.key, self.proposals)


def open_ledger(path: Path, progress: Progress = unwatched) -> OpenedLedger:
    """Read a file.

    Raises:
        FileRefusedError: it cannot be taken.
        StoppedError: `progress` raised it.
    """
    with without_collection():
        return OpenedLedger(path, tuple(all_sheets(path, progress)))


def map_ledger(
    path: Path,
    definition: CampaignDefinition,
    campaigns: Mapping[str, CampaignDefinition],
    book: UnitBook,
    *,
    now: datetime,
    profile: LedgerProfile | None = None,
    sheets: Sequence[str] = (),
) -> Mapped:
    """Find out what a ledger's sheets and columns are.

    Args:
        campaigns: all there are; a sheet that is another one's is left out, unless `sheets` names it.
        profile: a mapping that somebody gave; without it the file's own mark, else a proposal.

    Raises:
        FileRefusedError: the file cannot be taken, or no sheet is a ledger of the campaign.
    """
    found = map_sheets(
        open_ledger(path), definition, campaigns, book, now=now, profile=profile, sheets=sheets
    )
    if not found.proposals and found.orders is None:
        raise NoLedgerError(file=path.name, campaign=definition.text.zh, reasons=reasons(found.left_out))
    return found


def map_sheets(
    opened: OpenedLedger,
    definition: CampaignDefinition,
    campaigns: Mapping[str, CampaignDefinition],
    book: UnitBook,
    *,
    now: datetime,
    profile: LedgerProfile | None = None,
    sheets: Sequence[str] = (),
    remembered: Sequence[Remembered] = (),
) -> Mapped:
    """As `map_ledger`, of a file that was read already; no sheet may be left.

    Args:
        remembered: mappings of earlier ledgers; the first that has a sheet's columns is taken.

    Raises:
        FileRefusedError: it lacks a sheet that is named, or all are empty.
        ProfileMismatchError
    """
    path = opened.path
    found = chosen_sheets(path, opened.sheets, sheets)
    own = mark_in(opened.sheets) if profile is None else None
    given = profile or (own if own is not None and own.campaign == definition.key else None)
    if given is not None:
        proposals, left_out = _by_profile(path, found, definition, given)
    else:
        proposer = _Proposer(path, definition, campaigns, book, own, is_named=bool(sheets))
        proposals, left_out = proposer.judge(found)
    recalls = [None if given else recalled(one, definition, remembered) for one in proposals]
    proposals = [new or old for new, old in zip(recalls, proposals, strict=True)]
    orders = next((sheet for sheet in found if sheet.name == ORDERS), None) if own is not None else None
    left_out += [
        LeftOut(sheet.name, translate("ledger", "it was not chosen"), Why.NOT_CHOSEN)
        for sheet in opened.sheets
        if sheets and sheet.name not in sheets and any(sheet.rows) and sheet.name not in BESIDE
    ]
    return Mapped(
        path,
        definition,
        tuple(proposals),
        tuple(left_out),
        _written(given, proposals, now),
        own is not None,
        orders,
        any(recalls),
    )


def reasons(left_out: Sequence[LeftOut]) -> str:
    """Why each sheet is left out, in one line; a CSV has one without a name."""
    named = translate("ledger", "“{sheet}”: {reason}")
    lines = [
        named.format(sheet=one.sheet, reason=one.reason) if one.sheet else one.reason for one in left_out
    ]
    return "; ".join(lines)


def _written(given: LedgerProfile | None, proposals: Sequence[SheetProposal], now: datetime) -> date:
    today = now.astimezone(CHINA).date()
    dates = [proposal.written for proposal in proposals if proposal.written]
    written = (given.written if given else None) or (dates[0] if dates else today)
    return min(written, today)


def _by_profile(
    path: Path, sheets: Sequence[LedgerSheet], definition: CampaignDefinition, profile: LedgerProfile
) -> tuple[list[SheetProposal], list[LeftOut]]:
    proposals, left_out = [], []
    missing: list[str] = []
    for sheet in sheets:
        own = next((one for one in profile.sheets if one.sheet == sheet.name), None)
        if own is None and sheet.name in BESIDE:
            continue
        own = own or profile.sheet(sheet.name)
        if own is None:
            text = translate("ledger", "the profile does not speak of it")
            left_out.append(LeftOut(sheet.name, text, Why.PROFILE))
            continue
        proposal, lacking = with_profile(sheet, definition, own)
        if proposal is not None and not lacking:
            proposals.append(proposal)
            continue
        missing += lacking
        text = translate("ledger", "it lacks columns of the profile")
        left_out.append(LeftOut(sheet.name, text, Why.PROFILE))
    if not proposals and missing:
        raise ProfileMismatchError(file=path.name, columns=", ".join(dict.fromkeys(missing)))
    return proposals, left_out


class _Proposer:
    """Judges sheets that nobody has said anything about."""

    def __init__(
        self,
        path: Path,
        definition: CampaignDefinition,
        campaigns: Mapping[str, CampaignDefinition],
        book: UnitBook,
        own: LedgerProfile | None,
        *,
        is_named: bool,
    ) -> None:
        self._path, self._definition, self._campaigns, self._book = path, definition, campaigns, book
        self._own, self._is_named = own, is_named

    def judge(self, sheets: Sequence[LedgerSheet]) -> tuple[list[SheetProposal], list[LeftOut]]:
        """Every sheet that is a ledger of this campaign rather than of another."""
        proposals, left_out = [], []
        for sheet in sheets:
            if sheet.name == MARK or (self._own is not None and sheet.name in BESIDE):
                continue
            proposal = propose_sheet(sheet, self._definition, self._book, self._path.stem)
            if proposal is None or not proposal.is_ledger:
                reason = translate("ledger", "no header with at least a name and a township was found")
                left_out.append(LeftOut(sheet.name, reason, Why.NO_HEADER))
            elif (better := self._better(sheet)) != self._definition.key:
                text = translate("ledger", "it looks like a ledger of “{campaign}”")
                reason = text.format(campaign=self._campaigns[better].text.zh)
                left_out.append(LeftOut(sheet.name, reason, Why.OTHER_CAMPAIGN, better))
            else:
                proposals.append(proposal)
        return self._complete(proposals, left_out)

    def _better(self, sheet: LedgerSheet) -> str:
        """The campaign whose ledger it is."""
        key = self._definition.key
        if self._is_named:
            return key
        if self._own is not None and self._own.campaign in self._campaigns:
            return self._own.campaign
        return best_campaign(sheet, self._campaigns, self._book, key)

    def _complete(
        self, proposals: list[SheetProposal], left_out: list[LeftOut]
    ) -> tuple[list[SheetProposal], list[LeftOut]]:
        if self._is_named or all(proposal.lacks for proposal in proposals):
            return proposals, left_out
        text = translate("ledger", "it has no column for {fields}")
        for proposal in [one for one in proposals if one.lacks]:
            reason = text.format(fields=", ".join(proposal.lacks))
            left_out.append(LeftOut(proposal.sheet.name, reason, Why.LACKS))
        return [proposal for proposal in proposals if not proposal.lacks], left_out
