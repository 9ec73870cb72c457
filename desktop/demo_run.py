"""The demo while it runs: recorded hours sent to the console's own listener when the clock reaches them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.clock import DemoClock
from desktop.feeds.replay import Replayer, Sent

if TYPE_CHECKING:
    from desktop.console import Console
    from desktop.demo import Demo


_FRAMES_AN_HOUR = 12


class DemoRun(QObject):
    """Replays the demo's future hours; its speed is that of the demo's clock."""

    def __init__(self, console: "Console", demo: "Demo", clock: DemoClock) -> None:
        super().__init__(console)
        self._console, self._clock = console, clock
        listener = console.listener
        self._replayer: Replayer | None = None
        if listener is not None:
            self._replayer = Replayer(
                demo.rows, demo.devices, "127.0.0.1", listener.port, clock=clock, on_progress=self._note
            )
        self._hours = 0
        self._end = demo.rows[-1].time if demo.rows else 0
        self._ended = QTimer(self, interval=2000)
        self._ended.timeout.connect(self._on_look)
        console.window.top.speed_chosen.connect(self.set_speed)

    def start(self) -> None:
        if self._replayer is not None:
            self._replayer.start()
        self._ended.start()
        self._console.loaded.connect(self._on_loaded)

    def stop(self) -> None:
        self._ended.stop()
        if self._replayer is not None:
            self._replayer.stop()

    @property
    def hours_stored(self) -> int:
        """Recorded hours that were sent and whose answers, given after the commit, came back."""
        return self._hours

    def _note(self, sent: Sent) -> None:
        """On the replay's thread: an hour counts when what was sent before it has been answered."""
        if sent.answers >= sent.frames - _FRAMES_AN_HOUR:
            self._hours = sent.hours

    @Slot()
    def _on_loaded(self) -> None:
        """The window shows its data: now a laptop may meet this record, which takes a second or two."""
        from desktop.demo_exchange import tell

        campaigns = dict(self._console.context.campaigns)
        self._console.syncing.run(
            lambda database, control: tell(database, campaigns, control.cancelled),
            lambda _none: None,
            self._console.context.report_error,
        )

    @Slot(float)
    def set_speed(self, speed: float) -> None:
        """Run the replayed days faster or slower; 0 holds them."""
        self._clock.set_speed(speed)
        if self._replayer is not None:
            self._replayer.retime()

    @Slot()
    def _on_look(self) -> None:
        if self._clock.now().timestamp() > self._end + 3600:
            self._ended.stop()
            self._clock.set_speed(0)
            text = self.tr("The recorded days are over. Start the demo again to see them once more.")
            self._console.window.messages.show_message(text, "info", key="demo.end")
