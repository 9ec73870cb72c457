"""Reading a campaign definition, table by table; mistakes are noted at their place."""

from string import Formatter

from db.rules.campaign_fields import read_fields, read_text
from db.rules.campaign_records import (
    CampaignDefinition,
    ChecklistItem,
    DeadlinePreset,
    FieldDefinition,
    Milestone,
    OrderTemplate,
    Roster,
    StateDefinition,
)
from db.rules.checked_table import CheckedTable, note_doubles
from db.rules.definition_problem import Text
from db.rules.limits import BadLimitError, read_limit

STATE_KEYS = ("active", "rectifying", "closed", "withdrawn")
TONES = frozenset({"accent", "warning", "done", "muted", "alarm"})
POLLUTANTS = frozenset({"pm25", "pm10", "so2", "no2", "co", "o3", "voc", "tsp"})
CORE_COLUMNS = (
    "code", "name", "unit", "address", "owner", "person", "phone", "state", "deadline", "note",
)  # fmt: skip
_PLACEHOLDERS = frozenset({"site", "unit"})
_DAY_HOURS = 24
_ROSTER_FIELDS = (("crew", "number"), ("needed", "yes_no"))


def read_campaign(top: CheckedTable) -> CampaignDefinition:
    """Everything that a file may say."""
    top.whole("schema_version")
    departments = top.table("departments")
    fields = read_fields(top)
    definition = CampaignDefinition(
        key=top.identifier("key"),
        position=top.whole("position"),
        mark=_read_mark(top),
        text=read_text(top.table("names")),
        description=read_text(top.table("description")),
        site=read_text(top.table("site")),
        pollutants=top.texts("pollutants", POLLUTANTS),
        lead=departments.texts("lead"),
        supporting=departments.texts("supporting"),
        columns=_read_columns(top),
        fields=fields,
        states=_read_states(top),
        closing=read_text(top.table("closing")),
        checklist=_read_checklist(top),
        deadlines=_read_deadlines(top),
        inspection_days=top.whole("inspection_days"),
        order=_read_order(top.table("order")),
        milestones=_read_milestones(top),
        rings=top.wholes("rings"),
        roster=_read_roster(top, fields),
        exit=_read_exit(top, fields),
    )
    if departments.has("lead") and not definition.lead:
        departments.note("lead", "is empty. Name the department that leads.")
    departments.finish()
    _check_synonyms(top, definition)
    return definition


def _read_mark(top: CheckedTable) -> str:
    mark = top.text("mark")
    if mark and not (len(mark) == 1 and "\u4e00" <= mark <= "\u9fff"):
        template = "“{mark}” is not one Chinese character. Order numbers carry it; give exactly one."
        top.note("mark", template, mark=mark)
    return mark


def _read_columns(top: CheckedTable) -> dict[str, tuple[str, ...]]:
    if not top.has("columns"):
        return {}
    table = top.table("columns")
    columns = {name: table.texts(name) for name in CORE_COLUMNS}
    table.finish()
    return {name: words for name, words in columns.items() if words}


def _check_synonyms(top: CheckedTable, definition: CampaignDefinition) -> None:
    """A word above a column of a ledger must mean one thing."""
    owners: dict[str, str] = {}
    if definition.columns:
        columns = top.table("columns")
        for name, words in definition.columns.items():
            _check_words(owners, columns, name, words, f"columns.{name}")
    if definition.fields:
        for table, field in zip(top.tables("fields"), definition.fields, strict=True):
            _check_words(owners, table, "zh", (field.text.zh,), f"fields.{field.key}")
            _check_words(owners, table, "synonyms", field.synonyms, f"fields.{field.key}")
    if definition.checklist:
        for table, item in zip(top.tables("checklist"), definition.checklist, strict=True):
            _check_words(owners, table, "synonyms", item.synonyms, f"checklist.{item.key}")


def _check_words(
    owners: dict[str, str], table: CheckedTable, key: str, words: tuple[str, ...], owner: str
) -> None:
    for index, word in enumerate(words, start=1):
        other = owners.setdefault(word, owner)
        if word and other != owner:
            template = "“{word}” stands for {other} already. A column must mean one thing; remove one."
            table.note_member(key, index, template, word=word, other=other)


def _read_states(top: CheckedTable) -> tuple[StateDefinition, ...]:
    tables = top.tables("states")
    note_doubles(tables)
    states = tuple(
        StateDefinition(item.one_of("key", STATE_KEYS), item.both(), item.one_of("tone", TONES))
        for item in tables
    )
    for item in tables:
        item.finish()
    for key in STATE_KEYS:
        if key not in {state.key for state in states}:
            top.note("states", "“{key}” is missing. Add [[states]] with this key.", key=key)
    return states


