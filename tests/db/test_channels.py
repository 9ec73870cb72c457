"""Channel values: idempotent, replaced by what comes later, on both engines."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actor import Actor
from db.commands import channels, stations
from db.commands.stations import StationRow
from db.errors import NotFoundError
from db.schema import Counter, ReadingDay
from db.schema.readings import ChannelValue

ROW = ("A", "a34001", 3600, 1_773_968_400, 92.0, None, None)


@pytest.fixture
def record(session: Session, actor: Actor) -> Session:
    stations.save(session, actor, [StationRow("A", "甲")])
    return session


def values(session: Session) -> list[tuple[object, ...]]:
    columns = (
        ChannelValue.channel,
        ChannelValue.time,
        ChannelValue.value,
        ChannelValue.text,
        ChannelValue.flag,
    )
    return list(map(tuple, session.execute(select(*columns).order_by(ChannelValue.channel))))


def test_that_a_value_is_stored_once_and_replaced_whole(record: Session) -> None:
    assert channels.store(record, [ROW]) == 1
    assert channels.store(record, [ROW]) == 0
    assert channels.store(record, [(*ROW[:4], None, "St", "C")]) == 1
    assert values(record) == [("a34001", ROW[3], None, "St", "C")]


def test_that_of_rows_with_one_key_the_last_stands(record: Session) -> None:
    channels.store(record, [ROW, (*ROW[:4], 93.0, None, None)])
    assert [row[2] for row in values(record)] == [93.0]


def test_that_pollers_learn_of_new_values_and_no_day_is_noted_for_the_exchange(record: Session) -> None:
    def counted() -> int:
        return record.scalar(select(Counter.value).where(Counter.name == "readings")) or 0

    before = counted()
    channels.store(record, [ROW, ("A", "LA", *ROW[2:])])
    assert counted() == before + 2
    channels.store(record, [ROW])
    assert counted() == before + 2
    assert record.scalars(select(ReadingDay)).all() == []


def test_that_an_unknown_station_stores_nothing(record: Session) -> None:
    with pytest.raises(NotFoundError, match="X"):
        channels.store(record, [ROW, ("X", *ROW[1:])])
    assert values(record) == []
    assert channels.store(record, []) == 0
