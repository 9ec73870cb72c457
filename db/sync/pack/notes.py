"""The record's memory of the packs that came: one row a pack, whatever became of it."""

import json
import uuid
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from db.errors import DomainError
from db.ids import NO_REPLICA
from db.schema import Pack
from db.sync.confirmed import read
from db.sync.pack.confirm import READINGS, write_heads
from db.sync.pack.manifest import Manifest

Status = Literal["taken", "refused", "kept"]


@dataclass(frozen=True, slots=True)
class Came:
    """A pack that came, as far as it could be read."""

    path: Path
    size: int
    manifest: Manifest | None


def taken_row(session: Session, manifest: Manifest) -> Pack | None:
    """The row of a pack that was taken whole before."""
    return session.scalar(
        select(Pack).where(
            Pack.direction == "in",
            Pack.pack_id == manifest.pack_id,
            Pack.status == "taken",
            Pack.reason.is_(None),
        )
    )


def note(
    session: Session,
    came: Came,
    status: Status,
    now: datetime,
    *,
    reason: DomainError | None = None,
    readings_upto: int = 0,
) -> None:
    """Write down what became of a pack. What was once taken stays so, whatever comes under its name later.

    Args:
        readings_upto: stamp up to which its readings were taken.
    """
    row = _row(session, came)
    if row is None:
        row = Pack(direction="in", heads="{}")
        session.add(row)
    elif row.status == "taken" and status != "taken":
        return
    row.pack_id, row.at, row.path, row.size = _id(came), now, _place(came), came.size
    row.status, row.reason = status, reason_text(reason)
    row.operations = row.attachments = 0
    if came.manifest is not None:
        _describe(row, came.manifest, readings_upto)


def reason_text(reason: DomainError | None) -> str | None:
    """Why, in a form that can be said in any language: a JSON list of template and parameters."""
    if reason is None:
        return None
    params = {name: str(value) for name, value in reason.params.items()}
    return json.dumps([reason.template, params], ensure_ascii=False)


def _describe(row: Pack, manifest: Manifest, readings_upto: int) -> None:
    before = read(row.heads).get(READINGS, 0)
    row.peer, row.peer_name = manifest.writer.id, manifest.writer.name
    row.operations, row.attachments = manifest.operations, manifest.attachments
    row.heads = write_heads(manifest.reaches, max(before, readings_upto))


def _row(session: Session, came: Came) -> Pack | None:
    """This pack's row: by its id; while its id could not be read, by where it lies."""
    same_file = and_(Pack.pack_id == NO_REPLICA, Pack.path == _place(came))
    rows = select(Pack).where(Pack.direction == "in", or_(Pack.pack_id == _id(came), same_file))
    if came.manifest is None:
        rows = select(Pack).where(Pack.direction == "in", same_file)
    return session.scalars(rows.order_by(Pack.id)).first()


def _id(came: Came) -> uuid.UUID:
    return came.manifest.pack_id if came.manifest else NO_REPLICA


def _place(came: Came) -> str:
    return str(came.path.absolute())
