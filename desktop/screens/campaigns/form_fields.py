"""The editors of one site: those every site has, then those of its campaign."""

from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.queries.sites import SiteRecord
from db.rules.campaigns import FieldDefinition
from desktop.screens.campaigns import site_values, words
from desktop.screens.campaigns.columns import Reader
from desktop.screens.campaigns.comparing import Comparison
from desktop.screens.campaigns.directory import PLACES
from desktop.screens.campaigns.editors import (
    Editor,
    LineEditor,
    UnitEditor,
    deadline_editor,
    editor,
    read_number,
    write_number,
)
from desktop.screens.campaigns.history import core_name
from desktop.screens.campaigns.site_values import CORE, FIELDS, REQUIRED, Values
from widgets import theme
from widgets.form import FormGrid
from widgets.panel import Panel

translate = QCoreApplication.translate

_COLUMNS = 3


class FormFields(QWidget):
    """Made anew for each site, because every campaign has its own."""

    def __init__(self, reader: Reader, site: SiteRecord | None) -> None:
        super().__init__()
        self.reader = reader
        self._editors: dict[str, Editor] = {}
        self._grids: dict[str, FormGrid] = {}
        self._shown: Values = {}
        self._filled: Values = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.current().unit)
        box.addWidget(self._panel(translate("Campaigns", "Site"), self._core_grid(is_new=site is None)))
        box.addWidget(self._panel(reader.definition.name(reader.language), self._own_grid()))
        box.addStretch(1)
        self.fill(site_values.values_of(site) if site else {})

    def fill(self, values: Values) -> None:
        """Show values; they count as what the user started from."""
        self._shown = dict(values)
        for key, one in self._editors.items():
            one.set_value(values.get(key))
            self._filled[key] = one.value()

    def values(self) -> Values:
        """What is typed; what was not touched is as the record has it, to the second and the space."""
        typed = {key: one.value() for key, one in self._editors.items() if self._touched(key)}
        return self._shown | typed

    def is_touched(self) -> bool:
        """Something would be lost."""
        return any(self._touched(key) for key in self._editors)

    def problems(self) -> dict[str, str]:
        """Everything that keeps the site from being saved."""
        found = site_values.problems(self.reader.definition, self.values())
        own = {key: text for key, one in self._editors.items() if (text := one.problem())}
        return {key: text for key, text in (found | own).items() if key in self._editors}

    def show_errors(self, errors: dict[str, str]) -> None:
        """Say at the fields what is wrong; the first one gets the cursor."""
        for grid in dict.fromkeys(self._grids.values()):
            grid.clear_errors()
        for key, text in errors.items():
            if key in self._grids:
                self._grids[key].set_error(key, text)
        first = next((key for key in self._grids if key in errors), None)
        if first is not None:
            self._editors[first].widget.setFocus()

    def error(self, key: str) -> str:
        """What is said at a field."""
        return self._grids[key].error(key)

    def editor(self, key: str) -> QWidget:
        """The widget of a field."""
        return self._editors[key].widget

    def rebase(self, site: SiteRecord) -> Comparison:
        """Take over what only others changed; what both changed stays as it is typed."""
        fresh = site_values.values_of(site)
        before, typed = self._shown, self.values()
        moved = site_values.rebase(before, typed, fresh)
        self._shown = fresh
        for key in moved.taken:
            self.take_over(key)
        return Comparison(before, typed, fresh, frozenset(moved.clashes), frozenset(moved.taken))

    def take_over(self, key: str) -> None:
        """Show the record's value; it counts as not touched."""
        if key in self._editors:
            self._editors[key].set_value(self._shown.get(key))
            self._filled[key] = self._editors[key].value()

    def put(self, key: str, value: Any) -> None:
        """Show a value as if it had been typed."""
        self._editors[key].set_value(value)

    def _touched(self, key: str) -> bool:
        one = self._editors[key]
        return bool(one.value() != self._filled.get(key) or one.problem())

    def _panel(self, title: str, grid: FormGrid) -> Panel:
        panel = Panel(title)
        panel.set_body(grid, margin=True)
        return panel

    def _core_grid(self, *, is_new: bool) -> FormGrid:
        grid = FormGrid(_COLUMNS)
        for key in CORE:
            self._add(grid, key, core_name(key), self._core_editor(key), required=key in REQUIRED)
        if is_new:
            hint = translate("Campaigns", "Left empty, the program gives the next one.")
            self._add(grid, "code", core_name("code"), LineEditor(), hint=hint)
        return grid

    def _core_editor(self, key: str) -> Editor:
        if key == "unit_code":
            return UnitEditor(self.reader.directory(), PLACES)
        if key == "deadline":
            return deadline_editor()
        return LineEditor(read_number, write_number) if key in ("lon", "lat") else LineEditor()

    def _own_grid(self) -> FormGrid:
        grid = FormGrid(_COLUMNS)
        for field in self.reader.definition.fields:
            self._add_own(grid, field)
        return grid

    def _add_own(self, grid: FormGrid, field: FieldDefinition) -> None:
        one = editor(field, self.reader.language, self.reader.directory())
        if one is not None:
            title = words.field_title(field, self.reader.language)
            hint = words.required_text(self.reader.definition, field, self.reader.language)
            self._add(grid, f"{FIELDS}{field.key}", title, one, required=field.required, hint=hint)

    def _add(
        self, grid: FormGrid, key: str, label: str, one: Editor, *, required: bool = False, hint: str = ""
    ) -> None:
        self._editors[key], self._grids[key] = one, grid
        grid.add_field(key, label, one.widget, required=required, hint=hint)
