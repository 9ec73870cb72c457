"""Pictures of screens, rendered off-screen: for `qingkong shot`, and the demo without a display."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtWidgets import QApplication

from db.errors import DomainError
from desktop.app import Program, install_excepthook, make_application, route_qt_messages
from desktop.screens.base import Screen
from desktop.start import Start
from desktop.texts import error_text

translate = QCoreApplication.translate

TIMEOUT_MS = 60_000
HURRY = 1200.0
"""Speed of a demo until the hours that are waited for have come."""


class ShotError(DomainError):
    """A picture could not be made."""

    template = "The picture could not be made: {reason}"


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture to take."""

    screen: str
    path: Path
    size: tuple[int, int] = (1920, 1080)
    theme: str = "light"
    part: str = ""
    """One of the screen's parts; without it the one it opens with."""


def off_screen(scale: float = 1.0) -> None:
    """Render without a display; must come before the application is made."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if scale != 1.0:
        os.environ["QT_SCALE_FACTOR"] = str(scale)


def take(start: Start, pictures: Sequence[Picture], *, settle_ms: int = 1200, hours: int = 0) -> None:
    """Open the console and write the pictures.

    Args:
        settle_ms: real time between a screen being ready and its picture (charts redraw on a timer).
        hours: in a demo, recorded hours that must have arrived through the listener first.

    Raises:
        ShotError: the record cannot be opened, a screen does not get ready, a file cannot be written.
    """
    route_qt_messages()
    app = make_application()
    program = Program(app, replace(start, screen=pictures[0].screen, remember=False, bundled_font=True))
    photographer = _Photographer(program, pictures, settle_ms, hours)
    install_excepthook(photographer.fail)
    width, height = pictures[0].size
    program.show()
    program.window.resize(width, height)
    app.exec()
    program.close()
    program.window.deleteLater()
    if photographer.problem:
        raise ShotError(reason=photographer.problem)


class _Photographer(QObject):
    """Goes from picture to picture as the screens get ready."""

    def __init__(self, program: Program, pictures: Sequence[Picture], settle_ms: int, hours: int) -> None:
        super().__init__(program)
        self._program, self._pictures = program, list(pictures)
        self._settle_ms, self._hours = settle_ms, hours
        self.problem = ""
        program.opened.connect(self._on_opened)
        program.failed.connect(self._on_failed)
        self._limit = QTimer(self, singleShot=True, interval=TIMEOUT_MS)
        self._limit.timeout.connect(self._on_timeout)
        self._limit.start()
        self._look = QTimer(self, interval=50)
        self._look.timeout.connect(self._on_look)
        self._then: Callable[[], None] | None = None

    def _on_opened(self, console: object) -> None:
        self._console = self._program.console
        if self._hours and self._program.demo_run is not None:
            self._program.demo_run.set_speed(HURRY)
        self._wait(self._heard_enough, self._on_heard)

    def _on_heard(self) -> None:
        if self._hours and self._program.demo_run is not None:
            self._program.demo_run.set_speed(self._program.start.demo_speed)
        self._next()

    def fail(self, text: str, _details: str) -> None:
        """A bug while the picture was being made; it has been logged."""
        self._stop(text)

    def _on_failed(self, error: Exception) -> None:
        self._stop(error_text(error))

    def _wait(self, condition: Callable[[], bool], then: Callable[[], None]) -> None:
        self._condition, self._then = condition, then
        self._look.start()

    def _on_look(self) -> None:
        if self._then is not None and self._condition():
            self._look.stop()
            QTimer.singleShot(self._settle_ms, self._then)

    def _heard_enough(self) -> bool:
        run = self._program.demo_run
        return self._hours == 0 or run is None or run.hours_stored >= self._hours

    def _next(self) -> None:
        if not self._pictures:
            self._stop("")
            return
        picture = self._pictures[0]
        window = self._program.window
        window.resize(*picture.size)
        if self._program.theme_name != picture.theme or picture.theme == "projection":
            self._program.set_theme(picture.theme)
        assert self._console is not None
        self._console.show_screen(picture.screen)
        self._wait(self._is_ready, self._choose)

    def _choose(self) -> None:
        picture = self._pictures[0]
        screen = self._program.window.page(picture.screen)
        if not picture.part or not isinstance(screen, Screen):
            self._take()
        elif picture.part in screen.parts:
            screen.show_part(picture.part)
            self._wait(self._is_ready, self._take)
        else:
            text = translate("Shot", "the screen {screen} has no tab {part}; it has: {known}")
            known = ", ".join(screen.parts) or "-"
            self._stop(text.format(screen=picture.screen, part=picture.part, known=known))

    def _is_ready(self) -> bool:
        return self._console is not None and self._console.is_ready(self._pictures[0].screen)

    def _take(self) -> None:
        picture = self._pictures.pop(0)
        picture.path.parent.mkdir(parents=True, exist_ok=True)
        if not self._program.window.grab().save(str(picture.path), "PNG"):
            self._stop(translate("Shot", "{path} cannot be written").format(path=picture.path))
            return
        self._next()

    def _on_timeout(self) -> None:
        left = self._pictures[0].screen if self._pictures else ""
        text = translate("Shot", "the screen {screen} was not ready after {seconds} s")
        self._stop(text.format(screen=left, seconds=TIMEOUT_MS // 1000))

    def _stop(self, problem: str) -> None:
        self.problem = problem
        self._look.stop()
        self._limit.stop()
        QApplication.exit(0)
