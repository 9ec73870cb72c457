"""Reading the fields of a campaign's sites."""

from collections.abc import Sequence

from db.rules.campaign_records import Computation, Condition, FieldDefinition, Named
from db.rules.checked_table import CheckedTable, note_doubles
from db.rules.definition_problem import Text

FIELD_TYPES = frozenset(
    {"text", "number", "date", "choice", "yes_no", "person", "unit", "place", "photo", "computed"}
)
_MEASURED = ("number", "computed")
_OPERATIONS = frozenset({"sum", "difference", "percent"})
_MOST_DECIMALS = 6


def read_fields(top: CheckedTable) -> tuple[FieldDefinition, ...]:
    """All [[fields]], in their order."""
    tables = top.tables("fields", least=1)
    note_doubles(tables)
    fields: list[FieldDefinition] = []
    for table in tables:
        fields.append(_read_field(table, fields))
    for table, field in zip(tables, fields, strict=True):
        _check_condition(table, field.required_when, fields)
        table.finish()
    return tuple(fields)


def read_text(table: CheckedTable) -> Text:
    """A table of zh and en and nothing else."""
    text = table.both()
    table.finish()
    return text


def _read_field(table: CheckedTable, before: Sequence[FieldDefinition]) -> FieldDefinition:
    kind = table.one_of("type", FIELD_TYPES)
    least, most = _read_bounds(table, kind)
    return FieldDefinition(
        key=table.identifier("key"),
        text=table.both(),
        type=kind,
        unit=_read_measure(table, kind),
        choices=_read_choices(table, kind),
        required=table.flag("required"),
        listed=table.flag("list"),
        synonyms=table.texts("synonyms"),
        computed=_read_computation(table, kind, before),
        required_when=_read_condition(table, kind),
        least=least,
        most=most,
        decimals=_read_decimals(table, kind),
        milestone=_read_milestone(table, kind),
    )


def _read_measure(table: CheckedTable, kind: str) -> Text | None:
    """The unit of measure: a symbol that is the same in both languages, or a text."""
    if not table.has("unit"):
        return None
    if kind not in _MEASURED:
        template = "A field of type {type} is not measured. Remove the unit, or use type number."
        table.note("unit", template, type=kind)
    if isinstance(table.data["unit"], dict):
        return read_text(table.table("unit"))
    symbol = table.text("unit")
    return Text(symbol, symbol)


def _read_choices(table: CheckedTable, kind: str) -> tuple[Named, ...]:
    if table.has("choices") != (kind == "choice"):
        table.note("choices", "Fields of type choice have choices, others have none. Add or remove them.")
    tables = table.tables("choices")
    note_doubles(tables)
    choices = tuple(Named(item.identifier("key"), item.both()) for item in tables)
    for item in tables:
        item.finish()
    return choices


def _read_computation(
    table: CheckedTable, kind: str, before: Sequence[FieldDefinition]
) -> Computation | None:
    if table.has("computed") != (kind == "computed"):
        table.note("computed", "Fields of type computed say how, others do not. Add or remove it.")
    if not table.has("computed"):
        return None
    how = table.table("computed")
    numbers = [field.key for field in before if field.type in _MEASURED]
    result = Computation(how.one_of("op", _OPERATIONS), how.texts("of", numbers))
    if not result.of:
        how.note("of", "“{op}” needs fields. Name them by their keys.", op=result.op)
    elif result.op != "sum" and len(result.of) != 2:
        how.note("of", "“{op}” needs exactly two fields. Name two by their keys.", op=result.op)
    how.finish()
    return result


def _read_bounds(table: CheckedTable, kind: str) -> tuple[float | None, float | None]:
    least, most = table.any_number("min"), table.any_number("max")
    for key in ("min", "max"):
        if table.has(key) and kind != "number":
            table.note(key, "Only fields of type number have bounds. Remove it.")
    if least is not None and most is not None and most < least:
        table.note("max", "{most} is less than min, {least}. Change one of them.", most=most, least=least)
    return least, most


def _read_decimals(table: CheckedTable, kind: str) -> int | None:
    if not table.has("decimals"):
        return None
    if kind not in _MEASURED:
        table.note("decimals", "Only fields of type number or computed have decimals. Remove it.")
    decimals = table.whole("decimals", least=0)
    if decimals > _MOST_DECIMALS:
        table.note("decimals", "{value} is more than {most}. Use fewer.", value=decimals, most=_MOST_DECIMALS)
    return decimals


def _read_milestone(table: CheckedTable, kind: str) -> bool:
    if table.has("milestone") and kind != "date":
        table.note("milestone", "Only fields of type date are milestones. Remove it.")
    return table.flag("milestone")


def _read_condition(table: CheckedTable, kind: str) -> Condition | None:
    if not table.has("required_when"):
        return None
    if table.flag("required") or kind == "computed":
        table.note("required_when", "This field is required always, or computed. Remove one of the two.")
    when = table.table("required_when")
    equals = when.data.get("equals")
    value = equals if isinstance(equals, bool) else when.text("equals")
    when.has("equals")
    condition = Condition(when.text("field"), value)
    when.finish()
    return condition


def _check_condition(
    table: CheckedTable, condition: Condition | None, fields: Sequence[FieldDefinition]
) -> None:
    """The field that a condition names may stand anywhere in the file."""
    if condition is None or not condition.field:
        return
    when = table.table("required_when")
    known = {field.key: field for field in fields if field.type in ("yes_no", "choice")}
    field = known.get(when.one_of("field", known))
    if field is None:
        return
    if field.type == "yes_no" and not isinstance(condition.equals, bool):
        when.note("equals", "“{field}” is yes or no. Give true or false.", field=field.key)
    if field.type == "choice" and field.choice(condition.equals) is None:
        choices = ", ".join(choice.key for choice in field.choices)
        template = "“{field}” has no such choice. Use one of: {choices}."
        when.note("equals", template, field=field.key, choices=choices)
