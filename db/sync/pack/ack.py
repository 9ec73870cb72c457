"""Answer a pack: confirm to its writer what has arrived."""

import os
import uuid
from datetime import datetime
from pathlib import Path

from db.engine import Database
from db.sync.give import identity
from db.sync.pack.container import open_pack
from db.sync.pack.errors import NotTakenYetError, OwnPackError
from db.sync.pack.notes import taken_row
from db.sync.pack.read import TakenPack, take_pack
from db.sync.pack.write import Written, write_answer


def acknowledge(
    database: Database,
    path: Path,
    *,
    to: uuid.UUID | None,
    now: datetime,
    passphrase: str | None = None,
) -> Written | TakenPack:
    """Do what the file asks for.

    A file that is not there is written: an answer that only confirms. Beside somebody's pack that was taken
    here, its answer is written as `NAME.ack.qkpack`, encrypted as it was. An answer to us is taken.

    Raises:
        NotTakenYetError, OwnPackError, PackError
    """
    if not os.path.lexists(path):
        return write_answer(database, path, to=to, now=now, passphrase=passphrase)
    with open_pack(path, passphrase) as pack, database.reading() as session:
        manifest = pack.manifest
        is_own = manifest.writer.id == identity(session).id
        is_taken = taken_row(session, manifest) is not None
        secret = passphrase if pack.is_encrypted else None
    if is_own:
        raise OwnPackError(name=str(path))
    if manifest.is_answer:
        return take_pack(database, path, now=now, passphrase=passphrase)
    if not is_taken:
        raise NotTakenYetError(name=str(path))
    answer = path.with_name(f"{path.stem}.ack.qkpack")
    return write_answer(database, answer, to=manifest.writer.id, now=now, passphrase=secret)
