"""Visual tokens: read from TOML, applied as palette, style sheet and base font, read by painted widgets."""

import re
import tomllib
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import QCoreApplication, QDir
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from widgets import fonts

Tone = Literal["neutral", "accent", "alarm", "done"]

_TOKEN = re.compile(r"@([a-z_]+)")
_HEX = re.compile(r"#[0-9A-Fa-f]{6}")
_SERIES_COUNT = 8


class ThemeError(ValueError):
    """A theme file that cannot be used; the message is a sentence for the user."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Tokens of one look; sizes are logical pixels and derive from the base font."""

    name: str = "light"
    dark: bool = False
    base_px: int = 14
    pen_width: float = 1.0
    curve_points: int = 0
    ground: str = "#F4F6F9"
    surface: str = "#FFFFFF"
    hover: str = "#F0F3F7"
    line: str = "#E1E6ED"
    line_strong: str = "#B9C3D0"
    text: str = "#182230"
    muted: str = "#5D6B7E"
    accent: str = "#1D63D8"
    accent_hover: str = "#174FB0"
    accent_soft: str = "#E8F0FD"
    on_accent: str = "#FFFFFF"
    alarm: str = "#C8262B"
    alarm_soft: str = "#FDECEC"
    done: str = "#12805C"
    done_soft: str = "#EAF7F1"
    done_ink: str = "#0F7554"
    neutral_soft: str = "#EDF1F6"
    series: tuple[str, ...] = (
        "#2D3AF3",
        "#914D13",
        "#00847A",
        "#7E32A1",
        "#F03DB4",
        "#1B2A41",
        "#2097FF",
        "#908A00",
    )
    band_alpha: float = 0.07
    template: str = field(default="", repr=False)

    def px(self, factor: float) -> int:
        """A font or space size as a multiple of the base font."""
        return max(1, round(self.base_px * factor))

    @property
    def unit(self) -> int:
        """One step of the grid: 8 px at a 14 px base font."""
        return self.px(8 / 14)

    @property
    def edge(self) -> int:
        """Left and right margin of everything in a panel, so that titles, tiles and cells line up."""
        return self.px(12 / 14)

    @property
    def small_px(self) -> int:
        """Second-rank text; never under 12 px, where Chinese strokes run together."""
        return max(12, self.px(0.86))

    def tone(self, tone: Tone) -> tuple[str, str]:
        """Text and ground colour of a pill."""
        return {
            "neutral": (self.muted, self.neutral_soft),
            "accent": (self.accent, self.accent_soft),
            "alarm": (self.alarm, self.alarm_soft),
            "done": (self.done_ink, self.done_soft),
        }[tone]

    def stylesheet(self) -> str:
        """The style sheet template with every @token filled in."""
        values = {name: str(getattr(self, name)) for name in _COLOURS} | self._sizes()
        values["mark"] = "dark" if self.dark else "light"
        return _TOKEN.sub(lambda match: values[match[1]], self.template)

    def _sizes(self) -> dict[str, str]:
        sizes = {
            "base": self.base_px, "small": self.small_px, "title": self.px(1.15), "headline": self.px(1.6),
            "unit": self.unit, "half": self.unit // 2, "pad": self.px(0.86), "radius": max(4, self.px(0.3)),
            "control": self.px(2), "header": self.px(2.2),
            "inset": self.unit // 2 + 2, "edge": self.edge, "cell": self.edge - 3,
            "mark": self.px(1.1), "arrow": self.px(0.8),
            "scroll": self.px(0.72), "scroll_radius": self.px(0.72) // 2 - 2,
        }  # fmt: skip
        return {f"{name}_px": f"{size}px" for name, size in sizes.items()}


def at_scale(look: Theme, scale: float) -> Theme:
    """The same look with everything so many times as large."""
    return look if scale == 1.0 else replace(look, base_px=round(look.base_px * scale))


_COLOURS = tuple(item.name for item in fields(Theme) if str(item.default).startswith("#"))
_current = Theme()


def current() -> Theme:
    """The theme in force; painted widgets ask at paint time."""
    return _current


def load_theme(name: str, folder: Path, screen_height: int = 1080) -> Theme:
    """Reads `name`.toml and app.qss from the folder; raises ThemeError with a sentence."""
    try:
        with open(folder / f"{name}.toml", "rb") as file:
            data = tomllib.load(file)
        template = (folder / "app.qss").read_text(encoding="utf-8")
        theme = _from_data(name, data, template, screen_height)
        theme.stylesheet()
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ThemeError(_sentence(name, error)) from error
    # The style sheet names its marks through this path, so odd characters in the folder do no harm
    QDir.setSearchPaths("theme", [str(folder)])
    return theme


def apply_theme(app: QApplication, theme: Theme, family: str) -> None:
    """Puts palette, style sheet and base font in force; all widgets get a StyleChange event."""
    global _current
    _current = theme
    app.setStyle("Fusion")
    app.setPalette(_palette(theme))
    app.setFont(fonts.base_font(family, theme.base_px))
    app.setStyleSheet(theme.stylesheet())


def switch_theme(app: QApplication, name: str, folder: Path, family: str, screen_height: int = 1080) -> str:
    """Loads and applies; a broken file keeps the old look and its sentence is returned, otherwise ""."""
    try:
        theme = load_theme(name, folder, screen_height)
    except ThemeError as error:
        return str(error)
    apply_theme(app, theme, family)
    return ""


def set_role(widget: QWidget, role: str) -> None:
    """Gives a widget a role of the style sheet: primary, danger, plain, muted, title, headline, error, …"""
    widget.setProperty("role", role)
    repolish(widget)


def repolish(widget: QWidget) -> None:
    """Qt evaluates property selectors once; a changed property needs a new polish."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def _from_data(name: str, data: dict[str, Any], template: str, screen_height: int) -> Theme:
    colours = {key: _colour(data["colors"][key]) for key in _COLOURS}
    series = tuple(_colour(value) for value in data["chart"]["series"])
    if len(series) != _SERIES_COUNT:
        raise ValueError(f"chart.series: {len(series)}")
    return Theme(
        name=name,
        dark=bool(data["dark"]),
        base_px=_base_px(data, screen_height),
        pen_width=float(data["pen_width"]),
        curve_points=int(data["curve_points"]),
        series=series,
        band_alpha=float(data["chart"]["band_alpha"]),
        template=template,
        **colours,
    )


def _base_px(data: dict[str, Any], screen_height: int) -> int:
    """Walls scale with their height; desks do not, there the system's scale factor rules."""
    base = int(data["base_px"])
    reference = data.get("reference_height")
    return base if reference is None else max(14, round(base * screen_height / reference))


def _colour(value: str) -> str:
    if not _HEX.fullmatch(value):
        raise ValueError(value)
    return value


def _sentence(name: str, error: Exception) -> str:
    text = QCoreApplication.translate(
        "theme", 'The theme "{name}" could not be read ({reason}); the present look stays.'
    )
    return text.format(name=name, reason=error)


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    for role, colour in _ROLES.items():
        palette.setColor(role, QColor(getattr(theme, colour)))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.line_strong))
    return palette


_ROLES = {
    QPalette.ColorRole.Window: "ground",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "hover",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.Mid: "line_strong",
    QPalette.ColorRole.Midlight: "line",
}