def _read_checklist(top: CheckedTable) -> tuple[ChecklistItem, ...]:
    tables = top.tables("checklist", least=1)
    note_doubles(tables)
    items = tuple(_read_item(table) for table in tables)
    for index, (table, item) in enumerate(zip(tables, items, strict=True)):
        earlier = [one.group for one in items[:index]]
        if item.group and item.group in earlier and earlier[-1] != item.group:
            template = "“{group}” was begun above. Put the items of a group one after the other."
            table.note("group", template, group=item.group.zh)
        table.finish()
    return items


def _read_item(table: CheckedTable) -> ChecklistItem:
    group = read_text(table.table("group")) if table.has("group") else None
    hint = read_text(table.table("hint"))
    return ChecklistItem(table.identifier("key"), table.both(), hint, group, table.texts("synonyms"))


def _read_deadlines(top: CheckedTable) -> tuple[DeadlinePreset, ...]:
    tables = top.tables("deadlines", least=1)
    note_doubles(tables)
    presets = []
    for item in tables:
        hours = item.number("hours") if item.has("hours") else None
        days = item.number("days") if item.has("days") else None
        if (hours is None) == (days is None):
            item.note("hours", "Give either hours or days.")
        presets.append(DeadlinePreset(item.identifier("key"), item.both(), hours, days))
        item.finish()
    return tuple(presets)


def _read_milestones(top: CheckedTable) -> tuple[Milestone, ...]:
    tables = top.tables("milestones")
    note_doubles(tables)
    milestones = []
    for item in tables:
        days = item.whole("days") if item.has("days") else None
        on = item.day("date")
        if days is not None and on is not None:
            item.note("date", "Give a date or days after a site was listed, not both.")
        milestones.append(Milestone(item.identifier("key"), item.both(), on, days))
        item.finish()
    return tuple(milestones)


def _read_roster(top: CheckedTable, fields: tuple[FieldDefinition, ...]) -> Roster | None:
    if not top.has("roster"):
        return None
    table = top.table("roster")
    hours = table.wholes("shift_hours")
    if table.data.get("shift_hours", []) == []:
        table.note("shift_hours", "is empty. Give the lengths of a shift in hours.")
    for index, length in enumerate(hours, start=1):
        if _DAY_HOURS % length:
            template = "Shifts of {hours} hours do not fill a day. Use 4, 6, 8, 12 or 24."
            table.note_member("shift_hours", index, template, hours=length)
    crew, needed = (_read_named(table, key, kind, fields) for key, kind in _ROSTER_FIELDS)
    table.finish()
    return Roster(hours, crew, needed)


def _read_named(table: CheckedTable, key: str, kind: str, fields: tuple[FieldDefinition, ...]) -> str | None:
    """The key of one of the campaign's fields of a kind, if it is given."""
    known = [field.key for field in fields if field.type == kind]
    return table.one_of(key, known) if table.has(key) else None


def _read_exit(top: CheckedTable, fields: tuple[FieldDefinition, ...]) -> str | None:
    if not top.has("exit"):
        return None
    dates = [field.key for field in fields if field.type == "date"]
    return top.one_of("exit", dates)


def _read_order(table: CheckedTable) -> OrderTemplate:
    template = OrderTemplate(
        title=_read_template(table.table("title")),
        found=_read_template(table.table("found")),
        required=_read_template(table.table("required")),
        legal=tuple(read_text(item) for item in table.tables("legal")),
        **{key: _read_limit(table, key) for key in ("receive", "arrive", "verify")},
    )
    table.finish()
    return template


def _read_limit(table: CheckedTable, key: str) -> str | None:
    if not table.has(key):
        return None
    text = table.text(key)
    try:
        read_limit(text, {})
    except BadLimitError:
        template = "“{text}” is no time limit. Write an amount with min, h, d or wd: 30min, 24h, 7wd."
        table.note(key, template, text=text)
        return None
    return text


def _read_template(table: CheckedTable) -> Text:
    text = read_text(table)
    for key, value in (("zh", text.zh), ("en", text.en)):
        try:
            names = {name for _, name, _, _ in Formatter().parse(value) if name is not None}
        except ValueError as error:
            table.note(key, "{reason}. Write a brace that is meant as such twice.", reason=error)
            continue
        for name in sorted(names - _PLACEHOLDERS):
            template = "{placeholder} cannot be filled in. Use {{site}} and {{unit}}."
            table.note(key, template, placeholder=f"{{{name}}}")
    return text
