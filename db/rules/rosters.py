"""Rosters 班表: who is on duty when, where nobody is, and what a shift's signatures make of it."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LONGEST = timedelta(hours=48)
"""A longer shift is a slip of the keyboard: nobody stays in a plant for three days."""


class ShiftEventKind(StrEnum):
    """签到, 签退, 交接."""

    IN = "in"
    OUT = "out"
    HANDOVER = "handover"


class ShiftStanding(StrEnum):
    """What a shift has come to."""

    PLANNED = "planned"
    LATE = "late"
    """It has begun and nobody has signed in."""
    ON_DUTY = "on_duty"
    LEFT = "left"
    """Signed out or handed over."""
    UNSIGNED = "unsigned"
    """It is over, and who came has not signed out."""
    MISSED = "missed"
    """It is over, and nobody had signed in."""


@dataclass(frozen=True, slots=True)
class Planned:
    """Somebody's turn; times are aware, the end does not belong to it."""

    starts_at: datetime
    ends_at: datetime
    name: str
    phone: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch in which fewer people are on the roster than there should be."""

    starts_at: datetime
    ends_at: datetime
    missing: int


def in_turn(
    crews: Sequence[Sequence[tuple[str, str | None]]], since: datetime, until: datetime, hours: int
) -> list[Planned]:
    """Crews (people with name and phone) one after the other, each for `hours`, from one moment to another.

    The last shift ends at `until`, be it shorter. Shifts are elapsed hours: China has no summer time.

    Raises:
        ValueError: no crew, or a length that is none.
    """
    if not crews or hours <= 0:
        raise ValueError("a rota needs crews and a length of shift")
    planned: list[Planned] = []
    at, turn = since, 0
    while at < until:
        end = min(at + timedelta(hours=hours), until)
        planned += [Planned(at, end, name, phone) for name, phone in crews[turn % len(crews)]]
        at, turn = end, turn + 1
    return planned


def gaps(
    spans: Iterable[tuple[datetime, datetime]], since: datetime, until: datetime, wanted: int = 1
) -> list[Gap]:
    """Where fewer than `wanted` people are on duty; neighbours that lack as many are one."""
    steps: dict[datetime, int] = {since: 0, until: 0}
    for start, end in spans:
        if end > since and start < until and end > start:
            steps[max(start, since)] = steps.get(max(start, since), 0) + 1
            steps[min(end, until)] = steps.get(min(end, until), 0) - 1
    return list(_joined(_lacking(sorted(steps.items()), wanted)))


def _lacking(steps: Sequence[tuple[datetime, int]], wanted: int) -> Iterator[Gap]:
    there = 0
    for (at, change), (end, _) in itertools.pairwise(steps):
        there += change
        if there < wanted:
            yield Gap(at, end, wanted - there)


def _joined(found: Iterable[Gap]) -> Iterator[Gap]:
    last: Gap | None = None
    for gap in found:
        if last is not None and last.ends_at == gap.starts_at and last.missing == gap.missing:
            last = Gap(last.starts_at, gap.ends_at, gap.missing)
            continue
        if last is not None:
            yield last
        last = gap
    if last is not None:
        yield last


def standing(starts_at: datetime, ends_at: datetime, kinds: Iterable[str], now: datetime) -> ShiftStanding:
    """What a shift has come to, from the signatures on it."""
    signed = set(kinds)
    if signed & {ShiftEventKind.OUT, ShiftEventKind.HANDOVER}:
        return ShiftStanding.LEFT
    if ShiftEventKind.IN in signed:
        return ShiftStanding.ON_DUTY if now < ends_at else ShiftStanding.UNSIGNED
    if now < starts_at:
        return ShiftStanding.PLANNED
    return ShiftStanding.LATE if now < ends_at else ShiftStanding.MISSED
