"""A row from the set of its operations: each policy with its result written by hand, then for any history."""

import itertools
import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.rules.tasks import TRANSITIONS, State
from db.sync.declare import declared
from db.sync.resolve import DECISION, Issue, Op, Resolved, op_from, resolve

A, B, C, D = (uuid.UUID(int=n) for n in (1, 2, 3, 4))
START_MS = 1_774_000_000_000
SITE, TASK, PART, MEMBER, PLACE = (
    declared()[name] for name in ("site", "task", "assignment", "member", "membership")
)
Pairs = Mapping[str, tuple[Any, Any]]


def op(
    replica: uuid.UUID,
    seq: int,
    minute: int,
    changes: Pairs,
    seen: Iterable[Op] = (),
    *,
    side: str = "office",
    command: str = "test",
    action: str = "update",
) -> Op:
    """An operation claimed at a minute, by an author who had seen those operations and all they had seen."""
    claimed = START_MS + minute * 60_000
    return Op(
        replica=replica,
        seq=seq,
        hlc=max([claimed << 16, *(other.hlc + 1 for other in seen)]),
        claimed_ms=claimed,
        side=side,
        person_id=None,
        command=command,
        change_id=uuid.UUID(int=seq),
        action=action,
        changes={name: list(pair) for name, pair in changes.items()},
        parents=tuple(other.key for other in seen),
    )


def insert(replica: uuid.UUID, seq: int, minute: int, changes: Mapping[str, Any], **more: Any) -> Op:
    pairs = {name: (None, value) for name, value in changes.items()}
    return op(replica, seq, minute, pairs, action="insert", **more)


def settle(table: Any, *ops: Op, void: Iterable[Op] = ()) -> Resolved:
    """The row; the same whatever the order and however often an operation is told."""
    keys = {one.key for one in void}
    results = [resolve(table, order, keys) for order in itertools.islice(itertools.permutations(ops), 120)]
    results.append(resolve(table, [*ops, *reversed(ops)], keys))
    assert all(result == results[0] for result in results), "depends on the order of arrival"
    assert results[0] is not None
    return results[0]


def told(issue: Issue) -> tuple[str, str, Any, list[tuple[str, Any]]]:
    """An issue's kind, field, base, and its sides as (replica's letter, value)."""
    letters = {str(r): letter for r, letter in ((A, "A"), (B, "B"), (C, "C"), (D, "D"))}
    return issue.kind, issue.field, issue.base, [(letters[s["replica"]], s["value"]) for s in issue.sides]


def issues(resolved: Resolved) -> list[tuple[str, str, Any, list[tuple[str, Any]]]]:
    return [told(issue) for issue in resolved.issues]


# One line of edits


def test_that_edits_that_follow_each_other_give_the_last_values_and_no_question():
    first = insert(A, 1, 0, {"code": "S1", "name": "柏寺", "person": "张某"})
    second = op(B, 1, 5, {"name": ("柏寺", "柏寺村")}, [first], side="field")
    third = op(A, 2, 9, {"person": ("张某", "李某"), "phone": (None, "139")}, [second])
    row = settle(SITE, first, second, third)
    assert row.fields == {"code": "S1", "name": "柏寺村", "person": "李某", "phone": "139"}
    assert (row.origin, row.hlc, row.issues, row.is_whole) == (A, third.hlc, [], True)


def test_that_a_clock_far_behind_does_not_undo_what_came_before():
    first = insert(A, 1, 10_000, {"name": "旧"})
    second = op(B, 1, 0, {"name": ("旧", "新")}, [first])  # B's clock is a week behind; it had seen A's
    row = settle(SITE, first, second)
    assert (row.fields["name"], row.issues) == ("新", [])


def test_that_a_field_set_to_nothing_is_nothing():
    first = insert(A, 1, 0, {"name": "x", "phone": "139"})
    row = settle(SITE, first, op(A, 2, 1, {"phone": ("139", None)}, [first]))
    assert row.fields == {"name": "x", "phone": None}


# later: the later claimed time stands, the other is told as overruled


