"""Accounts: sign in, passwords, locks. Local to this database: nothing here joins the log."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.errors import DuplicateError, EmptyFieldError, NotFoundError, RuleError
from db.queries.accounts import Who, who_is
from db.rules.roles import Role
from db.schema import Account, Person
from db.security.passwords import hashed, is_right

TRIES = 5
"""Wrong passwords in a row, after which an account waits."""
WAIT = timedelta(minutes=15)
KEEPERS = (Role.ADMINISTRATOR, Role.DIRECTOR)
"""Who can let others in again."""


class WrongPasswordError(RuleError):
    """One sentence for a wrong name and a wrong password: which it was is nobody's business."""

    template = "Name or password is wrong."


class LockedAccountError(RuleError):
    template = "Too many wrong passwords. Try again after {until}, or ask the administrator."


class DisabledAccountError(RuleError):
    template = "The account {name} has been disabled. Ask the administrator."


class NoKeeperError(RuleError):
    """Nobody could let others in."""

    template = (
        "No administrator or director would have an account here, so nobody could let others in. Give one of "
        "them an account first. To do without sign-in: qingkong account off."
    )


@dataclass(frozen=True, slots=True)
class SignIn:
    """What came of an attempt. A refusal is a value: the count of wrong passwords must be committed."""

    who: Who | None = None
    refused: RuleError | None = None


def sign_in(session: Session, name: str, password: str, now: datetime) -> SignIn:
    """Check a password and count the wrong ones.

    Whoever waits is told so only with the right password or not: before it is looked at, so that guessing
    brings nothing while an account is locked.
    """
    account = session.scalar(select(Account).where(Account.name == name.strip()).with_for_update())
    if account is None:
        is_right(password, None)
        return SignIn(refused=WrongPasswordError())
    if account.locked_until is not None and account.locked_until > now:
        return SignIn(refused=LockedAccountError(until=account.locked_until))
    if not is_right(password, account.password_hash):
        return SignIn(refused=_count(account, now))
    account.failures, account.locked_until = 0, None
    person = session.get(Person, account.person_id)
    if account.disabled_at is not None or person is None or person.deleted_at is not None:
        return SignIn(refused=DisabledAccountError(name=account.name))
    return SignIn(who=who_is(person))


def set_account(session: Session, now: datetime, person_id: uuid.UUID, name: str, password: str) -> None:
    """Give a person an account, or a new password; whoever was locked or disabled is let in again.

    Raises:
        NotFoundError: no such person.
        EmptyFieldError: no name.
        DuplicateError: somebody else has the name.
        NoKeeperError: it would be the first, and not that of an administrator or director.
        PasswordLengthError
    """
    person, name = session.get(Person, person_id), name.strip()
    if person is None:
        raise NotFoundError(what="person", key=str(person_id))
    if person.role not in KEEPERS:
        _require_keeper(session, person_id)
    if not name:
        raise EmptyFieldError(field="name")
    taken = session.scalar(select(Account.person_id).where(Account.name == name))
    if taken is not None and taken != person_id:
        raise DuplicateError(what="account", key=name)
    digest = hashed(password)
    account = session.get(Account, person_id)
    if account is None:
        account = Account(person_id=person_id, failures=0)
        session.add(account)
    account.name, account.password_hash, account.changed_at = name, digest, now
    account.failures, account.locked_until, account.disabled_at = 0, None, None


def change_password(session: Session, now: datetime, name: str, old: str, new: str) -> SignIn:
    """One's own, with the old one.

    Raises:
        PasswordLengthError
    """
    done = sign_in(session, name, old, now)
    if done.who is not None:
        account = _account(session, name)
        account.password_hash, account.changed_at = hashed(new), now
    return done


def reset_password(session: Session, now: datetime, name: str, new: str) -> None:
    """Somebody's, by who keeps accounts: it ends a lock too.

    Raises:
        NotFoundError, PasswordLengthError
    """
    account = _account(session, name)
    account.password_hash, account.changed_at = hashed(new), now
    account.failures, account.locked_until = 0, None


def set_disabled(session: Session, now: datetime, name: str, disabled: bool) -> None:
    """Shut an account, or open it again (which ends a lock too).

    Raises:
        NotFoundError: no such account.
        NoKeeperError: it is the last of an administrator or director.
    """
    account = _account(session, name)
    if disabled:
        _require_keeper(session, account.person_id)
    account.disabled_at = now if disabled else None
    account.failures, account.locked_until = 0, None


def end(session: Session, now: datetime) -> None:
    """Disable all accounts: nobody needs to sign in here any more."""
    for account in session.scalars(select(Account).where(Account.disabled_at.is_(None))):
        account.disabled_at = now


def _require_keeper(session: Session, apart_from: uuid.UUID) -> None:
    """Somebody else who can let others in."""
    keepers = (
        select(Account.person_id)
        .join(Person, Person.id == Account.person_id)
        .where(Person.role.in_(KEEPERS), Account.disabled_at.is_(None), Account.person_id != apart_from)
    )
    if session.scalar(keepers.limit(1)) is None:
        raise NoKeeperError


def _count(account: Account, now: datetime) -> RuleError:
    account.failures += 1
    if account.failures < TRIES:
        return WrongPasswordError()
    account.failures, account.locked_until = 0, now + WAIT
    return LockedAccountError(until=account.locked_until)


def _account(session: Session, name: str) -> Account:
    account = session.scalar(select(Account).where(Account.name == name.strip()))
    if account is None:
        raise NotFoundError(what="account", key=name)
    return account
