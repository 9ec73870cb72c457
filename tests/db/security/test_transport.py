"""Beyond this computer a server must prove who it is and ask by SCRAM: else nothing is said to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hba import rules
from shared_record import NOW, SharedRecord
from sqlalchemy import make_url, text
from tls_front import Authority, Front, front

from db.engine import Database, open_database
from db.errors import (
    CertificateError,
    InsecureUrlError,
    NotAllowedError,
    UnreachableError,
    WeakServerError,
)
from db.security import logins
from db.security.transport import connection_options, is_remote

START = "postgresql+psycopg://user@"
SECRET = "correct-horse-battery"


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("/name", False),
        ("localhost/name", False),
        ("LOCALHOST/name", False),
        ("127.0.0.1/name", False),
        ("127.3.2.1:5433/name", False),
        ("[::1]/name", False),
        ("/name?host=/var/run/postgresql", False),
        ("/name?host=localhost:5433", False),
        ("office.example/name", True),
        ("10.1.2.3/name", True),
        ("[2001:db8::1]/name", True),
        ("0.0.0.0/name", True),
        ("127.0.0.1.example/name", True),
        ("localhost.example/name", True),
        # one of several hosts is enough, and a name is what it says, wherever it leads
        ("/name?host=localhost:1&host=10.1.2.3:2", True),
        ("/name?host=/tmp,office.example", True),
        ("localhost/name?hostaddr=10.1.2.3", True),
        ("office.example/name?hostaddr=127.0.0.1", True),
        ("/name?service=office", True),
    ],
)
def test_that_it_is_known_which_connections_leave_this_computer(rest: str, expected: bool):
    assert is_remote(make_url(START + rest)) is expected


def test_that_the_environment_is_asked_as_libpq_asks_it(monkeypatch):
    assert not is_remote(make_url(START + "/name"))
    monkeypatch.setenv("PGHOST", "10.1.2.3")
    assert is_remote(make_url(START + "/name"))
    assert not is_remote(make_url(START + "localhost/name"))
    monkeypatch.delenv("PGHOST")
    monkeypatch.setenv("PGHOSTADDR", "10.1.2.3")
    assert is_remote(make_url(START + "localhost/name"))
    monkeypatch.delenv("PGHOSTADDR")
    monkeypatch.setenv("PGSERVICE", "office")
    assert is_remote(make_url(START + "localhost/name"))


def test_that_a_remote_server_must_prove_itself_and_ask_by_scram():
    found = connection_options(make_url(START + "office.example/name"))
    assert found == {"sslmode": "verify-full", "require_auth": "scram-sha-256"}
    assert connection_options(make_url(START + "localhost/name")) == {}
    kept = connection_options(make_url(START + "office.example/name?sslmode=verify-ca"))
    assert kept["sslmode"] == "verify-ca"


def test_that_the_environment_cannot_weaken_it(monkeypatch):
    monkeypatch.setenv("PGSSLMODE", "disable")
    monkeypatch.setenv("PGREQUIREAUTH", "password")
    found = connection_options(make_url(START + "office.example/name"))
    assert found == {"sslmode": "verify-full", "require_auth": "scram-sha-256"}


def test_that_encryption_without_proof_is_taken_with_a_warning(caplog):
    found = connection_options(make_url(START + "office.example/name?sslmode=require"))
    assert found["sslmode"] == "require"
    assert "office.example" in caplog.text


@pytest.mark.parametrize("option", ["sslmode=disable", "sslmode=allow", "sslmode=prefer", "sslmode=Require"])
def test_that_a_connection_that_others_could_read_is_refused(option: str):
    with pytest.raises(InsecureUrlError, match=option):
        open_database(f"postgresql://user:geheim@office.example/name?{option}")


@pytest.mark.parametrize("way", ["password", "md5", "none", "!scram-sha-256", "scram-sha-256,password"])
def test_that_a_weaker_way_of_signing_in_is_refused_and_the_password_is_not_in_the_message(way: str):
    with pytest.raises(InsecureUrlError) as caught:
        open_database(f"postgresql://user:geheim@office.example/name?require_auth={way}")
    assert "geheim" not in str(caught.value)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def town(own_shared: SharedRecord) -> SharedRecord:
    """Its login has a password that we know."""
    with own_shared.open("owner").writing() as session:
        name = own_shared.role("town")
        logins.disable(session, NOW, name)
        logins.add(session, NOW, logins.find_person(session, "王成安"), name=name, password=SECRET)
    return own_shared


@pytest.fixture
def scram(town: SharedRecord) -> Iterator[SharedRecord]:
    with rules(
        town, f"local {town.name} {town.owner},postgres trust", f"local {town.name} all scram-sha-256"
    ):
        yield town


def socket_of(record: SharedRecord) -> str:
    folder = make_url(record.url("postgres")).query["host"]
    return f"{folder}/.s.PGSQL.5432"


def through(listening: Front, record: SharedRecord, options: str, password: str = SECRET) -> Database:
    """A database "on another computer": its name is not this one's, its address is."""
    where = f"office.example:{listening.port}/{record.name}?hostaddr=127.0.0.1{options}"
    return open_database(f"postgresql://{record.role('town')}:{password}@{where}")


