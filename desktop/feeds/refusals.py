"""Refused rows of files: a CSV for the person who corrects them, the quarantine for everybody else."""

import csv
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from sqlalchemy.orm import Session

from db.commands.intake import Refusal, refuse
from db.errors import DomainError
from desktop.feeds.textfiles import Problem

KEPT_A_FILE = 1_000
"""Refusals of one file that the quarantine keeps; the CSV has all of them."""

_HEADER = ("file", "line", "column", "value", "reason", "row")
_SHOWN = 20
_RAW = 2_000


class CannotReportError(DomainError):
    template = "The refused rows cannot be written to {path}: {reason}"


class Refusals:
    """Collects the refused rows of one load. The CSV `<name>.refused.csv` is made when the first one comes.

    Args:
        folder: where the CSV goes.
        at: the time of the load, aware.
    """

    def __init__(self, folder: Path, at: datetime) -> None:
        self.count = 0
        self.shown: list[Problem] = []
        self.path: Path | None = None
        self._folder, self._at = folder, at
        self._file: IO[str] | None = None
        self._of_file: Counter[str] = Counter()
        self._waiting: list[Refusal] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """The CSV is complete."""
        if self._file is not None:
            self._file.close()

    def add(self, problems: Iterable[Problem]) -> None:
        """Write them to the CSV and keep them for `store`.

        Raises:
            CannotReportError: the CSV cannot be written.
        """
        for problem in problems:
            self._write(problem)
            self.count += 1
            self._of_file[problem.file] += 1
            if len(self.shown) < _SHOWN:
                self.shown.append(problem)
            if self._of_file[problem.file] <= KEPT_A_FILE:
                self._waiting.append(self._refusal(problem))

    def end_file(self, name: str) -> None:
        """Say how many of a file's refusals the quarantine leaves out, if any."""
        more = self._of_file[name] - KEPT_A_FILE
        if more > 0:
            detail = f"and {more} more; all are in {self.path}"
            self._waiting.append(Refusal(self._at, name, "more", detail, ""))

    def store(self, session: Session) -> None:
        """Put what waits into the quarantine; it waits until `stored` says that the transaction counts."""
        refuse(session, self._waiting)

    def stored(self) -> None:
        """What `store` was given is committed."""
        self._waiting = []

    @property
    def waiting(self) -> bool:
        """Whether `store` has something to do."""
        return bool(self._waiting)

    def _refusal(self, problem: Problem) -> Refusal:
        source = f"{problem.file}:{problem.line}"
        # a quote that is never closed makes one row of half a file; the CSV has all of it
        raw = problem.row_text[:_RAW]
        return Refusal(self._at, source, problem.kind, _clean(str(problem)), raw)

    def _write(self, problem: Problem) -> None:
        row = (problem.file, problem.line, problem.column, problem.value, problem.reason, problem.row_text)
        try:
            if self._file is None:
                self._open(problem.file)
            self._writer.writerow(row)
        except OSError as error:
            raise CannotReportError(path=self.path, reason=error.strerror or str(error)) from error

    def _open(self, name: str) -> None:
        self.path = self._folder / f"{_stem(name)}.refused.csv"
        # with a mark: this file is opened in a spreadsheet, which takes it for GBK otherwise
        self._file = self.path.open("w", encoding="utf-8-sig", newline="")
        self._writer: Any = csv.writer(self._file)
        self._writer.writerow(_HEADER)


def _stem(name: str) -> str:
    return name.removesuffix(".gz").removesuffix(".csv")


def _clean(text: str) -> str:
    return text.replace("\0", "\\0")  # PostgreSQL has no text with a NUL in it