def test_that_of_two_values_the_later_claimed_stands_and_the_other_is_told():
    first = insert(A, 1, 0, {"name": "旧"})
    early = op(B, 1, 5, {"name": ("旧", "乙")}, [first], side="field")
    late = op(A, 2, 6, {"name": ("旧", "甲")}, [first])
    row = settle(SITE, first, early, late)
    assert row.fields["name"] == "甲"
    assert issues(row) == [("overruled", "name", "旧", [("A", "甲"), ("B", "乙")])]


def test_that_equal_times_fall_to_the_greater_replica_everywhere():
    first = insert(A, 1, 0, {"name": "旧"})
    row = settle(
        SITE,
        first,
        op(A, 2, 5, {"name": ("旧", "甲")}, [first]),
        op(B, 1, 5, {"name": ("旧", "乙")}, [first]),
    )
    assert row.fields["name"] == "乙"


def test_that_two_sides_that_mean_the_same_are_no_question():
    first = insert(A, 1, 0, {"name": "旧", "person": "张某"})
    both = {"name": ("旧", "新"), "person": ("张某", "李某")}
    row = settle(SITE, first, op(A, 2, 5, both, [first]), op(B, 1, 6, both, [first]))
    assert (row.fields["name"], row.issues) == ("新", [])


def test_that_a_value_the_other_side_went_through_is_no_question():
    first = insert(A, 1, 0, {"name": "旧"})
    second = op(A, 2, 5, {"name": ("旧", "中")}, [first])
    third = op(A, 3, 7, {"name": ("中", "新")}, [second])
    other = op(B, 1, 6, {"name": ("旧", "中")}, [first])
    row = settle(SITE, first, second, third, other)
    assert (row.fields["name"], row.issues) == ("新", [])


def test_that_different_fields_of_one_row_do_not_meet():
    first = insert(A, 1, 0, {"name": "旧", "fields.area": 1, "fields.owner": "甲"})
    mine = op(A, 2, 5, {"name": ("旧", "新"), "fields.area": (1, 2)}, [first])
    yours = op(B, 1, 6, {"fields.owner": ("甲", "乙"), "fields.cover": (None, True)}, [first])
    row = settle(PLACE, first, mine, yours)
    expected = {"name": "新", "fields.area": 2, "fields.owner": "乙", "fields.cover": True}
    assert (row.fields, row.issues) == (expected, [])


def test_that_one_key_of_a_map_is_a_field_of_its_own():
    first = insert(A, 1, 0, {"fields.area": 1})
    row = settle(
        PLACE,
        first,
        op(A, 2, 5, {"fields.area": (1, 2)}, [first]),
        op(B, 1, 6, {"fields.area": (1, 3)}, [first]),
    )
    assert row.fields == {"fields.area": 3}
    assert issues(row) == [("overruled", "fields.area", 1, [("B", 3), ("A", 2)])]


def test_that_an_edit_that_has_seen_both_ends_what_was_told():
    first = insert(A, 1, 0, {"name": "旧"})
    mine = op(A, 2, 5, {"name": ("旧", "甲")}, [first])
    yours = op(B, 1, 6, {"name": ("旧", "乙")}, [first])
    after = op(C, 1, 7, {"name": ("乙", "丙")}, [mine, yours])
    row = settle(SITE, first, mine, yours, after)
    assert (row.fields["name"], row.issues) == ("丙", [])


# ask: a person decides


def test_that_a_person_decides_where_the_column_says_so():
    first = insert(A, 1, 0, {"person": "张某"})
    mine = op(A, 2, 5, {"person": ("张某", "李某")}, [first])
    yours = op(B, 1, 6, {"person": ("张某", "王某")}, [first], side="field")
    row = settle(SITE, first, mine, yours)
    assert row.fields["person"] == "王某", "the later claimed stands meanwhile, an office has no precedence"
    assert issues(row) == [("decide", "person", "张某", [("B", "王某"), ("A", "李某")])]
    side = row.issues[0].sides[0]
    assert side == {
        "replica": str(B), "seq": 1, "value": "王某", "person_id": None,
        "claimed_ms": START_MS + 6 * 60_000, "command": "test", "change_id": str(uuid.UUID(int=1)),
        "side": "field", "with": {},
    }  # fmt: skip


