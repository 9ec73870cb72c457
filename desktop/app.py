"""Start-up as a flat list. The window is painted first; database and charts are loaded behind it."""

import gc
import logging
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QMessageLogContext,
    QObject,
    QSettings,
    Qt,
    QTimer,
    QtMsgType,
    Signal,
    Slot,
    qInstallMessageHandler,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop.main_window import MainWindow
from desktop.settings import LANGUAGE, SCREEN, THEME, Settings
from desktop.start import Opened, Running, Start
from resources import folder
from widgets import icons, theme
from widgets.fonts import install_fonts

if TYPE_CHECKING:
    from desktop.console import Console
    from desktop.demo_run import DemoRun

log = logging.getLogger(__name__)

_COLLECT_MS = 1000
UNPAINTED_MS = 1000
"""So long the record waits for the window's first paint."""

DEVELOPMENT = "QINGKONG_DEV"
"""Environment variable: with it the stall watchdog runs."""


def make_application() -> QApplication:
    """The one QApplication."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("qingkong")
    app.setOrganizationName("qingkong")
    return app


class Program(QObject):
    """The running program: a window, and a console behind it once the record is open."""

    opened = Signal(object)
    """The console is composed: `Console`."""
    failed = Signal(object)
    """The record could not be opened: the exception."""
    settled = Signal()
    """Start-up is over: the first screen shows its data, or the record could not be opened."""
    _loaded = Signal(object, object)

    def __init__(self, app: QApplication, start: Start) -> None:
        super().__init__(app)
        self.app, self.start = app, start
        self.settings = Settings(QSettings() if start.remember else None)
        self.language = start.language or self.settings.get(LANGUAGE)
        self.running = Running()
        self.family = ""
        self.theme_name = ""
        self._closed = False
        problem = self._look()
        self.window = MainWindow()
        if problem:
            self.window.messages.show_message(problem, "error")
        self.window.theme_chosen.connect(self.set_theme)
        self.window.language_chosen.connect(self._on_language_chosen)
        self.window.closing.connect(self.close)
        self._loaded.connect(self._on_loaded, Qt.ConnectionType.QueuedConnection)
        self._loader = threading.Thread(target=self._load, name="qingkong-loader", daemon=True)

    @property
    def console(self) -> "Console | None":
        """The console, once the record is open."""
        return self.running.console

    @property
    def demo_run(self) -> "DemoRun | None":
        """The replay of a demo."""
        return self.running.demo_run

    def show(self) -> None:
        """Show the window, then open the record behind it."""
        self.window.set_theme_name(self.theme_name)
        self.window.resize(1440, 900)
        geometry = self.settings.geometry()
        if geometry is not None:
            self.window.restoreGeometry(geometry)
        if self.start.projection:
            self.window.showFullScreen()
        else:
            self.window.show()
        # the first paint comes before the loader starts to compete for the interpreter
        self.window.painted.connect(self._start_loading)
        # a window that opens minimised, or behind others, is not painted
        QTimer.singleShot(UNPAINTED_MS, self._start_loading)

    @Slot()
    def _start_loading(self) -> None:
        if not self._closed and self._loader.ident is None:
            self._loader.start()

    def tell_of_bug(self, text: str, details: str) -> None:
        """An unforeseen failure in the message bar; one that repeats itself stays one message."""
        self.window.messages.show_message(text, "error", details, key="bug")

    def set_theme(self, name: str) -> None:
        """Change the look; a broken theme file keeps the old one and says so."""
        screen = self.app.primaryScreen()
        height = self.window.height() if self.window.isVisible() else screen.availableGeometry().height()
        problem = theme.switch_theme(self.app, name, _path("themes"), self.family, height)
        if problem:
            self.window.messages.show_message(problem, "error")
            self.window.set_theme_name(self.theme_name)  # the menu has ticked the one that was wanted
            return
        self.theme_name = name
        self.settings.set(THEME, name)
        self.window.set_theme_name(name)
        if self.console is not None:
            self.console.apply_theme()

    def close(self) -> None:
        """The one shutdown path; harmless when repeated."""
        self._closed = True
        self.settings.set_geometry(self.window.saveGeometry())
        if self.demo_run is not None:
            self.demo_run.stop()
        if self.console is not None:
            self.settings.set(SCREEN, self.window.current_key() or self.settings.get(SCREEN))
            self.console.close()
        if self._loader.is_alive():
            self._loader.join()

    def _look(self) -> str:
        """Translation, font and theme, before the first widget is made; the theme's problem, or ""."""
        from desktop.translation import install

        install(self.language)
        icons.set_folder(_path("icons"))
        self.family = install_fonts(_path("fonts"), always=self.start.bundled_font)
        wanted = "projection" if self.start.projection else self.start.theme
        self.theme_name = wanted or self.settings.get(THEME)
        height = self.app.primaryScreen().geometry().height()
        problem = theme.switch_theme(self.app, self.theme_name, _path("themes"), self.family, height)
        if problem:
            log.error("%s", problem)
            self.theme_name = THEME.default
            theme.switch_theme(self.app, self.theme_name, _path("themes"), self.family, height)
        return problem

    def _load(self) -> None:
        """On the loader's thread: heavy imports, migration, demo data."""
        try:
            self._loaded.emit(_open(self.start), None)
        except Exception as error:
            self._loaded.emit(None, error)

    @Slot(object, object)
    def _on_loaded(self, opened: Opened | None, error: Exception | None) -> None:
        if self._closed:
            if opened is not None:
                opened.record.database.close()
            return
        if opened is None:
            assert error is not None
            self._on_load_failed(error)
            return
        from desktop.compose import compose

        settings, running = self.settings, self.running
        console = compose(self.window, settings, self.start, self.language, opened, running)
        console.loaded.connect(self.settled)
        self.opened.emit(console)

    def _on_load_failed(self, error: Exception) -> None:
        from db.errors import DomainError
        from desktop.texts import error_text

        if not isinstance(error, DomainError):
            log.error("the record could not be opened", exc_info=error)
        self.window.show_failure(self.tr("The record cannot be opened"), error_text(error))
        self.failed.emit(error)
        self.settled.emit()

    @Slot(str)
    def _on_language_chosen(self, code: str) -> None:
        self.settings.set(LANGUAGE, code)
        text = self.tr("The language changes at the next start.")
        self.window.messages.show_message(text, "info")


