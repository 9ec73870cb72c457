"""Puts a zone that was read on its page: title, stations, map, counts; and takes what it shows as a sheet."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from desktop.evaluation.sheets import Sheet
from desktop.place_texts import distance_text
from desktop.screens.campaigns import zone_words as say
from desktop.screens.campaigns.zone_page import ZonePage
from desktop.screens.campaigns.zone_reading import ZoneAnswer
from desktop.screens.campaigns.zone_rows import INSIDE, LISTED, ZoneRow, tallies
from desktop.screens.campaigns.zone_tally import TallyLine
from desktop.screens.campaigns.zone_words import ZoneReader
from widgets.badge import Progress

translate = QCoreApplication.translate
Lists = Mapping[str, Sequence[ZoneRow]]


def show_nothing(page: ZonePage, answer: ZoneAnswer) -> None:
    """No station has coordinates: why there is no zone, and what to do."""
    title = translate("Campaigns", "No station yet")
    if answer.without_station_place:
        title = translate("Campaigns", "None of the {count} stations has coordinates")
        title = title.format(count=answer.without_station_place)
    hint = translate(
        "Campaigns",
        "A zone is computed from the coordinates of a station and of the sites. Load a list of stations with "
        "longitude and latitude.",
    )
    page.empty.set_texts(title, hint)


def show_zone(page: ZonePage, answer: ZoneAnswer, lists: Lists, reader: ZoneReader) -> None:
    """Everything but the list that was chosen."""
    if answer.zone is None:
        return
    title = translate("Campaigns", "{campaign} · {station} {radius}").format(
        campaign=reader.definition.name(reader.language),
        station=answer.zone.station.name,
        radius=distance_text(answer.zone.radius),
    )
    page.head.show_title(title, say.summary_text(lists, answer, reader.today))
    _show_stations(page, answer)
    _show_map(page, answer, lists, reader)
    page.tabs.set_options(say.tab_texts(lists, answer))


def sheet(page: ZonePage) -> Sheet:
    """The list as it stands: its rows in their order, all its columns, and what is said above it."""
    columns = page.used_columns()
    heads = [page.model.columns[at].title for at in columns]
    found = page.model.texts(range(page.model.rowCount()), columns)
    notes = [page.head.note.text(), page.tabs.accessibleDescription()]
    return say.sheet(page.head.title.text(), notes, heads, found)


def _show_stations(page: ZonePage, answer: ZoneAnswer) -> None:
    box = page.station
    box.blockSignals(True)
    box.clear()
    for one in answer.stations:
        county = one.county_name
        box.addItem(f"{one.name} ({county})" if county else one.name, one.code)
    box.setCurrentIndex(box.findData(answer.zone.station.code if answer.zone else ""))
    box.blockSignals(False)


def _show_map(page: ZonePage, answer: ZoneAnswer, lists: Lists, reader: ZoneReader) -> None:
    radius = answer.question.radius
    rings = [float(one) for one in reader.definition.rings if one < radius] + [radius]
    scene = say.scene(answer, lists[INSIDE], rings, reader)
    if scene is not None:
        page.map.show_scene(scene)
    found = tallies(lists[INSIDE], lists[LISTED], rings, reader.today)
    lines = []
    for one in found:
        exits = Progress(one.out, one.listed, one.late)
        lines.append(TallyLine(say.kind_text(one.kind, reader), *say.sign(one.kind), one.rings, exits))
    exits_head = translate("Campaigns", "Out / listed, overdue")
    page.tally.show_lines([*say.ring_names(rings), exits_head], lines)
