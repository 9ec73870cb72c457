"""Packs that are damaged, made up, or on a disk that fails: none is accepted, none crashes, each is told.

`QK_LONG=1` runs the long forms. Random choices come from a printed seed; `QK_SEED` repeats one.
"""

import errno
import io
import json
import os
import random
import shutil
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pack_helpers import (
    NOW,
    Forger,
    add_photo,
    add_site,
    furnish,
    log_rows,
    new_laptop,
    own,
    pack_rows,
    peers,
    photos,
    site_codes,
)
from sqlalchemy import text
from typing_extensions import override

from db.actor import Actor
from db.check import check
from db.engine import Database, open_database
from db.log import operation_hash
from db.schema import SCHEMA_VERSION
from db.spelling import canonical
from db.sync.keys import new_key, sealed, sign
from db.sync.pack import chunks, container, crypto, files, kept, taking, zipform
from db.sync.pack.container import open_pack
from db.sync.pack.contents import batch_of
from db.sync.pack.errors import (
    BadPackError,
    BombError,
    ContentError,
    DamagedPackError,
    InterruptedPackError,
    MemberNameError,
    NeedsPassphraseError,
    NewerPackError,
    NotAPackError,
    OldPackError,
    PackError,
    PackExistsError,
    PackLimitError,
    PackMemoryError,
    ReadBackError,
    StickError,
    StickFullError,
    TemporaryFilesError,
    TruncatedPackError,
    UnreadablePackError,
    WrongPassphraseError,
    WrongSignatureError,
)
from db.sync.pack.limits import LARGEST_BLOB, LARGEST_LINES, MOST_MEMBERS
from db.sync.pack.manifest import Member, to_bytes
from db.sync.pack.progress import Progress
from db.sync.pack.read import take_pack
from db.sync.pack.write import write_pack
from desktop.error_texts import ERROR_TEMPLATES

LONG = os.environ.get("QK_LONG") == "1"
SEED = int(os.environ.get("QK_SEED", random.SystemRandom().randrange(2**32)))
SECRET = "蓝天"
ACTOR = Actor(now=NOW)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("faults")


@pytest.fixture(scope="module")
def laptop(folder: Path) -> Iterator[Database]:
    """A laptop with a site and a small photo; tests write packs from it, and nothing into it."""
    database = open_database(f"sqlite:///{new_laptop(folder / 'laptop.db')}")
    add_site(database, ACTOR, "T-1")
    add_photo(database, ACTOR, "T-1", b"a small photo" * 20)
    add_site(database, ACTOR, "T-2")
    yield database
    database.close()


@pytest.fixture(scope="module")
def plain(folder: Path, laptop: Database) -> bytes:
    return write_pack(laptop, folder / "plain", to=None, now=NOW).path.read_bytes()


