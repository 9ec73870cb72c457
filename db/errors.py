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


class FileSizeError(InvalidValueError):
    template = "{name} has {size} bytes; a file may have 1 to {largest}."


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
