"""`task attach | files`: photos and documents of an order without a window."""

import argparse
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from db.commands.allowed import NotAllowedError
from db.commands.task_files import attach_file
from db.errors import DomainError, NotFoundError
from db.queries import attachments as queries
from db.queries import tasks as task_queries
from db.queries.attachments import FileRecord
from db.times import CHINA
from desktop import photos
from desktop.cli_account import acting
from desktop.cli_record import existing, ready
from desktop.texts import error_text

translate = QCoreApplication.translate
FILES = ("attach", "files")


def task_files(arguments: argparse.Namespace) -> int:
    """Add files to an order, or list those it has."""
    return _attach(arguments) if arguments.step == "attach" else _list(arguments)


def _attach(arguments: argparse.Namespace) -> int:
    """Each file in a transaction of its own: one that is refused does not keep out the others."""
    record = ready(arguments)
    actor = acting(record.database, arguments)
    refused = 0
    for name in arguments.files:
        try:
            file = photos.load(Path(name))
            with record.database.writing() as session:
                attach_file(session, actor, arguments.number, file, unit_code=arguments.unit)
        except (NotFoundError, NotAllowedError):
            record.database.close()
            raise  # the order, not the file
        except DomainError as error:
            print(error_text(error), file=sys.stderr)
            refused += 1
    record.database.close()
    text = translate("cli", "{number}: {added} files added, {refused} refused")
    added = len(arguments.files) - refused
    print(text.format(number=arguments.number, added=added, refused=refused))
    return 3 if refused else 0


def _list(arguments: argparse.Namespace) -> int:
    """One line a file: what it hangs on, when and where it was taken, size, hash, name."""
    database = existing(arguments)
    with database.reading() as session:
        task = task_queries.task(session, arguments.number)
        found = queries.task_files(session, task.id, task.site_id) if task else []
    database.close()
    if task is None:
        raise NotFoundError(what="order", key=arguments.number)
    for file in found:
        print("  ".join(_cells(file)))
    return 0


def _cells(file: FileRecord) -> tuple[str, ...]:
    taken = file.taken_at.astimezone(CHINA).strftime("%Y-%m-%dT%H:%M:%S") if file.taken_at else "-"
    place = f"{file.lon:.5f},{file.lat:.5f}" if file.lon is not None and file.lat is not None else "-"
    return file.entity, taken, place, str(file.size), file.sha256[:12], file.name
