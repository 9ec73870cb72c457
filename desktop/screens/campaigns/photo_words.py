"""Files of a site in words: when taken, how far from the site, who added them, what they hang on."""

from PySide6.QtCore import QCoreApplication

from db.queries.attachments import FileRecord
from db.queries.sites import SiteRecord
from desktop import geo, photos
from desktop.record_words import bytes_text
from desktop.screens.campaigns import words
from desktop.screens.campaigns.columns import Reader
from desktop.screens.campaigns.place_words import direction_text, distance_text
from widgets.photo_strip import StripItem
from widgets.photo_view import ViewItem

translate = QCoreApplication.translate


def by_date(files: tuple[FileRecord, ...]) -> list[FileRecord]:
    """Oldest first, by the day they were taken, or else added; those without any day at the end."""
    return sorted(files, key=lambda one: (one.at is None, one.at.timestamp() if one.at else 0.0))


def strip_item(file: FileRecord, site: SiteRecord, reader: Reader) -> StripItem:
    """A tile of the strip."""
    is_photo = photos.is_photo(file.media_type)
    first = time_text(file, reader) if is_photo else file.name
    second = away_text(file, site) if is_photo else bytes_text(file.size)
    icon = "photo" if is_photo else "reports"
    if not file.is_here:
        second, icon = translate("Campaigns", "not come yet"), "sync"
    return StripItem(
        str(file.id), first, second, tip_text(file, site, reader), icon, is_photo and file.is_here
    )


def view_item(file: FileRecord, site: SiteRecord, reader: Reader) -> ViewItem:
    """The lines below a large photo."""
    sentence = translate("Campaigns", "; ")
    title = sentence.join((time_text(file, reader), owner_text(file)))
    return ViewItem(str(file.id), title, sentence.join((away_text(file, site), added_text(file, reader))))


def time_text(file: FileRecord, reader: Reader) -> str:
    """When the photo says it was taken."""
    if file.taken_at is None:
        return translate("Campaigns", "time unknown")
    return words.moment_text(file.taken_at, reader.now())


def away_text(file: FileRecord, site: SiteRecord) -> str:
    """How far from the site the photo was taken, as far as both say where they are."""
    if file.lon is None or file.lat is None:
        return translate("Campaigns", "no place in the photo")
    if site.lon is None or site.lat is None:
        return translate("Campaigns", "the site has no coordinates")
    metres = float(geo.distance(site.lon, site.lat, file.lon, file.lat))
    if metres < 20:
        return translate("Campaigns", "at the site")
    text = translate("Campaigns", "{distance} {direction} of the site")
    degrees = geo.bearing(site.lon, site.lat, file.lon, file.lat)
    return text.format(distance=distance_text(metres), direction=direction_text(degrees))


def added_text(file: FileRecord, reader: Reader) -> str:
    """Who put it into the record, and when."""
    who = file.person or translate("Campaigns", "somebody unnamed")
    if file.added_at is None:
        return translate("Campaigns", "added by {who}").format(who=who)
    day = words.moment_text(file.added_at, reader.now())
    return translate("Campaigns", "added by {who}, {day}").format(who=who, day=day)


def owner_text(file: FileRecord) -> str:
    """What it hangs on."""
    names = {
        "site": translate("Campaigns", "of the site"),
        "site_check": translate("Campaigns", "of a check"),
        "task": translate("Campaigns", "of an order"),
        "task_step": translate("Campaigns", "of an order's report"),
    }
    return names.get(file.entity, file.entity)


def tip_text(file: FileRecord, site: SiteRecord, reader: Reader) -> str:
    """All that is known of a file."""
    lines = [f"{file.name} ({bytes_text(file.size)})", owner_text(file)]
    if photos.is_photo(file.media_type):
        taken = translate("Campaigns", "taken: {time}").format(time=time_text(file, reader))
        lines += [taken, away_text(file, site)]
    lines.append(added_text(file, reader))
    if not file.is_here:
        text = translate("Campaigns", "Its bytes are still with another replica; they come with an exchange.")
        lines.append(text)
    return "\n".join(lines)
