"""The shared record of `tests/shared_record.py` and the world of replicas of `world.py` for these tests."""

from shared_record import own_shared, shared
from world import laptop, office, templates, world

__all__ = ["laptop", "office", "own_shared", "shared", "templates", "world"]
