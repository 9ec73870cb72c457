"""What a campaign definition is once it has been read: frozen records with their texts in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from db.rules.definition_problem import Text


@dataclass(frozen=True, slots=True)
class Named:
    """Something with a key and a name in both languages."""

    key: str
    text: Text

    def name(self, lang: str) -> str:
        """Its name in a language."""
        return self.text.name(lang)


@dataclass(frozen=True, slots=True)
class Computation:
    """How a computed field follows from others."""

    op: str
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """Another field of the site has this value: a choice's key, or true or false."""

    field: str
    equals: str | bool

    def holds(self, fields: Mapping[str, object]) -> bool:
        """Whether it is so; a value that is not known equals nothing."""
        value = fields.get(self.field)
        return type(value) is type(self.equals) and value == self.equals


@dataclass(frozen=True, slots=True)
class FieldDefinition(Named):
    """A typed field of a campaign's sites."""

    type: str
    unit: Text | None
    choices: tuple[Named, ...]
    required: bool
    listed: bool
    synonyms: tuple[str, ...]
    computed: Computation | None
    required_when: Condition | None = None
    least: float | None = None
    most: float | None = None
    decimals: int | None = None
    milestone: bool = False

    def is_required(self, fields: Mapping[str, object]) -> bool:
        """Whether a site with these fields must have this one."""
        return self.required or (self.required_when is not None and self.required_when.holds(fields))

    def choice(self, key: object) -> Named | None:
        """The choice with this key."""
        return next((choice for choice in self.choices if choice.key == key), None)


@dataclass(frozen=True, slots=True)
class StateDefinition(Named):
    """A state of a site as this campaign calls it; the theme turns `tone` into a colour."""

    tone: str


@dataclass(frozen=True, slots=True)
class ChecklistItem(Named):
    """One thing an inspector checks; items of one group stand together."""

    hint: Text
    group: Text | None = None
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeadlinePreset(Named):
    """A usual time limit: hours of the 24-hour clock, or days."""

    hours: float | None
    days: float | None


@dataclass(frozen=True, slots=True)
class Milestone(Named):
    """A step on the campaign's way, due on a fixed day, so many days after a site was listed, or open."""

    on: date | None
    days: int | None


@dataclass(frozen=True, slots=True)
class Roster:
    """People are on duty at the sites: the lengths of a shift to choose from, the usual one first."""

    shift_hours: tuple[int, ...]
    crew: str | None = None
    """The number field that says how many people a shift has; without it, one."""
    needed: str | None = None
    """The yes/no field of sites where somebody must be; without it, at all."""


@dataclass(frozen=True, slots=True)
class OrderTemplate:
    """What a new order from a site says; `{site}` and `{unit}` are filled in."""

    title: Text
    found: Text
    required: Text
    legal: tuple[Text, ...]
    receive: str | None = None
    """Time limit, as `rules.limits.read_limit` reads it, to receive the order."""
    arrive: str | None = None
    """To be on site."""
    verify: str | None = None
    """To verify what was done."""


@dataclass(frozen=True, slots=True)
class CampaignDefinition:
    """A campaign as data."""

    key: str
    position: int
    mark: str
    text: Text
    description: Text
    site: Text
    pollutants: tuple[str, ...]
    lead: tuple[str, ...]
    supporting: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]
    fields: tuple[FieldDefinition, ...]
    states: tuple[StateDefinition, ...]
    closing: Text
    checklist: tuple[ChecklistItem, ...]
    deadlines: tuple[DeadlinePreset, ...]
    inspection_days: int
    order: OrderTemplate
    milestones: tuple[Milestone, ...] = ()
    rings: tuple[int, ...] = ()
    """Radii in metres of the zone around a station, from the inside out."""
    roster: Roster | None = None
    exit: str | None = None
    """The date field that says when a source leaves the negative list."""

    def name(self, lang: str) -> str:
        """The campaign's name in a language."""
        return self.text.name(lang)

    def field(self, key: str) -> FieldDefinition | None:
        """The field with this key."""
        return next((field for field in self.fields if field.key == key), None)

    def state(self, key: str) -> StateDefinition | None:
        """The state with this key."""
        return next((state for state in self.states if state.key == key), None)