@pytest.fixture(scope="module")
def locked(folder: Path, laptop: Database) -> bytes:
    """The same behind a passphrase, with a key that costs nothing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(crypto, "USUAL_COST", crypto.Cost(lanes=1, iterations=1, memory=8))
        pack = write_pack(laptop, folder / "locked", to=None, now=NOW, passphrase=SECRET)
    return pack.path.read_bytes()


@pytest.fixture
def forger(laptop: Database, folder: Path, plain: bytes) -> Forger:
    return Forger.of(laptop, folder / "plain")


@pytest.fixture
def office(sqlite_database: Database) -> Database:
    furnish(sqlite_database, NOW)
    return sqlite_database


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    return tmp_path / "bad.qkpack"


def look(path: Path, passphrase: str | None = None) -> None:
    """Read a pack as whoever takes it does first."""
    with open_pack(path, passphrase) as pack:
        pack.verify()


def refusal(path: Path, passphrase: str | None = None) -> BadPackError:
    """Why a file is not taken; anything but a refusal with a sentence fails the test."""
    with pytest.raises(BadPackError) as caught:
        look(path, passphrase)
    assert caught.value.template in ERROR_TEMPLATES
    return caught.value


def refused(path: Path, content: bytes, passphrase: str | None = None) -> BadPackError:
    path.write_bytes(content)
    return refusal(path, passphrase)


def flipped(content: bytes, bit: int) -> bytes:
    changed = bytearray(content)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def state(database: Database) -> tuple[object, ...]:
    """What must stay as it was when a pack is refused."""
    return (
        log_rows(database),
        own(database).position,
        site_codes(database),
        photos(database),
        len(peers(database)),
    )


# Damage


@pytest.mark.parametrize("kind", ["plain", "locked"])
def test_that_a_pack_cut_off_anywhere_is_refused(kind, bad, request):
    content = request.getfixturevalue(kind)
    told = {type(refused(bad, content[:size], SECRET)) for size in range(len(content))}
    # within the only chunk of an encrypted file, nobody can tell what is missing from what is wrong
    assert told <= {TruncatedPackError, DamagedPackError}
    assert TruncatedPackError in told
    if kind == "plain":
        assert told == {TruncatedPackError}


@pytest.mark.parametrize("kind", ["plain", "locked"])
def test_that_every_byte_counts(kind, bad, request):
    content = request.getfixturevalue(kind)
    dice = random.Random(SEED)
    print(f"QK_SEED={SEED}")
    for place in range(len(content)):
        refused(bad, flipped(content, place * 8 + dice.randrange(8)), SECRET)


@pytest.mark.parametrize("kind", ["plain", "locked"])
def test_that_no_flipped_bit_goes_unseen(kind, bad, request):
    content = request.getfixturevalue(kind)
    dice = random.Random(SEED)
    print(f"QK_SEED={SEED}")
    for _ in range(10_000 if LONG else 1_000):
        refused(bad, flipped(content, dice.randrange(len(content) * 8)), SECRET)


def test_that_a_damaged_pack_changes_nothing_in_the_record(office, plain, bad):
    before = state(office)
    dice = random.Random(SEED)
    print(f"QK_SEED={SEED}")
    for _ in range(1_000 if LONG else 40):
        bad.write_bytes(flipped(plain, dice.randrange(len(plain) * 8)))
        with pytest.raises(BadPackError):
            take_pack(office, bad, now=NOW, approve=True)
    assert state(office) == before
    assert {row.status for row in pack_rows(office)} == {"refused"}
    bad.write_bytes(plain)
    take_pack(office, bad, now=NOW, approve=True)
    assert site_codes(office) == ["T-1", "T-2"]


def test_that_bytes_before_within_and_after_are_refused(plain, bad):
    assert type(refused(bad, plain + b"\0")) is DamagedPackError
    assert type(refused(bad, plain + plain)) is DamagedPackError
    assert type(refused(bad, b"\0" + plain)) is NotAPackError
    middle = len(plain) // 2
    refused(bad, plain[:middle] + b"\0" + plain[middle:])
    refused(bad, plain[:middle] + plain[middle + 1 :])


@pytest.mark.parametrize(
    "content", [b"hello", b"SQLite format 3\0" * 100, b"\xff" * 5_000, b"QKPACK9E" + bytes(100), b"\0"]
)
def test_that_another_file_is_told_from_a_damaged_pack(content, bad):
    assert type(refused(bad, content)) is NotAPackError


def test_that_an_empty_file_was_not_copied_whole(bad):
    assert type(refused(bad, b"")) is TruncatedPackError


def test_that_another_zip_file_is_refused(bad, folder, plain):
    with zipfile.ZipFile(bad, "w") as file:
        file.writestr("word/document.xml", "<w/>")
    refusal(bad)
    # the very same members, in another spelling of the zip format
    with zipfile.ZipFile(folder / "plain") as source, zipfile.ZipFile(bad, "w") as file:
        for info in source.infolist():
            file.writestr(info.filename, source.read(info))
    refusal(bad)


# Made up


def test_that_another_ones_signature_is_refused(forger, bad, office):
    stranger = Forger(forger.manifest, forger.contents, new_key()[0])
    stranger.write(bad)
    assert type(refusal(bad)) is WrongSignatureError
    before = state(office)
    with pytest.raises(WrongSignatureError, match="成安镇笔记本"):
        take_pack(office, bad, now=NOW, approve=True)
    assert state(office) == before


def test_that_a_signature_is_for_one_manifest_only(forger, bad):
    """Somebody changes one word and keeps the signature, with all checksums put right."""
    signed = to_bytes(forger.manifest)
    changed = signed.replace("成安镇".encode(), "永年县".encode())
    assert changed != signed
    real = forger.sign(signed)

    class Keeping(Forger):
        @override
        def sign(self, text: bytes) -> bytes:
            return real

    Keeping(forger.manifest, forger.contents, forger.private).write(bad, manifest=changed)
    assert type(refusal(bad)) is WrongSignatureError


@pytest.mark.parametrize("signature", [b"", b"0" * 128, b"zz" * 64, b"\xff" * 128, b"0" * 127])
def test_that_a_signature_that_is_none_is_refused(forger, bad, signature):
    class Careless(Forger):
        @override
        def sign(self, text: bytes) -> bytes:
            return signature

    Careless(forger.manifest, forger.contents, forger.private).write(bad)
    assert type(refusal(bad)) is WrongSignatureError


def test_that_a_signature_of_a_megabyte_is_not_read(forger, bad):
    class Long(Forger):
        @override
        def sign(self, text: bytes) -> bytes:
            return b"0" * 2**20

    Long(forger.manifest, forger.contents, forger.private).write(bad)
    assert type(refusal(bad)) is PackLimitError


@pytest.mark.parametrize(
    "name",
    [
        "../etc/passwd",
        "operations/../../x.jsonl",
        "/operations/000001.jsonl",
        "C:\\operations\\000001.jsonl",
        "operations\\000001.jsonl",
        "operations/",
        "operations",
        "",
        "operations/1.jsonl",
        "operations/０００００１.jsonl",
        "operations/000001.jsonl\n",
        "operations/000001.JSONL",
        "operations/000001.zip",
        "blobs/inner.qkpack",
        "blobs/" + "A" * 64,
        "blobs/" + "0" * 63,
        "manifest.json",
        "signature",
        "x" * 10_000,
    ],
)
def test_that_only_a_packs_own_names_are_allowed(forger, bad, name):
    first = forger.contents[0]
    named = replace(first, member=replace(first.member, name=name))
    forger.with_content(named).write(bad)
    assert type(refusal(bad)) is MemberNameError


def test_that_names_within_the_zip_must_be_those_of_the_manifest(forger, bad):
    """The manifest is honest; the header beside the content says something else."""
    forger.write(bad)
    content = bad.read_bytes()
    for name in (b"../../../home/u/x.jsonl", b"operations/000002.jsonl"):
        assert len(name) == len("operations/000001.jsonl")
        place = content.index(b"operations/000001.jsonl", content.index(b"signature"))
        other = content[:place] + name + content[place + len(name) :]
        assert type(refused(bad, other)) is DamagedPackError


def test_that_members_twice_missing_or_in_another_order_are_refused(forger, bad):
    first, photo = forger.contents[0], forger.contents[-1]
    for contents in ([first, first], [first, photo, photo], [photo, first]):
        Forger(forger.manifest, contents, forger.private).listing().write(bad)
        assert type(refusal(bad)) is DamagedPackError
    # the manifest is in order, the members behind it are not, or one is missing
    for contents in (forger.contents[::-1], forger.contents[:-1], forger.contents[1:]):
        Forger(forger.manifest, contents, forger.private).write(bad)
        assert type(refusal(bad)) in (DamagedPackError, TruncatedPackError)


def test_that_a_photo_under_anothers_hash_is_refused(forger, bad):
    liar = zipform.stored("blobs/" + "0" * 64, b"not what the name says")
    Forger(forger.manifest, [forger.contents[0], liar], forger.private).listing().write(bad)
    assert type(refusal(bad)) is DamagedPackError
    # … also when the manifest says that the name is right
    member = replace(liar.member, sha256="0" * 64)
    Forger(
        forger.manifest, [forger.contents[0], replace(liar, member=member)], forger.private
    ).listing().write(bad)
    assert type(refusal(bad)) is DamagedPackError


@pytest.mark.parametrize(
    "spoil",
    [
        lambda said: said.replace(b'"format":1', b'"format":1.0'),
        lambda said: said.replace(b'"format":1', b'"format":true'),
        lambda said: said.replace(b'"format":1', b'"format":"1"'),
        lambda said: said.replace(b'"format":1,', b""),
        lambda said: said.replace(b'{"addressee"', b'{"a":1,"addressee"'),
        lambda said: said.replace(b'"operations":', b'"operations": '),
        lambda said: said.replace(b'"operations":', b'"operations":-'),
        lambda said: said.replace(b'"operations":5', b'"operations":5e0'),
        lambda said: said.replace(b'"created_ms":', b'"created_ms":9999999999'),
        lambda said: said.replace(b'"side":"field"', b'"side":"county"'),
        lambda said: said.replace(b'"side":"field"', b'"side":null'),
        lambda said: said.replace(b'"confirms":{', b'"confirms":{"x":[1,2],'),
        lambda said: said.replace(b'"members":[', b'"members":[[],'),
        lambda said: said.replace(b'"members":[', b'"members":[{"name":1,"size":1,"sha256":"0"},'),
        lambda said: said.replace("成安镇".encode(), b"\xff\xfe"),
        lambda said: said.replace("成安镇".encode(), b"x" * 300),
        lambda said: b"[]",
        lambda said: b"null",
        lambda said: b"",
        lambda said: b"{",
        lambda said: b"\xef\xbb\xbf" + said,
        lambda said: said + b"\n",
        lambda said: b"[" * 100_000 + b"]" * 100_000,
        lambda said: b'{"format":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        lambda said: b'{"format":' + b"9" * 5_000 + b"}",
    ],
)
def test_that_a_signed_manifest_has_one_spelling(forger, bad, spoil):
    text = to_bytes(forger.manifest)
    assert spoil(text) != text
    forger.write(bad, manifest=spoil(text))
    assert type(refusal(bad)) is DamagedPackError


def test_that_forms_of_other_programs_are_told(forger, bad):
    text = to_bytes(forger.manifest)
    forger.write(bad, manifest=text.replace(b'"format":1', b'"format":2'))
    assert type(refusal(bad)) is NewerPackError
    forger.write(bad, manifest=text.replace(b'"format":1', b'"format":0'))
    assert type(refusal(bad)) is OldPackError


def test_that_a_schema_before_the_first_is_refused(forger, bad, office):
    forger.told(schema_version=0).write(bad)
    with pytest.raises(OldPackError):
        take_pack(office, bad, now=NOW, approve=True)


# Too much


def test_that_too_many_members_are_refused(forger, bad):
    members = tuple(Member(f"blobs/{n:064x}", 0, f"{n:064x}") for n in range(MOST_MEMBERS + 1))
    forger.write(bad, manifest=to_bytes(replace(forger.manifest, members=members)))
    assert type(refusal(bad)) is PackLimitError


@pytest.mark.parametrize(
    ("name", "size", "packed"),
    [
        ("operations/000001.jsonl", LARGEST_LINES + 1, LARGEST_LINES),
        ("operations/000001.jsonl", 2**62, 100),
        ("blobs/" + "0" * 64, LARGEST_BLOB + 1, None),
    ],
)
def test_that_members_larger_than_any_are_refused_before_they_are_read(forger, bad, name, size, packed):
    member = Member(name, size, "0" * 64, (packed, "0" * 64) if packed else None)
    forger.write(bad, manifest=to_bytes(replace(forger.manifest, members=(member,))))
    assert type(refusal(bad)) is PackLimitError


def test_that_a_pack_larger_than_a_stick_holds_is_refused_before_it_is_read(forger, bad):
    members = tuple(Member(f"blobs/{n:064x}", LARGEST_BLOB, f"{n:064x}") for n in range(300))  # 6 GB
    forger.write(bad, manifest=to_bytes(replace(forger.manifest, members=members)))
    assert type(refusal(bad)) is PackLimitError
    with bad.open("wb") as file:
        file.truncate(2**32)  # a hole, which takes no room
    assert type(refusal(bad)) is PackLimitError


def test_that_a_member_of_impossible_ratio_is_refused_before_it_is_unpacked(forger, bad, monkeypatch):
    monkeypatch.setattr(zlib, "decompressobj", None)
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    content = packed.compress(bytes(60_000_000)) + packed.flush()
    assert 60_000_000 / len(content) > 1_000
    bomb = declared(content, 60_000_000)
    forger.with_content(bomb).write(bad)
    assert type(refusal(bad)) is BombError


@pytest.mark.parametrize(
    ("said", "kind"), [(999_999, BombError), (1_000_001, DamagedPackError), (0, BombError)]
)
def test_that_a_size_that_is_a_lie_is_refused_when_it_is_passed(forger, bad, said, kind):
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    content = packed.compress(random.Random(1).randbytes(500_000) + bytes(500_000)) + packed.flush()
    forger.with_content(declared(content, said)).write(bad)
    assert type(refusal(bad)) is kind


def declared(packed: bytes, size: int) -> zipform.Content:
    """Deflated bytes that say of themselves to unpack to `size`."""
    digest = zipform.stored("x", packed).member.sha256
    member = Member("operations/000001.jsonl", size, "0" * 64, (len(packed), digest))
    return zipform.Content(member, 0, packed)


def test_that_bytes_behind_a_deflated_member_are_refused(forger, bad):
    first = forger.contents[0]
    longer = first.packed + b"hidden"
    digest = zipform.stored("x", longer).member.sha256
    member = replace(first.member, packed=(len(longer), digest))
    forger.with_content(replace(first, member=member, packed=longer)).write(bad)
    assert type(refusal(bad)) is DamagedPackError


def test_that_a_checksum_that_other_programs_would_refuse_is_refused(forger, bad):
    for number in range(2):
        content = forger.contents[number]
        forger.with_content(replace(content, crc=content.crc ^ 1), number).write(bad)
        assert type(refusal(bad)) is DamagedPackError


def test_that_a_manifest_without_end_is_not_read(bad, plain):
    header = bytearray(plain[:43])
    header[18:26] = b"\xff\xff\xff\x7f" * 2  # both sizes: 2 GB
    assert type(refused(bad, bytes(header) + plain[43:])) is PackLimitError


# Signed, and still not what this program writes


def taken(office: Database, path: Path) -> PackError:
    """Why a signed pack is not taken; the record stays as it was."""
    before = state(office)
    with pytest.raises(PackError) as caught:
        take_pack(office, path, now=NOW, approve=True)
    assert state(office) == before
    assert caught.value.template in ERROR_TEMPLATES
    return caught.value


def resealed(forger: Forger, number: int, **values: object) -> Forger:
    """With other values in one operation, hash and signature put right: its own author lies."""
    header, *lines = (json.loads(line) for line in forger.lines())
    lines[number] |= values
    tail = None
    for line in lines:
        line["prev_hash"] = tail or line["prev_hash"]
        line["hash"] = tail = operation_hash(line)
    seals = [[line["replica"], line["seq"], line["hash"]] for line in lines]
    header["seals"] = [
        [replica, seq, sign(forger.private, sealed(forger.manifest.writer.id, seq, digest))]
        for replica, seq, digest in seals
    ]
    header["heads"] = {seals[-1][0]: seals[-1][1:]}
    return forger.with_lines([canonical(value).encode() for value in (header, *lines)])


def test_that_resealing_is_what_makes_a_lie_believed(forger, bad, office):
    """So that the refusals below are not for a broken chain."""
    resealed(forger, 0, command="sites.invented").write(bad)
    done = take_pack(office, bad, now=NOW, approve=True)
    assert (done.received.operations, done.received.refused) == (5, [])


@pytest.mark.parametrize(
    "values",
    [
        {"changes": "no JSON"},
        {"changes": "[]"},
        {"changes": '{"name":"x"}'},
        {"changes": '{"name":[null]}'},
        {"changes": "null"},
        {"parents": "{}x"},
        {"parents": '[["no id",1]]'},
        {"parents": "[[1,2]]"},
        {"hlc": 2**63 - 1},
        {"changes": '{"deadline":[null,"next week"]}', "entity": "membership"},
        {"changes": '{"unit_code":[null,{"a":1}]}'},
        {"changes": '{"lon":[null,"\\ud800"]}'},
    ],
)
def test_that_operations_no_program_writes_are_refused_and_stop_nothing_else(forger, bad, office, values):
    """They are their author's, so his chain ends there; the pack and what others wrote are none the worse."""
    resealed(forger, 0, **values).write(bad)
    before = log_rows(office)
    done = take_pack(office, bad, now=NOW, approve=True)
    assert [error.params["reason"] for error in done.received.refused] == ["form"]
    assert {row for row in log_rows(office) - before if row[0] == own_id(forger)} == set()
    assert site_codes(office) == []
    assert check(office) == []
    assert pack_rows(office)[-1].reason is not None


