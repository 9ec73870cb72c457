"""Short names of county units, as offices write them in order numbers and on tiles."""

_IRREGULAR = {"130406": "峰峰", "130471": "经开区", "130473": "冀南新区"}


def short_county(code: str, name: str) -> str:
    """`成安县` -> `成安`; two-character names (`涉县`) keep their 县."""
    if code in _IRREGULAR:
        return _IRREGULAR[code]
    return name[:-1] if len(name) > 2 and name[-1] in "县区市" else name