@pytest.mark.parametrize("value", ["李某", "王某", "赵某"])
def test_that_a_decision_ends_the_question_for_either_side_or_a_third_value(value: str):
    first = insert(A, 1, 0, {"person": "张某"})
    mine = op(A, 2, 5, {"person": ("张某", "李某")}, [first])
    yours = op(B, 1, 6, {"person": ("张某", "王某")}, [first])
    decision = op(A, 3, 7, {"person": ("王某", value)}, [mine, yours], command=DECISION)
    row = settle(SITE, first, mine, yours, decision)
    assert (row.fields["person"], row.issues) == (value, [])


def test_that_a_decision_that_had_not_seen_a_third_side_leaves_a_question():
    first = insert(A, 1, 0, {"person": "张某"})
    mine = op(A, 2, 5, {"person": ("张某", "李某")}, [first])
    yours = op(B, 1, 6, {"person": ("张某", "王某")}, [first])
    third = op(C, 1, 4, {"person": ("张某", "赵某")}, [first])
    decision = op(A, 3, 7, {"person": ("王某", "李某")}, [mine, yours], command=DECISION)
    row = settle(SITE, first, mine, yours, third, decision)
    assert row.fields["person"] == "李某"
    assert issues(row) == [("decide", "person", "张某", [("A", "李某"), ("C", "赵某")])]


def test_that_three_sides_are_told_in_one_question_the_standing_first_then_the_later():
    first = insert(A, 1, 0, {"person": "张某"})
    sides = [
        op(A, 2, 5, {"person": ("张某", "甲")}, [first]),
        op(B, 1, 9, {"person": ("张某", "乙")}, [first]),
        op(C, 1, 7, {"person": ("张某", "丙")}, [first]),
    ]
    row = settle(SITE, first, *sides)
    assert issues(row) == [("decide", "person", "张某", [("B", "乙"), ("C", "丙"), ("A", "甲")])]


def test_that_the_base_is_the_value_before_the_branches_parted():
    first = insert(A, 1, 0, {"person": "张某"})
    second = op(A, 2, 1, {"person": ("张某", "李某")}, [first])
    mine = op(A, 3, 5, {"person": ("李某", "王某")}, [second])
    yours = op(B, 1, 3, {"person": ("李某", "赵某")}, [second])
    yours_too = op(B, 2, 4, {"person": ("赵某", "钱某")}, [yours])
    row = settle(SITE, first, second, mine, yours, yours_too)
    assert issues(row) == [("decide", "person", "李某", [("A", "王某"), ("B", "钱某")])]


# writer="office"


def test_that_an_offices_text_stands_before_a_later_one_of_the_field():
    first = insert(A, 1, 0, {"title": "旧"})
    office = op(A, 2, 5, {"title": ("旧", "办公室的")}, [first])
    field = op(B, 1, 9, {"title": ("旧", "乡镇的")}, [first], side="field")
    row = settle(TASK, first, office, field)
    assert row.fields["title"] == "办公室的"
    assert issues(row) == [("overruled", "title", "旧", [("A", "办公室的"), ("B", "乡镇的")])]


def test_that_the_office_that_had_seen_it_is_followed_by_the_field():
    first = insert(A, 1, 0, {"title": "旧"})
    office = op(A, 2, 5, {"title": ("旧", "办公室的")}, [first])
    field = op(B, 1, 9, {"title": ("办公室的", "乡镇的")}, [office], side="field")
    assert settle(TASK, first, office, field).fields["title"] == "乡镇的"


def test_that_an_offices_deadline_stands_and_the_other_is_a_question():
    first = insert(A, 1, 0, {"state": "dispatched", "deadline": "1"})
    office = op(A, 2, 5, {"deadline": ("1", "2")}, [first])
    field = op(B, 1, 9, {"deadline": ("1", "3")}, [first], side="field")
    row = settle(PART, first, office, field)
    assert row.fields["deadline"] == "2"
    assert issues(row) == [("decide", "deadline", "1", [("A", "2"), ("B", "3")])]


def test_that_of_two_offices_the_later_stands():
    first = insert(A, 1, 0, {"title": "旧"})
    row = settle(
        TASK,
        first,
        op(A, 2, 9, {"title": ("旧", "甲")}, [first]),
        op(C, 1, 8, {"title": ("旧", "丙")}, [first]),
        op(B, 1, 10, {"title": ("旧", "乙")}, [first], side="field"),
    )
    assert row.fields["title"] == "甲"
    assert issues(row) == [("overruled", "title", "旧", [("A", "甲"), ("B", "乙"), ("C", "丙")])]


