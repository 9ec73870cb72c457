"""Make the golden files of the present schema: `python tests/data/golden/make.py`, from the project's folder.

A file that is there already is never written again: it stands for records that people have. Clocks are fixed,
keys and ids are random.
"""

import gzip
import hashlib
import sys
import tempfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from db.actor import Actor
from db.backup import copy_file
from db.commands import attachments, divisions, readings, sites, stations, tasks, units
from db.commands.sites import SiteData
from db.commands.stations import StationRow
from db.commands.tasks import NewTask
from db.commands.units import NewPerson, NewUnit
from db.engine import Database, open_database, sqlite_module
from db.identity import Founding
from db.rules.campaigns import load_folder
from db.rules.regions import DivisionRow
from db.rules.roles import Role
from db.rules.tasks import Step
from db.schema import SCHEMA_VERSION, Site, Task
from db.setup import prepare
from db.sync.exchange import exchange
from db.sync.pack.read import take_pack
from db.sync.pack.write import write_pack
from resources import folder

HERE = Path(__file__).parent
NOW = datetime(2026, 3, 20, 8, 0, tzinfo=UTC)
MIDNIGHT = 1_773_936_000  # 2026-03-20 00:00 in China: the first hour of that day ends an hour later
CHENGAN, TOWN, SHE, FAR_TOWN = "130424", "130424100", "130426", "130426100"
HOUSING = "130424-ZJ"
DIVISIONS = [
    DivisionRow("130400", "邯郸市", "city", None, None, None),
    DivisionRow(CHENGAN, "成安县", "county", "130400", None, None),
    DivisionRow(TOWN, "成安镇", "township", CHENGAN, None, None),
    DivisionRow(SHE, "涉县", "county", "130400", None, None),
    DivisionRow(FAR_TOWN, "平安街道", "township", SHE, None, None),
]


def main() -> int:
    """Make what is not there yet."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        laptop = found(place / "laptop.db", Founding("field", "", "涉县的电脑"))
        pack = place / "golden.qkpack"
        on_the_stick(laptop, pack)
        office = found(place / "office.db", Founding(name="成安县办公室"))
        township = found(place / "township.db", Founding("field", TOWN, "成安镇的电脑"))
        together(office, township, pack)
        copy_file(place / "office.db", place / "copy.db")
        for database in (laptop, office, township):
            database.close()
        packed = gzip.compress((place / "copy.db").read_bytes(), 9, mtime=0)
        keep(HERE / f"schema-{revision(place / 'copy.db')}.db.gz", packed)
        keep(HERE / f"form-{SCHEMA_VERSION}.qkpack", pack.read_bytes())
    return 0


def found(path: Path, founding: Founding) -> Database:
    """A new record with the divisions and two campaigns."""
    database = open_database(f"sqlite:///{path}")
    prepare(database, NOW, founding)
    campaigns = load_folder(folder("campaigns"))[0]
    with database.writing() as session:
        divisions.load_divisions(session, DIVISIONS, {}, source="golden", now=NOW)
        wanted = [campaigns[key] for key in ("dust", "loose-coal")]
        divisions.load_campaigns(session, wanted, source="golden", now=NOW)
    return database


def on_the_stick(laptop: Database, pack: Path) -> None:
    """The pack's story: a site with a photo, an order about it, a station with two days of hours."""
    actor = Actor(now=NOW)
    with laptop.writing() as session:
        site = sites.add(session, actor, SiteData("玉岭路改造", FAR_TOWN, "dust", fields={"area": 800}))
        session.flush()
        attachments.add(session, actor, "site", site.id, "前.jpg", "image/jpeg", photo("stick"))
        tasks.new(session, actor, NewTask("道路积尘", [FAR_TOWN], site_code=site.code, deadline=after(5)))
        stations.save(
            session, actor, [StationRow("SX-01", "涉县站", "provincial", FAR_TOWN, 113.69, 36.58, "WGS-84")]
        )
        store(session, "SX-01", 48)
    write_pack(laptop, pack, to=None, now=NOW)


