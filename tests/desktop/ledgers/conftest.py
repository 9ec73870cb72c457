"""Ledgers made in the test, and the small record they are compared with."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from ledger_helpers import CAMPAIGNS, DIVISIONS, EXAMPLE, fill_record
from openpyxl import Workbook

from db.actor import Actor
from db.engine import Database, open_database
from db.queries.units import UnitRecord
from desktop.ledgers.mapping import map_ledger
from desktop.ledgers.preview import Preview, RecordView, preview
from desktop.ledgers.units_book import UnitBook

Make = Callable[..., Path]
See = Callable[..., Preview]


@pytest.fixture
def dust() -> Any:
    return CAMPAIGNS["dust"]


@pytest.fixture
def units_book() -> UnitBook:
    return UnitBook(UnitRecord(code, name, None, kind, above) for code, name, kind, above in DIVISIONS)


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """A workbook of rows, with merged ranges; sheets by name, or one."""

    def make(
        rows: Sequence[Sequence[Any]] | dict[str, Sequence[Sequence[Any]]],
        *,
        merged: Sequence[str] = (),
        name: str = "台账.xlsx",
    ) -> Path:
        book = Workbook()
        book.remove(book.active)
        for title, lines in (rows if isinstance(rows, dict) else {"台账": rows}).items():
            page = book.create_sheet(title)
            for line in lines:
                page.append(list(line))
            for area in merged:
                page.merge_cells(area)
        book.save(tmp_path / name)
        return tmp_path / name

    return make


@pytest.fixture
def see(units_book: UnitBook, actor: Actor) -> See:
    """What a ledger would do to a record that knows no site, or those that are given."""

    def see(path: Path, key: str = "dust", known: Sequence[Any] = (), **more: Any) -> Preview:
        mapped = map_ledger(path, CAMPAIGNS[key], CAMPAIGNS, units_book, now=actor.now, **more)
        return preview(mapped, RecordView(units_book, known))

    return see


@pytest.fixture
def record(sqlite_url: str, actor: Actor) -> Iterator[Database]:
    """A record with the divisions above and all campaigns."""
    database = open_database(sqlite_url)
    fill_record(database, actor)
    yield database
    database.close()


@pytest.fixture
def example() -> Path:
    """A county's ledger as offices keep it."""
    return EXAMPLE
