"""A form: label above field, required marks, and errors where they belong."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from widgets import theme
from widgets.theme import repolish, set_role


class FormGrid(QWidget):
    """Fields in columns; each keeps its label, hint and error together."""

    def __init__(self, columns: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._next = 0
        self._cells: dict[str, _Cell] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * theme.current().unit)
        self._grid.setVerticalSpacing(theme.current().unit)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)

    def add_field(
        self, key: str, label: str, field: QWidget, *, required: bool = False, hint: str = "", span: int = 1
    ) -> None:
        """Adds a field in reading order; `span` is how many columns it takes."""
        cell = _Cell(label, field, required, hint)
        span = min(span, self._columns)
        if self._next % self._columns + span > self._columns:
            self._next += self._columns - self._next % self._columns
        row, column = divmod(self._next, self._columns)
        self._grid.addWidget(cell, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
        self._next += span
        self._cells[key] = cell

    def set_error(self, key: str, text: str) -> None:
        """Says at the field what is wrong; "" takes it back."""
        self._cells[key].set_error(text)

    def set_errors(self, errors: dict[str, str]) -> None:
        """Replaces all errors and puts the cursor into the first wrong field."""
        for key, cell in self._cells.items():
            cell.set_error(errors.get(key, ""))
        first = next((cell for key, cell in self._cells.items() if key in errors), None)
        if first is not None:
            first.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_errors(self) -> None:
        self.set_errors({})

    def error(self, key: str) -> str:
        return self._cells[key].error_text()

    def field(self, key: str) -> QWidget:
        return self._cells[key].field

    def keys(self) -> list[str]:
        return list(self._cells)

    def set_field_visible(self, key: str, visible: bool) -> None:
        """Hides a field with its label."""
        self._cells[key].setVisible(visible)


class _Cell(QWidget):
    """Label, field, hint, error."""

    def __init__(self, label: str, field: QWidget, required: bool, hint: str) -> None:
        super().__init__()
        self.field = field
        self._hint_text = hint
        caption = QLabel(f"{label} *" if required else label)
        set_role(caption, "strong")
        caption.setBuddy(field)
        self._foot = QLabel(hint)
        self._foot.setWordWrap(True)
        field.setAccessibleName(label)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.current().unit // 2)
        for widget in (caption, field, self._foot):
            box.addWidget(widget)
        self.set_error("")

    def set_error(self, text: str) -> None:
        self._foot.setText(text or self._hint_text)
        self._foot.setVisible(bool(text or self._hint_text))
        set_role(self._foot, "error" if text else "hint")
        self.field.setProperty("invalid", "true" if text else "false")
        self.field.setAccessibleDescription(text or self._hint_text)
        repolish(self.field)

    def error_text(self) -> str:
        return self._foot.text() if self.field.property("invalid") == "true" else ""
