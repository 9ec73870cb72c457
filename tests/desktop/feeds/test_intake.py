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
from db.schema.readings import ChannelValue, Observation
from desktop.feeds.hj212 import Frame, FrameStream, Joiner, Policy, encode, seal
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
    (state,) = devices.states(record).values()
    assert (state.mn, state.frames, state.bad, state.last_data_time) == ("M1", 0, {"password": 2}, None)
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


@pytest.mark.parametrize("cn", ["9015", "1011", "2081", "9021"])
def test_that_other_valid_frames_are_accepted_and_counted(take, record, cn):
    result = take(hour("a34001-Rtd=92", cn=cn))
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


KEY = "30" * 16


def change(session: Session, mn: str, **fields: object) -> None:
    device = session.scalars(select(Device).where(Device.mn == mn)).one()
    for name, value in fields.items():
        setattr(device, name, value)
    session.flush()


def stored_channels(session: Session):
    columns = (ChannelValue.channel, ChannelValue.period, ChannelValue.time, ChannelValue.value)
    rest = (ChannelValue.text, ChannelValue.flag)
    found = session.execute(select(*columns, *rest).order_by(ChannelValue.channel, ChannelValue.time))
    return list(map(tuple, found))


def test_that_channels_are_stored_once_and_replaced(take, record):
    raw = hour("a34001-Avg=92,a34001-Flag=T;p99101-Avg=St;a34004-Avg=14")
    result = take(raw)
    assert (result.added, result.channels, result.verdicts) == (1, 2, [True])
    assert stored_channels(record) == [
        ("a34001", 3600, NINE, 92, None, "T"),
        ("p99101", 3600, NINE, None, "St", None),
    ]
    assert result.changes.station_codes == {"A"}
    again = take(raw)
    assert (again.channels, again.changes.readings) == (0, False)
    assert take(hour("a34001-Avg=93")).channels == 1
    assert stored_channels(record)[0] == ("a34001", 3600, NINE, 93, None, None)


def test_that_channels_alone_move_the_counter_that_pollers_read(take, record):
    before = record.scalar(select(Counter.value).where(Counter.name == "readings")) or 0
    result = take(hour("d20105-Rtd=220.2", cn="2011", st="44"))
    assert result.changes.readings
    assert record.scalar(select(Counter.value).where(Counter.name == "readings")) == before + 1
    assert rows(record) == []
    assert devices.states(record)["M1"].last_data_time == NINE - 3600


def test_that_a_nul_in_a_channel_is_stored_on_both_engines(take, record):
    take(hour("a34001-Avg=a\x00b"))
    assert [row[4] for row in stored_channels(record)] == ["a\\0b"]


def test_that_a_day_and_another_minute_interval_have_their_labels(take, record):
    change(record, "M1", minute_seconds=300)
    take(hour(cn="2031", data_time="20260319000000"), hour(cn="2051", data_time="20260320080500"))
    midnight = int(datetime(2026, 3, 19, 16, tzinfo=UTC).timestamp())
    assert {(row.period, row.time) for row in rows(record)} == {(86400, midnight), (60, NINE - 3600 + 600)}


def test_that_the_offices_policy_decides_which_letters_count(record, now):
    (frame,) = stream_of(hour("a34004-Avg=14,a34004-Flag=M"))
    store(record, [Received("127.0.0.1", now, frame)], now=now, policy=Policy(frozenset("NM")))
    assert (rows(record)[0].pm25, rows(record)[0].flags) == (14, None)


def test_that_a_sealed_frame_is_stored_with_the_devices_key_and_refused_without(take, record):
    raw = seal(hour("a34004-Avg=14,a34004-Flag=N;a34002-Avg=31"), bytes.fromhex(KEY))
    assert take(raw).verdicts == [False]
    for wrong in ("31" * 16, "no key at all"):
        change(record, "M1", sm4_key=wrong)
        assert take(raw).verdicts == [False]
    assert rows(record) == []
    assert [r.reason for r in refused(record)] == ["sm4_key"] * 3
    assert devices.states(record)["M1"].bad == {"sm4_key": 3}
    change(record, "M1", sm4_key=KEY)
    assert take(raw).verdicts == [True]
    assert (rows(record)[0].pm25, rows(record)[0].pm10) == (14, 31)


def parts(*texts, **head):
    raws = [
        encode(text, st="22", cn="2061", mn="M1", pw="123456", qn="Q", flag=7, pnum=len(texts), pno=n, **head)
        for n, text in enumerate(texts, 1)
    ]
    return [item for raw in raws for item in stream_of(raw)]


def test_that_a_joined_message_is_one_row_and_counted(record, now):
    joiner = Joiner()
    found = parts("DataTime=20260320080000;a34004-Avg=1", "4;a34002-Avg=31")
    (whole,) = [item for part in found for item in joiner.take(part, 0.0)]
    assert store(record, [Received("127.0.0.1", now, whole)], now=now).verdicts == [True]
    assert (rows(record)[0].pm25, rows(record)[0].pm10) == (14, 31)
    assert counters(record) == {"frames.accepted": 1, "frames.joined": 1}


def test_that_a_part_sent_again_is_kept_and_may_be_answered(record, now):
    part = parts("DataTime=20260320080000;a34004-Avg=14", "a34002-Avg=31")[0]
    assert store(record, [Received("127.0.0.1", now, part)], now=now).verdicts == [True]
    assert rows(record) == []
    assert [(r.reason, r.raw.encode()) for r in refused(record)] == [("parts_missing", part.raw)]


def test_that_data_sent_again_are_stored_and_counted(take, record):
    raw = encode(
        "DataTime=20260320080000;a34004-Avg=14", st="22", cn="2061", mn="M1", pw="123456", flag=9, resent=True
    )
    assert take(raw).verdicts == [True]
    assert counters(record) == {"frames.accepted": 1, "frames.resent": 1}