# guarded: the transition table


def part(state: str, minute: int = 0) -> Op:
    return insert(A, 1, minute, {"state": state, "state_since": "t0"})


def step(replica: uuid.UUID, seq: int, minute: int, before: str, after: str, seen: Op, **more: Any) -> Op:
    changes = {"state": (before, after), "state_since": ("t?", f"t{minute}")}
    return op(replica, seq, minute, changes, [seen], **more)


def test_that_a_report_after_a_cancel_is_late():
    first = part("on_site")
    cancel = step(A, 2, 5, "on_site", "cancelled", first)
    report = step(B, 1, 6, "on_site", "reported", first, side="field")
    row = settle(PART, first, cancel, report)
    assert (row.fields["state"], row.fields["state_since"]) == ("cancelled", "t5")
    assert issues(row) == [("late", "state", "on_site", [("A", "cancelled"), ("B", "reported")])]


def test_that_a_cancel_after_a_report_stands_and_is_a_question():
    first = part("on_site")
    report = step(B, 1, 5, "on_site", "reported", first, side="field")
    cancel = step(A, 2, 6, "on_site", "cancelled", first)
    row = settle(PART, first, cancel, report)
    assert (row.fields["state"], row.fields["state_since"]) == ("cancelled", "t6")
    assert issues(row) == [("decide", "state", "on_site", [("A", "cancelled"), ("B", "reported")])]
    assert [side["with"] for side in row.issues[0].sides] == [{"state_since": "t6"}, {"state_since": "t5"}]


@pytest.mark.parametrize("minutes", [(1, 2, 3), (2, 1, 3), (3, 1, 2)])
def test_that_one_side_received_and_the_other_arrived_is_no_question(minutes: tuple[int, int, int]):
    mine, received, arrived = minutes
    first = part("dispatched")
    one = step(A, 2, mine, "dispatched", "received", first)
    other = step(B, 1, received, "dispatched", "received", first)
    further = step(B, 2, arrived, "received", "on_site", other)
    row = settle(PART, first, one, other, further)
    assert (row.fields["state"], row.fields["state_since"], row.issues) == ("on_site", f"t{arrived}", [])


def test_that_a_return_of_somebody_who_had_not_seen_the_closing_is_late():
    verified = insert(A, 1, 0, {"state": "verified"})
    closed = op(A, 2, 1, {"state": ("verified", "closed")}, [verified])
    back = op(B, 1, 2, {"state": ("verified", "returned")}, [verified])
    row = settle(PART, verified, closed, back)
    assert row.fields["state"] == "closed"
    assert issues(row) == [("late", "state", "verified", [("A", "closed"), ("B", "returned")])]


def test_that_somebody_who_saw_the_closing_reopens():
    verified = insert(A, 1, 0, {"state": "verified"})
    closed = op(A, 2, 1, {"state": ("verified", "closed")}, [verified])
    again = op(B, 1, 2, {"state": ("closed", "returned")}, [closed])
    onward = op(C, 1, 3, {"state": ("returned", "reported")}, [again])
    assert settle(PART, verified, closed, again).fields["state"] == "returned"
    row = settle(PART, verified, closed, again, onward)
    assert row.fields["state"] == "reported"
    assert issues(row) == []


def test_that_three_late_steps_of_one_side_are_told_once_by_the_last():
    first = part("dispatched")
    cancel = step(A, 2, 1, "dispatched", "cancelled", first)
    received = step(B, 1, 2, "dispatched", "received", first)
    arrived = step(B, 2, 3, "received", "on_site", received)
    reported = step(B, 3, 4, "on_site", "reported", arrived)
    row = settle(PART, first, cancel, received, arrived, reported)
    assert row.fields["state"] == "cancelled"
    assert issues(row) == [("late", "state", "dispatched", [("A", "cancelled"), ("B", "reported")])]


