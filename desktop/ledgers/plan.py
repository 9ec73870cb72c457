"""What a ledger would do to the record: each row new, changed, the same or refused. Nothing is written."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QCoreApplication

from db.queries.known_sites import CheckMark, KnownSite
from db.rules.campaign_records import CampaignDefinition
from db.rules.site_fields import field_problems
from db.sync.sound import is_plain
from desktop.ledgers.matching import Match, matches
from desktop.ledgers.profile import FIELDS, NOTE
from desktop.ledgers.read import BETWEEN, CellProblem, LedgerRow
from desktop.ledgers.sheets import Cell, text_of
from desktop.ledgers.units_book import UnitBook
from desktop.ledgers.watch import Progress, unwatched
from desktop.ledgers.words import meant
from desktop.ledgers.written import cell_of, means_same, same_cell, values_of

translate = QCoreApplication.translate

_LIMITS = {"name": 200, "owner": 200, "person": 200, "phone": 200, "code": 32}
_RANGES = {"lon": (73, 136), "lat": (3, 54)}
_STEP = 256
_NEVER_EMPTY = ("name", "unit")


class Kind(StrEnum):
    """What a row would do."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(slots=True)
class PlanRow:
    """A row and what it would do. `values`: the site's after it; `changes`: target -> old, new."""

    row: LedgerRow
    kind: Kind
    site: KnownSite | None = None
    values: dict[str, Any] = field(default_factory=dict)
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    check: CheckMark | None = None
    problems: list[CellProblem] = field(default_factory=list)
    doubt: str = ""

    @property
    def reason(self) -> str:
        """Why it is refused, for the last column."""
        return BETWEEN.join(map(str, self.problems))


@dataclass(frozen=True, slots=True)
class Plan:
    """All rows, in order."""

    rows: tuple[PlanRow, ...]

    def count(self, kind: Kind) -> int:
        """How many rows are of a kind."""
        return sum(1 for row in self.rows if row.kind == kind)

    def of(self, *kinds: Kind) -> list[PlanRow]:
        """Rows of some kinds."""
        return [row for row in self.rows if row.kind in kinds]

    def reasons(self, most: int = 10) -> list[str]:
        """Why rows are refused, the most frequent first, a line each."""
        counts = Counter(
            f"{p.header}: {p.reason}" if p.header else p.reason for r in self.rows for p in r.problems
        )
        return [f"{number} × {reason}" for reason, number in counts.most_common(most)]


def plan(
    rows: Sequence[LedgerRow],
    known: Sequence[KnownSite],
    definition: CampaignDefinition,
    units: UnitBook,
    *,
    written: date,
    counties: dict[str, str] | None = None,
    clears: Iterable[str] = (),
    progress: Progress = unwatched,
) -> Plan:
    """Compare a ledger's rows with the record.

    Args:
        known: the campaign's sites as the record has them.
        written: the ledger's date, which checks bear that have none of their own.
        counties: of each sheet, where it is known.
        clears: sheets whose empty cells empty the record's; rows of our own form always do.

    Raises:
        StoppedError: `progress` raised it.
    """
    planner = _Planner(definition, units, written, frozenset(clears))
    judged = []
    for number, match in enumerate(matches(rows, known, definition, units, counties or {})):
        if not number % _STEP:
            progress(number / len(rows))
        judged.append(planner.row(match))
    return Plan(tuple(judged))


