"""The transition table, whole: every state with every step, written out by hand from the design."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import StepNotAllowedError
from db.rules.tasks import OPEN_STATES, State, Step, after, aside, overall, possible, require_aside

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
    ("closed", "reopen"): "returned",
}

UNREPORTED = ("dispatched", "received", "on_site", "returned")
SENT = (*UNREPORTED, "reported", "verified")
ASIDE = {
    **{("ask", state): True for state in UNREPORTED},
    **{(step, state): "asked" for step in ("grant", "refuse") for state in UNREPORTED},
    **{("pause", state): "running" for state in SENT},
    **{("resume", state): "paused" for state in SENT},
    **{("escalate", state): True for state in SENT},
}
"""Steps beside the way -> what they need."""
ASIDE_STEPS = {"note", "ask", "grant", "refuse", "pause", "resume", "escalate"}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("step", [step for step in Step if step.value not in ASIDE_STEPS])
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


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("step", sorted(ASIDE_STEPS - {"note"}))
@pytest.mark.parametrize("is_paused", [False, True])
@pytest.mark.parametrize("is_asked", [False, True])
def test_every_state_with_every_step_beside_the_way(state: State, step: str, is_paused: bool, is_asked: bool):
    needs = ASIDE.get((step, state.value), False)
    wanted = {"asked": is_asked, "running": not is_paused, "paused": is_paused}.get(needs, needs)
    assert (Step(step) in aside(state, is_paused=is_paused, is_asked=is_asked)) == wanted
    if wanted:
        require_aside(Step(step), state, is_paused=is_paused, is_asked=is_asked)
        assert after(Step(step), state) is state
    else:
        with pytest.raises(StepNotAllowedError):
            require_aside(Step(step), state, is_paused=is_paused, is_asked=is_asked)


@pytest.mark.parametrize("step", sorted(ASIDE_STEPS - {"note"}))
def test_that_no_step_beside_the_way_moves_an_ended_order_or_a_draft(step: str):
    for state in (State.DRAFT, State.CLOSED, State.CANCELLED):
        with pytest.raises(StepNotAllowedError):
            after(Step(step), state, "n")


def test_that_a_closed_order_is_only_reopened_and_a_cancelled_one_never():
    assert possible(State.CLOSED) == (Step.REOPEN,)
    assert possible(State.CANCELLED) == ()
    assert State.CLOSED not in OPEN_STATES
    assert State.CANCELLED not in OPEN_STATES


@given(st.lists(st.sampled_from(State), min_size=1))
def test_that_an_order_is_closed_only_when_all_its_parts_are(states: list[State]):
    closed = all(s in (State.CLOSED, State.CANCELLED) for s in states) and State.CLOSED in states
    assert (overall(states) is State.CLOSED) == closed
