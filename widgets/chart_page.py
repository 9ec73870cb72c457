"""Legend and plot of a chart, laid out together: the part that is seen, printed and copied."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets import theme
from widgets.chart_data import Band, Event, Wind
from widgets.chart_items import ChartLegend
from widgets.chart_plot import PlotView
from widgets.chart_words import ChartWords, Content


class ChartPage(QWidget):
    """Shows a content; has no timers and takes no keys."""

    def __init__(self, words: ChartWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._bands: list[Band] = []
        self._limits: list[tuple[float, str]] = []
        self.plot = PlotView()
        self._legend = ChartLegend()
        self._box = QVBoxLayout(self)
        self._box.addWidget(self._legend)
        self._box.addWidget(self.plot, 1)

    def take(self, other: "ChartPage", content: Content, size: QSize) -> None:
        """Becomes a copy of another page in another size."""
        self.resize(size)
        # a kept background would be a picture inside a drawing
        self.plot.setCacheMode(PlotView.CacheModeFlag(0))
        self.apply_theme()
        self.set_bands(other._bands)
        self.set_limits(other._limits)
        self.show_wind(content.wind)
        self.show_events(content.events)
        self.plot.show_range(*other.plot.shown_range())
        self.show_content(content)

    def show_content(self, content: Content) -> None:
        """Curves, legend and height."""
        self.plot.show_series(content.series)
        self.fill_legend(content)
        self.plot.fit_height(content.series, content.zero_based)

    def fill_legend(self, content: Content) -> None:
        self._legend.set_entries(self._words.legend(content))

    def set_bands(self, bands: Sequence[Band]) -> None:
        self._bands = list(bands)
        self.plot.set_bands(bands)

    def set_limits(self, limits: Sequence[tuple[float, str]]) -> None:
        self._limits = list(limits)
        self.plot.set_limits(limits)

    def show_wind(self, wind: Wind) -> None:
        self.plot.wind.set_wind(wind)

    def show_events(self, events: list[Event]) -> None:
        self.plot.events.set_events(events)

    def apply_theme(self) -> None:
        unit, edge = theme.current().unit, theme.current().edge
        self._box.setContentsMargins(edge, unit, unit, unit // 2)
        self._box.setSpacing(unit)
        self.plot.apply_theme()
