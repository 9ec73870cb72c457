"""What the exchange says in sentences: the head, the status line, reports, times that differ."""

import json
import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from db.queries.sync import Inbox, Standing, Summary
from db.queries.things import Thing
from db.sync.batch import Identity
from db.sync.outcome import Direction, Exchanged
from desktop import sync_words
from desktop.record_words import Words, bytes_text, deed_text, thing_text

# a Friday, 16:00 in China
NOW = datetime(2026, 3, 20, 8, 0, tzinfo=UTC)
MET = Standing(
    peers=1,
    given={uuid.UUID(int=1): 40},
    name="县大气办",
    side="office",
    confirmed_at=NOW - timedelta(hours=1),
    contact_at=NOW,
)
ALONE = Summary(
    mark=(40, 40), replica_id=uuid.UUID(int=1), name="成安镇笔记本", tag="CAZ1", side="field",
    scope=("成安镇",), written=40, unsent=0, oldest_at=None, held=0, waiting=0,
    standing=Standing(), inbox=Inbox(),
)  # fmt: skip
SENT = replace(ALONE, standing=MET)
UNSENT = replace(SENT, written=52, unsent=12, oldest_at=NOW - timedelta(days=2, hours=3))


@pytest.mark.parametrize(
    ("hours", "text"),
    [
        (0, "16:00"),
        (15.9, "00:06"),
        (24, "Thursday 16:00"),
        (24 * 6, "Saturday 16:00"),
        (24 * 7, "03-13 16:00"),
        (24 * 100, "2025-12-10 16:00"),
        (-24, "03-21 16:00"),
    ],
)
def test_that_moments_are_told_as_people_say_them(hours, text):
    assert sync_words.when_text(NOW - timedelta(hours=hours), NOW) == text


@pytest.mark.parametrize(
    ("summary", "text", "tone"),
    [
        (ALONE, "Only on this computer: never exchanged with another one", "neutral"),
        (SENT, "Everything is confirmed by the office, last at 15:00", "done"),
        (
            replace(SENT, standing=replace(MET, side="field", name="成安镇笔记本")),
            "Everything is confirmed by 成安镇笔记本, last at 15:00",
            "done",
        ),
        (UNSENT, "12 changes not sent yet, the oldest from Wednesday 13:00 (2 d 3 h)", "accent"),
        (
            replace(UNSENT, oldest_at=NOW - timedelta(days=3)),
            "12 changes not sent yet, the oldest from Tuesday 16:00 (3 d)",
            "alarm",
        ),
        (
            replace(SENT, standing=replace(MET, attachments_missing=3)),
            "All changes are confirmed; 3 files are still on their way",
            "accent",
        ),
        (
            replace(SENT, written=0, standing=replace(MET, given={}, confirmed_at=None)),
            "Nothing has been written here yet",
            "neutral",
        ),
    ],
)
def test_that_the_head_says_in_one_sentence_whether_anything_could_be_lost(summary, text, tone):
    found = sync_words.headline(summary, NOW, is_shared=False)
    assert (found.text, found.tone) == (text, tone)


@pytest.mark.parametrize(
    ("summary", "text", "tone"),
    [
        (ALONE, "Only on this computer", "neutral"),
        (SENT, "Sync: all confirmed 15:00", "done"),
        (UNSENT, "Sync: 12 unsent, oldest 2 d 3 h", "accent"),
        (replace(UNSENT, oldest_at=NOW - timedelta(days=4)), "Sync: 12 unsent, oldest 4 d", "alarm"),
        (replace(SENT, inbox=Inbox(decide=3)), "Sync: all confirmed 15:00 · 3 conflicts", "accent"),
        (
            replace(UNSENT, inbox=Inbox(decide=3)),
            "Sync: 12 unsent, oldest 2 d 3 h · 3 conflicts",
            "accent",
        ),
        (replace(ALONE, inbox=Inbox(decide=1)), "Sync: 1 conflicts", "accent"),
        (replace(SENT, standing=replace(MET, attachments_missing=2)), "Sync: 2 files under way", "accent"),
    ],
)
def test_that_the_status_line_has_it_in_a_few_words(summary, text, tone):
    found = sync_words.status(summary, NOW, is_shared=False)
    assert (found.text, found.tone) == (text, tone)


def test_that_a_shared_record_is_not_called_this_computer():
    assert sync_words.status(ALONE, NOW, is_shared=True).text == "Only in the shared record"
    assert "computer" not in sync_words.headline(ALONE, NOW, is_shared=True).text


def test_that_the_record_says_who_it_is():
    assert sync_words.about(SENT, NOW) == (
        "This record: 成安镇笔记本 (CAZ1), holds 成安镇 · last contact 16:00"
    )
    assert "holds everything · 40 changes so far" in sync_words.about(replace(ALONE, scope=()), NOW)


