"""States of a site in a campaign."""

from enum import StrEnum


class SiteState(StrEnum):
    """在册, 整改中, 已销号, 已撤出; a campaign's definition gives its own words."""

    ACTIVE = "active"
    RECTIFYING = "rectifying"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
