"""The health page for people: one small HTML page without scripts, in the service's language."""

from html import escape

from PySide6.QtCore import QCoreApplication

from db.times import CHINA
from desktop.service.duty import DutyRecord
from desktop.service.report import Report
from desktop.texts import duration_text, moment_text

translate = QCoreApplication.translate

_STYLE = """
body{font:15px/1.5 "Noto Sans SC","Microsoft YaHei",system-ui,sans-serif;margin:24px auto;max-width:1080px;
padding:0 16px;color:#182230;background:#f4f6f9}
h1{font-size:22px;margin:0 0 4px}h2{font-size:16px;margin:24px 0 8px}
.state{display:inline-block;padding:2px 12px;border-radius:4px;color:#fff;background:#12805c}
.bad{background:#c8262b}.wait{background:#5d6b7e}
table{border-collapse:collapse;width:100%;background:#fff;border:1px solid #e1e6ed}
th,td{text-align:left;vertical-align:top;padding:6px 12px;border-top:1px solid #e1e6ed;
font-variant-numeric:tabular-nums}
th{font-weight:600;color:#5d6b7e;white-space:nowrap}.problem{color:#c8262b}
@media(prefers-color-scheme:dark){body{background:#0e131a;color:#e8edf4}
table{background:#161d27;border-color:#263241}th,td{border-color:#263241}th{color:#8e9caf}
.problem{color:#ff6b6b}}
"""


def as_page(report: Report) -> str:
    """The whole page; it renews itself."""
    title = translate("service", "Qingkong office service")
    parts = [
        f"<h1>{escape(title)} <span class='state{_tone(report)}'>{escape(_state(report))}</span></h1>",
        _table(_facts(report)),
        _heading(translate("service", "Duties")),
        _duties(report),
        _heading(translate("service", "Record")),
        _table(_figures(report)),
        _heading(translate("service", "Backups")),
        _table(_backups(report)),
    ]
    language = translate("service", "en")
    return (
        f"<!DOCTYPE html><html lang='{language}'><head><meta charset='utf-8'>"
        f"<meta http-equiv='refresh' content='10'><title>{escape(_state(report))} · {escape(title)}</title>"
        f"<style>{_STYLE}</style></head><body>{''.join(parts)}</body></html>"
    )


def state_text(health: str) -> str:
    """A service's state in words."""
    return {
        "ok": translate("service", "all is well"),
        "standby": translate("service", "standby: another service does the work"),
        "failing": translate("service", "something fails"),
        "lost": translate("service", "the lease is lost: another service may be at work"),
    }[health]


def duty_text(name: str) -> str:
    """A duty's name in words."""
    words = {
        "listen": translate("service", "HJ 212 listener"),
        "merge": translate("service", "merging what townships sent"),
        "exchange": translate("service", "exchange with the peer"),
        "packs": translate("service", "packs kept for an upgrade"),
        "roll-ups": translate("service", "days and months of the air"),
        "clocks": translate("service", "clocks of orders"),
        "backup": translate("service", "backup"),
        "folder": translate("service", "watched folder"),
    }
    return words.get(name, name)


def _state(report: Report) -> str:
    return state_text(report.health)


def _tone(report: Report) -> str:
    return {"ok": "", "standby": " wait"}.get(report.health, " bad")


def _heading(text: str) -> str:
    return f"<h2>{escape(text)}</h2>"


def _table(rows: list[tuple[str, str]]) -> str:
    cells = "".join(f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in rows)
    return f"<table>{cells}</table>"


def _facts(report: Report) -> list[tuple[str, str]]:
    hold = report.hold
    held_by = hold.me if hold.state == "holding" else hold.other or translate("service", "nobody")
    rows = [
        (translate("service", "Time"), report.now.astimezone(CHINA).strftime("%Y-%m-%d %H:%M:%S")),
        (translate("service", "Version"), report.version),
        (translate("service", "Database"), report.database),
        (translate("service", "Running for"), duration_text((report.now - report.started).total_seconds())),
        (translate("service", "The lease is held by"), held_by),
    ]
    if hold.problem:
        rows.append((translate("service", "Database problem"), hold.problem))
    for disk in report.disks:
        text = translate("service", "{free} GB of {total} GB free in {folder}")
        room = text.format(free=_gb(disk.free), total=_gb(disk.total), folder=disk.folder)
        rows.append((translate("service", "Disk"), room))
    return rows


def _duties(report: Report) -> str:
    if not report.duties:
        waits = translate("service", "None: this service waits.")
        return f"<p>{escape(waits)}</p>"
    names = (
        translate("service", "Duty"),
        translate("service", "Last run"),
        translate("service", "Result"),
    )
    head = "".join(f"<th>{escape(name)}</th>" for name in names)
    rows = "".join(_duty(report, duty) for duty in report.duties)
    return f"<table><tr>{head}</tr>{rows}</table>"


def _duty(report: Report, duty: DutyRecord) -> str:
    cells = [duty_text(duty.name), _age(report.age(duty.last_run)), duty.result]
    problem = _problem(report, duty)
    mark = f"<div class='problem'>{escape(problem)}</div>" if problem else ""
    first = "".join(f"<td>{escape(cell)}</td>" for cell in cells[:-1])
    return f"<tr>{first}<td>{escape(cells[-1])}{mark}</td></tr>"


def _problem(report: Report, duty: DutyRecord) -> str:
    if duty.failing_since is not None:
        text = translate("service", "Failing since {time} ({count} times): {problem}")
        since = moment_text(duty.failing_since, report.now)
        return text.format(time=since, count=duty.failures, problem=duty.problem)
    if duty.is_hanging and duty.running_for is not None:
        text = translate("service", "At work for {time} without an end")
        return text.format(time=duration_text(duty.running_for))
    return ""


def _figures(report: Report) -> list[tuple[str, str]]:
    summary, clocks, feeds = report.summary, report.clocks, report.feeds
    rows = []
    if summary is not None and clocks is not None:
        rows += [
            (translate("service", "Changes not confirmed by a peer"), str(summary.unsent)),
            (translate("service", "Conflicts to decide"), str(summary.inbox.decide)),
            (translate("service", "Changes held"), str(summary.held)),
            (translate("service", "Orders due soon"), str(clocks.due_soon)),
            (translate("service", "Orders overdue"), str(clocks.overdue)),
        ]
    if feeds is not None:
        last = report.age(feeds.last_frame)
        rows.append((translate("service", "Last HJ 212 frame"), _age(last)))
    return rows


def _backups(report: Report) -> list[tuple[str, str]]:
    if report.backup_folder is None:
        return [(translate("service", "Folder"), translate("service", "no backups are made here"))]
    rows = [(translate("service", "Folder"), str(report.backup_folder))]
    backup, drill = report.backup, report.drill
    if backup is not None:
        text = f"{backup.path.name} · {backup.size / 1e6:.1f} MB · {_age(report.age(backup.at))}"
        rows.append((translate("service", "Last backup"), text))
    rehearsed = translate("service", "never: run “qingkong backup --drill FILE”")
    if drill is not None:
        good, bad = translate("service", "good"), translate("service", "found problems")
        rehearsed = f"{drill.at[:16].replace('T', ' ')} UTC · {good if drill.is_good else bad}"
    return [*rows, (translate("service", "Last restore drill"), rehearsed)]


def _age(seconds: float | None) -> str:
    if seconds is None:
        return translate("service", "not yet")
    return translate("service", "{duration} ago").format(duration=duration_text(seconds))


def _gb(size: int) -> str:
    return f"{size / 1e9:.1f}"
