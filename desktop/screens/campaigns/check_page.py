"""A visit: the campaign's checklist on one page, usable with one hand; a draft until it is sent."""

import uuid
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from db.commands.attachments import NewFile
from db.queries.sites import SiteRecord
from db.rules.campaigns import CampaignDefinition
from desktop.confirm_bar import ConfirmBar
from desktop.screens.campaigns.check_row import FAILED, NOT_APPLICABLE, OPEN, PASSED, Answer, CheckRow
from desktop.screens.campaigns.page_head import PageHead
from widgets import theme
from widgets.panel import Panel
from widgets.theme import set_role

DraftKey = tuple[uuid.UUID, str]
"""Site and campaign."""


@dataclass(frozen=True, slots=True)
class CheckDraft:
    """A check that was begun and not sent; it lives as long as the window."""

    answers: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    note: str = ""
    photos: tuple[NewFile, ...] = ()

    def __bool__(self) -> bool:
        return bool(any(self.answers.values()) or any(self.notes.values()) or self.note or self.photos)


class CheckPage(QWidget):
    """Items that were not looked at or do not apply stay out of the result: a score never flatters."""

    save_requested = Signal(object, str)
    """Item key -> passed, and the note."""
    order_requested = Signal(object, str)
    """The same, and the failed items are to become an order once the check is saved."""
    files_chosen = Signal(object)
    """Paths of photos of this check."""
    left = Signal()
    """The user goes back; what was entered stays as a draft."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.site: SiteRecord | None = None
        self.items: dict[str, Answer] = {}
        self.rows: dict[str, CheckRow] = {}
        self.photos: list[NewFile] = []
        self._drafts: dict[DraftKey, CheckDraft] = {}
        self._busy = False
        self.head = PageHead(self)
        self.all_button = QPushButton(self.tr("All pass"))
        self.photo_button = QPushButton(self.tr("Add photos"))
        self.discard_button = QPushButton(self.tr("Discard draft"))
        self.order_button = QPushButton(self.tr("Save and order"))
        self.save_button = QPushButton(self.tr("Save check"))
        self.score = QLabel()
        self.note = QPlainTextEdit(placeholderText=self.tr("What was seen, what was agreed"))
        self.confirm = ConfirmBar()
        self._area = QScrollArea(widgetResizable=True)
        self.setAcceptDrops(True)
        self._build()
        self._connect()

    def begin(self, definition: CampaignDefinition, site: SiteRecord, language: str) -> None:
        """The checklist for a site: empty, or the draft that was left."""
        self.keep_draft()
        self.site = site
        self.head.show_title(
            self.tr("Check {name}").format(name=site.name),
            self.tr("{code} · keys: 1 pass, 2 fail, 3 not applicable, J K down and up, N note").format(
                code=site.code
            ),
        )
        self.confirm.hide()
        panel = Panel(self.tr("Checklist"), definition.name(language))
        panel.set_body(self._list(definition, language), margin=True)
        self._area.setWidget(panel)
        self._fill(self._drafts.pop((site.id, site.campaign_key), CheckDraft()))
        self.set_busy(False)
        if self.items:
            next(iter(self.items.values())).setFocus()

    def results(self) -> dict[str, bool]:
        """What was looked at."""
        chosen = {key: item.current() for key, item in self.items.items()}
        return {key: answer == PASSED for key, answer in chosen.items() if answer in (PASSED, FAILED)}

    def failed(self) -> list[str]:
        """Names of the failed items, each with its note."""
        rows = [row for row in self.rows.values() if row.answer.current() == FAILED]
        return [self._said(row) if row.note_text() else row.name for row in rows]

    def note_text(self) -> str:
        """The note on the whole with the notes on items: the record keeps one text a check."""
        lines = [self.note.toPlainText().strip()]
        lines += [self._said(row) for row in self.rows.values() if row.note_text()]
        unused = [row.name for row in self.rows.values() if row.answer.current() == NOT_APPLICABLE]
        if unused:
            lines.append(self.tr("Not applicable: {items}").format(items=self.tr(", ").join(unused)))
        return "\n".join(line for line in lines if line)

    def is_touched(self) -> bool:
        """Something was entered."""
        return bool(self._draft())

    def has_draft(self, site: SiteRecord) -> bool:
        """A check of this site was begun and not sent."""
        return (site.id, site.campaign_key) in self._drafts

    def keep_draft(self) -> None:
        """Put aside what was entered, for when the page is opened for this site again."""
        if self.site is not None and (draft := self._draft()):
            self._drafts[self.site.id, self.site.campaign_key] = draft

    def clear(self) -> None:
        """It was sent, or nobody wants it: nothing is kept."""
        if self.site is not None:
            self._drafts.pop((self.site.id, self.site.campaign_key), None)
        self._fill(CheckDraft())

    def add_photo(self, file: NewFile) -> None:
        """A photo that has been read; it is stored with the check."""
        self.photos.append(file)
        self._count()

    def set_busy(self, busy: bool) -> None:
        """While a save is under way, a second one is not begun."""
        self._busy = busy
        self._count()

    @Slot()
    def leave(self) -> None:
        """Go back; what was entered is there again when the page is opened for this site."""
        if not self.confirm.refuse():
            self.keep_draft()
            self.left.emit()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.files_chosen.emit(paths)

    def _draft(self) -> CheckDraft:
        answers = {key: item.current() for key, item in self.items.items()}
        notes = {key: row.note_text() for key, row in self.rows.items()}
        return CheckDraft(answers, notes, self.note.toPlainText().strip(), tuple(self.photos))

    def _fill(self, draft: CheckDraft) -> None:
        for key, row in self.rows.items():
            row.fill(draft.answers.get(key, OPEN), draft.notes.get(key, ""))
        self.note.setPlainText(draft.note)
        self.photos = list(draft.photos)
        self._count()

    def _said(self, row: CheckRow) -> str:
        return self.tr("{item}: {note}").format(item=row.name, note=row.note_text())

    @Slot()
    def _save(self) -> None:
        if self.save_button.isEnabled():
            self.set_busy(True)
            self.save_requested.emit(self.results(), self.note_text())

    @Slot()
    def _save_and_order(self) -> None:
        if self.order_button.isEnabled():
            self.set_busy(True)
            self.order_requested.emit(self.results(), self.note_text())

    @Slot()
    def _ask_discard(self) -> None:
        question = self.tr("The check has not been saved.")
        self.confirm.ask(question, self.tr("Discard it"), self.tr("Go on checking"), "danger")

    @Slot()
    def _discard(self) -> None:
        self.clear()
        self.left.emit()

    @Slot()
    def _choose_photos(self) -> None:
        dialog = QFileDialog(self, self.tr("Photos of this check"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.files_chosen.emit([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def _pass_all(self) -> None:
        for item in self.items.values():
            if item.current() == OPEN:
                item.set_current(PASSED)
        self._count()

    @Slot()
    def _count(self) -> None:
        results = self.results()
        passed = sum(results.values())
        unused = sum(item.current() == NOT_APPLICABLE for item in self.items.values())
        left = len(self.items) - len(results) - unused
        text = self.tr("{passed} passed, {failed} failed, {left} not looked at")
        parts = [text.format(passed=passed, failed=len(results) - passed, left=left)]
        if unused:
            parts.append(self.tr("{count} not applicable").format(count=unused))
        if self.photos:
            parts.append(self.tr("{count} photos").format(count=len(self.photos)))
        self.score.setText(self.tr(", ").join(parts))
        self.save_button.setEnabled(not self._busy and bool(results))
        self.order_button.setVisible(passed < len(results))
        self.order_button.setEnabled(not self._busy)
        self.discard_button.setVisible(self.is_touched())

    def _list(self, definition: CampaignDefinition, language: str) -> QWidget:
        area = QWidget()
        box = QVBoxLayout(area)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self.items, self.rows = {}, {}
        group = None
        for item in definition.checklist:
            if item.group is not None and item.group != group:
                box.addWidget(_heading(item.group.name(language)))
            group = item.group
            row = CheckRow(item, language)
            row.changed.connect(self._count)
            row.answer.moved.connect(self._move)
            self.items[item.key], self.rows[item.key] = row.answer, row
            box.addWidget(row)
        return area

    @Slot(int)
    def _move(self, step: int) -> None:
        """From the item that has the focus to the one below or above, and bring it into view."""
        rows = list(self.rows.values())
        at = next((at for at, row in enumerate(rows) if row.answer.hasFocus()), 0) + step
        if 0 <= at < len(rows):
            rows[at].answer.setFocus()
            self._area.ensureWidgetVisible(rows[at])
        elif at == len(rows):
            self.note.setFocus()

    def _build(self) -> None:
        unit = theme.current().unit
        set_role(self.save_button, "primary")
        self.note.setFixedHeight(theme.current().px(5))
        for button in (
            self.discard_button,
            self.photo_button,
            self.all_button,
            self.order_button,
            self.save_button,
        ):
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

    def _connect(self) -> None:
        self.all_button.clicked.connect(self._pass_all)
        self.photo_button.clicked.connect(self._choose_photos)
        self.discard_button.clicked.connect(self._ask_discard)
        self.save_button.clicked.connect(self._save)
        self.order_button.clicked.connect(self._save_and_order)
        self.note.textChanged.connect(self._count)
        self.head.back_clicked.connect(self.leave)
        self.confirm.accepted.connect(self._discard)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence.StandardKey.Save, self, self._save, context=context)


def _heading(text: str) -> QLabel:
    label = QLabel(text, textFormat=Qt.TextFormat.PlainText)
    label.setContentsMargins(0, theme.current().unit, 0, 0)
    set_role(label, "title")
    return label
