"""The live chart: several curves over time that pan without stutter and never bridge a gap."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QStackedLayout, QWidget
from typing_extensions import override

from widgets import chart_export
from widgets.chart_cross import CrossHair
from widgets.chart_data import Band, Event, Floats, Ghost, Series, Wind
from widgets.chart_page import ChartPage
from widgets.chart_resolution import Resolution
from widgets.chart_words import ChartWords, Content
from widgets.theme import set_role

__all__ = ["MAX_CURVES", "Band", "Event", "Ghost", "LiveChart", "Series"]

MAX_CURVES = 20
_SHORTEST, _LONGEST = 600.0, 4 * 366 * 86400.0
_SETTLE_MS = 150
_COPY_DPI = 192


class LiveChart(QWidget):
    """Curves with bands, limits, legend and cross-hair; the caller gives arrays and says what is live."""

    range_changed = Signal(float, float)
    """Fires with start and end (epoch seconds) after the user panned, zoomed or went home."""
    resolution_wanted = Signal(float, float, float)
    """Fires with seconds a pixel, start and end when a view has come to rest that needs other data."""
    event_clicked = Signal(str)
    """Fires with an event's key when its mark was clicked, or entered at the cross-hair."""
    menu_requested = Signal(QPoint)
    """Fires with a global position on right click or the menu key."""

    def __init__(self, parent: QWidget | None = None, redraw_ms: int = 500) -> None:
        super().__init__(parent)
        self._content = Content()
        self._home = (0.0, 3600.0)
        self._following = True
        self._dirty = False
        self._resolution = Resolution()
        self._redraw_timer = QTimer(self, singleShot=True, interval=redraw_ms)
        self._redraw_timer.timeout.connect(self.redraw)
        self._settle_timer = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle_timer.timeout.connect(self._on_settled)
        self._build()

    # What is shown

    def set_series(self, series: Sequence[Series]) -> None:
        """Replaces the data. Other curves than before show at once, new data with the next redraw."""
        same = [one.key for one in self._content.series] == [one.key for one in series[:MAX_CURVES]]
        self._content.series = list(series[:MAX_CURVES])
        self._dirty = True
        if not self.isVisible():
            return
        if not same:
            self.redraw()
        elif not self._redraw_timer.isActive():
            self._redraw_timer.start()

    def set_bands(self, bands: Sequence[Band]) -> None:
        """Levels behind the curves, in the units of the left axis."""
        self._page.set_bands(bands)

    def set_limits(self, limits: Sequence[tuple[float, str]]) -> None:
        """Limit lines in the units of the left axis; their names stand right of the plot."""
        self._page.set_limits(limits)
        self._fit()

    def set_wind(self, times: Floats, speed: Floats, direction: Floats) -> None:
        """Wind below the curves: m/s and degrees it comes from; empty arrays take it away."""
        self._content.wind = Wind(times, speed, direction)
        self._page.show_wind(self._content.wind)

    def set_events(self, events: Sequence[Event]) -> None:
        """Marks above the time axis; none take the strip away."""
        self._content.events = list(events)
        self._page.show_events(self._content.events)

    def set_window(self, start: float, end: float) -> None:
        """Shows this period and takes it as the live one."""
        self._home, self._following = (start, end), True
        self.plot.show_range(start, end)
        self._fit()
        self._settle()

    def advance_window(self, start: float, end: float) -> None:
        """Moves the live period on; the view follows unless the user has panned away."""
        if self._following:
            self.set_window(start, end)
        else:
            self._home = (start, end)

    def set_number_form(self, decimals: int = 0, zero_based: bool = True) -> None:
        """Digits after the point; whether the axis starts at 0 (concentrations) or not (pressure)."""
        self._content.decimals, self._content.zero_based = decimals, zero_based
        self._page.fill_legend(self._content)
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
        return self._cross.text()

    def redraw(self) -> None:
        """Brings curves, legend and height up to date now."""
        self._redraw_timer.stop()
        self._dirty = False
        self._page.show_content(self._content)
        self._cross.refresh()
        values = [y for one in self._content.series for y in (one.y, one.ghost.y if one.ghost else one.y)]
        anything = any(np.isfinite(y).any() for y in values)
        self._stack.setCurrentWidget(self._page if anything else self._empty)

    def apply_theme(self) -> None:
        """Takes the theme in force; also happens by itself when the style changes."""
        self._page.apply_theme()
        self._page.fill_legend(self._content)

    # Moving

    def go_home(self) -> None:
        """Back to the live period."""
        self.set_window(*self._home)
        self.range_changed.emit(*self._home)

    def show_period(self, start: float, end: float) -> None:
        """Looks at this period, away from the live one."""
        self._move(start, end)

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

    def step_cross(self, forward: bool) -> None:
        """Moves the cross-hair to the next value; the view follows it."""
        time = self._cross.step(forward)
        start, end = self.shown_range()
        if time is not None and not start <= time <= end:
            self.pan(0.5 if forward else -0.5)

    def _move(self, start: float, end: float) -> None:
        self.plot.show_range(start, end)
        self._on_moved()

    def _on_moved(self) -> None:
        self._following = False
        self.plot.curves.set_moving(True)
        self._fit()
        self._settle()
        self._cross.refresh()
        self.range_changed.emit(*self.shown_range())

    def _settle(self) -> None:
        if self.isVisible():
            self._settle_timer.start()

    def _on_settled(self) -> None:
        self.plot.curves.set_moving(False)
        asked = self._resolution.wanted(*self.shown_range(), self.plot.plot_area().width())
        if asked is not None:
            self.resolution_wanted.emit(*asked)

    # Away from the screen

    def as_png(self, width: int, dpi: int = 96) -> bytes:
        """A picture `width` dots wide; more dots an inch make larger letters. OSError if it is too large."""
        return chart_export.png(self._copy(width, dpi), dpi)

    def as_svg(self) -> bytes:
        """What is shown as lines and letters."""
        page = self._copy(self.width(), chart_export.SCREEN_DPI)
        return chart_export.svg(page, self.accessibleName())

    def as_csv(self) -> bytes:
        """The values in view, a column for each curve and for its flags."""
        table = chart_export.CsvTable()
        return table.data(self._content, self._words, *self.shown_range())

    def copy_image(self) -> None:
        """Puts a sharp picture on the clipboard."""
        page = self._copy(2 * self.width(), _COPY_DPI)
        QGuiApplication.clipboard().setImage(chart_export.image(page, _COPY_DPI / chart_export.SCREEN_DPI))

    def _copy(self, width: int, dpi: int) -> ChartPage:
        """The same chart laid out for paper, without cross-hair; the one on the screen does not flicker."""
        size: QSize = chart_export.paper_size(self.size(), width, dpi)
        page = ChartPage(self._words)
        page.take(self._page, self._content, size)
        return page

    # Parts

    def _build(self) -> None:
        self._words = ChartWords(self)
        self._page = ChartPage(self._words)
        self.plot = self._page.plot
        self._empty = QLabel()
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        set_role(self._empty, "muted")
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._page)
        self._cross = CrossHair(self.plot, self._content, self._words)
        self._cross.event_clicked.connect(self.event_clicked)
        self._cross.read.connect(self.setAccessibleDescription)
        view = self.plot.getViewBox()
        view.setLimits(minXRange=_SHORTEST, maxXRange=_LONGEST)
        view.sigRangeChangedManually.connect(self._on_moved)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Chart over time"))
        self.apply_theme()

    def _fit(self) -> None:
        self.plot.fit_height(self._content.series, self._content.zero_based)

    # Events

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, ctrl = event.key(), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            forward = key == Qt.Key.Key_Right
            self.step_cross(forward) if ctrl else self.pan(0.25 if forward else -0.25)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.pan(1.0 if key == Qt.Key.Key_PageDown else -1.0)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom(2.0 if key == Qt.Key.Key_Minus else 0.5)
        elif key == Qt.Key.Key_Home:
            self.go_home()
        elif not self._cross.handle_key(event):
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_requested.emit(event.globalPos())

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._cross.clear()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._dirty:
            self.redraw()
        self._settle()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._redraw_timer.stop()
        self._settle_timer.stop()
        self.plot.curves.set_moving(False)
        self._cross.clear()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_cross"):
            self.apply_theme()
