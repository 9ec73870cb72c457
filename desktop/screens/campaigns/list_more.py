"""What else can be done with a campaign's list: ledgers, rosters, zones. Each desk adds its own line."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton

from db.rules.campaigns import CampaignDefinition

Offered = Callable[[CampaignDefinition], bool]


@dataclass(frozen=True, slots=True)
class _Line:
    action: QAction
    is_offered: Offered


class MoreMenu(QObject):
    """The button's menu; lines that the present campaign has no use for are not shown."""

    def __init__(self, button: QPushButton, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._button = button
        self._menu = QMenu(button)
        self._lines: list[_Line] = []
        button.setMenu(self._menu)
        button.hide()

    def add(
        self, text: str, deed: Callable[[], object], is_offered: Offered = lambda _definition: True
    ) -> QAction:
        """A line with what it does; lines stand in the order in which they were added."""
        action = self._menu.addAction(text)
        action.triggered.connect(lambda _checked=False: deed())
        self._lines.append(_Line(action, is_offered))
        return action

    def show_definition(self, definition: CampaignDefinition | None) -> None:
        """The campaign that is shown; None: nothing can be done."""
        for line in self._lines:
            line.action.setVisible(definition is not None and line.is_offered(definition))
        self._button.setVisible(any(line.action.isVisible() for line in self._lines))