def test_that_late_steps_of_two_sides_are_one_item():
    # there is one row of the inbox for a field and kind; two would break its unique index
    first = part("received")
    cancel = step(A, 2, 1, "received", "cancelled", first)
    arrived = step(B, 1, 2, "received", "on_site", first)
    reported = step(C, 1, 3, "received", "reported", first)
    row = settle(PART, first, cancel, arrived, reported)
    assert issues(row) == [
        ("late", "state", "received", [("A", "cancelled"), ("C", "reported"), ("B", "on_site")])
    ]


def test_that_what_is_not_possible_and_what_is_overruled_are_one_question():
    first = part("reported")
    verified = step(A, 2, 1, "reported", "verified", first)
    cancelled = step(B, 1, 2, "reported", "cancelled", first)  # not possible once verified
    returned = step(C, 1, 3, "reported", "returned", first)
    row = settle(PART, first, verified, cancelled, returned)
    assert row.fields["state"] == "returned"
    expected = [("C", "returned"), ("B", "cancelled"), ("A", "verified")]
    assert issues(row) == [("decide", "state", "reported", expected)]


def test_that_a_decision_counts_against_the_table_and_closes_the_question():
    first = part("on_site")
    cancel = step(A, 2, 5, "on_site", "cancelled", first)
    report = step(B, 1, 4, "on_site", "reported", first)
    changes = {"state": ("cancelled", "reported"), "state_since": ("t5", "t4")}
    decision = op(C, 1, 9, changes, [cancel, report], command=DECISION)
    row = settle(PART, first, cancel, report, decision)
    assert (row.fields["state"], row.fields["state_since"], row.issues) == ("reported", "t4", [])


def test_that_after_a_decision_the_steps_go_on_from_it():
    first = part("on_site")
    cancel = step(A, 2, 5, "on_site", "cancelled", first)
    report = step(B, 1, 4, "on_site", "reported", first)
    decision = op(C, 1, 9, {"state": ("cancelled", "reported")}, [cancel, report], command=DECISION)
    verified = step(A, 3, 12, "reported", "verified", decision)
    row = settle(PART, first, cancel, report, decision, verified)
    assert (row.fields["state"], row.issues) == ("verified", [])


def test_that_a_forged_transition_has_no_effect_and_is_shown():
    first = part("dispatched")
    forged = step(B, 1, 5, "dispatched", "closed", first, side="field")
    row = settle(PART, first, forged)
    assert (row.fields["state"], row.fields["state_since"]) == ("dispatched", "t0")
    assert issues(row) == [("decide", "state", "dispatched", [("A", "dispatched"), ("B", "closed")])]


def test_that_a_follower_counts_only_with_its_leader():
    # sent on one side, made void before that on the other: it was never sent
    first = part("draft")
    void = step(A, 2, 1, "draft", "cancelled", first)
    changes = {"state": ("draft", "dispatched"), "state_since": ("t0", "t5"), "dispatched_at": (None, "t5")}
    sent = op(B, 1, 5, changes, [first])
    row = settle(PART, first, void, sent)
    assert row.fields == {"state": "cancelled", "state_since": "t1", "dispatched_at": None}


def test_that_the_order_of_claimed_times_decides_between_steps_not_of_arrival():
    first = part("reported")
    verified = step(A, 2, 1, "reported", "verified", first)
    returned = step(B, 1, 2, "reported", "returned", first)
    row = settle(PART, first, verified, returned)
    assert row.fields["state"] == "returned", "verified may be returned"
    row = settle(PART, first, step(A, 2, 3, "reported", "verified", first), returned)
    assert row.fields["state"] == "returned", "returned may not be verified without a new report"
    assert issues(row) == [("decide", "state", "reported", [("B", "returned"), ("A", "verified")])]


# deleted


def test_that_deleted_here_and_edited_there_stays_deleted_and_is_a_question():
    first = insert(A, 1, 0, {"name": "旧"})
    gone = op(A, 2, 5, {"deleted_at": (None, "t5")}, [first])
    edit = op(B, 1, 9, {"name": ("旧", "新")}, [first], side="field")
    row = settle(SITE, first, gone, edit)
    assert row.fields == {"name": "新", "deleted_at": "t5"}
    assert issues(row) == [("decide", "deleted_at", None, [("A", "t5"), ("B", None)])]
    assert row.issues[0].sides[1]["edited"] == {"name": "新"}


