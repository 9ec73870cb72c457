"""Profiles: what a typical day or week looks like, the median and the middle half around it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from widgets import theme
from widgets.chart_curves import curve_colour
from widgets.chart_items import ChartLegend, LegendEntry
from widgets.profile_plot import Profile, ProfilePlot, dashed

__all__ = ["Profile", "ProfileChart"]


class ProfileChart(QWidget):
    """Legend and plot of profiles; mouse and arrow keys read the values."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._legend = ChartLegend()
        self.plot = ProfilePlot()
        self._box = QVBoxLayout(self)
        self._box.addWidget(self._legend)
        self._box.addWidget(self.plot, 1)
        self.setFocusProxy(self.plot)
        self._space()

    def set_hours(self, profiles: Sequence[Profile], unit: str = "", decimals: int = 0) -> None:
        """A typical day: hours are named by their end, 1 to 24."""
        self._show([str(hour) for hour in range(1, 25)], profiles, unit, decimals)
        self.plot.setAccessibleName(self.tr("Profile of the day"))

    def set_weekdays(self, profiles: Sequence[Profile], unit: str = "", decimals: int = 0) -> None:
        """A typical week."""
        names = [
            self.tr("Mo"), self.tr("Tu"), self.tr("We"), self.tr("Th"),
            self.tr("Fr"), self.tr("Sa"), self.tr("Su"),
        ]  # fmt: skip
        self._show(names, profiles, unit, decimals)
        self.plot.setAccessibleName(self.tr("Profile of the week"))

    def _show(self, names: list[str], profiles: Sequence[Profile], unit: str, decimals: int) -> None:
        for one in profiles:
            if any(len(part) not in (0, len(names)) for part in (one.median, one.low, one.high)):
                raise ValueError(f"{one.key}: {len(one.median)} values for {len(names)}")
        self.plot.show_profiles(names, list(profiles), unit, decimals)
        entries = [LegendEntry(p.label, "", curve_colour(p.colour), dashed(p)) for p in profiles]
        self._legend.set_entries(entries)

    def _space(self) -> None:
        unit, edge = theme.current().unit, theme.current().edge
        self._box.setContentsMargins(edge, unit, edge, unit)
        self._box.setSpacing(unit)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_box"):
            self._space()