class _Planner:
    """Judges one row after the other."""

    def __init__(
        self, definition: CampaignDefinition, units: UnitBook, written: date, clears: frozenset[str]
    ) -> None:
        self._definition, self._units = definition, units
        self._fields = {FIELDS + field.key: field.key for field in definition.fields}
        self._written, self._clears = written, clears

    def row(self, match: Match) -> PlanRow:
        row, site = match.row, match.site
        result = PlanRow(row, Kind.REFUSED, site, doubt=match.doubt)
        if match.refused is not None:
            result.problems = [match.refused]
            return result
        old = values_of(site, self._definition) if site is not None else {}
        if row.is_own and site is not None:
            self._drop_untouched(row, old)
        result.changes = self._changes(row, old, is_new=site is None)
        result.values = {**old, **{target: new for target, (_, new) in result.changes.items()}}
        result.check = self._check(row, site)
        result.problems = [*row.problems.values(), *self._problems(result)]
        if not result.problems:
            result.kind = self._kind(result)
        return result

    def _kind(self, result: PlanRow) -> Kind:
        site = result.site
        if site is None or site.state is None or site.is_removed:
            return Kind.NEW
        return Kind.CHANGED if result.changes or result.check else Kind.SAME

    def _drop_untouched(self, row: LedgerRow, old: dict[str, Any]) -> None:
        """Cells that stand as they were written are not read back: no value can suffer from the journey."""
        for target, cell in row.given.items():
            if target in ("village", "county", "check_day") or target.startswith("checks."):
                continue
            now: Cell = meant(cell) if isinstance(cell, str) else cell
            if same_cell(now, cell_of(target, old.get(target), self._definition, self._units)):
                row.values.pop(target, None)
                if row.problems.pop(target, None) is None:
                    self._forget_extras(row, target, cell)

    def _forget_extras(self, row: LedgerRow, target: str, cell: Cell) -> None:
        text = f": {text_of(cell)}"
        row.extras = (
            [extra for extra in row.extras if not extra.endswith(text)] if cell is not None else row.extras
        )

    def _changes(self, row: LedgerRow, old: dict[str, Any], *, is_new: bool) -> dict[str, tuple[Any, Any]]:
        changes = {}
        for target, value in row.values.items():
            before = old.get(target)
            if target == NOTE or self._is_same(row, before, value):
                continue
            if not is_new and target not in row.given and target.startswith(FIELDS) and before is not None:
                continue  # what is fixed for the whole ledger does not overrule what is known of one site
            changes[target] = (before, value)
        for target in self._emptied(row, old):
            changes[target] = (old[target], None)
        note = self._note(row, old.get(NOTE))
        if note != (old.get(NOTE) or ""):
            changes[NOTE] = (old.get(NOTE), note or None)
        return changes

    def _is_same(self, row: LedgerRow, before: Any, value: Any) -> bool:
        if isinstance(before, bool) or isinstance(value, bool):
            return before is value
        if not row.is_own and isinstance(before, str) and isinstance(value, str):
            return means_same(before, value)
        return bool(before == value)

    def _emptied(self, row: LedgerRow, old: dict[str, Any]) -> list[str]:
        """Values that the record has and the ledger shows as empty."""
        if not row.is_own and row.sheet not in self._clears:
            return []
        return [
            target
            for target, cell in row.given.items()
            if cell is None and old.get(target) not in (None, "") and target not in ("state", NOTE)
        ]

    def _note(self, row: LedgerRow, before: str | None) -> str:
        """The note with what has no home; what stands there already is not said twice."""
        own = row.values.get(NOTE)
        kept = before or ""
        if NOTE in row.given and row.given[NOTE] is None and (row.is_own or row.sheet in self._clears):
            kept = ""
        if own is not None and not (before and not row.is_own and means_same(before, own)):
            kept = str(own)
        parts = [extra for extra in row.extras if extra not in kept]
        note = BETWEEN.join([*([kept] if kept else []), *parts])
        return before or "" if before and not row.is_own and means_same(before, note) else note

    def _check(self, row: LedgerRow, site: KnownSite | None) -> CheckMark | None:
        if not row.checks:
            return None
        mark = (row.check_day or self._written, tuple(sorted(row.checks.items())))
        return None if site is not None and mark in site.checks else mark

    def _problems(self, result: PlanRow) -> list[CellProblem]:
        row, values = result.row, result.values
        problems = []
        for target in _NEVER_EMPTY:
            if target not in row.problems and not str(values.get(target) or "").strip():
                problems.append(self._problem(target, translate("errors", "This must be filled in.")))
        problems += self._field_problems(result)
        for target, (_, value) in result.changes.items():
            if reason := _unstorable(target, value):
                problems.append(self._problem(target, reason, value))
        if not result.site and (reason := _unstorable("code", row.code)):
            problems.append(self._problem("code", reason, row.code))
        return problems + self._stale(result)

    def _field_problems(self, result: PlanRow) -> list[CellProblem]:
        known = self._fields
        fields = {
            known[target]: value
            for target, value in result.values.items()
            if value is not None and target in known
        }
        if self._definition.field(NOTE) is not None and result.values.get(NOTE) is not None:
            fields[NOTE] = result.values[NOTE]
        is_new = self._kind(result) is Kind.NEW
        if not is_new and not result.changes:
            return []
        found = field_problems(self._definition, fields).items()
        touched = {target.removeprefix(FIELDS) for target in result.changes}
        return [
            self._problem(
                FIELDS + key, translate("errors", one.template).format(**one.params), fields.get(key)
            )
            for key, one in found
            if (is_new or key in touched) and FIELDS + key not in result.row.problems
        ]

    def _stale(self, result: PlanRow) -> list[CellProblem]:
        """Our own form, edited elsewhere while the record went on: the record's values are shown first."""
        row, site = result.row, result.site
        if not row.is_own or site is None or (row.seen or 0) >= site.hlc or not result.changes:
            return []
        text = translate(
            "ledger", "changed in the record since this workbook was written; there it is “{value}” now"
        )
        return [
            self._problem(target, text.format(value=text_of(self._cell(target, old))), new)
            for target, (old, new) in result.changes.items()
        ]

    def _cell(self, target: str, value: Any) -> Cell:
        return cell_of(target, value, self._definition, self._units)

    def _problem(self, target: str, reason: str, value: Any = None) -> CellProblem:
        return CellProblem(target_name(target, self._definition), text_of(self._cell(target, value)), reason)


def target_name(target: str, definition: CampaignDefinition) -> str:
    """What a target is called, in the ledger's language."""
    found = definition.field(target.removeprefix(FIELDS)) if target.startswith(FIELDS) else None
    if found is not None:
        return found.text.zh
    words = definition.columns.get(target)
    return words[0] if words else CORE_NAMES.get(target, target)


CORE_NAMES = {
    "code": "编号", "name": "名称", "unit": "所在乡镇", "address": "详细地址", "lon": "经度", "lat": "纬度",
    "owner": "责任单位", "person": "责任人", "phone": "联系电话", "state": "状态", "deadline": "完成时限",
    "note": "备注", "check_day": "检查日期",
}  # fmt: skip


def _unstorable(target: str, value: Any) -> str:
    """Why the record cannot hold a value."""
    if isinstance(value, str):
        most = _LIMITS.get(target)
        if most is not None and len(value) > most:
            text = translate("ledger", "too long: {length} characters, at most {most} fit")
            return text.format(length=len(value), most=most)
        return "" if is_plain(value) else translate("ledger", "holds a character that cannot be stored")
    if target in _RANGES and isinstance(value, int | float):
        low, high = _RANGES[target]
        if not low <= value <= high:
            text = translate("Campaigns", "In China this lies between {low} and {high}.")
            return text.format(low=low, high=high)
    return ""
