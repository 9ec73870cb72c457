"""Exchanges that are killed: laptop and office as files, a new laptop with a scope, PostgreSQL."""

import json
import re
import uuid
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import create_engine, make_url, select, text
from sqlalchemy.orm import Session

from db.engine import Database
from db.identity import Founding
from db.schema import Base, Observation, Operation, Peer, PeerRoot, ReadingDay, Replica
from db.sync import blobs
from db.sync.exchange import exchange
from db.sync.outcome import Progress
from faults import story
from faults.scenario import Say, Scenario

MEMBERS = 2
"""Operations that the exchange itself adds: the office writes down both replicas when they first meet."""


class Files(Scenario):
    """Laptop and office, both files, with work on both sides; they have never met."""

    scope = ""

    def laptop(self, folder: Path) -> Database:
        return story.opened(f"sqlite:///{folder / 'laptop.db'}")

    def office(self, folder: Path) -> Database:
        return story.opened(f"sqlite:///{folder / 'office.db'}")

    def prepare(self, templates: Path) -> None:
        laptop = story.found(
            f"sqlite:///{templates / 'laptop.db'}", Founding("field", self.scope, "成安镇的电脑")
        )
        office = story.found(str(self.office(templates).url))
        for database, name, number in ((laptop, "电脑", 1), (office, "办公室", 2)):
            story.add_order(database, f"{name}的交办")
            story.add_site(database, f"{name}的点位", story.photo(number))
            story.add_station(database, f"ST-{number}")
            story.add_hours(database, f"ST-{number}", number, 10.0 * number)
        self.written = story.log_of(laptop) | story.log_of(office)

    def run(self, folder: Path, say: Say) -> None:
        laptop, office = self.laptop(folder), self.office(folder)

        def progress(made: Progress) -> None:
            say(f"{made.stage} {made.done}")

        exchange(laptop, office, now=lambda: story.NOW, progress=progress)
        say("exchanged")
        laptop.close()
        office.close()

    def examine(self, folder: Path, said: Sequence[str]) -> None:
        laptop, office = self.laptop(folder), self.office(folder)
        for database in (laptop, office):
            story.require_sound(database)
            require_whole(database)
        for giver, taker in ((laptop, office), (office, laptop)):
            require_true_claims(giver, taker)
        assert self.written <= story.log_of(laptop) | story.log_of(office)
        self.require_acknowledged(laptop, office, said)

    def require_acknowledged(self, laptop: Database, office: Database, said: Sequence[str]) -> None:
        """What the progress has counted as sent is with the office; an exchange that returned is complete."""
        own = {entry for entry in self.written if entry[0] == own_id(laptop)}
        sent = [int(text.split()[1]) for text in said if text.startswith("sending")]
        if sent:
            assert len(own & story.log_of(office)) >= sent[-1]
        if "exchanged" in said:
            self.require_alike(laptop, office)

    def finish(self, folder: Path) -> None:
        laptop, office = self.laptop(folder), self.office(folder)
        exchange(laptop, office, now=lambda: story.NOW)
        assert exchange(laptop, office, now=lambda: story.NOW).nothing_new
        self.require_alike(laptop, office)
        for database in (laptop, office):
            story.require_sound(database)

    def require_alike(self, laptop: Database, office: Database) -> None:
        """Both hold all that was ever written, once, and the two members."""
        log = story.log_of(office)
        assert story.log_of(laptop) == log
        assert self.written <= log
        assert len(log) == len(self.written) + MEMBERS
        assert story.tables_of(laptop) == story.tables_of(office)
        assert len(story.photographed(office)) == 2
        assert story.hours(office) == {("ST-1", 1): 10.0, ("ST-2", 2): 20.0}


class Scoped(Files):
    """A township's laptop with work of its own gets its part of the office's record, root by root."""

    scope = story.TOWN

    def prepare(self, templates: Path) -> None:
        super().prepare(templates)
        self.add_elsewhere(templates)

    def add_elsewhere(self, templates: Path) -> None:
        """Work at the office that is none of the township's."""
        office = self.office(templates)
        story.add_department(office)
        story.add_order(office, "别处的交办", story.DEPARTMENT)
        self.written = story.log_of(self.laptop(templates)) | story.log_of(office)

    def require_alike(self, laptop: Database, office: Database) -> None:
        """The laptop holds its own and its township's; the office holds all."""
        log = story.log_of(office)
        assert self.written <= log
        assert len(log) == len(self.written) + MEMBERS
        assert story.log_of(laptop) <= log
        assert sorted(story.orders(laptop)) == ["办公室的交办", "电脑的交办"]
        assert sorted(story.photographed(laptop)) == ["办公室的点位", "电脑的点位"]
        assert story.hours(laptop) == story.hours(office) == {("ST-1", 1): 10.0, ("ST-2", 2): 20.0}
        everywhere = story.tables_of(office)
        for name, rows in story.tables_of(laptop).items():
            assert set(map(str, rows)) <= set(map(str, everywhere[name])), name


class NewLaptop(Scoped):
    """A laptop that has nothing yet, not even the divisions."""

    def prepare(self, templates: Path) -> None:
        story.begun(f"sqlite:///{templates / 'laptop.db'}", Founding("field", self.scope, "新电脑"))
        office = story.found(str(self.office(templates).url))
        story.add_order(office, "办公室的交办")
        story.add_site(office, "办公室的点位", story.photo(2))
        story.add_station(office, "ST-2")
        story.add_hours(office, "ST-2", 2, 20.0)
        self.add_elsewhere(templates)

    def require_alike(self, laptop: Database, office: Database) -> None:
        log = story.log_of(office)
        assert len(log) == len(self.written) + MEMBERS
        assert story.log_of(laptop) <= log
        assert sorted(story.orders(laptop)) == ["办公室的交办"]
        assert story.photographed(laptop) == {"办公室的点位": story.photo(2)}
        assert story.hours(laptop) == {("ST-2", 2): 20.0}


