"""The walls of tiles: on the desk, for a room in pages, and full screen on a second display."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QScreen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from widgets import theme
from widgets.pages import PagedWall
from widgets.theme import set_role
from widgets.tiles import TileGroup, TileWall

__all__ = ["WallWindow", "Walls"]


class Walls(QStackedWidget):
    """One wall in three places; what is set here shows in all of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.room = TileWall(), PagedWall()
        self.addWidget(self.desk)
        self.addWidget(self.room)
        self._groups: list[TileGroup] = []
        self._note = ""
        self.window_: WallWindow | None = None

    def set_empty_text(self, text: str) -> None:
        """What an empty wall says."""
        self.desk.set_empty_text(text)
        self.room.set_empty_text(text)

    def set_groups(self, groups: Sequence[TileGroup]) -> None:
        """A new wall."""
        self._groups = list(groups)
        self.desk.set_groups(groups)
        for pages in self._paged():
            pages.set_groups(groups)

    def update_groups(self, groups: Sequence[TileGroup]) -> None:
        """The same tiles in the same places with other contents: only what differs is painted."""
        notes = {group.title: group.note for group in groups}
        has_notes = notes != {group.title: group.note for group in self._groups}
        self._groups = list(groups)
        tiles = [tile for group in groups for tile in group.tiles]
        self.desk.update_tiles(tiles)
        if has_notes:
            self.desk.set_notes(notes)
        for pages in self._paged():
            if has_notes:
                pages.set_groups(groups)
            else:
                pages.update_tiles(tiles)

    def set_marks(self, marks: Mapping[str, str]) -> None:
        """Colours of the curves, where the curves are beside the wall."""
        self.desk.set_marks(marks)
        self.room.wall.set_marks(marks)

    def set_note(self, note: str) -> None:
        """Count, valid share and edition, for the second display."""
        self._note = note
        if self.window_ is not None:
            self.window_.set_note(note)

    def show_pages(self, wanted: bool) -> None:
        """Pages that turn by themselves instead of a wall that scrolls."""
        self.setCurrentWidget(self.room if wanted else self.desk)

    @Slot()
    def open_window(self) -> None:
        """Fill another display, or this one where there is no other; again: bring it to the front."""
        if self.window_ is None:
            self.window_ = WallWindow()
            self.window_.closed.connect(self._on_window_closed)
            self.window_.pages.set_groups(self._groups)
            self.window_.set_note(self._note)
        self.window_.fill(other_screen(self.screen()))

    @Slot()
    def _on_window_closed(self) -> None:
        if self.window_ is not None:
            self.window_.deleteLater()
        self.window_ = None

    def _paged(self) -> list[PagedWall]:
        return [self.room, self.window_.pages] if self.window_ is not None else [self.room]


class WallWindow(QWidget):
    """A wall and nothing else; Esc closes it. It stays full screen when displays come and go."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle(self.tr("Wall of stations"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("wall-window")
        self.pages = PagedWall()
        self._title, self._note = QLabel(self.tr("Stations")), QLabel()
        set_role(self._title, "title")
        set_role(self._note, "muted")
        edge = theme.current().edge
        head = QHBoxLayout()
        head.setContentsMargins(edge, edge, edge, 0)
        head.addWidget(self._title)
        head.addWidget(self._note, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(head)
        box.addWidget(self.pages, 1)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenRemoved.connect(self._on_screen_removed)

    def set_note(self, note: str) -> None:
        """What stands beside the title."""
        self._note.setText(note)

    def fill(self, screen: QScreen) -> None:
        """Fill a display."""
        self.setGeometry(screen.geometry())
        self.showFullScreen()
        self.raise_()

    @Slot(QScreen)
    def _on_screen_removed(self, _screen: QScreen) -> None:
        """Its display was unplugged: the system moves the window, and it fills where it has landed."""
        if self.isVisible():
            self.fill(QGuiApplication.primaryScreen())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()


def other_screen(mine: QScreen) -> QScreen:
    """A display that the console is not on; the same one where there is only one."""
    return next((screen for screen in QGuiApplication.screens() if screen is not mine), mine)
