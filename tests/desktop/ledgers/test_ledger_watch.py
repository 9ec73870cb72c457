"""How far the reading of a ledger is, and that it ends when nobody waits any more."""

import pytest
from ledger_helpers import CAMPAIGNS
from openpyxl import Workbook

from desktop.ledgers.mapping import map_ledger
from desktop.ledgers.preview import RecordView, preview
from desktop.ledgers.source import all_sheets
from desktop.ledgers.watch import StoppedError, Watch, part

ROWS = 2_000


@pytest.fixture
def ledger(tmp_path):
    book = Workbook(write_only=True)
    for name in ("一", "二"):
        sheet = book.create_sheet(name)
        sheet.append(["项目名称", "所在乡镇", "详细地址", "类别", "面积"])
        for number in range(ROWS):
            sheet.append([f"{name}{number}号工地", "成安镇", f"{name}路{number}号", "建筑施工", number + 1])
    book.save(tmp_path / "台账.xlsx")
    return tmp_path / "台账.xlsx"


def test_that_reading_tells_how_far_it_is_and_never_goes_back(ledger):
    told: list[float] = []
    all_sheets(ledger, told.append)
    assert told == sorted(told)
    assert len(told) > 10
    assert 0 <= told[0] < 0.2
    assert 0.8 < told[-1] <= 1


def test_that_planning_tells_how_far_it_is(ledger, units_book, actor):
    mapped = map_ledger(ledger, CAMPAIGNS["dust"], CAMPAIGNS, units_book, now=actor.now)
    told: list[float] = []
    preview(mapped, RecordView(units_book, ()), told.append)
    assert told == sorted(told)
    assert told[0] < 0.1
    assert 0.8 < told[-1] <= 1


def test_that_a_stopped_reading_ends_at_its_next_step(ledger):
    watch = Watch()
    steps = []

    def stop_at_the_third(share: float) -> None:
        steps.append(share)
        if len(steps) == 3:
            watch.stop()
        watch.step(share)

    with pytest.raises(StoppedError):
        all_sheets(ledger, stop_at_the_third)
    assert len(steps) == 3


def test_that_a_part_covers_its_stretch_of_the_whole():
    watch = Watch()
    half = part(watch.step, 0.5, 1)
    half(0)
    assert watch.share == 0.5
    half(0.5)
    assert watch.share == 0.75
