"""The right side: a registered device, or a number that nobody registered."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from db.queries.device_page import RegisteredDevice, masked
from db.queries.devices import UnknownDeviceRecord
from desktop.feeds.plausible import Judgement
from desktop.screens.devices import lines, words
from desktop.screens.devices.bars import Bars
from desktop.screens.devices.columns import Reading, station_text
from desktop.screens.devices.gaps import Asking, Gaps
from desktop.screens.devices.loading import Close
from desktop.screens.devices.parts import Facts, RawText, RefusedFrames, Values
from desktop.screens.devices.proposing import Proposal
from desktop.screens.devices.states import State, sentence, state_tone
from desktop.screens.devices.station_field import label
from desktop.screens.sync.detail import words_label
from desktop.texts import reason_text
from widgets import theme
from widgets.theme import set_role

EDIT, UNBIND, REMOVE, RESTORE = "edit", "unbind", "remove", "restore"
BIND, CHOOSE = "bind", "choose"


class _Page(QWidget):
    """Title, sentence, parts that scroll, and buttons at the foot."""

    action_triggered = Signal(str)
    """A button was pressed: its key."""

    def __init__(self, actions: Sequence[tuple[str, str, str]]) -> None:
        super().__init__()
        self.note, self.title, self.sentence = (
            words_label("", "muted"),
            words_label("", "title"),
            words_label(""),
        )
        self.buttons = {key: self._button(key, text, role) for key, text, role in actions}
        self.area = QScrollArea(widgetResizable=True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget()
        self.column = QVBoxLayout(content)
        for head in (self.note, self.title, self.sentence):
            self.column.addWidget(head)
        self._foot = QHBoxLayout()
        for button in self.buttons.values():
            self._foot.addWidget(button)
        self._foot.addStretch(1)
        self.area.setWidget(content)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.area, 1)
        box.addLayout(self._foot)

    def add(self, *parts: QWidget) -> None:
        """Below what is there."""
        for part in parts:
            self.column.addWidget(part)
        self.column.addStretch(1)

    def set_busy(self, busy: bool) -> None:
        """While a deed is on its way to the record there is no other."""
        for button in self.buttons.values():
            button.setEnabled(not busy)

    def apply_theme(self) -> None:
        """Sizes follow the theme."""
        look = theme.current()
        self.column.setContentsMargins(look.edge, look.unit, look.edge, look.unit)
        self.column.setSpacing(look.unit)
        self._foot.setContentsMargins(look.edge, look.unit, look.edge, look.edge)
        self._foot.setSpacing(look.unit)

    def begin(self, note: str, title: str) -> None:
        """Another one is shown from its top."""
        if note != self.note.text():
            self.area.verticalScrollBar().setValue(0)
        self.note.setText(note)
        self.title.setText(title)
        self.setAccessibleName(title)

    def _button(self, key: str, text: str, role: str) -> QPushButton:
        button = QPushButton(text)
        set_role(button, role)
        button.clicked.connect(lambda: self.action_triggered.emit(key))
        return button


class DeviceDetail(_Page):
    """A registered device."""

    def __init__(self) -> None:
        super().__init__(
            [
                (EDIT, self.tr("Edit…"), "primary"),
                (UNBIND, self.tr("Unbind"), ""),
                (REMOVE, self.tr("Remove…"), "danger"),
                (RESTORE, self.tr("Restore"), "primary"),
            ]
        )
        self.mn = ""
        self.facts, self.values = Facts(), Values(self.tr("Last values"))
        self.bad_title, self.bars = QLabel(self.tr("Refused, by reason")), Bars()
        set_role(self.bad_title, "strong")
        self.gaps, self.refused = Gaps(), RefusedFrames(self.tr("Newest refused frames"))
        self.add(self.facts, self.values, self.bad_title, self.bars, self.gaps, self.refused)

    def show_device(self, one: RegisteredDevice, read: Reading, judged: Sequence[Judgement]) -> None:
        """What the list knows of it."""
        self.mn = one.mn
        state = read.state(one)
        self.begin(one.mn, station_text(one))
        self.sentence.setText(sentence(one, read.now))
        set_role(self.sentence, "alarm" if state_tone(state) == "alarm" else "")
        self.facts.show_facts(lines.facts(one, read))
        self.values.show_lines(lines.value_lines(one, judged))
        bad = words.by_count(one.heard.bad) if one.heard else []
        self.bars.show_rows([(reason_text(reason), count) for reason, count in bad])
        for part in (self.bad_title, self.bars):
            part.setVisible(bool(bad))
        self._offer(one, state)

    def show_close(self, close: Close | None, read: Reading) -> None:
        """What was read for it alone; None while it is being read."""
        has_station = close is not None and bool(close.until) and self.buttons[UNBIND].isVisibleTo(self)
        self.gaps.show_hours(close if has_station else None)
        self.refused.show_lines(lines.refused_lines(close.refused, read) if close else [])

    def show_asking(self, asking: Asking) -> None:
        """Where the request for missing hours stands."""
        self.gaps.show_asking(asking, self.mn)

    def forget(self) -> None:
        """Sizes changed: parts are made anew."""
        for part in (self.facts, self.values, self.refused):
            part.forget()

    def _offer(self, one: RegisteredDevice, state: State) -> None:
        is_there = state is not State.REMOVED
        self.buttons[EDIT].setVisible(is_there)
        self.buttons[UNBIND].setVisible(is_there and one.station is not None)
        self.buttons[REMOVE].setVisible(is_there)
        self.buttons[RESTORE].setVisible(not is_there)


class UnknownDetail(_Page):
    """A number that sends and that nobody has registered."""

    def __init__(self) -> None:
        super().__init__([(BIND, "", "primary"), (CHOOSE, self.tr("Choose a station…"), "")])
        self.facts = Facts()
        self.values = Values(self.tr("Last frame, in the usual units"))
        self.sample = RawText()
        self.add(self.facts, self.values, self.sample)

    def show_unknown(self, one: UnknownDeviceRecord, proposal: Proposal, read: Reading) -> None:
        """What it sends, and the station it probably belongs to."""
        self.begin(self.tr("Nobody has registered this number: its frames are refused."), one.mn)
        self.sentence.setText(lines.proposal_text(proposal))
        self.facts.show_facts(lines.unknown_facts(one, read))
        self.values.show_lines(lines.sample_lines(one))
        self.sample.show_raw(self.tr("As it came"), masked(one.sample))
        bind = self.tr("Register with a new station…")
        if proposal.station is not None:
            bind = self.tr("Bind to {station}").format(station=label(proposal.station))
        self.buttons[BIND].setText(bind)

    def forget(self) -> None:
        """Sizes changed: parts are made anew."""
        for part in (self.facts, self.values, self.sample):
            part.forget()
