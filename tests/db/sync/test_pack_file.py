"""Packs between an office and a township's laptop: what travels, who is believed, what is confirmed."""

import hashlib
import json
import shutil
import unicodedata
import zipfile
from datetime import timedelta
from itertools import chain, repeat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pack_helpers import (
    OTHER_TOWN,
    TOWN,
    Forger,
    add_photo,
    add_site,
    add_station,
    attached,
    furnish,
    log_rows,
    new_laptop,
    own,
    pack_rows,
    peers,
    photos,
    site_codes,
)
from sqlalchemy import select

from db.actor import Actor
from db.check import check
from db.commands import members, readings, sites
from db.commands.members import OfficeOnlyError
from db.engine import Database, open_database
from db.schema import SCHEMA_VERSION, Blob, Member, Observation, Site
from db.spelling import canonical
from db.sync.batch import Head
from db.sync.exchange import exchange
from db.sync.keys import fingerprint, new_key
from db.sync.pack import crypto, kept, taking, trust
from db.sync.pack.ack import acknowledge
from db.sync.pack.errors import (
    AddresseeError,
    CipherMissingError,
    DamagedPackError,
    NeedsPassphraseError,
    NotTakenYetError,
    OtherAddresseeError,
    OtherKeyError,
    OwnPackError,
    PackCancelledError,
    PackExistsError,
    PassphraseError,
    RevokedReplicaError,
    SeveralPeersError,
    UnknownOfficeError,
    UnknownReplicaError,
    WholeRecordError,
    WrongPassphraseError,
)
from db.sync.pack.read import TakenPack, preview, retry_kept, take_pack
from db.sync.pack.write import Written, write_answer, write_pack

PHOTO = bytes(range(256)) * 20
NEWER = SCHEMA_VERSION + 1
CHEAP = crypto.Cost(lanes=1, iterations=1, memory=8)


@pytest.fixture(scope="module")
def laptop_template(tmp_path_factory) -> Path:
    return new_laptop(tmp_path_factory.mktemp("laptop") / "laptop.db")


@pytest.fixture
def laptop(laptop_template: Path, tmp_path: Path):
    """The township's laptop."""
    database = open_database(f"sqlite:///{shutil.copy(laptop_template, tmp_path / 'laptop.db')}")
    yield database
    database.close()


@pytest.fixture
def office(database: Database, now):
    """The county's office, on both engines."""
    furnish(database, now)
    return database


@pytest.fixture
def small_office(sqlite_database: Database, now):
    """The county's office, on SQLite only: where the engine does not matter."""
    furnish(sqlite_database, now)
    return sqlite_database


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def meet(office: Database, laptop: Database, stick: Path, now) -> None:
    """Both approve each other, as on the first day."""
    take_pack(office, write_pack(laptop, stick / "hello", to=None, now=now).path, now=now, approve=True)
    answer = write_pack(office, stick / "welcome", to=own(laptop).id, now=now)
    take_pack(laptop, answer.path, now=now, approve=True)


def carry(giver: Database, taker: Database, path: Path, now, **more) -> TakenPack:
    """One way with the stick."""
    return take_pack(taker, write_pack(giver, path, to=own(taker).id, now=now, **more).path, now=now)


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


# What travels


def test_that_work_goes_to_the_office_and_the_offices_work_comes_back(office, laptop, stick, actor, now):
    add_site(laptop, actor, "T-1")
    photo = add_photo(laptop, actor, "T-1", PHOTO)
    add_site(office, actor, "CA-1")
    meet(office, laptop, stick, now)
    assert site_codes(office) == ["CA-1", "T-1"] == site_codes(laptop)
    assert photos(office) == {photo: PHOTO}
    assert check(office) == check(laptop) == []


