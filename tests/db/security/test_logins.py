"""Logins come from the people of the record; a password is shown once and the server never sees it."""

import base64
import hashlib
import hmac
from datetime import timedelta

import pytest
from hba import rules
from shared_record import CITY, DEPARTMENT, NOW, OTHER_TOWN, PEOPLE, TOWN, SharedRecord, ids, shared_record
from sqlalchemy import create_engine, make_url, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from db.actor import Actor
from db.commands.units import NewPerson, add_people
from db.engine import Database
from db.errors import DuplicateError, NotFoundError
from db.rules.roles import Role
from db.schema import Login, Person
from db.security import logins, roles
from db.security.rights import Group

LATER = NOW + timedelta(days=30)


def person(record: SharedRecord, name: str, role: Role, unit: str | None) -> str:
    """A new person's id."""
    with record.open("owner").writing() as session:
        return str(add_people(session, Actor(NOW), [NewPerson(name, role, unit)])[0])


def add(record: SharedRecord, who: str, **options: str) -> logins.NewLogin:
    with record.open("owner").writing() as session:
        return logins.add(session, LATER, logins.find_person(session, who), **options)


def disable(record: SharedRecord, name: str) -> int:
    with record.open("owner").writing() as session:
        logins.disable(session, LATER, name)
    with record.open("owner").writing() as session:
        return logins.end_sessions(session, name)


def enters(record: SharedRecord, name: str, password: str) -> bool:
    """Whether the real server lets this name in with this password."""
    url = make_url(record.url("postgres")).set(username=name, password=password)
    engine = create_engine(url, poolclass=NullPool)
    try:
        with engine.connect() as connection:
            return connection.scalar(text("SELECT session_user")) == name
    except OperationalError:
        return False
    finally:
        engine.dispose()


@pytest.fixture
def asking(own_shared: SharedRecord):
    """The server asks everybody but owner and superuser for a password."""
    trusted = f"local {own_shared.name} {own_shared.owner},postgres trust"
    with rules(own_shared, trusted, f"local {own_shared.name} all scram-sha-256"):
        yield own_shared


@pytest.mark.parametrize(
    ("login", "group", "scope"),
    [
        ("duty", "office", "130424"),
        ("department", "office", DEPARTMENT),
        ("town", "field", TOWN),
        ("village", "field", "130424100201"),
        ("auditor", "audit", CITY),
        ("viewer", "view", "130424"),
    ],
)
def test_that_role_and_unit_of_the_person_decide(shared: SharedRecord, login: str, group: str, scope: str):
    groups = shared.sql(
        "owner",
        "SELECT pg_get_userbyid(roleid) FROM pg_auth_members WHERE member = to_regrole(:name)",
        name=f'"{shared.role(login)}"',
    )
    assert groups == [(f"qk_{shared.name}_{group}",)]
    with shared.open("owner").reading() as session:
        row = session.get_one(Login, shared.role(login))
        assert (row.role, row.scope, row.disabled_at) == (PEOPLE[login][1], scope, None)
        assert session.get_one(Person, row.person_id).name == PEOPLE[login][0]


def test_that_a_login_has_no_powers_of_the_server(shared: SharedRecord):
    rows = shared.sql(
        "owner",
        "SELECT rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls, rolconnlimit "
        "FROM pg_roles WHERE rolname = :name",
        name=shared.role("duty"),
    )
    assert rows == [(False, False, False, False, False, 20)]


def test_that_the_password_given_out_opens_the_door_and_no_other_does(asking: SharedRecord):
    who = person(asking, "新来的", Role.TOWNSHIP, TOWN)
    made = add(asking, who)
    assert made.name == f"u{TOWN}-{who.replace('-', '')[-4:]}"
    assert (made.group, made.scope) == (Group.FIELD, TOWN)
    assert enters(asking, made.name, made.password)
    assert not enters(asking, made.name, made.password[:-1])
    assert not enters(asking, made.name, "")


def test_that_passwords_are_long_random_and_can_be_read_from_paper():
    made = {logins.new_password() for _ in range(200)}
    assert len(made) == 200
    assert all(len(word) == 24 and not set(word) & set("0o1li") for word in made)


