"""What the zone page says: kinds, places, exits, counts, the map."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QCoreApplication

from db.rules.campaigns import CampaignDefinition
from desktop.evaluation.sheets import Cell, Sheet
from desktop.place_texts import direction_text, distance_text
from desktop.screens.campaigns import words
from desktop.screens.campaigns.directory import Directory
from desktop.screens.campaigns.zone_reading import ZoneAnswer
from desktop.screens.campaigns.zone_rows import LISTED, MISSING, OUTSIDE, UNPLACED, ZoneRow, kind_field
from widgets import theme
from widgets.small_map import MapPoint, MapScene

translate = QCoreApplication.translate

_SIGNS = {
    "industrial": ("square", 0),
    "traffic": ("triangle", 1),
    "domestic": ("circle", 4),
    "dust": ("diamond", 2),
}
"""Shape and number of the chart colour of a kind of source."""


@dataclass(frozen=True, slots=True)
class ZoneReader:
    """What turns a zone into words."""

    definition: CampaignDefinition
    campaigns: Mapping[str, CampaignDefinition]
    language: str
    directory: Directory
    today: date


def sign(kind: str) -> tuple[str, str]:
    """Shape and colour of a kind of source."""
    look = theme.current()
    shape, number = _SIGNS.get(kind, ("ring", -1))
    return shape, look.series[number] if number >= 0 else look.muted


def kind_text(kind: str, reader: ZoneReader) -> str:
    """The campaign's own word for a kind of source."""
    field = reader.definition.field(kind_field(reader.definition))
    if not kind:
        return translate("Campaigns", "Not said")
    choice = field.choice(kind) if field else None
    return choice.name(reader.language) if choice else kind


def campaigns_text(row: ZoneRow, reader: ZoneReader) -> str:
    """All campaigns it stands in."""
    named = (reader.campaigns.get(key) for key in row.campaigns)
    texts = [one.name(reader.language) if one else key for one, key in zip(named, row.campaigns, strict=True)]
    return translate("Campaigns", ", ").join(texts)


def place_text(row: ZoneRow) -> str:
    """How far, and where as seen from the station."""
    if row.metres is None or row.bearing is None:
        return ""
    text = translate("Campaigns", "{distance} {direction}")
    return text.format(distance=distance_text(row.metres), direction=direction_text(row.bearing))


def state_text(row: ZoneRow, reader: ZoneReader) -> str:
    """The word of the campaign whose state it is."""
    definition = reader.campaigns.get(row.site.campaign_key)
    return words.state_text(definition, row.site.state, reader.language) if definition else row.site.state


def exit_text(row: ZoneRow, today: date) -> str:
    """The day by which it must be out, with the year where it is another one."""
    if row.exit_by is not None:
        return f"{row.exit_by:%m-%d}" if row.exit_by.year == today.year else row.exit_by.isoformat()
    if row.is_listed:
        return "" if row.is_out else translate("Campaigns", "No day set")
    return translate("Campaigns", "Looked at, not listed") if row.is_member else ""


def left_text(row: ZoneRow, today: date) -> str:
    """Days left or late; that it is out."""
    if row.is_out:
        return translate("Campaigns", "Out")
    days = row.days_left(today)
    if days is None:
        return ""
    if days < 0:
        return translate("Campaigns", "{days} d overdue").format(days=-days)
    return (
        translate("Campaigns", "Today")
        if days == 0
        else translate("Campaigns", "{days} d left").format(days=days)
    )


def ring_names(rings: Sequence[float]) -> list[str]:
    """Each ring by where it begins and ends."""
    names = [translate("Campaigns", "Within {distance}").format(distance=distance_text(rings[0]))]
    for low, high in pairwise(rings):
        text = translate("Campaigns", "{low} – {high}")
        names.append(text.format(low=distance_text(low), high=distance_text(high)))
    return names


