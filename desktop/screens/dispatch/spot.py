"""Where an order is about, as somebody types it: degrees in the ways that maps and phones give them."""

import re

_LON = r"\s*(?:E|东经)?\s*(\d{1,3}(?:\.\d+)?)\s*°?\s*"
_LAT = r"\s*(?:N|北纬)?\s*(\d{1,2}(?:\.\d+)?)\s*°?\s*"
_PAIR = re.compile(_LON + r"[,，、;；\s]" + _LAT)


def read_degrees(text: str) -> tuple[float, float] | None:
    """Longitude and latitude, in this order: `114.68, 36.44` or `东经114.68°，北纬36.44°`; None: neither."""
    found = _PAIR.fullmatch(text)
    if found is None:
        return None
    lon, lat = float(found[1]), float(found[2])
    return (lon, lat) if lon <= 180 and lat <= 90 else None
