"""Where a table is written to: the system's dialog, which does not stop the window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

translate = QCoreApplication.translate


class SaveDialog:
    """Opens the dialog and calls back with the path; nothing happens when it is closed without one."""

    @classmethod
    def ask(cls, parent: QWidget, name: str, chosen: Callable[[Path], None]) -> None:
        """Where the table shall stand."""
        dialog = QFileDialog(parent, translate("Air", "Write the table to"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        filters = {
            translate("Air", "Excel (*.xlsx)"): "xlsx",
            translate("Air", "CSV (*.csv)"): "csv",
        }
        dialog.setNameFilters(list(filters))
        dialog.setDefaultSuffix("xlsx")
        dialog.filterSelected.connect(lambda name: dialog.setDefaultSuffix(filters[name]))
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda path: chosen(Path(path)))
        dialog.open()
