"""Which site of the record a row of a ledger means: by code, else by name, address and unit."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication

from db.queries.known_sites import KnownSite
from db.rules.campaign_records import CampaignDefinition
from desktop.ledgers.read import CellProblem, LedgerRow
from desktop.ledgers.units_book import UnitBook
from desktop.ledgers.words import key
from desktop.ledgers.written import values_of

translate = QCoreApplication.translate

Place = tuple[str, str, str]
"""Name, address and unit, brought to a form that can be compared."""


@dataclass(slots=True)
class Match:
    """A row with its site, if it has one; `refused` says why it cannot be told, `doubt` what to look at."""

    row: LedgerRow
    site: KnownSite | None = None
    refused: CellProblem | None = None
    doubt: str = ""


@dataclass(slots=True)
class _Known:
    """The record's sites by what rows name them by."""

    by_code: dict[str, KnownSite] = field(default_factory=dict)
    by_place: dict[Place, list[KnownSite]] = field(default_factory=lambda: defaultdict(list))


def matches(
    rows: Sequence[LedgerRow],
    known: Sequence[KnownSite],
    definition: CampaignDefinition,
    units: UnitBook,
    counties: dict[str, str],
) -> list[Match]:
    """The rows with their sites, in their order; each site is meant once.

    Args:
        counties: of each sheet, where it is known: a code of one county says nothing in another.
    """
    found = [Match(row) for row in rows]
    record = _sorted(known)
    used: dict[str, LedgerRow] = {}
    groups: dict[Place, list[Match]] = defaultdict(list)
    for match in found:
        if not _by_code(match, record, used, units, counties.get(match.row.sheet, "")):
            groups[place_of(match.row)].append(match)
    for place, group in groups.items():
        free = [site for site in record.by_place.get(place, ()) if site.code not in used]
        _by_place(group, free, definition)
    return found


def place_of(row: LedgerRow) -> Place:
    """What a row is told apart by."""
    values = row.values
    return key(str(values.get("name") or "")), key(str(values.get("address") or "")), values.get("unit") or ""


def _sorted(known: Sequence[KnownSite]) -> _Known:
    record = _Known()
    for site in known:
        record.by_code[site.code] = site
        if not site.is_removed:
            record.by_place[key(site.name), key(site.address or ""), site.unit_code].append(site)
    return record


def _by_code(match: Match, record: _Known, used: dict[str, LedgerRow], units: UnitBook, county: str) -> bool:
    """Whether the row's code has decided."""
    row = match.row
    if not row.code:
        return False
    # a sheet of checks speaks of the same sites as the sheet beside it
    once = f"{row.sheet}\n{row.code}" if row.is_check_only else row.code
    if once in used:
        match.refused = _same(used[once])
        return True
    used[once] = row
    site = record.by_code.get(row.code)
    if site is None and row.is_own:
        text = translate(
            "ledger", "the record has no site {code}. Exchange first, or empty this cell to add it anew"
        )
        match.refused = CellProblem("", "", text.format(code=row.code))
    elif (
        site is not None and not row.is_own and county and units.county_of(site.unit_code) not in ("", county)
    ):
        text = translate("ledger", "the code {code} belongs to {name} in another county. Leave the codes out")
        match.refused = CellProblem("", "", text.format(code=row.code, name=site.name))
    match.site = site
    return site is not None or match.refused is not None


def _lies_elsewhere(site: KnownSite, county: str, units: UnitBook) -> bool:
    return bool(county) and units.county_of(site.unit_code) not in ("", county)


def _by_place(group: list[Match], free: list[KnownSite], definition: CampaignDefinition) -> None:
    """Rows of one name, address and unit: alike in all they are one site, else two that must be looked at."""
    first: dict[str, LedgerRow] = {}
    kept = []
    for match in group:
        details = repr(sorted(match.row.values.items(), key=lambda pair: pair[0])) + match.row.code
        if details in first:
            match.refused = _same(first[details])
        else:
            first[details] = match.row
            kept.append(match)
    if len(kept) == 1 and len(free) > 1:
        _choose(kept[0], free, definition)
        return
    pairs = [(_agreement(m.row, site, definition), -n, m, site) for n, m in enumerate(kept) for site in free]
    for _, _, match, site in sorted(pairs, key=lambda pair: (pair[0], pair[1]), reverse=True):
        if match.site is None and all(other.site is not site for other in kept):
            match.site = site
    for match in kept[1:]:
        text = translate(
            "ledger",
            "same name, address and unit as row {line}, but other details: taken as a site of its own",
        )
        match.doubt = text.format(line=kept[0].row.line)


def _choose(match: Match, free: list[KnownSite], definition: CampaignDefinition) -> None:
    points = sorted(((_agreement(match.row, site, definition), site.code) for site in free), reverse=True)
    if points[0][0] > points[1][0]:
        match.site = next(site for site in free if site.code == points[0][1])
        return
    text = translate("ledger", "the record has several such sites: {codes}; write the code into the ledger")
    codes = ", ".join(site.code for site in free[:4])
    match.refused = CellProblem("", "", text.format(codes=codes))


def _agreement(row: LedgerRow, site: KnownSite, definition: CampaignDefinition) -> int:
    """How many of the row's values the site has."""
    values = values_of(site, definition)
    return sum(1 for target, value in row.values.items() if values.get(target) == value)


def _same(other: LedgerRow) -> CellProblem:
    text = translate("ledger", "means the same site as row {line}; delete one of them")
    return CellProblem("", "", text.format(line=other.line))
