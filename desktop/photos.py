"""Photos and documents before they are stored: what kind, when and where they were taken, how they look.

No Qt, no database: everything here is pure computation on bytes and runs in the pool. Files come from
phones and sticks, so nothing in them is believed: what cannot be decoded is kept and marked.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import ExifTags, Image, ImageOps

from db.commands.attachments import LARGEST, NewFile
from db.errors import DomainError, FileSizeError
from db.times import CHINA

LARGEST_PIXELS = 120_000_000
"""Of a JPEG, which is decoded at a fraction of its size; today's phones go up to 108 million."""
LARGEST_OTHER = 40_000_000
"""Of PNG and WebP, which must be decoded whole: 160 MB of memory."""
THUMBNAIL, PICTURE = 320, 4096
"""Longest side in pixels of a picture in the strip and in the viewer."""
# Beyond twice this Pillow refuses by itself; in between our own limits decide
Image.MAX_IMAGE_PIXELS = LARGEST_PIXELS

PHOTO_TYPES = ("image/jpeg", "image/png", "image/webp")
_DOCUMENTS = {
    ".pdf": "application/pdf",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".ppt": "application/vnd.ms-powerpoint",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".wps": "application/vnd.ms-works",
    ".txt": "text/plain",
    ".csv": "text/csv",
}
_SUFFIXES = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp"} | {
    media: suffix for suffix, media in _DOCUMENTS.items()
}
_HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif")


class HeicError(DomainError):
    """Phones can write JPEG as well; the decoder for HEIC is not ours to ship."""

    template = (
        "{name} is a HEIC photo, which this program cannot read; it was not added. Set the phone's camera to "
        "“most compatible” (JPEG), or save the photo as JPEG and add that."
    )


class FileTypeError(DomainError):
    """Neither a photo nor a document that offices use: it could be a program."""

    template = (
        "{name} is no photo (JPEG, PNG, WebP) and no document (PDF, Word, Excel, PowerPoint, WPS, text); it "
        "was not added."
    )


class FileReadError(DomainError):
    """The file is gone, or may not be read."""

    template = "{name} cannot be read: {reason}. It was not added; nothing else is affected."


@dataclass(frozen=True, slots=True)
class Pixels:
    """A decoded picture, upright: three bytes a pixel, row by row."""

    width: int
    height: int
    rgb: bytes


def load(path: Path) -> NewFile:
    """A file of the user's, ready to be stored.

    Raises:
        FileReadError: it cannot be read.
        FileSizeError, HeicError, FileTypeError: it cannot be kept.
    """
    try:
        size = path.stat().st_size
        # before reading: a film of 10 GB must not be taken into memory to be refused
        if not path.is_file() or not 0 < size <= LARGEST:
            raise FileSizeError(name=path.name, size=size, largest=LARGEST)
        content = path.read_bytes()
    except OSError as error:
        raise FileReadError(name=path.name, reason=error.strerror or str(error)) from error
    return read(path.name, content)


def read(name: str, content: bytes) -> NewFile:
    """Bytes with their type, and of a photo the time and the place it was taken.

    Raises:
        FileSizeError, HeicError, FileTypeError: it cannot be kept.
    """
    if not 0 < len(content) <= LARGEST:
        raise FileSizeError(name=name, size=len(content), largest=LARGEST)
    media_type = _media_type(name, content)
    if media_type not in PHOTO_TYPES:
        return NewFile(name, media_type, content)
    taken_at, place = taken(BytesIO(content))
    lon, lat = place or (None, None)
    return NewFile(name, media_type, content, taken_at, lon, lat)


def is_photo(media_type: str) -> bool:
    """Whether a picture of it can be shown."""
    return media_type in PHOTO_TYPES


def suffix(media_type: str) -> str | None:
    """The ending under which the system opens a file; None: of a type that is not opened from here."""
    return _SUFFIXES.get(media_type)


