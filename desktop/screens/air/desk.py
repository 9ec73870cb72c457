"""What the pages of the air screen share: the question, the places, reads that end in the right order."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal
from sqlalchemy.orm import Session

from db.times import CHINA
from desktop.context import Context
from desktop.evaluation.places import Place, Places, arrange
from desktop.evaluation.question import Question, first_question, office_weights
from desktop.screens.air.loading import Grounds, load_grounds

T = TypeVar("T")
W = TypeVar("W")


class Desk(QObject):
    """Holds the question. Pages ask it to read and to compute; only the newest answer of a key arrives."""

    question_changed = Signal()
    """Another period, area or edition is asked for."""
    places_changed = Signal()
    """Stations, units or the office's rules were read anew."""
    settled = Signal()
    """Nothing is being read or worked out any more."""
    busy_changed = Signal(bool)
    """Whether something is."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.places = Places()
        self.question: Question = first_question(self.today(), context.forced_edition)
        self._is_begun = False
        self._waiting: set[str] = set()

    @property
    def language(self) -> str:
        return self.context.language

    @property
    def is_busy(self) -> bool:
        """Whether an answer is awaited."""
        return bool(self._waiting)

    def today(self) -> date:
        """The day in China."""
        return self.context.now().astimezone(CHINA).date()

    def ask(self, question: Question) -> None:
        """Put another question."""
        if question != self.question:
            self.question = question
            self.question_changed.emit()

    def chosen_place(self) -> Place | None:
        """The station or county of the question; None for all counties."""
        if self.question.station:
            return self.places.station(self.question.station)
        return self.places.county(self.question.county) if self.question.county else None

    def any_place(self) -> Place | None:
        """The same, but the first county, or station, where all are asked for: for pages that show one."""
        first = (*self.places.counties, *self.places.stations)
        return self.chosen_place() or (first[0] if first else None)

    def read_grounds(self) -> None:
        """Read the stations and their units."""
        self.read("grounds", load_grounds, self._on_grounds)

    def read(self, key: str, operation: Callable[[Session], T], done: Callable[[T], None]) -> None:
        """Read on the database thread."""
        self._begin(key)
        self.context.jobs.read(
            operation, partial(self._end, key, done), error=partial(self._fail, key), key=f"air.{key}"
        )

    def work(
        self,
        key: str,
        operation: Callable[[Session], T],
        work: Callable[[T], W],
        done: Callable[[W], None],
    ) -> None:
        """Read on the database thread, then work it out in the pool."""
        self._begin(key)

        def compute(found: T) -> None:
            self.context.jobs.compute(
                partial(work, found),
                partial(self._end, key, done),
                error=partial(self._fail, key),
                key=f"air.{key}",
            )

        self.context.jobs.read(operation, compute, error=partial(self._fail, key), key=f"air.{key}")

    def compute(self, key: str, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Work something out, or write a file, in the pool."""
        self._begin(key)
        self.context.jobs.compute(
            work, partial(self._end, key, done), error=partial(self._fail, key), key=f"air.{key}"
        )

    def _begin(self, key: str) -> None:
        was_busy = self.is_busy
        self._waiting.add(key)
        if not was_busy:
            self.busy_changed.emit(True)

    def _end(self, key: str, done: Callable[[Any], None], result: Any) -> None:
        self._waiting.discard(key)
        done(result)
        self._settle()

    def _fail(self, key: str, error: Exception) -> None:
        self._waiting.discard(key)
        self.context.report_error(error)
        self._settle()

    def _settle(self) -> None:
        if not self._waiting:
            self.busy_changed.emit(False)
            self.settled.emit()

    def _on_grounds(self, found: Grounds) -> None:
        self.places = arrange(found.stations, found.units, self.tr("Without county"), self.context.language)
        self.question = self._still_there(self.question)
        if not self._is_begun:
            self._is_begun = True
            self.question = replace(self.question, weights=office_weights(found.rules))
        self.places_changed.emit()

    def _still_there(self, question: Question) -> Question:
        """A county or station that is gone is not asked for any more."""
        if question.county and self.places.county(question.county) is None:
            question = replace(question, county="", station="")
        if question.station and self.places.station(question.station) is None:
            question = replace(question, station="")
        return question
