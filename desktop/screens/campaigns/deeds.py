"""What people do with sites: write a new one, edit, check, close, reopen; and what follows."""

import uuid
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from sqlalchemy.orm import Session

from db.actor import Actor
from db.changes import Changes
from db.commands import sites
from db.commands.attachments import NewFile
from db.commands.sites import SiteData
from db.commands.unmoved import require_unmoved
from db.errors import DomainError, NotFoundError, StaleError
from db.queries.sites import SiteRecord
from db.rules.sites import SiteState
from desktop import photos, texts
from desktop.context import Context, TaskDraft
from desktop.screens.campaigns import reading, words
from desktop.screens.campaigns.columns import Reader
from desktop.screens.campaigns.drafts import failed_draft
from desktop.screens.campaigns.history import state_before
from desktop.screens.campaigns.pairing_desk import PairingDesk
from desktop.screens.campaigns.reading import Overtaken, SiteFile
from desktop.screens.campaigns.site_beside import SiteBeside
from desktop.screens.campaigns.site_file import closing_question
from desktop.screens.campaigns.view import CampaignsView


class Deeds(QObject):
    """Opens the pages for them and sends the commands."""

    site_wanted = Signal(str)
    """This site's page is to be shown."""
    list_wanted = Signal()
    """Back to the list."""

    def __init__(
        self, view: CampaignsView, context: Context, reader: Callable[[str], Reader | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._context = context
        self._reader = reader
        self._file: SiteFile | None = None
        self._base: SiteFile | None = None
        """The site in the form as its editing began."""
        self._beside = SiteBeside(view.page, context, self)
        self._pairing = PairingDesk(view.page, context, self)
        self._next = ""
        """The site that was asked for while something was being typed."""
        self._connect()

    def show_file(self, file: SiteFile) -> None:
        """The site that the page shows."""
        if self._file is None or self._file.site.id != file.site.id:
            self._view.page.confirm.hide()
        self._file = file
        if (reader := self._reader(file.site.campaign_key)) is not None:
            self._beside.show(file, reader)
            self._pairing.show(file, reader)
        draft = self._view.check.has_draft(file.site)
        self._view.page.check_button.setText(self.tr("Go on checking") if draft else self.tr("Check"))

    def holds(self, code: str) -> bool:
        """Something typed would be lost if the page of `code` opened now: the user is asked."""
        current = self._view.current()
        if current is self._view.check:
            self._view.check.keep_draft()
        form = self._view.form
        if form is current and form.is_touched():
            form.confirm.refuse()
            self._next = code
            form.leave()
            return True
        return False

    def begin_new(self, campaign: str) -> None:
        """An empty form."""
        if (reader := self._reader(campaign)) is not None:
            self._base = None
            self._view.form.begin(reader, None)
            self._view.show_page(self._view.form)
            self._view.form.start()

    def _connect(self) -> None:
        page, form, check = self._view.page, self._view.form, self._view.check
        page.edit_clicked.connect(self._begin_edit)
        page.check_clicked.connect(self._begin_check)
        page.close_clicked.connect(self._ask_close)
        page.reopen_clicked.connect(self._reopen)
        page.state_chosen.connect(lambda state: self._set_state(SiteState(state)))
        page.confirm.accepted.connect(lambda: self._set_state(SiteState.CLOSED))
        form.save_requested.connect(self._save)
        form.left.connect(self._go_back)
        check.save_requested.connect(self._save_check)
        check.order_requested.connect(self._save_check_and_order)
        check.files_chosen.connect(self._load_photos)
        check.left.connect(self._go_back)
        form.confirm.refused.connect(self._stay)

    def _current(self) -> tuple[SiteFile, Reader] | None:
        reader = self._reader(self._file.site.campaign_key) if self._file else None
        return (self._file, reader) if self._file and reader else None

    @Slot()
    def _begin_edit(self) -> None:
        if (current := self._current()) is not None:
            file, reader = current
            self._base = file
            self._view.form.begin(reader, file.site)
            self._view.show_page(self._view.form)
            self._view.form.start()

    @Slot()
    def _begin_check(self) -> None:
        if (current := self._current()) is not None:
            file, reader = current
            self._view.check.begin(reader.definition, file.site, reader.language)
            self._view.show_page(self._view.check)

    @Slot()
    def _ask_close(self) -> None:
        if (current := self._current()) is not None:
            question = closing_question(*current)
            self._view.page.confirm.ask(question, self.tr("Close site"), self.tr("Not yet"))

    @Slot()
    def _reopen(self) -> None:
        if self._file is not None:
            self._set_state(state_before(self._file.operations))

    @Slot()
    def _stay(self) -> None:
        self._next = ""

    @Slot()
    def _go_back(self) -> None:
        """To the site that was asked for meanwhile, to the one that was open, or to the list."""
        wanted, self._next = self._next, ""
        page = self._view.current()
        site = self._view.form.site if page is self._view.form else self._view.check.site
        code = wanted or (site.code if site else "")
        if code:
            self.site_wanted.emit(code)
        else:
            self.list_wanted.emit()

    @Slot(object)
    def _save(self, data: SiteData) -> None:
        base, actor = self._base, self._context.actor()
        if base is None:
            work = partial(_add, actor=actor, data=data)
            changes: Changes | None = Changes(sites=True)
            self._context.jobs.write(
                work, self._on_added, error=self._on_save_failed, changes=changes, initiator=self.parent()
            )
            return
        edit = partial(_edit, actor=actor, base=base, data=data)
        done = partial(self._on_edited, base.site)
        self._context.jobs.write(edit, done, error=self._on_save_failed, initiator=self.parent())

    def _on_added(self, code: str) -> None:
        self._say(self.tr("{code} is in the list.").format(code=code))
        self._leave_for(self._view.form, code)

    def _on_edited(self, site: SiteRecord, changes: Changes) -> None:
        self._say(self.tr("{name}: saved.").format(name=site.name))
        self._leave_for(self._view.form, site.code)

    def _on_save_failed(self, error: Exception) -> None:
        form, base = self._view.form, self._base
        if not isinstance(error, DomainError):
            form.set_busy(False)
            self._fail(error)
        elif isinstance(error, StaleError) and base is not None:
            look, done = partial(reading.overtaken, base=base), partial(self._on_overtaken, base)
            self._context.jobs.read(look, done, error=self._on_save_failed, key="campaigns-fresh")
        else:
            form.refuse(error, texts.error_text(error))

    def _on_overtaken(self, base: SiteFile, found: Overtaken) -> None:
        if base is not self._base:
            return  # another site is in the form by now
        if found.file is None:
            text = self.tr("{name} is not in the record any more; what you typed cannot be saved there.")
            self._view.form.refuse(NotFoundError(what="site", key=""), text.format(name=base.site.name))
            return
        self._base = found.file
        self._view.form.rebase(found.file.site, found.changes)

    @Slot(object, str)
    def _save_check(self, results: dict[str, bool], note: str) -> None:
        self._send_check(results, note, None)

    @Slot(object, str)
    def _save_check_and_order(self, results: dict[str, bool], note: str) -> None:
        check = self._view.check
        reader = self._reader(check.site.campaign_key) if check.site else None
        if check.site is None or reader is None:
            self._send_check(results, note, None)
            return
        township = reader.directory().township(check.site.unit_code)
        draft = failed_draft(reader.definition, check.site, township, reader.language, check.failed())
        self._send_check(results, note, draft)

    def _send_check(self, results: dict[str, bool], note: str, order: TaskDraft | None) -> None:
        site, taken = self._view.check.site, tuple(self._view.check.photos)
        if site is not None:
            actor = self._context.actor()
            work = partial(_check, actor=actor, site=site, results=results, note=note, photos=taken)
            done = partial(self._on_checked, site, results, order)
            self._context.jobs.write(work, done, error=self._on_check_failed, initiator=self.parent())

    @Slot(object)
    def _load_photos(self, paths: Sequence[Path]) -> None:
        """Read in the pool; each comes to the check for which it was chosen, or not at all."""
        site = self._view.check.site
        for path in paths:
            done = partial(self._on_photo, site)
            self._context.jobs.compute(partial(photos.load, path), done, error=self._fail)

    def _on_photo(self, site: SiteRecord | None, file: NewFile) -> None:
        if site is not None and self._view.check.site is site:
            self._view.check.add_photo(file)
            return
        text = self.tr("{file} was not added: its check is not open any more.").format(file=file.name)
        self._context.navigator.message.emit(text, "warning", "")

    def _on_checked(
        self, site: SiteRecord, results: dict[str, bool], order: TaskDraft | None, _changes: Changes
    ) -> None:
        if self._view.check.site is site:
            self._view.check.clear()
        score = f"{sum(results.values())}/{len(results)}"
        self._say(self.tr("Check of {name} saved: {score}.").format(name=site.name, score=score))
        self._leave_for(self._view.check, site.code)
        if order is not None:
            self._context.navigator.new_task.emit(order)

    def _on_check_failed(self, error: Exception) -> None:
        self._view.check.set_busy(False)
        self._fail(error)

    def _set_state(self, state: SiteState) -> None:
        if (current := self._current()) is None:
            return
        file, reader = current
        key = file.site.campaign_key
        work = partial(_state, actor=self._context.actor(), site_id=file.site.id, campaign=key, state=state)
        word = words.state_text(reader.definition, state, reader.language)
        done = partial(self._on_state, file.site, word)
        self._context.jobs.write(work, done, error=self._fail, initiator=self.parent())

    def _on_state(self, site: SiteRecord, word: str, _changes: Changes) -> None:
        self._say(self.tr("{name}: {state}.").format(name=site.name, state=word))
        if self._view.current() is self._view.page:
            self.site_wanted.emit(site.code)

    def _leave_for(self, page: object, code: str) -> None:
        """Only if the user is still there."""
        if self._view.current() is page:
            self.site_wanted.emit(code)

    def _say(self, text: str) -> None:
        self._context.navigator.message.emit(text, "info", "")

    def _fail(self, error: Exception) -> None:
        details = "" if isinstance(error, DomainError) else texts.bug_details(error)
        self._context.navigator.message.emit(texts.error_text(error), "error", details)


def _edit(session: Session, actor: Actor, base: SiteFile, data: SiteData) -> Changes:
    site = base.site
    require_unmoved(session, f"{site.code} {site.name}", base.row_ids, base.position)
    return sites.edit(session, actor, site.id, data, seen=site.hlc)


def _add(session: Session, actor: Actor, data: SiteData) -> str:
    return sites.add(session, actor, data).code


def _check(
    session: Session,
    actor: Actor,
    site: SiteRecord,
    results: dict[str, bool],
    note: str,
    photos: Sequence[NewFile],
) -> Changes:
    return sites.add_check(session, actor, site.id, site.campaign_key, results, note or None, photos)


def _state(session: Session, actor: Actor, site_id: uuid.UUID, campaign: str, state: SiteState) -> Changes:
    return sites.set_state(session, actor, site_id, campaign, state)
