"""The columns of the screen's lists: what each says of its record, at the program's time."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import PurePath
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt

from db.queries.conflicts import ConflictRecord
from db.queries.outbox import ChangeRecord
from db.queries.peers import PackRecord, PeerRecord, ReplicaRecord
from db.queries.unsettled import ClockRecord
from desktop.models.records import Column
from desktop.record_words import Words, bytes_text, deed_text, side_text, thing_text
from desktop.screens.sync import words
from desktop.screens.sync.loading import Unsettled
from desktop.screens.sync.unsettled import unsettled_kind, unsettled_text, unsettled_tone
from desktop.sync_words import clock_text, when_text

translate = QCoreApplication.translate

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_KINDS = ("decide", "late", "duplicate", "overruled")
_EVER = 1e12
"""More seconds than any moment has."""


class Reading:
    """The words of the last look at the record; columns ask here each time."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def when(self, moment: datetime | None) -> str:
        """A moment, or a dash where there was none."""
        return when_text(moment, self.words.now) if moment is not None else "—"


def conflicts(read: Reading) -> Sequence[Column[ConflictRecord]]:
    return (
        Column(
            lambda: translate("Sync", "Kind"),
            lambda one: words.kind_text(one.kind),
            _urgency,
            tone=words.kind_tone,
        ),
        Column(lambda: translate("Sync", "What"), lambda one: thing_text(one.thing)),
        Column(lambda: translate("Sync", "Field"), lambda one: read.words.field(one.field, one.thing)),
        Column(lambda: translate("Sync", "Who"), words.parties_text),
        _moment(lambda: translate("Sync", "Found"), read, lambda one: one.found_at),
    )


def outbox(read: Reading) -> Sequence[Column[ChangeRecord]]:
    return (
        _moment(lambda: translate("Sync", "Written"), read, lambda one: one.at),
        Column(lambda: translate("Sync", "Deed"), lambda one: deed_text(one.command)),
        Column(lambda: translate("Sync", "What"), words.change_text),
        Column(lambda: translate("Sync", "Who"), lambda one: one.person or ""),
        Column(
            lambda: translate("Sync", "Files"),
            lambda one: f"{len(one.files)} · {bytes_text(one.bytes)}" if one.files else "",
            lambda one: float(one.bytes),
            _RIGHT,
        ),
    )


def unsettled(read: Reading) -> Sequence[Column[Unsettled]]:
    return (
        Column(lambda: translate("Sync", "State"), unsettled_kind, tone=unsettled_tone),
        _number(lambda: translate("Sync", "Changes"), lambda one: one.count),
        Column(lambda: translate("Sync", "Waits for"), unsettled_text),
        Column(lambda: translate("Sync", "From"), lambda one: one.name or "—"),
        _moment(lambda: translate("Sync", "Since"), read, lambda one: one.since),
    )


def peers(read: Reading) -> Sequence[Column[PeerRecord]]:
    return (
        Column(
            lambda: translate("Sync", "State"),
            lambda one: words.peer_state(one)[0],
            tone=_second(words.peer_state),
        ),
        Column(lambda: translate("Sync", "Replica"), lambda one: one.name),
        _number(lambda: translate("Sync", "Changes left"), lambda one: one.operations_left),
        _number(lambda: translate("Sync", "Files left"), lambda one: one.attachments_left),
        _number(lambda: translate("Sync", "Days left"), lambda one: one.days_left),
        _moment(lambda: translate("Sync", "Confirmed"), read, lambda one: one.confirmed_at),
        _moment(lambda: translate("Sync", "Contact"), read, lambda one: one.contact_at),
    )


def packs(read: Reading) -> Sequence[Column[PackRecord]]:
    return (
        Column(lambda: translate("Sync", "State"), words.pack_status, tone=words.pack_tone),
        _moment(lambda: translate("Sync", "When"), read, lambda one: one.at),
        Column(lambda: translate("Sync", "Deed"), lambda one: words.direction_text(one.direction)),
        Column(lambda: translate("Sync", "File"), lambda one: PurePath(one.path).name),
        Column(
            lambda: translate("Sync", "Replica"), lambda one: one.peer_name or translate("Sync", "anybody")
        ),
        _number(lambda: translate("Sync", "Changes"), lambda one: one.operations),
        Column(
            lambda: translate("Sync", "Size"),
            lambda one: bytes_text(one.size),
            lambda one: float(one.size),
            _RIGHT,
        ),
    )


def replicas(read: Reading) -> Sequence[Column[ReplicaRecord]]:
    return (
        Column(
            lambda: translate("Sync", "State"),
            lambda one: words.replica_state(one)[0],
            _standing,
            tone=_second(words.replica_state),
        ),
        Column(lambda: translate("Sync", "Replica"), lambda one: one.name),
        Column(lambda: translate("Sync", "Mark"), lambda one: one.tag),
        Column(lambda: translate("Sync", "Side"), lambda one: side_text(one.side)),
        Column(lambda: translate("Sync", "Holds"), words.scope_text),
        Column(lambda: translate("Sync", "Key"), lambda one: one.fingerprint),
    )


def clocks(read: Reading) -> Sequence[Column[ClockRecord]]:
    return (
        Column(lambda: translate("Sync", "Replica"), lambda one: one.name or "—"),
        Column(
            lambda: translate("Sync", "Clock"),
            lambda one: clock_text(one.off_ms),
            lambda one: float(abs(one.off_ms)),
        ),
        _number(lambda: translate("Sync", "Changes"), lambda one: one.operations),
        _moment(lambda: translate("Sync", "First received"), read, lambda one: one.first_at),
        _moment(lambda: translate("Sync", "Last received"), read, lambda one: one.last_at),
    )


def _urgency(one: ConflictRecord) -> float:
    """What waits for a person first, within a kind the newest first, what was read last."""
    kind = _KINDS.index(one.kind) if one.kind in _KINDS else len(_KINDS)
    read = _EVER * len(_KINDS) * 2 if one.dismissed_at is not None else 0.0
    return kind * _EVER + read - one.found_at.timestamp()


def _standing(one: ReplicaRecord) -> float:
    """Those that nobody has approved first, the revoked last."""
    if one.approved_at is None and not one.is_self:
        return 0.0
    return 3.0 if one.revoked_at is not None else 1.0 if one.is_self else 2.0


def _moment(
    header: Callable[[], str], read: Reading, moment: Callable[[Any], datetime | None]
) -> Column[Any]:
    def sort(record: Any) -> float:
        found = moment(record)
        return found.timestamp() if found is not None else 0.0

    return Column(header, lambda record: read.when(moment(record)), sort)


def _number(header: Callable[[], str], value: Callable[[Any], int]) -> Column[Any]:
    """Nought stays empty, so that what is left stands out."""
    return Column(
        header,
        lambda record: f"{value(record):,}" if value(record) else "",
        lambda record: float(value(record)),
        _RIGHT,
    )


def _second(pair: Callable[[Any], tuple[str, Any]]) -> Callable[[Any], str | None]:
    return lambda record: str(pair(record)[1])
