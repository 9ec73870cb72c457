"""Photos and documents at an order's page, with a map of where it is and where they were taken."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from sqlalchemy import select
from sqlalchemy.orm import Session
from typing_extensions import override

from db.actor import Actor
from db.changes import Changes
from db.commands import task_files
from db.commands.attachments import NewFile
from db.queries import attachments as queries
from db.queries.attachments import FileRecord
from db.queries.tasks import TaskRecord
from db.rules.tasks import Step
from db.schema import Site, Station
from desktop.attachments import words
from desktop.attachments.body import FilesBody
from desktop.attachments.desk import FilesDesk, Holder
from desktop.attachments.words import Matter
from desktop.context import Context
from desktop.signing_in.permits import Permits
from widgets import theme
from widgets.photo_view import PhotoView
from widgets.small_map import MapPoint, MapScene, SmallMap
from widgets.theme import set_role

_REACH = 150.0
"""Metres around the matter that the map shows at least."""


@dataclass(frozen=True, slots=True)
class Found:
    """The files of an order, and what their photos are compared with."""

    task: TaskRecord
    files: list[FileRecord]
    matter: Matter


class OrderFiles(QWidget):
    """A head with buttons, the strip once something is in it, the map; files can be dropped anywhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.files = FilesBody()
        self.title, self.note = QLabel(self.tr("Photos and documents")), QLabel()
        self.hint = QLabel(self.tr("None yet: drop files here, or paste them in the list."))
        self.map = SmallMap()
        self.files.note_changed.connect(self._on_note)
        self._may = True
        self.setAcceptDrops(True)
        self._build()

    def show_map(self, scene: MapScene | None) -> None:
        """None: there is nothing to compare, and no map."""
        self.map.setVisible(scene is not None)
        if scene is not None:
            self.map.show_scene(scene)

    def show_permits(self, permits: Permits) -> None:
        """Who may write no note adds no files."""
        may = permits.may_anywhere(Step.NOTE)
        self._may = may
        self._show_buttons()
        self.setAcceptDrops(may)

    @Slot(str)
    def _on_note(self, text: str) -> None:
        self.note.setText(text)
        self.files.strip.setVisible(bool(text))
        self.hint.setVisible(not text)

    def _build(self) -> None:
        set_role(self.title, "strong")
        set_role(self.note, "muted")
        set_role(self.hint, "muted")
        self._head = QHBoxLayout()
        self._head.addWidget(self.title)
        self._head.addWidget(self.note, 1)
        for button in (self.files.compare_button, self.files.camera_button, self.files.add_button):
            self._head.addWidget(button)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addLayout(self._head)
        for widget in (self.hint, self.files, self.map):
            self._box.addWidget(widget)
        self._on_note("")
        self.files.compare_button.hide()
        self.map.hide()
        self._measure()

    def _measure(self) -> None:
        look = theme.current()
        self._box.setSpacing(look.unit)
        self._head.setSpacing(look.unit)
        self.map.setFixedHeight(look.px(13))
        self._show_buttons()

    def _show_buttons(self) -> None:
        self.files.add_button.setVisible(self._may)
        # nobody plugs a phone into the wall, and its head has no room
        on_wall = theme.current().name == "projection"
        self.files.camera_button.setVisible(self._may and not on_wall)
        self.note.setVisible(not on_wall)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_box"):
            self._measure()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        if self.files.strip.take(event.mimeData()):
            event.acceptProposedAction()


class OrderFilesDesk(QObject):
    """Reads when another order is shown, and when files of the record changed."""

    def __init__(self, page: OrderFiles, viewer: PhotoView, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._page, self._context = page, context
        self._task: TaskRecord | None = None
        self.files = FilesDesk(page.files, viewer, context, self)
        page.map.point_activated.connect(self._open)
        context.jobs.changed.connect(self._on_changed)

    def show_task(self, task: TaskRecord) -> None:
        """The page shows this order now."""
        self._task = task
        self._load()

    @Slot(object, object)
    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        if changes.attachments and self._page.isVisible():
            self._load()

    def _load(self) -> None:
        if self._task is not None:
            # what stands there stays; the order itself says that the record is away
            self._context.jobs.read(
                partial(_read, task=self._task),
                self._on_read,
                error=lambda _error: None,
                key="dispatch.files",
            )

    def _on_read(self, found: Found) -> None:
        task = found.task
        if self._task is None or self._task.id != task.id:
            return
        add = partial(_add, task.number)
        holder = Holder(task.id, found.matter, add, task_files.remove_file, task_files.restore_file)
        self.files.show(holder, found.files)
        self._page.show_map(self._scene(found))

    def _scene(self, found: Found) -> MapScene | None:
        """The matter, and where its photos say they were taken; a place alone says nothing."""
        matter, task = found.matter, found.task
        if matter.lon is None or matter.lat is None:
            return None
        name = task.site_name or task.station_name or task.place or task.title
        place = MapPoint(task.number, name, matter.lon, matter.lat, name)
        reach, points = _REACH, []
        for file in words.by_date(found.files):
            metres = words.metres_from(matter, file.lon, file.lat)
            if metres is not None and file.lon is not None and file.lat is not None:
                at = words.time_text(file, self._context.now())
                tip = self.tr("Photo {at}, {away}").format(at=at, away=words.away_text(file, matter))
                points.append(MapPoint(str(file.id), "", file.lon, file.lat, tip, shape="diamond"))
                reach = max(reach, min(metres * 1.2, 30_000.0))
        return MapScene(place, tuple(points), (), (), reach) if points else None

    @Slot(str)
    def _open(self, key: str) -> None:
        self._page.files.strip.opened.emit(key)


def _add(number: str, session: Session, actor: Actor, file: NewFile) -> Changes:
    return task_files.attach_file(session, actor, number, file)


def _read(session: Session, *, task: TaskRecord) -> Found:
    """For the database thread."""
    kind, lon, lat = "place", task.lon, task.lat
    if task.site_id is not None:
        kind = "site"
        row = session.execute(select(Site.lon, Site.lat).where(Site.id == task.site_id)).one_or_none()
    elif task.station_code is not None:
        kind = "station"
        row = session.execute(
            select(Station.lon, Station.lat).where(Station.code == task.station_code)
        ).one_or_none()
    else:
        row = None
    if row is not None and row[0] is not None and row[1] is not None:
        lon, lat = row
    sent = [part.dispatched_at for part in task.parts if part.dispatched_at is not None]
    matter = Matter(kind, lon, lat, min(sent, default=None))
    return Found(task, queries.task_files(session, task.id, task.site_id), matter)
