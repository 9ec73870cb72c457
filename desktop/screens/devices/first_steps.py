"""What stands where there is no device yet: where devices send to, and how they become known."""

from PySide6.QtCore import QCoreApplication

from desktop.feeds.listener import Listener

translate = QCoreApplication.translate

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def first_steps(listener: Listener | None) -> tuple[str, str, str]:
    """Title, hint and button."""
    hint = translate(
        "Devices",
        "1. {where}\n2. Load the list of stations with their numbers: qingkong load stations FILE\n"
        "3. A number that sends without being registered appears here; one click binds it.",
    )
    title, button = translate("Devices", "No devices yet"), translate("Devices", "Register a device…")
    return title, hint.format(where=_where(listener)), button


def _where(listener: Listener | None) -> str:
    if listener is None:
        return translate(
            "Devices", "This console is not listening: start it with a port, or run “qingkong listen”."
        )
    text = translate("Devices", "Let the devices send HJ 212 to port {port} of this computer ({host}).")
    where = text.format(port=listener.port, host=listener.host)
    if listener.host not in _LOOPBACK:
        return where
    only = translate(
        "Devices",
        "Only programs on this computer reach it there; for devices on the network run “qingkong listen "
        "--host 0.0.0.0” or the office service.",
    )
    return f"{where} {only}"
