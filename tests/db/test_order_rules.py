"""The transition table, whole: every state with every step, written out by hand from the design."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import StepNotAllowedError
from db.rules.tasks import OPEN_STATES, State, Step, after, overall, possible

ALLOWED = {
    ("draft", "dispatch"): "dispatched",
    ("draft", "cancel"): "cancelled",
    ("dispatched", "receive"): "received",
    ("dispatched", "cancel"): "cancelled",
    ("received", "arrive"): "on_site",
    ("received", "report"): "reported",
    ("received", "cancel"): "cancelled",
    ("on_site", "report"): "reported",
    ("on_site", "cancel"): "cancelled",
    ("reported", "verify"): "verified",
    ("reported", "return"): "returned",
    ("reported", "cancel"): "cancelled",
    ("verified", "close"): "closed",
    ("verified", "return"): "returned",
    ("returned", "arrive"): "on_site",
    ("returned", "report"): "reported",
    ("returned", "cancel"): "cancelled",
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("step", [step for step in Step if step is not Step.NOTE])
def test_every_state_with_every_step(state: State, step: Step):
    target = ALLOWED.get((state.value, step.value))
    if target is None:
        with pytest.raises(StepNotAllowedError):
            after(step, state, "n")
        assert step not in possible(state)
    else:
        assert after(step, state) == target
        assert step in possible(state)


def test_that_a_note_is_possible_in_every_state():
    assert all(after(Step.NOTE, state) is state for state in State)


def test_that_nothing_leaves_a_closed_or_cancelled_order():
    assert possible(State.CLOSED) == possible(State.CANCELLED) == ()
    assert State.CLOSED not in OPEN_STATES
    assert State.CANCELLED not in OPEN_STATES


@given(st.lists(st.sampled_from(State), min_size=1))
def test_that_an_order_is_closed_only_when_all_its_parts_are(states: list[State]):
    closed = all(s in (State.CLOSED, State.CANCELLED) for s in states) and State.CLOSED in states
    assert (overall(states) is State.CLOSED) == closed
