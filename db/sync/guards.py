"""Transition tables that merging asks, by the name a state column declares."""

from collections.abc import Callable
from dataclasses import dataclass

from db.rules import tasks


@dataclass(frozen=True, slots=True)
class Guard:
    """Which changes of a state are possible, and in which states nothing is possible any more."""

    allows: Callable[[str, str], bool]
    is_finished: Callable[[str], bool]


def _task_allows(before: str, after: str) -> bool:
    return any(before in sources and after == target for sources, target in tasks.TRANSITIONS.values())


GUARDS = {"task": Guard(_task_allows, lambda state: state not in tasks.OPEN_STATES)}
