"""Wishes in, views out: the list is worked out in the pool; only the answer to the last wish is shown."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from db.queries.site_list import ListPart
from desktop.context import Context
from desktop.site_index.sources import Source
from desktop.site_index.table import SiteTable
from desktop.site_index.view import SiteIndex, SiteView, Steps
from desktop.site_index.wishes import Wish
from desktop.slices import Sliced

T = TypeVar("T")


class ListEngine(QObject):
    """Holds a campaign's table and what is wished of it."""

    view_ready = Signal(object)
    """A `SiteView` for the last wish."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._table: SiteTable | None = None
        self._position = 0
        self._sources: Mapping[str, Source] = {}
        self._index: SiteIndex | None = None
        self._wish = Wish()
        self._running: Sliced[Any] | None = None
        self._beside: Sliced[Any] | None = None

    @property
    def wish(self) -> Wish:
        """What was wished last."""
        return self._wish

    @property
    def known(self) -> tuple[str, int] | None:
        """Campaign of the table and the last position that it knows; None: nothing has been read."""
        return (self._table.campaign_key, self._position) if self._table is not None else None

    @property
    def size(self) -> int:
        """Sites of the campaign."""
        return len(self._table) if self._table is not None else 0

    def clear(self) -> None:
        """No campaign any more."""
        self._stop()
        self._table, self._index = None, None

    def show(self, part: ListPart, sources: Mapping[str, Source]) -> None:
        """The record was read; the sources are those of its campaign."""
        old = self._table
        is_same = old is not None and old.campaign_key == part.campaign_key
        self._table = old.updated(part) if is_same and old is not None else SiteTable.of(part)
        self._position = part.position
        if self._table is not old or sources is not self._sources:
            self._sources = sources
            self._index = SiteIndex(self._table, sources)
        self._work()

    def ask(self, wish: Wish) -> None:
        """Another wish; an answer to an older one that is under way is dropped."""
        if wish != self._wish:
            self._wish = wish
            self._work()

    def beside(self, steps: Callable[[SiteIndex], Steps[T]], done: Callable[[T], None]) -> None:
        """Work something else out of the same table; a newer question takes its place."""
        if self._beside is not None:
            self._beside.cancel()
        if self._index is not None:
            self._beside = Sliced(self._context.jobs, steps(self._index), done, self._on_failed)

    def _work(self) -> None:
        self._stop()
        if self._index is not None:
            steps = self._index.view(self._wish, self._context.now().timestamp())
            self._running = Sliced(self._context.jobs, steps, self._on_view, self._on_failed)

    def _on_view(self, view: SiteView) -> None:
        self._running = None
        self.view_ready.emit(view)
        self._prepare()

    def _prepare(self) -> None:
        """While the list is looked at, the search is made ready for the first key."""
        if self._index is not None and not self._index.is_ready and self._running is None:
            steps = self._index.prepare()
            self._running = Sliced(self._context.jobs, steps, self._on_prepared, self._on_failed)

    def _on_prepared(self, _nothing: None) -> None:
        self._running = None
        if self._wish.words:  # they were typed before their sounds were known
            self._work()

    def _on_failed(self, error: Exception) -> None:
        self._running = None
        self._context.report_error(error)

    def _stop(self) -> None:
        if self._running is not None:
            self._running.cancel()
            self._running = None
