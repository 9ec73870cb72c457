"""What an order says: its units with their clocks, the finding, the demand, where it comes from."""

import html
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from db.queries.tasks import TaskRecord
from desktop.screens.dispatch.parts import Parts
from desktop.texts import moment_text, source_text
from widgets import theme
from widgets.theme import set_role


class Facts(QWidget):
    """Captions at the left, words at the right; what is empty takes no room."""

    site_asked = Signal(str)
    """The site's link was pressed: its code."""
    station_asked = Signal(str)
    """The station's link was pressed: its code."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self._parts: Parts | None = None

    def show_task(self, task: TaskRecord, now: datetime, campaign: str) -> None:
        """Replace what is shown."""
        self._clear()
        look = theme.current()
        self._grid.setHorizontalSpacing(look.unit * 2)
        self._grid.setVerticalSpacing(look.unit)
        self._parts = Parts(task.parts, now)
        self._add(self.tr("Units"), self._parts)
        self._add(self.tr("Found"), plain(task.found))
        self._add(self.tr("Required"), plain(task.required))
        self._add(self.tr("Legal basis"), plain(task.legal_basis))
        self._add(self.tr("Site"), self._site(task))
        self._add(self.tr("Station"), self._station(task))
        self._add(self.tr("Place"), plain(_place(task)))
        self._add(self.tr("Contacts"), plain(task.contacts))
        self._add(self.tr("Campaign"), plain(campaign))
        self._add(self.tr("Source"), plain(source_text(task.source)))
        made = (moment_text(task.created_at, now), task.created_by)
        self._add(self.tr("Written"), plain(" · ".join(text for text in made if text)))

    def tick(self, now: datetime) -> None:
        """Let the clocks run on."""
        if self._parts is not None:
            self._parts.tick(now)

    def _add(self, caption: str, widget: QWidget | None) -> None:
        if widget is None:
            return
        row = self._grid.rowCount()
        label = QLabel(caption)
        set_role(label, "muted")
        # the smaller letters of the caption stand on the line of the words beside it
        label.setContentsMargins(0, theme.current().base_px - theme.current().small_px, 0, 0)
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(widget, row, 1)

    def _clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                # it lives until the event loop comes round, and must not be seen beside the new one
                widget.hide()
                widget.deleteLater()

    def _site(self, task: TaskRecord) -> QLabel | None:
        if not task.site_code:
            return None
        link = _link(task.site_code, f"{task.site_name} · {task.site_code}")
        link.linkActivated.connect(self.site_asked)
        return link

    def _station(self, task: TaskRecord) -> QLabel | None:
        if not task.station_code:
            return None
        link = _link(task.station_code, f"{task.station_name or task.station_code} · {task.station_code}")
        link.linkActivated.connect(self.station_asked)
        return link


def _place(task: TaskRecord) -> str:
    """A place without a site: its words, and degrees that a map understands."""
    degrees = "" if task.lon is None or task.lat is None else f"{task.lon:.5f}, {task.lat:.5f}"
    return " · ".join(text for text in (task.place, degrees) if text)


def plain(text: str | None) -> QLabel | None:
    """Words that wrap and can be copied; None where there are none."""
    if not text:
        return None
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _link(target: str, text: str) -> QLabel:
    """Names come from offices' lists: what looks like markup in them is text."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.RichText)
    colour = theme.current().accent
    words = html.escape(text)
    label.setText(f'<a href="{html.escape(target)}" style="color:{colour};text-decoration:none">{words}</a>')
    flags = Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
    label.setTextInteractionFlags(flags)
    label.setWordWrap(True)
    return label
