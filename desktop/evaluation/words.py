"""Words of the air screen: periods, items, bases, why a figure does not count."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.air.aqi import CODES
from desktop.air.basis import Basis, edition_on
from desktop.air.evaluation import DEFAULT_WEIGHTS, Evaluation
from desktop.air.periods import Period
from desktop.air.rounding import shown
from desktop.air.standards import POLLUTANTS, Level
from desktop.evaluation.spans import Named

translate = QCoreApplication.translate

NOTHING = "—"
_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")

_NAMES = {
    Named.TODAY: QT_TRANSLATE_NOOP("Air", "Today so far"),
    Named.MONTH: QT_TRANSLATE_NOOP("Air", "This month"),
    Named.YEAR: QT_TRANSLATE_NOOP("Air", "This year"),
    Named.LAST_MONTH: QT_TRANSLATE_NOOP("Air", "Last month"),
    Named.LAST_YEAR: QT_TRANSLATE_NOOP("Air", "Last year"),
    Named.FREE: QT_TRANSLATE_NOOP("Air", "Any dates"),
}
_ITEMS = {
    "index": QT_TRANSLATE_NOOP("Air", "Composite index"),
    "good_days": QT_TRANSLATE_NOOP("Air", "Good days"),
    "all": QT_TRANSLATE_NOOP("Air", "all items"),
    "temperature": QT_TRANSLATE_NOOP("Air", "temperature"),
    "humidity": QT_TRANSLATE_NOOP("Air", "humidity"),
    "pressure": QT_TRANSLATE_NOOP("Air", "pressure"),
    "wind_speed": QT_TRANSLATE_NOOP("Air", "wind speed"),
    "wind_direction": QT_TRANSLATE_NOOP("Air", "wind direction"),
}
_KINDS = {
    "missing": QT_TRANSLATE_NOOP("Air", "missing"),
    "stuck": QT_TRANSLATE_NOOP("Air", "stuck"),
    "negative": QT_TRANSLATE_NOOP("Air", "negative"),
    "over_range": QT_TRANSLATE_NOOP("Air", "over range"),
    "jump": QT_TRANSLATE_NOOP("Air", "jump"),
    "pm_order": QT_TRANSLATE_NOOP("Air", "PM10 below PM2.5"),
    "neighbours": QT_TRANSLATE_NOOP("Air", "unlike its neighbours"),
    "interference": QT_TRANSLATE_NOOP("Air", "suspected interference"),
    "calibration": QT_TRANSLATE_NOOP("Air", "calibration"),
    "sand_dust": QT_TRANSLATE_NOOP("Air", "sand dust"),
}
_VERDICTS = {
    "confirmed": QT_TRANSLATE_NOOP("Air", "confirmed"),
    "dismissed": QT_TRANSLATE_NOOP("Air", "dismissed"),
}


def span_text(name: Named) -> str:
    """Name of a period."""
    return translate("Air", str(_NAMES[name]))


def period_text(period: Period) -> str:
    """`2026-03-01 – 2026-03-19`; one day stands alone."""
    if period.days == 1:
        return period.first.isoformat()
    return f"{period.first.isoformat()} – {period.last.isoformat()}"


def item_text(item: str) -> str:
    """A pollutant's symbol, or the name of another item."""
    if item in POLLUTANTS:
        return CODES[POLLUTANTS.index(item)]
    return translate("Air", str(_ITEMS[item])) if item in _ITEMS else item


def unit_text(item: str) -> str:
    """Unit of an item; the index has none."""
    if item == "good_days":
        return translate("Air", "days")
    if item not in POLLUTANTS:
        return ""
    return "mg/m³" if item == "co" else "µg/m³"


def kind_text(kind: str) -> str:
    """What looks wrong, in a word."""
    return translate("Air", str(_KINDS[kind])) if kind in _KINDS else kind


def kinds() -> Sequence[str]:
    """Kinds of findings in their order."""
    return tuple(kind for kind in _KINDS if kind != "sand_dust")


def verdict_text(verdict: str) -> str:
    """What a person said of a finding."""
    return translate("Air", str(_VERDICTS[verdict])) if verdict in _VERDICTS else verdict


def number_text(value: float | None, decimals: int) -> str:
    """A figure with its decimals; a dash where there is none."""
    return NOTHING if value is None else shown(value, decimals)


def signed_text(value: float | None, decimals: int) -> str:
    """A change with its sign."""
    if value is None:
        return NOTHING
    text = shown(value, decimals)
    return text if value <= 0 else f"+{text}"


def pollutants_text(mask: int) -> str:
    """`PM2.5+O3` of a mask; empty for none."""
    return "+".join(code for bit, code in enumerate(CODES) if mask >> bit & 1)


def level_head(number: int, level: Level, language: str) -> str:
    """A level as narrow as can be: its short name, or its number where names are long."""
    return level.short_zh if language == "zh" else _NUMERALS[number]


def evaluation_name(evaluation: Evaluation) -> str:
    """`HJ 663-2026`."""
    return " ".join(evaluation.name_en.split()[:2])


def basis_text(basis: Basis, period: Period, language: str, *, forced: bool) -> str:
    """What figures stand on, in one line: evaluation, limits, AQI editions, weights and their doubt."""
    limits = " ".join(basis.limits.name_en.split()[:2])
    if "transition" in basis.limits.key:
        limits = translate("Air", "{limits} (transition)").format(limits=limits)
    name = evaluation_name(basis.evaluation)
    text = translate("Air", "{edition} (forced)") if forced else translate("Air", "{edition} (by date)")
    line = f"{text.format(edition=name)} · {limits} · AQI {_graded(basis, period)} · {weights_text(basis)}"
    note = basis.weights.note_zh if language == "zh" else basis.weights.note_en
    return f"{line}: {note}" if note else line


def _graded(basis: Basis, period: Period) -> str:
    """The AQI editions that grade the days of a period."""
    used = dict.fromkeys(edition_on(basis, day) for day in (period.first, period.last))
    return " / ".join(" ".join(edition.name_en.split()[:2]) for edition in used)


def weights_choice(basis: Basis) -> str:
    """A set of weights in a few words, to choose from."""
    weights = basis.weights
    if weights.name == DEFAULT_WEIGHTS:
        return translate("Air", "Plain sum")
    listed = "/".join(f"{weight:g}" for weight in weights.of)
    text = translate("Air", "Mean {weights}")
    if not weights.normalised:
        text = translate("Air", "Sum {weights}")
    return text.format(weights=listed)


def weights_text(basis: Basis) -> str:
    """How the single indices are summed, with the doubt where there is one."""
    weights = basis.weights
    if weights.name == DEFAULT_WEIGHTS and len(set(weights.of)) == 1:
        return translate("Air", "index: plain sum")
    listed = " ".join(f"{code}×{weight:g}" for code, weight in zip(CODES, weights.of, strict=True))
    text = translate("Air", "index: weights {weights}").format(weights=listed)
    if weights.normalised:
        text = translate("Air", "{text}, divided by their sum").format(text=text)
    return translate("Air", "{text} (unconfirmed)").format(text=text) if weights.note_en else text


def data_text(through: date | None, share: float | None) -> str:
    """How far the data go, and how much of them counts."""
    if through is None:
        return translate("Air", "no data in this period")
    day = translate("Air", "data until {day}").format(day=through.isoformat())
    if share is None:
        return day
    return f"{day} · " + translate("Air", "{share} % of the daily values valid").format(share=f"{share:.1f}")
