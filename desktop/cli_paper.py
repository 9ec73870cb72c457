"""`paper`: order sheets, return sheets, lists for signing, without a window."""

import argparse
import os
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from db.engine import Database
from db.errors import NotFoundError
from db.queries import tasks as queries
from db.rules.tasks import OPEN_STATES
from desktop.cli_record import ready
from desktop.dump import CannotWriteError
from desktop.record import own_papers
from desktop.reports import docx_papers, order_fields
from desktop.reports.order_fields import Fields
from desktop.reports.sheets import SHEETS
from desktop.translation import install

translate = QCoreApplication.translate


def paper(arguments: argparse.Namespace) -> int:
    """Make one paper, or copy the templates to be edited."""
    _speak_fonts()
    record = ready(arguments)
    if arguments.paper != "templates":
        install("zh_CN")  # papers go to Chinese offices
    try:
        if arguments.paper == "templates":
            for file in docx_papers.copy_templates(Path(arguments.out or own_papers(record.database))):
                print(file)
            return 0
        names = {key: one.name("zh") for key, one in record.campaigns.items()}
        fields = _fields(record.database, arguments, names)
        content = _made(arguments, fields, own_papers(record.database))
    finally:
        record.database.close()
    _write(Path(arguments.out), content)
    print(arguments.out)
    return 0


def _fields(database: Database, arguments: argparse.Namespace, names: dict[str, str]) -> Fields:
    now = datetime.now(UTC)
    with database.reading() as session:
        if arguments.paper == "signing":
            wanted = set(arguments.numbers)
            parts = [
                part
                for part in queries.parts(session, states=None if wanted else OPEN_STATES)
                if (not wanted or part.number in wanted) and arguments.unit in (None, part.unit_code)
            ]
            if missing := wanted - {part.number for part in parts}:
                raise NotFoundError(what="order", key=min(missing))
            return order_fields.signing_fields(parts, now)
        task = queries.task(session, arguments.number)
    if task is None:
        raise NotFoundError(what="order", key=arguments.number)
    if arguments.paper == "order":
        return order_fields.order_fields(task, now, lambda key: names.get(key or "", ""))
    return order_fields.return_fields(task, now, arguments.unit)


def _made(arguments: argparse.Namespace, fields: Fields, own: Path) -> bytes:
    if Path(arguments.out).suffix.lower() == ".docx":
        return docx_papers.render(arguments.paper, fields, own)
    from desktop.reports.pdf_papers import to_pdf

    return to_pdf(SHEETS[arguments.paper](fields))


def _speak_fonts() -> None:
    """Letters need the application of windows, without a window; it must be there before any other."""
    from PySide6.QtGui import QGuiApplication

    if QCoreApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        _KEPT.append(QGuiApplication([]))


_KEPT: list[QCoreApplication] = []


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise CannotWriteError(path=str(path), reason=error.strerror or str(error)) from error
