"""The wall on a second display: pages of tiles that turn by themselves and never scroll."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import (
    QHideEvent,
    QKeyEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from widgets import theme
from widgets.page_dots import PageDots
from widgets.page_layout import enlarged
from widgets.tiles import Tile, TileGroup, TileWall

_INPUT = {
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.KeyPress,
    QEvent.Type.TouchBegin,
}


class PagedWall(QWidget):
    """Shows one page of groups at a time; whoever touches it holds the page for a while."""

    page_changed = Signal(int)
    """Fires with the page's number, from 0, when another one shows."""
    held_changed = Signal(bool)
    """Fires when turning stopped or goes on again."""
    activated = Signal(str)
    """Fires with a tile's key on Enter or double click."""

    def __init__(
        self, parent: QWidget | None = None, interval_ms: int = 15_000, hold_ms: int = 60_000
    ) -> None:
        super().__init__(parent)
        self._groups: list[TileGroup] = []
        self._pages: list[list[TileGroup]] = []
        self._page = 0
        self._stopped = False
        self.wall = TileWall()
        self.dots = PageDots()
        self._turn_timer = QTimer(self, interval=interval_ms)
        self._turn_timer.timeout.connect(self._turn)
        self._hold_timer = QTimer(self, singleShot=True, interval=hold_ms)
        self._hold_timer.timeout.connect(self._on_hold_over)
        self._build()

    def set_groups(self, groups: Sequence[TileGroup]) -> None:
        """Replaces everything; the page stays if there still is one of its number."""
        self._groups = list(groups)
        self._paginate()

    def update_tiles(self, tiles: Iterable[Tile]) -> None:
        """Replaces tiles that are on some page by key; only those in view are painted."""
        fresh = {tile.key: tile for tile in tiles}
        self._groups = [_renewed(group, fresh) for group in self._groups]
        self._pages = [[_renewed(group, fresh) for group in page] for page in self._pages]
        shown = {tile.key for group in self._shown() for tile in group.tiles}
        self.wall.update_tiles(tile for key, tile in fresh.items() if key in shown)

    def set_interval(self, milliseconds: int) -> None:
        """How long a page stays."""
        self._turn_timer.setInterval(milliseconds)

    def set_empty_text(self, text: str) -> None:
        self.wall.set_empty_text(text)

    def page(self) -> int:
        return self._page

    def page_count(self) -> int:
        return len(self._pages)

    def is_held(self) -> bool:
        """True while the pages do not turn by themselves."""
        return self._stopped or self._hold_timer.isActive()

    def show_page(self, number: int) -> None:
        """Turns to a page; past the last comes the first."""
        if self._pages and number % len(self._pages) != self._page:
            self._page = number % len(self._pages)
            self._fill()
            self.page_changed.emit(self._page)

    def hold(self) -> None:
        """Keeps the page for a while, as any key or the mouse does."""
        was = self.is_held()
        if self.isVisible():
            self._hold_timer.start()
        self._run(was)

    def set_stopped(self, stopped: bool) -> None:
        """Keeps the page until told otherwise, as the space key does."""
        was = self.is_held()
        self._stopped = stopped
        self._hold_timer.stop()
        self._run(was)

    def _build(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.wall, 1)
        box.addWidget(self.dots)
        self.wall.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.wall.activated.connect(self.activated)
        self.dots.page_clicked.connect(self.show_page)
        for part in (self.wall, self.wall.viewport(), self.dots):
            part.setMouseTracking(True)
            part.installEventFilter(self)
        self.setFocusProxy(self.wall)
        self.setAccessibleName(self.tr("Wall of stations, turning pages"))

    def _shown(self) -> list[TileGroup]:
        return self._pages[self._page] if self._pages else []

    def _paginate(self) -> None:
        room = self.wall.viewport()
        scale, self._pages = enlarged(self._groups, room.width(), room.height(), theme.current())
        self.wall.set_scale(scale)
        self._page = min(self._page, max(0, len(self._pages) - 1))
        self._fill()

    def _fill(self) -> None:
        self.wall.set_groups(self._shown())
        self._run(self.is_held())

    def _turn(self) -> None:
        self.show_page(self._page + 1)

    def _on_hold_over(self) -> None:
        self._run(True)

    def _run(self, was_held: bool) -> None:
        """Starts and stops the turning, and says so."""
        held = self.is_held()
        turning = self.isVisible() and len(self._pages) > 1 and not held
        if turning != self._turn_timer.isActive():
            self._turn_timer.start() if turning else self._turn_timer.stop()
        self.dots.show_state(len(self._pages), self._page, held)
        if held != was_held:
            self.held_changed.emit(held)

    def _handle_key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Space:
            self.set_stopped(not self._stopped)
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.show_page(self._page + (1 if event.key() == Qt.Key.Key_PageDown else -1))
        else:
            return False
        return True

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT and not self._stopped:
            self.hold()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._handle_key(event):
            return True
        return super().eventFilter(watched, event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._paginate()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._paginate()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._turn_timer.stop()
        self._hold_timer.stop()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange) and hasattr(self, "_hold_timer"):
            self._paginate()


def _renewed(group: TileGroup, fresh: dict[str, Tile]) -> TileGroup:
    if not any(tile.key in fresh for tile in group.tiles):
        return group
    return TileGroup(group.title, group.note, [fresh.get(tile.key, tile) for tile in group.tiles])