def test_that_the_server_gets_a_verifier_and_never_the_password(own_shared: SharedRecord, monkeypatch):
    """RFC 5802: StoredKey = H(HMAC(SaltedPassword, "Client Key")), worked out here by hand."""
    said: list[str] = []
    real = logins.run
    monkeypatch.setattr(logins, "run", lambda session, line: (said.append(line), real(session, line)))
    made = add(own_shared, person(own_shared, "新来的", Role.DUTY, TOWN), password="a rather long password")
    assert said
    assert not any("a rather long password" in line for line in said)
    asked = "SELECT rolpassword FROM pg_authid WHERE rolname = :name"
    ((stored,),) = own_shared.sql("postgres", asked, name=made.name)
    algorithm, parameters, keys = stored.split("$")
    iterations, salt = parameters.split(":")
    salted = hashlib.pbkdf2_hmac("sha256", b"a rather long password", base64.b64decode(salt), int(iterations))
    client = hashlib.sha256(hmac.digest(salted, b"Client Key", "sha256")).digest()
    server = hmac.digest(salted, b"Server Key", "sha256")
    assert algorithm == "SCRAM-SHA-256"
    assert keys == f"{base64.b64encode(client).decode()}:{base64.b64encode(server).decode()}"
    assert int(iterations) >= 4096


@pytest.mark.parametrize("password", ["short", "elevenchars", "with\nnewline in it", "tab\tin the middle"])
def test_that_a_weak_password_is_refused(shared: SharedRecord, password: str):
    with pytest.raises(logins.WeakPasswordError):
        add(shared, "张值班", name="new", password=password)


BAD_NAMES = ["9lives", "Duty", "pg_duty", "qk_x_office", "a b", "王", "a" * 41, 'a"b', "a;b"]


@pytest.mark.parametrize("name", BAD_NAMES)
def test_that_names_that_would_be_trouble_are_refused(shared: SharedRecord, name: str):
    with pytest.raises(logins.LoginNameError):
        add(shared, "张值班", name=name)


def test_that_a_field_login_needs_a_unit(own_shared: SharedRecord):
    with pytest.raises(logins.NoScopeError, match="无单位"):
        add(own_shared, person(own_shared, "无单位", Role.GRID_MEMBER, None))
    assert add(own_shared, person(own_shared, "主任", Role.DIRECTOR, None), name="boss").scope == ""
    assert own_shared.sql("postgres", "DROP ROLE boss") == []


def test_that_people_are_found_by_name_or_id_and_two_of_a_name_are_told_apart(own_shared: SharedRecord):
    first, second = (person(own_shared, "重名", Role.DUTY, unit) for unit in (TOWN, OTHER_TOWN))
    with pytest.raises(logins.ManyPeopleError) as caught:
        add(own_shared, "重名")
    assert first in str(caught.value)
    assert second in str(caught.value)
    with own_shared.open("owner").reading() as session:
        assert str(logins.find_person(session, second).id) == second
        for nobody in ("没有这个人", "00000000-0000-0000-0000-000000000000"):
            with pytest.raises(NotFoundError):
                logins.find_person(session, nobody)


def test_that_a_name_is_given_once_here_and_on_the_whole_server(
    own_shared: SharedRecord, postgres_server: str
):
    who = str(ids(own_shared.open("owner"))["张值班"])
    with pytest.raises(DuplicateError):
        add(own_shared, who, name=own_shared.role("duty"))
    with shared_record(postgres_server) as other, pytest.raises(DuplicateError):
        add(other, str(ids(other.open("owner"))["张值班"]), name=own_shared.role("duty"))
    with pytest.raises(DuplicateError):
        add(own_shared, who, name="postgres")


