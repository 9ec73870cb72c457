"""The demo's second record: through the real exchange and a real pack, and nothing else is disturbed."""

from pathlib import Path

import pytest

from db.check import check
from db.queries import conflicts, peers, sync, unsettled
from db.queries import tasks as task_queries
from desktop.demo import Demo, prepare_demo
from desktop.demo_exchange import NAME, tell


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    demo = prepare_demo(f"sqlite:///{tmp_path_factory.mktemp('demo') / 'demo.db'}")
    tell(demo.record.database, demo.record.campaigns, lambda: False)
    return demo


def test_that_there_is_a_conflict_to_decide_and_a_step_that_came_too_late(demo: Demo):
    with demo.record.database.reading() as s:
        found = conflicts.inbox(s).conflicts
        summary = sync.summary(s)
    assert [one.kind for one in found] == ["decide", "late"]
    decide, late = found
    assert (decide.field, decide.base) == ("person", "吴敏")
    assert {side.value for side in decide.sides} == {"路涛", "张大勇"}
    assert [side.value for side in late.sides] == ["cancelled", "received"]
    # naming somebody else; cancelling the part and the fact of it
    assert (summary.unsent, summary.standing.name) == (3, NAME)


def test_that_there_is_a_pack_and_a_clock_that_was_wrong(demo: Demo):
    with demo.record.database.reading() as s:
        packs, clocks = peers.packs(s), unsettled.clocks(s)
        known = [one.name for one in peers.replicas(s) if not one.is_self]
    assert [(one.direction, one.status, one.peer_name) for one in packs] == [("in", "taken", NAME)]
    assert [(one.name, one.operations, one.off_ms > 365 * 86_400_000) for one in clocks] == [(NAME, 1, True)]
    assert known == [NAME]


def test_that_the_board_has_one_cancelled_order_more_and_the_record_is_sound(demo: Demo):
    with demo.record.database.reading() as s:
        parts = [one for one in task_queries.parts(s) if one.title == "夜间渣土车带泥上路"]
    assert [one.state for one in parts] == ["cancelled"]
    assert check(demo.record.database) == []
    demo.record.database.close()


def test_that_it_can_be_stopped(tmp_path: Path):
    demo = prepare_demo(f"sqlite:///{tmp_path / 'demo.db'}")
    tell(demo.record.database, demo.record.campaigns, lambda: True)
    with demo.record.database.reading() as s:
        assert conflicts.inbox(s).conflicts == ()
        assert peers.packs(s) == []
    demo.record.database.close()
