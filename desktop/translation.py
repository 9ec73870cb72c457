"""Translations: ours and Qt's own, loaded for a language."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from resources import folder

_installed: list[QTranslator] = []


def install(language: str) -> None:
    """Speak `language` (`zh_CN` or `en`; sources are English) from now on; call before windows are made."""
    app = QCoreApplication.instance()
    assert app is not None
    while _installed:
        app.removeTranslator(_installed.pop())
    QLocale.setDefault(QLocale(language))
    if language == "en":
        return
    qt = QTranslator(app)
    if qt.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        _keep(app, qt)
    own = QTranslator(app)
    catalogue = folder("i18n") / f"{language}.qm"
    # by path: the translator would not keep bytes alive that it was given
    if catalogue.is_file() and own.load(str(catalogue)):
        _keep(app, own)


def _keep(app: QCoreApplication, translator: QTranslator) -> None:
    app.installTranslator(translator)
    _installed.append(translator)