def test_that_a_stored_failure_is_said_in_todays_words():
    problem = json.dumps(
        ["The database at {where} cannot be reached: {reason}", {"where": "office", "reason": "timeout"}]
    )
    assert sync_words.failure(problem, NOW - timedelta(days=1), NOW) == (
        "The last try, Thursday 16:00, failed: The database at office cannot be reached: timeout"
    )
    assert sync_words.failure(None, None, NOW) == ""


@pytest.mark.parametrize("broken", ["", "oops", "[]", "{}", '["{x}", {}]', '["x", 5]', "null"])
def test_that_a_failure_that_cannot_be_read_is_shown_as_it_is(broken):
    assert sync_words.stored_problem(broken) == broken


def identity(name: str) -> Identity:
    return Identity(uuid.UUID(int=2), name, "QWER", "office", "", "", 2)


def test_that_an_exchange_reports_what_went_to_and_fro():
    done = Exchanged(identity("县大气办"), sent=Direction(operations=12, photos=3), received=Direction())
    found = sync_words.exchanged(done)
    assert found.text == "Exchanged with 县大气办. Sent: 12 changes, 3 files. Received: nothing."
    assert found.tone == "done"
    nothing = sync_words.exchanged(Exchanged(identity("县大气办"), nothing_new=True))
    assert nothing.text == "Nothing new: 县大气办 holds the same"


def test_that_an_exchange_tells_of_a_wrong_clock_and_of_what_was_held():
    done = Exchanged(identity("县大气办"), clock_offset_ms=-7_200_000, received=Direction(held=4))
    found = sync_words.exchanged(done)
    assert "4 changes are held." in found.text
    assert "Beside 县大气办, this computer's clock is 2 h behind: set it right." in found.text
    assert found.tone == "alarm"
    near = Exchanged(identity("县大气办"), clock_offset_ms=90_000)
    assert "clock" not in sync_words.exchanged(near).text


def test_that_news_are_told_only_where_a_person_must_look():
    assert sync_words.news(0, 0) == ""
    assert sync_words.news(2, 0) == "The exchange has shown: 2 conflicts wait for a decision."
    both = sync_words.news(1, 3)
    assert "1 conflicts wait for a decision, 3 of your steps came too late" in both


@pytest.mark.parametrize(
    ("minutes", "off_ms", "text", "wrong"),
    [
        (1, None, "", False),
        (2, None, "", False),
        (300, None, "Written 03-20 11:00, received 03-20 16:00", False),
        (
            -527_040,
            366 * 86_400_000,
            "Claimed 2027-03-21 16:00, by a clock that was 366 d ahead; received 03-20 16:00",
            True,
        ),
    ],
)
def test_that_a_steps_two_times_are_told_where_they_differ(minutes, off_ms, text, wrong):
    claimed = NOW - timedelta(minutes=minutes)
    assert sync_words.claimed_text(claimed, NOW, off_ms, NOW) == (text, wrong)


def test_that_a_step_of_before_the_exchange_has_one_time():
    assert sync_words.claimed_text(NOW, None, None, NOW) == ("", False)


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1_000, "1.0 KB"),
        (150_000, "146 KB"),
        (3_200_000, "3.1 MB"),
        (5e9, "4.7 GB"),
    ],
)
def test_that_sizes_have_three_figures(size, text):
    assert bytes_text(size) == text


def words() -> Words:
    return Words({}, "en", NOW, {"130424-ZJ": "县住建局"})


PART = Thing("assignment", uuid.UUID(int=3), "task", "成安-尘-2026-1", "裸土", "县住建局")


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        ("deadline", "2026-03-20T10:00:00+00:00", "03-20 18:00"),
        ("deadline", None, "empty"),
        ("state", "on_site", "on site"),
        ("unit_code", "130424-ZJ", "县住建局"),
        ("unit_code", "999", "999"),
        ("step", "report", "report"),
        ("role", "township", "township"),
        ("size", 2_048, "2.0 KB"),
        ("deleted_at", None, "kept"),
        ("deleted_at", "2026-03-20T10:00:00+00:00", "deleted"),
        ("lon", 114.5, "114.5"),
        ("results.fence", True, "pass"),
        ("of a newer program", "x", "x"),
    ],
)
def test_that_values_of_the_log_are_told_as_people_read_them(field, value, text):
    assert words().value(field, value, PART) == text


def test_that_secrets_and_ids_are_never_shown():
    fields = {"password": (None, "123456"), "station_code": (None, "CA-01"), "site_id": (None, "x")}
    assert words().lines(fields, PART, is_new=True) == ["station: CA-01"]


def test_that_commands_of_newer_programs_keep_their_name():
    assert deed_text("tasks.receive") == "Received"
    assert deed_text("tasks.new") == "New order"
    assert deed_text("alarms.ring") == "alarms.ring"


def test_that_a_thing_that_is_not_here_says_so():
    assert thing_text(PART) == "成安-尘-2026-1 裸土"
    assert thing_text(Thing("site", uuid.UUID(int=4), "")) == "site that is not here"
