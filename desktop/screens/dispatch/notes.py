"""Notes that were begun and not sent, by order, so that looking at another order loses nothing."""


class Notes:
    """Kept in memory while the window is open."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    def change(self, number: str | None, text: str, other: str) -> str:
        """Put the note of one order aside and take up that of another."""
        if number is not None:
            self._texts[number] = text
        return self._texts.get(other, "")

    def forget(self, number: str, sent: str) -> None:
        """The note was sent; what was typed since then stays."""
        if self._texts.get(number, "").strip() == sent:
            self._texts.pop(number, None)
