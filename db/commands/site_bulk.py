"""One value for many sites of a campaign at once, and the way back: sites that moved meanwhile are named."""

import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actor import Actor
from db.changes import Changes
from db.commands.units import require_unit
from db.errors import InvalidValueError, NotFoundError
from db.log import Journal
from db.rules.campaign_records import CampaignDefinition
from db.rules.site_fields import FieldProblem, field_problems
from db.rules.sites import SiteState
from db.schema import Campaign, Membership, Site

FIELDS = "fields."
STATE, DEADLINE = "state", "deadline"
SITE_KEYS = ("unit_code", "address", "owner", "person", "phone")
"""Of the site itself; name, code and coordinates are each site's own."""
PLACE_KEYS = (STATE, DEADLINE)

_AT_ONCE = 500
Progress = Callable[[float], None]
"""Told the share that is done; what it raises ends the command, and nothing is written."""


class BulkKeyError(InvalidValueError):
    """A field that each site has of its own."""

    template = "{key} cannot be put for many sites at once: each site has its own. Change it site by site."


class Why(StrEnum):
    """Why a site was left as it is."""

    GONE = "gone"
    """It does not stand in the campaign any more."""
    MOVED = "moved"
    """Somebody changed it since it was shown."""
    PROBLEM = "problem"
    """The campaign's rules do not take the value there."""


