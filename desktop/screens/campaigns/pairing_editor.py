"""Names who answers for a site, in place: the page stays readable meanwhile."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db.commands.pairings import Official
from desktop.screens.campaigns.pairing_words import PairingChoice
from widgets import theme
from widgets.panel import Panel
from widgets.theme import set_role

SITE, CAMPAIGN, ALL = "site", "campaign", "all"


class PairingEditor(Panel):
    """Which unit, for how much, who; hidden until it is asked for."""

    saved = Signal(str, str, object)
    """Unit's code, reach (`site`, `campaign`, `all`), and the `Official` or None for nobody."""
    left = Signal()
    """Nothing more is to be changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.set_title(self.tr("Who answers"))
        self.unit, self.reach = QComboBox(), QComboBox()
        self.name = QLineEdit(placeholderText=self.tr("Name"))
        self.duty = QLineEdit(placeholderText=self.tr("Office held"))
        self.phone = QLineEdit(placeholderText=self.tr("Phone"))
        self.save_button = QPushButton(self.tr("Save"))
        self.nobody_button = QPushButton(self.tr("Nobody"))
        self.done_button = QPushButton(self.tr("Done"))
        self.error = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._choices: list[PairingChoice] = []
        self._build()
        self._connect()
        self.hide()

    def show_choices(self, choices: Sequence[PairingChoice], campaign: str) -> None:
        """The site's units, as they are now; what is typed stays if its unit is still there."""
        if list(choices) == self._choices:
            return
        code = self._code()
        was = self._choice()
        self._choices = list(choices)
        self.reach.setItemText(1, self.tr("All its sites in {campaign}").format(campaign=campaign))
        self.unit.blockSignals(True)
        self.unit.clear()
        for choice in self._choices:
            self.unit.addItem(choice.label, choice.link.unit_code)
        self.unit.setCurrentIndex(max(0, self.unit.findData(code)))
        self.unit.blockSignals(False)
        if was is None or self._choice() is None or was.link != self._required().link:
            self._on_unit()

    def start(self) -> None:
        """Show it, at the first level where nobody answers."""
        gap = next((at for at, one in enumerate(self._choices) if one.link.name is None), 0)
        self.unit.setCurrentIndex(gap)
        self.error.hide()
        self._on_unit()
        self.show()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        """Esc: done. False if it was not open."""
        was_open = not self.isHidden()
        if was_open:
            self.hide()
            self.left.emit()
        return was_open

    def refuse(self, text: str) -> None:
        """Say why it was not saved; what was typed stays."""
        self.error.setText(text)
        self.error.setVisible(bool(text))

    def _build(self) -> None:
        set_role(self.save_button, "primary")
        set_role(self.error, "error")
        self.reach.addItem(self.tr("This site only"), SITE)
        self.reach.addItem("", CAMPAIGN)  # named with the campaign
        self.reach.addItem(self.tr("All its sites"), ALL)
        self.unit.setAccessibleName(self.tr("Unit"))
        self.reach.setAccessibleName(self.tr("For what"))
        self.add_control(self.done_button)
        inner = QWidget()
        box = QVBoxLayout(inner)
        look = theme.current()
        box.setContentsMargins(look.edge, look.unit, look.edge, look.unit)
        fields = QGridLayout()
        fields.setSpacing(look.unit)
        for column, (widget, stretch) in enumerate(
            ((self.unit, 5), (self.reach, 4), (self.name, 3), (self.duty, 3), (self.phone, 3))
        ):
            fields.addWidget(widget, 0, column)
            fields.setColumnStretch(column, stretch)
        buttons = QHBoxLayout()
        buttons.addWidget(self.nobody_button)
        buttons.addWidget(self.save_button)
        fields.addLayout(buttons, 0, 5)
        box.addLayout(fields)
        box.addWidget(self.error)
        self.error.hide()
        self.set_body(inner)

    def _connect(self) -> None:
        self.unit.currentIndexChanged.connect(self._on_unit)
        self.reach.currentIndexChanged.connect(self._show_buttons)
        for field in (self.name, self.duty, self.phone):
            field.textChanged.connect(self._show_buttons)
            field.returnPressed.connect(self.save_button.click)
        self.save_button.clicked.connect(self._save)
        self.nobody_button.clicked.connect(lambda: self._send(None))
        self.done_button.clicked.connect(self.leave)

    def _code(self) -> str:
        return str(self.unit.currentData() or "")

    def _choice(self) -> PairingChoice | None:
        at = self.unit.currentIndex()
        return self._choices[at] if 0 <= at < len(self._choices) else None

    def _required(self) -> PairingChoice:
        choice = self._choice()
        assert choice is not None
        return choice

    @Slot()
    def _on_unit(self) -> None:
        """Who answers there now; departments answer for single sites."""
        choice = self._choice()
        if choice is None:
            return
        link = choice.link
        for field, text in ((self.name, link.name), (self.duty, link.duty), (self.phone, link.phone)):
            field.setText(text or "")
        is_whole = choice.is_division and link.name is not None and not link.is_own
        self.reach.setEnabled(choice.is_division)
        self.reach.setCurrentIndex(1 if is_whole else 0)
        self._show_buttons()

    @Slot()
    def _show_buttons(self) -> None:
        choice = self._choice()
        self.save_button.setEnabled(choice is not None and bool(self.name.text().strip()))
        is_here = choice is not None and choice.link.name is not None
        own = choice is not None and choice.link.is_own
        self.nobody_button.setEnabled(is_here and own == (self.reach.currentData() == SITE))
        self.refuse("")

    @Slot()
    def _save(self) -> None:
        texts = (field.text().strip() for field in (self.name, self.duty, self.phone))
        name, duty, phone = texts
        self._send(Official(name, duty or None, phone or None))

    def _send(self, official: Official | None) -> None:
        self.saved.emit(self._code(), str(self.reach.currentData()), official)
