"""Tokens, contrast, fonts and icons."""

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QRawFont
from PySide6.QtWidgets import QApplication

from widgets import icons, theme
from widgets.colors import contrast, mix
from widgets.fonts import base_font
from widgets.theme import ThemeError, load_theme

NAMES = ("light", "dark", "projection")
HJ633 = ("#00E400", "#FFFF00", "#FF7E00", "#FF0000", "#99004C", "#7E0023")

# Machado, Oliveira and Fernandes 2009, full severity: normal, protan, deutan, tritan
EYES = [
    np.eye(3),
    np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]]
    ),
    np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]]
    ),
]
TO_LMS = np.array([[0.41222, 0.53633, 0.05145], [0.2119, 0.6807, 0.1074], [0.0883, 0.28172, 0.62998]])
TO_LAB = np.array([[0.21045, 0.79362, -0.00407], [1.978, -2.42859, 0.45059], [0.0259, 0.78277, -0.80868]])


def seen(colour: str, eye: np.ndarray) -> np.ndarray:
    """A colour in OKLab as an eye sees it."""
    c = QColor(colour)
    rgb = np.array([c.redF(), c.greenF(), c.blueF()])
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return TO_LAB @ np.cbrt(TO_LMS @ np.clip(eye @ linear, 0, 1))


@pytest.mark.parametrize("name", NAMES)
def test_that_text_is_readable_on_every_ground(name, themes):
    look = load_theme(name, themes)
    least = 7.0 if name == "projection" else 4.5
    for ink in (look.text, look.muted, look.accent, look.alarm, look.done):
        for ground in (look.ground, look.surface):
            assert contrast(ink, ground) >= least, (ink, ground)
    for tone in ("neutral", "accent", "alarm", "done"):
        assert contrast(*look.tone(tone)) >= least, tone
    assert contrast(look.on_accent, look.accent) >= least
    # chosen, hovered and quiet grounds carry text too
    for ground in (look.hover, look.accent_soft, look.neutral_soft):
        assert contrast(look.text, ground) >= 7
        assert contrast(look.muted, ground) >= least, ground


@pytest.mark.parametrize("name", NAMES)
def test_that_chart_colours_stay_apart_for_every_eye_and_from_the_levels(name, themes):
    look = load_theme(name, themes)
    for one, other in combinations(look.series, 2):
        # tritan eyes are one in ten thousand, the others one in twelve men
        for eye, least in zip(EYES, (0.13, 0.09, 0.09, 0.06), strict=True):
            assert np.linalg.norm(seen(one, eye) - seen(other, eye)) >= least, (one, other)
    for colour in look.series:
        assert contrast(colour, look.surface) >= 3
        for level in HJ633:
            assert np.linalg.norm(seen(colour, EYES[0]) - seen(level, EYES[0])) >= 0.1, (colour, level)


@pytest.mark.parametrize("name", NAMES)
def test_that_every_token_of_the_style_sheet_is_filled_in(name, themes):
    sheet = load_theme(name, themes).stylesheet()
    assert "@" not in sheet
    assert sheet.count("{") == sheet.count("}")


def test_that_the_wall_font_grows_with_the_screen(themes):
    assert load_theme("projection", themes, 1080).base_px >= 28
    assert load_theme("projection", themes, 2160).base_px >= 56
    assert load_theme("light", themes, 2160).base_px == load_theme("light", themes, 1080).base_px


@pytest.mark.parametrize(
    "content",
    ["dark = ", "dark = false", b"\xff\xfe".decode("latin-1"), None],
)
def test_that_a_broken_theme_file_keeps_the_old_look_and_says_so(
    content, tmp_path: Path, qapp, family, themes
):
    (tmp_path / "app.qss").write_text("QLabel { color: @text; }")
    if content is not None:
        (tmp_path / "night.toml").write_text(content, encoding="utf-8")
    before = theme.current(), qapp.styleSheet()
    sentence = theme.switch_theme(qapp, "night", tmp_path, family)
    assert "night" in sentence
    assert (theme.current(), qapp.styleSheet()) == before


def test_that_an_unknown_token_in_the_style_sheet_is_refused(tmp_path: Path, themes):
    (tmp_path / "light.toml").write_bytes((themes / "light.toml").read_bytes())
    (tmp_path / "app.qss").write_text("QLabel { color: @colour_of_hope; }")
    with pytest.raises(ThemeError):
        load_theme("light", tmp_path)


def test_that_switching_changes_palette_and_sheet(qapp: QApplication, family, themes):
    assert theme.switch_theme(qapp, "dark", themes, family) == ""
    assert qapp.palette().window().color() == QColor("#0E131A")
    assert "#161D27" in qapp.styleSheet()


def test_that_mixing_is_between_the_two():
    assert mix("#FFFFFF", "#000000", 0.5).red() in (127, 128)


@pytest.mark.parametrize("weight", [QFont.Weight.Normal, QFont.Weight.Bold])
def test_that_the_bundled_font_has_rare_place_names_and_signs(weight, family):
    font = base_font(family, 14)
    font.setWeight(weight)
    raw = QRawFont.fromFont(font, QFontDatabase.WritingSystem.SimplifiedChinese)
    missing = [
        sign for sign in "洺峧馆涉鸡垴漳邯郸沿孬峪µ³℃‰≥≤±×·▲▼—…“”（）" if not raw.supportsCharacter(ord(sign))
    ]
    assert raw.familyName() == family
    assert missing == []


def test_that_figures_have_one_width(family):
    metrics = QFontMetrics(base_font(family, 14))
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


def test_that_every_icon_draws_something_in_its_colour(qapp):
    assert {"duty", "campaigns", "dispatch", "search", "close", "warning"} <= set(icons.names())
    for name in icons.names():
        image = icons.icon(name, "#C8262B").pixmap(20, 20).toImage()
        drawn = [
            image.pixelColor(x, y)
            for x in range(20)
            for y in range(20)
            if image.pixelColor(x, y).alpha() > 200
        ]
        assert drawn, name
        assert all(colour.red() > colour.blue() for colour in drawn), name
