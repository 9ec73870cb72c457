"""Errors with a name. `template` is the English sentence; desktop/texts.py holds its translation."""

from collections.abc import Mapping


class DomainError(Exception):
    """Something the user can understand and act on; never a bug."""

    template = "{message}"

    def __init__(self, **params: object) -> None:
        self.params: Mapping[str, object] = params
        super().__init__(self.template.format(**params))


class NotFoundError(DomainError):
    """A named thing does not exist in this record."""

    template = "There is no {what} {key}. Check the code and try again."


class RuleError(DomainError):
    """The record's rules refuse the change."""

    template = "{message}"


class StepNotAllowedError(RuleError):
    """An order's state does not allow the step."""

    template = (
        "Order {number} is {state}; the step “{step}” is not possible from there. Possible now: {possible}."
    )


class NeedsMoreError(RuleError):
    """A step that cannot be done by its name alone."""

    template = "The step “{step}” needs more than a note: use the command or the button that asks for it."


class StaleError(RuleError):
    """Somebody else changed the row after it was read."""

    template = "{what} was changed by somebody else meanwhile. Look at the new state and try again."


class DuplicateError(RuleError):
    """A code or number that must be unique is taken."""

    template = "{what} {key} exists already."


class InvalidValueError(RuleError):
    """A field's value cannot be stored."""

    template = "{field}: {problem}"


class EmptyFieldError(InvalidValueError):
    template = "{field} is empty. Fill it in."


class OutOfRangeError(InvalidValueError):
    template = "{field}: {value} is not between {low} and {high}."


class NoUnitError(InvalidValueError):
    template = "No receiving unit is named. Name at least one."


class NoLeadError(InvalidValueError):
    """All units of an order only support."""

    template = "All units of this order only support. Say which one leads."


class BadPlaceError(InvalidValueError):
    """Degrees of longitude and latitude that are no place."""

    template = "Longitude {lon} and latitude {lat} are no place. Give both in degrees, or neither."


class NotLaterError(InvalidValueError):
    """A deadline that is not after the one that stands."""

    template = "{until} is not later than the deadline that stands, {deadline}. Choose a later moment."


class NoDeadlineError(RuleError):
    """A later deadline for a part that has none."""

    template = "{number} has no deadline for {unit}, so there is nothing to extend. Set a deadline first."


class FileSizeError(InvalidValueError):
    template = "{name} has {size} bytes; a file may have 1 to {largest}."


class TooLongError(InvalidValueError):
    template = "“{text}…” is too long: {length} characters, at most {most} fit. Shorten it."


class BadTextError(InvalidValueError):
    """PostgreSQL stores no NUL and no half of a character, and every replica must be able to take it."""

    template = "“{text}” holds a character that cannot be stored. Delete it and type it anew."


class ReferenceKindError(InvalidValueError):
    template = "Units of the kind {kind} are loaded by init, not added."


class KnownDbError(DomainError):
    """The database cannot do it now: busy, read-only, full, unreachable, newer."""

    template = "{message}"


class BusyError(KnownDbError):
    template = "The database is busy: another program is writing. Nothing was changed; try again."


class ReadOnlyError(KnownDbError):
    template = "The database at {where} cannot be written. Nothing was changed; check the file's permissions."


class DiskFullError(KnownDbError):
    template = "The disk is full. Nothing was changed; free some space and try again."


class UnreachableError(KnownDbError):
    template = "The database at {where} cannot be reached: {reason}"


class UncertainError(KnownDbError):
    """The connection broke while a commit was on its way: nobody here can know whether it arrived."""

    template = (
        "The connection to the database at {where} broke while the change was being confirmed: it may or may "
        "not have been written. Look at the record before you enter it again."
    )


class AwayError(UnreachableError):
    """The database is known to be away: nothing is read until it is back."""

    template = (
        "Not read: the database could not be reached (away since {since}). What is on the screen is as of "
        "then."
    )


class NotWrittenError(AwayError):
    """The same of a write."""

    template = (
        "Not done: the database could not be reached (away since {since}). What you typed is still here; try "
        "again when the database is back."
    )


class UnsafePlaceError(KnownDbError):
    """A live SQLite file must not lie where this one lies."""

    template = "{message}"


class NetworkPlaceError(UnsafePlaceError):
    template = (
        "The database {where} lies on a network share ({detail}), where file locks and SQLite's write-ahead "
        "log do not work: it would be damaged. It was not opened. Close it everywhere and move it to this "
        "computer's own disk; bring data to others with “qingkong sync” or “qingkong pack out”."
    )


class RemovablePlaceError(UnsafePlaceError):
    template = (
        "The database {where} lies on a stick or another disk that can be pulled out ({detail}); pulled in "
        "the middle of a write, it is damaged. It was not opened. Move it to this computer's own disk; carry "
        "data on the stick with “qingkong pack out”."
    )


class InsecureUrlError(KnownDbError):
    """A connection to another computer that others on the way could read or answer."""

    template = (
        "{where} is on another computer, and {option} would let others on the way read or answer for it. "
        "Nothing was sent. Leave the option out, or write sslmode=verify-full."
    )


class CertificateError(KnownDbError):
    """The server did not prove who it is."""

    template = (
        "The server of {where} did not prove who it is ({reason}). No password was sent. Get the CA "
        "certificate from the database's administrator and name it in the URL: ?sslrootcert=/path/to/ca.crt; "
        "the host in the URL must be the name in the server's certificate."
    )


class WeakServerError(KnownDbError):
    """The server asks for the password itself, for a form that can be replayed, or for none."""

    template = (
        "The server of {where} does not ask for the password by SCRAM ({reason}). No password was sent. Its "
        "administrator must write scram-sha-256 in pg_hba.conf; see: qingkong admin check"
    )


class NotAllowedError(KnownDbError):
    """The login has no right to this in the database itself."""

    template = (
        "This login may not do that at {where} ({reason}). Nothing was changed. If it should be allowed, ask "
        "the database's administrator (qingkong admin)."
    )


class NewerSchemaError(KnownDbError):
    template = (
        "The database at {where} was made by a newer version of the program (schema {found}, this program "
        "knows up to {known}). It was not touched; upgrade this program."
    )


class NotInitialisedError(KnownDbError):
    template = "The database at {where} is not set up. Run: qingkong --db {where} init --region handan"


class BadUrlError(KnownDbError):
    template = (
        "{url} is not a database this program can open. "
        "Use sqlite:///path/to/file.db or postgresql+psycopg://user@host/name."
    )
