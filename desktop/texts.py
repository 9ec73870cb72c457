"""Words for what the record stores as keys: states, steps, sources, roles, reasons, errors, durations.

Every text stands literally in a `translate` call or in a QT_TRANSLATE_NOOP list, so that lupdate finds it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from db.errors import DomainError
from db.rules.tasks import OPEN_STATES
from db.times import CHINA

if TYPE_CHECKING:  # words are needed where there is no display, and QtGui needs its libraries
    from widgets.theme import Tone

translate = QCoreApplication.translate


def _words(context: str, key: str, table: Mapping[str, object]) -> str:
    return translate(context, str(table[key])) if key in table else key


_STATES = {
    "draft": QT_TRANSLATE_NOOP("state", "draft"),
    "dispatched": QT_TRANSLATE_NOOP("state", "dispatched"),
    "received": QT_TRANSLATE_NOOP("state", "received"),
    "on_site": QT_TRANSLATE_NOOP("state", "on site"),
    "reported": QT_TRANSLATE_NOOP("state", "reported"),
    "verified": QT_TRANSLATE_NOOP("state", "verified"),
    "returned": QT_TRANSLATE_NOOP("state", "returned"),
    "closed": QT_TRANSLATE_NOOP("state", "closed"),
    "cancelled": QT_TRANSLATE_NOOP("state", "cancelled"),
}
_STEPS = {
    "dispatch": QT_TRANSLATE_NOOP("step", "dispatch"),
    "receive": QT_TRANSLATE_NOOP("step", "receive"),
    "arrive": QT_TRANSLATE_NOOP("step", "arrive on site"),
    "report": QT_TRANSLATE_NOOP("step", "report"),
    "verify": QT_TRANSLATE_NOOP("step", "verify"),
    "return": QT_TRANSLATE_NOOP("step", "return"),
    "close": QT_TRANSLATE_NOOP("step", "close"),
    "cancel": QT_TRANSLATE_NOOP("step", "cancel"),
    "note": QT_TRANSLATE_NOOP("step", "note"),
    "reopen": QT_TRANSLATE_NOOP("step", "reopen"),
    "ask": QT_TRANSLATE_NOOP("step", "ask for more time"),
    "grant": QT_TRANSLATE_NOOP("step", "grant more time"),
    "refuse": QT_TRANSLATE_NOOP("step", "refuse more time"),
    "pause": QT_TRANSLATE_NOOP("step", "pause the clocks"),
    "resume": QT_TRANSLATE_NOOP("step", "let the clocks go on"),
    "escalate": QT_TRANSLATE_NOOP("step", "escalate"),
}
_DEEDS = {
    "dispatch": QT_TRANSLATE_NOOP("deed", "Dispatched"),
    "receive": QT_TRANSLATE_NOOP("deed", "Received"),
    "arrive": QT_TRANSLATE_NOOP("deed", "On site"),
    "report": QT_TRANSLATE_NOOP("deed", "Reported"),
    "verify": QT_TRANSLATE_NOOP("deed", "Verified"),
    "return": QT_TRANSLATE_NOOP("deed", "Returned"),
    "close": QT_TRANSLATE_NOOP("deed", "Closed"),
    "cancel": QT_TRANSLATE_NOOP("deed", "Cancelled"),
    "note": QT_TRANSLATE_NOOP("deed", "Note"),
    "reopen": QT_TRANSLATE_NOOP("deed", "Reopened"),
    "ask": QT_TRANSLATE_NOOP("deed", "More time asked for"),
    "grant": QT_TRANSLATE_NOOP("deed", "More time granted"),
    "refuse": QT_TRANSLATE_NOOP("deed", "More time refused"),
    "pause": QT_TRANSLATE_NOOP("deed", "Clocks paused"),
    "resume": QT_TRANSLATE_NOOP("deed", "Clocks go on"),
    "escalate": QT_TRANSLATE_NOOP("deed", "Escalated"),
}
_SOURCES = {
    "station": QT_TRANSLATE_NOOP("source", "station reading"),
    "patrol": QT_TRANSLATE_NOOP("source", "patrol"),
    "complaint": QT_TRANSLATE_NOOP("source", "complaint 12369"),
    "city": QT_TRANSLATE_NOOP("source", "handed down by the city"),
    "province": QT_TRANSLATE_NOOP("source", "handed down by the province"),
    "meeting": QT_TRANSLATE_NOOP("source", "meeting decision"),
    "expert": QT_TRANSLATE_NOOP("source", "expert consultation"),
    "camera": QT_TRANSLATE_NOOP("source", "camera: black smoke"),
    "mobile": QT_TRANSLATE_NOOP("source", "mobile survey"),
}
_ROLES = {
    "director": QT_TRANSLATE_NOOP("role", "director"),
    "duty": QT_TRANSLATE_NOOP("role", "duty officer"),
    "department": QT_TRANSLATE_NOOP("role", "department"),
    "township": QT_TRANSLATE_NOOP("role", "township"),
    "grid_member": QT_TRANSLATE_NOOP("role", "grid member"),
    "administrator": QT_TRANSLATE_NOOP("role", "administrator"),
    "auditor": QT_TRANSLATE_NOOP("role", "auditor"),
    "viewer": QT_TRANSLATE_NOOP("role", "viewer"),
}
_REASONS = {
    "crc": QT_TRANSLATE_NOOP("reason", "wrong checksum"),
    "length": QT_TRANSLATE_NOOP("reason", "declared length is wrong"),
    "format": QT_TRANSLATE_NOOP("reason", "not a frame"),
    "too_long": QT_TRANSLATE_NOOP("reason", "frame too long"),
    "cut": QT_TRANSLATE_NOOP("reason", "frame cut off"),
    "garbage": QT_TRANSLATE_NOOP("reason", "bytes between frames"),
    "parts_missing": QT_TRANSLATE_NOOP("reason", "parts of a message are missing"),
    "sm4_key": QT_TRANSLATE_NOOP("reason", "cannot be decrypted"),
    "unknown_device": QT_TRANSLATE_NOOP("reason", "unknown device"),
    "unbound_device": QT_TRANSLATE_NOOP("reason", "device without a station"),
    "password": QT_TRANSLATE_NOOP("reason", "wrong password"),
    "value": QT_TRANSLATE_NOOP("reason", "impossible value"),
    "date": QT_TRANSLATE_NOOP("reason", "impossible date"),
    "column": QT_TRANSLATE_NOOP("reason", "unknown column"),
    "row": QT_TRANSLATE_NOOP("reason", "row does not fit the header"),
    "station": QT_TRANSLATE_NOOP("reason", "station cannot be taken"),
    "file": QT_TRANSLATE_NOOP("reason", "file cannot be read"),
    "more": QT_TRANSLATE_NOOP("reason", "too many to list"),
    "unknown": QT_TRANSLATE_NOOP("reason", "the office has not approved this replica"),
    "key": QT_TRANSLATE_NOOP("reason", "they are signed with another key than this replica's"),
    "side": QT_TRANSLATE_NOOP("reason", "they claim to be an office's, which this replica is not"),
    "hash": QT_TRANSLATE_NOOP("reason", "their content was changed after it was written"),
    "form": QT_TRANSLATE_NOOP("reason", "no program can have written them like this"),
    "incomplete": QT_TRANSLATE_NOOP("reason", "parts of another replica's work may come from an office only"),
    "signature": QT_TRANSLATE_NOOP("reason", "the signature is missing or wrong"),
    "gap": QT_TRANSLATE_NOOP("reason", "something that came before them is missing there"),
    "foreign": QT_TRANSLATE_NOOP("reason", "they are another replica's"),
    "held": QT_TRANSLATE_NOOP("reason", "something that came before them is missing there"),
    "damaged": QT_TRANSLATE_NOOP("reason", "they cannot be read"),
    "revoked": QT_TRANSLATE_NOOP("reason", "this replica was revoked before they were written"),
}
_THINGS = {
    "unit": QT_TRANSLATE_NOOP("thing", "unit"),
    "site": QT_TRANSLATE_NOOP("thing", "site"),
    "station": QT_TRANSLATE_NOOP("thing", "station"),
    "device": QT_TRANSLATE_NOOP("thing", "device"),
    "file": QT_TRANSLATE_NOOP("thing", "file"),
    "folder": QT_TRANSLATE_NOOP("thing", "folder"),
    "campaign": QT_TRANSLATE_NOOP("thing", "campaign"),
    "order": QT_TRANSLATE_NOOP("thing", "order"),
    "region": QT_TRANSLATE_NOOP("thing", "region"),
    "replica": QT_TRANSLATE_NOOP("thing", "replica"),
    "person": QT_TRANSLATE_NOOP("thing", "person"),
    "shift": QT_TRANSLATE_NOOP("thing", "shift"),
    "login": QT_TRANSLATE_NOOP("thing", "login"),
    "conflict": QT_TRANSLATE_NOOP("thing", "conflict"),
    "edition": QT_TRANSLATE_NOOP("thing", "edition"),
    "name": QT_TRANSLATE_NOOP("thing", "name"),
    "title": QT_TRANSLATE_NOOP("thing", "matter"),
    "lon": QT_TRANSLATE_NOOP("thing", "longitude"),
    "lat": QT_TRANSLATE_NOOP("thing", "latitude"),
    "the first bytes": QT_TRANSLATE_NOOP("thing", "the first bytes"),
    "the encrypted part": QT_TRANSLATE_NOOP("thing", "the encrypted part"),
    "the directory at its end": QT_TRANSLATE_NOOP("thing", "the directory at its end"),
    "bytes after its end": QT_TRANSLATE_NOOP("thing", "bytes after its end"),
    "members": QT_TRANSLATE_NOOP("thing", "members"),
    "bytes": QT_TRANSLATE_NOOP("thing", "bytes"),
    "memory": QT_TRANSLATE_NOOP("thing", "memory in KiB"),
    "iterations": QT_TRANSLATE_NOOP("thing", "iterations"),
    "lanes": QT_TRANSLATE_NOOP("thing", "lanes"),
}


_LEVELS = {
    "national": QT_TRANSLATE_NOOP("level", "national"),
    "provincial": QT_TRANSLATE_NOOP("level", "provincial"),
    "township": QT_TRANSLATE_NOOP("level", "township"),
    "micro": QT_TRANSLATE_NOOP("level", "micro"),
    "site": QT_TRANSLATE_NOOP("level", "site"),
    "mobile": QT_TRANSLATE_NOOP("level", "mobile"),
    "unknown": QT_TRANSLATE_NOOP("level", "unknown"),
}
_UNIT_KINDS = {
    "department": QT_TRANSLATE_NOOP("unit kind", "department"),
    "enterprise": QT_TRANSLATE_NOOP("unit kind", "enterprise"),
}


def level_text(level: str) -> str:
    """Level of a station."""
    return _words("level", level, _LEVELS)


def unit_kind_text(kind: str) -> str:
    """Kind of a unit that is not a division."""
    return _words("unit kind", kind, _UNIT_KINDS)


def state_text(state: str) -> str:
    """State of an order."""
    return _words("state", state, _STATES)


def step_text(step: str) -> str:
    """What somebody does to an order."""
    return _words("step", step, _STEPS)


def step_done_text(step: str) -> str:
    """A step as a deed in a timeline."""
    return _words("deed", step, _DEEDS)


def source_text(source: str) -> str:
    """Where an order comes from."""
    return _words("source", source, _SOURCES)


def role_text(role: str) -> str:
    """A person's role."""
    return _words("role", role, _ROLES)


