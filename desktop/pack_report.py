"""What the command line says of packs: numbers first, then what to do."""

import sys
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from db.sync.keys import fingerprint
from db.sync.outcome import Direction
from db.sync.pack.manifest import Manifest
from db.sync.pack.read import Preview, TakenPack
from db.sync.pack.write import Written
from db.times import from_epoch
from desktop.cli_text import sentence
from desktop.record_words import bytes_text, entity_text
from desktop.texts import duration_text, moment_text

translate = QCoreApplication.translate


def tell_written(written: Written) -> None:
    """What the pack holds and for whom it is."""
    manifest = written.manifest
    text = translate("cli", "{operations} changes, {photos} attachments, {days} station-days of readings")
    days = manifest.reading_days
    print(text.format(operations=manifest.operations, photos=manifest.attachments, days=days))
    _tell_whom(written)
    _tell_file(written)
    if written.photos_left_out:
        text = translate(
            "cli", "{count} attachments did not fit: write another pack when the answer has come"
        )
        _warn(text.format(count=written.photos_left_out))
    if not written.is_complete:
        _warn(translate("cli", "Some changes did not fit: write another pack when the answer has come"))


def tell_answer(written: Written) -> None:
    """That the pack only confirms; its path is the last word."""
    text = translate("cli", "{count} packs and all changes that are here are confirmed")
    print(text.format(count=len(written.manifest.confirms_packs)))
    _tell_whom(written)
    _tell_file(written)


def _tell_whom(written: Written) -> None:
    if written.to is not None:
        text = translate("cli", "For {name} ({tag}); nobody else can take it")
        print(text.format(name=written.to.name, tag=written.to.tag))
    else:
        print(translate("cli", "For anybody who approves this replica"))
    mark = fingerprint(written.manifest.writer.public_key)
    print(translate("cli", "Fingerprint of this replica: {fingerprint}").format(fingerprint=mark))


def _tell_file(written: Written) -> None:
    text = translate("cli", "{size} written, read back from the disk and found whole: {path}")
    print(text.format(size=bytes_text(written.size), path=written.path))


def tell_preview(found: Preview, now: datetime) -> None:
    """All that can be known of a pack before it is taken."""
    text = translate(
        "cli", "{new} new changes, {known} known; {photos} new attachments ({size}), {old} known"
    )
    print(
        text.format(
            new=found.new,
            known=found.known,
            photos=found.photos_new,
            size=bytes_text(found.photo_bytes),
            old=found.photos_known,
        )
    )
    for entity, count in found.by_entity.most_common():
        print(f"  {count}  {entity_text(entity)}")
    text = translate("cli", "{days} station-days of readings; confirms {count} of this record's changes")
    print(text.format(days=found.manifest.reading_days, count=found.confirms))
    _tell_times(found, now)
    _tell_writer(found, now)


def _tell_times(found: Preview, now: datetime) -> None:
    if found.earliest_ms is not None and found.latest_ms is not None:
        text = translate("cli", "Changes made from {first} to {last}, by the clocks of their authors")
        print(text.format(first=_moment(found.earliest_ms, now), last=_moment(found.latest_ms, now)))


def _tell_writer(found: Preview, now: datetime) -> None:
    who = found.manifest.writer
    text = translate("cli", "Written by {name} ({tag}) on {day}; {side}, holds: {scope}")
    side = translate("cli", "office") if who.side == "office" else translate("cli", "field")
    scope, day = who.scope or translate("cli", "everything"), _moment(found.manifest.created_ms, now)
    print(text.format(name=who.name, tag=who.tag, day=day, side=side, scope=scope))
    mark = fingerprint(who.public_key)
    print(translate("cli", "Fingerprint of the writer: {fingerprint}").format(fingerprint=mark))
    print(_standing(found))
    if not found.is_for_us:
        text = translate("cli", "It is for {addressee}: it cannot be taken here")
        print(text.format(addressee=found.addressee))
    if found.holds_too_much:
        text = translate("cli", "It holds the whole record: a replica with a scope needs a pack of its own")
        print(text)
    if found.is_taken:
        print(translate("cli", "It was taken here before"))
    if found.needs_upgrade:
        text = translate("cli", "Upgrade needed: a newer version wrote it; taken now, it is kept unopened")
        print(text)


def _standing(found: Preview) -> str:
    return {
        "own": translate("cli", "It was written here"),
        "approved": translate("cli", "The writer is approved here"),
        "unknown": translate(
            "cli", "The writer is not approved here; compare the fingerprint, then --approve"
        ),
        "revoked": translate("cli", "The writer's approval was revoked: it will be refused"),
        "other_key": translate("cli", "The writer is known here under another key: it will be refused"),
    }[found.standing]


def tell_taken(taken: TakenPack) -> int:
    """What came of a pack; the exit code, 3 when something was not taken."""
    if taken.needs is not None:
        _warn(sentence(taken.needs))
        text = translate("cli", "It is kept unopened and will be taken after the upgrade: {path}")
        _warn(text.format(path=taken.path))
        return 3
    manifest, came = taken.manifest, taken.received
    if taken.is_nothing_new:
        print(translate("cli", "0 changes: this pack was taken before, everything in it is here"))
    elif manifest is not None:
        text = translate(
            "cli", "{operations} changes, {photos} attachments, {rows} readings taken from {name}"
        )
        name = _writer(manifest)
        photos, rows = came.photos, came.reading_rows
        print(text.format(operations=came.operations, photos=photos, rows=rows, name=name))
        _tell_confirmed(taken, manifest)
    _tell_problems(taken)
    return 3 if came.refused else 0


def _tell_confirmed(taken: TakenPack, manifest: Manifest) -> None:
    done = taken.confirmed
    if done.operations or done.packs:
        text = translate("cli", "{operations} changes and {packs} packs of ours confirmed by {name}")
        print(text.format(operations=done.operations, packs=done.packs, name=_writer(manifest)))
    if done.disputed:
        text = translate(
            "cli",
            "{count} replicas have two different histories: a database file was copied and both copies wrote",
        )
        _warn(text.format(count=len(done.disputed)))


def _tell_problems(taken: TakenPack) -> None:
    came = taken.received
    counts = (
        (came.issues, translate("cli", "{count} conflicts or late steps: see the Sync screen")),
        (came.held, translate("cli", "{count} changes are held: something before them is missing")),
        (came.waiting, translate("cli", "{count} rows wait for something that is not here yet")),
        (came.photos_missing, translate("cli", "{count} attachments have not come yet")),
    )
    for count, text in counts:
        if count:
            _warn(text.format(count=count))
    if taken.unknown_stations:
        text = translate(
            "cli", "Readings of stations that are not known here wait for the next pack: {codes}"
        )
        _warn(text.format(codes=", ".join(sorted(taken.unknown_stations))))
    for error in came.refused:
        _warn(sentence(error))
    _tell_clocks(came)


def _tell_clocks(came: Direction) -> None:
    ahead = translate("cli", "Some changes were made with a clock {time} ahead; they are taken and marked")
    behind = translate("cli", "Some changes were made with a clock {time} behind; they are taken and marked")
    for off in came.clock_off.values():
        _warn((ahead if off > 0 else behind).format(time=duration_text(abs(off) / 1000)))


def _writer(manifest: Manifest) -> str:
    return f"{manifest.writer.name} ({manifest.writer.tag})"


def _moment(milliseconds: int, now: datetime) -> str:
    return moment_text(from_epoch(milliseconds / 1000), now)


def _warn(text: str) -> None:
    print(text, file=sys.stderr)
