"""Data that ships with the program: standards, campaigns, regions, themes, fonts, demo readings."""

from importlib.resources import files
from importlib.resources.abc import Traversable


def folder(name: str) -> Traversable:
    """The shipped folder `name`, for instance `standards`."""
    return files(__name__) / name
