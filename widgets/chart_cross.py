"""The cross-hair: follows the mouse or the keys, reads all curves, finds what happened there."""

from PySide6.QtCore import QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QToolTip

from widgets.chart_data import Event, nearest, next_time
from widgets.chart_plot import PlotView
from widgets.chart_readout import Readout
from widgets.chart_words import ChartWords, Content, event_text

_HOVER_MS = 30


class CrossHair(QObject):
    """Drives line and read-out of one plot; the chart around it owns the content."""

    read = Signal(str)
    """Fires with what the read-out says, when the keys moved it."""
    event_clicked = Signal(str)
    """Fires with the key of an event whose mark was clicked or entered."""

    def __init__(self, plot: PlotView, content: Content, words: ChartWords) -> None:
        super().__init__(plot)
        self._plot, self._content, self._words = plot, content, words
        self._time: float | None = None
        self._hover = QPointF()
        self._readout = Readout(plot)
        self._menu: QMenu | None = None
        self._timer = QTimer(self, singleShot=True, interval=_HOVER_MS)
        self._timer.timeout.connect(self._follow_mouse)
        plot.scene().sigMouseMoved.connect(self._on_mouse_moved)
        plot.scene().sigMouseClicked.connect(self._on_mouse_clicked)

    def text(self) -> str:
        """What the read-out says at present; "" when it is away."""
        return self._readout.text() if self._readout.isVisible() else ""

    def clear(self) -> None:
        """Takes line and read-out away."""
        self._timer.stop()
        self._time = None
        self._plot.show_cross(None)
        self._readout.hide()

    def refresh(self) -> None:
        """The view moved or the data changed: the line stays on its time as long as that is in view."""
        if self._time is not None:
            start, end = self._plot.shown_range()
            self._show(self._time if start <= self._time <= end else None)

    def step(self, forward: bool) -> float | None:
        """To the next value; where there is no cross-hair yet, to the last one in view."""
        if self._time is None:
            self._show(self._last_in_view())
        elif (time := next_time(self._content.series, self._time, forward)) is not None:
            self._show(time)
        self.read.emit(self.text())
        return self._time

    def handle_key(self, event: QKeyEvent) -> bool:
        """Enter opens what happened at the cross-hair, Escape takes it away."""
        if self._time is None:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self._plot.events.near(self._plot.events.x_of(self._time)))
        else:
            return False
        return True

    def _last_in_view(self) -> float | None:
        start, end = self._plot.shown_range()
        # a value at the very edge is in view
        time = next_time(self._content.series, end + 1, forward=False)
        return time if time is not None and start <= time <= end else None

    def _on_mouse_moved(self, position: QPointF) -> None:
        # Only remembered here: a mouse reports far more often than a screen shows
        self._hover = position
        if not self._timer.isActive():
            self._timer.start()

    def _follow_mouse(self) -> None:
        time = self._plot.time_at(self._hover)
        self._show(self._snap(time) if time is not None else None)
        text = event_text(self._events_at(self._hover))
        QToolTip.showText(self._plot.mapToGlobal(self._plot.mapFromScene(self._hover)), text, self._plot)

    def _show(self, time: float | None) -> None:
        self._time = time
        point = self._plot.show_cross(time)
        if time is None:
            self._readout.hide()
            return
        start, end = self._plot.shown_range()
        text = self._words.readout(self._content, time, end - start)
        self._readout.show_at(point, self._plot.plot_area(), text)

    def _snap(self, time: float) -> float | None:
        """The row time nearest to the mouse, over all curves."""
        times = [float(one.x[nearest(one.x, time)]) for one in self._content.series if len(one.x)]
        return min(times, key=lambda value: abs(value - time), default=None)

    def _events_at(self, scene: QPointF) -> list[Event]:
        strip = self._plot.events
        return strip.near(strip.mapFromScene(scene).x()) if self._plot.strip_at(scene) is strip else []

    def _on_mouse_clicked(self, event: object) -> None:
        position, button = event.scenePos(), event.button()  # type: ignore[attr-defined]
        if button == Qt.MouseButton.LeftButton:
            self._open(self._events_at(position))

    def _open(self, events: list[Event]) -> None:
        if len(events) == 1:
            self.event_clicked.emit(events[0].key)
        elif events:
            self._choose(events)

    def _choose(self, events: list[Event]) -> None:
        """Marks that stand on each other: which one is meant?"""
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = menu = QMenu(self._plot)
        for event in events:
            # an ampersand in a text is not a shortcut
            menu.addAction(event_text([event]).replace("&", "&&")).setData(event.key)
        menu.triggered.connect(self._on_chosen)
        strip = self._plot.events
        place = strip.mapToScene(QPointF(strip.x_of(events[0].time), strip.size().height()))
        menu.popup(self._plot.mapToGlobal(self._plot.mapFromScene(place)))

    def _on_chosen(self, action: object) -> None:
        self.event_clicked.emit(action.data())  # type: ignore[attr-defined]
