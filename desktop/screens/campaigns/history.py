"""What happened to a site, from the operation log: who changed what, from what to what, when."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from PySide6.QtCore import QCoreApplication

from db.queries.attachments import FileRecord
from db.queries.log import OperationRecord
from db.queries.sites import CheckRecord
from db.queries.tasks import PartRecord, StepRecord
from db.rules.sites import SiteState
from db.rules.tasks import Step
from desktop.screens.campaigns import words
from desktop.screens.campaigns.columns import Reader
from desktop.screens.campaigns.reading import SiteFile
from desktop.texts import step_done_text
from widgets.theme import Tone
from widgets.timeline import TimelineItem

translate = QCoreApplication.translate

_FIELDS = "fields."
_HIDDEN = frozenset({"site_id", "campaign_key"})
_STEP_TONES: Mapping[str, Tone] = {
    Step.REPORT: "accent", Step.VERIFY: "done", Step.CLOSE: "done", Step.RETURN: "alarm",
}  # fmt: skip
_NAMED = 4
"""Files that an event names; the strip shows all."""


@dataclass(frozen=True, slots=True)
class _Event:
    at: datetime
    item: TimelineItem


def timeline(file: SiteFile, reader: Reader, files: Sequence[FileRecord] = ()) -> list[TimelineItem]:
    """Changes, checks, orders and files by the time they came into the record, newest first."""
    events = [*_changes(file, reader), *_checks(file.checks, reader), *_orders(file.parts, reader)]
    events += [*_steps(file, reader), *_files(files, reader)]
    return [event.item for event in sorted(events, key=lambda event: event.at, reverse=True)]


def state_before(operations: Sequence[OperationRecord]) -> SiteState:
    """The state from which the site was last closed or withdrawn; where nothing is known, listed."""
    for operation in reversed(operations):
        old = json.loads(operation.changes).get("state", [None])[0]
        if operation.action == "update" and old in (SiteState.ACTIVE, SiteState.RECTIFYING):
            return SiteState(old)
    return SiteState.ACTIVE


def _changes(file: SiteFile, reader: Reader) -> Iterable[_Event]:
    """One event a command: it may have touched the site and its place in the campaign."""

    def command(one: OperationRecord) -> tuple[datetime, str, str | None]:
        return one.recorded_at, one.command, one.person

    for (at, _, person), group in groupby(file.operations, key=command):
        operations = list(group)
        changed: dict[str, list[Any]] = {}
        for operation in operations:
            changed |= json.loads(operation.changes)
        if operations[0].action == "insert":
            yield _event(at, translate("Campaigns", "Added to the record"), person, "", reader)
        else:
            yield _changed(at, person, changed, reader)


def _changed(at: datetime, person: str | None, changed: dict[str, list[Any]], reader: Reader) -> _Event:
    old_and_new = changed.pop("state", None)
    lines = [
        translate("Campaigns", "{field}: {old} → {new}").format(
            field=_name(key, reader), old=_value(key, old, reader), new=_value(key, new, reader)
        )
        for key, (old, new) in changed.items()
        if key not in _HIDDEN
    ]
    if old_and_new is None:
        return _event(at, translate("Campaigns", "Changed"), person, "\n".join(lines), reader)
    old, new = (words.state_text(reader.definition, str(state), reader.language) for state in old_and_new)
    tone: Tone = "done" if old_and_new[1] == SiteState.CLOSED else "accent"
    title = translate("Campaigns", "State: {old} → {new}").format(old=old, new=new)
    return _event(at, title, person, "\n".join(lines), reader, tone)


def _checks(checks: Iterable[CheckRecord], reader: Reader) -> Iterable[_Event]:
    for check in checks:
        failed = words.failed_items(reader.definition, check, reader.language)
        title = translate("Campaigns", "Checked: {passed}/{total}").format(
            passed=len(check.results) - len(failed), total=len(check.results)
        )
        yield _event(check.at, title, check.person, check.note or "", reader, "alarm" if failed else "done")


def _orders(parts: Iterable[PartRecord], reader: Reader) -> Iterable[_Event]:
    for number, group in groupby(parts, key=lambda part: part.number):
        found = list(group)
        title = translate("Campaigns", "Order {number}").format(number=number)
        to = translate("Campaigns", ", ").join(part.unit_name for part in found)
        note = translate("Campaigns", "{title}, to {units}").format(title=found[0].title, units=to)
        yield _event(found[0].created_at, title, None, note, reader, "accent")


def _steps(file: SiteFile, reader: Reader) -> Iterable[_Event]:
    """Steps of its orders; units that took one together are one event. The dispatch is the order itself."""
    written = {part.number: part.created_at for part in file.parts}

    def taken(one: tuple[str, StepRecord]) -> tuple[str, datetime, str, str, str]:
        number, step = one
        return number, step.at, step.step, step.person or "", step.note or ""

    for (number, at, step, person, note), group in groupby(sorted(file.steps, key=taken), key=taken):
        if step == Step.DISPATCH and at == written.get(number):
            continue
        title = translate("Campaigns", "{step}: order {number}")
        who = translate("Campaigns", ", ").join(one.unit_name for _, one in group if one.unit_name)
        text = translate("Campaigns", "{units}: {note}").format(units=who, note=note) if who and note else ""
        title = title.format(number=number, step=step_done_text(step))
        yield _event(at, title, person or None, text or who or note, reader, _STEP_TONES.get(step, "neutral"))


def _files(files: Iterable[FileRecord], reader: Reader) -> Iterable[_Event]:
    """Files that one person added to one thing within a minute are one event."""

    def batch(file: FileRecord) -> tuple[datetime, str, str]:
        assert file.added_at is not None
        return file.added_at.replace(second=0, microsecond=0), str(file.entity_id), file.person or ""

    known = sorted((file for file in files if file.added_at is not None), key=batch)
    for (_, _, person), group in groupby(known, key=batch):
        found = list(group)
        title = translate("Campaigns", "Files added: {count}").format(count=len(found))
        names = [file.name for file in found[:_NAMED]]
        if len(found) > _NAMED:
            names.append("…")
        at = found[0].added_at
        assert at is not None
        yield _event(at, title, person, translate("Campaigns", ", ").join(names), reader, "accent")


def _event(
    at: datetime, title: str, person: str | None, note: str, reader: Reader, tone: Tone = "neutral"
) -> _Event:
    time = words.moment_text(at, reader.now())
    return _Event(at, TimelineItem(time, title, person or "", note, tone))


def _name(key: str, reader: Reader) -> str:
    if key.startswith(_FIELDS):
        field = reader.definition.field(key.removeprefix(_FIELDS))
        return field.name(reader.language) if field else key.removeprefix(_FIELDS)
    return core_name(key)


def _value(key: str, value: Any, reader: Reader) -> str:
    if value is None or value == "":
        return translate("Campaigns", "empty")
    if key == "unit_code":
        return reader.directory().name(str(value))
    if key == "deadline":
        return words.moment_text(datetime.fromisoformat(value), reader.now())
    field = reader.definition.field(key.removeprefix(_FIELDS)) if key.startswith(_FIELDS) else None
    text = words.value_text(field, value, reader.language, reader.directory())
    return words.measured(text, field, reader.language) if field else text


def core_name(key: str) -> str:
    """The label of a field that every site has."""
    names = {
        "code": translate("Campaigns", "Code"),
        "name": translate("Campaigns", "Name"),
        "unit_code": translate("Campaigns", "Unit"),
        "address": translate("Campaigns", "Address"),
        "lon": translate("Campaigns", "Longitude"),
        "lat": translate("Campaigns", "Latitude"),
        "owner": translate("Campaigns", "Owner"),
        "person": translate("Campaigns", "Responsible"),
        "phone": translate("Campaigns", "Phone"),
        "state": translate("Campaigns", "State"),
        "deadline": translate("Campaigns", "Deadline"),
    }
    return names.get(key, key)
