"""Wiring of the air screen: which page reads when, what is copied and written to files."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from db.changes import Changes
from desktop.context import Context
from desktop.evaluation.sheets import tabbed, write
from desktop.screens.air.calendar_tab import CalendarTab
from desktop.screens.air.desk import Desk
from desktop.screens.air.evaluation_tab import EvaluationTab
from desktop.screens.air.head import Head
from desktop.screens.air.profiles_tab import ProfilesTab
from desktop.screens.air.quality_tab import QualityTab
from desktop.screens.air.ranking_tab import RankingTab
from desktop.screens.air.tab import Tab
from desktop.screens.air.targets_tab import TargetsTab
from desktop.screens.air.view import AirView
from desktop.screens.base import Screen
from widgets.save_dialog import SaveDialog

CLOCK_MS = 15_000
"""How often it is looked whether the day is over."""


class AirScreen(Screen):
    """Air quality 空气质量."""

    key = "air"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.desk = Desk(context, self)
        self.evaluation = EvaluationTab(self.desk)
        self.ranking = RankingTab(self.desk)
        self.targets = TargetsTab(self.desk)
        self.calendar = CalendarTab(self.desk)
        self.profiles = ProfilesTab(self.desk)
        self.quality = QualityTab(self.desk)
        self.tabs: tuple[Tab, ...] = (
            self.evaluation,
            self.ranking,
            self.targets,
            self.calendar,
            self.profiles,
            self.quality,
        )
        self.view = AirView(Head(self.desk), self.tabs)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.view)
        self._today: date = self.desk.today()
        self._clock = QTimer(self, interval=CLOCK_MS)
        self._clock.timeout.connect(self.tick)
        self._connect()

    @override
    def shows(self, changes: Changes) -> bool:
        return changes.stations or changes.units or any(tab.shows(changes) for tab in self.tabs)

    @override
    def reload(self, changes: Changes) -> None:
        if changes.stations or changes.units or not self.desk.places.stations:
            self.desk.read_grounds()  # the pages follow
            return
        for tab in self.tabs:
            if tab.shows(changes):
                tab.refresh()
        if not self.desk.is_busy:
            self.mark_ready()

    @override
    def apply_theme(self) -> None:
        self.view.apply_theme()

    @property
    @override
    def parts(self) -> tuple[str, ...]:
        return tuple(tab.key for tab in self.tabs)

    @override
    def show_part(self, key: str) -> None:
        self.view.show_tab(key)
        self._show_basis()

    def tick(self) -> None:
        """The clock went on."""
        if self.desk.today() != self._today:
            self._today = self.desk.today()
            self.view.head.follow_clock()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._clock.start()
        self.tick()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._clock.stop()

    def _connect(self) -> None:
        view = self.view
        view.choice.chosen.connect(self.show_part)
        view.copy.clicked.connect(self._on_copy)
        view.export.clicked.connect(self._on_export)
        self.desk.question_changed.connect(self._on_question)
        self.desk.places_changed.connect(self._on_question)
        self.desk.busy_changed.connect(view.show_busy)
        self.desk.settled.connect(self.mark_ready)
        view.head.add_keys(self)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for number, tab in enumerate(self.tabs, 1):
            key = QShortcut(QKeySequence(f"Alt+{number}"), self, context=within)
            key.activated.connect(partial(self.show_part, tab.key))
        QShortcut(QKeySequence("Ctrl+E"), self, context=within).activated.connect(self._on_export)
        for tab in self.tabs:
            tab.basis_changed.connect(self._show_basis)

    @Slot()
    def _on_question(self) -> None:
        for tab in self.tabs:
            tab.refresh()

    @Slot()
    def _show_basis(self) -> None:
        tab = self.view.tab()
        self.view.head.show_basis(tab.basis_line())
        for button in (self.view.copy, self.view.export):
            button.setVisible(tab.has_sheet)

    @Slot()
    def _on_copy(self) -> None:
        sheet = self.view.tab().sheet()
        if sheet is not None:
            text = "\n".join((sheet.title, *sheet.notes, tabbed(sheet)))
            QGuiApplication.clipboard().setText(text)
            self._say(self.tr("Copied {count} rows.").format(count=len(sheet.rows)))

    @Slot()
    def _on_export(self) -> None:
        sheet = self.view.tab().sheet()
        if sheet is not None:
            period = self.desk.question.span.period
            name = f"{sheet.title}_{period.first:%Y%m%d}-{period.last:%Y%m%d}.xlsx"
            kinds = {self.tr("Excel (*.xlsx)"): "xlsx", self.tr("CSV (*.csv)"): "csv"}
            SaveDialog.ask(self, self.tr("Write the table to"), name, kinds, self._save)

    def _save(self, path: Path) -> None:
        """What the page shows now: days may have come since the dialog was opened."""
        sheet = self.view.tab().sheet()
        if sheet is not None:
            self.desk.compute("export", partial(write, sheet, path), self._on_saved)

    def _on_saved(self, path: Path) -> None:
        self._say(self.tr("Written to {path}").format(path=path))

    def _say(self, text: str) -> None:
        self.context.navigator.message.emit(text, "info", "")
