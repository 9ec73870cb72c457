"""The stall watchdog names what holds the GUI thread."""

from time import monotonic

from PySide6.QtCore import QTimer

from desktop.watchdog import StallWatchdog


def hold_the_gui_thread(seconds: float) -> None:
    until = monotonic() + seconds
    while monotonic() < until:
        pass


def test_that_a_held_gui_thread_is_named_with_its_stack(qtbot):
    watchdog = StallWatchdog(limit=0.1)
    watchdog.start()
    QTimer.singleShot(0, lambda: hold_the_gui_thread(0.4))
    qtbot.waitUntil(lambda: bool(watchdog.stalls))
    watchdog.stop()
    _, stack = watchdog.stalls[0]
    assert "hold_the_gui_thread" in stack


def test_that_a_free_gui_thread_is_not_reported(qtbot):
    watchdog = StallWatchdog(limit=5.0)
    watchdog.start()
    qtbot.waitUntil(lambda: watchdog.longest > 0)
    watchdog.stop()
    assert watchdog.stalls == []
