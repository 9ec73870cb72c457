"""`account`: who may sign in at this record; and who a command line acts as."""

import argparse
import getpass
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from db.actor import Actor
from db.commands import accounts
from db.commands.units import NewPerson, add_people
from db.engine import Database
from db.errors import RuleError
from db.queries.accounts import Who, is_required, listing, login_of
from db.rules.roles import Role
from db.security.logins import find_person
from db.times import CHINA
from desktop.cli_record import ready
from desktop.texts import role_text

translate = QCoreApplication.translate
NAME, PASSWORD_FILE = "QINGKONG_AS", "QINGKONG_PASSWORD_FILE"


class SignInNeededError(RuleError):
    template = (
        "This record asks who is there. Add --as NAME (or set QINGKONG_AS); the password is asked for, or "
        "read from the file that QINGKONG_PASSWORD_FILE names."
    )


class KeeperNeededError(RuleError):
    template = "Accounts are kept by an administrator or director. Add --as with such an account."


class NoPasswordError(RuleError):
    template = "The password cannot be read from {file}: {reason}"


class OwnLoginsError(RuleError):
    template = (
        "{where} is a shared PostgreSQL, whose logins say who somebody is. Make them with: "
        "qingkong admin user."
    )


def acting(database: Database, arguments: argparse.Namespace) -> Actor:
    """Who writes: the database's login, the account named by --as, or nobody where no sign-in is asked for.

    Raises:
        SignInNeededError: this record asks who is there, and nobody said.
        WrongPasswordError, LockedAccountError, DisabledAccountError, NoPasswordError
    """
    now = datetime.now(UTC)
    with database.reading() as session:
        who, is_needed = login_of(session), is_required(session)
    name = getattr(arguments, "as_", None) or os.environ.get(NAME)
    if who is None and is_needed and not name:
        raise SignInNeededError
    if who is None and is_needed and name:
        who = _sign_in(database, name, now)
    if who is None:
        return Actor(now=now)
    return Actor(now=now, person_id=who.person_id, role=who.role, unit_code=who.unit_code)


def account(arguments: argparse.Namespace) -> int:
    """Add, shut, list; only who keeps accounts may, once there are some."""
    database = ready(arguments).database
    try:
        if not database.is_sqlite:
            raise OwnLoginsError(where=database.where)
        if arguments.deed == "list":
            return _list(database)
        if arguments.deed != "password":
            _require_keeper(database, arguments)
        return _DEEDS[arguments.deed](database, arguments)
    finally:
        database.close()


def _require_keeper(database: Database, arguments: argparse.Namespace) -> None:
    with database.reading() as session:
        is_needed = is_required(session)
    if is_needed and acting(database, arguments).role not in accounts.KEEPERS:
        raise KeeperNeededError


def _add(database: Database, arguments: argparse.Namespace) -> int:
    password = _new_password(arguments)
    now = datetime.now(UTC)
    with database.writing() as session:
        if arguments.person:
            person_id = find_person(session, arguments.person).id
        else:
            new = NewPerson(arguments.name, Role(arguments.role), arguments.unit)
            (person_id,) = add_people(session, Actor(now=now), [new])
        accounts.set_account(session, now, person_id, arguments.name, password)
    print(translate("cli", "Account {name}: from now on people sign in here.").format(name=arguments.name))
    return 0


def _password(database: Database, arguments: argparse.Namespace) -> int:
    """One's own with the old one; anybody's by who keeps accounts."""
    now, name = datetime.now(UTC), arguments.name
    if (getattr(arguments, "as_", None) or os.environ.get(NAME) or name) == name:
        old = _read_password(name)
        with database.writing() as session:
            done = accounts.change_password(session, now, name, old, _new_password(arguments))
        if done.refused is not None:
            raise done.refused
    else:
        _require_keeper(database, arguments)
        with database.writing() as session:
            accounts.reset_password(session, now, name, _new_password(arguments))
    print(translate("cli", "The password of {name} is changed.").format(name=name))
    return 0


def _disable(database: Database, arguments: argparse.Namespace) -> int:
    is_off = arguments.deed == "disable"
    with database.writing() as session:
        accounts.set_disabled(session, datetime.now(UTC), arguments.name, is_off)
    text = (
        translate("cli", "The account {name} is disabled.")
        if is_off
        else translate("cli", "The account {name} is open.")
    )
    print(text.format(name=arguments.name))
    return 0


def _off(database: Database, _arguments: argparse.Namespace) -> int:
    with database.writing() as session:
        accounts.end(session, datetime.now(UTC))
    print(translate("cli", "All accounts are disabled: nobody needs to sign in here any more."))
    return 0


_DEEDS = {"add": _add, "password": _password, "disable": _disable, "enable": _disable, "off": _off}


def _list(database: Database) -> int:
    with database.reading() as session:
        found = listing(session)
    now = datetime.now(UTC)
    for one in found:
        words = [one.name, one.person, role_text(one.role), one.unit or ""]
        if one.disabled_at is not None:
            words.append(translate("cli", "disabled"))
        elif one.locked_until is not None and one.locked_until > now:
            until = one.locked_until.astimezone(CHINA).strftime("%m-%d %H:%M")
            words.append(translate("cli", "locked until {until}").format(until=until))
        print("  ".join(words))
    if not found:
        print(translate("cli", "No accounts: nobody needs to sign in here."), file=sys.stderr)
    return 0


def _sign_in(database: Database, name: str, now: datetime) -> Who:
    password = _read_password(name)
    with database.writing() as session:
        done = accounts.sign_in(session, name, password, now)
    if done.who is None:
        assert done.refused is not None
        raise done.refused
    return done.who


def _read_password(name: str) -> str:
    if file := os.environ.get(PASSWORD_FILE):
        return _line(file)
    return getpass.getpass(translate("cli", "Password of {name}: ").format(name=name))


def _new_password(arguments: argparse.Namespace) -> str:
    if arguments.password_file:
        return _line(arguments.password_file)
    return getpass.getpass(translate("cli", "New password: "))


def _line(file: str) -> str:
    try:
        return Path(file).read_text(encoding="utf-8").removesuffix("\n").removesuffix("\r")
    except (OSError, UnicodeDecodeError) as error:
        raise NoPasswordError(file=file, reason=str(error)) from error
