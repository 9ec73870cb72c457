"""Puts crews on a site's roster, one after the other, from one moment to another."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QDateTime, Qt, QTimeZone, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDateTimeEdit,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db.rules.rosters import Planned, in_turn
from desktop.screens.campaigns.roster_words import clock_text
from widgets import theme
from widgets.panel import Panel
from widgets.theme import set_role

_ZONE = b"Asia/Shanghai"


class RosterForm(Panel):
    """Site, crews, length of a shift, from, to; hidden until it is asked for."""

    planned = Signal(str, object)
    """Id of the site, and the shifts as `Planned`."""
    left = Signal()
    """Not now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.set_title(self.tr("Put people on the roster"))
        self.site, self.hours = QComboBox(), QComboBox()
        self.crews = QLineEdit(placeholderText=self.tr("Crews in turn: Zhang and Li / Wang and Zhao"))
        self.since, self.until = (QDateTimeEdit(displayFormat="MM-dd HH:mm") for _ in range(2))
        self.add_button, self.cancel_button = QPushButton(), QPushButton(self.tr("Not now"))
        self.note = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._build()
        self._connect()
        self.hide()

    def show_sites(self, sites: Sequence[tuple[str, str]], hours: Sequence[int]) -> None:
        """Ids and names of the sites, and the lengths of a shift, the usual one first."""
        chosen, length = self.site.currentData(), self.hours.currentData()
        for combo, items in (
            (self.site, [(name, key) for key, name in sites]),
            (self.hours, [(self.tr("{hours} hours a shift").format(hours=n), n) for n in hours]),
        ):
            combo.blockSignals(True)
            combo.clear()
            for text, data in items:
                combo.addItem(text, data)
            combo.blockSignals(False)
        self.site.setCurrentIndex(max(0, self.site.findData(chosen)))
        self.hours.setCurrentIndex(max(0, self.hours.findData(length)))
        self._say()

    def start(self, site: str, since: datetime, until: datetime) -> None:
        """Open it for a site and a stretch of time."""
        self.site.setCurrentIndex(max(0, self.site.findData(site)))
        self.since.setDateTime(_shown(since))
        self.until.setDateTime(_shown(until))
        self.show()
        self.crews.setFocus(Qt.FocusReason.OtherFocusReason)
        self._say()

    def leave(self) -> bool:
        """Esc: not now. False if it was not open."""
        was_open = not self.isHidden()
        if was_open:
            self.hide()
            self.left.emit()
        return was_open

    def refuse(self, text: str) -> None:
        """Say why nothing was added; what was typed stays."""
        self.note.setText(text)
        set_role(self.note, "error")

    def shifts(self) -> list[Planned]:
        """What would be added; nothing where something is missing."""
        crews = [
            [(name, None) for name in part.replace("、", " ").replace("，", " ").replace(",", " ").split()]
            for part in self.crews.text().replace("／", "/").split("/")
        ]
        since, until = _moment(self.since), _moment(self.until)
        if not crews or not all(crews) or until <= since or not self.hours.count():
            return []
        return in_turn(crews, since, until, int(self.hours.currentData()))

    def _build(self) -> None:
        set_role(self.add_button, "primary")
        for field, text in (
            (self.site, self.tr("Site")), (self.hours, self.tr("Length of a shift")),
            (self.crews, self.tr("Crews")), (self.since, self.tr("From")), (self.until, self.tr("To")),
        ):  # fmt: skip
            field.setAccessibleName(text)
        for field in (self.since, self.until):
            field.setCalendarPopup(True)
            field.setTimeZone(QTimeZone(_ZONE))
        self.crews.setToolTip(self.tr("Blanks between the names of a crew, / between crews"))
        inner = QWidget()
        look = theme.current()
        box = QVBoxLayout(inner)
        box.setContentsMargins(look.edge, look.unit, look.edge, look.unit)
        fields = QGridLayout()
        fields.setSpacing(look.unit)
        places = ((self.site, 4), (self.crews, 6), (self.hours, 2), (self.since, 2), (self.until, 2))
        for column, (widget, stretch) in enumerate(places):
            fields.addWidget(widget, 0, column)
            fields.setColumnStretch(column, stretch)
        below = QHBoxLayout()
        below.addWidget(self.note, 1)
        below.addWidget(self.cancel_button)
        below.addWidget(self.add_button)
        box.addLayout(fields)
        box.addLayout(below)
        self.set_body(inner)

    def _connect(self) -> None:
        self.crews.textChanged.connect(self._say)
        self.crews.returnPressed.connect(self.add_button.click)
        for combo in (self.site, self.hours):
            combo.currentIndexChanged.connect(self._say)
        for field in (self.since, self.until):
            field.dateTimeChanged.connect(self._say)
        self.add_button.clicked.connect(lambda: self.planned.emit(self.site.currentData(), self.shifts()))
        self.cancel_button.clicked.connect(self.leave)

    @Slot()
    def _say(self) -> None:
        """What the button would do, or what is missing."""
        found = self.shifts()
        self.add_button.setEnabled(bool(found) and self.site.count() > 0)
        self.add_button.setText(self.tr("Add {count} shifts").format(count=len(found)))
        set_role(self.note, "muted")
        if not self.crews.text().strip():
            self.note.setText(self.tr("Type the names of the first crew; / begins the next one."))
        elif not found:
            self.note.setText(self.tr("The end must be later than the beginning, and no crew may be empty."))
        else:
            first, last = found[0], found[-1]
            text = self.tr("First {first} from {start}, last {last} until {end}.")
            self.note.setText(
                text.format(
                    first=first.name,
                    start=clock_text(first.starts_at),
                    last=last.name,
                    end=clock_text(last.ends_at),
                )
            )


def _shown(moment: datetime) -> QDateTime:
    return QDateTime.fromSecsSinceEpoch(round(moment.timestamp()), QTimeZone(_ZONE))


def _moment(field: QDateTimeEdit) -> datetime:
    return datetime.fromtimestamp(0, UTC) + timedelta(seconds=field.dateTime().toSecsSinceEpoch())
