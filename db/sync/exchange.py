"""Two databases give each other what they lack: operations, attachments, readings, in both directions."""

from collections.abc import Callable
from datetime import datetime

from db.engine import Database
from db.sync.direct import exchange_directly
from db.sync.mailbox import exchange_by_mailbox, may_write
from db.sync.outcome import Exchanged, Progress, never


def exchange(
    mine: Database,
    theirs: Database,
    *,
    now: Callable[[], datetime],
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] = never,
) -> Exchanged:
    """Bring two replicas together. Cut anywhere, the next call goes on; complete, both hold the same.

    With a login that may not write there, what is ours goes through the mailbox and waits to be merged.

    Raises:
        SameReplicaError, PartsOnlyError, CancelledError, UpgradeNeededError, KnownDbError
    """
    with theirs.reading() as session:
        is_open = may_write(session)
    if not is_open:
        return exchange_by_mailbox(mine, theirs, now=now, progress=progress, cancelled=cancelled)
    return exchange_directly(mine, theirs, now, progress or (lambda _progress: None), cancelled)