def test_that_a_pack_is_what_the_description_says(small_office, laptop, stick, actor, now):
    add_site(laptop, actor, "T-1")
    photo = add_photo(laptop, actor, "T-1", PHOTO)
    path = write_pack(laptop, stick / "a.qkpack", to=None, now=now).path
    # read with other tools than those that wrote it
    with zipfile.ZipFile(path) as file:
        assert file.testzip() is None
        assert file.namelist() == ["manifest.json", "signature", "operations/000001.jsonl", f"blobs/{photo}"]
        assert [info.compress_type for info in file.infolist()] == [0, 0, 8, 0]
        text = file.read("manifest.json")
        manifest = json.loads(text)
        for member in manifest["members"]:
            content = file.read(member["name"])
            assert (member["size"], member["sha256"]) == (len(content), digest(content))
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(own(laptop).public_key))
        key.verify(bytes.fromhex(file.read("signature").decode()), text)
    assert text == canonical(manifest).encode()
    assert (manifest["format"], manifest["schema_version"]) == (1, SCHEMA_VERSION)
    assert (manifest["addressee"], manifest["operations"]) == (None, 3)
    assert manifest["created_ms"] == 1_773_993_600_000  # 2026-03-20T08:00Z
    assert manifest["writer"]["name"] == "成安镇笔记本"
    assert manifest["reaches"] == {str(own(laptop).id): 3}
    assert manifest["confirms"] == {str(own(laptop).id): [3, own(laptop).last_hash]}


def test_that_the_same_pack_again_changes_nothing(office, laptop, stick, actor, now):
    add_site(laptop, actor, "T-1")
    add_photo(laptop, actor, "T-1", PHOTO)
    path = write_pack(laptop, stick / "a", to=None, now=now).path
    first = take_pack(office, path, now=now, approve=True)
    assert (first.received.operations, first.received.photos, first.is_nothing_new) == (3, 1, False)
    before = (log_rows(office), own(office).position, peers(office)[0].given, len(pack_rows(office)))
    again = take_pack(office, path, now=now + timedelta(days=1))
    assert again.is_nothing_new
    assert (again.received.operations, again.received.known, again.received.photos) == (0, 3, 0)
    assert (log_rows(office), own(office).position, peers(office)[0].given, len(pack_rows(office))) == before
    assert peers(office)[0].confirmed_at == now


def test_that_a_replayed_older_pack_takes_nothing_back(small_office, laptop, stick, actor, now):
    meet(small_office, laptop, stick, now)
    add_site(laptop, actor, "T-1")
    old = write_pack(laptop, stick / "old", to=own(small_office).id, now=now)
    add_site(laptop, actor, "T-2")
    carry(laptop, small_office, stick / "new", now)
    before = log_rows(small_office), peers(small_office)[0].given
    done = take_pack(small_office, old.path, now=now)
    assert done.received.operations == 0
    assert (log_rows(small_office), peers(small_office)[0].given) == before


def test_that_what_was_not_confirmed_travels_again_and_what_was_does_not(
    small_office, laptop, stick, actor, now
):
    meet(small_office, laptop, stick, now)
    add_site(laptop, actor, "T-1")
    lost = write_pack(laptop, stick / "lost", to=None, now=now)
    again = write_pack(laptop, stick / "again", to=None, now=now)
    assert (lost.manifest.operations, again.manifest.operations) == (2, 2)  # a site and its place
    take_pack(small_office, again.path, now=now)
    assert write_pack(laptop, stick / "third", to=None, now=now).manifest.operations == 2
    carry(small_office, laptop, stick / "answer", now)
    assert write_pack(laptop, stick / "fourth", to=None, now=now).manifest.operations == 0
    assert [row.status for row in pack_rows(laptop) if row.direction == "out"] == [
        "confirmed",  # hello
        "confirmed",  # lost: what it carried has arrived with another one
        "confirmed",
        "confirmed",
        "written",
    ]
    site_and_place = 2
    assert json.loads(peers(laptop)[0].given)[str(own(laptop).id)] == site_and_place


def test_that_attachments_left_behind_follow_when_they_are_missed(small_office, laptop, stick, actor, now):
    meet(small_office, laptop, stick, now)
    add_site(laptop, actor, "T-1")
    photo = add_photo(laptop, actor, "T-1", PHOTO)
    slim = carry(laptop, small_office, stick / "slim", now, with_attachments=False)
    assert (slim.received.photos, slim.received.photos_missing, photos(small_office)) == (0, 1, {})
    assert attached(small_office) == {photo}
    carry(small_office, laptop, stick / "answer", now)
    assert peers(laptop)[0].blobs_missing == 1
    later = carry(laptop, small_office, stick / "later", now)
    assert (later.received.operations, later.received.photos) == (0, 1)
    assert later.received.photos_missing == 0
    assert photos(small_office) == {photo: PHOTO}


