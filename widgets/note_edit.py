"""A field for a few sentences that takes files and pictures too: dropped, or pasted between the words."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QPlainTextEdit
from typing_extensions import override


class NoteEdit(QPlainTextEdit):
    """Text stays text; files and pictures are told by signal."""

    files_dropped = Signal(object)
    """A list of paths, dropped or pasted."""
    image_pasted = Signal(object)
    """A QImage from the clipboard or from another program."""

    def take(self, data: QMimeData) -> bool:
        """Files or a picture; False where there is only text, or nothing."""
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if paths:
            self.files_dropped.emit(paths)
        # tables copied from a sheet are text and a picture of it: the words are meant
        elif data.hasImage() and not data.hasText():
            self.image_pasted.emit(data.imageData())
        else:
            return False
        return True

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return bool(source.hasUrls() or source.hasImage() or super().canInsertFromMimeData(source))

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        if not self.take(source):
            super().insertFromMimeData(source)
