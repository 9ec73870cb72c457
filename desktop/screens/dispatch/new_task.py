"""The form of a new order. What was typed is kept when it is closed by accident."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QDateTime, QTimeZone, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDateTimeEdit,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from db.commands.tasks import SOURCES, NewTask
from db.queries.units import UnitRecord
from db.rules.campaigns import CampaignDefinition
from db.times import CHINA
from desktop.context import TaskDraft
from desktop.screens.dispatch.units_field import UnitsField
from desktop.texts import source_text
from widgets import theme
from widgets.form import FormGrid
from widgets.segmented import Segmented
from widgets.theme import set_role

_HOURS = {"2": 2.0, "24": 24.0, "72": 72.0, "168": 168.0}
_DEFAULT_HOURS = "24"


class NewTaskForm(QDialog):
    """Non-modal: the wall stays visible while an order is written."""

    submitted = Signal(object)
    """The form is complete: a `NewTask`."""

    def __init__(
        self,
        campaigns: Mapping[str, CampaignDefinition],
        language: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._campaigns, self._language = campaigns, language
        self._draft = TaskDraft()
        self._now = datetime.now(CHINA)
        self.setWindowTitle(self.tr("New order"))
        self.title = QLineEdit()
        self.campaign = QComboBox()
        self.units = UnitsField()
        self.source = QComboBox()
        self.place = QLabel()
        self.place.setWordWrap(True)
        self.found, self.required, self.legal = QPlainTextEdit(), QPlainTextEdit(), QLineEdit()
        self.preset = Segmented()
        self.deadline = QDateTimeEdit()
        self.deadline.setTimeZone(QTimeZone(8 * 3600))
        self.deadline.setDisplayFormat("yyyy-MM-dd HH:mm")
        self.deadline.setCalendarPopup(True)
        self.preset.chosen.connect(self._on_preset)
        self.form = FormGrid(2)
        self.problem = QLabel()
        self._build()

    def begin(self, draft: TaskDraft, units: Sequence[UnitRecord], now: datetime) -> None:
        """Show the form; an empty draft goes on with what was typed before."""
        self._now = now
        is_new = draft != TaskDraft() or not self.title.text()
        if is_new:
            self._draft = draft
            self._fill(draft)
        self.units.offer(units, self._draft.unit_code)
        if is_new:
            self._choose_hours(draft.hours)
        self.form.clear_errors()
        self.problem.hide()
        self.open()
        self.title.setFocus()

    def refuse(self, text: str) -> None:
        """The record refused the order; what was typed stays."""
        self.problem.setText(text)
        self.problem.show()

    def finish(self) -> None:
        """The order was written: forget the draft and close."""
        self.title.clear()
        self.units.clear()
        self._draft = TaskDraft()
        self.accept()

    def submit(self) -> None:
        """Check and send; problems are told at their fields."""
        errors = {}
        if not self.title.text().strip():
            errors["title"] = self.tr("Say in a few words what the matter is")
        if not self.units.codes():
            errors["units"] = self.tr("Tick at least one receiving unit")
        self.form.set_errors(errors)
        if not errors:
            self.submitted.emit(self._order())

    def _order(self) -> NewTask:
        return NewTask(
            title=self.title.text().strip(),
            unit_codes=self.units.codes(),
            deadline=self._deadline(),
            source=self.source.currentData(),
            campaign_key=self.campaign.currentData() or None,
            site_code=self._draft.site_code,
            station_code=self._draft.station_code,
            found=self.found.toPlainText().strip() or None,
            required=self.required.toPlainText().strip() or None,
            legal_basis=self.legal.text().strip() or None,
        )

    def _deadline(self) -> datetime:
        return datetime.fromtimestamp(self.deadline.dateTime().toSecsSinceEpoch(), CHINA)

    def _fill(self, draft: TaskDraft) -> None:
        self.title.setText(draft.title)
        self.campaign.setCurrentIndex(max(0, self.campaign.findData(draft.campaign_key or "")))
        self.source.setCurrentIndex(max(0, self.source.findData(draft.source)))
        self.found.setPlainText(draft.found)
        self.required.setPlainText(draft.required)
        self.legal.setText(draft.legal_basis)
        self.place.setText(" · ".join(p for p in (draft.site_name, draft.site_code, draft.station_code) if p))
        self.form.set_field_visible("place", bool(self.place.text()))
        self.units.clear()

    def _choose_hours(self, hours: float | None) -> None:
        key = f"{hours:g}" if hours is not None else _DEFAULT_HOURS
        self.preset.set_current(key if key in _HOURS else "other")
        self._set_deadline(hours if hours is not None else _HOURS[_DEFAULT_HOURS])

    def _on_preset(self, key: str) -> None:
        if key in _HOURS:
            self._set_deadline(_HOURS[key])
        else:
            self.deadline.setFocus()

    def _set_deadline(self, hours: float) -> None:
        moment = self._now + timedelta(hours=hours)
        self.deadline.setDateTime(
            QDateTime.fromSecsSinceEpoch(int(moment.timestamp()) // 60 * 60, QTimeZone(8 * 3600))
        )

    def _build(self) -> None:
        self.campaign.addItem(self.tr("No campaign"), "")
        for key, definition in self._campaigns.items():
            self.campaign.addItem(definition.name(self._language), key)
        for source in SOURCES:
            self.source.addItem(source_text(source), source)
        self.preset.set_options(
            [
                ("2", self.tr("2 h")),
                ("24", self.tr("24 h")),
                ("72", self.tr("3 days")),
                ("168", self.tr("7 days")),
                ("other", self.tr("Other")),
            ]
        )
        for text in (self.found, self.required):
            text.setTabChangesFocus(True)
            text.setFixedHeight(theme.current().px(4.6))
        self._add_fields()
        set_role(self.problem, "error")
        self.problem.setWordWrap(True)
        self.problem.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.send = buttons.addButton(self.tr("Dispatch"), QDialogButtonBox.ButtonRole.AcceptRole)
        set_role(self.send, "primary")
        buttons.accepted.connect(self.submit)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[theme.current().unit * 2] * 4)
        box.setSpacing(theme.current().unit * 2)
        for widget in (self.form, self.problem, buttons):
            box.addWidget(widget)
        self.setMinimumWidth(theme.current().px(48))

    def _add_fields(self) -> None:
        due = QWidget()
        row = QHBoxLayout(due)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.preset)
        row.addWidget(self.deadline, 1)
        add = self.form.add_field
        add("title", self.tr("Matter"), self.title, required=True, span=2)
        add("place", self.tr("Place"), self.place, span=2)
        add("units", self.tr("Receiving units"), self.units, required=True, span=2)
        add("due", self.tr("Deadline"), due, required=True, span=2)
        add("campaign", self.tr("Campaign"), self.campaign)
        add("source", self.tr("Source"), self.source)
        add("found", self.tr("Found"), self.found)
        add("required", self.tr("Required"), self.required)
        add("legal", self.tr("Legal basis"), self.legal, span=2)
