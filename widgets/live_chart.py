"""The live chart: several curves over time that pan without stutter and never bridge a gap."""

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from widgets import theme
from widgets.chart_axes import china_time
from widgets.chart_data import Band, Series, latest, nearest, value_at
from widgets.chart_items import ChartLegend, LegendEntry, Readout
from widgets.chart_plot import PlotView
from widgets.theme import set_role

__all__ = ["MAX_CURVES", "Band", "LiveChart", "Series"]

MAX_CURVES = 20
_SHORTEST, _LONGEST = 600.0, 4 * 366 * 86400.0
_HOVER_MS = 30


class LiveChart(QWidget):
    """Curves with bands, limits, legend and cross-hair; the caller gives arrays and says what is live."""

    range_changed = Signal(float, float)
    """Fires with start and end (epoch seconds) after the user panned, zoomed or went home."""

    def __init__(self, parent: QWidget | None = None, redraw_ms: int = 500) -> None:
        super().__init__(parent)
        self._series: list[Series] = []
        self._home = (0.0, 3600.0)
        self._following = True
        self._decimals = 0
        self._zero_based = True
        self._dirty = False
        self._hover = QPointF()
        self._redraw_timer = QTimer(self, singleShot=True, interval=redraw_ms)
        self._redraw_timer.timeout.connect(self.redraw)
        self._hover_timer = QTimer(self, singleShot=True, interval=_HOVER_MS)
        self._hover_timer.timeout.connect(self._show_readout)
        self._build()

    # What is shown

    def set_series(self, series: Sequence[Series]) -> None:
        """Replaces the data. Other curves than before show at once, new data with the next redraw."""
        same = [one.key for one in self._series] == [one.key for one in series[:MAX_CURVES]]
        self._series = list(series[:MAX_CURVES])
        self._dirty = True
        if not self.isVisible():
            return
        if not same:
            self.redraw()
        elif not self._redraw_timer.isActive():
            self._redraw_timer.start()

    def set_bands(self, bands: Sequence[Band]) -> None:
        """Levels behind the curves, in the units of the curves."""
        self.plot.set_bands(bands)

    def set_limits(self, limits: Sequence[tuple[float, str]]) -> None:
        """Limit lines; their names stand right of the plot."""
        self.plot.set_limits(limits)
        self._fit()

    def set_window(self, start: float, end: float) -> None:
        """Shows this period and takes it as the live one."""
        self._home, self._following = (start, end), True
        self.plot.show_range(start, end)
        self._fit()

    def advance_window(self, start: float, end: float) -> None:
        """Moves the live period on; the view follows unless the user has panned away."""
        if self._following:
            self.set_window(start, end)
        else:
            self._home = (start, end)

    def set_number_form(self, decimals: int = 0, zero_based: bool = True) -> None:
        """Digits after the point; whether the axis starts at 0 (concentrations) or not (pressure)."""
        self._decimals, self._zero_based = decimals, zero_based
        self._fill_legend()
        self._fit()

    def set_empty_text(self, text: str) -> None:
        """What stands here when there is no value at all."""
        self._empty.setText(text)

    def shown_range(self) -> tuple[float, float]:
        """Start and end of the period in view."""
        return self.plot.shown_range()

    def is_following(self) -> bool:
        """False once the user has moved away from the live period."""
        return self._following

    def readout_text(self) -> str:
        """What the cross-hair says at present; "" when it is away."""
        return self._readout.text() if self._readout.isVisible() else ""

    def redraw(self) -> None:
        """Brings curves, legend and height up to date now."""
        self._redraw_timer.stop()
        self._dirty = False
        self.plot.show_series(self._series)
        self._fill_legend()
        self._fit()
        anything = any(np.isfinite(one.y).any() for one in self._series)
        self._stack.setCurrentWidget(self._page if anything else self._empty)

    def apply_theme(self) -> None:
        """Takes the theme in force; also happens by itself when the style changes."""
        unit, edge = theme.current().unit, theme.current().edge
        self._box.setContentsMargins(edge, unit, unit, unit // 2)
        self._box.setSpacing(unit)
        self.plot.apply_theme()
        self._fill_legend()

    # Moving

    def go_home(self) -> None:
        """Back to the live period."""
        self.set_window(*self._home)
        self.range_changed.emit(*self._home)

    def pan(self, share: float) -> None:
        """Moves by a share of the width; positive is later."""
        start, end = self.shown_range()
        self._move(start + share * (end - start), end + share * (end - start))

    def zoom(self, factor: float) -> None:
        """Widens (> 1) or narrows (< 1); the right edge stays while live, else the middle."""
        start, end = self.shown_range()
        width = min(max((end - start) * factor, _SHORTEST), _LONGEST)
        right = end if self._following else (start + end + width) / 2
        self._move(right - width, right)

    def _move(self, start: float, end: float) -> None:
        self.plot.show_range(start, end)
        self._on_moved()

    def _on_moved(self) -> None:
        self._following = False
        self._fit()
        self.range_changed.emit(*self.shown_range())

    # Parts

    def _build(self) -> None:
        self.plot = PlotView()
        self._legend = ChartLegend()
        self._page = QWidget()
        self._box = QVBoxLayout(self._page)
        self._box.addWidget(self._legend)
        self._box.addWidget(self.plot, 1)
        self._empty = QLabel()
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        set_role(self._empty, "muted")
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._page)
        self._readout = Readout(self.plot)
        view = self.plot.getViewBox()
        view.setLimits(minXRange=_SHORTEST, maxXRange=_LONGEST)
        view.sigRangeChangedManually.connect(self._on_moved)
        self.plot.scene().sigMouseMoved.connect(self._on_mouse_moved)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Chart over time"))
        self.apply_theme()

    def _fit(self) -> None:
        self.plot.fit_height(self._series, self._zero_based)

    def _fill_legend(self) -> None:
        self._legend.set_entries([self._entry(one, latest(one)) for one in self._series])

    def _entry(self, series: Series, value: float) -> LegendEntry:
        colours = theme.current().series
        colour = colours[series.colour % len(colours)]
        text = f"{value:.{self._decimals}f}" if math.isfinite(value) else "—"
        return LegendEntry(series.label, text, colour, series.colour >= len(colours))

    # Read-out

    def _on_mouse_moved(self, position: QPointF) -> None:
        # Only remembered here: a mouse reports far more often than a screen shows
        self._hover = position
        if not self._hover_timer.isActive():
            self._hover_timer.start()

    def _show_readout(self) -> None:
        time = self.plot.time_at(self._hover)
        snapped = self._snap(time) if time is not None else None
        point = self.plot.show_cross(snapped)
        if snapped is None:
            self._readout.hide()
            return
        entries = [self._entry(one, value_at(one, snapped)) for one in self._series]
        area: QRect = self.plot.plot_area()
        self._readout.show_at(point, area, f"{china_time(snapped):%m-%d %H:%M}", entries)

    def _snap(self, time: float) -> float | None:
        """The row time nearest to the mouse, over all curves."""
        times = [float(one.x[nearest(one.x, time)]) for one in self._series if len(one.x)]
        return min(times, key=lambda value: abs(value - time), default=None)

    # Events

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.pan(-0.25 if key == Qt.Key.Key_Left else 0.25)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom(2.0 if key == Qt.Key.Key_Minus else 0.5)
        elif key == Qt.Key.Key_Home:
            self.go_home()
        else:
            super().keyPressEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._hover_timer.stop()
        self.plot.show_cross(None)
        self._readout.hide()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._dirty:
            self.redraw()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._redraw_timer.stop()
        self._hover_timer.stop()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_readout"):
            self.apply_theme()
