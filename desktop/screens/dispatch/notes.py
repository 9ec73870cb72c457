"""Notes that were begun and not sent, by order: another order, or the window's end, loses nothing."""

from desktop.kept import keep_json, kept_json
from desktop.settings import Settings

_MOST = 100


class Notes:
    """Kept on this machine, by record."""

    def __init__(self, settings: Settings | None = None, record: str = "") -> None:
        self._settings, self._name = settings or Settings(None), f"orders/notes/{record}"
        self._texts = kept_json(self._settings, self._name, _read) or {}

    def change(self, number: str | None, text: str, other: str) -> str:
        """Put the note of one order aside and take up that of another."""
        if number is not None:
            self.keep(number, text)
        return self._texts.get(other, "")

    def forget(self, number: str, sent: str) -> None:
        """The note was sent; what was typed since then stays."""
        if self._texts.get(number, "").strip() == sent:
            self.keep(number, "")

    def keep(self, number: str, text: str) -> None:
        """What is typed at an order now; nothing: forget it."""
        if self._texts.pop(number, "") == text and not text:
            return
        if text:
            self._texts[number] = text
        for old in list(self._texts)[:-_MOST]:
            del self._texts[old]
        keep_json(self._settings, self._name, self._texts)


def _read(data: dict[str, str]) -> dict[str, str]:
    return {str(number): str(text) for number, text in data.items()}