def test_that_what_merging_cannot_do_is_told_and_undone(laptop, office, bad, plain, monkeypatch):
    """A value that nobody has thought of: the transaction is undone, the rest is left, nothing crashes."""
    bad.write_bytes(plain)

    def stumbles(session, *_arguments, **_options):
        session.execute(text("DELETE FROM campaign"))
        raise ValueError("a value that nobody has thought of")

    with monkeypatch.context() as patch:
        patch.setattr(taking, "take", stumbles)
        with pytest.raises(ContentError, match="operations/000001"):
            take_pack(office, bad, now=NOW, approve=True)
    assert pack_rows(office)[-1].status == "refused"
    assert check(office) == []
    take_pack(office, bad, now=NOW)
    assert site_codes(office) == ["T-1", "T-2"]
    assert [row.status for row in pack_rows(office)] == ["taken"]


@pytest.mark.parametrize("depth", [250, 5_000])
def test_that_texts_nested_without_end_are_refused(forger, bad, office, depth):
    resealed(forger, 0, changes='{"name":[null,' + "[" * depth + "]" * depth + "]}").write(bad)
    assert type(taken(office, bad)) is PackLimitError


def test_that_brackets_within_a_text_are_no_nesting(forger, bad, office):
    resealed(forger, 0, changes='{"name":[null,"' + "[{" * 5_000 + '"]}').write(bad)
    look(bad)
    with open_pack(bad) as pack:
        for member, content in pack.contents():
            if member.kind == "operations":
                batch_of(member, content, pack.manifest.writer.id, pack.name)


