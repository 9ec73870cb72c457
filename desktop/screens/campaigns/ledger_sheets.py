"""Which sheets of a workbook are read: a button with their names, ticked where they are."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop.ledgers.mapping import LeftOut, Mapped, Why


class SheetsButton(QPushButton):
    """Hidden where a file has one sheet, and that is read."""

    chosen = Signal(object)
    """The sheets that shall be read from now on: a tuple of names, never empty."""
    campaign_chosen = Signal(str)
    """A sheet looks like another campaign's, and somebody wants it there: the campaign's key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = QMenu(self)
        self.setMenu(self._lines)

    def show_sheets(self, mapped: Mapped, names: Mapping[str, str]) -> None:
        """The sheets of a file. `names`: of campaigns, by key."""
        taken, others = [one.sheet.name for one in mapped.proposals], mapped.left_out
        self.setVisible(bool(others) or len(taken) > 1)
        text = self.tr("Sheets: {taken} of {all}")
        self.setText(text.format(taken=len(taken), all=len(taken) + len(others)))
        self._lines.clear()
        line = self.tr("{sheet} · {what}")
        for one in mapped.proposals:
            count = self.tr("{rows} rows").format(rows=len(one.sheet.rows) - one.head.first)
            self._add(
                line.format(sheet=one.sheet.name or mapped.path.name, what=count), one.sheet.name, taken
            )
        for left in others:
            text = line.format(sheet=left.sheet or mapped.path.name, what=left.reason)
            self._add(text, left.sheet, taken, can_be_read=left.why is not Why.NO_HEADER)
        self._add_campaigns(others, names)

    def _add(self, text: str, sheet: str, taken: Sequence[str], *, can_be_read: bool = True) -> None:
        action = QAction(text, self._lines, checkable=True, checked=sheet in taken)
        rest = tuple(one for one in taken if one != sheet)
        is_last = sheet in taken and not rest  # a file of which nothing is read is no ledger
        action.setEnabled(can_be_read and not is_last)
        wanted = rest if sheet in taken else (*taken, sheet)
        action.triggered.connect(lambda: self.chosen.emit(wanted))
        self._lines.addAction(action)

    def _add_campaigns(self, others: Sequence[LeftOut], names: Mapping[str, str]) -> None:
        keys = dict.fromkeys(one.campaign for one in others if one.campaign in names)
        if keys:
            self._lines.addSeparator()
        for key in keys:
            action = self._lines.addAction(self.tr("Import into “{campaign}”").format(campaign=names[key]))
            action.triggered.connect(partial(self.campaign_chosen.emit, key))
