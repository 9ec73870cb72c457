"""The roster at work: what is read, what is done with shifts, and how it can be taken back."""

import uuid
from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Slot
from sqlalchemy.orm import Session

from db.actor import Actor
from db.changes import Changes
from db.commands import rosters
from db.errors import DomainError
from db.queries.rosters import ShiftRecord
from db.rules.campaigns import CampaignDefinition
from db.rules.rosters import Planned, ShiftEventKind, ShiftStanding
from db.times import CHINA
from desktop import texts
from desktop.context import Context
from desktop.screens.campaigns import roster_words
from desktop.screens.campaigns.roster_page import WEEK, RosterPage
from desktop.screens.campaigns.roster_words import RosterAnswer

_TICK_MS = 30_000
"""Real time between looks at the clock: shifts begin and end without anybody writing."""
_CHANGED = Changes(rosters=True)


class RosterDesk(QObject):
    """Fills the page for one campaign and one day or week."""

    def __init__(self, page: RosterPage, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._page, self._context = page, context
        self._definition: CampaignDefinition | None = None
        self._since = context.now()
        self._answer: RosterAnswer | None = None
        self._swapping: ShiftRecord | None = None
        """The shift for which another one is being looked for."""
        self._taken_off: list[uuid.UUID] = []
        """Shifts that Ctrl+Z brings back, the last one first."""
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self._show_if_open)
        self._connect()

    def open(self, definition: CampaignDefinition) -> None:
        """Show this campaign's roster, today."""
        self._definition, self._answer = definition, None
        self._page.form.hide()
        self._page.head.show_title(self.tr("Roster"), definition.name(self._context.language))
        self._move(0)
        self._timer.start()

    def _connect(self) -> None:
        page = self._page
        page.moved.connect(self._move)
        page.span.chosen.connect(lambda _key: self._move(0))
        page.plan_button.clicked.connect(self._plan)
        page.empty.button_clicked.connect(self._plan)
        page.chart.bar_chosen.connect(self._on_chosen)
        page.chart.gap_clicked.connect(self._on_gap)
        page.form.planned.connect(self._add)
        page.deed_chosen.connect(self._do)
        page.undone.connect(self._bring_back)
        self._context.jobs.changed.connect(self._on_changed)

    @property
    def _length(self) -> timedelta:
        return timedelta(days=7 if self._page.span.current() == WEEK else 1)

    @Slot(int)
    def _move(self, spans: int) -> None:
        """Days begin at midnight in China; a week begins with the day that is shown."""
        if spans == 0:
            today = self._context.now().astimezone(CHINA).date()
            self._since = datetime.combine(today, time(), CHINA)
        else:
            self._since += spans * self._length
        self._load()

    @Slot(object, object)
    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        if self._page.isVisible() and (changes.rosters or changes.sites):
            self._load()

    @Slot()
    def _show_if_open(self) -> None:
        if self._page.isVisible():
            self._show()
        else:
            self._timer.stop()

    def _load(self) -> None:
        if self._definition is not None:
            until = self._since + self._length
            wanted = partial(roster_words.read, campaign=self._definition.key, since=self._since, until=until)
            self._context.jobs.read(wanted, self._on_read, error=self._fail, key="campaigns-roster")

    def _on_read(self, answer: RosterAnswer) -> None:
        if self._definition is not None and answer.campaign == self._definition.key:
            self._answer = answer
            self._show()

    def _show(self) -> None:
        answer, definition = self._answer, self._definition
        if answer is None or definition is None or definition.roster is None:
            return
        page, now = self._page, self._context.now()
        found = roster_words.rows(answer, definition.roster, now)
        page.chart.show_rows(found, roster_words.span(answer.since, answer.until, now))
        sites = [(str(one.id), one.name) for one in answer.sites]
        page.form.show_sites(sites, definition.roster.shift_hours)
        page.plan_button.setEnabled(bool(sites))
        page.panel.set_title(_days(answer.since, answer.until))
        lacking = roster_words.lacking(found)
        note = self.tr("{count} gaps").format(count=lacking) if lacking else self.tr("no gaps")
        if found and not answer.shifts:
            note = self.tr("nobody is on the roster in these days")
        page.panel.set_note(note if found else "")
        page.show_chart(bool(found))
        self._explain(bool(sites))
        self._on_chosen(page.chart.current)

    def _explain(self, has_sites: bool) -> None:
        if has_sites:
            title = self.tr("Nobody is on the roster")
            hint = self.tr("Plan shifts: type the crews once, the program lets them take turns.")
            self._page.empty.set_texts(title, hint, self.tr("Plan shifts"))
        else:
            title = self.tr("This campaign has no sites yet")
            self._page.empty.set_texts(
                title, self.tr("Add sites to the list first; the roster has a row for each.")
            )

    def _shift(self) -> ShiftRecord | None:
        key = self._page.chart.current
        shifts = self._answer.shifts if self._answer else ()
        return next((one for one in shifts if str(one.id) == key), None)

    @Slot(str)
    def _on_chosen(self, _key: str) -> None:
        shift = self._shift()
        first, self._swapping = self._swapping, None
        if first is not None and shift is not None and shift.id != first.id:
            self._swap(first, shift)
        elif shift is None:
            self._page.show_shift("", frozenset())
        else:
            now = self._context.now()
            self._page.show_shift(roster_words.shift_text(shift, now), self._possible(shift, now))

    def _possible(self, shift: ShiftRecord, now: datetime) -> frozenset[str]:
        """What the signatures allow."""
        standing = shift.standing(now)
        if standing is ShiftStanding.LEFT:
            return frozenset()
        if standing in (ShiftStanding.ON_DUTY, ShiftStanding.UNSIGNED):
            return frozenset({"out", "handover"} if self._next(shift) else {"out"})
        return frozenset({"in", "replace", "swap", "remove"})

    def _next(self, shift: ShiftRecord) -> ShiftRecord | None:
        """The first shift at the same place that begins when this one ends, or later, and is not over."""
        later = [
            one
            for one in (self._answer.shifts if self._answer else ())
            if one.site_id == shift.site_id and one.starts_at >= shift.ends_at
        ]
        return min(later, key=lambda one: one.starts_at, default=None)

    @Slot()
    def _plan(self) -> None:
        site = str(self._answer.sites[0].id) if self._answer and self._answer.sites else ""
        self._page.form.start(site, self._since, self._since + self._length)

    @Slot(str, float, float)
    def _on_gap(self, site: str, start: float, end: float) -> None:
        since = self._since + timedelta(hours=start)
        self._page.form.start(site, since, self._since + timedelta(hours=end))

    @Slot(str, object)
    def _add(self, site: str, planned: list[Planned]) -> None:
        if self._definition is not None and planned:
            work = partial(_add, site_id=uuid.UUID(site), campaign=self._definition.key, planned=planned)
            self._write(work, self._on_added, self._on_refused)

    def _on_added(self, _changes: Changes) -> None:
        self._page.form.crews.clear()
        self._page.form.leave()
        self._say(self.tr("The shifts are on the roster."))

    def _on_refused(self, error: Exception) -> None:
        if isinstance(error, DomainError):
            self._page.form.refuse(texts.error_text(error))
        else:
            self._fail(error)

    @Slot(str)
    def _do(self, deed: str) -> None:
        shift, said = self._shift(), self._page.words.text().strip()
        if shift is None:
            return
        if deed == "swap":
            self._swapping = shift
            self._page.show_shift(
                self.tr("Swap {name}: click the other shift.").format(name=shift.name), frozenset()
            )
        elif deed == "replace" and not said:
            self._page.words.setFocus()
            self._say(self.tr("Type who replaces {name}, then click again.").format(name=shift.name))
        elif deed == "remove":
            work = partial(rosters.remove_shifts, shift_ids=[shift.id])
            self._write(work, partial(self._on_taken_off, shift))
        else:
            self._write(self._deed(deed, shift, said), self._on_done)

    def _deed(self, deed: str, shift: ShiftRecord, said: str) -> Callable[..., Changes]:
        following = self._next(shift)
        if deed == "handover" and following is not None:
            return partial(rosters.hand_over, shift_id=shift.id, to_shift_id=following.id, note=said)
        if deed == "replace":
            other = Planned(shift.starts_at, shift.ends_at, said, None, shift.note)
            return partial(rosters.change_shift, shift_id=shift.id, planned=other, seen=shift.hlc)
        return partial(rosters.sign, shift_id=shift.id, kind=ShiftEventKind(deed), note=said or None)

    def _swap(self, first: ShiftRecord, second: ShiftRecord) -> None:
        one, other = (first.id, first.hlc), (second.id, second.hlc)
        self._write(partial(rosters.swap, one=one, other=other), self._on_done)

    def _write(
        self,
        command: Callable[..., Changes],
        done: Callable[[Changes], None],
        error: Callable[[Exception], None] | None = None,
    ) -> None:
        work: Callable[[Session], Any] = partial(command, actor=self._context.actor())
        self._context.jobs.write(work, done, error=error or self._fail)

    def _on_taken_off(self, shift: ShiftRecord, _changes: Changes) -> None:
        self._taken_off.append(shift.id)
        self._say(self.tr("{name} is off the roster; Ctrl+Z brings the shift back.").format(name=shift.name))

    @Slot()
    def _bring_back(self) -> None:
        if self._taken_off:
            self._write(partial(rosters.restore_shifts, shift_ids=[self._taken_off.pop()]), self._on_done)

    def _on_done(self, _changes: Changes) -> None:
        self._page.words.clear()
        self._say(self.tr("The roster is saved."))

    def _say(self, text: str) -> None:
        self._context.navigator.message.emit(text, "info", "")

    def _fail(self, error: Exception) -> None:
        details = "" if isinstance(error, DomainError) else texts.bug_details(error)
        self._context.navigator.message.emit(texts.error_text(error), "error", details)


def _add(
    session: Session, actor: Actor, site_id: uuid.UUID, campaign: str, planned: list[Planned]
) -> Changes:
    rosters.add_shifts(session, actor, site_id, campaign, planned)
    return _CHANGED


def _days(since: datetime, until: datetime) -> str:
    first, last = since.astimezone(CHINA), (until - timedelta(seconds=1)).astimezone(CHINA)
    return f"{first:%Y-%m-%d}" if first.date() == last.date() else f"{first:%Y-%m-%d} – {last:%m-%d}"