def own_id(forger: Forger) -> object:
    return forger.manifest.writer.id


@pytest.mark.parametrize(
    "spoil",
    [
        lambda lines: lines[:-1],
        lambda lines: [*lines, lines[-1]],
        lambda lines: lines[1:],
        lambda lines: [b"{}", *lines[1:]],
        lambda lines: [lines[0].replace(b'"format":1', b'"format":2'), *lines[1:]],
        lambda lines: [*lines[:-1], b"{" * 50_000],
        lambda lines: [*lines[:-1], b"\xff\xff"],
        lambda lines: [],
    ],
)
def test_that_batches_no_program_writes_are_refused(forger, bad, office, spoil):
    forger.with_lines(spoil(forger.lines())).write(bad)
    assert type(taken(office, bad)) is DamagedPackError


def test_that_a_count_that_is_a_lie_is_refused(forger, bad, office):
    forger.told(operations=4).write(bad)
    assert type(taken(office, bad)) is DamagedPackError


def test_that_another_ones_batch_is_not_passed_on_as_ones_own(forger, bad, office):
    header = json.loads(forger.lines()[0])
    header["giver"][0] = str(own(office).id)
    forger.with_lines([canonical(header).encode(), *forger.lines()[1:]]).write(bad)
    assert type(taken(office, bad)) is ContentError


