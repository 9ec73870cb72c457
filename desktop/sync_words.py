"""What the exchange has to say, in sentences: the status line, the head of the sync screen, reports."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from db.errors import DomainError
from db.queries.sync import Summary
from db.sync.outcome import Direction, Exchanged, Progress
from db.times import CHINA
from desktop.texts import duration_text, error_text, moment_text

if TYPE_CHECKING:  # words are needed where there is no display, and QtGui needs its libraries
    from widgets.theme import Tone

translate = QCoreApplication.translate

TOO_LONG = timedelta(days=3)
"""Work that nobody else has held for so long is an alarm: a lost laptop would take it along."""
CLOCK_TOLERANCE_MS = 120_000

_WEEKDAYS = (
    QT_TRANSLATE_NOOP("sync", "Monday {time}"),
    QT_TRANSLATE_NOOP("sync", "Tuesday {time}"),
    QT_TRANSLATE_NOOP("sync", "Wednesday {time}"),
    QT_TRANSLATE_NOOP("sync", "Thursday {time}"),
    QT_TRANSLATE_NOOP("sync", "Friday {time}"),
    QT_TRANSLATE_NOOP("sync", "Saturday {time}"),
    QT_TRANSLATE_NOOP("sync", "Sunday {time}"),
)
_STAGES = {
    "sending": QT_TRANSLATE_NOOP("sync", "Sending changes {done} of {total}"),
    "receiving": QT_TRANSLATE_NOOP("sync", "Receiving changes {done} of {total}"),
    "photos": QT_TRANSLATE_NOOP("sync", "Files {done} of {total}"),
    "readings": QT_TRANSLATE_NOOP("sync", "Readings"),
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and how it looks."""

    text: str
    tone: "Tone" = "neutral"


def when_text(moment: datetime, now: datetime) -> str:
    """`09:41` today, `Tuesday 08:10` within the week, else the date."""
    local, today = moment.astimezone(CHINA), now.astimezone(CHINA)
    days = (today.date() - local.date()).days
    if days == 0:
        return local.strftime("%H:%M")
    if 0 < days < 7:
        return translate("sync", str(_WEEKDAYS[local.weekday()])).format(time=local.strftime("%H:%M"))
    return moment_text(moment, now)


def age_text(moment: datetime, now: datetime) -> str:
    """How long ago."""
    return duration_text((now - moment).total_seconds())


def headline(summary: Summary, now: datetime, *, is_shared: bool) -> Sentence:
    """Whether anything could be lost with this computer, in one sentence with its figures."""
    standing = summary.standing
    if not standing.peers:
        return Sentence(_alone(is_shared))
    if summary.unsent:
        return Sentence(_unsent(summary, now), "alarm" if _is_old(summary, now) else "accent")
    if standing.attachments_missing:
        text = translate("sync", "All changes are confirmed; {count} files are still on their way")
        return Sentence(text.format(count=standing.attachments_missing), "accent")
    if standing.confirmed_at is None:
        return Sentence(translate("sync", "Nothing has been written here yet"))
    text = translate("sync", "Everything is confirmed by {name}, last at {when}")
    if standing.side == "office":
        text = translate("sync", "Everything is confirmed by the office, last at {when}")
    when = when_text(standing.confirmed_at, now)
    return Sentence(text.format(name=standing.name, when=when), "done")


def status(summary: Summary, now: datetime, *, is_shared: bool) -> Sentence:
    """The exchange in the status line."""
    standing, inbox = summary.standing, summary.inbox
    if not standing.peers and not inbox.decide:
        return Sentence(_alone(is_shared, short=True))
    parts: list[str] = []
    if summary.unsent and standing.peers:
        parts.append(_count(translate("sync", "{count} unsent"), summary.unsent, _oldest(summary, now)))
    elif standing.attachments_missing:
        parts.append(_count(translate("sync", "{count} files under way"), standing.attachments_missing))
    elif standing.confirmed_at is not None:
        text = translate("sync", "all confirmed {when}")
        parts.append(text.format(when=when_text(standing.confirmed_at, now)))
    if inbox.decide:
        parts.append(_count(translate("sync", "{count} conflicts"), inbox.decide))
    if not parts:
        return Sentence(translate("sync", "Sync: nothing to send"))
    tone: Tone = "accent" if inbox.decide or summary.unsent or standing.attachments_missing else "done"
    line = translate("sync", "Sync: {facts}").format(facts=" · ".join(parts))
    return Sentence(line, "alarm" if _is_old(summary, now) else tone)


def about(summary: Summary, now: datetime) -> str:
    """Who this replica is, what it holds, when it last met another."""
    units = translate("sync", ", ").join(summary.scope) or translate("sync", "everything")
    text = translate("sync", "This record: {name} ({tag}), holds {units}")
    parts = [text.format(name=summary.name, tag=summary.tag, units=units)]
    if summary.standing.contact_at is not None:
        contact = translate("sync", "last contact {when}")
        parts.append(contact.format(when=when_text(summary.standing.contact_at, now)))
    if not summary.standing.peers and summary.written:
        parts.append(_count(translate("sync", "{count} changes so far"), summary.written))
    return " · ".join(parts)