def test_that_a_disabled_login_is_out_at_once_and_cannot_come_back(asking: SharedRecord):
    made = add(asking, person(asking, "要走的", Role.TOWNSHIP, TOWN))
    url = make_url(asking.url("postgres")).set(username=made.name, password=made.password)
    engine = create_engine(url)
    connection = engine.connect()
    assert connection.scalar(text("SELECT count(*) FROM site")) == 3
    assert disable(asking, made.name) == 1
    with pytest.raises(OperationalError):
        connection.scalar(text("SELECT count(*) FROM site"))
    connection.invalidate()
    connection.close()
    engine.dispose()
    assert not enters(asking, made.name, made.password)
    with asking.open("owner").reading() as session:
        row = session.get_one(Login, made.name)
        assert row.disabled_at == LATER
        assert row.created_at == LATER
    asked = "SELECT rolpassword IS NULL FROM pg_authid WHERE rolname = :name"
    assert asking.sql("postgres", asked, name=made.name) == [(True,)]
    member = "SELECT count(*) FROM pg_auth_members WHERE member = to_regrole(:name)"
    assert asking.sql("postgres", member, name=f'"{made.name}"') == [(0,)]


def test_that_disabling_twice_keeps_the_first_time_and_a_stranger_is_not_touched(own_shared: SharedRecord):
    name = own_shared.role("town")
    disable(own_shared, name)
    with own_shared.open("owner").writing() as session:
        logins.disable(session, LATER + timedelta(days=1), name)
        assert session.get_one(Login, name).disabled_at == LATER
    with pytest.raises(NotFoundError):
        disable(own_shared, "postgres")
    with pytest.raises(NotFoundError):
        disable(own_shared, own_shared.owner)


def test_that_giving_a_login_again_after_a_move_gives_the_new_scope_and_rights(own_shared: SharedRecord):
    """A grid member becomes a duty officer: disable, then add; nothing of the old group stays."""
    name = own_shared.role("village")
    with own_shared.open("owner").writing() as session:
        row = session.scalars(select(Person).where(Person.name == "孙柏寺")).one()
        row.role, row.unit_code = Role.DUTY, TOWN
    moved = {login.name: login.moved for login in listing(own_shared)}
    assert moved[name] is True
    assert sum(moved.values()) == 1
    disable(own_shared, name)
    made = add(own_shared, "孙柏寺", name=name)
    assert (made.group, made.scope) == (Group.OFFICE, TOWN)
    assert own_shared.sql("village", "SELECT count(*) FROM site") == [(4,)]
    assert own_shared.sql("village", "SELECT count(*) FROM operation WHERE entity = 'device'") == [(3,)]


def test_that_a_disabled_login_is_not_given_to_somebody_else(own_shared: SharedRecord):
    """Its name stands in what it delivered."""
    disable(own_shared, own_shared.role("town"))
    with pytest.raises(DuplicateError):
        add(own_shared, "李商城", name=own_shared.role("town"))


def listing(record: SharedRecord) -> list[logins.LoginRecord]:
    with record.open("owner").reading() as session:
        return logins.listing(session)


def test_that_the_list_tells_who_may_enter(own_shared: SharedRecord):
    disable(own_shared, own_shared.role("viewer"))
    own_shared.sql("owner", "SELECT 1")
    found = {login.name: login for login in listing(own_shared)}
    assert len(found) == 7
    town, viewer = found[own_shared.role("town")], found[own_shared.role("viewer")]
    assert (town.person, town.role, town.scope, town.may_enter) == ("王成安", "township", TOWN, True)
    assert (viewer.may_enter, viewer.disabled_at) == (False, LATER)


def test_that_an_office_login_can_look_but_not_manage(own_shared: SharedRecord):
    with own_shared.open("duty").reading() as session:
        assert len(logins.listing(session)) == 7
    with pytest.raises(roles.NotOwnerError), own_shared.open("duty").writing() as session:
        logins.add(session, NOW, logins.find_person(session, "王成安"), name="mine")
    with pytest.raises(roles.NotOwnerError), own_shared.open("duty").writing() as session:
        logins.disable(session, NOW, own_shared.role("town"))


def test_that_a_file_has_no_logins(sqlite_database: Database):
    with pytest.raises(roles.NotSharedError), sqlite_database.reading() as session:
        logins.listing(session)
