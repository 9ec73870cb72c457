"""Write rosters: shifts, swaps, and the signatures of those who came, left or handed over."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actor import Actor
from db.changes import Changes
from db.errors import EmptyFieldError, InvalidValueError, NotFoundError, RuleError, StaleError
from db.log import Journal
from db.rules.rosters import LONGEST, Planned, ShiftEventKind
from db.schema import Membership, Shift, ShiftEvent, Site

CHANGED = Changes(rosters=True)


class ShiftSpanError(InvalidValueError):
    template = (
        "The shift from {start} to {end} is no shift: it must end after it begins and last {hours} hours at "
        "most."
    )


class DoubleShiftError(RuleError):
    template = "{name} is on the roster from {start} to {end} already. Choose another time or somebody else."


class SignedShiftError(RuleError):
    template = (
        "{name} has signed in for this shift already; a signed shift is not changed. Add another shift."
    )


class NotSignedInError(RuleError):
    template = "{name} has not signed in for this shift. Sign in first, then out."


class ShiftOverError(RuleError):
    template = "{name} has signed out of this shift already."


def add_shifts(
    session: Session, actor: Actor, site_id: uuid.UUID, campaign_key: str, planned: Sequence[Planned]
) -> list[uuid.UUID]:
    """Put people on a site's roster, all or none; their shifts' ids.

    Raises:
        NotFoundError: the site does not stand in this campaign.
        EmptyFieldError, ShiftSpanError
        DoubleShiftError: somebody would be on duty there twice at a time.
    """
    _require_member(session, site_id, campaign_key)
    with Journal(session, actor, "rosters.add") as journal:
        taken = [_span(row) for row in _shifts_of(session, site_id)]
        for one in planned:
            _require_sound(one)
            _require_free(one, taken)
            taken.append((one.name.strip(), one))
        return journal.insert_many(Shift, [_values(one, site_id, campaign_key) for one in planned])


def change_shift(
    session: Session, actor: Actor, shift_id: uuid.UUID, planned: Planned, *, seen: int
) -> Changes:
    """Another person or other times for a shift that nobody has signed.

    Args:
        seen: the shift's `hlc` when it was shown.

    Raises:
        NotFoundError, StaleError, SignedShiftError, EmptyFieldError, ShiftSpanError, DoubleShiftError
    """
    with Journal(session, actor, "rosters.change") as journal:
        shift = _require_unsigned(session, shift_id, seen)
        _require_sound(planned)
        others = [_span(row) for row in _shifts_of(session, shift.site_id) if row.id != shift_id]
        _require_free(planned, others)
        with journal.changing(shift):
            for name, value in _values(planned, shift.site_id, shift.campaign_key).items():
                setattr(shift, name, value)
    return CHANGED


def swap(session: Session, actor: Actor, one: tuple[uuid.UUID, int], other: tuple[uuid.UUID, int]) -> Changes:
    """Two people take each other's shift 换班; each shift given by its id and the `hlc` that was shown.

    Raises:
        NotFoundError, StaleError, SignedShiftError
        DoubleShiftError: one of them would be on duty at one place twice at a time.
    """
    with Journal(session, actor, "rosters.swap") as journal:
        first, second = (_require_unsigned(session, *key) for key in (one, other))
        _exchange(journal, first, second)
        for shift in (first, second):
            others = [_span(row) for row in _shifts_of(session, shift.site_id) if row.id != shift.id]
            _require_free(_span(shift)[1], others)
    return CHANGED


def remove_shifts(session: Session, actor: Actor, shift_ids: Sequence[uuid.UUID]) -> Changes:
    """Take shifts off the roster that nobody has signed.

    Raises:
        NotFoundError, SignedShiftError
    """
    with Journal(session, actor, "rosters.remove") as journal:
        for shift_id in shift_ids:
            shift = _require_unsigned(session, shift_id, None)
            with journal.changing(shift):
                shift.deleted_at = actor.now
    return CHANGED


def restore_shifts(session: Session, actor: Actor, shift_ids: Sequence[uuid.UUID]) -> Changes:
    """Bring shifts back that were taken off.

    Raises:
        NotFoundError
        DoubleShiftError: the person has got another shift meanwhile.
    """
    with Journal(session, actor, "rosters.restore") as journal:
        for shift_id in shift_ids:
            shift = session.get(Shift, shift_id)
            if shift is None:
                raise NotFoundError(what="shift", key=str(shift_id))
            others = [_span(row) for row in _shifts_of(session, shift.site_id) if row.id != shift_id]
            _require_free(_span(shift)[1], others)
            with journal.changing(shift):
                shift.deleted_at = None
    return CHANGED


def sign(
    session: Session, actor: Actor, shift_id: uuid.UUID, kind: ShiftEventKind, note: str | None = None
) -> Changes:
    """Sign in 签到 or out 签退, now.

    Raises:
        NotFoundError
        SignedShiftError: signed in before.
        NotSignedInError, ShiftOverError: out before in, out twice.
    """
    with Journal(session, actor, f"rosters.{kind.value}") as journal:
        shift = _require_shift(session, shift_id)
        _require_order(_kinds(session, shift_id), kind, shift.name)
        _sign(journal, shift, kind, note)
    return CHANGED


def hand_over(
    session: Session, actor: Actor, shift_id: uuid.UUID, to_shift_id: uuid.UUID, note: str
) -> Changes:
    """Hand over 交接 to who comes next, who is signed in by it.

    Args:
        note: what the next one has to know; it must not be empty.

    Raises:
        NotFoundError, NotSignedInError, ShiftOverError, EmptyFieldError
    """
    if not note.strip():
        raise EmptyFieldError(field="note")
    with Journal(session, actor, "rosters.handover") as journal:
        shift, following = _require_shift(session, shift_id), _require_shift(session, to_shift_id)
        if following.site_id != shift.site_id or following.id == shift.id:
            raise NotFoundError(what="shift", key=str(to_shift_id))
        _require_order(_kinds(session, shift_id), ShiftEventKind.HANDOVER, shift.name)
        _sign(journal, shift, ShiftEventKind.HANDOVER, note.strip(), following.name)
        if ShiftEventKind.IN not in _kinds(session, to_shift_id):
            _sign(journal, following, ShiftEventKind.IN, None)
    return CHANGED


def _sign(
    journal: Journal, shift: Shift, kind: ShiftEventKind, note: str | None, to_name: str | None = None
) -> None:
    journal.insert(
        ShiftEvent(
            site_id=shift.site_id,
            shift_id=shift.id,
            kind=kind,
            at=journal.actor.now,
            name=shift.name,
            to_name=to_name,
            note=note or None,
            person_id=journal.actor.person_id,
        )
    )


def _exchange(journal: Journal, first: Shift, second: Shift) -> None:
    ours, theirs = ((row.name, row.phone, row.person_id) for row in (first, second))
    for row, values in ((first, theirs), (second, ours)):
        with journal.changing(row):
            row.name, row.phone, row.person_id = values


def _values(planned: Planned, site_id: uuid.UUID, campaign_key: str) -> dict[str, object]:
    return {
        "site_id": site_id,
        "campaign_key": campaign_key,
        "starts_at": planned.starts_at,
        "ends_at": planned.ends_at,
        "name": planned.name.strip(),
        "phone": planned.phone or None,
        "note": planned.note or None,
    }


def _span(row: Shift) -> tuple[str, Planned]:
    return row.name, Planned(row.starts_at, row.ends_at, row.name, row.phone, row.note)


def _shifts_of(session: Session, site_id: uuid.UUID) -> Sequence[Shift]:
    wanted = select(Shift).where(Shift.site_id == site_id, Shift.deleted_at.is_(None))
    return session.scalars(wanted).all()


def _kinds(session: Session, shift_id: uuid.UUID) -> set[str]:
    wanted = select(ShiftEvent.kind).where(ShiftEvent.shift_id == shift_id, ShiftEvent.deleted_at.is_(None))
    return set(session.scalars(wanted))


def _require_sound(planned: Planned) -> None:
    if not planned.name.strip():
        raise EmptyFieldError(field="name")
    if not planned.starts_at < planned.ends_at <= planned.starts_at + LONGEST:
        hours = LONGEST.total_seconds() / 3600
        raise ShiftSpanError(start=planned.starts_at, end=planned.ends_at, hours=f"{hours:g}")


def _require_free(planned: Planned, taken: Sequence[tuple[str, Planned]]) -> None:
    for name, other in taken:
        is_same = name == planned.name.strip()
        if is_same and other.starts_at < planned.ends_at and planned.starts_at < other.ends_at:
            raise DoubleShiftError(name=name, start=other.starts_at, end=other.ends_at)


def _require_shift(session: Session, shift_id: uuid.UUID) -> Shift:
    shift = session.get(Shift, shift_id)
    if shift is None or shift.deleted_at is not None:
        raise NotFoundError(what="shift", key=str(shift_id))
    return shift


def _require_unsigned(session: Session, shift_id: uuid.UUID, seen: int | None) -> Shift:
    shift = _require_shift(session, shift_id)
    if seen is not None and shift.hlc > seen:
        raise StaleError(what=shift.name)
    if _kinds(session, shift_id):
        raise SignedShiftError(name=shift.name)
    return shift


def _require_order(signed: set[str], kind: ShiftEventKind, name: str) -> None:
    if signed & {ShiftEventKind.OUT, ShiftEventKind.HANDOVER}:
        raise ShiftOverError(name=name)
    if kind is ShiftEventKind.IN and ShiftEventKind.IN in signed:
        raise SignedShiftError(name=name)
    if kind is not ShiftEventKind.IN and ShiftEventKind.IN not in signed:
        raise NotSignedInError(name=name)


def _require_member(session: Session, site_id: uuid.UUID, campaign_key: str) -> None:
    wanted = (
        select(Membership.id)
        .join(Site, Site.id == Membership.site_id)
        .where(Membership.site_id == site_id, Membership.campaign_key == campaign_key)
        .where(Site.deleted_at.is_(None), Membership.deleted_at.is_(None))
    )
    if session.scalar(wanted) is None:
        raise NotFoundError(what="site", key=str(site_id))