def _open(start: Start) -> Opened:
    import desktop.compose  # noqa: F401  - charts and screens: a second of imports, off the GUI thread

    if start.demo:
        from desktop.demo import prepare_demo

        demo = prepare_demo()
        return Opened(demo.record, demo)
    from desktop.clock import Clock
    from desktop.record import default_url, open_record

    url = start.url or default_url()
    return Opened(open_record(url, Clock().now(), campaigns=start.campaigns), None)


def _path(name: str) -> Path:
    return Path(str(folder(name)))


_QUIET = ("This plugin does not support", "Populating font family aliases")
"""What the off-screen platform says of itself; nobody can act on it."""


def route_qt_messages() -> None:
    """Qt's own messages go to the log with their level."""
    levels = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.INFO,
        QtMsgType.QtWarningMsg: logging.WARNING,
    }

    def handle(kind: QtMsgType, _context: QMessageLogContext, text: str | None) -> None:
        if text and not text.startswith(_QUIET):
            logging.getLogger("qt").log(levels.get(kind, logging.ERROR), "%s", text)

    qInstallMessageHandler(handle)


def install_excepthook(tell: Callable[[str, str], None]) -> None:
    """A bug is logged and told in a sentence with copyable details, never shown as a traceback."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
            return
        log.critical("unexpected error", exc_info=(kind, error, trace))
        try:
            from desktop.texts import bug_details, bug_sentence

            tell(bug_sentence(), bug_details(error))
        except Exception:
            log.exception("could not tell about it")

    sys.excepthook = hook


class Collector(QObject):
    """Looks for garbage on the GUI thread only: what it finds may be Qt objects, which die where they live.

    Python would collect on whichever thread makes the next object, the database thread as well.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=_COLLECT_MS)
        self._timer.timeout.connect(self.collect)

    @Slot()
    def start(self) -> None:
        """Begin; what start-up made stays out of all collections."""
        gc.freeze()
        self._timer.start()

    @Slot()
    def collect(self) -> None:
        """The oldest generation that is due, as Python itself would choose it."""
        due = [
            number
            for number, (count, limit) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            if count > limit
        ]
        if due:
            gc.collect(max(due))


def run(start: Start) -> int:
    """Open the console and stay until it is closed; the exit code."""
    # for good: see Collector. Start-up's objects live on: collecting among them would cost a quarter of it
    gc.disable()
    route_qt_messages()
    app = make_application()
    program = Program(app, start)
    collector = Collector(program)
    program.settled.connect(collector.start)
    install_excepthook(program.tell_of_bug)
    if os.environ.get(DEVELOPMENT):
        from desktop.watchdog import StallWatchdog

        watchdog = StallWatchdog(program)
        watchdog.start()
        app.aboutToQuit.connect(watchdog.stop)
    program.show()
    return app.exec()
