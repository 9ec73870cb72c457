"""Columns of the targets: goals, where they stand, what is left, in words and as a bar."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from desktop.air.targets import GoodDaysRoom, MeanRoom, Outlook, PercentileRoom
from desktop.evaluation import words
from desktop.evaluation.goals import GOOD_DAYS, Room, Standing
from desktop.evaluation.words import NOTHING, number_text
from desktop.models.figures import RIGHT, FigureColumn, sort_number

translate = QCoreApplication.translate

GOAL, BAR = 2, 4
"""Columns that are edited, and painted."""
_URGENCY = (Outlook.IMPOSSIBLE, Outlook.TIGHT, Outlook.OPEN, Outlook.SECURED)
_TONES = {Outlook.IMPOSSIBLE: "alarm", Outlook.TIGHT: "alarm", Outlook.OPEN: None, Outlook.SECURED: "done"}


def columns() -> Sequence[FigureColumn[Standing]]:
    """From left to right."""
    return (
        FigureColumn(
            lambda: translate("Air", "County"),
            lambda one: one.county.name,
            lambda one: one.county.code,
            width=6,
        ),
        FigureColumn(
            lambda: translate("Air", "Item"),
            item_text,
            lambda one: float(_ITEM_ORDER.index(one.item)),
            width=9,
        ),
        FigureColumn(
            lambda: translate("Air", "Goal"),
            goal_text,
            lambda one: sort_number(one.goal),
            RIGHT,
            tip=lambda _one: translate("Air", "F2 or Enter to change it; empty takes it away"),
            number=lambda one: one.goal,
            decimals=1,
            width=5.4,
        ),
        FigureColumn(
            lambda: translate("Air", "So far"),
            lambda one: number_text(one.now, one.decimals),
            lambda one: sort_number(one.now),
            RIGHT,
            tone=lambda one: None if one.done else "muted",
            number=lambda one: one.now,
            decimals=2,
            width=6,
        ),
        FigureColumn(
            lambda: translate("Air", "Against the goal"),
            share_text,
            lambda one: sort_number(share(one)),
            RIGHT,
            width=9.6,
            rank=1,
        ),
        FigureColumn(lambda: translate("Air", "State"), state_text, _urgency, tone=_tone, width=12),
        FigureColumn(
            lambda: translate("Air", "Rest of the month"),
            lambda one: room_text(one, one.of_month),
            width=15,
            rank=2,
        ),
        FigureColumn(
            lambda: translate("Air", "Rest of the year"), lambda one: room_text(one, one.of_year), width=15
        ),
    )


_ITEM_ORDER = ("pm25", "pm10", "so2", "no2", "co", "o3", "index", "good_days")


def item_text(one: Standing) -> str:
    """`PM2.5 µg/m³`."""
    unit = "" if is_more_better(one) else words.unit_text(one.item)
    return f"{words.item_text(one.item)} {unit}".strip()


def goal_text(one: Standing) -> str:
    """A goal as it was typed."""
    return NOTHING if one.goal is None else f"{one.goal:g}"


def share(one: Standing) -> float | None:
    """How much of the goal is used: 1 is all of it. For good days how much of it is reached."""
    return one.now / one.goal if one.now is not None and one.goal else None


def share_text(one: Standing) -> str:
    """The same in per cent."""
    found = share(one)
    return "" if found is None else f"{100 * found:.0f} %"


def state_text(one: Standing) -> str:
    """How a goal stands, in words."""
    if one.of_year is None:
        return translate("Air", "no goal set")
    if not one.of_year.done:
        return translate("Air", "no data yet")
    if not one.left:
        met = one.of_year.outlook is Outlook.SECURED
        return translate("Air", "met") if met else translate("Air", "missed")
    return {
        Outlook.SECURED: translate("Air", "secured whatever comes"),
        Outlook.OPEN: _open_text(one),
        Outlook.TIGHT: translate("Air", "hardly within reach"),
        Outlook.IMPOSSIBLE: translate("Air", "cannot be reached any more"),
    }[one.of_year.outlook]


def _open_text(one: Standing) -> str:
    is_above = one.now is not None and one.goal is not None and one.now > one.goal
    if is_above and not is_more_better(one):
        return translate("Air", "only if the rest is cleaner")
    return translate("Air", "within reach")


def room_text(one: Standing, room: Room | None) -> str:
    """What is left: what the rest may average, how many days more may exceed or be lost."""
    if room is None or not room.left:
        return ""
    if room.outlook is Outlook.IMPOSSIBLE:
        return translate("Air", "no room left")
    if isinstance(room, GoodDaysRoom):
        return _days_text(room)
    if isinstance(room, PercentileRoom):
        text = translate("Air", "{days} more of {left} days may exceed it")
        return text.format(days=room.may_exceed, left=room.left)
    return _mean_text(one, room)


def _days_text(room: GoodDaysRoom) -> str:
    if room.outlook is Outlook.SECURED:
        return translate("Air", "reached")
    text = translate("Air", "{days} of {left} days may be lost")
    return text.format(days=room.may_lose, left=room.left)


def _mean_text(one: Standing, room: MeanRoom) -> str:
    if room.outlook is Outlook.SECURED:
        return translate("Air", "secured")
    may = number_text(room.may_average, one.decimals)
    if one.item == "index":
        return translate("Air", "index of about {may} on {left} days").format(may=may, left=room.left)
    return translate("Air", "{may} on average on {left} days").format(may=may, left=room.left)


def _urgency(one: Standing) -> float:
    return float(_URGENCY.index(one.of_year.outlook)) if one.of_year is not None else 9.0


def _tone(one: Standing) -> str | None:
    return "muted" if one.of_year is None else _TONES[one.of_year.outlook]


def is_more_better(one: Standing) -> bool:
    """Good days are to be reached; everything else is to be kept below its goal."""
    return one.item == GOOD_DAYS
