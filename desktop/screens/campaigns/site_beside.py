"""Keeps what stands beside a site's rows on its page up to date: photos, place, photos in the timeline."""

import uuid
from functools import partial

from PySide6.QtCore import QObject, Slot
from sqlalchemy.orm import Session

from db.actor import Actor
from db.changes import Changes
from db.commands import attachments
from db.commands.attachments import NewFile
from db.log import Journal
from db.queries.sites import SiteRecord
from desktop.attachments.desk import FilesDesk, Holder
from desktop.attachments.words import Matter
from desktop.context import Context
from desktop.screens.campaigns import beside, place_words
from desktop.screens.campaigns.beside import Beside, Question
from desktop.screens.campaigns.columns import Reader
from desktop.screens.campaigns.history import timeline
from desktop.screens.campaigns.reading import SiteFile
from desktop.screens.campaigns.site_page import SitePage


class SiteBeside(QObject):
    """Reads when the page gets a site, and when files, stations or hours of the record changed."""

    def __init__(self, page: SitePage, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._page, self._context = page, context
        self._file: SiteFile | None = None
        self._reader: Reader | None = None
        self.photos = FilesDesk(page.photos.files, page.viewer, context, self)
        page.place.station_activated.connect(context.navigator.show_station)
        context.jobs.changed.connect(self._on_changed)

    def show(self, file: SiteFile, reader: Reader) -> None:
        """The page shows this site now."""
        self._file, self._reader = file, reader
        self._load()

    @Slot(object, object)
    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        if self._page.isVisible() and (changes.attachments or changes.stations or changes.readings):
            self._load()

    def _load(self) -> None:
        if self._file is None:
            return
        context, editions = self._context, tuple(self._context.editions.values())
        forced = context.editions.get(context.forced_edition) if context.forced_edition else None
        now = round(context.now().timestamp())
        operation = partial(beside.read, question=Question(self._file.site, now, editions, forced))
        # reported where the page itself is read; what stands there stays
        context.jobs.read(operation, self._on_read, error=lambda _error: None, key="campaigns-beside")

    def _on_read(self, found: Beside) -> None:
        file, reader = self._file, self._reader
        if file is None or reader is None or file.site.id != found.site_id:
            return
        site = file.site
        self.photos.show(_holder(site), found.files)
        self._page.files = found.files
        self._page.history.set_items(timeline(file, reader, found.files))
        self._page.place.show_place(
            place_words.scene(site, found, reader),
            place_words.nearest_text(found),
            place_words.air_text(found.air, reader) if found.nearby else "",
            place_words.rings_text(found, reader) if found.nearby else "",
            place_words.datum_text(found),
        )


def _holder(site: SiteRecord) -> Holder:
    """Files are added to the site itself; its checks and orders bring their own."""
    matter = Matter("site", site.lon, site.lat)
    return Holder(site.id, matter, partial(_add, site.id), attachments.remove, attachments.restore)


def _add(site_id: uuid.UUID, session: Session, actor: Actor, file: NewFile) -> Changes:
    with Journal(session, actor, "attachments.add") as journal:
        attachments.attach(session, journal, "site", site_id, file)
    return Changes(attachments=True)