def test_that_readings_travel_and_are_confirmed(office, laptop, stick, actor, now):
    meet(office, laptop, stick, now)
    add_station(office, actor, "CA-01")
    hour = int(now.timestamp()) // 3600 * 3600
    with office.writing() as s:
        readings.store(s, [("CA-01", 3600, hour, 35.0, *[None] * 10, None)], now=now)
    first = carry(office, laptop, stick / "first", now)
    assert first.received.reading_rows == 1
    with laptop.reading() as s:
        assert [(r.station_code, r.time, r.pm25) for r in s.scalars(select(Observation))] == [
            ("CA-01", hour, 35.0)
        ]
    assert write_pack(office, stick / "second", to=own(laptop).id, now=now).manifest.reading_days == 1
    carry(laptop, office, stick / "answer", now)
    assert write_pack(office, stick / "third", to=own(laptop).id, now=now).manifest.reading_days == 0


def test_that_readings_of_an_unknown_station_are_not_confirmed(small_office, tmp_path, stick, actor, now):
    """On a laptop without divisions the station waits for its unit, and its readings for the station."""
    bare = open_database(f"sqlite:///{new_laptop(tmp_path / 'bare.db', bare=True)}")
    add_station(small_office, actor, "CA-01")
    hour = int(now.timestamp()) // 3600 * 3600
    with small_office.writing() as s:
        readings.store(s, [("CA-01", 3600, hour, 35.0, *[None] * 10, None)], now=now)
    meet(small_office, bare, stick, now)
    pack = write_pack(small_office, stick / "a", to=own(bare).id, now=now)
    done = take_pack(bare, pack.path, now=now)
    assert (done.received.reading_rows, done.unknown_stations) == (0, {"CA-01"})
    carry(bare, small_office, stick / "answer", now)
    assert peers(small_office)[0].readings_given == 0
    furnish(bare, now)
    again = take_pack(bare, pack.path, now=now)
    assert (again.received.reading_rows, again.unknown_stations) == (1, frozenset())
    carry(bare, small_office, stick / "second answer", now)
    assert peers(small_office)[0].readings_given == 1
    bare.close()


def test_that_a_laptop_gets_its_own_townships_rows_only(office, laptop, stick, actor, now):
    meet(office, laptop, stick, now)
    add_site(office, actor, "CA-1")
    add_site(office, actor, "CA-2", OTHER_TOWN)
    carry(office, laptop, stick / "a", now)
    assert site_codes(laptop) == ["CA-1"]
    again = write_pack(office, stick / "b", to=own(laptop).id, now=now)
    assert again.manifest.operations > 0  # the stick may have been lost
    carry(laptop, office, stick / "answer", now)
    assert write_pack(office, stick / "c", to=own(laptop).id, now=now).manifest.operations == 0
    assert check(laptop) == []


def test_that_a_site_that_moves_comes_and_goes_with_its_township(office, laptop, stick, actor, now):
    meet(office, laptop, stick, now)
    add_site(office, actor, "CA-1")
    add_site(office, actor, "CA-2", OTHER_TOWN)
    carry(office, laptop, stick / "a", now)
    carry(laptop, office, stick / "b", now)
    move(office, actor, "CA-1", OTHER_TOWN)
    move(office, actor, "CA-2", TOWN)
    carry(office, laptop, stick / "c", now)
    assert site_codes(laptop) == ["CA-2"]
    carry(laptop, office, stick / "d", now)
    assert write_pack(office, stick / "e", to=own(laptop).id, now=now).manifest.operations == 0
    assert check(laptop) == []


def move(database: Database, actor: Actor, code: str, unit: str) -> None:
    with database.writing() as s:
        site = s.scalars(select(Site).where(Site.code == code)).one()
        data = sites.SiteData(site.name, unit, "dust", code=code, fields={"area": 1})
        sites.edit(s, actor, site.id, data, seen=1 << 62)


