"""The sites of a zone, each once however many campaigns it stands in; who is on the negative list. No Qt."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import numpy as np

from db.queries.sites import SiteRecord
from db.queries.stations import StationRecord
from db.rules.campaigns import CampaignDefinition
from db.rules.sites import SiteState
from desktop import geo
from desktop.screens.campaigns.zone_reading import ZoneAnswer

_ORDER = ("industrial", "traffic", "domestic", "dust")
INSIDE, LISTED, MISSING, OUTSIDE, UNPLACED = "inside", "listed", "missing", "outside", "unplaced"
TABS = (INSIDE, LISTED, MISSING, OUTSIDE, UNPLACED)

KINDS: Mapping[str, str] = MappingProxyType({
    "dust": "dust", "bare-land": "dust", "projects": "dust",
    "loose-coal": "domestic", "burning-ban": "domestic",
    "scattered-polluting": "industrial", "tracked-projects": "industrial", "ozone-voc": "industrial",
    "enterprise-watch": "industrial",
    "parking-lots": "traffic", "through-trucks": "traffic",
})  # fmt: skip
"""What a site of another campaign would be on the negative list, until somebody has said it."""


@dataclass(frozen=True, slots=True)
class ZoneRow:
    """A site as the zone sees it: in the zone's campaign where it stands there, else in its first."""

    site: SiteRecord
    campaigns: tuple[str, ...]
    kind: str
    """Key of the kind of source; "" where nothing says it."""
    metres: float | None = None
    bearing: float | None = None
    is_member: bool = False
    is_listed: bool = False
    exit_by: date | None = None

    @property
    def is_out(self) -> bool:
        """It has left: there is nothing to wait for."""
        return self.is_listed and self.site.state == SiteState.CLOSED

    def days_left(self, today: date) -> int | None:
        """Days until it must be out, negative when that is past; None where it is out or has no date."""
        return None if self.is_out or self.exit_by is None else (self.exit_by - today).days


@dataclass(frozen=True, slots=True)
class Tally:
    """One kind of source: sites by ring from the inside out, and how its negative list stands."""

    kind: str
    rings: tuple[int, ...]
    listed: int
    out: int
    late: int
    undated: int


def rows(answer: ZoneAnswer, definition: CampaignDefinition) -> dict[str, list[ZoneRow]]:
    """All lists of the page by tab. Sites that were withdrawn everywhere are in none."""
    if answer.zone is None:
        return {tab: [] for tab in TABS}
    away = {one.site.id: (one.metres, one.bearing) for one in answer.zone.sites}
    inside = _merged((one.site for one in answer.zone.sites), definition, away)
    outside = [
        row
        for row in _merged(_outsiders(answer, definition), definition, _seen_from(answer))
        if row.is_listed and row.site.id not in away
    ]
    inside.sort(key=lambda row: (row.metres or 0.0, row.site.code))
    return {
        INSIDE: inside,
        LISTED: sorted([row for row in inside if row.is_listed] + outside, key=_by_exit),
        MISSING: [row for row in inside if not row.is_member],
        OUTSIDE: outside,
        UNPLACED: _merged(answer.unplaced, definition, {}),
    }


def tallies(
    inside: Sequence[ZoneRow], listed: Sequence[ZoneRow], rings: Sequence[float], today: date
) -> list[Tally]:
    """By kind of source, in the order in which kinds are known; kinds without a site are left out."""
    kinds = dict.fromkeys([*_ORDER, *(row.kind for row in (*inside, *listed))])
    found = [_tally(kind, inside, listed, rings, today) for kind in kinds]
    return [one for one in found if any(one.rings) or one.listed]


