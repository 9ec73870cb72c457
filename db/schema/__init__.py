"""Tables, one file a subject. Importing this package registers all of them."""

from db.schema.attachments import Attachment, Blob
from db.schema.base import SCHEMA_VERSION, Base, Synced
from db.schema.campaigns import Campaign, Check, Membership, Site
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
from db.schema.local import Counter, DeviceState, NumberSeries, ReferenceSet, Refused
from db.schema.log import Operation, Replica, ReplicaKey, Seal
from db.schema.members import Member
from db.schema.readings import Observation, Period
from db.schema.stations import Device, Station
from db.schema.tasks import Assignment, Task, TaskStep
from db.schema.units import Person, Unit, UnitArea

__all__ = [
    "SCHEMA_VERSION",
    "Assignment",
    "Attachment",
    "Base",
    "Blob",
    "Campaign",
    "Check",
    "Conflict",
    "Counter",
    "Device",
    "DeviceState",
    "DroppedRoot",
    "HeldOperation",
    "Inbound",
    "Lease",
    "Login",
    "Member",
    "Membership",
    "NumberSeries",
    "Observation",
    "Operation",
    "Pack",
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
    "Site",
    "Station",
    "Synced",
    "Task",
    "TaskStep",
    "Unit",
    "UnitArea",
    "WaitingRow",
]