def test_that_operations_changed_after_their_author_signed_them_are_refused(forger, bad, office):
    """The pack's signature is right, that of the operations is not."""
    lines = forger.lines()
    assert "工地 T-1".encode() in lines[1]
    lines[1] = lines[1].replace("工地 T-1".encode(), "工地 X-9".encode())
    forger.with_lines(lines).write(bad)
    done = take_pack(office, bad, now=NOW, approve=True)
    assert [error.params["reason"] for error in done.received.refused] == ["hash"]
    assert site_codes(office) == []
    assert pack_rows(office)[-1].reason is not None


def test_that_operations_in_another_order_end_alike(laptop, office, bad, tmp_path):
    """Batches in another order than they were written in: what comes too early is held until it fits."""
    path = write_pack(laptop, tmp_path / "a", to=None, now=NOW).path
    forger = Forger.of(laptop, path)
    header, *lines = forger.lines()
    short = canonical(json.loads(header) | {"count": 1}).encode()
    batches = [
        zipform.deflated(f"operations/{number:06}.jsonl", short + b"\n" + line + b"\n")
        for number, line in enumerate(reversed(lines), 1)
    ]
    mixed = Forger(forger.manifest, [*batches, forger.contents[-1]], forger.private).listing()
    take_pack(office, mixed.write(bad), now=NOW, approve=True)
    assert site_codes(office) == ["T-1", "T-2"]
    assert check(office) == []


