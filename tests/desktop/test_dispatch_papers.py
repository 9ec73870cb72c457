"""Papers at the window and on the command line."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintPreviewWidget
from PySide6.QtWidgets import QFileDialog

from desktop.cli import main
from desktop.context import Context
from desktop.reports.preview import PreviewDialog
from desktop.screens.dispatch.screen import DispatchScreen


@pytest.fixture
def screen(qtbot, context: Context) -> DispatchScreen:
    screen = DispatchScreen(context)
    qtbot.addWidget(screen)
    screen.resize(1300, 900)
    with qtbot.waitSignal(screen.ready):
        screen.show()
    qtbot.waitUntil(lambda: screen.view.detail.task is not None)
    return screen


def lines(menu) -> list[str]:
    menu.aboutToShow.emit()
    return [action.text() for action in menu.actions() if action.text()]


def act(menu, text: str) -> None:
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == text).trigger()


def test_that_an_order_never_returned_offers_its_sheet_only(screen):
    menu = screen.view.detail.paper.menu_
    assert lines(menu) == ["Order sheet", "Preview and print…", "Save as DOCX…", "Save as PDF…"]


@pytest.mark.parametrize(("line", "end", "start"), [
    ("Save as DOCX…", ".docx", b"PK"), ("Save as PDF…", ".pdf", b"%PDF-"),
])  # fmt: skip
def test_that_the_sheet_is_saved_and_said(qtbot, screen, context, tmp_path, monkeypatch, line, end, start):
    file = tmp_path / f"sheet{end}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_more: (str(file), ""))
    with qtbot.waitSignal(context.navigator.written, timeout=20_000) as said:
        act(screen.view.detail.paper.menu_, line)
    assert said.args == [f"Order sheet was written: {file.name}", file]
    assert file.read_bytes().startswith(start)


def test_that_leaving_the_file_dialog_writes_nothing(qtbot, screen, context, tmp_path, monkeypatch):
    qtbot.waitUntil(lambda: context.jobs.pending == 0)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_more: ("", ""))
    act(screen.view.detail.paper.menu_, "Save as PDF…")
    assert context.jobs.pending == 0
    assert list(tmp_path.glob("*.pdf")) == []


def test_that_a_folder_that_is_not_there_is_told(qtbot, screen, context, tmp_path, monkeypatch):
    errors: list[Exception] = []
    context.report_error = errors.append
    file = tmp_path / "gone" / "sheet.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_more: (str(file), ""))
    act(screen.view.detail.paper.menu_, "Save as PDF…")
    qtbot.waitUntil(lambda: bool(errors), timeout=20_000)
    assert "sheet.pdf cannot be written" in str(errors[0])


def test_that_the_preview_shows_pages_and_blocks_nothing(qtbot, screen):
    act(screen.view.detail.paper.menu_, "Preview and print…")
    (preview,) = screen.findChildren(PreviewDialog)
    assert not preview.isModal()
    qtbot.waitUntil(lambda: preview.pages.pageCount() == 1)
    qtbot.waitUntil(lambda: preview.where.text() == "Page 1 of 1")
    assert preview.pages.zoomMode() == QPrintPreviewWidget.ZoomMode.FitInView
    qtbot.keyClick(preview, Qt.Key.Key_PageDown)
    assert preview.pages.currentPage() == 1
    preview.close()


def test_that_chosen_orders_go_on_a_list_for_signing(qtbot, screen, context, tmp_path, monkeypatch):
    screen.view.table.selectAll()
    file = tmp_path / "list.docx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_more: (str(file), ""))
    with qtbot.waitSignal(context.navigator.written, timeout=20_000):
        act(screen.view.many.paper.menu_, "Save as DOCX…")
    from docx import Document

    (table,) = Document(str(file)).tables
    assert len(table.rows) == 1 + len(screen.chosen())


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    url = f"sqlite:///{tmp_path / 'record.db'}"
    assert main(["--db", url, "--lang", "en", "init", "--region", "handan"]) == 0
    capsys.readouterr()

    def call(*arguments: str) -> tuple[int, str, str]:
        code = main(["--db", url, "--lang", "en", *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def test_the_papers_without_a_window(qapp, run, tmp_path):
    number = run("task", "new", "--title", "覆盖裸土", "--to", "130424100")[1].split()[-1]
    for name in ("o.docx", "o.pdf"):
        code, out, err = run("paper", "order", number, "--out", str(tmp_path / name))
        assert (code, out.strip()) == (0, str(tmp_path / name)), err
    code, _, err = run("paper", "return", number, "--out", str(tmp_path / "r.pdf"))
    assert code == 1
    assert number in err
    assert run("paper", "signing", "--out", str(tmp_path / "s.pdf"))[0] == 0
    code, _, err = run("paper", "signing", "nothing", "--out", str(tmp_path / "s.pdf"))
    assert code == 1
    assert "nothing" in err
    code, out, _ = run("paper", "templates", "--out", str(tmp_path / "own"))
    assert (code, len(out.split())) == (0, 3)
    assert run("paper", "templates", "--out", str(tmp_path / "own"))[0] == 1
