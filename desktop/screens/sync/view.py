"""Layout of the sync screen: the head above, a list on the left, one item of it on the right."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from db.queries.outbox import Outbox
from desktop.confirm_bar import ConfirmBar
from desktop.screens.sync.conflict_card import ConflictCard
from desktop.screens.sync.detail import Detail
from desktop.screens.sync.head import Head
from desktop.screens.sync.pack_form import PackForm
from desktop.screens.sync.passphrase import PassphraseForm
from desktop.screens.sync.sections import Section, nothing, titles
from widgets import theme
from widgets.empty import EmptyState
from widgets.panel import draw_card
from widgets.segmented import Segmented
from widgets.theme import set_role


class SyncView(QWidget):
    """The widgets that the screen wires."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sections: list[Section] = []
        self.head = Head()
        self.choice = Segmented()
        self.choice.setAccessibleName(self.tr("List"))
        self.with_read = QCheckBox(self.tr("Those marked as read, too"))
        self.cut = QLabel()
        set_role(self.cut, "muted")
        self.lists = QStackedWidget()
        self.right = QStackedWidget()
        self.confirm = ConfirmBar()
        self.card = ConflictCard()
        self.detail = Detail()
        self.pack = Detail()
        self.form = PackForm()
        self.passphrase = PassphraseForm()
        self.none_chosen = EmptyState(self.tr("Nothing chosen"), icon="sync")
        self._titles = titles()
        self._has_read = False
        self._lay_out()

    def show_counts(self, counts: Mapping[str, int], offered: Sequence[str]) -> None:
        """The lists with their numbers; those that are not offered need room on the wall."""
        self.choice.set_options(
            [
                (key, f"{self._titles[key]} {counts[key]:,}" if counts[key] else self._titles[key])
                for key in offered
            ]
        )

    def offer_read(self, has_read: bool) -> None:
        """Whether the inbox holds items that were marked as read."""
        self._has_read = has_read

    def show_cut(self, outbox: Outbox) -> None:
        """That not all unsent work is spelled out."""
        text = self.tr("the first {shown} of {count}")
        is_cut = outbox.shown < outbox.operations
        self.cut.setText(
            text.format(shown=f"{outbox.shown:,}", count=f"{outbox.operations:,}") if is_cut else ""
        )

    def add_lists(self, sections: Sequence[Section]) -> None:
        """Make room for the lists, one at a time."""
        self._sections = list(sections)
        for section in sections:
            section.table.setAccessibleName(self._titles[section.key])
            section.table.viewport().installEventFilter(self)
            self.lists.addWidget(section.table)
            self.lists.addWidget(section.empty)

    def show_list(self, section: Section) -> None:
        """One list, or the words that stand in its place."""
        section.empty.set_texts(*nothing(section.key))
        self.lists.setCurrentWidget(section.table if section.order.rowCount() else section.empty)
        self.with_read.setVisible(section.key == "conflicts" and self._has_read)
        self.cut.setVisible(section.key == "outbox" and bool(self.cut.text()))

    def show_right(self, page: QWidget) -> None:
        """What stands on the right: an item, a form, or that nothing is chosen."""
        self.right.setCurrentWidget(self._places[page])

    def apply_theme(self) -> None:
        """Sizes follow the theme."""
        look = theme.current()
        edge = look.unit * 3 // 2
        self._box.setContentsMargins(edge, edge, edge, edge)
        self._box.setSpacing(edge)
        self._row.setContentsMargins(look.edge, look.unit, look.edge, look.unit)
        self._row.setSpacing(look.unit)
        self.head.apply_theme()
        self.detail.apply_theme()
        self.pack.apply_theme()
        for section in self._sections:
            section.apply_theme()

    def _lay_out(self) -> None:
        # forms are higher than a wall's screen has room
        forms: dict[QWidget, QWidget] = {form: _scrolled(form) for form in (self.form, self.passphrase)}
        self._places = forms | {page: page for page in (self.none_chosen, self.card, self.detail, self.pack)}
        for place in self._places.values():
            self.right.addWidget(place)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.addWidget(self._left())
        self._splitter.addWidget(self._item())
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(theme.current().unit * 2)
        self._splitter.setStretchFactor(0, 11)
        self._splitter.setStretchFactor(1, 6)
        self._splitter.setSizes([1100, 600])
        self._box = QVBoxLayout(self)
        self._box.addWidget(self.head)
        self._box.addWidget(self._splitter, 1)

    def _left(self) -> QWidget:
        body = QVBoxLayout()
        body.setSpacing(0)
        self._row = QHBoxLayout()
        self._row.addWidget(self.choice)
        self._row.addStretch(1)
        self._row.addWidget(self.cut)
        self._row.addWidget(self.with_read)
        body.addLayout(self._row)
        body.addWidget(self.lists, 1)
        return _Card(body)

    def _item(self) -> QWidget:
        body = QVBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.confirm)
        body.addWidget(self.right, 1)
        card = _Card(body)
        card.setAccessibleName(self.tr("In detail"))
        return card

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            for section in self._sections:
                if watched is section.table.viewport():
                    section.fit()
        return super().eventFilter(watched, event)


def _scrolled(form: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(form)
    return area


class _Card(QWidget):
    """A framed surface without a title: the choice of the list stands in its place."""

    def __init__(self, body: QVBoxLayout) -> None:
        super().__init__()
        self.setLayout(body)
        body.setContentsMargins(1, 1, 1, 1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        draw_card(QPainter(self), self.rect())
