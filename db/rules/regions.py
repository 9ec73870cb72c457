"""A region folder: the divisions of a city by their official codes, and the polygons of its counties."""

import csv
import gzip
import hashlib
import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from importlib.resources.abc import Traversable
from io import StringIO
from pathlib import Path
from typing import Any

from db.errors import DomainError

Folder = Traversable | Path


class RegionError(DomainError):
    """A region folder cannot be used as it is."""

    template = "{file}: {problem}"


@dataclass(frozen=True, slots=True)
class DivisionRow:
    """A division: city, county, township or village. Places are WGS-84, None where the source has none."""

    code: str
    name: str
    kind: str
    parent_code: str | None
    lon: float | None
    lat: float | None


@dataclass(frozen=True, slots=True)
class Region:
    """A city with all that lies below it."""

    key: str
    units: Sequence[DivisionRow]
    """Parents before children."""
    polygons: Mapping[str, Mapping[str, Any]]
    """GeoJSON geometry by county code; some development zones have none."""
    digest: str
    """SHA-256 of the contents, whatever the line ends, byte-order marks and compression of the files."""


def read_region(folder: Folder) -> Region:
    """The region in a folder laid out as `resources/regions/README.md` says.

    Raises:
        RegionError: a file is missing or broken, a code stands twice or a parent does not exist.
    """
    city = _read_city(folder)
    polygons = _read_polygons(folder)
    units = [city]
    units += [_county(row, city.code, polygons) for row in _rows(folder, "areas.csv", "code,name")]
    townships = _rows(folder, "townships.csv", "code,name,area_code,centre_lon,centre_lat")
    units += [_township(row) for row in townships]
    villages = _rows(folder, "villages.csv", "code,name,township_code")
    units += [DivisionRow(v["code"], v["name"], "village", v["township_code"], None, None) for v in villages]
    _check_tree(units, polygons)
    return Region(folder.name, tuple(units), polygons, _digest(units, polygons))


def _read_city(folder: Folder) -> DivisionRow:
    try:
        city = tomllib.loads(_text(folder, "region.toml"))["city"]
        return DivisionRow(str(city["code"]), str(city["name"]), "city", None, None, None)
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        problem = f"no usable [city] with code and name ({error}). See resources/regions/README.md."
        raise RegionError(file="region.toml", problem=problem) from error


def _read_polygons(folder: Folder) -> dict[str, Mapping[str, Any]]:
    name = "counties.geojson"
    try:
        features = json.loads(_text(folder, name))["features"]
        return {feature["properties"]["adcode"]: feature["geometry"] for feature in features}
    except (ValueError, KeyError, TypeError) as error:
        problem = f"not GeoJSON features with an adcode each ({error}). Take the file from its source again."
        raise RegionError(file=name, problem=problem) from error


def _county(row: Mapping[str, str], city_code: str, polygons: Mapping[str, Mapping[str, Any]]) -> DivisionRow:
    geometry = polygons.get(row["code"])
    lon, lat = _centroid(geometry) if geometry else (None, None)
    return DivisionRow(row["code"], row["name"], "county", city_code, lon, lat)


def _township(row: Mapping[str, str]) -> DivisionRow:
    lon, lat = (_coordinate(row, key) for key in ("centre_lon", "centre_lat"))
    return DivisionRow(row["code"], row["name"], "township", row["area_code"], lon, lat)


def _coordinate(row: Mapping[str, str], key: str) -> float | None:
    try:
        return float(row[key]) if row[key] else None
    except ValueError as error:
        problem = f"{row['code']}: {key} “{row[key]}” is not a number. Mend or empty that cell."
        raise RegionError(file="townships.csv", problem=problem) from error


def _rows(folder: Folder, name: str, columns: str) -> list[dict[str, str]]:
    """The rows of a CSV file or of its gzip; every column asked for is there and every row is full."""
    reader = csv.DictReader(StringIO(_text(folder, name), newline=""))
    missing = set(columns.split(",")) - set(reader.fieldnames or ())
    if missing:
        raise RegionError(file=name, problem=f"no column {', '.join(sorted(missing))}. Add it.")
    rows = list(reader)
    for row in rows:
        if None in row or None in row.values() or not row["code"].strip() or not row["name"].strip():
            problem = f"row {row['code'] or row['name'] or '?'} is not complete. Mend or remove it."
            raise RegionError(file=name, problem=problem)
    return rows


def _text(folder: Folder, name: str) -> str:
    """A file's text, from `name` or `name.gz`, with or without a byte-order mark."""
    plain, packed = folder / name, folder / f"{name}.gz"
    try:
        data = plain.read_bytes() if plain.is_file() else gzip.decompress(packed.read_bytes())
        return data.decode("utf-8-sig")
    except FileNotFoundError as error:
        raise RegionError(file=name, problem=f"not in the region folder {folder.name}. Add it.") from error
    except (OSError, EOFError, UnicodeDecodeError) as error:
        problem = f"cannot be read ({error}). It must be UTF-8, plain or gzip."
        raise RegionError(file=name, problem=problem) from error


def _check_tree(units: Sequence[DivisionRow], polygons: Mapping[str, object]) -> None:
    """Codes are unique, parents stand before their children, every polygon belongs to a county."""
    seen: dict[str, str] = {}
    for unit in units:
        if unit.code in seen:
            raise RegionError(file=unit.code, problem=f"stands twice: {seen[unit.code]} and {unit.name}.")
        if unit.parent_code is not None and unit.parent_code not in seen:
            raise RegionError(
                file=unit.code, problem=f"{unit.name} lies in {unit.parent_code}, which is not listed."
            )
        seen[unit.code] = unit.name
    strangers = set(polygons) - {unit.code for unit in units if unit.kind == "county"}
    if strangers:
        raise RegionError(
            file="counties.geojson", problem=f"no county has the code {', '.join(sorted(strangers))}."
        )


def _centroid(geometry: Mapping[str, Any]) -> tuple[float, float]:
    """The centroid of the largest outer ring, in degrees: good enough for a label."""
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    _, lon, lat = max(_ring_centroid(part[0]) for part in parts)
    return round(lon, 5), round(lat, 5)


def _ring_centroid(ring: Sequence[Sequence[float]]) -> tuple[float, float, float]:
    """Area (square degrees), longitude and latitude, by the shoelace formula about the first point."""
    lon0, lat0 = ring[0][0], ring[0][1]
    area = east = north = 0.0
    for here, there in zip(ring, [*ring[1:], ring[0]], strict=True):
        x1, y1, x2, y2 = here[0] - lon0, here[1] - lat0, there[0] - lon0, there[1] - lat0
        cross = x1 * y2 - x2 * y1
        area, east, north = area + cross / 2, east + (x1 + x2) * cross / 6, north + (y1 + y2) * cross / 6
    return (abs(area), lon0 + east / area, lat0 + north / area) if area else (0.0, lon0, lat0)


def _digest(units: Sequence[DivisionRow], polygons: Mapping[str, object]) -> str:
    content = {"units": sorted(astuple(unit) for unit in units), "polygons": polygons}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
