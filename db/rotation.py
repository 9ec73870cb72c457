"""Which backups stay: many young ones, few old ones."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from db.times import CHINA


@dataclass(frozen=True, slots=True)
class Keep:
    """For how many hours, days and months (in China) that have a backup the last one of each is kept."""

    hours: int = 24
    days: int = 14
    months: int = 12


def to_keep(times: Iterable[datetime], keep: Keep) -> set[datetime]:
    """The times whose backups stay.

    Hours, days and months without a backup do not count: after a long standstill the old ones are still
    there. The newest always stays.
    """
    newest_first = sorted(times, reverse=True)
    kept = set(newest_first[:1])
    for number, form in ((keep.hours, "%Y%m%d%H"), (keep.days, "%Y%m%d"), (keep.months, "%Y%m")):
        kept |= _last_of_each(newest_first, number, form)
    return kept


def _last_of_each(newest_first: list[datetime], number: int, form: str) -> set[datetime]:
    last: dict[str, datetime] = {}
    for at in newest_first:
        last.setdefault(at.astimezone(CHINA).strftime(form), at)
    return set(list(last.values())[: max(0, number)])
