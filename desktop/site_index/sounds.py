"""How characters are read: every reading for the search, the usual one for the order."""

import os
import unicodedata
from functools import cache

# the table of phrases costs ten times the one of characters and is not asked
os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")

from pypinyin.pinyin_dict import pinyin_dict

_DOTS = "\u0308"
_TONES = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0300": 4}
_WIDE_INITIALS = ("zh", "ch", "sh")


@cache
def readings(character: str) -> tuple[str, ...]:
    """All readings of a character without tones, as keyboards spell them: 绿 is lv, for many lu."""
    found: dict[str, None] = {}
    for spelled in pinyin_dict.get(ord(character), "").split(","):
        plain, _ = _plain(spelled)
        for one in {plain, plain.replace("v", "u")} if plain else ():
            found[one] = None
    return tuple(found)


@cache
def initials(character: str) -> tuple[str, ...]:
    """First letters of the readings; the two letters of zh, ch and sh as well."""
    found = {reading[0] for reading in readings(character)}
    found |= {reading[:2] for reading in readings(character) if reading.startswith(_WIDE_INITIALS)}
    return tuple(sorted(found))


@cache
def place(character: str) -> tuple[int, str, int, bytes]:
    """Where a character stands in Chinese order: digits, letters, then by sound and tone.

    Characters of one sound follow GB 18030, whose common ones are ordered by their strokes.
    """
    spelled = pinyin_dict.get(ord(character), "").split(",")[0]
    plain, tone = _plain(spelled)
    if plain:
        return 3, plain, tone, character.encode("gb18030", "replace")
    kind = 1 if character.isdigit() else 2 if character.isalpha() else 0
    return kind, character, 0, b""


def _plain(spelled: str) -> tuple[str, int]:
    """A reading without its marks, and its tone; 5 is the light one."""
    letters, tone = "", 5
    for mark in unicodedata.normalize("NFD", spelled):
        if mark in _TONES:
            tone = _TONES[mark]
        elif mark == _DOTS:
            letters = letters[:-1] + "v"
        elif mark.isascii() and mark.isalpha():
            letters += mark
    return letters, tone
