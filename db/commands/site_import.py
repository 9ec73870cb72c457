"""Write what a ledger brings: many sites in one command, and taking such an import back.

The caller has planned every row and checked it against the campaign's definition; here it is made sure that
the record still is what the plan was made from.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actor import Actor
from db.changes import Changes
from db.commands.numbers import next_numbers
from db.commands.sites import SiteData
from db.errors import NotFoundError
from db.log import Journal
from db.queries.known_sites import taken_codes
from db.queries.units import county_of
from db.schema import Campaign, Check, Membership, Site, Unit

SITE_FIELDS = ("name", "unit_code", "address", "lon", "lat", "owner", "person", "phone")
TOUCHED = Changes(sites=True, checks=True)
_PLACE_FIELDS = ("state", "deadline", "fields")


@dataclass(frozen=True, slots=True)
class CheckData:
    """A check that a ledger tells of."""

    at: datetime
    results: dict[str, bool]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class SiteImport:
    """A row: a new site, or all values of a known one after it.

    `seen`: the site's clock when it was planned. `only_check`: the site stays as it is; a check is a fact and
    counts whatever happened to the site meanwhile.
    """

    data: SiteData
    site_id: uuid.UUID | None = None
    seen: int | None = None
    check: CheckData | None = None
    only_check: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that the record refuses meanwhile: `kind` is taken, unit or stale; `what` names it."""

    index: int
    kind: str
    what: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What one row did, so that it can be taken back. `before` is None of a site that was not there.

    `hlc`: the newest clock of the site's rows afterwards; a newer one means that somebody went on with it.
    """

    site_id: uuid.UUID
    campaign_key: str
    hlc: int
    code: str
    name: str
    before: dict[str, Any] | None = None
    check_id: uuid.UUID | None = None
    only_check: bool = False


@dataclass(slots=True)
class Outcome:
    """What a batch did."""

    done: list[Imported] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    changes: Changes = TOUCHED


def import_sites(session: Session, actor: Actor, campaign_key: str, rows: Sequence[SiteImport]) -> Outcome:
    """Add and change sites of one campaign in one command; what cannot be is refused row by row.

    Raises:
        NotFoundError: the campaign does not exist.
    """
    with Journal(session, actor, "sites.import") as journal:
        campaign = session.get(Campaign, campaign_key)
        if campaign is None:
            raise NotFoundError(what="campaign", key=campaign_key)
        return _Batch(session, journal, campaign, rows).write()


class _Batch:
    """The rows of one command."""

    def __init__(
        self, session: Session, journal: Journal, campaign: Campaign, rows: Sequence[SiteImport]
    ) -> None:
        self._session, self._journal, self._campaign = session, journal, campaign
        self._rows = rows
        self._outcome = Outcome()
        self._units = _existing_units(session, {row.data.unit_code for row in rows})
        self._checks: list[tuple[int, uuid.UUID, CheckData]] = []

    def write(self) -> Outcome:
        known = {index: row for index, row in enumerate(self._rows) if row.site_id is not None}
        fresh = {index: row for index, row in enumerate(self._rows) if row.site_id is None}
        self._add(self._wanted(fresh))
        self._change(known)
        self._add_checks()
        self._outcome.refused.sort(key=lambda refusal: refusal.index)
        return self._outcome

    def _wanted(self, fresh: dict[int, SiteImport]) -> dict[int, SiteImport]:
        """New sites whose unit is there and whose code is free."""
        codes = [row.data.code for row in fresh.values() if row.data.code]
        taken = taken_codes(self._session, codes) if codes else set()
        wanted = {}
        for index, row in fresh.items():
            code = row.data.code
            if code and code in taken:
                self._refuse(index, "taken", code)
            elif row.data.unit_code not in self._units:
                self._refuse(index, "unit", row.data.unit_code)
            else:
                wanted[index] = row
                taken.update([code] if code else [])
        return wanted

    def _add(self, rows: dict[int, SiteImport]) -> None:
        codes = self._codes(rows)
        sites = [
            {"code": codes[index], **{name: getattr(row.data, name) for name in SITE_FIELDS}}
            for index, row in rows.items()
        ]
        self._journal.insert_many(Site, sites)
        places = [self._place(site["id"], row.data) for site, row in zip(sites, rows.values(), strict=True)]
        self._journal.insert_many(Membership, places)
        for index, site, place in zip(rows, sites, places, strict=True):
            hlc = max(site["hlc"], place["hlc"])
            self._done(index, Imported(site["id"], self._campaign.key, hlc, site["code"], site["name"]))

    def _place(self, site_id: uuid.UUID, data: SiteData) -> dict[str, Any]:
        return {
            "site_id": site_id,
            "campaign_key": self._campaign.key,
            "state": data.state,
            "deadline": data.deadline,
            "fields": dict(data.fields),
        }

    def _codes(self, rows: dict[int, SiteImport]) -> dict[int, str]:
        """The rows' own codes, and numbers of this replica's series for those without."""
        codes = {index: row.data.code for index, row in rows.items() if row.data.code}
        lacking: dict[str, list[int]] = defaultdict(list)
        counties: dict[str, str] = {}
        for index, row in rows.items():
            if index not in codes:
                unit = row.data.unit_code
                if unit not in counties:
                    counties[unit] = county_of(self._session, unit) or unit
                lacking[counties[unit]].append(index)
        for county, indices in lacking.items():
            prefix = f"{county}-{self._campaign.mark}-{self._journal.replica.tag}"
            numbers = next_numbers(self._session, prefix, Site.code, len(indices))
            codes.update(zip(indices, numbers, strict=True))
        return codes

    def _change(self, rows: dict[int, SiteImport]) -> None:
        ids = {row.site_id for row in rows.values()}
        sites = {site.id: site for site in self._session.scalars(select(Site).where(Site.id.in_(ids)))}
        statement = select(Membership).where(
            Membership.site_id.in_(ids), Membership.campaign_key == self._campaign.key
        )
        places = {place.site_id: place for place in self._session.scalars(statement)}
        self._journal.look_up([*sites, *(place.id for place in places.values())])
        for index, row in rows.items():
            site = sites.get(row.site_id) if row.site_id else None
            place = places.get(row.site_id) if row.site_id else None
            self._change_one(index, row, site, place)

    def _change_one(self, index: int, row: SiteImport, site: Site | None, place: Membership | None) -> None:
        hlc = max(site.hlc if site else 0, place.hlc if place else 0)
        if row.only_check and site is not None:
            self._done(
                index, Imported(site.id, self._campaign.key, hlc, site.code, site.name, only_check=True)
            )
            return
        if site is None or hlc > (row.seen or 0):
            self._refuse(index, "stale", row.data.code or row.data.name)
            return
        if row.data.unit_code not in self._units:
            self._refuse(index, "unit", row.data.unit_code)
            return
        before = _values(site, place)
        with self._journal.changing(site):
            for name in SITE_FIELDS:
                setattr(site, name, getattr(row.data, name))
            site.deleted_at = None
        if place is None:
            place = Membership(**self._place(site.id, row.data))
            self._journal.insert(place)
        else:
            with self._journal.changing(place):
                place.state, place.deadline = row.data.state, row.data.deadline
                place.fields = dict(row.data.fields)
                place.deleted_at = None
        hlc = max(site.hlc, place.hlc)
        self._done(index, Imported(site.id, self._campaign.key, hlc, site.code, site.name, before))

    def _done(self, index: int, imported: Imported) -> None:
        check = self._rows[index].check
        if check is not None:
            self._checks.append((len(self._outcome.done), imported.site_id, check))
        self._outcome.done.append(imported)

    def _add_checks(self) -> None:
        rows = [
            {
                "site_id": site_id,
                "campaign_key": self._campaign.key,
                "at": check.at,
                "person_id": self._journal.actor.person_id,
                "results": dict(check.results),
                "note": check.note,
            }
            for _, site_id, check in self._checks
        ]
        self._session.flush()
        ids = self._journal.insert_many(Check, rows)
        for (place, _, _), check_id in zip(self._checks, ids, strict=True):
            self._outcome.done[place] = _with_check(self._outcome.done[place], check_id)

    def _refuse(self, index: int, kind: str, what: str) -> None:
        self._outcome.refused.append(Refusal(index, kind, what))


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What taking an import back did; `kept` are the codes of sites that somebody went on with."""

    count: int
    kept: tuple[str, ...]
    changes: Changes = TOUCHED


