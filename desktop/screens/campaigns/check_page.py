"""A visit: the campaign's checklist on one page, pass or fail for each item, and a note."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from db.queries.sites import SiteRecord
from db.rules.campaign_records import ChecklistItem
from db.rules.campaigns import CampaignDefinition
from desktop.screens.campaigns.confirm_bar import ConfirmBar
from desktop.screens.campaigns.page_head import PageHead
from widgets import theme
from widgets.panel import Panel
from widgets.segmented import Segmented
from widgets.theme import set_role

_PASSED, _FAILED, _OPEN = "pass", "fail", ""


class CheckPage(QWidget):
    """Items that were not looked at stay out of the result, so that a score never flatters."""

    save_requested = Signal(object, str)
    """Item key -> passed, and the note."""
    left = Signal()
    """The user goes back; nothing is to be saved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.site: SiteRecord | None = None
        self.items: dict[str, Segmented] = {}
        self.head = PageHead(self)
        self.all_button = QPushButton(self.tr("All pass"))
        self.save_button = QPushButton(self.tr("Save check"))
        self.score = QLabel()
        self.note = QPlainTextEdit(placeholderText=self.tr("What was seen, what was agreed"))
        self.confirm = ConfirmBar()
        self._area = QScrollArea(widgetResizable=True)
        self._build()
        self.all_button.clicked.connect(self._pass_all)
        self.save_button.clicked.connect(self._save)
        self.head.back_clicked.connect(self.leave)
        self.confirm.accepted.connect(self.left)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence.StandardKey.Save, self, self._save, context=context)

    def begin(self, definition: CampaignDefinition, site: SiteRecord, language: str) -> None:
        """An empty checklist for a site."""
        self.site = site
        self.items = {}
        self.head.show_title(self.tr("Check {name}").format(name=site.name), site.code)
        self.note.clear()
        self.confirm.hide()
        panel = Panel(self.tr("Checklist"), definition.name(language))
        panel.set_body(self._list(definition, language), margin=True)
        self._area.setWidget(panel)
        self._count()
        self.set_busy(False)
        if self.items:
            next(iter(self.items.values())).setFocus()

    def results(self) -> dict[str, bool]:
        """What was looked at."""
        chosen = {key: item.current() for key, item in self.items.items()}
        return {key: answer == _PASSED for key, answer in chosen.items() if answer != _OPEN}

    def is_touched(self) -> bool:
        """Something entered would be lost."""
        return bool(self.results() or self.note.toPlainText().strip())

    def set_busy(self, busy: bool) -> None:
        """While a save is under way, a second one is not begun."""
        self.save_button.setEnabled(not busy and bool(self.results()))

    @Slot()
    def leave(self) -> None:
        """Go back; ask first when something would be lost."""
        if self.confirm.refuse():
            return
        if not self.is_touched():
            self.left.emit()
            return
        question = self.tr("The check has not been saved.")
        self.confirm.ask(question, self.tr("Discard it"), self.tr("Go on checking"), "danger")

    @Slot()
    def _save(self) -> None:
        if self.save_button.isEnabled():
            self.set_busy(True)
            self.save_requested.emit(self.results(), self.note.toPlainText().strip())

    @Slot()
    def _pass_all(self) -> None:
        for item in self.items.values():
            if item.current() == _OPEN:
                item.set_current(_PASSED)
        self._count()

    @Slot()
    def _count(self) -> None:
        results = self.results()
        text = self.tr("{passed} passed, {failed} failed, {left} not looked at")
        passed = sum(results.values())
        counts = {"passed": passed, "failed": len(results) - passed, "left": len(self.items) - len(results)}
        self.score.setText(text.format(**counts))
        self.save_button.setEnabled(bool(results))

    def _list(self, definition: CampaignDefinition, language: str) -> QWidget:
        area = QWidget()
        grid = QGridLayout(area)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(theme.current().unit)
        grid.setHorizontalSpacing(2 * theme.current().unit)
        grid.setColumnStretch(1, 1)
        for row, item in enumerate(definition.checklist):
            # The answer before the question: on a wide screen the eye would lose the line between them
            grid.addWidget(self._answer(item, language), row, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(_question(item, language), row, 1)
        return area

    def _answer(self, item: ChecklistItem, language: str) -> Segmented:
        options = ((_OPEN, self.tr("Not looked at")), (_PASSED, self.tr("Pass")), (_FAILED, self.tr("Fail")))
        answer = Segmented(options)
        answer.setAccessibleName(item.name(language))
        answer.chosen.connect(self._count)
        self.items[item.key] = answer
        return answer

    def _build(self) -> None:
        unit = theme.current().unit
        set_role(self.save_button, "primary")
        set_role(self.score, "muted")
        self.note.setFixedHeight(theme.current().px(5))
        for button in (self.all_button, self.save_button):
            self.head.add_button(button)
        foot = Panel(self.tr("Note"))
        foot.add_control(self.score)
        foot.set_body(self.note, margin=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(unit)
        box.addWidget(self.head)
        box.addWidget(self.confirm)
        box.addWidget(self._area, 1)
        box.addWidget(foot)


def _question(item: ChecklistItem, language: str) -> QWidget:
    name = QLabel(item.name(language), textFormat=Qt.TextFormat.PlainText, wordWrap=True)
    hint = QLabel(item.hint.name(language), textFormat=Qt.TextFormat.PlainText, wordWrap=True)
    set_role(name, "strong")
    set_role(hint, "muted")
    both = QWidget()
    box = QVBoxLayout(both)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    box.addWidget(name)
    box.addWidget(hint)
    return both