def test_that_a_pack_is_confirmed_when_its_content_has_come_another_way(
    small_office, laptop, stick, actor, now
):
    meet(small_office, laptop, stick, now)
    add_site(small_office, actor, "CA-1")
    lost = write_pack(small_office, stick / "lost", to=own(laptop).id, now=now)
    assert lost.manifest.operations > 0
    exchange(laptop, small_office, now=lambda: now)
    carry(laptop, small_office, stick / "a", now)
    assert {row.status for row in pack_rows(small_office) if row.direction == "out"} == {"confirmed"}


def test_that_a_pack_is_not_confirmed_by_one_who_has_its_heads_but_not_its_sites(
    small_office, laptop, stick, actor, now
):
    meet(small_office, laptop, stick, now)
    add_site(small_office, actor, "CA-1")
    write_pack(small_office, stick / "lost", to=own(laptop).id, now=now)
    forger = Forger.of(laptop, write_pack(laptop, stick / "a", to=None, now=now).path)
    head = Head(own(small_office).seq, own(small_office).last_hash)
    liar = forger.told(confirms={**forger.manifest.confirms, own(small_office).id: head})
    take_pack(small_office, liar.write(stick / "b"), now=now)
    assert [row.status for row in pack_rows(small_office) if row.direction == "out"] == [
        "confirmed",
        "written",
    ]
    again = write_pack(small_office, stick / "again", to=own(laptop).id, now=now)
    assert take_pack(laptop, again.path, now=now).received.operations == 2
    assert site_codes(laptop) == ["CA-1"]


# Who is believed


def test_that_an_unknown_writer_is_named_with_its_fingerprint(office, laptop, stick, actor, now):
    add_site(laptop, actor, "T-1")
    path = write_pack(laptop, stick / "a", to=None, now=now).path
    before = log_rows(office)
    with pytest.raises(UnknownReplicaError) as caught:
        take_pack(office, path, now=now)
    who = own(laptop)
    told = str(caught.value)
    assert who.name in told
    assert who.tag in told
    assert fingerprint(who.public_key) in told
    assert f"qingkong pack in {path} --approve" in told
    assert (log_rows(office), pack_rows(office), peers(office)) == (before, [], [])
    take_pack(office, path, now=now, approve=True)
    with office.reading() as s:
        assert s.get(Member, who.id).public_key == who.public_key
        assert s.get(Member, who.id).side == "field"


def test_that_a_writer_under_another_key_is_refused_even_with_approval(small_office, laptop, stick, now):
    meet(small_office, laptop, stick, now)
    path = write_pack(laptop, stick / "a", to=None, now=now).path
    forger = Forger.of(laptop, path)
    private, public = new_key()
    thief = Forger(forger.manifest, forger.contents, private).claiming(public)
    with pytest.raises(OtherKeyError, match="fingerprint"):
        take_pack(small_office, thief.write(stick / "b"), now=now, approve=True)
    assert pack_rows(small_office)[-1].status == "refused"
    assert json.loads(pack_rows(small_office)[-1].reason)[0] == OtherKeyError.template


def test_that_a_revoked_writer_is_refused(small_office, laptop, stick, actor, now):
    meet(small_office, laptop, stick, now)
    add_site(laptop, actor, "T-1")
    path = write_pack(laptop, stick / "a", to=None, now=now).path
    with small_office.writing() as s:
        members.revoke(s, Actor(now=now), own(laptop).id)
    before = log_rows(small_office)
    with pytest.raises(RevokedReplicaError, match="2026-03-20"):
        take_pack(small_office, path, now=now, approve=True)
    assert log_rows(small_office) == before


def test_that_a_pack_for_another_or_from_here_is_not_taken(small_office, laptop, stick, tmp_path, now):
    meet(small_office, laptop, stick, now)
    third = open_database(f"sqlite:///{new_laptop(tmp_path / 'third.db', OTHER_TOWN, '商城镇笔记本')}")
    path = write_pack(small_office, stick / "a", to=own(laptop).id, now=now).path
    with pytest.raises(OtherAddresseeError, match=str(own(laptop).id)):
        take_pack(third, path, now=now, approve=True)
    with pytest.raises(OwnPackError):
        take_pack(small_office, path, now=now)
    third.close()


