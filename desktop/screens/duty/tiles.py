"""From what is known of the stations to tiles: words, ages, order and ranks."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject

from db.rules.names import short_county
from desktop.air.aqi import CODES
from desktop.air.standards import Edition, Level
from desktop.evaluation.words import item_text, kind_text
from desktop.models.wall import DUE_AFTER, EXPECTED, CountyNow, StationNow, places_moved, ranks
from desktop.screens.duty.labels import hour_text
from desktop.texts import duration_text
from widgets.tiles import Tile, TileGroup

_SHORT_EN = {
    "Lightly polluted": "Light",
    "Moderately polluted": "Medium",
    "Heavily polluted": "Heavy",
    "Severely polluted": "Severe",
}
"""The standards have a short word in Chinese only; `Moderately` cut short would be the level `Moderate`."""


class TileTexts(QObject):
    """Writes tiles and headings in the language of the window."""

    def __init__(self, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language

    def groups(self, counties: Iterable[CountyNow], now: int) -> list[TileGroup]:
        """The whole wall. Titles are unique: notes are found by them."""
        found = list(counties)
        stations = [station for county in found for station in county.stations]
        places, moved = ranks(stations, now), places_moved(stations, now)
        return [
            TileGroup(
                self.county_name(county.name),
                self.note(county, now),
                [self.tile(station, now, places, moved) for station in county.stations],
            )
            for county in found
        ]

    def tile(
        self, station: StationNow, now: int, places: Mapping[str, int], moved: Mapping[str, int]
    ) -> Tile:
        """One station. Silent ones carry no number, no level and no colour, only why."""
        believed = station.believed(now)
        level = station.level if believed else None
        return Tile(
            key=station.record.code,
            name=short_name(station),
            aqi=station.aqi if believed else None,
            level_word=self.level_word(level) if level else "",
            level_color=level.colour if level else None,
            primary=station.primary if believed else "",
            trend=station.change if believed else None,
            age_text=self.age_text(station, now),
            stale=station.stale(now),
            reason=self.reason(station, now),
            spark=station.spark(now),
            rank=self.rank_text(places.get(station.record.code), len(places)),
            moved=moved.get(station.record.code),
            due_text=self.due_text(station, now),
            doubt=self.doubt(station) if believed else "",
            reason_word=self.tr("silent") if station.stale(now) and station.newest is not None else "",
            # withheld by the standard, which is another thing than no data
            number="NA" if believed and station.aqi is None else "",
        )

    def note(self, county: CountyNow, now: int) -> str:
        """Mean and worst AQI, and how many stations are not in them."""
        parts = []
        believed = [station.aqi for station in county.believed(now) if station.aqi is not None]
        if believed:
            mean = county.mean_aqi(now)
            parts.append(self.tr("mean {mean} · worst {worst}").format(mean=mean, worst=max(believed)))
        if silent := len(county.stations) - len(believed):
            parts.append(self.tr("{count} without AQI").format(count=silent))
        return " · ".join(parts)

    def reason(self, station: StationNow, now: int) -> str:
        """Why there is no number, or what the number leaves out; empty when all is well."""
        missing = ", ".join(station.missing)
        if station.newest is None:
            return self.tr("No readings yet")
        if station.stale(now):
            since, age = hour_text(station.newest, now), duration_text(now - station.newest)
            return self.tr("No data since {time} ({age})").format(time=since, age=age)
        if station.aqi is None:
            text = self.tr("NA: no {missing}; up to AQI 100 {edition} needs all six")
            return text.format(missing=missing, edition=edition_name(station.edition))
        return self.tr("Without {missing}").format(missing=missing) if missing else ""

    def doubt(self, station: StationNow) -> str:
        """What looks wrong in the newest hour: `In doubt: PM2.5 stuck`."""
        parts = [f"{item_text(item)} {kind_text(kind)}" for item, kind in station.doubts]
        return self.tr("In doubt: {what}").format(what=", ".join(parts)) if parts else ""

    def due_text(self, station: StationNow, now: int) -> str:
        """When the next reading should have come; empty while it is not late."""
        if station.newest is None or not station.stale(now):
            return ""
        return self.tr("due {time}").format(time=hour_text(station.newest + DUE_AFTER, now))

    def age_text(self, station: StationNow, now: int) -> str:
        age = station.age(now)
        return "" if age is None else duration_text(age)

    def rank_text(self, place: int | None, count: int) -> str:
        return self.tr("{place} of {count}").format(place=place, count=count) if place else ""

    def level_word(self, level: Level) -> str:
        """The level in a word: a tile has no room for 轻度污染."""
        return level.short_zh if self._language.startswith("zh") else _SHORT_EN.get(level.en, level.en)

    def county_name(self, name: str) -> str:
        return name or self.tr("Without county")

    def found_text(self, station: StationNow, now: int) -> str:
        """What an order says was found: `PM2.5 211 µg/m³ at 14:00, +58 in one hour`."""
        index = driver(station)
        if station.newest is None or index is None:
            return self.reason(station, now)
        value, before = station.values[index], station.before[index]
        text = self.tr("{pollutant} {value} {unit} at {time}").format(
            pollutant=CODES[index],
            value=number_text(index, value),
            unit=unit_of(index),
            time=hour_text(station.newest, now),
        )
        if value is None or before is None:
            return text
        return self.tr("{text}, {change} in one hour").format(
            text=text, change=change_text(index, value - before)
        )

    def title_text(self, station: StationNow) -> str:
        """A proposal for the order's title."""
        index = driver(station)
        name = full_name(station)
        if index is None:
            return self.tr("{station}: no data, check the device").format(station=name)
        before, value = station.before[index], station.values[index]
        rising = before is not None and value is not None and value > before
        text = self.tr("{station}: {pollutant} rising, check the sources upwind")
        if not rising:
            text = self.tr("{station}: {pollutant} high, check the sources upwind")
        return text.format(station=name, pollutant=CODES[index])


