"""The life of an order: one transition table, used by the window, the command line and, later, merging."""

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
    """What somebody does to an order. `note` adds a fact and leaves the state."""

    DISPATCH = "dispatch"
    RECEIVE = "receive"
    ARRIVE = "arrive"
    REPORT = "report"
    VERIFY = "verify"
    RETURN = "return"
    CLOSE = "close"
    CANCEL = "cancel"
    NOTE = "note"


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
}

NEEDS_NOTE = frozenset({Step.REPORT, Step.RETURN, Step.CANCEL})
"""Steps that say little without a sentence: what was done, what is wanted, why it is void.

The window insists on one; a script may leave it out and drive a life with numbers alone.
"""


def possible(state: State) -> tuple[Step, ...]:
    """Steps that may follow `state`, in the order of an order's life."""
    return tuple(step for step, (sources, _) in TRANSITIONS.items() if state in sources)


def after(step: Step, state: State, number: str = "") -> State:
    """The state that `step` leads to.

    Raises:
        StepNotAllowedError: not from `state`.
    """
    if step is Step.NOTE:
        return state
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
