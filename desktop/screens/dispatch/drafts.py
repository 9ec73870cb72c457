"""Orders that were begun and not sent, by what they are about: closing form or window loses nothing."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from desktop.context import TaskDraft
from desktop.kept import keep_json, kept_json
from desktop.settings import Settings

Key = tuple[str | None, str | None]
_MOST = 30
"""Orders begun and forgotten: the oldest make room."""


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
    lead: str = ""
    clocks: tuple[tuple[str, str], ...] = ()
    place: str = ""
    degrees: str = ""
    contacts: str = ""

    def plain(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return {**asdict(self), "due": self.due.isoformat()}

    @classmethod
    def from_plain(cls, data: dict[str, Any]) -> "Typed":
        """What `plain` wrote.

        Raises:
            KeyError, TypeError, ValueError: it was not.
        """
        rest = {
            "draft": TaskDraft(**data["draft"]),
            "due": datetime.fromisoformat(data["due"]),
            "unit_codes": tuple(data["unit_codes"]),
            "clocks": tuple((str(clock), str(limit)) for clock, limit in data["clocks"]),
        }
        return cls(**{**data, **rest})


class Drafts:
    """Kept on this machine, by record: one a site, one a station, one without a place."""

    def __init__(self, settings: Settings | None = None, record: str = "") -> None:
        self._settings, self._name = settings or Settings(None), f"orders/typed/{record}"
        kept = kept_json(self._settings, self._name, lambda data: [Typed.from_plain(one) for one in data])
        self._typed: dict[Key, Typed] = {key(one.draft): one for one in kept or ()}

    def keep(self, typed: Typed) -> None:
        self._typed.pop(key(typed.draft), None)
        self._typed[key(typed.draft)] = typed
        for old in list(self._typed)[:-_MOST]:
            del self._typed[old]
        self._write()

    def take(self, draft: TaskDraft) -> Typed | None:
        """What was typed about the same place."""
        return self._typed.get(key(draft))

    def forget(self, draft: TaskDraft) -> None:
        """It was sent, or thrown away on purpose."""
        if self._typed.pop(key(draft), None) is not None:
            self._write()

    def _write(self) -> None:
        keep_json(self._settings, self._name, [one.plain() for one in self._typed.values()])


def key(draft: TaskDraft) -> Key:
    """What an order is about."""
    return draft.site_code, draft.station_code