def test_that_a_laptop_approves_an_office_but_no_other_laptop(
    small_office, laptop, stick, tmp_path, actor, now
):
    third = open_database(f"sqlite:///{new_laptop(tmp_path / 'third.db', OTHER_TOWN, '商城镇笔记本')}")
    path = write_pack(third, stick / "a", to=None, now=now).path
    with pytest.raises(OfficeOnlyError):
        take_pack(laptop, path, now=now, approve=True)
    third.close()


def test_that_a_laptop_remembers_an_office_that_has_approved_nobody_yet(
    small_office, stick, tmp_path, actor, now
):
    """Such an office is in no list of members; the laptop has its key from the first time."""
    laptop = open_database(f"sqlite:///{new_laptop(tmp_path / 'whole.db', scope='')}")
    add_site(small_office, actor, "CA-1")
    first = write_pack(small_office, stick / "b", to=None, now=now).path
    with pytest.raises(UnknownOfficeError, match="everybody's changes"):
        take_pack(laptop, first, now=now)
    take_pack(laptop, first, now=now, approve=True)
    add_site(small_office, actor, "CA-2")
    take_pack(laptop, write_pack(small_office, stick / "c", to=None, now=now).path, now=now)
    assert site_codes(laptop) == ["CA-1", "CA-2"]
    laptop.close()


def test_that_the_whole_record_is_not_taken_where_a_part_belongs(small_office, laptop, stick, actor, now):
    add_site(small_office, actor, "CA-1")
    path = write_pack(small_office, stick / "a", to=None, now=now).path
    assert preview(path, None, laptop).holds_too_much
    before = log_rows(laptop)
    with pytest.raises(WholeRecordError, match=f"--to {own(laptop).tag}"):
        take_pack(laptop, path, now=now, approve=True)
    assert log_rows(laptop) == before
    # without operations there is nothing to hold too much of
    answer = write_answer(small_office, stick / "b", to=None, now=now).path
    assert take_pack(laptop, answer, now=now, approve=True).status == "taken"


def test_that_a_laptops_pack_cannot_pass_for_an_offices(small_office, laptop, stick, tmp_path, actor, now):
    """An approved laptop says “office” of itself and brings operations under a third one's name."""
    meet(small_office, laptop, stick, now)
    third = open_database(f"sqlite:///{new_laptop(tmp_path / 'third.db', OTHER_TOWN, '商城镇笔记本')}")
    add_site(third, actor, "X-1", OTHER_TOWN)
    theirs = Forger.of(third, write_pack(third, stick / "a", to=None, now=now).path)
    third.close()
    mine = Forger.of(laptop, write_pack(laptop, stick / "b", to=None, now=now).path)
    header = json.loads(theirs.lines()[0])
    header["giver"][0] = str(own(laptop).id)
    lines = [canonical(header).encode(), *theirs.lines()[1:]]
    liar = Forger(mine.manifest, theirs.contents, mine.private).with_lines(lines)
    done = take_pack(small_office, liar.told(operations=2, side="office").write(stick / "c"), now=now)
    assert done.received.operations == 0
    assert [error.params["reason"] for error in done.received.refused] == ["unknown"]
    assert site_codes(small_office) == []


# Whom it is for


def test_that_the_only_peer_is_the_addressee_and_several_must_be_named(
    small_office, laptop, stick, tmp_path, now
):
    assert write_pack(small_office, stick / "anybody", to=None, now=now).to is None
    meet(small_office, laptop, stick, now)
    assert write_pack(small_office, stick / "one", to=None, now=now).to.id == own(laptop).id
    third = open_database(f"sqlite:///{new_laptop(tmp_path / 'third.db', OTHER_TOWN, '商城镇笔记本')}")
    hello = write_pack(third, stick / "third", to=None, now=now).path
    take_pack(small_office, hello, now=now, approve=True)
    with pytest.raises(SeveralPeersError, match="商城镇笔记本"):
        write_pack(small_office, stick / "several", to=None, now=now)
    with small_office.reading() as s:
        for text in (own(third).tag.lower(), "商城镇笔记本", str(own(third).id)):
            assert trust.find(s, text) == own(third).id
        with pytest.raises(AddresseeError, match="成安镇笔记本"):
            trust.find(s, "永年")
    third.close()


# What is confirmed