# Behind a passphrase


@pytest.fixture
def small_chunks(monkeypatch, laptop, tmp_path) -> bytes:
    """An encrypted pack of many chunks."""
    monkeypatch.setattr(chunks, "CHUNK", 100)
    monkeypatch.setattr(crypto, "USUAL_COST", crypto.Cost(lanes=1, iterations=1, memory=8))
    pack = write_pack(laptop, tmp_path / "chunks", to=None, now=NOW, passphrase=SECRET)
    return pack.path.read_bytes()


def test_that_encrypted_chunks_can_be_neither_moved_nor_left_out(small_chunks, bad):
    header, rest = small_chunks[: crypto.HEADER_SIZE], small_chunks[crypto.HEADER_SIZE :]
    chunks = [rest[i : i + 116] for i in range(0, len(rest), 116)]
    assert len(chunks) > 30
    look_at = lambda parts: refused(bad, header + b"".join(parts), SECRET)  # noqa: E731
    for number in range(len(chunks) - 1):
        moved = [*chunks]
        moved[number], moved[number + 1] = moved[number + 1], moved[number]
        look_at(moved)
        look_at(chunks[:number] + chunks[number + 1 :])
        look_at([*chunks[: number + 1], chunks[number], *chunks[number + 1 :]])
        told = look_at(chunks[: number + 1])
        assert type(told) is TruncatedPackError
    look_at([*chunks, chunks[-1]])
    look_at(chunks[::-1])


def test_that_a_chunk_knows_its_number_and_whether_it_is_the_last():
    key = crypto.new_key(SECRET, cost=crypto.Cost(lanes=1, iterations=1, memory=8))
    chunk = key.encrypt(b"blue sky", 7, is_last=False)
    assert key.decrypt(chunk, 7, is_last=False) == b"blue sky"
    assert key.decrypt(chunk, 7, is_last=True) is None
    assert key.decrypt(chunk, 8, is_last=False) is None
    assert replace(key, header=key.header[:-1] + b"x").decrypt(chunk, 7, is_last=False) is None
    assert key.decrypt(chunk[-crypto.TAG :], 7, is_last=False) is None


def test_that_chunks_of_another_pack_do_not_fit(small_chunks, laptop, tmp_path, bad):
    other = write_pack(laptop, tmp_path / "other", to=None, now=NOW, passphrase=SECRET).path.read_bytes()
    start = crypto.HEADER_SIZE
    for end in range(start + 116, len(small_chunks), 116):
        refused(bad, small_chunks[: end - 116] + other[end - 116 : end] + small_chunks[end:], SECRET)
    refused(bad, other[:start] + small_chunks[start:], SECRET)


def test_that_a_wrong_passphrase_is_told_from_damage(locked, bad):
    bad.write_bytes(locked)
    look(bad, SECRET)
    assert type(refusal(bad, "蓝天 ")) is WrongPassphraseError
    assert type(refusal(bad)) is NeedsPassphraseError
    for place in range(8, crypto.HEADER_SIZE):
        assert type(refused(bad, flipped(locked, place * 8), SECRET)) is DamagedPackError


def header_with(content: bytes, **values: int) -> bytes:
    """The file with other numbers in its header, and the checksum put right."""
    places = {"cipher": (8, 1), "lanes": (9, 1), "iterations": (10, 4), "memory": (14, 4)}
    header = bytearray(content[: crypto.HEADER_SIZE - 4])
    for name, value in values.items():
        start, size = places[name]
        header[start : start + size] = value.to_bytes(size)
    return bytes(header) + zlib.crc32(header).to_bytes(4) + content[crypto.HEADER_SIZE :]


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ({"memory": 256 * 1024 + 1}, PackLimitError),
        ({"memory": 2**32 - 1}, PackLimitError),
        ({"iterations": 11}, PackLimitError),
        ({"iterations": 2**32 - 1}, PackLimitError),
        ({"lanes": 17}, PackLimitError),
        ({"lanes": 0}, DamagedPackError),
        ({"iterations": 0}, DamagedPackError),
        ({"memory": 0}, DamagedPackError),
        ({"memory": 7}, DamagedPackError),
        ({"cipher": 9}, NewerPackError),
        ({"cipher": 2}, WrongPassphraseError),
        ({"iterations": 2}, WrongPassphraseError),
    ],
)
def test_that_a_header_cannot_be_a_bomb(locked, bad, values, kind, monkeypatch):
    if kind is PackLimitError:
        monkeypatch.setattr(crypto, "Argon2id", None)  # must not even be tried
    assert type(refused(bad, header_with(locked, **values), SECRET)) is kind


def test_that_too_little_memory_is_told(locked, bad, monkeypatch):
    def without_memory(*_arguments):
        raise MemoryError

    monkeypatch.setattr(crypto, "_derive", without_memory)
    assert type(refused(bad, locked, SECRET)) is PackMemoryError


# Disks and sticks that fail


