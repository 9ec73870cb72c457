"""An office's own definitions on disk: taken up while the console runs, refused with file and line."""

import re
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from db.changes import Changes
from db.engine import Database, open_database
from db.rules.campaign_folders import LAST_GOOD, load
from db.schema import Campaign
from desktop import cli
from desktop.campaign_files import CampaignFiles
from desktop.context import Context
from desktop.definition_words import PROBLEM_TEMPLATES, WANTED, problem_lines
from desktop.jobs import Jobs
from desktop.record import Record, open_record, own_campaigns
from desktop.screens.dispatch.screen import DispatchScreen
from desktop.standards import editions
from resources import folder
from tests.desktop.conftest import FixedClock
from widgets.message_bar import MessageBar

SHIPPED = Path(str(folder("campaigns")))
DAYS = "inspection_days = 3"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The folder beside the database `office.db`."""
    place = tmp_path / "office.db.campaigns"
    place.mkdir()
    return place


@pytest.fixture
def record(own: Path, now: datetime) -> Iterator[Record]:
    found = open_record(f"sqlite:///{own.parent / 'office.db'}", now)
    yield found
    found.database.close()


class Running:
    """What a console has of this: a context, a message bar, the files."""

    def __init__(self, record: Record, clock: FixedClock, qtbot) -> None:
        self.database = record.database
        self.jobs = Jobs(record.database)
        self.context = Context(
            jobs=self.jobs, clock=clock, editions=editions(), campaigns=record.campaigns, language="en"
        )
        self.messages = MessageBar()
        qtbot.addWidget(self.messages)
        self.files = CampaignFiles(record, self.context, self.messages)
        self.told: list[Changes] = []
        self.jobs.changed.connect(lambda changes, _initiator: self.told.append(changes))
        self.files.start()
        qtbot.waitUntil(lambda: self.jobs.pending == 0)

    def days(self) -> int:
        return self.context.campaigns["dust"].inspection_days

    def said(self) -> str:
        return "\n".join(self.messages.texts())


@pytest.fixture
def running(record: Record, clock: FixedClock, qtbot) -> Iterator[Running]:
    console = Running(record, clock, qtbot)
    yield console
    console.files.close()
    console.jobs.close()


def write(own: Path, change: dict[str, str], name: str = "dust.toml") -> None:
    """The shipped dust file with some texts changed, put in place whole as editors do."""
    text = (SHIPPED / "dust.toml").read_text(encoding="utf-8")
    for old, new in change.items():
        assert old in text
        text = text.replace(old, new, 1)
    part = own / f"{name}.part"
    part.write_text(text, encoding="utf-8")
    part.replace(own / name)


def stored(database: Database) -> dict[str, str]:
    with database.reading() as session:
        return {row.key: row.name_zh for row in session.execute(select(Campaign.key, Campaign.name_zh))}


def test_a_changed_file_takes_effect_while_the_console_runs(qtbot, own, running):
    write(own, {DAYS: "inspection_days = 5", 'zh = "扬尘"': 'zh = "扬尘十治"'})
    with qtbot.waitSignal(running.jobs.changed):
        running.files.look()
    assert running.days() == 5
    assert running.told == [Changes(campaigns=True)]
    assert "The changed definition is in use: Dust" in running.said()
    qtbot.waitUntil(lambda: running.jobs.pending == 0)
    assert stored(running.database)["dust"] == "扬尘十治"


def test_the_watcher_sees_a_file_that_is_saved_again_and_again(qtbot, own, running):
    for days in (5, 6, 7):
        write(own, {DAYS: f"inspection_days = {days}"})
        qtbot.waitUntil(lambda days=days: running.days() == days)


def test_a_mistake_is_named_with_file_and_line_and_the_last_good_version_stays(qtbot, own, running):
    write(own, {DAYS: "inspection_days = 5"})
    qtbot.waitUntil(lambda: running.days() == 5)
    write(own, {DAYS: "inspection_days = 0"})
    qtbot.waitUntil(lambda: "dust.toml" in running.said())
    line = (SHIPPED / "dust.toml").read_text(encoding="utf-8").split(DAYS)[0].count("\n") + 1
    assert f"office.db.campaigns/dust.toml, line {line}: inspection_days: is 0." in running.said()
    assert "its last good version stays in use" in running.said()
    assert running.days() == 5
    write(own, {DAYS: "inspection_days = 6"})
    qtbot.waitUntil(lambda: running.days() == 6)
    assert "is 0" not in running.said(), "mended: nothing is said of it any more"


def test_after_a_restart_the_last_good_version_is_still_in_use(qtbot, own, running, now, clock):
    write(own, {DAYS: "inspection_days = 5"})
    qtbot.waitUntil(lambda: running.days() == 5)
    write(own, {DAYS: "inspection_days ="})
    qtbot.waitUntil(lambda: "dust.toml" in running.said())
    again = open_record(f"sqlite:///{own.parent / 'office.db'}", now)
    assert again.campaigns["dust"].inspection_days == 5
    [problem] = again.problems
    assert (problem.source, problem.line) == ("office.db.campaigns/dust.toml", 10)
    console = Running(again, clock, qtbot)
    assert "its last good version stays in use" in console.said()
    console.files.close()
    console.jobs.close()
    again.database.close()


def test_a_file_taken_away_brings_the_shipped_definition_back(qtbot, own, running):
    write(own, {DAYS: "inspection_days = 5"})
    qtbot.waitUntil(lambda: running.days() == 5)
    (own / "dust.toml").unlink()
    qtbot.waitUntil(lambda: running.days() == 3)


def test_a_look_that_finds_nothing_new_reads_and_writes_nothing(qtbot, own, running):
    write(own, {DAYS: "inspection_days = 5"})
    qtbot.waitUntil(lambda: running.days() == 5 and running.jobs.pending == 0)
    before = running.context.campaigns
    running.told.clear()
    running.files.look()
    qtbot.waitUntil(lambda: running.jobs.pending == 0)
    assert running.context.campaigns is before
    assert running.told == []


def test_orders_call_a_new_campaign_by_its_name(qtbot, own, running):
    screen = DispatchScreen(running.context)
    qtbot.addWidget(screen)
    with qtbot.waitSignal(screen.ready):
        screen.show()
    assert "smoke" not in screen._names
    write(
        own,
        {'key = "dust"': 'key = "smoke"', 'mark = "尘"': 'mark = "烟"', 'en = "Dust"': 'en = "Smoke"'},
        "smoke.toml",
    )
    qtbot.waitUntil(lambda: screen._names.get("smoke") == "Smoke")
    screen.close()


def test_without_a_folder_the_shipped_definitions_are_used_and_nothing_is_made(tmp_path, now):
    record = open_record(f"sqlite:///{tmp_path / 'a.db'}", now)
    assert len(record.campaigns) == 12
    assert not (tmp_path / "a.db.campaigns").exists()
    record.database.close()


def test_a_mark_of_another_campaign_is_refused(own):
    write(own, {'key = "dust"': 'key = "smoke"'}, "smoke.toml")
    loaded = load(SHIPPED, own)
    assert "smoke" not in loaded.definitions
    assert [(one.path, one.line) for one in loaded.problems] == [("mark", 8)]
    assert problem_lines(loaded)[-1] == "office.db.campaigns/smoke.toml: out of use until it is mended."


def test_a_file_that_begins_with_a_mistake_leaves_the_shipped_one_in_use(own):
    write(own, {DAYS: "inspection_days = 0"})
    loaded = load(SHIPPED, own)
    assert loaded.definitions["dust"].inspection_days == 3
    assert problem_lines(loaded)[-1].endswith("the shipped definition is in use meanwhile.")


def test_a_mark_that_another_own_file_gives_up_may_be_taken(own):
    write(own, {'mark = "尘"': 'mark = "扬"'})
    write(own, {'key = "dust"': 'key = "aaa"'}, "aaa.toml")
    loaded = load(SHIPPED, own)
    assert loaded.problems == []
    assert (loaded.definitions["dust"].mark, loaded.definitions["aaa"].mark) == ("扬", "尘")


def test_what_cannot_be_read_is_named_and_stops_nothing_else(own):
    (own / "folder.toml").mkdir()
    (own / "large.toml").write_bytes(b"#" * 1_000_001)
    (own / "notes.txt").write_text("not ours", encoding="utf-8")
    write(own, {DAYS: "inspection_days = 5"})
    loaded = load(SHIPPED, own)
    assert {one.source for one in loaded.problems} == {
        "office.db.campaigns/folder.toml", "office.db.campaigns/large.toml",
    }  # fmt: skip
    assert loaded.definitions["dust"].inspection_days == 5


def test_a_folder_that_keeps_nothing_is_said(own):
    (own / LAST_GOOD).write_text("in the way", encoding="utf-8")
    write(own, {DAYS: "inspection_days = 5"})
    loaded = load(SHIPPED, own)
    assert loaded.definitions["dust"].inspection_days == 5
    [line] = problem_lines(loaded)
    assert "cannot be kept as the last good version" in line


def test_where_the_folder_is(tmp_path, monkeypatch):
    monkeypatch.delenv("QINGKONG_CAMPAIGNS", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    file = open_database(f"sqlite:///{tmp_path / 'county.db'}")
    assert own_campaigns(file) == tmp_path / "county.db.campaigns"
    assert own_campaigns(file, str(tmp_path / "x")) == tmp_path / "x"
    monkeypatch.setenv("QINGKONG_CAMPAIGNS", str(tmp_path / "y"))
    assert own_campaigns(file) == tmp_path / "y"
    file.close()


@pytest.mark.skipif(sys.platform != "linux", reason="XDG folders are of Linux")
def test_a_shared_database_has_a_folder_of_its_own(tmp_path, monkeypatch, postgres_url):
    monkeypatch.delenv("QINGKONG_CAMPAIGNS", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    shared = open_database(postgres_url)
    place = own_campaigns(shared)
    assert place is not None
    assert place.parent == tmp_path / "qingkong" / "campaigns"
    assert place.name.endswith(f"_{shared.url.database}")
    shared.close()


def test_the_commands_list_copy_and_check(qapp, tmp_path, capsys, monkeypatch):
    monkeypatch.delenv("QINGKONG_CAMPAIGNS", raising=False)
    start = ["--db", f"sqlite:///{tmp_path / 'a.db'}", "--lang", "en", "campaigns"]

    def run(*words: str) -> tuple[int, str, str]:
        code = cli.main([*start, *words])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    code, out, _ = run("list")
    assert code == 0
    assert out.splitlines()[0] == "dust\tDust\tshipped"
    code, out, _ = run("copy", "dust")
    path = Path(out.split()[-1])
    assert (code, path) == (0, tmp_path / "a.db.campaigns" / "dust.toml")
    assert path.read_bytes() == (SHIPPED / "dust.toml").read_bytes()
    assert run("check")[:2] == (0, "12 definitions, no mistakes\n")
    path.write_text(path.read_text(encoding="utf-8").replace(DAYS, "inspection_days = 0"), encoding="utf-8")
    code, out, err = run("check")
    assert (code, out) == (3, "")
    assert "a.db.campaigns/dust.toml, line 10: inspection_days: is 0." in err
    code, _, err = run("check", str(path))
    assert code == 3
    assert f"{path}, line 10" in err
    assert run("reload")[0] == 3
    assert "as it was when it was last good" in run("list")[1]
    assert run("copy", "dust")[0] == 1, "what the office has edited is not overwritten"
    assert run("copy", "nothing")[0] == 1
    assert run("copy", "../dust")[0] == 1
    other = tmp_path / "other"
    assert cli.main(["--campaigns", str(other), *start, "copy", "dust"]) == 0
    assert (other / "dust.toml").is_file()


def test_a_folder_that_cannot_be_written_is_said_in_a_sentence(qapp, tmp_path, capsys):
    (tmp_path / "file").write_text("", encoding="utf-8")
    place = str(tmp_path / "file" / "campaigns")
    start = ["--db", f"sqlite:///{tmp_path / 'a.db'}", "--lang", "en", "--campaigns", place]
    assert cli.main([*start, "campaigns", "copy", "dust"]) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_every_sentence_about_a_definition_can_be_translated():
    """Walks the sources: what is noted must stand in the list that translators get."""
    root = Path(__file__).parents[2] / "db" / "rules"
    names = ("campaign_fields", "campaign_reading", "campaign_folders", "campaigns", "checked_table")
    sources = "\n".join((root / f"{name}.py").read_text(encoding="utf-8") for name in names)
    places = (
        "template = ", r'\.note\(\s*"\w+",\s*', r"\.note\(key, ", "_SYNTAX = ", r"_NOT_KEPT = \(\s*",
        r'Problem\(\w+, "", ',
    )  # fmt: skip
    found = re.findall(f"(?:{'|'.join(places)})" + r'"((?:[^"\n]|"\s*\n\s*")+)"', sources)
    said = {re.sub(r'"\s*\n\s*"', "", text) for text in found}
    assert len(said) > 30
    assert said - set(PROBLEM_TEMPLATES) - {"{message}"} == set()
    wanted = set(re.findall(r'_refuse\(key, "([^"]+)"', sources))
    assert wanted == set(WANTED)
