"""The board's model while the record changes: what changed is announced, nothing is reset."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from db.queries.tasks import PartRecord
from desktop.models.tasks import RECORD_ROLE, Column, TasksFilter, TasksModel

NOW = datetime(2026, 3, 20, 8, 0, tzinfo=UTC)


def part(number: str, state: str = "dispatched", hours: float | None = 2, **more) -> PartRecord:
    fields = {
        "id": uuid.uuid5(uuid.NAMESPACE_OID, number + more.get("unit_code", "")),
        "number": number,
        "title": f"matter {number}",
        "source": "patrol",
        "campaign_key": "dust",
        "site_code": None,
        "site_name": None,
        "station_code": None,
        "unit_code": "130424-ZJ",
        "unit_name": "县住建局",
        "county_code": "130424",
        "state": state,
        "deadline": None if hours is None else NOW + timedelta(hours=hours),
        "dispatched_at": NOW,
        "state_since": NOW,
        "created_at": NOW,
        "hlc": 1,
    }
    return PartRecord(**(fields | more))


@pytest.fixture
def model(qapp) -> TasksModel:
    return TasksModel({"dust": "扬尘"}, NOW)


@pytest.fixture
def rows(model) -> TasksFilter:
    return TasksFilter(model)


def numbers(rows: TasksFilter) -> list[str]:
    return [rows.index(row, 0).data(RECORD_ROLE).number for row in range(rows.rowCount())]


@pytest.mark.parametrize("filled", [[], [part("A"), part("B", "closed")]], ids=["empty", "filled"])
@pytest.mark.parametrize("which", ["model", "rows"])
def test_models_keep_qt_s_rules_through_updates(qtmodeltester, model, rows, filled, which):
    model.show_parts(filled, NOW)
    rows.sort(Column.CLOCK)
    # the tester goes on watching what happens after the check; a second one would be in its way
    qtmodeltester.check({"model": model, "rows": rows}[which], force_py=True)
    model.show_parts([part("A", "received"), part("C", hours=None)], NOW)
    model.show_parts([part("A", "closed")], NOW)
    model.tick(NOW + timedelta(hours=3))
    rows.show_group("closed")
    rows.find("nothing")
    rows.find("")
    assert rows.rowCount() > 0


def test_new_parts_join_and_changed_ones_are_announced_without_a_reset(qtbot, model):
    model.show_parts([part("A"), part("B")], NOW)
    with (
        qtbot.assertNotEmitted(model.modelReset),
        qtbot.assertNotEmitted(model.layoutChanged),
        qtbot.assertNotEmitted(model.rowsRemoved),
        qtbot.waitSignal(model.rowsInserted) as inserted,
        qtbot.waitSignal(model.dataChanged) as changed,
    ):
        model.show_parts([part("A"), part("B", "received"), part("C"), part("D")], NOW)
    assert inserted.args[1:] == [2, 3]
    assert [changed.args[0].row(), changed.args[1].row()] == [1, 1]
    assert model.index(1, Column.STATE).data() == "received"


def test_the_same_parts_again_announce_nothing(qtbot, model):
    model.show_parts([part("A"), part("B")], NOW)
    with qtbot.assertNotEmitted(model.dataChanged), qtbot.assertNotEmitted(model.rowsInserted):
        model.show_parts([part("A"), part("B")], NOW)


def test_states_are_ordered_by_an_order_s_life_and_numbers_as_numbers(model, rows):
    model.show_parts([part("A-10", "verified"), part("A-9", "dispatched"), part("A-100", "on_site")], NOW)
    rows.sort(Column.STATE)
    assert numbers(rows) == ["A-9", "A-100", "A-10"]
    rows.sort(Column.NUMBER)
    assert numbers(rows) == ["A-9", "A-10", "A-100"]


def test_an_order_of_two_units_has_a_row_each(model):
    model.show_parts([part("A"), part("A", unit_code="130424-CG"), part("B")], NOW)
    assert model.rows_of("A") == [0, 1]
    model.show_parts([part("A", "received")], NOW)
    assert [model.index(row, Column.STATE).data() for row in (0, 1)] == ["received", "dispatched"]
