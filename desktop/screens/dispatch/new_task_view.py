"""Layout of the new-order form. No decisions here."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from db.commands.tasks import SOURCES
from desktop.screens.dispatch.clocks_field import ClocksField
from desktop.screens.dispatch.due_field import DueField
from desktop.screens.dispatch.lead_field import LeadField
from desktop.screens.dispatch.units_field import UnitsField
from desktop.texts import source_text
from widgets import theme
from widgets.form import FormGrid
from widgets.theme import set_role


class NewTaskView(QWidget):
    """Fields that scroll where the screen is low, buttons that stay."""

    def __init__(
        self,
        campaigns: Mapping[str, str],
        now: Callable[[], datetime],
        language: str = "zh",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.title, self.campaign, self.source = QLineEdit(), QComboBox(), QComboBox()
        self.place, self.spot, self.degrees = QLabel(), QLineEdit(), QLineEdit()
        self.units, self.lead, self.due = UnitsField(), LeadField(), DueField(now, language)
        self.clocks, self.contacts = ClocksField(language), QLineEdit()
        self.found, self.required, self.legal = QPlainTextEdit(), QPlainTextEdit(), QComboBox()
        self.form = FormGrid(2)
        self.problem = QLabel()
        self.send = QPushButton(self.tr("Dispatch"))
        self.send.setToolTip("Ctrl+Enter")
        self.save = QPushButton(self.tr("Save as draft"))
        self.cancel = QPushButton(self.tr("Close"))
        self.cancel.setToolTip(self.tr("What was typed is kept"))
        self.fresh = QPushButton(self.tr("Start over"))
        self._set_up(campaigns)
        self._add_fields()
        self._lay_out()

    def set_texts(self, title: str, found: str, required: str) -> None:
        """Words of the order; the legal basis is a choice of its own."""
        self.title.setText(title)
        self.title.setCursorPosition(0)
        self.found.setPlainText(found)
        self.required.setPlainText(required)
        self.legal.setCurrentText("")

    def show_place(self, text: str) -> None:
        """The site or station that the order is about; without one, a place may be typed."""
        self.place.setText(text)
        self.form.set_field_visible("place", bool(text))
        for key in ("spot", "degrees"):
            self.form.set_field_visible(key, not text)

    def set_spot(self, place: str, degrees: str, contacts: str) -> None:
        """A typed place, and whom to call."""
        self.spot.setText(place)
        self.degrees.setText(degrees)
        self.contacts.setText(contacts)

    def offer_legal(self, choices: Sequence[str]) -> None:
        """Legal bases of the campaign; anything else may be typed."""
        self.legal.clear()
        self.legal.addItems(choices)

    def set_busy(self, busy: bool) -> None:
        """An order on its way is not sent twice."""
        self.send.setEnabled(not busy)
        self.save.setEnabled(not busy)

    def is_busy(self) -> bool:
        return not self.send.isEnabled()

    def _set_up(self, campaigns: Mapping[str, str]) -> None:
        self.campaign.addItem(self.tr("No campaign"), "")
        for key, name in campaigns.items():
            self.campaign.addItem(name, key)
        for source in SOURCES:
            self.source.addItem(source_text(source), source)
        self.place.setWordWrap(True)
        self.place.setTextFormat(Qt.TextFormat.PlainText)
        self.spot.setPlaceholderText(self.tr("Road, crossing, village"))
        self.degrees.setPlaceholderText("114.68, 36.44")
        self.contacts.setPlaceholderText(self.tr("Name and telephone"))
        self.legal.setEditable(True)
        self.legal.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        # long titles of laws must not widen the form
        self.legal.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.legal.setMinimumContentsLength(20)
        for text in (self.found, self.required):
            text.setTabChangesFocus(True)
            text.setFixedHeight(theme.current().px(4.6))
        set_role(self.problem, "error")
        self.problem.setWordWrap(True)
        set_role(self.send, "primary")
        set_role(self.fresh, "plain")
        for button in (self.send, self.save, self.cancel, self.fresh):
            # Enter belongs to the fields; Ctrl+Enter sends
            button.setAutoDefault(False)

    def _add_fields(self) -> None:
        add = self.form.add_field
        add("title", self.tr("Matter"), self.title, required=True, span=2)
        add("place", self.tr("Place"), self.place, span=2)
        add("spot", self.tr("Place"), self.spot)
        add("degrees", self.tr("Longitude, latitude"), self.degrees)
        add("units", self.tr("Receiving units"), self.units, required=True, span=2)
        add("lead", self.tr("Lead"), self.lead, span=2)
        add("due", self.tr("Deadline"), self.due, required=True, span=2)
        add("clocks", self.tr("Other time limits"), self.clocks, span=2)
        add("campaign", self.tr("Campaign"), self.campaign)
        add("source", self.tr("Source"), self.source)
        add("found", self.tr("Found"), self.found)
        add("required", self.tr("Required"), self.required)
        add("legal", self.tr("Legal basis"), self.legal)
        add("contacts", self.tr("Contacts"), self.contacts)
        self.form.set_field_visible("lead", False)

    def _lay_out(self) -> None:
        look = theme.current()
        edge = look.unit * 2
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(edge, edge, edge, look.unit)
        column.addWidget(self.form)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(edge, look.unit, edge, edge)
        buttons.setSpacing(look.unit)
        buttons.addWidget(self.fresh)
        buttons.addStretch(1)
        for button in (self.cancel, self.save, self.send):
            buttons.addWidget(button)
        self.problem.setContentsMargins(edge, 0, edge, 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(scroll, 1)
        box.addWidget(self.problem)
        box.addLayout(buttons)
