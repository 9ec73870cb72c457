"""The board's model: groups, clocks, filters, order."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest

from db.queries.tasks import PartRecord
from desktop.models.tasks import RECORD_ROLE, TONE_ROLE, Column, TasksFilter, TasksModel


@pytest.fixture
def part(now):
    def make(number: str, **changes) -> PartRecord:
        plain = PartRecord(
            id=uuid.uuid4(),
            number=number,
            title="裸土未覆盖",
            source="patrol",
            campaign_key="dust",
            site_code=None,
            site_name=None,
            station_code=None,
            unit_code="130424-ZJ",
            unit_name="县住建局",
            county_code="130424",
            state="received",
            deadline=now + timedelta(hours=2),
            dispatched_at=now,
            state_since=now,
            created_at=now,
            hlc=1,
        )
        return replace(plain, **changes)

    return make


@pytest.fixture
def model(qapp, now) -> TasksModel:
    return TasksModel({"dust": "扬尘"}, now)


@pytest.fixture
def rows(model) -> TasksFilter:
    return TasksFilter(model)


def numbers(rows: TasksFilter) -> list[str]:
    return [rows.index(row, 0).data(RECORD_ROLE).number for row in range(rows.rowCount())]


def test_that_model_and_filter_are_sound_empty_filled_and_updated(model, rows, part, now, qtmodeltester):
    for step in range(3):
        qtmodeltester.check(model)
        qtmodeltester.check(rows)
        model.show_parts([part(f"A{step}"), part(f"B{step}", state="closed")], now)


def test_that_the_overdue_come_first_then_the_nearest_deadline_then_those_without(model, rows, part, now):
    hours = {"later": 30, "late": -1, "soon": 1, "very late": -50}
    parts = [part(name, deadline=now + timedelta(hours=value)) for name, value in hours.items()]
    model.show_parts([part("none", deadline=None), *parts], now)
    rows.sort(Column.CLOCK)
    assert numbers(rows) == ["very late", "late", "soon", "later", "none"]


def test_that_names_are_sorted_as_chinese_readers_expect(model, rows, part, now):
    names = ["涉城镇", "柏寺营乡", "成安镇", "馆陶镇"]
    model.show_parts([part(name, unit_name=name) for name in names], now)
    rows.sort(Column.UNIT)
    assert numbers(rows) == ["柏寺营乡", "成安镇", "馆陶镇", "涉城镇"]


def test_that_a_clock_that_runs_out_turns_to_alarm_without_a_query(model, rows, part, now):
    model.show_parts([part("A")], now)
    clock = rows.index(0, Column.CLOCK)
    assert (clock.data(), clock.data(TONE_ROLE)) == ("2 h left", None)
    model.tick(now + timedelta(hours=2, minutes=7))
    clock = rows.index(0, Column.CLOCK)
    assert (clock.data(), clock.data(TONE_ROLE)) == ("overdue 7 min", "alarm")


def test_that_an_order_joins_the_overdue_when_its_time_has_come(model, rows, part, now):
    model.show_parts([part("A")], now)
    rows.show_group("overdue")
    assert numbers(rows) == []
    model.tick(now + timedelta(hours=2, seconds=1))
    assert numbers(rows) == ["A"]
    assert model.counts()["overdue"] == 1


def test_that_a_tick_within_the_same_minute_says_nothing(model, part, now, qtbot):
    model.show_parts([part("A", deadline=now + timedelta(minutes=5, seconds=50))], now)
    with qtbot.assertNotEmitted(model.dataChanged):
        model.tick(now + timedelta(seconds=30))


@pytest.mark.parametrize(
    ("state", "groups"),
    [
        ("draft", {"open", "draft"}),
        ("dispatched", {"open", "to_receive"}),
        ("received", {"open", "working"}),
        ("on_site", {"open", "working"}),
        ("reported", {"open", "to_verify"}),
        ("verified", {"open", "to_verify"}),
        ("returned", {"open", "returned"}),
        ("closed", {"closed"}),
        ("cancelled", {"closed"}),
    ],
)
def test_that_each_state_stands_in_its_groups(model, part, now, state, groups):
    model.show_parts([part("A", state=state)], now)
    assert {key for key, count in model.counts().items() if count} == groups


def test_that_an_ended_order_has_no_clock_and_is_never_late(model, part, now):
    model.show_parts([part("A", state="closed", deadline=now - timedelta(days=3))], now)
    assert model.index(0, Column.CLOCK).data() == ""
    assert model.counts()["overdue"] == 0


def test_that_every_word_typed_must_be_found_somewhere(model, rows, part, now):
    model.show_parts([part("成安-尘-1", site_name="柏寺安置房"), part("涉县-煤-2", title="散煤")], now)
    rows.find("住建 柏寺")
    assert numbers(rows) == ["成安-尘-1"]
    rows.find("none")
    assert numbers(rows) == []
    rows.find("")
    assert len(numbers(rows)) == 2


def test_that_a_county_can_be_chosen(model, rows, part, now):
    model.show_parts([part("A"), part("B", county_code="130426")], now)
    rows.show_county("130426")
    assert numbers(rows) == ["B"]


def test_that_rows_are_found_by_number_and_unit_unless_filtered_away(model, rows, part, now):
    model.show_parts([part("A"), part("A", unit_code="130424-CG"), part("B", state="closed")], now)
    assert rows.row_of("A", "130424-CG") == 1
    assert rows.row_of("B") is None
    rows.show_group("closed")
    assert rows.row_of("B") == 0
