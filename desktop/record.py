"""Open the record ready for use: schema, campaigns, and a region's divisions on demand."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from db.commands import divisions
from db.engine import Database, open_database
from db.errors import NotAllowedError, NotFoundError
from db.identity import Founding
from db.rules.campaigns import CampaignDefinition, Problem, load_folder
from db.rules.regions import read_region
from db.setup import Prepared, prepare
from resources import folder

REGIONS = "regions"
_CAMPAIGNS = "resources/campaigns"
_OTHERS = "the database holds other definitions; its owner must run “qingkong init” to replace them"


@dataclass(frozen=True, slots=True)
class Record:
    """An open database with the campaigns that this program knows."""

    database: Database
    prepared: Prepared
    campaigns: dict[str, CampaignDefinition]
    problems: list[Problem]


def default_url() -> str:
    """The user's own SQLite file."""
    from platformdirs import user_data_path

    return f"sqlite:///{user_data_path('qingkong', appauthor=False) / 'qingkong.db'}"


def open_record(url: str, now: datetime, founding: Founding | None = None) -> Record:
    """Create or upgrade the database at `url` and bring its campaigns up to date.

    Raises:
        KnownDbError: it cannot be opened, or a newer program made it.
    """
    database = open_database(url)
    prepared = prepare(database, now, founding)
    campaigns, problems = load_folder(folder("campaigns"))
    try:
        with database.writing() as session:
            divisions.load_campaigns(session, campaigns.values(), source=_CAMPAIGNS, now=now)
    except NotAllowedError:
        problems.append(Problem(_CAMPAIGNS, "", _OTHERS))
    return Record(database, prepared, campaigns, problems)


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