def reason_text(reason: str) -> str:
    """Why a frame or row was refused."""
    return _words("reason", reason, _REASONS)


def error_text(error: Exception) -> str:
    """An error as a sentence: what failed and what to do; a bug gets a general one."""
    if not isinstance(error, DomainError):
        return bug_sentence()
    params = {name: _parameter(name, value) for name, value in error.params.items()}
    return translate("errors", error.template).format(**params)


def _parameter(name: str, value: object) -> object:
    text = str(value)
    if name == "state":
        return state_text(text)
    if isinstance(value, datetime):
        return f"{value.astimezone(CHINA):%Y-%m-%d %H:%M}"
    if name == "step":
        return step_text(text)
    if name == "possible":
        return ", ".join(step_text(step) for step in text.split(", "))
    if name == "role":
        return role_text(text)
    if name == "who":
        return ", ".join(role_text(role) for role in text.split(", "))
    if name == "reason" and text in _REASONS:
        return reason_text(text)
    return _words("thing", text, _THINGS) if name in ("what", "field") else value


def bug_sentence() -> str:
    """What is said when something unforeseen failed."""
    return translate(
        "texts", "Something unexpected went wrong. What you see may be incomplete; nothing was lost."
    )


def bug_details(error: BaseException) -> str:
    """Versions and traceback, for “copy details”."""
    import platform
    import traceback
    from importlib.metadata import version

    head = f"qingkong {version('qingkong')} · Python {platform.python_version()} · {platform.platform()}"
    return head + "\n" + "".join(traceback.format_exception(error))


