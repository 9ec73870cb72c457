"""Which data a view needs: how fine, from when to when. Pure arithmetic."""

_CHANGE = 1.4
"""A change of scale that may call for data of another kind."""


class Resolution:
    """Remembers what was asked for, so that a small step asks nothing."""

    def __init__(self) -> None:
        self._asked: tuple[float, float, float] | None = None

    def wanted(self, start: float, end: float, pixels: int) -> tuple[float, float, float] | None:
        """Seconds a pixel, start and end to read: half a view more on each side; None if asked already."""
        scale, half = (end - start) / max(1, pixels), (end - start) / 2
        if self._asked is not None:
            known, first, last = self._asked
            if known / _CHANGE < scale < known * _CHANGE and first <= start and end <= last:
                return None
        self._asked = (scale, start - half, end + half)
        return self._asked
