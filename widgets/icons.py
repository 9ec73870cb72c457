"""Stroke icons: our own SVG files, drawn in any colour."""

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_PIXELS = (16, 20, 24, 28, 32, 40, 48, 56, 64, 96)

_folder: Path | None = None


def set_folder(path: Path) -> None:
    """Says once, at the start, where the SVG files are."""
    global _folder
    _folder = path
    _renderer.cache_clear()
    icon.cache_clear()


def names() -> list[str]:
    """All icons that can be asked for."""
    return sorted(path.stem for path in _folder.glob("*.svg")) if _folder else []


@lru_cache(maxsize=256)
def icon(name: str, color: str) -> QIcon:
    """An icon in one colour, sharp at every size and device pixel ratio in use."""
    result = QIcon()
    if (renderer := _renderer(name, color)) is not None:
        for pixels in _PIXELS:
            # Device pixels: QIcon picks by logical size times ratio
            result.addPixmap(_pixmap(renderer, pixels))
    return result


def draw(painter: QPainter, rect: QRectF, name: str, color: str) -> None:
    """Draws an icon into a rectangle; for painted widgets."""
    renderer = _renderer(name, color)
    if renderer is not None:
        renderer.render(painter, rect)


@lru_cache(maxsize=256)
def _renderer(name: str, color: str) -> QSvgRenderer | None:
    if _folder is None:
        return None
    # QtSvg has no notion of the text colour around it
    text = (_folder / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", color)
    return QSvgRenderer(QByteArray(text.encode()))


def _pixmap(renderer: QSvgRenderer, pixels: int) -> QPixmap:
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter)
    painter.end()
    return pixmap
