"""CP taken apart."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Content:
    """Parameters such as DataTime, and `{factor code: {field: text}}`."""

    params: dict[str, str]
    factors: dict[str, dict[str, str]]


def content(cp: str) -> Content:
    """Take CP apart. A bare `Flag=N` belongs to the factor just before it."""
    params, factors = dict[str, str](), dict[str, dict[str, str]]()
    last: dict[str, str] | None = None
    for part in cp.replace(";", ",").split(","):
        key, _, value = part.partition("=")
        code, dash, name = key.rpartition("-")
        if dash:
            last = factors.setdefault(code, {})
            last[name] = value
        elif key == "Flag" and last is not None:
            last.setdefault("Flag", value)
        elif key:
            params[key] = value
    return Content(params, factors)


def factors(cp: str) -> dict[str, dict[str, str]]:
    """`{"a34004": {"Avg": "14", "Flag": "N"}}` of a CP."""
    return content(cp).factors
