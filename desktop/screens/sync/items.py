"""An item of any list as a page, and what it is about."""

from typing import Any

from db.queries.conflicts import ConflictRecord
from db.queries.outbox import ChangeRecord
from db.queries.peers import PackRecord, PeerRecord, ReplicaRecord
from db.queries.unsettled import ClockRecord
from desktop.screens.sync import pages
from desktop.screens.sync.columns import Reading
from desktop.screens.sync.detail import Page
from desktop.screens.sync.loading import Unsettled


def page_of(record: Any, read: Reading, *, is_office: bool) -> Page:
    """The page of a record of any list but the inbox."""
    if isinstance(record, ReplicaRecord):
        return pages.replica_page(record, read, is_office=is_office)
    makers: dict[type, Any] = {
        ChangeRecord: pages.change_page,
        Unsettled: pages.unsettled_page,
        PeerRecord: pages.peer_page,
        PackRecord: pages.pack_page,
        ClockRecord: pages.clock_page,
    }
    page: Page = makers[type(record)](record, read)
    return page


def target_of(record: Any) -> tuple[str, str]:
    """The order or site that a record is about, with its number or code; two empty texts if none."""
    things = []
    if isinstance(record, ConflictRecord):
        things = [record.thing]
    elif isinstance(record, ChangeRecord):
        things = [row.thing for row in record.rows]
    for kind in (pages.OPEN_TASK, pages.OPEN_SITE):
        for thing in things:
            if thing.root == kind:
                return kind, thing.code
    return "", ""
