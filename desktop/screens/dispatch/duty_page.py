"""Wiring of the duty log's page: which office, which day, what is written when."""

from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from sqlalchemy.orm import Session
from typing_extensions import override

from db.changes import Changes
from db.commands import duty
from db.errors import DomainError
from db.times import CHINA
from desktop.context import Context
from desktop.evaluation.sheets import tabbed
from desktop.reach import Operation
from desktop.screens.dispatch.duty_reading import DutyLook, look
from desktop.screens.dispatch.duty_view import DutyLogView
from desktop.screens.dispatch.duty_words import item, plain_text, sheet, title_text
from desktop.settings import Option
from desktop.texts import error_text

OFFICE = Option("dispatch/duty_office", "")
NAME = Option("dispatch/duty_name", "")
"""Who wrote last at this console, where nobody signs in."""
CLOCK_MS = 60_000
"""Orders become late while nobody writes."""


class DutyPage(QWidget):
    """A day of an office's log. Nothing in it is ever changed: a mistake is answered by another line."""

    def __init__(self, context: Context, parent: QWidget | None = None, *, clock_ms: int = CLOCK_MS) -> None:
        super().__init__(parent)
        self._context = context
        self._office = context.settings.get(OFFICE)
        self._day: date | None = None
        self.shown: DutyLook | None = None
        self.view = DutyLogView()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.view)
        self.setFocusProxy(self.view.foot.words)
        self.view.foot.sign(context.settings.get(NAME), is_fixed=False)
        self._clock = QTimer(self, interval=clock_ms)
        self._clock.timeout.connect(self.reload)
        self._connect()

    @Slot()
    def reload(self) -> None:
        """Read the day and the late orders."""
        now, person_id = self._context.now(), self._context.actor().person_id
        read = partial(look, office=self._office, day=self._day, now=now, person_id=person_id)
        self._context.jobs.read(read, self._on_read, error=self._context.report_error, key="dispatch.duty")

    def _on_read(self, found: DutyLook) -> None:
        before, self.shown = self.shown, found
        view, clocks = self.view, found.orders
        self._office = found.office
        self._show_offices(found)
        self._show_day(found)
        view.card.show_handover(found.untaken, found.now, found.signed_in)
        view.foot.sign(found.signed_in or view.foot.name.text(), is_fixed=bool(found.signed_in))
        view.foot.setVisible(bool(found.office))
        for names in (view.foot, view.card):
            names.offer_names(found.names)
        view.late.show_parts(clocks.late, found.now)
        counts = self.tr("{open} open, {late} late").format(open=clocks.open, late=clocks.count)
        view.now.set_note(counts)
        facts = self.tr("The log will say how the orders stand now: {counts}. They are listed on the right.")
        view.foot.show_facts(facts.format(counts=counts))
        if before is None or (before.office, before.day) != (found.office, found.day):
            view.scroll_to_end()

    def _show_offices(self, found: DutyLook) -> None:
        combo = self.view.office
        combo.blockSignals(True)
        combo.clear()
        for code, name in found.offices:
            combo.addItem(name, code)
        combo.setCurrentIndex(combo.findData(found.office))
        combo.blockSignals(False)
        combo.setVisible(len(found.offices) > 1)

    def _show_day(self, found: DutyLook) -> None:
        view, is_today = self.view, found.day == self._today()
        view.day.setText(f"{found.day:%Y-%m-%d}")
        view.today.setEnabled(not is_today)
        view.later.setEnabled(not is_today)
        for button in (view.copy, view.copy_table):
            button.setEnabled(bool(found.lines))
        view.lines.set_items([item(line) for line in found.lines])
        view.show_lines(bool(found.lines))
        if not found.office:
            view.nothing.set_texts(
                self.tr("There is no office yet"), self.tr("Load the divisions first: qingkong init --region")
            )
        elif is_today:
            view.nothing.set_texts(
                self.tr("Nothing written today"),
                self.tr("Write below what happened; the next shift reads it here."),
            )
        else:
            view.nothing.set_texts(self.tr("Nothing was written on this day"))

    def _today(self) -> date:
        return self._context.now().astimezone(CHINA).date()

    def _connect(self) -> None:
        view = self.view
        view.stepped.connect(self._step)
        view.office.activated.connect(self._on_office)
        view.copy.clicked.connect(self._copy)
        view.copy_table.clicked.connect(self._copy_table)
        view.foot.line_written.connect(self._write_line)
        view.foot.shift_ended.connect(self._hand_over)
        view.card.taken.connect(self._take_over)
        view.late.order_asked.connect(self._context.navigator.show_task)

    @Slot(int)
    def _step(self, days: int) -> None:
        """Go to another day; the days to come are empty."""
        today = self._today()
        shown = self._day or today
        wanted = shown + timedelta(days=days) if days else today
        self._day = wanted if wanted < today else None
        self.reload()

    @Slot(int)
    def _on_office(self, _index: int) -> None:
        self._office = self.view.office.currentData() or ""
        self._context.settings.set(OFFICE, self._office)
        self.reload()

    @Slot(str, str)
    def _write_line(self, name: str, words: str) -> None:
        actor, office = self._context.actor(), self._office
        self._write(name, words, lambda session: duty.write_line(session, actor, office, name, words))

    @Slot(str, str, str)
    def _hand_over(self, name: str, to_name: str, words: str) -> None:
        actor, office = self._context.actor(), self._office

        def work(session: Session) -> None:
            duty.hand_over(session, actor, office, name, to_name, words)

        self._write(name, words, work)

    def _write(self, name: str, words: str, work: Operation[object]) -> None:
        self._context.settings.set(NAME, name)
        self.view.foot.set_busy(True)
        self._context.jobs.write(
            work,
            lambda _result: self._on_written(words),
            error=self._on_refused,
            changes=Changes(duty=True),
            initiator=self,
        )

    def _on_written(self, words: str) -> None:
        """What was written is of today: it is shown."""
        self.view.foot.set_busy(False)
        self.view.foot.settle(words)
        self._day = None
        self.reload()

    def _on_refused(self, error: Exception) -> None:
        self.view.foot.set_busy(False)
        self.view.foot.refuse(error_text(error))
        if not isinstance(error, DomainError):
            self._context.report_error(error)

    @Slot(str)
    def _take_over(self, name: str) -> None:
        actor, office = self._context.actor(), self._office
        self.view.card.set_busy(True)
        self._context.jobs.write(
            lambda session: duty.take_over(session, actor, office, name),
            lambda _changes: self._on_taken(name),
            error=self._on_not_taken,
            initiator=self,
        )

    def _on_taken(self, name: str) -> None:
        """Whoever took over writes from now on."""
        self._context.settings.set(NAME, name)
        self.view.card.set_busy(False)
        self.view.foot.name.setText(name)
        self._day = None
        self.reload()

    def _on_not_taken(self, error: Exception) -> None:
        """Somebody may have been faster: the card is read again."""
        self.view.card.set_busy(False)
        if isinstance(error, DomainError):
            self._context.navigator.message.emit(error_text(error), "error", "")
        else:
            self._context.report_error(error)
        self.reload()

    @Slot()
    def _copy(self) -> None:
        found = self.shown
        if found is not None:
            self._put(plain_text(self._title(found), found.lines))

    @Slot()
    def _copy_table(self) -> None:
        found = self.shown
        if found is not None:
            self._put(tabbed(sheet(self._title(found), found.lines)))

    def _title(self, found: DutyLook) -> str:
        return title_text(dict(found.offices).get(found.office, found.office), found.day)

    def _put(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._context.navigator.message.emit(self.tr("The day's log is on the clipboard."), "info", "")

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._clock.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._clock.stop()
