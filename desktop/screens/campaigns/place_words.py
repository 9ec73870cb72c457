"""Where a site lies, in words: the nearest station, the rings, and how sure that is."""

from PySide6.QtCore import QCoreApplication

from db.queries.sites import SiteRecord
from db.times import from_epoch
from desktop.models.wall import StationNow
from desktop.place_texts import direction_text, distance_text
from desktop.screens.campaigns import words
from desktop.screens.campaigns.beside import RINGS, Beside, Nearby
from desktop.screens.campaigns.columns import Reader
from widgets.small_map import MapPoint, MapScene

translate = QCoreApplication.translate


def radii(reader: Reader) -> tuple[float, ...]:
    """The rings of the campaign's zone, from the inside out."""
    return tuple(float(one) for one in reader.definition.rings) or RINGS


def nearest_text(beside: Beside) -> str:
    """Which station is nearest, how far and in which direction."""
    if not beside.nearby:
        return translate("Campaigns", "No station with coordinates within 50 km.")
    first = beside.nearby[0]
    text = translate("Campaigns", "Nearest station: {name}, {distance} to the {direction}")
    return text.format(
        name=first.station.name,
        distance=distance_text(first.metres),
        direction=direction_text(first.bearing),
    )


def air_text(station: StationNow | None, reader: Reader) -> str:
    """Its newest hour with its age; an hour that is out of date says so."""
    if station is None or station.newest is None:
        return translate("Campaigns", "It has sent no hour yet.")
    now = round(reader.now().timestamp())
    hour = words.moment_text(from_epoch(station.newest), reader.now())
    if station.aqi is None or station.level is None:
        return translate("Campaigns", "No AQI at {hour}").format(hour=hour)
    level = station.level.zh if reader.language.startswith("zh") else station.level.en
    text = translate("Campaigns", "AQI {aqi} {level} at {hour}")
    if station.stale(now):
        text = translate("Campaigns", "AQI {aqi} {level} at {hour}; nothing newer has come")
    return text.format(aqi=station.aqi, level=level, hour=hour)


def rings_text(beside: Beside, reader: Reader) -> str:
    """Inside which stations' rings; the smallest ring of each."""
    found = [
        (one, next((radius for radius in radii(reader) if one.metres <= radius), None))
        for one in beside.nearby
    ]
    inside = [
        translate("Campaigns", "{distance} ring of {name}").format(
            distance=distance_text(radius), name=one.station.name
        )
        for one, radius in found
        if radius is not None
    ]
    if not inside:
        rings = translate("Campaigns", ", ").join(distance_text(radius) for radius in radii(reader))
        return translate("Campaigns", "In no station's ring ({rings})").format(rings=rings)
    return translate("Campaigns", "Inside: {rings}").format(rings=translate("Campaigns", ", ").join(inside))


def datum_text(beside: Beside) -> str:
    """How sure distances are: nobody says in which datum a site's coordinates were given."""
    if not beside.nearby:
        return ""
    datum = beside.nearby[0].station.datum
    if datum == "WGS-84":
        return translate(
            "Campaigns",
            "The station is given in WGS-84; distances hold if the site is, too. Points taken from a Chinese "
            "web map lie some hundred metres off.",
        )
    text = translate(
        "Campaigns",
        "The station's coordinates are {datum}, the site's are not said to be: distances may be wrong by "
        "some hundred metres.",
    )
    return text.format(datum=datum or translate("Campaigns", "of an unknown datum"))


def scene(site: SiteRecord, beside: Beside, reader: Reader) -> MapScene | None:
    """What the small map draws; None where the site has no coordinates."""
    if site.lon is None or site.lat is None:
        return None
    place = MapPoint(str(site.id), site.name, site.lon, site.lat, site.name)
    reach = radii(reader)[-1] * 1.5
    if beside.nearby:
        reach = min(max(reach, beside.nearby[0].metres * 1.3), 30_000.0)
    points = tuple(_point(one) for one in beside.nearby)
    return MapScene(place, points, radii(reader), beside.outlines, reach)


def _point(one: Nearby) -> MapPoint:
    tip = translate("Campaigns", "{name}: {distance} to the {direction}").format(
        name=one.station.name,
        distance=distance_text(one.metres),
        direction=direction_text(one.bearing),
    )
    return MapPoint(one.station.code, one.station.name, one.station.lon or 0, one.station.lat or 0, tip)
