"""Words for what is kept aside: operations that are held or refused, rows that wait."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.record_words import entity_text
from desktop.screens.sync.loading import Unsettled
from desktop.screens.sync.words import refusal_text
from widgets.theme import Tone

translate = QCoreApplication.translate

_KINDS = {
    "gap": QT_TRANSLATE_NOOP("unsettled", "held"),
    "unsealed": QT_TRANSLATE_NOOP("unsettled", "held"),
    "fork": QT_TRANSLATE_NOOP("unsettled", "forked"),
    "waiting": QT_TRANSLATE_NOOP("unsettled", "waiting"),
    "refused": QT_TRANSLATE_NOOP("unsettled", "refused"),
}


def unsettled_kind(one: Unsettled) -> str:
    """Held, forked, waiting or refused."""
    return translate("unsettled", str(_KINDS[one.kind])) if one.kind in _KINDS else one.kind


def unsettled_tone(one: Unsettled) -> Tone:
    """Red where it does not come right by itself."""
    return "alarm" if one.kind in ("fork", "refused") else "neutral"


def unsettled_text(one: Unsettled) -> str:
    """What it waits for, in a few words."""
    if one.kind == "gap":
        text = translate("unsettled", "for the changes {first} to {last} before them")
        if one.has_seq + 1 == one.first_seq - 1:
            text = translate("unsettled", "for the change {first} before them")
        return text.format(first=one.has_seq + 1, last=one.first_seq - 1)
    if one.kind == "unsealed":
        return translate("unsettled", "for the signature over them")
    if one.kind == "fork":
        return translate("unsettled", "two copies of one database have written")
    if one.kind == "waiting":
        text = translate("unsettled", "{what}: for the {needs} that they belong to")
        return text.format(what=entity_text(one.entity), needs=entity_text(one.needs))
    return refusal_text(one.reason)


def unsettled_title(one: Unsettled) -> str:
    """The same as a title."""
    text = unsettled_text(one)
    is_waiting = one.kind in ("gap", "unsealed", "waiting")
    return translate("unsettled", "Waits {what}").format(what=text) if is_waiting else text


def unsettled_advice(one: Unsettled) -> str:
    """What it means and what to do, in plain words."""
    if one.kind == "gap":
        return translate(
            "unsettled",
            "These changes are here and safe. What was written before them has not arrived; when it does, "
            "they take effect by themselves. If it lasts, exchange with {name} directly or read its next "
            "pack.",
        ).format(name=one.name)
    if one.kind == "unsealed":
        return translate(
            "unsettled",
            "These changes are here, but the signature that closes their command has not arrived. The next "
            "exchange with {name} brings it.",
        ).format(name=one.name)
    if one.kind == "fork":
        return translate(
            "unsettled",
            "One database file was copied, or restored from a backup, and both copies went on writing under "
            "the name {name}. What came first counts; the other copy's changes are kept here. Stop using one "
            "of the two: give the restored one a new identity with “qingkong restore”, and enter its newer "
            "work again.",
        ).format(name=one.name)
    if one.kind == "waiting":
        return translate(
            "unsettled",
            "They are in the log and appear by themselves when what they point to arrives.",
        )
    return translate(
        "unsettled",
        "Nothing of them was taken; the sender still has them. If {name} should belong to this record, an "
        "office has to approve it.",
    ).format(name=one.name)
