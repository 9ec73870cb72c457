"""The opened program behind the window: jobs, context, screens, the listener, what the status line says."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from db import places
from db.errors import AwayError, DomainError, NotWrittenError
from db.queries import device_page
from db.queries import status as status_queries
from db.queries.status import StatusRecord
from db.rules.tasks import OPEN_STATES
from db.times import CHINA
from desktop.air.standards import edition_for
from desktop.campaign_files import CampaignFiles
from desktop.clock import Clock
from desktop.connection_banner import ConnectionBanner
from desktop.context import Context
from desktop.feeds import intake
from desktop.feeds.hub import Received
from desktop.feeds.listener import Listener
from desktop.jobs import Jobs
from desktop.main_window import MainWindow
from desktop.neighbours import Neighbours
from desktop.presence import RowPresence
from desktop.record import Record, own_papers, own_profiles
from desktop.roll_ups import RollUps
from desktop.screens.base import Screen
from desktop.settings import EDITION, Settings
from desktop.signing_in.session import SigningIn
from desktop.signing_in.who_menu import WhoMenu
from desktop.standards import editions
from desktop.sync_status import SyncStatus
from desktop.syncing import Syncing
from desktop.texts import bug_details, error_text
from desktop.written_files import WrittenFiles
from widgets.status_line import StatusItem

if TYPE_CHECKING:
    import uuid

POLL_MS = 2000
"""How often we look for what other programs wrote."""
TICK_MS = 1000


@dataclass(frozen=True, slots=True)
class Options:
    """How this console was started."""

    listen: tuple[str, int] | None = ("127.0.0.1", 9212)
    demo: str = ""
    """The permanent mark of a demo: what data these are. Empty: no demo."""
    language: str = "zh_CN"


class Console(QObject):
    """Composes the screens into a window and keeps them fed. `close()` ends all threads."""

    loaded = Signal()
    """The first screen shows its data."""

    def __init__(
        self,
        window: MainWindow,
        record: Record,
        clock: Clock,
        settings: Settings,
        options: Options,
        person_id: "uuid.UUID | None" = None,
    ) -> None:
        super().__init__(window)
        self.window, self._record, self._options = window, record, options
        self.jobs = Jobs(record.database, self, clock=clock)
        forced = settings.get(EDITION)
        self.context = Context(
            jobs=self.jobs,
            clock=clock,
            editions=editions(),
            campaigns=record.campaigns,
            person_id=person_id,
            language="zh" if options.language.startswith("zh") else "en",
            forced_edition=forced if forced in editions() else None,
            settings=settings,
            record_key=sha256(record.database.where.encode()).hexdigest()[:12],
            ledger_profiles=own_profiles(record.database),
            own_papers=own_papers(record.database),
            report_error=self._on_failed,
        )
        self.listener: Listener | None = None
        self._listen_problem = ""
        self._closed = False
        self._roll_ups = RollUps(self.jobs, shared=not record.database.is_sqlite, parent=self)
        self._poll = Neighbours(record.database, self.jobs, POLL_MS, self)
        self._campaign_files = CampaignFiles(record, self.context, window.messages, self)
        connection = self.jobs.connection
        self._written_files = WrittenFiles(window.messages, self.context.navigator, self)
        self._banner = ConnectionBanner(window.messages, connection, clock.now, self._record_text(), self)
        # invented data never go to an office
        self.syncing = Syncing(record.database, self.jobs, clock, settings, self, by_itself=not options.demo)
        self._sync_status = SyncStatus(window, self.jobs, self.syncing, clock, self)
        self.signing_in = SigningIn(self.context, window, window.centralWidget(), self)
        self._signed_in = WhoMenu(self.signing_in, self.context, window)
        self._connect()
        self._start_listener()
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._on_tick)

    def open(self, key: str) -> None:
        """Show the first screen and start the timers; the other screens are made when the first is ready."""
        # the first thing that is read: nothing is shown before it is known who may see it
        self.signing_in.start()
        self.show_screen(key)
        first = self._screen(key)
        first.ready.connect(self._on_first_ready)
        self._on_tick()
        self._poll.start()
        self._tick.start()
        self._campaign_files.start()
        self._warn_of_place()

    def show_screen(self, key: str) -> None:
        """Bring a screen to the front, making it if need be."""
        self._screen(key)
        self.window.show_screen(key)

    def is_ready(self, key: str) -> bool:
        """Whether this screen shows what is in the record."""
        return self._screen(key).is_ready

    def apply_theme(self) -> None:
        """Tell the screens that colours and sizes changed."""
        for key in self.window.names:
            screen = self.window.page(key)
            if isinstance(screen, Screen):
                screen.apply_theme()

    def close(self) -> None:
        """The one way down: timers, listener, database thread, database."""
        if self._closed:
            return
        self._closed = True
        self._poll.close()
        self._campaign_files.close()
        self._tick.stop()
        self.signing_in.close()
        self._roll_ups.close()
        for presence in self.window.findChildren(RowPresence):
            presence.edit_row(None)
        if self.listener is not None:
            self.listener.stop()
        self.syncing.close()
        self.jobs.close()
        self._record.database.close()

    def _screen(self, key: str) -> Screen:
        found = self.window.page(key)
        if not isinstance(found, Screen):
            found = _factories(self.syncing, lambda: self.listener)[key](self.context)
            self.window.add_screen(key, found)
        return found

    def _connect(self) -> None:
        self.jobs.failed.connect(self._on_failed)
        self.signing_in.changed.connect(self._on_signed_in)
        self.jobs.changed.connect(self._on_changed)
        self.jobs.connection.changed.connect(self._on_connection)
        self._poll.status_due.connect(self._ask_status)
        self.window.screen_chosen.connect(self.show_screen)
        self.window.status.item_clicked.connect(self._on_status_clicked)
        self.syncing.changed.connect(self._ask_status)
        self._sync_status.screen_asked.connect(lambda: self.show_screen("sync"))
        go = self.context.navigator
        go.show_site.connect(lambda code: self._route("campaigns", lambda: go.show_site.emit(code)))
        go.show_task.connect(lambda number: self._route("dispatch", lambda: go.show_task.emit(number)))
        go.show_station.connect(lambda code: self._route("duty", lambda: go.show_station.emit(code)))
        go.new_task.connect(lambda draft: self._route("dispatch", lambda: go.new_task.emit(draft)))
        # the same words again stay one message
        go.message.connect(
            lambda text, tone, details: self.window.messages.show_message(text, tone, details or None, text)
        )

    def _route(self, key: str, again: Callable[[], None]) -> None:
        """Show the screen that answers; one made just now has missed the request, so it is repeated."""
        is_new = self.window.page(key) is None
        self.show_screen(key)
        if is_new:
            again()

    @Slot()
    def _on_signed_in(self) -> None:
        """Another person may do other things."""
        for key in self.window.names:
            screen = self.window.page(key)
            if isinstance(screen, Screen):
                screen.show_permits()

    @Slot()
    def _on_first_ready(self) -> None:
        first = self.sender()
        if isinstance(first, Screen):
            first.ready.disconnect(self._on_first_ready)
        for key in self.window.names:
            self._screen(key)
        self.loaded.emit()

    def _start_listener(self) -> None:
        if self._options.listen is None:
            return
        host, port = self._options.listen
        listener = Listener(self._sink, host, port, clock=self.context.clock)
        try:
            listener.start()
        except DomainError as error:
            self._listen_problem = error_text(error)
        else:
            self.listener = listener

    def _sink(self, batch: Sequence[Received]) -> "Future[list[bool]]":
        """On the listener's thread: stored by the database thread, answered when committed."""
        now = self.context.now()
        verdicts: Future[list[bool]] = Future()
        stored = self.jobs.write_from_anywhere(
            lambda session: intake.store(session, batch, now=now), lambda result: result.changes
        )

        def pass_on(done: "Future[intake.Stored]") -> None:
            error = done.exception()
            if error is not None:
                verdicts.set_exception(error)
            else:
                verdicts.set_result(done.result().verdicts)

        stored.add_done_callback(pass_on)
        return verdicts

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, AwayError) and not isinstance(error, NotWrittenError):
            return  # the banner says it, and everything is read again when the database is back
        details = "" if isinstance(error, DomainError) else bug_details(error)
        key = "not-written" if isinstance(error, NotWrittenError) else None
        self.window.messages.show_message(error_text(error), "error", details or None, key)

    @Slot(object, object)
    def _on_changed(self, _changes: object, _initiator: object) -> None:
        self._ask_status()

    @Slot()
    def _on_connection(self) -> None:
        if text := self._banner.status_text():
            self.window.status.set_item(StatusItem("record", text, "alarm", self._record.database.where))
        else:
            self._ask_status()

    def _warn_of_place(self) -> None:
        """Somebody lets the record lie on a share or a stick: say at every start what that means."""
        caution = self._record.database.caution
        if caution is not None:
            text = self.tr("Opened because {variable}=1 is set, against this advice: {advice}")
            self.window.messages.show_message(
                text.format(variable=places.ALLOW, advice=error_text(caution)), "warning"
            )

    @Slot()
    def _on_tick(self) -> None:
        self._banner.tick()
        now = self.context.now().astimezone(CHINA)
        form = "%Y-%m-%d %H:%M" if self._options.demo else "%m-%d %H:%M"
        self.window.top.set_clock(now.strftime(form))
        forced = self.context.forced_edition
        edition = self.context.editions[forced] if forced else edition_for(editions().values(), now.date())
        self.window.top.set_edition(f"HJ 633-{edition.key}")

    def _ask_status(self) -> None:
        self._sync_status.ask()
        now = self.context.now()
        self.jobs.read(
            lambda session: (
                status_queries.status(session),
                status_queries.open_tasks(session, OPEN_STATES),
                device_page.waiting(session, now),
            ),
            self._on_status,
            key="console.status",
            error=self._on_status_failed,
        )

    def _on_status(self, found: tuple[StatusRecord, int, int]) -> None:
        record, open_tasks, devices = found
        self.window.rail.set_badge("dispatch", open_tasks)
        self.window.rail.set_badge("devices", devices)
        left = [
            StatusItem("record", self._record_text(), "done", self._record.database.where),
            *self._sync_status.items(),
            StatusItem("feed", self._feed_text(record), "neutral"),
        ]
        if record.refused:
            text = self.tr("Refused {count}").format(count=record.refused)
            left.append(StatusItem("refused", text, "alarm", self.tr("Show what was refused and why"), True))
        right = [StatusItem("mark", self._options.demo, "neutral")] if self._options.demo else []
        self.window.status.set_items(left, right)

    def _on_status_failed(self, error: Exception) -> None:
        if isinstance(error, AwayError):
            return  # it is said already; the other items are as of then
        text = self.tr("Record not reachable: {reason}").format(reason=error_text(error))
        self.window.status.set_items([StatusItem("record", text, "alarm")])

    def _record_text(self) -> str:
        path = self._record.database.path
        if path is not None:
            return self.tr("Local record {name}").format(name=path.name)
        return self.tr("Shared record {name}").format(name=self._record.database.url.database)

    def _feed_text(self, record: StatusRecord) -> str:
        if self.listener is None:
            return self._listen_problem or self.tr("HJ 212: not listening")
        text = self.tr("HJ 212 on port {port}").format(port=self.listener.port)
        if record.last_frame_at is None:
            return text + " · " + self.tr("no frame yet")
        age = max(0, int((self.context.now() - record.last_frame_at).total_seconds()))
        heard = self.tr("{count} devices, last frame {minutes} min ago")
        return text + " · " + heard.format(count=record.devices_heard, minutes=age // 60)

    @Slot(str)
    def _on_status_clicked(self, key: str) -> None:
        if key == "refused":
            from desktop.refused import RefusedDialog

            RefusedDialog(self.context, self.window).open()
        elif key == "sync":
            self.show_screen("sync")


def _factories(
    syncing: Syncing, listener: Callable[[], Listener | None]
) -> dict[str, Callable[[Context], Screen]]:
    """Imported when the first screen is made: charts are heavy, and the window is painted by then."""
    from desktop.screens.air.screen import AirScreen
    from desktop.screens.campaigns.screen import CampaignsScreen
    from desktop.screens.devices.screen import DevicesScreen
    from desktop.screens.dispatch.screen import DispatchScreen
    from desktop.screens.duty.screen import DutyScreen
    from desktop.screens.importing.screen import ImportScreen
    from desktop.screens.sync.screen import SyncScreen

    return {
        "duty": DutyScreen,
        "campaigns": CampaignsScreen,
        "dispatch": DispatchScreen,
        "air": AirScreen,
        "devices": lambda context: DevicesScreen(context, listener),
        "import": ImportScreen,
        "sync": lambda context: SyncScreen(context, syncing),
    }