def summary_text(lists: Mapping[str, Sequence[ZoneRow]], answer: ZoneAnswer, today: date) -> str:
    """The line below the title: what there is, what is late, what nobody knows."""
    listed = lists[LISTED]
    late = sum((row.days_left(today) or 0) < 0 for row in listed)
    undated = sum(row.exit_by is None and not row.is_out for row in listed)
    texts = [
        translate("Campaigns", "Negative list: {out} of {count} out").format(
            out=sum(row.is_out for row in listed), count=len(listed)
        )
    ]
    if late:
        texts.append(translate("Campaigns", "{count} overdue").format(count=late))
    if undated:
        texts.append(translate("Campaigns", "{count} without a day").format(count=undated))
    if lists[MISSING]:
        texts.append(
            translate("Campaigns", "{count} inside, not on the list").format(count=len(lists[MISSING]))
        )
    if lists[OUTSIDE]:
        texts.append(
            translate("Campaigns", "{count} on the list, outside the ring").format(count=len(lists[OUTSIDE]))
        )
    if answer.zone and answer.zone.without_place:
        text = translate("Campaigns", "{count} sites of this record have no coordinates and may lie inside")
        texts.append(text.format(count=answer.zone.without_place))
    if answer.zone and answer.zone.station.datum != "WGS-84":
        text = translate(
            "Campaigns", "the station is not given in WGS-84: distances may be some hundred metres off"
        )
        texts.append(text)
    return translate("Campaigns", " · ").join(texts)


def tab_texts(lists: Mapping[str, Sequence[ZoneRow]], answer: ZoneAnswer) -> list[tuple[str, str]]:
    """The lists with their counts."""
    names = {
        "inside": translate("Campaigns", "In the ring {count}"),
        LISTED: translate("Campaigns", "Negative list {count}"),
        MISSING: translate("Campaigns", "Not listed {count}"),
        OUTSIDE: translate("Campaigns", "Outside {count}"),
        UNPLACED: translate("Campaigns", "No coordinates {count}"),
    }
    counts = {key: len(found) for key, found in lists.items()}
    counts[UNPLACED] = answer.zone.without_place if answer.zone else 0
    return [(key, name.format(count=counts[key])) for key, name in names.items()]


def empty_text(tab: str, reader: ZoneReader) -> str:
    """Why a list has nothing."""
    name = reader.definition.name(reader.language)
    return {
        "inside": translate("Campaigns", "No site with coordinates lies in this ring. Choose a larger one."),
        LISTED: translate(
            "Campaigns", "Nothing is on the negative list here. Put sites on it from “Not listed”."
        ),
        MISSING: translate("Campaigns", "Every site in this ring stands in “{campaign}”.").format(
            campaign=name
        ),
        OUTSIDE: translate("Campaigns", "All sites of this station's list lie in the ring."),
        UNPLACED: translate("Campaigns", "Every site of this record has coordinates."),
    }[tab]


def scene(
    answer: ZoneAnswer, rows: Sequence[ZoneRow], rings: Sequence[float], reader: ZoneReader
) -> MapScene | None:
    """The station in the middle, its rings, and the sites by kind."""
    if answer.zone is None:
        return None
    station = answer.zone.station
    place = MapPoint(station.code, station.name, station.lon or 0.0, station.lat or 0.0, station.name)
    points = tuple(_point(row, reader) for row in rows if row.site.lon is not None)
    return MapScene(place, points, tuple(rings), (), rings[-1] * 1.12, is_zone=True)


def _point(row: ZoneRow, reader: ZoneReader) -> MapPoint:
    shape, color = sign(row.kind)
    tip = translate("Campaigns", "{name}: {kind}, {place}").format(
        name=row.site.name, kind=kind_text(row.kind, reader), place=place_text(row)
    )
    return MapPoint(row.site.code, row.site.name, row.site.lon or 0.0, row.site.lat or 0.0, tip, color, shape)


def sheet(
    title: str, notes: Sequence[str], heads: Sequence[str], rows: Sequence[Sequence[tuple[str, float | None]]]
) -> Sheet:
    """What is shown, on its way into a workbook; figures stay figures."""
    cells = tuple(tuple(Cell(text, number) for text, number in row) for row in rows)
    return Sheet(title, tuple(notes), tuple(heads), cells)