def test_that_the_answer_confirms_and_carries_nothing(small_office, laptop, stick, actor, now):
    meet(small_office, laptop, stick, now)
    add_site(laptop, actor, "T-1")
    pack = write_pack(laptop, stick / "a.qkpack", to=None, now=now).path
    with pytest.raises(NotTakenYetError):
        acknowledge(small_office, pack, to=None, now=now)
    take_pack(small_office, pack, now=now)
    answer = acknowledge(small_office, pack, to=None, now=now)
    assert isinstance(answer, Written)
    assert answer.path == stick / "a.ack.qkpack"
    assert answer.manifest.is_answer
    assert answer.to.id == own(laptop).id
    with pytest.raises(OwnPackError):
        acknowledge(laptop, pack, to=None, now=now)
    done = acknowledge(laptop, answer.path, to=None, now=now)
    assert isinstance(done, TakenPack)
    assert (done.confirmed.operations, done.confirmed.packs) == (2, 1)
    assert write_pack(laptop, stick / "b", to=None, now=now).manifest.operations == 0


def test_that_an_answer_can_be_written_without_a_pack(small_office, laptop, stick, actor, now):
    meet(small_office, laptop, stick, now)
    add_site(laptop, actor, "T-1")
    carry(laptop, small_office, stick / "a", now)
    answer = acknowledge(small_office, stick / "answer", to=None, now=now)
    assert isinstance(answer, Written)
    assert answer.path == stick / "answer"
    assert take_pack(laptop, answer.path, now=now).confirmed.operations == 2


def test_that_the_answer_to_an_encrypted_pack_is_encrypted(small_office, laptop, stick, now, cheap):
    meet(small_office, laptop, stick, now)
    add_site(laptop, Actor(now=now), "T-1")
    pack = write_pack(laptop, stick / "a", to=None, now=now, passphrase="蓝天").path
    take_pack(small_office, pack, now=now, passphrase="蓝天")
    answer = acknowledge(small_office, pack, to=None, now=now, passphrase="蓝天")
    assert isinstance(answer, Written)
    with pytest.raises(NeedsPassphraseError):
        take_pack(laptop, answer.path, now=now)
    take_pack(laptop, answer.path, now=now, passphrase="蓝天")


def test_that_another_history_of_ours_is_told_and_not_confirmed(small_office, laptop, stick, actor, now):
    """The laptop's file was copied, and the copy has written something else under the same numbers."""
    meet(small_office, laptop, stick, now)
    laptop.close()  # so that all is in the one file
    copy = open_database(f"sqlite:///{shutil.copy(laptop.path, stick / 'copy.db')}")
    add_site(laptop, actor, "T-1")
    add_site(copy, actor, "T-2")
    carry(copy, small_office, stick / "a", now)
    copy.close()
    done = carry(small_office, laptop, stick / "b", now)
    assert done.confirmed.disputed == [own(laptop).id]
    assert json.loads(peers(laptop)[0].given).get(str(own(laptop).id), 0) == 0
    assert site_codes(laptop) == ["T-1"]


# Cut anywhere


def test_that_a_pack_cut_anywhere_is_taken_to_its_end_the_next_time(small_office, laptop, stick, actor, now):
    for number in range(3):
        add_site(laptop, actor, f"T-{number}")
        add_photo(laptop, actor, f"T-{number}", bytes([number]) * 3_000_000)
    path = write_pack(laptop, stick / "a", to=None, now=now).path
    steps = 0

    def cancelled() -> bool:
        nonlocal left
        left -= 1
        return left < 0

    while True:
        left = steps
        try:
            done = take_pack(small_office, path, now=now, approve=True, cancelled=cancelled)
        except PackCancelledError:
            assert peers(small_office) == [] or peers(small_office)[0].given == "{}"
            steps += 1
            continue
        break
    assert steps == 8  # four members, looked at and taken
    assert site_codes(small_office) == ["T-0", "T-1", "T-2"]
    assert len(photos(small_office)) == 3
    assert not done.was_taken_before
    assert check(small_office) == []


def test_that_cancelled_writing_leaves_no_file_and_no_row(small_office, stick, actor, now):
    add_site(small_office, actor, "CA-1")
    add_photo(small_office, actor, "CA-1", PHOTO)
    for steps in range(5):  # a batch, two members written, two read back
        asked = chain([False] * steps, repeat(True))
        with pytest.raises(PackCancelledError):
            write_pack(small_office, stick / "a", to=None, now=now, cancelled=asked.__next__)
        assert list(stick.iterdir()) == []
    assert pack_rows(small_office) == []


