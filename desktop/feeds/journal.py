"""What came over the line and what was answered, kept in files that rotate and can be sent again."""

import json
import logging
import queue
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TextIO

from db.errors import DomainError

log = logging.getLogger(__name__)

_NAME = re.compile(r"hj212-(\d{8})\.jsonl")
_SECRET = re.compile(rb"((?:PW|Key)=)[^;,&]*")
_HIDDEN = rb"\1******"
MASK = b"PW=******"
_WAITING = 20_000


class JournalFileError(DomainError):
    """A file that is no journal."""

    template = "{path} is no journal of the HJ 212 listener: line {line} cannot be read. Choose another file."


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece. `way`: in or out; `kind`: frame or the reason of a refusal, answer or request."""

    at: datetime
    peer: str
    way: str
    kind: str
    raw: bytes


class Journal:
    """Writes on a thread of its own. When it cannot keep up or cannot write, it says so and loses entries.

    Args:
        folder: made if need be; files are numbered on from what is there.
        size, files: bytes after which a new file begins, and how many are kept.
    """

    def __init__(self, folder: Path, *, size: int = 16_000_000, files: int = 20) -> None:
        self._folder, self._size, self._files = folder, size, files
        self._queue: queue.Queue[Entry | None] = queue.Queue(_WAITING)
        self._thread: threading.Thread | None = None
        self._file: TextIO | None = None
        self.problem = ""
        """Why nothing is written any more; empty while it is."""
        self.lost = 0
        """Entries that were not written."""

    def start(self) -> None:
        """Write from now on; after a failure, try again."""
        if self._thread is None:
            self.problem = ""
            self._thread = threading.Thread(target=self._work, name="qingkong-journal", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Write what waits and close the file."""
        if self._thread is not None:
            self._queue.put(None)
            self._thread.join()
            self._thread = None

    def add(self, entry: Entry) -> None:
        """Never waits."""
        if self.problem:
            self.lost += 1
            return
        try:
            self._queue.put_nowait(entry)
        except queue.Full:
            self.lost += 1

    def _work(self) -> None:
        while (entry := self._queue.get()) is not None:
            if self.problem:
                self.lost += 1
                continue
            try:
                self._write(entry)
            except OSError as error:
                self.lost += 1
                self.problem = error.strerror or str(error)
                log.error("the journal in %s stops: %s", self._folder, self.problem)
                self._close()
        self._close()

    def _write(self, entry: Entry) -> None:
        if self._file is None or self._file.tell() >= self._size:
            self._next_file()
        assert self._file is not None
        self._file.write(_line(entry))
        if self._queue.empty():
            self._file.flush()

    def _next_file(self) -> None:
        self._close()
        self._folder.mkdir(parents=True, exist_ok=True)
        numbers = sorted(_numbers(self._folder))
        path = self._folder / f"hj212-{(numbers[-1] if numbers else 0) + 1:08d}.jsonl"
        self._file = path.open("x", encoding="ascii", newline="\n")
        for number in numbers[: max(len(numbers) + 1 - self._files, 0)]:
            (self._folder / f"hj212-{number:08d}.jsonl").unlink(missing_ok=True)

    def _close(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            try:
                file.close()
            except OSError as error:
                self.problem = self.problem or error.strerror or str(error)


def entries(path: Path) -> Iterator[Entry]:
    """What a journal file holds, in order; its last line may be cut off.

    Raises:
        JournalFileError: another line cannot be read.
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                found = json.loads(line)
                at = datetime.fromisoformat(found["at"])
                raw = found["raw"].encode("latin-1")
                yield Entry(at, found["peer"], found["way"], found["kind"], raw)
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                if number > 1 and not line.endswith(b"\n"):
                    return  # the program ended while it was written
                raise JournalFileError(path=path.name, line=number) from error


def is_journal(path: Path) -> bool:
    """Whether the file begins like a journal."""
    with path.open("rb") as file:
        return file.read(6) == b'{"at":'


def _line(entry: Entry) -> str:
    # one character a byte: every byte comes back, and what is text can be read
    raw = _SECRET.sub(_HIDDEN, entry.raw).decode("latin-1")
    fields = {"at": entry.at.isoformat(), "peer": entry.peer, "way": entry.way, "kind": entry.kind}
    return json.dumps({**fields, "raw": raw}, separators=(",", ":")) + "\n"


def _numbers(folder: Path) -> Iterator[int]:
    for path in folder.iterdir():
        if found := _NAME.fullmatch(path.name):
            yield int(found[1])