@dataclass(frozen=True, slots=True)
class Put:
    """What a site shall have. `seen`: the newest clock of its rows when it was shown."""

    site_id: uuid.UUID
    seen: int
    value: Any
    over: Any = None
    """What it must still have, where that is asked for instead of the clock."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What a site had before and has now, and the newest clock of its rows."""

    site_id: uuid.UUID
    code: str
    before: Any
    after: Any
    hlc: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A site that stayed as it is. `code` is empty of one that is gone."""

    site_id: uuid.UUID
    code: str
    name: str
    why: Why
    problem: FieldProblem | None = None


@dataclass(slots=True)
class BulkOutcome:
    """What a bulk edit did; `same` are sites that had the value already."""

    key: str
    changed: list[Changed] = field(default_factory=list)
    same: int = 0
    left_out: list[LeftOut] = field(default_factory=list)

    @property
    def changes(self) -> Changes:
        """What others need to read anew."""
        return Changes(sites=bool(self.changed))


def put_many(
    session: Session,
    actor: Actor,
    definition: CampaignDefinition,
    key: str,
    puts: Sequence[Put],
    progress: Progress = lambda _share: None,
) -> BulkOutcome:
    """Give many sites a value in one command; sites that moved since they were shown are left out.

    Args:
        key: one of `SITE_KEYS`, `PLACE_KEYS`, or `fields.KEY` of the campaign; None as value clears it.

    Raises:
        NotFoundError: no such campaign or unit.
        BulkKeyError: the key cannot be put so.
    """
    _require_key(definition, key)
    return _Putter(session, actor, definition, key, progress, is_undo=False).run("sites.bulk", puts)


def put_back(
    session: Session,
    actor: Actor,
    definition: CampaignDefinition,
    outcome: BulkOutcome,
    progress: Progress = lambda _share: None,
) -> BulkOutcome:
    """Undo: what each site had before, but for those where somebody changed that value again.

    Other fields of a site may have moved meanwhile: they are not touched. Old values are taken as they were,
    whatever the definition says of them now.

    Raises:
        NotFoundError: the campaign is gone.
    """
    puts = [Put(one.site_id, 0, one.before, one.after) for one in outcome.changed]
    putter = _Putter(session, actor, definition, outcome.key, progress, is_undo=True)
    return putter.run("sites.bulk_undo", puts)


def _require_key(definition: CampaignDefinition, key: str) -> None:
    own = definition.field(key.removeprefix(FIELDS)) if key.startswith(FIELDS) else None
    is_typed = own is not None and own.type not in ("computed", "photo")
    if key not in (*SITE_KEYS, *PLACE_KEYS) and not is_typed:
        raise BulkKeyError(key=key)


class _Putter:
    """One command over many rows, a piece after the other."""

    def __init__(
        self,
        session: Session,
        actor: Actor,
        definition: CampaignDefinition,
        key: str,
        progress: Progress,
        *,
        is_undo: bool,
    ) -> None:
        self._session, self._actor, self._definition = session, actor, definition
        self._key, self._progress, self._is_undo = key, progress, is_undo
        self._outcome = BulkOutcome(key)

    def run(self, command: str, puts: Sequence[Put]) -> BulkOutcome:
        if self._session.get(Campaign, self._definition.key) is None:
            raise NotFoundError(what="campaign", key=self._definition.key)
        if self._key == "unit_code" and not self._is_undo:
            for code in {put.value for put in puts}:
                require_unit(self._session, code)
        with Journal(self._session, self._actor, command) as journal:
            for done, piece in _pieces(puts):
                self._progress(done / len(puts))
                self._put_piece(journal, piece)
        return self._outcome

    def _put_piece(self, journal: Journal, puts: Sequence[Put]) -> None:
        rows = self._rows([put.site_id for put in puts])
        journal.look_up([row.id for pair in rows.values() for row in pair])
        for put in puts:
            found = rows.get(put.site_id)
            if found is None:
                self._leave(put.site_id, "", "", Why.GONE)
            else:
                self._put(journal, put, *found)
        self._session.flush()

    def _rows(self, ids: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, tuple[Site, Membership]]:
        statement = (
            select(Site, Membership)
            .join(Membership, Membership.site_id == Site.id)
            .where(
                Site.id.in_(ids),
                Membership.campaign_key == self._definition.key,
                Site.deleted_at.is_(None),
                Membership.deleted_at.is_(None),
            )
        )
        return {site.id: (site, place) for site, place in self._session.execute(statement)}

    def _put(self, journal: Journal, put: Put, site: Site, place: Membership) -> None:
        before = _value(site, place, self._key)
        if before == put.value:
            self._outcome.same += 1
            return
        if before != put.over if self._is_undo else max(site.hlc, place.hlc) > put.seen:
            self._leave(site.id, site.code, site.name, Why.MOVED)
            return
        if not self._is_undo and (problem := self._problem(place, put.value)) is not None:
            self._leave(site.id, site.code, site.name, Why.PROBLEM, problem)
            return
        row = site if self._key in SITE_KEYS else place
        with journal.changing(row):
            _set(site, place, self._key, put.value)
        hlc = max(site.hlc, place.hlc)
        self._outcome.changed.append(Changed(site.id, site.code, before, put.value, hlc))

    def _problem(self, place: Membership, value: Any) -> FieldProblem | None:
        """What the value would break; what was wrong before and stays wrong is not its fault."""
        if not self._key.startswith(FIELDS):
            return None
        known = {field.key for field in self._definition.fields}
        now = {name: one for name, one in place.fields.items() if name in known}
        before = field_problems(self._definition, now)
        after = field_problems(self._definition, _with(now, self._key.removeprefix(FIELDS), value))
        return next((after[name] for name in after if after[name] != before.get(name)), None)

    def _leave(
        self, site_id: uuid.UUID, code: str, name: str, why: Why, problem: FieldProblem | None = None
    ) -> None:
        self._outcome.left_out.append(LeftOut(site_id, code, name, why, problem))


def _value(site: Site, place: Membership, key: str) -> Any:
    if key.startswith(FIELDS):
        return place.fields.get(key.removeprefix(FIELDS))
    return getattr(site if key in SITE_KEYS else place, key)


def _set(site: Site, place: Membership, key: str, value: Any) -> None:
    if key.startswith(FIELDS):
        place.fields = _with(place.fields, key.removeprefix(FIELDS), value)
    elif key == STATE:
        place.state = SiteState(value)
    else:
        setattr(site if key in SITE_KEYS else place, key, value)


def _with(fields: Mapping[str, Any], name: str, value: Any) -> dict[str, Any]:
    kept = {key: one for key, one in fields.items() if key != name}
    return kept if value is None else {**kept, name: value}


def _pieces(puts: Sequence[Put]) -> Iterator[tuple[int, Sequence[Put]]]:
    for start in range(0, len(puts), _AT_ONCE):
        yield start, puts[start : start + _AT_ONCE]
