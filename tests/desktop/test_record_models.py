"""The generic table of records."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QModelIndex, Qt

from desktop.models.records import RECORD_ROLE, SORT_ROLE, TONE_ROLE, Column, RecordsModel


@dataclass(frozen=True)
class Row:
    key: int
    name: str
    size: float = 0.0


RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@pytest.fixture
def model(qapp) -> RecordsModel[Row]:
    columns = [
        Column[Row](lambda: "Name", lambda row: row.name),
        Column[Row](
            lambda: "Size",
            lambda row: f"{row.size:.1f}",
            sort=lambda row: row.size,
            align=RIGHT,
            tone=lambda row: "alarm" if row.size > 9 else None,
        ),
    ]
    return RecordsModel(columns, lambda row: row.key)


def test_that_the_model_is_sound_empty_filled_and_updated(model, qtmodeltester):
    qtmodeltester.check(model)
    model.upsert([Row(1, "a"), Row(2, "b", 12.0)])
    qtmodeltester.check(model)
    model.upsert([Row(2, "c", 3.0), Row(3, "d")])
    qtmodeltester.check(model)


def test_that_roles_give_text_sort_value_record_tone_and_alignment(model):
    model.upsert([Row(1, "a", 12.0)])
    index = model.index(0, 1)
    assert index.data() == "12.0"
    assert index.data(SORT_ROLE) == 12.0
    assert index.data(RECORD_ROLE) == Row(1, "a", 12.0)
    assert index.data(TONE_ROLE) == "alarm"
    assert index.data(Qt.ItemDataRole.TextAlignmentRole) == int(RIGHT)
    assert model.index(0, 0).data(SORT_ROLE) == "a"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Size"
    assert model.headerData(0, Qt.Orientation.Vertical) is None


def test_that_changed_rows_are_announced_once_and_new_ones_join_once(model, qtbot):
    model.upsert([Row(key, "a") for key in range(6)])
    changed, inserted = [], []
    model.dataChanged.connect(lambda top, bottom, _roles: changed.append((top.row(), bottom.row())))
    model.rowsInserted.connect(lambda _parent, first, last: inserted.append((first, last)))
    with qtbot.assertNotEmitted(model.modelReset):
        model.upsert([Row(1, "x"), Row(2, "a"), Row(4, "y"), Row(8, "n"), Row(9, "n")])
    assert changed == [(1, 4)]
    assert inserted == [(6, 7)]
    assert model.row(9) == 7


def test_that_the_same_records_again_say_nothing(model, qtbot):
    model.upsert([Row(1, "a")])
    with qtbot.assertNotEmitted(model.dataChanged), qtbot.assertNotEmitted(model.rowsInserted):
        model.upsert([Row(1, "a")])


def test_that_a_record_given_twice_stands_once_with_its_last_value(model):
    model.upsert([Row(1, "a"), Row(1, "b")])
    assert [row.name for row in model.records()] == ["b"]


def test_that_rows_have_no_children(model):
    model.upsert([Row(1, "a")])
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.columnCount(model.index(0, 0)) == 0
    assert model.data(QModelIndex()) is None
