"""Single values gathered into the record's wide rows."""

from collections.abc import Sequence
from typing import TypeAlias

from db.schema.readings import VALUES
from desktop.feeds.cells import Row

Reading: TypeAlias = tuple[str, int, int, float | None, str | None]
"""Station, time, number of the column in `VALUES`, value or flag letter."""


class Gathered:
    """Values by station and time; the later of two stands."""

    def __init__(self, period: int) -> None:
        self._period = period
        self._rows: dict[tuple[str, int], list[float | None]] = {}
        self._letters: dict[tuple[str, int], dict[int, str]] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, readings: Sequence[Reading]) -> None:
        """Put values into their rows. A letter takes its value away, a value its letter."""
        key: tuple[str, int] | None = None
        row: list[float | None] = []
        for code, time, index, value, letter in readings:
            if key is None or code != key[0] or time != key[1]:
                key = code, time
                row = self._rows.setdefault(key, [None] * len(VALUES))
            row[index] = value
            if letter is not None:
                self._letters.setdefault(key, {})[index] = letter
            elif self._letters and key in self._letters:
                self._letters[key].pop(index, None)

    def take(self) -> list[Row]:
        """All rows in the order of `ROW_COLUMNS`, and forget them."""
        rows = [
            (code, self._period, time, *values, self._flags(code, time))
            for (code, time), values in self._rows.items()
        ]
        self._rows.clear()
        self._letters.clear()
        return rows

    def _flags(self, code: str, time: int) -> str | None:
        letters = self._letters.get((code, time), {})
        return " ".join(f"{VALUES[index]}:{letter}" for index, letter in sorted(letters.items())) or None