def together(office: Database, township: Database, pack: Path) -> None:
    """The database's story: an office, a township over the network, a laptop by stick; two disputes."""
    at_the_office(office)
    meet(township, office, after(1))
    with office.writing() as session:
        edit_person(session, after(2), "王某")
        tasks.step(session, Actor(now=after(2)), number(session, "裸土未覆盖"), Step.CANCEL, note="重复")
    with township.writing() as session:
        edit_person(session, after(3), "李某")
        tasks.step(session, Actor(now=after(3)), number(session, "裸土未覆盖"), Step.RECEIVE)
        site = session.scalars(select(Site).where(Site.name == "柏寺安置房")).one()
        sites.add_check(session, Actor(now=after(3)), site.id, "dust", {"cover": False}, "东侧未覆盖")
    meet(township, office, after(4))
    take_pack(office, pack, now=after(5), approve=True)
    with office.writing() as session:
        site = session.scalars(select(Site).where(Site.name == "北关散煤点")).one()
        sites.remove(session, Actor(now=after(6)), site.id)


def at_the_office(office: Database) -> None:
    actor = Actor(now=NOW)
    with office.writing() as session:
        units.add_units(session, actor, [NewUnit(HOUSING, "成安县住建局", "department", CHENGAN)])
        units.add_people(session, actor, [NewPerson("张某", Role.DUTY, CHENGAN)])
        row = StationRow("CA-01", "县政府站", "provincial", TOWN, 114.67, 36.44, "WGS-84", "M1", "123456")
        stations.save(session, actor, [row])
        store(session, "CA-01", 24)
        readings.store(session, [("CA-01", 3600, MIDNIGHT + 3600, *[None] * 11, "pm25:C")], now=after(1))
        site = sites.add(session, actor, SiteData("柏寺安置房", TOWN, "dust", fields={"area": 12000}))
        sites.add(session, actor, SiteData("北关散煤点", TOWN, "loose-coal"))
        session.flush()
        attachments.add(session, actor, "site", site.id, "前.jpg", "image/jpeg", photo("office"))
        tasks.new(session, actor, NewTask("裸土未覆盖", [TOWN], site_code=site.code, deadline=after(3)))
        tasks.new(session, actor, NewTask("渣土车未冲洗", [HOUSING], dispatch=False))


def edit_person(session, at: datetime, name: str) -> None:
    site = session.scalars(select(Site).where(Site.name == "柏寺安置房")).one()
    data = SiteData(site.name, site.unit_code, "dust", person=name, fields={"area": 12000})
    sites.edit(session, Actor(now=at), site.id, data, seen=1 << 62)


def store(session, code: str, count: int) -> None:
    """Hours from midnight on."""
    rows = [(code, 3600, MIDNIGHT + 3600 * n, 30.0 + n, *[None] * 11) for n in range(1, count + 1)]
    readings.store(session, rows, now=NOW)


def meet(one: Database, other: Database, at: datetime) -> None:
    exchange(one, other, now=lambda: at)


def number(session, title: str) -> str:
    return session.scalars(select(Task.number).where(Task.title == title)).one()


def after(hours: int) -> datetime:
    return NOW + timedelta(hours=hours)


def photo(name: str) -> bytes:
    """A thousand bytes that stand for a photo."""
    return (hashlib.sha256(name.encode()).digest() * 32)[:1000]


def revision(path: Path) -> str:
    with closing(sqlite_module().connect(path)) as connection:
        (found_,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(found_)


def keep(path: Path, content: bytes) -> None:
    if path.exists():
        print(f"{path.name} is there and stays as it is", file=sys.stderr)
        return
    path.write_bytes(content)
    print(f"{path.name}: {len(content)} bytes")


if __name__ == "__main__":
    sys.exit(main())
