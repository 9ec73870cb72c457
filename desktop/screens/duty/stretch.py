"""What part of the record stands behind the chart: minutes near, hours far, days farther."""

from dataclasses import dataclass

from desktop.models.wall import HOUR, last_hour

MINUTE, DAY = 60, 86_400
_CHINA = 8 * HOUR
_MINUTES_UP_TO, _HOURS_UP_TO = 13 * HOUR, 100 * DAY
"""Longest periods in view that are drawn from minutes and from hours: about two values a pixel."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Values every `step` seconds with labels in (since, until], epoch seconds."""

    step: int
    since: int
    until: int

    def covers(self, start: float, end: float) -> bool:
        """Whether all that is known of a period in view is here, as fine as it should be."""
        return self.step == step_for(end - start) and self.since <= start and end <= self.until + self.step


def step_for(span: float) -> int:
    """How fine a period of so many seconds is drawn."""
    if span <= _MINUTES_UP_TO:
        return MINUTE
    return HOUR if span <= _HOURS_UP_TO else DAY


def stretch_for(start: float, end: float, now: int) -> Stretch:
    """A period in view with as much before it and after it: panning finds it there."""
    span, step = end - start, step_for(end - start)
    since = _floor(int(start - span), step) - step
    return Stretch(step, since, min(_floor(int(end + span), step) + step, last_label(now, step)))


def last_label(now: int, step: int) -> int:
    """The newest label that can be there: minutes and samples come with the clock, a day when it is over."""
    return last_hour(now) if step == HOUR else _floor(now, step) + (step if step == MINUTE else 0)


def _floor(time: int, step: int) -> int:
    """Labels of days stand on midnight in China."""
    return time - (time + _CHINA) % step