def take_back(session: Session, actor: Actor, rows: Sequence[Imported]) -> TakenBack:
    """Undo an import: added sites are taken out of the lists, changed ones get their old values.

    Rows that were edited since are left as they are and named.
    """
    with Journal(session, actor, "sites.import_undo") as journal:
        ids = [row.site_id for row in rows]
        sites = {site.id: site for site in session.scalars(select(Site).where(Site.id.in_(ids)))}
        places = {
            (place.site_id, place.campaign_key): place
            for place in session.scalars(select(Membership).where(Membership.site_id.in_(ids)))
        }
        checks = {check.id: check for check in _checks(session, rows)}
        journal.look_up([*sites, *(place.id for place in places.values()), *checks])
        kept = []
        for row in rows:
            site, place = sites.get(row.site_id), places.get((row.site_id, row.campaign_key))
            if not row.only_check:
                if site is None or place is None or max(site.hlc, place.hlc) > row.hlc:
                    kept.append(row.code)
                    continue
                _take_back(journal, actor.now, row, site, place)
            if row.check_id in checks:
                _mark(journal, checks[row.check_id], actor.now)
    return TakenBack(len(rows) - len(kept), tuple(kept))


def _take_back(journal: Journal, now: datetime, row: Imported, site: Site, place: Membership) -> None:
    if row.before is None:
        _mark(journal, site, now)
        return
    with journal.changing(site):
        for name in (*SITE_FIELDS, "deleted_at"):
            setattr(site, name, row.before[name])
    with journal.changing(place):
        if row.before.get("state") is None:
            place.deleted_at = now
            return
        for name in _PLACE_FIELDS:
            setattr(place, name, row.before[name])
        place.deleted_at = row.before["place_deleted_at"]


def _mark(journal: Journal, row: Site | Membership | Check, now: datetime) -> None:
    with journal.changing(row):
        row.deleted_at = now


def _checks(session: Session, rows: Sequence[Imported]) -> Iterable[Check]:
    ids = [row.check_id for row in rows if row.check_id is not None]
    return session.scalars(select(Check).where(Check.id.in_(ids))) if ids else ()


def _values(site: Site, place: Membership | None) -> dict[str, Any]:
    """A site's values before the import; `state` is None where it had no place in the campaign."""
    values = {name: getattr(site, name) for name in (*SITE_FIELDS, "deleted_at")}
    if place is None:
        return values | {"state": None}
    own = {"state": place.state, "deadline": place.deadline, "fields": dict(place.fields)}
    return values | own | {"place_deleted_at": place.deleted_at}


def _with_check(row: Imported, check_id: uuid.UUID) -> Imported:
    return replace(row, check_id=check_id)


def _existing_units(session: Session, codes: set[str]) -> set[str]:
    statement = select(Unit.code).where(Unit.code.in_(codes), Unit.deleted_at.is_(None))
    return set(session.scalars(statement))
