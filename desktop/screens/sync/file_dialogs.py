"""Where a pack is written to or read from: the system's dialog, which does not stop the window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

translate = QCoreApplication.translate

Chosen = Callable[[Path], None]


class PackDialog:
    """Opens the dialog and calls back with the path; nothing happens when it is closed without one."""

    @classmethod
    def ask_new(cls, parent: QWidget, name: str, chosen: Chosen) -> None:
        """Where a new pack shall stand."""
        dialog = cls._dialog(parent, translate("PackDialog", "Write the pack to"), chosen)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        # a pack is never written over another one: the writing itself refuses it
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setDefaultSuffix("qkpack")
        dialog.selectFile(name)
        dialog.open()

    @classmethod
    def ask_existing(cls, parent: QWidget, chosen: Chosen) -> None:
        """Which pack shall be read."""
        dialog = cls._dialog(parent, translate("PackDialog", "Read a pack"), chosen)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.open()

    @classmethod
    def _dialog(cls, parent: QWidget, title: str, chosen: Chosen) -> QFileDialog:
        dialog = QFileDialog(parent, title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setNameFilters(
            [translate("PackDialog", "Packs (*.qkpack)"), translate("PackDialog", "All files (*)")]
        )
        dialog.fileSelected.connect(lambda path: chosen(Path(path)))
        return dialog