def test_that_an_edit_before_it_was_deleted_is_no_question():
    first = insert(A, 1, 0, {"name": "旧"})
    edit = op(B, 1, 9, {"name": ("旧", "新")}, [first])
    gone = op(A, 2, 5, {"deleted_at": (None, "t5")}, [edit])
    assert settle(SITE, first, gone, edit).issues == []


def test_that_deleted_on_two_sides_is_no_question():
    first = insert(A, 1, 0, {"name": "旧"})
    row = settle(
        SITE,
        first,
        op(A, 2, 5, {"deleted_at": (None, "t5")}, [first]),
        op(B, 1, 6, {"deleted_at": (None, "t6")}, [first]),
    )
    assert (row.fields["deleted_at"], row.issues) == ("t6", [])


@pytest.mark.parametrize("kept", [None, "t5"])
def test_that_deciding_about_a_deletion_ends_it(kept: str | None):
    first = insert(A, 1, 0, {"name": "旧"})
    gone = op(A, 2, 5, {"deleted_at": (None, "t5")}, [first])
    edit = op(B, 1, 9, {"name": ("旧", "新")}, [first])
    decision = op(A, 3, 10, {"deleted_at": ("t5", kept)}, [gone, edit], command=DECISION)
    row = settle(SITE, first, gone, edit, decision)
    assert (row.fields["deleted_at"], row.issues) == (kept, [])


def test_that_an_edit_is_shown_beside_a_restored_row_too():
    first = insert(A, 1, 0, {"name": "旧"})
    gone = op(A, 2, 1, {"deleted_at": (None, "t1")}, [first])
    back = op(B, 1, 3, {"deleted_at": ("t1", None)}, [gone])
    again = op(A, 3, 5, {"deleted_at": ("t1", "t5")}, [gone])
    edit = op(C, 1, 4, {"name": ("旧", "新")}, [first])
    row = settle(SITE, first, gone, back, again, edit)
    assert row.fields["deleted_at"] == "t5"
    assert issues(row) == [("decide", "deleted_at", "t1", [("A", "t5"), ("B", None), ("C", None)])]


# Rows with a natural key, history that is not all here, operations that do not count


def test_that_registered_twice_is_one_row_with_two_histories():
    mine = insert(A, 1, 5, {"code": "M1", "name": "甲", "level": "micro"})
    yours = insert(B, 1, 3, {"code": "M1", "name": "乙", "level": "micro", "lon": 114.5})
    row = settle(declared()["station"], mine, yours)
    assert row.fields == {"code": "M1", "name": "甲", "level": "micro", "lon": 114.5}
    assert issues(row) == [("overruled", "name", None, [("A", "甲"), ("B", "乙")])]
    assert row.origin == B, "the earlier one made it"


def test_that_an_unknown_parent_is_left_out():
    first = insert(A, 1, 0, {"name": "旧"})
    missing = op(C, 1, 2, {"name": ("旧", "丙")}, [first])
    mine = op(A, 2, 5, {"name": ("旧", "甲")}, [first])
    yours = op(B, 1, 6, {"name": ("丙", "乙")}, [missing])
    row = settle(SITE, first, mine, yours)
    assert (row.fields["name"], [i.kind for i in row.issues]) == ("乙", ["overruled"])
    row = settle(SITE, first, mine, yours, missing)
    assert issues(row) == [("overruled", "name", "旧", [("B", "乙"), ("A", "甲")])]


def test_that_a_row_without_its_beginning_says_so():
    first = insert(A, 1, 0, {"name": "旧"})
    edit = op(B, 1, 6, {"name": ("旧", "新")}, [first])
    assert settle(SITE, edit).is_whole is False
    assert settle(SITE, edit, op(B, 2, 7, {"phone": (None, "1")}, [edit])).is_whole is False
    assert settle(SITE, first, edit).is_whole is True
    assert resolve(SITE, []) is None


def test_that_what_does_not_count_still_tells_who_had_seen_whom():
    # C (revoked) passed A's value on to B: B's edit was no blind one
    first = insert(A, 1, 0, {"person": "张某"})
    mine = op(A, 2, 1, {"person": ("张某", "李某")}, [first])
    void = op(C, 1, 2, {"person": ("李某", "假")}, [mine])
    after = op(B, 1, 3, {"person": ("假", "王某")}, [void])
    row = settle(SITE, first, mine, void, after, void=[void])
    assert (row.fields["person"], row.issues, row.hlc) == ("王某", [], after.hlc)
    row = settle(SITE, first, mine, void, void=[void])
    assert (row.fields["person"], row.issues, row.hlc) == ("李某", [], mine.hlc)
    assert resolve(SITE, [void], {void.key}) is None


def test_that_a_field_replica_writes_nothing_about_members():
    true = insert(A, 1, 0, {"name": "甲", "side": "field"})
    forged = op(B, 1, 5, {"side": ("field", "office")}, [true], side="field")
    row = settle(MEMBER, true, forged)
    assert (row.fields, row.issues) == ({"name": "甲", "side": "field"}, [])
    assert resolve(MEMBER, [forged]) is None


def old_form(seq: int, hlc: int, action: str, changes: Mapping[str, Any]) -> dict[str, Any]:
    """A row of the log as the first schema's program wrote it."""
    return {
        "replica": A, "seq": seq, "hlc": hlc, "person_id": None, "command": "x",
        "change_id": uuid.UUID(int=seq), "entity": "site", "row_id": uuid.UUID(int=9), "action": action,
        "changes": json.dumps(changes), "schema_version": 1, "prev_hash": "", "hash": "", "parents": None,
        "claimed_ms": None, "side": None,
    }  # fmt: skip


def test_that_operations_of_the_first_form_follow_each_other():
    ms = int(datetime(2026, 3, 1, tzinfo=UTC).timestamp() * 1000)
    first = op_from(old_form(1, ms << 16, "insert", {"name": [None, "旧"]}))
    second = op_from(old_form(2, (ms << 16) + 1, "update", {"name": ["旧", "新"]}))
    assert (first.claimed_ms, first.side) == (ms, "office")
    row = settle(SITE, first, second)
    assert (row.fields["name"], row.issues) == ("新", [])
    after = op(B, 1, 0, {"name": ("新", "更新")}, [second])
    assert settle(SITE, first, second, after).fields["name"] == "更新"


# Any history

FIELDS = ("name", "person", "title", "state", "deadline", "deleted_at", "fields.a")
TABLE = replace(
    PART,
    policies={
        **{name: PART.policies[name] for name in ("state", "deadline", "deleted_at")},
        "person": SITE.policies["person"],
        "title": TASK.policies["title"],
    },
    guards=PART.guards,
)
"""One table that has every policy there is."""
POSSIBLE = {state: sorted(t for s, t in TRANSITIONS.values() if state in s) for state in State}


@st.composite
def histories(draw: st.DrawFn) -> list[Op]:
    """What two to four replicas write on one row while they hear of each other now and then."""
    count = draw(st.integers(2, 4))
    replicas = [A, B, C, D][:count]
    known: dict[uuid.UUID, list[Op]] = {replica: [] for replica in replicas}
    all_ops = [insert(A, 1, draw(st.integers(0, 9)), {"name": "n0", "state": "dispatched"})]
    for replica in replicas:
        known[replica].append(all_ops[0])
    for _ in range(draw(st.integers(0, 14))):
        replica = draw(st.sampled_from(replicas))
        if draw(st.booleans()):
            other = draw(st.sampled_from(replicas))
            known[replica] = list({o.key: o for o in [*known[replica], *known[other]]}.values())
            continue
        new = _edit(draw, replica, known[replica], 1 + sum(o.replica == replica for o in all_ops))
        if new is not None:
            all_ops.append(new)
            known[replica].append(new)
    return all_ops


def _edit(draw: st.DrawFn, replica: uuid.UUID, seen: list[Op], seq: int) -> Op | None:
    """One more operation of a replica that has seen those; a state moves only as its own screen allows."""
    row = resolve(TABLE, seen)
    assert row is not None
    name = draw(st.sampled_from(FIELDS))
    before = row.fields.get(name)
    if name == "state":
        possible = POSSIBLE[State(before)]
        if not possible:
            return None
        after: Any = str(draw(st.sampled_from(possible)))
    elif name == "deleted_at":
        after = draw(st.sampled_from([None, "t1", "t2"]))
    else:
        after = draw(st.sampled_from(["a", "b", "c"]))
    if after == before:
        return None
    side = "office" if replica in (A, D) else "field"
    heads = _heads(seen)
    return op(replica, seq, draw(st.integers(0, 30)), {name: (before, after)}, heads, side=side)


