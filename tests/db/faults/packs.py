"""Packs that are killed: while they are written onto the stick and while they are taken from it."""

import uuid
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import select

from db.engine import Database
from db.identity import Founding
from db.schema import Pack
from db.sync.exchange import exchange
from db.sync.pack.container import open_pack
from db.sync.pack.read import take_pack
from db.sync.pack.write import write_answer, write_pack
from faults import story
from faults.exchanges import own_id, require_true_claims
from faults.scenario import Say, Scenario

NAME, OTHER_NAME, ANSWER = "成安镇.qkpack", "成安镇-2.qkpack", "答复.qkpack"


class _Stick(Scenario):
    """A laptop with work for the office, the office, and the stick between them."""

    def laptop(self, folder: Path) -> Database:
        return story.opened(f"sqlite:///{folder / 'laptop.db'}")

    def office(self, folder: Path) -> Database:
        return story.opened(f"sqlite:///{folder / 'office.db'}")

    def stick(self, folder: Path) -> Path:
        return folder / "stick"

    def prepare(self, templates: Path) -> None:
        laptop = story.found(str(self.laptop(templates).url), Founding("field", "", "成安镇的电脑"))
        office = story.found(str(self.office(templates).url))
        self.stick(templates).mkdir()
        story.add_order(office, "办公室的交办")
        self.meet(laptop, office)
        story.add_order(laptop, "电脑的交办")
        story.add_site(laptop, "电脑的点位", story.photo(1))
        story.add_station(laptop, "ST-1")
        story.add_hours(laptop, "ST-1", 1, 10.0)
        self.written = story.log_of(laptop)

    def meet(self, laptop: Database, office: Database) -> None:
        exchange(laptop, office, now=lambda: story.NOW)

    def require_taken(self, office: Database) -> None:
        """All that the laptop has ever written is with the office."""
        assert self.written <= story.log_of(office)
        assert "电脑的交办" in story.orders(office)
        assert story.photographed(office) == {"电脑的点位": story.photo(1)}
        assert story.hours(office) == {("ST-1", 1): 10.0}

    def require_sound(self, folder: Path) -> None:
        laptop, office = self.laptop(folder), self.office(folder)
        for database in (laptop, office):
            story.require_sound(database)
            story.orders(database)
            story.hours(database)
        require_true_claims(laptop, office)
        require_true_claims(office, laptop)
        assert self.written <= story.log_of(laptop)


class Out(_Stick):
    """A pack onto the stick."""

    def run(self, folder: Path, say: Say) -> None:
        laptop = self.laptop(folder)
        write_pack(laptop, self.stick(folder) / NAME, to=None, now=story.NOW)
        say("written")
        laptop.close()

    def examine(self, folder: Path, said: Sequence[str]) -> None:
        self.require_sound(folder)
        standing = whole_packs(self.stick(folder))
        assert noted(self.laptop(folder), "out") <= standing.keys(), "a pack is noted that does not stand"
        if said:
            assert list(standing.values()) == [NAME]
            assert noted(self.laptop(folder), "out") == standing.keys()

    def finish(self, folder: Path) -> None:
        """The same name again, or another one where a pack stands already; both are taken."""
        laptop, office, stick = self.laptop(folder), self.office(folder), self.stick(folder)
        name = OTHER_NAME if (stick / NAME).exists() else NAME
        write_pack(laptop, stick / name, to=own_id(office), now=story.NOW)
        standing = whole_packs(stick)
        assert {path.name for path in stick.iterdir()} == set(standing.values()), (
            "something half-written stays"
        )
        for path in sorted(stick.iterdir()):
            take_pack(office, path, now=story.NOW)
        self.require_taken(office)
        self.require_sound(folder)


class In(_Stick):
    """A pack of a laptop that the office has never met, and approves."""

    def prepare(self, templates: Path) -> None:
        super().prepare(templates)
        write_pack(self.laptop(templates), self.stick(templates) / NAME, to=None, now=story.NOW)

    def meet(self, laptop: Database, office: Database) -> None:
        """Not before the pack."""

    def run(self, folder: Path, say: Say) -> None:
        office = self.office(folder)
        take_pack(office, self.stick(folder) / NAME, now=story.NOW, approve=True)
        say("taken")
        office.close()

    def examine(self, folder: Path, said: Sequence[str]) -> None:
        self.require_sound(folder)
        office = self.office(folder)
        if said or noted(office, "in"):
            self.require_taken(office)
        if said:
            assert noted(office, "in") == whole_packs(self.stick(folder)).keys()

    def finish(self, folder: Path) -> None:
        """Taken again, and answered: what the answer confirms is true."""
        laptop, office, stick = self.laptop(folder), self.office(folder), self.stick(folder)
        assert take_pack(office, stick / NAME, now=story.NOW, approve=True).status == "taken"
        self.require_taken(office)
        assert len(story.log_of(office)) == len(self.written) + 4 + 2  # its own order; two members
        write_answer(office, stick / ANSWER, to=own_id(laptop), now=story.NOW)
        take_pack(laptop, stick / ANSWER, now=story.NOW, approve=True)
        with laptop.reading() as session:
            assert session.scalars(select(Pack.status).where(Pack.direction == "out")).all() == ["confirmed"]
        self.require_sound(folder)


class Answer(_Stick):
    """The office's answer, which confirms the laptop's pack."""

    def prepare(self, templates: Path) -> None:
        super().prepare(templates)
        laptop, office, stick = self.laptop(templates), self.office(templates), self.stick(templates)
        write_pack(laptop, stick / NAME, to=None, now=story.NOW)
        take_pack(office, stick / NAME, now=story.NOW)
        write_answer(office, stick / ANSWER, to=own_id(laptop), now=story.NOW)

    def run(self, folder: Path, say: Say) -> None:
        laptop = self.laptop(folder)
        take_pack(laptop, self.stick(folder) / ANSWER, now=story.NOW)
        say("confirmed")
        laptop.close()

    def examine(self, folder: Path, said: Sequence[str]) -> None:
        self.require_sound(folder)
        is_confirmed = noted(self.laptop(folder), "out") == set()
        assert is_confirmed or not said
        assert is_confirmed == (len(noted(self.laptop(folder), "in")) == 1)

    def finish(self, folder: Path) -> None:
        laptop = self.laptop(folder)
        assert take_pack(laptop, self.stick(folder) / ANSWER, now=story.NOW).status == "taken"
        assert noted(laptop, "out") == set()
        self.require_sound(folder)


def whole_packs(stick: Path) -> dict[uuid.UUID, str]:
    """Id and name of the packs that a person sees on the stick; each must be whole to its last byte."""
    found = {}
    for path in sorted(stick.glob("[!.]*")):
        with open_pack(path) as pack:
            pack.verify()
            found[pack.manifest.pack_id] = path.name
    return found


def noted(database: Database, direction: str) -> set[uuid.UUID]:
    """Ids of the packs that the record says were written or taken."""
    with database.reading() as session:
        wanted = select(Pack.pack_id).where(Pack.direction == direction)
        return set(session.scalars(wanted.where(Pack.status.in_(("written", "taken")))))