class Failing(io.FileIO):
    """A file on a disk that fails at the n-th call, or when so many bytes are written."""

    def __init__(self, path: Path, mode: str, fails: Callable[[int], bool], error: int) -> None:
        super().__init__(path, mode)
        self._fails, self._error, self.calls = fails, error, 0

    def _step(self, size: int) -> None:
        self.calls += size
        if self._fails(self.calls):
            raise OSError(self._error, os.strerror(self._error))

    @override
    def write(self, content) -> int:
        self._step(len(content))
        return super().write(content) or 0

    @override
    def readinto(self, buffer) -> int:
        self._step(1)
        return super().readinto(buffer) or 0

    @override
    def readall(self) -> bytes:
        self._step(1)
        return super().readall()


def failing_output(monkeypatch, *, after: int, error: int) -> None:
    """Writing fails once more than so many bytes have been written."""

    def opened(path: Path):
        raw = Failing(path, "xb", lambda written: written > after, error)
        return io.BufferedWriter(raw, 64)

    monkeypatch.setattr(files, "open_output", opened)


def failing_input(monkeypatch, *, calls: int, error: int = errno.EIO) -> list[Failing]:
    """The n-th reading of the disk fails, counted over all files."""
    seen: list[Failing] = []
    total = 0

    def fails(_own: int) -> bool:
        nonlocal total
        total += 1
        return total > calls

    def opened(path: Path):
        seen.append(Failing(path, "rb", fails, error))
        return io.BufferedReader(seen[-1], 256)

    monkeypatch.setattr(files, "open_input", opened)
    return seen


def nothing_written(database: Database, folder: Path, before: int) -> None:
    assert list(folder.iterdir()) == []
    assert len(pack_rows(database)) == before


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (errno.ENOSPC, StickFullError),
        (errno.EFBIG, StickFullError),
        (errno.EIO, StickError),
        (errno.ENODEV, StickError),
        (errno.EROFS, StickError),
    ],
)
def test_that_a_full_or_pulled_stick_leaves_nothing_behind(laptop, plain, tmp_path, monkeypatch, error, kind):
    folder = tmp_path / "stick"
    folder.mkdir()
    before = len(pack_rows(laptop))
    for size in range(0, len(plain), 1 if LONG else 97):
        with monkeypatch.context() as patch:
            failing_output(patch, after=size, error=error)
            with pytest.raises(kind) as caught:
                write_pack(laptop, folder / "a", to=None, now=NOW)
        assert caught.value.template in ERROR_TEMPLATES
        assert os.strerror(error) in str(caught.value) or kind is StickFullError
        nothing_written(laptop, folder, before)


def test_that_every_call_to_the_disk_may_fail(laptop, tmp_path, monkeypatch):
    """The n-th call of any kind: open, fsync of file and folder, read back, rename, list."""
    folder = tmp_path / "stick"
    folder.mkdir()
    rows = len(pack_rows(laptop))
    count = 0
    for number in range(10_000):
        with monkeypatch.context() as patch:
            calls = _failing_system(patch, number)
            try:
                write_pack(laptop, folder / "a", to=None, now=NOW)
            except StickError:
                nothing_written(laptop, folder, rows)
                continue
            finally:
                count = calls[0]
        break
    assert count >= 10
    assert [path.name for path in folder.iterdir()] == ["a"]
    look(folder / "a")


def _failing_system(patch: pytest.MonkeyPatch, number: int) -> list[int]:
    calls = [0]

    def failing(function):
        def call(*arguments, **options):
            calls[0] += 1
            if calls[0] == number + 1:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            return function(*arguments, **options)

        return call

    for name in ("fsync", "replace"):
        patch.setattr(files.os, name, failing(getattr(os, name)))
    patch.setattr(files.os, "open", failing(os.open))
    for name in ("open_input", "open_output"):
        patch.setattr(files, name, failing(getattr(files, name)))
    patch.setattr(files.Input, "read", _told(failing(files.Input.read)))
    patch.setattr(files, "require_free", failing_within(files.require_free, failing))
    return calls


def _told(function):
    """What `Input.read` does with an error of the disk, for one that comes from outside it."""

    def call(self, size):
        try:
            return function(self, size)
        except OSError as error:
            raise UnreadablePackError(name=self.name, reason=error.strerror) from error

    return call


def failing_within(function, failing):
    def call(path):
        with files.unwritable(path):
            failing(function)(path)

    return call


def test_that_another_content_read_back_is_told(laptop, tmp_path, monkeypatch):
    """The stick says that it has written, and has not."""
    folder = tmp_path / "stick"
    folder.mkdir()
    rows = len(pack_rows(laptop))

    def worn_out(path: Path):
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)
        return path.open("rb")

    monkeypatch.setattr(files, "open_input", worn_out)
    with pytest.raises(ReadBackError):
        write_pack(laptop, folder / "a", to=None, now=NOW)
    nothing_written(laptop, folder, rows)


def test_that_another_good_pack_read_back_is_a_failure(laptop, folder, plain, tmp_path, monkeypatch):
    """A stick that gives yesterday's sectors."""
    stick = tmp_path / "stick"
    stick.mkdir()
    rows = len(pack_rows(laptop))
    monkeypatch.setattr(files, "open_input", lambda _path: (folder / "plain").open("rb"))
    with pytest.raises(ReadBackError):
        write_pack(laptop, stick / "a", to=None, now=NOW)
    nothing_written(laptop, stick, rows)


