"""Rules of the office that all its consoles and its service follow: their names, and what they may be."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from db.errors import InvalidValueError

FLAG_LETTERS, FLAG_EXTREMES = "flags.letters", "flags.extremes"


class UnknownRuleError(InvalidValueError):
    template = "There is no rule {name}. Known are: {known}."


class BadRuleError(InvalidValueError):
    template = "{value} cannot be the rule {name}: {what}."


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule means, what it is where nobody has set it, and how its value is written."""

    about: object
    """For the catalogue; what `QT_TRANSLATE_NOOP` gives back has no type."""
    usual: Any
    form: object


RULES: Mapping[str, Rule] = {
    FLAG_LETTERS: Rule(
        QT_TRANSLATE_NOOP("cli", "HJ 212 flag letters whose values are taken as readings"),
        "N",
        QT_TRANSLATE_NOOP("cli", "letters, N among them, as NT"),
    ),
    FLAG_EXTREMES: Rule(
        QT_TRANSLATE_NOOP("cli", "whether minimum, maximum and total of a device are kept as channels"),
        False,
        QT_TRANSLATE_NOOP("cli", "yes or no"),
    ),
}


def parse(name: str, text: str) -> Any:
    """The value that somebody typed.

    Raises:
        UnknownRuleError, BadRuleError
    """
    if name not in RULES:
        raise UnknownRuleError(name=name, known=", ".join(RULES))
    if isinstance(RULES[name].usual, bool):
        found: Any = {"yes": True, "no": False}.get(text.strip().lower())
    else:
        letters = text.strip().upper()
        found = letters if letters.isascii() and letters.isalnum() and "N" in letters else None
    if found is None:
        what = QCoreApplication.translate("cli", str(RULES[name].form))
        raise BadRuleError(value=text, name=name, what=what)
    return found


def value_of(rules: Mapping[str, Any], name: str) -> Any:
    """A rule as it is in force: what the office has set, or the usual one."""
    usual = RULES[name].usual
    found = rules.get(name, usual)
    return found if isinstance(found, type(usual)) else usual
