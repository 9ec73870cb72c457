"""The form of a new order: checks, templates, and what was typed before."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget
from typing_extensions import override

from db.commands.tasks import NewTask
from db.queries.units import UnitRecord
from db.rules.campaigns import CampaignDefinition
from db.rules.working_time import CalendarYearError
from desktop.context import TaskDraft
from desktop.screens.dispatch.drafts import Drafts, Typed
from desktop.screens.dispatch.new_task_view import NewTaskView
from desktop.screens.dispatch.spot import read_degrees
from desktop.screens.dispatch.templates import Proposal, legal_choices, proposal, receivers, township
from desktop.texts import error_text

_SAVE_MS = 2000


class NewTaskForm(QDialog):
    """Opened beside the wall, not over it; problems are told at their fields."""

    submitted = Signal(object)
    """The form is complete: a `NewTask`."""

    def __init__(
        self,
        campaigns: Mapping[str, CampaignDefinition],
        language: str,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
        *,
        drafts: Drafts | None = None,
    ) -> None:
        super().__init__(parent)
        self.campaigns, self._language, self._now = campaigns, language, now
        self._draft, self._drafts = TaskDraft(), drafts or Drafts()
        self._units: Sequence[UnitRecord] = ()
        self._ticked: Sequence[str] = ()
        self._filled = Proposal()
        self._start: Typed | None = None
        names = {key: item.name(language) for key, item in campaigns.items()}
        self.view = NewTaskView(names, now, language)
        self.title, self.units, self.send = self.view.title, self.view.units, self.view.send
        self.setWindowTitle(self.tr("New order"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.view)
        # a program that is killed takes two seconds of typing with it
        self._saving = QTimer(self, interval=_SAVE_MS)
        self._saving.timeout.connect(self._save)
        self._connect()

    def begin(self, draft: TaskDraft, units: Sequence[UnitRecord]) -> None:
        """Show the form; what was typed about the same place comes back."""
        self._keep()
        self._draft, self._units = draft, units
        typed = self._drafts.take(draft)
        self._fill(draft)
        self._start = self._typed()
        if typed is not None:
            self._restore(typed)
        self.view.fresh.setVisible(typed is not None)
        self.view.form.clear_errors()
        self.refuse("")
        self.open()
        self._saving.start()
        self._aim()

    def offer(self, units: Sequence[UnitRecord]) -> None:
        """The units of the record have come."""
        is_untouched = self._start is not None and self._typed() == self._start
        self._units = units
        self._propose()
        if self._ticked:
            self.view.units.tick_only(self._ticked)
            self._ticked = ()
        if is_untouched:
            self._start = self._typed()

    def refuse(self, text: str) -> None:
        """The record refused the order; what was typed stays."""
        self.view.problem.setText(text)
        self.view.problem.setVisible(bool(text))
        self.view.set_busy(False)

    def finish(self) -> None:
        """The order was written: forget what was typed and close."""
        self._drafts.forget(self._draft)
        self._start = None
        self.view.set_busy(False)
        self.accept()

    def submit(self, *, dispatch: bool = True) -> None:
        """Check and send, or save as a draft: only what is sent needs a deadline ahead."""
        errors = self._errors(dispatch)
        self.view.form.set_errors(errors)
        if not errors and not self.view.is_busy():
            self.view.set_busy(True)
            self.submitted.emit(replace(self._order(), dispatch=dispatch))

    def _errors(self, dispatch: bool) -> dict[str, str]:
        view, errors = self.view, dict[str, str]()
        if not view.title.text().strip():
            errors["title"] = self.tr("Say in a few words what the matter is.")
        if not view.units.codes():
            errors["units"] = self.tr("Tick at least one receiving unit.")
        if (typed := view.degrees.text().strip()) and not view.place.text() and read_degrees(typed) is None:
            errors["degrees"] = self.tr("Write longitude and latitude like 114.68, 36.44.")
        if dispatch and view.due.is_past():
            errors["due"] = self.tr("This moment has passed. Choose a later one.")
        try:
            view.clocks.moments(self._now())
        except CalendarYearError as error:
            errors["clocks"] = error_text(error)
        return errors

    def _order(self) -> NewTask:
        view, codes = self.view, self.view.units.codes()
        moments = view.clocks.moments(self._now())
        is_free = not view.place.text()
        lon, lat = (read_degrees(view.degrees.text()) if is_free else None) or (None, None)
        return NewTask(
            title=view.title.text().strip(),
            unit_codes=codes,
            support=view.lead.support(codes),
            deadline=view.due.value(),
            limit=view.due.key() or None,
            source=view.source.currentData(),
            campaign_key=view.campaign.currentData() or None,
            site_code=self._draft.site_code,
            station_code=self._draft.station_code,
            found=view.found.toPlainText().strip() or None,
            required=view.required.toPlainText().strip() or None,
            legal_basis=view.legal.currentText().strip() or None,
            receive_by=moments.get("receive"),
            arrive_by=moments.get("arrive"),
            verify_by=moments.get("verify"),
            place=view.spot.text().strip() or None if is_free else None,
            lon=lon,
            lat=lat,
            contacts=view.contacts.text().strip() or None,
        )

    def _fill(self, draft: TaskDraft) -> None:
        view = self.view
        self._filled = Proposal()
        view.campaign.blockSignals(True)
        view.campaign.setCurrentIndex(max(0, view.campaign.findData(draft.campaign_key or "")))
        view.campaign.blockSignals(False)
        view.source.setCurrentIndex(max(0, view.source.findData(draft.source)))
        view.set_texts(draft.title, draft.found, draft.required)
        place = (draft.site_name, draft.site_code, draft.station_code)
        view.show_place(" · ".join(text for text in place if text))
        view.set_spot("", "", "")
        view.due.set_hours(draft.hours)
        view.lead.choose("")
        view.units.line.clear()
        view.units.tick_only(())
        self._ticked = ()
        self._propose()
        if draft.legal_basis:
            view.legal.setCurrentText(draft.legal_basis)

    def _propose(self) -> None:
        """Fill what is empty, or still what the last campaign said, with the campaign's words."""
        view, definition = self.view, self._definition()
        old, new = (
            self._filled,
            proposal(
                definition,
                self._language,
                self._draft.site_name,
                township(self._units, self._draft.unit_code),
            ),
        )
        self._filled = new
        if view.title.text() in ("", old.title):
            view.title.setText(new.title)
        for field, before, text in (
            (view.found, old.found, new.found),
            (view.required, old.required, new.required),
        ):
            if field.toPlainText() in ("", before):
                field.setPlainText(text)
        if view.clocks.keys() == dict(old.clocks):
            view.clocks.choose(dict(new.clocks))
        legal = view.legal.currentText()
        view.offer_legal(legal_choices(definition, self._language))
        view.legal.setCurrentText(new.legal if legal in ("", old.legal) else legal)
        if (line := view.legal.lineEdit()) is not None:
            line.setCursorPosition(0)  # a long title of a law is read from its beginning
        self._rank()

    def _definition(self) -> CampaignDefinition | None:
        return self.campaigns.get(self.view.campaign.currentData() or "")

    def _rank(self) -> None:
        self.view.units.offer(receivers(self._units, self._draft.unit_code, self._definition()))

    @Slot()
    def _offer_lead(self) -> None:
        """One unit leads itself; of several somebody may say which does."""
        by_code = {unit.code: unit for unit in self._units}
        ticked = [by_code[code] for code in self.view.units.codes() if code in by_code]
        self.view.lead.offer(ticked)
        self.view.form.set_field_visible("lead", len(ticked) > 1)

    def _aim(self) -> None:
        """The cursor goes to what is still missing."""
        view = self.view
        (view.title if not view.title.text() else view.units.line).setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self) -> Typed:
        view = self.view
        return Typed(
            draft=self._draft,
            title=view.title.text(),
            campaign_key=view.campaign.currentData(),
            source=view.source.currentData(),
            unit_codes=tuple(self._ticked or view.units.codes()),
            preset=view.due.key(),
            due=view.due.edit_value(),
            found=view.found.toPlainText(),
            required=view.required.toPlainText(),
            legal=view.legal.currentText(),
            lead=view.lead.wanted(),
            clocks=tuple(view.clocks.keys().items()),
            place=view.spot.text(),
            degrees=view.degrees.text(),
            contacts=view.contacts.text(),
        )

    def _keep(self) -> None:
        """Put aside what was typed, if anything was; another order may come into the form."""
        self._save()
        self._start = None

    @Slot()
    def _save(self) -> None:
        if self._start is not None and (typed := self._typed()) != self._start:
            self._drafts.keep(typed)

    def _restore(self, typed: Typed) -> None:
        view = self.view
        view.campaign.setCurrentIndex(max(0, view.campaign.findData(typed.campaign_key)))
        view.source.setCurrentIndex(max(0, view.source.findData(typed.source)))
        view.title.setText(typed.title)
        view.set_texts(typed.title, typed.found, typed.required)
        view.legal.setCurrentText(typed.legal)
        view.set_spot(typed.place, typed.degrees, typed.contacts)
        view.clocks.choose(dict(typed.clocks))
        view.lead.choose(typed.lead)
        view.due.restore(typed.preset, typed.due)
        view.units.tick_only(typed.unit_codes)
        self._ticked = () if self._units else typed.unit_codes

    @Slot()
    def _on_fresh(self) -> None:
        """Throw away what was typed, on purpose."""
        self._drafts.forget(self._draft)
        self._start = None
        self.begin(self._draft, self._units)

    @override
    def done(self, result: int) -> None:
        self._saving.stop()
        self._keep()
        super().done(result)

    def _connect(self) -> None:
        view = self.view
        view.campaign.currentIndexChanged.connect(self._propose)
        view.units.changed.connect(self._offer_lead)
        view.due.refused.connect(lambda error: view.form.set_error("due", error_text(error)))
        view.send.clicked.connect(lambda: self.submit())
        view.save.clicked.connect(lambda: self.submit(dispatch=False))
        view.cancel.clicked.connect(self.reject)
        view.fresh.clicked.connect(self._on_fresh)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(lambda: self.submit())