def test_that_the_state_tells_clock_station_type_and_what_was_last_sent(take, record, now):
    # 09:00:00 by the device's clock; `now` of the tests is told in UTC
    off = round((datetime(2026, 3, 20, 1, tzinfo=UTC) - now).total_seconds())
    change(record, "M1", units={"pm25": "mg/m3"})
    take(hour("a34004-Avg=0.0140,a34004-Flag=N;a34001-Avg=92;a01001-Avg=17"))
    state = devices.states(record)["M1"]
    assert (state.st, state.clock_off_s) == ("22", off)
    assert state.last_values == {
        "a34004": {"value": "0.0140", "column": "pm25", "unit": "mg/m3"},
        "a34001": {"value": "92", "column": None, "unit": None},
        "a01001": {"value": "17", "column": "temperature", "unit": None},
    }
    take(hour("a34001-Avg=1", st="31"))
    assert devices.states(record)["M1"].last_values == {
        "a34001": {"value": "1", "column": None, "unit": None}
    }


@pytest.mark.parametrize(
    ("qn", "off"),
    [("20260320090007500", 8), ("1773968390000", -10), ("99991231235959999", 2_000_000_000), ("Q1", None)],
)
def test_that_the_clocks_difference_is_taken_from_the_frames_number(take, record, qn, off):
    at = datetime(2026, 3, 20, 1, tzinfo=UTC)
    take(encode("", st="22", cn="9015", mn="M2", qn=qn, flag=5), at=at)
    assert devices.states(record)["M2"].clock_off_s == off


def test_that_answers_and_data_sent_again_say_nothing_of_the_clock(take, record):
    take(
        encode("QnRtn=1", st="91", cn="9011", mn="M2", qn="20260320000000000", flag=4),
        encode("", st="22", cn="2081", mn="M2", qn="20200320000000000", flag=8, resent=True),
    )
    assert devices.states(record)["M2"].clock_off_s is None
    assert devices.states(record)["M2"].frames == 2


def test_that_frames_are_counted_by_the_hour(take, record, now):
    start = now.replace(minute=0, second=0, microsecond=0)

    def counted():
        state = devices.states(record)["M1"]
        return state.hour_frames, state.hour_frames_before

    take(hour(), hour(), at=start)
    take(hour(), at=start + timedelta(minutes=59))
    assert counted() == (3, 0)
    take(hour(), at=start + timedelta(hours=1))
    assert counted() == (1, 3)
    assert devices.states(record)["M1"].hour == int(start.timestamp()) + 3600
    take(hour(), at=start + timedelta(hours=5))
    assert counted() == (1, 0)
    take(hour(), at=start + timedelta(hours=4))  # our clock was set back
    assert counted() == (2, 0)
    assert devices.states(record)["M1"].frames == 6


def test_that_damaged_frames_are_counted_for_their_device_where_it_can_be_read(take, record):
    take(hour().replace(b"=14", b"=15"), hour(mn="M9").replace(b"=14", b"=15"), b"noise;MN=M2;noise", hour())
    states = devices.states(record)
    assert states["M1"].bad == {"crc": 1}
    assert states["M1"].frames == 1
    assert states["M2"].bad == {"garbage": 1}
    assert set(states) == {"M1", "M2"}


def test_that_strangers_are_listed_with_a_sample_until_they_are_registered(take, record, actor, now):
    take(hour(mn="M9"), hour("a34004-Avg=15\x00", mn="M9"), at=now)
    take(hour(mn="M8", st="39"), at=now + timedelta(minutes=1))
    first, second = devices.unknown(record)
    assert (first.mn, first.st, first.frames) == ("M8", "39", 1)
    assert (second.mn, second.frames, second.peer) == ("M9", 2, "127.0.0.1")
    assert second.sample == "DataTime=20260320080000;a34004-Avg=15\\0"
    assert second.first_at == second.last_at == now
    take(hour(mn="M9"), at=now + timedelta(minutes=2))
    first = devices.unknown(record)[0]
    assert (first.mn, first.frames, first.first_at) == ("M9", 3, now)
    stations.save(record, actor, [StationRow("C", "丙", mn="M9")])
    assert [d.mn for d in devices.unknown(record)] == ["M8"]


def test_that_strangers_are_kept_only_so_many(take, record, now, monkeypatch):
    monkeypatch.setattr("db.commands.heard.KEEP_UNKNOWN", 3)
    for n in range(6):
        take(hour(mn=f"X{n}"), at=now + timedelta(seconds=n))
    assert [d.mn for d in devices.unknown(record)] == ["X5", "X4", "X3"]


def test_that_missing_hours_are_those_without_a_row(take, record):
    now = datetime(2026, 3, 20, 4, 30, tzinfo=UTC)
    for stamp in ("20260320080000", "20260320100000"):
        take(hour(data_time=stamp))
    missing = devices.missing_hours(record, "A", days=1, now=now)
    assert len(missing) == 22
    assert missing[0] == int(datetime(2026, 3, 19, 5, tzinfo=UTC).timestamp())
    assert missing[-2:] == [NINE + 3600, NINE + 3 * 3600]
    assert len(devices.missing_hours(record, "B", days=2, now=now)) == 48
    take(hour("a24088-Avg=1", mn="M2", st="31"))
    assert len(devices.missing_hours(record, "B", days=2, now=now)) == 47


def test_that_a_flag_without_a_value_is_no_missing_hour(take, record):
    take(hour("a34004-Flag=D"))
    now = datetime.fromtimestamp(NINE + 60, UTC)
    assert NINE not in devices.missing_hours(record, "A", days=1, now=now)
