"""Commands that are killed: orders, sites with photos, readings; beside others; on an old SQLite."""

from collections.abc import Sequence
from pathlib import Path
from unittest import mock

from db import engine
from db.engine import Database
from faults import story
from faults.scenario import Say, Scenario

ORDERS = ("裸土未覆盖", "道路积尘", "渣土车未冲洗")
SITES = ("柏寺安置房", "商城供热管网")
LARGE = 4_300_000
"""Bytes of a photo that fill more than the thousand pages after which a WAL is written back."""


def url(folder: Path) -> str:
    """Of the record in a folder."""
    return f"sqlite:///{folder / 'record.db'}"


class Commands(Scenario):
    """Deeds in a row, each acknowledged when its transaction has returned."""

    deeds: Sequence[str] = ORDERS

    def prepare(self, templates: Path) -> None:
        database = self.open(templates)
        story.found(url(templates))
        story.add_order(database, "以前的交办")
        story.add_site(database, "以前的点位", story.photo(0))
        story.add_station(database, "ST-1")
        story.add_hours(database, "ST-1", -1, 30.0)

    def open(self, folder: Path) -> Database:
        return story.opened(url(folder))

    def run(self, folder: Path, say: Say) -> None:
        database = self.open(folder)
        for deed in self.deeds:
            self.do(database, deed)
            say(deed)
        database.close()
        say("closed")

    def examine(self, folder: Path, said: Sequence[str]) -> None:
        database = self.open(folder)
        story.require_sound(database)
        done = self.done(database)
        assert done == list(self.deeds[: len(done)])
        told = [deed for deed in said if deed != "closed"]
        assert len(told) <= len(done) <= len(told) + 1, f"{told} were acknowledged, {done} are there"

    def finish(self, folder: Path) -> None:
        database = self.open(folder)
        for deed in self.deeds[len(self.done(database)) :]:
            self.do(database, deed)
        assert self.done(database) == list(self.deeds)
        story.require_sound(database)

    def do(self, database: Database, deed: str) -> None:
        story.add_order(database, deed)

    def done(self, database: Database) -> list[str]:
        """Those of the deeds that are there whole, in order."""
        numbers = story.orders(database)
        titles = [title for title, _ in sorted(numbers.items(), key=lambda item: item[1])]
        assert titles[0] == "以前的交办"
        assert [int(numbers[title][-4:]) for title in titles] == list(range(1, len(titles) + 1))
        return titles[1:]


class Sites(Commands):
    """A site with its photo is one deed."""

    deeds = SITES
    size = 20_000

    def do(self, database: Database, deed: str) -> None:
        story.add_site(database, deed, story.photo(self.deeds.index(deed) + 1, self.size))

    def done(self, database: Database) -> list[str]:
        photos = story.photographed(database)
        for number, name in enumerate(self.deeds, 1):
            assert photos.get(name) in (None, story.photo(number, self.size))
        return [name for name in photos if name != "以前的点位"]


class LargePhoto(Sites):
    """A photo so large that SQLite writes the WAL back into the file within the command."""

    deeds = SITES[:1]
    size = LARGE


class Readings(Commands):
    """A day of hours is one deed."""

    deeds = ("0", "1", "2")

    def do(self, database: Database, deed: str) -> None:
        story.add_hours(database, "ST-1", int(deed), 40.0 + int(deed))

    def done(self, database: Database) -> list[str]:
        days = story.hours(database)
        assert days.pop(("ST-1", -1)) == 30.0
        assert all(value == 40.0 + day for (_, day), value in days.items())
        return [str(day) for _, day in sorted(days)]


class WithBystander(Commands):
    """Another program has the file open all the time: nobody recovers it at its next opening."""

    def lay_out(self, templates: Path, folder: Path) -> None:
        super().lay_out(templates, folder)
        assert self.done(self.open(folder)) == []  # and the connection stays in the pool


class OldSqlite(Sites):
    """With a SQLite whose WAL is not safe, the program keeps a rollback journal."""

    def open(self, folder: Path) -> Database:
        with mock.patch.object(engine, "SAFE_WAL", (99,)):
            return super().open(folder)
