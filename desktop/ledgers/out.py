"""A campaign's sites as a ledger in a workbook that comes home: `ledger_out`."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from db.queries.known_sites import KnownSite, known_sites
from db.queries.units import units
from db.rules.campaign_records import CampaignDefinition
from db.times import CHINA
from desktop.ledgers.book import save, sheet_name
from desktop.ledgers.form import FormColumn, add_form, form_columns, sheet_profile, site_cells
from desktop.ledgers.marks import add_mark
from desktop.ledgers.profile import LedgerProfile
from desktop.ledgers.units_book import UnitBook


def ledger_out(
    session: Session,
    definition: CampaignDefinition,
    path: Path,
    *,
    now: datetime,
    unit_code: str = "",
    only: frozenset[uuid.UUID] | None = None,
) -> int:
    """Write a campaign's sites as the ledger form; their number.

    Codes and clocks of the sites stand in hidden columns, so that an edited copy comes home as changes; a
    hidden sheet holds what the columns are.

    Args:
        unit_code: only sites of this division and below it.
        only: of these, the sites with these ids.

    Raises:
        CannotWriteError
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sites = [site for site in sites_of(session, definition, unit_code) if only is None or site.id in only]
    name = sheet_name(definition.text.zh)
    columns = form_columns(definition)
    add_sites(book, name, columns, sites, definition, UnitBook(units(session)), now)
    add_mark(book, LedgerProfile(definition.key, (sheet_profile(name, columns),)))
    save(book, path)
    return len(sites)


def sites_of(session: Session, definition: CampaignDefinition, unit_code: str = "") -> list[KnownSite]:
    """The sites that stand in the campaign, of a division if it is named."""
    return [
        site
        for site in known_sites(session, definition.key)
        if site.state is not None and not site.is_removed and site.unit_code.startswith(unit_code)
    ]


def add_sites(
    book: Any,
    name: str,
    columns: Sequence[FormColumn],
    sites: Sequence[KnownSite],
    definition: CampaignDefinition,
    book_of_units: UnitBook,
    now: datetime,
) -> Any:
    """Add the sheet of sites."""
    day = now.astimezone(CHINA)
    lines = (
        f"{definition.text.zh}台账",
        f"导出日期：{day.year}年{day.month}月{day.day}日　共 {len(sites)} 个点位（隐藏列用于回传，请勿删除）",
    )
    rows = (
        site_cells(number, site, columns, definition, book_of_units) for number, site in enumerate(sites, 1)
    )
    return add_form(book, name, lines, columns, rows)
