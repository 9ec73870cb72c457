"""Items of the lists as pages: unsent work, what is kept aside, peers, packs, replicas, clocks."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from db.queries.outbox import ChangeRecord, RowChange
from db.queries.peers import PackRecord, PeerRecord, ReplicaRecord
from db.queries.unsettled import ClockRecord
from desktop.record_words import bytes_text, deed_text, entity_text, side_text, thing_text
from desktop.screens.sync import words
from desktop.screens.sync.columns import Reading
from desktop.screens.sync.detail import Action, Block, Page
from desktop.screens.sync.loading import Unsettled
from desktop.screens.sync.unsettled import unsettled_advice, unsettled_kind, unsettled_title
from desktop.sync_words import CLOCK_TOLERANCE_MS, clock_text, stored_problem
from desktop.texts import moment_text

translate = QCoreApplication.translate

MOST_ROWS = 60
"""Rows of one command that are spelled out; an import has thousands."""
OPEN_TASK, OPEN_SITE, APPROVE, REVOKE = "task", "site", "approve", "revoke"


def change_page(change: ChangeRecord, read: Reading) -> Page:
    """A command that will be sent: every row it touched, every field with its old and new value."""
    who = (moment_text(change.at, read.words.now), change.person)
    blocks = [_row_block(row, read) for row in change.rows[:MOST_ROWS]]
    if len(change.rows) > MOST_ROWS:
        text = translate("Sync", "and {count} more rows").format(count=f"{len(change.rows) - MOST_ROWS:,}")
        blocks.append(Block(lines=(text,)))
    return Page(
        note=" · ".join(part for part in who if part),
        title=deed_text(change.command),
        sentence=words.change_text(change),
        blocks=tuple(blocks),
        actions=open_actions([row.thing.root for row in change.rows]),
    )


def open_actions(roots: list[str]) -> tuple[Action, ...]:
    """A way to the page of what an item is about."""
    if OPEN_TASK in roots:
        return (Action(OPEN_TASK, translate("Sync", "Open the order")),)
    if OPEN_SITE in roots:
        return (Action(OPEN_SITE, translate("Sync", "Open the site")),)
    return ()


def unsettled_page(one: Unsettled, read: Reading) -> Page:
    """Something kept aside: what it waits for, what that means."""
    return Page(
        note=unsettled_kind(one),
        title=unsettled_title(one),
        sentence=unsettled_advice(one),
        blocks=(
            Block(
                facts=(
                    (translate("Sync", "From"), one.name),
                    (translate("Sync", "Changes"), f"{one.count:,}"),
                    (translate("Sync", "Numbers"), _span(one)),
                    (translate("Sync", "Brought by"), one.giver),
                    (translate("Sync", "Since"), moment_text(one.since, read.words.now)),
                    (translate("Sync", "Last"), one.detail),
                )
            ),
        ),
    )


def peer_page(peer: PeerRecord, read: Reading) -> Page:
    """A peer: how far it is, and what went wrong the last time."""
    now = read.words.now
    failed = translate("Sync", "{when}: {reason}")
    problem = ""
    if peer.is_failing and peer.problem and peer.problem_at:
        problem = failed.format(when=moment_text(peer.problem_at, now), reason=stored_problem(peer.problem))
    facts = (
        (translate("Sync", "Last contact"), _moment(peer.contact_at, read)),
        (translate("Sync", "Confirmed"), _moment(peer.confirmed_at, read)),
        (translate("Sync", "Changes left"), _left(peer.operations_left)),
        (translate("Sync", "Files left"), _left(peer.attachments_left)),
        (translate("Sync", "Days left"), _left(peer.days_left)),
        (translate("Sync", "Clock"), _clock(peer.clock_offset_ms)),
        (
            translate("Sync", "Reached at"),
            peer.url or translate("Sync", "it calls this record, or sends packs"),
        ),
    )
    state, _ = words.peer_state(peer)
    return Page(
        note=side_text(peer.side),
        title=peer.name,
        sentence=state,
        alarm=problem,
        blocks=(Block(facts=facts),),
    )


def pack_page(pack: PackRecord, read: Reading) -> Page:
    """A pack: where it went, what it held, what became of it."""
    facts = (
        (translate("Sync", "When"), moment_text(pack.at, read.words.now)),
        (translate("Sync", "Replica"), pack.peer_name or translate("Sync", "anybody")),
        (translate("Sync", "Changes"), f"{pack.operations:,}"),
        (translate("Sync", "Files"), f"{pack.attachments:,}"),
        (translate("Sync", "Size"), bytes_text(pack.size)),
        (translate("Sync", "Place"), pack.path),
    )
    reason = stored_problem(pack.reason) if pack.reason else ""
    title = translate("Sync", "Pack {deed}").format(deed=words.direction_text(pack.direction))
    return Page(
        note=str(pack.pack_id),
        title=title,
        sentence=_pack_sentence(pack),
        alarm=reason,
        blocks=(Block(facts=facts),),
    )


def replica_page(one: ReplicaRecord, read: Reading, *, is_office: bool) -> Page:
    """A replica: what it may, how its key is compared, and what an office can do about it."""
    facts = (
        (translate("Sync", "Mark"), one.tag),
        (translate("Sync", "Side"), side_text(one.side)),
        (translate("Sync", "Holds"), words.scope_text(one)),
        (translate("Sync", "Key"), one.fingerprint),
        (translate("Sync", "Changes here"), f"{one.operations:,}"),
        (translate("Sync", "Approved"), _moment(one.approved_at, read) if one.approved_at else ""),
        (translate("Sync", "Revoked"), _moment(one.revoked_at, read) if one.revoked_at else ""),
    )
    state, _ = words.replica_state(one)
    actions: list[Action] = []
    if is_office and not one.is_self and one.approved_at is None:
        actions.append(Action(APPROVE, translate("Sync", "Approve…"), "primary"))
    if is_office and not one.is_self and one.approved_at is not None and one.revoked_at is None:
        actions.append(Action(REVOKE, translate("Sync", "Revoke…"), "danger"))
    return Page(
        note=str(one.replica_id),
        title=one.name,
        sentence=state,
        blocks=(Block(facts=facts),),
        actions=tuple(actions),
    )


def clock_page(one: ClockRecord, read: Reading) -> Page:
    """A wrong clock: by how much, for how many changes, and that nothing was lost by it."""
    text = translate(
        "Sync",
        "The clock of {name} was {off}. Changes made with it: {count}. They were taken in the order in which "
        "they were made, and carry a mark with both times.",
    )
    facts = (
        (translate("Sync", "First received"), moment_text(one.first_at, read.words.now)),
        (translate("Sync", "Last received"), moment_text(one.last_at, read.words.now)),
        (
            translate("Sync", "What to do"),
            translate("Sync", "Set that computer's clock right, or have it set itself."),
        ),
    )
    name = one.name or translate("Sync", "an unknown computer")
    return Page(
        note=translate("Sync", "Clock"),
        title=name,
        sentence=text.format(name=name, off=clock_text(one.off_ms), count=f"{one.operations:,}"),
        blocks=(Block(facts=facts),),
    )


def _row_block(row: RowChange, read: Reading) -> Block:
    kind = entity_text(row.thing.entity)
    title = f"{kind} · {thing_text(row.thing)}"
    if row.thing.detail:
        title += f" · {row.thing.detail}"
    if row.is_new:
        title = translate("Sync", "New: {what}").format(what=title)
    return Block(title, lines=tuple(read.words.lines(row.fields, row.thing, is_new=row.is_new)))


def _span(one: Unsettled) -> str:
    if not one.last_seq:
        return ""
    return f"{one.first_seq}" if one.first_seq == one.last_seq else f"{one.first_seq}-{one.last_seq}"


def _moment(moment: datetime | None, read: Reading) -> str:
    return moment_text(moment, read.words.now) if moment is not None else translate("Sync", "never")


def _left(count: int) -> str:
    return f"{count:,}" if count else translate("Sync", "none")


def _clock(off_ms: int | None) -> str:
    """This computer's clock beside the peer's."""
    if off_ms is None:
        return ""
    if abs(off_ms) <= CLOCK_TOLERANCE_MS:
        return translate("Sync", "agrees with ours")
    return translate("Sync", "ours is {off}").format(off=clock_text(off_ms))


def _pack_sentence(pack: PackRecord) -> str:
    if pack.status == "written":
        return translate("Sync", "Not confirmed yet: keep it until the answer pack has been read here.")
    if pack.status == "kept":
        return translate("Sync", "A newer program wrote it. It is kept unopened; upgrade this program.")
    return words.pack_status(pack)
