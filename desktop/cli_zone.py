"""`zone`: all sites of all campaigns around a station, for lists and scripts."""

import argparse
import csv
import io
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication

from db.errors import DomainError
from desktop import geo, zones
from desktop.cli_record import existing
from desktop.dump import CannotWriteError
from desktop.zones import Zone
from widgets.files import write_whole

translate = QCoreApplication.translate

COLUMNS = (
    "code", "name", "campaign", "unit", "unit_name", "address", "lon", "lat", "metres", "bearing",
    "direction", "owner", "person", "phone", "state", "deadline",
)  # fmt: skip
"""A contract with the scripts of offices: columns are only added, at the end."""


class NeedsFileError(DomainError):
    """A workbook is no text for a terminal."""

    template = "A zone as {fmt} needs a file: add --out FILE.{fmt}, or use --format csv or --format jsonl."


def zone(arguments: argparse.Namespace) -> int:
    """Print or write what lies in the zone; what cannot be known goes to the standard error."""
    if arguments.format == "xlsx" and not arguments.out:
        raise NeedsFileError(fmt=arguments.format)
    database = existing(arguments)
    try:
        with database.reading() as session:
            found = zones.inside(session, arguments.station, arguments.radius)
    finally:
        database.close()
    _write(_WRITERS[arguments.format](list(_rows(found))), arguments.out)
    for sentence in _doubts(found):
        print(sentence, file=sys.stderr)
    return 0


def _rows(found: Zone) -> Iterable[tuple[Any, ...]]:
    for one in found.sites:
        site = one.site
        yield (
            site.code,
            site.name,
            site.campaign_key,
            site.unit_code,
            site.unit_name,
            site.address,
            site.lon,
            site.lat,
            round(one.metres, 1),
            round(one.bearing, 1),
            geo.direction(one.bearing).upper(),
            site.owner,
            site.person,
            site.phone,
            site.state,
            site.deadline.isoformat() if site.deadline else None,
        )


def _doubts(found: Zone) -> Iterable[str]:
    if found.without_place:
        text = translate(
            "cli", "{count} sites of this record have no coordinates and could not be looked at."
        )
        yield text.format(count=found.without_place)
    if found.station.datum != "WGS-84":
        text = translate(
            "cli",
            "The coordinates of station {code} are {datum}, those of sites are not said to be: distances may "
            "be wrong by some hundred metres.",
        )
        datum = found.station.datum or translate("cli", "of an unknown datum")
        yield text.format(code=found.station.code, datum=datum)


def _csv(rows: list[tuple[Any, ...]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    return text.getvalue().encode()


def _jsonl(rows: list[tuple[Any, ...]]) -> bytes:
    lines = (dict(zip(COLUMNS, row, strict=True)) for row in rows)
    return "".join(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n" for line in lines).encode()


def _xlsx(rows: list[tuple[Any, ...]]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet("zone")
    sheet.append(list(COLUMNS))
    for row in rows:
        cells = [WriteOnlyCell(sheet, value) for value in row]
        for cell in cells:
            if cell.data_type == "f":
                cell.data_type = "s"  # a name that begins with “=” is a name
        sheet.append(cells)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


_WRITERS = {"csv": _csv, "jsonl": _jsonl, "xlsx": _xlsx}


def _write(data: bytes, out: str | None) -> None:
    if out is None:
        sys.stdout.write(data.decode())
        return
    try:
        write_whole(Path(out), data)
    except OSError as error:
        raise CannotWriteError(path=out, reason=error.strerror or str(error)) from error
