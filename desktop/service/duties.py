"""What the service does besides listening and backups. A further duty is one more class and one more line."""

from datetime import datetime, timedelta
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from db.engine import Database, open_database
from db.files import Cancelled
from db.queries import sync
from db.queries.deadlines import Clocks, clocks
from db.queries.sync import Summary
from db.setup import require_ready
from db.sync.exchange import exchange
from desktop.clock import Clock
from desktop.rolling_up import roll_up
from desktop.service.duty import Plain
from desktop.standards import quality

translate = QCoreApplication.translate

DUE_SOON = timedelta(hours=2)


class Merged(Protocol):
    """What came of merging what field logins have put into a shared database."""

    @property
    def merged(self) -> int: ...
    @property
    def refused(self) -> int: ...
    @property
    def waiting(self) -> int: ...


class Merge(Protocol):
    """Takes what waits in `inbound`."""

    def __call__(self, database: Database, now: datetime) -> Merged: ...


class Merging(Plain):
    """Takes the signed operations that field logins have put into the database."""

    name = "merge"
    every = 5.0

    def __init__(self, database: Database, merge: Merge) -> None:
        self._database, self._merge = database, merge

    def run(self, now: datetime) -> str:
        done = self._merge(self._database, now)
        text = translate("service", "{merged} deliveries merged, {refused} refused, {waiting} wait")
        return text.format(merged=done.merged, refused=done.refused, waiting=done.waiting)


class Retry(Protocol):
    """Takes packs that were kept for a newer program; how many it took."""

    def __call__(self, database: Database, now: datetime) -> int: ...


class KeptPacks(Plain):
    """Takes packs that an older program could not read, after the upgrade."""

    name = "packs"
    every = 600.0

    def __init__(self, database: Database, retry: Retry) -> None:
        self._database, self._retry = database, retry

    def run(self, now: datetime) -> str:
        text = translate("service", "{count} kept packs taken")
        return text.format(count=self._retry(self._database, now))


class RollingUp(Plain):
    """Lets days and months follow the hours that have come."""

    name = "roll-ups"
    every = 20.0

    def __init__(self, database: Database, cancelled: Cancelled) -> None:
        self._database, self._cancelled = database, cancelled

    def run(self, now: datetime) -> str:
        days, is_all = 0, False
        while not is_all and not self._cancelled():
            with self._database.writing() as session:
                done = roll_up(session, rules=quality())
            days, is_all = days + done.days, done.is_all
        return translate("service", "{count} station-days rolled up").format(count=days)


class Exchanging(Plain):
    """Exchanges with another database by itself."""

    name = "exchange"

    def __init__(
        self, database: Database, url: str, every: float, clock: Clock, cancelled: Cancelled
    ) -> None:
        self.every = every
        self._database, self._url, self._clock, self._cancelled = database, url, clock, cancelled

    def run(self, now: datetime) -> str:
        theirs = open_database(self._url)
        try:
            require_ready(theirs)
            done = exchange(self._database, theirs, now=self._clock.now, cancelled=self._cancelled)
        finally:
            theirs.close()
        if done.nothing_new:
            return translate("service", "{peer} and this record hold the same").format(peer=done.peer.name)
        text = translate(
            "service", "{sent} changes to {peer}, {received} back, {refused} refused, {held} held"
        )
        return text.format(
            peer=done.peer.name,
            sent=done.sent.operations,
            received=done.received.operations,
            refused=len(done.sent.refused) + len(done.received.refused),
            held=done.sent.held + done.received.held,
        )


class Watching(Plain):
    """Looks at the clocks of open orders and at what waits: the figures of the health page."""

    name = "clocks"
    every = 30.0

    def __init__(self, database: Database) -> None:
        self._database = database
        self.summary: Summary | None = None
        self.clocks: Clocks | None = None

    def run(self, now: datetime) -> str:
        with self._database.reading() as session:
            self.summary = sync.summary(session, self.summary)
            found = self.clocks = clocks(session, now, DUE_SOON)
        text = translate("service", "{open} orders open, {soon} due within {hours} h, {late} overdue")
        hours = int(DUE_SOON.total_seconds() // 3600)
        return text.format(open=found.open, soon=found.due_soon, hours=hours, late=found.overdue)
