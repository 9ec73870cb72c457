"""What the person at the console may do, as the window asks it before it shows a button."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from db.queries.accounts import Who
from db.rules.roles import allows, reach
from db.rules.tasks import Step


@dataclass(frozen=True, slots=True)
class Permits:
    """Without anybody signed in everything is allowed: a record of one's own has no sign-in.

    The commands ask again: this only keeps from the screen what they would refuse.
    """

    who: Who | None = None
    parents: Mapping[str, str | None] = field(default_factory=dict)
    """Unit -> the unit above it."""

    def may(self, step: Step, unit_code: str) -> bool:
        """Whether a step may be done on a unit's part of an order."""
        if self.who is None:
            return True
        return allows(self.who.role, self.who.unit_code, step, unit_code, self._above(unit_code))

    def may_anywhere(self, step: Step) -> bool:
        """Whether a step may be done on anybody's part at all."""
        return self.who is None or reach(self.who.role, step) is not None

    def _above(self, code: str) -> Collection[str]:
        found: list[str] = []
        current = self.parents.get(code)
        while current is not None and current not in found:
            found.append(current)
            current = self.parents.get(current)
        return found
