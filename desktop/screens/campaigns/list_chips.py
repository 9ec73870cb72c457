"""What the list is filtered by, in sight: a chip for each filter, and a click takes it away."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from desktop.models.sites import SiteColumn
from desktop.screens.campaigns.list_filters import without
from desktop.screens.campaigns.list_ranges import filter_text
from desktop.site_index.wishes import Wish
from widgets import icons, theme

_LONGEST = 28
"""Characters of a chip; the whole stands in its tooltip."""


class FilterChips(QWidget):
    """Hidden while nothing is filtered by columns."""

    wished = Signal(object)
    """Another `Wish`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips: list[QPushButton] = []
        self._wish = Wish()
        self._row = QHBoxLayout(self)
        self._row.addStretch(1)
        self._measure()
        self.hide()

    def show_wish(self, wish: Wish, columns: Mapping[str, SiteColumn]) -> None:
        """A chip for each filter; one of a column that the definition lost says so by its key."""
        if _asked(wish) == _asked(self._wish):
            self._wish = wish
            return
        for chip in self.chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = []
        self._wish = wish
        if wish.is_late:
            self._add(self.tr("Overdue"), lambda now: replace(now, is_late=False))
        if wish.has_orders:
            self._add(self.tr("With open orders"), lambda now: replace(now, has_orders=False))
        for one in wish.filters:
            self._add(filter_text(one, columns.get(one.column)), partial(_without, one.column))
        self.setVisible(bool(self.chips))

    def _add(self, text: str, without_it: Callable[[Wish], Wish]) -> None:
        short = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
        chip = QPushButton(short)
        chip.setToolTip(self.tr("{filter}\nClick to take it away").format(filter=text))
        chip.setAccessibleName(text)
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        chip.setIcon(icons.icon("close", theme.current().muted))
        chip.clicked.connect(lambda: self.wished.emit(without_it(self._wish)))
        self._row.insertWidget(len(self.chips), chip)
        self.chips.append(chip)

    def _measure(self) -> None:
        look = theme.current()
        self._row.setContentsMargins(look.edge, look.unit, look.edge, look.unit // 2)
        self._row.setSpacing(look.unit)
        for chip in self.chips:
            chip.setIcon(icons.icon("close", look.muted))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_row"):
            self._measure()


def _asked(wish: Wish) -> tuple[object, ...]:
    return wish.filters, wish.is_late, wish.has_orders


def _without(column: str, wish: Wish) -> Wish:
    return without(wish, column)
