"""Files in a panel of their own, as a site's page has them."""

from PySide6.QtWidgets import QWidget

from desktop.attachments.body import FilesBody
from widgets.panel import Panel


class PhotoPanel(Panel):
    """The buttons stand in the panel's head."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.set_title(self.tr("Photos and documents"))
        self.files = FilesBody()
        self.strip, self.removed = self.files.strip, self.files.removed
        self.add_button, self.compare_button = self.files.add_button, self.files.compare_button
        self.files.note_changed.connect(self.set_note)
        for button in (self.compare_button, self.files.camera_button, self.add_button):
            self.add_control(button)
        self.set_body(self.files)
