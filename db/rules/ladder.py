"""The ladder that lateness leads up: 督办 → 通报 → 约谈 → 问责. What each rung asks for is data."""

import tomllib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Any

from db.rules.definition_problem import Text
from db.rules.roles import Role


class Level(StrEnum):
    """Rungs, lowest first."""

    SUPERVISE = "supervise"
    """督办"""
    BULLETIN = "bulletin"
    """通报"""
    INTERVIEW = "interview"
    """约谈"""
    ACCOUNTABILITY = "accountability"
    """问责"""


LEVELS = tuple(Level)


@dataclass(frozen=True, slots=True)
class Rung:
    """From which lateness a level is proposed, and who is told. Nothing is ever done by itself."""

    level: Level
    late: timedelta
    told: tuple[Role, ...]
    text: Text
    needs_document: bool


def parse_ladder(text: str) -> Sequence[Rung]:
    """The rungs of a file, lowest first.

    Raises:
        ValueError: it is no TOML, a rung is wrong, missing or twice, or one comes earlier than a lower one;
            the message says which and what.
    """
    rungs = [_rung(data, number) for number, data in enumerate(tomllib.loads(text)["rungs"], 1)]
    if [rung.level for rung in rungs] != list(LEVELS):
        raise ValueError(f"the rungs must be {', '.join(LEVELS)}, in this order")
    for lower, higher in pairwise(rungs):
        if higher.late <= lower.late:
            raise ValueError(f"rung {higher.level}: its lateness is not more than that of {lower.level}")
    return tuple(rungs)


def proposed(rungs: Sequence[Rung], late: timedelta, taken: Collection[str]) -> Rung | None:
    """The rung that lateness calls for: the highest one reached, unless it or a higher one was taken.

    Nothing is skipped silently: whoever is far behind is proposed for the highest rung reached at once.
    """
    done = max((LEVELS.index(Level(level)) for level in taken), default=-1)
    reached = [rung for rung in rungs if late >= rung.late and LEVELS.index(rung.level) > done]
    return reached[-1] if reached else None


def _rung(data: dict[str, Any], number: int) -> Rung:
    try:
        hours = data["late_hours"]
        if type(hours) is not int or hours < 0:
            raise ValueError(f"late_hours {hours!r} is not a whole number of hours")
        return Rung(
            Level(data["level"]),
            timedelta(hours=hours),
            tuple(Role(role) for role in data["told"]),
            Text(str(data["zh"]), str(data["en"])),
            bool(data.get("needs_document", False)),
        )
    except (KeyError, ValueError) as error:
        raise ValueError(f"rung {number}: {error}") from error
