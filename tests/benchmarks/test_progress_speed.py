"""Progress of twelve campaigns after two heavy days, against what bare sqlite3 needs to read the same rows.

Timed with `pytest tests/benchmarks --benchmark-enable`; otherwise a small run. Three bare readings are what
progress is made of: the counts now, the counts of what came, and the operations of the two days.
"""

import random
from contextlib import closing
from datetime import timedelta
from time import perf_counter

import pytest
from PySide6.QtGui import QPixmap

from db.actor import Actor
from db.commands import divisions
from db.commands.site_import import SiteImport, import_sites
from db.commands.sites import SiteData
from db.engine import Database, sqlite_module
from db.queries import progress
from db.rules.campaigns import load_folder
from db.rules.regions import DivisionRow
from db.rules.sites import SiteState
from desktop.screens.campaigns.matrix_model import unit_rows
from desktop.screens.campaigns.matrix_table import MatrixTable
from resources import folder

_COUNTS = """
    SELECT substr(s.unit_code, 1, 6), m.campaign_key, count(*), sum(m.state = 'closed')
    FROM membership m JOIN site s ON s.id = m.site_id
    WHERE s.deleted_at IS NULL AND m.deleted_at IS NULL GROUP BY 1, 2
"""
_CHANGES = "SELECT row_id, changes FROM operation WHERE entity IN ('site', 'membership') ORDER BY position"
_AT_ONCE = 1_000


@pytest.fixture(scope="module")
def full(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("benchmark_enable"))


@pytest.fixture
def record(sqlite_database: Database, actor: Actor, full: bool) -> Database:
    """Twenty counties, a campaign's share of sites each; a month ago they came, half of them moved since."""
    rows = [DivisionRow("130400", "邯郸市", "city", None, None, None)]
    for county in range(20):
        code = f"1304{20 + county}"
        rows.append(DivisionRow(code, f"第{county}县", "county", "130400", None, None))
        rows.append(DivisionRow(f"{code}100", "城关镇", "township", code, None, None))
    definitions = load_folder(folder("campaigns"))[0]
    with sqlite_database.writing() as session:
        divisions.load_divisions(session, rows, {}, source="test", now=actor.now)
        divisions.load_campaigns(session, definitions.values(), source="test", now=actor.now)
    each = 2_000 if full else 40
    # arrivals are in order of time: all sites come before the first of them moves
    came = [_fill(sqlite_database, actor, campaign, each) for campaign in definitions]
    for campaign, rows_of in zip(definitions, came, strict=True):
        _move(sqlite_database, actor, campaign, rows_of)
    return sqlite_database


def _fill(database: Database, actor: Actor, campaign: str, count: int) -> list[SiteImport]:
    """Sites of a month ago; as imports that close every second one of them."""
    dice = random.Random(20260320)
    long_ago = Actor(now=actor.now - timedelta(days=30))
    late = actor.now - timedelta(days=3)
    new = [
        SiteData(
            f"{campaign}{at}", f"1304{20 + at % 20}100", campaign, code=f"{campaign}-{at}",
            state=dice.choice((SiteState.ACTIVE, SiteState.RECTIFYING)), deadline=late if at % 3 else None,
        )
        for at in range(count)
    ]  # fmt: skip
    moves = []
    for start in range(0, count, _AT_ONCE):
        some = new[start : start + _AT_ONCE]
        with database.writing() as session:
            done = import_sites(session, long_ago, campaign, [SiteImport(data) for data in some]).done
        closed = list(zip(some, done, strict=True))[::2]
        moves += [SiteImport(_closed(data), known.site_id, known.hlc) for data, known in closed]
    return moves


def _move(database: Database, actor: Actor, campaign: str, moves: list[SiteImport]) -> None:
    for start in range(0, len(moves), _AT_ONCE):
        some = moves[start : start + _AT_ONCE]
        with database.writing() as session:
            assert len(import_sites(session, actor, campaign, some).done) == len(some)


def _closed(data: SiteData) -> SiteData:
    return SiteData(
        data.name, data.unit_code, data.campaign_key, code=data.code, state=SiteState.CLOSED,
        deadline=data.deadline,
    )  # fmt: skip


def _bare(database: Database) -> float:
    start = perf_counter()
    with closing(sqlite_module().connect(database.path)) as connection:
        connection.execute(_COUNTS).fetchall()
        connection.execute(_COUNTS).fetchall()
        connection.execute(_CHANGES).fetchall()
    return perf_counter() - start


def test_progress_after_two_heavy_days(record: Database, actor: Actor, full: bool, qtbot):
    since = actor.now - timedelta(days=2)

    def count() -> list[progress.UnitProgress]:
        with record.reading() as session:
            return progress.progress(session, actor.now, since)

    def once() -> float:
        start = perf_counter()
        count()
        return perf_counter() - start

    found = count()
    each = 2_000 if full else 40
    assert sum(one.now.total for one in found) == 12 * each
    assert sum(one.now.closed for one in found) == 12 * each // 2
    assert sum(one.before.closed for one in found) == 0, "all were closed within the two days"
    rounds = 3 if full else 1
    taken, bare = min(once() for _ in range(rounds)), min(_bare(record) for _ in range(rounds))
    frame = _frame(qtbot, found)
    if full:
        print(
            f"\nprogress of 24,000 sites after 12,000 changes: {taken:.2f} s, bare {bare:.2f} s,"
            f" {taken / bare:.1f} ×; a picture of 20 × 12: {frame * 1000:.1f} ms"
        )
        assert taken <= 8 * bare
        assert frame <= 0.05


def _frame(qtbot, records: list[progress.UnitProgress]) -> float:
    """A picture of the whole matrix, after its figures moved."""
    table = MatrixTable()
    qtbot.addWidget(table)
    table.resize(1250, 700)
    keys = sorted({one.campaign_key for one in records})
    table.matrix.show_progress([(key, key) for key in keys], unit_rows(records, lambda code: code))
    table.setFixedHeight(700)
    table.show()
    picture = QPixmap(table.size())
    best = float("inf")
    for _ in range(5):
        start = perf_counter()
        table.matrix.dataChanged.emit(table.matrix.index(0, 0), table.matrix.index(19, 13))
        table.render(picture)
        best = min(best, perf_counter() - start)
    return best
