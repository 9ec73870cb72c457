"""Words for keys of the record: every error, state, step, source, role and reason has one."""

import importlib
import pkgutil
import string
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from typing_extensions import override

import db
import desktop
from db.commands.tasks import SOURCES
from db.errors import DomainError, EmptyFieldError, NotFoundError, StaleError, StepNotAllowedError
from db.rules.roles import Role
from db.rules.tasks import State, Step
from desktop import texts
from desktop.error_texts import ERROR_TEMPLATES
from desktop.feeds.hj212.frame import Reason

NOW = datetime(2026, 3, 20, 8, 0, tzinfo=UTC)
INTAKE = ("unknown_device", "unbound_device", "password", "value")
FILES = ("value", "date", "column", "row", "file", "station", "more")
"""`Problem.kind` of the file readers, and what the quarantine says when a file has too many."""


def import_all(package) -> None:
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        # alembic runs its scripts itself, and a program is no library
        if not module.name.startswith("db.migrations") and not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def subclasses(kind: type) -> set[type]:
    found = {kind}
    for child in kind.__subclasses__():
        found |= subclasses(child)
    return found


def errors() -> list[type[DomainError]]:
    import_all(db)
    import_all(desktop)
    # a test's own helper is no error of the program
    found = [kind for kind in subclasses(DomainError) if kind.__module__.startswith(("db.", "desktop."))]
    return sorted(found, key=lambda kind: kind.__qualname__)


def instance(kind: type[DomainError]) -> DomainError:
    """An error with a value for each place of its template, whatever its own constructor asks for."""
    names = {name for _, name, _, _ in string.Formatter().parse(kind.template) if name}
    error = kind.__new__(kind)
    DomainError.__init__(error, **{name: f"<{name}>" for name in names})
    return error


def test_every_error_of_the_program_has_its_sentence_in_the_catalogue():
    found = errors()
    assert len(found) > 20
    missing = {kind.__qualname__: kind.template for kind in found if kind.template not in ERROR_TEMPLATES}
    assert missing == {}


def test_every_sentence_in_the_catalogue_belongs_to_an_error():
    assert set(ERROR_TEMPLATES) == {kind.template for kind in errors()}
    assert len(set(ERROR_TEMPLATES)) == len(ERROR_TEMPLATES)


def test_every_error_can_be_said_with_all_it_knows():
    for kind in errors():
        error = instance(kind)
        sentence = texts.error_text(error)
        assert all(str(value) in sentence for value in error.params.values()), kind
        assert "{" not in sentence, kind


def test_values_with_braces_are_said_as_they_are():
    assert texts.error_text(NotFoundError(what="site", key="{0}{key}")) == (
        "There is no site {0}{key}. Check the code and try again."
    )


def test_keys_within_an_error_are_said_as_words():
    error = StepNotAllowedError(number="N-1", state="on_site", step="arrive", possible="report, cancel")
    assert texts.error_text(error) == (
        "Order N-1 is on site; the step “arrive on site” is not possible from there. "
        "Possible now: report, cancel."
    )
    ended = StepNotAllowedError(number="N-1", state="closed", step="close", possible="-")
    assert texts.error_text(ended).endswith("Possible now: -.")
    assert texts.error_text(StaleError(what="成安-尘-2026-0001")).startswith("成安-尘-2026-0001 was changed")
    assert texts.error_text(EmptyFieldError(field="title")) == "matter is empty. Fill it in."


def test_a_bug_gets_a_general_sentence_and_its_traceback_stays_in_the_details():
    with pytest.raises(KeyError) as caught:
        {}["secret"]
    assert "secret" not in texts.error_text(caught.value)
    assert "KeyError: 'secret'" in texts.bug_details(caught.value)


class Marking(QTranslator):
    """Puts a mark on everything it is asked for, so that a text that never asks stands out."""

    @override
    def translate(self, context, source, disambiguation=None, n=-1) -> str:
        return f"«{source}»"

    @override
    def isEmpty(self) -> bool:
        return False


@pytest.fixture
def marked(qapp):
    translator = Marking()
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


@pytest.mark.parametrize(
    ("say", "keys"),
    [
        (texts.state_text, list(State)),
        (texts.step_text, list(Step)),
        (texts.step_done_text, list(Step)),
        (texts.source_text, SOURCES),
        (texts.role_text, list(Role)),
        (texts.reason_text, [reason.value for reason in Reason]),
        (texts.reason_text, INTAKE),
        (texts.reason_text, FILES),
    ],
)
def test_every_key_has_a_word_that_can_be_translated(marked, say, keys):
    # an unknown key comes back as it is, without having asked for a translation
    assert [key for key in keys if not say(key).startswith("«")] == []


def test_unknown_keys_are_shown_rather_than_hidden():
    assert texts.state_text("from a newer version") == "from a newer version"
    assert texts.reason_text("new") == "new"


def test_errors_are_translated_before_they_are_filled_in(marked):
    assert texts.error_text(NotFoundError(what="site", key="X")) == (
        "«There is no «site» X. Check the code and try again.»"
    )


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (60, "1 min"),
        (119.9, "1 min"),
        (3_599, "59 min"),
        (3_600, "1 h"),
        (3_660, "1 h 1 min"),
        (18_600, "5 h 10 min"),
        (35_999, "9 h 59 min"),
        (86_399, "23 h"),  # beyond ten hours nobody counts minutes
        (86_400, "1 d"),
        (89_999, "1 d"),
        (90_000, "1 d 1 h"),
        (183_600, "2 d 3 h"),
        (864_000, "10 d"),
    ],
)
def test_durations_have_their_two_largest_units(seconds, text):
    assert texts.duration_text(seconds) == text


def test_durations_below_a_minute_do_not_claim_nought():
    assert {texts.duration_text(value) for value in (-5, 0, 59.9)} == {"under 1 min"}


@pytest.mark.parametrize(
    ("minutes", "state", "text"),
    [
        (130, "dispatched", "2 h 10 min left"),
        (1, "verified", "1 min left"),
        (0, "received", "under 1 min left"),
        (-7, "received", "overdue 7 min"),
        (-0.5, "received", "overdue under 1 min"),
        (-1_560, "returned", "overdue 1 d 2 h"),
        (-7, "closed", ""),
        (130, "cancelled", ""),
    ],
)
def test_clocks_run_only_while_somebody_waits(minutes, state, text):
    assert texts.clock_text(NOW + timedelta(minutes=minutes), NOW, state) == text


def test_without_a_deadline_there_is_no_clock():
    assert texts.clock_text(None, NOW, "received") == ""


def test_state_tones():
    assert [
        texts.state_tone(state, overdue=False) for state in ("draft", "received", "verified", "closed")
    ] == [
        "neutral",
        "accent",
        "done",
        "done",
    ]
    assert texts.state_tone("received", overdue=True) == "alarm"
