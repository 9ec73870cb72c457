"""A site's orders and checks as rows of small tables."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from db.queries.sites import CheckRecord
from db.queries.tasks import PartRecord
from desktop import texts
from desktop.screens.campaigns import words
from desktop.screens.campaigns.cells_model import Cell, Line
from desktop.screens.campaigns.columns import Reader
from widgets.score_chart import Score

translate = QCoreApplication.translate


def order_lines(parts: Iterable[PartRecord], reader: Reader) -> list[Line]:
    """Newest first: number, title, unit, deadline, state."""
    newest = sorted(parts, key=lambda part: (part.created_at, part.number), reverse=True)
    return [
        Line(
            part.number,
            (
                Cell(part.number),
                Cell(part.title),
                Cell(part.unit_name),
                _deadline(part, reader),
                Cell(texts.state_text(part.state), texts.state_tone(part.state, part.overdue(reader.now()))),
            ),
        )
        for part in newest
    ]


def check_lines(checks: Iterable[CheckRecord], reader: Reader) -> list[Line]:
    """Newest first: when, score, what failed, who, note."""
    return [_check_line(check, reader) for check in checks]


def scores(checks: Iterable[CheckRecord], reader: Reader) -> list[Score]:
    """Oldest first: what each check found, for the small chart."""
    return [_score(check, reader) for check in sorted(checks, key=lambda check: check.at)]


def _score(check: CheckRecord, reader: Reader) -> Score:
    failed = words.failed_items(reader.definition, check, reader.language)
    lines = [words.moment_text(check.at, reader.now()), *failed]
    label = words.day_text(check.at, reader.now())
    return Score(len(check.results) - len(failed), len(check.results), label, "\n".join(lines))


def _check_line(check: CheckRecord, reader: Reader) -> Line:
    failed = words.failed_items(reader.definition, check, reader.language)
    score = f"{len(check.results) - len(failed)}/{len(check.results)}"
    said = translate("Campaigns", "; ").join([*failed, *([check.note] if check.note else [])])
    return Line(
        check.at.isoformat(),
        (
            Cell(words.moment_text(check.at, reader.now())),
            Cell(score, "alarm" if failed else "done"),
            Cell(said),
            Cell(check.person or ""),
        ),
    )


def _deadline(part: PartRecord, reader: Reader) -> Cell:
    if part.deadline is None:
        return Cell("")
    text = words.moment_text(part.deadline, reader.now())
    return Cell(text, "alarm" if part.overdue(reader.now()) else None)
