"""Pictures between Qt and bytes."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage

from db.commands.attachments import NewFile
from desktop import photos
from desktop.photos import Pixels


def from_pixels(pixels: Pixels) -> QImage:
    """A decoded picture as Qt draws it."""
    image = QImage(pixels.rgb, pixels.width, pixels.height, 3 * pixels.width, QImage.Format.Format_RGB888)
    return image.copy()  # the bytes belong to Python


def pasted(name: str, image: QImage) -> NewFile:
    """A picture without a file, from the clipboard, as a file.

    Raises:
        FileSizeError: it is larger than a file may be.
    """
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return photos.read(name, bytes(data.data()))
