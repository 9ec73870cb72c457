"""Photos: real JPEG bytes with EXIF, what they say, how they are stored, and what is refused."""

import struct
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from PIL.TiffImagePlugin import IFDRational
from sqlalchemy import func, select

from db.actor import Actor
from db.commands import attachments, sites
from db.engine import Database
from db.errors import FileSizeError, NotFoundError
from db.queries import attachments as queries
from db.queries import log
from db.queries import sites as site_queries
from db.queries.units import people
from db.schema import Attachment, Blob, Check
from desktop import photos
from tests.desktop.conftest import fill


def jpeg(
    size: tuple[int, int] = (64, 48),
    *,
    time: str = "",
    zone: str = "",
    place: tuple[float, float] | None = None,
    turned: int = 1,
    colour: str = "#806040",
    kind: str = "JPEG",
) -> bytes:
    """A picture with a red upper left corner, as a camera writes it."""
    image = Image.new("RGB", size, colour)
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 2 - 1, size[1] // 2 - 1), fill="red")
    exif = Image.Exif()
    exif[0x0112] = turned
    if time:
        exif.get_ifd(0x8769)[0x9003] = time
    if zone:
        exif.get_ifd(0x8769)[0x9011] = zone
    if place:
        lon, lat = place
        gps = exif.get_ifd(0x8825)
        gps[1], gps[2] = "N" if lat >= 0 else "S", _dms(lat)
        gps[3], gps[4] = "E" if lon >= 0 else "W", _dms(lon)
    stream = BytesIO()
    image.save(stream, kind, exif=exif)
    return stream.getvalue()


def _dms(value: float) -> tuple[IFDRational, ...]:
    value = abs(value)
    minutes = (value - int(value)) * 60
    seconds = Fraction((minutes - int(minutes)) * 60).limit_denominator(10_000)
    whole = (IFDRational(int(value)), IFDRational(int(minutes)))
    return (*whole, IFDRational(seconds.numerator, seconds.denominator))


def test_time_without_zone_is_china_time_and_place_is_read():
    file = photos.read("现场.jpg", jpeg(time="2026:03:19 15:04:05", place=(114.67, 36.44)))
    assert file.media_type == "image/jpeg"
    assert file.taken_at == datetime(2026, 3, 19, 7, 4, 5, tzinfo=UTC)
    assert (file.lon, file.lat) == pytest.approx((114.67, 36.44), abs=1e-6)


def test_a_zone_that_is_named_counts_and_south_west_is_negative():
    file = photos.read("a.jpg", jpeg(time="2026:03:19 15:04:05", zone="+09:00", place=(-70.5, -33.25)))
    assert file.taken_at == datetime(2026, 3, 19, 6, 4, 5, tzinfo=UTC)
    assert (file.lon, file.lat) == pytest.approx((-70.5, -33.25), abs=1e-6)


@pytest.mark.parametrize(
    "time", ["", "0000:00:00 00:00:00", "2026-03-19", "2026:13:40 99:00:00", "    :  :   "]
)
def test_a_time_that_is_none_is_not_invented(time: str):
    assert photos.read("a.jpg", jpeg(time=time)).taken_at is None


def test_a_camera_without_reception_gives_no_place():
    assert photos.read("a.jpg", jpeg(place=(0, 0))).lon is None
    assert photos.read("a.jpg", jpeg()).lat is None


def test_a_place_with_zero_denominators_is_none():
    image, exif, stream = Image.new("RGB", (8, 8)), Image.Exif(), BytesIO()
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3] = "N", (IFDRational(36), IFDRational(0, 0), IFDRational(0)), "E"
    gps[4] = (IFDRational(114), IFDRational(0), IFDRational(0))
    image.save(stream, "JPEG", exif=exif)
    assert photos.read("a.jpg", stream.getvalue()).lon is None


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_png_and_webp_carry_the_same(kind: str):
    file = photos.read("a", jpeg(kind=kind, time="2026:03:19 15:04:05", place=(114.67, 36.44)))
    assert file.media_type == f"image/{kind.lower()}"
    assert file.taken_at == datetime(2026, 3, 19, 7, 4, 5, tzinfo=UTC)
    assert file.lat == pytest.approx(36.44, abs=1e-6)


@pytest.mark.parametrize(
    ("turned", "size", "red"),
    [(1, (64, 48), (10, 10)), (3, (64, 48), (50, 40)), (6, (48, 64), (40, 10)), (8, (48, 64), (10, 50))],
)
def test_picture_stands_upright(turned: int, size: tuple[int, int], red: tuple[int, int]):
    # EXIF 2.32, table 5: 3 is upside down; 6 needs a quarter turn clockwise, 8 one anticlockwise
    picture = photos.picture(jpeg(turned=turned), 320)
    assert picture is not None
    assert (picture.width, picture.height) == size
    at = 3 * (red[1] * size[0] + red[0])
    r, g, b = picture.rgb[at : at + 3]
    assert r > 200
    assert max(g, b) < 60


def test_thumbnail_is_small_and_keeps_its_shape():
    picture = photos.picture(jpeg((1600, 1200)), photos.THUMBNAIL)
    assert picture is not None
    assert (picture.width, picture.height, len(picture.rgb)) == (320, 240, 320 * 240 * 3)


def test_transparency_becomes_white():
    stream = BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(stream, "PNG")
    picture = photos.picture(stream.getvalue(), 320)
    assert picture is not None
    assert picture.rgb[:3] == b"\xff\xff\xff"


