"""The head of the sync screen: whether anything could be lost, with whom to exchange, what is under way."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from db.errors import DomainError
from desktop.screens.sync.detail import words_label
from desktop.sync_words import Sentence
from desktop.syncing import as_url
from widgets import icons, theme
from widgets.panel import draw_card
from widgets.theme import Tone, set_role

_ICONS: dict[Tone, str] = {"done": "check", "accent": "upload", "alarm": "warning", "neutral": "sync"}
_ROLES: dict[Tone, str] = {"alarm": "alarm", "done": "done"}


class Head(QWidget):
    """Layout of the head; the screen fills it and answers its signals."""

    sync_asked = Signal(str, str)
    """Exchange now: what stands in the address field, and the password."""
    cancel_asked = Signal()
    """Stop what is under way."""
    by_itself_chosen = Signal(bool)
    """Exchanges shall begin by themselves, or not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone: Tone = "neutral"
        self.icon = QLabel()
        self.headline = words_label("", "headline")
        self.about = words_label("", "muted")
        self.failure = words_label("", "error")
        self.report = words_label("")
        self.peer = QComboBox(editable=True)
        self.password = QLineEdit()
        self.by_itself = QCheckBox(self.tr("By itself every few minutes"))
        self.sync = QPushButton(self.tr("Sync now"))
        self.write = QPushButton(self.tr("Write pack…"))
        self.read = QPushButton(self.tr("Read pack…"))
        self.cancel = QPushButton(self.tr("Stop"))
        self.bar = QProgressBar()
        self.stage = QLabel()
        self._work = QWidget()
        self._set_up()
        self._lay_out()
        self._connect()
        self.show_idle()
        self.apply_theme()

    def show_summary(self, sentence: Sentence, about: str, failure: str) -> None:
        """What the record says of the exchange."""
        self._tone = sentence.tone
        self.headline.setText(sentence.text)
        self.about.setText(about)
        self.failure.setText(failure)
        self.failure.setVisible(bool(failure))
        self._draw_icon()

    def show_peers(self, urls: Sequence[str]) -> None:
        """Where peers were reached before; what is being typed stays."""
        known = [self.peer.itemText(index) for index in range(self.peer.count())]
        if known == list(urls):
            return
        typed = self.peer.currentText()
        self.peer.clear()
        self.peer.addItems(list(urls))
        self.peer.setEditText(typed or (urls[0] if urls else ""))

    def show_report(self, sentence: Sentence | None) -> None:
        """What the last work has done, until other work begins."""
        self.report.setText(sentence.text if sentence else "")
        self.report.setVisible(sentence is not None)
        set_role(self.report, _ROLES.get(sentence.tone, "") if sentence else "")

    def show_busy(self, text: str, done: int, total: int) -> None:
        """Work is under way; a total of 0 is not known."""
        self.report.hide()
        self.stage.setText(text)
        self.bar.setRange(0, total)
        self.bar.setValue(min(done, total))
        self._work.show()
        for button in (self.sync, self.write, self.read):
            button.setEnabled(False)

    def show_idle(self) -> None:
        """Nothing is under way."""
        self._work.hide()
        for button in (self.sync, self.write, self.read):
            button.setEnabled(True)

    def apply_theme(self) -> None:
        """Sizes and colours follow the theme."""
        look = theme.current()
        pad = look.edge
        self._column.setContentsMargins(pad, look.unit, pad, look.edge)
        self._column.setSpacing(look.unit)
        for row in (self._top, self._controls, self._under_way):
            row.setSpacing(look.unit)
        self.password.setFixedWidth(look.px(9))
        self.bar.setFixedSize(look.px(14), look.px(0.6))
        self.report.setVisible(bool(self.report.text()))
        self._draw_icon()

    def _set_up(self) -> None:
        edit = self.peer.lineEdit()
        assert edit is not None  # the combo box is editable
        edit.setPlaceholderText(self.tr("Address of the other record: user@host/name, or a file"))
        self.peer.setAccessibleName(self.tr("Other record"))
        self.peer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.peer.setMinimumContentsLength(12)
        self.peer.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setPlaceholderText(self.tr("Password"))
        self.password.setToolTip(self.tr("Kept until the window closes, never on the disk"))
        self.password.setAccessibleName(self.tr("Password"))
        self.by_itself.setToolTip(self.tr("While the other record answers; what fails is shown here only"))
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        set_role(self.sync, "primary")
        set_role(self.stage, "muted")
        self.headline.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._show_password(self.peer.currentText())

    def _lay_out(self) -> None:
        self._top, self._controls, self._under_way = QHBoxLayout(), QHBoxLayout(), QHBoxLayout(self._work)
        self._top.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(theme.current().unit // 4)
        for label in (self.headline, self.about, self.failure):
            words.addWidget(label)
        self._top.addLayout(words, 1)
        for widget in (self.sync, self.peer, self.password, self.by_itself, self.write, self.read):
            self._controls.addWidget(widget)
        self._under_way.setContentsMargins(0, 0, 0, 0)
        self._under_way.addWidget(self.bar)
        self._under_way.addWidget(self.stage)
        self._under_way.addStretch(1)
        self._under_way.addWidget(self.cancel)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._top)
        self._column.addLayout(self._controls)
        self._column.addWidget(self._work)
        self._column.addWidget(self.report)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def _connect(self) -> None:
        self.sync.clicked.connect(self._on_sync)
        self.cancel.clicked.connect(self.cancel_asked)
        self.by_itself.clicked.connect(self.by_itself_chosen)
        self.peer.editTextChanged.connect(self._show_password)
        edit = self.peer.lineEdit()
        assert edit is not None
        edit.returnPressed.connect(self._on_sync)
        self.password.returnPressed.connect(self._on_sync)

    def _on_sync(self) -> None:
        if self.sync.isEnabled():
            self.sync_asked.emit(self.peer.currentText(), self.password.text())

    def _show_password(self, text: str) -> None:
        """Only servers ask for one."""
        try:
            is_server = bool(text.strip()) and as_url(text).get_backend_name() == "postgresql"
        except DomainError:
            is_server = False
        self.password.setVisible(is_server)

    def _draw_icon(self) -> None:
        look = theme.current()
        side = look.px(1.9)
        picture = icons.icon(_ICONS[self._tone], look.tone(self._tone)[0])
        self.icon.setPixmap(picture.pixmap(QSize(side, side), self.devicePixelRatioF()))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_column"):
            self.apply_theme()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        draw_card(QPainter(self), self.rect())
