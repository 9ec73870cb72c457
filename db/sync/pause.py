"""Python's collector at rest for a piece of work that makes many objects and no cycles."""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_resting = 0


@contextmanager
def collector_paused() -> Iterator[None]:
    """No collection in between; for work that is bounded, as a batch is.

    Ten thousand operations are a hundred thousand objects that stay until their batch is written: looking
    for garbage among them took a fifth of an exchange. Threads may overlap: the last one out lets it go on.
    """
    global _resting
    with _lock:
        if _resting == 0 and not gc.isenabled():
            is_ours = False  # somebody else has it at rest, and will let it go on
        else:
            is_ours = True
            _resting += 1
            gc.disable()
    try:
        yield
    finally:
        if is_ours:
            with _lock:
                _resting -= 1
                if _resting == 0:
                    gc.enable()
