"""Fields, values and commands of the log in words: what the sync screen and its inbox show of a change."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from db.queries.things import Thing
from db.queries.units import UnitRecord
from db.rules.campaigns import CampaignDefinition, FieldDefinition
from desktop.texts import (
    level_text,
    moment_text,
    role_text,
    source_text,
    state_text,
    step_done_text,
    step_text,
    unit_kind_text,
)

translate = QCoreApplication.translate

_FIELDS = {
    "number": QT_TRANSLATE_NOOP("field", "number"),
    "title": QT_TRANSLATE_NOOP("field", "matter"),
    "source": QT_TRANSLATE_NOOP("field", "source"),
    "campaign_key": QT_TRANSLATE_NOOP("field", "campaign"),
    "station_code": QT_TRANSLATE_NOOP("field", "station"),
    "found": QT_TRANSLATE_NOOP("field", "found"),
    "required": QT_TRANSLATE_NOOP("field", "required"),
    "legal_basis": QT_TRANSLATE_NOOP("field", "legal basis"),
    "unit_code": QT_TRANSLATE_NOOP("field", "unit"),
    "state": QT_TRANSLATE_NOOP("field", "state"),
    "deadline": QT_TRANSLATE_NOOP("field", "deadline"),
    "receive_by": QT_TRANSLATE_NOOP("field", "to be received by"),
    "arrive_by": QT_TRANSLATE_NOOP("field", "to be on site by"),
    "verify_by": QT_TRANSLATE_NOOP("field", "to be verified by"),
    "paused_at": QT_TRANSLATE_NOOP("field", "paused since"),
    "asked_until": QT_TRANSLATE_NOOP("field", "extension asked until"),
    "until": QT_TRANSLATE_NOOP("field", "until"),
    "document": QT_TRANSLATE_NOOP("field", "document number"),
    "penalty_fen": QT_TRANSLATE_NOOP("field", "penalty (fen)"),
    "place": QT_TRANSLATE_NOOP("field", "place"),
    "contacts": QT_TRANSLATE_NOOP("field", "contacts"),
    "limit_key": QT_TRANSLATE_NOOP("field", "time limit"),
    "open_parts": QT_TRANSLATE_NOOP("field", "orders open"),
    "late_parts": QT_TRANSLATE_NOOP("field", "orders overdue"),
    "step": QT_TRANSLATE_NOOP("field", "step"),
    "note": QT_TRANSLATE_NOOP("field", "note"),
    "code": QT_TRANSLATE_NOOP("field", "code"),
    "name": QT_TRANSLATE_NOOP("field", "name"),
    "address": QT_TRANSLATE_NOOP("field", "address"),
    "lon": QT_TRANSLATE_NOOP("field", "longitude"),
    "lat": QT_TRANSLATE_NOOP("field", "latitude"),
    "owner": QT_TRANSLATE_NOOP("field", "owner"),
    "person": QT_TRANSLATE_NOOP("field", "responsible person"),
    "phone": QT_TRANSLATE_NOOP("field", "phone"),
    "size": QT_TRANSLATE_NOOP("field", "size"),
    "taken_at": QT_TRANSLATE_NOOP("field", "taken at"),
    "short_name": QT_TRANSLATE_NOOP("field", "short name"),
    "kind": QT_TRANSLATE_NOOP("field", "kind"),
    "parent_code": QT_TRANSLATE_NOOP("field", "belongs to"),
    "role": QT_TRANSLATE_NOOP("field", "role"),
    "level": QT_TRANSLATE_NOOP("field", "level"),
    "datum": QT_TRANSLATE_NOOP("field", "datum"),
    "mn": QT_TRANSLATE_NOOP("field", "device number"),
    "minute_seconds": QT_TRANSLATE_NOOP("field", "interval of minute data (s)"),
    "tag": QT_TRANSLATE_NOOP("field", "mark"),
    "side": QT_TRANSLATE_NOOP("field", "side"),
    "scope": QT_TRANSLATE_NOOP("field", "scope"),
    "revoked_at": QT_TRANSLATE_NOOP("field", "revoked at"),
    "duty": QT_TRANSLATE_NOOP("field", "office held"),
    "starts_at": QT_TRANSLATE_NOOP("field", "begins"),
    "ends_at": QT_TRANSLATE_NOOP("field", "ends"),
    "to_name": QT_TRANSLATE_NOOP("field", "handed over to"),
    "deleted_at": QT_TRANSLATE_NOOP("field", "deletion"),
}
_HIDDEN = frozenset(
    {
        "task_id", "assignment_id", "site_id", "entity", "entity_id", "created_by", "created_at", "person_id",
        "state_since", "dispatched_at", "from_state", "to_state", "at", "sha256", "media_type", "public_key",
        "password", "sm4_key", "shard_code", "approved_at", "revoked_seq", "shift_id",
        "handover_id",
    }
)  # fmt: skip
"""Ids, times that the record keeps itself, secrets."""
_TIMES = frozenset({"deadline", "taken_at", "revoked_at", "starts_at", "ends_at",
    "receive_by", "arrive_by", "verify_by", "paused_at", "asked_until", "until",
})  # fmt: skip
_DEEDS = {
    "tasks.new": QT_TRANSLATE_NOOP("command", "New order"),
    "duty.note": QT_TRANSLATE_NOOP("command", "Line in the duty log"),
    "duty.handover": QT_TRANSLATE_NOOP("command", "Shift of the duty room handed over"),
    "duty.takeover": QT_TRANSLATE_NOOP("command", "Shift of the duty room taken over"),
    "tasks.deadline": QT_TRANSLATE_NOOP("command", "Deadline moved"),
    "sites.add": QT_TRANSLATE_NOOP("command", "Site added"),
    "sites.edit": QT_TRANSLATE_NOOP("command", "Site changed"),
    "sites.state": QT_TRANSLATE_NOOP("command", "State of a site changed"),
    "sites.import": QT_TRANSLATE_NOOP("command", "Sites taken from a ledger"),
    "sites.import_undo": QT_TRANSLATE_NOOP("command", "Sites from a ledger taken back"),
    "sites.bulk": QT_TRANSLATE_NOOP("command", "Many sites changed at once"),
    "sites.bulk_undo": QT_TRANSLATE_NOOP("command", "A change of many sites taken back"),
    "pairings.site": QT_TRANSLATE_NOOP("command", "Paired: who answers for a site"),
    "pairings.unit": QT_TRANSLATE_NOOP("command", "Paired: who answers for a unit"),
    "rosters.add": QT_TRANSLATE_NOOP("command", "Shifts put on the roster"),
    "rosters.change": QT_TRANSLATE_NOOP("command", "Shift changed"),
    "rosters.swap": QT_TRANSLATE_NOOP("command", "Shifts swapped"),
    "rosters.remove": QT_TRANSLATE_NOOP("command", "Shifts taken off the roster"),
    "rosters.restore": QT_TRANSLATE_NOOP("command", "Shifts brought back"),
    "rosters.in": QT_TRANSLATE_NOOP("command", "Signed in"),
    "rosters.out": QT_TRANSLATE_NOOP("command", "Signed out"),
    "rosters.handover": QT_TRANSLATE_NOOP("command", "Shift handed over"),
    "checks.add": QT_TRANSLATE_NOOP("command", "Site checked"),
    "units.add": QT_TRANSLATE_NOOP("command", "Units added"),
    "people.add": QT_TRANSLATE_NOOP("command", "People added"),
    "stations.save": QT_TRANSLATE_NOOP("command", "Stations saved"),
    "stations.register": QT_TRANSLATE_NOOP("command", "Station registered"),
    "devices.register": QT_TRANSLATE_NOOP("command", "Device registered"),
    "devices.bind": QT_TRANSLATE_NOOP("command", "Device bound to a station"),
    "devices.unbind": QT_TRANSLATE_NOOP("command", "Device taken off its station"),
    "devices.change": QT_TRANSLATE_NOOP("command", "Device changed"),
    "devices.remove": QT_TRANSLATE_NOOP("command", "Device removed"),
    "devices.restore": QT_TRANSLATE_NOOP("command", "Device restored"),
    "attachments.add": QT_TRANSLATE_NOOP("command", "File attached"),
    "attachments.remove": QT_TRANSLATE_NOOP("command", "File removed"),
    "attachments.restore": QT_TRANSLATE_NOOP("command", "File brought back"),
    "sites.remove": QT_TRANSLATE_NOOP("command", "Site removed"),
    "sites.restore": QT_TRANSLATE_NOOP("command", "Site restored"),
    "conflicts.decide": QT_TRANSLATE_NOOP("command", "Conflict decided"),
    "members.approve": QT_TRANSLATE_NOOP("command", "Replica approved"),
    "members.scope": QT_TRANSLATE_NOOP("command", "Scope of a replica changed"),
    "members.revoke": QT_TRANSLATE_NOOP("command", "Replica revoked"),
}
_ENTITIES = {
    "task": QT_TRANSLATE_NOOP("entity", "order"),
    "assignment": QT_TRANSLATE_NOOP("entity", "part of an order"),
    "task_step": QT_TRANSLATE_NOOP("entity", "step of an order"),
    "site": QT_TRANSLATE_NOOP("entity", "site"),
    "membership": QT_TRANSLATE_NOOP("entity", "site in a campaign"),
    "site_check": QT_TRANSLATE_NOOP("entity", "check"),
    "pairing": QT_TRANSLATE_NOOP("entity", "pairing"),
    "unit_pairing": QT_TRANSLATE_NOOP("entity", "pairing of a unit"),
    "shift": QT_TRANSLATE_NOOP("entity", "shift"),
    "shift_event": QT_TRANSLATE_NOOP("entity", "signature on a shift"),
    "escalation": QT_TRANSLATE_NOOP("entity", "rung of the ladder"),
    "duty_note": QT_TRANSLATE_NOOP("entity", "line of the duty log"),
    "station": QT_TRANSLATE_NOOP("entity", "station"),
    "device": QT_TRANSLATE_NOOP("entity", "device"),
    "person": QT_TRANSLATE_NOOP("entity", "person"),
    "unit": QT_TRANSLATE_NOOP("entity", "unit"),
    "member": QT_TRANSLATE_NOOP("entity", "replica"),
    "attachment": QT_TRANSLATE_NOOP("entity", "file"),
    "campaign": QT_TRANSLATE_NOOP("entity", "campaign"),
}


def deed_text(command: str) -> str:
    """A command as a deed; one from a newer program keeps its name."""
    if command in _DEEDS:
        return translate("command", str(_DEEDS[command]))
    return step_done_text(command.removeprefix("tasks."))


def entity_text(entity: str) -> str:
    """What kind of thing a table holds."""
    return translate("entity", str(_ENTITIES[entity])) if entity in _ENTITIES else entity


def side_text(side: str) -> str:
    """An office's record or a laptop in the field."""
    return translate("side", "office") if side == "office" else translate("side", "field")


