"""The list of a campaign with 100,000 sites: opening against bare sqlite3, a key, an order, a picture.

Timed with `pytest tests/benchmarks --benchmark-enable`; otherwise a small run.
"""

import json
import random
import uuid
from contextlib import closing
from datetime import timedelta
from time import perf_counter

import pytest
from PySide6.QtGui import QPixmap

from db.actor import Actor
from db.commands import divisions
from db.engine import Database, sqlite_module
from db.queries import progress, site_list
from db.rules.campaigns import load_folder
from db.rules.regions import DivisionRow
from desktop.models.sites import SitesModel
from desktop.screens.campaigns.columns import Reader, columns
from desktop.screens.campaigns.directory import Directory
from desktop.screens.campaigns.list_table import SiteTableView
from desktop.site_index.table import SiteTable
from desktop.site_index.view import SiteIndex, at_once
from desktop.site_index.wishes import Wish
from resources import folder

_CHARACTERS = (
    "成安永年馆陶涉县城关北南东西街村镇路建设工程有限公司项目部安置房热力管网改造重庆和平人民幸福光明"
    "河山王李张刘赵杨孙周吴郑高林何郭马罗梁宋郝韩唐冯董程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜"
    "戴夏钟汪田任姜范方石姚谭廖邹熊金陆孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文"
)
_SHOWN = """
    SELECT s.id, s.code, s.name, s.unit_code, u.name, s.owner, s.person, m.state, m.deadline, m.fields
    FROM site s JOIN membership m ON m.site_id = s.id JOIN unit u ON u.code = s.unit_code
    WHERE s.deleted_at IS NULL AND m.deleted_at IS NULL AND m.campaign_key = 'dust' ORDER BY s.code
"""


@pytest.fixture(scope="module")
def full(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("benchmark_enable"))


@pytest.fixture
def record(sqlite_database: Database, actor: Actor, full: bool) -> Database:
    """Sites of one campaign in four counties, made by SQL."""
    rows = [DivisionRow("130400", "邯郸市", "city", None, None, None)]
    for county in range(4):
        rows.append(DivisionRow(f"13042{county}", f"第{county}县", "county", "130400", None, None))
        rows += [
            DivisionRow(f"13042{county}{100 + at}", f"第{at}镇", "township", f"13042{county}", None, None)
            for at in range(12)
        ]
    with sqlite_database.writing() as session:
        divisions.load_divisions(session, rows, {}, source="test", now=actor.now)
        definitions = load_folder(folder("campaigns"))[0].values()
        divisions.load_campaigns(session, definitions, source="test", now=actor.now)
    _insert(sqlite_database, actor, 100_000 if full else 300)
    return sqlite_database


def _insert(database: Database, actor: Actor, count: int) -> None:
    dice = random.Random(20260320)

    def words(length: int) -> str:
        return "".join(dice.choices(_CHARACTERS, k=length))

    origin = uuid.uuid4().hex
    with closing(sqlite_module().connect(database.path)) as connection:
        for at in range(count):
            site = uuid.UUID(int=dice.getrandbits(128)).hex
            unit = f"13042{at % 4}{100 + at % 12}"
            own = (site, origin, at, f"CA-{at:06}", words(9), unit, words(12), words(10), words(3))
            connection.execute(
                "INSERT INTO site(id, origin, hlc, code, name, unit_code, address, owner, person)"
                " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
                own,
            )
            due = actor.now + timedelta(hours=dice.randrange(-500, 900))
            fields = json.dumps({"kind": "construction", "area": dice.randrange(100, 90_000)})
            state = dice.choice(("active", "rectifying", "closed"))
            connection.execute(
                "INSERT INTO membership(id, origin, hlc, site_id, campaign_key, state, deadline, fields)"
                " VALUES(?, ?, ?, ?, 'dust', ?, ?, ?)",
                (site[::-1], origin, at, site, state, f"{due:%Y-%m-%d %H:%M:%S}.000000", fields),
            )
        connection.commit()


def _bare(database: Database) -> float:
    start = perf_counter()
    with closing(sqlite_module().connect(database.path)) as connection:
        connection.execute(_SHOWN).fetchall()
    return perf_counter() - start


def _reader(actor: Actor) -> Reader:
    definition = load_folder(folder("campaigns"))[0]["dust"]
    return Reader(definition, "zh", Directory, lambda: actor.now)


def _seconds(work, rounds: int) -> float:
    """The best of some rounds."""
    best = float("inf")
    for _ in range(rounds):
        start = perf_counter()
        work()
        best = min(best, perf_counter() - start)
    return best


def test_opening_keys_orders_and_pictures(qtbot, record: Database, actor: Actor, full: bool):
    shown = columns(_reader(actor))
    sources = {column.key: column.source for column in shown}
    model = SitesModel()
    model.show_columns(shown)
    table_view = SiteTableView(model)
    qtbot.addWidget(table_view)
    table_view.resize(1280, 560)
    table_view.show()
    picture = QPixmap(table_view.size())
    now = actor.now.timestamp()
    indexes: list[SiteIndex] = []

    def open_list() -> None:
        with record.reading() as session:
            table = SiteTable.of(site_list.read(session, "dust"))
        indexes[:] = [SiteIndex(table, sources)]
        show(Wish())

    def show(wish: Wish) -> None:
        table_view.show_view(at_once(indexes[0].view(wish, now)))
        table_view.render(picture)

    def count_progress() -> None:
        with record.reading() as session:
            assert progress.progress(session, actor.now, actor.now - timedelta(days=2))

    rounds = 3 if full else 1
    opening = _seconds(open_list, rounds)
    bare = min(_bare(record) for _ in range(rounds))
    ready = _seconds(lambda: at_once(indexes[0].prepare()), 1)
    keys = {
        text: _seconds(lambda text=text: show(Wish(words=text)), 1) for text in ("c", "ch", "che", "chen")
    }
    order = _seconds(lambda: show(Wish(sort="name")), 1)
    scrolled = iter(range(1, 1_000))

    def scroll() -> None:
        table_view.verticalScrollBar().setValue(next(scrolled) * 300)
        table_view.render(picture)

    frame = _seconds(scroll, 20)
    matrix = _seconds(count_progress, rounds)
    assert model.rowCount() == (100_000 if full else 300)
    if full:
        slowest = max(keys.values())
        print(f"\nlist of 100,000 sites: opened in {opening:.2f} s, bare sqlite3 {bare:.2f} s,", end=" ")
        print(
            f"{opening / bare:.1f} ×; search ready {ready:.2f} s; slowest key {slowest * 1000:.0f} ms;",
            end=" ",
        )
        print(f"by name {order * 1000:.0f} ms; frame {frame * 1000:.1f} ms; progress {matrix:.2f} s")
        assert opening <= 2 * bare
        assert slowest <= 0.05
