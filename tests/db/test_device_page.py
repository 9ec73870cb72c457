"""What the page of devices reads, on both engines and as every kind of login."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from shared_record import SharedRecord, shared
from sqlalchemy import insert

from db.actor import Actor
from db.commands import devices, readings, stations
from db.commands.devices import DeviceEdit
from db.commands.intake import Refusal, refuse
from db.commands.stations import StationRow
from db.engine import Database
from db.queries import device_page
from db.schema import DeviceState, UnknownDevice
from db.schema.readings import ROW_COLUMNS, VALUES

__all__ = ["shared"]

FRAME = "##0100QN=20260320160000000;ST=22;CN=2011;PW=topsecret;MN={mn};Flag=5;CP=&&NewPW=abc;Key=77&&1C80"
HOUR = 3600


@pytest.fixture
def record(database: Database, actor: Actor) -> Database:
    """Two stations with a device each, one of them heard; a stranger."""
    with database.writing() as s:
        rows = [StationRow("A", "甲", mn="M1", password="123456"), StationRow("B", "乙", mn="M10")]
        stations.save(s, actor, rows)
        s.execute(
            insert(DeviceState).values(
                mn="M1", last_frame_at=actor.now, frames=7, peer="10.0.0.7", bad='{"crc":2}', last_values="{}"
            )
        )
        s.execute(
            insert(UnknownDevice).values(
                mn="X", st="22", first_at=actor.now, last_at=actor.now, frames=1, peer="p", sample=""
            )
        )
    return database


def refused(database: Database, mn: str, at: datetime, reason: str = "password") -> None:
    with database.writing() as s:
        refuse(s, [Refusal(at, "hj212 10.0.0.7", reason, f"device {mn}", FRAME.format(mn=mn))])


def page(database: Database, now: datetime) -> device_page.DevicePage:
    with database.reading() as s:
        return device_page.page(s, now)


def waiting(database: Database, now: datetime) -> int:
    with database.reading() as s:
        return device_page.waiting(s, now)


def test_that_a_device_comes_with_its_station_and_its_state_but_not_its_secrets(record, actor):
    found = page(record, actor.now)
    first, second = found.devices
    assert (first.mn, first.station.code, first.has_password, first.has_key) == ("M1", "A", True, False)
    assert (first.heard.frames, first.heard.bad) == (7, {"crc": 2})
    assert (second.has_password, second.heard, second.refusing) == (False, None, None)
    assert [one.mn for one in found.unknown] == ["X"]
    assert "123456" not in repr(found)


def test_that_a_removed_device_is_listed_as_such_and_does_not_count(record, actor):
    refused(record, "M1", actor.now + timedelta(minutes=1))
    now = actor.now + timedelta(minutes=2)
    assert (page(record, now).devices[0].refusing, waiting(record, now)) == ("password", 2)
    with record.writing() as s:
        devices.remove(s, Actor(actor.now + timedelta(seconds=30)), "M1")
    assert page(record, now).devices[0].is_removed
    assert waiting(record, now) == 1, "the stranger"


@pytest.mark.parametrize(("reason", "refusing"), [("password", "password"), ("crc", None), ("value", None)])
def test_that_only_reasons_that_stop_every_frame_make_a_device_refused(record, actor, reason, refusing):
    refused(record, "M1", actor.now + timedelta(minutes=1), reason)
    assert page(record, actor.now + timedelta(minutes=2)).devices[0].refusing == refusing


def test_that_a_refusal_before_the_last_change_or_an_hour_ago_says_nothing(record, actor):
    refused(record, "M1", actor.now + timedelta(minutes=1))
    assert page(record, actor.now + timedelta(minutes=62)).devices[0].refusing is None
    with record.writing() as s:
        devices.change(s, Actor(actor.now + timedelta(minutes=2)), "M1", DeviceEdit(password="topsecret"))
    assert page(record, actor.now + timedelta(minutes=3)).devices[0].refusing is None


def test_that_refused_frames_are_those_of_one_number_newest_first_without_secrets(record, actor):
    for minute, mn in enumerate(("M1", "M10", "M1")):
        refused(record, mn, actor.now + timedelta(minutes=minute))
    with record.reading() as s:
        found = device_page.refused_frames(s, "M1")
        assert len(device_page.refused_frames(s, "M1", limit=1)) == 1
        assert device_page.refused_frames(s, "M%") == [], "a number is no pattern"
    assert [one.at.minute for one in found] == [2, 0]
    assert found[0].peer == "10.0.0.7"
    assert "PW=••••••;MN=M1;" in found[0].raw
    assert not any(secret in found[0].raw for secret in ("topsecret", "abc", "77"))


def test_that_recent_hours_stand_where_their_station_and_hour_are(record, actor):
    last = int(actor.now.timestamp()) // HOUR * HOUR
    stored = (("A", last, 5.0), ("B", last - 23 * HOUR, 7.0), ("B", last - 24 * HOUR, 9.0))
    known = [
        dict(zip(("station_code", "time", "pm25"), one, strict=True)) | {"period": HOUR} for one in stored
    ]
    rows = [tuple(one.get(name) for name in ROW_COLUMNS) for one in known]
    with record.writing() as s:
        readings.store(s, rows, now=actor.now)
    with record.reading() as s:
        found = device_page.recent_hours(s, actor.now)
    assert (found.codes, found.first, found.values.shape) == (
        ("A", "B"),
        last - 23 * HOUR,
        (2, len(VALUES), 24),
    )
    pm25 = found.values[:, VALUES.index("pm25")]
    assert (pm25[0, 23], pm25[1, 0]) == (5.0, 7.0)
    assert np.count_nonzero(~np.isnan(found.values)) == 2, "the hour before is not among them"


# M1, M2 and M3 as tests/shared_record.py has them; every one has a password there
LOGINS = {
    "duty": (["M1", "M2", "M3"], True),
    "town": (["M1", "M3"], None),
    "auditor": (["M1", "M2", "M3"], None),
    "viewer": (["M1", "M2", "M3"], None),
}


@pytest.mark.parametrize("login", LOGINS)
def test_that_every_login_sees_its_devices_and_only_the_office_whether_secrets_are_set(
    shared: SharedRecord, login: str
):
    now = datetime(2026, 3, 20, 8, 30, tzinfo=UTC)
    with shared.open(login).reading() as s:
        found = device_page.page(s, now)
        frames = device_page.refused_frames(s, "M9")
        device_page.waiting(s, now)
        device_page.recent_hours(s, now)
    numbers, has_password = LOGINS[login]
    assert [one.mn for one in found.devices] == numbers
    assert {one.has_password for one in found.devices} == {has_password}
    assert login == "duty" or frames == []