def _heads(seen: list[Op]) -> list[Op]:
    """Those that no other one's author had seen."""
    named = {key for one in seen for key in one.parents or ()}
    earlier = {(one.replica, n) for one in seen for n in range(1, one.seq)}
    return [one for one in seen if one.key not in named | earlier]


@given(histories(), st.data())
@settings(max_examples=400, deadline=None)
def test_that_any_history_gives_one_row_whatever_the_order_and_repetition(ops: list[Op], data: st.DataObject):
    expected = resolve(TABLE, ops)
    shuffled = data.draw(st.permutations(ops))
    repeated = data.draw(st.lists(st.sampled_from(ops), max_size=5))
    assert resolve(TABLE, [*shuffled, *repeated]) == expected


def _history(ops: list[Op]) -> dict[Any, set[Any]]:
    """Keys of all that each operation's author had seen, worked out plainly."""
    by_key = {one.key: one for one in ops}
    seen: dict[Any, set[Any]] = {}

    def of(key: Any) -> set[Any]:
        if key not in seen:
            one = by_key[key]
            direct = {k for k in one.parents or () if k in by_key}
            direct |= {(one.replica, n) for n in range(1, one.seq) if (one.replica, n) in by_key}
            seen[key] = set().union(direct, *(of(k) for k in direct))
        return seen[key]

    for key in by_key:
        of(key)
    return seen


@given(histories())
@settings(max_examples=400, deadline=None)
def test_that_the_value_of_every_head_can_be_seen_somewhere(ops: list[Op]):
    row = resolve(TABLE, ops)
    seen = _history(ops)
    assert row is not None
    for name in {name for one in ops for name in one.changes}:
        touching = [one for one in ops if name in one.changes]
        heads = [one for one in touching if not any(one.key in seen[other.key] for other in touching)]
        shown = {json.dumps(row.fields[name])}
        shown |= {json.dumps(s["value"]) for i in row.issues if i.field == name for s in i.sides}
        for head in heads:
            value = head.changes[name][1]
            passed = [o for o in touching if o.key not in seen[head.key] and o.changes[name][1] == value]
            both_deleted = name == "deleted_at" and None not in (value, row.fields[name])
            is_on_the_way = any(other.key != head.key for other in passed)
            assert json.dumps(value) in shown or both_deleted or is_on_the_way, (name, value, row)


@given(histories(), st.integers(0, 40))
@settings(max_examples=400, deadline=None)
def test_that_an_operation_that_has_seen_everything_ends_every_question_of_its_field(
    ops: list[Op], minute: int
):
    row = resolve(TABLE, ops)
    assert row is not None
    for issue in row.issues:
        decision = op(
            B, 99, minute, {issue.field: (row.fields[issue.field], issue.sides[-1]["value"])}, _heads(ops),
            command=DECISION,
        )  # fmt: skip
        after = resolve(TABLE, [*ops, decision])
        assert after is not None
        assert after.fields[issue.field] == issue.sides[-1]["value"]
        assert [i for i in after.issues if i.field == issue.field] == []


@given(histories())
@settings(max_examples=300, deadline=None)
def test_that_no_field_has_two_items_of_one_kind(ops: list[Op]):
    row = resolve(TABLE, ops)
    assert row is not None
    keys = [(issue.field, issue.kind) for issue in row.issues]
    assert len(keys) == len(set(keys)), "the inbox holds one row for a field and a kind"


@given(histories())
@settings(max_examples=300, deadline=None)
def test_that_what_an_author_sees_after_a_command_is_what_resolving_gives(ops: list[Op]):
    """Commands write the tables themselves; `check` proves them by resolving."""
    seen: list[Op] = []
    for one in ops:
        seen.append(one)
        known = _history(ops)[one.key]
        row = resolve(TABLE, [o for o in seen if o.key in known or o.key == one.key])
        assert row is not None
        for name, (_, after) in one.changes.items():
            assert row.fields[name] == after
