"""Naming who answers for a site or a unit, from the site's page."""

from functools import partial

from PySide6.QtCore import QObject, Slot
from sqlalchemy.orm import Session

from db.actor import Actor
from db.changes import Changes
from db.commands import pairings
from db.commands.pairings import Official
from db.errors import DomainError
from db.queries.sites import SiteRecord
from desktop import texts
from desktop.context import Context
from desktop.screens.campaigns.columns import Reader
from desktop.screens.campaigns.pairing_editor import CAMPAIGN, SITE
from desktop.screens.campaigns.pairing_words import choices
from desktop.screens.campaigns.reading import SiteFile
from desktop.screens.campaigns.site_page import SitePage


class PairingDesk(QObject):
    """Fills the editor and sends what it says."""

    def __init__(self, page: SitePage, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._page, self._context = page, context
        self._file: SiteFile | None = None
        page.pairing_button.clicked.connect(page.pairing.start)
        page.pairing.saved.connect(self._save)
        page.pairing.left.connect(page.pairing_button.setFocus)

    def show(self, file: SiteFile, reader: Reader) -> None:
        """The page shows this site now."""
        if self._file is None or self._file.site.id != file.site.id:
            self._page.pairing.hide()
        self._file = file
        found = choices(file.responsible, file.site, reader.directory())
        self._page.pairing.show_choices(found, reader.definition.name(reader.language))

    @Slot(str, str, object)
    def _save(self, unit_code: str, reach: str, official: Official | None) -> None:
        if self._file is not None:
            work = partial(
                _pair,
                actor=self._context.actor(),
                site=self._file.site,
                unit_code=unit_code,
                reach=reach,
                official=official,
            )
            self._context.jobs.write(work, self._on_saved, error=self._on_failed)

    def _on_saved(self, _changes: Changes) -> None:
        self._context.navigator.message.emit(self.tr("Saved who answers."), "info", "")

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, DomainError):
            self._page.pairing.refuse(texts.error_text(error))
        else:
            self._context.navigator.message.emit(texts.error_text(error), "error", texts.bug_details(error))


def _pair(
    session: Session, actor: Actor, site: SiteRecord, unit_code: str, reach: str, official: Official | None
) -> Changes:
    if reach == SITE:
        return pairings.pair_site(session, actor, site.id, unit_code, official)
    campaign = site.campaign_key if reach == CAMPAIGN else ""
    return pairings.pair_unit(session, actor, unit_code, campaign, official)
