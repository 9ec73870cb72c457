"""Files that were written, and the way to their folder."""

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from desktop.context import Navigator
from desktop.written_files import WrittenFiles
from widgets.message_bar import MessageBar


@pytest.fixture
def messages(qtbot):
    messages = MessageBar()
    qtbot.addWidget(messages)
    messages.show()
    return messages


@pytest.fixture
def navigator(messages):
    navigator = Navigator()
    navigator.files = WrittenFiles(messages, navigator)  # it lives as long as the test needs it
    return navigator


@pytest.fixture
def opened(monkeypatch):
    folders = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: folders.append(url) or True)
    return folders


def shown(messages):
    return list(messages._rows)


def test_that_the_folder_of_a_written_file_opens(messages, navigator, opened, tmp_path):
    navigator.written.emit("40 sites stand there.", tmp_path / "out.xlsx")
    messages.action_triggered.emit(shown(messages)[0])
    assert opened == [QUrl.fromLocalFile(str(tmp_path))]


def test_that_a_folder_itself_opens(messages, navigator, opened, tmp_path):
    navigator.written.emit("18 workbooks stand there.", tmp_path)
    messages.action_triggered.emit(shown(messages)[0])
    assert opened == [QUrl.fromLocalFile(str(tmp_path))]


def test_that_a_system_without_a_file_manager_is_said(messages, navigator, tmp_path, monkeypatch):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    navigator.written.emit("40 sites stand there.", tmp_path / "out.xlsx")
    messages.action_triggered.emit(shown(messages)[0])
    assert len(shown(messages)) == 2


def test_that_other_messages_open_nothing(messages, navigator, opened, tmp_path):
    key = messages.show_message("Something else.", action="Do")
    messages.action_triggered.emit(key)
    assert opened == []