def thing_text(thing: Thing) -> str:
    """A thing by its number and name; one that is not in the tables says so."""
    if not thing.root:
        return translate("entity", "{kind} that is not here").format(kind=entity_text(thing.entity))
    return " ".join(part for part in (thing.code, thing.name) if part)


def bytes_text(size: float) -> str:
    """A size with three figures at most."""
    for unit in ("B", "KB", "MB"):
        if size < 1000:
            return f"{size:.0f} {unit}" if unit == "B" or size >= 100 else f"{size:.1f} {unit}"
        size /= 1024
    return f"{size:.1f} GB"


_PLAIN = {
    "step": step_text,
    "source": source_text,
    "role": role_text,
    "side": side_text,
    "level": level_text,
}


@dataclass(frozen=True, slots=True)
class Words:
    """Fields and values of one reading of the record, in the language of the console."""

    campaigns: Mapping[str, CampaignDefinition]
    language: str
    now: datetime
    unit_names: Mapping[str, str] = field(default_factory=dict)

    def field(self, name: str, thing: Thing) -> str:
        """A field's name; the campaign knows its own."""
        column, _, key = name.partition(".")
        definition = self._definition(thing)
        if column == "fields" and definition is not None:
            found = definition.field(key)
            return found.name(self.language) if found else key
        if column == "results" and definition is not None:
            return next((item.name(self.language) for item in definition.checklist if item.key == key), key)
        return translate("field", str(_FIELDS[name])) if name in _FIELDS else key or name

    def value(self, name: str, value: Any, thing: Thing) -> str:
        """A value as people read it."""
        if name == "deleted_at":
            return translate("field", "kept") if value is None else translate("field", "deleted")
        if value is None or value == "":
            return translate("field", "empty")
        if name in _TIMES:
            return moment_text(datetime.fromisoformat(value), self.now)
        return self._plain(name, value, thing)

    def lines(self, fields: Mapping[str, tuple[Any, Any]], thing: Thing, *, is_new: bool) -> list[str]:
        """What an operation did to the fields that people know."""
        shown = [(name, pair) for name, pair in fields.items() if name not in _HIDDEN]
        return [self._line(name, pair, thing, is_new) for name, pair in shown]

    def _line(self, name: str, pair: tuple[Any, Any], thing: Thing, is_new: bool) -> str:
        title, new = self.field(name, thing), self.value(name, pair[1], thing)
        if is_new:
            return translate("field", "{field}: {new}").format(field=title, new=new)
        old = self.value(name, pair[0], thing)
        return translate("field", "{field}: {old} → {new}").format(field=title, old=old, new=new)

    def _plain(self, name: str, value: Any, thing: Thing) -> str:
        if name in ("unit_code", "parent_code"):
            return self.unit_names.get(value, str(value))
        if name == "state":
            return self._state(str(value), thing)
        if name == "size":
            return bytes_text(value)
        if name == "campaign_key":
            found = self.campaigns.get(value)
            return found.name(self.language) if found else str(value)
        if name.startswith("results."):
            return translate("field", "pass") if value else translate("field", "fail")
        if name == "kind" and thing.entity == "unit":
            return unit_kind_text(str(value))
        plain = _PLAIN.get(name)
        return plain(str(value)) if plain else self._measured(name, value, thing)

    def _state(self, value: str, thing: Thing) -> str:
        definition = self._definition(thing)
        if thing.root != "site" or definition is None:
            return state_text(value)
        found = definition.state(value)
        return found.name(self.language) if found else value

    def _measured(self, name: str, value: Any, thing: Thing) -> str:
        definition = self._definition(thing)
        known: FieldDefinition | None = None
        if name.startswith("fields.") and definition is not None:
            known = definition.field(name.removeprefix("fields."))
        # the command line needs these words where there is no display, and these need QtGui's libraries
        from desktop.screens.campaigns import words
        from desktop.screens.campaigns.directory import Directory

        units = {code: UnitRecord(code, name, None, "", None) for code, name in self.unit_names.items()}
        text = words.value_text(known, value, self.language, Directory(units))
        return words.measured(text, known, self.language) if known else text

    def _definition(self, thing: Thing) -> CampaignDefinition | None:
        return self.campaigns.get(thing.campaign_key or "")
