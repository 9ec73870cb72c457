"""What a program is doing when it is killed, and what must be true afterwards."""

import shutil
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path

from faults.story import close_all

Say = Callable[[str], None]
"""Tells the outside that something was acknowledged; what was said has left the process."""


class Scenario(ABC):
    """Laid out in a folder, run in a process that is killed, examined, finished as a person would.

    `run` is called in another process: it knows the folder and nothing else.
    """

    @abstractmethod
    def prepare(self, templates: Path) -> None:
        """Make, once, the files that each folder begins with."""

    @abstractmethod
    def run(self, folder: Path, say: Say) -> None:
        """Do the work, saying what is acknowledged when it is."""

    @abstractmethod
    def examine(self, folder: Path, said: Sequence[str]) -> None:
        """After the kill: what was acknowledged is there, nothing is there in part."""

    @abstractmethod
    def finish(self, folder: Path) -> None:
        """Do the work again or the rest of it; then everything is there, once."""

    def lay_out(self, templates: Path, folder: Path) -> None:
        """Make the folder what it was at the beginning."""
        close_all(folder)
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(templates, folder)

    def clear(self, folder: Path) -> None:
        """Let go of the folder."""
        close_all(folder)

    def leave(self) -> None:  # noqa: B027 - most leave nothing
        """Take away what is left when the last folder is cleared."""
