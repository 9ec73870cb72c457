"""The steps of Python itself: files that are written, flushed, renamed, removed; statements to PostgreSQL."""

import builtins
import contextlib
import io
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest import mock

from faults.steps import Report, Step


@contextmanager
def watched(report: Report) -> Iterator[None]:
    """Tell `report` of every step within the block before it is done."""
    calls = _Calls(report)
    with ExitStack() as stack:
        for module, name, call in (
            (io, "open", calls.open_file(io.open)),
            (builtins, "open", calls.open_file(builtins.open)),
            (os, "open", calls.open_number(os.open)),
            (os, "fsync", calls.sync(os.fsync)),
            (os, "unlink", calls.delete(os.unlink)),
            (os, "remove", calls.delete(os.remove)),
            (os, "replace", calls.rename(os.replace)),
            (os, "rename", calls.rename(os.rename)),
        ):
            stack.enter_context(mock.patch.object(module, name, call))
        yield


@contextmanager
def server_watched(report: Report) -> Iterator[None]:
    """Tell `report` of every statement and commit that goes to a PostgreSQL server."""
    import psycopg

    def told(kind: Any, call: Callable[..., Any]) -> Callable[..., Any]:
        def tell(*arguments: Any, **options: Any) -> Any:
            report(Step(kind, "postgresql"))
            return call(*arguments, **options)

        return tell

    with ExitStack() as stack:
        for owner, name, kind in (
            (psycopg.Cursor, "execute", "statement"),
            (psycopg.Cursor, "executemany", "statement"),
            (psycopg.Connection, "commit", "commit"),
        ):
            stack.enter_context(mock.patch.object(owner, name, told(kind, getattr(owner, name))))
        yield


class _Calls:
    def __init__(self, report: Report) -> None:
        self._report = report

    def open_file(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def open_(file: Any, mode: str = "r", buffering: int = -1, *rest: Any, **options: Any) -> Any:
            if isinstance(file, int) or not set(mode) & set("wxa+") or options.get("opener"):
                return real(file, mode, buffering, *rest, **options)
            path = os.path.abspath(os.fsdecode(file))
            self._tell_open(path, "x" in mode, "w" in mode)
            raw = _Told(path, mode.replace("b", "").replace("t", ""), self._report)
            return _buffered(raw, mode, buffering, *rest, **options)

        return open_

    def open_number(self, real: Callable[..., int]) -> Callable[..., int]:
        def open_(path: Any, flags: int, *rest: Any, **options: Any) -> int:
            if flags & os.O_CREAT:
                self._tell_open(
                    os.path.abspath(os.fsdecode(path)), bool(flags & os.O_EXCL), bool(flags & os.O_TRUNC)
                )
            return real(path, flags, *rest, **options)

        return open_

    def sync(self, real: Callable[[int], None]) -> Callable[[int], None]:
        def sync(number: Any) -> None:
            path = os.readlink(f"/proc/self/fd/{number if isinstance(number, int) else number.fileno()}")
            self._report(Step("folder" if os.path.isdir(path) else "sync", path))
            real(number)

        return sync

    def delete(self, real: Callable[..., None]) -> Callable[..., None]:
        def delete(path: Any, **options: Any) -> None:
            if os.path.lexists(path):
                self._report(Step("delete", os.path.abspath(os.fsdecode(path))))
            real(path, **options)

        return delete

    def rename(self, real: Callable[..., None]) -> Callable[..., None]:
        def rename(source: Any, target: Any, **options: Any) -> None:
            names = [os.path.abspath(os.fsdecode(name)) for name in (source, target)]
            self._report(Step("rename", names[0], target=names[1]))
            real(source, target, **options)

        return rename

    def _tell_open(self, path: str, is_new: bool, is_cut: bool) -> None:
        if not os.path.lexists(path):
            self._report(Step("create", path))
        elif is_cut and not is_new:
            self._report(Step("truncate", path))


class _Told(io.FileIO):
    """A file that tells of each write."""

    def __init__(self, path: str, mode: str, report: Report) -> None:
        super().__init__(path, mode)
        self._path, self._report = path, report

    def write(self, content: Any) -> int:
        whole = bytes(content)
        half = lambda: super(_Told, self).write(whole[: len(whole) // 2])  # noqa: E731
        self._report(Step("write", self._path, self.tell(), whole, half=half))
        return super().write(content)

    def truncate(self, size: int | None = None) -> int:
        self._report(Step("truncate", self._path, size=self.tell() if size is None else size))
        return super().truncate(size)


def _buffered(raw: io.FileIO, mode: str, buffering: int, *rest: Any, **options: Any) -> Any:
    """What `open` puts round a file."""
    if buffering == 0:
        return raw
    size = buffering if buffering > 1 else io.DEFAULT_BUFFER_SIZE
    binary: Any = io.BufferedRandom(raw, size) if "+" in mode else io.BufferedWriter(raw, size)
    if "b" in mode:
        return binary
    options.pop("closefd", None)
    with contextlib.suppress(AttributeError):
        binary.mode = mode
    return io.TextIOWrapper(binary, *rest, **options)
