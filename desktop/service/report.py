"""What the service says of itself: one record, as JSON for machines and as a page for people."""

import contextlib
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from db.backup import Backup
from db.drill import Drilled
from db.queries.deadlines import Clocks
from db.queries.sync import Summary
from desktop.feeds.listener_status import Status
from desktop.service.duty import DutyRecord
from desktop.service.holding import HoldRecord

Health = Literal["ok", "standby", "failing", "lost"]


@dataclass(frozen=True, slots=True)
class Disk:
    """Room where something of ours lies."""

    folder: str
    free: int
    total: int


@dataclass(frozen=True, slots=True)
class Report:
    """The service at one moment."""

    now: datetime
    started: datetime
    version: str
    database: str
    """Its URL without the password."""
    hold: HoldRecord
    duties: list[DutyRecord]
    port: int | None = None
    feeds: Status | None = None
    summary: Summary | None = None
    clocks: Clocks | None = None
    backup_folder: Path | None = None
    backup: Backup | None = None
    drill: Drilled | None = None
    disks: tuple[Disk, ...] = ()

    @property
    def health(self) -> Health:
        """`standby` is well: another service does the work."""
        if self.hold.state == "lost":
            return "lost"
        if self.hold.problem or any(duty.is_bad for duty in self.duties):
            return "failing"
        return "ok" if self.hold.state == "holding" else "standby"

    @property
    def is_well(self) -> bool:
        return self.health in ("ok", "standby")

    def age(self, moment: datetime | None) -> float | None:
        """Seconds since then."""
        return None if moment is None else round((self.now - moment).total_seconds(), 1)


def disks(*folders: Path | None) -> tuple[Disk, ...]:
    """Room in each folder that is there; what cannot be asked is left out."""
    found: dict[str, Disk] = {}
    for folder in folders:
        with contextlib.suppress(OSError):
            if folder is None:
                continue
            usage = shutil.disk_usage(folder)
            found[str(folder)] = Disk(str(folder), usage.free, usage.total)
    return tuple(found.values())


def as_json(report: Report) -> dict[str, Any]:
    """For monitoring programs: keys and units stay as they are, sentences are in the service's language."""
    return {
        "status": report.health,
        "now": report.now.isoformat(),
        "version": report.version,
        "database": report.database,
        "started_at": report.started.isoformat(),
        "uptime_seconds": report.age(report.started),
        "lease": _lease(report),
        "duties": [_duty(report, duty) for duty in report.duties],
        "feeds": _feeds(report),
        "record": _record(report),
        "backup": _backup(report),
        "disks": [{"folder": d.folder, "free_bytes": d.free, "total_bytes": d.total} for d in report.disks],
    }


def _lease(report: Report) -> dict[str, Any]:
    hold = report.hold
    return {
        "state": hold.state,
        "since": hold.since.isoformat(),
        "holder": hold.me if hold.state == "holding" else hold.other or None,
        "until": hold.until.isoformat() if hold.until else None,
        "problem": hold.problem or None,
    }


def _duty(report: Report, duty: DutyRecord) -> dict[str, Any]:
    return {
        "name": duty.name,
        "every_seconds": duty.every,
        "last_run_at": duty.last_run.isoformat() if duty.last_run else None,
        "age_seconds": report.age(duty.last_run),
        "took_seconds": None if duty.took is None else round(duty.took, 3),
        "result": duty.result or None,
        "problem": duty.problem or None,
        "failing_since": duty.failing_since.isoformat() if duty.failing_since else None,
        "failures": duty.failures,
        "running_seconds": None if duty.running_for is None else round(duty.running_for, 1),
        "is_hanging": duty.is_hanging,
    }


def _feeds(report: Report) -> dict[str, Any] | None:
    feeds = report.feeds
    if feeds is None:
        return None
    return {
        "port": report.port,
        "connections": feeds.connections,
        "frames": feeds.frames,
        "answered": feeds.answered,
        "waiting": feeds.waiting,
        "rejected": dict(feeds.rejected),
        "last_frame_at": feeds.last_frame.isoformat() if feeds.last_frame else None,
    }


def _record(report: Report) -> dict[str, Any] | None:
    summary, clocks = report.summary, report.clocks
    if summary is None or clocks is None:
        return None
    standing = summary.standing
    return {
        "unsent": summary.unsent,
        "oldest_unsent_at": summary.oldest_at.isoformat() if summary.oldest_at and summary.unsent else None,
        "confirmed_at": standing.confirmed_at.isoformat() if standing.confirmed_at else None,
        "held": summary.held,
        "waiting": summary.waiting,
        "to_decide": summary.inbox.decide,
        "orders_open": clocks.open,
        "orders_due_soon": clocks.due_soon,
        "orders_overdue": clocks.overdue,
    }


def _backup(report: Report) -> dict[str, Any]:
    backup, drill = report.backup, report.drill
    return {
        "folder": str(report.backup_folder) if report.backup_folder else None,
        "last": backup.path.name if backup else None,
        "last_at": backup.at.isoformat() if backup else None,
        "age_seconds": report.age(backup.at) if backup else None,
        "size_bytes": backup.size if backup else None,
        "drill": None if drill is None else {
            "file": Path(drill.file).name,
            "at": drill.at,
            "seconds": drill.seconds,
            "good": drill.is_good,
            "findings": len(drill.findings),
            "problem": drill.problem or None,
        },
    }  # fmt: skip
