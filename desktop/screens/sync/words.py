"""Words for what the exchange keeps as keys: kinds of conflict, reasons, states of packs and replicas."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from db.queries.conflicts import ConflictRecord, SideRecord
from db.queries.outbox import ChangeRecord
from db.queries.peers import PackRecord, PeerRecord, ReplicaRecord
from db.queries.things import Thing
from desktop.record_words import Words, deed_text, thing_text
from desktop.texts import state_text
from widgets.theme import Tone

translate = QCoreApplication.translate

_KINDS = {
    "decide": QT_TRANSLATE_NOOP("conflict", "to decide"),
    "late": QT_TRANSLATE_NOOP("conflict", "too late"),
    "duplicate": QT_TRANSLATE_NOOP("conflict", "doubled"),
    "overruled": QT_TRANSLATE_NOOP("conflict", "overruled"),
}
_REFUSALS = {
    "unknown": QT_TRANSLATE_NOOP("refusal", "its author is not approved here"),
    "key": QT_TRANSLATE_NOOP("refusal", "it came under another key than the one approved"),
    "side": QT_TRANSLATE_NOOP("refusal", "it claims to be an office's work and is not"),
    "hash": QT_TRANSLATE_NOOP("refusal", "it was altered on the way"),
    "form": QT_TRANSLATE_NOOP("refusal", "no program can have written it like this"),
    "incomplete": QT_TRANSLATE_NOOP("refusal", "parts of the chain are missing, so it cannot be checked"),
    "revoked": QT_TRANSLATE_NOOP("refusal", "its author was revoked before"),
    "signature": QT_TRANSLATE_NOOP("refusal", "the signature is missing or is not its author's"),
}
_PACKS = {
    "written": QT_TRANSLATE_NOOP("pack", "not confirmed yet"),
    "confirmed": QT_TRANSLATE_NOOP("pack", "confirmed"),
    "taken": QT_TRANSLATE_NOOP("pack", "taken"),
    "refused": QT_TRANSLATE_NOOP("pack", "refused"),
    "kept": QT_TRANSLATE_NOOP("pack", "upgrade needed"),
}
_PACK_TONES: dict[str, Tone] = {"confirmed": "done", "taken": "done", "refused": "alarm", "kept": "accent"}


def kind_text(kind: str) -> str:
    """What an item of the inbox asks of people."""
    return translate("conflict", str(_KINDS[kind])) if kind in _KINDS else kind


def kind_tone(one: ConflictRecord) -> Tone:
    """Only what waits for a person stands out, and own work that came to nothing."""
    if one.dismissed_at is not None:
        return "neutral"
    if one.kind == "decide":
        return "accent"
    return "alarm" if one.kind == "late" and one.is_own else "neutral"


def refusal_text(reason: str) -> str:
    """Why operations were refused."""
    return translate("refusal", str(_REFUSALS[reason])) if reason in _REFUSALS else reason


def who_text(side: SideRecord) -> str:
    """The person, or the computer where nobody was signed in."""
    return side.person or side.replica or translate("conflict", "somebody")


def parties_text(one: ConflictRecord) -> str:
    """Who met whom; of a doubled number the two things."""
    if one.kind == "duplicate":
        return ""
    return " ↔ ".join(dict.fromkeys(who_text(side) for side in one.sides))


def explanation(one: ConflictRecord, words: Words) -> str:
    """What happened, in a sentence or two, and what it means."""
    if one.kind == "duplicate":
        return translate(
            "conflict",
            "Two different things carry one {field}. Both are kept; the second one has a mark behind it "
            "until it gets a {field} of its own.",
        ).format(field=words.field(one.field, one.thing))
    if one.kind == "late":
        return _late(one, words)
    stands = words.value(one.field, one.sides[0].value, one.thing) if one.sides else ""
    if one.field == "deleted_at":
        return translate(
            "conflict",
            "It was deleted on one side and worked on at the other. Until somebody decides: {value}.",
        ).format(value=stands)
    if one.kind == "overruled":
        text = translate(
            "conflict",
            "Changed on two sides that did not know of each other; the rule decided: {value} stands. The "
            "other value is kept here.",
        )
    else:
        text = translate(
            "conflict",
            "Changed on two sides that did not know of each other. Until somebody decides, {value} stands.",
        )
    return text.format(value=stands)


def _late(one: ConflictRecord, words: Words) -> str:
    first, *others = one.sides
    text = translate(
        "conflict",
        "{who}'s step “{step}” came when the order was {state} already. The step is kept here and in the "
        "log; it had no effect.",
    )
    late = others[0] if others else first
    state = state_text(str(first.value))
    return text.format(who=who_text(late), step=deed_text(late.command), state=state)


def change_text(change: ChangeRecord) -> str:
    """What a command was about."""
    found: dict[str, Thing] = {}
    for row in change.rows:
        found.setdefault(thing_text(row.thing), row.thing)
    names = list(found)
    if len(names) < 2:
        return names[0] if names else ""
    return translate("outbox", "{first} and {count} more").format(first=names[0], count=len(names) - 1)


def pack_status(pack: PackRecord) -> str:
    """How far a pack is."""
    return translate("pack", str(_PACKS[pack.status])) if pack.status in _PACKS else pack.status


def pack_tone(pack: PackRecord) -> Tone:
    """Its colour; the word stands there as well."""
    return _PACK_TONES.get(pack.status, "neutral")


def direction_text(direction: str) -> str:
    """Written here or read here."""
    return translate("pack", "written") if direction == "out" else translate("pack", "read")


def replica_state(one: ReplicaRecord) -> tuple[str, Tone]:
    """Whether its work counts."""
    if one.is_self:
        return translate("replica", "this one"), "neutral"
    if one.revoked_at is not None:
        return translate("replica", "revoked"), "alarm"
    if one.approved_at is not None:
        return translate("replica", "approved"), "done"
    return translate("replica", "not approved"), "accent"


def scope_text(one: ReplicaRecord) -> str:
    """What it holds."""
    return translate("replica", ", ").join(one.scope_names) or translate("replica", "everything")


def peer_state(peer: PeerRecord) -> tuple[str, Tone]:
    """Whether it has everything."""
    if peer.is_failing:
        return translate("peer", "not reached"), "alarm"
    if peer.contact_at is None:
        return translate("peer", "never met"), "neutral"
    if peer.operations_left or peer.attachments_left:
        return translate("peer", "behind"), "accent"
    return translate("peer", "has everything"), "done"
