"""Words as people write them, brought to a form that can be compared; and texts that a sheet would run."""

import re
import unicodedata
from difflib import SequenceMatcher

_BRACKETS = re.compile(r"[(（\[【〔][^()（）\[\]【】〔〕]*[)）\]】〕]")
_DECORATION = re.compile(r"[\s:：*＊·.。、,，;；_\-—/\\]+")
_RISKY = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_SPACES = re.compile(r"[ \t\u3000\xa0]+")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f]|_(?=x[0-9A-Fa-f]{4}_)")


def key(text: str) -> str:
    """A name or address for comparing: no spaces, full width as half width, one case."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def plain(text: str) -> str:
    """A header's word without what only decorates it."""
    return _DECORATION.sub("", unicodedata.normalize("NFKC", text)).casefold()


def bare(text: str) -> str:
    """The same without what stands in brackets: 面积（亩） is 面积."""
    return plain(_BRACKETS.sub("", text))


def brackets(text: str) -> list[str]:
    """What stands in brackets."""
    return [found[1:-1].strip() for found in _BRACKETS.findall(text)]


def likeness(one: str, other: str) -> float:
    """How much two words share, 0 to 1: characters in the same order."""
    if not set(one) & set(other):
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def tidy(text: str) -> str:
    """A text as it should have been typed: no spaces at its ends, one where there were several."""
    lines = (_SPACES.sub(" ", line).strip() for line in text.replace("\r\n", "\n").split("\n"))
    return "\n".join(lines).strip()


def person_name(text: str) -> str:
    """`张 三强` -> `张三强`: a single character is no name of its own."""
    words = tidy(text).split(" ")
    return "".join(words) if any(len(word) == 1 for word in words) else " ".join(words)


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe stands before what would be one."""
    return f"'{text}" if _RISKY.match(text) else text


def meant(text: str) -> str:
    """The text that `harmless` was given."""
    return text[1:] if text.startswith("'") and _RISKY.match(text) else text


def for_xml(text: str) -> str:
    """Characters that a workbook's XML cannot hold, as spreadsheets escape them: `_x000D_`."""
    return _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
