"""`qingkong pack` as the scripts of offices see it: exit codes, numbers first, last words, both languages."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale

from db.sync.pack import crypto
from desktop import cli

TOWN = "130424100"
MARK = r"[0-9A-F]{4} [0-9A-F]{4} [0-9A-F]{4} [0-9A-F]{4}"


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def last_word(self) -> str:
        return self.out.split()[-1]


Run = Callable[..., Ran]


@pytest.fixture(scope="module")
def templates(tmp_path_factory, qapp) -> Path:
    """An office and a township's laptop, made as people make them."""
    folder = tmp_path_factory.mktemp("records")
    for name, more in (("office", []), ("laptop", ["--scope", TOWN, "--name", "成安镇笔记本"])):
        url = f"sqlite:///{folder / name}.db"
        assert cli.main(["--lang", "en", "--db", url, "init", "--region", "handan", *more]) == 0
    return folder


@pytest.fixture
def run(templates, capsys, tmp_path, monkeypatch) -> Iterator[Run]:
    """A command on the record of that name, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    for name in ("office.db", "laptop.db"):
        shutil.copy(templates / name, tmp_path / name)
    locale = QLocale()

    def run(name: str, *arguments: str, lang: str = "en") -> Ran:
        capsys.readouterr()
        try:
            code = cli.main(["--lang", lang, "--db", f"sqlite:///{name}.db", *arguments])
        except SystemExit as end:
            code = int(end.code or 0)
        return Ran(code, *capsys.readouterr())

    yield run
    QLocale.setDefault(locale)


@pytest.fixture
def number(run) -> str:
    """An order that the laptop has written."""
    return run("laptop", "task", "new", "--title", "裸土未覆盖", "--to", TOWN).last_word


def test_that_a_township_and_the_office_come_together_by_stick(run, number):
    out = run("laptop", "pack", "out", "a.qkpack")
    # an order, its part, the step that wrote it and the one that sent it out
    assert (out.code, out.err) == (0, "")
    assert out.out.startswith("4 changes, 0 attachments, 0 station-days of readings\n")
    assert out.last_word == "a.qkpack"
    mark = re.search(MARK, out.out)[0]

    seen = run("office", "pack", "preview", "a.qkpack")
    assert (seen.code, seen.err) == (0, "")
    assert seen.out.startswith("4 new changes, 0 known; 0 new attachments")
    assert "Written by 成安镇笔记本" in seen.out
    assert mark in seen.out

    first = run("office", "pack", "in", "a.qkpack")
    assert (first.code, first.out) == (1, "")
    assert f"if it is {mark}, run: qingkong pack in a.qkpack --approve" in first.err
    taken = run("office", "pack", "in", "a.qkpack", "--approve")
    assert (taken.code, taken.err) == (0, "")
    assert taken.out.startswith("4 changes, 0 attachments, 0 readings taken from 成安镇笔记本")
    listed = run("office", "task", "list", "--format", "jsonl").out.splitlines()
    assert [json.loads(line)["number"] for line in listed] == [number]

    again = run("office", "pack", "in", "a.qkpack")
    assert (again.code, again.err) == (0, "")
    assert again.out.startswith("0 changes")

    answer = run("office", "pack", "ack", "a.qkpack")
    assert (answer.code, answer.last_word) == (0, "a.ack.qkpack")
    assert "confirms 4 of this record's changes" in run("laptop", "pack", "preview", "a.ack.qkpack").out
    assert run("laptop", "pack", "ack", "a.ack.qkpack").code == 1  # the office is not known there yet
    back = run("laptop", "pack", "in", "a.ack.qkpack", "--approve")
    assert back.code == 0
    assert "4 changes and 1 packs of ours confirmed" in back.out
    assert run("laptop", "pack", "out", "b.qkpack").out.startswith("0 changes")
    for name in ("office", "laptop"):
        assert run(name, "check").code == 0


def test_that_an_answer_can_be_written_on_its_own(run, number):
    run("laptop", "pack", "out", "a.qkpack")
    run("office", "pack", "in", "a.qkpack", "--approve")
    answer = run("office", "pack", "ack", "answer.qkpack")
    assert (answer.code, answer.last_word) == (0, "answer.qkpack")
    assert answer.out.startswith("1 packs")
    run("laptop", "pack", "in", "answer.qkpack", "--approve")
    assert run("laptop", "pack", "ack", "answer.qkpack").code == 0


@pytest.fixture
def cheap(monkeypatch) -> None:
    monkeypatch.setattr(crypto, "USUAL_COST", crypto.Cost(lanes=1, iterations=1, memory=8))


@pytest.mark.parametrize("cipher", cli.CIPHERS)
def test_that_the_passphrase_comes_from_a_file_or_a_variable(run, number, cheap, monkeypatch, cipher):
    # as an editor on Windows leaves it
    Path("secret.txt").write_bytes("\ufeff蓝天\r\n".encode())
    monkeypatch.setenv("QK_PASS", "蓝天")
    written = run("laptop", "pack", "out", "a.qkpack", "--passphrase-file", "secret.txt", "--cipher", cipher)
    assert written.code == 0
    assert "--passphrase-file" in run("office", "pack", "in", "a.qkpack").err
    wrong = run("office", "pack", "preview", "a.qkpack", "--passphrase-env", "HOME")
    assert (wrong.code, wrong.out) == (1, "")
    assert "passphrase of a.qkpack is another one" in wrong.err
    assert run("office", "pack", "in", "a.qkpack", "--passphrase-env", "QK_PASS", "--approve").code == 0


def test_that_the_ciphers_named_are_those_there_are():
    assert cli.CIPHERS == crypto.CIPHERS


def test_that_a_passphrase_that_is_not_there_is_told(run, cheap):
    for option in (["--passphrase-env", "QK_NONE"], ["--passphrase-file", "none.txt"]):
        done = run("laptop", "pack", "out", "a.qkpack", *option)
        assert (done.code, done.out) == (1, "")
        assert option[1] in done.err
        assert not Path("a.qkpack").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["pack"],
        ["pack", "out"],
        ["pack", "send", "a.qkpack"],
        ["pack", "out", "a.qkpack", "--cipher", "des"],
        ["pack", "in", "a.qkpack", "--passphrase-env", "A", "--passphrase-file", "B"],
    ],
)
def test_that_wrong_use_is_told_from_failure(run, arguments):
    assert run("laptop", *arguments).code == 2


@pytest.mark.parametrize("deed", ["in", "preview"])
def test_that_a_file_that_is_none_fails_with_a_sentence(run, deed):
    Path("a.docx").write_bytes(b"no pack")
    for name, told in (("a.docx", "is not a pack"), ("none.qkpack", "cannot be read")):
        done = run("office", "pack", deed, name)
        assert (done.code, done.out) == (1, "")
        assert f"{name} {told}" in done.err


def test_that_an_unknown_addressee_is_told_with_those_that_are_known(run):
    done = run("office", "pack", "out", "a.qkpack", "--to", "永年")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("永年 does not name exactly one replica")


def test_that_an_existing_file_is_not_written_over(run):
    Path("a.qkpack").write_text("the only copy")
    assert run("laptop", "pack", "out", "a.qkpack").code == 1
    assert Path("a.qkpack").read_text() == "the only copy"


def test_that_a_newer_pack_is_kept_with_code_three(run, number, monkeypatch):
    from db.sync.pack import write

    newer = write.identity

    def identity(session):
        from dataclasses import replace

        return replace(newer(session), schema_version=99)

    with monkeypatch.context() as patch:
        patch.setattr(write, "identity", identity)
        assert run("laptop", "pack", "out", "a.qkpack").code == 0
    done = run("office", "pack", "in", "a.qkpack", "--approve")
    assert (done.code, done.out) == (3, "")
    assert "Upgrade needed" in done.err
    assert Path(done.err.split()[-1]).parent.name == "office.db.packs"


def test_that_the_help_says_what_ack_does_in_each_case(run):
    text = run("office", "pack", "ack", "--help").out
    for case in ("FILE is not there", "FILE is a pack that was taken here", "FILE is an answer to us"):
        assert case in text
