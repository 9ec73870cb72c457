"""Paints one tile. The number is met first, then the level; everything else is second rank."""

from collections.abc import Collection, Iterator, Sequence

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap, QPolygonF

from widgets import icons
from widgets.fonts import sized
from widgets.theme import Theme
from widgets.tile_layout import Tile, TileGroup, moved_text, reasons, trend_text

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class TilePainter:
    """Fonts, metrics and colours of a theme made once, used for every tile of a wall."""

    def __init__(self, theme: Theme, base: QFont) -> None:
        self._theme = theme
        self._name = sized(base, theme.base_px)
        self._title = sized(base, theme.base_px, QFont.Weight.Bold)
        self._small = sized(base, theme.small_px)
        self._number = sized(base, theme.px(2.0), QFont.Weight.Bold)
        self._word = sized(base, theme.base_px, QFont.Weight.DemiBold)
        self._small_metrics = QFontMetrics(self._small)
        self._name_metrics = QFontMetrics(self._name)
        self._number_metrics = QFontMetrics(self._number)
        self._word_metrics = QFontMetrics(self._word)
        self._pad = theme.unit
        self._bar = max(4, theme.px(0.36))

    def header(self, painter: QPainter, rect: QRect, group: TileGroup) -> None:
        """The heading of a group and its note."""
        painter.setFont(self._small)
        painter.setPen(QColor(self._theme.muted))
        note = self._small_metrics.elidedText(group.note, Qt.TextElideMode.ElideRight, rect.width() * 2 // 3)
        painter.drawText(rect, _RIGHT, note)
        painter.setFont(self._title)
        painter.setPen(QColor(self._theme.text))
        room = rect.width() - self._small_metrics.horizontalAdvance(note) - self._pad
        painter.drawText(rect, _LEFT, self._elide(QFontMetrics(self._title), group.title, room))

    def tile(
        self, painter: QPainter, rect: QRect, tile: Tile, *, chosen: bool, focused: bool, mark: str
    ) -> None:
        """One tile; `mark` is the colour of its curve in the chart, or ""."""
        self._ground(painter, rect, tile)
        inner = rect.adjusted(self._bar + self._pad, self._pad * 3 // 4, -self._pad, -self._pad * 3 // 4)
        line = self._name_metrics.height()
        self._top_row(painter, QRect(inner.left(), inner.top(), inner.width(), line), tile, mark)
        foot = self._small_metrics.height()
        bottom = QRect(inner.left(), inner.bottom() - foot + 1, inner.width(), foot)
        middle = QRect(inner.left(), inner.top() + line, inner.width(), bottom.top() - inner.top() - line)
        self._middle_row(painter, middle, tile)
        self._bottom_row(painter, bottom, tile)
        self._edge(painter, rect, chosen, focused)

    def _ground(self, painter: QPainter, rect: QRect, tile: Tile) -> None:
        theme = self._theme
        quiet = theme.neutral_soft if tile.silent else theme.surface
        painter.fillRect(rect, QColor(quiet))
        if tile.silent:
            self._hatch(painter, rect)
        bar = QRect(rect.left(), rect.top(), self._bar, rect.height())
        colour = None if tile.silent else tile.level_color
        painter.fillRect(bar, QColor(colour or theme.line_strong))
        # Yellow on white and maroon on black have hardly an edge of their own
        painter.fillRect(QRect(bar.right() + 1, bar.top(), 1, bar.height()), QColor(theme.line_strong))

    def _hatch(self, painter: QPainter, rect: QRect) -> None:
        step = self._theme.unit
        painter.save()
        painter.setClipRect(rect)
        painter.setPen(QPen(QColor(self._theme.line), max(1.0, step / 4)))
        height = rect.height()
        starts = range(rect.left() - height, rect.right(), step)
        painter.drawLines([QLineF(x, rect.bottom() + 1, x + height, rect.top()) for x in starts])
        painter.restore()

    def _top_row(self, painter: QPainter, rect: QRect, tile: Tile, mark: str) -> None:
        theme = self._theme
        painter.setFont(self._small)
        painter.setPen(QColor(theme.muted))
        painter.drawText(rect, _RIGHT, tile.age_text)
        room = rect.width() - self._small_metrics.horizontalAdvance(tile.age_text) - self._pad
        if tile.doubt:
            room -= self._doubt(painter, rect, rect.left() + room)
        if mark:
            rect = self._mark(painter, rect, mark)
            room -= self._pad + self._pad // 2
        painter.setFont(self._name)
        painter.setPen(QColor(theme.muted if tile.silent else theme.text))
        painter.drawText(rect, _LEFT, self._elide(self._name_metrics, tile.name, room))

    def _mark(self, painter: QPainter, rect: QRect, mark: str) -> QRect:
        side = self._pad
        painter.fillRect(QRect(rect.left(), rect.center().y() - side // 2 + 1, side, side), QColor(mark))
        return rect.adjusted(side + side // 2, 0, 0, 0)

    def _middle_row(self, painter: QPainter, rect: QRect, tile: Tile) -> None:
        theme = self._theme
        number = (tile.number or "—") if tile.aqi is None else str(tile.aqi)
        width = self._number_metrics.horizontalAdvance(number)
        painter.setFont(self._number)
        painter.setPen(QColor(theme.muted if tile.silent else theme.text))
        # The row box is taller than the digits; put their visual middle into it
        baseline = rect.center().y() + self._number_metrics.capHeight() // 2 + 1
        painter.drawText(rect.left(), baseline, number)
        left = rect.left() + width + self._pad // 2
        if not tile.silent:
            painter.setFont(self._word)
            painter.drawText(left, baseline, tile.level_word)
            left += self._word_metrics.horizontalAdvance(tile.level_word) + self._pad
        # all curves begin below each other, whatever the number: a wall is read in columns
        room = self._number_metrics.horizontalAdvance("000") + self._word_metrics.horizontalAdvance("重度")
        left = max(left, rect.left() + room + self._pad * 3 // 2)
        high = max(self._number_metrics.capHeight() * 1.2, rect.height() * 0.72)
        foot = max(float(baseline), rect.center().y() + high / 2)
        self._spark(painter, QRectF(left, foot - high, rect.right() - left, high), tile)

    def _bottom_row(self, painter: QPainter, rect: QRect, tile: Tile) -> None:
        painter.setFont(self._small)
        painter.setPen(QColor(self._theme.text if tile.silent else self._theme.muted))
        if tile.silent:
            painter.drawText(rect, _LEFT, self._reason(tile, rect.width()))
            return
        right = self._place(tile, rect.width())
        painter.drawText(rect, _RIGHT, right)
        room = rect.width() - self._small_metrics.horizontalAdvance(right) - self._pad // 2
        trend = trend_text(tile.trend)
        room -= self._small_metrics.horizontalAdvance(trend) + self._pad // 2
        primary = self._elide(self._small_metrics, tile.primary, room)
        painter.drawText(rect, _LEFT, primary)
        offset = self._small_metrics.horizontalAdvance(primary) + self._pad // 2 if primary else 0
        if tile.trend is not None and tile.trend > 0:
            painter.setPen(QColor(self._theme.text))
        painter.drawText(rect.adjusted(offset, 0, 0, 0), _LEFT, trend)

    def _reason(self, tile: Tile, room: int) -> str:
        """The longest form of the reason that stands here whole."""
        texts = reasons(tile)
        fitting = (text for text in texts if self._small_metrics.horizontalAdvance(text) <= room)
        return next(fitting, self._elide(self._small_metrics, texts[-1] if texts else "", room))

    def _place(self, tile: Tile, room: int) -> str:
        """Rank, with its movement where the pollutant keeps its room."""
        moved = f"{moved_text(tile.moved)} {tile.rank}".strip()
        line = "  ".join((tile.primary, trend_text(tile.trend), moved))
        return moved if self._small_metrics.horizontalAdvance(line) <= room else tile.rank

    def _doubt(self, painter: QPainter, rect: QRect, right: int) -> int:
        """A mark that something in the values looks wrong; the room it takes."""
        size = self._small_metrics.ascent()
        top = rect.top() + (rect.height() - size) // 2
        icons.draw(painter, QRectF(right - size, top, size, size), "warning", self._theme.muted)
        return size + self._pad // 2

    def _spark(self, painter: QPainter, rect: QRectF, tile: Tile) -> None:
        if rect.width() < self._theme.px(2) or len(tile.spark) < 2:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = max(1.0, self._theme.px(0.09))
        line = QPen(QColor(self._theme.muted), width)
        dot = QPen(QColor(self._theme.muted), 3 * width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        for run in _runs(tile.spark, rect):
            painter.setPen(line if len(run) > 1 else dot)
            if len(run) == 1:
                painter.drawPoint(run[0])
            else:
                painter.drawPolyline(QPolygonF(run))
        painter.restore()

    def _edge(self, painter: QPainter, rect: QRect, chosen: bool, focused: bool) -> None:
        theme = self._theme
        width = 2 if chosen or focused else 1
        colour = QColor(theme.text if focused else theme.accent if chosen else theme.line)
        # Four bars: at 200 % a stroked rectangle leaves a corner pixel to the level colour beneath
        painter.fillRect(rect.left(), rect.top(), rect.width(), width, colour)
        painter.fillRect(rect.left(), rect.bottom() + 1 - width, rect.width(), width, colour)
        painter.fillRect(rect.left(), rect.top(), width, rect.height(), colour)
        painter.fillRect(rect.right() + 1 - width, rect.top(), width, rect.height(), colour)

    @staticmethod
    def _elide(metrics: QFontMetrics, text: str, room: int) -> str:
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, room))


class TileCache:
    """Ready pictures of tiles: scrolling and focus cost next to nothing, a tick only what it changed."""

    def __init__(self, painter: TilePainter, ratio: float) -> None:
        self._painter = painter
        self.ratio = ratio
        self._pictures: dict[str, tuple[Tile, tuple[object, ...], QPixmap]] = {}

    def picture(self, size: QSize, tile: Tile, *, chosen: bool, focused: bool, mark: str) -> QPixmap:
        """The tile's picture, painted now if anything about it is new."""
        state = (size.width(), size.height(), chosen, focused, mark)
        known = self._pictures.get(tile.key)
        if known is not None and known[0] is tile and known[1] == state:
            return known[2]
        pixmap = QPixmap(size * self.ratio)
        pixmap.setDevicePixelRatio(self.ratio)
        painter = QPainter(pixmap)
        rect = QRect(0, 0, size.width(), size.height())
        self._painter.tile(painter, rect, tile, chosen=chosen, focused=focused, mark=mark)
        painter.end()
        self._pictures[tile.key] = (tile, state, pixmap)
        return pixmap

    def keep(self, keys: Collection[str]) -> None:
        """Forgets the pictures of all other tiles."""
        self._pictures = {key: value for key, value in self._pictures.items() if key in keys}


def _runs(values: Sequence[float | None], rect: QRectF) -> Iterator[list[QPointF]]:
    """Polylines between gaps: missing hours are never bridged."""
    known = [value for value in values if value is not None]
    # A flat clean day must not look like a storm: the scale has a floor
    top = max([*known, 50.0])
    step = rect.width() / (len(values) - 1)
    run: list[QPointF] = []
    for index, value in enumerate(values):
        if value is not None:
            run.append(QPointF(rect.left() + index * step, rect.bottom() - value / top * rect.height()))
        elif run:
            yield run
            run = []
    if run:
        yield run
