"""Put the opened record behind the window: the console, in a demo the replay. Imports what is heavy."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

import desktop.screens.campaigns.screen
import desktop.screens.dispatch.screen
import desktop.screens.duty.screen  # noqa: F401  - loaded here, off the GUI thread
from desktop.clock import Clock, DemoClock
from desktop.console import Console, Options
from desktop.demo_run import DemoRun
from desktop.settings import SCREEN

translate = QCoreApplication.translate

if TYPE_CHECKING:
    from desktop.app import Opened, Program


def compose(program: "Program", opened: "Opened") -> Console:
    """The console of a loaded program, with its first screen open."""
    demo = opened.demo
    clock: Clock = Clock()
    if demo is not None:
        from desktop.demo import START

        clock = DemoClock(START, program.start.demo_speed)
    options = Options(
        listen=("127.0.0.1", 0) if demo else program.start.listen,
        demo=translate("Program", "Demo · Beijing 2015-12 readings, CC BY 4.0") if demo else "",
        language=program.language,
    )
    person = demo.person_id if demo else None
    console = Console(program.window, opened.record, clock, program.settings, options, person)
    program.console = console  # from here on its threads are stopped with the window, whatever fails below
    if demo is not None and isinstance(clock, DemoClock):
        program.window.top.set_demo(options.demo, program.start.demo_speed)
        program.demo_run = DemoRun(console, demo, clock)
        program.demo_run.start()
    wanted = program.start.screen or program.settings.get(SCREEN)
    console.open(wanted if wanted in program.window.names else SCREEN.default)
    return console
