"""Accounts: passwords, locks, who is let in; on both engines, as the database's owner."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select

from db.actor import Actor
from db.check import check
from db.commands.accounts import (
    DisabledAccountError,
    LockedAccountError,
    NoKeeperError,
    WrongPasswordError,
    change_password,
    end,
    set_account,
    set_disabled,
    sign_in,
)
from db.commands.units import NewPerson, add_people
from db.engine import Database
from db.errors import DuplicateError, EmptyFieldError, NotFoundError
from db.queries.accounts import Who, is_required, listing, parents
from db.rules.roles import Role
from db.schema import Account
from db.security.passwords import PasswordLengthError, hashed, is_right

PASSWORD = "晴空 dispatch 2026"


@pytest.fixture
def people(chengan: Database, actor: Actor) -> dict[str, uuid.UUID]:
    """A director of the county, a member of the township's grid, an administrator without a unit."""
    new = [
        NewPerson("王主任", Role.DIRECTOR, "130424"),
        NewPerson("李四", Role.GRID_MEMBER, "130424100"),
        NewPerson("管理员", Role.ADMINISTRATOR),
    ]
    with chengan.writing() as session:
        ids = add_people(session, actor, new)
    return {one.name: id_ for one, id_ in zip(new, ids, strict=True)}


@pytest.fixture
def accounts(chengan: Database, actor: Actor, people: dict[str, uuid.UUID]) -> Database:
    with chengan.writing() as session:
        set_account(session, actor.now, people["王主任"], "wang", PASSWORD)
        set_account(session, actor.now, people["李四"], "li", PASSWORD)
    return chengan


def attempt(database: Database, name: str, password: str, now):
    with database.writing() as session:
        return sign_in(session, name, password, now)


def test_that_a_hash_is_argon2id_with_the_parameters_that_owasp_asks_for():
    # m=19456 (19 MiB), t=2, p=1: OWASP Password Storage Cheat Sheet
    digest = hashed(PASSWORD)
    assert digest.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert digest != hashed(PASSWORD)  # a salt of its own
    assert (is_right(PASSWORD, digest), is_right(PASSWORD + " ", digest)) == (True, False)


def test_that_nobodys_password_is_never_right():
    assert not is_right("", None)
    assert not is_right(PASSWORD, None)


@pytest.mark.parametrize(("length", "is_good"), [(7, False), (8, True), (200, True), (201, False)])
def test_how_long_a_password_is(length: int, is_good: bool):
    if is_good:
        assert hashed("密" * length)
    else:
        with pytest.raises(PasswordLengthError, match=str(length)):
            hashed("密" * length)


def test_that_the_right_password_says_who_it_is(accounts: Database, actor: Actor, people):
    done = attempt(accounts, " wang ", PASSWORD, actor.now)
    assert done.refused is None
    assert done.who == Who(people["王主任"], "王主任", Role.DIRECTOR, "130424")


@pytest.mark.parametrize(("name", "password"), [("wang", "wrong password"), ("nobody", PASSWORD), ("", "")])
def test_that_a_wrong_name_and_a_wrong_password_sound_alike(accounts: Database, actor: Actor, name, password):
    done = attempt(accounts, name, password, actor.now)
    assert done.who is None
    assert isinstance(done.refused, WrongPasswordError)
    assert str(done.refused) == "Name or password is wrong."


def test_that_five_wrong_passwords_lock_for_a_quarter_of_an_hour(accounts: Database, actor: Actor):
    for _ in range(4):
        assert isinstance(attempt(accounts, "wang", "wrong one", actor.now).refused, WrongPasswordError)
    fifth = attempt(accounts, "wang", "wrong one", actor.now).refused
    assert isinstance(fifth, LockedAccountError)
    assert fifth.params["until"] == actor.now + timedelta(minutes=15)
    just_before = actor.now + timedelta(minutes=14, seconds=59)
    assert isinstance(attempt(accounts, "wang", PASSWORD, just_before).refused, LockedAccountError)
    assert attempt(accounts, "li", PASSWORD, actor.now).who is not None  # another's account is another's
    assert attempt(accounts, "wang", PASSWORD, actor.now + timedelta(minutes=15)).who is not None


