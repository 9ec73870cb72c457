"""Small structures in the settings, as JSON; what cannot be read is as if it were not there."""

import json
import logging
from collections.abc import Callable
from typing import Any, TypeVar

from desktop.settings import Option, Settings

T = TypeVar("T")
log = logging.getLogger(__name__)

_FORM = 1


def keep_json(settings: Settings, name: str, data: Any) -> None:
    """Keep a structure of plain values."""
    text = json.dumps({"form": _FORM, "data": data}, ensure_ascii=False)
    settings.set(Option(name, ""), text)


def kept_json(settings: Settings, name: str, read: Callable[[Any], T]) -> T | None:
    """What was kept; None where there is nothing, or nothing that `read` understands (it is logged)."""
    text = settings.get(Option(name, ""))
    if not text:
        return None
    try:
        whole = json.loads(text)
        if whole["form"] != _FORM:
            raise ValueError(f"form {whole['form']}")
        return read(whole["data"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        log.warning("setting %s cannot be read and is passed over: %s", name, error)
        return None
