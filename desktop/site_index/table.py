"""A campaign's rows as they were read. A newer reading makes a new table: no view changes under way."""

import json
import uuid
from bisect import bisect_left
from collections.abc import Iterator
from operator import itemgetter
from typing import Any

from db.queries.site_list import ListPart, ListRow, Place

_SLICE = 4_000
_SEARCHED = (Place.NAME, Place.CODE, Place.UNIT_NAME, Place.PERSON, Place.OWNER, Place.ADDRESS)


class SiteTable:
    """Rows by code. What is JSON in the record is opened when somebody asks for it."""

    def __init__(
        self,
        campaign_key: str,
        rows: list[ListRow],
        checks: dict[str, str],
        open_tasks: dict[str, int],
        places: object = None,
    ) -> None:
        self.campaign_key = campaign_key
        self.places = places or object()
        """The same for tables whose rows are the same sites in the same order."""
        self.rows, self.checks, self.open_tasks = rows, checks, open_tasks
        self._at: dict[str, int] | None = None
        self._fields: list[dict[str, Any] | None] = [None] * len(rows)

    @classmethod
    def of(cls, part: ListPart) -> "SiteTable":
        """From a whole reading."""
        return cls(part.campaign_key, part.rows, part.checks, part.open_tasks)

    def __len__(self) -> int:
        return len(self.rows)

    def updated(self, part: ListPart) -> "SiteTable":
        """With the sites of `part` as they are now: changed, come or gone."""
        if part.keys is None:
            return SiteTable.of(part)
        if not part.keys:
            return self
        fresh = {row[Place.KEY]: row for row in part.rows}
        old = {key: self.rows[at] for key in part.keys if (at := self.at(key)) is not None}
        codes = {key: row[Place.CODE] for key, row in fresh.items()}
        stays = codes == {key: row[Place.CODE] for key, row in old.items()}
        rows = [fresh.get(row[Place.KEY], row) for row in self.rows] if stays else self._merged(part)
        checks = {key: text for key, text in self.checks.items() if key not in part.keys}
        tasks = {key: number for key, number in self.open_tasks.items() if key not in part.keys}
        places = self.places if stays else None
        return SiteTable(
            self.campaign_key, rows, {**checks, **part.checks}, {**tasks, **part.open_tasks}, places
        )

    def _merged(self, part: ListPart) -> list[ListRow]:
        stay = [row for row in self.rows if row[Place.KEY] not in (part.keys or ())]
        return sorted([*stay, *part.rows], key=itemgetter(Place.CODE)) if part.rows else stay

    def at(self, key: str) -> int | None:
        """Where a site is."""
        if self._at is None:
            self._at = {row[Place.KEY]: at for at, row in enumerate(self.rows)}
        return self._at.get(key)

    def at_code(self, code: str) -> int | None:
        """Where the site with this code is."""
        at = bisect_left(self.rows, code, key=itemgetter(Place.CODE))
        return at if at < len(self.rows) and self.rows[at][Place.CODE] == code else None

    def key(self, at: int) -> str:
        """A row's site."""
        key: str = self.rows[at][Place.KEY]
        return key

    def site_id(self, at: int) -> uuid.UUID:
        """A row's site as the record knows it."""
        return uuid.UUID(hex=self.key(at))

    def values(self, place: Place) -> list[Any]:
        """One column of the record."""
        return [row[place] for row in self.rows]

    def fields(self, at: int) -> dict[str, Any]:
        """The campaign's fields of a row."""
        known = self._fields[at]
        if known is None:
            known = self._fields[at] = json.loads(self.rows[at][Place.FIELDS])
        return known

    def all_fields(self) -> Iterator[None]:
        """Open the fields of all rows, slice by slice."""
        for start in range(0, len(self.rows), _SLICE):
            for at in range(start, min(start + _SLICE, len(self.rows))):
                self.fields(at)
            yield

    def score(self, at: int) -> tuple[int, int] | None:
        """Items passed and looked at in the last check."""
        text = self.checks.get(self.key(at))
        results = json.loads(text) if text else {}
        return (sum(map(bool, results.values())), len(results)) if results else None

    def tasks(self, at: int) -> int:
        """Orders that wait for somebody."""
        return self.open_tasks.get(self.key(at), 0)

    def searched(self, start: int, stop: int) -> list[tuple[Any, ...]]:
        """The texts of some rows that the search looks at."""
        return list(map(itemgetter(*_SEARCHED), self.rows[start:stop]))