def test_every_cut_of_a_photo_is_kept_and_never_crashes():
    whole = jpeg(time="2026:03:19 15:04:05", place=(114.67, 36.44))
    for end in range(3, len(whole), 7):
        file = photos.read("cut.jpg", whole[:end])
        assert file.media_type == "image/jpeg"
        photos.picture(whole[:end], 320)
    assert photos.picture(whole[:40], 320) is None


def test_bytes_that_only_claim_to_be_a_photo_are_kept_as_damaged():
    file = photos.read("坏的.JPG", b"no picture at all")
    assert file.media_type == "image/jpeg"
    assert photos.picture(file.content, 320) is None


def test_a_picture_that_would_fill_the_memory_is_not_decoded():
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    import zlib

    bomb = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    bomb += struct.pack(">I", 0) + b"IDAT" + struct.pack(">I", zlib.crc32(b"IDAT"))
    assert photos.read("bomb.png", bomb).taken_at is None
    assert photos.picture(bomb, 320) is None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("IMG_1.HEIC", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"),
        ("renamed.jpg", b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic"),
        ("empty.heif", b"whatever"),
    ],
)
def test_heic_is_refused_with_what_to_do(name: str, content: bytes):
    with pytest.raises(photos.HeicError, match=r"most compatible.*JPEG"):
        photos.read(name, content)


@pytest.mark.parametrize(
    ("name", "content"),
    [("run.exe", b"MZ\x90"), ("plan.pdf", b"MZ\x90"), ("script.sh", b"#!/bin/sh"), ("noname", b"abc")],
)
def test_what_could_be_a_program_is_refused(name: str, content: bytes):
    with pytest.raises(photos.FileTypeError):
        photos.read(name, content)


def test_documents_are_kept_as_files():
    assert photos.read("方案.pdf", b"%PDF-1.7 ...").media_type == "application/pdf"
    assert photos.suffix(photos.read("台账.xlsx", b"PK\3\4").media_type) == ".xlsx"
    assert not photos.is_photo("application/pdf")


def test_a_file_is_measured_before_it_is_read(tmp_path: Path):
    with pytest.raises(photos.FileReadError, match=r"gone\.jpg"):
        photos.load(tmp_path / "gone.jpg")
    for name, size in (("film.jpg", attachments.LARGEST + 1), ("empty.jpg", 0)):
        with (tmp_path / name).open("wb") as file:
            file.truncate(size)
        with pytest.raises(FileSizeError, match=name):
            photos.load(tmp_path / name)
    (tmp_path / "good.jpg").write_bytes(jpeg())
    assert photos.load(tmp_path / "good.jpg").content == jpeg()


def test_files_of_a_site_its_checks_and_orders_are_listed_with_who_and_when(database: Database, actor: Actor):
    fill(database, actor)
    with database.writing() as s:
        zhang = people(s)[0]
        author = Actor(now=actor.now, person_id=zhang.id)
        site = site_queries.site(s, "CA-YC-0001")[0]
        file = photos.read("前.jpg", jpeg(time="2026:03:19 15:04:05", place=(114.67, 36.44)))
        attachments.add(
            s, author, "site", site.id, file.name, file.media_type, file.content,
            taken_at=file.taken_at, lon=file.lon, lat=file.lat,
        )  # fmt: skip
        sites.add_check(s, author, site.id, "dust", {"washing": False}, photos=[file])
        other = site_queries.site(s, "SX-YC-0001")[0]
        attachments.add(s, author, "site", other.id, "别处.jpg", "image/jpeg", jpeg(colour="blue"))
    with database.reading() as s:
        found = queries.site_files(s, site.id)
        assert [(one.entity, one.name, one.person, one.is_here) for one in found] == [
            ("site", "前.jpg", "张某", True),
            ("site_check", "前.jpg", "张某", True),
        ]
        assert found[0].taken_at == datetime(2026, 3, 19, 7, 4, 5, tzinfo=UTC)
        assert found[0].added_at == actor.now
        assert found[1].entity_id == s.scalar(select(Check.id))
        assert queries.content(s, found[0].sha256) == file.content
        assert queries.content(s, "0" * 64) is None
        assert s.scalar(select(func.count()).select_from(Blob)) == 2, "the same bytes are stored once"
        changes = {one.command for one in log.operations(s) if one.entity in ("attachment", "site_check")}
        assert changes == {"attachments.add", "checks.add"}


def test_removed_file_comes_back_and_its_bytes_never_left(database: Database, actor: Actor):
    fill(database, actor)
    with database.writing() as s:
        site = site_queries.site(s, "CA-YC-0001")[0]
        attachments.add(s, actor, "site", site.id, "前.jpg", "image/jpeg", jpeg())
        row = s.scalars(select(Attachment)).one()
        later = Actor(now=actor.now + timedelta(minutes=1))
        attachments.remove(s, later, row.id)
        assert queries.site_files(s, site.id) == []
        assert queries.content(s, row.sha256) == jpeg()
        attachments.restore(s, later, row.id)
        assert [one.name for one in queries.files(s, "site", site.id)] == ["前.jpg"]
        with pytest.raises(NotFoundError):
            attachments.remove(s, actor, site.id)


def test_a_check_with_a_photo_that_is_too_large_writes_nothing(database: Database, actor: Actor):
    fill(database, actor)
    large = attachments.NewFile("大.jpg", "image/jpeg", b"x" * (attachments.LARGEST + 1))
    with database.reading() as s:
        site = site_queries.site(s, "CA-YC-0001")[0]
    with pytest.raises(FileSizeError), database.writing() as s:
        sites.add_check(s, actor, site.id, "dust", {"washing": True}, photos=[large])
    with database.reading() as s:
        assert site_queries.checks(s, site.id) == []
