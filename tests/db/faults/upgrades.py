"""The database as a file, killed: founded, upgraded from the first schema, backed up."""

import gzip
import re
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from db import backup
from db.backup import back_up, backups, prune, series, verify_sum
from db.check import check
from db.engine import Database, sqlite_module
from db.restore import restore
from db.rotation import Keep
from db.setup import prepare, revision
from faults import story
from faults.commits import url
from faults.scenario import Say, Scenario

GOLDEN = Path(__file__).parents[2] / "data" / "golden" / "schema-0001.db.gz"
OPERATIONS = 27
"""In the golden record."""
NEWEST = "0005"
"""The schema of this program: an upgrade goes all the way or not at all."""
LATER = timedelta(hours=1)
MUCH_LATER = timedelta(days=4000)


class Founding(Scenario):
    """A new record."""

    def prepare(self, templates: Path) -> None:
        """Nothing is there yet."""

    def run(self, folder: Path, say: Say) -> None:
        database = story.opened(url(folder))
        prepare(database, story.NOW)
        say("ready")
        database.close()

    def examine(self, folder: Path, said: Sequence[str]) -> None:
        found = revision(story.opened(url(folder)))
        assert found in (None, NEWEST)
        if said:
            story.require_sound(story.opened(url(folder)))

    def finish(self, folder: Path) -> None:
        database = story.opened(url(folder))
        prepare(database, story.NOW)
        assert check(database) == []


class Upgrade(Scenario):
    """A record of the first schema."""

    def prepare(self, templates: Path) -> None:
        (templates / "record.db").write_bytes(gzip.decompress(GOLDEN.read_bytes()))

    def run(self, folder: Path, say: Say) -> None:
        database = story.opened(url(folder))
        prepare(database, story.NOW)
        say("upgraded")
        database.close()

    def examine(self, folder: Path, said: Sequence[str]) -> None:
        found = revision(story.opened(url(folder)))
        assert found in ("0001", NEWEST)
        if found == NEWEST:
            require_whole_copies(folder)
        if said:
            assert found == NEWEST

    def finish(self, folder: Path) -> None:
        database = story.opened(url(folder))
        was = revision(database)
        again = prepare(database, story.NOW + LATER)
        assert (again.backup is None) == (was == NEWEST)
        assert revision(database) == NEWEST
        story.require_sound(database)
        assert len(story.log_of(database)) == OPERATIONS


class UpgradeCopy(Upgrade):
    """What a person finds beside the record and would go back to."""

    def examine(self, folder: Path, said: Sequence[str]) -> None:
        super().examine(folder, said)
        if copies(folder):
            require_whole_copies(folder)


class Backup(Scenario):
    """A backup beside an earlier one, and the earlier one let go."""

    def prepare(self, templates: Path) -> None:
        database = story.found(url(templates))
        story.add_site(database, "柏寺安置房", story.photo(1))
        back_up(database, templates / "backups", story.NOW - LATER)
        self.series = series(database)

    def run(self, folder: Path, say: Say) -> None:
        database = story.opened(url(folder))
        back_up(database, folder / "backups", story.NOW)
        say("backed up")
        prune(folder / "backups", series(database), Keep(1, 0, 0), story.NOW)
        say("pruned")
        database.close()

    def examine(self, folder: Path, said: Sequence[str]) -> None:
        story.require_sound(story.opened(url(folder)))
        times = [one.at for one in self.whole(folder)]
        assert times in ([story.NOW - LATER], [story.NOW - LATER, story.NOW], [story.NOW])
        if "backed up" in said:
            assert story.NOW in times

    def finish(self, folder: Path) -> None:
        database, place = story.opened(url(folder)), folder / "backups"
        back_up(database, place, story.NOW + MUCH_LATER)
        prune(place, self.series, Keep(1, 0, 0), story.NOW + MUCH_LATER)
        (last,) = self.whole(folder)
        assert last.at == story.NOW + MUCH_LATER

    def whole(self, folder: Path) -> list[backup.Backup]:
        """The backups that are listed; each must be what was written."""
        found = backups(folder / "backups", self.series)
        for one in found:
            assert verify_sum(one.path)
            copy = story.opened(f"sqlite:///{one.path}")
            assert check(copy) == []
            assert story.photographed(copy) == {"柏寺安置房": story.photo(1)}
            copy.close()
        return found


class Restore(Scenario):
    """A backup becomes a record of its own in a new place."""

    def prepare(self, templates: Path) -> None:
        database = story.found(url(templates))
        story.add_site(database, "柏寺安置房", story.photo(1))
        back_up(database, templates / "backups", story.NOW)
        self.operations = len(story.log_of(database))

    def run(self, folder: Path, say: Say) -> None:
        database = self.restored(folder)
        restore(next((folder / "backups").glob("*.db")), database, story.NOW)
        say("restored")
        database.close()

    def examine(self, folder: Path, said: Sequence[str]) -> None:
        database = self.restored(folder)
        assert database.path is not None
        if said or database.path.exists():
            self.require_whole(database)

    def finish(self, folder: Path) -> None:
        database = self.restored(folder)
        assert database.path is not None
        if not database.path.exists():
            restore(next((folder / "backups").glob("*.db")), database, story.NOW)
        self.require_whole(database)
        story.add_order(database, "新的交办")
        story.require_sound(database)

    def restored(self, folder: Path) -> Database:
        return story.opened(f"sqlite:///{folder / 'restored.db'}")

    def require_whole(self, database: Database) -> None:
        story.require_sound(database)
        assert len(story.log_of(database)) == self.operations
        assert story.photographed(database) == {"柏寺安置房": story.photo(1)}


class BackupLitter(Backup):
    """What the next backup, much later, leaves of the killed one: nothing."""

    def finish(self, folder: Path) -> None:
        super().finish(folder)
        (last,) = self.whole(folder)
        names = {path.name for path in (folder / "backups").iterdir()}
        assert names == {last.path.name, last.sum_path.name}


def copies(folder: Path) -> list[Path]:
    """Copies from before the upgrade, as a person sees them."""
    return [path for path in folder.iterdir() if re.fullmatch(r"record\.db\.backup-0001-\w+", path.name)]


def require_whole_copies(folder: Path) -> None:
    """There are some, and each is the whole old record."""
    found = copies(folder)
    assert found
    for path in found:
        with closing(sqlite_module().connect(path)) as copy:
            assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)], path.name
            assert copy.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
            assert copy.execute("SELECT count(*) FROM operation").fetchone() == (OPERATIONS,)