def _tally(
    kind: str, inside: Sequence[ZoneRow], listed: Sequence[ZoneRow], rings: Sequence[float], today: date
) -> Tally:
    own = [row.metres for row in inside if row.kind == kind and row.metres is not None]
    edges = (-1.0, *rings)
    bands = tuple(sum(low < one <= high for one in own) for low, high in zip(edges, rings, strict=False))
    exits = [row for row in listed if row.kind == kind]
    return Tally(
        kind,
        bands,
        listed=len(exits),
        out=sum(row.is_out for row in exits),
        late=sum((row.days_left(today) or 0) < 0 for row in exits),
        undated=sum(row.exit_by is None and not row.is_out for row in exits),
    )


def kind_field(definition: CampaignDefinition) -> str:
    """Key of the field that says the kind of source: the first choice that must be made."""
    found = (one.key for one in definition.fields if one.type == "choice" and one.required)
    return next(found, "")


def _merged(
    records: Iterable[SiteRecord],
    definition: CampaignDefinition,
    away: Mapping[uuid.UUID, tuple[float, float]],
) -> list[ZoneRow]:
    """One row a site, its places in campaigns laid together."""
    by_site: dict[uuid.UUID, list[SiteRecord]] = {}
    for one in records:
        if one.state != SiteState.WITHDRAWN:
            by_site.setdefault(one.id, []).append(one)
    return [_row(found, definition, away.get(site_id)) for site_id, found in by_site.items()]


def _row(
    found: Sequence[SiteRecord], definition: CampaignDefinition, away: tuple[float, float] | None
) -> ZoneRow:
    own = next((one for one in found if one.campaign_key == definition.key), None)
    site = own or found[0]
    campaigns = tuple(sorted({one.campaign_key for one in found}))
    metres, bearing = away or (None, None)
    if own is None:
        return ZoneRow(site, campaigns, KINDS.get(site.campaign_key, ""), metres, bearing)
    said = own.fields.get(kind_field(definition))
    kind = said if isinstance(said, str) else ""
    by = _day(own.fields.get(definition.exit or ""))
    return ZoneRow(site, campaigns, kind, metres, bearing, True, is_listed(own, definition), by)


def is_listed(site: SiteRecord, definition: CampaignDefinition) -> bool:
    """On the negative list: it has a day to be out by, or its answers say that it must have one."""
    field = definition.field(definition.exit or "")
    if field is None:
        return False
    return bool(site.fields.get(field.key)) or field.is_required(site.fields)


def _outsiders(answer: ZoneAnswer, definition: CampaignDefinition) -> Iterable[SiteRecord]:
    """Sites of the campaign that are this station's: they name it, or name none and it is the nearest."""
    names = {one.name: one.code for one in answer.stations} | {one.code: one.code for one in answer.stations}
    for site in answer.members:
        named = names.get(str(site.fields.get("station") or "").strip())
        if answer.zone and (named or _nearest(site, answer.stations)) == answer.zone.station.code:
            yield site


def _nearest(site: SiteRecord, stations: Sequence[StationRecord]) -> str:
    """Code of the nearest station; "" for a site without coordinates."""
    if site.lon is None or site.lat is None:
        return ""
    lons, lats = np.array([(one.lon, one.lat) for one in stations], np.float64).T
    return stations[int(geo.distance(site.lon, site.lat, lons, lats).argmin())].code


def _seen_from(answer: ZoneAnswer) -> dict[uuid.UUID, tuple[float, float]]:
    """Metres and bearing of the campaign's sites from the station."""
    station = answer.zone.station if answer.zone else None
    if station is None or station.lon is None or station.lat is None:
        return {}
    here = (station.lon, station.lat)
    return {
        one.id: (float(geo.distance(*here, one.lon, one.lat)), geo.bearing(*here, one.lon, one.lat))
        for one in answer.members
        if one.lon is not None and one.lat is not None
    }


def _by_exit(row: ZoneRow) -> tuple[bool, bool, date, str]:
    """Those without a day first: nobody can hold them to it; what is out comes last."""
    return row.is_out, row.exit_by is not None, row.exit_by or date.max, row.site.code


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
