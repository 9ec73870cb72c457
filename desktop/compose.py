"""Put the opened record behind the window: the console, in a demo the replay. Imports what is heavy."""

from PySide6.QtCore import QCoreApplication

import desktop.screens.campaigns.screen
import desktop.screens.dispatch.screen
import desktop.screens.duty.screen
import desktop.screens.sync.screen  # noqa: F401  - loaded here, off the GUI thread
from desktop.clock import Clock, DemoClock
from desktop.console import Console, Options
from desktop.demo import START
from desktop.demo_run import DemoRun
from desktop.main_window import MainWindow
from desktop.settings import SCREEN, Settings
from desktop.start import Opened, Running, Start

translate = QCoreApplication.translate


def compose(
    window: MainWindow, settings: Settings, start: Start, language: str, opened: Opened, running: Running
) -> Console:
    """The console of an opened record, with its first screen open.

    Args:
        running: gets each part as it is made, so that its threads end with the window whatever fails after.
    """
    demo = opened.demo
    clock: Clock = Clock() if demo is None else DemoClock(START, start.demo_speed)
    options = Options(
        listen=("127.0.0.1", 0) if demo else start.listen,
        demo=translate("Program", "Demo · Beijing 2015-12 readings, CC BY 4.0") if demo else "",
        language=language,
    )
    person = demo.person_id if demo else None
    console = running.console = Console(window, opened.record, clock, settings, options, person)
    if demo is not None and isinstance(clock, DemoClock):
        window.top.set_demo(options.demo, start.demo_speed)
        running.demo_run = DemoRun(console, demo, clock)
        running.demo_run.start()
    wanted = start.screen or settings.get(SCREEN)
    console.open(wanted if wanted in window.names else SCREEN.default)
    return console
