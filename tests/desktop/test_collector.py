"""Garbage is looked for on the GUI thread, and nowhere else."""

import gc
import threading
import weakref

from desktop.app import Collector


class Knot:
    """Refers to itself: only the collector can end it."""

    def __init__(self) -> None:
        self.own = self


def _busy() -> None:
    """Objects enough for several collections."""
    kept = [[number] for number in range(20_000)]
    assert len(kept) == 20_000


def test_that_garbage_ends_on_the_gui_thread_when_the_collector_looks(qapp):
    collector, threads = Collector(), list[str]()
    knot = Knot()
    weakref.finalize(knot, lambda: threads.append(threading.current_thread().name))
    del knot
    worker = threading.Thread(target=_busy, name="worker")
    worker.start()
    worker.join()
    assert threads == []
    kept = [[number] for number in range(2 * gc.get_threshold()[0])]  # the youngest generation is due
    collector.collect()
    assert threads == [threading.main_thread().name]
    assert kept


def test_that_nothing_is_done_while_nothing_is_due(qapp):
    gc.collect()
    knots = [Knot() for _ in range(3)]
    alive = weakref.ref(knots[0])
    knots.clear()
    Collector().collect()
    assert alive() is not None
    gc.collect()
    assert alive() is None
