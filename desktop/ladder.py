"""The ladder that ships with the program, read once, and what it proposes for parts that are late."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

import resources
from db.queries.late_parts import LatePart
from db.queries.tasks import PartRecord
from db.rules.ladder import LEVELS, Level, Rung, parse_ladder, proposed
from db.rules.tasks import WAITS, State, Step


@cache
def ladder() -> Sequence[Rung]:
    """The rungs, lowest first."""
    return parse_ladder((resources.folder("orders") / "ladder.toml").read_text(encoding="utf-8"))


def rung_of(level: str) -> Rung:
    """What the ladder says of a level."""
    return next(rung for rung in ladder() if rung.level == level)


def level_name(level: str, language: str) -> str:
    """What a level is called; one that this program does not know keeps its key."""
    return next((rung.text.name(language) for rung in ladder() if rung.level == level), level)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A rung that a part's lateness calls for. Nothing is ever done by itself."""

    part: LatePart
    rung: Rung


def proposals(parts: Iterable[LatePart], now: datetime) -> list[Proposal]:
    """For every part that owes its report: the highest rungs first, among equals the latest."""
    found = [
        Proposal(part, rung)
        for part in parts
        if part.may_escalate and (rung := proposed(ladder(), now - part.deadline, known(part.levels)))
    ]
    return sorted(found, key=lambda one: (-LEVELS.index(one.rung.level), one.part.deadline))


def called_for(part: PartRecord, now: datetime, taken: Collection[str]) -> Rung | None:
    """The rung that one part's lateness calls for, None where it is not late or the office waits no more."""
    if part.deadline is None or part.paused_at is not None or part.deadline >= now:
        return None
    if State(part.state) not in WAITS["deadline"] or Step.ESCALATE not in part.aside:
        return None
    return proposed(ladder(), now - part.deadline, known(taken))


def next_level(taken: Collection[str]) -> Level:
    """The rung above the highest one taken; the highest is taken again."""
    done = max((LEVELS.index(Level(level)) for level in known(taken)), default=-1)
    return LEVELS[min(done + 1, len(LEVELS) - 1)]


def known(levels: Iterable[str]) -> list[str]:
    """Without those that a newer program may have written."""
    return [level for level in levels if level in LEVELS]
