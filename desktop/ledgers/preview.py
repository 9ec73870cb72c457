"""A ledger's file all the way to its plan: which sheets, which columns, what each row would do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from sqlalchemy.orm import Session

from db.queries.known_sites import KnownSite, known_sites
from db.queries.units import units
from db.rules.campaign_records import CampaignDefinition
from db.times import CHINA
from desktop.ledgers.collection import without_collection
from desktop.ledgers.errors import NoLedgerError, ProfileMismatchError
from desktop.ledgers.marks import BESIDE, ORDERS, mark_in
from desktop.ledgers.parsers import Context
from desktop.ledgers.plan import Plan, plan
from desktop.ledgers.profile import LedgerProfile
from desktop.ledgers.propose import (
    SheetProposal,
    best_campaign,
    campaign_profile,
    propose_sheet,
    with_profile,
)
from desktop.ledgers.read import ReadLedger, all_rows, read_rows
from desktop.ledgers.sheets import LedgerSheet
from desktop.ledgers.source import all_sheets, chosen_sheets
from desktop.ledgers.units_book import UnitBook

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A sheet that is not read, and why."""

    sheet: str
    reason: str


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

    @property
    def profile(self) -> LedgerProfile:
        """The mapping, to be kept for the next ledger of this form."""
        return campaign_profile(self.definition.key, self.proposals)


@dataclass(frozen=True, slots=True)
class Preview:
    """A ledger as it would come in."""

    mapped: Mapped
    ledgers: tuple[ReadLedger, ...]
    plan: Plan


@dataclass(frozen=True, slots=True)
class RecordView:
    """What of the record a ledger is compared with."""

    units: UnitBook
    known: Sequence[KnownSite]


def record_view(session: Session, campaign_key: str) -> RecordView:
    """Read what planning needs."""
    return RecordView(UnitBook(units(session)), known_sites(session, campaign_key))


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
    with without_collection():
        every = all_sheets(path)
    found = chosen_sheets(path, every, sheets)
    own = mark_in(every) if profile is None else None
    given = profile or (own if own is not None and own.campaign == definition.key else None)
    if given is not None:
        proposals, left_out = _by_profile(path, found, definition, given)
    else:
        proposals, left_out = _proposed(path, found, definition, campaigns, book, is_named=bool(sheets))
    orders = next((sheet for sheet in found if sheet.name == ORDERS), None) if own is not None else None
    if not proposals and orders is None:
        raise NoLedgerError(file=path.name, campaign=definition.text.zh)
    today = now.astimezone(CHINA).date()
    dates = [proposal.written for proposal in proposals if proposal.written]
    written = (given.written if given else None) or (dates[0] if dates else today)
    return Mapped(
        path, definition, tuple(proposals), tuple(left_out), min(written, today), own is not None, orders
    )


def preview(mapped: Mapped, record: RecordView) -> Preview:
    """What the ledger would do to the record."""
    with without_collection():
        return _preview(mapped, record)


def _preview(mapped: Mapped, record: RecordView) -> Preview:
    ledgers, counties = [], {}
    for proposal in mapped.proposals:
        county = proposal.profile.county
        counties[proposal.sheet.name] = county
        context = Context(mapped.definition, record.units, proposal.written or mapped.written, county)
        ledgers.append(read_rows(proposal, context))
    found = plan(
        list(all_rows(ledgers)),
        record.known,
        mapped.definition,
        record.units,
        written=mapped.written,
        counties=counties,
        clears=[p.sheet.name for p in mapped.proposals if p.profile.empty == "clear"],
    )
    return Preview(mapped, tuple(ledgers), found)


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
            left_out.append(LeftOut(sheet.name, translate("ledger", "the profile does not speak of it")))
            continue
        proposal, lacking = with_profile(sheet, definition, own)
        if proposal is not None and not lacking:
            proposals.append(proposal)
            continue
        missing += lacking
        left_out.append(LeftOut(sheet.name, translate("ledger", "it lacks columns of the profile")))
    if not proposals and missing:
        raise ProfileMismatchError(file=path.name, columns=", ".join(dict.fromkeys(missing)))
    return proposals, left_out


def _proposed(
    path: Path,
    sheets: Sequence[LedgerSheet],
    definition: CampaignDefinition,
    campaigns: Mapping[str, CampaignDefinition],
    book: UnitBook,
    *,
    is_named: bool,
) -> tuple[list[SheetProposal], list[LeftOut]]:
    """Every sheet that is a ledger of this campaign rather than of another."""
    proposals, left_out = [], []
    for sheet in sheets:
        proposal = propose_sheet(sheet, definition, book, path.stem)
        if proposal is None or not proposal.is_ledger:
            reason = translate("ledger", "no header with at least a name and a township was found")
            left_out.append(LeftOut(sheet.name, reason))
            continue
        better = definition.key if is_named else best_campaign(sheet, campaigns, book, definition.key)
        if better != definition.key:
            text = translate("ledger", "it looks like {campaign}: load it with --campaign {key}")
            reason = text.format(campaign=campaigns[better].text.zh, key=better)
            left_out.append(LeftOut(sheet.name, reason))
            continue
        proposals.append(proposal)
    return _complete(proposals, left_out, is_named=is_named)


def _complete(
    proposals: list[SheetProposal], left_out: list[LeftOut], *, is_named: bool
) -> tuple[list[SheetProposal], list[LeftOut]]:
    """Beside a sheet that has all that is required, one without it is another list."""
    if is_named or all(proposal.lacks for proposal in proposals):
        return proposals, left_out
    text = translate(
        "ledger", "it has no column for {fields}; name it with --sheet if it is a ledger all the same"
    )
    for proposal in [one for one in proposals if one.lacks]:
        left_out.append(LeftOut(proposal.sheet.name, text.format(fields=", ".join(proposal.lacks))))
    return [proposal for proposal in proposals if not proposal.lacks], left_out
