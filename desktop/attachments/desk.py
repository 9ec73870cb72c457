"""Work with files: they are added one by one, shown when seen, opened, removed and brought back."""

import re
import tempfile
import uuid
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QImage, QPixmap
from PySide6.QtWidgets import QFileDialog
from sqlalchemy.orm import Session

from db.actor import Actor
from db.changes import Changes
from db.commands.attachments import NewFile
from db.errors import DomainError
from db.queries import attachments as queries
from db.queries.attachments import FileRecord
from desktop import photos, texts
from desktop.attachments import words
from desktop.attachments.body import FilesBody
from desktop.attachments.camera_desk import CameraDesk
from desktop.attachments.pictures import from_pixels, pasted
from desktop.attachments.words import Matter
from desktop.context import Context
from desktop.photos import PICTURE, THUMBNAIL, Pixels
from widgets.photo_view import PhotoView

_KEPT = 300
"""Thumbnails in memory: 300 KB each at most."""


@dataclass(frozen=True, slots=True)
class Holder:
    """What files hang on here: its id, what photos are compared with, the commands that write."""

    id: uuid.UUID
    matter: Matter
    add: Callable[[Session, Actor, NewFile], Changes]
    remove: Callable[[Session, Actor, uuid.UUID], Changes]
    restore: Callable[[Session, Actor, uuid.UUID], Changes]


