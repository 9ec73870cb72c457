"""Transition tables that merging asks, by the name a state column declares."""

from collections.abc import Callable
from dataclasses import dataclass

from db.rules import tasks
from db.rules.tasks import State


@dataclass(frozen=True, slots=True)
class Guard:
    """Which changes of a state are possible, and in which states nothing is possible any more.

    `allows` is given the state that stands, the new one, and the one that the author saw.
    """

    allows: Callable[[str, str, str | None], bool]
    is_finished: Callable[[str], bool]


def _task_allows(before: str, after: str, seen: str | None) -> bool:
    """A step somebody took before knowing of the end stays without effect; reopening means the end."""
    if before == State.CLOSED and seen != before:
        return False
    return any(before in sources and after == target for sources, target in tasks.TRANSITIONS.values())


GUARDS = {"task": Guard(_task_allows, lambda state: state not in tasks.OPEN_STATES)}
