"""The life of an order: one transition table, used by the window, the command line and merging."""

from enum import StrEnum

from db.errors import StepNotAllowedError


class State(StrEnum):
    """State of a unit's part of an order. Overdue is computed, never stored."""

    DRAFT = "draft"
    DISPATCHED = "dispatched"
    RECEIVED = "received"
    ON_SITE = "on_site"
    REPORTED = "reported"
    VERIFIED = "verified"
    RETURNED = "returned"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Step(StrEnum):
    """What somebody does to an order. Those from `note` on add a fact and leave the state."""

    DISPATCH = "dispatch"
    RECEIVE = "receive"
    ARRIVE = "arrive"
    REPORT = "report"
    VERIFY = "verify"
    RETURN = "return"
    CLOSE = "close"
    CANCEL = "cancel"
    REOPEN = "reopen"
    NOTE = "note"
    ASK = "ask"
    """For a later deadline."""
    GRANT = "grant"
    REFUSE = "refuse"
    PAUSE = "pause"
    RESUME = "resume"
    ESCALATE = "escalate"


class Part(StrEnum):
    """A unit's part in an order: it answers for the matter, or it helps."""

    LEAD = "lead"
    SUPPORT = "support"


OPEN_STATES = tuple(state for state in State if state not in (State.CLOSED, State.CANCELLED))
"""States in which an order still waits for somebody."""

_AT_WORK = (State.DISPATCHED, State.RECEIVED, State.ON_SITE, State.REPORTED, State.RETURNED)

TRANSITIONS: dict[Step, tuple[tuple[State, ...], State]] = {
    Step.DISPATCH: ((State.DRAFT,), State.DISPATCHED),
    Step.RECEIVE: ((State.DISPATCHED,), State.RECEIVED),
    Step.ARRIVE: ((State.RECEIVED, State.RETURNED), State.ON_SITE),
    # a matter settled at once (立行立改) is reported without a separate arrival
    Step.REPORT: ((State.RECEIVED, State.ON_SITE, State.RETURNED), State.REPORTED),
    Step.VERIFY: ((State.REPORTED,), State.VERIFIED),
    Step.RETURN: ((State.REPORTED, State.VERIFIED), State.RETURNED),
    Step.CLOSE: ((State.VERIFIED,), State.CLOSED),
    Step.CANCEL: ((State.DRAFT, *_AT_WORK), State.CANCELLED),
    # what was not done after all goes back to the unit, under its number
    Step.REOPEN: ((State.CLOSED,), State.RETURNED),
}

WAITS: dict[str, tuple[State, ...]] = {
    "receive_by": (State.DRAFT, State.DISPATCHED),
    "arrive_by": (State.DRAFT, State.DISPATCHED, State.RECEIVED),
    "deadline": (State.DRAFT, State.DISPATCHED, State.RECEIVED, State.ON_SITE, State.RETURNED),
    "verify_by": (*OPEN_STATES[:5], State.RETURNED),
}
"""Clock -> states in which what it is about has not been done."""

_UNREPORTED = WAITS["deadline"][1:]
_SENT = tuple(state for state in OPEN_STATES if state is not State.DRAFT)

ASIDE: dict[Step, tuple[State, ...]] = {
    Step.ASK: _UNREPORTED,
    Step.GRANT: _UNREPORTED,
    Step.REFUSE: _UNREPORTED,
    Step.PAUSE: _SENT,
    Step.RESUME: _SENT,
    Step.ESCALATE: _SENT,
}
"""Steps that leave the state, and from where they are possible."""

NEEDS_NOTE = frozenset({Step.REPORT, Step.RETURN, Step.CANCEL, Step.REOPEN})
"""Steps that say little without a sentence: what was done, what is wanted, why it is void.

The window insists on one; a script may leave it out and drive a life with numbers alone.
"""


def possible(state: State) -> tuple[Step, ...]:
    """Steps that may follow `state`, in the order of an order's life."""
    return tuple(step for step, (sources, _) in TRANSITIONS.items() if state in sources)


def aside(state: State, *, is_paused: bool, is_asked: bool) -> tuple[Step, ...]:
    """Steps beside the way of a life that are possible: an answer needs a question, going on a pause."""
    needs = {Step.GRANT: is_asked, Step.REFUSE: is_asked, Step.PAUSE: not is_paused, Step.RESUME: is_paused}
    return tuple(step for step, states in ASIDE.items() if state in states and needs.get(step, True))


def require_aside(step: Step, state: State, *, is_paused: bool, is_asked: bool, number: str = "") -> None:
    """See that a step beside the way is possible.

    Raises:
        StepNotAllowedError: it is not.
    """
    found = aside(state, is_paused=is_paused, is_asked=is_asked)
    if step not in found:
        names = ", ".join((*possible(state), *found)) or "-"
        raise StepNotAllowedError(number=number, state=state, step=step, possible=names)


def after(step: Step, state: State, number: str = "") -> State:
    """The state that `step` leads to.

    Raises:
        StepNotAllowedError: not from `state`.
    """
    if step is Step.NOTE or (step in ASIDE and state in ASIDE[step]):
        return state
    if step in ASIDE:
        names = ", ".join(possible(state)) or "-"
        raise StepNotAllowedError(number=number, state=state, step=step, possible=names)
    sources, target = TRANSITIONS[step]
    if state not in sources:
        names = ", ".join(possible(state)) or "-"
        raise StepNotAllowedError(number=number, state=state, step=step, possible=names)
    return target


def overall(states: list[State]) -> State:
    """An order's state from those of its units: the furthest behind; cancelled parts do not count."""
    active = [state for state in states if state is not State.CANCELLED]
    if not active:
        return State.CANCELLED
    return min(active, key=_PROGRESS.index)


_PROGRESS = [
    State.DRAFT,
    State.DISPATCHED,
    State.RETURNED,
    State.RECEIVED,
    State.ON_SITE,
    State.REPORTED,
    State.VERIFIED,
    State.CLOSED,
]
