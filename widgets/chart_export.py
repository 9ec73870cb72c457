"""A chart as a picture or a table: PNG, SVG, CSV."""

import csv
import io
import math

import numpy as np
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QPoint, QRect, QSize
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter, QRegion
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from widgets import theme
from widgets.chart_axes import china_time
from widgets.chart_data import Floats
from widgets.chart_words import ChartWords, Content

SCREEN_DPI = 96
_INCH = 0.0254
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet would calculate a name that begins like this."""


def image(page: QWidget, scale: float) -> QImage:
    """A picture of a laid-out widget, `scale` dots a pixel; OSError if it is too large to be made."""
    picture = QImage(page.size() * scale, QImage.Format.Format_ARGB32_Premultiplied)
    if picture.isNull():
        raise OSError(f"{page.width() * scale:.0f} x {page.height() * scale:.0f} dots")
    picture.setDevicePixelRatio(scale)
    picture.fill(QColor(theme.current().surface))
    page.render(picture, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    return picture


def png(page: QWidget, dpi: int) -> bytes:
    """A PNG that says how large it is on paper."""
    picture = image(page, dpi / SCREEN_DPI)
    dots = round(dpi / _INCH)
    picture.setDotsPerMeterX(dots)
    picture.setDotsPerMeterY(dots)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    if not writer.write(picture):
        raise OSError(writer.errorString())
    return bytes(data.data())


def svg(page: QWidget, title: str) -> bytes:
    """Lines and letters, not dots."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(page.size())
    generator.setViewBox(QRect(page.rect()))
    generator.setResolution(SCREEN_DPI)
    generator.setTitle(title)
    painter = QPainter(generator)
    painter.fillRect(page.rect(), QColor(theme.current().surface))
    page.render(painter, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    painter.end()
    return bytes(data.data())


def paper_size(shown: QSize, width: int, dpi: int) -> QSize:
    """Size in pixels of the layout whose picture at `dpi` is `width` dots wide, in the shape shown."""
    if width < 1 or dpi < 1 or shown.isEmpty():
        raise ValueError(f"{width} dots at {dpi} dpi")
    across = max(1, round(width * SCREEN_DPI / dpi))
    return QSize(across, max(1, round(across * shown.height() / shown.width())))


class CsvTable(QObject):
    """The curves of a period as a table that spreadsheets open: one row a time, one column a curve."""

    def data(self, content: Content, words: ChartWords, start: float, end: float) -> bytes:
        """UTF-8 with a byte order mark: Excel takes a file without one for GBK."""
        out = io.StringIO()
        writer = csv.writer(out)
        columns = self._columns(content, words)
        times = _times([x for _, x, _ in columns], start, end)
        writer.writerow([self.tr("Time"), *(_harmless(name) for name, _, _ in columns)])
        cells = [_aligned(x, texts, times) for _, x, texts in columns]
        for row, time in enumerate(times):
            stamp = china_time(float(time)).isoformat(timespec="seconds")
            writer.writerow([stamp, *(column[row] for column in cells)])
        return out.getvalue().encode("utf-8-sig")

    def _columns(self, content: Content, words: ChartWords) -> list[tuple[str, Floats, list[str]]]:
        """Name, times and texts of each column."""
        found = []
        for one in content.series:
            found.append((self._name(one.label, one.unit), one.x, list(map(_number, one.y))))
            if one.flagged.any():
                texts = [_harmless(words.flag_word(one, row)) for row in range(len(one.x))]
                found.append((self.tr("{curve}: flag").format(curve=one.label), one.x, texts))
            if one.ghost is not None:
                name, ghost = self._name(one.ghost.label, one.unit), one.ghost
                found.append((name, ghost.x, list(map(_number, ghost.y))))
        return found + self._wind(content)

    def _wind(self, content: Content) -> list[tuple[str, Floats, list[str]]]:
        wind = content.wind
        if not len(wind.x):
            return []
        speed, direction = self.tr("Wind speed (m/s)"), self.tr("Wind direction (°)")
        return [
            (speed, wind.x, list(map(_number, wind.speed))),
            (direction, wind.x, list(map(_number, wind.direction))),
        ]

    @staticmethod
    def _name(label: str, unit: str) -> str:
        return f"{label} ({unit})" if unit else label


def _times(columns: list[Floats], start: float, end: float) -> Floats:
    everything = np.unique(np.concatenate([np.empty(0), *columns]))
    return everything[(everything >= start) & (everything <= end)]


def _aligned(x: Floats, texts: list[str], times: Floats) -> list[str]:
    """The column's texts at these times, empty where it has no row."""
    known = dict(zip(x.tolist(), texts, strict=True))
    return [known.get(time, "") for time in times.tolist()]


def _number(value: float) -> str:
    return f"{value:.12g}" if math.isfinite(value) else ""


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
