"""An exchange through the mailbox that is killed: the laptop's login may only read its scope and deliver."""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import func, make_url, select

from db.commands import units
from db.commands.units import NewPerson
from db.engine import Database
from db.identity import Founding
from db.rules.roles import Role
from db.schema import Inbound
from db.security import logins, roles
from db.sync.exchange import exchange
from db.sync.inbound import applicants, approve_applicant, merge_inbound
from faults import story
from faults.exchanges import Server, require_true_claims
from faults.scenario import Say

LOGIN = "killed.town"


class Mailbox(Server):
    """The office has approved the laptop before; there is work on both sides again."""

    scope = story.TOWN

    def prepare(self, templates: Path) -> None:
        self.make_office(templates)
        founding = Founding("field", self.scope, "成安镇的电脑")
        laptop = story.found(f"sqlite:///{templates / 'laptop.db'}", founding)
        office = story.found((templates / "office.url").read_text())
        self._give_login(office)
        self._approve(templates, laptop, office)
        story.add_order(office, "办公室的交办")
        story.add_site(laptop, "电脑的点位", story.photo(1))
        story.add_order(laptop, "电脑的交办")
        self.written = story.log_of(laptop) | story.log_of(office)
        self.keep_rows(templates)

    def clear(self, folder: Path) -> None:
        if (folder / "office.url").exists():
            self.login(folder).close()
        super().clear(folder)

    def leave(self) -> None:
        """The role belongs to the server and has rights in each of the databases."""
        self._tell_server(f'DROP ROLE IF EXISTS "{LOGIN}"')

    def login(self, folder: Path) -> Database:
        """The office's database as the township's login opens it."""
        url = make_url((folder / "office.url").read_text()).set(username=LOGIN)
        return story.opened(url.render_as_string(hide_password=False))

    def run(self, folder: Path, say: Say) -> None:
        exchange(
            self.laptop(folder), self.login(folder), now=lambda: story.NOW,
            progress=lambda made: say(f"{made.stage} {made.done}"),
        )  # fmt: skip
        say("exchanged")
        self.laptop(folder).close()

    def examine(self, folder: Path, said: Sequence[str]) -> None:
        laptop, office = self.laptop(folder), self.office(folder)
        for database in (laptop, office):
            story.require_sound(database)
            story.orders(database)
        require_true_claims(laptop, office)
        assert self.written <= story.log_of(laptop) | story.log_of(office)
        if "exchanged" in said:
            merge_inbound(office, story.NOW)
            assert self.written <= story.log_of(office)
            assert sorted(story.orders(laptop)) == ["办公室的交办", "电脑的交办"]

    def finish(self, folder: Path) -> None:
        laptop, office = self.laptop(folder), self.office(folder)
        exchange(laptop, self.login(folder), now=lambda: story.NOW)
        merge_inbound(office, story.NOW)
        exchange(laptop, self.login(folder), now=lambda: story.NOW)
        self.login(folder).close()
        assert story.log_of(office) == self.written
        assert story.log_of(laptop) <= self.written
        assert sorted(story.orders(laptop)) == sorted(story.orders(office)) == ["办公室的交办", "电脑的交办"]
        assert story.photographed(office) == {"电脑的点位": story.photo(1)}
        with office.reading() as session:
            unmerged = select(func.count()).select_from(Inbound).where(Inbound.status != "merged")
            assert session.scalar(unmerged) == 0
        require_true_claims(laptop, office)
        for database in (laptop, office):
            story.require_sound(database)

    def _give_login(self, office: Database) -> None:
        with office.writing() as session:
            roles.setup(session)
            units.add_people(session, story.ACTOR, [NewPerson("王成安", Role.TOWNSHIP, story.TOWN)])
            session.flush()
            logins.add(session, story.NOW, logins.find_person(session, "王成安"), name=LOGIN)

    def _approve(self, folder: Path, laptop: Database, office: Database) -> None:
        """By its first delivery."""
        exchange(laptop, self.login(folder), now=lambda: story.NOW)
        story.add_station(laptop, "ST-1")
        exchange(laptop, self.login(folder), now=lambda: story.NOW)
        merge_inbound(office, story.NOW)
        with office.writing() as session:
            (applicant,) = applicants(session)
            approve_applicant(session, story.ACTOR, applicant)
        merge_inbound(office, story.NOW)
        exchange(laptop, self.login(folder), now=lambda: story.NOW)
        self.login(folder).close()
