"""A pack as pages: what it holds before it is taken, what came of it, what was written."""

from PySide6.QtCore import QCoreApplication

from db.sync.keys import fingerprint
from db.sync.pack.progress import Progress
from db.sync.pack.read import Preview, TakenPack
from db.sync.pack.write import Written
from db.times import from_epoch
from desktop.record_words import bytes_text, entity_text
from desktop.screens.sync.columns import Reading
from desktop.screens.sync.detail import Action, Block, Page
from desktop.texts import error_text, moment_text

translate = QCoreApplication.translate

TAKE, LEAVE, ANSWER = "take", "leave", "answer"


def preview_page(name: str, found: Preview, read: Reading) -> Page:
    """What a pack holds; nothing has changed yet."""
    manifest = found.manifest
    writer = manifest.writer
    by_kind = translate("pack", ", ").join(
        f"{entity_text(entity)} {count:,}" for entity, count in found.by_entity.most_common()
    )
    changes = translate("pack", "{new} new, {known} known").format(
        new=f"{found.new:,}", known=f"{found.known:,}"
    )
    files = translate("pack", "{new} new ({size}), {known} known").format(
        new=f"{found.photos_new:,}", size=bytes_text(found.photo_bytes), known=f"{found.photos_known:,}"
    )
    facts = (
        (translate("pack", "Written by"), f"{writer.name} ({writer.tag})"),
        (translate("pack", "Key"), fingerprint(writer.public_key)),
        (translate("pack", "Written"), _moment(manifest.created_ms, read)),
        (translate("pack", "For"), _addressee(found)),
        (translate("pack", "Changes"), changes),
        (translate("pack", "Of these"), by_kind),
        (translate("pack", "Made"), _span(found, read)),
        (translate("pack", "Files"), files if found.photos_new or found.photos_known else ""),
        (translate("pack", "Readings"), _days(manifest.reading_days)),
        (translate("pack", "Confirms"), _confirms(found.confirms)),
        (translate("pack", "Encrypted"), translate("pack", "yes") if found.is_encrypted else ""),
    )
    alarm = _objection(found)
    sentence = "" if alarm else translate("pack", "Nothing has changed yet. Take it, or leave it as it is.")
    return Page(
        note=name,
        title=translate("pack", "A pack from {name}").format(name=writer.name),
        sentence=sentence,
        blocks=(Block(facts=facts),),
        actions=_preview_actions(found),
        alarm=alarm,
    )


def taken_page(name: str, taken: TakenPack) -> Page:
    """What came of a pack, and the way back: the answer that confirms it."""
    writer = taken.manifest.writer.name if taken.manifest else ""
    if taken.needs is not None:
        return Page(name, translate("pack", "Kept unopened"), error_text(taken.needs))
    came = taken.received
    facts = (
        (translate("pack", "Changes"), f"{came.operations:,}"),
        (translate("pack", "Files"), f"{came.photos:,}"),
        (translate("pack", "Readings"), f"{came.reading_rows:,}"),
        (translate("pack", "Confirmed"), _confirms(taken.confirmed.operations)),
        (translate("pack", "To look at"), f"{came.issues:,}" if came.issues else ""),
        (translate("pack", "Held"), f"{came.held:,}" if came.held else ""),
        (translate("pack", "Waiting"), f"{came.waiting:,}" if came.waiting else ""),
    )
    sentence = translate("pack", "Taken from {name}. Write the answer pack so that {name} learns of it.")
    if taken.is_nothing_new:
        sentence = translate("pack", "It was taken before; everything in it is here.")
    answer = Action(ANSWER, translate("pack", "Write the answer pack"), "primary")
    is_answer = taken.manifest is not None and taken.manifest.is_answer
    if is_answer:
        sentence = translate("pack", "{name} has confirmed what it took.")
    return Page(
        note=name,
        title=translate("pack", "Pack taken"),
        sentence=sentence.format(name=writer),
        blocks=(Block(facts=facts),),
        actions=(_leave(),) if is_answer else (answer, _leave()),
        alarm=" ".join(error_text(error) for error in came.refused),
    )


