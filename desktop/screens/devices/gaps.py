"""Missing hours of a device: the strip, and asking the device for them."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db.times import CHINA
from desktop.feeds.gaps import Asked, AskState, runs
from desktop.feeds.listener import Listener
from desktop.screens.devices.loading import LONG_DAYS, Close
from desktop.screens.devices.strip import HourStrip, missing_since
from widgets import theme
from widgets.segmented import Segmented
from widgets.theme import set_role

translate = QCoreApplication.translate

LOOK_MS = 1_000
"""How often requests under way are looked at."""
_SHORT_DAYS = 7
_APART = timedelta(hours=6)
"""Spans so close to each other are asked for in one request: what comes twice changes nothing."""

Span = tuple[datetime, datetime]


class Asking(QObject):
    """Asks devices for spans of hours, one after the other, and knows what became of it."""

    moved = Signal()
    """Something is known that was not a moment ago."""

    def __init__(
        self, listener: Callable[[], Listener | None], parent: QObject, *, look_ms: int = LOOK_MS
    ) -> None:
        super().__init__(parent)
        self._listener = listener
        self._waiting: dict[str, list[Span]] = {}
        self._timer = QTimer(self, interval=look_ms)
        self._timer.timeout.connect(self.look)

    @property
    def can_ask(self) -> bool:
        """Whether devices are connected to this program."""
        return self._listener() is not None

    def ask(self, mn: str, missing: Sequence[int]) -> None:
        """Ask a device for hours by their labels."""
        self._waiting[mn] = spans(missing)
        self._timer.start()
        self.look()

    def asked(self, mn: str) -> Asked | None:
        """The last request to a device."""
        listener = self._listener()
        return listener.asked().get(mn) if listener else None

    def waiting(self, mn: str) -> int:
        """Spans that have not been asked for yet."""
        return len(self._waiting.get(mn, ()))

    @Slot()
    def look(self) -> None:
        """Go on where a device has answered."""
        listener = self._listener()
        is_open = False
        for mn, left in list(self._waiting.items()):
            before = listener.asked().get(mn) if listener else None
            if listener is not None and left and not (before and before.is_open):
                self._ask_next(listener, mn, left)
            is_open = is_open or bool(left) or bool((now := self.asked(mn)) and now.is_open)
        if not is_open:
            self._timer.stop()
            self._waiting.clear()
        self.moved.emit()

    def _ask_next(self, listener: Listener, mn: str, left: list[Span]) -> None:
        asked = listener.ask_for(mn, *left.pop(0))
        if asked.state is AskState.AWAY:
            left.clear()  # it would not hear the others either


class Gaps(QWidget):
    """Hours that are there and hours that are missing, in the last 7 or 30 days."""

    ask_clicked = Signal(object)
    """The hours shown as missing are to be asked for: their labels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._close: Close | None = None
        self.choice = Segmented([(str(_SHORT_DAYS), self.tr("7 d")), (str(LONG_DAYS), self.tr("30 d"))])
        self.choice.setAccessibleName(self.tr("Days"))
        self.strip = HourStrip()
        self.count, self.word = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self.button = QPushButton(self.tr("Ask for missing hours"))
        self.choice.chosen.connect(self._show)
        self.button.clicked.connect(self._on_clicked)
        self._lay_out()

    def show_hours(self, close: Close | None) -> None:
        """Hours of the device that is chosen; nothing while they are being read."""
        self._close = close
        self.setVisible(close is not None)
        self._show()

    def show_asking(self, asking: Asking, mn: str) -> None:
        """Where the request stands; why none can be made."""
        asked = asking.asked(mn)
        is_busy = bool(asking.waiting(mn)) or bool(asked and asked.is_open)
        self.button.setEnabled(asking.can_ask and not is_busy and bool(self.missing()))
        if not asking.can_ask:
            text = self.tr("Devices are not connected to this program; ask where the listener runs.")
        else:
            text = asked_text(asked, asking.waiting(mn)) if asked else ""
        self.word.setText(text)
        self.word.setVisible(bool(text))

    def missing(self) -> list[int]:
        """Labels of the missing hours that are shown."""
        if self._close is None:
            return []
        return missing_since(self._close.missing, self._close.until, self._days())

    def _days(self) -> int:
        return int(self.choice.current())

    @Slot()
    def _show(self) -> None:
        if self._close is None:
            return
        missing, hours = self.missing(), self._days() * 24
        self.strip.show_hours(missing, self._close.until, self._days())
        text = self.tr("{missing} of {hours} hours are missing") if missing else self.tr("No hour is missing")
        self.count.setText(text.format(missing=len(missing), hours=hours))
        if not missing:
            self.button.setEnabled(False)

    @Slot()
    def _on_clicked(self) -> None:
        self.ask_clicked.emit(self.missing())

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Hours"))
        set_role(title, "strong")
        set_role(self.word, "muted")
        head, foot = QHBoxLayout(), QHBoxLayout()
        for part in (title, self.choice):
            head.addWidget(part)
        head.addStretch(1)
        foot.addWidget(self.count, 1)
        foot.addWidget(self.button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.current().unit)
        for row in (head, foot):
            row.setSpacing(theme.current().unit)
        box.addLayout(head)
        box.addWidget(self.strip)
        box.addLayout(foot)
        box.addWidget(self.word)


def spans(missing: Sequence[int]) -> list[Span]:
    """What to ask for: runs of missing hours, those close to each other in one."""
    found: list[Span] = []
    for begin, end in runs(missing):
        if found and begin - found[-1][1] <= _APART:
            found[-1] = (found[-1][0], end)
        else:
            found.append((begin, end))
    return found


def asked_text(asked: Asked, waiting: int) -> str:
    """`03-19 08:00-12:00: the device is sending, 3 hours so far. 2 more spans to ask for.`"""
    begin, end = asked.begin.astimezone(CHINA), asked.end.astimezone(CHINA)
    form = "%H:%M" if begin.date() == end.date() else "%m-%d %H:%M"
    text = f"{begin:%m-%d %H:%M}-{end.strftime(form)}: {_state_text(asked)}"
    if waiting:
        more = translate("Devices", "{count} more spans to ask for.")
        text += " " + more.format(count=waiting)
    return text


def _state_text(asked: Asked) -> str:
    texts = {
        AskState.SENT: translate("Devices", "asked, no answer yet (attempt {tries})."),
        AskState.READY: translate("Devices", "the device is sending, {got} hours so far."),
        AskState.DONE: translate("Devices", "done, {got} hours came."),
        AskState.NO_DATA: translate("Devices", "the device has no data of this time."),
        AskState.REFUSED: translate("Devices", "the device refused (QnRtn={code})."),
        AskState.FAILED: translate("Devices", "the device failed (ExeRtn={code}), {got} hours came."),
        AskState.TIMEOUT: translate("Devices", "no more answers, {got} hours came. Ask again later."),
        AskState.AWAY: translate(
            "Devices", "the device is not connected, so it cannot be asked. Wait until it sends again."
        ),
    }
    code = "?" if asked.code is None else asked.code
    return texts[asked.state].format(tries=asked.tries, got=asked.got, code=code)
