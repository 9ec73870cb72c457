"""Tables, one file a subject. Importing this package registers all of them."""

from db.schema.accounts import Account
from db.schema.air import AirMark, AirTarget, Finding, OfficeSetting, StationDay, StationMonth
from db.schema.attachments import Attachment, Blob
from db.schema.base import SCHEMA_VERSION, Base, Synced
from db.schema.campaigns import Campaign, Check, Membership, Site
from db.schema.duty import DutyNote
from db.schema.exchange import (
    Conflict,
    DroppedRoot,
    HeldOperation,
    Inbound,
    Lease,
    Login,
    Pack,
    Peer,
    PeerRoot,
    Presence,
    ReadingDay,
    WaitingRow,
)
from db.schema.local import Counter, DeviceState, NumberSeries, ReferenceSet, Refused, UnknownDevice
from db.schema.log import Operation, Replica, ReplicaKey, Seal
from db.schema.members import Member
from db.schema.readings import ChannelValue, Observation, Period
from db.schema.responsible import Pairing, Shift, ShiftEvent, UnitPairing
from db.schema.stations import Device, Station
from db.schema.tasks import Assignment, Escalation, Task, TaskStep
from db.schema.units import Person, Unit, UnitArea

__all__ = [
    "SCHEMA_VERSION",
    "Account",
    "AirMark",
    "AirTarget",
    "Assignment",
    "Attachment",
    "Base",
    "Blob",
    "Campaign",
    "ChannelValue",
    "Check",
    "Conflict",
    "Counter",
    "Device",
    "DeviceState",
    "DroppedRoot",
    "DutyNote",
    "Escalation",
    "Finding",
    "HeldOperation",
    "Inbound",
    "Lease",
    "Login",
    "Member",
    "Membership",
    "NumberSeries",
    "Observation",
    "OfficeSetting",
    "Operation",
    "Pack",
    "Pairing",
    "Peer",
    "PeerRoot",
    "Period",
    "Person",
    "Presence",
    "ReadingDay",
    "ReferenceSet",
    "Refused",
    "Replica",
    "ReplicaKey",
    "Seal",
    "Shift",
    "ShiftEvent",
    "Site",
    "Station",
    "StationDay",
    "StationMonth",
    "Synced",
    "Task",
    "TaskStep",
    "Unit",
    "UnitArea",
    "UnitPairing",
    "UnknownDevice",
    "WaitingRow",
]
