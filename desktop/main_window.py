"""The window: rail, top bar, messages, the screens, status line. It composes and routes; it decides nothing.

It imports neither the database nor the charts, so that it is painted before they are loaded.
"""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QKeySequence, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.top_bar import TopBar
from widgets.empty import EmptyState
from widgets.message_bar import MessageBar
from widgets.rail import Rail, RailItem
from widgets.status_line import StatusLine

THEMES = ("light", "dark", "projection")
_ICONS = {"air": "wind", "devices": "station", "import": "download"}
"""Icons of screens that are not named like them."""


class MainWindow(QMainWindow):
    """The shell around the screens."""

    screen_chosen = Signal(str)
    """The user wants the screen with this key."""
    theme_chosen = Signal(str)
    """The user wants the look with this name."""
    language_chosen = Signal(str)
    """The user wants this language (`zh_CN`, `en`) from the next start."""
    painted = Signal()
    """The window has been painted for the first time."""
    closing = Signal()
    """The window is about to close."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Qingkong Console"))
        self.names = {
            "duty": self.tr("Duty"),
            "campaigns": self.tr("Campaigns"),
            "dispatch": self.tr("Dispatch"),
            "air": self.tr("Air"),
            "devices": self.tr("Devices"),
            "import": self.tr("Import"),
            "sync": self.tr("Sync"),
        }
        tips = {key: f"Ctrl+{number}" for number, key in enumerate(self.names, 1)}
        self.rail = Rail(
            [RailItem(key, name, _ICONS.get(key, key), tips[key]) for key, name in self.names.items()]
        )
        self.rail.chosen.connect(self.screen_chosen)
        self.top = TopBar()
        self.messages = MessageBar()
        self.status = StatusLine()
        self.stack = QStackedWidget()
        self._screens: dict[str, QWidget] = {}
        self._is_painted = False
        self._waiting = EmptyState(self.tr("Opening the record…"), icon="clock")
        self.stack.addWidget(self._waiting)
        self._theme_actions: dict[str, QAction] = {}
        self._lay_out()
        self._make_actions()

    def add_screen(self, key: str, screen: QWidget) -> None:
        """Put a screen into the window."""
        self._screens[key] = screen
        self.stack.addWidget(screen)

    def page(self, key: str) -> QWidget | None:
        """The screen with this key, None if it has not been made."""
        return self._screens.get(key)

    def show_screen(self, key: str) -> None:
        """Bring a screen that has been added to the front."""
        self.rail.set_current(key)
        self.top.set_screen(self.names[key])
        self.stack.setCurrentWidget(self._screens[key])

    def current_key(self) -> str:
        """Key of the screen in front, "" before the first."""
        shown = self.stack.currentWidget()
        return next((key for key, screen in self._screens.items() if screen is shown), "")

    def show_failure(self, title: str, hint: str) -> None:
        """The record cannot be opened: say so where the screens would be."""
        self._waiting.set_texts(title, hint)
        self.stack.setCurrentWidget(self._waiting)

    def set_theme_name(self, name: str) -> None:
        """Tick the look in force in the menu."""
        self._theme_actions[name].setChecked(True)

    def toggle_full_screen(self) -> None:
        """F11: the projector's view and back."""
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        for widget in (self.top, self.messages):
            right.addWidget(widget)
        right.addWidget(self.stack, 1)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.rail)
        across.addLayout(right, 1)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(across, 1)
        column.addWidget(self.status)
        self.setCentralWidget(body)

    def _make_actions(self) -> None:
        for number, key in enumerate(self.names, 1):
            action = QAction(self.names[key], self, shortcut=QKeySequence(f"Ctrl+{number}"))
            action.triggered.connect(lambda _checked=False, key=key: self.screen_chosen.emit(key))
            self.addAction(action)
        self._make_theme_menu()
        self._make_language_menu()
        full = QAction(self.tr("Full screen"), self, shortcut=QKeySequence("F11"))
        full.triggered.connect(self.toggle_full_screen)
        self.addAction(full)
        self.top.menu.addSeparator()
        self.top.menu.addAction(full)

    def _make_theme_menu(self) -> None:
        labels = {
            "light": self.tr("Light"),
            "dark": self.tr("Dark"),
            "projection": self.tr("Projection"),
        }
        group = QActionGroup(self)
        for name in THEMES:
            action = QAction(labels[name], self, checkable=True)
            action.triggered.connect(lambda _checked=False, name=name: self.theme_chosen.emit(name))
            group.addAction(action)
            self.top.menu.addAction(action)
            self._theme_actions[name] = action

    def _make_language_menu(self) -> None:
        self.top.menu.addSeparator()
        for code, label in (("zh_CN", "中文"), ("en", "English")):
            action = QAction(label, self)
            action.triggered.connect(lambda _checked=False, code=code: self.language_chosen.emit(code))
            self.top.menu.addAction(action)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            # its children are painted, and all of it is shown, before the next event
            QTimer.singleShot(0, self.painted.emit)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)
