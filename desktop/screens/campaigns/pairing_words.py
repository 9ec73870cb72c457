"""Who answers for a site, in words: the lines of its page and the choices of the editor."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from db.queries.pairings import LEVELS, Responsible
from db.queries.sites import SiteRecord
from desktop.screens.campaigns.directory import Directory

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class PairingChoice:
    """A unit for which somebody can be named, and who answers there now."""

    label: str
    link: Responsible

    @property
    def is_division(self) -> bool:
        """One of the chain: somebody can answer for all of its sites."""
        return self.link.kind in LEVELS


def who_text(link: Responsible) -> str:
    """Name, office held and phone; empty where nobody answers."""
    if link.name is None:
        return ""
    held = translate("Campaigns", "{name}, {duty}").format(name=link.name, duty=link.duty)
    text = held if link.duty else link.name
    return f"{text} {link.phone}" if link.phone else text


def choices(
    responsible: Sequence[Responsible], site: SiteRecord, directory: Directory
) -> list[PairingChoice]:
    """The chain from the county down, the departments named, then the county's other departments."""
    named = {link.unit_code for link in responsible}
    return [PairingChoice(_label(link), link) for link in (*responsible, *_others(named, site, directory))]


def _others(named: set[str], site: SiteRecord, directory: Directory) -> Iterator[Responsible]:
    for unit in directory.units.values():
        is_near = unit.kind == "department" and unit.parent_code == site.county_code
        if is_near and unit.code not in named:
            yield Responsible(unit.code, unit.label, unit.kind)


def _label(link: Responsible) -> str:
    if link.name is None:
        return translate("Campaigns", "{unit} · nobody").format(unit=link.unit_name)
    return f"{link.unit_name} · {link.name}"
