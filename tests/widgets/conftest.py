"""The look that all widget tests share: the light theme, our icons, the bundled font."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from widgets import fonts, icons, theme

RESOURCES = Path(__file__).parents[2] / "resources"


@pytest.fixture(scope="session")
def family(qapp: QApplication) -> str:
    return fonts.install_fonts(RESOURCES / "fonts", always=True)


@pytest.fixture
def themes() -> Path:
    return RESOURCES / "themes"


@pytest.fixture(autouse=True)
def light(qapp: QApplication, family: str, themes: Path) -> None:
    icons.set_folder(RESOURCES / "icons")
    if theme.current().name != "light" or not theme.current().template:
        theme.apply_theme(qapp, theme.load_theme("light", themes), family)
