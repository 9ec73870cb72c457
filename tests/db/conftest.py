"""A small record that several tests of commands begin with."""

import pytest

from db.actor import Actor
from db.commands import divisions
from db.engine import Database
from db.rules.campaigns import load_folder
from db.rules.regions import DivisionRow
from resources import folder

DIVISIONS = [
    DivisionRow("130424", "成安县", "county", None, None, None),
    DivisionRow("130424100", "成安镇", "township", "130424", None, None),
    DivisionRow("130424100200", "北阳村", "village", "130424100", None, None),
]


@pytest.fixture
def chengan(database: Database, actor: Actor) -> Database:
    """One county, one township, one village, and all campaigns; on both engines."""
    campaigns = load_folder(folder("campaigns"))[0]
    with database.writing() as session:
        divisions.load_divisions(session, DIVISIONS, {}, source="test", now=actor.now)
        divisions.load_campaigns(session, campaigns.values(), source="test", now=actor.now)
    return database
