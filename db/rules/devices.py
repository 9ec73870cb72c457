"""What may be said of a device: number, secrets, units, interval; and the errors that refuse the rest."""

import re
from collections.abc import Mapping

from db.errors import InvalidValueError, RuleError

_MASS = ("ug/m3", "mg/m3", "ng/m3")
UNITS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("pm25", "pm10", "so2", "no2", "o3"), _MASS),
    "co": ("mg/m3", "ug/m3", "ng/m3"),
    "pressure": ("kPa", "hPa"),
}
"""Columns that devices send in several units; the usual one stands first and need not be stored."""
MINUTES = (1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30)
"""Intervals of minute data that a device may be set to (HJ 212-2017, CN 1063)."""
LONGEST = 32

_IN_FRAME = re.compile(r"[^\s;&#]+")
_KEY = re.compile(r"[0-9A-Fa-f]{32}")


class BadNumberError(InvalidValueError):
    template = (
        "“{value}” cannot be a device number (MN). Enter what the device sends after MN=: up to {most} "
        "characters without spaces, ; & or #."
    )


class BadPasswordError(InvalidValueError):
    """Does not repeat the password."""

    template = (
        "The password cannot be sent in a frame. Enter what the device sends after PW=: up to {most} "
        "characters without spaces, ; & or #."
    )


class BadKeyError(InvalidValueError):
    """Does not repeat the key."""

    template = "An SM4 key has 32 hexadecimal digits (0-9, A-F); {length} characters were entered."


class BadUnitError(InvalidValueError):
    template = "{unit} is no unit of {column} that can be converted. Possible: {possible}."


class BadIntervalError(InvalidValueError):
    template = "Minute data cannot have an interval of {seconds} seconds. Possible, in minutes: {possible}."


class BoundElsewhereError(RuleError):
    template = (
        "Device {mn} reports for the station {station} already. To move it, open the device and choose "
        "another station."
    )


def check_number(mn: str) -> None:
    """Raises BadNumberError if no frame can carry this number or the record cannot hold it."""
    if not _fits_frame(mn):
        raise BadNumberError(value=mn[:40], most=LONGEST)


def check_password(password: str | None) -> None:
    """Raises BadPasswordError if no frame can carry it; None is no password."""
    if password is not None and not _fits_frame(password):
        raise BadPasswordError(field="password", most=LONGEST)


def check_key(key: str | None) -> None:
    """Raises BadKeyError unless these are 32 hexadecimal digits; None is no key."""
    if key is not None and not _KEY.fullmatch(key):
        raise BadKeyError(field="sm4_key", length=len(key))


def check_units(units: Mapping[str, str | None]) -> None:
    """Raises BadUnitError for a unit that is not converted; None means the usual one."""
    for column, unit in units.items():
        if unit is not None and unit not in UNITS.get(column, ()):
            possible = ", ".join(UNITS.get(column, ())) or "-"
            raise BadUnitError(field=f"units.{column}", unit=unit[:20], column=column, possible=possible)


def check_interval(seconds: int | None) -> None:
    """Raises BadIntervalError for an interval that no device can be set to; None is a minute."""
    if seconds is not None and seconds not in {60 * minutes for minutes in MINUTES}:
        possible = ", ".join(map(str, MINUTES))
        raise BadIntervalError(field="minute_seconds", seconds=seconds, possible=possible)


def _fits_frame(text: str) -> bool:
    return len(text) <= LONGEST and text.isprintable() and bool(_IN_FRAME.fullmatch(text))
