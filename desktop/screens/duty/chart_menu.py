"""The menu of the chart: what it is compared with, what stands below it, pictures and tables of it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDateTime, QObject, QPoint, Qt, QTimeZone, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QDateTimeEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QMenu,
    QToolButton,
    QWidget,
)

from desktop.screens.duty.beside import Comparing
from widgets import icons, theme
from widgets.live_chart import LiveChart
from widgets.save_dialog import SaveDialog

PNG_WIDTH, PNG_DPI = 2400, 200
"""A picture for a report: 12 inches at 200 dots."""


class ChartMenu(QObject):
    """A button and a context menu; what is chosen is asked back from here."""

    changed = Signal()
    """Fires when something else is to stand beside the curves."""
    period_chosen = Signal(float, float)
    """Fires with start and end (epoch seconds) of a period that was typed."""
    drawn = Signal(object, bytes)
    """Fires with the path of a file that is to be written, and what is to stand in it."""
    failed = Signal(object)
    """Fires with the error of a picture that could not be made."""

    def __init__(self, chart: LiveChart, parent: QWidget) -> None:
        super().__init__(parent)
        self._chart, self._parent = chart, parent
        self._menu = QMenu(parent)
        self.comparing = Comparing.NOTHING
        self._build()
        self.button = QToolButton(parent)
        self.button.setToolTip(self.tr("Compare, wind, orders, free period, export"))
        self.button.setAccessibleName(self.tr("Chart menu"))
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.button.setMenu(self._menu)
        self.apply_theme()
        chart.menu_requested.connect(self._on_menu_requested)

    def apply_theme(self) -> None:
        """The icon in the theme's colour."""
        self.button.setIcon(icons.icon("more", theme.current().text))

    @property
    def wants_wind(self) -> bool:
        return self._wind.isChecked()

    @property
    def wants_orders(self) -> bool:
        return self._orders.isChecked()

    def comparing_text(self) -> str:
        """Name of what the curves are compared with."""
        return {
            Comparing.NOTHING: "",
            Comparing.YESTERDAY: self.tr("yesterday"),
            Comparing.LAST_WEEK: self.tr("a week ago"),
            Comparing.LAST_YEAR: self.tr("last year"),
        }[self.comparing]

    def _build(self) -> None:
        compare = self._menu.addMenu(self.tr("Compare with"))
        group = QActionGroup(self)
        names = {
            Comparing.NOTHING: self.tr("Nothing"),
            Comparing.YESTERDAY: self.tr("Yesterday"),
            Comparing.LAST_WEEK: self.tr("A week ago"),
            Comparing.LAST_YEAR: self.tr("The same days last year"),
        }
        for comparing, name in names.items():
            action = compare.addAction(name)
            action.setCheckable(True)
            action.setChecked(comparing is Comparing.NOTHING)
            action.setActionGroup(group)
            action.triggered.connect(lambda _checked, chosen=comparing: self._compare(chosen))
        self._wind = self._toggle(self.tr("Wind"))
        self._orders = self._toggle(self.tr("Orders"))
        self._menu.addSeparator()
        self._menu.addAction(self.tr("Free period…")).triggered.connect(self._ask_period)
        self._menu.addSeparator()
        for kind, name in (("png", self.tr("Save as PNG…")), ("svg", self.tr("Save as SVG…"))):
            self._menu.addAction(name).triggered.connect(lambda _checked, kind=kind: self._ask_path(kind))
        self._menu.addAction(self.tr("Save values as CSV…")).triggered.connect(lambda: self._ask_path("csv"))
        self._menu.addAction(self.tr("Copy picture")).triggered.connect(self._chart.copy_image)

    def _toggle(self, name: str) -> QAction:
        action = self._menu.addAction(name)
        action.setCheckable(True)
        action.setChecked(True)
        action.triggered.connect(self.changed)
        return action

    def _compare(self, comparing: Comparing) -> None:
        self.comparing = comparing
        self.changed.emit()

    def save(self, kind: str, path: Path) -> None:
        """Draw the chart as `png`, `svg` or `csv`."""
        drawing: dict[str, Callable[[], bytes]] = {
            "png": lambda: self._chart.as_png(PNG_WIDTH, PNG_DPI),
            "svg": self._chart.as_svg,
            "csv": self._chart.as_csv,
        }
        try:
            data = drawing[kind]()
        except OSError as error:
            self.failed.emit(error)
        else:
            self.drawn.emit(path, data)

    def _ask_path(self, kind: str) -> None:
        name, kinds = f"{self.tr('chart')}.{kind}", {f"{kind.upper()} (*.{kind})": kind}
        SaveDialog.ask(self._parent, self.tr("Save the chart"), name, kinds, partial(self.save, kind))

    def _ask_period(self) -> None:
        dialog = PeriodDialog(*self._chart.shown_range(), self._parent)
        dialog.chosen.connect(self.period_chosen)
        dialog.open()

    @Slot(QPoint)
    def _on_menu_requested(self, position: QPoint) -> None:
        self._menu.popup(position)


class PeriodDialog(QDialog):
    """Two moments of China time."""

    chosen = Signal(float, float)

    def __init__(self, start: float, end: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Free period"))
        self.first, self.last = _edit(start), _edit(end)
        form = QFormLayout(self)
        form.addRow(self.tr("From"), self.first)
        form.addRow(self.tr("To"), self.last)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        form.addRow(self._buttons)
        for edit in (self.first, self.last):
            edit.dateTimeChanged.connect(self._judge)
        self.accepted.connect(lambda: self.chosen.emit(_seconds(self.first), _seconds(self.last)))
        self._judge()

    @Slot()
    def _judge(self) -> None:
        """An hour at least, in this order."""
        is_good = _seconds(self.last) - _seconds(self.first) >= 3600
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(is_good)


def _edit(moment: float) -> QDateTimeEdit:
    edit = QDateTimeEdit()
    edit.setDisplayFormat("yyyy-MM-dd HH:mm")
    edit.setCalendarPopup(True)
    edit.setTimeZone(_china())
    edit.setDateTime(QDateTime.fromSecsSinceEpoch(int(moment) // 60 * 60, _china()))
    return edit


def _seconds(edit: QDateTimeEdit) -> float:
    return float(edit.dateTime().toSecsSinceEpoch())


def _china() -> QTimeZone:
    return QTimeZone.fromSecondsAheadOfUtc(8 * 3600)