class FilesDesk(QObject):
    """Stands between the panel, the viewer, the pool and the record."""

    def __init__(self, panel: FilesBody, viewer: PhotoView, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._panel, self._viewer, self._context = panel, viewer, context
        self._holder: Holder | None = None
        self._files: dict[str, FileRecord] = {}
        self._thumbnails: OrderedDict[str, QPixmap | None] = OrderedDict()
        self._waiting: list[Callable[[], NewFile]] = []
        self._done = self._total = 0
        self._refused: list[str] = []
        self._target: Holder | None = None
        """What files are being added to: another page may be open by now."""
        self._removed: uuid.UUID | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self.camera = CameraDesk(panel.picker, context, self)
        self._connect()

    def show(self, holder: Holder, files: Sequence[FileRecord]) -> None:
        """The files of the page that is shown."""
        if self._holder is None or self._holder.id != holder.id:
            self._panel.removed.hide()
            self._panel.picker.hide()
            self._viewer.hide()
        self._holder = holder
        ordered, now = words.by_date(files), self._context.now()
        arrived = [one for one in ordered if one.is_here and not self._was_here(one)]
        self._files = {str(one.id): one for one in ordered}
        self._panel.strip.set_items([words.strip_item(one, holder.matter, now) for one in ordered])
        for one in arrived:
            self._panel.strip.forget_picture(str(one.id))
        self._panel.compare_button.setVisible(len(self._photos()) > 1)
        text = self.tr("{count} files").format(count=len(ordered)) if ordered else ""
        self._panel.note_changed.emit(text)

    def add(self, paths: Sequence[Path]) -> None:
        """Files of the user's, one after the other."""
        self._begin([partial(photos.load, path) for path in paths])

    def add_image(self, image: QImage) -> None:
        """A picture without a file: from the clipboard."""
        name = self.tr("pasted {time:%Y-%m-%d %H%M%S}.png").format(time=self._context.now())
        self._begin([partial(pasted, name, image)])

    def _connect(self) -> None:
        strip = self._panel.strip
        strip.picture_wanted.connect(self._on_thumbnail_wanted)
        strip.opened.connect(self._open)
        strip.remove_wanted.connect(self._remove)
        strip.files_dropped.connect(self.add)
        strip.image_pasted.connect(self._on_pasted)
        self._panel.add_button.clicked.connect(self._choose)
        self._panel.camera_button.clicked.connect(self._open_camera)
        self._panel.picker.chosen.connect(self.add)
        self._panel.compare_button.clicked.connect(self._compare)
        self._panel.stop_clicked.connect(self._stop)
        self._panel.removed.accepted.connect(self._restore)
        self._viewer.picture_wanted.connect(self._on_picture_wanted)
        self._viewer.left.connect(self._close_viewer)

    def _was_here(self, file: FileRecord) -> bool:
        known = self._files.get(str(file.id))
        return known is None or known.is_here

    def _photos(self) -> list[FileRecord]:
        return [one for one in self._files.values() if photos.is_photo(one.media_type) and one.is_here]

    @Slot()
    def _choose(self) -> None:
        dialog = QFileDialog(self._panel, self.tr("Photos and documents"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.add([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def _open_camera(self) -> None:
        if self._holder is not None:
            self.camera.open(self._holder.matter)

    @Slot(object)
    def _on_pasted(self, image: object) -> None:
        if isinstance(image, QImage) and not image.isNull():
            self.add_image(image)

    def _begin(self, loads: Sequence[Callable[[], NewFile]]) -> None:
        if self._holder is None or not loads:
            return
        if self._target is not None and self._target.id != self._holder.id:
            self._say(self.tr("Files are still being added to another page; wait until that is done."))
            return
        is_first = self._target is None
        self._target = self._holder
        self._waiting += loads
        self._total += len(loads)
        if is_first:
            self._next()

    def _next(self) -> None:
        self._panel.show_progress(self._done, self._total)
        if not self._waiting:
            self._finish()
            return
        load = self._waiting.pop(0)
        self._context.jobs.compute(load, self._on_loaded, error=self._on_refused)

    def _on_loaded(self, file: NewFile) -> None:
        assert self._target is not None
        add, actor = self._target.add, self._context.actor()
        work = lambda session: add(session, actor, file)  # noqa: E731
        self._context.jobs.write(work, self._on_added, error=self._on_refused, initiator=self)

    def _on_added(self, _changes: Changes) -> None:
        self._done += 1
        self._next()

    def _on_refused(self, error: Exception) -> None:
        if not isinstance(error, DomainError):
            # a bug, or the database is away: the files that wait would meet the same
            self._refused += [texts.error_text(error)]
            self._waiting.clear()
        else:
            self._refused.append(texts.error_text(error))
        self._done += 1
        self._next()

    @Slot()
    def _stop(self) -> None:
        """What is in the record stays there; the rest is left out and said."""
        if self._waiting:
            text = self.tr("{count} files were not added: you stopped it.")
            self._refused.append(text.format(count=len(self._waiting)))
            self._total -= len(self._waiting)
            self._waiting.clear()

    def _finish(self) -> None:
        refused, self._refused = self._refused, []
        self._done = self._total = 0
        self._target = None
        self._panel.show_progress(0, 0)
        if refused:
            self._context.navigator.message.emit("\n".join(refused), "warning", "")

    @Slot(str)
    def _on_thumbnail_wanted(self, key: str) -> None:
        file = self._files[key]
        if file.sha256 in self._thumbnails:
            self._panel.strip.set_picture(key, self._thumbnails[file.sha256])
            return
        self._picture(file, THUMBNAIL, partial(self._on_thumbnail, key, file.sha256))

    def _on_thumbnail(self, key: str, sha256: str, pixels: Pixels | None) -> None:
        picture = QPixmap.fromImage(from_pixels(pixels)) if pixels else None
        self._thumbnails[sha256] = picture
        while len(self._thumbnails) > _KEPT:
            self._thumbnails.popitem(last=False)
        if key in self._files:
            self._panel.strip.set_picture(key, picture)

    @Slot(str)
    def _on_picture_wanted(self, key: str) -> None:
        if (file := self._files.get(key)) is not None:
            self._picture(file, PICTURE, partial(self._on_picture, key))

    def _on_picture(self, key: str, pixels: Pixels | None) -> None:
        if self._viewer.isVisible():
            self._viewer.set_picture(key, from_pixels(pixels) if pixels else None)

    def _picture(self, file: FileRecord, side: int, done: Callable[[Pixels | None], None]) -> None:
        """From the record, then through the pool."""

        def decode(content: bytes | None) -> None:
            if content is None:
                done(None)
            else:
                self._context.jobs.compute(partial(photos.picture, content, side), done)

        read = partial(queries.content, sha256=file.sha256)
        self._context.jobs.read(read, decode, error=lambda _error: done(None))

    @Slot(str)
    def _open(self, key: str) -> None:
        file = self._files[key]
        if not file.is_here:
            self._say(
                self.tr("{name} has not come yet; it comes with the next exchange.").format(name=file.name)
            )
        elif photos.is_photo(file.media_type) and not self._panel.strip.is_damaged(key):
            self._view(key)
        else:
            self._open_outside(file)

    def _view(self, key: str) -> None:
        assert self._holder is not None
        matter, now = self._holder.matter, self._context.now()
        items = [words.view_item(one, matter, now) for one in self._photos()]
        # visible first: pictures that come for a hidden viewer are dropped
        self._viewer.show()
        self._viewer.raise_()
        self._viewer.show_photos(items, key)

    @Slot()
    def _compare(self) -> None:
        """The oldest beside the newest: before and after."""
        if found := self._photos():
            self._view(str(found[0].id))
            self._viewer.compare_button.setChecked(True)

    @Slot()
    def _close_viewer(self) -> None:
        self._viewer.hide()
        self._panel.strip.setFocus()

    def _open_outside(self, file: FileRecord) -> None:
        """With the system's own program, from a copy: what is changed there does not change the record."""
        ending = photos.suffix(file.media_type)
        if ending is None:
            text = self.tr("{name} is of a kind that is not opened from here: it could be a program.")
            self._say(text.format(name=file.name))
            return
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="qingkong-")
        stem = re.sub(r"[^\w\- ]", "_", Path(file.name).stem)[:80] or "file"
        path = Path(self._folder.name) / f"{file.sha256[:8]}-{stem}{ending}"

        def write(content: bytes | None) -> None:
            if content is not None:
                self._context.jobs.compute(partial(_write, path, content), self._launch, error=self._fail)

        self._context.jobs.read(partial(queries.content, sha256=file.sha256), write, error=self._fail)

    def _launch(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            text = self.tr("The system has no program for {name}. Save it with another name or install one.")
            self._say(text.format(name=path.name))

    @Slot(str)
    def _remove(self, key: str) -> None:
        file = self._files[key]
        assert self._holder is not None
        remove, actor = self._holder.remove, self._context.actor()
        self._restoring = self._holder.restore
        work = lambda session: remove(session, actor, file.id)  # noqa: E731
        done = partial(self._on_removed, file)
        self._context.jobs.write(work, done, error=self._fail, initiator=self)

    def _on_removed(self, file: FileRecord, _changes: Changes) -> None:
        self._removed = file.id
        text = self.tr("{name} was removed from this page. It stays in the record.").format(name=file.name)
        self._panel.removed.ask(text, self.tr("Bring it back"), self.tr("All right"))

    @Slot()
    def _restore(self) -> None:
        if self._removed is not None:
            restore, actor, file_id = self._restoring, self._context.actor(), self._removed
            work = lambda session: restore(session, actor, file_id)  # noqa: E731
            self._context.jobs.write(work, error=self._fail, initiator=self)
            self._removed = None

    def _say(self, text: str) -> None:
        self._context.navigator.message.emit(text, "info", "")

    def _fail(self, error: Exception) -> None:
        details = "" if isinstance(error, DomainError) else texts.bug_details(error)
        self._context.navigator.message.emit(texts.error_text(error), "error", details)


def _write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path
