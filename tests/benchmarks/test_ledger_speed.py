"""How fast a ledger of 20,000 rows comes in, against openpyxl's read-only reading of the same file alone.

What comes in is planned against the record, checked by the campaign's definition, and written with its
operations, a batch a command.

Timed with `pytest tests/benchmarks --benchmark-enable`; otherwise a small run that counts what was stored.
"""

import random
from pathlib import Path
from time import perf_counter

import pytest
from openpyxl import Workbook, load_workbook

from db.actor import Actor
from db.commands import divisions
from db.engine import open_database
from db.rules.campaigns import load_folder
from db.rules.regions import DivisionRow
from db.setup import prepare
from desktop.ledgers.applying import apply_plan
from desktop.ledgers.mapping import map_ledger
from desktop.ledgers.preview import preview, record_view
from resources import folder

HEADS = (
    *("序号", "项目名称", "所在乡镇", "详细地址", "类别", "建设单位", "施工单位", "面积（平方米）"),
    *("是否报备", "开工时间", "责任单位", "责任人", "联系电话", "完成时限", "视频联网", "备注"),
)
FULL, SMALL = 20_000, 300
CAMPAIGNS = load_folder(folder("campaigns"))[0]


@pytest.fixture(scope="module")
def full(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("benchmark_enable"))


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory, full: bool) -> Path:
    dice, book = random.Random(20200326), Workbook(write_only=True)
    page = book.create_sheet("在建工地")
    page.append(["成安县建筑施工扬尘污染治理台账（2020年3月）"])
    page.append(HEADS)
    for number in range(1, (FULL if full else SMALL) + 1):
        works = (f"第{number % 50}建筑公司", f"{number % 90 / 10}万", dice.choice("√×"), "2020.3.19")
        phone = 13_100_000_000 + dice.randrange(99_999_999)
        who = (
            "县住建局",
            "王经理",
            phone,
            "3月底前",
            dice.choice("是否"),
            "停工" if number % 7 == 0 else None,
        )
        place = (f"工地{number}号", "成安镇", f"人民路{number}号", "建筑施工", "成安县城投公司")
        page.append((number, *place, *works, *who))
    path = tmp_path_factory.mktemp("ledger") / "台账.xlsx"
    book.save(path)
    return path


def _read_only(path: Path) -> float:
    start = perf_counter()
    book = load_workbook(path, read_only=True, data_only=True)
    for _ in book.worksheets[0].iter_rows(values_only=True):
        pass
    book.close()
    return perf_counter() - start


def test_a_ledger_comes_in(benchmark, ledger: Path, actor: Actor, full: bool, tmp_path: Path):
    rounds = 3 if full else 1
    alone = min(_read_only(ledger) for _ in range(rounds))
    definition = CAMPAIGNS["dust"]

    def setup():
        database = open_database(f"sqlite:///{tmp_path}/{len(list(tmp_path.iterdir()))}.db")
        prepare(database, actor.now)
        rows = [
            DivisionRow("130424", "成安县", "county", None, None, None),
            DivisionRow("130424100", "成安镇", "township", "130424", None, None),
        ]
        with database.writing() as session:
            divisions.load_divisions(session, rows, {}, source="test", now=actor.now)
            divisions.load_campaigns(session, CAMPAIGNS.values(), source="test", now=actor.now)
        return (database,), {}

    def load(database):
        with database.reading() as session:
            view = record_view(session, "dust")
        mapped = map_ledger(ledger, definition, CAMPAIGNS, view.units, now=actor.now)
        report = apply_plan(database, preview(mapped, view).plan, definition, actor, file=ledger.name)
        database.close()
        return report

    report = benchmark.pedantic(load, setup=setup, rounds=rounds)
    assert (report.new, report.changed, report.refused) == (FULL if full else SMALL, 0, [])
    if full:
        seconds = benchmark.stats.stats.median
        benchmark.extra_info |= {"read_only_seconds": alone, "ratio": seconds / alone}
        print(f"\nimport {seconds:.2f} s, openpyxl read-only {alone:.2f} s, {seconds / alone:.2f} ×")
