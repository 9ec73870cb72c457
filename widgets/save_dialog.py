"""Where a file is written to: the system's dialog, which does not stop the window."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget


class SaveDialog:
    """Opens the dialog and calls back with the path; nothing happens when it is closed without one."""

    @classmethod
    def ask(
        cls,
        parent: QWidget,
        title: str,
        name: str,
        kinds: Mapping[str, str],
        chosen: Callable[[Path], None],
    ) -> None:
        """Where the file shall stand.

        Args:
            kinds: name of each kind of file, with its pattern ("Excel (*.xlsx)"), and its suffix; the
                first is proposed.
        """
        dialog = QFileDialog(parent, title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(list(kinds))
        dialog.setDefaultSuffix(next(iter(kinds.values())))
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(kinds[kind]))
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda path: chosen(Path(path)))
        dialog.open()