def test_that_an_existing_file_is_left_as_it_is(small_office, stick, now):
    (stick / "a").write_text("the only copy")
    with pytest.raises(PackExistsError):
        write_pack(small_office, stick / "a", to=None, now=now)
    assert (stick / "a").read_text() == "the only copy"
    assert pack_rows(small_office) == []


# Behind a passphrase


@pytest.fixture
def cheap(monkeypatch):
    """Keys that cost nothing; what they cost otherwise is tested once."""
    monkeypatch.setattr(crypto, "USUAL_COST", CHEAP)


@pytest.mark.parametrize("cipher", crypto.CIPHERS)
def test_that_a_passphrase_hides_and_opens(small_office, laptop, stick, actor, now, cheap, cipher):
    add_site(laptop, actor, "T-1")
    add_photo(laptop, actor, "T-1", PHOTO * 500)  # more than two chunks
    secret = "蓝天 é"
    path = write_pack(laptop, stick / "a", to=None, now=now, passphrase=secret, cipher=cipher).path
    content = path.read_bytes()
    assert PHOTO not in content
    assert b"manifest" not in content
    with pytest.raises(NeedsPassphraseError):
        take_pack(small_office, path, now=now, approve=True)
    with pytest.raises(WrongPassphraseError):
        take_pack(small_office, path, now=now, approve=True, passphrase="蓝天")
    assert pack_rows(small_office) == []
    # the same letters, typed on a system that takes accents apart
    other = unicodedata.normalize("NFD", secret)
    assert other != secret
    done = take_pack(small_office, path, now=now, approve=True, passphrase=other)
    assert (done.received.operations, done.received.photos) == (3, 1)


def test_that_two_packs_of_the_same_have_nothing_in_common(small_office, stick, now, cheap):
    first, second = (
        write_pack(small_office, stick / name, to=None, now=now, passphrase="x").path.read_bytes()
        for name in "ab"
    )
    assert first[18:] != second[18:]  # after magic, cipher and cost
    assert first[18:42] != second[18:42]  # salt and nonces


def test_that_a_key_costs_what_the_recommendation_says():
    # RFC 9106, section 4, second recommended option
    assert crypto.Cost(lanes=4, iterations=3, memory=64 * 1024) == crypto.USUAL_COST


@pytest.mark.parametrize("secret", ["", "x" * 1025])
def test_that_no_passphrase_is_no_passphrase(small_office, stick, now, secret):
    with pytest.raises(PassphraseError):
        write_pack(small_office, stick / "a", to=None, now=now, passphrase=secret)


def test_that_a_missing_cipher_is_told(small_office, stick, now, cheap, monkeypatch):
    from cryptography.exceptions import UnsupportedAlgorithm

    def missing(*_arguments):
        raise UnsupportedAlgorithm("SM4")

    monkeypatch.setattr(crypto, "Cipher", missing)
    with pytest.raises(CipherMissingError, match="SM4"):
        write_pack(small_office, stick / "a", to=None, now=now, passphrase="x", cipher="sm4")


# Newer programs


def test_that_a_newer_programs_pack_is_kept_and_taken_after_the_upgrade(
    small_office, laptop, stick, actor, now, monkeypatch
):
    meet(small_office, laptop, stick, now)
    add_site(laptop, actor, "T-1")
    forger = Forger.of(laptop, write_pack(laptop, stick / "a", to=None, now=now).path)
    path = forger.told(schema_version=NEWER).write(stick / "newer")
    done = take_pack(small_office, path, now=now)
    assert (done.status, done.needs.params["found"]) == ("kept", NEWER)
    assert done.path.parent == small_office.path.with_name("record.db.packs")
    assert done.path.read_bytes() == path.read_bytes()
    assert take_pack(small_office, path, now=now).path == done.path  # once
    path.unlink()
    row = pack_rows(small_office)[-1]
    assert (row.status, row.path, row.peer) == ("kept", str(done.path), own(laptop).id)
    assert site_codes(small_office) == []
    assert retry_kept(small_office, now) == 0
    monkeypatch.setattr(taking, "SCHEMA_VERSION", NEWER)
    assert retry_kept(small_office, now) == 1
    assert site_codes(small_office) == ["T-1"]
    assert [r.status for r in pack_rows(small_office) if r.pack_id == row.pack_id] == ["taken"]
    assert not done.path.exists()