def valid_share(stations: Iterable[StationNow]) -> float | None:
    """Percent of the values due in the last 24 hours that are there; None without stations."""
    counts = [station.valid for station in stations]
    return 100 * sum(counts) / (EXPECTED * len(counts)) if counts else None


def short_name(station: StationNow) -> str:
    """The name without its county: the heading says that."""
    name, county = station.record.name, station.record.county_name or ""
    # the county stands in full only where a space says so: `成安县政府站` is 成安's 县政府站
    full = (f"{county}{kind} " for kind in "县区市")
    for prefix in (*full, county, short_county(station.record.shard_code, county)):
        rest = name.removeprefix(prefix).strip(" ·-")
        if county and rest and rest != name:
            return rest
    return name


def full_name(station: StationNow) -> str:
    """County and name, as a chart's legend or an order needs them."""
    county = short_county(station.record.shard_code, station.record.county_name or "")
    return f"{county} {short_name(station)}".strip()


def edition_name(edition: Edition) -> str:
    """`HJ 633-2026`: the number of the standard without its title."""
    return " ".join(edition.name_en.split()[:2])


def driver(station: StationNow) -> int | None:
    """The pollutant to act on: the first primary one, else the first that has a value, None without any."""
    if station.primary:
        return CODES.index(station.primary.split("+")[0])
    known = [index for index, value in enumerate(station.values) if value is not None]
    return known[0] if known else None


def unit_of(pollutant: int) -> str:
    return "mg/m³" if CODES[pollutant] == "CO" else "µg/m³"


def number_text(pollutant: int, value: float | None) -> str:
    """A concentration with the digits that its standard keeps."""
    if value is None:
        return "—"
    return f"{value:.1f}" if CODES[pollutant] == "CO" else f"{value:.0f}"


def change_text(pollutant: int, change: float) -> str:
    return f"{change:+.1f}" if CODES[pollutant] == "CO" else f"{change:+.0f}"
