"""Typed editors of a site's fields. What cannot be read stays as text, so that the check can name it."""

import re
from collections.abc import Callable
from datetime import datetime, time
from math import isfinite
from typing import Any, Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from typing_extensions import override

from db.rules.campaigns import FieldDefinition
from db.times import CHINA
from desktop.screens.campaigns.directory import Directory
from desktop.screens.campaigns.unit_picker import UnitPicker
from widgets.segmented import Segmented

translate = QCoreApplication.translate

_WIDE = str.maketrans("０１２３４５６７８９．－，：", "0123456789.-,:")
_DATE = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?")
_TIME = re.compile(r"(\d{1,2}):(\d{2})")
_LAST_MINUTE = time(23, 59)


class Editor(Protocol):
    """A widget with a value."""

    @property
    def widget(self) -> QWidget: ...
    def value(self) -> Any: ...
    def set_value(self, value: Any) -> None: ...
    def problem(self) -> str: ...


class LineEditor:
    """Text; `read` makes a value of it or returns the text as it is, `write` the other way round."""

    def __init__(
        self,
        read: Callable[[str], Any] = lambda text: text,
        write: Callable[[Any], str] = str,
        placeholder: str = "",
    ) -> None:
        self.widget = QLineEdit()
        self.widget.setPlaceholderText(placeholder)
        self._read, self._write = read, write

    def value(self) -> Any:
        text = self.widget.text().strip()
        return self._read(text) if text else None

    def set_value(self, value: Any) -> None:
        text = "" if value is None else value if isinstance(value, str) else self._write(value)
        self.widget.setText(text)
        self.widget.setCursorPosition(0)

    def problem(self) -> str:
        return ""


class ChoiceEditor:
    """One of the definition's choices; a stored one that it lost is kept until another is chosen."""

    def __init__(self, field: FieldDefinition, language: str) -> None:
        self.widget = _Combo()
        self.widget.addItem("", None)
        for choice in field.choices:
            self.widget.addItem(choice.name(language), choice.key)

    def value(self) -> Any:
        return self.widget.currentData()

    def set_value(self, value: Any) -> None:
        if self.widget.findData(value) < 0:
            self.widget.addItem(str(value), value)
        self.widget.setCurrentIndex(self.widget.findData(value))

    def problem(self) -> str:
        return ""


class YesNoEditor:
    """Yes, no, or not known: an unanswered question is not a no."""

    _VALUES = {"": None, "yes": True, "no": False}

    def __init__(self) -> None:
        options = (
            ("", translate("Campaigns", "Not known")),
            ("yes", translate("Campaigns", "Yes")),
            ("no", translate("Campaigns", "No")),
        )
        self.widget = Segmented(options)

    def value(self) -> Any:
        return self._VALUES[self.widget.current()]

    def set_value(self, value: Any) -> None:
        self.widget.set_current(next((key for key, known in self._VALUES.items() if known is value), ""))

    def problem(self) -> str:
        return ""


class UnitEditor:
    """A unit of the record."""

    def __init__(self, directory: Directory, kinds: tuple[str, ...] | None = None) -> None:
        self.widget = UnitPicker(directory, kinds)

    def value(self) -> Any:
        return self.widget.code()

    def set_value(self, value: Any) -> None:
        self.widget.set_code(value)

    def problem(self) -> str:
        if self.widget.text().strip() and self.widget.code() is None:
            return translate("Campaigns", "No unit has this name. Choose one from the list.")
        return ""


class _Combo(QComboBox):
    """Does not change when the wheel scrolls the form over it."""

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def editor(field: FieldDefinition, language: str, directory: Directory) -> Editor | None:
    """The editor of a field; None for those that are not typed: computed ones and photos."""
    match field.type:
        case "computed" | "photo":
            return None
        case "choice":
            return ChoiceEditor(field, language)
        case "yes_no":
            return YesNoEditor()
        case "unit":
            return UnitEditor(directory)
        case "number":
            return LineEditor(read_number, write_number)
        case "date":
            return LineEditor(read_date, placeholder=translate("Campaigns", "2020-03-19"))
        case "place":
            hint = translate("Campaigns", "longitude, latitude")
            return LineEditor(read_place, lambda place: ", ".join(map(str, place)), hint)
    return LineEditor()


def deadline_editor() -> Editor:
    """A day, or a day and a minute, in China."""
    return LineEditor(read_moment, write_moment, translate("Campaigns", "2020-03-19 or 2020-03-19 18:00"))


def read_number(text: str) -> float | str:
    """A number, full-width or with thousands apart; else the text."""
    plain = text.translate(_WIDE).replace(",", "").replace(" ", "")
    try:
        number = float(plain)
    except ValueError:
        return text
    if not isfinite(number):  # “nan” and “inf” are words
        return text
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def write_number(value: Any) -> str:
    """As it is typed: no thousands apart."""
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def read_date(text: str) -> str:
    """ISO 8601 from the spellings of ledgers (2020.3.19, 2020年3月19日); else the text."""
    found = _DATE.fullmatch(text.translate(_WIDE).replace(" ", ""))
    if not found:
        return text
    year, month, day = (int(part) for part in found.groups())
    return f"{year:04}-{month:02}-{day:02}"


def read_place(text: str) -> list[float | str] | str:
    """Longitude and latitude; else the text."""
    parts = [part for part in re.split(r"[,，\s]+", text.translate(_WIDE)) if part]
    return [read_number(part) for part in parts] if len(parts) == 2 else text


def read_moment(text: str) -> datetime | str:
    """A moment in China; a day alone lasts to its end; else the text."""
    day, _, clock = text.translate(_WIDE).strip().partition(" ")
    minute = _TIME.fullmatch(clock.strip())
    try:
        date = datetime.fromisoformat(read_date(day)).date()
        at = time(int(minute[1]), int(minute[2])) if minute else _LAST_MINUTE
    except ValueError:
        return text
    return text if clock.strip() and not minute else datetime.combine(date, at, CHINA)


def write_moment(value: Any) -> str:
    """As it is typed."""
    local = value.astimezone(CHINA)
    return f"{local:%Y-%m-%d}" if local.time() == _LAST_MINUTE else f"{local:%Y-%m-%d %H:%M}"
