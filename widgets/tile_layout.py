"""What stands on a tile wall, and where: plain records and the packing of groups into columns."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QRect, Qt

from widgets.theme import Theme

_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


@dataclass(frozen=True, slots=True)
class Tile:
    """One station as it is shown; all texts are ready to be painted."""

    key: str
    name: str
    aqi: int | None
    """None: there is no number to show; `number` may say why."""
    level_word: str = ""
    level_color: str | None = None
    primary: str = ""
    trend: int | None = None
    age_text: str = ""
    stale: bool = False
    reason: str = ""
    spark: tuple[float | None, ...] = ()
    rank: str = ""
    number: str = ""
    """What stands in the place of a missing AQI, for instance `NA`; empty: a dash."""
    due_text: str = ""
    """Until when the next reading should have come; shown with the reason once it has not."""
    reason_word: str = ""
    """The reason in a word, for tiles that have no room for all of it."""
    doubt: str = ""
    """What looks wrong in the newest values; a mark stands beside the age."""
    moved: int | None = None
    """Places gained in the ranking (positive: nearer to its top); None: not known."""

    @property
    def silent(self) -> bool:
        """Nothing to believe in: it must never look like good air."""
        return self.stale or self.aqi is None


@dataclass(frozen=True, slots=True)
class TileGroup:
    """Tiles under one heading, for instance a county."""

    title: str
    note: str = ""
    tiles: Sequence[Tile] = ()


@dataclass(frozen=True, slots=True)
class Placement:
    """Where everything is, in content coordinates."""

    tiles: dict[str, QRect] = field(default_factory=dict)
    headers: tuple[tuple[QRect, TileGroup], ...] = ()
    height: int = 0

    def key_at(self, point: QPoint) -> str | None:
        return next((key for key, rect in self.tiles.items() if rect.contains(point)), None)

    def step(self, key: str, pressed: Qt.Key) -> str | None:
        """Where a key leads from a tile; None if it is no key for moving."""
        if pressed in _STEPS:
            return self._neighbour(key, *_STEPS[pressed]) or key
        if pressed in (Qt.Key.Key_Home, Qt.Key.Key_End):
            return list(self.tiles)[0 if pressed == Qt.Key.Key_Home else -1]
        return None

    def _neighbour(self, key: str, dx: int, dy: int) -> str | None:
        """The nearest tile in one direction; reading order decides sideways, geometry up and down."""
        keys = list(self.tiles)
        if dx:
            index = keys.index(key) + dx
            return keys[index] if 0 <= index < len(keys) else None
        here = self.tiles[key].center()
        rows = [(k, r.center()) for k, r in self.tiles.items() if (r.center().y() - here.y()) * dy > 0]
        if not rows:
            return None
        return min(rows, key=lambda item: (abs(item[1].y() - here.y()), abs(item[1].x() - here.x())))[0]


def trend_text(trend: int | None) -> str:
    """Change against the hour before, as ▲12, ▼3 or ±0; empty if not known."""
    if trend is None:
        return ""
    return f"▲{trend}" if trend > 0 else f"▼{-trend}" if trend < 0 else "±0"


def moved_text(moved: int | None) -> str:
    """Places gained or lost, as ↑2 or ↓1; – for none, empty if not known."""
    if moved is None:
        return ""
    return f"↑{moved}" if moved > 0 else f"↓{-moved}" if moved < 0 else "–"


def reasons(tile: Tile) -> list[str]:
    """What a silent tile says, from the whole reason to a word of it."""
    word = tile.reason_word or tile.reason
    texts = [f"{tile.reason} · {tile.due_text}", f"{word} · {tile.due_text}", tile.reason, word]
    return [text for text in dict.fromkeys(text.strip(" ·") for text in texts) if text]


def describe(tile: Tile) -> str:
    """Everything about a tile as lines of text, for tooltips and screen readers."""
    number = "—" if tile.aqi is None else f"AQI {tile.aqi} {tile.level_word}"
    place = f"{tile.rank} {moved_text(tile.moved)}".strip()
    parts = [tile.name, number, f"{tile.primary} {trend_text(tile.trend)}".strip(), place]
    return "\n".join(part for part in (*parts, tile.age_text, tile.due_text, tile.reason, tile.doubt) if part)


@dataclass(frozen=True, slots=True)
class _Grid:
    columns: int
    left: int
    tile_width: float
    tile_height: int
    gap: int
    header: int

    def x(self, column: int) -> int:
        return self.left + round(column * (self.tile_width + self.gap))

    def right(self, column: int) -> int:
        return self.left + round(column * (self.tile_width + self.gap) + self.tile_width)

    def tile(self, column: int, row: int, top: int) -> QRect:
        y = top + self.header + row * (self.tile_height + self.gap)
        return QRect(self.x(column), y, self.right(column) - self.x(column), self.tile_height)


def arrange(groups: Sequence[TileGroup], width: int, theme: Theme, room: int = 0) -> Placement:
    """Packs groups side by side where they fit, so that small counties do not leave half a wall empty.

    `room` is the height there is: tiles grow into it, up to a half more than they need.
    """
    grid = _grid(width, theme, groups, room)
    tiles: dict[str, QRect] = {}
    headers: list[tuple[QRect, TileGroup]] = []
    top = theme.unit // 2
    for band in _bands(groups, grid.columns):
        rows = max(_rows(group, span) for group, span, _ in band)
        for group, span, column in band:
            headers.append((_header(grid, column, span, top), group))
            for index, tile in enumerate(group.tiles):
                tiles[tile.key] = grid.tile(column + index % span, index // span, top)
        top += grid.header + rows * (grid.tile_height + grid.gap) + theme.unit // 2
    return Placement(tiles, tuple(headers), top)


def _grid(width: int, theme: Theme, groups: Sequence[TileGroup], room: int) -> _Grid:
    gap, margin = theme.unit, theme.edge
    inner = max(1, width - 2 * margin)
    # on the wall the font is large and names are the same: three tiles still fit beside the chart
    least = theme.px(9.8 if theme.name == "projection" else 10.6)
    fitting = max(1, (inner + gap) // (least + gap))
    bands = _bands(groups, fitting)
    # columns that no group reaches would leave a bare strip at the right
    columns = max((sum(span for _, span, _ in band) for band in bands), default=fitting)
    tile_width = (inner - gap * (columns - 1)) / columns
    header, height = theme.px(2.1), theme.px(6.6)
    rows = sum(max(_rows(group, span) for group, span, _ in band) for band in bands)
    needed = theme.unit + sum(header + theme.unit // 2 for _ in bands) + rows * (height + gap)
    if rows and room > needed:
        height = min(height * 3 // 2, height + (room - needed) // rows)
    return _Grid(columns, margin, tile_width, height, gap, header)


def _bands(groups: Sequence[TileGroup], columns: int) -> list[list[tuple[TileGroup, int, int]]]:
    """Rows of (group, columns it spans, first column)."""
    bands: list[list[tuple[TileGroup, int, int]]] = []
    used = columns
    for group in groups:
        span = min(columns, max(1, len(group.tiles)))
        if used + span > columns:
            bands.append([])
            used = 0
        bands[-1].append((group, span, used))
        used += span
    return bands


def _rows(group: TileGroup, span: int) -> int:
    return -(-len(group.tiles) // span)


def _header(grid: _Grid, column: int, span: int, top: int) -> QRect:
    return QRect(grid.x(column), top, grid.right(column + span - 1) - grid.x(column), grid.header)
