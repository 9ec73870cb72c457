"""Words of the command line, in the user's language."""

import locale
import os

from PySide6.QtCore import QCoreApplication

from db.errors import DomainError

translate = QCoreApplication.translate
_state: dict[str, QCoreApplication] = {}


def choose_language(chosen: str | None) -> str:
    """The language asked for, else the terminal's, else English. Loads its translation."""
    language = chosen or _terminal_language()
    if QCoreApplication.instance() is None:
        _state["app"] = QCoreApplication([])
    from desktop.translation import install

    install(language)
    return language


def _terminal_language() -> str:
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    spoken = spoken or (locale.getlocale()[0] or "")
    return "zh_CN" if spoken.lower().startswith(("zh", "chinese")) else "en"


def sentence(error: DomainError) -> str:
    """An error as the user should read it."""
    from desktop.texts import error_text

    return error_text(error)
