"""What a screen is given: never the window itself."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from db.actor import Actor
from db.rules.campaigns import CampaignDefinition
from desktop.air.standards import Edition
from desktop.clock import Clock
from desktop.jobs import Jobs
from desktop.settings import Settings
from desktop.signing_in.permits import Permits


class Navigator(QObject):
    """Requests from screens that another part answers."""

    show_site = Signal(str)
    """Open the page of the site with this code."""
    show_task = Signal(str)
    """Open the order with this number."""
    show_station = Signal(str)
    """Put this station on the chart."""
    new_task = Signal(object)
    """Open the new-order form, filled in from a `TaskDraft`."""
    message = Signal(str, str, str)
    """Text, tone (info, warning, error) and details for the message bar."""
    written = Signal(str, object)
    """A file was written: a sentence for the message bar, and its path, whose folder is offered."""


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """What is known when an order is begun."""

    title: str = ""
    campaign_key: str | None = None
    site_code: str | None = None
    site_name: str = ""
    station_code: str | None = None
    unit_code: str | None = None
    """Where the matter lies: proposes the receiving units."""
    found: str = ""
    required: str = ""
    legal_basis: str = ""
    source: str = "patrol"
    hours: float | None = None
    """Deadline in hours from now."""


@dataclass(slots=True)
class Context:
    """Shared by all screens of a window."""

    jobs: Jobs
    clock: Clock
    editions: Mapping[str, Edition]
    campaigns: Mapping[str, CampaignDefinition]
    navigator: Navigator = field(default_factory=Navigator)
    person_id: uuid.UUID | None = None
    language: str = "zh"
    forced_edition: str | None = None
    settings: Settings = field(default_factory=lambda: Settings(None))
    """Of this user on this machine."""
    own_papers: Path | None = None
    """Folder of the office's own templates of papers."""
    record_key: str = ""
    """Tells this record from others in what is kept on this machine."""
    ledger_profiles: Path | None = None
    """Where the mappings of imported ledgers are kept; None: they are forgotten."""
    report_error: Callable[[Exception], None] = lambda _error: None

    permits: Permits = field(default_factory=Permits)
    """Who is at the console, and what they may do."""

    def now(self) -> datetime:
        """The program's time, aware UTC."""
        return self.clock.now()

    def actor(self) -> Actor:
        """Who writes, now."""
        who = self.permits.who
        if who is None:
            return Actor(now=self.clock.now(), person_id=self.person_id)
        return Actor(self.clock.now(), who.person_id, who.role, who.unit_code)
