"""Papers of the order that is shown and of orders that are chosen: preview, print, save."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QWidget

from db.queries.tasks import PartRecord, TaskRecord
from db.rules.tasks import Step
from desktop.context import Context
from desktop.reports import docx_papers, order_fields
from desktop.reports.order_fields import Fields
from desktop.reports.sheets import SHEETS
from widgets.theme import set_role

_BAD = str.maketrans('/\\:*?"<>|', "_________")


class Papers(QObject):
    """Makes what a menu asks for, off the GUI thread, and says where it was written."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window = context, window
        self._names = {
            "order": self.tr("Order sheet"),
            "return": self.tr("Return sheet"),
            "signing": self.tr("List for signing"),
        }

    def fill(self, menu: QMenu, task: TaskRecord | None, unit_code: str) -> None:
        """What can be made of an order now."""
        menu.clear()
        if task is None:
            return
        now, campaigns = self._context.now(), self._context.campaigns
        name = {key: one.name(self._context.language) for key, one in campaigns.items()}
        self._add(
            menu,
            "order",
            task.number,
            lambda: order_fields.order_fields(task, now, lambda key: name.get(key or "", "")),
        )
        if any(step.step == Step.RETURN for step in task.steps):
            is_several = len(task.parts) > 1
            unit = unit_code if is_several and unit_code else None
            self._add(menu, "return", task.number, lambda: order_fields.return_fields(task, now, unit))

    def fill_for_many(self, menu: QMenu, parts: list[PartRecord]) -> None:
        """What can be made of several parts."""
        menu.clear()
        now = self._context.now()
        name = self._names["signing"]
        self._add(menu, "signing", name, lambda: order_fields.signing_fields(parts, now))

    def preview(self, paper: str, make: Callable[[], Fields]) -> None:
        """Show the pages as they will come out."""
        from desktop.reports.preview import PreviewDialog

        try:
            sheet = SHEETS[paper](make())
        except order_fields.NeverReturnedError as error:
            self._context.report_error(error)
            return
        PreviewDialog(sheet, self._names[paper], self._window).show()

    def save(self, paper: str, make: Callable[[], Fields], file: Path) -> None:
        """Write it as what the name says, `.docx` or `.pdf`."""
        work = partial(_write, paper, make, file, self._context.own_papers)
        text = self.tr("{paper} was written: {file}").format(paper=self._names[paper], file=file.name)
        self._context.jobs.compute(
            work,
            lambda _none: self._context.navigator.written.emit(text, file),
            error=self._context.report_error,
        )

    def _add(self, menu: QMenu, paper: str, name: str, make: Callable[[], Fields]) -> None:
        menu.addSection(self._names[paper])
        preview = menu.addAction(self.tr("Preview and print…"))
        preview.triggered.connect(lambda _on=False: self.preview(paper, make))
        for kind, text in (("docx", self.tr("Save as DOCX…")), ("pdf", self.tr("Save as PDF…"))):
            action = menu.addAction(text)
            action.triggered.connect(lambda _on=False, kind=kind: self._ask(paper, name, kind, make))

    def _ask(self, paper: str, name: str, kind: str, make: Callable[[], Fields]) -> None:
        title = self.tr("Save {paper}").format(paper=self._names[paper])
        proposed = f"{self._names[paper]} {name}".translate(_BAD) + f".{kind}"
        path, _filter = QFileDialog.getSaveFileName(
            self._window, title, str(Path.home() / proposed), f"*.{kind}"
        )
        if path:
            self.save(paper, make, Path(path).with_suffix(f".{kind}"))


class PaperButton(QPushButton):
    """A quiet button whose menu is made when it opens."""

    def __init__(self, text: str, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(text + " ▾", parent)
        # the style's own arrow hangs in the corner, below the words
        self.setStyleSheet("QPushButton::menu-indicator { image: none; width: 0; }")
        self.setToolTip(tip)
        set_role(self, "plain")
        self.menu_ = QMenu(self)
        self.setMenu(self.menu_)


def _write(paper: str, make: Callable[[], Fields], file: Path, own: Path | None) -> None:
    from desktop.dump import CannotWriteError
    from desktop.reports.pdf_papers import to_pdf

    fields = make()
    is_docx = file.suffix.lower() == ".docx"
    content = docx_papers.render(paper, fields, own) if is_docx else to_pdf(SHEETS[paper](fields))
    try:
        file.write_bytes(content)
    except OSError as error:
        raise CannotWriteError(path=str(file), reason=error.strerror or str(error)) from error