def failure(problem: str | None, at: datetime | None, now: datetime) -> str:
    """The last try and why it failed; empty when it did not."""
    if problem is None or at is None:
        return ""
    text = translate("sync", "The last try, {when}, failed: {reason}")
    return text.format(when=when_text(at, now), reason=stored_problem(problem))


def stored_problem(text: str) -> str:
    """A stored failure as a sentence in today's language; one that cannot be read stands as it is."""
    try:
        template, params = json.loads(text)
        error = DomainError.__new__(DomainError)
        error.template, error.params = template, params
        return error_text(error)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError):
        return text


def stage_text(progress: Progress) -> str:
    """What an exchange is doing."""
    text = translate("sync", str(_STAGES[progress.stage]))
    return text.format(done=progress.done, total=progress.total)


def exchanged(done: Exchanged) -> Sentence:
    """What an exchange has done."""
    name = done.peer.name
    if done.nothing_new:
        return Sentence(translate("sync", "Nothing new: {name} holds the same").format(name=name), "done")
    text = translate("sync", "Exchanged with {name}. Sent: {sent}. Received: {received}.")
    line = text.format(name=name, sent=_moved(done.sent), received=_moved(done.received))
    problems = [*_trouble(done), *_clock(done.clock_offset_ms, name)]
    return Sentence(" ".join([line, *problems]), "alarm" if problems else "done")


def claimed_text(
    claimed: datetime, received: datetime | None, off_ms: int | None, now: datetime
) -> tuple[str, bool]:
    """What is to be known of a step's time, and whether its author's clock was wrong; "" where both agree."""
    if received is None:
        return "", False
    times = {"claimed": moment_text(claimed, now), "received": moment_text(received, now)}
    if off_ms is not None:
        text = translate("sync", "Claimed {claimed}, by a clock that was {off}; received {received}")
        return text.format(off=clock_text(off_ms), **times), True
    if abs((received - claimed).total_seconds()) * 1000 <= CLOCK_TOLERANCE_MS:
        return "", False
    return translate("sync", "Written {claimed}, received {received}").format(**times), False


def news(conflicts: int, late: int) -> str:
    """What an exchange has brought that a person should look at; empty: nothing."""
    parts = []
    if conflicts:
        parts.append(_count(translate("sync", "{count} conflicts wait for a decision"), conflicts))
    if late:
        parts.append(_count(translate("sync", "{count} of your steps came too late and had no effect"), late))
    if not parts:
        return ""
    return translate("sync", "The exchange has shown: {facts}.").format(
        facts=translate("sync", ", ").join(parts)
    )


def clock_text(off_ms: int) -> str:
    """`366 d ahead`, `2 h behind`."""
    text = translate("sync", "{time} ahead") if off_ms > 0 else translate("sync", "{time} behind")
    return text.format(time=duration_text(abs(off_ms) / 1000))


def _alone(is_shared: bool, *, short: bool = False) -> str:
    if is_shared:
        text = translate("sync", "Only in the shared record: never exchanged with another one")
        return translate("sync", "Only in the shared record") if short else text
    text = translate("sync", "Only on this computer: never exchanged with another one")
    return translate("sync", "Only on this computer") if short else text


def _unsent(summary: Summary, now: datetime) -> str:
    if summary.oldest_at is None:
        return _count(translate("sync", "{count} changes not sent yet"), summary.unsent)
    text = translate("sync", "{count} changes not sent yet, the oldest from {when} ({age})")
    age = age_text(summary.oldest_at, now)
    return text.format(count=summary.unsent, when=when_text(summary.oldest_at, now), age=age)


def _oldest(summary: Summary, now: datetime) -> str:
    if summary.oldest_at is None:
        return ""
    return translate("sync", ", oldest {age}").format(age=age_text(summary.oldest_at, now))


def _is_old(summary: Summary, now: datetime) -> bool:
    oldest, peers = summary.oldest_at, summary.standing.peers
    return bool(peers) and oldest is not None and now - oldest >= TOO_LONG


def _count(text: str, count: int, more: str = "") -> str:
    return text.format(count=f"{count:,}") + more


def _moved(side: Direction) -> str:
    counts = (
        (side.operations, translate("sync", "{count} changes")),
        (side.photos, translate("sync", "{count} files")),
        (side.reading_rows, translate("sync", "{count} readings")),
    )
    parts = [_count(text, count) for count, text in counts if count]
    return translate("sync", ", ").join(parts) or translate("sync", "nothing")


def _trouble(done: Exchanged) -> Iterable[str]:
    if done.sent.delivered:
        text = translate("sync", "{count} changes lie in the office's mailbox until it merges them.")
        yield _count(text, done.sent.delivered)
    if done.sent.needs_approval:
        yield translate(
            "sync", "The office has not approved this computer yet: ask it to, then its work counts."
        )
    for side in (done.sent, done.received):
        if side.held:
            yield _count(translate("sync", "{count} changes are held."), side.held)
        for error in side.refused:
            yield error_text(error)
    if done.sent.photos_missing:
        text = translate("sync", "{count} files are on neither side yet.")
        yield _count(text, done.sent.photos_missing)


def _clock(off_ms: int | None, name: str) -> Iterable[str]:
    if off_ms is not None and abs(off_ms) > CLOCK_TOLERANCE_MS:
        text = translate("sync", "Beside {name}, this computer's clock is {off}: set it right.")
        yield text.format(off=clock_text(off_ms), name=name)
