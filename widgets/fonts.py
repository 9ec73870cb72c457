"""The font family of the program: the system's Chinese font, or the bundled one where there is none."""

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

BUNDLED_FAMILY = "Noto Sans SC"

# A system often names serif and script faces first, which tables of numbers should not be set in.
_PREFERRED = (
    "Microsoft YaHei UI",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Noto Sans SC",
    "HarmonyOS Sans SC",
    "MiSans",
    "PingFang SC",
    "Microsoft YaHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
)


def install_fonts(folder: Path, *, always: bool = False) -> str:
    """Returns the family to use; loads the bundled files only where the system has no Chinese font.

    `always` uses the bundled font in any case, so that pictures look the same on every machine.
    """
    if not always and (family := system_family()):
        return family
    loaded = [QFontDatabase.addApplicationFont(str(path)) for path in sorted(folder.glob("*.otf"))]
    families = [
        name for ident in loaded if ident >= 0 for name in QFontDatabase.applicationFontFamilies(ident)
    ]
    return families[0] if families else QFont().family()


def system_family() -> str:
    """The system's Chinese interface font, or ""; fallback faces without weights do not count."""
    found = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    usable = [name for name in found if not QFontDatabase.isPrivateFamily(name)]
    return next((name for name in _PREFERRED if name in usable), "")


def base_font(family: str, pixel_size: int) -> QFont:
    """The application font, with numerals of one width so that columns of figures line up."""
    font = QFont(family)
    font.setPixelSize(pixel_size)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def sized(font: QFont, pixel_size: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """A copy in another size and weight; keeps the numerals' feature."""
    copy = QFont(font)
    copy.setPixelSize(pixel_size)
    copy.setWeight(weight)
    return copy
