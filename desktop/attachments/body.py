"""A place for files: the strip, a line while files are being added, and the way back after removing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop.attachments.picker import CameraPicker
from desktop.confirm_bar import ConfirmBar
from widgets import theme
from widgets.photo_strip import PhotoStrip
from widgets.theme import set_role


class FilesBody(QWidget):
    """Layout; `desk.py` fills it. Whoever holds it places the three buttons and shows the note."""

    stop_clicked = Signal()
    """No more files of those chosen are to be added."""
    note_changed = Signal(str)
    """How many files there are, in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.add_button = QPushButton(self.tr("Add files"))
        self.camera_button = QPushButton(self.tr("From the camera"))
        self.camera_button.setToolTip(self.tr("Newest photos of a phone, a camera or a stick"))
        self.compare_button = QPushButton(self.tr("Before and after"))
        self.strip = PhotoStrip()
        self.picker = CameraPicker()
        self.removed = ConfirmBar()
        self.progress_label = QLabel()
        self._progress = QProgressBar(textVisible=False)
        self._stop_button = QPushButton(self.tr("Stop"))
        self._line = QWidget()
        self._build()
        self._stop_button.clicked.connect(self.stop_clicked)

    def show_progress(self, done: int, total: int) -> None:
        """While files are being added; nothing to show when all are done."""
        self._line.setVisible(done < total)
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        text = self.tr("Adding file {number} of {count}")
        self.progress_label.setText(text.format(number=min(done + 1, total), count=total))

    def _build(self) -> None:
        self.strip.set_empty_text(
            self.tr("No photos yet. Drop files here, paste a picture, or press “Add files”.")
        )
        unit = theme.current().unit
        set_role(self.progress_label, "muted")
        row = QHBoxLayout(self._line)
        row.setContentsMargins(2 * unit, unit // 2, 2 * unit, unit // 2)
        row.addWidget(self.progress_label)
        row.addWidget(self._progress, 1)
        row.addWidget(self._stop_button)
        self._line.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 0, 1, 1)
        box.setSpacing(0)
        for widget in (self.removed, self._line, self.picker):
            box.addWidget(widget)
        box.addWidget(self.strip, 1)