def duration_text(seconds: float) -> str:
    """A length of time in its two largest units: `3 min`, `5 h 10 min`, `2 d 3 h`."""
    minutes = max(0, int(seconds // 60))
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    if not minutes:
        return translate("texts", "under 1 min")
    if days:
        whole = not hours or days >= 10
        text = translate("texts", "{days} d") if whole else translate("texts", "{days} d {hours} h")
        return text.format(days=days, hours=hours)
    if hours:
        # beyond ten hours nobody counts minutes
        whole = not rest or hours >= 10
        text = translate("texts", "{hours} h") if whole else translate("texts", "{hours} h {minutes} min")
        return text.format(hours=hours, minutes=rest)
    return translate("texts", "{minutes} min").format(minutes=rest)


def changed_text(person: str | None, replica: str | None, at: datetime, now: datetime) -> str:
    """`王某 changed this 2 min ago`; with the computer's name where it came from another one."""
    who = person or translate("texts", "Somebody")
    ago = duration_text((now - at).total_seconds())
    if replica is None:
        return translate("texts", "{who} changed this {duration} ago").format(who=who, duration=ago)
    text = translate("texts", "{who} changed this {duration} ago on {computer}")
    return text.format(who=who, duration=ago, computer=replica)


def clock_text(deadline: datetime | None, now: datetime, state: str) -> str:
    """`2 h 10 min left`, `overdue 7 min`; empty without a deadline or when nobody waits any more."""
    if deadline is None or state not in OPEN_STATES:
        return ""
    left = (deadline - now).total_seconds()
    if left >= 0:
        return translate("texts", "{duration} left").format(duration=duration_text(left))
    return translate("texts", "overdue {duration}").format(duration=duration_text(-left))


def moment_text(moment: datetime, now: datetime) -> str:
    """A moment in local time; the year stands there only when it is another one."""
    local = moment.astimezone(CHINA)
    is_this_year = local.year == now.astimezone(CHINA).year
    return local.strftime("%m-%d %H:%M" if is_this_year else "%Y-%m-%d %H:%M")


def state_tone(state: str, overdue: bool) -> "Tone":
    """Colour of a state's pill; it always carries the word as well."""
    if overdue:
        return "alarm"
    if state in ("closed", "verified"):
        return "done"
    return "neutral" if state in ("draft", "cancelled") else "accent"
