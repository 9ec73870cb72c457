"""Files to import, and profiles: the system's dialogs, which do not stop the window."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from widgets.save_dialog import SaveDialog

translate = QCoreApplication.translate

_TABLES = "*.csv *.tsv *.txt *.xlsx *.xlsm *.json *.gz"


class ImportDialog:
    """Opens a dialog and calls back with what was chosen; nothing happens when it is closed without."""

    @classmethod
    def ask_readings(cls, parent: QWidget, chosen: Callable[[Sequence[Path]], None]) -> None:
        """Which files shall be looked at."""
        dialog = cls._dialog(parent, translate("ImportDialog", "Files of readings"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        tables = translate("ImportDialog", "Tables ({patterns})").format(patterns=_TABLES)
        dialog.setNameFilters([tables, translate("ImportDialog", "All files (*)")])
        dialog.filesSelected.connect(lambda names: chosen([Path(name) for name in names]))
        dialog.open()

    @classmethod
    def ask_profile(cls, parent: QWidget, chosen: Callable[[Path], None]) -> None:
        """Which profile shall be applied."""
        dialog = cls._dialog(parent, translate("ImportDialog", "Load a profile"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([translate("ImportDialog", "Profiles (*.toml)")])
        dialog.fileSelected.connect(lambda name: chosen(Path(name)))
        dialog.open()

    @classmethod
    def ask_new_profile(cls, parent: QWidget, name: str, chosen: Callable[[Path], None]) -> None:
        """Where the profile shall be kept."""
        kinds = {translate("ImportDialog", "Profiles (*.toml)"): "toml"}
        SaveDialog.ask(parent, translate("ImportDialog", "Save the profile as"), name, kinds, chosen)

    @classmethod
    def _dialog(cls, parent: QWidget, title: str) -> QFileDialog:
        dialog = QFileDialog(parent, title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog
