"""The common head: period, area, edition, weights, sand dust; and what the figures stand on."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QDate, QSize, Qt, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.evaluation import words
from desktop.evaluation.question import Question, weight_names
from desktop.evaluation.spans import Named, Span, free, named
from desktop.screens.air.desk import Desk
from desktop.standards import evaluations
from widgets import icons, theme
from widgets.elided import ElidedLabel
from widgets.theme import set_role


class Head(QWidget):
    """Shows the question of the desk and puts another one."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._is_filling = False
        self._build()
        self._lay_out()
        self._connect()
        self.apply_theme()
        self.show_question()

    def show_basis(self, text: str) -> None:
        """What the figures below stand on, in one line."""
        self.basis.setText(text)

    def show_places(self) -> None:
        """Offer the counties, and the stations of the chosen one."""
        self._is_filling = True
        places, question = self._desk.places, self._desk.question
        counties = [(self.tr("All counties"), ""), *((one.name, one.code) for one in places.counties)]
        _fill(self.county, counties, question.county)
        inside = places.of_county(question.county) if question.county else places.stations
        every = self.tr("All stations")
        _fill(self.station, [(every, ""), *((one.name, one.code) for one in inside)], question.station)
        self._is_filling = False

    def show_question(self) -> None:
        """Put the controls where the question is."""
        question = self._desk.question
        self._is_filling = True
        self.period.setCurrentIndex(self.period.findData(question.span.name.value))
        for field, day in (
            (self.first, question.span.period.first),
            (self.last, question.span.period.last),
        ):
            field.setDate(QDate(day.year, day.month, day.day))
        self.edition.setCurrentIndex(self.edition.findData(question.edition))
        self._show_weights(question)
        self.sand.setChecked(question.without_sand)
        self.later.setEnabled(question.span.after(self._desk.today()) is not None)
        self._is_filling = False
        self.show_places()

    def apply_theme(self) -> None:
        """Sizes and icons follow the theme."""
        look = theme.current()
        for button, name in ((self.earlier, "chevron-left"), (self.later, "chevron-right")):
            button.setIcon(icons.icon(name, look.text))
            button.setIconSize(QSize(look.px(1.2), look.px(1.2)))
        self._box.setSpacing(look.unit // 2)
        for layout in (self._rows, self._left, self._right):
            layout.setSpacing(look.unit)
        self._arrange()

    def _build(self) -> None:
        self.period = _combo(self.tr("Period"))
        for name in Named:
            self.period.addItem(words.span_text(name), name.value)
        self.earlier = _arrow(self.tr("Period before"), self.tr("The period before (Ctrl+Left)"))
        self.later = _arrow(self.tr("Period after"), self.tr("The period after (Ctrl+Right)"))
        self.first, self.last = _date(self.tr("First day")), _date(self.tr("Last day"))
        self.county, self.station = _combo(self.tr("County")), _combo(self.tr("Station"))
        self.edition = _combo(self.tr("Edition"))
        self.edition.addItem(self.tr("Edition by date"), "")
        for key, evaluation in evaluations().items():
            self.edition.addItem(words.evaluation_name(evaluation), key)
        self.edition.setToolTip(self.tr("Rules of evaluation; forced, their AQI grades every day"))
        self.weights = _combo(self.tr("Weights of the index"))
        self.sand = QCheckBox(self.tr("Without sand dust"))
        tip = self.tr("Days that people marked are left out of PM2.5 and PM10; nothing is deleted")
        self.sand.setToolTip(tip)
        self.basis = ElidedLabel()
        set_role(self.basis, "muted")

    def _lay_out(self) -> None:
        self._left, self._right = QHBoxLayout(), QHBoxLayout()
        dash = QLabel("–")
        period: tuple[QWidget, ...] = (self.period, self.earlier, self.first, dash, self.last, self.later)
        area: tuple[QWidget, ...] = (self.county, self.station, self.edition, self.weights, self.sand)
        for part in period:
            self._left.addWidget(part)
        for part in area:
            self._right.addWidget(part)
        for layout in (self._left, self._right):
            layout.addStretch(1)
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._rows.addLayout(self._left)
        self._rows.addLayout(self._right, 1)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addLayout(self._rows)
        self._box.addWidget(self.basis)

    def _connect(self) -> None:
        self.period.activated.connect(self._on_period)
        self.earlier.clicked.connect(self.go_back)
        self.later.clicked.connect(self.go_on)
        self.first.dateChanged.connect(self._on_dates)
        self.last.dateChanged.connect(self._on_dates)
        self.county.activated.connect(self._on_county)
        for combo in (self.station, self.edition, self.weights):
            combo.activated.connect(self._on_choice)
        self.sand.toggled.connect(self._on_choice)
        self._desk.question_changed.connect(self.show_question)
        self._desk.places_changed.connect(self.show_question)

    def add_keys(self, screen: QWidget) -> None:
        """Keys that work anywhere on the screen."""
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for key, act in (("Ctrl+Left", self.go_back), ("Ctrl+Right", self.go_on)):
            QShortcut(QKeySequence(key), screen, context=within).activated.connect(act)

    @Slot()
    def go_back(self) -> None:
        """The period before."""
        self._ask(span=self._desk.question.span.before())

    @Slot()
    def go_on(self) -> None:
        """The period after, if there is one."""
        after = self._desk.question.span.after(self._desk.today())
        if after is not None:
            self._ask(span=after)

    def follow_clock(self) -> None:
        """A day is over: a period asked for by name has moved."""
        span = self._desk.question.span
        if span.name is not Named.FREE:
            self._ask(span=named(span.name, self._desk.today()))

    @Slot()
    def _on_period(self) -> None:
        name = Named(self.period.currentData())
        if name is Named.FREE:
            period = self._desk.question.span.period
            self._ask(span=Span(Named.FREE, period))
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._ask(span=named(name, self._desk.today()))

    @Slot()
    def _on_dates(self) -> None:
        if not self._is_filling:
            self._ask(span=free(_day(self.first), min(_day(self.last), self._desk.today())))

    @Slot()
    def _on_county(self) -> None:
        self._ask(county=self.county.currentData(), station="")

    @Slot()
    def _on_choice(self) -> None:
        if not self._is_filling:
            self._ask(
                station=self.station.currentData() or "",
                edition=self.edition.currentData() or "",
                weights=self.weights.currentData() or self._desk.question.weights,
                without_sand=self.sand.isChecked(),
            )

    def _ask(self, **changes: object) -> None:
        self._desk.ask(replace(self._desk.question, **changes))  # type: ignore[arg-type]

    def _show_weights(self, question: Question) -> None:
        """Only where an edition knows several sets."""
        key = question.edition or question.basis().evaluation.key
        names = weight_names(key)
        options = [(words.weights_choice(replace(question, weights=name).basis()), name) for name in names]
        _fill(self.weights, options, question.weights)
        self.weights.setVisible(len(names) > 1)

    def _arrange(self) -> None:
        """One row where there is room, else two."""
        wide = self._left.sizeHint().width() + self._right.sizeHint().width() <= self.width()
        directions = QBoxLayout.Direction
        self._rows.setDirection(directions.LeftToRight if wide else directions.TopToBottom)

    @override
    def minimumSizeHint(self) -> QSize:
        """That of two rows: one row must not keep the window wide."""
        least = max(self._left.minimumSize().width(), self._right.minimumSize().width())
        return QSize(least, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()


def _combo(name: str) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    combo.setMaxVisibleItems(24)
    return combo


def _date(name: str) -> QDateEdit:
    field = QDateEdit()
    field.setAccessibleName(name)
    field.setDisplayFormat("yyyy-MM-dd")
    field.setCalendarPopup(True)
    # a date that is being typed is none yet
    field.setKeyboardTracking(False)
    return field


def _arrow(name: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setAccessibleName(name)
    button.setToolTip(tip)
    set_role(button, "plain")
    return button


def _day(field: QDateEdit) -> date:
    chosen = field.date()
    return date(chosen.year(), chosen.month(), chosen.day())


def _fill(combo: QComboBox, options: Sequence[tuple[str, str]], chosen: str) -> None:
    """Offer these; the chosen one stays where it is still there."""
    if [(combo.itemText(row), combo.itemData(row)) for row in range(combo.count())] != list(options):
        combo.clear()
        for text, data in options:
            combo.addItem(text, data)
    combo.setCurrentIndex(max(0, combo.findData(chosen)))
