"""What every screen has: it marks itself dirty when the record changes and reloads when it is visible."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from db.changes import EVERYTHING, Changes
from desktop.context import Context

RELOAD_DELAY_MS = 150
"""Changes that come close together are shown in one reload."""


class Screen(QWidget):
    """A page of the window. Subclasses say what they show (`shows`) and how to load it (`reload`)."""

    ready = Signal()
    """The screen shows what was in the record when it last asked."""

    key = ""
    """Stable name: `duty`, `campaigns`, `dispatch`; used by `--screen` and `shot`."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._pending = EVERYTHING
        self._is_ready = False
        self._reload_timer = QTimer(self, singleShot=True, interval=RELOAD_DELAY_MS)
        self._reload_timer.timeout.connect(self._on_reload_due)
        context.jobs.changed.connect(self._on_changed)

    @property
    def is_ready(self) -> bool:
        """Loaded at least once, with no reload under way."""
        return self._is_ready

    def shows(self, changes: Changes) -> bool:
        """Whether these changes concern this screen."""
        raise TypeError(f"{type(self).__name__} does not say it")

    def reload(self, changes: Changes) -> None:
        """Ask for what changed since the last reload (at first everything); then call `mark_ready`."""
        raise TypeError(f"{type(self).__name__} does not say it")

    @property
    def parts(self) -> tuple[str, ...]:
        """Keys of what can be shown of it one at a time: its tabs."""
        return ()

    def show_part(self, key: str) -> None:
        """Bring one of the parts to the front."""

    def mark_ready(self) -> None:
        """The answers have been shown."""
        self._is_ready = True
        self.ready.emit()

    def show_permits(self) -> None:
        """Somebody else is at the console: what is offered may change."""

    def apply_theme(self) -> None:
        """The theme changed: painted parts that keep colours take the new ones."""

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._pending:
            self._on_reload_due()

    @Slot(object, object)
    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        if not self.shows(changes):
            return
        self._pending = self._pending | changes
        if self.isVisible() and not self._reload_timer.isActive():
            self._reload_timer.start()

    @Slot()
    def _on_reload_due(self) -> None:
        changes, self._pending = self._pending, Changes()
        if changes:
            self._is_ready = False
            self.reload(changes)
