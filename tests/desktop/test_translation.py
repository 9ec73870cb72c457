"""The Chinese translation is complete and keeps every placeholder; the compiled catalogue is its own."""

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT / "resources" / "i18n" / "zh_CN.ts"
PLACEHOLDER = re.compile(r"\{[^}]*\}|%n")


def tool(name: str) -> str:
    return str(Path(sys.executable).parent / f"pyside6-{name}")


def messages(path: Path) -> dict[tuple[str, str], ET.Element]:
    found = {}
    for context in ET.parse(path).getroot().findall("context"):
        for message in context.findall("message"):
            translation = message.find("translation")
            assert translation is not None
            found[context.findtext("name") or "", message.findtext("source") or ""] = translation
    return found


def text(translation: ET.Element) -> str:
    return "".join(translation.itertext()).strip()


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    """Every text in the program, as lupdate finds it."""
    files = [str(path) for folder in ("desktop", "widgets") for path in sorted((ROOT / folder).rglob("*.py"))]
    target = tmp_path_factory.mktemp("i18n") / "found.ts"
    subprocess.run([tool("lupdate"), *files, "-ts", str(target)], check=True, capture_output=True)
    return set(messages(target))


def test_that_every_text_of_the_program_is_translated(sources):
    translated = messages(CATALOGUE)
    missing = sorted(sources - translated.keys())
    assert missing == []
    unfinished = [
        key for key, value in translated.items() if value.get("type") == "unfinished" or not text(value)
    ]
    assert unfinished == []


def test_that_translations_keep_every_placeholder():
    wrong = [
        (key, text(value))
        for key, value in messages(CATALOGUE).items()
        if sorted(PLACEHOLDER.findall(key[1])) != sorted(PLACEHOLDER.findall(text(value)))
    ]
    assert wrong == []


def test_that_the_compiled_catalogue_is_that_of_the_source(tmp_path):
    compiled = tmp_path / "zh_CN.qm"
    subprocess.run([tool("lrelease"), str(CATALOGUE), "-qm", str(compiled)], check=True, capture_output=True)
    assert compiled.read_bytes() == CATALOGUE.with_suffix(".qm").read_bytes()


def test_that_chinese_can_be_switched_on_and_off(qtbot):
    from desktop import translation
    from desktop.texts import state_text

    translation.install("zh_CN")
    try:
        assert state_text("received") == "已签收"
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
    finally:
        translation.install("en")
    assert state_text("received") == "received"
