"""What a campaign's definition proposes for a new order."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.queries.units import UnitRecord
from db.rules.campaigns import CampaignDefinition


@dataclass(frozen=True, slots=True)
class Proposal:
    """Texts for the fields of the form; "" where nothing can be said."""

    title: str = ""
    found: str = ""
    required: str = ""
    legal: str = ""
    clocks: tuple[tuple[str, str], ...] = ()
    """Clock -> time limit, beside the deadline."""


def proposal(definition: CampaignDefinition | None, language: str, site: str, unit: str) -> Proposal:
    """The definition's order, filled in; its sentences about a place only where there is one."""
    if definition is None:
        return Proposal()
    order, names = definition.order, {"site": site, "unit": unit}
    legal = order.legal[0].name(language) if order.legal else ""
    wanted = (("receive", order.receive), ("arrive", order.arrive), ("verify", order.verify))
    clocks = tuple((clock, limit) for clock, limit in wanted if limit)
    required = order.required.name(language).format(**names)
    if not site:
        return Proposal(required=required, legal=legal, clocks=clocks)
    return Proposal(
        order.title.name(language).format(**names),
        order.found.name(language).format(**names),
        required,
        legal,
        clocks,
    )


def legal_choices(definition: CampaignDefinition | None, language: str) -> list[str]:
    """Legal bases to choose from."""
    return [item.name(language) for item in definition.order.legal] if definition else []


def township(units: Sequence[UnitRecord], code: str | None) -> str:
    """Name of the township that a unit lies in: a village's code begins with its township's."""
    found = (unit for unit in units if unit.kind == "township" and (code or "").startswith(unit.code))
    return next((unit.name for unit in found), "")


def receivers(
    units: Sequence[UnitRecord], near: str | None, definition: CampaignDefinition | None
) -> list[UnitRecord]:
    """Units in the order they are likely to be meant.

    Those of the same county come first, of these the campaign's departments, then the others, then townships.
    """
    county = (near or "")[:6]
    lead = definition.lead if definition else ()
    supporting = definition.supporting if definition else ()
    kinds = {"department": 2, "enterprise": 3, "township": 4, "county": 5}

    def rank(unit: UnitRecord) -> tuple[bool, int, str]:
        elsewhere = not (county and unit.code.startswith(county))
        # departments are written with their county before them
        if unit.name.endswith(tuple(lead)):
            return elsewhere, 0, unit.code
        return elsewhere, 1 if unit.name.endswith(tuple(supporting)) else kinds.get(unit.kind, 6), unit.code

    return sorted(units, key=rank)
