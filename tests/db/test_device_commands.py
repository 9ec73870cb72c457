"""Devices on both engines: registered, bound, changed, removed, restored, and exchanged."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actor import Actor
from db.check import check
from db.commands import devices, divisions, stations
from db.commands.devices import DeviceEdit, NewStation
from db.commands.stations import StationRow
from db.engine import Database, open_database
from db.errors import DomainError, DuplicateError, EmptyFieldError, NotFoundError, StaleError
from db.identity import Founding
from db.queries.devices import registry
from db.rules.devices import (
    BadIntervalError,
    BadKeyError,
    BadNumberError,
    BadPasswordError,
    BadUnitError,
    BoundElsewhereError,
)
from db.rules.regions import DivisionRow
from db.schema import Device, Operation, Station, UnknownDevice
from db.setup import prepare
from db.sync.exchange import exchange

MN = "130424012000000000000001"
KEY = "0123456789abcdef0123456789ABCDEF"


@pytest.fixture
def record(database: Database, actor: Actor) -> Database:
    """One county, two stations, a device at the first."""
    rows = [
        DivisionRow("130400", "邯郸市", "city", None, None, None),
        DivisionRow("130424", "成安县", "county", "130400", None, None),
        DivisionRow("130424100", "成安镇", "township", "130424", None, None),
    ]
    with database.writing() as s:
        divisions.load_divisions(s, rows, {}, source="test", now=actor.now)
        listed = [StationRow("A", "甲", unit_code="130424100", mn="M1", password="123456")]
        stations.save(s, actor, [*listed, StationRow("B", "乙", unit_code="130424100")])
    return database


@pytest.fixture
def do(record: Database, actor: Actor):
    """A command in a transaction of its own; the record must be sound after each."""

    def do(command: Callable[..., object], *args: object, **more: object) -> object:
        with record.writing() as s:
            result = command(s, actor, *args, **more)
        assert check(record) == []
        return result

    return do


def device(record: Database, mn: str = MN) -> Device:
    with record.reading() as s:
        found = s.scalars(select(Device).where(Device.mn == mn)).one()
        s.expunge(found)
        return found


def operations(record: Database, command: str) -> list[dict[str, list[object]]]:
    with record.reading() as s:
        wanted = select(Operation.changes).where(Operation.command == command).order_by(Operation.position)
        return [json.loads(changes) for changes in s.scalars(wanted)]


def heard(session: Session, actor: Actor, mn: str) -> None:
    session.add(
        UnknownDevice(
            mn=mn, st="22", first_at=actor.now, last_at=actor.now, frames=3, peer="10.0.0.9", sample=""
        )
    )


def unknown(record: Database) -> list[str]:
    with record.reading() as s:
        return list(s.scalars(select(UnknownDevice.mn)))


def test_that_an_unknown_number_is_bound_and_leaves_the_list_in_the_same_transaction(record, do, actor):
    with record.writing() as s:
        heard(s, actor, MN)
        heard(s, actor, "other")
    changes = do(devices.bind, MN, "B")
    assert (changes.devices, changes.stations) == (True, True)
    assert device(record).station_code == "B"
    assert unknown(record) == ["other"]
    assert operations(record, "devices.bind") == [{"mn": [None, MN], "station_code": [None, "B"]}]


def test_that_a_refused_binding_leaves_the_number_in_the_list(record, do, actor):
    with record.writing() as s:
        heard(s, actor, MN)
    with pytest.raises(NotFoundError):
        do(devices.bind, MN, "Z")
    assert unknown(record) == [MN]


def test_that_a_device_is_bound_to_a_new_station_in_one_step(record, do):
    do(devices.bind, MN, NewStation("C", "丙", "micro", "130424100"))
    with record.reading() as s:
        station = s.scalars(select(Station).where(Station.code == "C")).one()
        assert (station.name, station.level, station.shard_code) == ("丙", "micro", "130424")
        changes = s.scalars(select(Operation.change_id).where(Operation.command == "devices.bind")).all()
    assert device(record).station_code == "C"
    assert len(changes) == 2
    assert len(set(changes)) == 1, "one command"


@pytest.mark.parametrize(
    ("new", "error"),
    [
        (NewStation("A", "甲"), DuplicateError),
        (NewStation(" ", "丙"), EmptyFieldError),
        (NewStation("C", ""), EmptyFieldError),
        (NewStation("C", "丙", unit_code="999999"), NotFoundError),
    ],
)
def test_that_a_new_station_that_cannot_be_made_leaves_nothing_behind(record, do, new, error):
    with pytest.raises(error):
        do(devices.bind, MN, new)
    with record.reading() as s:
        assert set(registry(s)) == {"M1"}
        assert set(s.scalars(select(Station.code))) == {"A", "B"}


def test_that_a_device_of_another_station_is_not_moved_by_binding(record, do):
    with pytest.raises(BoundElsewhereError, match="reports for the station A already"):
        do(devices.bind, "M1", "B")
    do(devices.change, "M1", DeviceEdit(station="B"))
    assert device(record, "M1").station_code == "B"


def test_that_an_unbound_device_keeps_everything_else_and_can_be_bound_again(record, do):
    do(devices.unbind, "M1")
    assert (device(record, "M1").station_code, device(record, "M1").password) == (None, "123456")
    do(devices.bind, "M1", "A")
    assert device(record, "M1").station_code == "A"
    assert operations(record, "devices.unbind") == [{"station_code": ["A", None]}]


def test_that_only_the_fields_of_an_edit_change_and_units_are_logged_one_by_one(record, do):
    do(devices.change, "M1", DeviceEdit(units={"pm25": "mg/m3", "pressure": "hPa"}))
    do(devices.change, "M1", DeviceEdit(units={"pm25": None, "co": "ug/m3"}, minute_seconds=300))
    found = device(record, "M1")
    assert found.units == {"pressure": "hPa", "co": "ug/m3"}
    assert (found.password, found.station_code, found.minute_seconds) == ("123456", "A", 300)
    assert operations(record, "devices.change")[1] == {
        "minute_seconds": [None, 300],
        "units.co": [None, "ug/m3"],
        "units.pm25": ["mg/m3", None],
    }


def test_that_secrets_are_set_and_taken_away(record, do):
    do(devices.change, "M1", DeviceEdit(password="654321", sm4_key=KEY))
    assert device(record, "M1").password == "654321"
    assert device(record, "M1").sm4_key == "0123456789ABCDEF0123456789ABCDEF"
    do(devices.change, "M1", DeviceEdit(password=None, sm4_key=None))
    assert (device(record, "M1").password, device(record, "M1").sm4_key) == (None, None)


def test_that_an_edit_that_changes_nothing_is_no_operation(record, do):
    do(devices.change, "M1", DeviceEdit(station="A", password="123456", units={"co": None}))
    assert operations(record, "devices.change") == []


@pytest.mark.parametrize(
    ("edit", "error"),
    [
        (DeviceEdit(password="12;456"), BadPasswordError),
        (DeviceEdit(password=""), BadPasswordError),
        (DeviceEdit(password="x" * 33), BadPasswordError),
        (DeviceEdit(sm4_key="0123"), BadKeyError),
        (DeviceEdit(sm4_key="0123456789abcdef0123456789abcdeg"), BadKeyError),
        (DeviceEdit(units={"pm25": "ppm"}), BadUnitError),
        (DeviceEdit(units={"humidity": "%"}), BadUnitError),
        (DeviceEdit(minute_seconds=90), BadIntervalError),
        (DeviceEdit(station="Z"), NotFoundError),
    ],
)
def test_that_what_cannot_be_used_is_refused_by_name_without_repeating_secrets(record, do, edit, error):
    with pytest.raises(error) as refused:
        do(devices.change, "M1", edit)
    assert operations(record, "devices.change") == []
    for secret in (edit.password, edit.sm4_key):
        assert not isinstance(secret, str) or not secret or secret not in str(refused.value)


@pytest.mark.parametrize("mn", ["", "x" * 33, "a b", "a;b", "a#b", "a\x00b"])
def test_that_a_number_that_no_frame_can_carry_is_refused(record, do, mn):
    with pytest.raises(BadNumberError):
        do(devices.register, mn)


def test_that_registering_twice_is_refused_and_moves_nothing(record, do):
    do(devices.register, MN, DeviceEdit(station="A", password="abc"))
    with pytest.raises(DuplicateError):
        do(devices.register, MN, DeviceEdit(station="B"))
    assert device(record).station_code == "A"


def test_that_a_removed_device_is_unknown_until_it_is_restored_as_it_was(record, do, actor):
    do(devices.change, "M1", DeviceEdit(sm4_key=KEY))
    do(devices.remove, "M1")
    with record.reading() as s:
        assert registry(s) == {}
    for command in (devices.remove, devices.unbind):
        with pytest.raises(NotFoundError):
            do(command, "M1")
    with pytest.raises(NotFoundError):
        do(devices.change, "M1", DeviceEdit(station="B"))
    with record.writing() as s:
        heard(s, actor, "M1")
    do(devices.restore, "M1")
    found = device(record, "M1")
    assert (found.deleted_at, found.station_code, found.password) == (None, "A", "123456")
    assert found.sm4_key == KEY.upper()
    assert unknown(record) == []


def test_that_binding_a_removed_number_brings_it_back(record, do):
    do(devices.remove, "M1")
    do(devices.bind, "M1", "B")
    found = device(record, "M1")
    assert (found.deleted_at, found.station_code, found.password) == (None, "B", "123456")
    with pytest.raises(NotFoundError):
        do(devices.restore, "never")


def test_that_an_edit_of_what_somebody_else_has_changed_meanwhile_is_refused(record, do):
    seen = device(record, "M1").hlc
    do(devices.change, "M1", DeviceEdit(password="theirs"), seen=seen)
    with pytest.raises(StaleError):
        do(devices.change, "M1", DeviceEdit(password="mine"), seen=seen)
    assert device(record, "M1").password == "theirs"


def test_that_a_binding_and_its_new_station_reach_another_office_and_join_with_its_own(
    record, do, actor, tmp_path: Path
):
    other = open_database(f"sqlite:///{tmp_path / 'other.db'}")
    try:
        prepare(other, actor.now, Founding(name="市大气办"))
        exchange(other, record, now=lambda: actor.now)
        do(devices.bind, MN, NewStation("C", "丙", "micro", "130424100"))
        later = Actor(actor.now + timedelta(minutes=5))
        with other.writing() as s:
            devices.register(s, later, MN, DeviceEdit(station="B", password="abc"))
        exchange(other, record, now=lambda: later.now)
        for one in (other, record):
            assert check(one) == []
            # one row with two histories: the later binding stands, nothing else of either is lost
            assert (device(one).station_code, device(one).password) == ("B", "abc")
            with one.reading() as s:
                assert "C" in set(s.scalars(select(Station.code)))
    finally:
        other.close()


def test_that_every_error_of_devices_is_a_domain_error_with_its_words_filled_in():
    errors = [
        BadNumberError(value="x", most=32),
        BadPasswordError(most=32),
        BadKeyError(length=4),
        BadUnitError(unit="ppm", column="pm25", possible="ug/m3"),
        BadIntervalError(seconds=90, possible="1, 2"),
        BoundElsewhereError(mn="M1", station="A"),
    ]
    assert all(isinstance(error, DomainError) and "{" not in str(error) for error in errors)
