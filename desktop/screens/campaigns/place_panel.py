"""Where the site lies: a small map and what is to be read from it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from widgets import theme
from widgets.panel import Panel
from widgets.small_map import MapScene, SmallMap
from widgets.theme import set_role


class PlacePanel(Panel):
    """The nearest station with its air, the rings, and the map."""

    station_activated = Signal(str)
    """A station on the map was clicked: its code."""
    place_wanted = Signal()
    """The site has no coordinates and somebody wants to enter them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.set_title(self.tr("Place"))
        self.nearest, self.air, self.rings = (
            QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True) for _ in range(3)
        )
        self.map = SmallMap()
        set_role(self.air, "muted")
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(1, theme.current().unit // 2, 1, 1)
        box.setSpacing(theme.current().unit // 2)
        self._lines = QWidget()
        lines = QVBoxLayout(self._lines)
        lines.setContentsMargins(theme.current().edge, 0, theme.current().edge, 0)
        lines.setSpacing(0)
        for label in (self.nearest, self.air, self.rings):
            lines.addWidget(label)
        box.addWidget(self._lines)
        box.addWidget(self.map, 1)
        self.set_body(inner)
        self.map.point_activated.connect(self.station_activated)
        self.map.place_wanted.connect(self.place_wanted)

    def show_place(self, scene: MapScene | None, nearest: str, air: str, rings: str, doubt: str) -> None:
        """Without a scene there are no coordinates, and nothing can be said."""
        self._lines.setVisible(scene is not None)
        for label, text in ((self.nearest, nearest), (self.air, air), (self.rings, rings)):
            label.setText(text)
            label.setVisible(bool(text))
        self.nearest.setToolTip(doubt)
        self.rings.setToolTip(doubt)
        if scene is not None:
            self.map.show_scene(scene)
            return
        self.map.show_nothing(
            self.tr("No coordinates yet"),
            self.tr("With longitude and latitude the page shows the nearest station and the rings."),
            self.tr("Enter them"),
        )
