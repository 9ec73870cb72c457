"""The steps of SQLite, seen below it: the functions of its file layer are wrapped in place.

No compiler, no tracing of processes, no other driver: the C interface of the very library that the program
uses is reached through ctypes. Memory mapped from the `-shm` file beside a WAL is written without any call;
the barrier between its two headers is the one moment of that which can be seen.
"""

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p, cast
from functools import cache
from importlib import import_module
from typing import Any

from db.engine import sqlite_module
from faults.steps import Report, Step

_OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)
_DELETE = CFUNCTYPE(c_int, c_void_p, c_char_p, c_int)
_SET_CALL = CFUNCTYPE(c_int, c_void_p, c_char_p, c_void_p)
_GET_CALL = CFUNCTYPE(c_void_p, c_void_p, c_char_p)
_OPEN_FOLDER = CFUNCTYPE(c_int, c_char_p, c_void_p)
_WRITE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_TRUNCATE = CFUNCTYPE(c_int, c_void_p, c_int64)
_SYNC = CFUNCTYPE(c_int, c_void_p, c_int)
_BARRIER = CFUNCTYPE(None, c_void_p)


class _Methods(Structure):
    """`sqlite3_io_methods`: what can be done with an open file."""

    _fields_ = [("version", c_int)] + [
        (name, c_void_p)
        for name in (
            "close", "read", "write", "truncate", "sync", "file_size", "lock", "unlock", "check_lock",
            "control", "sector_size", "characteristics", "shm_map", "shm_lock", "shm_barrier", "shm_unmap",
            "fetch", "unfetch",
        )
    ]  # fmt: skip


class _File(Structure):
    """`sqlite3_file`: the beginning of every open file."""

    _fields_ = [("methods", POINTER(_Methods))]


class _Layer(Structure):
    """`sqlite3_vfs`: the file layer."""

    _fields_ = [("version", c_int), ("file_size", c_int), ("longest", c_int)] + [
        (name, c_void_p)
        for name in (
            "next", "name", "data", "open", "delete", "access", "full_path", "dl_open", "dl_error", "dl_sym",
            "dl_close", "randomness", "sleep", "time", "last_error", "time64", "set_call", "get_call",
            "next_call",
        )
    ]  # fmt: skip


def out_of_reach() -> str | None:
    """Why SQLite's file layer cannot be wrapped here; None where it can."""
    try:
        layer = _layer()
    except (OSError, AttributeError, ValueError) as error:
        return f"SQLite's C interface cannot be reached: {error}"
    return None if layer.version >= 3 else "this SQLite's file layer is too old"


@contextmanager
def watched(report: Report) -> Iterator[None]:
    """Tell `report` of every step on files that are opened within the block."""
    layer = _layer()
    wrapped = _Wrapped(layer, report)
    kept = layer.open, layer.delete
    layer.open, layer.delete = _address(wrapped.open), _address(wrapped.delete)
    wrapped.set_folder_call(_address(wrapped.open_folder))
    try:
        yield
    finally:
        layer.open, layer.delete = kept
        wrapped.set_folder_call(wrapped.real_folder_call)
        _KEPT.append(wrapped)


_KEPT: list["_Wrapped"] = []
"""Files that are still open call these functions."""


class _Wrapped:
    """The layer's functions, each telling its step before it is done."""

    def __init__(self, layer: _Layer, report: Report) -> None:
        self._report = report
        self._paths: dict[int, str] = {}
        self._methods: dict[int, Any] = {}
        self._kept: list[Any] = []
        self._layer = ctypes.addressof(layer)
        self._real_open = _OPEN(layer.open)
        self._real_delete = _DELETE(layer.delete)
        self._set_call = _SET_CALL(layer.set_call)
        self.real_folder_call: int = _GET_CALL(layer.get_call)(self._layer, b"openDirectory")
        self._real_open_folder = _OPEN_FOLDER(self.real_folder_call)
        self.open, self.delete = _OPEN(self._open), _DELETE(self._delete)
        self.open_folder = _OPEN_FOLDER(self._open_folder)

    def set_folder_call(self, address: int) -> None:
        self._set_call(self._layer, b"openDirectory", address)

    def _open(self, layer: int, name: int | None, file: int, flags: int, out: int | None) -> int:
        path = os.fsdecode(cast(name, c_char_p).value or b"") if name else ""
        if path and not os.path.exists(path):
            self._report(Step("create", path))
        result = self._real_open(layer, name, file, flags, out)
        if result == 0:
            self._paths[file] = path
            opened = cast(file, POINTER(_File)).contents
            opened.methods = ctypes.pointer(self._wrapped_methods(opened.methods.contents))
        return result

    def _delete(self, layer: int, name: bytes, flush: int) -> int:
        if os.path.exists(name):
            self._report(Step("delete", os.fsdecode(name)))
        return self._real_delete(layer, name, flush)

    def _open_folder(self, name: bytes, out: int) -> int:
        self._report(Step("folder", os.path.dirname(os.fsdecode(name))))
        return self._real_open_folder(name, out)

    def _wrapped_methods(self, real: _Methods) -> _Methods:
        address = ctypes.addressof(real)
        if address not in self._methods:
            self._methods[address] = self._wrap(real)
        return self._methods[address]

    def _wrap(self, real: _Methods) -> _Methods:
        copy = _Methods.from_buffer_copy(real)
        calls = {
            "write": _WRITE(self._write(_WRITE(real.write))),
            "truncate": _TRUNCATE(self._truncate(_TRUNCATE(real.truncate))),
            "sync": _SYNC(self._sync(_SYNC(real.sync))),
        }
        if real.version >= 2 and real.shm_barrier:
            calls["shm_barrier"] = _BARRIER(self._barrier(_BARRIER(real.shm_barrier)))
        for name, call in calls.items():
            setattr(copy, name, _address(call))
            self._kept.append(call)
        return copy

    def _write(self, real: Any) -> Any:
        def write(file: int, buffer: int, amount: int, offset: int) -> int:
            content = ctypes.string_at(buffer, amount)
            half = lambda: real(file, buffer, amount // 2, offset)  # noqa: E731
            self._tell(file, "write", offset=offset, content=content, half=half)
            return real(file, buffer, amount, offset)

        return write

    def _truncate(self, real: Any) -> Any:
        def truncate(file: int, size: int) -> int:
            self._tell(file, "truncate", size=size)
            return real(file, size)

        return truncate

    def _sync(self, real: Any) -> Any:
        def sync(file: int, flags: int) -> int:
            self._tell(file, "sync")
            return real(file, flags)

        return sync

    def _barrier(self, real: Any) -> Any:
        def barrier(file: int) -> None:
            self._tell(file, "index")
            real(file)

        return barrier

    def _tell(self, file: int, kind: Any, **values: Any) -> None:
        path = self._paths.get(file)
        if path:
            self._report(Step(kind, path, **values))


def _address(call: Any) -> int:
    return cast(call, c_void_p).value or 0


@cache
def _layer() -> Any:
    """The default file layer of the SQLite that the program uses."""
    package = sqlite_module().__name__.partition(".")[0]
    native = import_module("_sqlite3" if package == "sqlite3" else f"{package}._sqlite3")
    library = ctypes.CDLL(native.__file__)
    find = library.sqlite3_vfs_find
    find.argtypes, find.restype = [c_char_p], POINTER(_Layer)
    return find(None).contents
