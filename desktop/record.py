"""Open the record ready for use: schema, campaigns, and a region's divisions on demand."""

import os
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from db.changes import Changes
from db.commands import divisions
from db.engine import Database, open_database
from db.errors import NotAllowedError, NotFoundError
from db.identity import Founding
from db.rules.campaign_folders import Loaded
from db.rules.campaign_folders import load as load_definitions
from db.rules.campaigns import CampaignDefinition, Problem
from db.rules.regions import read_region
from db.setup import Prepared, prepare
from resources import folder

REGIONS = "regions"
_CAMPAIGNS = "resources/campaigns"
CAMPAIGNS_VARIABLE = "QINGKONG_CAMPAIGNS"
"""Environment variable: the folder of the office's own definitions."""
OTHERS_STORED = Problem(
    _CAMPAIGNS,
    "",
    "the database holds other definitions; its owner must run “qingkong init” to replace them",
)


@dataclass(frozen=True, slots=True)
class Record:
    """An open database with the campaigns that this program knows.

    `own_campaigns` is the folder of the office's own definitions, whether or not it is there.
    """

    database: Database
    prepared: Prepared
    loaded: Loaded
    own_campaigns: Path | None = None

    @property
    def campaigns(self) -> dict[str, CampaignDefinition]:
        """The definitions in use."""
        return self.loaded.definitions

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with the definitions."""
        return self.loaded.problems


def default_url() -> str:
    """The user's own SQLite file."""
    from platformdirs import user_data_path

    return f"sqlite:///{user_data_path('qingkong', appauthor=False) / 'qingkong.db'}"


def open_record(
    url: str, now: datetime, founding: Founding | None = None, campaigns: str | None = None
) -> Record:
    """Create or upgrade the database at `url` and bring its campaigns up to date.

    Args:
        campaigns: the folder of the office's own definitions; without it, see `own_campaigns`.

    Raises:
        KnownDbError: it cannot be opened, or a newer program made it.
    """
    database = open_database(url)
    prepared = prepare(database, now, founding)
    own = own_campaigns(database, campaigns)
    loaded = load_definitions(folder("campaigns"), own)
    try:
        with database.writing() as session:
            store_campaigns(session, loaded, now)
    except NotAllowedError:
        loaded.problems.append(OTHERS_STORED)
    return Record(database, prepared, loaded, own)


def own_profiles(database: Database) -> Path:
    """The folder where mappings of imported ledgers are kept: beside the file, or in the user's own."""
    if database.is_sqlite and database.path is not None:
        return database.path.with_name(f"{database.path.name}.ledgers")
    return _users_own(database, "ledgers")


def own_papers(database: Database) -> Path:
    """The folder of the office's own templates of papers: beside the file, or in the user's own."""
    if database.is_sqlite and database.path is not None:
        return database.path.with_name(f"{database.path.name}.papers")
    return _users_own(database, "papers")


def own_campaigns(database: Database, chosen: str | None = None) -> Path | None:
    """The folder of the office's definitions: the chosen one, else beside the file or in the user's own."""
    chosen = chosen or os.environ.get(CAMPAIGNS_VARIABLE)
    if chosen:
        return Path(chosen).absolute()
    if database.is_sqlite:
        return database.path.with_name(f"{database.path.name}.campaigns") if database.path else None
    return _users_own(database, "campaigns")


def _users_own(database: Database, kind: str) -> Path:
    from platformdirs import user_config_path

    name = f"{database.url.host or 'localhost'}_{database.url.database}"
    return user_config_path("qingkong", appauthor=False) / kind / re.sub(r"[^\w.-]", "_", name)


def store_campaigns(session: Session, loaded: Loaded, now: datetime) -> Changes:
    """Tell the database what campaigns there are."""
    return divisions.load_campaigns(session, loaded.definitions.values(), source=_CAMPAIGNS, now=now)


def load_region(database: Database, name: str, now: datetime) -> int:
    """Load the divisions and polygons of a shipped region; the number of units.

    Raises:
        NotFoundError: no such region is shipped.
    """
    place = folder(REGIONS) / name
    if not name.isidentifier() or not place.is_dir():
        raise NotFoundError(what="region", key=name)
    region = read_region(place)
    with database.writing() as session:
        divisions.load_divisions(
            session, region.units, region.polygons, source=f"resources/regions/{name}", now=now
        )
    return len(region.units)


def is_file(url: str) -> bool:
    """Whether the URL names a SQLite file that exists."""
    return url.startswith("sqlite:///") and Path(url.removeprefix("sqlite:///")).is_file()
