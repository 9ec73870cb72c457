"""Photos are fetched from the folder where a phone or a camera keeps them; the folder is remembered."""

from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog

from desktop import photos
from desktop.attachments import camera
from desktop.attachments.camera import CameraFolder, CameraPhoto
from desktop.attachments.picker import CameraPicker, PickItem
from desktop.attachments.pictures import from_pixels
from desktop.attachments.words import FAR, Matter, distance_from, metres_from
from desktop.context import Context
from desktop.photos import THUMBNAIL, Pixels
from desktop.settings import CAMERA_FOLDER
from desktop.texts import error_text, moment_text

_LATELY = timedelta(days=3)
"""Without a beginning of the matter, photos of the last days are proposed."""


class CameraDesk(QObject):
    """Lists in the pool; proposes what was taken since the order went out, near the place."""

    def __init__(self, picker: CameraPicker, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._picker, self._context = picker, context
        self._matter = Matter()
        picker.folder_wanted.connect(self._choose)

    def open(self, matter: Matter) -> None:
        """Offer the newest photos; without a folder ask for one."""
        self._matter = matter
        folder = self._context.settings.get(CAMERA_FOLDER)
        if folder and Path(folder).is_dir():
            self.look(Path(folder))
        else:
            self._choose()

    def look(self, folder: Path) -> None:
        """List a folder."""
        self._picker.offer(self.tr("Looking through {folder}…").format(folder=folder), [])
        work = partial(camera.newest, folder)
        self._context.jobs.compute(work, self._on_found, error=self._on_failed)

    @Slot()
    def _choose(self) -> None:
        start = self._context.settings.get(CAMERA_FOLDER)
        pictures = QStandardPaths.StandardLocation.PicturesLocation
        start = start or QStandardPaths.writableLocation(pictures)
        dialog = QFileDialog(self._picker, self.tr("Folder of the phone or camera"), start)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda name: self.look(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_found(self, found: CameraFolder) -> None:
        if not self._picker.isVisible():
            return  # somebody has closed it meanwhile
        self._context.settings.set(CAMERA_FOLDER, str(found.folder))
        self._picker.offer(self._title(found), [self._item(one) for one in found.photos])
        for one in found.photos:
            self._context.jobs.compute(
                partial(_thumbnail, one.path), partial(self._on_picture, one.path), error=lambda _error: None
            )

    def _title(self, found: CameraFolder) -> str:
        if not found.photos:
            return self.tr("No photos in {folder}.").format(folder=found.folder)
        text = self.tr("{folder}: tick what belongs here.")
        if found.left_out:
            text = self.tr("{folder}: tick what belongs here. {count} older ones are not shown.")
        return text.format(folder=found.folder, count=found.left_out)

    def _item(self, one: CameraPhoto) -> PickItem:
        now = self._context.now()
        away = self.tr("no place in the photo")
        if one.lon is not None and one.lat is not None:
            away = distance_from(self._matter, one.lon, one.lat)
        metres = metres_from(self._matter, one.lon, one.lat)
        since = self._matter.since or now - _LATELY
        is_near = metres is not None and metres <= FAR
        return PickItem(one.path, moment_text(one.at, now), away, is_near and one.at >= since)

    def _on_picture(self, path: Path, pixels: Pixels | None) -> None:
        self._picker.set_picture(path, QPixmap.fromImage(from_pixels(pixels)) if pixels else None)

    def _on_failed(self, error: Exception) -> None:
        self._picker.offer(error_text(error), [])


def _thumbnail(path: Path) -> Pixels | None:
    return photos.picture(photos.load(path).content, THUMBNAIL)
