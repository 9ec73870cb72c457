"""Distances and directions in words."""

from PySide6.QtCore import QCoreApplication

from desktop import geo

translate = QCoreApplication.translate


def direction_text(degrees: float) -> str:
    """One of the eight directions."""
    names = {
        "n": translate("Campaigns", "north"),
        "ne": translate("Campaigns", "north-east"),
        "e": translate("Campaigns", "east"),
        "se": translate("Campaigns", "south-east"),
        "s": translate("Campaigns", "south"),
        "sw": translate("Campaigns", "south-west"),
        "w": translate("Campaigns", "west"),
        "nw": translate("Campaigns", "north-west"),
    }
    return names[geo.direction(degrees)]


def distance_text(metres: float) -> str:
    """Metres below a kilometre, one decimal below a hundred."""
    if metres < 999.5:
        return translate("Campaigns", "{metres} m").format(metres=round(metres))
    kilometres = metres / 1000
    figure = f"{kilometres:.1f}" if kilometres < 99.95 else f"{kilometres:.0f}"
    return translate("Campaigns", "{kilometres} km").format(kilometres=figure)
