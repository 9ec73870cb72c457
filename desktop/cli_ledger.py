"""`load sites`, `ledger out` and `ledger fill-in`."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from db.actor import Actor
from db.errors import InvalidValueError, NotFoundError
from db.queries.tasks import tasks as all_tasks
from db.rules.campaign_records import CampaignDefinition
from desktop.ledgers.applying import ApplyReport, apply_plan, report_of
from desktop.ledgers.fill_in import fill_in
from desktop.ledgers.mapping import LeftOut, Mapped, Why, map_ledger
from desktop.ledgers.out import ledger_out
from desktop.ledgers.plan import Kind, Plan, PlanRow, target_name
from desktop.ledgers.preview import Preview, preview, record_view
from desktop.ledgers.profile import NOTE, read_profile, write_profile
from desktop.ledgers.propose import checklist_columns
from desktop.ledgers.refused_book import write_refused
from desktop.ledgers.replies import Reply, apply_replies, plan_replies
from desktop.ledgers.sheets import text_of
from desktop.ledgers.units_book import UnitBook
from desktop.ledgers.written import cell_of
from desktop.record import Record

translate = QCoreApplication.translate

_LISTED = 20
"""Changed rows and doubts that are printed; all are counted."""


def load_sites(record: Record, arguments: argparse.Namespace) -> int:
    """Take a ledger in; 3 when some rows were refused."""
    definition = campaign(record, arguments.campaign)
    path, now = Path(arguments.file), datetime.now(UTC)
    profile = read_profile(Path(arguments.profile)) if arguments.profile else None
    if profile is not None and profile.campaign != definition.key:
        problem = translate("cli", "the profile is for {other}, not for {campaign}")
        text = problem.format(other=profile.campaign, campaign=definition.key)
        raise InvalidValueError(field="--profile", problem=text)
    with record.database.reading() as session:
        view = record_view(session, definition.key)
    mapped = map_ledger(
        path, definition, record.campaigns, view.units, now=now, profile=profile, sheets=arguments.sheet or ()
    )
    _tell_mapping(mapped)
    if arguments.save_profile:
        write_profile(mapped.profile, Path(arguments.save_profile))
        _tell(translate("cli", "The profile: {path}").format(path=arguments.save_profile))
    seen = preview(mapped, view)
    _tell_plan(seen, view.units)
    if arguments.dry_run:
        report = report_of(seen.plan)
        report.new, report.changed = seen.plan.count(Kind.NEW), seen.plan.count(Kind.CHANGED)
        print(translate("cli", "Dry run: nothing was stored"))
    else:
        report = apply_plan(record.database, seen.plan, definition, Actor(now=now), file=path.name)
    refused_replies = _replies(record, mapped, Actor(now=now), dry_run=arguments.dry_run)
    if report.refused or refused_replies:
        refused = Path(arguments.refused) if arguments.refused else refused_path(path)
        report.refused_file = write_refused(mapped, report.refused, refused, refused_replies)
    return max(_finish(report, seen), 3 if refused_replies else 0)


def _replies(record: Record, mapped: Mapped, actor: Actor, *, dry_run: bool) -> list[Reply]:
    """Replies to orders that came home in a fill-in workbook; those that were refused."""
    if mapped.orders is None:
        return []
    with record.database.reading() as session:
        replies = plan_replies(mapped.orders, list(all_tasks(session)))
    refused = [reply for reply in replies if reply.kind is Kind.REFUSED]
    if not dry_run:
        refused = apply_replies(record.database, replies, actor)
    text = translate("cli", "{added} replies to orders taken, {unchanged} known, {refused} refused")
    same = sum(1 for reply in replies if reply.kind is Kind.SAME)
    print(text.format(added=len(replies) - same - len(refused), unchanged=same, refused=len(refused)))
    for reply in refused:
        text = translate("cli", "{number} (row {line}): {reason}. The reply: {reply}")
        values = {"number": reply.number, "line": reply.line, "reason": reply.reason, "reply": reply.text}
        _tell(text.format(**values))
    return refused


def export_ledger(record: Record, arguments: argparse.Namespace) -> int:
    """Write the ledger of a campaign, or the fill-in workbook of a division."""
    definition = campaign(record, arguments.campaign)
    path, now = Path(arguments.out), datetime.now(UTC)
    if path.suffix.lower() != ".xlsx":
        problem = translate("cli", "a ledger is written as .xlsx")
        raise InvalidValueError(field="--out", problem=problem)
    with record.database.reading() as session:
        if arguments.kind == "fill-in":
            made = fill_in(session, definition, path, now=now, unit_code=arguments.unit)
            text = translate("cli", "{path}: {sites} sites and {orders} orders to be filled in")
            print(text.format(path=path, sites=made.sites, orders=made.orders))
        else:
            count = ledger_out(session, definition, path, now=now, unit_code=arguments.unit or "")
            print(translate("cli", "{path}: {sites} sites").format(path=path, sites=count))
    return 0


def campaign(record: Record, key: str) -> CampaignDefinition:
    """The campaign of that key.

    Raises:
        NotFoundError: the record has none.
    """
    if key not in record.campaigns:
        raise NotFoundError(what="campaign", key=f"{key} ({', '.join(record.campaigns)})")
    return record.campaigns[key]


def refused_path(path: Path) -> Path:
    """Where the refused rows of a ledger go: beside it, under its name."""
    stem = path.stem.removesuffix(".refused")
    return path.with_name(f"{stem}.refused.xlsx")


def _tell_mapping(mapped: Mapped) -> None:
    words = {
        "sure": translate("cli", "sure"),
        "likely": translate("cli", "likely"),
        "doubtful": translate("cli", "doubtful"),
        "unused": translate("cli", "not used"),
    }
    for proposal in mapped.proposals:
        text = translate("cli", "Sheet “{sheet}”: header in line {line}, dated {written}")
        written = proposal.written or mapped.written
        _tell(text.format(sheet=proposal.sheet.name, line=proposal.head.row + 1, written=written))
        for guess in proposal.guesses:
            if mapped.is_own and guess.sure == "sure":
                continue
            _tell(f"  {guess.header}: {guess.target} ({words[guess.sure]}: {guess.why})")
        for key, value in proposal.profile.fixed.items():
            _tell(
                translate("cli", "  for all rows, from the title: {key} = {value}").format(
                    key=key, value=value
                )
            )
        if proposal.profile.name_from:
            parts = " + ".join(proposal.profile.name_from)
            _tell(translate("cli", "  the name is made of: {parts}").format(parts=parts))
        if proposal.lacks:
            text = translate("cli", "  no column for what is required: {fields}. Give it in a profile")
            _tell(text.format(fields=", ".join(proposal.lacks)))
        if checks := checklist_columns(proposal.profile):
            text = translate("cli", "  become a check of {written}: {columns}")
            _tell(text.format(written=written, columns=", ".join(checks)))
    for left in mapped.left_out:
        text = translate("cli", "Sheet “{sheet}” is left out: {reason}{advice}")
        _tell(text.format(sheet=left.sheet, reason=left.reason, advice=_advice(left)))


def _advice(left: LeftOut) -> str:
    """How a sheet comes in all the same."""
    if left.why is Why.OTHER_CAMPAIGN:
        return translate("cli", ": load it with --campaign {key}").format(key=left.campaign)
    if left.why is Why.LACKS:
        return translate("cli", "; name it with --sheet if it is a ledger all the same")
    return ""


def _tell_plan(seen: Preview, units: UnitBook) -> None:
    definition = seen.mapped.definition
    changed = seen.plan.of(Kind.CHANGED)
    for row in changed[:_LISTED]:
        _tell(_changes(row, definition, units))
    if len(changed) > _LISTED:
        _tell(translate("cli", "… and {count} more changed").format(count=len(changed) - _LISTED))
    doubts = [row for row in seen.plan.rows if row.doubt and row.kind is not Kind.REFUSED]
    for row in doubts[:_LISTED]:
        text = translate("cli", "{sheet}, row {line}: {doubt}")
        _tell(text.format(sheet=row.row.sheet, line=row.row.line, doubt=row.doubt))
    for ledger in seen.ledgers:
        for skipped in ledger.skipped[:_LISTED]:
            text = translate("cli", "{sheet}, row {line} is no site: {text}")
            _tell(text.format(sheet=skipped.sheet, line=skipped.line, text=skipped.text))
        for problem in ledger.proposal.sheet.problems:
            _tell(f"{ledger.proposal.sheet.name}: {problem}")


def _changes(row: PlanRow, definition: CampaignDefinition, units: UnitBook) -> str:
    parts = []
    for target, (old, new) in row.changes.items():
        before, after = (text_of(cell_of(target, value, definition, units)) or "-" for value in (old, new))
        parts.append(f"{target_name(target, definition)} {before} → {after}")
    if row.check is not None:
        parts.append(translate("cli", "a check of {day}").format(day=row.check[0]))
    code = row.site.code if row.site else row.row.code
    return f"{code} {row.values.get('name')}: {'; '.join(parts)}"


def _finish(report: ApplyReport, seen: Preview) -> int:
    text = translate("cli", "{added} added, {changed} changed, {unchanged} unchanged, {refused} refused")
    refused = len(report.refused)
    print(text.format(added=report.new, changed=report.changed, unchanged=report.same, refused=refused))
    for line in Plan(tuple(report.refused)).reasons():
        _tell(line)
    if report.refused_file is not None:
        _tell(
            translate("cli", "The refused rows with their reasons: {path}").format(path=report.refused_file)
        )
    if seen_notes := sum(1 for row in seen.plan.of(Kind.NEW, Kind.CHANGED) if row.row.extras):
        text = translate("cli", "In {count} rows, what has no field of its own was put into “{note}”")
        _tell(text.format(count=seen_notes, note=target_name(NOTE, seen.mapped.definition)))
    return 3 if refused else 0


def _tell(text: str) -> None:
    print(text, file=sys.stderr)