def test_that_a_right_password_forgets_the_wrong_ones(accounts: Database, actor: Actor):
    for _ in range(2):
        for _ in range(4):
            attempt(accounts, "wang", "wrong one", actor.now)
        assert attempt(accounts, "wang", PASSWORD, actor.now).who is not None


def test_that_a_disabled_account_is_told_only_to_its_owner(accounts: Database, actor: Actor):
    with accounts.writing() as session:
        set_disabled(session, actor.now, "li", True)
    assert isinstance(attempt(accounts, "li", "wrong one", actor.now).refused, WrongPasswordError)
    assert isinstance(attempt(accounts, "li", PASSWORD, actor.now).refused, DisabledAccountError)
    with accounts.writing() as session:
        set_disabled(session, actor.now, "li", False)
    assert attempt(accounts, "li", PASSWORD, actor.now).who is not None


def test_that_sign_in_is_required_from_the_first_account_to_the_last(chengan: Database, actor: Actor, people):
    def required() -> bool:
        with chengan.reading() as session:
            return is_required(session)

    assert not required()
    with chengan.writing() as session:
        set_account(session, actor.now, people["管理员"], "admin", PASSWORD)
    assert required() is chengan.is_sqlite  # a shared PostgreSQL asks for its own login
    with chengan.writing() as session:
        end(session, actor.now)
    assert not required()


def test_that_the_first_account_is_of_somebody_who_can_let_others_in(chengan: Database, actor: Actor, people):
    with chengan.writing() as session, pytest.raises(NoKeeperError):
        set_account(session, actor.now, people["李四"], "li", PASSWORD)
    with chengan.reading() as session:
        assert listing(session) == []


def test_that_the_last_who_can_let_others_in_is_not_shut_out(accounts: Database, actor: Actor):
    with accounts.writing() as session, pytest.raises(NoKeeperError):
        set_disabled(session, actor.now, "wang", True)


def test_that_a_new_password_replaces_the_old_and_ends_a_lock(accounts: Database, actor: Actor, people):
    for _ in range(5):
        attempt(accounts, "li", "wrong one", actor.now)
    with accounts.writing() as session:
        set_account(session, actor.now, people["李四"], "li", "another password")
    assert attempt(accounts, "li", "another password", actor.now).who is not None
    assert attempt(accounts, "li", PASSWORD, actor.now).who is None


def test_that_ones_own_password_is_changed_with_the_old_one(accounts: Database, actor: Actor):
    with accounts.writing() as session:
        done = change_password(session, actor.now, "li", "wrong one", "another password")
    assert isinstance(done.refused, WrongPasswordError)
    with accounts.writing() as session:
        assert change_password(session, actor.now, "li", PASSWORD, "another password").who is not None
    assert attempt(accounts, "li", "another password", actor.now).who is not None


def test_that_names_are_given_once_and_are_not_empty(accounts: Database, actor: Actor, people):
    with accounts.writing() as session:
        with pytest.raises(DuplicateError, match="wang"):
            set_account(session, actor.now, people["李四"], "wang", PASSWORD)
        with pytest.raises(EmptyFieldError):
            set_account(session, actor.now, people["李四"], "  ", PASSWORD)
        with pytest.raises(NotFoundError, match="nobody"):
            set_disabled(session, actor.now, "nobody", True)


def test_that_the_list_shows_everybody_and_no_hash(accounts: Database):
    with accounts.reading() as session:
        found = listing(session)
        digests = set(session.scalars(select(Account.password_hash)))
    assert [(one.name, one.person, one.role) for one in found] == [
        ("li", "李四", "grid_member"), ("wang", "王主任", "director"),
    ]  # fmt: skip
    assert not any(digest in repr(found) for digest in digests)


def test_that_accounts_leave_nothing_in_the_log(accounts: Database):
    assert check(accounts) == []


def test_that_the_tree_of_units_is_read_as_parents(chengan: Database):
    with chengan.reading() as session:
        tree = parents(session)
    assert tree["130424100200"] == "130424100"
    assert tree["130424100"] == "130424"
