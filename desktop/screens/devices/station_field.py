"""Choosing a station by typing any part of its name, code or county; or none, or a new one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from db.queries.stations import StationRecord

_NONE, _NEW = "", "\0new"


class StationField(QComboBox):
    """A combo box that is typed into; what names no station is refused at the field."""

    new_wanted = Signal(bool)
    """Whether “a new station” is chosen now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMinimumContentsLength(12)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(completer)
        self.currentTextChanged.connect(self._on_text)

    def offer(self, stations: Sequence[StationRecord]) -> None:
        """The stations to choose from."""
        self.blockSignals(True)
        self.clear()
        self.addItem(self.tr("No station"), _NONE)
        self.addItem(self.tr("A new station…"), _NEW)
        for one in stations:
            self.addItem(label(one), one.code)
        self.blockSignals(False)

    def choose(self, code: str | None) -> None:
        """Show a station; None for none."""
        self.setCurrentIndex(max(0, self.findData(code or _NONE)))

    def choose_new(self) -> None:
        """Show that a new one is meant."""
        self.setCurrentIndex(self.findData(_NEW))

    def code(self) -> str | None:
        """Code of the chosen station, None for no station or a new one."""
        data = self._data()
        return data if data not in (None, _NONE, _NEW) else None

    @property
    def is_new(self) -> bool:
        return self._data() == _NEW

    @property
    def is_known(self) -> bool:
        """Whether what stands there is one of the choices."""
        return self._data() is not None

    def _data(self) -> str | None:
        index = self.findText(self.currentText().strip(), Qt.MatchFlag.MatchFixedString)
        return str(self.itemData(index)) if index >= 0 else None

    @Slot(str)
    def _on_text(self, _text: str) -> None:
        self.new_wanted.emit(self.is_new)


def label(one: StationRecord) -> str:
    """`成安 县政府站 · CA-01`."""
    name = " ".join(part for part in (one.county_name, one.name) if part)
    return f"{name} · {one.code}"
