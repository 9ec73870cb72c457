"""What a mapped ledger would do to the record."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from db.queries.known_sites import KnownSite, known_sites
from db.queries.units import units
from desktop.ledgers.collection import without_collection
from desktop.ledgers.mapping import Mapped
from desktop.ledgers.parsers import Context
from desktop.ledgers.plan import Plan, plan
from desktop.ledgers.read import ReadLedger, all_rows, read_rows
from desktop.ledgers.units_book import UnitBook
from desktop.ledgers.watch import Progress, part, unwatched


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


def preview(mapped: Mapped, record: RecordView, progress: Progress = unwatched) -> Preview:
    """What the ledger would do to the record.

    Raises:
        StoppedError: `progress` raised it.
    """
    with without_collection():
        return _preview(mapped, record, progress)


def _preview(mapped: Mapped, record: RecordView, progress: Progress) -> Preview:
    ledgers, counties = [], {}
    total, done = sum(len(one.sheet.rows) for one in mapped.proposals) or 1, 0
    for proposal in mapped.proposals:
        county = proposal.profile.county
        counties[proposal.sheet.name] = county
        context = Context(mapped.definition, record.units, proposal.written or mapped.written, county)
        first, done = done, done + len(proposal.sheet.rows)
        ledgers.append(read_rows(proposal, context, part(progress, first / total / 2, done / total / 2)))
    found = plan(
        list(all_rows(ledgers)),
        record.known,
        mapped.definition,
        record.units,
        written=mapped.written,
        counties=counties,
        clears=[p.sheet.name for p in mapped.proposals if p.profile.empty == "clear"],
        progress=part(progress, 0.5, 1),
    )
    return Preview(mapped, tuple(ledgers), found)
