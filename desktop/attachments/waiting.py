"""Files that wait for a step: they are read at once, and written together with what the step says."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from db.commands.attachments import NewFile
from db.errors import DomainError
from desktop import photos
from desktop.attachments.pictures import pasted
from desktop.context import Context
from desktop.texts import error_text
from widgets.theme import set_role

MOST = 20
"""Files that a step takes: they are held in memory until it is written."""


class TooManyFilesError(DomainError):
    """Held in memory: somebody has dropped a whole folder."""

    template = "{name} was left out: one step takes {most} files. Add it to the order itself."


class WaitingRow(QWidget):
    """Which files go with the next step; hidden without any."""

    left_out = Signal()
    """None of them shall go with it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.button = QPushButton(self.tr("Leave the files out"))
        self.button.clicked.connect(self.left_out)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.label, 1)
        row.addWidget(self.button)
        set_role(self.label, "hint")
        set_role(self.button, "plain")
        self.hide()

    def show_names(self, names: Sequence[str], *, is_reading: bool) -> None:
        """Names of the files; none: nothing waits."""
        self.setVisible(bool(names) or is_reading)
        text = self.tr("With the step: {names}").format(names=self.tr(", ").join(names))
        if is_reading:
            text = self.tr("Files are being read…")
        self.label.setText(text)


class WaitingDesk(QObject):
    """Keeps them by what they wait for, an order or a reply, for the window's life."""

    def __init__(self, row: WaitingRow, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._row, self._context = row, context
        self._key = ""
        self._files: dict[str, list[NewFile]] = {}
        self._reading: dict[str, int] = {}
        row.left_out.connect(self._leave_out)

    def show(self, key: str) -> None:
        """Files that come now wait for this."""
        self._key = key
        self._tell()

    def files(self, key: str) -> tuple[NewFile, ...]:
        """What waits."""
        return tuple(self._files.get(key, ()))

    def is_reading(self, key: str) -> bool:
        """Some are not read yet."""
        return self._reading.get(key, 0) > 0

    def forget(self, key: str, files: Sequence[NewFile]) -> None:
        """These are written, or not wanted; what came since then stays."""
        left = [one for one in self._files.get(key, []) if one not in files]
        self._files.pop(key, None)
        if left:
            self._files[key] = left
        self._tell()

    @Slot(object)
    def add(self, paths: Sequence[Path]) -> None:
        """Files of the user's."""
        for path in paths:
            self._read(path.name, partial(photos.load, path))

    @Slot(object)
    def add_image(self, image: object) -> None:
        """A picture without a file."""
        if isinstance(image, QImage) and not image.isNull():
            name = self.tr("pasted {time:%Y-%m-%d %H%M%S}.png").format(time=self._context.now())
            self._read(name, partial(pasted, name, image))

    def _read(self, name: str, load: Callable[[], NewFile]) -> None:
        key = self._key
        if not key:
            return
        if len(self._files.get(key, ())) + self._reading.get(key, 0) >= MOST:
            self._say(TooManyFilesError(name=name, most=MOST))
            return
        self._reading[key] = self._reading.get(key, 0) + 1
        self._tell()
        self._context.jobs.compute(load, partial(self._on_read, key), error=partial(self._on_refused, key))

    def _on_read(self, key: str, file: NewFile) -> None:
        self._reading[key] -= 1
        known = self._files.setdefault(key, [])
        if file not in known:
            known.append(file)
        self._tell()

    def _on_refused(self, key: str, error: Exception) -> None:
        self._reading[key] -= 1
        self._tell()
        if isinstance(error, DomainError):
            self._say(error)
        else:
            self._context.report_error(error)

    @Slot()
    def _leave_out(self) -> None:
        self.forget(self._key, self.files(self._key))

    def _say(self, error: DomainError) -> None:
        self._context.navigator.message.emit(error_text(error), "warning", "")

    def _tell(self) -> None:
        names = [one.name for one in self.files(self._key)]
        self._row.show_names(names, is_reading=self.is_reading(self._key))
