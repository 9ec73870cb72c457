"""Two records to carry packs between, and packs that no honest program would write."""

import hashlib
import zlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from db.actor import Actor
from db.commands import attachments, divisions, sites, stations, units
from db.commands.units import NewUnit
from db.engine import Database, open_database
from db.identity import Founding
from db.rules.campaigns import load_folder
from db.rules.regions import DivisionRow
from db.schema import Attachment, Blob, Operation, Pack, Peer, Replica, ReplicaKey, Site
from db.setup import prepare
from db.sync.keys import sign
from db.sync.pack import zipform
from db.sync.pack.container import open_pack
from db.sync.pack.manifest import Manifest, Member, to_bytes
from resources import folder

CAMPAIGNS = load_folder(folder("campaigns"))[0]
DIVISIONS = [
    DivisionRow("130400", "邯郸市", "city", None, None, None),
    DivisionRow("130424", "成安县", "county", "130400", None, None),
    DivisionRow("130424100", "成安镇", "township", "130424", None, None),
    DivisionRow("130424101", "商城镇", "township", "130424", None, None),
]
NOW = datetime(2026, 3, 20, 8, 0, tzinfo=UTC)
TOWN, OTHER_TOWN = "130424100", "130424101"


def new_laptop(path: Path, scope: str = TOWN, name: str = "成安镇笔记本", *, bare: bool = False) -> Path:
    """The record of a township's laptop, as `qingkong init` makes it; bare: without divisions."""
    database = open_database(f"sqlite:///{path}")
    prepare(database, NOW, Founding("field", scope, name))
    if not bare:
        furnish(database, NOW)
    database.close()
    return path


def furnish(database: Database, now: datetime) -> None:
    """The divisions and campaigns that `qingkong init` loads."""
    with database.writing() as s:
        divisions.load_divisions(s, DIVISIONS, {}, source="test", now=now)
        divisions.load_campaigns(s, [CAMPAIGNS["dust"]], source="test", now=now)


def add_site(database: Database, actor: Actor, code: str, unit: str = TOWN) -> None:
    with database.writing() as s:
        sites.add(s, actor, sites.SiteData(f"工地 {code}", unit, "dust", code=code, fields={"area": 1}))


def add_photo(database: Database, actor: Actor, code: str, content: bytes) -> str:
    """Attach a photo to a site; its SHA-256."""
    with database.writing() as s:
        site = s.scalars(select(Site).where(Site.code == code)).one()
        attachments.add(s, actor, "site", site.id, "现场.jpg", "image/jpeg", content)
    return hashlib.sha256(content).hexdigest()


def add_station(database: Database, actor: Actor, code: str, unit: str = TOWN) -> None:
    with database.writing() as s:
        stations.save(s, actor, [stations.StationRow(code, f"站 {code}", unit_code=unit)])


def add_department(database: Database, actor: Actor, code: str) -> None:
    with database.writing() as s:
        units.add_units(s, actor, [NewUnit(code, f"部门 {code}", "department", "130424")])


def site_codes(database: Database) -> list[str]:
    with database.reading() as s:
        return list(s.scalars(select(Site.code).order_by(Site.code)))


def log_rows(database: Database) -> set[tuple[Any, ...]]:
    """Replica, number and hash of every operation that is here."""
    with database.reading() as s:
        return {tuple(row) for row in s.execute(select(Operation.replica, Operation.seq, Operation.hash))}


def own(database: Database) -> Replica:
    with database.reading() as s:
        replica = s.scalars(select(Replica).where(Replica.is_self)).one()
        s.expunge(replica)
        return replica


def peers(database: Database) -> list[Peer]:
    with database.reading() as s:
        found = list(s.scalars(select(Peer)))
        s.expunge_all()
        return found


def pack_rows(database: Database) -> list[Pack]:
    with database.reading() as s:
        found = list(s.scalars(select(Pack).order_by(Pack.id)))
        s.expunge_all()
        return found


def photos(database: Database) -> dict[str, bytes]:
    with database.reading() as s:
        return {row.sha256: row.content for row in s.scalars(select(Blob))}


def attached(database: Database) -> set[str]:
    with database.reading() as s:
        return set(s.scalars(select(Attachment.sha256)))


@dataclass
class Forger:
    """Writes packs that no honest program would write, signed with a replica's own key."""

    manifest: Manifest
    contents: list[zipform.Content]
    private: str

    @classmethod
    def of(cls, database: Database, path: Path) -> "Forger":
        """Begin with an honest pack of this record."""
        with database.reading() as s:
            private = s.scalars(select(ReplicaKey.private)).one()
        with open_pack(path) as pack:
            contents = [_content(member, content) for member, content in pack.contents()]
            return cls(pack.manifest, contents, private)

    def with_lines(self, lines: list[bytes], number: int = 0) -> "Forger":
        """With another text in the place of one."""
        name = self.contents[number].member.name
        return self.with_content(zipform.deflated(name, b"".join(line + b"\n" for line in lines)), number)

    def with_content(self, content: zipform.Content, number: int = 0) -> "Forger":
        contents = [*self.contents[:number], content, *self.contents[number + 1 :]]
        return replace(self, contents=contents).listing()

    def listing(self) -> "Forger":
        """With a manifest that lists what is there."""
        members = tuple(content.member for content in self.contents)
        return replace(self, manifest=replace(self.manifest, members=members))

    def told(self, **values: Any) -> "Forger":
        """With a manifest that says something else of the pack or, by `side` and the like, of its writer."""
        about = {key: value for key, value in values.items() if key in ("side", "schema_version", "name")}
        writer = replace(self.manifest.writer, **about)
        rest = {key: value for key, value in values.items() if key not in about}
        return replace(self, manifest=replace(self.manifest, writer=writer, **rest))

    def claiming(self, public: str) -> "Forger":
        """With another public key in the manifest."""
        writer = replace(self.manifest.writer, public_key=public)
        return replace(self, manifest=replace(self.manifest, writer=writer))

    def lines(self, number: int = 0) -> list[bytes]:
        content = self.contents[number]
        return zlib.decompress(content.packed, -15).splitlines()

    def write(self, path: Path, manifest: bytes | None = None) -> Path:
        """The file; `manifest` stands and is signed in the place of ours."""
        text = to_bytes(self.manifest) if manifest is None else manifest
        front = [zipform.stored("manifest.json", text), zipform.stored("signature", self.sign(text))]
        parts = [*front, *self.contents]
        entries = [zipform.entry_of(part.member, part.crc) for part in parts]
        whole = [e.local() + part.packed for e, part in zip(entries, parts, strict=True)]
        path.write_bytes(b"".join(whole) + zipform.directory(entries))
        return path

    def sign(self, text: bytes) -> bytes:
        return sign(self.private, text).encode()


def _content(member: Member, content: bytes) -> zipform.Content:
    return zipform.deflated(member.name, content) if member.packed else zipform.stored(member.name, content)