def picture(content: bytes, side: int) -> Pixels | None:
    """The photo upright, its longer side at most so many pixels; None where it cannot be decoded."""
    try:
        with Image.open(BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as image:
            _require_size(image)
            # JPEG can be decoded at an eighth, a quarter or half: a phone's photo costs 20 ms, not 300
            image.draft("RGB", (side, side))
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((side, side))
            flat = _on_white(upright)
            return Pixels(flat.width, flat.height, flat.tobytes())
    except Exception:
        # decoders meet bytes from anywhere and raise nearly anything: whatever it is, there is no picture
        return None


def _media_type(name: str, content: bytes) -> str:
    """By the first bytes; names lie. Documents by their name: they are only kept."""
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    ending = Path(name).suffix.lower()
    if (content[4:8] == b"ftyp" and content[8:12] in _HEIC) or ending in (".heic", ".heif", ".avif"):
        raise HeicError(name=name)
    if content.startswith(b"%PDF-"):
        return "application/pdf"
    damaged = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}
    media_type = _DOCUMENTS.get(ending) or damaged.get(ending)
    if media_type is None or content.startswith((b"MZ", b"\x7fELF")):
        raise FileTypeError(name=name)
    return media_type


def _require_size(image: Image.Image) -> None:
    """A few bytes can announce a picture that fills the memory."""
    largest = LARGEST_PIXELS if image.format == "JPEG" else LARGEST_OTHER
    if image.width * image.height > largest:
        raise ValueError(image.size)


def _on_white(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    layer = image.convert("RGBA")
    ground = Image.new("RGBA", layer.size, "white")
    return Image.alpha_composite(ground, layer).convert("RGB")


def taken(source: Path | BytesIO) -> tuple[datetime | None, tuple[float, float] | None]:
    """Time (aware) and place (longitude, latitude) that a photo says of itself, each None where it does not.

    Of a file only its head is read.
    """
    try:
        with Image.open(source, formats=("JPEG", "PNG", "WEBP")) as image:
            exif = image.getexif()
            own, place = exif.get_ifd(ExifTags.IFD.Exif), exif.get_ifd(ExifTags.IFD.GPSInfo)
    except Exception:
        return None, None  # as above: a damaged photo is kept without them
    return _time(own), _place(place)


def _time(exif: Mapping[int, Any]) -> datetime | None:
    """When the shutter was released. Phones that do not say their zone are taken to be in China."""
    text = str(exif.get(ExifTags.Base.DateTimeOriginal, ""))
    try:
        local = datetime.strptime(text.strip("\0 "), "%Y:%m:%d %H:%M:%S")
        offset = _offset(str(exif.get(ExifTags.Base.OffsetTimeOriginal, "")))
        return local.replace(tzinfo=offset or CHINA).astimezone(CHINA)
    except (ValueError, OverflowError):
        return None


def _offset(text: str) -> timezone | None:
    """`+08:00`; None where there is none."""
    text = text.strip("\0 ")
    if len(text) != 6 or text[0] not in "+-" or text[3] != ":":
        return None
    if not (text[1:3].isdigit() and text[4:].isdigit()):
        return None
    away = timedelta(hours=int(text[1:3]), minutes=int(text[4:]))
    return timezone(-away if text[0] == "-" else away) if away < timedelta(hours=15) else None


def _place(gps: Mapping[int, Any]) -> tuple[float, float] | None:
    """Longitude and latitude; 0, 0 is what cameras without reception write."""
    lat = _degrees(gps.get(ExifTags.GPS.GPSLatitude), gps.get(ExifTags.GPS.GPSLatitudeRef), "NS")
    lon = _degrees(gps.get(ExifTags.GPS.GPSLongitude), gps.get(ExifTags.GPS.GPSLongitudeRef), "EW")
    if lon is None or lat is None or abs(lat) > 90 or abs(lon) > 180 or (lon == 0 and lat == 0):
        return None
    return lon, lat


def _degrees(parts: Any, side: Any, sides: str) -> float | None:
    """Degrees, minutes and seconds as one number; west and south are negative."""
    try:
        degrees, minutes, seconds = (float(part) for part in parts)
        side = str(side or "").strip("\0 ").upper()
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    value = degrees + minutes / 60 + seconds / 3600
    if not math.isfinite(value) or side not in tuple(sides):
        return None
    return round(-value if side == sides[1] else value, 7)
