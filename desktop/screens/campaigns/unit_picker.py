"""Choosing a unit by typing any part of its path: county, township, village."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Slot
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from desktop.screens.campaigns.directory import Directory


class UnitPicker(QLineEdit):
    """A line that proposes units; what is typed but names no unit stays and is refused at the field."""

    def __init__(
        self, directory: Directory, kinds: Sequence[str] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._directory = directory
        self._kinds = kinds
        self._codes: list[str] = []
        self._code: str | None = None
        self._offers = QStringListModel(self)
        completer = QCompleter(self._offers, self)
        # The directory filters: every word anywhere in the path, which Qt's own modes cannot
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(12)
        self.setCompleter(completer)
        self.setPlaceholderText(self.tr("Type part of a county, township or village"))
        self.textEdited.connect(self._search)
        completer.activated[QModelIndex].connect(self._choose)  # type: ignore[index]

    def code(self) -> str | None:
        """The chosen unit."""
        return self._code

    def set_code(self, code: str | None) -> None:
        """Show a unit; None empties the line."""
        self._code = code
        self.setText(self._directory.path(code) if code else "")
        self.setToolTip(self.text())
        self.setCursorPosition(0)

    @Slot(str)
    def _search(self, text: str) -> None:
        hits = self._directory.search(text, self._kinds)
        self._codes = [hit.code for hit in hits]
        self._offers.setStringList([hit.label for hit in hits])
        self._code = self._directory.code_of(text)

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex | QPersistentModelIndex) -> None:
        if 0 <= index.row() < len(self._codes):
            self.set_code(self._codes[index.row()])
