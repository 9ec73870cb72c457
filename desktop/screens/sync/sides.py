"""The words of a conflict's card: what it is about, what was before, each side."""

from typing import Any

from PySide6.QtCore import QCoreApplication

from db.queries.conflicts import ConflictRecord, SideRecord
from desktop.record_words import deed_text, entity_text, thing_text
from desktop.screens.sync.columns import Reading
from desktop.screens.sync.side_card import SideText
from desktop.screens.sync.words import who_text
from desktop.sync_words import clock_text
from desktop.texts import moment_text

translate = QCoreApplication.translate

_LONGEST = 4
"""Fields of an edit that are named beside a deletion."""


def about_text(one: ConflictRecord) -> str:
    """The order or site, and the unit's part where it is one."""
    parts = (entity_text(one.thing.entity), thing_text(one.thing), one.thing.detail)
    return " · ".join(part for part in parts if part)


def link_text(one: ConflictRecord) -> str:
    """The way to the page of what it is about."""
    texts = {"task": translate("conflict", "Open the order"), "site": translate("conflict", "Open the site")}
    return texts.get(one.thing.root, "")


def base_text(one: ConflictRecord, read: Reading) -> str:
    """What was there before the sides parted."""
    if one.kind == "duplicate" or one.field == "deleted_at":
        return ""
    text = translate("conflict", "Before: {value}")
    return text.format(value=read.words.value(one.field, one.base, one.thing))


def states(one: ConflictRecord, read: Reading) -> list[tuple[str, str]]:
    """The states that a site may have in its campaign."""
    definition = read.words.campaigns.get(one.thing.campaign_key or "")
    if definition is None:
        return []
    return [(state.key, state.name(read.words.language)) for state in definition.states]


def side_texts(one: ConflictRecord, read: Reading) -> list[SideText]:
    """Each side in words, what stands first."""
    if one.kind == "duplicate":
        return [_twin(side, index) for index, side in enumerate(one.sides)]
    return [_side(one, index, side, read) for index, side in enumerate(one.sides)]


def _side(one: ConflictRecord, index: int, side: SideRecord, read: Reading) -> SideText:
    is_late = one.kind == "late" and index > 0
    stands = translate("conflict", "stands for now"), translate("conflict", "stands")
    mark = stands[one.kind != "decide"] if index == 0 else ""
    if is_late:
        mark = translate("conflict", "without effect")
    return SideText(
        value=_value(one, side, read),
        lines=tuple(_lines(side, read)),
        alarm=_clock(side),
        mark=mark,
        mark_tone="accent" if index == 0 else "alarm" if is_late and side.is_self else "neutral",
        button=translate("conflict", "Take this one") if one.kind == "decide" else "",
    )


def _value(one: ConflictRecord, side: SideRecord, read: Reading) -> str:
    if side.edited is None:
        return read.words.value(one.field, side.value, one.thing)
    known: dict[str, Any] = dict(list(side.edited.items())[:_LONGEST])
    lines = read.words.lines({name: (None, value) for name, value in known.items()}, one.thing, is_new=True)
    kept = read.words.value("deleted_at", None, one.thing)
    return "\n".join((kept, *lines))


def _lines(side: SideRecord, read: Reading) -> list[str]:
    now = read.words.now
    who = " · ".join((who_text(side), deed_text(side.command)))
    computer = translate("conflict", "on this computer") if side.is_self else side.replica
    lines = [who]
    if side.claimed_at is not None:
        text = translate("conflict", "written {moment}").format(moment=moment_text(side.claimed_at, now))
        if side.received_at is not None and not side.is_self:
            received = translate("conflict", "received {moment}")
            text += " · " + received.format(moment=moment_text(side.received_at, now))
        lines.append(text)
    return [*lines, computer] if computer and computer != who_text(side) else lines


def _clock(side: SideRecord) -> str:
    if side.clock_off_ms is None:
        return ""
    return translate("conflict", "Its clock was {off}").format(off=clock_text(side.clock_off_ms))


def _twin(side: SideRecord, index: int) -> SideText:
    name = side.thing.name if side.thing is not None else ""
    mark = translate("conflict", "keeps it") if index == 0 else ""
    return SideText(str(side.value), (name,) if name else (), mark=mark, mark_tone="accent")
