"""Refused rows in the ledger's own form, with the reason behind each, to be mended and loaded again."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from desktop.ledgers.book import REASON, save, sheet_name, styled
from desktop.ledgers.mapping import Mapped
from desktop.ledgers.marks import add_mark
from desktop.ledgers.plan import PlanRow
from desktop.ledgers.profile import IGNORE, ColumnUse, LedgerProfile, SheetProfile
from desktop.ledgers.propose import SheetProposal
from desktop.ledgers.replies import Reply, add_refused
from desktop.ledgers.sheets import Cell
from desktop.ledgers.words import meant


def write_refused(
    mapped: Mapped, refused: Sequence[PlanRow], path: Path, replies: Sequence[Reply] = ()
) -> Path:
    """Write the refused rows and replies of a ledger; the file appears when it is whole.

    A row of our own form that was refused because the record went on carries the record's clock now: loaded
    once more, what stands in the workbook is what somebody decided.

    Raises:
        CannotWriteError
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    profiles = []
    for proposal in mapped.proposals:
        rows = [row for row in refused if row.row.sheet == proposal.sheet.name]
        if rows:
            profiles.append(_sheet(book, proposal, rows))
    if replies:
        add_refused(book, replies)
    add_mark(book, LedgerProfile(mapped.definition.key, tuple(profiles), mapped.written))
    return save(book, path)


def _sheet(book: Any, proposal: SheetProposal, rows: Sequence[PlanRow]) -> SheetProfile:
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter

    page = book.create_sheet(sheet_name(proposal.sheet.name))
    head = proposal.head
    names = [*head.names, REASON]
    page.freeze_panes = f"A{head.first + 1}"
    page.column_dimensions[get_column_letter(len(names))].width = 60
    hidden = [n for n, name in enumerate(head.names) if _is_hidden(proposal.profile, name)]
    for number in hidden:
        page.column_dimensions[get_column_letter(number + 1)].hidden = True
    for cells in _above(proposal, len(head.names)):
        page.append([styled(page, _meant(value)) for value in cells])
    for row in rows:
        cells = [styled(page, _meant(value)) for value in _cells(row, proposal, len(head.names))]
        reason = styled(page, row.reason)
        reason.font, reason.fill = Font(color="C8262B"), PatternFill("solid", fgColor="FDECEC")
        page.append([*cells, reason])
    for merge in proposal.sheet.merges:
        if merge.bottom < head.first and merge.right < len(head.names):
            first, last = get_column_letter(merge.left + 1), get_column_letter(merge.right + 1)
            page.merged_cells.add(f"{first}{merge.top + 1}:{last}{merge.bottom + 1}")
    return _profile(proposal, page.title)


def _profile(proposal: SheetProposal, name: str) -> SheetProfile:
    own = proposal.profile
    columns = tuple(use for use in own.columns if use.header != REASON)
    return SheetProfile(
        name, own.county, own.empty, own.name_from, own.fixed, (*columns, ColumnUse(REASON, IGNORE))
    )


def _above(proposal: SheetProposal, width: int) -> Iterator[list[Cell]]:
    """Titles and header as they stood; the reason's own header stands in the last line."""
    for number in range(proposal.head.first):
        row = proposal.sheet.rows[number]
        cells: list[Cell] = [*row[:width], *([None] * (width - len(row)))]
        yield [*cells, REASON] if number == proposal.head.first - 1 else cells


def _cells(row: PlanRow, proposal: SheetProposal, width: int) -> list[Cell]:
    cells = [*row.row.cells[:width], *([None] * (width - len(row.row.cells)))]
    if row.row.is_own and row.site is not None:
        for number, name in enumerate(proposal.head.names):
            use = proposal.profile.target(name)
            if use is not None and use.target == "seen":
                cells[number] = str(row.site.hlc)
    return cells


def _is_hidden(profile: SheetProfile, header: str) -> bool:
    use = profile.target(header)
    return (
        use is not None
        and use.target in ("code", "seen")
        and "seen" in {one.target for one in profile.columns}
    )


def _meant(value: Cell) -> Cell:
    return meant(value) if isinstance(value, str) else value
