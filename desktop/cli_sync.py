"""`sync` and `replica`: bring two databases together; who belongs to the record's circle."""

import argparse
import sys
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication

from db.actor import Actor
from db.commands import members
from db.engine import Database, open_database
from db.errors import NotFoundError
from db.queries.members import MemberRecord, find_member, member_records, own_replica
from db.setup import require_ready
from db.sync.exchange import exchange
from db.sync.keys import fingerprint
from db.sync.outcome import Direction, Exchanged, Progress
from desktop.cli_record import ready
from desktop.cli_text import sentence
from desktop.texts import duration_text

translate = QCoreApplication.translate


def sync(arguments: argparse.Namespace) -> int:
    """Exchange with another database; 3 when something was refused."""
    record = ready(arguments)
    theirs = open_database(arguments.peer)
    try:
        require_ready(theirs)
        done = exchange(record.database, theirs, now=lambda: datetime.now(UTC), progress=_progress())
    finally:
        theirs.close()
        record.database.close()
    _tell(done)
    return 3 if done.sent.refused or done.received.refused else 0


class _Line:
    """One line on a terminal that is written over; nothing where nobody looks."""

    def __init__(self) -> None:
        self._is_live = sys.stderr.isatty()

    def __call__(self, progress: Progress) -> None:
        if self._is_live:
            words = {
                "sending": translate("cli", "sending"),
                "receiving": translate("cli", "receiving"),
                "photos": translate("cli", "attachments"),
                "readings": translate("cli", "readings"),
            }
            print(f"\r{words[progress.stage]} {progress.done}/{progress.total} ", end="", file=sys.stderr)


def _progress() -> _Line:
    return _Line()


def _tell(done: Exchanged) -> None:
    name = f"{done.peer.name} ({done.peer.tag})"
    if done.nothing_new:
        print(translate("cli", "Nothing new: {peer} and this record hold the same").format(peer=name))
    else:
        to = translate("cli", "To {peer}: {operations} changes, {photos} attachments, {rows} readings")
        back = translate("cli", "From {peer}: {operations} changes, {photos} attachments, {rows} readings")
        for text, way in ((to, done.sent), (back, done.received)):
            print(text.format(peer=name, operations=way.operations, photos=way.photos, rows=way.reading_rows))
    for side in (done.sent, done.received):
        _tell_problems(side)
    _tell_clock(done)


def _tell_problems(side: Direction) -> None:
    counts = (
        (side.delivered, translate("cli", "{count} changes lie in the office's mailbox, not merged yet")),
        (side.issues, translate("cli", "{count} conflicts or late steps: see the Sync screen")),
        (side.held, translate("cli", "{count} changes are held: something before them is missing")),
        (side.waiting, translate("cli", "{count} rows wait for something that is not here yet")),
        (side.photos_missing, translate("cli", "{count} attachments are on neither side")),
    )
    for count, text in counts:
        if count:
            print(text.format(count=count), file=sys.stderr)
    if side.needs_approval:
        text = translate("cli", "The office has not approved this laptop yet (qingkong admin approve)")
        print(text, file=sys.stderr)
    for error in side.refused:
        print(sentence(error), file=sys.stderr)


def _tell_clock(done: Exchanged) -> None:
    off = done.clock_offset_ms
    if off is not None and abs(off) > 120_000:
        text = (
            translate("cli", "This computer's clock is {time} ahead of {peer}'s: set it right")
            if off > 0
            else translate("cli", "This computer's clock is {time} behind {peer}'s: set it right")
        )
        print(text.format(time=_span(off), peer=done.peer.name), file=sys.stderr)
    ahead = translate("cli", "Some changes were made with a clock {time} ahead; they are taken and marked")
    behind = translate("cli", "Some changes were made with a clock {time} behind; they are taken and marked")
    for way in (done.sent, done.received):
        for off in way.clock_off.values():
            print((ahead if off > 0 else behind).format(time=_span(off)), file=sys.stderr)


def _span(milliseconds: int) -> str:
    return duration_text(abs(milliseconds) / 1000)


def replica(arguments: argparse.Namespace) -> int:
    """Show, revoke, change the scope."""
    record = ready(arguments)
    actor = Actor(now=datetime.now(UTC))
    if arguments.deed == "revoke":
        member = _find(record.database, arguments.member)
        with record.database.writing() as session:
            members.revoke(session, actor, member.id)
        print(translate("cli", "{name} is revoked").format(name=member.name))
    elif arguments.deed == "scope":
        member = _find(record.database, arguments.member)
        with record.database.writing() as session:
            members.set_scope(session, actor, member.id, arguments.units)
        units = " ".join(arguments.units) or translate("cli", "everything")
        print(translate("cli", "{name} holds: {units}").format(name=member.name, units=units))
    else:
        _list(record.database)
    record.database.close()
    return 0


def _find(database: Database, text: str) -> MemberRecord:
    with database.reading() as session:
        member = find_member(session, text)
    if member is None:
        raise NotFoundError(what="replica", key=text)
    return member


def _list(database: Database) -> None:
    with database.reading() as session:
        own, others = own_replica(session), member_records(session)
    print(translate("cli", "This replica:") + " " + _line(own))
    for member in others:
        if member.id != own.id:
            print(_line(member))


def _line(member: MemberRecord) -> str:
    side = translate("cli", "office") if member.side == "office" else translate("cli", "field")
    scope = member.scope or translate("cli", "everything")
    parts = [member.tag, member.name, side, scope, fingerprint(member.public_key)]
    if member.revoked_at is not None:
        parts.append(translate("cli", "revoked"))
    return "  ".join(parts)
