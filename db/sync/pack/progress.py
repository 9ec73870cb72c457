"""How far the writing or taking of a pack has come, and whether the user wants it to stop."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from db.sync.pack.errors import PackCancelledError

Stage = Literal["collecting", "writing", "checking", "operations", "readings", "attachments"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a stage has come; `total` is 0 where nobody can know it."""

    stage: Stage
    done: int
    total: int


OnProgress = Callable[[Progress], None]
IsCancelled = Callable[[], bool]


def ignore(_progress: Progress) -> None:
    """Nobody watches."""


def never() -> bool:
    """Not cancelled."""
    return False


@dataclass(frozen=True, slots=True)
class Steps:
    """Called after each small step of the work on the file `name`."""

    name: str
    progress: OnProgress
    cancelled: IsCancelled

    def __call__(self, stage: Stage, done: int, total: int = 0) -> None:
        """Tell how far it is.

        Raises:
            PackCancelledError: the user wants it to stop.
        """
        if self.cancelled():
            raise PackCancelledError(name=self.name)
        self.progress(Progress(stage, done, total))
