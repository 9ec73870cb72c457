"""Rules of the office that all its consoles and its service follow: their names, and what they may be."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from db.errors import InvalidValueError
from desktop.air.evaluation import DEFAULT_WEIGHTS
from desktop.standards import evaluations

FLAG_LETTERS, FLAG_EXTREMES, WEIGHTS = "flags.letters", "flags.extremes", "weights"


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
    WEIGHTS: Rule(
        QT_TRANSLATE_NOOP("cli", "weights of the composite index; those of 2026 are not confirmed"),
        DEFAULT_WEIGHTS,
        QT_TRANSLATE_NOOP("cli", "weights, weights_uncertain or weights_uncertain_mean"),
    ),
}


def parse(name: str, text: str) -> Any:
    """The value that somebody typed.

    Raises:
        UnknownRuleError, BadRuleError
    """
    if name not in RULES:
        raise UnknownRuleError(name=name, known=", ".join(RULES))
    found = _READERS[name](text.strip())
    if found is None:
        what = QCoreApplication.translate("cli", str(RULES[name].form))
        raise BadRuleError(value=text, name=name, what=what)
    return found


def _letters(text: str) -> str | None:
    letters = text.upper()
    return letters if letters.isascii() and letters.isalnum() and "N" in letters else None


def _yes_or_no(text: str) -> bool | None:
    return {"yes": True, "no": False}.get(text.lower())


def _weights(text: str) -> str | None:
    names = {weights.name for evaluation in evaluations().values() for weights in evaluation.weights}
    return text if text in names else None


_READERS: Mapping[str, Callable[[str], Any]] = {
    FLAG_LETTERS: _letters,
    FLAG_EXTREMES: _yes_or_no,
    WEIGHTS: _weights,
}


def value_of(rules: Mapping[str, Any], name: str) -> Any:
    """A rule as it is in force: what the office has set, or the usual one."""
    usual = RULES[name].usual
    found = rules.get(name, usual)
    return found if isinstance(found, type(usual)) else usual
