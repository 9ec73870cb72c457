"""Files that were written: a sentence, and the way to their folder."""

from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from desktop.context import Navigator
from widgets.message_bar import MessageBar


class WrittenFiles(QObject):
    """Says in the message bar what was written, with a button that opens its folder."""

    def __init__(self, messages: MessageBar, navigator: Navigator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._messages = messages
        self._paths: dict[str, Path] = {}
        navigator.written.connect(self._show)
        messages.action_triggered.connect(self._open)
        messages.closed.connect(lambda key: self._paths.pop(key, None))

    @Slot(str, object)
    def _show(self, text: str, path: Path) -> None:
        key = self._messages.show_message(text, "info", action=self.tr("Open the folder"))
        self._paths[key] = path

    @Slot(str)
    def _open(self, key: str) -> None:
        path = self._paths.get(key)
        if path is None:
            return
        folder = path if path.is_dir() else path.parent
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            text = self.tr("The system opens no folders from here. The file stands in {folder}")
            self._messages.show_message(text.format(folder=folder), "warning")
