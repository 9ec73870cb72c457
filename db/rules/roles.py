"""Roles of people, and which steps of orders each may do on whose parts: one table, asked by commands."""

from collections.abc import Collection, Mapping
from enum import StrEnum

from db.rules.tasks import Step


class Role(StrEnum):
    """主任, 值班, 部门, 乡镇, 网格员, 管理员, 审计, 只读."""

    DIRECTOR = "director"
    DUTY = "duty"
    DEPARTMENT = "department"
    TOWNSHIP = "township"
    GRID_MEMBER = "grid_member"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
    VIEWER = "viewer"


class Reach(StrEnum):
    """On whose parts a role may do a step, seen from the unit of the person."""

    OWN = "own"
    """Of the unit itself and of those below it."""
    BELOW = "below"
    """Of those below it only: nobody judges what his own unit reported."""


_OFFICE = dict.fromkeys(
    (Step.DISPATCH, Step.VERIFY, Step.RETURN, Step.CLOSE, Step.CANCEL, Step.NOTE, Step.PAUSE, Step.RESUME),
    Reach.OWN,
)
_ANSWER = dict.fromkeys((Step.RECEIVE, Step.ARRIVE, Step.REPORT, Step.ASK, Step.NOTE), Reach.OWN)
_ABOVE = dict.fromkeys((Step.DISPATCH, Step.VERIFY, Step.RETURN, Step.CANCEL), Reach.BELOW)

# replies come by telephone and group chat: the office writes them down for a unit
_OFFICE |= _ANSWER

MAY: Mapping[Role, Mapping[Step, Reach]] = {
    Role.DIRECTOR: {
        **_OFFICE,
        **dict.fromkeys((Step.GRANT, Step.REFUSE, Step.ESCALATE, Step.REOPEN), Reach.OWN),
    },
    Role.DUTY: _OFFICE,
    Role.DEPARTMENT: _ANSWER,
    # a township hands down to its villages, and looks at what they report; closing stays the office's
    Role.TOWNSHIP: {**_ANSWER, **_ABOVE},
    Role.GRID_MEMBER: _ANSWER,
    Role.ADMINISTRATOR: {},
    Role.AUDITOR: {},
    Role.VIEWER: {},
}
"""Role -> the steps that it may do, and on whose parts. What is not here is not allowed."""


def reach(role: Role, step: Step) -> Reach | None:
    """On whose parts a role may do a step; None: on nobody's."""
    return MAY[role].get(step)


def allows(role: Role, own: str | None, step: Step, unit: str, above: Collection[str]) -> bool:
    """Whether a role may do a step on the part of `unit`.

    Args:
        own: the person's unit; None: the whole record.
        above: the units above `unit`.
    """
    allowed = reach(role, step)
    if allowed is None:
        return False
    if own == unit:
        return allowed is Reach.OWN
    return own is None or own in above


def who_may(step: Step) -> tuple[Role, ...]:
    """Roles that may do a step on some part."""
    return tuple(role for role in Role if step in MAY[role])
