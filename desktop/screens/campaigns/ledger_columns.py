"""The columns of a ledger, each with what it is, how sure that is, and examples."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from typing_extensions import override

from db.rules.campaign_records import CampaignDefinition, FieldDefinition
from desktop.ledgers.mapping import Mapped
from desktop.ledgers.profile import FIELDS, IGNORE, NOTE
from desktop.ledgers.propose import SheetProposal
from desktop.ledgers.sheets import cell, text_of
from desktop.ledgers.units_book import UnitBook
from desktop.models.boxed import BoxedRows
from desktop.screens.campaigns import ledger_words as words
from desktop.screens.campaigns.ledger_reading import COUNTY
from widgets import theme

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_SAMPLES, _SAMPLED = 3, 30
NAME, TARGET, SURE, EXAMPLES = range(4)


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """A column of a sheet, or what holds for all its rows (`key`: a field, or `COUNTY`)."""

    sheet: str
    header: str
    target: str
    sure: str
    why: str = ""
    samples: tuple[str, ...] = ()
    key: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    """What a row for the whole sheet can be: value and its name."""


def column_rows(mapped: Mapped, units: UnitBook) -> list[ColumnRow]:
    """What holds for whole sheets, then all columns; what the program wrote for itself is not shown."""
    rows: list[ColumnRow] = []
    for one in mapped.proposals:
        if not mapped.is_own:
            rows += _for_all(one, mapped.definition, units)
        rows += [
            ColumnRow(
                one.sheet.name, guess.header, guess.target, guess.sure, guess.why, _samples(one, guess.header)
            )
            for guess in one.guesses
            if guess.target != "seen"
        ]
    return rows


def _for_all(proposal: SheetProposal, definition: CampaignDefinition, units: UnitBook) -> Iterator[ColumnRow]:
    mapped = {use.target for use in proposal.profile.columns}
    counties = units.counties()
    if len(counties) > 1 and "county" not in mapped:
        value = proposal.profile.county
        header, sure = words.target_text("county", definition), "sure" if value else "unused"
        yield ColumnRow(proposal.sheet.name, header, value, sure, key=COUNTY, choices=tuple(counties))
    for field in definition.fields:
        if field.required and field.type != "computed" and FIELDS + field.key not in mapped:
            value = str(proposal.profile.fixed.get(field.key, ""))
            sure = "sure" if value else "missing"
            yield ColumnRow(
                proposal.sheet.name,
                field.text.zh,
                value,
                sure,
                words.for_all_hint(field, is_given=bool(value)),
                key=field.key,
                choices=_choices(field),
            )


def _choices(field: FieldDefinition) -> tuple[tuple[str, str], ...]:
    return tuple((choice.key, choice.text.zh) for choice in field.choices)


def _samples(proposal: SheetProposal, header: str) -> tuple[str, ...]:
    if header not in proposal.head.names:
        return ()
    column, first = proposal.head.names.index(header), proposal.head.first
    lines = range(first, min(first + _SAMPLED, len(proposal.sheet.rows)))
    texts = (text_of(cell(proposal.sheet.rows, line, column)).strip() for line in lines)
    return tuple(dict.fromkeys(text for text in texts if text))[:_SAMPLES]


class LedgerColumnsModel(BoxedRows):
    """Names, how sure the guess is, and examples; the targets are boxes over their cells."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__((), parent)
        self._titles = (self.tr("Column"), self.tr("Is"), self.tr("Guess"), self.tr("Examples"))

    @override
    def identity(self, row: ColumnRow) -> Hashable:
        return row.sheet, row.header, row.key

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole and column in (NAME, SURE):
            return "\n".join(filter(None, (f"{row.sheet} · {row.header}", row.why)))
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colour(row, column)
        return None

    def _text(self, row: ColumnRow, column: int) -> str:
        if column == NAME:
            sheets = {one.sheet for one in self.rows}
            name = self.tr("All rows: {name}").format(name=row.header) if row.key else row.header
            return f"{row.sheet} · {name}" if len(sheets) > 1 else name
        if column == EXAMPLES and row.key:
            return row.why
        return ("", "", words.sure_text(row.sure), " · ".join(row.samples))[column]

    def _colour(self, row: ColumnRow, column: int) -> QColor | None:
        look = theme.current()
        if column == SURE:
            return QColor(look.tone(words.SURE_TONES[row.sure])[0])
        is_quiet = column == EXAMPLES or (not row.key and row.target in (NOTE, IGNORE))
        return QColor(look.muted) if is_quiet else None