def written_page(written: Written) -> Page:
    """A pack that stands, verified, and what to do with it."""
    manifest = written.manifest
    whom = f"{written.to.name} ({written.to.tag})" if written.to else translate("pack", "anybody")
    facts = (
        (translate("pack", "For"), whom),
        (translate("pack", "Changes"), f"{manifest.operations:,}"),
        (translate("pack", "Files"), f"{manifest.attachments:,}"),
        (translate("pack", "Readings"), _days(manifest.reading_days)),
        (translate("pack", "Size"), bytes_text(written.size)),
        (translate("pack", "Place"), str(written.path)),
        (translate("pack", "Key of this record"), fingerprint(manifest.writer.public_key)),
    )
    left_out = ""
    if written.photos_left_out or not written.is_complete:
        left_out = translate(
            "pack", "Not everything fitted in: write another pack when the answer has been read."
        )
    sentence = translate("pack", "It was read back from the disk and is whole. Take the stick out safely.")
    return Page(
        note=written.path.name,
        title=translate("pack", "Pack written"),
        sentence=sentence,
        blocks=(Block(facts=facts),),
        actions=(_leave(),),
        alarm=left_out,
    )


def progress_text(step: Progress) -> str:
    """What is being done with a pack."""
    texts = {
        "collecting": translate("pack", "Collecting changes"),
        "writing": translate("pack", "Writing"),
        "checking": translate("pack", "Checking"),
        "operations": translate("pack", "Taking changes"),
        "readings": translate("pack", "Taking readings"),
        "attachments": translate("pack", "Taking files"),
    }
    return (
        f"{texts[step.stage]} {step.done:,}/{step.total:,}"
        if step.total
        else f"{texts[step.stage]} {step.done:,}"
    )


def _preview_actions(found: Preview) -> tuple[Action, ...]:
    if not found.is_for_us or found.standing in ("own", "revoked", "other_key"):
        return (_leave(),)
    if found.standing == "unknown":
        return (Action(TAKE, translate("pack", "The key agrees: approve and take"), "primary"), _leave())
    text = (
        translate("pack", "Keep it for the upgrade") if found.needs_upgrade else translate("pack", "Take it")
    )
    return (Action(TAKE, text, "primary"), _leave())


def _leave() -> Action:
    return Action(LEAVE, translate("pack", "Close"))


def _objection(found: Preview) -> str:
    """What stands against taking it."""
    writer = found.manifest.writer
    if not found.is_for_us:
        text = translate("pack", "It was written for {name}: it cannot be taken here.")
        return text.format(name=found.addressee or "")
    if found.needs_upgrade:
        return translate(
            "pack", "A newer program wrote it. It can be kept unopened until this one is upgraded."
        )
    texts = {
        "own": translate("pack", "It was written here: bring it to the others."),
        "unknown": translate(
            "pack",
            "{name} is not approved here. Ask them for the fingerprint of their key, on the telephone; go on "
            "only if it is {fingerprint}.",
        ),
        "revoked": translate("pack", "{name} was revoked: its packs are refused."),
        "other_key": translate(
            "pack", "{name} is known here under another key. Somebody may be using the name."
        ),
    }
    text = texts.get(found.standing, "")
    if not text and found.is_taken:
        return translate("pack", "It was taken here before. Again is no harm.")
    return text.format(name=writer.name, fingerprint=fingerprint(writer.public_key))


def _addressee(found: Preview) -> str:
    if found.manifest.addressee is None:
        return translate("pack", "anybody")
    return translate("pack", "this record") if found.is_for_us else found.addressee or ""


def _span(found: Preview, read: Reading) -> str:
    if found.earliest_ms is None or found.latest_ms is None:
        return ""
    return f"{_moment(found.earliest_ms, read)} - {_moment(found.latest_ms, read)}"


def _days(count: int) -> str:
    return translate("pack", "{count} days of stations").format(count=f"{count:,}") if count else ""


def _confirms(count: int) -> str:
    return translate("pack", "{count} of this record's changes").format(count=f"{count:,}") if count else ""


def _moment(milliseconds: int, read: Reading) -> str:
    return moment_text(from_epoch(milliseconds / 1000), read.words.now)
