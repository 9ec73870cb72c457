"""Many sites changed at once, with the way back: Ctrl+E changes what is selected, Ctrl+Z takes it back."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from sqlalchemy.orm import Session

from db.commands.site_bulk import STATE, BulkOutcome, put_back, put_many
from db.rules.sites import SiteState
from desktop import texts
from desktop.context import Context
from desktop.ledgers.watch import StoppedError, Watch
from desktop.screens.campaigns import bulk_words as words
from desktop.screens.campaigns.bulk_reading import Standing, puts, standing
from desktop.screens.campaigns.columns import Reader
from desktop.screens.campaigns.overview import Overview

_DEPTH = 50
"""Deeds that can be taken back; each keeps the old value of every site."""
_TOLD_MS = 100
_PERCENT = 100


@dataclass(frozen=True, slots=True)
class _Deed:
    """What was done, and with which campaign's words it is told."""

    reader: Reader
    outcome: BulkOutcome
    is_undo: bool = False


class BulkDesk(QObject):
    """Fills the bar under the list, writes, and keeps what can be taken back."""

    def __init__(
        self, view: Overview, context: Context, reader: Callable[[], Reader | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._view, self._bar, self._context, self._reader_now = view, view.bulk, context, reader
        self._reader: Reader | None = None
        self._done: list[_Deed] = []
        self._shown: _Deed | None = None
        """What the bar tells of."""
        self._standing: Standing | None = None
        self._own: dict[uuid.UUID, int] = {}
        """Clocks that were written here: what we did ourselves is no surprise."""
        self._watch = Watch()
        self._is_busy = False
        self._teller = QTimer(self, interval=_TOLD_MS)
        self._connect()

    @Slot()
    def open(self) -> None:
        """Ask what shall be changed; nothing happens without a selection."""
        reader = self._reader_now()
        if reader is not None and not self._is_busy and len(self._view.table.selected_sites()):
            self._reader = reader
            self._bar.begin(reader)

    @Slot()
    def undo(self) -> None:
        """Take the newest deed of this window back."""
        if self._done and not self._is_busy:
            self._put_back(self._done.pop())

    def close(self) -> None:
        """Another campaign is shown: what was asked was meant for the old one."""
        if self._bar.is_asking() and not self._is_busy:
            self._bar.hide()

    def _connect(self) -> None:
        bar, view = self._bar, self._view
        view.foot.change_button.clicked.connect(self.open)
        view.table.rows_selected.connect(self._on_selected)
        bar.edited.connect(self._look)
        bar.accepted.connect(self._put)
        bar.stopped.connect(lambda: self._watch.stop())
        bar.undo_clicked.connect(self._on_undo)
        bar.left_out_clicked.connect(self._show_left_out)
        bar.left.connect(lambda: view.table.setFocus(Qt.FocusReason.OtherFocusReason))
        self._teller.timeout.connect(lambda: bar.progress.setValue(round(self._watch.share * _PERCENT)))
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Ctrl+E"), view, self.open, context=context)
        QShortcut(QKeySequence.StandardKey.Undo, view, self.undo, context=context)

    @Slot()
    def _on_selected(self) -> None:
        if self._bar.is_asking() and not self._is_busy:
            self._look()

    def _rows(self) -> list[int]:
        rows: list[int] = self._view.table.selected_sites().tolist()
        return rows

    @Slot()
    def _look(self) -> None:
        """How many have the value already, and what stands against it; counted in the pool."""
        if self._reader is None:
            return
        self._standing = None
        self._show_deed()
        table, rows, key, value = (
            self._view.model.view.table,
            self._rows(),
            self._bar.key(),
            self._bar.value(),
        )
        work = partial(standing, table, rows, key, value)
        self._context.jobs.compute(work, partial(self._on_standing, key, value, len(rows)), key="bulk")

    def _on_standing(self, key: str, value: Any, count: int, found: Standing) -> None:
        if (key, value, count) == (self._bar.key(), self._bar.value(), len(self._rows())):
            self._standing = found
            self._show_deed()

    def _show_deed(self) -> None:
        reader, bar, found = self._reader, self._bar, self._standing
        if reader is None or self._is_busy:
            return
        key, value, count = bar.key(), bar.value(), len(self._rows())
        problem = bar.problem()
        sentence = "" if problem else words.preview_text(key, value, found.same if found else 0, reader)
        if found is not None and key == STATE and value == SiteState.CLOSED:
            sentence = f"{sentence} {words.doubts_text(found.with_orders, found.unchecked)}".strip()
        left = count - (found.same if found else 0)
        bar.show_deed(sentence, words.deed_text(key, value, left, reader), problem, can_be_done=left > 0)

    @Slot()
    def _put(self) -> None:
        reader, rows, key, value = self._reader, self._rows(), self._bar.key(), self._bar.value()
        if reader is None or not rows or self._bar.problem():
            return
        table, actor, watch = self._view.model.view.table, self._context.actor(), Watch()
        own = dict(self._own)

        def work(session: Session) -> BulkOutcome:
            wanted = puts(table, rows, value, own)
            return put_many(session, actor, reader.definition, key, wanted, watch.step)

        self._write(work, watch, partial(self._on_done, reader, is_undo=False))

    @Slot()
    def _on_undo(self) -> None:
        """The bar's button: what it tells of is taken back, or done once more."""
        if self._shown is None:
            return
        if self._done and self._done[-1] is self._shown:
            self._done.pop()
        self._put_back(self._shown)

    def _put_back(self, deed: _Deed) -> None:
        actor, watch = self._context.actor(), Watch()

        def work(session: Session) -> BulkOutcome:
            return put_back(session, actor, deed.reader.definition, deed.outcome, watch.step)

        self._write(work, watch, partial(self._on_done, deed.reader, is_undo=not deed.is_undo))

    def _write(
        self, work: Callable[[Session], BulkOutcome], watch: Watch, done: Callable[[BulkOutcome], None]
    ) -> None:
        self._watch, self._is_busy = watch, True
        self._bar.show_busy(True)
        self._teller.start()
        self._context.jobs.write(work, done, error=self._on_failed, changes=lambda outcome: outcome.changes)

    def _on_done(self, reader: Reader, outcome: BulkOutcome, *, is_undo: bool) -> None:
        self._end()
        self._shown = _Deed(reader, outcome, is_undo)
        self._own |= {one.site_id: one.hlc for one in outcome.changed}
        if outcome.changed and not is_undo:
            self._done = [*self._done[1 - _DEPTH :], self._shown]
        left = self.tr("Select the {count} left").format(count=len(outcome.left_out))
        again = self.tr("Redo") if is_undo else self.tr("Undo")
        self._bar.show_result(
            words.result_text(outcome, reader, is_undo=is_undo),
            again if outcome.changed else "",
            left if outcome.left_out else "",
            "error" if outcome.left_out else "strong",
        )

    def _on_failed(self, error: Exception) -> None:
        self._end()
        self._shown = None
        if isinstance(error, StoppedError):
            self._bar.show_result(self.tr("Stopped: nothing was changed."), "")
        else:
            self._bar.show_result(texts.error_text(error), "", role="error")

    def _end(self) -> None:
        self._is_busy = False
        self._teller.stop()

    @Slot()
    def _show_left_out(self) -> None:
        """Those that the list shows; it may be filtered."""
        if self._shown is not None:
            self._view.table.select_keys([one.site_id.hex for one in self._shown.outcome.left_out])
            self._view.table.setFocus(Qt.FocusReason.OtherFocusReason)
