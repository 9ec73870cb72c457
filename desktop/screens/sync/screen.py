"""Wiring of the sync screen: what is read when, what stands on the right, which keys do what."""

from functools import partial

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from db.changes import Changes
from db.queries import sync as queries
from db.queries.conflicts import ConflictRecord
from db.queries.sync import Summary
from desktop.context import Context
from desktop.record_words import Words
from desktop.screens.base import Screen
from desktop.screens.sync.circle import Circle
from desktop.screens.sync.columns import Reading
from desktop.screens.sync.deciding import Deciding
from desktop.screens.sync.exchange_desk import ExchangeDesk
from desktop.screens.sync.items import page_of, target_of
from desktop.screens.sync.lists import Lists
from desktop.screens.sync.loading import Loaded, load
from desktop.screens.sync.pack_desk import PackDesk
from desktop.screens.sync.pages import APPROVE, OPEN_SITE, OPEN_TASK, REVOKE
from desktop.screens.sync.view import SyncView
from desktop.syncing import Syncing

CLOCK_MS = 15_000
"""How often ages are read anew, and whether another program has exchanged."""
_SIDES = 9
"""Sides of a conflict that have a key."""


class SyncScreen(Screen):
    """Sync 同步."""

    key = "sync"

    def __init__(
        self, context: Context, syncing: Syncing, parent: QWidget | None = None, *, clock_ms: int = CLOCK_MS
    ) -> None:
        super().__init__(context, parent)
        self.syncing = syncing
        self.read = Reading(Words(context.campaigns, context.language, context.now()))
        self.view = SyncView()
        self.lists = Lists(self.view, self.read, self)
        self.exchange = ExchangeDesk(context, self.view.head, syncing, self)
        self.packs = PackDesk(context, self.view, syncing, self.read, self)
        self.deciding = Deciding(context, self.view.card, self.read, self)
        self.circle = Circle(context, self.view.confirm, self)
        self._loaded: Loaded | None = None
        self._wants_focus = False
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.view)
        self._connect()
        self.view.apply_theme()
        self._clock = QTimer(self, interval=clock_ms)
        self._clock.timeout.connect(self._on_clock)

    @override
    def shows(self, changes: Changes) -> bool:
        return (
            changes.tasks
            or changes.sites
            or changes.checks
            or changes.attachments
            or changes.stations
            or changes.people
            or changes.units
        )

    @override
    def reload(self, changes: Changes) -> None:
        self._read(anew=False)

    @override
    def apply_theme(self) -> None:
        self.view.apply_theme()
        self.view.card.forget(self.read)
        self.lists.refresh_counts()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._clock.start()
        # the keys of the inbox are its table's, and before the first look there may be none
        self._wants_focus = not self.lists.focus()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._clock.stop()

    def _connect(self) -> None:
        view = self.view
        view.card.link_pressed.connect(self._open)
        view.detail.action_triggered.connect(self._on_action)
        self.lists.item_chosen.connect(self._on_chosen)
        self.packs.left.connect(self._show_item)
        for ended in (self.exchange.done, self.packs.done, self.deciding.written, self.deciding.refused):
            ended.connect(self._reload)
        self.circle.written.connect(self._reload)
        for number in range(1, _SIDES + 1):
            self.lists.add_key(str(number), partial(view.card.mark, number - 1))
        for key in ("Return", "Enter"):
            self.lists.add_key(key, view.card.take_marked)

    @Slot()
    def _reload(self) -> None:
        """Read again now: not every change here is one of the log."""
        self._read(anew=True)

    def _read(self, *, anew: bool) -> None:
        read = partial(load, known=self._loaded, anew=anew)
        self.context.jobs.read(read, self._on_loaded, key="sync", error=self._on_load_failed)

    @Slot()
    def _on_clock(self) -> None:
        known = self._loaded.summary if self._loaded else None
        self.context.jobs.read(
            lambda session: queries.summary(session, known), self._on_summary, key="sync.clock", error=_quiet
        )

    def _on_summary(self, found: Summary) -> None:
        if self._loaded is None:
            return  # it could not be read, and that was told
        if found is not self._loaded.summary:
            self._reload()
            return
        self._take_words(self._loaded)
        self.exchange.show(found)
        self.lists.tick()

    def _on_loaded(self, found: Loaded) -> None:
        self._loaded = found
        self._take_words(found)
        self.exchange.show(found.summary)
        self.view.head.show_peers([peer.url for peer in found.peers if peer.url])
        self.packs.show_replicas(found.replicas, found.peers, found.summary.name)
        self.lists.show(found)
        if not self.packs.is_shown:
            self._show_item()
        if self._wants_focus:
            self._wants_focus = not self.lists.focus()
        self.deciding.settle()
        self.mark_ready()

    def _on_load_failed(self, error: Exception) -> None:
        self.context.report_error(error)
        self.deciding.settle()
        self.mark_ready()

    def _take_words(self, found: Loaded) -> None:
        names = {**found.outbox.unit_names, **found.inbox.unit_names}
        self.read.words = Words(self.context.campaigns, self.context.language, self.context.now(), names)

    @Slot()
    def _on_chosen(self) -> None:
        self.circle.forget()
        self._show_item()

    @Slot()
    def _show_item(self) -> None:
        """The chosen item, or that there is none."""
        self.packs.leave()
        record = self.lists.chosen()
        if record is None or self._loaded is None:
            self.view.show_right(self.view.none_chosen)
        elif isinstance(record, ConflictRecord):
            self.view.card.show_conflict(record, self.read)
            self.view.show_right(self.view.card)
        else:
            is_office = self._loaded.summary.side == "office"
            self.view.detail.show_page(page_of(record, self.read, is_office=is_office))
            self.view.show_right(self.view.detail)

    @Slot(str)
    def _on_action(self, key: str) -> None:
        if key in (OPEN_TASK, OPEN_SITE):
            self._open()
        elif key in (APPROVE, REVOKE):
            self.circle.ask(key, self.lists.chosen())

    @Slot()
    def _open(self) -> None:
        """Go to the page of what the item is about."""
        kind, code = target_of(self.lists.chosen())
        go = self.context.navigator
        if kind:
            (go.show_task if kind == OPEN_TASK else go.show_site).emit(code)


def _quiet(_error: Exception) -> None:
    """The next look comes by itself."""