def test_that_a_file_that_appears_meanwhile_is_not_written_over(laptop, tmp_path):
    def somebody_writes(progress: Progress) -> None:
        if progress.stage == "checking":  # the last moment before it gets its name
            (tmp_path / "a").write_text("the only copy")

    with pytest.raises(PackExistsError):
        write_pack(laptop, tmp_path / "a", to=None, now=NOW, progress=somebody_writes)
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_text() == "the only copy"


@pytest.mark.skipif(sys.platform == "win32", reason="resource is not there on Windows")
def test_that_the_systems_own_limit_is_a_full_disk(laptop, tmp_path):
    import resource

    folder = tmp_path / "stick"
    folder.mkdir()
    rows = len(pack_rows(laptop))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, hard))
    try:
        with pytest.raises(StickFullError):
            write_pack(laptop, folder / "a", to=None, now=NOW)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    nothing_written(laptop, folder, rows)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0 or not hasattr(os, "mkfifo"), reason="needs a user")
def test_that_a_folder_without_permission_is_a_sentence(laptop, tmp_path):
    (tmp_path / "closed").mkdir(mode=0o500)
    with pytest.raises(StickError):
        write_pack(laptop, tmp_path / "closed" / "a", to=None, now=NOW)


def test_that_a_folder_that_is_not_there_is_a_sentence(laptop, tmp_path):
    with pytest.raises(StickError):
        write_pack(laptop, tmp_path / "none" / "a", to=None, now=NOW)
    with pytest.raises(StickError):
        write_pack(laptop, tmp_path / ("x" * 300), to=None, now=NOW)


def test_that_a_full_computer_is_not_blamed_on_the_stick(laptop, tmp_path, monkeypatch):
    class Full(io.BytesIO):
        @override
        def write(self, content) -> int:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(files.tempfile, "SpooledTemporaryFile", lambda **_options: Full())
    with pytest.raises(TemporaryFilesError):
        write_pack(laptop, tmp_path / "a", to=None, now=NOW)
    assert not (tmp_path / "a").exists()


def test_that_a_record_that_cannot_remember_the_pack_has_none(laptop, tmp_path, monkeypatch):
    from db.errors import BusyError

    def busy(_self):
        raise BusyError

    monkeypatch.setattr(Database, "writing", busy)
    with pytest.raises(BusyError):
        write_pack(laptop, tmp_path / "a", to=None, now=NOW)
    assert list(tmp_path.iterdir()) == []


def test_that_what_a_killed_program_left_is_no_hindrance(laptop, tmp_path):
    (tmp_path / ".a.part").write_bytes(b"half")
    write_pack(laptop, tmp_path / "a", to=None, now=NOW)
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_that_a_stick_pulled_while_reading_is_told_and_can_be_put_in_again(office, plain, bad, monkeypatch):
    bad.write_bytes(plain)
    told = set()
    for calls in range(10_000):
        with monkeypatch.context() as patch:
            failing_input(patch, calls=calls)
            try:
                take_pack(office, bad, now=NOW, approve=True)
            except (UnreadablePackError, InterruptedPackError) as error:
                told.add((type(error), error.params["reason"]))
                continue
        break
    reason = os.strerror(errno.EIO)
    assert told == {(UnreadablePackError, reason), (InterruptedPackError, reason)}
    assert calls > 15
    assert site_codes(office) == ["T-1", "T-2"]
    assert len(photos(office)) == 1
    assert check(office) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on Windows")
def test_that_what_is_no_file_is_not_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    assert type(refusal(tmp_path / "pipe")) is NotAPackError
    assert type(refusal(tmp_path / "folder")) is NotAPackError
    assert type(refusal(tmp_path / "none")) is UnreadablePackError


def test_that_a_file_changed_between_checking_and_taking_is_not_taken(office, plain, bad, monkeypatch):
    """Somebody writes over the file after it was found good."""
    bad.write_bytes(plain)
    checked = container.PackFile.contents
    times = 0

    def contents(self):
        nonlocal times
        times += 1
        if times == 2:
            bad.write_bytes(flipped(plain, len(plain) * 4))
        return checked(self)

    monkeypatch.setattr(container.PackFile, "contents", contents)
    with pytest.raises(InterruptedPackError):
        take_pack(office, bad, now=NOW, approve=True)
    assert photos(office) == {}


def test_that_a_full_disk_does_not_keep_a_newer_pack_by_half(office, forger, bad, monkeypatch):
    forger.told(schema_version=SCHEMA_VERSION + 1).write(bad)
    failing_output(monkeypatch, after=100, error=errno.ENOSPC)
    with pytest.raises(StickFullError):
        take_pack(office, bad, now=NOW, approve=True)
    assert list(kept.folder(office).iterdir()) == []
    assert pack_rows(office) == []
    assert shutil.disk_usage(bad.parent).free > 0
