"""New site and edit: the fields every site has, then those of the campaign, checked where they stand."""

import uuid
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from db.errors import DomainError, DuplicateError, InvalidValueError, NotFoundError
from db.queries.sites import SiteRecord
from db.rules.campaigns import FieldDefinition
from db.rules.sites import SiteState
from desktop.screens.campaigns import site_values, words
from desktop.screens.campaigns.columns import Reader
from desktop.screens.campaigns.confirm_bar import ConfirmBar
from desktop.screens.campaigns.directory import PLACES
from desktop.screens.campaigns.editors import (
    Editor,
    LineEditor,
    UnitEditor,
    deadline_editor,
    editor,
    read_number,
    write_number,
)
from desktop.screens.campaigns.history import core_name
from desktop.screens.campaigns.page_head import PageHead
from desktop.screens.campaigns.site_values import FIELDS, Values
from widgets import theme
from widgets.form import FormGrid
from widgets.panel import Panel
from widgets.theme import set_role

_COLUMNS = 3


class SiteForm(QWidget):
    """A page that keeps what was typed until it is saved or given up on purpose."""

    save_requested = Signal(object)
    """The values are in order: a `SiteData`."""
    left = Signal()
    """The user goes back; nothing is to be saved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.site: SiteRecord | None = None
        self._reader: Reader | None = None
        self._editors: dict[str, Editor] = {}
        self._shown: Values = {}
        self._filled: Values = {}
        self.core = self.own = FormGrid(_COLUMNS)
        self.head = PageHead()
        self.save_button = QPushButton(self.tr("Save"))
        set_role(self.save_button, "primary")
        self.head.add_button(self.save_button)
        self.sentence = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        set_role(self.sentence, "error")
        self.confirm = ConfirmBar()
        self._area = QScrollArea(widgetResizable=True, frameShape=QFrame.Shape.NoFrame)
        self._build()
        self.save_button.clicked.connect(self._save)
        self.head.back_clicked.connect(self.leave)
        self.confirm.accepted.connect(self.left)
        QShortcut(
            QKeySequence.StandardKey.Save,
            self,
            self._save,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )
