"""Take a pack: everything is checked first, then each part is a transaction of its own; again is no harm."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from db.engine import Database
from db.schema import Pack
from db.sync.pack import files
from db.sync.pack.errors import PackError
from db.sync.pack.notes import reason_text
from db.sync.pack.preview import Preview, preview
from db.sync.pack.progress import IsCancelled, OnProgress, Steps, ignore, never
from db.sync.pack.taking import TakenPack, Taking

__all__ = ["Preview", "TakenPack", "preview", "retry_kept", "take_pack"]


def take_pack(
    database: Database,
    path: Path,
    *,
    now: datetime,
    passphrase: str | None = None,
    approve: bool = False,
    progress: OnProgress = ignore,
    cancelled: IsCancelled = never,
) -> TakenPack:
    """Take a pack. Cut anywhere, taking it again goes on; taken whole, it changes nothing any more.

    A newer program's pack is copied beside the record and kept unopened.

    Args:
        approve: its writer, unknown so far, is approved; the caller has compared the fingerprint.

    Raises:
        BadPackError: it is not taken.
        PackCancelledError: what was taken until then stays.
    """
    return Taking(database, path, now, Steps(str(path), progress, cancelled)).run(passphrase, approve)


def retry_kept(database: Database, now: datetime) -> int:
    """Take the packs that were kept for this program's upgrade; how many were taken."""
    with database.reading() as session:
        waiting = select(Pack.id, Pack.path).where(Pack.direction == "in", Pack.status == "kept")
        rows = session.execute(waiting.order_by(Pack.id)).all()
    count = 0
    for row_id, path in rows:
        try:
            done = take_pack(database, Path(path), now=now)
        except PackError as error:
            with database.writing() as session:
                session.get_one(Pack, row_id).reason = reason_text(error)
            continue
        if done.status == "taken":
            files.remove(Path(path))
            count += 1
    return count
