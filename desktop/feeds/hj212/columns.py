"""Factor codes, units and limits of the columns that an observation has."""

from collections.abc import Mapping

# Factor codes of HJ 212-2017 Table B.2; ozone's is not in it and comes from HJ 524.
COLUMN_OF = {
    "a34004": "pm25",
    "a34002": "pm10",
    "a21026": "so2",
    "a21004": "no2",
    "a21005": "co",
    "a05024": "o3",
    "a01001": "temperature",
    "a01002": "humidity",
    "a01006": "pressure",
    "a01007": "wind_speed",
    "a01008": "wind_direction",
}
CODE_OF = {column: code for code, column in COLUMN_OF.items()}
# What devices really send. The standard's table prints ng/m³ for particles and mg/m³ for gases; no feed seen
# does the first, and few the second, so the exceptions are kept per device.
FEED_UNITS: Mapping[str, str] = {
    **dict.fromkeys(("pm25", "pm10", "so2", "no2", "o3"), "ug/m3"),
    "co": "mg/m3",
    "pressure": "kPa",
}
_MICROGRAMS = {"ng/m3": -3, "ug/m3": 0, "mg/m3": 3}
# Power of ten from the device's unit to ours.
POWERS: Mapping[str, Mapping[str, int]] = {
    **dict.fromkeys(("pm25", "pm10", "so2", "no2", "o3"), _MICROGRAMS),
    "co": {unit: power - 3 for unit, power in _MICROGRAMS.items()},
    "pressure": {"kPa": 1, "hPa": 0},
}
# What no working instrument on Chinese ground reports, in our units: beyond it the device or its unit is
# wrong. Particles: the worst sand storms pass 9,000. Pressure: stations stand up to 5,000 m, 540 hPa.
# Humidity: saturated sensors read a little over 100.
LIMITS: Mapping[str, tuple[float, float]] = {
    "pm25": (0, 10_000),
    "pm10": (0, 10_000),
    "so2": (0, 10_000),
    "no2": (0, 10_000),
    "co": (0, 200),
    "o3": (0, 5_000),
    "temperature": (-60, 60),
    "humidity": (0, 105),
    "pressure": (400, 1_100),
    "wind_speed": (0, 100),
    "wind_direction": (0, 360),
}