class Server(Files):
    """The office's record is on PostgreSQL; the laptop's process is killed, the server lives on."""

    server = ""
    """Set before `prepare`."""

    def office(self, folder: Path) -> Database:
        return story.opened((folder / "office.url").read_text())

    def prepare(self, templates: Path) -> None:
        self.make_office(templates)
        super().prepare(templates)
        self.keep_rows(templates)

    def lay_out(self, templates: Path, folder: Path) -> None:
        """A database is copied once for each folder; after that its rows are put back, which is quicker."""
        office = self.office(templates)
        office.close()  # a template must not be in use
        is_new = not folder.exists()
        super().lay_out(templates, folder)
        if is_new:
            self._tell_server(f"CREATE DATABASE {_name(folder)} TEMPLATE {_name(templates)}")
        url = office.url.set(database=_name(folder))
        (folder / "office.url").write_text(url.render_as_string(hide_password=False))
        if not is_new:
            self._put_rows_back(folder)

    def clear(self, folder: Path) -> None:
        super().clear(folder)
        if (folder / "office.url").exists():
            self.office(folder).close()
            self._tell_server(f"DROP DATABASE IF EXISTS {_name(folder)} WITH (FORCE)")

    def make_office(self, templates: Path) -> None:
        """An empty database that the folder knows."""
        self._tell_server(f"CREATE DATABASE {_name(templates)}")
        url = make_url(self.server).set(database=_name(templates))
        (templates / "office.url").write_text(url.render_as_string(hide_password=False))

    def keep_rows(self, templates: Path) -> None:
        """Beside the tables, for `_put_rows_back`."""
        copies = [f"CREATE TABLE kept.{name} AS TABLE public.{name}" for name in Base.metadata.tables]
        self._tell_office(templates, ["CREATE SCHEMA kept", *copies])

    def _put_rows_back(self, folder: Path) -> None:
        names = list(Base.metadata.tables)
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        others += "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        fill = [f"INSERT INTO public.{name} SELECT * FROM kept.{name}" for name in names]
        # without triggers: those of the log would refuse it, as they must
        free = ["SET LOCAL session_replication_role = replica", f"TRUNCATE {', '.join(names)}"]
        self._tell_office(folder, [others, *free, *fill])

    def _tell_office(self, folder: Path, statements: Sequence[str]) -> None:
        engine = create_engine((folder / "office.url").read_text())
        with engine.begin() as connection:
            for statement in statements:
                connection.execute(text(statement))
        engine.dispose()

    def _tell_server(self, statement: str) -> None:
        engine = create_engine(self.server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()


def _name(folder: Path) -> str:
    """Of its database on the server."""
    return "qk_killed_" + re.sub(r"\W", "_", f"{folder.parent.name}_{folder.name}").lower()


def own_id(database: Database) -> uuid.UUID:
    with database.reading() as session:
        return session.scalars(select(Replica.id).where(Replica.is_self)).one()


def require_whole(database: Database) -> None:
    """No order is there in part, no day of readings; nothing waits, as everything comes in its order."""
    story.orders(database)
    story.hours(database)


def require_true_claims(giver: Database, taker: Database) -> None:
    """What the giver has noted of the taker is with the taker."""
    with giver.reading() as here, taker.reading() as there:
        who = there.scalars(select(Replica).where(Replica.is_self)).one()
        peer = here.get(Peer, who.id)
        if peer is None:
            return
        held = dict(there.execute(select(Replica.id, Replica.seq)).all())
        for replica, seq in json.loads(peer.given).items():
            assert held.get(uuid.UUID(replica), 0) >= seq, "operations are claimed that are not there"
        _require_readings(here, there, peer)
        _require_roots(here, there, peer)
        own = here.scalars(select(Replica).where(Replica.is_self)).one()
        if peer.position_given == own.position and not who.scope:
            for replica, seq in here.execute(select(Replica.id, Replica.seq)):
                assert held.get(replica, 0) >= seq, "the whole log is claimed"
        if peer.position_given and not peer.blobs_missing:
            wanted = blobs.missing(there)
            assert not blobs.sizes(here, wanted), "photos are claimed that are not there"


def _require_readings(here: Session, there: Session, peer: Peer) -> None:
    not_theirs = ReadingDay.source.is_distinct_from(peer.replica_id)
    columns = ReadingDay.station_code, ReadingDay.period, ReadingDay.day
    given = set(here.execute(select(*columns).where(ReadingDay.stamp <= peer.readings_given, not_theirs)))
    theirs = _stamps(there)
    for (code, period, time), stamp in _stamps(here).items():
        if (code, period, (time - 1) // 86400) in given:
            assert theirs.get((code, period, time), -1) >= stamp, "readings are claimed that are not there"


def _stamps(session: Session) -> dict[tuple[str, int, int], int]:
    columns = Observation.station_code, Observation.period, Observation.time, Observation.stamp
    return {(code, period, time): stamp for code, period, time, stamp in session.execute(select(*columns))}


def _require_roots(here: Session, there: Session, peer: Peer) -> None:
    for root in here.scalars(select(PeerRoot).where(PeerRoot.replica_id == peer.replica_id)):
        of_root = select(Operation.replica, Operation.seq).where(Operation.row_id == root.root_id)
        mine = set(here.execute(of_root.where(Operation.position <= root.position)))
        assert mine <= set(there.execute(of_root)), "a root is claimed that is not there"
