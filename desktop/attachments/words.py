"""Files in words: when taken, how far from the matter, who added them, what they hang on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from db.queries.attachments import FileRecord
from desktop import geo, photos
from desktop.place_texts import direction_text, distance_text
from desktop.record_words import bytes_text
from desktop.texts import moment_text
from widgets.photo_strip import StripItem
from widgets.photo_view import ViewItem

translate = QCoreApplication.translate
AT_PLACE, FAR = 20.0, 500.0
"""Metres: phones are no better than the first; beyond the second a photo shows something else, or the place
is wrong. Web maps' coordinates may lie some 500 m beside the phone's, so nearer ones are not marked."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What a photo is compared with: where the matter lies, and since when it was to be put right."""

    kind: str = "site"
    """`site`, `station` or `place`."""
    lon: float | None = None
    lat: float | None = None
    since: datetime | None = None
    """A photo of what was done must be later; None: nothing is asked."""


def by_date(files: Iterable[FileRecord]) -> list[FileRecord]:
    """Oldest first, by the day they were taken, or else added; those without any day at the end."""
    return sorted(files, key=lambda one: (one.at is None, one.at.timestamp() if one.at else 0.0))


def strip_item(file: FileRecord, matter: Matter, now: datetime) -> StripItem:
    """A tile of the strip; what does not fit the matter is said in the alarm colour."""
    is_photo = photos.is_photo(file.media_type)
    first = time_text(file, now) if is_photo else file.name
    second = away_text(file, matter) if is_photo else bytes_text(file.size)
    icon = "photo" if is_photo else "reports"
    doubt = doubt_text(file, matter)
    if not file.is_here:
        second, icon, doubt = translate("Files", "not come yet"), "sync", ""
    return StripItem(
        str(file.id),
        first,
        doubt or second,
        tip_text(file, matter, now),
        icon,
        is_photo and file.is_here,
        bool(doubt),
    )


def view_item(file: FileRecord, matter: Matter, now: datetime) -> ViewItem:
    """The lines below a large photo."""
    sentence = translate("Files", "; ")
    title = sentence.join((time_text(file, now), owner_text(file)))
    said = (doubt_text(file, matter), away_text(file, matter), added_text(file, now))
    return ViewItem(str(file.id), title, sentence.join(dict.fromkeys(text for text in said if text)))


def time_text(file: FileRecord, now: datetime) -> str:
    """When the photo says it was taken."""
    return translate("Files", "time unknown") if file.taken_at is None else moment_text(file.taken_at, now)


def away_text(file: FileRecord, matter: Matter) -> str:
    """How far from the matter the photo was taken, as far as both say where they are."""
    if file.lon is None or file.lat is None:
        return translate("Files", "no place in the photo")
    return distance_from(matter, file.lon, file.lat)


def distance_from(matter: Matter, lon: float, lat: float) -> str:
    """How far from the matter a point lies, and in which direction."""
    metres = metres_from(matter, lon, lat)
    if metres is None or matter.lon is None or matter.lat is None:
        nowhere = {
            "site": translate("Files", "the site has no coordinates"),
            "station": translate("Files", "the station has no coordinates"),
        }
        return nowhere.get(matter.kind, translate("Files", "the matter has no coordinates"))
    if metres < AT_PLACE:
        here = {"site": translate("Files", "at the site"), "station": translate("Files", "at the station")}
        return here.get(matter.kind, translate("Files", "at the place"))
    away = {
        "site": translate("Files", "{distance} {direction} of the site"),
        "station": translate("Files", "{distance} {direction} of the station"),
    }
    text = away.get(matter.kind, translate("Files", "{distance} {direction} of the place"))
    degrees = geo.bearing(matter.lon, matter.lat, lon, lat)
    return text.format(distance=distance_text(metres), direction=direction_text(degrees))


def metres_from(matter: Matter, lon: float | None, lat: float | None) -> float | None:
    """Metres between the matter and a point; None where one of them is not known."""
    if lon is None or lat is None or matter.lon is None or matter.lat is None:
        return None
    return float(geo.distance(matter.lon, matter.lat, lon, lat))


def doubt_text(file: FileRecord, matter: Matter) -> str:
    """What a person should look at: a report's photo from before the order, or one taken far away."""
    is_report = file.entity == "task_step"
    if is_report and matter.since and file.taken_at and file.taken_at < matter.since:
        return translate("Files", "taken before the order went out")
    metres = metres_from(matter, file.lon, file.lat)
    if is_report and metres is not None and metres > FAR:
        return away_text(file, matter)
    return ""


def added_text(file: FileRecord, now: datetime) -> str:
    """Who put it into the record, and when."""
    who = file.person or translate("Files", "somebody unnamed")
    if file.added_at is None:
        return translate("Files", "added by {who}").format(who=who)
    day = moment_text(file.added_at, now)
    return translate("Files", "added by {who}, {day}").format(who=who, day=day)


def owner_text(file: FileRecord) -> str:
    """What it hangs on."""
    names = {
        "site": translate("Files", "of the site"),
        "site_check": translate("Files", "of a check"),
        "task": translate("Files", "of an order"),
        "task_step": translate("Files", "of an order's report"),
    }
    return names.get(file.entity, file.entity)


def tip_text(file: FileRecord, matter: Matter, now: datetime) -> str:
    """All that is known of a file."""
    lines = [f"{file.name} ({bytes_text(file.size)})", owner_text(file)]
    if photos.is_photo(file.media_type):
        taken = translate("Files", "taken: {time}").format(time=time_text(file, now))
        lines += [taken, away_text(file, matter)]
    lines.append(added_text(file, now))
    if (doubt := doubt_text(file, matter)) and doubt not in lines:
        lines.append(doubt)
    if not file.is_here:
        lines.append(
            translate("Files", "Its bytes are still with another replica; they come with an exchange.")
        )
    return "\n".join(lines)
