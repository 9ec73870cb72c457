"""Time: the record keeps UTC, people read China time, which has had one fixed offset since 1992."""

from datetime import UTC, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")


def from_epoch(seconds: float) -> datetime:
    """Epoch seconds as an aware UTC datetime."""
    return datetime.fromtimestamp(seconds, UTC)


def local_label(seconds: int) -> str:
    """Epoch seconds as ISO 8601 China time, as the national platform prints it: `2015-04-22T14:00:00`."""
    return datetime.fromtimestamp(seconds, CHINA).replace(tzinfo=None).isoformat()


def parse_local(text: str) -> datetime:
    """ISO 8601 text to aware UTC; without an offset it is China time.

    Raises:
        ValueError: the text is not ISO 8601.
    """
    value = datetime.fromisoformat(text)
    return (value.replace(tzinfo=CHINA) if value.tzinfo is None else value).astimezone(UTC)
