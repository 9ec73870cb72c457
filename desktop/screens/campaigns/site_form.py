"""New site and edit on a page of their own: what was typed stays until it is saved or given up."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from db.errors import DomainError, DuplicateError, InvalidValueError, NotFoundError
from db.queries.changes_since import FieldChange
from db.queries.sites import SiteRecord
from desktop.confirm_bar import ConfirmBar
from desktop.screens.campaigns import comparing, site_values
from desktop.screens.campaigns.columns import Reader
from desktop.screens.campaigns.comparing import Comparison
from desktop.screens.campaigns.form_fields import FormFields
from desktop.screens.campaigns.page_head import PageHead
from widgets import theme
from widgets.compare import ComparePanel
from widgets.compare_row import THEIRS
from widgets.theme import set_role


class SiteForm(QWidget):
    """The page; `site` is the record that is edited, None for a new one."""

    save_requested = Signal(object)
    """The values are in order: a `SiteData`."""
    left = Signal()
    """The user goes back; nothing is to be saved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.site: SiteRecord | None = None
        self.fields: FormFields | None = None
        self.head = PageHead(self)
        self.save_button = QPushButton(self.tr("Save"))
        self.sentence = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.confirm = ConfirmBar()
        self.compare = ComparePanel()
        self._comparison: Comparison | None = None
        self._area = QScrollArea(widgetResizable=True)
        self._build()
        self.save_button.clicked.connect(self._save)
        self.head.back_clicked.connect(self.leave)
        self.confirm.accepted.connect(self.left)
        self.compare.chosen.connect(self._on_chosen)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence.StandardKey.Save, self, self._save, context=context)

    def begin(self, reader: Reader, site: SiteRecord | None) -> None:
        """A new site, or the one that is to be edited."""
        self.site = site
        self._replace(FormFields(reader, site))
        campaign = reader.definition.name(reader.language)
        if site is None:
            note = reader.definition.site.name(reader.language)
            self.head.show_title(self.tr("New site: {campaign}").format(campaign=campaign), note)
        else:
            self.head.show_title(self.tr("Edit {name}").format(name=site.name), f"{campaign} · {site.code}")
        self._say("")
        self.confirm.hide()
        self.compare.clear()
        self.set_busy(False)

    def start(self) -> None:
        """Put the cursor into the first field."""
        if self.fields is not None:
            self.fields.editor("name").setFocus()

    def is_touched(self) -> bool:
        """Something typed would be lost."""
        return self.fields is not None and self.fields.is_touched()

    @Slot()
    def leave(self) -> None:
        """Go back; ask first when something would be lost."""
        if self.confirm.refuse():
            return
        if not self.is_touched():
            self.left.emit()
            return
        question = self.tr("What was typed has not been saved.")
        self.confirm.ask(question, self.tr("Discard it"), self.tr("Go on editing"), "danger")

    def set_busy(self, busy: bool) -> None:
        """While a save is under way, a second one is not begun."""
        self.save_button.setEnabled(not busy)

    def refuse(self, error: DomainError, text: str) -> None:
        """The record refused: at the field where there is one, else above the form; nothing typed is lost."""
        self.set_busy(False)
        key = _field_of(error)
        if self.fields is not None and key is not None:
            self.fields.show_errors({key: text})
        else:
            self._say(text)

    def rebase(self, site: SiteRecord, changes: Sequence[FieldChange]) -> None:
        """Somebody was faster: show who changed what, and let the user choose where both did."""
        self.set_busy(False)
        self._say("")
        if self.fields is None:
            return
        self.site = site
        self._comparison = self.fields.rebase(site)
        rows = comparing.rows(self._comparison, changes, self.fields.reader)
        self.compare.show_rows(comparing.title(self._comparison), rows)
        self._area.verticalScrollBar().setValue(0)
        self.compare.focus_undecided()

    @Slot(str, str)
    def _on_chosen(self, key: str, choice: str) -> None:
        """The field shows at once what will be saved."""
        if self.fields is None or self._comparison is None:
            return
        if choice == THEIRS:
            self.fields.take_over(key)
        else:
            self.fields.put(key, self._comparison.typed.get(key))
        if not self.compare.undecided():
            self._say("")

    def _is_decided(self) -> bool:
        """Say what still needs a choice."""
        fields = self.compare.undecided()
        if fields:
            text = self.tr("Choose first which value is to stand: {fields}.")
            self._say(text.format(fields=self.tr(", ").join(fields)))
            self.compare.focus_undecided()
        return not fields

    @Slot()
    def _save(self) -> None:
        fields = self.fields
        if fields is None or not self.save_button.isEnabled() or not self._is_decided():
            return
        problems = fields.problems()
        fields.show_errors(problems)
        self._say(self.tr("%n fields need a look.", "", len(problems)) if problems else "")
        if not problems:
            self.set_busy(True)
            self.save_requested.emit(site_values.site_data(fields.reader.definition, fields.values()))

    def _replace(self, fields: FormFields) -> None:
        """Other fields in place of those of the site before."""
        if self.fields is not None:
            self._body.removeWidget(self.fields)
            self.fields.hide()
            self.fields.deleteLater()
        self.fields = fields
        self._body.addWidget(fields, 1)
        self._area.verticalScrollBar().setValue(0)

    def _say(self, text: str) -> None:
        self.sentence.setText(text)
        self.sentence.setVisible(bool(text))

    def _build(self) -> None:
        unit = theme.current().unit
        set_role(self.save_button, "primary")
        set_role(self.sentence, "error")
        self.sentence.setContentsMargins(2 * unit, unit, 2 * unit, 0)
        self.head.add_button(self.save_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(unit)
        for widget in (self.head, self.confirm, self.sentence):
            box.addWidget(widget)
        box.addWidget(self._area, 1)
        body = QWidget()
        self._body = QVBoxLayout(body)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(unit)
        self._body.addWidget(self.compare)
        self._area.setWidget(body)
        self._area.viewport().setAutoFillBackground(False)


def _field_of(error: DomainError) -> str | None:
    """The field that an error of a command is about."""
    match error:
        case InvalidValueError():
            key = str(error.params.get("field", ""))
            return key if key in site_values.CORE else None
        case DuplicateError():
            return "code"
        case NotFoundError() if error.params["what"] == "unit":
            return "unit_code"
    return None