def count(database: Database) -> int:
    try:
        with database.reading() as session:
            return session.scalar(text("SELECT count(*) FROM site")) or 0
    finally:
        database.close()


def test_that_a_proven_server_is_used_and_the_password_never_crosses_the_line(
    scram: SharedRecord, authority: Authority
):
    with front(socket_of(scram), authority.certificate("office.example")) as listening:
        assert count(through(listening, scram, f"&sslrootcert={authority.path}")) == 3
        assert b"SCRAM-SHA-256" in listening.heard
        assert SECRET.encode() not in listening.heard


def test_that_a_wrong_password_is_refused(scram: SharedRecord, authority: Authority):
    with front(socket_of(scram), authority.certificate("office.example")) as listening:
        database = through(listening, scram, f"&sslrootcert={authority.path}", "something-else")
        with pytest.raises(UnreachableError, match="password authentication failed"):
            count(database)


def test_that_a_server_with_another_s_name_gets_nothing(scram: SharedRecord, authority: Authority):
    with front(socket_of(scram), authority.certificate("elsewhere.example")) as listening:
        with pytest.raises(CertificateError, match=r"elsewhere\.example"):
            count(through(listening, scram, f"&sslrootcert={authority.path}"))
        assert listening.heard == b""


def test_that_a_server_with_a_stranger_s_certificate_gets_nothing(
    scram: SharedRecord, authority: Authority, tmp_path: Path
):
    stranger = Authority(tmp_path)
    with front(socket_of(scram), stranger.certificate("office.example")) as listening:
        with pytest.raises(CertificateError, match="verify failed"):
            count(through(listening, scram, f"&sslrootcert={authority.path}"))
        assert listening.heard == b""


def test_that_without_a_ca_certificate_it_is_said_what_to_do(
    scram: SharedRecord, authority: Authority, tmp_path
):
    with front(socket_of(scram), authority.certificate("office.example")) as listening:
        with pytest.raises(CertificateError, match="sslrootcert="):
            count(through(listening, scram, f"&sslrootcert={tmp_path / 'missing.crt'}"))
        assert listening.heard == b""


def test_that_a_server_without_tls_gets_nothing(scram: SharedRecord, authority: Authority):
    with front(socket_of(scram), None) as listening:
        with pytest.raises(CertificateError, match="SSL"):
            count(through(listening, scram, f"&sslrootcert={authority.path}"))
        assert SECRET.encode() not in listening.heard


@pytest.mark.parametrize("way", ["trust", "password", "md5"])
def test_that_a_server_that_asks_for_less_than_scram_gets_no_password(
    town: SharedRecord, authority: Authority, way: str
):
    """A server that would take anybody, or wants the password itself, may be anybody."""
    line = f"local {town.name} {town.role('town')} {way}"
    with rules(town, line), front(socket_of(town), authority.certificate("office.example")) as listening:
        database = through(listening, town, f"&sslrootcert={authority.path}")
        if way == "md5":  # where a SCRAM password is stored, PostgreSQL asks by SCRAM all the same
            assert count(database) == 3
        else:
            with pytest.raises(WeakServerError, match="pg_hba"):
                count(database)
        assert SECRET.encode() not in listening.heard


def test_that_a_missing_right_is_a_sentence(shared: SharedRecord):
    with pytest.raises(NotAllowedError, match="permission denied"), shared.open("town").reading() as session:
        session.execute(text("SELECT * FROM replica_key"))
