"""Orders that were begun and not sent, by what they are about: closing the form loses nothing."""

from dataclasses import dataclass
from datetime import datetime

from desktop.context import TaskDraft

Key = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Typed:
    """What stood in the form."""

    draft: TaskDraft
    title: str
    campaign_key: str
    source: str
    unit_codes: tuple[str, ...]
    preset: str
    due: datetime
    found: str
    required: str
    legal: str


class Drafts:
    """Kept in memory while the window is open: one a site, one a station, one without a place."""

    def __init__(self) -> None:
        self._typed: dict[Key, Typed] = {}

    def keep(self, typed: Typed) -> None:
        self._typed[key(typed.draft)] = typed

    def take(self, draft: TaskDraft) -> Typed | None:
        """What was typed about the same place."""
        return self._typed.get(key(draft))

    def forget(self, draft: TaskDraft) -> None:
        """It was sent, or thrown away on purpose."""
        self._typed.pop(key(draft), None)


def key(draft: TaskDraft) -> Key:
    """What an order is about."""
    return draft.site_code, draft.station_code
