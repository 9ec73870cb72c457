"""`admin`: roles, logins and laptops of a shared PostgreSQL, and what is weak about it."""

import argparse
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from sqlalchemy.orm import Session

from db.actor import Actor
from db.commands.units import NewPerson, add_people
from db.engine import Database, open_database
from db.errors import DomainError, NotFoundError
from db.queries.units import people, unit
from db.rules.roles import Role
from db.security import logins, roles
from db.security.inspect import UNSEEN, inspect
from db.security.logins import LoginRecord
from db.setup import require_ready
from db.sync.inbound import Applicant, applicants, approve_applicant
from db.sync.keys import fingerprint
from db.times import CHINA
from desktop.cli_text import choose_language
from desktop.record import default_url
from desktop.texts import role_text
from desktop.weakness_words import weakness_text

translate = QCoreApplication.translate


class PasswordFileError(DomainError):
    """A file that was to hold a password."""

    template = "The password cannot be read from {file}: {reason}"


def admin(arguments: argparse.Namespace) -> int:
    """Do one deed with the owner's login; 1 when `check` finds a weakness."""
    deeds = {
        "setup": _setup,
        "person": _person,
        "user": _user,
        "check": _check,
        "approve": _approve,
    }
    database = _shared(arguments)
    try:
        return deeds[arguments.deed](database, arguments)
    finally:
        database.close()


def _shared(arguments: argparse.Namespace) -> Database:
    choose_language(arguments.lang)
    database = open_database(arguments.db or default_url())
    if database.is_sqlite:
        raise roles.NotSharedError(where=database.where)
    require_ready(database)
    return database


def _setup(database: Database, _arguments: argparse.Namespace) -> int:
    with database.writing() as session:
        done = roles.setup(session)
    text = translate("cli", "{where}: rights of {tables} tables and {policies} row policies are in place")
    print(text.format(where=database.where, tables=done.tables, policies=done.policies))
    for name in done.groups:
        new = translate("cli", "new") if name in done.created else translate("cli", "was there")
        print(f"{name}  {new}")
    print(translate("cli", "What remains to be done at the server: qingkong admin check"), file=sys.stderr)
    return 0


def _person(database: Database, arguments: argparse.Namespace) -> int:
    """Enter somebody, or list who is there."""
    if arguments.person == "add":
        new = NewPerson(arguments.name, Role(arguments.role), arguments.unit, arguments.phone)
        with database.writing() as session:
            (number,) = add_people(session, Actor(now=datetime.now(UTC)), [new])
        print(f"{new.name}  {number}")
        return 0
    with database.reading() as session:
        for person in people(session):
            scope = _units(session, person.unit_code or "")
            print("  ".join([person.name, role_text(person.role), scope, str(person.id)]))
    return 0


def _user(database: Database, arguments: argparse.Namespace) -> int:
    if arguments.user == "add":
        return _add(database, arguments)
    return _disable(database, arguments) if arguments.user == "disable" else _list(database)


def _add(database: Database, arguments: argparse.Namespace) -> int:
    password = _password(arguments.password_file)
    with database.writing() as session:
        person = logins.find_person(session, arguments.person)
        made = logins.add(session, datetime.now(UTC), person, name=arguments.login, password=password)
        scope = _units(session, made.scope)
        text = translate("cli", "Login {login} for {person} ({role}): {scope}")
        print(text.format(login=made.name, person=person.name, role=role_text(person.role), scope=scope))
    if password is None:
        text = translate("cli", "Password, shown once and kept nowhere: {password}")
        print(text.format(password=made.password))
    url = database.url.set(username=made.name, password=None).render_as_string()
    print(translate("cli", "Database for this person's computer: {url}").format(url=url))
    return 0


def _password(path: str | None) -> str | None:
    """The file's only line; None: one is to be made."""
    if path is None:
        return None
    try:
        return Path(path).read_text(encoding="utf-8").removesuffix("\n").removesuffix("\r")
    except (OSError, UnicodeDecodeError) as error:
        raise PasswordFileError(file=path, reason=str(error)) from error


def _disable(database: Database, arguments: argparse.Namespace) -> int:
    with database.writing() as session:
        logins.disable(session, datetime.now(UTC), arguments.login)
        laptops = logins.laptops_of(session, arguments.login)
    with database.writing() as session:
        ended = logins.end_sessions(session, arguments.login)
    text = translate("cli", "{login} is disabled; {count} connections were cut")
    print(text.format(login=arguments.login, count=ended))
    for tag, name in laptops:
        text = translate("cli", "Its laptop {name} is still approved; if lost: qingkong replica revoke {tag}")
        print(text.format(name=name, tag=tag), file=sys.stderr)
    return 0


def _list(database: Database) -> int:
    with database.reading() as session:
        for login in logins.listing(session):
            print(_line(session, login))
    return 0


def _line(session: Session, login: LoginRecord) -> str:
    state = translate("cli", "active")
    if login.disabled_at is not None:
        day = login.disabled_at.astimezone(CHINA).strftime("%Y-%m-%d")
        state = translate("cli", "disabled {day}").format(day=day)
    elif login.may_enter is None:
        state = translate("cli", "the server does not know it")
    parts = [login.name, login.person or "?", role_text(login.role), _units(session, login.scope), state]
    if login.moved and login.disabled_at is None:
        parts.append(translate("cli", "role or unit have changed since: disable it, then add it again"))
    return "  ".join(parts)


def _units(session: Session, scope: str) -> str:
    """Units by code and name; a login of the office that names none sees everything."""
    named = [f"{code} {found.name}" if (found := unit(session, code)) else code for code in scope.split()]
    return ", ".join(named) or translate("cli", "everything")


def _approve(database: Database, arguments: argparse.Namespace) -> int:
    """List the laptops that wait, or approve one of them."""
    with database.reading() as session:
        found = applicants(session)
    if arguments.replica is None:
        for one in found:
            print(_applicant_line(one))
        if not found:
            print(translate("cli", "Nobody waits to be approved"))
        return 0
    one = _chosen(found, arguments.replica)
    with database.writing() as session:
        approve_applicant(session, Actor(now=datetime.now(UTC)), one)
    text = translate("cli", "{name} ({tag}) is approved for {scope}; its changes are merged within seconds")
    print(text.format(name=one.who.name, tag=one.who.tag, scope=one.scope))
    return 0


def _chosen(found: Iterable[Applicant], text: str) -> Applicant:
    fitting = [one for one in found if text in (one.who.tag, one.who.name, str(one.who.id))]
    if len(fitting) != 1:
        raise NotFoundError(what="replica", key=text)
    return fitting[0]


def _applicant_line(one: Applicant) -> str:
    since = one.since.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
    return "  ".join(
        [one.who.tag, one.who.name, one.scope, one.login or "", since, fingerprint(one.who.public_key)]
    )


def _check(database: Database, _arguments: argparse.Namespace) -> int:
    with database.reading() as session:
        found = inspect(session)
    weak = [weakness for weakness in found if weakness.kind != UNSEEN]
    for weakness in weak:
        print(weakness_text(weakness))
    for weakness in found:
        if weakness.kind == UNSEEN:
            print(weakness_text(weakness), file=sys.stderr)
    if weak:
        text = translate("cli", "{count} weaknesses")
    else:
        text = translate("cli", "Server and database are as they should be, as far as this login can see")
    print(text.format(count=len(weak)))
    return 1 if weak else 0
