"""How large a pack and its parts may be, each limit with its reason."""

import re

from db.commands.attachments import LARGEST
from db.sync.pack.errors import PackLimitError

LARGEST_PACK = 2**32 - 1
"""Bytes of the file: sticks are formatted with FAT32, which holds no larger one."""
MOST_MEMBERS = 65_000
"""A zip file without extensions counts its members in 16 bits."""
LARGEST_MANIFEST = 16 * 1024 * 1024
"""`MOST_MEMBERS` lines of some 200 bytes."""
LARGEST_LINES = 64 * 1024 * 1024
"""Bytes of one member of operations or readings: it is held in memory; a thousand operations are about 1."""
LARGEST_BLOB = LARGEST
"""An attachment that no console would have accepted is not taken from a stick either."""
LARGEST_RATIO = 200
"""Unpacked to packed. Hashes and ids do not shrink: real operations reach 5, readings that stand still 50."""
FREE_OF_RATIO = 1024 * 1024
"""Bytes of a member that may shrink as it likes."""
_DEEPEST = 200
"""Brackets within brackets: honest data have four, Python walks through some hundreds."""
_STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*"|[][{}]')


def require(found: int, limit: int, what: str, name: str) -> None:
    """Refuse what is larger than it may be; `name` is the file's.

    Raises:
        PackLimitError
    """
    if found > limit:
        raise PackLimitError(name=name, what=what, found=found, limit=limit)


def require_depth(content: str, name: str, member: str) -> None:
    """Refuse JSON with brackets in brackets beyond what honest data have, before anybody walks through it.

    Raises:
        PackLimitError
    """
    if content.count("[") + content.count("{") <= _DEEPEST:
        return
    depth = deepest = 0
    for found in _STRING_OR_BRACKET.finditer(content):
        bracket = found.group()
        depth += 1 if bracket in "[{" else -1 if bracket in "]}" else 0
        deepest = max(deepest, depth)
    require(deepest, _DEEPEST, member, name)
