"""Puts a site of the ring on the negative list, in place: only what the list cannot do without is asked."""

from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from db.rules.campaigns import CampaignDefinition, FieldDefinition
from db.rules.site_fields import field_problems
from desktop.screens.campaigns import words
from desktop.screens.campaigns.editors import Editor, editor, read_moment
from desktop.screens.campaigns.site_values import problem_text
from desktop.screens.campaigns.zone_rows import ZoneRow, kind_field
from desktop.screens.campaigns.zone_words import ZoneReader
from widgets import theme
from widgets.form import FormGrid
from widgets.panel import Panel
from widgets.theme import set_role

_COLUMNS = 3


def asked(definition: CampaignDefinition) -> list[FieldDefinition]:
    """The fields that a site on the negative list must have, and that people can type."""
    known = listed_values(definition)
    typed = (one for one in definition.fields if one.type not in ("computed", "photo"))
    return [
        one
        for one in typed
        if one.key not in known and (one.is_required(known) or one.key == definition.exit)
    ]


def listed_values(definition: CampaignDefinition) -> dict[str, Any]:
    """What being on the list says by itself: the answers that make the day of exit necessary."""
    field = definition.field(definition.exit or "")
    condition = field.required_when if field else None
    return {condition.field: condition.equals} if condition else {}


class ZoneJoin(Panel):
    """Hidden until it is asked for."""

    joined = Signal(object, object, object)
    """The `ZoneRow`, its fields in the campaign, and the deadline."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.save_button = QPushButton(self.tr("Put on the list"))
        self.leave_button = QPushButton(self.tr("Cancel"))
        self._editors: dict[str, Editor] = {}
        self._grid = FormGrid(_COLUMNS)
        self._row: ZoneRow | None = None
        self._definition: CampaignDefinition | None = None
        self._station = ""
        set_role(self.save_button, "primary")
        self._inner = QWidget()
        self._box = QVBoxLayout(self._inner)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self._grid)
        self._box.addLayout(self._buttons())
        self.set_body(self._inner, margin=True)
        self.save_button.clicked.connect(self._save)
        self.leave_button.clicked.connect(self.leave)
        self.hide()

    def start(self, row: ZoneRow, reader: ZoneReader, station: str) -> None:
        """Ask for this site; its kind is proposed by the campaign in which it stands."""
        self._row, self._definition, self._station = row, reader.definition, station
        self.set_title(self.tr("Put “{name}” on the negative list").format(name=row.site.name))
        grid = FormGrid(_COLUMNS)
        self._editors = {}
        for field in asked(reader.definition):
            one = editor(field, reader.language, reader.directory)
            if one is not None:
                self._editors[field.key] = one
                grid.add_field(
                    field.key, words.field_title(field, reader.language), one.widget, required=True
                )
        self._box.replaceWidget(self._grid, grid)
        self._grid.deleteLater()
        self._grid = grid
        kind = kind_field(reader.definition)
        if row.kind and kind in self._editors:
            self._editors[kind].set_value(row.kind)
        self.show()
        first = next((one for one in self._editors.values() if one.value() is None), None)
        if first is not None:
            first.widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def editor(self, key: str) -> Editor:
        """The editor of a field."""
        return self._editors[key]

    def error(self, key: str) -> str:
        """What is said at a field."""
        return self._grid.error(key)

    @Slot()
    def leave(self) -> bool:
        """Nothing is written. False if it was not open."""
        was_open = not self.isHidden()
        self.hide()
        self._row = None
        return was_open

    @Slot()
    def _save(self) -> None:
        row, definition = self._row, self._definition
        if row is None or definition is None:
            return
        fields = listed_values(definition) | {key: one.value() for key, one in self._editors.items()}
        fields = {key: value for key, value in fields.items() if value is not None}
        if (named := definition.field("station")) is not None and named.type == "text":
            fields["station"] = self._station
        problems = field_problems(definition, fields)
        wanted = {key: problem_text(problems[key]) for key in self._editors if key in problems}
        if definition.exit in self._editors and definition.exit not in fields:
            wanted.setdefault(definition.exit, self.tr("Until which day? The list is worked off by it."))
        self._grid.set_errors(wanted)
        if not wanted:
            self.joined.emit(row, fields, self._deadline(fields))

    def _deadline(self, fields: dict[str, Any]) -> datetime | None:
        """The end of the day of exit, so that the matrix counts it as overdue, too."""
        at = read_moment(str(fields.get((self._definition.exit if self._definition else "") or "", "")))
        return at if isinstance(at, datetime) else None

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.current().unit)
        row.addStretch(1)
        row.addWidget(self.leave_button)
        row.addWidget(self.save_button)
        return row
