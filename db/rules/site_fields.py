"""The fields of a site against its campaign's definition: what is refused, what is computed."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from math import isfinite

from db.rules.campaign_records import CampaignDefinition, Computation, FieldDefinition

MISSING = "This must be filled in."
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """Why a value is refused: `template` is English and translated like an error's."""

    template: str
    params: Mapping[str, object]

    @property
    def is_missing(self) -> bool:
        """Nothing is wrong with what is there: a required value is not there yet."""
        return self.template == MISSING

    def __str__(self) -> str:
        return self.template.format(**self.params)


def field_problems(definition: CampaignDefinition, fields: Mapping[str, object]) -> dict[str, FieldProblem]:
    """What is wrong with a site's fields, by field key; empty when all is well. None means not known."""
    problems = {}
    for key in fields:
        if definition.field(key) is None:
            problems[key] = FieldProblem(
                "{campaign} has no field {field}.", {"campaign": definition.key, "field": key}
            )
    for field in definition.fields:
        problem = _field_problem(field, fields)
        if problem:
            problems[field.key] = problem
    return problems


def validate_fields(definition: CampaignDefinition, fields: Mapping[str, object]) -> dict[str, str]:
    """`field_problems` as English sentences."""
    return {key: str(problem) for key, problem in field_problems(definition, fields).items()}


def computed_values(definition: CampaignDefinition, fields: Mapping[str, object]) -> dict[str, float | None]:
    """The computed fields of a site; None where a part is not known or the whole is 0."""
    known: dict[str, object] = dict(fields)
    results: dict[str, float | None] = {}
    for field in definition.fields:
        if field.computed:
            results[field.key] = known[field.key] = _compute(field.computed, known)
    return results


def _field_problem(field: FieldDefinition, fields: Mapping[str, object]) -> FieldProblem | None:
    value = fields.get(field.key)
    if field.type == "computed":
        return FieldProblem("This is computed; leave it out.", {}) if field.key in fields else None
    if value is None or value == "":
        return FieldProblem(MISSING, {}) if field.is_required(fields) else None
    if field.type == "choice" and field.choice(value) is None:
        known = ", ".join(choice.key for choice in field.choices)
        return FieldProblem(
            "“{value}” is not a choice. Use one of: {known}.", {"value": value, "known": known}
        )
    accepts, wanted = _ACCEPTS.get(field.type, (_is_text, "a text"))
    if field.type != "choice" and not accepts(value):
        return FieldProblem("“{value}” is not " + wanted + ".", {"value": value})
    return _number_problem(field, value) if isinstance(value, int | float) else None


def _number_problem(field: FieldDefinition, value: float) -> FieldProblem | None:
    """Out of the field's bounds, or finer than it can be."""
    if field.least is not None and value < field.least:
        return FieldProblem("{value} is too small: at least {least}.", {"value": value, "least": field.least})
    if field.most is not None and value > field.most:
        return FieldProblem("{value} is too large: at most {most}.", {"value": value, "most": field.most})
    if field.decimals is None or round(value, field.decimals) == value:
        return None
    if field.decimals == 0:
        return FieldProblem("{value} is not a whole number.", {"value": value})
    template = "{value} has more than {decimals} decimals. Round it."
    return FieldProblem(template, {"value": value, "decimals": field.decimals})


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def _is_date(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_yes_no(value: object) -> bool:
    return isinstance(value, bool)


def _is_place(value: object) -> bool:
    if not isinstance(value, list | tuple) or len(value) != 2:
        return False
    return all(_is_number(part) and abs(part) <= limit for part, limit in zip(value, (180, 90), strict=True))


def _is_photos(value: object) -> bool:
    return isinstance(value, list | tuple) and all(
        isinstance(item, str) and _SHA256.fullmatch(item) for item in value
    )


_ACCEPTS: dict[str, tuple[Callable[[object], bool], str]] = {
    "number": (_is_number, "a number"),
    "date": (_is_date, "a date such as 2020-03-19"),
    "yes_no": (_is_yes_no, "true or false"),
    "place": (_is_place, "a longitude and a latitude"),
    "photo": (_is_photos, "a list of SHA-256"),
}


def _compute(how: Computation, known: Mapping[str, object]) -> float | None:
    values = [known.get(key) for key in how.of]
    numbers = [value for value in values if isinstance(value, int | float)]
    if len(numbers) < len(values):
        return None
    if how.op == "sum":
        return sum(numbers)
    if how.op == "difference":
        return numbers[0] - numbers[1]
    return 100 * numbers[0] / numbers[1] if numbers[1] else None
