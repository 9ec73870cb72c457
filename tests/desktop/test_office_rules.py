"""Rules of the office: typed, kept, followed by the listener, refused where they make no sense."""

import pytest

from db.actor import Actor
from db.commands import air as words
from db.commands.air import OfficeRuleError
from db.engine import Database, open_database
from db.identity import Founding
from db.queries import air
from db.setup import prepare
from desktop.cli import main
from desktop.feeds.hj212 import Policy
from desktop.feeds.intake import office_policy
from desktop.office_rules import BadRuleError, UnknownRuleError, parse, value_of


def test_that_rules_are_the_usual_ones_until_somebody_sets_them(database: Database, actor: Actor):
    with database.reading() as session:
        assert office_policy(session) == Policy(frozenset("N"), False)
    with database.writing() as session:
        words.set_rule(session, actor, "flags.letters", "NT")
        words.set_rule(session, actor, "flags.extremes", True)
    with database.reading() as session:
        assert office_policy(session) == Policy(frozenset("NT"), True)
        assert air.rules(session) == {"flags.letters": "NT", "flags.extremes": True}


def test_that_a_rule_of_another_kind_is_not_believed():
    assert value_of({"flags.letters": 5}, "flags.letters") == "N"
    assert value_of({"flags.extremes": "no"}, "flags.extremes") is False


@pytest.mark.parametrize(("name", "text", "value"), [
    ("flags.letters", " nt ", "NT"), ("flags.extremes", "Yes", True), ("flags.extremes", "no", False),
    ("weights", "weights_uncertain", "weights_uncertain"),
])  # fmt: skip
def test_what_may_be_typed(name: str, text: str, value: object):
    assert parse(name, text) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [("flags.letters", "T"), ("flags.letters", ""), ("flags.extremes", "1"), ("weights", "heavy")],
)
def test_what_may_not_be_typed(name: str, text: str):
    with pytest.raises(BadRuleError):
        parse(name, text)
    with pytest.raises(UnknownRuleError):
        parse("colour", text)


def test_that_a_township_sets_no_rule(tmp_path, actor: Actor):
    database = open_database(f"sqlite:///{tmp_path / 'laptop.db'}")
    prepare(database, actor.now, Founding("field"))
    with pytest.raises(OfficeRuleError), database.writing() as session:
        words.set_rule(session, actor, "flags.letters", "NT")
    database.close()


def test_the_command(qapp, sqlite_database: Database, capsys):
    url = sqlite_database.url.render_as_string()
    assert main(["--db", url, "--lang", "en", "rule", "flags.letters", "NM"]) == 0
    assert "flags.letters=NM  HJ 212 flag letters" in capsys.readouterr().out
    assert main(["--db", url, "--lang", "en", "rule", "colour", "red"]) == 1
    assert "flags.extremes" in capsys.readouterr().err
