"""Received frames into the record, on both engines."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actor import Actor
from db.commands import stations
from db.commands.stations import StationRow
from db.queries import devices
from db.schema import Counter, Device, Refused
from db.schema.readings import Observation
from desktop.feeds.hj212 import Frame, FrameStream, encode
from desktop.feeds.intake import store
from desktop.feeds.listener import Received

NINE = int(datetime(2026, 3, 20, 1, tzinfo=UTC).timestamp())  # 09:00 in China


@pytest.fixture
def record(session: Session, actor: Actor) -> Session:
    """Two stations with a device each, the second without a password."""
    rows = [
        StationRow("A", "甲", mn="M1", password="123456"),
        StationRow("B", "乙", mn="M2"),
    ]
    stations.save(session, actor, rows)
    return session


@pytest.fixture
def take(record: Session, now: datetime):
    def take(*raws: bytes, at: datetime = now):
        items = [item for raw in raws for item in stream_of(raw)]
        return store(record, [Received("127.0.0.1", at, item) for item in items], now=now)

    return take


def stream_of(raw: bytes):
    stream = FrameStream()
    return stream.feed(raw) + stream.close()


def hour(
    items="a34004-Avg=14,a34004-Flag=N", mn="M1", pw="123456", cn="2061", st="22", data_time="20260320080000"
):
    return encode(f"DataTime={data_time};{items}", st=st, cn=cn, mn=mn, pw=pw, qn="20260320090000000", flag=5)


def rows(session: Session):
    return session.scalars(select(Observation).order_by(Observation.station_code, Observation.time)).all()


def counters(session: Session):
    found = session.execute(select(Counter.name, Counter.value)).all()
    return {name: value for name, value in found if not name.startswith("readings")}


def refused(session: Session):
    return session.execute(select(Refused.source, Refused.reason, Refused.detail, Refused.raw)).all()


def test_that_an_hour_is_stored_under_its_end_and_the_device_was_heard(take, record, now):
    result = take(hour("a34004-Avg=14;a01006-Avg=101.94;a05024-Avg=9,a05024-Flag=C"))
    (row,) = rows(record)
    assert (row.station_code, row.period, row.time) == ("A", 3600, NINE)
    assert (row.pm25, row.pressure, row.o3, row.flags) == (14, 1019.4, None, "o3:C")
    assert result.verdicts == [True]
    assert (result.added, result.changed, result.refused) == (1, 0, 0)
    assert result.changes.readings
    assert result.changes.devices
    assert result.changes.station_codes == {"A"}
    assert counters(record) == {"frames.accepted": 1}
    state = devices.states(record)["M1"]
    assert (state.last_frame_at, state.last_data_time, state.frames, state.peer) == (
        now,
        NINE,
        1,
        "127.0.0.1",
    )


def test_that_the_same_frames_again_change_nothing(take, record):
    take(hour(), hour(mn="M2", pw=None))
    again = take(hour(), hour(mn="M2", pw=None))
    assert again.verdicts == [True, True]
    assert (again.added, again.changed) == (0, 0)
    assert not again.changes.readings
    assert again.changes.station_codes == frozenset()
    assert len(rows(record)) == 2
    assert devices.states(record)["M1"].frames == 2


def test_that_frames_of_one_hour_make_one_row(take, record):
    take(hour("a34004-Avg=14;a34002-Avg=31,a34002-Flag=D"), hour("a34002-Avg=32;a21026-Avg=6,a21026-Flag=C"))
    (row,) = rows(record)
    assert (row.pm25, row.pm10, row.so2, row.flags) == (14, 32, None, "so2:C")


def test_that_minutes_hours_and_samples_are_kept_apart(take, record):
    take(hour(), hour(cn="2051"), hour("a34004-Rtd=15", cn="2011"))
    assert {(row.period, row.time - NINE) for row in rows(record)} == {(3600, 0), (60, -3540), (0, -3600)}


def test_that_unknown_devices_and_wrong_passwords_are_refused_with_their_bytes(take, record):
    raws = [hour(mn="M9"), hour(pw="654321"), hour(pw=None)]
    result = take(*raws)
    assert result.verdicts == [False, False, False]
    assert rows(record) == []
    assert [(r.source, r.reason) for r in refused(record)] == [
        ("hj212 127.0.0.1", "unknown_device"),
        ("hj212 127.0.0.1", "password"),
        ("hj212 127.0.0.1", "password"),
    ]
    assert [r.raw.encode() for r in refused(record)] == [raw.strip() for raw in raws]
    assert counters(record) == {"frames.unknown_device": 1, "frames.password": 2}
    assert devices.states(record) == {}
    assert result.changes.refused


def test_that_a_device_without_password_may_send_any(take, record):
    assert take(hour(mn="M2", pw="whatever")).verdicts == [True]


def test_that_bad_values_are_kept_as_refused_and_the_good_ones_stored(take, record):
    result = take(hour("a34004-Avg=-5;a34002-Avg=31"))
    assert result.verdicts == [True]
    (row,) = rows(record)
    assert (row.pm25, row.pm10) == (None, 31)
    ((_, reason, detail, _),) = refused(record)
    assert (reason, detail) == ("value", "a34004-Avg=-5 is outside 0 to 10000 (pm25)")
    assert counters(record) == {"frames.accepted": 1, "frames.value": 1}


def test_that_a_frame_with_an_impossible_time_is_refused_and_not_answered(take, record):
    assert take(hour(data_time="20991320080000")).verdicts == [False]
    assert rows(record) == []
    assert counters(record) == {"frames.value": 1}


@pytest.mark.parametrize(
    ("cn", "st"), [("2031", "22"), ("2011", "39"), ("9015", "22"), ("1011", "22"), ("2081", "22")]
)
def test_that_other_valid_frames_are_accepted_and_counted(take, record, cn, st):
    result = take(hour("a34001-Rtd=92", cn=cn, st=st))
    assert result.verdicts == [True]
    assert refused(record) == []
    assert counters(record) == {"frames.other": 1, "factors.ignored": 1}
    assert devices.states(record)["M1"].frames == 1


def test_that_damaged_pieces_are_kept_with_their_reason(take, record):
    result = take(b"noise \x00\xff" + hour().replace(b"=14", b"=15"), hour())
    assert result.verdicts == [False, False, True]
    assert [(r.reason, r.raw[:12]) for r in refused(record)] == [
        ("garbage", "noise \\0\\xff"),
        ("crc", "##0116QN=202"),
    ]
    assert counters(record) == {"frames.garbage": 1, "frames.crc": 1, "frames.accepted": 1}


def test_that_a_nul_in_a_value_is_stored_on_both_engines(take, record):
    take(hour("a34004-Avg=\x00;a34002-Avg=31"))
    ((_, reason, detail, _),) = refused(record)
    assert (reason, detail) == ("value", "a34004-Avg=\\0 is no number")


def test_that_a_devices_unit_is_used(take, record):
    device = record.scalar(select(Device).where(Device.mn == "M2"))
    device.units = {"pm25": "mg/m3"}
    record.flush()
    take(hour("a34004-Avg=0.014", mn="M2"))
    assert rows(record)[0].pm25 == 14


def test_that_a_device_without_station_is_refused_by_name(take, record):
    device = record.scalar(select(Device).where(Device.mn == "M2"))
    device.station_code = None
    record.flush()
    assert take(hour(mn="M2")).verdicts == [False]
    assert refused(record)[0].reason == "unbound_device"


def test_that_nothing_received_changes_nothing(record, now):
    result = store(record, [], now=now)
    assert result.verdicts == []
    assert not result.changes


def test_that_data_of_tomorrow_are_judged_by_the_given_clock(record, now):
    (frame,) = stream_of(hour(data_time="20260322080000"))
    assert isinstance(frame, Frame)
    received = [Received("127.0.0.1", now, frame)]
    assert store(record, received, now=now).verdicts == [False]
    assert store(record, received, now=now + timedelta(days=2)).verdicts == [True]
