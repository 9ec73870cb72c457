"""What the screen asks of the record, each as one operation on the database thread."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from db.queries import log, pairings, progress, site_list, sites, tasks, units
from db.queries.changes_since import FieldChange, changes_since
from db.queries.log import OperationRecord
from db.queries.pairings import Responsible
from db.queries.progress import UnitProgress
from db.queries.site_list import ListPart
from db.queries.sites import CheckRecord, SiteRecord
from db.queries.tasks import PartRecord, StepRecord
from desktop.models.sites import SiteRow
from desktop.screens.campaigns.directory import Directory


@dataclass(frozen=True, slots=True)
class SiteFile:
    """Everything about a site in one campaign: 一源一档."""

    row: SiteRow
    campaigns: tuple[str, ...]
    """All campaigns it stands in."""
    parts: tuple[PartRecord, ...]
    checks: tuple[CheckRecord, ...]
    operations: tuple[OperationRecord, ...]
    """Of its row and its place in the campaign, in order of arrival."""
    row_ids: tuple[uuid.UUID, ...]
    """Those two rows."""
    steps: tuple[tuple[str, StepRecord], ...] = ()
    """What happened to its orders: an order's number and the fact."""
    responsible: tuple[Responsible, ...] = ()
    """Who answers for it, from the county down, then departments."""

    @property
    def position(self) -> int:
        """The newest arrival that is shown."""
        return self.operations[-1].position if self.operations else 0

    @property
    def site(self) -> SiteRecord:
        """The site's record."""
        return self.row.site


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be read together, so that the parts of the screen agree."""

    campaign: str
    now: datetime
    since: datetime
    """Progress is compared with this moment."""
    parent: str = ""
    """Whose units the matrix shows."""
    known: tuple[str, ...] = ()
    """Campaigns whose definition could be read."""
    code: str = ""
    directory: bool = False
    list_known: tuple[str, int] | None = None
    """Campaign whose list is here already, and the position it knows: only what is newer is read."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The record as it was at one moment; `campaign` is the site's own where one was asked for."""

    wanted: Wanted
    campaign: str
    progress: tuple[UnitProgress, ...]
    totals: Mapping[str, int]
    """Campaign -> its sites, whatever part of the matrix is shown."""
    part: ListPart
    file: SiteFile | None
    directory: Directory | None


@dataclass(frozen=True, slots=True)
class Overtaken:
    """A site that somebody else changed while it was being edited: how it is now, and what happened since."""

    file: SiteFile | None
    changes: tuple[FieldChange, ...]


def overtaken(session: Session, base: SiteFile) -> Overtaken:
    """Look again at a site whose edit came too late; no file where it is gone."""
    file = site_file(session, base.site.code, base.site.campaign_key)
    changes = changes_since(session, base.row_ids, base.site.hlc, base.position)
    return Overtaken(file, tuple(changes))


def read(session: Session, wanted: Wanted) -> Answer:
    """Progress, the campaign's list and, with a code, that site's file."""
    file = site_file(session, wanted.code, wanted.campaign) if wanted.code else None
    campaign = wanted.campaign
    if file is not None and file.site.campaign_key in wanted.known:
        campaign = file.site.campaign_key
    return Answer(
        wanted,
        campaign,
        progress=tuple(progress.progress(session, wanted.now, wanted.since, wanted.parent)),
        totals=progress.totals(session),
        part=_list_part(session, campaign, wanted.list_known),
        file=file,
        directory=Directory.of(units.units(session)) if wanted.directory else None,
    )


def _list_part(session: Session, campaign_key: str, known: tuple[str, int] | None) -> ListPart:
    if known is None or known[0] != campaign_key:
        return site_list.read(session, campaign_key)
    return site_list.reread(session, campaign_key, known[1])


def site_file(session: Session, code: str, campaign_key: str = "") -> SiteFile | None:
    """A site's file in a campaign; without one, or where it does not stand in it, in its first."""
    found = sites.site(session, code)
    if not found:
        return None
    site = next((one for one in found if one.campaign_key == campaign_key), found[0])
    scores = sites.last_scores(session, site.campaign_key, site.id)
    rows = (site.id, *sites.membership_ids(session, site))
    operations = [one for row_id in rows for one in log.operations(session, row_id=row_id)]
    return SiteFile(
        _row(site, scores),
        campaigns=tuple(one.campaign_key for one in found),
        parts=tuple(tasks.parts(session, site_id=site.id)),
        checks=tuple(sites.checks(session, site.id, site.campaign_key)),
        operations=tuple(sorted(operations, key=lambda one: one.position)),
        row_ids=rows,
        steps=tuple(tasks.steps_at(session, site.id)),
        responsible=tuple(pairings.chain(session, site.id, site.campaign_key)),
    )


def _row(site: SiteRecord, scores: Mapping[uuid.UUID, tuple[int, int]]) -> SiteRow:
    passed, checked = scores.get(site.id, (None, None))
    return SiteRow(site, passed, checked)
