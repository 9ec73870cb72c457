"""What the listener received into the record: rows, quarantine, counters. Runs inside one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from db.changes import Changes
from db.commands import channels, heard, intake, readings
from db.queries import air, devices
from desktop.feeds.hj212 import Policy
from desktop.feeds.hub import Received
from desktop.feeds.intake_batch import Batch
from desktop.office_rules import FLAG_EXTREMES, FLAG_LETTERS, value_of


@dataclass(frozen=True, slots=True)
class Stored:
    """What one batch did.

    `verdicts`: for each item whether it is stored or needs no storing; only then may it be answered.
    """

    verdicts: list[bool]
    changes: Changes
    added: int = 0
    changed: int = 0
    refused: int = 0
    channels: int = 0
    """Channel values that are new or differ from what was there."""


def store(
    session: Session, received: Sequence[Received], *, now: datetime, policy: Policy | None = None
) -> Stored:
    """Store the good values, keep what was refused with its reason, count all of it.

    Args:
        session: in a writing transaction; the caller commits.
        now: aware; data more than a day ahead of it are refused.
        policy: which flag letters are taken as good, and what is kept besides; None: what the office says.
    """
    batch = Batch(now, devices.registry(session) if received else {}, policy or office_policy(session))
    verdicts = [batch.take(item) for item in received]
    result = readings.store(session, batch.observations(), now=now)
    channel_rows = batch.channel_rows()
    touched = channels.store(session, channel_rows)
    intake.refuse(session, batch.refusals)
    intake.count(session, batch.counts)
    heard.devices_heard(session, batch.devices_seen())
    heard.strangers_heard(session, batch.strangers)
    codes = result.station_codes | (frozenset(row[0] for row in channel_rows) if touched else frozenset())
    changes = Changes(
        devices=batch.has_heard,
        readings=result.added + result.changed + touched > 0,
        refused=bool(batch.counts),
        station_codes=codes,
    )
    return Stored(verdicts, changes, result.added, result.changed, len(batch.refusals), touched)


def office_policy(session: Session) -> Policy:
    """The office's rules `flags.letters` and `flags.extremes`; the standard's where it has set none."""
    rules = air.rules(session)
    return Policy(frozenset(value_of(rules, FLAG_LETTERS)), value_of(rules, FLAG_EXTREMES))