def test_that_a_newer_pack_from_a_new_replica_is_approved_and_a_damaged_one_is_not_kept(
    small_office, laptop, stick, actor, now, monkeypatch
):
    add_site(laptop, actor, "T-1")
    forger = Forger.of(laptop, write_pack(laptop, stick / "a", to=None, now=now).path)
    path = forger.told(schema_version=NEWER).write(stick / "newer")
    content = path.read_bytes()
    with pytest.raises(UnknownReplicaError):
        take_pack(small_office, path, now=now)
    path.write_bytes(content.replace(forger.contents[0].packed, bytes(len(forger.contents[0].packed))))
    with pytest.raises(DamagedPackError):
        take_pack(small_office, path, now=now, approve=True)
    assert not kept.folder(small_office).exists()
    path.write_bytes(content)
    assert take_pack(small_office, path, now=now, approve=True).status == "kept"
    monkeypatch.setattr(taking, "SCHEMA_VERSION", NEWER)
    assert retry_kept(small_office, now) == 1
    assert site_codes(small_office) == ["T-1"]


def test_that_a_newer_form_is_kept_without_being_read(small_office, laptop, stick, now):
    forger = Forger.of(laptop, write_pack(laptop, stick / "a", to=None, now=now).path)
    path = forger.write(stick / "newer", manifest=b'{"format":2,"what":["nobody","knows"]}')
    done = take_pack(small_office, path, now=now)
    assert (done.status, done.manifest) == ("kept", None)
    assert take_pack(small_office, path, now=now).path == done.path
    assert [row.status for row in pack_rows(small_office)] == ["kept"]
    assert retry_kept(small_office, now) == 0


# Before anything changes


def test_that_a_preview_tells_all_and_changes_nothing(office, laptop, stick, actor, now):
    add_site(laptop, actor, "T-1")
    add_photo(laptop, actor, "T-1", PHOTO)
    first = write_pack(laptop, stick / "a", to=None, now=now).path
    before = own(office).position
    found = preview(first, None, office)
    assert (found.new, found.known) == (3, 0)
    assert found.by_entity == {"site": 1, "membership": 1, "attachment": 1}
    assert (found.photos_new, found.photos_known, found.photo_bytes) == (1, 0, len(PHOTO))
    assert (found.earliest_ms, found.latest_ms) == (1_773_993_600_000, 1_773_993_600_000)
    assert (found.standing, found.is_for_us, found.is_taken, found.needs_upgrade) == (
        "unknown",
        True,
        False,
        False,
    )
    assert (pack_rows(office), peers(office), own(office).position) == ([], [], before)
    take_pack(office, first, now=now, approve=True)
    add_site(laptop, Actor(now=now + timedelta(hours=1)), "T-2")
    second = preview(write_pack(laptop, stick / "b", to=None, now=now).path, None, office)
    assert (second.new, second.known, second.standing) == (2, 3, "approved")
    assert (second.photos_new, second.photos_known, second.photo_bytes) == (0, 1, 0)
    assert second.latest_ms == 1_773_993_600_000 + 3_600_000
    assert preview(first, None, office).is_taken
    assert preview(first, None, laptop).standing == "own"


def test_that_an_attachment_damaged_in_the_record_is_not_given_away(small_office, stick, actor, now):
    from db.sync.pack.errors import DamagedAttachmentError

    add_site(small_office, actor, "CA-1")
    photo = add_photo(small_office, actor, "CA-1", PHOTO)
    with small_office.writing() as s:
        s.get(Blob, photo).content = PHOTO[:-1] + b"!"
    with pytest.raises(DamagedAttachmentError, match=photo):
        write_pack(small_office, stick / "a", to=None, now=now)
    assert list(stick.iterdir()) == []
    assert write_pack(small_office, stick / "a", to=None, now=now, with_attachments=False).size > 0
