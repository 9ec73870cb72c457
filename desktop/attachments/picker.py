"""The newest photos of a folder, to be ticked: which of them belong to the matter?"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from widgets import icons, theme
from widgets.fonts import sized
from widgets.theme import set_role

_PATH = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class PickItem:
    """A photo: two lines below its picture; ticked from the beginning where it fits the matter."""

    path: Path
    first: str
    second: str
    is_ticked: bool = False


class CameraPicker(QWidget):
    """Hidden until photos are offered; space ticks, Enter adds, Esc leaves."""

    chosen = Signal(object)
    """The paths that were ticked, oldest last."""
    folder_wanted = Signal()
    """Another folder shall be looked at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.list = QListWidget()
        self.add_button = QPushButton()
        self.folder_button = QPushButton(self.tr("Another folder"))
        self.leave_button = QPushButton(self.tr("Close"))
        self._build()
        self.list.itemChanged.connect(self._count)
        self.list.itemActivated.connect(self._turn)
        self.add_button.clicked.connect(self._add)
        self.folder_button.clicked.connect(self.folder_wanted)
        self.leave_button.clicked.connect(self.hide)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.hide, context=within)
        self.hide()

    def offer(self, title: str, items: Sequence[PickItem]) -> None:
        """Show what was found."""
        self.title.setText(title)
        self.list.blockSignals(True)
        self.list.clear()
        look = theme.current()
        blank = icons.icon("photo", look.muted)
        for item in items:
            row = QListWidgetItem(blank, f"{item.first}\n{item.second}")
            row.setData(_PATH, item.path)
            row.setToolTip(f"{item.path.name}\n{item.first}\n{item.second}")
            row.setFlags(row.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            # else Qt measures by the first and breaks the words of all
            row.setSizeHint(self.list.gridSize())
            row.setCheckState(Qt.CheckState.Checked if item.is_ticked else Qt.CheckState.Unchecked)
            self.list.addItem(row)
        self.list.blockSignals(False)
        self.list.setVisible(bool(items))
        self._count()
        self.show()
        if items:
            self.list.setCurrentRow(0)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def paths(self) -> list[Path]:
        """All that are shown."""
        return [self.list.item(row).data(_PATH) for row in range(self.list.count())]

    def ticked(self) -> list[Path]:
        """Those that would be added."""
        rows = (self.list.item(row) for row in range(self.list.count()))
        return [row.data(_PATH) for row in rows if row.checkState() == Qt.CheckState.Checked]

    def tick(self, path: Path, on: bool = True) -> None:
        """Tick a photo, or take the tick away."""
        for row in range(self.list.count()):
            if self.list.item(row).data(_PATH) == path:
                self.list.item(row).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def set_picture(self, path: Path, picture: QPixmap | None) -> None:
        """The small picture has come; None: it cannot be shown."""
        for row in range(self.list.count()):
            item = self.list.item(row)
            if item.data(_PATH) == path:
                self.list.blockSignals(True)
                look = theme.current()
                item.setIcon(QIcon(picture) if picture else icons.icon("warning", look.alarm))
                self.list.blockSignals(False)

    @Slot()
    def _count(self) -> None:
        count = len(self.ticked())
        self.add_button.setEnabled(count > 0)
        self.add_button.setText(self.tr("Add {count}").format(count=count))

    @Slot(QListWidgetItem)
    def _turn(self, item: QListWidgetItem) -> None:
        is_on = item.checkState() == Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked)

    @Slot()
    def _add(self) -> None:
        found = self.ticked()
        self.hide()
        self.chosen.emit(found)

    def _build(self) -> None:
        set_role(self.title, "muted")
        set_role(self.add_button, "primary")
        self.list.setViewMode(QListWidget.ViewMode.IconMode)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setMovement(QListWidget.Movement.Static)
        self.list.setUniformItemSizes(True)
        self.list.setWordWrap(True)
        self.list.setAccessibleName(self.tr("Photos of the folder"))
        row = QHBoxLayout()
        row.addWidget(self.title, 1)
        for button in (self.folder_button, self.leave_button, self.add_button):
            row.addWidget(button)
        self._box = QVBoxLayout(self)
        self._box.addLayout(row)
        self._box.addWidget(self.list)
        self._measure()

    def _measure(self) -> None:
        look = theme.current()
        self._box.setContentsMargins(look.edge, look.unit, look.edge, look.unit)
        self._box.setSpacing(look.unit)
        self.list.setFont(sized(self.list.font(), look.small_px))
        self.list.setIconSize(QSize(look.px(6.6), look.px(5)))
        self.list.setGridSize(QSize(look.px(12.6), look.px(8.6)))
        self.list.setFixedHeight(look.px(18.4))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_box"):
            self._measure()
