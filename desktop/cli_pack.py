"""`pack`: the exchange through a file on a stick."""

import argparse
import os
import sys
import uuid
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from db.engine import Database
from db.errors import InvalidValueError
from db.sync.pack import trust
from db.sync.pack.ack import acknowledge
from db.sync.pack.progress import Progress
from db.sync.pack.read import TakenPack, preview, take_pack
from db.sync.pack.write import write_pack
from desktop.cli_record import existing, ready
from desktop.pack_report import tell_answer, tell_preview, tell_taken, tell_written

translate = QCoreApplication.translate


def pack(arguments: argparse.Namespace) -> int:
    """Write, look at, take or answer a pack."""
    deeds = {"out": _out, "preview": _preview, "in": _in, "ack": _ack}
    return deeds[arguments.deed](arguments)


def _out(arguments: argparse.Namespace) -> int:
    record = ready(arguments)
    try:
        written = write_pack(
            record.database,
            Path(arguments.file),
            to=_addressee(record.database, arguments.to),
            now=datetime.now(UTC),
            passphrase=_passphrase(arguments),
            cipher=arguments.cipher,
            with_attachments=not arguments.no_attachments,
            progress=_Line(),
        )
    finally:
        record.database.close()
    tell_written(written)
    return 0


def _preview(arguments: argparse.Namespace) -> int:
    database = existing(arguments)
    try:
        found = preview(Path(arguments.file), _passphrase(arguments), database)
    finally:
        database.close()
    tell_preview(found, datetime.now(UTC))
    return 0


def _in(arguments: argparse.Namespace) -> int:
    record = ready(arguments)
    try:
        taken = take_pack(
            record.database,
            Path(arguments.file),
            now=datetime.now(UTC),
            passphrase=_passphrase(arguments),
            approve=arguments.approve,
            progress=_Line(),
        )
    finally:
        record.database.close()
    return tell_taken(taken)


def _ack(arguments: argparse.Namespace) -> int:
    record = ready(arguments)
    try:
        done = acknowledge(
            record.database,
            Path(arguments.file),
            to=_addressee(record.database, arguments.to),
            now=datetime.now(UTC),
            passphrase=_passphrase(arguments),
        )
    finally:
        record.database.close()
    if isinstance(done, TakenPack):
        return tell_taken(done)
    tell_answer(done)
    return 0


class _Line:
    """One line on a terminal that is written over; nothing where nobody looks."""

    def __init__(self) -> None:
        self._is_live = sys.stderr.isatty()

    def __call__(self, progress: Progress) -> None:
        if self._is_live:
            words = {
                "collecting": translate("cli", "collecting"),
                "writing": translate("cli", "writing"),
                "checking": translate("cli", "checking"),
                "operations": translate("cli", "changes"),
                "readings": translate("cli", "readings"),
                "attachments": translate("cli", "attachments"),
            }
            total = f"/{progress.total}" if progress.total else ""
            print(f"\r{words[progress.stage]} {progress.done}{total} ", end="", file=sys.stderr)


def _addressee(database: Database, text: str | None) -> uuid.UUID | None:
    if text is None:
        return None
    with database.reading() as session:
        return trust.find(session, text)


def _passphrase(arguments: argparse.Namespace) -> str | None:
    """From a file or a variable: what stands on a command line can be read by others."""
    if arguments.passphrase_env is not None:
        if arguments.passphrase_env not in os.environ:
            problem = translate("cli", "there is no variable {name}").format(name=arguments.passphrase_env)
            raise InvalidValueError(field="--passphrase-env", problem=problem)
        return os.environ[arguments.passphrase_env]
    if arguments.passphrase_file is None:
        return None
    try:
        text = Path(arguments.passphrase_file).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        problem = translate("cli", "{path} cannot be read as UTF-8 text: {reason}")
        reason = getattr(error, "strerror", None) or type(error).__name__
        text = problem.format(path=arguments.passphrase_file, reason=reason)
        raise InvalidValueError(field="--passphrase-file", problem=text) from error
    return text.rstrip("\r\n")
