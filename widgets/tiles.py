"""The wall of station tiles: one widget paints them all, so that sixty cost a few milliseconds."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget
from typing_extensions import override

from widgets import theme
from widgets.theme import Theme, at_scale
from widgets.tile_layout import Placement, Tile, TileGroup, arrange, describe
from widgets.tile_paint import TileCache, TilePainter

__all__ = ["Tile", "TileGroup", "TileWall"]

_FEW = 8
"""More changes are painted unclipped: many rectangles make a slow clip, 18 ms for 60 instead of 12."""


class TileWall(QAbstractScrollArea):
    """Tiles by group, with selection, keyboard focus and incremental updates."""

    selection_changed = Signal(object)
    """Fires with the tuple of chosen keys, in the order of the wall, whenever it changed."""
    activated = Signal(str)
    """Fires with a key on Enter or double click."""
    menu_requested = Signal(str, QPoint)
    """Fires with a key and a global position on right click or the menu key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups: list[TileGroup] = []
        self._tiles: dict[str, Tile] = {}
        self._selected: set[str] = set()
        self._marks: Mapping[str, str] = {}
        self._focus_key: str | None = None
        # Whoever uses the mouse sees where he is
        self._by_keys = False
        self._empty_text = ""
        self._scale = 1.0
        self._placement = Placement()
        self._new_painter()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(self.tr("Station tiles"))
        self.setMinimumWidth(theme.current().px(13))

    def look(self) -> Theme:
        """The theme in force at this wall's scale."""
        return at_scale(theme.current(), self._scale)

    def set_scale(self, scale: float) -> None:
        """Tiles so many times as large, for walls that are read from afar."""
        if scale != self._scale:
            self._scale = scale
            self._new_painter()
            self._arrange()

    def set_groups(self, groups: Iterable[TileGroup]) -> None:
        """Replaces everything; selection and focus stay with keys that are still there."""
        self._groups = list(groups)
        self._tiles = {tile.key: tile for group in self._groups for tile in group.tiles}
        self._focus_key = self._focus_key if self._focus_key in self._tiles else next(iter(self._tiles), None)
        self._cache.keep(self._tiles.keys())
        self._arrange()
        self._select(self._selected & self._tiles.keys())

    def update_tiles(self, tiles: Iterable[Tile]) -> None:
        """Replaces tiles that are on the wall by key and repaints only those that differ."""
        changed = [tile for tile in tiles if self._tiles.get(tile.key, tile) != tile]
        self._tiles |= {tile.key: tile for tile in changed}
        if len(changed) > _FEW:
            self.viewport().update()
            return
        for tile in changed:
            self._repaint(tile.key)

    def set_notes(self, notes: Mapping[str, str]) -> None:
        """Changes group notes by group title."""
        self._groups = [replace(group, note=notes.get(group.title, group.note)) for group in self._groups]
        self._arrange()

    def set_marks(self, marks: Mapping[str, str]) -> None:
        """Colour of the chart curve of each charted tile, by key; shown before the name."""
        changed = {key for key in {*marks, *self._marks} if marks.get(key) != self._marks.get(key)}
        self._marks = dict(marks)
        for key in changed & self._tiles.keys():
            self._repaint(key)

    def set_empty_text(self, text: str) -> None:
        """What an empty wall says."""
        self._empty_text = text
        self.viewport().update()

    def selected(self) -> tuple[str, ...]:
        """Chosen keys in the order of the wall."""
        return tuple(key for key in self._placement.tiles if key in self._selected)

    def set_selected(self, keys: Iterable[str]) -> None:
        self._select(set(keys) & self._tiles.keys())

    def tile_rect(self, key: str) -> QRect:
        """Where a tile is, in viewport coordinates."""
        return self._placement.tiles[key].translated(0, -self.verticalScrollBar().value())

    def content_height(self) -> int:
        """How high the wall would be without scrolling."""
        return self._placement.height

    def _arrange(self) -> None:
        room = self.viewport()
        self._placement = arrange(self._groups, room.width(), self.look(), room.height())
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, self._placement.height - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(self.look().px(3))
        self.viewport().update()

    def _repaint(self, key: str) -> None:
        self.viewport().update(self.tile_rect(key))

    def _key_at(self, position: QPoint) -> str | None:
        return self._placement.key_at(position + QPoint(0, self.verticalScrollBar().value()))

    def _reveal(self, key: str) -> None:
        rect, bar, margin = self._placement.tiles[key], self.verticalScrollBar(), self.look().px(2.5)
        if rect.top() - margin < bar.value():
            bar.setValue(rect.top() - margin)
        elif rect.bottom() + margin > bar.value() + self.viewport().height():
            bar.setValue(rect.bottom() + margin - self.viewport().height())

    def _select(self, keys: set[str]) -> None:
        changed, self._selected = keys ^ self._selected, set(keys)
        for key in changed & self._tiles.keys():
            self._repaint(key)
        if changed:
            self.selection_changed.emit(self.selected())

    def _focus(self, key: str) -> None:
        if self._focus_key is not None:
            self._repaint(self._focus_key)
        self._repaint(key)
        self._focus_key = key
        self._reveal(key)
        self.setAccessibleDescription(describe(self._tiles[key]))

    # Events

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._cache.ratio != self.devicePixelRatioF():
            self._new_painter()
        painter = QPainter(self.viewport())
        offset = self.verticalScrollBar().value()
        region = event.region().translated(0, offset)
        painter.translate(0, -offset)
        for rect, group in self._placement.headers:
            if region.intersects(rect):
                self._painter.header(painter, rect, group)
        for key, rect in self._placement.tiles.items():
            if region.intersects(rect):
                self._paint_tile(painter, key, rect)
        if not self._tiles:
            painter.setPen(QColor(theme.current().muted))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self._empty_text)

    def _paint_tile(self, painter: QPainter, key: str, rect: QRect) -> None:
        focused = key == self._focus_key and self._by_keys and self.hasFocus()
        chosen = key in self._selected
        mark = self._marks.get(key, "")
        tile, size = self._tiles[key], rect.size()
        picture = self._cache.picture(size, tile, chosen=chosen, focused=focused, mark=mark)
        painter.drawPixmap(rect.topLeft(), picture)

    def _new_painter(self) -> None:
        self._painter = TilePainter(self.look(), self.font())
        self._cache = TileCache(self._painter, self.devicePixelRatioF())

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        key = self._key_at(event.position().toPoint())
        if key is None or event.button() != Qt.MouseButton.LeftButton:
            return
        self._by_keys = False
        self._focus(key)
        ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        self._select(self._selected ^ {key} if ctrl else {key})

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if (key := self._key_at(event.position().toPoint())) is not None:
            self.activated.emit(key)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._by_keys = True
        if self._focus_key is None or not self._handle_key(Qt.Key(event.key())):
            super().keyPressEvent(event)

    def _handle_key(self, key: Qt.Key) -> bool:
        focus = self._focus_key
        assert focus is not None
        if (target := self._placement.step(focus, key)) is not None:
            self._focus(target)
        elif key == Qt.Key.Key_Space:
            self._select(self._selected ^ {focus})
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activated.emit(focus)
        else:
            return False
        return True

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        key = self._key_at(event.pos()) if by_mouse else self._focus_key
        if key is not None:
            position = event.globalPos() if by_mouse else self.mapToGlobal(self.tile_rect(key).center())
            self.menu_requested.emit(key, position)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            key = self._key_at(event.pos())
            QToolTip.showText(event.globalPos(), describe(self._tiles[key]) if key else "", self)
            return True
        return super().viewportEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange) and hasattr(self, "_painter"):
            self._new_painter()
            self._arrange()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._by_keys = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self.viewport().update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
