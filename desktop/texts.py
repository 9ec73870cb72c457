"""Words for what the record stores as keys: states, steps, sources, roles, reasons, errors, durations.

Every text stands literally in a `translate` call or in a QT_TRANSLATE_NOOP list, so that lupdate finds it.
"""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from db.errors import DomainError
from db.rules.tasks import OPEN_STATES
from db.times import CHINA
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
}
_THINGS = {
    "unit": QT_TRANSLATE_NOOP("thing", "unit"),
    "site": QT_TRANSLATE_NOOP("thing", "site"),
    "station": QT_TRANSLATE_NOOP("thing", "station"),
    "campaign": QT_TRANSLATE_NOOP("thing", "campaign"),
    "order": QT_TRANSLATE_NOOP("thing", "order"),
    "region": QT_TRANSLATE_NOOP("thing", "region"),
    "edition": QT_TRANSLATE_NOOP("thing", "edition"),
    "name": QT_TRANSLATE_NOOP("thing", "name"),
    "title": QT_TRANSLATE_NOOP("thing", "matter"),
    "lon": QT_TRANSLATE_NOOP("thing", "longitude"),
    "lat": QT_TRANSLATE_NOOP("thing", "latitude"),
}

ERROR_TEMPLATES = (
    QT_TRANSLATE_NOOP("errors", "There is no {what} {key}. Check the code and try again."),
    QT_TRANSLATE_NOOP("errors", "{message}"),
    QT_TRANSLATE_NOOP(
        "errors",
        "Order {number} is {state}; the step “{step}” is not possible from there. Possible now: {possible}.",
    ),
    QT_TRANSLATE_NOOP(
        "errors", "{what} was changed by somebody else meanwhile. Look at the new state and try again."
    ),
    QT_TRANSLATE_NOOP("errors", "{what} {key} exists already."),
    QT_TRANSLATE_NOOP("errors", "{field}: {problem}"),
    QT_TRANSLATE_NOOP(
        "errors", "The database is busy: another program is writing. Nothing was changed; try again."
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "The database at {where} cannot be written. Nothing was changed; check the file's permissions.",
    ),
    QT_TRANSLATE_NOOP("errors", "The disk is full. Nothing was changed; free some space and try again."),
    QT_TRANSLATE_NOOP("errors", "The database at {where} cannot be reached: {reason}"),
    QT_TRANSLATE_NOOP(
        "errors",
        "The database at {where} was made by a newer version of the program (schema {found}, this program "
        "knows up to {known}). It was not touched; upgrade this program.",
    ),
    QT_TRANSLATE_NOOP(
        "errors", "The database at {where} is not set up. Run: qingkong --db {where} init --region handan"
    ),
    QT_TRANSLATE_NOOP(
        "errors",
        "{url} is not a database this program can open. "
        "Use sqlite:///path/to/file.db or postgresql+psycopg://user@host/name.",
    ),
    QT_TRANSLATE_NOOP("errors", "Cannot listen on {host}:{port}: {reason}"),
    QT_TRANSLATE_NOOP(
        "errors",
        "Port {port} on {host} is taken by another program. Stop that program or choose another port.",
    ),
    QT_TRANSLATE_NOOP("errors", "The picture could not be made: {reason}"),
    QT_TRANSLATE_NOOP("errors", "{field} is empty. Fill it in."),
    QT_TRANSLATE_NOOP("errors", "{field}: {value} is not between {low} and {high}."),
    QT_TRANSLATE_NOOP("errors", "No receiving unit is named. Name at least one."),
    QT_TRANSLATE_NOOP("errors", "{name} has {size} bytes; a file may have 1 to {largest}."),
    QT_TRANSLATE_NOOP("errors", "Units of the kind {kind} are loaded by init, not added."),
    QT_TRANSLATE_NOOP("errors", "There is no dump of {dump}. There are: {known}."),
    QT_TRANSLATE_NOOP("errors", "The option {option} means nothing for a dump of {dump}."),
    QT_TRANSLATE_NOOP(
        "errors",
        "The database at {where} is in use. The demo's invented sites and orders go into an empty one.",
    ),
    QT_TRANSLATE_NOOP("errors", "{file}: {problem}"),
    QT_TRANSLATE_NOOP("errors", "A dump as {fmt} is not possible yet. Use --format csv or --format jsonl."),
    QT_TRANSLATE_NOOP("errors", "{path} cannot be written: {reason}"),
    QT_TRANSLATE_NOOP("errors", "{file} cannot be read: {reason}"),
    QT_TRANSLATE_NOOP("errors", "{file} is {kind}, not a CSV file. Save it as CSV (UTF-8) and try again."),
    QT_TRANSLATE_NOOP(
        "errors", "{file} is neither UTF-8 nor GB18030 text. Save it as CSV (UTF-8) and try again."
    ),
    QT_TRANSLATE_NOOP("errors", "{file} is empty."),
    QT_TRANSLATE_NOOP("errors", "{file} has no known layout. Its header is: {header}"),
    QT_TRANSLATE_NOOP("errors", "The refused rows cannot be written to {path}: {reason}"),
)
"""Every template of a `DomainError`; a test walks the subclasses and fails when one is missing."""


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
    if name == "step":
        return step_text(text)
    if name == "possible":
        return ", ".join(step_text(step) for step in text.split(", "))
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


def state_tone(state: str, overdue: bool) -> Tone:
    """Colour of a state's pill; it always carries the word as well."""
    if overdue:
        return "alarm"
    if state in ("closed", "verified"):
        return "done"
    return "neutral" if state in ("draft", "cancelled") else "accent"
